"""The invented employers of a sample: where, how large, in which programmes, for which months."""

from dataclasses import dataclass
from datetime import date
from typing import Final


def month_number(year: int, month: int) -> int:
    """A month as the audit counts them."""
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class Firm:
    """A kind of employer. `programmes` are those its workers are reported in; months are inclusive."""

    region: str  # BPS code
    size: str | None
    risk_class: str = "low"
    programmes: tuple[str, ...] = ("jkk", "jkm", "jht", "jp", "jkp")
    first_month: int = month_number(2025, 1)
    last_month: int = month_number(2025, 12)
    state_body: bool = False
    suspended: tuple[date, date] | None = None
    registered: bool = True
    listed: bool = True  # in the table of employers
    sector: str | None = None


# Padang goes by the provincial wage; Surabaya has two wages in 2025; the law of JKP changes in February 2025, the
# ceiling of JP in March.
ORDINARY: Final = {
    "padang": Firm("1371", "medium"),
    "surabaya": Firm("3578", "large", "moderate"),
    "jakarta": Firm("3171", "large", "very_low"),
    "semarang": Firm("3374", "medium", "high"),
    "medan": Firm("1275", "medium", "very_high"),
}
SPECIAL: Final = {
    "micro": Firm("1371", "micro", programmes=("jkk", "jkm")),
    "small": Firm("3374", "small", "moderate", programmes=("jkk", "jkm", "jht")),
    "state": Firm("1371", "large", "very_low", state_body=True),
    # a suspension granted for 2020, before the Job Creation law of November 2020 took the possibility away
    "suspended": Firm(
        "1275", "medium", programmes=("jkk", "jkm", "jht", "jp"), first_month=month_number(2020, 1),
        last_month=month_number(2020, 6), suspended=(date(2020, 1, 1), date(2020, 12, 31)),
    ),
    # the same months without one
    "unsuspended": Firm(
        "1275", "medium", programmes=("jkk", "jkm", "jht", "jp"), first_month=month_number(2020, 1),
        last_month=month_number(2020, 6),
    ),
    "no_wage_row": Firm("1671", "medium"),  # Palembang: no minimum wage is on file
    "second_job": Firm("1371", "medium"),
    "faulty": Firm("1371", "medium"),
    "unlisted": Firm("1371", None, listed=False),
    "unregistered": Firm("3578", "medium", registered=False),
    "changing": Firm("1371", "medium"),
    "unpaid": Firm("1371", "medium"),
    "paid_short": Firm("3171", "large"),
    "paid_late": Firm("3374", "medium"),
    "paid_after_holiday": Firm("3374", "small", programmes=("jkk", "jkm", "jht")),
}  # fmt: skip
# employers in which a lead shows; their workers are in `leads.py`
LEADING: Final = {
    "bunching": Firm("3374", "medium", "high"),
    "heaping": Firm("1275", "medium", "very_high"),
    "identical": Firm("3374", "medium", "high"),
    # from the December before, so that a year of the same wages shows
    "flat": Firm("3374", "medium", "high", first_month=month_number(2024, 12)),
    "low": Firm("1371", "medium", "high", sector="construction"),
    **{f"high_{n}": Firm("3578", "medium", "high", sector="construction") for n in range(1, 6)},
    "dropping": Firm("3171", "large", "very_low"),
    "shrinking": Firm("1275", "medium", "very_high"),
}
FIRMS: Final = {**ORDINARY, **SPECIAL, **LEADING}
