"""Columns and types that the parts of an audit hand to each other, and what can be wrong with a line (closed lists).

Months are whole numbers (`year * 12 + month - 1`), so that a month of law joins on an integer. Money is whole rupiah.
Null means: not given or not readable. It is never zero.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

PROGRAMMES: Final = ("jkk", "jkm", "jht", "jp", "jkp")
SIZES: Final = ("micro", "small", "medium", "large")
RISK_CLASSES: Final = ("very_low", "low", "moderate", "high", "very_high")
PAY_BASES: Final = ("monthly", "daily", "piece", "weather_piece")

# kinds: text, month (Int32), rupiah (Int64), flag (Boolean), day (Date), count (Int16), row (UInt32), bits (UInt32),
# decimal (Float64: days paid may be halves)
LINE_COLUMNS: Final[dict[str, str]] = {
    "file": "text",  # as given by the user, without its folder
    "sheet": "text",  # null for files without sheets
    "row": "row",  # 1-based row of the sheet or file
    "employer_id": "text",
    "worker_id": "text",  # NIK as 16 digits where it could be read, else what stands there
    "kpj": "text",
    "name": "text",
    "month": "month",
    "region": "text",  # BPS code, null where unknown or not given
    "reported_wage": "rupiah",
    **dict.fromkeys(PROGRAMMES, "flag"),
    "paid_wage": "rupiah",
    "pay_basis": "text",  # one of PAY_BASES, null: not given (monthly is then assumed and said)
    "days": "decimal",
    "start_date": "day",
    "end_date": "day",
    "birth_date": "day",  # from the NIK, null where its century is not settled
    "faults": "bits",  # of DATA_FAULTS
}
PAID_COLUMNS: Final[dict[str, str]] = {
    "employer_id": "text", "worker_id": "text", "month": "month",
    "basic_wage": "rupiah", "fixed_allowances": "rupiah", "variable_pay": "rupiah", "paid_wage": "rupiah",
    "pay_basis": "text", "days": "decimal",
}  # fmt: skip
EMPLOYER_COLUMNS: Final[dict[str, str]] = {
    "employer_id": "text", "name": "text", "size": "text", "risk_class": "text", "region": "text",
    "registered_on": "day", "suspension_from": "day", "suspension_until": "day", "state_body": "flag",
    "sector": "text",  # optional, a word of the law's vocabulary `sector`: who gets PP 7/2025, and construction
}  # fmt: skip
ROSTER_COLUMNS: Final[dict[str, str]] = {
    "employer_id": "text", "worker_id": "text", "name": "text", "start_date": "day", "end_date": "day",
    "reported_on": "day", "changed_on": "day",
}  # fmt: skip
PAYMENT_COLUMNS: Final[dict[str, str]] = {
    "employer_id": "text", "month": "month", "paid_on": "day", "amount": "rupiah",
    **{f"amount_{programme}": "rupiah" for programme in PROGRAMMES},
}  # fmt: skip

# What a line can have wrong and still be checked as far as it goes: the rule that reports it, and its bit in `faults`.
DATA_FAULTS: Final = (
    "DATA-NIK-MISSING",
    "DATA-NIK-FORMAT",  # not 16 digits
    "DATA-NIK-ROUNDED",  # digits lost to scientific notation
    "DATA-NIK-REGION",  # a prefix the civil registry never issued
    "DATA-NIK-BIRTH",  # no such day
    "DATA-NIK-AGE",  # no plausible working age in either century
    "DATA-DUPLICATE",  # the same worker, employer and month again
    "DATA-TWO-NAMES",  # one NIK under names that do not resemble each other, or one person under two NIKs
    "DATA-DATE",  # an impossible or contradictory date
    "DATA-AMOUNT-MISSING",
    "DATA-AMOUNT-UNREADABLE",
    "DATA-AMOUNT-NEGATIVE",
    "DATA-AMOUNT-IMPLAUSIBLE",  # as 10^15, or thousands without saying so
    "DATA-MONTH-FUTURE",
    "DATA-REGION-UNKNOWN",
    "DATA-FLAG",  # a programme flag that is neither yes nor no
    "DATA-EMPLOYER-UNKNOWN",  # not in the employers' table given
    "DATA-CELL-ERROR",  # #N/A, or a formula without its value
)
# Why a line is not checked at all.
SET_ASIDE_REASONS: Final = (
    "subtotal", "repeated_header", "signature", "no_month", "no_worker", "no_employer", "ambiguous_amount",
    "ambiguous_month", "broken_row",
)  # fmt: skip

FINDING_COLUMNS: Final[dict[str, str]] = {
    "finding": "text", "rule": "text", "status": "text", "employer_id": "text", "worker_key": "text", "month": "month",
    "file": "text", "sheet": "text", "row": "row",
    **dict.fromkeys(
        (
            "reported_wage", "paid_wage", "minimum_wage", "base_reported", "base_due",
            "shortfall_jkk", "shortfall_jkm", "shortfall_jht_employer", "shortfall_jht_worker",
            "shortfall_jp_employer", "shortfall_jp_worker", "shortfall_jkp", "shortfall_total",
            "overpaid_worker", "late_fine",
        ),
        "rupiah",
    ),
    "provision": "text", "reading": "text", "explanation_id": "text", "explanation_en": "text",
}  # fmt: skip
STATUSES: Final = ("breach", "cannot_tell", "lead", "data")


def polars_schema(columns: dict[str, str]) -> dict[str, "pl.DataType"]:
    """The polars types of a table's columns."""
    import polars as pl  # heavy, and the lists above are wanted without it

    kinds: dict[str, pl.DataType] = {
        "text": pl.String(), "month": pl.Int32(), "rupiah": pl.Int64(), "flag": pl.Boolean(), "day": pl.Date(),
        "decimal": pl.Float64(), "row": pl.UInt32(), "bits": pl.UInt32(),
    }  # fmt: skip
    return {name: kinds[kind] for name, kind in columns.items()}


def fault_bit(rule: str) -> int:
    """The bit of one of `DATA_FAULTS`."""
    return 1 << DATA_FAULTS.index(rule)
