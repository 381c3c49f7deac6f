"""Missing workers summed up, employers that report nobody (PWBD), and what cannot be asked without a roster."""

from dataclasses import dataclass

import polars as pl

from lindung.compliance.assessment.inputs import Intake
from lindung.compliance.assessment.judged import COMPULSORY_RATES
from lindung.compliance.assessment.known_employers import KnownEmployers
from lindung.compliance.assessment.missing_workers import EMPLOYER_MONTH, AskedMonths
from lindung.compliance.assessment.reasons import CODES, HIT

_MONEY = tuple(f"left_out_{name}" for name in (*COMPULSORY_RATES, "total", "fine"))


@dataclass(frozen=True, repr=False)
class Absences:
    """Missing workers by employer and month.

    `reporting` sums up those of employers that report others, `silent` has a row with `outcome` for each month of
    employers that report nobody, `unasked` the months in which nobody could be looked for.
    """

    reporting: pl.DataFrame
    silent: pl.DataFrame
    unasked: pl.DataFrame


def absences(missing: pl.LazyFrame | None, intake: Intake, employers: KnownEmployers, months: AskedMonths) -> Absences:
    """The sums over missing workers; `missing` as `missing_workers` gives them."""
    summed = _summed(missing)
    reported = months.asked.filter("in_report").select(EMPLOYER_MONTH)
    judged = _not_state(reported, employers)
    nobody = _silent(summed.filter(~pl.col("in_report")))
    gaps = _not_state(months.unreported, employers).with_columns(outcome=_code("no_report_that_month"))
    parts = [nobody, gaps, _unseen(intake, employers, months)]
    no_source = intake.roster is None and intake.paid is None
    return Absences(
        reporting=summed.filter("in_report"),
        silent=pl.concat(parts, how="diagonal_relaxed").sort(EMPLOYER_MONTH, nulls_last=True),
        unasked=judged.with_columns(outcome=_code("no_roster"))
        if no_source
        else judged.clear().with_columns(outcome=_code("no_roster")),
    )


def _summed(missing: pl.LazyFrame | None) -> pl.DataFrame:
    hit = pl.col("out_missing") == HIT
    sums = [pl.when(hit).then(name).sum().alias(name) for name in _MONEY]
    counts = [hit.sum().cast(pl.Int64).alias("found"), (~hit).sum().cast(pl.Int64).alias("unsure"),
              pl.col("out_missing").max().alias("why"), pl.when(hit).then("whole_due").sum().alias("whole_due"),
              pl.when(hit).then("left_out_total").is_not_null().sum().cast(pl.Int64).alias("reckoned")]  # fmt: skip
    if missing is None:
        schema = {"employer_id": pl.String(), "month": pl.Int32(), "in_report": pl.Boolean(), "why": pl.UInt8()}
        numbers = dict.fromkeys((*_MONEY, "found", "unsure", "whole_due", "reckoned"), pl.Int64())
        return pl.DataFrame(schema={**schema, **numbers})
    return missing.group_by(*EMPLOYER_MONTH, "in_report").agg(*counts, *sums).collect(engine="streaming")


def _silent(summed: pl.DataFrame) -> pl.DataFrame:
    """PWBD: a breach where somebody certainly worked for an employer that reports nobody."""
    money = {
        f"shortfall_{rate}": pl.when(pl.col("reckoned") > 0).then(f"left_out_{rate}")
        for rate in (*COMPULSORY_RATES, "total")
    }
    return summed.select(
        *EMPLOYER_MONTH, "whole_due",
        outcome=pl.when(pl.col("found") > 0).then(pl.lit(HIT, pl.UInt8)).otherwise("why"),
        count=pl.col("found").cast(pl.Int32),
        late_fine=pl.when(pl.col("reckoned") > 0).then("left_out_fine"),
        **money,
    )  # fmt: skip


def _unseen(intake: Intake, employers: KnownEmployers, months: AskedMonths) -> pl.DataFrame:
    """Employers of whom nothing tells whether they have workers.

    Without any list of employers: one row, for an employer that nobody knows.
    """
    all_months = months.asked.filter("in_report").select("month").unique()
    if intake.employers is None and intake.roster is None and intake.paid is None:
        last = all_months.select(pl.col("month").max()).drop_nulls()
        nobody = last.with_columns(employer_id=pl.lit(None, pl.String), outcome=_code("no_roster"))
        return nobody.select(*EMPLOYER_MONTH, "outcome")
    listed = employers.rows.filter(~pl.col("state_body")).select("employer_id")
    seen = months.asked.select("employer_id").unique()
    unseen = listed.join(seen, on="employer_id", how="anti")
    return unseen.join(all_months, how="cross").select(*EMPLOYER_MONTH, outcome=_code("no_roster"))


def _not_state(months: pl.DataFrame, employers: KnownEmployers) -> pl.DataFrame:
    return months.join(employers.rows.filter("state_body").select("employer_id"), on="employer_id", how="anti")


def _code(reason: str) -> pl.Expr:
    return pl.lit(CODES[reason], pl.UInt8)
