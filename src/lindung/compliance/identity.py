"""Who a line is about: the NIK taken apart, KPJ and NPP as text, and the same worker twice in a month.

A NIK is PPRRKK DDMMYY SSSS: the district of the civil registry that first issued it, the day of birth (women's day
plus 40), and a running number. The century is not in it: the one that gives a plausible working age in the month of
the contribution is taken, and where neither does nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lindung.law.regions import Regions

DIGITS: Final = 16
WORKING_AGES: Final = (13, 90)  # years: what occurs on payrolls, not a limit of any law
_WOMEN: Final = 40  # added to the day of birth
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SCIENTIFIC: Final = r"(?i)^[0-9](?:[.,][0-9]+)?e\+?[0-9]{2}$"
_SORT_IN_PLACE_FROM: Final = 30_000_000  # lines: above it the faster sort would hold them twice
_COMPACT_AT: Final = 16_000_000
_UPPER: Final = 0xFFFF_FFFF_FF00_0000
_LOWER: Final = 0x0000_0000_00FF_FFFF


def registry_prefixes(regions: Regions) -> tuple[int, ...]:
    """Every first four digits that the civil registry has issued, former codes included."""
    now = {region.civil_registry for region in regions.values() if region.kind != "province"}
    return tuple(sorted(int(code) for code in now | set(regions.former)))


def worker_text(column: pl.Expr) -> pl.Expr:
    """NIKs as 16 digits where blanks, dots, an apostrophe or a `.0` stood around them, else what stands there."""
    digits = column.str.replace(r"\.0+$", "").str.replace_all(r"[\s.'’`-]", "")
    return pl.when(digits.str.contains(r"^[0-9]{16}$")).then(digits).otherwise(column)


def number_text(column: pl.Expr) -> pl.Expr:
    """A KPJ or NPP as text, without the apostrophe or the `.0` that spreadsheets add."""
    return column.str.replace(r"^['’`]", "").str.replace(r"^([0-9]+)\.0+$", "${1}").str.strip_chars()


@dataclass(frozen=True, slots=True)
class Nik:
    """The checks of a column of NIKs: for each fault of `DATA_FAULTS` which lines have it, and the day of birth.

    Both need the contribution month as `year * 12 + month - 1`. Null counts as no.
    """

    faults: Mapping[str, pl.Expr]
    birth_date: pl.Expr


def check_nik(worker: pl.Expr, month: pl.Expr, prefixes: Sequence[int], *, all_rounded: bool = False) -> Nik:
    """The checks as expressions; `all_rounded`: every NIK of the file ends in 0, as a spreadsheet's numbers do."""
    number = worker.cast(pl.Int64, strict=False)
    sixteen = (worker.str.len_bytes() == DIGITS) & (number >= 10 ** (DIGITS - 1))
    scientific = worker.str.contains(_SCIENTIFIC)
    high = (number // 10**8).cast(pl.Int32, strict=False)  # PPRRKKDD
    low = (number % 10**8).cast(pl.Int32, strict=False)  # MMYYSSSS
    written_day = high % 100
    day = written_day - pl.when(written_day > _WOMEN).then(_WOMEN).otherwise(0)
    birth_month = low // 10**6
    year = low // 10**4 % 100
    rounded = pl.lit(True) if all_rounded else low % 10**4 == 0
    exists = (day * 100 + birth_month).is_in(_days_of_a_year())
    exists &= (day != 29) | (birth_month != 2) | (year % 4 == 0)
    readable = sixteen & ~rounded
    # of the year 1900 there is no 29 February
    never = (year == 0) & (birth_month == 2) & (day == 29)
    old, young = (_plausible(month, century + year, birth_month) for century in (1900, 2000))
    plausible = young | (old & ~never)
    century = pl.when(young).then(2000).when(old & ~never).then(1900)
    birth = pl.when(readable & exists & plausible).then(_day_number(century + year, birth_month, day))
    return Nik(
        {
            "DATA-NIK-MISSING": worker.is_null(),
            "DATA-NIK-FORMAT": ~sixteen.fill_null(False) & ~scientific,
            "DATA-NIK-ROUNDED": (sixteen & rounded) | scientific,
            "DATA-NIK-REGION": sixteen & (high // 10**4).is_in(list(prefixes)).not_(),
            "DATA-NIK-BIRTH": sixteen & ~exists,
            "DATA-NIK-AGE": sixteen & exists & ~plausible,
        },
        birth.cast(pl.Date),
    )


def _days_of_a_year() -> list[int]:
    """Every day that some year has, as DDMM."""
    return [day * 100 + month for month, length in enumerate(_LENGTHS, start=1) for day in range(1, length + 1)]


def _plausible(month: pl.Expr, year: pl.Expr, birth_month: pl.Expr) -> pl.Expr:
    months = month - (year * 12 + birth_month - 1)
    return (months >= WORKING_AGES[0] * 12) & (months < (WORKING_AGES[1] + 1) * 12)


def _day_number(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Days since 1 January 1970 of a day between 1900 and 2099 (Gregorian; 1900 alone had no leap day)."""
    early = (month <= 2).cast(pl.Int32)
    from_march = year - early
    days_before = (153 * (month + 12 * early - 3) + 2) // 5 + day - 1
    return 365 * from_march + from_march // 4 - from_march // 100 + from_march // 400 + days_before - 719_468


class NikGlance:
    """A quick look at many NIKs: which are beyond doubt, so that only the others need `check_nik`."""

    def __init__(self, prefixes: Sequence[int]) -> None:
        self._issued = np.zeros(10_000, np.bool_)
        self._issued[list(prefixes)] = True
        self._births: dict[tuple[int, int], NDArray[np.bool_]] = {}

    def doubtful(self, workers: pl.Series, first_month: int, last_month: int) -> pl.Series:
        """Whether each NIK needs a look, if its contribution month is between these two."""
        number = workers.cast(pl.UInt64, strict=False).fill_null(0).to_numpy()
        months = first_month, last_month
        if months not in self._births:
            self._births[months] = _births(*months)
        before_serial = number // np.uint64(10**4)  # numpy divides quickly and takes remainders slowly
        before_birth = number // np.uint64(10**10)
        sure = self._births[months][before_serial - before_birth * np.uint64(10**6)]
        sure &= number != before_serial * np.uint64(10**4)
        sure &= self._issued[np.minimum(number // np.uint64(10**12), np.uint64(9_999))]
        return ~(pl.Series(sure) & (workers.str.len_bytes() == DIGITS)).fill_null(False)


def _births(first_month: int, last_month: int) -> NDArray[np.bool_]:
    """For every DDMMYY whether it is the day of birth of someone of working age in both months."""
    day, month, year = np.arange(10**6) // 10**4, np.arange(10**6) // 100 % 100, np.arange(10**6) % 100
    day = np.where(day > _WOMEN, day - _WOMEN, day)
    exists = np.isin(day * 100 + month, _days_of_a_year()) & ((day != 29) | (month != 2) | (year % 4 == 0))
    exists &= (day != 29) | (month != 2) | (year != 0)  # of 1900 or 2000: left to the closer look
    working = np.zeros(10**6, np.bool_)
    for century in (1900, 2000):
        born = (century + year) * 12 + month - 1
        old_enough = (first_month - born >= WORKING_AGES[0] * 12) & (last_month - born < (WORKING_AGES[1] + 1) * 12)
        working |= old_enough
    possible: NDArray[np.bool_] = exists & working
    return possible


class Seen:
    """64-bit keys of lines, gathered batch by batch: which key occurs more than once, in eight bytes a line."""

    def __init__(self) -> None:
        self._parts: list[NDArray[np.uint64]] = []

    def add(self, keys: pl.Series) -> None:
        """The keys of one batch; null keys are left out."""
        self._parts.append(keys.drop_nulls().to_numpy())

    def take(self, other: "Seen") -> None:
        """The keys of another as well; they are moved."""
        self._parts += other._parts
        other._parts = []

    def repeated(self) -> NDArray[np.uint64]:
        """Every key that was added more than once. The keys are given up."""
        keys = _joined(self._parts)
        if keys.size >= _SORT_IN_PLACE_FROM:
            keys.sort()
        else:
            keys = pl.Series(keys).sort().to_numpy()
        return np.unique(keys[1:][keys[1:] == keys[:-1]])


class Pairs:
    """Whether one key ever stands beside several others, as a NIK beside several names.

    A pair is kept as 40 bits of the first key and 24 of the second. What is found here is only a candidate, to be
    looked at exactly; two different names are missed once in 16 million.
    """

    def __init__(self) -> None:
        self._parts: list[NDArray[np.uint64]] = []
        self._size = 0

    def add(self, pairs: pl.Series) -> None:
        """The pairs of one batch, as `pair_key` gives them; null pairs are left out."""
        self._keep(pairs.drop_nulls().to_numpy())

    def take(self, other: "Pairs") -> None:
        """The pairs of another as well; they are moved."""
        for part in other._parts:
            self._keep(part)
        other._parts, other._size = [], 0

    def _keep(self, part: NDArray[np.uint64]) -> None:
        self._parts.append(part)
        self._size += part.size
        if self._size > _COMPACT_AT:  # the pairs of a worker come again every month
            self._parts = [_distinct(_joined(self._parts))]
            self._size = self._parts[0].size

    def several(self) -> NDArray[np.uint64]:
        """The first keys that stood beside more than one second key. The pairs are given up."""
        pairs = _distinct(_joined(self._parts)) & np.uint64(_UPPER)
        return np.unique(pairs[1:][pairs[1:] == pairs[:-1]])


def _distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The different keys, sorted."""
    ordered = pl.Series(keys).sort().to_numpy()
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if ordered.size else ordered


def _joined(parts: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """All parts in one array, the parts emptied on the way so that no line is held twice for long."""
    whole = np.empty(sum(part.size for part in parts), np.uint64)
    place = 0
    parts.reverse()
    while parts:
        part = parts.pop()
        whole[place : place + part.size] = part
        place += part.size
    return whole


def line_key(employer: pl.Expr, worker: pl.Expr, month: pl.Expr) -> pl.Expr:
    """A key of employer, worker and month (as `2025-02`); null where there is no worker or no month."""
    return employer.hash(1) ^ worker.hash(2) ^ month.hash(3)


def first_key(column: pl.Expr) -> pl.Expr:
    """The first key of a pair: 40 bits of a hash."""
    return column.hash(4) & _UPPER


def pair_key(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Two columns as one key of a pair."""
    return first_key(first) | (second.hash(5) & _LOWER)


def is_in_keys(key: pl.Expr, keys: Iterable[int] | NDArray[np.uint64]) -> pl.Expr:
    """Whether a key is among `keys`."""
    return key.is_in(pl.Series(keys, dtype=pl.UInt64).implode())
