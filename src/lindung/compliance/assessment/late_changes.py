"""Changes reported later than the law allows (REPORT-LATE-CHANGE), from the days in the roster."""

from datetime import date, timedelta

import polars as pl

from lindung.compliance.assessment.known_employers import KnownEmployers
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.months import month_number
from lindung.compliance.assessment.payroll import WORKER_MONTH
from lindung.compliance.assessment.reasons import CODES, HIT


def late_changes(roster: pl.LazyFrame | None, employers: KnownEmployers, law: LawByMonth) -> pl.DataFrame | None:
    """One row a worker and month of a change that was reported late or cannot be told.

    Columns: `outcome`, `done_on`, `due_on`, `reported_on`. The first day counted is the day after the change. None
    where the roster has no day of any change.
    """
    if roster is None:
        return None
    changes = roster.filter(pl.col("changed_on").is_not_null()).select(
        "employer_id", "worker_id", "changed_on", "reported_on"
    )
    rows = changes.collect(engine="streaming")
    if rows.is_empty():
        return None
    days = rows["changed_on"].unique().sort()
    deadlines = pl.DataFrame(
        {"changed_on": days, "due_on": [deadline(day, law) for day in days]},
        schema={"changed_on": pl.Date(), "due_on": pl.Date()},
    )
    states = employers.rows.filter("state_body").select("employer_id")
    rows = rows.join(states, on="employer_id", how="anti").join(deadlines, on="changed_on")
    rows = rows.filter(pl.col("due_on").is_not_null() & (pl.col("due_on") < law.as_of))
    reported = pl.col("reported_on")
    rows = rows.filter(reported.is_null() | (reported > pl.col("due_on"))).with_columns(
        month=month_number(pl.col("changed_on")),
        outcome=pl.when(reported.is_null())
        .then(pl.lit(CODES["not_reported_yet"], pl.UInt8))
        .otherwise(pl.lit(HIT, pl.UInt8)),
    )
    worst = rows.sort("outcome", reported - pl.col("due_on"), descending=[False, True], nulls_last=True)
    return worst.unique(WORKER_MONTH, keep="first", maintain_order=True).select(
        *WORKER_MONTH, "outcome", "due_on", "reported_on", done_on="changed_on"
    )


def deadline(changed: date, law: LawByMonth) -> date | None:
    """The last day on which a change of that day is reported in time; None before there was a rule."""
    values = law.timeline("change_report.working_days")
    allowed = next((v.amount for v in values if v.start <= changed <= (v.until or date.max)), None)
    return law.calendar.nth(changed + timedelta(1), allowed) if isinstance(allowed, int) else None
