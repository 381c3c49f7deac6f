"""A target: a number somebody measured, whom it counts, how well it is known, and which figure of a run it is held to.

Targets that are fitted and numbers that are held out have the same shape; they stand in different files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from lindung.messages import Text
from lindung.simulation.declared import Declared, Standing

# whom a number counts. The first four are the four meanings of "informal members", a factor of 2 to 5 apart
type Count = Literal[
    "ever_registered", "paid_in_year", "active_stock", "paid_member_years", "subsidised", "claims", "workers",
    "experiment",
]  # fmt: skip
COUNTS: Final[tuple[str, ...]] = get_args(Count.__value__)
type Unit = Literal["persons", "share", "ratio", "per_1000", "months", "rupiah"]
UNITS: Final[tuple[str, ...]] = get_args(Unit.__value__)

NORMAL_90: Final = 1.6448536269514722  # half of a central 90 % of a standard normal


@dataclass(frozen=True, slots=True)
class When:
    """The year of a figure, or the month that its twelve months end with; neither for an experiment."""

    year: int | None = None
    month: int | None = None  # 1 to 12

    @property
    def said(self) -> str:
        """`2023`, `2024-08`, or nothing."""
        if self.year is None:
            return ""
        return str(self.year) if self.month is None else f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be measured: a figure, of which time, on people with which numbers of their own."""

    figure: str
    when: When = When()
    conditions: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should come near. `low` and `high` enclose the central 90 % of what `value` may truly be."""

    name: str  # C1-2021
    says: Text
    figure: str  # of `figures.FIGURES`
    count: Count
    when: When
    conditions: tuple[tuple[str, float], ...]  # numbers of behaviour that an experiment's people differ in
    times: str | None  # a bridge: factor from the figure to what was counted
    value: float
    low: float
    high: float
    unit: Unit
    place: Text
    source: str
    standing: Standing
    fitted: bool
    why: Text | None  # why it is measured and not fitted
    note: str | None
    otherwise: Text | None  # the likely cause of a miss

    @property
    def asks(self) -> Ask:
        """The measurement that it needs; targets with the same one share it."""
        return Ask(self.figure, self.when, self.conditions)

    def width(self, y: float) -> float:
        """Standard deviation on the side of the value that `y` lies on."""
        return ((self.high if y > self.value else self.low) - self.value) / (
            NORMAL_90 if y > self.value else -NORMAL_90
        )

    def holds(self, y: float) -> bool:
        """Whether `y` lies within the range."""
        return self.low <= y <= self.high


@dataclass(frozen=True)
class Evidence:
    """The targets of one scenario, and the factors between model and counts that are estimated with it."""

    scenario: str
    targets: tuple[Target, ...]
    bridges: Mapping[str, Declared]
    digest: str  # of what a fit depends on

    @property
    def fitted(self) -> tuple[Target, ...]:
        """Those that the fit uses."""
        return tuple(target for target in self.targets if target.fitted)
