"""How well figures agree with targets: a normal kernel of the target's width, widened by the noise of a small run."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.target import NORMAL_90, Target

type Matrix = NDArray[np.float64]
type Values = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Targets, with the noise of one run in what is held to each: a standard deviation in the target's unit."""

    targets: tuple[Target, ...]
    columns: tuple[int, ...]  # of the measured figures, one a target
    bridges: tuple[int, ...]  # of the vector, -1 without
    noise: Values

    @classmethod
    def of(
        cls, targets: Sequence[Target], asks: Sequence[object], free: Sequence[Free], repeated: Matrix
    ) -> "Agreement":  # fmt: skip
        """`repeated` holds the figures of runs at one vector; noise is taken to be the same share at the target."""
        names = [one.name for one in free]
        columns = tuple(asks.index(target.asks) for target in targets)
        bridges = tuple(-1 if target.times is None else names.index(target.times) for target in targets)
        of_figure = repeated[:, list(columns)]
        spread, mean = of_figure.std(axis=0, ddof=1), np.abs(of_figure.mean(axis=0))
        value = np.abs(np.array([target.value for target in targets]))
        relative = np.where(mean > 0, spread / np.where(mean > 0, mean, 1) * value, spread)
        return cls(tuple(targets), columns, bridges, np.where(value > 0, relative, spread))

    def compared(self, vectors: Matrix, figures: Matrix) -> Matrix:
        """What is held to each target: its figure, times its bridge where it has one; float64[n, targets]."""
        found = figures[:, list(self.columns)].copy()
        for k, bridge in enumerate(self.bridges):
            if bridge >= 0:
                found[:, k] *= vectors[:, bridge]
        return np.asarray(found)

    def distances(self, compared: Matrix, doubt: Matrix | None = None) -> Matrix:
        """How many standard deviations from each target; `doubt` stands for noise where `compared` is predicted."""
        value = np.array([target.value for target in self.targets])
        low, high = (np.array([getattr(target, end) for target in self.targets]) for end in ("low", "high"))
        width = np.where(compared > value, high - value, value - low) / NORMAL_90
        variance = width**2 + np.square(self.noise if doubt is None else doubt)
        return np.asarray((compared - value) / np.sqrt(variance))

    def log_kernel(self, compared: Matrix, doubt: Matrix | None = None) -> Values:
        """Log of the kernel, up to a constant."""
        return np.asarray(-0.5 * np.square(self.distances(compared, doubt)).sum(axis=1))
