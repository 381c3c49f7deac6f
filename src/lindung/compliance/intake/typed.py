"""Each standard column of a table read by its kind: text, month, rupiah, flag, day, or a word of a closed list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.identity import number_text, worker_text
from lindung.compliance.intake.amounts import read_amounts
from lindung.compliance.intake.dates import read_month
from lindung.compliance.intake.mapping import ColumnSource, NumberForm
from lindung.compliance.intake.reading import (
    ERROR,
    SOME_YEAR,
    Reading,
    any_of,
    read_count_of_days,
    read_days,
    read_months,
    read_years,
)
from lindung.compliance.intake.shapes import form_of, shape
from lindung.compliance.intake.survey import AMOUNTS, FLAGS, ColumnSurvey, Survey, clean, is_tidy, text_of
from lindung.compliance.intake.table import Table, raw
from lindung.compliance.intake.words import (
    PAY_BASES,
    RISK_CLASSES,
    SIZES,
    RegionIndex,
    read_choice,
    read_flags,
    read_regions,
    read_yes_no,
)
from lindung.messages import Text

_CHOICES: Final = {"pay_basis": PAY_BASES, "size": SIZES, "risk_class": RISK_CLASSES}
_NUMBERS: Final = ("employer_id", "kpj")


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A table and what it holds."""

    table: Table
    survey: Survey

    @property
    def in_workbook(self) -> bool:
        """Whether a cell may be a number rather than text."""
        return self.table.sheet.name is not None

    def form(self, name: str) -> NumberForm | None:
        """The form of a column of amounts, as the mapping says or the whole column tells; None for no such column."""
        found, source = self.survey.columns.get(name), self.table.columns.get(name)
        if found is None or source is None or name not in AMOUNTS:
            return None
        return source.number or form_of(found.shapes, in_workbook=self.in_workbook)

    def forms(self) -> frozenset[NumberForm]:
        """The forms that its columns of amounts settle."""
        told = {self.form(name) for name in self.survey.columns}
        return frozenset(form for form in told if form in ("id", "en"))


def decided_forms(surveyed: Surveyed, elsewhere: NumberForm | None = None) -> tuple[dict[str, NumberForm], list[Text]]:
    """The form of each column of amounts; one that does not tell takes that of its table, or of its file."""
    forms: dict[str, NumberForm] = {}
    notes: list[Text] = []
    told = surveyed.forms()
    for name in AMOUNTS & surveyed.survey.columns.keys():
        form = surveyed.form(name) or "plain"
        if form == "ambiguous" and (len(told) == 1 or (not told and elsewhere)):
            form = next(iter(told)) if told else elsewhere or form
            notes.append(
                Text(
                    f"bentuk angka {name} diambil dari kolom atau lembar lain dalam berkas ini ({form}).",
                    f"the form of the figures in {name} is that of other columns or sheets of this file ({form}).",
                )
            )
        forms[name] = form
    return forms, notes


def read_column(
    surveyed: Surveyed, name: str, columns: Mapping[str, pl.DataType], regions: RegionIndex,
    form: NumberForm | None = None,
) -> Reading:  # fmt: skip
    """The reading of one standard column; null throughout where the table has none. `form`: of its amounts.

    `columns` are the polars types of the standard columns.
    """
    table, source = surveyed.table, surveyed.table.columns.get(name)
    if source is None:
        return Reading(pl.lit(None, columns[name]))
    column, found = raw(table, name), surveyed.survey.columns.get(name)
    if column is None or found is None:  # a constant, or from a title: a column in which every cell is the same
        word = source.constant if source.constant is not None else source.value
        if word is None:
            return Reading(pl.lit(None, columns[name]))
        column, found = pl.lit(word), ColumnSurvey(pl.String(), values={word})
        if name in AMOUNTS:
            only = pl.select(shape(pl.lit(word))).item()
            found.shapes = {} if word.isdigit() else {only: 1}
            form = source.number or form_of([only], in_workbook=False)
    return _read(surveyed, name, source, column, found, regions, form)


def _read(
    surveyed: Surveyed, name: str, source: ColumnSource, column: pl.Expr, found: ColumnSurvey, regions: RegionIndex,
    form: NumberForm | None,
) -> Reading:  # fmt: skip
    if name in AMOUNTS:
        form = form or surveyed.form(name) or "plain"
        return read_amounts(column, found, form, in_workbook=surveyed.in_workbook, unit=source.unit or 1)
    if name in FLAGS:
        columns = surveyed.survey.columns
        spoken = {text.strip().lower() for flag in FLAGS & columns.keys() for text in columns[flag].values}
        return read_flags(column, found, frozenset(spoken))
    if name == "month":
        year = surveyed.table.context.year()
        return read_months(column, found, source.dates, year, _years(surveyed))
    if name == "region":
        return read_regions(column, found, regions)
    if name in _CHOICES:
        return read_choice(column, found, _CHOICES[name])
    if name == "state_body":
        return read_yes_no(column, found)
    if name == "days":
        return read_count_of_days(column, found)
    if name.endswith(("_date", "_on", "_from", "_until")):
        return read_days(column, found, source.dates)
    text = text_of(column, found.dtype)
    if name == "worker_id":
        return Reading(worker_text(clean(text)) if found.odd else text)
    tidy = not found.untidy and not found.cut and all(map(is_tidy, found.values))
    if not tidy:
        text = number_text(clean(text)) if name in _NUMBERS else clean(text)
    return Reading(text, any_of(text, [one for one in found.values if ERROR.match(one)]))


def _years(surveyed: Surveyed) -> pl.Expr | None:
    """The column of years, where the months beside it name none themselves."""
    column, found = raw(surveyed.table, "year"), surveyed.survey.columns.get("year")
    months = surveyed.survey.columns.get("month")
    if column is None or found is None or months is None:
        return None
    if any(read_month(text, None) is not None for text in months.values):
        return None
    alone = any(read_month(text, None, SOME_YEAR) is not None for text in months.values)
    return read_years(column, found) if alone else None
