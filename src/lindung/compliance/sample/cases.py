"""What a sample seeds: violations of every rule, and lawful cases that look like them, each a small record.

A case takes a worker of an invented employer and alters some columns in its months. `expects` is the truth: for each
rule the status it must get, `none` where the rule must stay silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from lindung.compliance.sample.firms import ORDINARY

BREACH: Final = "breach"
CANNOT_TELL: Final = "cannot_tell"
DATA: Final = "data"
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of seeded worker.

    `level` is the monthly wage as a multiple of the minimum wage, or `wage` in rupiah. `reported` is the wage reported
    as a multiple of `of`: the wage paid, the minimum wage, or 1 rupiah. `texts` are cells of the report as they are
    written, with the NIK's parts in braces; `without` programmes the worker is not reported in; `absent` the tables he
    is missing from. `one_month`: the case shows in a single month, the worker is honest in the others.
    """

    name: str
    firms: tuple[str, ...]
    expects: Mapping[str, str]
    level: float = 1.3
    wage: int | None = None
    reported: float = 1.0
    of: str = "paid"
    reported_more: int = 0  # rupiah on top
    without: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    texts: Mapping[str, str | None] = field(default_factory=dict)
    one_month: bool = False
    pay_basis: str = "monthly"
    variable: float = 0.0  # of the wage, on top
    joins_on: int | None = None  # day of the first month
    leaves_on: int | None = None  # day of the last month
    pays_share: bool = True  # in the month of joining or leaving the pay is by days
    changed_on: date | None = None
    reported_on: date | None = None
    twice: bool = False  # the line stands twice
    months: int | None = None  # employed for so many months only
    falls_from: int | None = None  # month of the year from which the wage is seven tenths
    typed: bool = True  # can be said in a typed file, where a cell holds no stray text


_EVERY: Final = tuple(ORDINARY)
_WAGE_RULES: Final = ("PDS-UPAH-UNDER", "PDS-UPAH-OVER", "BASE-BELOW-UMK", "WAGE-BELOW-UMK")
_SILENT: Final = dict.fromkeys((*_WAGE_RULES, "PDS-PROGRAM"), NONE)
_BELOW_BOTH: Final = {"WAGE-BELOW-UMK": BREACH, "BASE-BELOW-UMK": BREACH}

VIOLATIONS: Final = (
    Case("under-reported", _EVERY, {"PDS-UPAH-UNDER": BREACH}, level=1.9, reported=0.7),
    Case("under-reported-across-ceiling", ("jakarta",), {"PDS-UPAH-UNDER": BREACH}, wage=13_000_000,
         reported=10_100_000, of="rupiah"),
    Case("over-reported", _EVERY, {"PDS-UPAH-OVER": BREACH}, level=1.3, reported=1.25),
    # the worker of the study of contribution bases below the minimum wage, and his mirror
    Case("paid-1800000-reported-2600000", ("micro",), {"PDS-UPAH-OVER": BREACH}, wage=1_800_000, reported=2_600_000,
         of="rupiah"),
    Case("paid-2600000-reported-1800000", ("micro",), {"PDS-UPAH-UNDER": BREACH}, wage=2_600_000, reported=1_800_000,
         of="rupiah"),
    Case("base-below-minimum", _EVERY, {"BASE-BELOW-UMK": BREACH, "PDS-UPAH-UNDER": BREACH}, level=1.2, reported=0.9,
         of="minimum"),
    Case("wage-below-minimum", _EVERY, _BELOW_BOTH, level=0.85),
    # the base raised to the minimum wage while less is paid: both wrong, and no shortfall
    Case("wage-below-minimum-base-raised", _EVERY, {"WAGE-BELOW-UMK": BREACH, "PDS-UPAH-OVER": BREACH}, level=0.85,
         reported=1.0, of="minimum"),
    Case("wage-below-minimum-2020", ("unsuspended",), _BELOW_BOTH, level=0.9),
    Case("not-reported", _EVERY, {"PDS-TK": BREACH}, absent=("report",)),
    Case("without-jp", ("padang", "jakarta", "surabaya"), {"PDS-PROGRAM": BREACH}, without=("jp",)),
    Case("without-jht-and-jp", ("medan",), {"PDS-PROGRAM": BREACH}, without=("jht", "jp")),
    Case("small-without-jht", ("small",), {"PDS-PROGRAM": BREACH}, without=("jht",)),
    Case("change-reported-late", ("changing",), {"REPORT-LATE-CHANGE": BREACH}, changed_on=date(2025, 5, 5),
         reported_on=date(2025, 6, 5), one_month=True),
)  # fmt: skip

