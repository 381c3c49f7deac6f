"""Leads from the sums by employer and month: one finding an employer and pattern, of the last month that shows it."""

from typing import Final

import polars as pl

from lindung.compliance.assessment.known_employers import KnownEmployers
from lindung.compliance.assessment.months import MONTHS_A_YEAR

# What makes a pattern worth a question: choices of ours, not law. Shares and changes are in per cent.
FEWEST_WAGES: Final = 10
BUNCHED: Final = 50.0
HEAPED: Final = 80.0
HEAPED_ELSEWHERE: Final = 50.0  # where round wages are common in the whole report, they say nothing
FLAT: Final = 0.5
MINIMUM_ROSE: Final = 2.0
FAR_BELOW: Final = 60.0
FEWEST_EMPLOYERS: Final = 5
DROPPED: Final = 15.0
SHORTLY_BEFORE: Final = 3  # months at the end of the report
FEWER: Final = 20.0
FEWER_BY: Final = 5


def leads(months: pl.DataFrame, employers: KnownEmployers) -> pl.DataFrame:
    """`rule`, `employer_id`, `month` and the figures that its sentence names. `months` are `LineTotals.months`."""
    known = employers.rows.select("employer_id", "state_body", "risk", "sector")
    rows = (
        months.join(known, on="employer_id", how="left")
        .filter(~pl.col("state_body").fill_null(value=False) & (pl.col("wages") > 0))
        .with_columns(mean=pl.col("reported_sum") // pl.col("wages"))
    )
    found = [_bunching(rows), _heaping(rows), _identical(rows), _flat(rows), _low(rows), _dropped(rows), _fewer(rows)]
    every = pl.concat(found, how="diagonal_relaxed")
    return every.sort("month").group_by("rule", "employer_id", maintain_order=True).last().sort("rule", "employer_id")


def _found(rows: pl.DataFrame, rule: str, where: pl.Expr, **figures: pl.Expr) -> pl.DataFrame:
    counts = {name: pl.col(name).cast(pl.Int32) for name in ("count", "of") if name in figures}
    return (
        rows.filter(where.fill_null(value=False))
        .select("employer_id", "month", rule=pl.lit(rule), minimum_wage="minimum_wage", **figures)
        .with_columns(**counts)
    )


def _many(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("wages") >= FEWEST_WAGES)


def _bunching(rows: pl.DataFrame) -> pl.DataFrame:
    share = 100 * pl.col("at_minimum") / pl.col("wages")
    return _found(
        _many(rows), "LEAD-BUNCHING", share >= BUNCHED, statistic=share, count=pl.col("at_minimum"), of=pl.col("wages")
    )


def _heaping(rows: pl.DataFrame) -> pl.DataFrame:
    share = 100 * pl.col("round") / pl.col("wages")
    whole = 100 * pl.col("round").sum() / pl.col("wages").sum()
    rows = rows.with_columns(compared=whole)
    where = (share >= HEAPED) & (pl.col("compared") <= HEAPED_ELSEWHERE)
    figures = {"statistic": share, "compared": pl.col("compared"), "count": pl.col("round"), "of": pl.col("wages")}
    return _found(_many(rows), "LEAD-HEAPING", where, **figures)


def _identical(rows: pl.DataFrame) -> pl.DataFrame:
    same = (pl.col("reported_min") == pl.col("reported_max")) & (pl.col("at_minimum") == 0)
    return _found(_many(rows), "LEAD-IDENTICAL", same, count=pl.col("wages"), amount=pl.col("reported_max"))


def _flat(rows: pl.DataFrame) -> pl.DataFrame:
    before = rows.select(
        "employer_id", month=pl.col("month") + MONTHS_A_YEAR, earlier_mean="mean", earlier_minimum="minimum_wage",
        earlier_wages="wages",
    )  # fmt: skip
    pairs = _many(rows).join(before, on=["employer_id", "month"])
    change = 100 * (pl.col("mean") / pl.col("earlier_mean") - 1)
    rose = 100 * (pl.col("minimum_wage") / pl.col("earlier_minimum") - 1)
    where = (change.abs() < FLAT) & (rose >= MINIMUM_ROSE) & (pl.col("earlier_wages") >= FEWEST_WAGES)
    return _found(
        pairs, "LEAD-FLAT", where, statistic=change, compared=rose, earlier_month=pl.col("month") - MONTHS_A_YEAR
    )


def _low(rows: pl.DataFrame) -> pl.DataFrame:
    alike = pl.coalesce("sector", pl.col("risk").cast(pl.String), pl.lit("any"))
    rows = rows.with_columns(alike=alike)
    like = rows.group_by("alike", "month").agg(
        middle=pl.col("mean").median().cast(pl.Int64), employers=pl.len().cast(pl.Int32)
    )
    rows = _many(rows).join(like, on=["alike", "month"])
    share = 100 * pl.col("mean") / pl.col("middle")
    where = (share < FAR_BELOW) & (pl.col("employers") >= FEWEST_EMPLOYERS)
    return _found(
        rows, "LEAD-LOW-WAGE", where, statistic=share, amount=pl.col("mean"), compared_amount=pl.col("middle"),
        of=pl.col("employers"),
    )  # fmt: skip


def _dropped(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(last_month=pl.col("month").max())
    earlier = pl.concat(
        rows.select("employer_id", month=pl.col("month") + back, sum="reported_sum", count="wages")
        for back in (1, 2, 3)
    )
    before = earlier.group_by("employer_id", "month").agg(
        compared_amount=pl.col("sum").sum() // pl.col("count").sum(), seen=pl.len()
    )
    pairs = _many(rows).join(before, on=["employer_id", "month"])
    drop = 100 * (1 - pl.col("mean") / pl.col("compared_amount"))
    where = (drop >= DROPPED) & (pl.col("month") > pl.col("last_month") - SHORTLY_BEFORE) & (pl.col("seen") == 3)
    figures = {"statistic": drop, "amount": pl.col("mean"), "compared_amount": pl.col("compared_amount")}
    return _found(pairs, "LEAD-SUDDEN-DROP", where, **figures)


def _fewer(rows: pl.DataFrame) -> pl.DataFrame:
    ordered = rows.sort("employer_id", "month")
    most = pl.col("workers").cum_max().shift(1).over("employer_id")
    ordered = ordered.with_columns(most=most)
    peak = ordered.select("employer_id", "workers", earlier_month="month").unique(
        ["employer_id", "workers"], keep="first", maintain_order=True
    )
    pairs = ordered.join(peak, left_on=["employer_id", "most"], right_on=["employer_id", "workers"], how="left")
    drop = 100 * (1 - pl.col("workers") / pl.col("most"))
    where = (drop >= FEWER) & (pl.col("most") - pl.col("workers") >= FEWER_BY)
    figures = {
        "statistic": drop,
        "count": pl.col("workers"),
        "of": pl.col("most"),
        "earlier_month": pl.col("earlier_month"),
    }
    return _found(pairs, "LEAD-FEWER-WORKERS", where, **figures)
