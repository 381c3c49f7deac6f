"""The mayor's budget: rupiah a year, released late, spent on contributions and overhead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np

from lindung.simulation.workers import Bool

if TYPE_CHECKING:
    from lindung.simulation.model import City


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A year's money. Months count from 1 for January; `rupiah` is by calendar year, 0 in a year not named."""

    rupiah: Mapping[int, int]
    overhead_per_head: int  # a year, for listing and outreach
    first_paid_month: int  # the money of the year is released for this month
    unpaid_months: int  # further months a year without payment, at the year's end


class LocalGovernment(mesa.Agent["City"]):
    """Holds the budget line; says how many places it can pay, and in which months."""

    def __init__(self, model: "City", line: BudgetLine) -> None:
        super().__init__(model)
        self.line = line
        self.left = 0  # rupiah of the year
        self.lapsed = 0  # rupiah unspent at the end of earlier years
        self.overhead_of_month = 0
        self.released_of_month = 0

    def open_month(self, year: int, month_of_year: int) -> None:
        """Release the year's money in January (or in the run's first month); unspent money lapses with its year."""
        self.overhead_of_month = 0
        self.released_of_month = 0
        if month_of_year == 1 or self.model.month == 0:
            self.lapsed += self.left
            self.left = 0
            self.released_of_month = self.line.rupiah.get(year, 0)

    def pays_in(self, month_of_year: int) -> bool:
        """Whether contributions are paid for this month of the year."""
        return self.line.first_paid_month <= month_of_year <= 12 - self.line.unpaid_months

    def months_left(self, month_of_year: int) -> int:
        """Paid months from this one to the year's end."""
        return sum(self.pays_in(month) for month in range(month_of_year, 13))

    def places(self, month_of_year: int, monthly: int, new: Bool) -> int:
        """How many of those ranked the money lasts for until the year ends; `new` ones, in order, cost overhead too."""
        months = self.months_left(month_of_year)
        if not months:
            return 0
        cost = np.cumsum(monthly * months + self.line.overhead_per_head * new.astype(np.int64))
        return int(np.searchsorted(cost, self.left + self.released_of_month, side="right"))

    def carries(self, month_of_year: int, monthly: int, members: int) -> bool:
        """Whether the money lasts for so many members until the year ends."""
        return members * monthly * self.months_left(month_of_year) <= self.left + self.released_of_month

    def charge_overhead(self, heads: int) -> None:
        """Overhead for newly listed members."""
        self.overhead_of_month += heads * self.line.overhead_per_head
