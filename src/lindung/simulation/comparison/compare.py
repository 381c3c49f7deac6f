"""`compare`: from a question to a comparison; `explained`: what its differences rest on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final

from lindung.law.instruments import Instrument
from lindung.messages import BadInput, Fault
from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.comparison.arms import regimes_of
from lindung.simulation.comparison.clauses import contributions
from lindung.simulation.comparison.comparison import HEADLINES, Comparison
from lindung.simulation.comparison.curve import default_budgets, sweep
from lindung.simulation.comparison.doubt import other_readings, points_of, under
from lindung.simulation.comparison.jobs import Executor, Threads, outcomes_of
from lindung.simulation.comparison.plan import Job, Plan, arms_of
from lindung.simulation.comparison.replicate import Outcome
from lindung.simulation.comparison.store import Store
from lindung.simulation.record import digest, draft_digest, law_digest, versions
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import checked

type Progress = Callable[[str, int, int], None]  # the stage, jobs done, jobs in all

DECISIVE: Final = "protected_person_months"  # the difference whose precision `until` asks for
MOST_REPLICATES: Final = 2_000
POINTS: Final = 12  # parameter vectors, each at two replicates
CROSSED: Final = 2
FEW: Final = 4  # replicates of clauses, readings and budgets, at most


def compare(
    scenario: Scenario | str | Path,
    *,
    regulations: Sequence[str | Path | Instrument] = (),
    drafts: Sequence[str | Path | Instrument] = (),
    budgets: Sequence[int] = (),
    readings: Mapping[str, Sequence[str]] | None = None,
    workers: int | None = None,
    months: int | None = None,
    replicates: int | None = None,
    until: float | None = None,
    seed: int | None = None,
    fixed_parameters: bool = False,
    threads: int | None = None,
    executor: Executor | None = None,
    keep: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Hold regulations against the first of them, on the same people with the same draws.

    Without `regulations` and `drafts` those of the scenario are compared. `budgets` are rupiah a budget year, each
    tried with every regulation; `readings` names the choices to try of contested norms. `until` (a percentage) grows
    the replicates until the mean difference in protected person-months is known to so small a part of it. Replicate r
    takes draw r of the scenario's posterior where a calibration has left one, unless `fixed_parameters`.
    `keep` is a folder for outcomes, so that an interrupted comparison can go on. The numbers do not depend on
    `threads` or `executor`. Raises `BadInput` for input that cannot be used.
    """
    plan, wanted, identity, sources = prepared(
        scenario, regulations=regulations, drafts=drafts, budgets=budgets, readings=readings, workers=workers,
        months=months, replicates=replicates, until=until, seed=seed, fixed_parameters=fixed_parameters,
    )  # fmt: skip
    engine = executor or Threads(threads or cores())
    store = None if keep is None else Store(keep, digest({**identity, "replicates": None, "until": None}))
    outcomes: dict[Job, Outcome] = {}
    count = wanted
    while True:
        jobs = [Job(replicate) for replicate in range(count)]
        outcomes |= outcomes_of(plan, jobs[len(outcomes) :], engine, store, _stage(progress, "replicates"))
        found = Comparison(plan, outcomes, {}, {}, (), None, identity, sources)
        more = _more(found, until)
        if more <= count:
            return found
        count = more


def prepared(
    scenario: Scenario | str | Path,
    *,
    regulations: Sequence[str | Path | Instrument] = (),
    drafts: Sequence[str | Path | Instrument] = (),
    budgets: Sequence[int] = (),
    readings: Mapping[str, Sequence[str]] | None = None,
    workers: int | None = None,
    months: int | None = None,
    replicates: int | None = None,
    until: float | None = None,
    seed: int | None = None,
    fixed_parameters: bool = False,
) -> tuple[Plan, int, dict[str, Any], dict[str, Any]]:
    """The plan of a comparison, its replicates, its identity, and where its inputs were found."""
    loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    wanted = loaded.replicates if replicates is None else replicates
    if not 2 <= wanted <= MOST_REPLICATES:
        raise BadInput(
            Fault("option-range", {"option": "--replicates", "value": wanted, "low": 2, "high": MOST_REPLICATES})
        )
    if until is not None and not 0 < until <= 100:
        raise BadInput(Fault("option-range", {"option": "--until", "value": until, "low": 0, "high": 100}))
    choices = [dict(zip(readings or (), chosen, strict=True)) for chosen in product(*(readings or {}).values())]
    for choice in choices:
        loaded.corpus.readings.chosen(choice)
    arms = arms_of(regimes_of(loaded, regulations, drafts), tuple(dict.fromkeys(budgets)) or (None,), choices)
    for budget in budgets:
        checked(loaded, budget=budget)
    posterior, stale = (None, None) if fixed_parameters else fitting(loaded)
    plan = Plan(
        loaded, arms, *checked(loaded, workers=workers, months=months, seed=seed), posterior=posterior,
        stale=None if stale is None else stale.what,
    )  # fmt: skip
    identity = _identity(plan, wanted, until)
    sources = {
        "scenario": loaded.found_at,
        "regulations": [str(one.name if isinstance(one, Instrument) else one) for one in regulations],
        "drafts": [str(one.name if isinstance(one, Instrument) else one) for one in drafts],
        "budgets": list(budgets),
        "readings": {name: list(chosen) for name, chosen in (readings or {}).items()},
        "fixed_parameters": fixed_parameters,
    }
    return plan, wanted, identity, sources


