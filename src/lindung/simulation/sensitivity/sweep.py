"""Running a comparison at many points of what is not known: the same people, the same luck, other numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.comparison.jobs import Executor, outcomes_of
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome
from lindung.simulation.comparison.store import Store
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity.unknowns import changed

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Sweep(Plan):
    """A plan whose points may change any declared number of the scenario, by its place there."""

    def scenario_at(self, job: Job) -> Scenario:
        """The scenario with the job's vector put in."""
        return self.scenario if job.point < 0 else changed(self.scenario, self.points[job.point])


@dataclass(frozen=True)
class Figures:
    """Figures at points: `levels` [points, arms, metrics], not a number where a ratio is of nothing."""

    arms: tuple[str, ...]
    levels: NDArray[np.float64]

    def level(self, metric: str, arm: int = 0) -> NDArray[np.float64]:
        """A metric of one arm at every point."""
        return np.asarray(self.levels[:, arm, list(METRICS).index(metric)])

    def difference(self, metric: str, arm: int, other: int = 0) -> NDArray[np.float64]:
        """Arm less other, at every point."""
        return self.level(metric, arm) - self.level(metric, other)

    def at(self, points: slice) -> "Figures":
        """The same at some of the points."""
        return Figures(self.arms, self.levels[points])


def figures_of(outcomes: Mapping[Job, Outcome], jobs: Sequence[Job], arms: tuple[str, ...]) -> Figures:
    """The outcomes as arrays; replicates of one point are averaged."""
    points = list(dict.fromkeys(job.point for job in jobs))
    by_point: dict[int, list[list[list[float]]]] = {point: [] for point in points}
    for job in jobs:
        rows = [[_number(of_arm[name]) for name in METRICS] for of_arm in outcomes[job].figures]
        by_point[job.point].append(rows)
    return Figures(arms, np.array([np.mean(by_point[point], axis=0) for point in points], dtype=np.float64))


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def swept(
    plan: Sweep, jobs: Sequence[Job], executor: Executor, store: Store | None = None, progress: Progress | None = None
) -> Figures:
    """Run the jobs (those kept in `store` are not run again)."""
    outcomes = outcomes_of(plan, jobs, executor, store, progress)
    return figures_of(outcomes, jobs, tuple(arm.regulation for arm in plan.arms))
