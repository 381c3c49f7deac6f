"""Lines of delimited text taken apart one by one: a quote that is not closed spoils its own row and no other."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.intake.sheet import column_name, no_rows

_MOST_LINES: Final = 20  # of one quoted cell; a quote open for longer was never meant to be one


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its line in the file (1-based), its cells (None: they cannot be told), its text."""

    row: int
    cells: tuple[str, ...] | None
    raw: str


def records(lines: Sequence[str], delimiter: str, width: int | None) -> Iterator[Record]:
    """The rows of `lines`; empty lines are passed over.

    A quoted cell may go over several lines if the row it makes has `width` columns (any number where None).
    """
    place = 0
    while place < len(lines):
        line = lines[place].removesuffix("\r")
        row, place = place + 1, place + 1
        if not line.strip():
            continue
        if '"' not in line:
            yield Record(row, tuple(line.split(delimiter)), line)
            continue
        cells, taken = _quoted(lines, row - 1, delimiter, width)
        yield Record(row, cells, line)
        place += taken - 1


def _quoted(lines: Sequence[str], start: int, delimiter: str, width: int | None) -> tuple[tuple[str, ...] | None, int]:
    """The cells of the row that begins at `start`, and how many lines it takes."""
    text = lines[start].removesuffix("\r")
    for more in range(1, _MOST_LINES + 1):
        if text.count('"') % 2 == 0:
            cells = _parsed(text, delimiter)
            if more == 1 or (cells is not None and width in (None, len(cells)) and _may_go_on(cells, delimiter)):
                return cells, more
            break
        if start + more >= len(lines):
            break
        text += "\n" + lines[start + more].removesuffix("\r")
    return None, 1


def _may_go_on(cells: tuple[str, ...], delimiter: str) -> bool:
    """Whether no cell over several lines holds half a row: two stray quotes would make one row of two."""
    most = max(2, len(cells) // 2)
    return all(cell.count(delimiter) < most for cell in cells if "\n" in cell)


def _parsed(text: str, delimiter: str) -> tuple[str, ...] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None


def frames(lines: Sequence[str], delimiter: str, width: int, after: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows after row `after` that have `width` columns, and the broken ones (`row`, `raw`)."""
    whole: list[tuple[str, ...]] = []
    rows: list[int] = []
    broken: list[tuple[int, str]] = []
    for record in records(lines[after:], delimiter, width):
        cells = record.cells
        if cells is not None and len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]  # delimiters at the end of a line, as spreadsheets write them
        if cells is not None and len(cells) == width:
            whole.append(cells)
            rows.append(record.row + after)
        elif record.raw.strip(f" \t\r{delimiter}"):
            broken.append((record.row + after, record.raw))
    names = [column_name(position) for position in range(width)]
    table = pl.DataFrame(whole, schema=dict.fromkeys(names, pl.String()), orient="row")
    table = table.with_columns(pl.Series("row", rows, pl.UInt32()), pl.col(pl.String).replace("", None))
    return table, pl.DataFrame(broken, schema=no_rows().schema, orient="row")
