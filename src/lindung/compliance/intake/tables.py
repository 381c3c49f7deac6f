"""The tables beside the wage report: payroll, employers, roster, payments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from lindung.compliance.intake.mapping import ColumnSource, TableMapping, Wishes
from lindung.compliance.intake.opening import files_of, open_file
from lindung.compliance.intake.reading import Reading
from lindung.compliance.intake.sheet import Sheet
from lindung.compliance.intake.table import Table, completed, locate, no_header, raw
from lindung.compliance.intake.typed import Surveyed, decided_forms, read_column
from lindung.compliance.intake.words import PAY_BASES, RISK_CLASSES, SIZES, RegionIndex
from lindung.compliance.privacy import scrubbed
from lindung.compliance.schema import (
    EMPLOYER_COLUMNS,
    PAID_COLUMNS,
    PAYMENT_COLUMNS,
    ROSTER_COLUMNS,
    polars_schema,
)
from lindung.messages import BadInput, Fault, Text

_COLUMNS: Final = {
    "paid": PAID_COLUMNS, "employers": EMPLOYER_COLUMNS, "roster": ROSTER_COLUMNS, "payments": PAYMENT_COLUMNS,
}  # fmt: skip
# a row without these is none of the table: a total, a blank, a signature
_KEYS: Final = {
    "paid": ("worker_id", "month"), "employers": ("employer_id",), "roster": ("worker_id",),
    "payments": ("employer_id", "month"),
}  # fmt: skip
_CHOICES: Final = {"size": SIZES, "risk_class": RISK_CLASSES, "pay_basis": PAY_BASES}
_SHOWN: Final = 10  # faults of one column


@dataclass(frozen=True, slots=True)
class OtherTable:
    """One of these tables: typed rows, and how each of its sheets was read."""

    rows: pl.LazyFrame
    mappings: tuple[TableMapping, ...]


def read_table(
    path: Path, kind: str, wishes: Wishes, regions: RegionIndex, otherwise: Mapping[str, ColumnSource] | None = None
) -> OtherTable:
    """The table of one file or folder. `otherwise`: what holds where it does not name its employer.

    Raises `BadInput` where a file cannot be read, a column is missing, or, of the employers, a cell: one employer's
    size stands for all of its workers.
    """
    frames, mappings = [], []
    for given in files_of([path]):
        sheets = open_file(given, kind, wishes)
        tables = [table for sheet in sheets if (table := locate(sheet, kind, wishes)) is not None]
        if not tables:
            raise BadInput(no_header(_longest(sheets), kind))
        for table in tables:
            frame, mapping = _read(completed(table, otherwise or {}), kind, regions)
            frames.append(frame)
            mappings.append(mapping)
    rows = pl.concat(frames)
    if kind == "employers":
        rows = _each_once(rows, mappings[0].file)
    return OtherTable(rows.drop("row"), tuple(mappings))


def _longest(sheets: Sequence[Sheet]) -> Sheet:
    return max(sheets, key=lambda sheet: len(sheet.top))


def _read(table: Table, kind: str, regions: RegionIndex) -> tuple[pl.LazyFrame, TableMapping]:
    missing = [name for name in _KEYS[kind] if name not in table.columns]
    if missing:
        raise BadInput(*(missing_column(name, table) for name in missing))
    frame = table.rows()
    survey, batches = table.survey(frame)
    for _ in batches:
        pass
    surveyed = Surveyed(table, survey)
    types = polars_schema(_COLUMNS[kind])
    forms, told = decided_forms(surveyed)
    readings = {name: read_column(surveyed, name, types, regions, forms.get(name)) for name in types}
    typed = frame.with_columns(reading.value.cast(types[name]).alias(name) for name, reading in readings.items())
    if not table.sheet.lazy:
        typed = typed.collect().lazy()
    kept = pl.all_horizontal(pl.col(name).is_not_null() for name in _KEYS[kind])
    worker = survey.columns.get("worker_id")
    if "worker_id" in _KEYS[kind] and worker is not None and worker.odd:
        kept &= pl.col("worker_id").str.contains("[0-9]")
    if kind == "employers":
        _check_cells(table, typed.filter(kept), readings)
    notes = (*told, *_left_out(table, typed, kept, readings))
    columns = {
        name: replace(source, number=readings[name].number, dates=readings[name].dates) if name in readings else source
        for name, source in table.columns.items()
    }  # fmt: skip
    return typed.filter(kept).select("row", *types), table.mapping(columns, notes)


def missing_column(name: str, table: Table) -> Fault:
    """A fault for a column that nothing stands in for, with what the table calls its columns."""
    names = ", ".join(scrubbed(one)[:40] for one in table.header.names if one)
    row = table.after or None
    details = {"column": name, "table": table.kind, "names": names[:400]}
    return Fault("column-missing", details, file=table.sheet.file, line=row, place=table.sheet.name)


def _left_out(
    table: Table, typed: pl.LazyFrame, kept: pl.Expr, readings: Mapping[str, Reading]
) -> tuple[Text, ...]:  # fmt: skip
    """What a reader must know of rows and cells that do not count."""
    counts = {"rows": (~kept).sum()}
    for name, reading in readings.items():
        doubts = [where for where in (reading.error, reading.unclear, reading.unreadable, reading.too_large)
                  if where is not None]  # fmt: skip
        if doubts:
            counts[name] = (pl.any_horizontal(where.fill_null(False) for where in doubts) & kept).sum()
    found = typed.select(count.alias(name) for name, count in counts.items()).collect(engine="streaming")
    told = found.row(0, named=True)
    keys = ", ".join(_KEYS[table.kind])
    notes = []
    rows = told.pop("rows") + table.sheet.broken.filter(pl.col("row") > table.after).height
    if rows:
        notes.append(Text(f"{rows} baris tanpa {keys} tidak dipakai.", f"{rows} rows without {keys} are left out."))
    for name, n in told.items():
        if n:
            notes.append(Text(f"{name}: {n} sel tidak terbaca.", f"{name}: {n} cells cannot be read."))
    return tuple(notes)


def _check_cells(table: Table, typed: pl.LazyFrame, readings: Mapping[str, Reading]) -> None:
    """Raises `BadInput` with the unreadable cells of the employers, each with its row."""
    faults = []
    for name, reading in readings.items():
        column = raw(table, name)
        doubts = [where for where in (reading.error, reading.unclear, reading.unreadable) if where is not None]
        if not doubts or column is None:
            continue
        wrong = typed.filter(pl.any_horizontal(where.fill_null(False) for where in doubts)).head(_SHOWN)
        for row, text in wrong.select("row", column.cast(pl.String)).collect().iter_rows():
            faults.append(_cell_fault(table, name, row, text))
    if faults:
        raise BadInput.of(faults)


def _cell_fault(table: Table, name: str, row: int, text: str) -> Fault:
    value = scrubbed(text)[:60]
    words = _CHOICES.get(name, {"true": (), "false": ()} if name == "state_body" else {})
    if words:
        details = {"key": name, "value": value, "choices": ", ".join(words)}
        return Fault("choice", details, file=table.sheet.file, line=row, place=table.sheet.name)
    if name == "region":
        details = {"name": value, "nearest": "."}
        return Fault("region-unknown", details, file=table.sheet.file, line=row, place=table.sheet.name)
    return Fault("cell-date", {"key": name, "value": value}, file=table.sheet.file, line=row, place=table.sheet.name)


def _each_once(rows: pl.LazyFrame, file: str) -> pl.LazyFrame:
    """Raises `BadInput` where an employer stands twice."""
    frame = rows.collect()
    again = frame.filter(pl.col("employer_id").is_first_distinct().not_())
    if not again.is_empty():
        raise BadInput(*(
            Fault("employer-twice", {"employer": scrubbed(employer)}, file=file, line=row)
            for row, employer in again.head(_SHOWN).select("row", "employer_id").iter_rows()
        ))  # fmt: skip
    return frame.lazy()
