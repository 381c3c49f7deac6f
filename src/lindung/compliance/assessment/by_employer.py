"""The totals of each employer: for its timetable, its letter and the list by branch."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from lindung.compliance.assessment.absences import Absences
from lindung.compliance.assessment.known_employers import KnownEmployers
from lindung.compliance.assessment.results import NOT_SPLIT, EmployerTotals
from lindung.compliance.assessment.tally import SHORTFALLS


def employer_totals(
    tally: pl.DataFrame, months: pl.DataFrame, absences: Absences, arrears: pl.DataFrame, employers: KnownEmployers
) -> tuple[EmployerTotals, ...]:
    """Employers with a breach, the largest shortfall first. `months` are `LineTotals.months`."""
    breaches = tally.filter(pl.col("breach") > 0)
    sums = breaches.group_by("employer_id", "rule").agg(pl.col("breach", "shortfall_total").sum())
    whole = breaches.group_by("employer_id").agg(
        pl.col("shortfall_total", "late_fine").sum(), first=pl.col("month").min(), last=pl.col("month").max()
    )
    left_out = absences.reporting.rename(lambda name: name.replace("left_out_", "shortfall_"))
    programmes = _sums([months, left_out, absences.silent, arrears], SHORTFALLS)
    due = _sums([months, absences.reporting, absences.silent], ("whole_due", "overpaid_worker"))
    known = {row["employer_id"]: row for row in employers.rows.iter_rows(named=True)}
    by_rule: dict[str | None, list[dict[str, Any]]] = {}
    for row in sums.sort("rule").iter_rows(named=True):
        by_rule.setdefault(row["employer_id"], []).append(row)
    found = []
    for row in whole.sort("shortfall_total", "employer_id", descending=[True, False]).iter_rows(named=True):
        employer = row["employer_id"]
        split = {name: amount for name, amount in programmes.get(employer, {}).items() if amount}
        rest = row["shortfall_total"] - sum(split.values())
        about, mine = known.get(employer, {}), by_rule[employer]
        found.append(
            EmployerTotals(
                employer_id=employer or None,
                name=about.get("employer_name"),
                region=about.get("employer_region"),
                breaches={one["rule"]: one["breach"] for one in mine},
                shortfalls={one["rule"]: one["shortfall_total"] for one in mine if one["shortfall_total"]},
                by_programme={**split, NOT_SPLIT: rest} if rest else split,
                shortfall_total=row["shortfall_total"],
                overpaid_worker=due.get(employer, {}).get("overpaid_worker", 0),
                late_fine=row["late_fine"],
                whole_due=due.get(employer, {}).get("whole_due", 0),
                first_month=row["first"],
                last_month=row["last"],
            )
        )
    return tuple(found)


def _sums(tables: Iterable[pl.DataFrame], names: tuple[str, ...]) -> dict[str | None, dict[str, int]]:
    """Sums of columns by employer over several tables, some of which lack some."""
    parts = [
        table.select("employer_id", *(pl.col(name).cast(pl.Int64) for name in names if name in table.columns))
        for table in tables
    ]
    summed = pl.concat(parts, how="diagonal_relaxed").group_by("employer_id").agg(pl.all().sum())
    rows = summed.iter_rows(named=True)
    return {row.pop("employer_id"): {name: int(row.get(name) or 0) for name in names} for row in rows}
