"""How often each rule found something, of whom and in which month, and what it comes to."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from lindung.compliance.assessment.judged import COMPULSORY_RATES, OUTCOMES
from lindung.compliance.assessment.reasons import CODES, HIT
from lindung.compliance.assessment.totals import KEYS, LineTotals
from lindung.compliance.schema import DATA_FAULTS

COUNTS: Final = ("breach", "cannot_tell", "lead", "data")
SUMS: Final = ("shortfall_total", "late_fine")
COLUMNS: Final = ("rule", *KEYS, *COUNTS, *SUMS)
SHORTFALLS: Final = tuple(f"shortfall_{rate}" for rate in (*COMPULSORY_RATES, "jkp"))


def of_lines(totals: LineTotals) -> pl.DataFrame:
    """The tally of the line rules and of faults in the data."""
    return pl.concat([*_rules(totals.months), _faults(totals.faults)], how="diagonal_relaxed")


def of_rows(rows: pl.DataFrame, rule: str, status: str = "breach") -> pl.DataFrame:
    """The tally of findings that stand as rows with `outcome`, and perhaps `shortfall_total` and `late_fine`."""
    sums = [pl.col(name).sum() for name in SUMS if name in rows.columns]
    return rows.group_by(KEYS).agg(
        (pl.col("outcome") == HIT).sum().cast(pl.Int64).alias(status),
        (pl.col("outcome") >= min(CODES.values())).sum().cast(pl.Int64).alias("cannot_tell"),
        *sums,
    ).with_columns(rule=pl.lit(rule))  # fmt: skip


def together(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """One table with all counts and sums, rows without anything left out."""
    empty = pl.DataFrame(schema={
        "rule": pl.String(), "employer_id": pl.String(), "month": pl.Int32(),
        **{name: pl.Int64() for name in (*COUNTS, *SUMS)},
    })  # fmt: skip
    rows = pl.concat([empty, *parts], how="diagonal_relaxed").select(COLUMNS)
    rows = rows.with_columns(pl.col(*COUNTS, *SUMS).fill_null(0))
    return rows.filter(pl.any_horizontal(pl.col(*COUNTS) > 0)).sort("rule", *KEYS)


def _rules(months: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for rule in OUTCOMES:
        mine = {name.partition("/")[2]: name for name in months.columns if name.partition("/")[0] == rule}
        yield months.select(*KEYS, rule=pl.lit(rule), **{short: pl.col(name) for short, name in mine.items()})


def _faults(faults: pl.DataFrame) -> pl.DataFrame:
    found = [
        faults.filter((pl.col("faults") & (1 << bit)) != 0).group_by(KEYS).agg(data=pl.col("lines").sum())
        .with_columns(rule=pl.lit(rule))
        for bit, rule in enumerate(DATA_FAULTS)
    ]  # fmt: skip
    return pl.concat(found)
