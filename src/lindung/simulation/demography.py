"""Tables of a scenario: who the workers are by age and sex, and how people die."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from lindung.law.series import table_rows
from lindung.messages import BadInput, Fault
from lindung.simulation.declared import Declared, Standing, plain_number

AGES: Final = 121
MALE, FEMALE = 0, 1
_SEXES: Final = {"M": MALE, "F": FEMALE}
_ENTRANTS_BEFORE: Final = 25  # entrants come from the bands that begin before this age
_AGE_SEX: Final = ("age_from", "age_to", "sex", "share", "standing", "source")
_MORTALITY: Final = ("year_from", "year_to", "age_from", "age_to", "sex", "q_per_year", "standing", "source")


@dataclass(frozen=True, slots=True)
class AgeSexCell:
    """A share of all workers; ages in completed years, both ends included."""

    age_from: int
    age_to: int
    female: bool
    share: float


def entrants(cells: Sequence[AgeSexCell]) -> tuple[AgeSexCell, ...]:
    """The bands that newcomers to informal work come from, shares made to add up to one."""
    first = min(cell.age_from for cell in cells)
    young = [cell for cell in cells if cell.age_from < max(_ENTRANTS_BEFORE, first + 1)]
    total = math.fsum(cell.share for cell in young)
    return tuple(AgeSexCell(c.age_from, c.age_to, c.female, c.share / total) for c in young)


@dataclass(frozen=True, slots=True, eq=False)
class LifeTable:
    """Probability of dying within a year, float32[2 sexes (0 men, 1 women), 121 ages], for a span of calendar years."""

    year_from: int
    year_to: int
    q: NDArray[np.float32]

    def hazard(self) -> NDArray[np.float32]:
        """The rate a year that gives `q` when constant over the year: -log(1 - q); float32[2, 121]."""
        return (-np.log1p(-self.q.astype(np.float64))).astype(np.float32)


def read_age_sex(file: Path, shown: str, declared: dict[str, Declared]) -> tuple[AgeSexCell, ...]:
    """The age-sex table; raises `BadInput` with every faulty row, or where shares do not add up to one."""
    rows = _Rows(file, shown, _AGE_SEX)
    cells: list[AgeSexCell] = []
    for line, row in rows.read:
        first, last = rows.ages(row, line)
        share = rows.number(row, line, "share")
        female = rows.sex(row, line) == FEMALE
        cells.append(AgeSexCell(first, last, female, share))
        declared[f"population.age_sex.{row['sex']}{first}"] = rows.declare(row, line, share)
    total = math.fsum(cell.share for cell in cells)
    if not rows.faults and abs(total - 1) > 1e-6:
        details = {"key": "share", "sum": f"{total:.9g}", "wanted": "1", "n": len(cells)}
        rows.faults.append(Fault("share-sum", details, shown, rows.last, "share"))
    rows.finish()
    return tuple(cells)


def read_mortality(file: Path, shown: str, declared: dict[str, Declared]) -> tuple[LifeTable, ...]:
    """The life tables of one file by period; raises `BadInput` for faulty rows and for ages left out."""
    rows = _Rows(file, shown, _MORTALITY)
    found: dict[tuple[int, int], NDArray[np.float32]] = {}
    for line, row in rows.read:
        years = rows.whole(row, line, "year_from"), rows.whole(row, line, "year_to")
        first, last = rows.ages(row, line)
        q = rows.number(row, line, "q_per_year")
        table = found.setdefault(years, np.full((2, AGES), np.nan, dtype=np.float32))
        table[rows.sex(row, line), first : last + 1] = q
        declared[f"mortality.{years[0]}.{row['sex']}{first}"] = rows.declare(row, line, q)
    for years, table in found.items():
        if not rows.faults and np.isnan(table).any():
            sex, age = np.argwhere(np.isnan(table))[0]
            reason = f"{years[0]}-{years[1]}: {'MF'[sex]} {age}?"
            rows.faults.append(Fault("series-row", {"column": "age_from, age_to", "reason": reason}, shown, rows.last))
    rows.finish()
    return tuple(LifeTable(*years, table) for years, table in sorted(found.items()))


class _Rows:
    """Rows of a table with their faults."""

    def __init__(self, file: Path, shown: str, columns: tuple[str, ...]) -> None:
        self.shown = shown
        self.faults: list[Fault] = []
        self.read = list(table_rows(file, shown, columns))
        self.last = self.read[-1][0] if self.read else 1
        if not self.read:
            self.faults.append(Fault("table-empty", file=shown, line=1))

    def number(self, row: dict[str, str], line: int, column: str) -> float:
        """A share or probability."""
        value = plain_number(row[column])
        if value is None:
            details = {"key": column, "value": repr(row[column])}
            self.faults.append(Fault("number-text", details, self.shown, line, column))
            return 0.0
        if not 0 <= value <= 1:
            details = {"key": column, "value": row[column], "limits": "0 .. 1"}
            self.faults.append(Fault("number-impossible", details, self.shown, line, column))
            return 0.0
        return value

    def whole(self, row: dict[str, str], line: int, column: str) -> int:
        """A year or an age."""
        if row[column].isdigit():
            return int(row[column])
        self.faults.append(Fault("number-text", {"key": column, "value": repr(row[column])}, self.shown, line, column))
        return 0

    def ages(self, row: dict[str, str], line: int) -> tuple[int, int]:
        """First and last age of a band."""
        first, last = self.whole(row, line, "age_from"), self.whole(row, line, "age_to")
        if not first <= last < AGES:
            details = {"column": "age_from, age_to", "reason": f"{first} - {last}"}
            self.faults.append(Fault("series-row", details, self.shown, line))
            return 0, 0
        return first, last

    def sex(self, row: dict[str, str], line: int) -> int:
        """0 men, 1 women."""
        if row["sex"] not in _SEXES:
            details = {"key": "sex", "value": row["sex"], "choices": ", ".join(_SEXES)}
            self.faults.append(Fault("choice", details, self.shown, line, "sex"))
            return MALE
        return _SEXES[row["sex"]]

    def declare(self, row: dict[str, str], line: int, value: float) -> Declared:
        """The number with where it comes from; a fault where that is not said."""
        standing = row["standing"]
        if not row["source"] or standing not in get_args(Standing):
            self.faults.append(Fault("source-missing", {"key": "share, q_per_year"}, self.shown, line))
            standing = "assumption"
        return Declared(value, value, value, "F", row["source"], standing)  # type: ignore[arg-type]

    def finish(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise BadInput.of(self.faults)
