"""A stand-in for the simulation: each figure as a quadratic function of the parameters, fitted to the runs so far.

Logs of figures on logs of parameters, where both are positive: hazards and shares multiply. A figure depends on few
parameters; those that matter to it are found first, and only their squares and products are taken in. How many, and how
far a ridge holds them back, is chosen for each figure by the error of leaving each run out. That error, which has the
runs' own noise in it, is the emulator's doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.calibration.free import Free, Matrix

type Values = NDArray[np.float64]

STRENGTHS: Final = 10.0 ** np.arange(-4.0, 2.0, 0.5)  # of the ridge, on columns of unit variance
SIZES: Final = (6, 10, 15, 20, 28, 40)  # how many parameters have squares and products
OF_PRODUCTS: Final = 0.5  # a product is expected to matter half as much as a parameter itself
WIDE: Final = 2.0  # from this ratio of the ends of its range on, a parameter is taken in logs
LEAST_RUNS: Final = 4  # recent runs a parameter, from which they may be enough alone
CLEAR: Final = 0.02  # of a figure's middle: where no run gives less, the figure is taken in logs


@dataclass(frozen=True)
class _Quadratic:
    """One figure: constant, linear in all parameters, quadratic in the chosen ones; `doubt` on the emulated scale."""

    log: bool
    constant: float
    linear: Values
    chosen: NDArray[np.int64]
    quadratic: Matrix
    doubt: float

    def predict(self, x: Matrix) -> tuple[Values, Values]:
        """The figure and its doubt, in its own unit."""
        few = x[:, self.chosen]
        y = self.constant + x @ self.linear + np.einsum("ij,ij->i", few @ self.quadratic, few)
        if not self.log:
            return y, np.full(len(y), self.doubt)
        value = np.exp(np.clip(y, -50.0, 50.0))
        return value, value * self.doubt


@dataclass(frozen=True)
class Emulator:
    """All figures. `logs`, `centre` and `scale` take a vector to where the quadratics live."""

    logs: NDArray[np.bool_]
    centre: Values
    scale: Values
    figures: tuple[_Quadratic, ...]

    @classmethod
    def fitted(cls, free: Sequence[Free], vectors: Matrix, figures: Matrix, recent: int) -> "Emulator":
        """From runs at vectors [n, parameters] and what they gave [n, figures].

        The last `recent` of them lie where the emulator will be used: errors are theirs, and each figure is learnt from
        all runs or from these alone, whichever errs less.
        """
        logs = np.array([one.low > 0 and one.high / one.low >= WIDE for one in free])
        plain = _taken(vectors, logs)
        centre, scale = plain.mean(axis=0), np.maximum(plain.std(axis=0), 1e-9)
        x = (plain - centre) / scale
        return cls(logs, centre, scale, tuple(_fitted(x, column, recent) for column in figures.T))

    def predict(self, vectors: Matrix) -> tuple[Matrix, Matrix]:
        """Figures at vectors, and the doubt of each: float64[n, figures] both."""
        x = (_taken(vectors, self.logs) - self.centre) / self.scale
        found = [one.predict(x) for one in self.figures]
        return np.stack([value for value, _ in found], axis=1), np.stack([doubt for _, doubt in found], axis=1)


def _taken(vectors: Matrix, logs: NDArray[np.bool_]) -> Matrix:
    return np.where(logs, np.log(np.where(logs, vectors, 1.0)), vectors)


def _fitted(x: Matrix, figure: Values, recent: int) -> _Quadratic:
    """The best of several sizes, learnt from all runs or from the recent ones."""
    d, n = x.shape[1], len(figure)
    found: list[_Quadratic] = []
    for first in {0, n - recent} if recent > LEAST_RUNS * d else {0}:
        some, its = x[first:], figure[first:]
        log = bool((its > CLEAR * np.median(np.abs(its))).all())
        y = np.log(its) if log else its
        rank = _by_weight(some, y)
        for size in SIZES:
            chosen = np.sort(rank[: min(size, d)])
            features = _features(some, chosen)
            if features.shape[1] > len(y) and found:
                break
            error, slopes, constant = _ridge(features, y, recent)
            upper = np.triu_indices(len(chosen))
            products = np.zeros((len(chosen), len(chosen)))
            products[upper] = OF_PRODUCTS * slopes[d:]
            found.append(_Quadratic(log, constant, slopes[:d], chosen, (products + products.T) / 2, error))
    middle = float(np.median(np.abs(figure[n - recent :])))
    return min(found, key=lambda one: one.doubt * (middle if one.log else 1.0))


def _features(x: Matrix, chosen: NDArray[np.int64]) -> Matrix:
    one, other = np.triu_indices(len(chosen))
    return np.hstack([x, OF_PRODUCTS * x[:, chosen[one]] * x[:, chosen[other]]])


def _by_weight(x: Matrix, y: Values) -> NDArray[np.int64]:
    """Parameters by how much of a figure goes with them and their squares, most first."""
    d = x.shape[1]
    features = np.hstack([x, OF_PRODUCTS * np.square(x)])
    features = features - features.mean(axis=0)
    slopes = np.linalg.solve(features.T @ features + 0.01 * len(y) * np.eye(2 * d), features.T @ (y - y.mean()))
    return np.argsort(-(np.square(slopes[:d]) + np.square(OF_PRODUCTS * slopes[d:])), kind="stable")


def _ridge(features: Matrix, y: Values, recent: int) -> tuple[float, Values, float]:
    """Over strengths, the least error of leaving one of the recent runs out, with its slopes and constant."""
    n, p = features.shape
    means, mean = features.mean(axis=0), float(y.mean())
    x, centred = features - means, y - mean
    # the singular vectors by way of the smaller of the two products: several times faster
    values, vectors = np.linalg.eigh(x.T @ x if p <= n else x @ x.T)
    kept = values > 1e-9 * values[-1]
    squares, vectors = values[kept], vectors[:, kept]
    u = x @ vectors / np.sqrt(squares) if p <= n else vectors
    v = vectors if p <= n else x.T @ vectors / np.sqrt(squares)
    rotated = u.T @ centred
    best, slopes = np.inf, np.zeros(p)
    for strength in STRENGTHS:
        keep = squares / (squares + strength * n)
        leverage = np.minimum(np.square(u) @ keep + 1 / n, 0.999)
        errors = (centred - u @ (keep * rotated)) / (1 - leverage)
        error = float(np.sqrt(np.square(errors[-recent:]).mean()))
        if error < best:
            best, slopes = error, v @ (np.sqrt(squares) / (squares + strength * n) * rotated)
    return best, slopes, mean - float(means @ slopes)
