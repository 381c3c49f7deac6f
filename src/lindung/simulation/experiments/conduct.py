"""Every arm of an experiment on the same people under the same luck, again with other luck, and other parameters."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from lindung.messages import BadInput, Fault
from lindung.simulation.calibration.free import applied
from lindung.simulation.calibration.observed import smaller
from lindung.simulation.comparison.differences import CONFIDENCE, Estimate, estimate
from lindung.simulation.engine import default_month
from lindung.simulation.experiments.code import model_digest
from lindung.simulation.experiments.experiment import Arm, Experiment, Published
from lindung.simulation.experiments.measures import MEASURES, Lived, Lives
from lindung.simulation.experiments.offer import Offered, People
from lindung.simulation.experiments.vectors import vectors_of
from lindung.simulation.model import City, Setting
from lindung.simulation.record import digest, law_digest, versions
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.fact import apart, over, times

type Progress = Callable[[int, int], None]

WORKERS: Final = 20_000  # simulated, unless asked otherwise
REPLICATES: Final = 5
DRAWS: Final = 20  # of parameters
MOST: Final = 1_000
SEEDS: Final = 2**64
UPTAKE: Final = "auto_debit_uptake"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What parameters leave open: the middle and the 5th to 95th percentile over vectors of them; None: not known."""

    middle: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: by chance alone (replicates at the middle parameters), and over parameter vectors."""

    published: Published
    chance: Estimate
    values: tuple[float | None, ...]  # by replicate
    doubt: Doubt

    @property
    def hit(self) -> bool | None:
        """Whether the mean lies within what is published; None where nothing is, or nothing was measured."""
        return None if self.chance.mean is None else self.inside(self.chance.mean)

    @property
    def clear(self) -> bool | None:
        """Whether the interval over replicates lies wholly on that side."""
        if self.hit is None or self.chance.low is None or self.chance.high is None:
            return None
        ends = [self.inside(self.chance.low), self.inside(self.chance.high)]
        outside = self.chance.high < _low(self.published) or self.chance.low > _high(self.published)
        return all(ends) if self.hit else outside

    @property
    def possible(self) -> bool | None:
        """Whether some of what parameters leave open lies within what is published."""
        if self.published.is_prediction or self.doubt.low is None or self.doubt.high is None:
            return None
        return self.doubt.low <= _high(self.published) and self.doubt.high >= _low(self.published)

    def inside(self, value: float) -> bool | None:
        """Whether a value lies within what is published."""
        if self.published.is_prediction:
            return None
        return _low(self.published) <= value <= _high(self.published)


def _low(one: Published) -> float:
    return -np.inf if one.low is None else one.low


def _high(one: Published) -> float:
    return np.inf if one.high is None else one.high


@dataclass(frozen=True)
class Conducted:
    """An experiment with its results and what they rest on."""

    experiment: Experiment
    workers: int
    replicates: int
    draws: int
    seed: int
    results: tuple[Result, ...]
    identity: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """A hash of the inputs."""
        return digest(self.identity)

    @property
    def result_digest(self) -> str:
        """A hash of the figures."""
        return digest([[one.published.key, list(one.values), one.doubt.low, one.doubt.high] for one in self.results])

    @property
    def misses(self) -> int:
        """Figures that miss what is published and was not fitted."""
        return sum(one.hit is False and one.published.fitted is None for one in self.results)


def conduct(
    experiment: Experiment | str | Path,
    *,
    workers: int | None = None,
    replicates: int = REPLICATES,
    draws: int = DRAWS,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Conducted:
    """Run an experiment: `replicates` times with the middle parameters, once with each of `draws` vectors of them.

    Replicate k has the seed `seed + k`; vector k is run under the same seeds in turn. The numbers do not depend on
    `threads`. Raises `BadInput` for input that cannot be used.
    """
    loaded = experiment if isinstance(experiment, Experiment) else Experiment.load(experiment)
    scenario = loaded.scenario
    size = min(scenario.population.size, WORKERS) if workers is None else workers
    first = scenario.seed if seed is None else seed
    for option, value, low, high in (
        ("--workers", size, 1, 2**31), ("--seed", first, 0, SEEDS - 1), ("--replicates", replicates, 1, MOST),
        ("--draws", draws, 0, MOST),
    ):  # fmt: skip
        if not low <= value <= high:
            raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))
    known = vectors_of(loaded.base, draws, first, loaded.own)
    vectors = [known.middle] * replicates + list(known.drawn)
    figures: list[tuple[float | None, ...]] = []  # by vector, of every figure
    with ThreadPoolExecutor(threads or cores()) as pool:
        for k, vector in enumerate(vectors):
            if progress is not None:
                progress(k, len(vectors))
            lives = lives_of(loaded, vector, size, (first + k % replicates) % SEEDS, pool)
            figures.append(tuple(figure(one, lives) for one in loaded.published))
    results = tuple(
        Result(one, estimate(values[:replicates]), values[:replicates], doubt_of(values[replicates:]))
        for one, values in zip(loaded.published, zip(*figures, strict=True), strict=True)
    )
    identity = {
        "experiment": loaded.name, "experiment_digest": loaded.digest, "law_digest": law_digest(scenario.corpus),
        "model_digest": model_digest(), "workers": size, "replicates": replicates, "draws": draws, "seed": first,
        "posterior": known.posterior,
        "versions": versions(),
    }  # fmt: skip
    return Conducted(loaded, size, replicates, draws, first, results, identity)


def lives_of(
    experiment: Experiment, numbers: Mapping[str, float], workers: int, seed: int, pool: ThreadPoolExecutor
) -> dict[str, Lived]:  # fmt: skip
    """Every arm on one set of people, with these numbers in the place of the scenario's."""
    scenario = applied(experiment.scenario, numbers, of_place=False)
    uptake = numbers.get(UPTAKE, experiment.auto_debit_uptake)
    people = People(seed, experiment.cohort, uptake, scenario.behaviour["friends"])
    lived = pool.map(lambda arm: live(scenario, arm, people, workers, months_asked(experiment)), experiment.arms)
    return {one.arm.key: one for one in lived}


