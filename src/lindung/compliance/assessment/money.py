"""Contributions in whole rupiah: what was due, what is short, what the worker was overcharged, the late fine.

Each programme and share of one worker and month is rounded to the nearest rupiah, half a rupiah up, before anything is
added or subtracted (`contribution.rounding`); a fine is rounded likewise for each fund.
"""

from typing import Final

import polars as pl

from lindung.compliance.assessment import by_month
from lindung.compliance.assessment.due_days import FUNDS
from lindung.compliance.assessment.law_by_month import PARTS, RATES, LawByMonth
from lindung.compliance.assessment.line_rules import COMPULSORY, missing_programme
from lindung.compliance.assessment.reasons import HIT
from lindung.compliance.assessment.situation import BOUND, FREE, KNOWN
from lindung.law.literals import PER

PROGRAMME_OF: Final = {rate: rate.partition("_")[0] for rate in RATES}
SHORTFALLS: Final = tuple(f"shortfall_{rate}" for rate in RATES)
FUND_OF: Final = {programme: fund for fund, programmes in FUNDS.items() for programme in programmes}


def with_bases(situations: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """Adds `base_due` and `base_over`.

    `base_due` is the base by law of the wage paid (as reported where that is unknown or the month is a part one), at
    least the minimum wage where the reading has that floor and it binds. `base_over` is the same with the floor also
    where it may bind: an over-reported base overpays only above it.
    """
    floor = by_month.where(law.spans("wage_base.floor"), lambda amount: amount == "minimum_wage", law)
    unsure = pl.col("part_month") | (pl.col("paid_unknown") != KNOWN)
    true = pl.when(unsure).then("reported").otherwise("base_paid")
    true = pl.coalesce(true, pl.when(pl.col("paid_unknown") == KNOWN).then("base_paid"))
    certain = pl.when(floor & (pl.col("bound") == BOUND)).then("minimum_wage")
    possible = pl.when(floor & (pl.col("bound") != FREE)).then("minimum_wage")
    return situations.with_columns(
        base_due=pl.when(true.is_not_null()).then(pl.max_horizontal(true, certain)),
        base_over=pl.max_horizontal("base_paid", possible),
    )


def contribution(base: pl.Expr, rate: str) -> pl.Expr:
    """One programme and share of one base, to the nearest rupiah."""
    programme = PROGRAMME_OF[rate]
    if programme in ("jp", "jkp"):
        base = pl.when(base > pl.col(f"{programme}_ceiling")).then(f"{programme}_ceiling").otherwise(base)
    return (base * pl.col(f"rate_{rate}") + PARTS // 2) // PARTS


def with_contributions(rows: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """Adds for each programme and share `due_*` (on `base_due`) and `reported_*` (on the wage reported)."""
    if law.value("contribution.rounding", law.last) is None:
        raise ValueError("no rule of rounding is on file")
    return law.with_rates(rows).with_columns(
        *(contribution(pl.col("base_due"), rate).alias(f"due_{rate}") for rate in RATES),
        *(contribution(pl.col("reported"), rate).alias(f"reported_{rate}") for rate in RATES),
    )


def lifted(rate: str) -> pl.Expr:
    """What a base reported too low leaves unpaid of a programme that was joined; null where it was not."""
    short = pl.col(f"due_{rate}") - pl.col(f"reported_{rate}")
    return pl.when(pl.col(PROGRAMME_OF[rate])).then(short)


def left_out(rate: str) -> pl.Expr:
    """What a mandatory programme that was not joined leaves unpaid: all of it; null for the others."""
    programme = PROGRAMME_OF[rate]
    if programme not in COMPULSORY:
        return pl.lit(None, pl.Int64)
    return pl.when(missing_programme(programme)).then(f"due_{rate}")


def whole_due() -> pl.Expr:
    """All contributions due for the line: of the programmes joined and of those that should have been."""
    counted = {
        rate: pl.col(PROGRAMME_OF[rate]).fill_null(value=False)
        | (pl.col(f"needs_{PROGRAMME_OF[rate]}") if PROGRAMME_OF[rate] in COMPULSORY else False)
        for rate in RATES
    }
    return pl.sum_horizontal(pl.when(of).then(f"due_{rate}") for rate, of in counted.items())


def overpaid() -> pl.Expr:
    """What the worker's own shares came to beyond what was due, null unless over-reported."""
    shares = []
    for rate in ("jht_worker", "jp_worker"):
        right = contribution(pl.min_horizontal("reported", "base_over"), rate)
        shares.append(pl.when(pl.col(PROGRAMME_OF[rate])).then(pl.col(f"reported_{rate}") - right))
    return pl.when(pl.col("out_over") == HIT).then(pl.sum_horizontal(shares))


def fine(amounts: dict[str, pl.Expr], law: LawByMonth) -> pl.Expr:
    """The late fine on unpaid amounts by programme and share, each fund's rounded on its own."""
    whole_months = law.readings["part_month"] == "full"
    funds = []
    for fund in FUNDS:
        unpaid = pl.sum_horizontal(amount for rate, amount in amounts.items() if FUND_OF[PROGRAMME_OF[rate]] == fund)
        of, per = pl.col(f"fine_of_{fund}"), pl.lit(PER) if whole_months else pl.col(f"fine_per_{fund}")
        funds.append((2 * unpaid * of + per) // (2 * per))
    return pl.sum_horizontal(funds)
