"""Where to look: Morris trajectories, Sobol matrices and a Latin hypercube over unit cubes, and their indices.

Morris: elementary effects (Morris 1991; mu* after Campolongo and others 2007; groups of numbers move together).
Sobol: first-order and total indices (Saltelli and others 2010). Both by SALib (Herman and Usher 2017), an extra.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from lindung.messages import BadInput, Fault
from lindung.simulation.comparison.differences import CONFIDENCE
from lindung.simulation.sensitivity.unknowns import Unknown, factors

type Matrix = NDArray[np.float64]

LEVELS: Final = 4  # of a Morris trajectory
RESAMPLES: Final = 200


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one factor on one figure (Morris): mean size of the change across its range, half of its 90 % interval."""

    factor: str
    mu_star: float
    half: float


@dataclass(frozen=True, slots=True)
class Index:
    """Of one factor on one figure (Sobol): shares of its variance, each with half of its 90 % interval."""

    factor: str
    first: float
    first_half: float
    total: float
    total_half: float


def salib() -> Any:
    """SALib. Raises `BadInput` where it is not installed."""
    try:
        import SALib
    except ImportError:
        raise BadInput(Fault("extra-missing", {"option": "lindung sensitivity", "extra": "sensitivity"})) from None
    return SALib


def problem(of: Sequence[Unknown]) -> dict[str, Any]:
    """The unknowns as SALib names them: each on the unit interval, those of one factor a group."""
    return {
        "num_vars": len(of),
        "names": [one.place for one in of],
        "bounds": [[0.0, 1.0]] * len(of),
        "groups": [one.factor for one in of],
    }


def morris_points(of: Sequence[Unknown], trajectories: int, seed: int) -> Matrix:
    """Positions [trajectories x (factors + 1), unknowns]."""
    salib()
    from SALib.sample import morris

    return np.asarray(morris.sample(problem(of), trajectories, num_levels=LEVELS, seed=_small(seed)))


def morris_effects(of: Sequence[Unknown], points: Matrix, y: Matrix, seed: int) -> tuple[Effect, ...]:
    """The effect of every factor on `y` [points], the largest first; none where `y` never changes."""
    if y.size == 0 or np.ptp(y) == 0:
        return ()
    salib()
    from SALib.analyze import morris

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SALib divides by the spread of single effects, which groups do not have
        found = morris.analyze(
            problem(of), points, y, num_levels=LEVELS, conf_level=CONFIDENCE, num_resamples=RESAMPLES, seed=_small(seed)
        )
    effects = [
        Effect(str(name), float(mu), float(half))
        for name, mu, half in zip(found["names"], found["mu_star"], found["mu_star_conf"], strict=True)
    ]
    return tuple(sorted(effects, key=lambda one: (-one.mu_star, one.factor)))


def sobol_points(of: Sequence[Unknown], base: int, seed: int) -> Matrix:
    """Positions [base x (factors + 2), unknowns]; `base` a power of two."""
    salib()
    from SALib.sample import sobol

    return np.asarray(sobol.sample(problem(of), base, calc_second_order=False, seed=_small(seed)))


def sobol_indices(of: Sequence[Unknown], y: Matrix, seed: int) -> tuple[Index, ...]:
    """First-order and total index of every factor on `y`, the largest total first; none where `y` never changes."""
    if y.size == 0 or np.ptp(y) == 0:
        return ()
    salib()
    from SALib.analyze import sobol

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a resample may have no variance
        found = sobol.analyze(
            problem(of), y, calc_second_order=False, conf_level=CONFIDENCE, num_resamples=RESAMPLES, seed=_small(seed)
        )
    columns = zip(factors(of), found["S1"], found["S1_conf"], found["ST"], found["ST_conf"], strict=True)
    indices = [Index(name, float(a), float(b), float(c), float(d)) for name, a, b, c, d in columns]
    return tuple(sorted(indices, key=lambda one: (-one.total, one.factor)))


def spread_points(of: Sequence[Unknown], points: int, seed: int) -> Matrix:
    """A Latin hypercube: positions [points, unknowns]."""
    return np.asarray(qmc.LatinHypercube(d=len(of), rng=seed).random(points))


def end_points(of: Sequence[Unknown]) -> Matrix:
    """One factor at a time at the ends of its range: low then high for each, the others at the scenario's values."""
    own = np.array([one.position for one in of])
    rows = []
    for name in factors(of):
        moved = np.array([one.factor == name for one in of])
        rows += [np.where(moved, end, own) for end in (0.0, 1.0)]
    return np.array(rows)


def _small(seed: int) -> int:
    """A seed that SALib's generators take."""
    return seed % 2**32
