"""Leads: patterns with a statistic, never breaches."""

from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, assessed, found, month, report


def crowd(wages: list[int], at: str = "2025-03", employer: str = "JJ000001") -> list[dict[str, Any]]:
    """One honest line a wage."""
    return [
        {"month": at, "employer_id": employer, "worker_id": f"{place:016}", "reported_wage": wage, "paid_wage": wage}
        for place, wage in enumerate(wages)
    ]


ODD = [3_512_345 + 7_919 * place for place in range(20)]


def leads(lines: list[dict[str, Any]], corpus: Corpus, *others: str, **about: Any) -> dict[str, dict[str, Any]]:
    employers = [{**EMPLOYER, "employer_id": name, **about} for name in ("JJ000001", *others)]
    assessment = assessed(report(lines, employers=employers), corpus)
    rows = [row for row in found(assessment) if row["rule"].startswith("LEAD-")]
    assert all(row["status"] == "lead" and row["worker_id"] is None and row["provision"] is None for row in rows)
    assert sum(totals.breach for totals in assessment.rules.values()) == 0
    mine = {row["rule"]: row for row in rows if row["employer_id"] == "JJ000001"}
    assert dict.fromkeys(mine, 1) == {rule: assessment.rules[rule].lead for rule in mine}
    return mine


def test_ordinary_wages_lead_nowhere(corpus: Corpus) -> None:
    assert leads([line for at in ("2025-01", "2025-02", "2025-03") for line in crowd(ODD, at)], corpus) == {}


def test_bunching_at_the_minimum(corpus: Corpus) -> None:
    lines = crowd([2_994_193] * 8 + ODD[:7])
    row = leads(lines, corpus)["LEAD-BUNCHING"]
    assert (row["count"], row["of"], round(row["statistic"], 1), row["minimum_wage"]) == (8, 15, 53.3, 2_994_193)
    assert leads(crowd([2_994_193] * 7 + ODD[:8]), corpus) == {}
    assert leads(crowd([2_994_193] * 9), corpus) == {}  # too few to say anything


def test_heaping_on_round_numbers(corpus: Corpus) -> None:
    round_wages = [
        3_500_000,
        3_600_000,
        3_700_000,
        4_000_000,
        4_100_000,
        4_200_000,
        4_300_000,
        4_400_000,
        4_500_000,
        3_512_345,
    ]
    others = crowd(ODD, employer="JJ000002")
    row = leads([*crowd(round_wages), *others], corpus, "JJ000002")["LEAD-HEAPING"]
    assert (row["count"], row["of"], row["statistic"], row["compared"]) == (9, 10, 90.0, 30.0)
    assert leads(crowd(round_wages), corpus) == {}  # common in the whole report


def test_identical_wages(corpus: Corpus) -> None:
    row = leads(crowd([3_512_345] * 12), corpus)["LEAD-IDENTICAL"]
    assert (row["count"], row["amount"]) == (12, 3_512_345)


def test_flat_wages_over_a_year_of_raises(corpus: Corpus) -> None:
    row = leads([*crowd(ODD, "2024-03"), *crowd(ODD, "2025-03")], corpus)["LEAD-FLAT"]
    assert (row["statistic"], row["earlier_month"], row["month"]) == (0.0, month("2024-03"), month("2025-03"))
    assert round(row["compared"], 1) == 6.5  # West Sumatra 2024 to 2025
    raised = [wage + 100_000 for wage in ODD]
    assert leads([*crowd(ODD, "2024-03"), *crowd(raised, "2025-03")], corpus) == {}


def test_far_below_like_employers(corpus: Corpus) -> None:
    names = [f"JJ00000{n}" for n in range(2, 7)]
    high = [line for name in names for line in crowd([wage * 2 for wage in ODD], employer=name)]
    row = leads([*crowd(ODD), *high], corpus, *names)["LEAD-LOW-WAGE"]
    assert (row["of"], round(row["statistic"], 2)) == (6, 50.0)
    assert row["statistic"] == pytest.approx(100 * row["amount"] / row["compared_amount"])


def test_a_sudden_drop(corpus: Corpus) -> None:
    before = [
        line for at in ("2025-01", "2025-02", "2025-03") for line in crowd([wage + 2_000_000 for wage in ODD], at)
    ]
    row = leads([*before, *crowd(ODD, "2025-04")], corpus)["LEAD-SUDDEN-DROP"]
    assert row["statistic"] == pytest.approx(100 * (1 - row["amount"] / row["compared_amount"]))
    assert row["statistic"] > 15
    later = [line for at in ("2025-05", "2025-06", "2025-07", "2025-08", "2025-09") for line in crowd(ODD, at)]
    assert "LEAD-SUDDEN-DROP" not in leads([*before, *crowd(ODD, "2025-04"), *later], corpus)  # long before the end


def test_fewer_workers(corpus: Corpus) -> None:
    row = leads([*crowd(ODD, "2025-01"), *crowd(ODD[:19], "2025-02"), *crowd(ODD[:14], "2025-03")], corpus)[
        "LEAD-FEWER-WORKERS"
    ]
    assert (row["count"], row["of"], row["earlier_month"]) == (14, 20, month("2025-01"))
    assert row["statistic"] == pytest.approx(30.0)


def test_state_bodies_are_left_alone(corpus: Corpus) -> None:
    assert leads(crowd([3_512_345] * 12), corpus, state_body=True) == {}
