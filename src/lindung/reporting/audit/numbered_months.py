"""Months of findings as numbers, from findings that were written."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def with_numbered_months(findings: "pl.LazyFrame") -> "pl.LazyFrame":
    """Findings whose month is a number (`year * 12 + month - 1`), from those whose month is `2025-03`, or a number."""
    import polars as pl

    if findings.collect_schema()["month"] != pl.String:
        return findings
    year, month = (pl.col("month").str.slice(at, length).cast(pl.Int32) for at, length in ((0, 4), (5, 2)))
    return findings.with_columns((year * 12 + month - 1).alias("month"))
