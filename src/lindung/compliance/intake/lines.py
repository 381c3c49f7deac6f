"""The wage report's lines: each row below a header typed, checked for what is wrong with it, or set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from lindung.compliance.intake.asides import BLANK, Placed, broken_rows, reason, suspect
from lindung.compliance.intake.dates import month_text, months_in
from lindung.compliance.intake.encounters import Encounters
from lindung.compliance.intake.faults import Checked, line_faults
from lindung.compliance.intake.gathering import Gathered
from lindung.compliance.intake.mapping import ColumnSource, NumberForm, TableMapping
from lindung.compliance.intake.reading import Reading
from lindung.compliance.intake.sheet import column_name, raw_text
from lindung.compliance.intake.survey import clean, text_of
from lindung.compliance.intake.table import Table, clean_text
from lindung.compliance.intake.typed import Surveyed, decided_forms, read_column
from lindung.compliance.intake.words import RegionIndex
from lindung.compliance.schema import LINE_COLUMNS, polars_schema

TYPES: Final = polars_schema(LINE_COLUMNS)
_MADE: Final = ("file", "sheet", "row", "birth_date", "faults")  # not read from a column
_READ: Final = tuple(name for name in LINE_COLUMNS if name not in _MADE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of every table are held against.

    `prefixes`: registry codes ever issued. `as_of`: the month of the audit. `employers`: the numbers in the employers'
    table, None where it is not given.
    """

    regions: RegionIndex
    prefixes: tuple[int, ...]
    as_of: int
    employers: frozenset[str] | None


@dataclass(slots=True)
class Source:
    """One table of the report read: `read` rows of it, of which those in `set_aside` are not in `lines`."""

    file: str
    lines: pl.LazyFrame
    set_aside: pl.DataFrame
    read: int
    mapping: TableMapping
    encounters: Encounters


def read_lines(gathered: Gathered, setting: Setting, elsewhere: NumberForm | None) -> Source:
    """A table's lines; `elsewhere` is the form of amounts in the rest of its file, for a column that tells none."""
    surveyed, table = gathered.surveyed, gathered.surveyed.table
    forms, notes = decided_forms(surveyed, elsewhere)
    readings = {name: read_column(surveyed, name, TYPES, setting.regions, forms.get(name)) for name in _READ}
    frame = table.rows().with_columns(reading.value.cast(TYPES[name]).alias(name) for name, reading in readings.items())
    if not table.sheet.lazy:
        frame = frame.collect().lazy()
    aside, blank = _asides(gathered, frame, readings)
    gone = pl.concat([aside["row"], blank])
    checked = Checked(surveyed, readings, gathered.nik_faults, setting.prefixes, setting.as_of, setting.employers)
    lines = frame.filter(pl.col("row").is_in(gone.implode()).not_()) if gone.len() else frame
    lines = lines.with_columns(line_faults(checked, lines)).with_columns(
        file=pl.lit(table.sheet.file), sheet=pl.lit(table.sheet.name, pl.String())
    )
    lines = lines.select(pl.col(name).cast(dtype) for name, dtype in TYPES.items())
    if not table.sheet.lazy:
        lines = lines.collect().lazy()
        lines, aside = _under_another_title(table, frame, lines, aside)
    broken = broken_rows(table.sheet, table.after)
    place = pl.lit(table.sheet.file).alias("file"), pl.lit(table.sheet.name, pl.String()).alias("sheet")
    return Source(
        table.sheet.file, lines, pl.concat([aside, broken]).sort("row").select(*place, "row", "reason", "raw"),
        surveyed.survey.lines + broken.height - blank.len(), table.mapping(_as_read(table, readings), tuple(notes)),
        gathered.encounters or _gathered_late(lines, surveyed),
    )  # fmt: skip


def _asides(gathered: Gathered, frame: pl.LazyFrame, readings: Mapping[str, Reading]) -> tuple[pl.DataFrame, pl.Series]:
    """Rows set aside (`row`, `reason`, `raw`), and the numbers of rows with nothing in them."""
    surveyed, table = gathered.surveyed, gathered.surveyed.table
    nothing = pl.DataFrame(schema={"row": pl.UInt32(), "reason": pl.String(), "raw": pl.String()})
    month, wage = readings["month"], readings["reported_wage"]
    doubtful = [
        where
        for one in (month, wage)
        for where in (one.error, one.unclear, one.unreadable, one.missing)
        if where is not None
    ]
    if not gathered.may_have_asides and not doubtful:
        return nothing, nothing["row"]
    schema = frame.collect_schema()
    raws = [column_name(position) for position in range(table.sheet.width)]
    placed = Placed(
        worker=clean_text(table, surveyed.survey, "worker_id"), kpj=clean_text(table, surveyed.survey, "kpj"),
        name=clean_text(table, surveyed.survey, "name"), wage=pl.col("reported_wage").is_not_null(),
        month=pl.col("month"), employer=pl.col("employer_id"),
        month_is_column=bool((source := table.columns.get("month")) and source.position),
        unclear_month=month.unclear, unclear_amount=wage.unclear,
    )  # fmt: skip
    texts = [clean(text_of(pl.col(one), schema[one])) for one in raws]
    found = (
        frame.filter(suspect(placed)).with_columns(reason=reason(table.sheet, table.header, texts, placed))
        .filter(pl.col("reason").is_not_null()).select("row", "reason", raw_text(raws).alias("raw"))
        .collect(engine="streaming")
    )  # fmt: skip
    return found.filter(pl.col("reason") != BLANK), found.filter(pl.col("reason") == BLANK)["row"]


def _under_another_title(
    table: Table, frame: pl.LazyFrame, lines: pl.LazyFrame, aside: pl.DataFrame
) -> tuple[pl.LazyFrame, pl.DataFrame]:  # fmt: skip
    """Sets aside the lines below a second title that names another month than the title their month comes from."""
    source = table.columns.get("month")
    if source is None or source.place != "title" or source.value is None:
        return lines, aside
    texts = aside.filter(pl.col("reason") == "signature").sort("row")
    titles = [
        row for row, raw in texts.select("row", "raw").iter_rows()
        if any(month_text(month) != source.value for month in months_in(raw))
    ]  # fmt: skip
    if not titles:
        return lines, aside
    below = pl.col("row") > titles[0]
    raws = [column_name(position) for position in range(table.sheet.width)]
    rows = lines.filter(below).select("row").collect()["row"]
    doubtful = frame.filter(pl.col("row").is_in(rows.implode())).select(
        "row", pl.lit("ambiguous_month").alias("reason"), raw_text(raws).alias("raw")
    )
    return lines.filter(~below), pl.concat([aside, doubtful.collect()])


def _gathered_late(lines: pl.LazyFrame, surveyed: Surveyed) -> Encounters:
    encounters = Encounters()
    worker = surveyed.survey.columns.get("worker_id")
    if worker is None or not worker.all_rounded:  # rounded NIKs are no one's, so no two lines are one person's
        encounters.add_lines(lines, lazy=surveyed.table.sheet.lazy)
    return encounters


def _as_read(table: Table, readings: Mapping[str, Reading]) -> dict[str, ColumnSource]:
    """The columns with the forms they were read in."""
    read = {}
    for name, source in table.columns.items():
        reading = readings.get(name)
        if reading is None:
            read[name] = source
            continue
        unit = source.unit if source.unit != 1 else None
        read[name] = replace(source, number=reading.number, dates=reading.dates, unit=unit)
    return read
