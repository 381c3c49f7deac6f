"""Which targets inform which parameter: rank correlations over runs that fill the ranges evenly."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.calibration.fit import Fitted

SIGNIFICANT: Final = 3.0  # standard errors of a rank correlation of nothing
LEAST: Final = 0.15


def informing(fitted: Fitted) -> dict[str, dict[str, float]]:
    """By parameter, the rank correlation with each fitted target's figure that is too large to be chance."""
    n = len(fitted.flat_vectors)
    least = max(LEAST, SIGNIFICANT / np.sqrt(max(n - 1, 1)))
    ranks, of_figures = _ranks(fitted.flat_vectors), _ranks(fitted.flat_compared)
    correlation = ranks.T @ of_figures / n
    return {
        one.name: {
            target.name: round(float(correlation[j, k]), 3)
            for k, target in sorted(enumerate(fitted.targets), key=lambda pair: -abs(correlation[j, pair[0]]))
            if target.fitted and abs(correlation[j, k]) >= least
        }
        for j, one in enumerate(fitted.free)
    }


def tied(fitted: Fitted, least: float = 0.4) -> dict[str, float]:
    """Pairs of parameters of which the targets pin down a combination rather than each: their weighted correlation."""
    mean = fitted.weights @ fitted.vectors
    spread = np.sqrt(fitted.weights @ np.square(fitted.vectors - mean))
    x = (fitted.vectors - mean) / np.where(spread > 0, spread, 1)
    correlation = (x * fitted.weights[:, None]).T @ x
    names = [one.name for one in fitted.free]
    pairs = [(i, j) for i in range(len(names)) for j in range(i) if abs(correlation[i, j]) >= least]
    found: Mapping[str, float] = {
        f"{names[j]} ~ {names[i]}": round(float(correlation[i, j]), 3)
        for i, j in sorted(pairs, key=lambda pair: -abs(correlation[pair]))
    }
    return dict(found)


def _ranks(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks of each column, centred and of unit variance; a column of one value has nothing to rank."""
    ranks = np.argsort(np.argsort(columns, axis=0, kind="stable"), axis=0).astype(np.float64)
    ranks[:, np.ptp(columns, axis=0) == 0] = 0
    centred = ranks - ranks.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(centred / np.where(spread > 0, spread, 1))
