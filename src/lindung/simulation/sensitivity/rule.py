"""A short rule for where something happens: a box in a few unknowns, peeled step by step.

The patient rule induction method (PRIM; Friedman and Fisher 1999) as used for scenario discovery (Bryant and Lempert
2010): starting from all points, take off the tenth at one end of one unknown that raises the share of cases among the
points left the most; of all boxes on the way keep the best; undo every limit without which it is no worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.workers import Bool

PEEL: Final = 0.1  # of the points left, taken off at a step
SUPPORT: Final = 0.05  # of all points, at least so many stay
LIMITS: Final = 3  # unknowns in a rule, at most
LEAST_CASES: Final = 5  # on either side, or no rule is looked for


@dataclass(frozen=True, slots=True)
class Limit:
    """An unknown must be at least or at most this (positions from 0 to 1)."""

    column: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rule:
    """Where it happens. Coverage: share of all cases inside. Density: share of the points inside that are cases."""

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    inside: int

    def holds(self, points: NDArray[np.float64]) -> Bool:
        """Which points [points, unknowns] lie inside."""
        found = np.ones(len(points), dtype=np.bool_)
        for one in self.limits:
            found &= (points[:, one.column] >= one.low) & (points[:, one.column] <= one.high)
        return found

    @property
    def score(self) -> float:
        """The harmonic mean of coverage and density."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both else 0.0


def judged(limits: Sequence[Limit], points: NDArray[np.float64], cases: Bool) -> Rule:
    """A box with its coverage and density on these points."""
    rule = Rule(tuple(limits), 0.0, 0.0, 0)
    inside = rule.holds(points)
    hits = int((inside & cases).sum())
    n, all_cases = int(inside.sum()), int(cases.sum())
    return Rule(tuple(limits), hits / all_cases if all_cases else 0.0, hits / n if n else 0.0, n)


def find(points: NDArray[np.float64], cases: Bool) -> Rule | None:
    """The best box; None where too few points are cases, or too few are not."""
    if min(int(cases.sum()), int((~cases).sum())) < LEAST_CASES:
        return None
    best = judged((), points, cases)
    box: dict[int, tuple[float, float]] = {}
    while True:
        step = _peeled(points, cases, box)
        if step is None:
            return _undone(best, points, cases)
        box = step
        found = judged(_limits(box), points, cases)
        if found.score > best.score:
            best = found


def _limits(box: dict[int, tuple[float, float]]) -> tuple[Limit, ...]:
    return tuple(Limit(column, *ends) for column, ends in sorted(box.items()))


def _peeled(
    points: NDArray[np.float64], cases: Bool, box: dict[int, tuple[float, float]]
) -> dict[int, tuple[float, float]] | None:  # fmt: skip
    """The box after the best step; None where no step leaves enough points."""
    inside = judged(_limits(box), points, cases)
    held = inside.holds(points)
    best: tuple[float, dict[int, tuple[float, float]]] | None = None
    for column in range(points.shape[1]):
        if column not in box and len(box) == LIMITS:
            continue
        low, high = box.get(column, (-np.inf, np.inf))
        here = points[held, column]
        for ends in ((float(np.quantile(here, PEEL)), high), (low, float(np.quantile(here, 1 - PEEL)))):
            step = {**box, column: ends}
            found = judged(_limits(step), points, cases)
            if SUPPORT * len(points) <= found.inside < inside.inside and (best is None or found.density > best[0]):
                best = (found.density, step)
    return None if best is None else best[1]


def _undone(rule: Rule, points: NDArray[np.float64], cases: Bool) -> Rule:
    """Take back, end by end, what the rule is no worse without."""
    for one in rule.limits:
        for low, high in ((-np.inf, np.inf), (-np.inf, one.high), (one.low, np.inf)):
            others = [other for other in rule.limits if other.column != one.column]
            kept = [*others, Limit(one.column, low, high)] if (low, high) != (-np.inf, np.inf) else others
            wider = judged(sorted(kept, key=lambda limit: limit.column), points, cases)
            if wider.score >= rule.score:
                rule = wider
                break
    return rule
