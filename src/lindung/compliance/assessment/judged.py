"""Lines with the answer of every line rule and the rupiah that go with it."""

from typing import Final

import polars as pl

from lindung.compliance.assessment import line_rules, money
from lindung.compliance.assessment.law_by_month import RATES, LawByMonth
from lindung.compliance.assessment.reasons import HIT

OUTCOMES: Final = {
    "PDS-UPAH-UNDER": "out_under",
    "PDS-UPAH-OVER": "out_over",
    "PDS-PROGRAM": "out_program",
    "BASE-BELOW-UMK": "out_base",
    "WAGE-BELOW-UMK": "out_wage",
}
COMPULSORY_RATES: Final = tuple(rate for rate in RATES if rate != "jkp")


def judged(situations: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """Adds an outcome for each line rule, and what is short.

    `lifted_*`, `lifted_total`, `lifted_fine`: short because the base is too low, of programmes joined;
    `left_out_*`, `left_out_total`, `left_out_fine`: short because a mandatory programme was not joined;
    `overpaid_worker`, `whole_due`, and `reported_*` of every programme and share.

    What is short is null where it does not apply; the two kinds never count a rupiah twice.
    """
    asked = {"PDS-UPAH-UNDER": line_rules.under, "PDS-UPAH-OVER": line_rules.over, "PDS-PROGRAM": line_rules.program,
             "BASE-BELOW-UMK": line_rules.base_below, "WAGE-BELOW-UMK": line_rules.wage_below}  # fmt: skip
    rows = line_rules.with_needs(situations, law)
    rows = rows.with_columns(answer(law).alias(OUTCOMES[rule]) for rule, answer in asked.items())
    rows = money.with_contributions(money.with_bases(rows, law), law)
    too_low = (pl.col("out_under") == HIT) | (pl.col("out_base") == HIT)
    lifted = {rate: pl.when(too_low).then(money.lifted(rate)) for rate in RATES}
    missing = pl.col("out_program") == HIT
    left_out = {rate: pl.when(missing).then(money.left_out(rate)) for rate in COMPULSORY_RATES}
    rows = rows.with_columns(
        *(short.alias(f"lifted_{rate}") for rate, short in lifted.items()),
        *(short.alias(f"left_out_{rate}") for rate, short in left_out.items()),
        whole_due=money.whole_due(),
        overpaid_worker=money.overpaid(),
    )
    return rows.with_columns(
        *_sum("lifted", RATES, too_low, law),
        *_sum("left_out", COMPULSORY_RATES, missing, law),
    )


def joined(rate: str) -> pl.Expr:
    """What was to be paid of one programme and share on the wage reported; nothing where it was not joined."""
    programme = money.PROGRAMME_OF[rate]
    return pl.when(pl.col(programme)).then(f"reported_{rate}")


def _sum(kind: str, rates: tuple[str, ...], where: pl.Expr, law: LawByMonth) -> tuple[pl.Expr, pl.Expr]:
    amounts = {rate: pl.col(f"{kind}_{rate}") for rate in rates}
    known = pl.any_horizontal(amount.is_not_null() for amount in amounts.values())
    total = pl.when(where & known).then(pl.sum_horizontal(amounts.values()))
    fine = pl.when(where & known).then(money.fine(amounts, law))
    return total.alias(f"{kind}_total"), fine.alias(f"{kind}_fine")
