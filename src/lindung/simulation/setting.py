"""What a run starts from: a scenario's people and means, scaled to the workers simulated."""

from dataclasses import dataclass
from typing import Self

from lindung.messages import BadInput, Fault
from lindung.simulation.institutions.purse import BudgetLine
from lindung.simulation.population import populate
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import Workers


@dataclass(frozen=True)
class Setting:
    """All that a run needs, read from a scenario and scaled to the workers simulated."""

    scenario: Scenario
    workers: Workers
    seed: int
    months: int
    factor: float  # workers simulated a worker of the scenario
    budget: BudgetLine

    @classmethod
    def of(
        cls, scenario: Scenario, *, workers: int | None = None, months: int | None = None, seed: int | None = None,
        budget: int | None = None,
    ) -> Self:  # fmt: skip
        """The scenario's people and means; `workers` simulates so many of them, with staff and money in proportion.

        `budget` is rupiah a budget year, contributions and overhead together. Raises `BadInput` for a horizon beyond
        the scenario's, a negative budget or no workers.
        """
        n, months, seed = checked(scenario, workers=workers, months=months, seed=seed, budget=budget)
        factor = n / scenario.population.size
        years = years_of(scenario)
        lines = scenario.budgets
        money = {year: round(factor * sum(line.in_year(year) for line in lines)) for year in years}
        if budget is not None:
            money = dict.fromkeys(years, round(factor * budget))
        line = BudgetLine(
            money,
            max((line.overhead_per_head for line in lines), default=0),
            max((line.first_paid_month for line in lines), default=1),
            max((line.unpaid_months for line in lines), default=0),
        )
        return cls(scenario, populate(scenario, seed, n), seed, months, factor, line)

    @property
    def years(self) -> range:
        """The calendar years of the scenario."""
        return years_of(self.scenario)

    def scaled(self, count: float) -> int:
        """A number of staff, agents, names or places in proportion to the workers simulated, at least one of any."""
        return max(round(count * self.factor), 1) if count else 0


def checked(
    scenario: Scenario, *, workers: int | None = None, months: int | None = None, seed: int | None = None,
    budget: int | None = None,
) -> tuple[int, int, int]:  # fmt: skip
    """Workers, months and seed, the scenario's where none is given. Raises `BadInput` for one that cannot be."""
    n = scenario.population.size if workers is None else workers
    months = scenario.months if months is None else months
    seed = scenario.seed if seed is None else seed
    for option, value, low, high in (
        ("--workers", n, 1, 2**31), ("--months", months, 1, scenario.months), ("--seed", seed, 0, 2**64 - 1),
        ("--budget", budget or 0, 0, 10**15),
    ):  # fmt: skip
        if not low <= value <= high:
            raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))
    return n, months, seed


def years_of(scenario: Scenario) -> range:
    """The calendar years that a scenario's months fall in."""
    return range(scenario.start.year, scenario.day_of(scenario.months - 1).year + 1)
