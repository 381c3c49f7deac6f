"""The mayor's budget: rupiah a year, released late, spent on contributions and overhead."""

from typing import TYPE_CHECKING

import numpy as np

from lindung.simulation.institutions.purse import BudgetLine, Purse
from lindung.simulation.workers import Bool

if TYPE_CHECKING:
    from lindung.simulation.model import City


class LocalGovernment(Purse):
    """Holds the scheme's budget line; says how many places it can pay, and in which months.

    Overhead is a sum for each head listed in a budget year, charged once in that year: when the head is listed, or in
    January where the list goes on.
    """

    def __init__(self, model: "City", line: BudgetLine) -> None:
        super().__init__(model, line)
        self.overhead_of_month = 0

    def open_month(self, year: int, month_of_year: int) -> None:
        """Open the purse; no overhead is charged yet."""
        super().open_month(year, month_of_year)
        self.overhead_of_month = 0

    def places(self, month_of_year: int, monthly: int, uncharged: Bool) -> int:
        """How many of those ranked the money lasts for until the year ends.

        `uncharged` says, in order, who still costs this year's overhead; `monthly` is rupiah a member-month.
        """
        months = self.line.months_left(month_of_year)
        if not months:
            return 0
        cost = np.cumsum(monthly * months + self.line.overhead_per_head * uncharged.astype(np.int64))
        return int(np.searchsorted(cost, self.held, side="right"))

    def carries(self, month_of_year: int, monthly: int, members: int, uncharged: int) -> bool:
        """Whether the money lasts for so many members until the year ends, overhead of the `uncharged` included."""
        months = self.line.months_left(month_of_year)
        return members * monthly * months + uncharged * self.line.overhead_per_head <= self.held

    def charge_overhead(self, heads: int) -> None:
        """This year's overhead of so many heads."""
        self.overhead_of_month += heads * self.line.overhead_per_head
