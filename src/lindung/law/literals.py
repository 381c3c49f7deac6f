"""Numbers as the corpus writes them, always with their unit: `0.24%`, `Rp16_800`, `7 working days`."""

import re
from decimal import Decimal
from typing import Final

from lindung.law.values import Number, Quantity, Unit
from lindung.messages import Text

PER: Final = 100_000  # the engines count rates in parts of this

_FORMS: Final[dict[Unit, re.Pattern[str]]] = {
    "fraction": re.compile(r"(\d+(?:\.\d+)?)%"),
    "rupiah": re.compile(r"Rp(\d[\d_]*)"),
    "months": re.compile(r"(\d+) months?"),
    "years": re.compile(r"(\d+) years?"),
    "days": re.compile(r"(\d+) days?"),
    "working_days": re.compile(r"(\d+) working days?"),
    "times": re.compile(r"(\d+) times"),
    "day_of_month": re.compile(r"day (\d+)"),
    "count": re.compile(r"(\d[\d_]*)"),
}
EXAMPLES: Final[dict[Unit, str]] = {
    "fraction": "0.24%",
    "rupiah": "Rp16_800",
    "months": "3 months",
    "years": "64 years",
    "days": "30 days",
    "working_days": "7 working days",
    "times": "48 times",
    "day_of_month": "day 15",
    "count": "25",
    "word": "self_pay",
}
NAMES: Final[dict[Unit, Text]] = {
    "fraction": Text("persen", "per cent"),
    "rupiah": Text("rupiah", "rupiah"),
    "months": Text("bulan", "months"),
    "years": Text("tahun", "years"),
    "days": Text("hari", "days"),
    "working_days": Text("hari kerja", "working days"),
    "times": Text("kali upah sebulan", "times the month's wage"),
    "day_of_month": Text("tanggal", "day of the month"),
    "count": Text("jumlah", "a number"),
    "word": Text("kata", "a word"),
}


def quantity(raw: object, unit: Unit | None = None) -> Quantity | None:
    """The number that `raw` writes, in `unit` or in any unit it names; None where it writes none.

    Fractions come out as exact decimals (`0.24%` is 0.0024), all else as whole numbers.
    """
    text = str(raw) if isinstance(raw, int | str) and not isinstance(raw, bool) else ""
    for name, form in _FORMS.items() if unit is None else ((unit, _FORMS[unit]),):
        if match := form.fullmatch(text):
            if name == "fraction":
                return Quantity(Decimal(match[1]) / 100, name)
            return Quantity(int(match[1].replace("_", "")), name)
    return None


def too_fine(fraction: Number) -> bool:
    """Whether a rate does not fit in whole parts of 100,000."""
    return Decimal(fraction) * PER % 1 != 0
