"""One run: a scenario under one regulation, month by month, with the record that makes it citable."""

import hashlib
import json
import os
import platform
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument
from lindung.messages import BadInput, Fault
from lindung.simulation.ledger import Ledger
from lindung.simulation.metrics import metrics
from lindung.simulation.model import City, Setting
from lindung.simulation.replacing import month_with
from lindung.simulation.scenario import Scenario
from lindung.simulation.state import resume, save

if TYPE_CHECKING:
    import polars

type Progress = Callable[[int, int], None]
MOST_THREADS = 1024
PACKAGES = ("lindung", "numpy", "numba", "mesa")


@dataclass(frozen=True)
class Run:
    """What a run gave. `rows` is one mapping of counters a month; `months` the same as a polars DataFrame."""

    model: City
    identity: Mapping[str, Any]  # the inputs, each as text or number
    notes: tuple[str, ...] = field(default=())

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
        return _digest(self.identity)

    @cached_property
    def result_digest(self) -> str:
        """A hash of the monthly numbers."""
        return _digest(self.rows)

    def record(self) -> dict[str, Any]:
        """The run record: inputs, versions, fingerprint and digest, as JSON data."""
        return {
            "identity": dict(self.identity),
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
    threads: int | None = None,
    save_to: Path | None = None,
    resume_from: Path | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a scenario under one regulation (an instrument or a draft; default: whatever is in force there).

    `workers` simulates so many of the scenario's people, with offices and money in proportion; `budget` is rupiah a
    budget year; `behaviour` replaces decisions (see `replacing.py`); `save_to` keeps the state after the last whole
    month, also when the run is interrupted; `resume_from` continues one. The numbers do not depend on `threads`.
    Raises `BadInput` for input that cannot be used.
    """
    _within("--threads", 1 if threads is None else threads, 1, MOST_THREADS)
    loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    law, scheme = _law_of(loaded, regulation)
    setting = Setting.of(loaded, workers=workers, months=months, seed=seed, budget=budget)
    city = City(
        setting,
        law,
        scheme=scheme,
        threads=threads or _threads(),
        readings=readings,
        month=month_with(behaviour) if behaviour else None,
    )
    identity = _identity(loaded, setting, law, regulation, readings, behaviour)
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
    return Run(city, identity)


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


def _law_of(scenario: Scenario, regulation: str | Path | None) -> tuple[Corpus, str | None]:
    """The corpus to run under, and the scheme that answers `subsidy.*` there."""
    law = scenario.corpus
    if regulation is None:
        return law, None
    chosen: Instrument = law.read_draft(regulation)
    if chosen.draft is None:
        return law, chosen.name
    return law.enact(chosen), chosen.draft.baseline


def _threads() -> int:
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)


def _identity(
    scenario: Scenario, setting: Setting, law: Corpus, regulation: str | Path | None,
    readings: Mapping[str, str] | None, behaviour: Mapping[str, Callable[..., Any]] | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "scenario": scenario.name,
        "scenario_digest": scenario.digest,
        "law_digest": law_digest(law),
        "regulation": None if regulation is None else str(regulation),
        "readings": law.readings.chosen(readings or {}),
        "workers": setting.workers.size,
        "months": setting.months,
        "seed": setting.seed,
        "budget": {str(year): rupiah for year, rupiah in setting.budget.rupiah.items()},
        "behaviour": sorted(behaviour or ()),
        "versions": {name: metadata.version(name) for name in PACKAGES},
    }


def law_digest(law: Corpus) -> str:
    """A hash of every file of the corpus and of the drafts enacted."""
    digest = hashlib.sha256()
    for file in sorted(path for path in law.folder.rglob("*") if path.suffix in (".yaml", ".csv")):
        digest.update(file.relative_to(law.folder).as_posix().encode())
        digest.update(file.read_bytes())
    for name in law.enacted:
        digest.update(law.instruments[name].file.read_bytes())
    return digest.hexdigest()


def _digest(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
