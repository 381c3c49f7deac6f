"""A workbook (.xlsx, .ods, .xls) as sheets, each cell as text with its place, hidden sheets included."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from lindung.compliance.intake.sheet import (
    FORMULA_WITHOUT_VALUE,
    FULL,
    MOST_COLUMNS,
    TOP_ROWS,
    Sheet,
    as_text,
    column_name,
)
from lindung.compliance.intake.workbook_guard import SheetFacts, check_ole, check_zip
from lindung.messages import BadInput, Fault, Text

_NO_FACTS: Final = SheetFacts()
_LEGACY_SECONDS: Final = 300
_THREE_DECIMALS: Final = r"^-?[0-9]{1,3}\.[0-9]{3}$"
_FORMULAS: Final = Text(
    "{n} rumus tanpa hasil; buka dan simpan sekali lagi di aplikasi lembar kerja.",
    "{n} formulas without a value; open and save once more in a spreadsheet program.",
)


def open_workbook(path: Path, shown: str, content: str) -> list[Sheet]:
    """The sheets of a workbook that have cells. Raises `BadInput` for one that is broken, locked or dangerous."""
    if content == "ole":
        check_ole(path, shown)
        return [_sheet(shown, *one) for one in _legacy(path, shown)]
    facts = check_zip(path, shown)
    try:
        return [_sheet(shown, *one, facts.get(one[0], SheetFacts())) for one in loaded(path)]
    except fastexcel.FastExcelError as error:
        raise BadInput(_broken(error, shown)) from None
    except BaseException as error:  # a panic of the reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise BadInput(Fault("workbook-broken", {"reason": "panic"}, file=shown)) from None


def _broken(error: Exception, shown: str) -> Fault:
    if "assword" in str(error):
        return Fault("workbook-password", file=shown)
    return Fault("workbook-broken", {"reason": type(error).__name__}, file=shown)


def loaded(path: Path) -> list[tuple[str, bool, int, pl.DataFrame]]:
    """Each sheet with cells: its name, whether it is hidden, the columns left of its first one, its cells as text."""
    reader = fastexcel.read_excel(str(path))
    found = []
    for place, name in enumerate(reader.sheet_names):
        sheet = reader.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
        if not sheet.height or not sheet.width:
            continue
        first = min(column.absolute_index for column in sheet.available_columns())
        cells = sheet.to_polars()
        numbers = [position for position, column in enumerate(cells) if _needs_telling(column)]
        if numbers:
            cells = _told_apart(cells, reader, place, numbers)
        found.append((name, sheet.visible != "visible", first, cells))
    return found


def _needs_telling(column: pl.Series) -> bool:
    """Whether `1.805` occurs: a number cell, or 1805 written in text."""
    return bool(column.str.contains(_THREE_DECIMALS).any())


def _told_apart(cells: pl.DataFrame, reader: fastexcel.ExcelReader, place: int, columns: list[int]) -> pl.DataFrame:
    """Cells that are numbers with three decimals get a fourth, so that they are not taken for text with a dot.

    Read as days, number cells have a value and text such as `1.805` has none.
    """
    days = reader.load_sheet(place, header_row=None, skip_rows=0, dtypes=dict.fromkeys(columns, "datetime")).to_polars()
    for position in columns:
        text = cells.to_series(position)
        is_number = text.str.contains(_THREE_DECIMALS) & days.to_series(position).is_not_null()
        marked = pl.DataFrame({"t": text, "n": is_number}).select(
            pl.when(pl.col("n")).then(pl.col("t") + "0").otherwise(pl.col("t")).alias(text.name)
        )
        cells = cells.with_columns(marked.to_series())
    return cells


def _sheet(
    shown: str, name: str, hidden: bool, first: int, cells: pl.DataFrame, facts: SheetFacts = _NO_FACTS
) -> Sheet:
    """One sheet; columns empty throughout at its right end are left out."""
    cells = _marked(cells, first, facts)
    used = [position for position, column in enumerate(cells) if column.null_count() < cells.height]
    width = first + (used[-1] + 1 if used else 0)
    if width > MOST_COLUMNS:
        raise BadInput(Fault("report-wide", {"count": width, "most": MOST_COLUMNS}, file=shown, place=name))
    names = [column_name(first + position) for position in range(cells.width)]
    table = cells.rename(dict(zip(cells.columns, names, strict=True))).select(
        pl.int_range(1, cells.height + 1, dtype=pl.UInt32, eager=True).alias("row"),
        *(pl.lit(None, pl.String()).alias(column_name(position)) for position in range(first)),
        *names[: width - first],
    )
    top = tuple(tuple(as_text(cell) for cell in row[1:]) for row in table.head(TOP_ROWS).iter_rows())
    notes = (FULL,) if facts.full else ()
    if facts.without_value:
        n = len(facts.without_value)
        notes = (*notes, Text(_FORMULAS.id.format(n=n), _FORMULAS.en.format(n=n)))

    def below(row: int) -> pl.LazyFrame:
        return table.lazy().filter(pl.col("row") > row)

    return Sheet(shown, name, top, width, below, hidden=hidden, merges=facts.merges, notes=notes)


def _marked(cells: pl.DataFrame, first: int, facts: SheetFacts) -> pl.DataFrame:
    """Cells with an error and formulas without a value say so; to the reader of workbooks they are empty."""
    marks: dict[int, list[tuple[int, str]]] = {}
    for row, column, text in facts.errors:
        marks.setdefault(column - first, []).append((row - 1, text))
    for row, column in facts.without_value:
        marks.setdefault(column - first, []).append((row - 1, FORMULA_WITHOUT_VALUE))
    for position, places in marks.items():
        if 0 <= position < cells.width:
            inside = [(row, text) for row, text in places if row < cells.height]
            filled = cells.to_series(position).scatter([row for row, _ in inside], [text for _, text in inside])
            cells = cells.with_columns(filled)
    return cells


def _legacy(path: Path, shown: str) -> list[tuple[str, bool, int, pl.DataFrame]]:
    """An .xls, read by a process of its own: nothing can be told of its size beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "lindung.compliance.intake.legacy_workbook", str(path), folder]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LEGACY_SECONDS, check=False)  # noqa: S603 - our own module
        except subprocess.TimeoutExpired:
            raise BadInput(Fault("workbook-broken", {"reason": "timeout"}, file=shown)) from None
        if done.returncode != 0:
            locked = b"assword" in done.stderr
            fault = Fault("workbook-password", file=shown) if locked else Fault(
                "workbook-broken", {"reason": "xls"}, file=shown
            )  # fmt: skip
            raise BadInput(fault)
        listed = json.loads(done.stdout)
        return [
            (name, hidden, first, pl.read_ipc(Path(folder) / f"{place}.arrow", use_pyarrow=False))
            for place, (name, hidden, first) in enumerate(listed)
        ]
