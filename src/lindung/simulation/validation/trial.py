"""One run of the city under a change: the shipped month, watched and, where asked, touched before it is computed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import workers as w
from lindung.simulation.context import Now, Tables
from lindung.simulation.engine import Month
from lindung.simulation.model import City, Setting
from lindung.simulation.scenario import Scenario
from lindung.simulation.statute import ContributionLaw
from lindung.simulation.workers import Bool, UInt8, Workers

REACH: Final = "reach"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a month is about to be computed from; a treatment changes the arrays in it."""

    workers: Workers
    reach: UInt8  # contacts, bits
    tables: Tables
    now: Now


type Treatment = Callable[[Opening], None]


@dataclass(frozen=True)
class History:
    """Columns month by month, [months + 1, slots], and the log of prices, [months + 1].

    Row 0 is before the first month, row m after month m with the dead still in place; `reach` holds each month's
    contacts.
    """

    columns: Mapping[str, NDArray[Any]]
    prices: NDArray[np.float64]

    def __getattr__(self, name: str) -> NDArray[Any]:
        """A column that was kept."""
        try:
            return self.columns[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def months(self) -> int:
        """Months run."""
        return len(self.prices) - 1

    def same(self, month: int, before: int | None = None) -> Bool:
        """Slots that hold the same worker after `month` as after `before` (default: the month before)."""
        earlier = month - 1 if before is None else before
        return np.asarray(self.columns["id"][month] == self.columns["id"][earlier])

    def joined(self, month: int) -> Bool:
        """Slots whose worker, never registered before, is a member after `month`."""
        status = self.columns["status"]
        return np.asarray(self.same(month) & (status[month - 1] == w.NEVER) & (status[month] == w.ACTIVE))


@dataclass(frozen=True)
class Trial:
    """What a run gave: counters by month, the workers before the first and after the last month, columns kept."""

    scenario: Scenario
    rows: Sequence[Mapping[str, int]]
    first: Workers
    last: Workers
    history: History

    def total(self, counter: str, first: int = 0, last: int | None = None) -> int:
        """A counter summed over months [first, last)."""
        return sum(row[counter] for row in self.rows[first:last])

    @property
    def outside(self) -> Bool:
        """Slots whose worker was never registered before the first month and is still there after the last."""
        return np.asarray((self.first.status == w.NEVER) & (self.first.id == self.last.id))

    @property
    def joined(self) -> Bool:
        """Of those, who has registered since."""
        return self.outside & (self.last.member_since >= 0)

    @property
    def first_year(self) -> int:
        """Months up to the end of the first calendar year."""
        return 13 - self.scenario.start.month

    def whole_years(self) -> list[tuple[int, int]]:
        """Whole calendar years as months [first, last)."""
        start = self.first_year % 12
        return [(first, first + 12) for first in range(start, len(self.rows) - 11, 12)]


@dataclass
class Watched:
    """A compiled month that is treated before it runs and looked at after; called once a month, on one thread."""

    month: Month
    treat: Treatment | None = None
    self_pays: float = 1.0  # share of the contribution that a self-payer is asked for
    keep: tuple[str, ...] = ()
    kept: dict[str, list[NDArray[Any]]] = field(default_factory=dict)
    prices: list[float] = field(default_factory=list)

    def __call__(self, workers: Workers, reach: UInt8, *rest: Any) -> None:
        """The month of all workers."""
        now = next(one for one in rest if isinstance(one, Now))
        if self.treat is not None:
            self.treat(Opening(workers, reach, next(one for one in rest if isinstance(one, Tables)), now))
        if not self.prices:
            self.look(workers, np.zeros_like(reach), float(now.price_level))
        self.month(workers, reach, *(self._priced(one) for one in rest))
        self.look(workers, reach, float(now.price_level))

    def look(self, workers: Workers, reach: UInt8, price: float) -> None:
        """Keep the columns as they are."""
        self.prices.append(price)
        for name in self.keep:
            column = reach if name == REACH else getattr(workers, name)
            self.kept.setdefault(name, []).append(column.copy())

    def _priced(self, one: Any) -> Any:
        if self.self_pays == 1 or not isinstance(one, ContributionLaw):
            return one
        return one._replace(
            kept_transport=int(one.kept_transport * self.self_pays), kept_other=int(one.kept_other * self.self_pays)
        )


def conduct(
    scenario: Scenario, *, workers: int, seed: int, month: Month, months: int | None = None,
    treat: Treatment | None = None, self_pays: float = 1.0, keep: tuple[str, ...] = (),
) -> Trial:  # fmt: skip
    """Run a scenario under what is in force there, watched. Raises `BadInput` as `Setting.of` does."""
    setting = Setting.of(scenario, workers=workers, months=months, seed=seed)
    first = setting.workers.copy()
    watched = Watched(month, treat, self_pays, keep)
    city = City(setting, scenario.corpus, month=watched)
    while city.month < setting.months:
        city.step()
    columns = {name: np.stack(found) for name, found in watched.kept.items()}
    return Trial(scenario, city.rows, first, city.engine.workers, History(columns, np.array(watched.prices)))
