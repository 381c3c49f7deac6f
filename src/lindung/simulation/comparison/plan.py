"""What a comparison will run, as data small enough to be sent to another machine: scenario, arms, people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from lindung.simulation.calibration.free import applied
from lindung.simulation.calibration.posterior import Posterior
from lindung.simulation.comparison.arms import Arm, Timeline
from lindung.simulation.regime import Regime
from lindung.simulation.scenario import Scenario


@dataclass(frozen=True)
class Plan:
    """One comparison. The first arm of each place (budget and readings) is the baseline of that place.

    Replicate r takes draw r of `posterior`, the same in every arm; without one the scenario's own values. `points` are
    parameter vectors that a job may name by their number instead; -1 names none.
    """

    scenario: Scenario
    arms: tuple[Arm, ...]
    workers: int
    months: int
    seed: int
    points: tuple[Mapping[str, float], ...] = field(default=())
    posterior: Posterior | None = field(default=None, compare=False)
    stale: str | None = None  # why the posterior that stands beside the scenario is not used

    @cached_property
    def baselines(self) -> tuple[int, ...]:
        """By arm, the number of the arm it is held against."""
        first: dict[object, int] = {}
        return tuple(first.setdefault(arm.place, number) for number, arm in enumerate(self.arms))

    @cached_property
    def timelines(self) -> tuple[Timeline, ...]:
        """By arm, its law month by month."""
        return tuple(Timeline(self.scenario, arm, self.months) for arm in self.arms)

    @cached_property
    def parts_from(self) -> tuple[int | None, ...]:
        """By arm, the month in which its law first differs from its baseline's; None where it never does."""
        lines = self.timelines
        return tuple(line.first_difference(lines[base]) for line, base in zip(lines, self.baselines, strict=True))

    @cached_property
    def since(self) -> int:
        """The month from which groups and fates are counted: the first in which any arm differs, else the first."""
        return min((month for month in self.parts_from if month is not None), default=0)

    def seed_of(self, replicate: int) -> int:
        """The seed of a replicate; that of the first is the plan's own, so that `run` gives the first replicate."""
        if replicate == 0:
            return self.seed
        return int(np.random.SeedSequence([self.seed, replicate]).generate_state(1, np.uint64)[0])

    def scenario_at(self, job: "Job") -> Scenario:
        """The scenario that a job runs: at the point it names, else at its replicate's draw of the posterior."""
        if job.point >= 0:
            return applied(self.scenario, self.points[job.point])
        return self.scenario if self.posterior is None else applied(self.scenario, self.posterior.draw(job.replicate))


@dataclass(frozen=True, order=True)
class Job:
    """One replicate of every arm at one parameter point."""

    replicate: int
    point: int = -1

    @property
    def name(self) -> str:
        """As its file is called."""
        return f"{self.replicate:05d}" if self.point < 0 else f"{self.replicate:05d}-at-{self.point:04d}"


def arms_of(
    regimes: Sequence[Regime], budgets: Sequence[int | None], readings: Sequence[Mapping[str, str]]
) -> tuple[Arm, ...]:
    """Every regulation at every budget under every choice of readings, the first regulation first at each."""
    return tuple(Arm(regime, budget, dict(choice)) for choice in readings for budget in budgets for regime in regimes)
