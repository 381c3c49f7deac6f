"""Whether what is not known could change the order of two drafts: how often, through which unknown, and a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.sensitivity import rule as prim
from lindung.simulation.sensitivity.design import Effect
from lindung.simulation.sensitivity.sweep import Figures
from lindung.simulation.sensitivity.unknowns import Unknown, factors

# metrics of which less is better; of all others more
LESS: Final = frozenset((
    "waiting_months_mean", "inclusion_error", "exclusion_error", "lapses", "injuries", "deaths", "injuries_uncovered",
    "deaths_uncovered", "claim_ratio_jkk", "claim_ratio_jkm", "budget_spent_rp", "overhead_rp", "falls_into_poverty",
    "poverty_person_months", "budget_per_protected_person_month_rp",
))  # fmt: skip
CANDIDATES: Final = 8  # unknowns that a rule may name
TRAINED: Final = 2 / 3  # of the points; the rest judge the rule


@dataclass(frozen=True, slots=True)
class Swing:
    """The lead of one draft over the other where one factor alone stands at the ends of its range."""

    factor: str
    low: float
    high: float

    def flips(self, own: float) -> bool:
        """Whether either end has the other draft ahead, or level."""
        return any(np.sign(end) != np.sign(own) for end in (self.low, self.high))

    @property
    def width(self) -> float:
        """How far the lead moves."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Said:
    """One limit of a rule in the unknown's own units; None: no limit on that side."""

    unknown: Unknown
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where `first` stops beating `second`: how often, and the rule with its coverage and density.

    `coverage` and `density` are on the points it was found on, `tested_*` on points it never saw; all None without a
    rule. `of` counts the points, `lost` those where the first does not lead.
    """

    of: int
    lost: int
    limits: tuple[Said, ...]
    coverage: float | None
    density: float | None
    tested_coverage: float | None
    tested_density: float | None


@dataclass(frozen=True, slots=True)
class Order:
    """Two drafts by one metric: `first` leads at the scenario's own values by `lead`, signed so that more is better."""

    metric: str
    first: str
    second: str
    lead: float
    reordered: float  # share of points where the arms are in another order than at the scenario's values
    swings: tuple[Swing, ...]  # the widest first
    discovery: Discovery


def better(metric: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Signed so that more is better."""
    return -values if metric in LESS else values


def order_of(
    metric: str, of: Sequence[Unknown], own: Figures, ends: Figures, spread: Figures, points: NDArray[np.float64],
    screening: Sequence[Effect], pair: tuple[int, int],
) -> Order:  # fmt: skip
    """What could change the order of the two arms of `pair`; `screening` is of their difference."""
    a, b = pair
    at_own = float(better(metric, own.difference(metric, a, b))[0])
    if at_own < 0:
        a, b, at_own = b, a, -at_own
    at_ends = better(metric, ends.difference(metric, a, b)).reshape(-1, 2)
    swings = [Swing(name, float(low), float(high)) for name, (low, high) in zip(factors(of), at_ends, strict=True)]
    lead = better(metric, spread.difference(metric, a, b))
    arms = range(len(own.arms))
    rank_own = np.argsort([-better(metric, own.level(metric, n))[0] for n in arms], kind="stable")
    levels = np.stack([-better(metric, spread.level(metric, n)) for n in arms], axis=1)
    same = (np.argsort(levels, axis=1, kind="stable") == rank_own).all(axis=1)
    return Order(
        metric, own.arms[a], own.arms[b], at_own, float(1 - same.mean()),
        tuple(sorted(swings, key=lambda one: (-one.width, one.factor))),
        discovered(of, points, np.asarray(lead <= 0), screening),
    )  # fmt: skip


def discovered(
    of: Sequence[Unknown], points: NDArray[np.float64], lost: NDArray[np.bool_], screening: Sequence[Effect]
) -> Discovery:
    """A rule for `lost` [points], found on two thirds of the points and judged on the others."""
    names = [one.factor for one in screening[:CANDIDATES]]
    columns = [n for n, one in enumerate(of) if one.factor in names]
    cut = int(len(points) * TRAINED)
    found = prim.find(points[:cut][:, columns], lost[:cut]) if columns else None
    if found is None or not found.limits:
        return Discovery(len(points), int(lost.sum()), (), None, None, None, None)
    tested = prim.judged(found.limits, points[cut:][:, columns], lost[cut:])
    said = tuple(
        Said(
            of[columns[one.column]],
            of[columns[one.column]].at(one.low) if np.isfinite(one.low) else None,
            of[columns[one.column]].at(one.high) if np.isfinite(one.high) else None,
        )
        for one in found.limits
    )
    return Discovery(len(points), int(lost.sum()), said, found.coverage, found.density, tested.coverage, tested.density)
