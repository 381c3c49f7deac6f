"""Worker-months of a sample: the wage paid, the wage reported, the programmes, by the law of each month."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from lindung.compliance.sample.world import MONTHS_A_YEAR, TEXTS
from lindung.compliance.schema import PROGRAMMES
from lindung.law.answers import NoValue
from lindung.law.corpus import Corpus

if TYPE_CHECKING:
    import polars as pl

_RAISE: Final = 1.04  # honest wages rise in April, months 3 and later of a year
_APRIL: Final = 3
_FROM_THE_MINIMUM: Final = 1.05  # wages up to this multiple follow the minimum of the month, others the year's highest
_WHERE_NONE_IS_ON_FILE: Final = 3_500_000  # what wages are scaled to there
_BASIC_OF: Final = (4, 5)  # share of the basic wage in basic and fixed together
_FALLEN: Final = (7, 10)
_DAYS_A_MONTH: Final = 25
# piece pay on top of the ordinary wage by month of the year, in steps, and its mean over the three months before
_PIECE_STEP: Final = 30_000
_PIECE: Final = (0, 0, 0, 0, 2, 4, 3, 2, 1, 3, 5, 1)


def worker_months(workers: "pl.DataFrame", corpus: Corpus) -> "pl.DataFrame":
    """One row for each month of each worker, also of workers whom the report leaves out.

    Adds `month`, `minimum`, `active` (the case shows), `wage` (basic and fixed of a whole month), `basic`, `fixed`,
    `variable`, `paid_wage` and `days` (for pay by day or piece), `reported` (rupiah), and the programmes reported.
    """
    import polars as pl

    rows = workers.with_columns(month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)).explode("month")
    rows = rows.join(minimum_wages(rows, corpus), on=["region", "month"], how="left")
    highest = pl.col("minimum").max().over("employer_id", "number")
    highest = highest.fill_null(_WHERE_NONE_IS_ON_FILE)
    base = pl.when(pl.col("level") <= _FROM_THE_MINIMUM).then(pl.col("minimum")).otherwise(highest)
    risen = pl.when((pl.col("month") % MONTHS_A_YEAR >= _APRIL) & pl.col("case").is_null()).then(_RAISE).otherwise(1.0)
    wage = (pl.col("level") * base * risen).round().cast(pl.Int64)
    fallen = (pl.col("month") % MONTHS_A_YEAR + 1 >= pl.col("falls_from")).fill_null(value=False)
    wage = pl.when(fallen).then(wage * _FALLEN[0] // _FALLEN[1]).otherwise(wage)
    active = pl.col("case").is_not_null() & pl.col("month").is_between("case_first", "case_last")
    return (
        rows.with_columns(active=active, wage=pl.coalesce("fixed_pay", wage))
        .with_columns(**_pay())
        .with_columns(reported=_reported())
        .with_columns(**{name: _enrolled(name) for name in PROGRAMMES}, **{f"text_{n}": _text(n) for n in TEXTS})
        .with_columns(month_share=_share())
    )


def _share() -> "pl.Expr":
    """The part of the month worked, by calendar days."""
    import polars as pl

    length = pl.date(pl.col("month") // MONTHS_A_YEAR, pl.col("month") % MONTHS_A_YEAR + 1, 1).dt.days_in_month()
    joined = (pl.col("month") == pl.col("first")) & pl.col("joins_on").is_not_null()
    left = (pl.col("month") == pl.col("last")) & pl.col("leaves_on").is_not_null()
    return pl.when(joined).then((length - pl.col("joins_on") + 1) / length).when(left).then(
        pl.col("leaves_on") / length
    ).otherwise(1.0)  # fmt: skip


def _pay() -> "dict[str, pl.Expr]":
    """What the payroll holds."""
    import polars as pl

    paid = (pl.col("wage") * _share()).round().cast(pl.Int64)
    basic = paid * _BASIC_OF[0] // _BASIC_OF[1]
    monthly = pl.col("pay_basis") == "monthly"
    days = 19 + pl.col("month") % 5
    by_day = pl.col("wage") // _DAYS_A_MONTH * days
    piece = pl.col("wage") + _PIECE_STEP * _of_month(_PIECE)
    by_basis = (
        pl.when(pl.col("pay_basis") == "daily").then(by_day).when(pl.col("pay_basis") == "piece").then(piece)
        .when(~monthly).then(pl.col("wage"))
    )  # fmt: skip
    return {
        "paid_month": paid,
        "basic": pl.when(monthly).then(basic),
        "fixed": pl.when(monthly).then(paid - basic),
        "variable": pl.when(monthly).then((pl.col("wage") * pl.col("variable_share")).round().cast(pl.Int64)),
        "paid_wage": by_basis,
        "days": pl.when(pl.col("pay_basis") == "daily").then(days.cast(pl.Float64)),
    }


def _reported() -> "pl.Expr":
    """The wage reported: the base by law where honest, altered in the months of the case."""
    import polars as pl

    before = [tuple(_PIECE[max(0, month - back)] for back in (1, 2, 3)) for month in range(MONTHS_A_YEAR)]
    mean = [sum(three) * _PIECE_STEP // 3 for three in before]
    due = (
        pl.when(pl.col("pay_basis") == "daily").then(pl.col("wage") // _DAYS_A_MONTH * _DAYS_A_MONTH)
        .when(pl.col("pay_basis") == "piece").then(pl.col("wage") + _of_month(tuple(mean)))
        .otherwise(pl.col("wage"))
    )  # fmt: skip
    of = pl.col("of")
    factor = pl.col("reported_factor")
    altered = (
        pl.when(of == "rupiah").then(factor)
        .when(of == "minimum").then(factor * pl.col("minimum"))
        .when(of == "pay of the month").then(pl.col("paid_month").cast(pl.Float64))
        .otherwise(factor * due)
    )  # fmt: skip
    altered = altered.round().cast(pl.Int64) + pl.col("reported_more")
    return pl.when(pl.col("active")).then(altered).otherwise(due)


def _enrolled(programme: str) -> "pl.Expr":
    import polars as pl

    return pl.col(programme) & ~(pl.col("active") & pl.col(f"without_{programme}"))


def _text(name: str) -> "pl.Expr":
    import polars as pl

    return pl.when(pl.col("active")).then(pl.col(f"text_{name}"))


def _of_month(values: tuple[int, ...]) -> "pl.Expr":
    """A number by month of the year."""
    import polars as pl

    month = pl.col("month") % MONTHS_A_YEAR
    return month.replace_strict(dict(enumerate(values)), return_dtype=pl.Int64)


def minimum_wages(rows: "pl.DataFrame", corpus: Corpus) -> "pl.DataFrame":
    """`region`, `month`, `minimum`: the minimum wage on the last day of each month, null where none is on file."""
    import polars as pl

    pairs = rows.select("region", "month").unique().sort("region", "month")
    found = [_minimum(corpus, region, month) for region, month in pairs.iter_rows()]
    return pairs.with_columns(pl.Series("minimum", found, pl.Int64))


def _minimum(corpus: Corpus, region: str, month: int) -> int | None:
    try:
        return int(corpus.on(last_day(month), region).number("minimum_wage"))
    except NoValue:
        return None


def last_day(month: int) -> date:
    """The last day of a month: a contribution month is governed by the law of that day."""
    after = month + 1
    return date(after // MONTHS_A_YEAR, after % MONTHS_A_YEAR + 1, 1) - timedelta(1)
