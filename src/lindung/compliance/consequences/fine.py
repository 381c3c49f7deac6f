"""The administrative fine of PP 86/2013 Article 10(4): 0.1 % a month, not the 2 % for paying late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from lindung.law.view import View

_UNITS: Final = 100_000  # rates are whole numbers per 100,000


@dataclass(frozen=True, slots=True)
class Owed:
    """What one employer owes for the months audited, in rupiah.

    `shortfall` is what its breaches of Article 3 left unpaid, `whole` all the contributions that it should have paid.
    """

    employer_id: str
    shortfall: int
    whole: int


def fine_of(view: View, owed: Owed, months: int) -> int:
    """The fine of one employer in rupiah for `months` months, under the reading of its base; half a rupiah goes up.

    The text rounds nothing, so whole rupiah by the usual rule is a choice of ours and is said in the reports.
    """
    base = owed.whole if view.value("sanction.fine_base").amount == "whole" else owed.shortfall
    rate = int(view.number("sanction.fine_rate_monthly") * _UNITS)
    return (base * rate * months + _UNITS // 2) // _UNITS


def fine_total(view: View, owed: Iterable[Owed], months: int) -> int:
    """The same over employers: each is fined on its own, so the sum is of rounded amounts."""
    return sum(fine_of(view, one, months) for one in owed)


def months_charged(view: View, first: date | None, as_of: date) -> int:
    """Months of fine: one, or under `fine_months=until_cured` each begun from `first` to `as_of`, at least one."""
    if first is None or view.value("sanction.fine_months").amount == "one":
        return 1
    whole = (as_of.year - first.year) * 12 + as_of.month - first.month
    return max(1, whole + (as_of.day >= first.day))
