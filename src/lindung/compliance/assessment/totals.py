"""Sums by employer and month, in one streaming pass over the lines: findings are never written to be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from polars import selectors

from lindung.compliance.assessment.judged import COMPULSORY_RATES, OUTCOMES, joined, judged
from lindung.compliance.assessment.law_by_month import RATES, LawByMonth
from lindung.compliance.assessment.money import contribution
from lindung.compliance.assessment.reasons import CODES, HIT, LEAD
from lindung.compliance.assessment.situation import once

FIRST_REASON: Final = min(CODES.values())
ROUND_TO: Final = 100_000  # rupiah: what counts as a round wage, for a lead
KEYS: Final = ("employer_id", "month")
WITH_SHORTFALL: Final = ("PDS-UPAH-UNDER", "BASE-BELOW-UMK", "PDS-PROGRAM")
FLOORED: Final = "floored/"


@dataclass(frozen=True, slots=True, repr=False)
class LineTotals:
    """Sums over all lines by employer and month.

    `chosen` and `otherwise` hold what the reading of the floor can change, over the lines that it concerns, under the
    reading chosen and under the other. `faults` counts lines by their faults.
    """

    months: pl.DataFrame
    chosen: pl.DataFrame
    otherwise: pl.DataFrame
    faults: pl.DataFrame


def line_totals(plain: pl.DataFrame, others: pl.LazyFrame, law: LawByMonth, other: LawByMonth) -> LineTotals:
    """The sums of a report from those of its `plain` lines and from all `others` (see `sifting`).

    `other` is the law under the other reading of the floor.
    """
    plans = [
        judged(others, law).group_by(KEYS).agg(*_look(), *_counts(OUTCOMES), *_money(), *_under_floor(FLOORED)),
        judged(others.filter(_floor_matters()), other).group_by(KEYS).agg(_under_floor("")),
        others.filter(pl.col("faults") != 0).group_by(*KEYS, "faults").agg(lines=pl.len().cast(pl.Int64)),
    ]
    found, otherwise, faults = pl.collect_all(plans, engine="streaming")
    chosen = found.select(*KEYS, selectors.starts_with(FLOORED).name.replace(FLOORED, ""))
    return LineTotals(added([plain, found.drop(selectors.starts_with(FLOORED))]), chosen, otherwise, faults)


def _floor_matters() -> pl.Expr:
    """Whether a floor at the minimum wage can change anything for the line."""
    minimum = pl.col("minimum_wage")
    return minimum.is_null() | (pl.col("reported") < minimum) | (pl.col("base_paid") < minimum)


def plain_sums(rows: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """The sums of lines in plain order: what is due is what was reported, and every line is a worker with a wage."""
    rows = law.with_rates(rows)
    due = {rate: contribution(pl.col("reported"), rate) for rate in RATES}
    due["jkp"] = pl.when("jkp").then(due["jkp"])
    sums = [amount.sum().alias(f"joined_{rate}") for rate, amount in due.items()]
    unknown = pl.col("rate_jkk").null_count().cast(pl.Int64)
    look = [one for one in _look() if one.meta.output_name() not in ("workers", "wages")]
    counted = rows.group_by(KEYS).agg(*look, *sums, unreckoned=unknown)
    return counted.with_columns(
        workers="lines", wages="lines", whole_due=pl.sum_horizontal(f"joined_{rate}" for rate in RATES)
    )


def _under_floor(before: str) -> list[pl.Expr]:
    """What a reading of the floor can change, over the lines that it concerns; `before` starts each name."""
    matters = _floor_matters()
    short = [
        pl.when(matters).then(short_of(rule, "total")).sum().alias(f"{before}{rule}/shortfall_total")
        for rule in WITH_SHORTFALL
    ]
    low = (pl.col("out_base") == HIT).sum().cast(pl.Int64).alias(f"{before}BASE-BELOW-UMK/breach")
    return [low, *short]


def _look() -> list[pl.Expr]:
    """What the leads look at."""
    reported, minimum = pl.col("reported"), pl.col("minimum_wage")
    return [
        pl.len().cast(pl.Int64).alias("lines"),
        once().sum().cast(pl.Int64).alias("workers"),
        reported.count().cast(pl.Int64).alias("wages"),
        reported.sum().alias("reported_sum"),
        reported.min().alias("reported_min"),
        reported.max().alias("reported_max"),
        (reported == minimum).sum().cast(pl.Int64).alias("at_minimum"),
        (reported % ROUND_TO == 0).sum().cast(pl.Int64).alias("round"),
        minimum.max().alias("minimum_wage"),
    ]


def _counts(rules: Iterable[str]) -> list[pl.Expr]:
    found = []
    for rule in rules:
        outcome = pl.col(OUTCOMES[rule])
        found += [
            (outcome == HIT).sum().cast(pl.Int64).alias(f"{rule}/breach"),
            (outcome >= FIRST_REASON).sum().cast(pl.Int64).alias(f"{rule}/cannot_tell"),
        ]
    found.append((pl.col("out_base") == LEAD).sum().cast(pl.Int64).alias("BASE-BELOW-UMK/lead"))
    return found


def short_of(rule: str, column: str) -> pl.Expr:
    """A sum of money of one rule: what the base lacks belongs to under-reporting where both rules find it."""
    if rule == "PDS-PROGRAM":
        return pl.col(f"left_out_{column}")
    under = pl.col("out_under") == HIT
    return pl.when(under if rule == "PDS-UPAH-UNDER" else ~under).then(f"lifted_{column}")


def _shortfalls() -> list[pl.Expr]:
    return [
        short_of(rule, column).sum().alias(f"{rule}/{name}")
        for rule in WITH_SHORTFALL
        for column, name in (("total", "shortfall_total"), ("fine", "late_fine"))
    ]


def _money() -> list[pl.Expr]:
    by_programme = [
        pl.sum_horizontal(f"lifted_{rate}", *([f"left_out_{rate}"] if rate in COMPULSORY_RATES else [])).sum()
        .alias(f"shortfall_{rate}")
        for rate in RATES
    ]  # fmt: skip
    counted = once() & pl.col("known_month")
    return [
        *_shortfalls(),
        *by_programme,
        pl.col("overpaid_worker").sum(),
        pl.when(counted).then("whole_due").sum(),
        *(pl.when(counted).then(joined(rate)).sum().alias(f"joined_{rate}") for rate in RATES),
        (counted & _unreckoned()).sum().cast(pl.Int64).alias("unreckoned"),
    ]


def _unreckoned() -> pl.Expr:
    """Whether part of what the report itself comes to is not known for the line."""
    unread = pl.any_horizontal(pl.col(name).is_null() for name in ("jkk", "jkm", "jht", "jp"))
    return unread | pl.col("reported").is_null() | (pl.col("jkk") & pl.col("rate_jkk").is_null())


def added(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Sums of several parts of a report as those of all of it."""
    together = pl.concat(parts, how="diagonal")
    least, most = ("reported_min",), ("reported_max", "minimum_wage")
    sums = [name for name in together.columns if name not in (*KEYS, *least, *most)]
    return together.group_by(KEYS).agg(
        pl.col(sums).sum(), pl.col(least).min(), pl.col(most).max()
    ).sort(*KEYS)  # fmt: skip
