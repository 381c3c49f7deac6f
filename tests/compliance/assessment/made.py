"""Small reports made by hand for the tests of the assessment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from lindung.compliance.assessment.assess import Assessment, assess
from lindung.compliance.schema import (
    EMPLOYER_COLUMNS,
    LINE_COLUMNS,
    PAID_COLUMNS,
    PAYMENT_COLUMNS,
    PROGRAMMES,
    ROSTER_COLUMNS,
    polars_schema,
)
from lindung.law.corpus import Corpus

type Row = Mapping[str, Any]

AS_OF: Final = date(2026, 11, 21)
EMPLOYER: Final[Row] = {
    "employer_id": "JJ000001", "size": "medium", "risk_class": "low", "region": "1371", "state_body": False,
}  # fmt: skip
WORKER_ID: Final = "1371011203900001"
LINE: Final[Row] = {
    "file": "report.csv", "employer_id": "JJ000001", "worker_id": WORKER_ID, "name": "Siti Aminah", "faults": 0,
    **dict.fromkeys(PROGRAMMES, True),
}  # fmt: skip


def month(text: str) -> int:
    """`2025-03` as the audit counts months."""
    year, _, number = text.partition("-")
    return int(year) * 12 + int(number) - 1


@dataclass(frozen=True)
class Made:
    """Tables as an intake has them."""

    lines: pl.LazyFrame
    paid: pl.LazyFrame | None = None
    employers: pl.LazyFrame | None = None
    roster: pl.LazyFrame | None = None
    payments: pl.LazyFrame | None = None


def report(
    lines: Iterable[Row],
    *,
    paid: Iterable[Row] | None = None,
    employers: Iterable[Row] | None = (EMPLOYER,),
    roster: Iterable[Row] | None = None,
    payments: Iterable[Row] | None = None,
) -> Made:
    """A report of lines (each `LINE` with what differs), and other tables where given. Months may be text."""
    full = [{**LINE, "row": place, **line} for place, line in enumerate(lines, 2)]
    return Made(
        table(full, LINE_COLUMNS),
        None if paid is None else table(paid, PAID_COLUMNS),
        None if employers is None else table(employers, EMPLOYER_COLUMNS),
        None if roster is None else table(roster, ROSTER_COLUMNS),
        None if payments is None else table(payments, PAYMENT_COLUMNS),
    )


def table(rows: Iterable[Row], columns: dict[str, str]) -> pl.LazyFrame:
    """Rows with every column of a table, in its types."""
    full = []
    for row in rows:
        assert set(row) <= set(columns), set(row) - set(columns)
        found = {**dict.fromkeys(columns), **row}
        if isinstance(found.get("month"), str):
            found["month"] = month(found["month"])
        full.append(found)
    return pl.DataFrame(full, schema=polars_schema(columns), orient="row").lazy()


def assessed(made: Made, corpus: Corpus, as_of: date = AS_OF, /, **readings: str) -> Assessment:
    """The assessment under the default readings but those named."""
    return assess(made, corpus, readings=readings, as_of=as_of)


def found(assessment: Assessment, rule: str | None = None) -> list[dict[str, Any]]:
    """The findings, of one rule or all, in order of employer, worker and month."""
    rows = assessment.findings().collect()
    if rule is not None:
        rows = rows.filter(pl.col("rule") == rule)
    return rows.sort("rule", "employer_id", "worker_id", "month", "row", nulls_last=True).to_dicts()


def statuses(assessment: Assessment, *rules: str) -> dict[str, str]:
    """The status of each rule that found something, of `rules` or all; each at most once."""
    rows = [row for row in found(assessment) if not rules or row["rule"] in rules]
    names = [row["rule"] for row in rows]
    assert len(names) == len(set(names)), names
    return {row["rule"]: row["status"] for row in rows}


ON_WAGES: Final = ("PDS-UPAH-UNDER", "PDS-UPAH-OVER", "BASE-BELOW-UMK", "WAGE-BELOW-UMK", "PDS-PROGRAM")
