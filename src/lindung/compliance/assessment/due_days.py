"""By when a month's contributions are due, and how late a payment is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from lindung.compliance.assessment.months import first_day, last_day, months_later
from lindung.law.answers import Value
from lindung.law.literals import PER
from lindung.law.workdays import Workdays

# Programmes that fall due together: PP 44/2015 (JKP is taken out of JKK and JKM), PP 46/2015, PP 45/2015.
FUNDS: Final = {"jkk": ("jkk", "jkm", "jkp"), "jht": ("jht",), "jp": ("jp",)}
_SUFFIX: Final = {"jkk": "", "jht": ".jht", "jp": ".jp"}


@dataclass(frozen=True, slots=True)
class Due:
    """When the contribution of a month to a fund is due, and the late fine a month in parts of 100,000."""

    fund: str
    day: date
    rate: int
    due_by: Value
    shifted_by: Value | None
    fined_by: Value


def due(law: Callable[[str], Value | None], calendar: Workdays, fund: str, month: int) -> Due | None:
    """The due day of a month's contribution to a fund; None before there was one. `law` gives that month's values.

    On a holiday it moves as that fund's own rule says; JP has no such rule outside the relief of 2020. Where the month
    after has no such day, its last day stands in.
    """
    due_by = law(f"contribution.due_day{_SUFFIX[fund]}")
    fined_by = law(f"late_payment.fine_rate_monthly{_SUFFIX[fund]}")
    if due_by is None or fined_by is None:
        return None
    day = first_day(month + 1).replace(day=min(int(_number(due_by)), last_day(month + 1).day))
    shifted = law(f"contribution.holiday_rule{_SUFFIX[fund]}")
    if shifted is not None and shifted.amount == "next_working_day":
        day = calendar.next_working_day(day)
    elif shifted is not None and shifted.amount == "previous_working_day":
        day = calendar.previous_working_day(day)
    return Due(fund, day, int(_number(fined_by) * PER), due_by, shifted, fined_by)


def months_late(due_on: date, until: date, part_month: str) -> tuple[int, int]:
    """How many months after `due_on` it is on `until`, as a numerator and a denominator.

    Under the reading `full` each month begun counts whole; under `days` the month begun counts by its days.
    """
    if until <= due_on:
        return 0, 1
    whole = (until.year - due_on.year) * 12 + until.month - due_on.month
    if months_later(due_on, whole) > until:
        whole -= 1
    reached = months_later(due_on, whole)
    if part_month == "full":
        return whole + (until > reached), 1
    length = (months_later(due_on, whole + 1) - reached).days
    return whole * length + (until - reached).days, length


def _number(value: Value) -> Decimal:
    if not isinstance(value.amount, int | Decimal):
        raise TypeError(f"{value.parameter.id} is no number")
    return Decimal(value.amount)
