"""Columns of few different texts, read by those texts: months, days, days paid."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.intake import dates
from lindung.compliance.intake.mapping import DateForm, NumberForm
from lindung.compliance.intake.sheet import CELL_ERROR
from lindung.compliance.intake.survey import ColumnSurvey, text_of

NOTHING: Final = frozenset(("", "-", "–", "—", ".", "n/a", "na", "nan", "nat", "null", "none", "?"))
ERROR: Final = re.compile(CELL_ERROR, re.IGNORECASE)
SOME_YEAR: Final = 2000  # for reading a month whose year stands elsewhere
CANONICAL_MONTH: Final = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A column read: its value, and which cells are an error, unclear, unreadable, missing or too large to keep.

    Null counts as no, and None stands for: no cell is. A null cell is missing without being told, but in amounts.
    """

    value: pl.Expr
    error: pl.Expr | None = None
    unclear: pl.Expr | None = None
    unreadable: pl.Expr | None = None
    dates: DateForm | None = None
    number: NumberForm | None = None
    missing: pl.Expr | None = None
    too_large: pl.Expr | None = None


def by_value[T](
    raw: pl.Expr, found: ColumnSurvey, read: Callable[[str], T | None], dtype: pl.DataType,
    unclear: Callable[[str], bool] = lambda _: False, form: DateForm | None = None,
) -> Reading:  # fmt: skip
    """A column read text by text; `read` gets a text without blanks around it."""
    values: dict[str, T] = {}
    errors, vague, unreadable, nothing = [], [], [], []
    for text in found.values:
        word = text.strip()
        value = read(word)
        if value is not None:
            values[text] = value
        elif ERROR.match(word):
            errors.append(text)
        elif unclear(word):
            vague.append(text)
        elif word.lower() in NOTHING:
            nothing.append(text)
        else:
            unreadable.append(text)
    column = text_of(raw, found.dtype)
    value_expr = pl.lit(None, dtype)
    if values:
        value_expr = column.replace_strict(
            list(values), pl.Series(list(values.values()), dtype=dtype), default=None, return_dtype=dtype
        )
    if values and len(values) == len(found.values) and not found.cut and all(t == v for t, v in values.items()):
        value_expr = column  # every text says itself, as BPS codes do
    wrong = any_of(column, unreadable)
    if found.cut:
        wrong = column.is_in([*values, *errors, *vague, *nothing]).not_()
    return Reading(
        value_expr, any_of(column, errors), any_of(column, vague), wrong, form, missing=any_of(column, nothing)
    )  # fmt: skip


def any_of(column: pl.Expr, texts: list[str]) -> pl.Expr | None:
    """Whether a cell is one of `texts`; None where there are none."""
    return column.is_in(texts) if texts else None


def read_months(
    raw: pl.Expr, found: ColumnSurvey, wished: DateForm | None, year: int | None, years: pl.Expr | None
) -> Reading:
    """Contribution months as whole numbers. `years` is a column of years beside months without one."""
    if found.dtype.is_temporal():
        return Reading(_ordinal(raw))
    order, form = _order(found.values, wished)
    if found.values and not found.cut and all(map(CANONICAL_MONTH.fullmatch, found.values)):
        return Reading(canonical_months(text_of(raw, found.dtype)), dates="ymd")
    if years is not None:
        alone = by_value(raw, found, lambda text: dates.read_month(text, order, SOME_YEAR), pl.Int32())
        value = years * dates.MONTHS_A_YEAR + alone.value % dates.MONTHS_A_YEAR
        return Reading(value.cast(pl.Int32), alone.error, alone.unclear, alone.unreadable, form)
    return by_value(
        raw, found, lambda text: dates.read_month(text, order, year), pl.Int32(),
        lambda text: form == "ambiguous" and dates.is_swappable(text), form,
    )  # fmt: skip


def canonical_months(text: pl.Expr) -> pl.Expr:
    """Months as whole numbers, from `2025-02`."""
    year, month = text.str.slice(0, 4).cast(pl.Int32, strict=False), text.str.slice(5, 2).cast(pl.Int32, strict=False)
    return (year * dates.MONTHS_A_YEAR + month - 1).cast(pl.Int32)


def read_years(raw: pl.Expr, found: ColumnSurvey) -> pl.Expr:
    """A column of years, null where it holds none."""
    if found.dtype.is_temporal():
        return raw.dt.year().cast(pl.Int32)
    return by_value(raw, found, dates.year_in, pl.Int32()).value


def _ordinal(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * dates.MONTHS_A_YEAR + day.dt.month().cast(pl.Int32) - 1


def read_days(raw: pl.Expr, found: ColumnSurvey, wished: DateForm | None) -> Reading:
    """Days of the calendar. Where their order cannot be told, a cell that may be two days is unclear."""
    if found.dtype.is_temporal():
        return Reading(raw.cast(pl.Date, strict=False))
    order, form = _order(found.values, wished)
    return by_value(
        raw, found, lambda text: dates.read_day(text, order), pl.Date(),
        lambda text: form == "ambiguous" and dates.is_swappable(text), form,
    )  # fmt: skip


def _order(values: Iterable[str], wished: DateForm | None) -> tuple[dates.Order, DateForm | None]:
    form = wished or dates.order_of(values)
    return (form if form in ("dmy", "mdy") else None), form


def read_count_of_days(raw: pl.Expr, found: ColumnSurvey) -> Reading:
    """Days paid, of which there may be halves; a comma or dot can only stand before decimals."""

    def read(text: str) -> float | None:
        number = text.lower().removesuffix("hari").strip().replace(",", ".")
        return float(number) if re.fullmatch(r"\d{1,2}(?:\.\d{1,2}|\.0+)?", number, re.ASCII) else None

    return by_value(raw, found, read, pl.Float64())
