"""What the payroll says a worker was paid in a month, as far as it counts for contributions."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

WORKER_MONTH: Final = ("employer_id", "worker_id", "month")
MOST: Final = 10**12  # rupiah a month; more is no wage, and would overflow


def usable(amount: "pl.Expr") -> "pl.Expr":
    """An amount, or null where it is negative or beyond any wage."""
    import polars as pl

    return pl.when(amount.is_between(0, MOST)).then(amount)


def any_allowances(paid: "pl.LazyFrame") -> bool:
    """Whether a payroll has a fixed allowance of anybody."""
    import polars as pl

    return bool(paid.select(pl.col("fixed_allowances").is_not_null().any()).collect(engine="streaming").item())


def counted(paid: "pl.LazyFrame", *, with_allowances: bool) -> "pl.LazyFrame":
    """One row a worker and month: `payroll_wage`, `payroll_basis`, `payroll_days`, `allowance_unknown`.

    Basic wage and fixed allowances count (PP 44/2015 Article 19(2), PP 46/2015 Article 17(2)); without that split the
    month's pay less what varies (PP 37/2021 Article 13). Several payments of a month add up. A payroll that has no
    fixed allowance of anybody pays none; a single cell left empty in one `with_allowances` is not known.
    """
    import polars as pl

    amounts = ("basic_wage", "fixed_allowances", "variable_pay", "paid_wage")
    known = pl.all_horizontal(pl.col(key).is_not_null() for key in WORKER_MONTH)
    rows = paid.filter(known).select(*WORKER_MONTH, "pay_basis", "days", *(usable(pl.col(name)) for name in amounts))
    if not _once_each(rows):
        summed = [
            pl.when(~pl.col(name).is_null().any()).then(pl.col(name).sum()).alias(name) for name in (*amounts, "days")
        ]
        lowest, highest = pl.col("pay_basis").min(), pl.col("pay_basis").max()
        rows = rows.group_by(WORKER_MONTH).agg(*summed, pay_basis=pl.when(lowest == highest).then(lowest))
    fixed = pl.col("fixed_allowances") if with_allowances else pl.col("fixed_allowances").fill_null(0)
    split = pl.col("basic_wage") + fixed
    without_variable = pl.col("paid_wage") - pl.col("variable_pay").fill_null(0)
    whole = pl.when(pl.col("basic_wage").is_null() | pl.col("variable_pay").is_not_null()).then(without_variable)
    wage = usable(pl.coalesce(split, whole))
    return rows.select(
        *WORKER_MONTH,
        payroll_wage=wage,
        payroll_basis="pay_basis",
        payroll_days="days",
        allowance_unknown=wage.is_null() & pl.col("basic_wage").is_not_null(),
        on_payroll=pl.lit(value=True),
    )


def _once_each(rows: "pl.LazyFrame") -> bool:
    """Whether no worker and month stands twice. Hashes that all differ prove it without holding the keys."""
    import polars as pl

    counted_rows = rows.select(pl.struct(WORKER_MONTH).hash().n_unique().alias("keys"), pl.len().alias("rows"))
    keys, lines = counted_rows.collect(engine="streaming").row(0)
    return bool(keys == lines)
