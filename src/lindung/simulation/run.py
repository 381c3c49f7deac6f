"""One run: a scenario under one regulation, month by month, with the record that makes it citable."""

import os
import platform
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lindung.messages import BadInput, Fault, Text
from lindung.messages.language import day
from lindung.simulation.ledger import Ledger
from lindung.simulation.metrics import metrics
from lindung.simulation.model import City, Setting
from lindung.simulation.record import digest, law_digest, versions
from lindung.simulation.regime import Regime, regime_of
from lindung.simulation.replacing import month_with
from lindung.simulation.scenario import Scenario
from lindung.simulation.state import resume, save

if TYPE_CHECKING:
    import polars

type Progress = Callable[[int, int], None]
MOST_THREADS = 1024


@dataclass(frozen=True)
class Run:
    """What a run gave. `rows` is one mapping of counters a month; `months` the same as a polars DataFrame."""

    model: City
    identity: Mapping[str, Any]  # the inputs, each as text or number
    sources: Mapping[str, Any] = field(default_factory=dict)  # where they were found
    notes: tuple[Text, ...] = field(default=())  # what the inputs say of the result

    @property
    def rows(self) -> list[dict[str, int]]:
        """Counters month by month."""
        return self.model.rows

    @cached_property
    def months(self) -> "polars.DataFrame":
        """Counters month by month, with the date of each month's first day."""
        import polars  # heavy, and only where a frame is wanted

        dates = [self.model.date_of(month) for month in range(len(self.rows))]
        return polars.DataFrame([{"month": day, **row} for day, row in zip(dates, self.rows, strict=True)])

    @property
    def ledger(self) -> Ledger:
        """The money, month by month."""
        return self.model.ledger

    @cached_property
    def metrics(self) -> dict[str, int | float | None]:
        """The headline figures."""
        return metrics(self.model)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the inputs: the same inputs give the same one on any machine, thread count, resumed or straight."""
        return digest(self.identity)

    @cached_property
    def result_digest(self) -> str:
        """A hash of the monthly numbers."""
        return digest(self.rows)

    def record(self) -> dict[str, Any]:
        """The run record: inputs, versions, fingerprint and digest, as JSON data."""
        return {
            "kind": "run",
            "identity": dict(self.identity),
            "sources": dict(self.sources),
            "fingerprint": self.fingerprint,
            "result_digest": self.result_digest,
            "months": len(self.rows),
            "processor": platform.machine(),
            "law_borrowed": sorted(self.model.borrowed),
            "metrics": self.metrics,
        }

    def __repr__(self) -> str:
        return f"<run of {self.identity['scenario']}, {len(self.rows)} months, {self.fingerprint}>"


def run(
    scenario: Scenario | str | Path,
    *,
    regulation: str | Path | None = None,
    workers: int | None = None,
    months: int | None = None,
    seed: int | None = None,
    budget: int | None = None,
    readings: Mapping[str, str] | None = None,
    behaviour: Mapping[str, Callable[..., Any]] | None = None,
    fixed_parameters: bool = False,
    threads: int | None = None,
    save_to: Path | None = None,
    resume_from: Path | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a scenario under one regulation (an instrument or a draft; default: whatever is in force there).

    `workers` simulates so many of the scenario's people, with offices and money in proportion; `budget` is rupiah a
    budget year; `behaviour` replaces decisions (see `replacing.py`); `save_to` keeps the state after the last whole
    month, also when the run is interrupted; `resume_from` continues one. Parameters are those of the medoid of the
    scenario's posterior where a calibration has left one, unless `fixed_parameters`. The numbers do not depend on
    `threads`.
    Raises `BadInput` for input that cannot be used.
    """
    city, identity, sources = prepared(
        scenario, regulation=regulation, workers=workers, months=months, seed=seed, budget=budget, readings=readings,
        behaviour=behaviour, fixed_parameters=fixed_parameters, threads=threads,
    )  # fmt: skip
    setting, loaded = city.setting, city.setting.scenario
    resumable = {name: value for name, value in identity.items() if name != "months"}
    if resume_from is not None:
        resume(city, resumable, resume_from)
        _within("--months", setting.months, city.month, loaded.months)  # a state does not go back in time
    if progress is not None:
        progress(city.month, setting.months)
    try:
        with _whole_months():
            while city.month < setting.months:
                city.step()
                if progress is not None:
                    progress(city.month, setting.months)
                _stop_if_asked()
    except KeyboardInterrupt:  # only ever between months; what fails within one is not kept
        _keep(city, resumable, save_to)
        raise
    _keep(city, resumable, save_to)
    return Run(city, identity, sources, tuple(_notes(city)))


