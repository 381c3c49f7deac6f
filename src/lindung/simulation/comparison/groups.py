"""Who gains: what befell each person from the first differing month on, by groups formed on the baseline."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.model import City

AGE_BANDS: Final = (15, 25, 35, 45, 55, 60)  # lower bounds; the last is open
POOR, NEAR_POOR = 1.0, 1.5  # of what the household needs from the worker
OUTCOMES: Final = ("persons", "protected", "subsidised", "poor")  # persons, and person-months of the other three


@dataclass(frozen=True)
class Dimension:
    """One way of dividing people. `groups` are labels in the order of the codes; empty: the scenario's trades."""

    name: str
    says: Text
    groups: tuple[Text, ...]


GROUPS: Final = (
    Dimension(
        "age",
        Text("Umur", "Age"),
        tuple(
            Text(label, label)
            for label in (
                *(f"{low}-{high - 1}" for low, high in pairwise(AGE_BANDS)),
                f"{AGE_BANDS[-1]}+",
            )
        ),
    ),
    Dimension("sex", Text("Jenis kelamin", "Sex"), (Text("Laki-laki", "Men"), Text("Perempuan", "Women"))),
    Dimension("trade", Text("Pekerjaan", "Trade"), ()),
    Dimension(
        "poverty",
        Text("Kemiskinan", "Poverty"),
        (Text("Miskin", "Poor"), Text("Rentan miskin", "Near poor"), Text("Tidak miskin", "Not poor")),
    ),
    Dimension(
        "disability",
        Text("Disabilitas", "Disability"),
        (Text("Tanpa disabilitas", "Without disability"), Text("Dengan disabilitas", "With disability")),
    ),
)


def groups_of(city: City) -> dict[str, NDArray[np.int64]]:
    """By dimension, the group of every slot as the city stands: on the baseline, before anything differs.

    Poverty compares permanent income (not this month's) with what the household needs from the worker.
    """
    workers = city.engine.workers
    here = city.circumstances()
    age = (here.calendar - workers.birth_month.astype(np.int64)) // 12
    ratio = here.permanent_income(workers) / np.maximum(here.needed(workers), 1)
    return {
        "age": np.clip(np.searchsorted(AGE_BANDS, age, side="right") - 1, 0, len(AGE_BANDS) - 1),
        "sex": ((workers.flags & w.FEMALE) != 0).astype(np.int64),
        "trade": workers.trade.astype(np.int64),
        "poverty": (ratio >= POOR).astype(np.int64) + (ratio >= NEAR_POOR),
        "disability": ((workers.flags & w.DISABLED) != 0).astype(np.int64),
    }


@dataclass
class Tally:
    """Person-months of those present at the beginning, until they die or leave; entrants belong to no group."""

    ids: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))
    groups: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    protected: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, dtype=np.int16))
    subsidised: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, dtype=np.int16))
    poor: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, dtype=np.int16))
    fate: dict[str, NDArray[np.generic]] = field(default_factory=dict)
    _poor_before: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, dtype=np.int8))

    def begin(self, city: City) -> None:
        """Take down who is there; a second call changes nothing."""
        if self.ids.size:
            return
        workers = city.engine.workers
        self.ids = workers.id.copy()
        self.groups = groups_of(city)
        self.protected, self.subsidised, self.poor = (np.zeros(workers.size, dtype=np.int16) for _ in range(3))
        self._poor_before = workers.months_poor.copy()

    def fork(self) -> "Tally":
        """The same tally for a city that goes on under another law."""
        return replace(
            self,
            protected=self.protected.copy(),
            subsidised=self.subsidised.copy(),
            poor=self.poor.copy(),
            fate={},
            _poor_before=self._poor_before.copy(),
        )

    def count(self, city: City) -> None:
        """Add the month just lived."""
        workers = city.engine.workers
        here = workers.id == self.ids
        self.protected += here & (workers.status == w.ACTIVE)
        self.subsidised += here & (workers.payer == w.BUDGET)
        january = city.month_of_year(city.month - 1) == 1
        before = np.int8(0) if january else self._poor_before
        self.poor += here & (workers.months_poor > before)
        self._poor_before = workers.months_poor.copy()
        self.fate = {"here": here, "claims": workers.claims, "status": workers.status, "paid": workers.months_paid}

    def differing_from(self, other: "Tally") -> float:
        """The share of those present at the beginning to whom anything else befell.

        That is: another month of cover, another payer, a claim more or less, another month of poverty, another exit.
        """
        if other is self or not self.ids.size or not self.fate or not other.fate:
            return 0.0
        here, there = self.fate["here"].astype(bool), other.fate["here"].astype(bool)
        both = here & there
        differs = (here != there) | (self.protected != other.protected) | (self.subsidised != other.subsidised)
        differs |= self.poor != other.poor
        for name in ("claims", "status", "paid"):
            differs |= both & (self.fate[name] != other.fate[name])
        return float(differs.mean())

    def by_group(self, groups: Mapping[str, NDArray[np.int64]], trades: int) -> dict[str, NDArray[np.int64]]:
        """By dimension, an array [group, outcome] of persons and person-months; `trades` is how many there are."""
        found = {}
        sizes = {dimension.name: len(dimension.groups) or trades for dimension in GROUPS}
        for name, codes in groups.items():
            n = sizes[name]
            columns = [np.bincount(codes, minlength=n)]
            for months in (self.protected, self.subsidised, self.poor):
                columns.append(np.bincount(codes, weights=months, minlength=n).astype(np.int64))
            found[name] = np.stack(columns, axis=1)
        return found
