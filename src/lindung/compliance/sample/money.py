"""What the invented employers pay: the contributions on the wages they reported, and when they pay them."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from lindung.compliance.sample.months import last_day
from lindung.compliance.sample.world import MONTHS_A_YEAR
from lindung.law.corpus import Corpus

if TYPE_CHECKING:
    import polars as pl

_UNITS: Final = 100_000  # rates are whole numbers per 100,000
_SHARES: Final = {
    "jkk": ("jkk.rate.employer",),
    "jkm": ("jkm.rate.employer",),
    "jht": ("jht.rate.employer", "jht.rate.worker"),
    "jp": ("jp.rate.employer", "jp.rate.worker"),
}
_PAYS_ON: Final = 10  # of the following month, well before the due day
_PAYS_LATE_ON: Final = 25


def contributions(rows: "pl.DataFrame", corpus: Corpus) -> "pl.Expr":
    """The contribution of a line in rupiah, share by share to the nearest rupiah; half a rupiah goes up.

    What goes to JKP is taken out of JKK and JKM and changes nothing in what the employer pays.
    """
    import polars as pl

    total = pl.lit(0, pl.Int64)
    for programme, parameters in _SHARES.items():
        for parameter in parameters:
            rate = _by_month(rows, corpus, parameter)
            wage = pl.col("declared")
            if programme == "jp":
                wage = pl.min_horizontal(wage, _by_month(rows, corpus, "jp.wage_ceiling", money=True))
            share = (wage * rate + _UNITS // 2) // _UNITS
            total += pl.when(pl.col(programme)).then(share).otherwise(0)
    return total


def _by_month(rows: "pl.DataFrame", corpus: Corpus, parameter: str, *, money: bool = False) -> "pl.Expr":
    """The value of a parameter in the month of a row, by risk class where it is a table."""
    import polars as pl

    table = corpus.register[parameter].shape == "table"
    keys = rows["risk_class"].unique().to_list() if table else [None]
    values: dict[tuple[str | None, int], int] = {}
    for month in rows["month"].unique().to_list():
        view = corpus.on(last_day(month))
        for key in keys:
            number = view.number(parameter, key)
            values[key, month] = int(number) if money else int(Decimal(number) * _UNITS)
    found = pl.lit(None, pl.Int64)
    for key in keys:
        by_month = {month: value for (one, month), value in values.items() if one == key}
        value = pl.col("month").replace_strict(by_month, return_dtype=pl.Int64)
        found = value if key is None else pl.when(pl.col("risk_class") == key).then(value).otherwise(found)
    return found


def payments(lines: "pl.DataFrame", corpus: Corpus, behaviour: "dict[str, str]") -> "pl.DataFrame":
    """`employer_id`, `month`, `paid_on`, `amount`: one payment a month.

    `behaviour` says which employers pay otherwise: `unpaid`, `paid_short`, `paid_late` in the months 4 to 6 of their
    time, `paid_after_holiday` on the first working day after a due day that is a Sunday.
    """
    import polars as pl

    how = pl.col("employer_id").replace_strict(behaviour, default="on time", return_dtype=pl.String)
    odd = pl.col("month") % MONTHS_A_YEAR + 1
    failing = odd.is_between(4, 6)
    following = pl.col("month") + 1
    day = pl.when((how == "paid_late") & failing).then(_PAYS_LATE_ON).when(
        (how == "paid_after_holiday") & (odd == 5)  # due on Sunday 15 June 2025
    ).then(16).otherwise(_PAYS_ON)  # fmt: skip
    paid_on = pl.date(following // MONTHS_A_YEAR, following % MONTHS_A_YEAR + 1, day)
    amount = pl.when((how == "paid_short") & failing).then(pl.col("amount") * 3 // 5).otherwise(pl.col("amount"))
    due = (
        lines.with_columns(amount=contributions(lines, corpus))
        .group_by("employer_id", "month", maintain_order=True)
        .agg(pl.col("amount").sum())
        .filter(~((how == "unpaid") & failing))
    )
    return due.select("employer_id", "month", paid_on=paid_on, amount=amount)
