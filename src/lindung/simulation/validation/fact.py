"""A stylised fact as a record: what it says, who says so, how it is measured here, and when it counts as shown.

Thresholds stand beside the fact and were written down before the city was measured; a fact that fails keeps them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lindung.messages import Text

if TYPE_CHECKING:
    from lindung.simulation.validation.trials import Trials

# share and points: of 1, points being a difference of shares; ratio: a factor; per_1000: a year per 1,000 people
type Unit = Literal["share", "points", "ratio", "per_1000", "months", "rupiah", "count"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: its name in JSON, its label, its unit."""

    name: str
    says: Text
    unit: Unit


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a figure must at least or at most be."""

    figure: str
    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether `value` is on the right side."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Check:
    """Holds where one of its thresholds does; `otherwise` is the likely cause where none does."""

    one_of: tuple[Threshold, ...]
    otherwise: Text


@dataclass(frozen=True, slots=True)
class Unmeasurable:
    """Why a city cannot show a fact."""

    reason: Text


# one replicate's figures by name; None for a ratio of nothing
type Measured = Mapping[str, float | None] | Unmeasurable


@dataclass(frozen=True, slots=True)
class Fact:
    """A stylised fact. It passes where every check holds.

    `measure` works on the trials of one replicate. `left_out` says which part of the fact no figure covers, and why.
    """

    number: int
    name: str
    says: Text
    source: Text
    measured: Text
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    measure: "Callable[[Trials], Measured]"
    left_out: Text | None = None


NOT_A_YEAR: Final = Unmeasurable(Text("Perlu dua belas bulan.", "Needs twelve months."))


def least(figure: str, value: float, otherwise: Text) -> Check:
    """The figure must be at least this."""
    return Check((Threshold(figure, least=value),), otherwise)


def most(figure: str, value: float, otherwise: Text) -> Check:
    """The figure must be at most this."""
    return Check((Threshold(figure, most=value),), otherwise)


def between(figure: str, low: float, high: float, otherwise: Text) -> Check:
    """The figure must lie between these."""
    return Check((Threshold(figure, least=low, most=high),), otherwise)


def over(part: float, whole: float) -> float | None:
    """A ratio; None of nothing."""
    return float(part) / float(whole) if whole else None


def apart(one: float | None, other: float | None) -> float | None:
    """One less the other; None where either is not known."""
    return None if one is None or other is None else one - other


def times(one: float | None, other: float | None) -> float | None:
    """How many times the other; None where either is not known or the other is nothing."""
    return None if one is None or not other else one / other
