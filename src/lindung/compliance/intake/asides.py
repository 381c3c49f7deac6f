"""Rows below the header that are no line of a worker: totals, headers again, signatures, rows that cannot be placed.

Each is kept with its reason and its text; nothing is dropped but rows with nothing in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.intake.header import LEVEL, Header, is_numbering
from lindung.compliance.intake.sheet import Sheet, column_name, raw_text

BLANK: Final = "blank"  # not a line at all
_TOTAL: Final = r"(?i)^\W*(?:sub\s*-?\s*(?:total|jumlah)|grand\s*total|total|jumlah|jml)\b"
_DIGIT: Final = "[0-9]"
_LONG_NUMBER: Final = "[0-9]{8}"  # of a NIK or a KPJ
_LETTER: Final = r"\p{L}"
_FEW_CELLS: Final = 2  # of a signature or a note


@dataclass(frozen=True, slots=True)
class Placed:
    """What tells whether a row is a worker's line, as expressions over typed and raw columns.

    `worker`, `kpj`, `name`: who. `wage`: whether the row has a wage. None: the table has no such column. `month`,
    `employer` are the typed values; the `unclear` ones read two ways.
    """

    worker: pl.Expr | None
    kpj: pl.Expr | None
    name: pl.Expr | None
    wage: pl.Expr
    month: pl.Expr
    employer: pl.Expr
    month_is_column: bool
    unclear_month: pl.Expr | None
    unclear_amount: pl.Expr | None


def reason(sheet: Sheet, header: Header, texts: Sequence[pl.Expr], placed: Placed) -> pl.Expr:
    """Why a row is no line to check (`SET_ASIDE_REASONS`, or `BLANK`), null for a worker's line.

    `texts` are the row's cells as text, null where empty, in the order of the columns.
    """
    filled = pl.sum_horizontal(text.is_not_null().cast(pl.UInt32) for text in texts)
    total = pl.any_horizontal(text.str.contains(_TOTAL) for text in texts).fill_null(False)
    letters = pl.any_horizontal(text.str.contains(_LETTER) for text in texts).fill_null(False)
    numbered = _has(placed.worker, _DIGIT) | _has(placed.kpj, _DIGIT)
    identified = _is_number(placed.worker) | _is_number(placed.kpj)
    named = placed.name.is_not_null() if placed.name is not None else pl.lit(False)
    someone = numbered | named
    dated = placed.month.is_not_null() if placed.month_is_column else pl.lit(False)
    note = ~identified & ~placed.wage & ~dated & letters & ((filled <= _FEW_CELLS) | ~named)
    chain = (
        pl.when(filled == 0).then(pl.lit(BLANK))
        .when(_repeats(header, texts) | _numbering(sheet, header)).then(pl.lit("repeated_header"))
        .when(total & ~identified).then(pl.lit("subtotal"))
        .when(note).then(pl.lit("signature"))
        .when(~someone).then(pl.lit("no_worker"))
    )  # fmt: skip
    if placed.unclear_month is not None:
        chain = chain.when(placed.unclear_month.fill_null(False)).then(pl.lit("ambiguous_month"))
    chain = chain.when(placed.month.is_null()).then(pl.lit("no_month"))
    chain = chain.when(placed.employer.is_null()).then(pl.lit("no_employer"))
    if placed.unclear_amount is not None:
        chain = chain.when(placed.unclear_amount.fill_null(False)).then(pl.lit("ambiguous_amount"))
    return chain.otherwise(None)


def suspect(placed: Placed) -> pl.Expr:
    """Rows worth a closer look: all that `reason` can have a reason for, and some more."""
    who = placed.worker if placed.worker is not None else placed.kpj
    suspects = ~_is_number(who) | ~placed.wage | placed.month.is_null() | placed.employer.is_null()
    for unclear in (placed.unclear_month, placed.unclear_amount):
        if unclear is not None:
            suspects |= unclear.fill_null(False)
    return suspects


def _has(text: pl.Expr | None, pattern: str) -> pl.Expr:
    """Whether the text has it; no column, no text."""
    return pl.lit(False) if text is None else text.str.contains(pattern).fill_null(False)


def _is_number(text: pl.Expr | None) -> pl.Expr:
    return _has(text, _LONG_NUMBER) & ~_has(text, _LETTER)


def _repeats(header: Header, texts: Sequence[pl.Expr]) -> pl.Expr:
    """Whether at least two cells, and half of the filled ones, say again what the header says above them."""
    same = []
    for text, name in zip(texts, header.names, strict=False):
        if name is not None:
            parts = [part.lower() for part in (name, *name.split(LEVEL))]
            same.append(text.str.to_lowercase().str.replace_all(r"\s+", " ").is_in(parts))
    if not same:
        return pl.lit(False)
    again = pl.sum_horizontal(one.fill_null(False).cast(pl.UInt32) for one in same)
    filled = pl.sum_horizontal(text.is_not_null().cast(pl.UInt32) for text in texts)
    return (again >= _FEW_CELLS) & (again * 2 >= filled)


def _numbering(sheet: Sheet, header: Header) -> pl.Expr:
    """The row that numbers the columns, straight under a header."""
    after = header.rows[-1] if header.rows else 0
    if 0 < after < len(sheet.top) and is_numbering(sheet.top[after]):
        return pl.col("row") == after + 1
    return pl.lit(False)


def broken_rows(sheet: Sheet, after: int) -> pl.DataFrame:
    """The rows that do not fit the table, with their reason: `row`, `reason`, `raw`."""
    raw = pl.col("raw")
    words = raw.str.split(" | ").list.eval(pl.element().str.strip_chars().str.len_chars() > 0).list.sum()
    numbers = raw.str.contains(r"[0-9]{6}")
    return sheet.broken.filter(pl.col("row") > after).select(
        "row",
        pl.when(raw.str.contains(_TOTAL) & ~raw.str.contains(r"[0-9]{16}")).then(pl.lit("subtotal"))
        .when(~numbers & (words <= _FEW_CELLS) & raw.str.contains(_LETTER)).then(pl.lit("signature"))
        .otherwise(pl.lit("broken_row")).alias("reason"),
        "raw",
    )  # fmt: skip


def cells(sheet: Sheet) -> list[str]:
    """The names of a sheet's raw columns."""
    return [column_name(position) for position in range(sheet.width)]


def with_raw(frame: pl.LazyFrame, columns: list[str]) -> pl.LazyFrame:
    """`row`, `reason` and the text of each row."""
    return frame.select("row", "reason", raw_text(columns).alias("raw"))