def _more(comparison: Comparison, until: float | None) -> int:
    """How many replicates the precision asked for needs, as far as those so far can tell; at most double at a time."""
    n = comparison.replicates
    if until is None:
        return n
    needed = n
    for arm in comparison.arms:
        half = arm.differences[DECISIVE].error
        mean = arm.differences[DECISIVE].mean
        if half and mean and half > until / 100 * abs(mean):
            needed = max(needed, arm.differences[DECISIVE].replicates_for(until / 100) or n, n + 1)
    return min(needed, 2 * n, MOST_REPLICATES)


def explained(
    comparison: Comparison, *, points: int = POINTS, threads: int | None = None, executor: Executor | None = None,
    keep: Path | None = None, progress: Progress | None = None,
) -> Comparison:  # fmt: skip
    """The same comparison with what its differences rest on: clauses, parameters, readings of law, budgets."""
    plan, engine = comparison.plan, executor or Threads(threads or cores())
    few = min(FEW, comparison.replicates)

    def store(what: str, *more: object) -> Store | None:
        return None if keep is None else Store(keep, digest([comparison.fingerprint, what, *map(str, more)]))

    drafts = [n for n, arm in enumerate(plan.arms) if arm.regime.is_draft and arm.place == plan.arms[0].place]
    clauses = tuple(
        contributions(
            plan, number, replicates=few, executor=engine, metrics=HEADLINES, store=store("clauses", number),
            progress=_stage(progress, "clauses"),
        )
        for number in drafts
    )  # fmt: skip
    spread = replace(plan, points=points_of(plan, points))
    crossed = [Job(replicate, point) for point in range(len(spread.points)) for replicate in range(CROSSED)]
    at_points = outcomes_of(spread, crossed, engine, store("points", points), _stage(progress, "parameters"))
    under_readings = {}
    for choice in other_readings(plan):
        own = [arm for arm in plan.arms if arm.place == plan.arms[0].place]
        other = replace(plan, arms=under(own, choice))
        name = ",".join(f"{n}={c}" for n, c in choice.items() if plan.arms[0].readings.get(n) != c)
        jobs = [Job(replicate) for replicate in range(few)]
        under_readings[name] = outcomes_of(other, jobs, engine, store("readings", name), _stage(progress, "readings"))
    budgets = tuple(sorted({arm.budget for arm in plan.arms if arm.budget is not None}))
    budgets = budgets if len(budgets) > 2 else default_budgets(plan)
    curve = sweep(plan, plan.arms[0], budgets, few, threads or cores()) if budgets else None
    return replace(comparison, clauses=clauses, at_points=at_points, under_readings=under_readings, curve=curve)


def _stage(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(name, done, total)


def _identity(plan: Plan, replicates: int, until: float | None) -> dict[str, Any]:
    regimes = {arm.regulation: arm.regime for arm in plan.arms}
    return {
        "scenario": plan.scenario.name,
        "scenario_digest": plan.scenario.digest,
        "law_digest": law_digest(plan.scenario.corpus),
        "regulations": [
            {"name": name, "draft_digest": draft_digest(one.instrument) if one.is_draft and one.instrument else None}
            for name, one in regimes.items()
        ],
        "budgets": list(dict.fromkeys(arm.budget for arm in plan.arms)),
        "readings": [
            dict(readings)
            for readings in dict.fromkeys(
                tuple(sorted(plan.scenario.corpus.readings.chosen(arm.readings).items())) for arm in plan.arms
            )
        ],
        "workers": plan.workers,
        "months": plan.months,
        "seed": plan.seed,
        "replicates": replicates,
        "until": until,
        "posterior": None if plan.posterior is None else plan.posterior.digest,
        "versions": versions(),
    }
