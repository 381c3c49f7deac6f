"""Columns of numbers as people write them, whole columns at a time: `Rp16.800`, `Rp16,800`, `Maret 2025`."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from lindung.messages import Language, Text
from lindung.messages.language import day

if TYPE_CHECKING:
    import polars as pl

_THOUSAND: Final = 1000
_MARK: Final = {"id": ".", "en": ","}
_POINT: Final = {"id": ",", "en": "."}
UNKNOWN: Final = Text("tidak diketahui", "not known")


def month_said(month: int, language: Language) -> str:
    """A month (`year * 12 + month - 1`) written out: `Maret 2025`, `March 2025`."""
    return format_date(month_start(month), "MMMM y", locale=language)


def month_start(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def grouped_column(numbers: "pl.Series", language: Language) -> "pl.Series":
    """Whole numbers with the language's thousands mark; null stays null."""
    import polars as pl

    if numbers.null_count() == len(numbers):
        return pl.Series(numbers.name, [None] * len(numbers), pl.String)
    sizes = numbers.cast(pl.Int64).abs()
    largest = int(sizes.max())  # type: ignore[arg-type]
    groups = (len(str(largest)) + 2) // 3
    size = pl.col("size")
    pieces = [(size // _THOUSAND**power % _THOUSAND).cast(pl.String).str.zfill(3) for power in reversed(range(groups))]
    joined = pl.concat_str(pieces, separator=_MARK[language]).str.strip_chars_start(f"0{_MARK[language]}")
    signed = pl.when(pl.col("number") < 0).then(pl.concat_str([pl.lit("-"), joined])).otherwise(joined)
    frame = pl.DataFrame({"number": numbers, "size": sizes})
    return frame.select(pl.when(size == 0).then(pl.lit("0")).otherwise(signed).alias(numbers.name)).to_series()


def rupiah_column(amounts: "pl.Series", language: Language) -> "pl.Series":
    """Whole rupiah: `Rp16.800`, `-Rp16,800`; null stays null."""
    import polars as pl

    written = grouped_column(amounts, language)
    number = pl.col("written")
    return (
        pl.DataFrame({"written": written})
        .select(
            pl.when(number.str.starts_with("-"))
            .then(pl.concat_str([pl.lit("-Rp"), number.str.slice(1)]))
            .otherwise(pl.concat_str([pl.lit("Rp"), number]))
            .alias(amounts.name)
        )
        .to_series()
    )


def decimal_column(numbers: "pl.Series", language: Language) -> "pl.Series":
    """Numbers with a fraction, as days paid or per cent: one decimal, `12,5`, `12.5`, `25`; null stays null."""
    import polars as pl

    return numbers.round(1).cast(pl.String).str.strip_suffix(".0").str.replace(".", _POINT[language], literal=True)


def few_column(values: "pl.Series", say: Callable[[object], str]) -> "pl.Series":
    """Values of which few differ (months, days, provisions), each distinct one said once."""
    import polars as pl

    distinct = [value for value in values.unique().to_list() if value is not None]
    if not distinct:
        return pl.Series(values.name, [None] * len(values), pl.String)
    said = pl.Series([say(value) for value in distinct], dtype=pl.String)
    return values.replace_strict(pl.Series(distinct, dtype=values.dtype), said, default=None, return_dtype=pl.String)


def day_column(days: "pl.Series", language: Language) -> "pl.Series":
    """Days written out: `7 Februari 2025`."""
    return few_column(days, lambda value: day(value, language) if isinstance(value, date) else "")


def month_column(months: "pl.Series", language: Language) -> "pl.Series":
    """Months written out: `Februari 2025`."""
    return few_column(months, lambda value: month_said(value, language) if isinstance(value, int) else "")