LOOKALIKES: Final = (
    Case("micro-below-minimum", ("micro",), _SILENT, level=0.7),
    Case("micro-two-programmes", ("micro",), _SILENT, level=1.1),
    Case("small-below-minimum", ("small",), _SILENT, level=0.8),
    Case("small-three-programmes", ("small",), _SILENT, level=1.2),
    Case("suspended-minimum", ("suspended",), _SILENT, level=0.9),
    Case("joined-mid-month", ("padang", "surabaya"), _SILENT, level=1.05, joins_on=17),
    Case("joined-mid-month-share-reported", ("semarang",), _SILENT, level=1.05, joins_on=12, of="pay of the month"),
    Case("left-mid-month", ("padang", "jakarta"), _SILENT, level=1.05, leaves_on=14),
    Case("exactly-minimum", _EVERY, _SILENT, level=1.0),
    Case("above-jp-ceiling", ("jakarta", "surabaya"), _SILENT, wage=14_250_000),
    Case("between-jp-ceilings", ("padang",), _SILENT, wage=10_300_000),
    Case("above-jkp-ceiling", ("medan",), _SILENT, wage=5_750_000),
    Case("state-body", ("state",), {**_SILENT, "PDS-TK": NONE}, level=1.6, reported=0.6, without=("jp", "jht")),
    Case("one-rupiah-less", ("padang",), _SILENT, level=1.4, reported_more=-1),
    Case("one-rupiah-more", ("padang",), _SILENT, level=1.4, reported_more=1),
    Case("overtime", ("semarang",), _SILENT, level=1.2, variable=0.25),
    Case("paid-by-day", ("padang",), _SILENT, level=1.15, pay_basis="daily"),
    Case("paid-by-piece", ("padang",), _SILENT, level=1.15, pay_basis="piece"),
    Case("paid-by-piece-weather", ("padang",), _SILENT, level=1.15, pay_basis="weather_piece"),
    Case("without-jkp", ("padang",), _SILENT, level=1.3, without=("jkp",)),
    Case("two-employers", ("padang",), {**_SILENT, "DATA-DUPLICATE": NONE}, level=1.3),
    Case("change-reported-in-time", ("changing",), {"REPORT-LATE-CHANGE": NONE}, changed_on=date(2025, 3, 27),
         reported_on=date(2025, 4, 14), one_month=True),  # nine days of Lebaran and a weekend between
    Case("minimum-not-on-file", ("no_wage_row",), {"BASE-BELOW-UMK": CANNOT_TELL, "WAGE-BELOW-UMK": CANNOT_TELL},
         wage=3_900_000),
    Case("not-on-the-payroll", ("padang",), {"PDS-UPAH-UNDER": CANNOT_TELL}, absent=("payroll",)),
)  # fmt: skip


def _faulty(fault: str, typed: bool = True, twice: bool = False, **texts: str | None) -> Case:
    """A line with one fault; the worker is in the report alone, so that a number lost misses nobody elsewhere."""
    return Case(
        fault.lower(), ("faulty",), {fault: DATA}, absent=("payroll", "roster"), texts=texts, one_month=True,
        twice=twice, typed=typed,
    )  # fmt: skip


FAULTS: Final = (
    _faulty("DATA-NIK-MISSING", nik=None),
    _faulty("DATA-NIK-FORMAT", nik="{nik:.15}"),
    _faulty("DATA-NIK-ROUNDED", typed=False, nik="{rounded}"),
    _faulty("DATA-NIK-REGION", nik="99{rest}"),
    _faulty("DATA-NIK-BIRTH", nik="{prefix}310290{serial}"),
    _faulty("DATA-NIK-AGE", nik="{prefix}050620{serial}"),
    _faulty("DATA-DUPLICATE", twice=True),
    _faulty("DATA-TWO-NAMES", name="Zulkarnain Mangkuluhur"),
    _faulty("DATA-DATE", end="2011-02-28"),
    _faulty("DATA-AMOUNT-MISSING", reported=None),
    _faulty("DATA-AMOUNT-UNREADABLE", typed=False, reported="lihat lampiran"),
    _faulty("DATA-AMOUNT-NEGATIVE", reported="-3500000"),
    _faulty("DATA-AMOUNT-IMPLAUSIBLE", reported="1000000000000000"),
    _faulty("DATA-MONTH-FUTURE", month="2031-01"),
    _faulty("DATA-REGION-UNKNOWN", region="9999"),
    _faulty("DATA-FLAG", typed=False, jp="mungkin"),
    _faulty("DATA-CELL-ERROR", typed=False, reported="#N/A"),
    Case("data-employer-unknown", ("unlisted",), {"DATA-EMPLOYER-UNKNOWN": DATA}, absent=("payroll", "roster")),
)  # fmt: skip
