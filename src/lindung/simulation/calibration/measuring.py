"""All that the targets ask for, measured at one vector: one run of a small city, and the arms of one experiment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lindung.simulation.calibration.experiment import Experiment
from lindung.simulation.calibration.figures import FIGURES
from lindung.simulation.calibration.free import Vector, applied
from lindung.simulation.calibration.observed import observe
from lindung.simulation.calibration.target import Ask
from lindung.simulation.calibration.target_reader import window
from lindung.simulation.engine import default_month
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import with_behaviour
from lindung.simulation.validation.trial import Trial


@dataclass(frozen=True)
class Measuring:
    """What is run at every vector. `workers` of the city, `outsiders` in each arm of the experiment."""

    scenario: Scenario
    asks: tuple[Ask, ...]
    workers: int
    outsiders: int
    seed: int

    @property
    def months(self) -> int:
        """Months to run: up to the last that any figure needs."""
        return max((window(self.scenario, ask.when)[1] for ask in self.asks if FIGURES[ask.figure].dated), default=0)

    def seed_of(self, number: int) -> int:
        """The seed of the run with this number: runs at different vectors do not share their luck."""
        return int(np.random.SeedSequence([self.seed, number]).generate_state(1, np.uint64)[0])

    def measure(self, vector: Vector, number: int) -> tuple[float, ...]:
        """Every figure asked for, in their order."""
        found, _ = self.measured(vector, number)
        return found

    def measured(self, vector: Vector, number: int) -> tuple[tuple[float, ...], Sequence[object]]:
        """The figures, and the counters of every run behind them: whole numbers, which tell whether a model changed."""
        scenario, seed, month = applied(self.scenario, vector), self.seed_of(number), default_month()
        experiments = {
            conditions: Experiment(with_behaviour(scenario, **dict(conditions)), self.outsiders, seed, month)
            for conditions in dict.fromkeys(ask.conditions for ask in self.asks)
        }
        months = self.months
        seen = observe(scenario, workers=self.workers, seed=seed, month=month, months=months) if months else None
        found = []
        for ask in self.asks:
            figure = FIGURES[ask.figure]
            if figure.of_run is not None and seen is not None:
                found.append(figure.of_run(seen, window(scenario, ask.when)))
            elif figure.of_experiment is not None:
                found.append(figure.of_experiment(experiments[ask.conditions]))
        arms = [one.rows for each in experiments.values() for one in vars(each).values() if isinstance(one, Trial)]
        return tuple(found), [[] if seen is None else seen.trial.rows, *arms]

    def of_size(self, workers: int, outsiders: int) -> "Measuring":
        """The same on so many people."""
        return replace(self, workers=workers, outsiders=outsiders)
