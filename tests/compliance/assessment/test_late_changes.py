"""Changes reported within 7 working days, or not."""

from datetime import date
from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, LINE, assessed, found, report

HERE = {"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 4_000_000}
WORKER = {"employer_id": "JJ000001", "worker_id": LINE["worker_id"], "start_date": date(2020, 1, 1)}


@pytest.mark.parametrize(("changed", "reported", "readings", "answer"), [
    # 12 and 13 May are holiday and joint leave: the 15th is the sixth day
    (date(2025, 5, 5), date(2025, 5, 15), {}, None),
    (date(2025, 5, 5), date(2025, 5, 16), {}, None),
    (date(2025, 5, 5), date(2025, 5, 19), {}, "breach"),
    (date(2025, 5, 5), date(2025, 5, 16), {"joint_leave": "working"}, "breach"),
    (date(2025, 3, 27), date(2025, 4, 14), {}, None),  # Lebaran between
    (date(2025, 5, 5), None, {}, "cannot_tell"),
    (date(2025, 5, 5), date(2025, 4, 1), {}, None),  # announced before
    (date(2026, 11, 20), None, {}, None),  # still in time
])  # fmt: skip
def test_seven_working_days(
    changed: date, reported: date | None, readings: dict[str, str], answer: str | None, corpus: Corpus
) -> None:
    made = report([HERE], roster=[{**WORKER, "changed_on": changed, "reported_on": reported}])
    assessment = assessed(made, corpus, **readings)
    assert [row["status"] for row in found(assessment, "REPORT-LATE-CHANGE")] == ([] if answer is None else [answer])
    assert assessment.engines_agree


def test_what_the_finding_says(corpus: Corpus) -> None:
    made = report([HERE], roster=[{**WORKER, "changed_on": date(2025, 5, 5), "reported_on": date(2025, 6, 5)}])
    (row,) = found(assessed(made, corpus), "REPORT-LATE-CHANGE")
    assert (row["month"], row["done_on"], row["reported_on"]) == (2025 * 12 + 4, date(2025, 5, 5), date(2025, 6, 5))
    assert row["due_on"] == date(2025, 5, 16)
    assert row["provision"] == "pp-86-2013 pasal-3/ayat-4"
    assert row["shortfall_total"] is None
    assert LINE["worker_id"] not in row["finding"]


def test_one_finding_a_worker_and_month(corpus: Corpus) -> None:
    changes = [(date(2025, 5, 5), date(2025, 6, 5)), (date(2025, 5, 6), date(2025, 7, 5)), (date(2025, 5, 7), None)]
    made = report([HERE], roster=[{**WORKER, "changed_on": changed, "reported_on": told} for changed, told in changes])
    (row,) = found(assessed(made, corpus), "REPORT-LATE-CHANGE")
    assert row["reported_on"] == date(2025, 7, 5)


def test_without_days_of_changes_it_cannot_be_told(corpus: Corpus) -> None:
    state = {**EMPLOYER, "employer_id": "JJ000002", "state_body": True}
    lines: list[dict[str, Any]] = [HERE, {**HERE, "employer_id": "JJ000002"}]
    for roster in (None, [WORKER]):
        rows = found(assessed(report(lines, roster=roster, employers=[EMPLOYER, state]), corpus), "REPORT-LATE-CHANGE")
        assert [(row["employer_id"], row["reason"]) for row in rows] == [("JJ000001", "no_changes")]
