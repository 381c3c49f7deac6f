"""What is wrong with a line that is still checked as far as it goes: one bit for each of `DATA_FAULTS`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.identity import check_nik
from lindung.compliance.intake.dates import MONTHS_A_YEAR
from lindung.compliance.intake.reading import Reading
from lindung.compliance.intake.shapes import IMPLAUSIBLE_BELOW, IMPLAUSIBLE_FROM
from lindung.compliance.intake.typed import Surveyed
from lindung.compliance.schema import PROGRAMMES, fault_bit

_WAGES: Final = ("reported_wage", "paid_wage")
_DAYS: Final = ("start_date", "end_date")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the faults of a table's lines follow from; the typed columns stand beside the raw ones."""

    surveyed: Surveyed
    readings: Mapping[str, Reading]
    nik_faults: Mapping[str, pl.Series] | None  # rows of each; None: not looked for
    prefixes: tuple[int, ...]
    as_of: int
    employers: frozenset[str] | None


def line_faults(checked: Checked, lines: pl.LazyFrame) -> list[pl.Expr]:
    """The columns `faults` and `birth_date`."""
    worker = checked.surveyed.survey.columns.get("worker_id")
    rounded = worker is not None and worker.all_rounded
    nik = check_nik(pl.col("worker_id"), pl.col("month"), checked.prefixes, all_rounded=rounded)
    found: dict[str, list[pl.Expr]] = {}
    if checked.nik_faults is None:
        found |= {fault: [where] for fault, where in nik.faults.items()}
    else:
        found |= {fault: [pl.col("row").is_in(rows.implode())] for fault, rows in checked.nik_faults.items()}
    for name in _WAGES:
        _amount_faults(checked, name, found, lines)
    _other_faults(checked, found)
    bits = [
        pl.any_horizontal(where.fill_null(False) for where in places).cast(pl.UInt32) * fault_bit(fault)
        for fault, places in found.items()
        if places
    ]
    faults = pl.sum_horizontal(bits).cast(pl.UInt32) if bits else pl.lit(0, pl.UInt32())
    return [faults.alias("faults"), nik.birth_date.alias("birth_date")]


def _amount_faults(checked: Checked, name: str, found: dict[str, list[pl.Expr]], lines: pl.LazyFrame) -> None:
    reading, value = checked.readings[name], pl.col(name)
    survey = checked.surveyed.survey.columns.get(name)
    if survey is None:
        if name == "reported_wage" and name not in checked.surveyed.table.columns:
            found.setdefault("DATA-AMOUNT-MISSING", []).append(pl.lit(True))
        return
    if reading.missing is not None and name == "reported_wage":
        found.setdefault("DATA-AMOUNT-MISSING", []).append(reading.missing)
    # in the wage paid an unclear figure is unreadable; in the wage reported it sets the line aside
    for fault, where in (
        ("DATA-CELL-ERROR", reading.error), ("DATA-AMOUNT-UNREADABLE", reading.unreadable),
        ("DATA-AMOUNT-UNREADABLE", reading.unclear), ("DATA-AMOUNT-IMPLAUSIBLE", reading.too_large),
    ):  # fmt: skip
        if where is not None:
            found.setdefault(fault, []).append(where)
    scaled = bool(survey.shapes) or (checked.surveyed.table.columns[name].unit or 1) > 1 or survey.dtype.is_float()
    if scaled or survey.negative:
        found.setdefault("DATA-AMOUNT-NEGATIVE", []).append(value < 0)
    if scaled or survey.large:
        found.setdefault("DATA-AMOUNT-IMPLAUSIBLE", []).append(value >= IMPLAUSIBLE_FROM)
    small = (value > 0) & (value < IMPLAUSIBLE_BELOW)
    if scaled or survey.small:
        positive, few = survey.positive, survey.small
        if scaled:
            counts = lines.select((value > 0).sum().alias("positive"), small.sum().alias("small"))
            positive, few = counts.collect(engine="streaming").row(0)
        # most of the column is written in thousands, so its larger figures are as well
        found.setdefault("DATA-AMOUNT-IMPLAUSIBLE", []).append(value > 0 if few * 2 > positive else small)


def _other_faults(checked: Checked, found: dict[str, list[pl.Expr]]) -> None:
    by_fault = {
        "DATA-REGION-UNKNOWN": ("region",), "DATA-FLAG": PROGRAMMES, "DATA-DATE": _DAYS,
        "DATA-AMOUNT-UNREADABLE": ("days", "pay_basis"),
    }  # fmt: skip
    for fault, names in by_fault.items():
        for name in names:
            reading = checked.readings[name]
            for where in (reading.unreadable, reading.unclear):
                if where is not None:
                    found.setdefault(fault, []).append(where)
            if reading.error is not None:
                found.setdefault("DATA-CELL-ERROR", []).append(reading.error)
    for name in ("employer_id",):
        error = checked.readings[name].error
        if error is not None:
            found.setdefault("DATA-CELL-ERROR", []).append(error)
    found.setdefault("DATA-DATE", []).extend(_contradictions(checked))
    months = checked.surveyed.survey.columns.get("month")
    source = checked.surveyed.table.columns.get("month")
    if months is not None or (source is not None and not source.position):
        found.setdefault("DATA-MONTH-FUTURE", []).append(pl.col("month") > checked.as_of)
    if checked.employers is not None:
        unknown = pl.col("employer_id").is_in(sorted(checked.employers)).not_()
        found.setdefault("DATA-EMPLOYER-UNKNOWN", []).append(unknown)


def _contradictions(checked: Checked) -> list[pl.Expr]:
    """Employment that ends before it starts, or does not touch the month of its line."""
    start, end, month = pl.col("start_date"), pl.col("end_date"), pl.col("month")
    there = checked.surveyed.table.columns
    found = []
    if "start_date" in there and "end_date" in there:
        found.append(end < start)
    if "start_date" in there:
        found.append(_month_of(start) > month)
    if "end_date" in there:
        found.append(_month_of(end) < month)
    return found


def _month_of(day: pl.Expr) -> pl.Expr:
    return day.dt.year() * MONTHS_A_YEAR + day.dt.month().cast(pl.Int32) - 1
