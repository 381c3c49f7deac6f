"""The runs that one replicate needs: the city as it is, and the same people under the same luck with one thing changed.

Each is made when first asked for and kept for the facts that share it. Experiments run over the scenario's last two
calendar years, so that they meet its latest law; what happens in them is the shipped month.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lindung.simulation.engine import Month
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import (
    YEAR,
    everyone_covered,
    last_two_years,
    nobody_covered,
    of_ages,
    with_money,
    without_contacts,
    without_money,
)
from lindung.simulation.validation.trial import REACH, Treatment, Trial, conduct

PROGRAMME_SHARE: Final = 0.05  # of workers that the programme of an experiment has money for
WATCHED: Final = (
    "id", "status", "payer", "arrears", "months_paid", "subsidised", "income", "level", "frailty", "trade", REACH,
)  # fmt: skip
LISTED: Final = ("id", "status", "payer", "flags", "consecutive")


@dataclass
class Trials:
    """The runs of one seed, by name."""

    scenario: Scenario
    workers: int
    seed: int
    month: Month

    def conduct(
        self, scenario: Scenario, *, months: int | None = None, treat: Treatment | None = None,
        self_pays: float = 1.0, keep: tuple[str, ...] = (),
    ) -> Trial:  # fmt: skip
        """A run of this replicate; `months` at most the scenario's."""
        most = None if months is None else min(months, scenario.months)
        return conduct(
            scenario, workers=self.workers, seed=self.seed, month=self.month, months=most, treat=treat,
            self_pays=self_pays, keep=keep,
        )  # fmt: skip

    @cached_property
    def as_it_is(self) -> Trial:
        """The whole scenario, unchanged."""
        return self.conduct(self.scenario, keep=WATCHED)

    @cached_property
    def late(self) -> Scenario:
        """The scenario's last two calendar years."""
        return last_two_years(self.scenario)

    @property
    def has_a_year(self) -> bool:
        """Whether an experiment of a year fits."""
        return self.late.months >= YEAR

    @cached_property
    def alone(self) -> Scenario:
        """The last two years with nobody who contacts or pays."""
        return without_money(without_contacts(self.late))

    # --- a year without contacts, and what one thing adds to it ---

    def alone_with(self, treat: Treatment | None = None, self_pays: float = 1.0) -> Trial:
        """A year of the city left to itself but for this."""
        return self.conduct(self.alone, months=YEAR, treat=treat, self_pays=self_pays)

    @cached_property
    def left_alone(self) -> Trial:
        """Neither contact nor subsidy."""
        return self.alone_with()

    @cached_property
    def free(self) -> Trial:
        """Self-payers pay nothing."""
        return self.alone_with(self_pays=0.0)

    @property
    def neighbours(self) -> float:
        """Workers of a cell of the whole city."""
        return self.scenario.population.size / self.scenario.cells

    # --- a programme of one year, and none ---

    @property
    def has_programme(self) -> bool:
        """Whether the scenario has a budget that could pay."""
        return bool(self.scenario.budgets)

    @cached_property
    def programme(self) -> Trial:
        """Money for one worker in twenty in the first of two calendar years, none in the second."""
        years = {self.late.start.year: PROGRAMME_SHARE, self.late.start.year + 1: 0.0}
        return self.conduct(with_money(self.late, years), keep=LISTED)

    @cached_property
    def no_programme(self) -> Trial:
        """The same offices without any money."""
        return self.conduct(with_money(self.late, {self.late.start.year: 0.0}), keep=LISTED)

    def released_after(self, months: int) -> Trial:
        """Money for one worker in twenty in both years, each year's released so many months late."""
        years = {self.late.start.year: PROGRAMME_SHARE}
        return self.conduct(with_money(self.late, years, release_months=months), keep=LISTED)

    # --- pools without choice ---

    @cached_property
    def everyone(self) -> Trial:
        """All covered."""
        return self.conduct(everyone_covered(self.late), months=YEAR)

    @cached_property
    def nobody(self) -> Trial:
        """None covered."""
        return self.conduct(nobody_covered(self.late), months=YEAR)

    def everyone_aged(self, first: int, last: int) -> Trial:
        """All covered, and only these ages."""
        return self.conduct(of_ages(everyone_covered(self.late), first, last), months=YEAR)