def months_asked(experiment: Experiment) -> frozenset[int]:
    """The months after which someone is looked at, the start included."""
    return frozenset({0} | {month for one in experiment.published for month in (one.month, one.since)})


def live(scenario: Scenario, arm: Arm, people: People, workers: int, asked: frozenset[int]) -> Lived:
    """One arm, looked at after the months `asked`."""
    setting = Setting.of(smaller(scenario, workers), workers=workers, seed=people.seed)
    offered = Offered(default_month(), arm, people, keep=asked)
    city = City(setting, scenario.corpus, month=offered)
    while city.month < max(asked):
        city.step()
    return Lived(arm, people.cohort, offered.kept, tuple(city.rows))


def figure(one: Published, lives: Lives) -> float | None:
    """A figure of one run of all arms."""
    measure = MEASURES[one.measure]
    value = measure(lives, one.of, one.month)
    if one.against is None:
        return value
    other = measure(lives, one.against, one.month)
    match one.how:
        case "less":
            return apart(value, other)
        case "times":
            return times(value, other)
    before = apart(measure(lives, one.of, one.since), measure(lives, one.against, one.since))
    now = apart(value, other)
    return None if now is None or before is None else over(now, before)


def doubt_of(values: Sequence[float | None]) -> Doubt:
    """The middle and the interval of values over parameter vectors; those without the figure are left out."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if known.size < 2:
        return Doubt(None, None, None, int(known.size))
    tail = (1 - CONFIDENCE) / 2
    low, middle, high = (float(value) for value in np.quantile(known, (tail, 0.5, 1 - tail)))
    return Doubt(middle, low, high, int(known.size))
