"""How one table was read: which column became what, which format was found; and what a user wishes instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final, Literal

import yaml

from lindung.compliance.privacy import scrubbed
from lindung.messages import Text

Place = Literal["title", "sheet", "file"]
NumberForm = Literal["plain", "id", "en", "ambiguous", "mixed"]
DateForm = Literal["ymd", "dmy", "mdy", "ambiguous"]
PLACES: Final[tuple[Place, ...]] = ("title", "sheet", "file")
UNITS: Final = (1, 1000, 1_000_000)
KNOWN: Final = 100  # the score of a name that is in the vocabulary or was given by the user


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """Where the values of a standard column come from: a column, a constant, or the title, sheet or file name.

    `position` counts from 1. `value` is what was found outside the columns. `score` is how alike the name is to a
    known one (100: known). `number` is the form of amounts (`id`: 1.800.000,00; `en`: 1,800,000.00; `plain`: digits),
    `unit` what one stands for in rupiah, `dates` the order of day, month and year.
    """

    column: str | None = None
    position: int | None = None
    constant: str | None = None
    place: Place | None = None
    value: str | None = None
    score: int = KNOWN
    number: NumberForm | None = None
    unit: int | None = None
    dates: DateForm | None = None

    def plain(self) -> dict[str, str | int]:
        """The same for `mapping.yaml`; nothing that could be a NIK or KPJ."""
        entries: dict[str, str | int | None] = {
            "column": self.column and scrubbed(self.column), "position": self.position, "constant": self.constant,
            "from": self.place, "value": self.value, "number": self.number, "unit": self.unit, "dates": self.dates,
            "score": self.score if self.score != KNOWN else None,
        }  # fmt: skip
        return {key: value for key, value in entries.items() if value is not None}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one sheet or file was read. `header` are its rows (1-based); `unused` the names of columns left out."""

    table: str
    file: str
    sheet: str | None
    columns: Mapping[str, ColumnSource]
    header: tuple[int, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    hidden: bool = False
    unused: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()

    def plain(self) -> dict[str, object]:
        """The same for `mapping.yaml`."""
        entries: dict[str, object] = {
            "table": self.table, "file": scrubbed(self.file), "sheet": self.sheet and scrubbed(self.sheet),
            "hidden": self.hidden or None, "encoding": self.encoding, "delimiter": self.delimiter,
            "header": list(self.header) or None,
            "columns": {name: source.plain() for name, source in self.columns.items()},
            "unused": [scrubbed(name) for name in self.unused] or None,
            "notes": [{"id": scrubbed(note.id), "en": scrubbed(note.en)} for note in self.notes] or None,
        }  # fmt: skip
        return {key: value for key, value in entries.items() if value is not None}


def mapping_text(mappings: Iterable[TableMapping]) -> str:
    """`mapping.yaml`: what was found, in the form in which it may be handed back."""
    head = "# Susunan kolom yang ditemukan; ubah lalu berikan lagi dengan --map.\n"
    head += "# The columns as they were found; change and hand back with --map.\n"
    plain = {"tables": [mapping.plain() for mapping in mappings]}
    return head + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mapping file asks for, for the files and sheets it names (None: all)."""

    table: str = "wage_report"
    file: str | None = None
    sheet: str | None = None
    columns: Mapping[str, ColumnSource] = field(default_factory=dict)
    header: tuple[int, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    line: int | None = None  # of the mapping file

    def holds_for(self, table: str, file: str, sheet: str | None) -> bool:
        """Whether it speaks of this table; `*` in a name stands for anything."""
        return (
            self.table == table
            and (self.file is None or file == self.file or scrubbed(file) == self.file or fnmatchcase(file, self.file))
            and (
                self.sheet is None
                or (sheet is not None and (self.sheet in (sheet, scrubbed(sheet)) or fnmatchcase(sheet, self.sheet)))
            )
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that a mapping file asks for; what stands later in it, or names a file or a sheet, comes first."""

    file: str | None = None
    wishes: tuple[Wish, ...] = ()

    def of(self, table: str, file: str, sheet: str | None) -> Wish:
        """The wishes for one table, taken together."""
        columns: dict[str, ColumnSource] = {}
        header: tuple[int, ...] = ()
        encoding = delimiter = line = None
        fitting = [wish for wish in self.wishes if wish.holds_for(table, file, sheet)]
        for wish in sorted(fitting, key=lambda one: (one.file is not None, one.sheet is not None)):
            columns.update(wish.columns)
            header = wish.header or header
            encoding, delimiter = wish.encoding or encoding, wish.delimiter or delimiter
            line = wish.line or line
        return Wish(table, file, sheet, columns, header, encoding, delimiter, line)
