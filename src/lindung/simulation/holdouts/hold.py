"""Every hold-out measured: by chance at the middle parameters, and over parameter vectors."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.experiments.conduct import MOST, Result, doubt_of
from lindung.simulation.experiments.vectors import vectors_of
from lindung.simulation.holdouts.cities import Cities
from lindung.simulation.holdouts.holdout import Holdout, read_holdouts
from lindung.simulation.holdouts.measures import MEASURES
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario

type Progress = Callable[[int, int], None]

REPLICATES: Final = 5
DRAWS: Final = 20


@dataclass(frozen=True, slots=True)
class Held:
    """A hold-out with what was measured of it; `result` None where the model cannot measure it."""

    holdout: Holdout
    result: Result | None

    @property
    def hit(self) -> bool | None:
        """Whether the model comes near enough; None where nothing can be said (yet)."""
        if self.result is None:
            return None
        if not self.holdout.within_band:
            return self.result.hit
        value, mean = self.holdout.published.value, self.result.chance.mean
        band = self.result.doubt
        if value is None or mean is None or band.low is None or band.high is None:
            return None
        return band.low <= value <= band.high and mean < value


@dataclass(frozen=True)
class HeldOut:
    """All of them, and what they rest on."""

    held: tuple[Held, ...]
    workers: int | None
    replicates: int
    draws: int
    seed: int
    posterior: str | None  # the digest of the calibration that fitted parameters come from

    def count(self, hit: bool | None) -> int:
        """How many are hit, missed, or cannot be judged."""
        return sum(one.hit is hit for one in self.held)


def hold_out(
    scenario: str | None = None,
    *,
    workers: int | None = None,
    replicates: int = REPLICATES,
    draws: int = DRAWS,
    seed: int | None = None,
    threads: int | None = None,
    corpus: Corpus | None = None,
    progress: Progress | None = None,
) -> HeldOut:
    """Measure the hold-outs (of a scenario by name; default all) on whole populations, or at most `workers` of each.

    Replicate k has the seed `seed + k`, vector k those seeds in turn. The numbers do not depend on `threads`. Raises
    `BadInput` for input that cannot be used.
    """
    law = corpus or Corpus.load()
    rows = [one for one in read_holdouts(corpus=law) if scenario is None or one.speaks_of(scenario)]
    padang = Scenario.load("padang", law)
    first = padang.seed if seed is None else seed
    for option, value, low, high in (
        ("--replicates", replicates, 1, MOST), ("--draws", draws, 0, MOST), ("--seed", first, 0, 2**64 - MOST),
        ("--workers", 1 if workers is None else workers, 1, 2**31),
    ):  # fmt: skip
        if not low <= value <= high:
            raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))
    known = vectors_of(padang, draws, first)
    vectors = [known.middle] * replicates + list(known.drawn)
    measured: list[dict[str, float | None]] = []

    def measure(k: int) -> dict[str, float | None]:
        cities = Cities(law, first + k % replicates, vectors[k], k >= replicates, workers)
        return {one.key: value_of(one, cities) for one in rows if one.measure or one.figure}

    with ThreadPoolExecutor(threads or cores()) as pool:
        waiting = [pool.submit(measure, k) for k in range(len(vectors))]
        try:
            for future in waiting:
                if progress is not None:
                    progress(len(measured), len(vectors))
                measured.append(future.result())
        finally:
            for future in waiting:
                future.cancel()
    held = tuple(Held(one, _result(one, [of[one.key] for of in measured if one.key in of], replicates)) for one in rows)
    return HeldOut(held, workers, replicates, draws, first, known.posterior)


def value_of(one: Holdout, cities: Cities) -> float | None:
    """A hold-out measured on one set of cities."""
    if one.figure is not None:
        return cities.row(*one.figure)
    return MEASURES[str(one.measure)](cities)


def _result(one: Holdout, values: Sequence[float | None], replicates: int) -> Result | None:
    if not values:
        return None
    chance = tuple(values[:replicates])
    return Result(one.published, estimate(chance), chance, doubt_of(values[replicates:]))
