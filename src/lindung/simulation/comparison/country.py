"""`compare` for a country: every place under its own scheme and under each regulation, place by place and replicate."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Final

from lindung.law.instruments import Instrument
from lindung.messages import BadInput, Fault
from lindung.simulation.comparison.arms import Arm
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.country_reader import Country, Place, seed_of
from lindung.simulation.comparison.country_result import OWN, CountryComparison, Placed
from lindung.simulation.comparison.jobs import Executor, Threads, outcomes_of
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome
from lindung.simulation.comparison.store import Store
from lindung.simulation.record import digest, draft_digest, law_digest, versions
from lindung.simulation.regime import Regime, regime_of
from lindung.simulation.run import cores

type Progress = Callable[[str, int, int], None]  # the stage, jobs done, jobs in all

MOST_REPLICATES: Final = 2_000
AT_ONCE: Final = 16  # places given to a cluster at once


def compare_country(
    country: Country | str | Path,
    *,
    regulations: Sequence[str | Path | Instrument] = (),
    workers: int | None = None,
    months: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    executor: Executor | None = None,
    keep: Path | None = None,
    progress: Progress | None = None,
) -> CountryComparison:
    """Hold each regulation, put to every place, against each place's own scheme; without any, the latter alone.

    `workers` simulates so many of all places together, shared out in proportion. `keep` is a folder for outcomes, so
    that an interrupted comparison can go on. The numbers depend neither on `threads` or `executor` nor on the order of
    the places. Raises `BadInput` for input that cannot be used.
    """
    asked = prepared(country, regulations=regulations, workers=workers, months=months, replicates=replicates, seed=seed)
    keys = [digest([asked.common, own]) for own in asked.own]
    stores = [None if keep is None else Store(keep, key) for key in keys]
    jobs = [Job(replicate) for replicate in range(asked.identity["replicates"])]
    outcomes = _run(asked.plans, jobs, stores, executor, threads or cores(), progress)
    placed = tuple(
        Placed(place, Comparison(plan, found, {}, {}, (), None, {**asked.common, **own}))
        for place, plan, found, own in zip(asked.country.places, asked.plans, outcomes, asked.own, strict=True)
    )
    return CountryComparison(asked.country, placed, asked.identity, asked.sources)


@dataclass(frozen=True)
class Prepared:
    """What will be run: a plan for each place, what identifies all of them together, each, and where it was found."""

    country: Country
    plans: tuple[Plan, ...]
    common: Mapping[str, Any]
    own: tuple[Mapping[str, Any], ...]  # by place
    identity: Mapping[str, Any]
    sources: Mapping[str, Any]


def prepared(
    country: Country | str | Path,
    *,
    regulations: Sequence[str | Path | Instrument] = (),
    workers: int | None = None,
    months: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
) -> Prepared:
    """The plans of a country's comparison and its identity, nothing run yet. Raises as `compare_country` does."""
    loaded = country if isinstance(country, Country) else Country.load(country)
    months = _within("--months", loaded.months if months is None else months, 1, loaded.months)
    wanted = _within("--replicates", loaded.replicates if replicates is None else replicates, 2, MOST_REPLICATES)
    seed = _within("--seed", loaded.seed if seed is None else seed, 0, 2**63 - 1)
    n = _within("--workers", loaded.size if workers is None else workers, len(loaded.places), 2**31)
    shares = shared_out(n, [place.scenario.population.size for place in loaded.places])
    plans = tuple(
        Plan(place.scenario, _arms(place, regulations), share, months, seed_of(seed, place.region))
        for place, share in zip(loaded.places, shares, strict=True)
    )
    common = _common(loaded, plans[0], months, seed)
    own = tuple(_of_place(place, plan) for place, plan in zip(loaded.places, plans, strict=True))
    named = [str(one.name if isinstance(one, Instrument) else one) for one in regulations]
    identity = {**common, "replicates": wanted, "workers": n, "places": list(own)}
    return Prepared(loaded, plans, common, own, identity, {"country": loaded.found_at, "regulations": named})


def shared_out(total: int, sizes: Sequence[int]) -> list[int]:
    """`total` in proportion to `sizes`, at least one each, by largest remainders; whole numbers that add up to it."""
    free, size = total - len(sizes), sum(sizes)
    exact = [free * one / size for one in sizes]
    found = [int(one) for one in exact]
    by_rest = sorted(range(len(sizes)), key=lambda i: (found[i] - exact[i], i))
    for i in by_rest[: free - sum(found)]:
        found[i] += 1
    return [1 + one for one in found]


def _within(option: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))
    return value


def _arms(place: Place, regulations: Sequence[str | Path | Instrument]) -> tuple[Arm, ...]:
    """A place's own scheme first, then each regulation; all with the place's own money."""
    own = replace(regime_of(place.scenario, place.scheme), regulation=OWN, instrument=None)
    regimes: list[Regime] = [own, *(regime_of(place.scenario, one) for one in regulations)]
    names = [str(regime.regulation) for regime in regimes]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput(Fault("regulation-twice", {"name": twice}))
    return tuple(Arm(regime, None) for regime in regimes)


def _run(
    plans: Sequence[Plan], jobs: Sequence[Job], stores: Sequence[Store | None], executor: Executor | None, threads: int,
    progress: Progress | None,
) -> list[dict[Job, Outcome]]:  # fmt: skip
    """The outcomes of every place: each place and replicate a job of its own on threads, each place on a cluster."""
    for plan in plans:
        plan.parts_from  # noqa: B018 - worked out once, before threads share the plan
    inner = executor or Threads(1)
    chunks = [list(jobs)] if executor is not None else [[job] for job in jobs]
    units = [(place, chunk) for chunk in chunks for place in range(len(plans))]
    count = _Count(progress, len(plans) * len(jobs))

    def one(unit: int) -> dict[Job, Outcome]:
        place, chunk = units[unit]
        return outcomes_of(plans[place], chunk, inner, stores[place], lambda done, _: count(unit, done))

    found: list[dict[Job, Outcome]] = [{} for _ in plans]
    with ThreadPoolExecutor(AT_ONCE if executor is not None else threads) as pool:
        futures = [pool.submit(one, unit) for unit in range(len(units))]
        try:
            for (place, _), future in zip(units, futures, strict=True):
                found[place] |= future.result()
        finally:
            for future in futures:
                future.cancel()
    return found


class _Count:
    """Jobs done, whichever thread did them."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._done: dict[int, int] = {}
        self._lock = Lock()

    def __call__(self, unit: int, done: int) -> None:
        if self._progress is not None:
            with self._lock:
                self._done[unit] = done
                self._progress("replicates", sum(self._done.values()), self._total)


def _common(country: Country, plan: Plan, months: int, seed: int) -> dict[str, Any]:
    corpus = plan.scenario.corpus
    return {
        "scenario": country.name,
        "law_digest": law_digest(corpus),
        "regulations": [
            {
                "name": one.regulation,
                "draft_digest": draft_digest(one.instrument) if one.instrument and one.is_draft else None,
            }
            for one in (arm.regime for arm in plan.arms)
        ],
        "readings": corpus.readings.chosen({}),
        "months": months,
        "seed": seed,
        "versions": versions(),
    }


def _of_place(place: Place, plan: Plan) -> dict[str, Any]:
    return {"region": place.region, "scenario_digest": place.scenario.digest, "workers": plan.workers}
