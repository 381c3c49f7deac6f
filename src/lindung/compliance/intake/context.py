"""What the title, the sheet's name and the file's name say of a table: its month, its employer, its unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from lindung.compliance.intake.columns import unit_of_title
from lindung.compliance.intake.dates import month_alone, month_text, months_in, ordinal, year_in
from lindung.compliance.intake.mapping import PLACES, ColumnSource, Place
from lindung.compliance.intake.sheet import Cells

_EMPLOYER: Final = re.compile(
    r"\b(?:npp|nomor pendaftaran(?: perusahaan)?|kode perusahaan)\b\s*[:=.\-_]*\s*([a-z0-9][a-z0-9./-]{2,19})", re.I
)


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a table; `title` are the rows above its header."""

    title: tuple[str, ...]
    sheet: str | None
    file: str

    @classmethod
    def of(cls, above: Sequence[Cells], sheet: str | None, file: str) -> "Context":
        """From the rows above the header."""
        title = tuple(" ".join(cell for cell in row if cell) for row in above)
        return cls(tuple(line for line in title if line), sheet, PurePath(file).stem.replace("_", " "))

    def words(self, place: Place) -> str:
        """The text of a place."""
        return {"title": "\n".join(self.title), "sheet": self.sheet or "", "file": self.file}[place]

    def month(self, place: Place | None = None) -> ColumnSource | None:
        """The one month that `place` names, or the first place that names one. A sheet `Feb` takes its year elsewhere.

        A place that names several months, as a title with the day of printing may, says nothing.
        """
        for where in PLACES if place is None else (place,):
            months = self._title_months() if where == "title" else months_in(self.words(where))
            if len(months) == 1:
                return ColumnSource(place=where, value=month_text(next(iter(months))))
        for where in ("sheet", "file") if place is None else (place,):
            alone = month_alone(self.words(where))
            year = self._year()
            if alone is not None and year is not None:
                return ColumnSource(place=where, value=month_text(ordinal(year, alone)))
        return None

    def _title_months(self) -> frozenset[int]:
        """Of titles that name different months, the first that calls it the month or the period decides."""
        found = [months for line in self.title if (months := months_in(line))]
        periods = [m for line in self.title if re.search(r"\b(?:bulan|periode|masa|blth|period)\b", line, re.I)
                   if (m := months_in(line))]  # fmt: skip
        together = frozenset().union(*found)
        return periods[0] if len(together) > 1 and periods else together

    def _year(self) -> int | None:
        return next((year for place in PLACES if (year := year_in(self.words(place))) is not None), None)

    def year(self) -> int | None:
        """The year that the words around the table name, for a column that says only `Februari`."""
        return self._year()

    def employer(self, place: Place | None = None) -> ColumnSource | None:
        """The employer number that `place`, or the first place that names one, says after `NPP`."""
        for where in PLACES if place is None else (place,):
            found = {match.upper() for match in _EMPLOYER.findall(self.words(where))}
            found = {match for match in found if any(map(str.isdigit, match))}
            if len(found) == 1:
                return ColumnSource(place=where, value=found.pop())
        return None

    def unit(self) -> int | None:
        """What one stands for in rupiah where a title says it of the whole table."""
        return next((unit for line in self.title if (unit := unit_of_title(line))), None)
