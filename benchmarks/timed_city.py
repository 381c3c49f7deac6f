"""A city whose engine is on a clock: worker-months a second, and what the rest of a month takes."""

import statistics
import time
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.context import Now, Tables
from lindung.simulation.engine import Engine, Part
from lindung.simulation.model import City
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import Setting
from lindung.simulation.statute import Statute

type Context = tuple[NDArray[np.uint8], Tables, Statute, Now]  # what a month is computed from, beside the workers

MONTHS: Final = 12
START: Final = date(2024, 1, 1)  # Padang's subsidy is in force; its list is fixed in the fourth month


class TimedEngine(Engine):
    """The engine, with the seconds and the input of each month kept."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seconds: list[float] = []
        self.last: Context | None = None

    def step(
        self, reach: NDArray[np.uint8], tables: Tables, statute: Statute, now: Now, after: Part | None = None
    ) -> NDArray[np.int64]:  # fmt: skip
        """The engine's month on a clock."""
        self.last = reach, tables, statute, now
        start = time.perf_counter()
        total = super().step(reach, tables, statute, now, after)
        self.seconds.append(time.perf_counter() - start)
        return total


def padang() -> Scenario:
    """The scenario that is measured."""
    return replace(Scenario.load("padang"), start=START, months=MONTHS)


def timed_city(setting: Setting, threads: int) -> tuple[City, TimedEngine]:
    """A city on the setting's own workers, its engine on a clock."""
    city = City(setting, setting.scenario.corpus, threads=threads)
    plain = city.engine
    engine = TimedEngine(plain.workers, plain.n_cells, plain.seed, plain.parameters, threads, month=plain.month)
    city.engine = engine
    return city, engine


def copied(setting: Setting) -> Setting:
    """The same setting with workers of its own, which a run may change."""
    return replace(setting, workers=setting.workers.copy())


def engine_rate(setting: Setting, threads: int) -> tuple[float, float]:
    """Million worker-months a second of the engine alone, and of everything, over the months of one run."""
    city, engine = timed_city(copied(setting), threads)
    start = time.perf_counter()
    for _ in range(MONTHS):
        city.step()
    whole = time.perf_counter() - start
    done = setting.workers.size * MONTHS / 1e6
    return done / sum(engine.seconds), done / whole


def shell(setting: Setting) -> tuple[float, float]:
    """Milliseconds a month of everything but the engine, and of the engine: the median month of one run."""
    city, engine = timed_city(copied(setting), 1)
    whole = []
    for _ in range(MONTHS):
        start = time.perf_counter()
        city.step()
        whole.append(time.perf_counter() - start)
    outside = [all_of_it - inside for all_of_it, inside in zip(whole, engine.seconds, strict=True)]
    return 1e3 * statistics.median(outside), 1e3 * statistics.median(engine.seconds)


def last_month(setting: Setting) -> Context:
    """The input of the last month of a run; compiles what the engine needs, or fetches what was compiled."""
    city, engine = timed_city(copied(setting), 2)
    for _ in range(MONTHS):
        city.step()
    assert engine.last is not None
    return engine.last
