"""Months before 2021: what is owed follows size and month, and what cannot be known without the employer is said so."""

from typing import Any, Final

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, ON_WAGES, assessed, found, report, statuses

WAGE: Final = {"reported_wage": 4_000_000, "paid_wage": 4_000_000, "region": "1371"}


@pytest.mark.parametrize("month", ["2015-07", "2017-12", "2019-06", "2020-02", "2020-12"])
@pytest.mark.parametrize(("without", "size", "status"), [
    ("jkk", None, "breach"),  # owed by every size
    ("jkm", None, "breach"),
    ("jht", None, "cannot_tell"),
    ("jp", None, "cannot_tell"),
    ("jkm", "micro", "breach"),
    ("jht", "micro", None),
    ("jht", "small", "breach"),
    ("jp", "small", None),
    ("jp", "medium", "breach"),
    ("jp", "large", "breach"),
    ("jkp", "large", None),  # never, and not before it was there
])  # fmt: skip
def test_programmes_by_size_and_month(
    month: str, without: str, size: str | None, status: str | None, corpus: Corpus
) -> None:
    employers = None if size is None else [{**EMPLOYER, "size": size}]
    assessment = assessed(report([{**WAGE, "month": month, without: False}], employers=employers), corpus)
    assert statuses(assessment, "PDS-PROGRAM").get("PDS-PROGRAM") == status
    assert assessment.engines_agree


def test_a_report_of_2020_alone_is_never_silent(corpus: Corpus) -> None:
    """No payroll, no employers, no roster, no payments: every rule that asks for one says that it cannot tell."""
    line: dict[str, Any] = {"month": "2020-02", "reported_wage": 4_000_000, "jp": False}
    assessment = assessed(report([line], employers=None), corpus)
    asked = {*ON_WAGES, "PDS-TK", "PWBD", "PMI", "REPORT-LATE-CHANGE"}
    told = {row["rule"]: row for row in found(assessment)}
    assert set(told) == asked
    for row in told.values():
        assert row["status"] == "cannot_tell"
        assert row["reason_id"]
        assert row["reason_en"]
    assert assessment.engines_agree
