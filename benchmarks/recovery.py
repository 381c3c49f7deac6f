"""Does calibration find parameters that are known? Trials on the invented regency.

Each trial draws parameters from their ranges, runs the regency at them, blurs what came out as much as its targets
allow, fits, and looks whether the 90 % sets hold what was drawn: each parameter's interval, and the joint set.
The first wave of runs, flat over the ranges, is the same in every trial and run once.

    uv run python benchmarks/recovery.py [--trials 40] [--processes N]
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from lindung.messages import Text
from lindung.simulation.calibration.figures import FIGURES
from lindung.simulation.calibration.fit import Effort, Fitted, fit
from lindung.simulation.calibration.free import SPREAD, Free, from_cube, named
from lindung.simulation.calibration.likelihood import Agreement, Matrix, Values
from lindung.simulation.calibration.measuring import Measuring
from lindung.simulation.calibration.pool import Figures, Measure, Task, measuring_on
from lindung.simulation.calibration.posterior import pinned, posterior_of, quantiles
from lindung.simulation.calibration.target import NORMAL_90, Ask, Target, When
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario

SCENARIO = "fictional"
EFFORT = Effort(workers=2_000, outsiders=1_000, repeats=12, waves=(320, 96, 160))
OF_TRUTH = 8  # runs
WITHIN = 0.10  # of the value: half of each target's 90 %
# figure and year, as the targets of Padang ask for them
ASKS = tuple(
    Ask(name, When(year))
    for name, year in (
        ("paid_in_year", 2024), ("paid_in_year", 2025), ("active_coverage", 2025), ("irregular_share", 2025),
        ("paid_density", 2025), ("jkk_claims_rate", 2025), ("jkm_claims_rate", 2025), ("jkk_cost", 2025),
        ("poor_share", 2025), ("income_cv", 2025), ("bad_months", 2025),
    )
) + tuple(Ask(name) for name in ("control_enrolment", "subsidy_help_enrolment"))  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """What became of one: the parameters whose interval holds the truth, and whether the joint set does."""

    held: tuple[bool, ...]
    joint: bool
    effective: float
    contraction: tuple[float, ...]


def free_of(scenario: Scenario) -> tuple[Free, ...]:
    """The parameters that calibration moves in Padang and that the invented regency shares."""
    found = [
        Free(name, one.value, one.low, one.high, one.unit, one.name)
        for name, one in sorted(scenario.declared.items())
        if one.kind == "E" and one.low < one.high and name in scenario.behaviour
    ]
    return (*found, Free(SPREAD, 1.0, 0.7, 1.4, "factor", None))


def targets_at(values: Sequence[float], rng: np.random.Generator) -> tuple[Target, ...]:
    """Targets as somebody would have measured them: the true figures, off by what their ranges allow."""
    found = []
    for ask, value in zip(ASKS, values, strict=True):
        half = max(WITHIN * abs(value), 1e-6)
        seen = value + half / NORMAL_90 * float(rng.standard_normal())
        figure = FIGURES[ask.figure]
        found.append(
            Target(
                f"{ask.figure} {ask.when.said}", figure.says, ask.figure, figure.count, ask.when, (), None, seen,
                seen - half, seen + half, figure.unit, Text("Andaikata", "Andaikata"), "runs at known parameters",
                "derived", True, None, None, None,
            )
        )  # fmt: skip
    return tuple(found)


class Remembering:
    """Measures, and gives again what it has measured: the first wave is common to all trials."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[tuple[int, tuple[float, ...]], Figures] = {}
        self.runs = 0

    def __call__(self, tasks: Sequence[Task]) -> list[Figures]:
        """Measure what is not known yet."""
        keys = [(number, tuple(vector.values())) for number, vector in tasks]
        new = [task for task, key in zip(tasks, keys, strict=True) if key not in self._known]
        for task, found in zip(new, self._measure(new), strict=True):
            self._known[task[0], tuple(task[1].values())] = found
        self.runs += len(new)
        return [self._known[key] for key in keys]


def tried(number: int, free: Sequence[Free], measure: Measure, truth_of: Measuring, effort: Effort = EFFORT) -> Trial:
    """One trial. What is true is the mean of runs with luck of their own."""
    rng = np.random.default_rng([number, 20])
    truth = from_cube(free, rng.random((1, len(free))))[0]
    first = 1_000_000 + OF_TRUTH * number
    at_truth = [truth_of.measure(named(free, truth), first + k) for k in range(OF_TRUTH)]
    values = tuple(np.array(at_truth).mean(axis=0))
    found = fit(free, targets_at(values, rng), ASKS, measure, effort, seed=1)
    posterior = posterior_of(found, {})
    pins = pinned(free, posterior)
    held = tuple(one.low <= value <= one.high for one, value in zip(pins, truth, strict=True))
    contraction = tuple(one.contraction for one in pins)
    return Trial(held, in_joint_set(found, np.array(at_truth[:1]), truth), found.effective, contraction)


def in_joint_set(found: Fitted, at_truth: Matrix, truth: Values) -> bool:
    """Whether the truth lies where the fitted density is highest, in the part that holds 90 % of it.

    The prior is flat, so density goes by the agreement of a run with the targets: a run at the truth must agree with
    them no worse than all but the worst tenth of the fitted set.
    """
    aims = Agreement(found.targets, tuple(range(len(ASKS))), (-1,) * len(ASKS), found.noise)
    worst = quantiles(aims.log_kernel(found.compared), found.weights, (0.1,))[0]
    return bool(aims.log_kernel(aims.compared(truth[None, :], at_truth))[0] >= worst)


def main() -> None:
    """Run the trials and print what they found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--processes", type=int, default=cores())
    asked = parser.parse_args()
    scenario = Scenario.load(SCENARIO)
    free = free_of(scenario)
    measuring = Measuring(scenario, ASKS, EFFORT.workers, EFFORT.outsiders, scenario.seed)
    begun = time.monotonic()
    trials: list[Trial] = []
    with measuring_on(measuring, asked.processes) as measure:
        remembering = Remembering(measure)
        for number in range(asked.trials):
            trials.append(tried(number, free, remembering, measuring))
            left = (time.monotonic() - begun) / len(trials) * (asked.trials - len(trials))
            sys.stderr.write(f"{len(trials)} of {asked.trials}, about {left / 60:.0f} minutes left\n")
    covered = np.array([trial.held for trial in trials]).mean(axis=0)
    contraction = np.array([trial.contraction for trial in trials]).mean(axis=0)
    sys.stdout.write(f"{len(trials)} trials, {remembering.runs} runs, {(time.monotonic() - begun) / 60:.1f} minutes\n")
    sys.stdout.write(f"joint 90 % set holds the truth: {np.mean([trial.joint for trial in trials]):.1%}\n")
    sys.stdout.write(
        f"90 % interval of a parameter holds it: mean {covered.mean():.1%}, least {covered.min():.1%}; "
        f"{(covered >= 0.8).sum()} of {len(free)} parameters in at least 80 % of trials\n"
    )
    worth = np.array([trial.effective for trial in trials])
    sys.stdout.write(f"effective vectors: median {np.median(worth):.0f}, least {worth.min():.0f}\n")
    for one, share, narrower in sorted(zip(free, covered, contraction, strict=True), key=lambda row: -row[2]):
        sys.stdout.write(f"{one.name:32s} held {share:6.1%}  contraction {max(narrower, 0.0):.2f}\n")


if __name__ == "__main__":
    main()
