"""The shapes a parameter's value can take. All are immutable and compare by content."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Unit = Literal[
    "fraction", "rupiah", "months", "years", "days", "working_days", "times", "count", "day_of_month", "word"
]
Shape = Literal["scalar", "table", "bands", "set", "ladder", "criteria", "ranking"]
type Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, where the unit is not the parameter's own."""

    amount: Number
    unit: Unit


@dataclass(frozen=True, slots=True)
class Bands:
    """Values by steps: `steps[i] = (lower bound, value)`, bounds rising; below the first bound nothing holds."""

    steps: tuple[tuple[int, Number], ...]

    def at(self, level: int) -> Number | None:
        """The value of the band that `level` falls in."""
        found = None
        for lower, value in self.steps:
            if level < lower:
                break
            found = value
        return found


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test of one attribute of a worker. Every operator given must hold."""

    attribute: str
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    below: Quantity | str | None = None
    any_of: tuple[str, ...] = ()
    equals: bool | str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Tiers of priority, first served first; within a tier any of the criteria is enough and none comes first."""

    tiers: tuple[tuple[Criterion, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: what, by whom, how long it lasts, at what monthly rate."""

    step: str
    by: str
    lasts: Quantity | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in order."""

    steps: tuple[Step, ...]


type Amount = Number | str | tuple[str, ...] | Bands | Criterion | Ranking | Ladder
