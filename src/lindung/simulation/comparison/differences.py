"""Paired differences with their doubt: mean, 90 % interval, and the replicates that a wanted precision needs.

Where replicates differ by chance alone the interval is that of their mean. Where each has parameters of its own, drawn
from a posterior, more replicates do not make the parameters known: the interval is then that of one more replicate.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import stats

CONFIDENCE: Final = 0.90
MOST: Final = 1e9  # replicates that anyone might run
PRECISION: Final = 0.10  # of the difference: the precision for which replicates are counted


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replicates with its 90 % interval; `sd` is of one replicate, None where there are fewer than two.

    All None where no replicate has the figure (a ratio of nothing).
    """

    mean: float | None
    low: float | None
    high: float | None
    sd: float | None
    n: int

    @property
    def half_width(self) -> float | None:
        """Half of the interval."""
        return None if self.mean is None or self.high is None else self.high - self.mean

    @property
    def error(self) -> float | None:
        """Half of the interval of the mean: what more replicates make smaller."""
        return None if self.sd is None else _t(self.n) * self.sd / math.sqrt(self.n)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    def replicates_for(self, precision: float = PRECISION) -> int | None:
        """Replicates after which the interval's half is `precision` of the mean; None where that mean is (nearly) zero.

        The fewest n of at least 2 for which t(n - 1) sd / sqrt(n) is that small; the left side falls with n.
        """
        if self.mean is None or self.sd is None or self.mean == 0:
            return None
        wanted = (self.sd / (precision * abs(self.mean))) ** 2
        if not wanted < MOST:
            return None
        enough = 2
        while enough < _t(enough) ** 2 * wanted:
            enough *= 2
        short = enough // 2
        while enough - short > 1:
            middle = (short + enough) // 2
            if middle < _t(middle) ** 2 * wanted:
                short = middle
            else:
                enough = middle
        return enough


def _t(n: int) -> float:
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - 1))


def estimate(values: Sequence[float | None], *, of_one: bool = False) -> Estimate:
    """The mean of replicates and its t interval, or (`of_one`) that of one more replicate.

    Replicates without the figure are left out of it.
    """
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    n = known.size
    if not n:
        return Estimate(None, None, None, None, 0)
    mean = _mean(known)
    if n == 1:
        return Estimate(mean, None, None, None, 1)
    sd = float(np.sqrt(np.sum((known - mean) ** 2) / (n - 1)))
    half = _t(n) * sd * math.sqrt(1 + 1 / n if of_one else 1 / n)
    return Estimate(mean, mean - half, mean + half, sd, n)


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """The mean, exactly the common value where all are equal; independent of the order of adding."""
    return float(values[0]) if (values == values[0]).all() else math.fsum(values) / values.size


def paired(arm: Sequence[float | None], baseline: Sequence[float | None], *, of_one: bool = False) -> Estimate:
    """The difference arm less baseline, replicate by replicate; a pair with a missing half is left out."""
    pairs = zip(arm, baseline, strict=True)
    return estimate([None if a is None or b is None else a - b for a, b in pairs], of_one=of_one)


@dataclass(frozen=True, slots=True)
class Split:
    """Where the doubt of a difference comes from, as standard deviations (sampling: of one replicate)."""

    sampling: float
    parameters: float | None  # None where no parameters were varied

    @property
    def parameter_share(self) -> float | None:
        """The parameters' share of the variance of one replicate."""
        if self.parameters is None:
            return None
        total = self.sampling**2 + self.parameters**2
        return self.parameters**2 / total if total else 0.0


def split(crossed: Sequence[Sequence[float | None]]) -> Split:
    """Sampling and parameter doubt of a difference measured at points [point][replicate], the same replicates at each.

    A two-way analysis of variance without interaction: the variance between points beyond what replicates explain.
    Replicates are common to all points, so their own effect drops out of the comparison of points.
    """
    table = np.array([[np.nan if value is None else value for value in row] for row in crossed], dtype=np.float64)
    table = table[~np.isnan(table).any(axis=1)]
    if table.shape[0] < 2 or table.shape[1] < 2:
        return Split(0.0, None)
    points, replicates = table.shape
    by_point, by_replicate = table.mean(axis=1), table.mean(axis=0)
    residual = table - by_point[:, None] - by_replicate[None, :] + table.mean()
    error = float((residual**2).sum()) / ((points - 1) * (replicates - 1))
    between = replicates * float(by_point.var(ddof=1))
    parameters = max(between - error, 0.0) / replicates
    of_replicates = max(points * float(by_replicate.var(ddof=1)) - error, 0.0) / points
    return Split(math.sqrt(error + of_replicates), math.sqrt(parameters))
