"""A year's money of one payer: released late, spent month by month, lapsing with its year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from lindung.simulation.model import City


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A year's money. Months count from 1 for January; `rupiah` is by calendar year, 0 in a year not named."""

    rupiah: Mapping[int, int]
    overhead_per_head: int  # a budget year, for listing and outreach
    first_paid_month: int  # the money of the year is released for this month
    unpaid_months: int  # further months a year without payment, at the year's end

    def pays_in(self, month_of_year: int) -> bool:
        """Whether contributions are paid for this month of the year."""
        return self.first_paid_month <= month_of_year <= 12 - self.unpaid_months

    def months_left(self, month_of_year: int) -> int:
        """Paid months from this one to the year's end."""
        return sum(self.pays_in(month) for month in range(month_of_year, 13))


class Purse(mesa.Agent["City"]):
    """Who holds a budget line: `left` is the year's money after the last month closed, `lapsed` that of past years."""

    def __init__(self, model: "City", line: BudgetLine) -> None:
        super().__init__(model)
        self.line = line
        self.left = 0
        self.lapsed = 0
        self.released_of_month = 0

    def open_month(self, year: int, month_of_year: int) -> None:
        """Release the year's money in January (or in the run's first month); unspent money lapses with its year."""
        self.released_of_month = 0
        if month_of_year == 1 or self.model.month == 0:
            self.lapsed += self.left
            self.left = 0
            self.released_of_month = self.line.rupiah.get(year, 0)

    @property
    def held(self) -> int:
        """Rupiah at hand in the month that is open."""
        return self.left + self.released_of_month
