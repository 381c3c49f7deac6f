"""Rows, columns and trials made by hand, of which every figure is known."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lindung.simulation import workers as w
from lindung.simulation.counters import COUNTERS
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.fact import Fact
from lindung.simulation.validation.facts import FACTS
from lindung.simulation.validation.trial import REACH, History, Trial
from lindung.simulation.workers import Workers

NEVER, ACTIVE, INACTIVE, EMPTY = w.NEVER, w.ACTIVE, w.INACTIVE, w.EMPTY
FEW = 3_000  # workers


def fact(number: int) -> Fact:
    return FACTS[number - 1]


def rows(months: int, **counters: int | Sequence[int]) -> list[dict[str, int]]:
    """Counters by month; a number holds for every month, what is not named is 0."""
    made = [dict.fromkeys(COUNTERS, 0) for _ in range(months)]
    for name, value in counters.items():
        assert name in COUNTERS
        for month, row in enumerate(made):
            row[name] = value if isinstance(value, int) else value[month]
    return made


def history(**columns: ArrayLike) -> History:
    """Columns month by month, row 0 before the first; everyone keeps their slot unless `id` says otherwise."""
    made = {name: np.array(values) for name, values in columns.items()}
    months, slots = next(iter(made.values())).shape
    made.setdefault("id", np.tile(np.arange(slots), (months, 1)))
    for name in ("payer", "arrears", "subsidised", "months_paid", "frailty", "trade", "flags", "consecutive", REACH):
        made.setdefault(name, np.zeros((months, slots), dtype=np.int64))
    return History(made, np.zeros(months))


def trial(scenario: Scenario, **given: Any) -> Trial:
    """A trial of which only this is known."""
    return Trial(
        scenario,
        given.get("rows", []),
        given.get("first", Workers.empty(1)),
        given.get("last", Workers.empty(1)),
        given.get("history", History({}, np.zeros(1))),
    )


def people(status: Sequence[int], joined: Sequence[bool] | None = None, **columns: Sequence[float]) -> Workers:
    """Workers of this status; `joined` are members since the first month."""
    x = Workers.empty(len(status))
    x.status[:] = status
    x.member_since[:] = -1 if joined is None else np.where(joined, 0, -1)
    for name, values in columns.items():
        getattr(x, name)[:] = values
    return x


def figures(measured: object) -> Mapping[str, float | None]:
    assert isinstance(measured, dict)
    return measured
