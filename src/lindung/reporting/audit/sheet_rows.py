"""Rows of the findings sheets as SpreadsheetML, whole batches at a time.

A writer that takes one cell at a time needs minutes for a million findings. Here xlsxwriter makes the workbook with a
few model rows on each findings sheet, and the real rows take their place, in their formats.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from lindung.reporting.audit.columns import STATUS_NAMES, Column
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.said import few_column, month_start

if TYPE_CHECKING:
    import polars as pl

MODEL_ROWS: Final = len(STATUS_NAMES)  # one for the format of each status
_BATCH: Final = 20_000
_LONGEST_CELL: Final = 32_000  # Excel takes 32,767 characters
_DAY_ZERO: Final = date(1899, 12, 30)  # of Excel's day numbers
_MODEL: Final = re.compile(r'<row r="2".*</row>(?=</sheetData>)', re.DOTALL)
_MODEL_CELL: Final = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"')
_CONTENT: Final = "[Content_Types].xml"
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PACKED: Final = 4  # of 1 to 9: half the time of the usual 6 for a tenth more bytes
_NUMBERS: Final = ("month", "rupiah", "row")


def fill(
    model: IO[bytes], path: Path, findings: "pl.LazyFrame", columns: Sequence[Column], rows: Sequence[int]
) -> None:
    """Write the workbook `model` to `path` with the findings in place of the model rows of its first sheets.

    `rows` says how many findings each of those sheets takes, in order.
    """
    sheets = {f"xl/worksheets/sheet{number}.xml": count for number, count in enumerate(rows, 1)}
    batches = _Batches(findings.select([column.name for column in columns]))
    with zipfile.ZipFile(model) as old, zipfile.ZipFile(path, "w", compresslevel=_PACKED) as new:
        others = sorted((name for name in old.namelist() if name not in sheets), key=lambda name: name != _CONTENT)
        for name in others:
            new.writestr(_entry(name), old.read(name))
        for name, count in sheets.items():
            with new.open(_entry(name), "w", force_zip64=True) as part:
                for piece in _sheet(old.read(name).decode(), batches, columns, count):
                    part.write(piece.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    """A part with the date that xlsxwriter gives all of them, so that the same audit makes the same file."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet(document: str, batches: "_Batches", columns: Sequence[Column], count: int) -> Iterator[str]:
    """The parts of a sheet: what stands before the rows, the rows batch by batch, what stands after them."""
    model = _MODEL.search(document)
    if model is None:
        raise ValueError("the sheet has no model rows")
    cells = _MODEL_CELL.findall(model[0])
    letters = list(dict.fromkeys(letter for letter, _, _ in cells))
    styles = {(letter, int(row) - 2): style for letter, row, style in cells}
    yield document[: model.start()].replace(f":{letters[-1]}{MODEL_ROWS + 1}", f":{letters[-1]}{count + 1}", 1)
    first = 2
    for batch in batches.take(count):
        yield _rows(batch, columns, letters, styles, first)
        first += batch.height
    yield document[model.end() :]


class _Batches:
    """Findings handed out in order: so many for this sheet, so many for the next."""

    def __init__(self, findings: "pl.LazyFrame") -> None:
        self._batches = iter(findings.collect_batches(chunk_size=_BATCH, maintain_order=True))
        self._rest: pl.DataFrame | None = None

    def take(self, count: int) -> "Iterator[pl.DataFrame]":
        """The next `count` findings."""
        while count:
            batch = next(self._batches) if self._rest is None else self._rest
            now, self._rest = batch[:count], batch[count:] if batch.height > count else None
            count -= now.height
            yield now


def _rows(
    batch: "pl.DataFrame",
    columns: Sequence[Column],
    letters: Sequence[str],
    styles: dict[tuple[str, int], str],
    first: int,
) -> str:
    """The rows of a batch, the first of them in row `first`; cells without a value are left out."""
    import polars as pl

    frame = pl.DataFrame([_written(batch[column.name], column) for column in columns])
    frame = frame.with_columns(pl.int_range(first, first + pl.len()).cast(pl.String).alias("__row"))
    cells = []
    for column, letter in zip(columns, letters, strict=True):
        style: pl.Expr = pl.lit(styles[letter, 0])
        if column.kind == "status":
            named = {status: styles[letter, place] for place, status in enumerate(STATUS_NAMES)}
            style = pl.col(column.name).replace_strict(named, default=style)
        cells.append(_cell(column, letter, style))
    row = pl.concat_str([pl.lit('<row r="'), pl.col("__row"), pl.lit('">'), *cells, pl.lit("</row>")])
    return str(frame.select(row.str.join()).item())


def _cell(column: Column, letter: str, style: "pl.Expr") -> "pl.Expr":
    import polars as pl

    if column.kind in _NUMBERS:
        head, tail = '"><v>', "</v></c>"
    else:
        head, tail = '" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
    value = pl.col(column.name)
    pieces = [pl.lit(f'<c r="{letter}'), pl.col("__row"), pl.lit('" s="'), style, pl.lit(head), value, pl.lit(tail)]
    return pl.when(value.is_null()).then(pl.lit("")).otherwise(pl.concat_str(pieces))


def _written(values: "pl.Series", column: Column) -> "pl.Series":
    """What stands in the cells, as text that is safe in XML; null where a cell stays empty."""
    import polars as pl

    if column.kind == "month":
        return few_column(values, lambda month: str((month_start(int(str(month))) - _DAY_ZERO).days))
    if column.kind in _NUMBERS:
        return values.cast(pl.String)
    if column.kind in ("explanation", "key"):
        return _safe(values.str.slice(0, _LONGEST_CELL))
    return _safe(few_column(values, lambda value: plain(str(value))))


def _safe(texts: "pl.Series") -> "pl.Series":
    """Texts safe in XML; `_x0041_` stays as it is instead of becoming the letter it stands for in a workbook."""
    import polars as pl

    if texts.dtype != pl.String:
        return texts.cast(pl.String)
    safe = texts.str.replace_many(_ENTITIES)
    if texts.str.contains("_x", literal=True).any():
        safe = safe.str.replace_all(r"_(x[0-9a-fA-F]{4}_)", "_x005F_${1}")
    return safe
