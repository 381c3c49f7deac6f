"""One table as it lies in a file, before anything is made of it: rows of text with their place, and what was odd."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from lindung.messages import Text

TOP_ROWS: Final = 60  # a header further down is not looked for
_LONGEST_NAME: Final = 300  # letters of a title or of a column's name
MOST_COLUMNS: Final = 1_000  # a table with more is no wage report
CELL_ERROR: Final = r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FORMULA!)"
STAYS_IN_FILE_FROM: Final = 1 << 25  # bytes: a smaller file is read into memory once
FORMULA_WITHOUT_VALUE: Final = "#FORMULA!"  # our own mark, put where a workbook keeps a formula but no value of it

LAST_ROW: Final = 1_048_576  # that a sheet of a workbook has
FULL: Final = Text(
    "tabel ini terisi sampai baris terakhir yang dimuat lembar kerja (1.048.576); ekspornya mungkin terpotong.",
    "this table is filled to the last row that a spreadsheet has (1,048,576); the export may have been cut.",
)

type Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one: rows 1-based, columns counted from 0, both ends included. The value is in the first."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, a delimited file or a Parquet file.

    `top` are the first rows (`top[0]` is row 1). `below(n)` gives the rows after row `n` as a frame with `row`
    (UInt32, 1-based) and a column for each of `width` columns (`column_name`), text unless the file has types of its
    own; it stays in the file if `lazy`. `header_row` 0 means that names stand before the first row.
    `broken` holds rows that do not fit the table (`row`, `raw`). `otherwise` reads the same file with more patience,
    for where it breaks on the way.
    """

    file: str
    name: str | None
    top: tuple[Cells, ...]
    width: int
    below: Callable[[int], pl.LazyFrame]
    header_row: int | None = None
    lazy: bool = False
    hidden: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    merges: tuple[Merge, ...] = ()
    broken: pl.DataFrame = field(default_factory=lambda: no_rows())
    notes: tuple[Text, ...] = ()
    otherwise: "Callable[[], Sheet] | None" = None


def column_name(position: int) -> str:
    """The name of a raw column; `position` counts from 0."""
    return f"c{position}"


def no_rows() -> pl.DataFrame:
    """Rows set apart while a file is read, none yet."""
    return pl.DataFrame(schema={"row": pl.UInt32(), "raw": pl.String()})


def as_text(value: object) -> str | None:
    """A cell of the first rows as text, as far as a title or a name may go; null where there is nothing to see."""
    return None if value is None else str(value)[:_LONGEST_NAME].strip() or None


def raw_text(columns: list[str]) -> pl.Expr:
    """The cells of a row as they stand, in one text, empty ones at the end left out."""
    cells = [pl.col(column).cast(pl.String).fill_null("") for column in columns]
    return pl.concat_str(cells, separator=" | ").str.replace(r"[\s|]+$", "")
