"""Contribution months as whole numbers, and the day whose law governs one."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

MONTHS_A_YEAR: Final = 12


def month_of(day: date) -> int:
    """The contribution month that `day` falls in: `year * 12 + month - 1`."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month."""
    return first_day(month + 1) - timedelta(1)


def governing_day(month: int, month_law: str) -> date:
    """The day whose law governs a month, by the reading `month_law` (`last_day` or `first_day`)."""
    return last_day(month) if month_law == "last_day" else first_day(month)


def months_later(day: date, count: int) -> date:
    """The same day `count` months later; the last of the month where that month is shorter."""
    month = month_of(day) + count
    return min(first_day(month) + timedelta(day.day - 1), last_day(month))


def month_number(day: "pl.Expr") -> "pl.Expr":
    """The contribution month of a column of days."""
    import polars as pl

    return day.dt.year() * MONTHS_A_YEAR + day.dt.month().cast(pl.Int32) - 1
