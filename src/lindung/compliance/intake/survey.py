"""One look over a whole table, batch by batch: what its columns hold, so that formats are decided from all of it.

A table of any size is read once, only the columns that matter, and never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from lindung.compliance.identity import DIGITS
from lindung.compliance.intake.shapes import IMPLAUSIBLE_BELOW, IMPLAUSIBLE_FROM, shape
from lindung.compliance.intake.sheet import column_name
from lindung.compliance.schema import PROGRAMMES

MOST_VALUES: Final = 200_000  # different texts kept of a column; what comes after counts as unreadable
MOST_SHAPES: Final = 5_000
_ENOUGH_NIKS: Final = 5  # different ones that all end in 0 before their last digits count as lost
_PLAIN_NUMBER: Final = r"^[0-9]+$"
_FEW: Final = 2
_FEW_NUMBERS: Final = 16  # a flag column with more different numbers holds contributions

AMOUNTS: Final = frozenset(
    ("reported_wage", "paid_wage", "basic_wage", "fixed_allowances", "variable_pay", "amount",
     *(f"amount_{programme}" for programme in PROGRAMMES))
)  # fmt: skip
FREE_TEXT: Final = frozenset(("name", "kpj"))
FLAGS: Final = frozenset(PROGRAMMES)


@dataclass(slots=True)
class ColumnSurvey:
    """What one column holds.

    `values`: its different texts (not of amounts, NIKs and free text). `shapes`: of amounts that are not digits
    alone, with how many there are. `odd`: NIKs that are not 16 characters long. `numbers`: a flag column holds
    amounts, too many to keep as `values`. `untidy`: free text that needs cleaning. The last four count amounts.
    """

    dtype: pl.DataType
    values: set[str] = field(default_factory=set)
    shapes: dict[str, int] = field(default_factory=dict)
    empty: int = 0
    untidy: bool = False
    numbers: bool = False
    odd: int = 0
    not_ending_in_zero: int = 0
    zero_endings: set[str] = field(default_factory=set)
    negative: int = 0
    small: int = 0
    positive: int = 0
    large: int = 0

    @property
    def all_rounded(self) -> bool:
        """Whether every NIK ends in 0, as 16 digits do that went through a spreadsheet's numbers."""
        return self.not_ending_in_zero == 0 and len(self.zero_endings) >= _ENOUGH_NIKS

    @property
    def cut(self) -> bool:
        """Whether there were more different texts than are kept."""
        return len(self.values) >= MOST_VALUES


class Survey:
    """What a table holds, learnt from batches: `lines` of it, and its columns by standard name."""

    def __init__(self, positions: Mapping[str, int], schema: pl.Schema) -> None:
        self.raw = {name: column_name(position) for name, position in positions.items()}
        self.columns = {name: ColumnSurvey(schema[raw]) for name, raw in self.raw.items()}
        self.lines = 0

    def see(self, batch: pl.DataFrame) -> None:
        """One more batch."""
        self.lines += batch.height
        for name, raw in self.raw.items():
            found, column = self.columns[name], batch[raw]
            found.empty += column.null_count()
            if name in FREE_TEXT:
                found.untidy = found.untidy or _is_untidy(_texts(found, column))
            elif name in AMOUNTS:
                _see_amounts(found, column)
            elif found.dtype.is_temporal() or found.dtype == pl.Boolean:
                continue
            elif name == "worker_id":
                _see_niks(found, column)
            elif name not in FLAGS or found.dtype == pl.String:
                _see_words(found, column, is_flag=name in FLAGS)


def clean(column: pl.Expr) -> pl.Expr:
    """Text without blanks around it; nothing left is null."""
    text = column.str.strip_chars()
    return pl.when(text.str.len_bytes() > 0).then(text)


def text_of(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A raw column as text; whole numbers held as fractions lose their `.0`."""
    if dtype == pl.String:
        return column
    if dtype.is_float():
        whole = column.cast(pl.Int64, strict=False)
        return pl.when(whole.cast(pl.Float64) == column).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
    return column.cast(pl.String, strict=False)


def _texts(found: ColumnSurvey, column: pl.Series) -> pl.Series:
    if found.dtype == pl.String:
        return column
    return pl.DataFrame({"x": column}).select(text_of(pl.col("x"), found.dtype))["x"]


def _is_untidy(text: pl.Series) -> bool:
    """Whether blanks, quotes or other marks stand before a text, or a blank or `.0` behind it."""
    return bool(((text < "0") | text.str.ends_with(" ") | text.str.ends_with(".0")).any())


def is_tidy(text: str) -> bool:
    """Whether a text is as it will be kept: nothing around it, and something in it."""
    return bool(text) and text == text.strip() and text[0] not in "'’`" and not text.endswith(".0")


def _see_niks(found: ColumnSurvey, column: pl.Series) -> None:
    text = _texts(found, column)
    sixteen = text.str.len_bytes() == DIGITS
    found.odd += int((~sixteen).sum())
    if found.not_ending_in_zero == 0:  # a single other ending settles it for the file
        zero = text.str.ends_with("0")
        found.not_ending_in_zero += int((sixteen & ~zero).sum())
        missing = _ENOUGH_NIKS - len(found.zero_endings)
        if found.not_ending_in_zero == 0 and missing > 0:
            found.zero_endings.update(text.filter(sixteen & zero).unique().head(_ENOUGH_NIKS))


def _see_words(found: ColumnSurvey, column: pl.Series, *, is_flag: bool) -> None:
    text = _texts(found, column)
    if found.cut:
        return
    if 0 < len(found.values) <= _FEW:  # true and false in most batches of most files
        x = pl.col("x")
        known = pl.any_horizontal(x.is_null(), *(x == one for one in found.values)).all()
        if pl.DataFrame({"x": text}).select(known).item():
            return
    fresh = text.drop_nulls().unique()
    if is_flag:
        number = fresh.str.contains(_PLAIN_NUMBER)
        found.numbers = found.numbers or int(number.sum()) > _FEW_NUMBERS
        fresh = fresh.filter(~number) if found.numbers else fresh
    found.values.update(fresh.head(MOST_VALUES - len(found.values)))


def _see_amounts(found: ColumnSurvey, column: pl.Series) -> None:
    if found.dtype == pl.String:
        number = column.cast(pl.Int64, strict=False)
        odd = column.filter(number.is_null() & column.is_not_null())
        if odd.len():
            counted = pl.DataFrame({"x": odd}).select(shape(pl.col("x")))["x"].value_counts(name="n")
            for one, n in counted.iter_rows():
                if one in found.shapes or len(found.shapes) < MOST_SHAPES:
                    found.shapes[one] = found.shapes.get(one, 0) + n
    elif found.dtype.is_numeric():
        number = column
    else:
        return
    n = pl.col("n")
    counts = pl.DataFrame({"n": number}).select(
        (n < 0).sum().alias("negative"), (n > 0).sum().alias("positive"),
        ((n > 0) & (n < IMPLAUSIBLE_BELOW)).sum().alias("small"),
        (n >= IMPLAUSIBLE_FROM).sum().alias("large"),
    ).row(0)  # fmt: skip
    found.negative, found.positive = found.negative + counts[0], found.positive + counts[1]
    found.small, found.large = found.small + counts[2], found.large + counts[3]
