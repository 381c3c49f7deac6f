"""What a change of the law would do, answered at once: the past is lived once, each question only its own future."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from lindung.law.instruments import Instrument
from lindung.simulation.comparison.arms import Arm
from lindung.simulation.comparison.compare import prepared
from lindung.simulation.comparison.differences import Estimate, estimate, paired
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import city_of, fork
from lindung.simulation.metrics import METRICS, metrics
from lindung.simulation.model import City
from lindung.simulation.regime import regime_of
from lindung.simulation.run import cores
from lindung.simulation.scenario import MONTHS_A_YEAR, Scenario
from lindung.simulation.setting import Setting

WORKERS: Final = 9_200
REPLICATES: Final = 4
YEARS_AHEAD: Final = 2  # that a change is given to act, where the scenario is long enough

type Figures = dict[str, int | float | None]


@dataclass(frozen=True)
class Answer:
    """By metric, what is in force gives, what the change gives, and their paired difference."""

    before: Mapping[str, Estimate]
    after: Mapping[str, Estimate]
    difference: Mapping[str, Estimate]


class Exploration:
    """One city that has lived until a January; `ask` lets it go on under another law or with other money.

    The first regulation of the scenario is what others are held against. `workers` are simulated, `replicates` times.
    Raises `BadInput` for input that cannot be used.
    """

    def __init__(
        self, scenario: Scenario | str | Path, *, workers: int | None = None, replicates: int = REPLICATES,
        seed: int | None = None,
    ) -> None:  # fmt: skip
        loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
        size = min(loaded.population.size, WORKERS) if workers is None else workers
        self.plan: Plan
        self.plan, self.replicates, *_ = prepared(
            loaded, regulations=loaded.regulations[:1], workers=size, replicates=replicates, seed=seed
        )
        self.baseline = self.plan.arms[0]

    @property
    def scenario(self) -> Scenario:
        """The scenario as its file has it."""
        return self.plan.scenario

    @cached_property
    def since(self) -> int:
        """The January in which a change takes effect: two years before the end, or the first one there is."""
        januaries = [month for month in range(self.plan.months) if self.scenario.day_of(month).month == 1]
        early = [month for month in januaries if month <= self.plan.months - YEARS_AHEAD * MONTHS_A_YEAR]
        return early[-1] if early else januaries[0]

    @property
    def day(self) -> date:
        """The first day of that month."""
        return self.scenario.day_of(self.since)

    @property
    def budget(self) -> int:
        """The scenario's own rupiah of that year, all payers together."""
        return sum(line.in_year(self.day.year) for line in self.scenario.budgets)

    @cached_property
    def _past(self) -> tuple[City, ...]:
        """Each replicate as it stands on the day."""
        with ThreadPoolExecutor(cores()) as pool:
            return tuple(pool.map(self._lived, range(self.replicates)))

    def _lived(self, replicate: int) -> City:
        scenario = self.plan.scenario_at(Job(replicate))
        setting = Setting.of(
            scenario, workers=self.plan.workers, months=self.plan.months, seed=self.plan.seed_of(replicate)
        )
        city = city_of(setting, self.baseline)
        while city.month < self.since:
            city.step()
        return city

    @cached_property
    def _before(self) -> list[Figures]:
        return self._futures(self.baseline, None)

    def _futures(self, arm: Arm, budget: int | None) -> list[Figures]:
        with ThreadPoolExecutor(cores()) as pool:
            return list(pool.map(lambda past: self._future(past, arm, budget), self._past))

    def _future(self, past: City, arm: Arm, budget: int | None) -> Figures:
        line = past.setting.budget
        if budget is not None:
            scaled = round(budget * past.setting.factor)
            line = replace(line, rupiah={y: scaled if y >= self.day.year else own for y, own in line.rupiah.items()})
        city = fork(past, arm, line)
        while city.month < self.plan.months:
            city.step()
        return metrics(city)

    def ask(self, draft: Instrument | None = None, budget: int | None = None) -> Answer:
        """What a draft would change, or other money (rupiah a year, from that January on), or both."""
        arm = self.baseline if draft is None else Arm(regime_of(self.scenario, draft), None, self.baseline.readings)
        unchanged = draft is None and budget in (None, self.budget)
        before, after = self._before, self._before if unchanged else self._futures(arm, budget)
        of_one = self.plan.posterior is not None  # as in `compare`
        earlier, later = ({name: [one[name] for one in figures] for name in METRICS} for figures in (before, after))
        return Answer(
            {name: estimate(values, of_one=of_one) for name, values in earlier.items()},
            {name: estimate(values, of_one=of_one) for name, values in later.items()},
            {name: paired(later[name], earlier[name], of_one=of_one) for name in METRICS},
        )
