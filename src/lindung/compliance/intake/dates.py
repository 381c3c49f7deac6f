"""Days and months as people write them: `Peb 2025`, `08-2025`, `1 Agustus 2025`, `01/02/2025`, 45689.

Whether `01/02/2025` is the first of February or the second of January is decided from the whole column; a column that
does not tell is ambiguous. A month is `year * 12 + month - 1`.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal

from lindung.compliance.intake.mapping import DateForm

type Order = Literal["dmy", "mdy"] | None
MONTHS_A_YEAR: Final = 12
YEARS: Final = (2000, 2100)  # of a contribution month; the law that is audited begins in 2013
_DAY_YEARS: Final = (1900, 2100)
_TWO_DIGITS_FROM: Final = 1945  # the hundred years in which a year of two digits is looked for
_EPOCH: Final = date(1899, 12, 30)  # day 0 of a spreadsheet, for days after February 1900
_SERIALS: Final = (7_306, 73_415)  # 1 January 1920 to 2100
_NAMES: Final = {
    name: number for number, names in enumerate(
        ("jan januari january", "feb peb februari pebruari february febr", "mar mrt maret march", "apr april",
         "mei may", "jun juni june", "jul juli july", "agu ags agt agst agus agust agustus aug august",
         "sep sept september", "okt oct oktober october", "nov nop november nopember", "des dec desember december"),
        start=1,
    ) for name in names.split()
}  # fmt: skip
_NAME: Final = "|".join(sorted(_NAMES, key=len, reverse=True))
_TIME: Final = r"(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_NUMERIC: Final = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}")
_EIGHT: Final = re.compile(r"(\d{8})")
_DAY_NAMED: Final = re.compile(rf"(?:\w+,\s*)?(\d{{1,2}})[-/. ]*({_NAME})[-/. ,']*(\d{{4}}|\d{{2}}){_TIME}")
_NAMED_DAY: Final = re.compile(rf"({_NAME})\.? (\d{{1,2}}),? (\d{{4}}){_TIME}")
_SERIAL: Final = re.compile(r"(\d{4,5})(?:\.\d+)?")
_YEAR_MONTH: Final = re.compile(r"(\d{4})[-/. ]?(\d{2})|(\d{4})[-/. ](\d{1,2})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})|(\d{2})(\d{4})")
_NAMED_MONTH: Final = re.compile(rf"({_NAME})[-/. ,'_]*(\d{{4}}|\d{{2}})")
_MONTH_NAMED: Final = re.compile(rf"(\d{{4}})[-/. ,_]*({_NAME})")
_NAME_ALONE: Final = re.compile(rf"({_NAME})\.?")
_IN_TEXT: Final = (
    re.compile(rf"(?<![a-z])(?P<name>{_NAME})[-/. ,'_]*(?P<year>20\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>20\d\d)[-/. ,'_]*(?P<name>{_NAME})(?![a-z])"),
    re.compile(r"(?<![\d/.-])(?P<year>20\d\d)[-/._ ]?(?P<month>0[1-9]|1[0-2])(?![\d]|[-/.]\d)"),
    re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])[-/._](?P<year>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<month>0[1-9]|1[0-2])(?P<year>20\d\d)(?!\d)"),
)
_PERIOD: Final = re.compile(r"\b(?:bulan|periode|masa|blth|period|month|untuk)\b")
_YEAR_IN_TEXT: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NAME_IN_TEXT: Final = re.compile(rf"(?<![a-z])({_NAME})(?![a-z])")


def ordinal(year: int, month: int) -> int:
    """A month as a whole number."""
    return year * MONTHS_A_YEAR + month - 1


def month_text(month: int) -> str:
    """A month as `2025-02`."""
    return f"{month // MONTHS_A_YEAR:04}-{month % MONTHS_A_YEAR + 1:02}"


def order_of(texts: Iterable[str]) -> DateForm | None:
    """How a column writes days: `dmy` or `mdy` where at least one day tells, `ambiguous` where none does or both do.

    `ymd`: every day says itself which part is which. None: there are no whole days.
    """
    days = False
    first = second = unclear = False
    for text in texts:
        found = _NUMERIC.fullmatch(text.strip().lower())
        if found is None:
            days = days or read_day(text, None) is not None
            continue
        a, b = int(found[1]), int(found[2])
        first, second, unclear = first or a > MONTHS_A_YEAR, second or b > MONTHS_A_YEAR, unclear or a != b
        days = True
    if first and second:
        return "ambiguous"
    if first or second:
        return "dmy" if first else "mdy"
    return None if not days else "ambiguous" if unclear else "ymd"


def read_day(text: str, order: Order) -> date | None:
    """The day that a text says, None where there is no such day, it is no day, or the order of its parts is needed."""
    text = text.strip().lower()
    if found := _ISO.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(text):
        a, b, year = found.groups()
        if int(a) == int(b) or order == "dmy":
            return _date(year, b, a)
        return _date(year, a, b) if order == "mdy" else None
    if found := _DAY_NAMED.fullmatch(text):
        return _date(found[3], _NAMES[found[2]], found[1])
    if found := _NAMED_DAY.fullmatch(text):
        return _date(found[3], _NAMES[found[1]], found[2])
    if _EIGHT.fullmatch(text):
        return _date(text[:4], text[4:6], text[6:]) or _date(text[4:], text[2:4], text[:2])
    if found := _SERIAL.fullmatch(text):
        days = int(found[1])
        return _EPOCH + timedelta(days) if _SERIALS[0] <= days <= _SERIALS[1] else None
    return None


def _date(year: str, month: str | int, day: str | int) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += _TWO_DIGITS_FROM // 100 * 100
        number += 0 if number >= _TWO_DIGITS_FROM else 100
    if not _DAY_YEARS[0] <= number <= _DAY_YEARS[1]:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def is_swappable(text: str) -> bool:
    """Whether a text is a day whose parts may be day and month or month and day."""
    found = _NUMERIC.fullmatch(text.strip().lower())
    return found is not None and int(found[1]) != int(found[2]) and max(int(found[1]), int(found[2])) <= MONTHS_A_YEAR


def read_month(text: str, order: Order, year: int | None = None) -> int | None:
    """The month that a text says; a day stands for its month. `year` is used where the text names only a month."""
    text = text.strip().lower()
    if found := _YEAR_MONTH.fullmatch(text):
        said = _month(found[1] or found[3], found[2] or found[4])
        if said is not None:
            return said
    if found := _MONTH_YEAR.fullmatch(text):
        return _month(found[2] or found[4], found[1] or found[3])
    if found := _NAMED_MONTH.fullmatch(text):
        return _month(f"20{found[2]}"[-4:], _NAMES[found[1]])
    if found := _MONTH_NAMED.fullmatch(text):
        return _month(found[1], _NAMES[found[2]])
    if year is not None and (found := _NAME_ALONE.fullmatch(text)):
        return _month(str(year), _NAMES[found[1]])
    if year is not None and text.isascii() and text.isdigit() and len(text) <= 2:
        return _month(str(year), text)
    day = read_day(text, order)
    return None if day is None or not YEARS[0] <= day.year <= YEARS[1] else ordinal(day.year, day.month)


def _month(year: str, month: str | int) -> int | None:
    if YEARS[0] <= int(year) <= YEARS[1] and 1 <= int(month) <= MONTHS_A_YEAR:
        return ordinal(int(year), int(month))
    return None


def months_in(text: str) -> frozenset[int]:
    """The months that a title, a sheet's or a file's name mentions; those after `bulan` or `periode` come first."""
    lower = text.lower()
    if found := _PERIOD.search(lower):
        after = _months(lower[found.end() :])
        if after:
            return after
    return _months(lower)


def _months(text: str) -> frozenset[int]:
    months = set()
    for pattern in _IN_TEXT:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = _NAMES[parts["name"]] if parts.get("name") else int(parts["month"])
            months.add(ordinal(int(parts["year"]), month))
    return frozenset(months)


def month_alone(text: str) -> int | None:
    """The month (1-12) that a name such as `Feb` mentions without its year; None for none or several."""
    found = {_NAMES[name] for name in _NAME_IN_TEXT.findall(text.lower())}
    return found.pop() if len(found) == 1 else None


def year_in(text: str) -> int | None:
    """The year of this century that a text mentions; None for none or several."""
    found = {int(year) for year in _YEAR_IN_TEXT.findall(text)}
    return found.pop() if len(found) == 1 else None
