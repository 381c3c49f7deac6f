"""The fit: waves of runs, each where the last ones say the targets may be met; a weighted set of vectors in the end.

Wave 0 repeats the scenario's own vector, for the noise of a small run. Wave 1 fills the ranges evenly (scrambled Sobol
points). Before each further wave a quadratic emulator is fitted to all runs so far, and the wave is drawn
from what the emulator holds possible (prior times kernel). The last wave is the answer: every vector in it was run, and
weighs by how much better its own run agrees with the targets than the emulator thought (importance sampling), so that
errors of the emulator cost precision and not truth.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from lindung.simulation.calibration.checkpoint import Checkpoint
from lindung.simulation.calibration.emulator import Emulator
from lindung.simulation.calibration.free import Free, Matrix, from_cube, named, to_cube
from lindung.simulation.calibration.likelihood import Agreement
from lindung.simulation.calibration.pool import Measure
from lindung.simulation.calibration.sampler import tempered
from lindung.simulation.calibration.target import Target

type Values = NDArray[np.float64]
type Progress = Callable[[int, int], None]  # runs done, runs in all

BATCH: Final = 32  # runs between two checkpoints
PARTICLES: Final = 2_000
WIDER: Final = 1.15  # the kernel that waves are drawn from, against the target's own: weights have room


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is run. `waves` are runs a wave, the last one the answer; `repeats` of the scenario's own vector."""

    workers: int
    outsiders: int
    repeats: int
    waves: tuple[int, ...]

    @property
    def runs(self) -> int:
        """In all."""
        return self.repeats + sum(self.waves)


FULL: Final = Effort(workers=16_000, outsiders=6_000, repeats=24, waves=(1_024, 640, 1_024, 4_000))
QUICK: Final = Effort(workers=3_000, outsiders=1_500, repeats=8, waves=(128, 96, 96))


@dataclass(frozen=True)
class Fitted:
    """The last wave with its weights, and the first, which is flat over the ranges."""

    free: tuple[Free, ...]
    targets: tuple[Target, ...]  # all of them, fitted or only measured
    vectors: Matrix
    weights: Values  # add up to one
    compared: Matrix  # by target
    noise: Values  # standard deviation of one run, by target
    flat_vectors: Matrix
    flat_compared: Matrix
    runs: int

    @property
    def effective(self) -> float:
        """How many equally weighted vectors the set is worth."""
        return float(1 / np.square(self.weights).sum())


def fit(
    free: Sequence[Free], targets: Sequence[Target], asks: Sequence[object], measure: Measure, effort: Effort,
    seed: int, checkpoint: Checkpoint | None = None, progress: Progress | None = None,
) -> Fitted:  # fmt: skip
    """Fit; `checkpoint` keeps what is run, and what it already holds is not run again."""
    waves = _Waves(tuple(free), measure, effort, checkpoint, progress)
    own = np.array([[one.value for one in free]])
    _, repeated = waves.run(0, lambda: np.repeat(own, effort.repeats, axis=0))
    aims = Agreement.of([target for target in targets if target.fitted], asks, free, repeated)
    every = Agreement.of(targets, asks, free, repeated)
    rng = np.random.default_rng([seed, 1])
    sobol = qmc.Sobol(len(free), rng=rng)
    seen = [waves.run(1, lambda: from_cube(free, _first_points(sobol, effort.waves[0])))]
    chance: Values = np.zeros(effort.waves[0])  # log density of the draws of the last wave, up to a constant
    for wave in range(2, len(effort.waves) + 1):
        emulator = _learnt(free, seen)
        density = _density(free, aims, emulator)
        rng = np.random.default_rng([seed, wave])
        count = effort.waves[wave - 1]
        vectors, figures = waves.run(wave, lambda: _drawn(free, density, count, rng))  # noqa: B023 - called at once
        seen.append((vectors, figures))
        chance = density(to_cube(free, vectors))
    vectors, figures = seen[-1]
    log_weights = aims.log_kernel(aims.compared(vectors, figures)) - chance
    weights = np.exp(log_weights - log_weights.max())
    flat, flat_figures = seen[0]
    return Fitted(
        tuple(free), tuple(targets), vectors, weights / weights.sum(), every.compared(vectors, figures), every.noise,
        flat, every.compared(flat, flat_figures), effort.runs,
    )  # fmt: skip


def _first_points(sobol: qmc.Sobol, n: int) -> Matrix:
    """So many points of the sequence, drawn to the power of two that its balance asks for."""
    return np.asarray(sobol.random_base2(int(np.ceil(np.log2(max(n, 2)))))[:n])


def _learnt(free: Sequence[Free], seen: Sequence[tuple[Matrix, Matrix]]) -> Emulator:
    """From all waves so far; the first, flat over the ranges, is far from the targets."""
    vectors, figures = (np.vstack([wave[part] for wave in seen]) for part in (0, 1))
    recent = sum(len(wave) for wave, _ in seen[1:]) or len(vectors)
    return Emulator.fitted(free, vectors, figures, recent)


def _density(free: Sequence[Free], aims: Agreement, emulator: Emulator) -> Callable[[Matrix], Values]:
    """Log density that the emulator gives to vectors of the unit cube: flat prior times kernel."""
    low, high = np.array([one.low for one in free]), np.array([one.high for one in free])

    def density(cube: Matrix) -> Values:
        vectors = low + cube * (high - low)
        figures, doubt = emulator.predict(vectors)
        compared, doubts = aims.compared(vectors, figures), aims.compared(vectors, doubt)
        return aims.log_kernel(compared, doubts) / WIDER**2

    return density


def _drawn(free: Sequence[Free], density: Callable[[Matrix], Values], n: int, rng: np.random.Generator) -> Matrix:
    """So many different vectors drawn from a density."""
    draws = tempered(density, len(free), max(PARTICLES, 2 * n), rng)
    return from_cube(free, draws[rng.choice(len(draws), n, replace=False)])


@dataclass
class _Waves:
    free: tuple[Free, ...]
    measure: Measure
    effort: Effort
    checkpoint: Checkpoint | None
    progress: Progress | None

    def run(self, wave: int, drawn: Callable[[], Matrix]) -> tuple[Matrix, Matrix]:
        """The wave's vectors and figures; drawn only where the checkpoint has it not, run only where not run yet."""
        kept = None if self.checkpoint is None else self.checkpoint.read(wave)
        if kept is None:
            vectors, figures = drawn(), np.zeros((0, 0))
            if self.checkpoint is not None:
                self.checkpoint.write(wave, vectors, figures)
        else:
            vectors, figures = kept
        first = (0, self.effort.repeats, *np.cumsum(self.effort.waves) + self.effort.repeats)[wave]
        if self.progress is not None:
            self.progress(int(first) + len(figures), self.effort.runs)
        while len(figures) < len(vectors):
            start = len(figures)
            tasks = [
                (int(first) + number, named(self.free, vectors[number]))
                for number in range(start, min(start + BATCH, len(vectors)))
            ]
            found = np.array(self.measure(tasks))
            figures = found if not start else np.vstack([figures, found])
            if self.checkpoint is not None:
                self.checkpoint.write(wave, vectors, figures)
            if self.progress is not None:
                self.progress(int(first) + len(figures), self.effort.runs)
        return vectors, figures
