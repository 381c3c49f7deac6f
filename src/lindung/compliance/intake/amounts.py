"""Amounts read as whole rupiah, by the form that their whole column has."""

from collections.abc import Mapping

import polars as pl

from lindung.compliance.intake.mapping import NumberForm
from lindung.compliance.intake.reading import Reading
from lindung.compliance.intake.shapes import LARGEST, WORDS, Meaning, bare, meaning_of, shape, word_of
from lindung.compliance.intake.survey import ColumnSurvey


def read_amounts(column: pl.Expr, found: ColumnSurvey, form: NumberForm, *, in_workbook: bool, unit: int) -> Reading:
    """The amounts of a column as whole rupiah (Int64)."""
    if found.dtype != pl.String:
        return _numbers(column, found, unit)
    plain = column.cast(pl.Int64, strict=False)
    large = found.large > 0 or unit > 1
    if not found.shapes:
        value = _whole(plain, unit) if large else plain
        return Reading(
            value, number=form, missing=column.is_null() if found.empty else None,
            too_large=value.is_null() & column.is_not_null() if large else None,
        )  # fmt: skip
    meanings = {one: meaning_of(one) for one in found.shapes}
    readable = {one: mark for one, meaning in meanings.items() if (mark := _mark(one, meaning, form, in_workbook))}
    unclear = _unclear(meanings, form, readable)
    errors = [one for one, meaning in meanings.items() if meaning is Meaning.ERROR]
    nothing = [one for one, meaning in meanings.items() if meaning is Meaning.NOTHING]
    seen = shape(column)
    amount = pl.coalesce(plain.cast(pl.Float64), _figures(column, seen, readable))
    value = _whole(amount, unit)
    known = [*readable, *unclear, *errors, *nothing]
    return Reading(
        value, number=form,
        error=seen.is_in(errors) if errors else None,
        unclear=seen.is_in(unclear) if unclear else None,
        unreadable=plain.is_null() & seen.is_in(known).not_(),
        missing=(column.is_null() | seen.is_in(nothing)) if found.empty or nothing else None,
        too_large=amount.is_not_null() & value.is_null(),
    )  # fmt: skip


def _numbers(column: pl.Expr, found: ColumnSurvey, unit: int) -> Reading:
    """A column that holds numbers in the file itself."""
    if not found.dtype.is_numeric():
        return Reading(pl.lit(None, pl.Int64()), number="plain", unreadable=column.is_not_null())
    number = column.fill_nan(None) if found.dtype.is_float() else column
    value = _whole(number, unit)
    if found.dtype.is_integer() and unit == 1 and not found.large:
        value = column.cast(pl.Int64)
    empty = found.empty > 0 or found.dtype.is_float()
    large = found.large > 0 or unit > 1
    return Reading(
        value, number="plain", missing=number.is_null() if empty else None,
        too_large=number.is_not_null() & value.is_null() if large else None,
    )  # fmt: skip


def _figures(column: pl.Expr, seen: pl.Expr, readable: Mapping[str, str]) -> pl.Expr:
    """The numbers of cells whose shape is readable, words such as `juta` counted in."""
    figures = bare(column)
    factor = pl.lit(1.0)
    for word, times in WORDS.items():
        if any(word_of(one) == word for one in readable):
            factor = pl.when(bare(column).str.ends_with(word)).then(pl.lit(float(times))).otherwise(factor)
            figures = figures.str.strip_suffix(word)
    number = pl.lit(None, pl.Float64())
    for mark, other in ((",", "."), (".", ",")):
        these = [one for one, its_mark in readable.items() if its_mark == mark]
        if these:
            digits = figures.str.replace_all(other, "", literal=True).str.replace(mark, ".", literal=True)
            number = pl.when(seen.is_in(these)).then(digits.cast(pl.Float64, strict=False)).otherwise(number)
    return number * factor


def _mark(shape: str, meaning: Meaning, form: NumberForm, in_workbook: bool) -> str | None:
    """The decimal mark by which a shape is read in a column of this form, None where it is not."""
    body = shape.removeprefix("-")
    if meaning is Meaning.EITHER:
        return "," if "," in body else "."
    if meaning is Meaning.NUMBER and (in_workbook or form in ("en", "plain")):
        return "."
    if meaning in (Meaning.INDONESIAN, Meaning.UNCLEAR) and form == "id":
        return ","
    return "." if meaning in (Meaning.ENGLISH, Meaning.UNCLEAR) and form == "en" else None


def _unclear(found: Mapping[str, Meaning], form: NumberForm, readable: Mapping[str, str]) -> list[str]:
    """In a column that mixes forms every cell with a mark is unclear, not only the single groups of three."""
    marked = (Meaning.INDONESIAN, Meaning.ENGLISH, Meaning.NUMBER, Meaning.UNCLEAR)
    these = marked if form == "mixed" else (Meaning.UNCLEAR,)
    return [one for one, meaning in found.items() if meaning in these and one not in readable]


def _whole(value: pl.Expr, unit: int) -> pl.Expr:
    """Numbers as whole rupiah, a half rounded up; beyond `LARGEST` null."""
    scaled = value.cast(pl.Float64) * unit
    return pl.when(scaled.abs() <= LARGEST).then((scaled + 0.5).floor().cast(pl.Int64, strict=False))