def prepared(
    scenario: Scenario | str | Path,
    *,
    regulation: str | Path | None = None,
    workers: int | None = None,
    months: int | None = None,
    seed: int | None = None,
    budget: int | None = None,
    readings: Mapping[str, str] | None = None,
    behaviour: Mapping[str, Callable[..., Any]] | None = None,
    fixed_parameters: bool = False,
    threads: int | None = None,
) -> tuple[City, dict[str, Any], dict[str, Any]]:
    """The city before its first month, the identity of the run, and where its inputs were found."""
    _within("--threads", 1 if threads is None else threads, 1, MOST_THREADS)
    loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    loaded, parameters = (loaded, None) if fixed_parameters else central(loaded)
    regime = regime_of(loaded, regulation)
    setting = Setting.of(loaded, workers=workers, months=months, seed=seed, budget=budget)
    city = City(
        setting,
        regime.law,
        scheme=regime.scheme,
        threads=threads or cores(),
        readings=readings,
        month=month_with(behaviour) if behaviour else None,
    )
    source = None if regulation is None else str(regulation)
    sources = {
        "scenario": loaded.found_at, "regulation": source, "budget": budget, "fixed_parameters": fixed_parameters,
    }  # fmt: skip
    return city, {**_identity(loaded, setting, regime, readings, behaviour), "parameters": parameters}, sources


def central(scenario: Scenario) -> tuple[Scenario, str | None]:
    """The scenario at its posterior's medoid and that posterior's digest; as it is, and why, where none can be used."""
    from lindung.simulation.calibration.belonging import fitting  # itself runs cities
    from lindung.simulation.calibration.free import applied

    posterior, stale = fitting(scenario)
    if posterior is not None:
        return applied(scenario, posterior.medoid), posterior.digest
    return scenario, None if stale is None else f"stale: {stale.what}"


def _notes(city: City) -> Iterator[Text]:
    """What the inputs say of the result: a draft that takes effect after the last month cannot change anything."""
    corpus, end = city.law.corpus, city.date_of(city.setting.months)  # the first day that is not simulated
    for name in corpus.enacted:
        first = corpus.instruments[name].in_force
        if first >= end:
            yield Text(
                f"{name} berlaku {day(first, 'id')}, sesudah bulan terakhir simulasi: tidak mungkin berbeda.",
                f"{name} takes effect on {day(first, 'en')}, after the last month simulated: it cannot differ.",
            )


def _keep(city: City, identity: dict[str, Any], file: Path | None) -> None:
    if file is not None and city.month > 0:
        save(city, identity, file)


def _within(option: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))


_asked_to_stop = threading.Event()


@contextmanager
def _whole_months() -> Iterator[None]:
    """Hold Ctrl-C back until the month is whole; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked_to_stop.clear()
    before = signal.signal(signal.SIGINT, lambda *_: _asked_to_stop.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stop_if_asked() -> None:
    if _asked_to_stop.is_set():
        _asked_to_stop.clear()
        raise KeyboardInterrupt


def cores() -> int:
    """Processors this process may use."""
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)


def _identity(
    scenario: Scenario, setting: Setting, regime: Regime, readings: Mapping[str, str] | None,
    behaviour: Mapping[str, Callable[..., Any]] | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "scenario": scenario.name,
        "scenario_digest": scenario.digest,
        "law_digest": law_digest(regime.law),
        "regulation": regime.regulation,
        "readings": regime.law.readings.chosen(readings or {}),
        "workers": setting.workers.size,
        "months": setting.months,
        "seed": setting.seed,
        "budget": {str(year): rupiah for year, rupiah in setting.budget.rupiah.items()},
        "behaviour": sorted(behaviour or ()),
        "versions": versions(),
    }
