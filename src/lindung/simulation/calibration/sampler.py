"""Draws from a density on the unit cube, by tempering: from flat to the density in steps, moving all the way.

Sequential Monte Carlo after Del Moral, Doucet and Jasra (2006): reweight to a little more of the log density, resample,
move by random walks whose shape is that of the draws.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Matrix = NDArray[np.float64]
type LogDensity = Callable[[Matrix], NDArray[np.float64]]

KEPT: Final = 0.5  # effective share of draws after each reweighting
MOVES: Final = 12  # random-walk moves a step
LAST_MOVES: Final = 60
WALK: Final = 2.38  # Roberts, Gelman and Gilks 1997: over the square root of the dimension
STEPS: Final = 200


def tempered(log_density: LogDensity, dimension: int, n: int, rng: np.random.Generator) -> Matrix:
    """`n` draws from exp(log_density) on the unit cube, float64[n, dimension]."""
    x = rng.random((n, dimension))
    value = log_density(x)
    power, walk = 0.0, WALK / np.sqrt(dimension)
    for _ in range(STEPS):
        if power >= 1:
            break
        step = _next(value, 1 - power)
        power = min(power + step, 1.0)
        taken = _systematic(_normalised(step * value), rng)
        x, value = x[taken], value[taken]
        x, value, walk = _moved(log_density, x, value, power, walk, MOVES, rng)
    return _moved(log_density, x, value, 1.0, walk, LAST_MOVES, rng)[0]


def _next(value: NDArray[np.float64], most: float) -> float:
    """The largest step of the power that keeps the effective share."""
    if _effective(_normalised(most * value)) >= KEPT * value.size:
        return most
    low, high = 0.0, most
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _effective(_normalised(middle * value)) >= KEPT * value.size else (low, middle)
    return max(low, 1e-6)


def _moved(
    log_density: LogDensity, x: Matrix, value: NDArray[np.float64], power: float, walk: float, moves: int,
    rng: np.random.Generator,
) -> tuple[Matrix, NDArray[np.float64], float]:  # fmt: skip
    """Random-walk moves that leave density^power as it is; the walk's length follows what is accepted."""
    shape = np.linalg.cholesky(np.cov(x.T) + 1e-10 * np.eye(x.shape[1]))
    for _ in range(moves):
        there = x + walk * rng.standard_normal(x.shape) @ shape.T
        there = 1 - np.abs(1 - np.abs(there) % 2)  # reflected at the ends of the ranges
        its = log_density(there)
        accepted = np.log(rng.random(value.size)) < power * (its - value)
        x, value = np.where(accepted[:, None], there, x), np.where(accepted, its, value)
        walk *= float(np.exp(0.5 * (accepted.mean() - 0.234)))
    return x, value, walk


def _normalised(log_weights: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def _effective(weights: NDArray[np.float64]) -> float:
    return float(1 / np.square(weights).sum())


def _systematic(weights: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    places = (rng.random() + np.arange(weights.size)) / weights.size
    return np.minimum(np.searchsorted(np.cumsum(weights), places), weights.size - 1)
