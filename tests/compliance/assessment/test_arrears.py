"""Contributions paid against what the report comes to."""

from datetime import date
from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, assessed, found, report

# JKK 0.40 %, JKM 0.30 %, JHT 5.7 %, JP 3 %, JKP 0.14 % of Rp4,000,000
LINE = {"month": "2025-05", "reported_wage": 4_000_000, "paid_wage": 4_000_000}
DUE = 16_000 + 12_000 + 228_000 + 120_000 + 5_600
PAID = {"employer_id": "JJ000001", "month": "2025-05"}
SPLIT = {"amount_jkk": 16_000, "amount_jkm": 12_000, "amount_jht": 228_000, "amount_jp": 120_000, "amount_jkp": 5_600}
SMALL = {**EMPLOYER, "size": "small"}


def owed(
    corpus: Corpus, *payments: dict[str, Any], line: dict[str, Any] = LINE, as_of: date = date(2025, 9, 1)
) -> list[dict[str, Any]]:
    assessment = assessed(report([line], payments=payments), corpus, as_of)
    assert assessment.engines_agree
    return found(assessment, "PMI")


@pytest.mark.parametrize("payments", [
    [{"paid_on": date(2025, 6, 10), "amount": DUE}],
    [{"paid_on": date(2025, 6, 16), "amount": DUE}],  # the 15th is a Sunday
    [{"paid_on": date(2025, 6, 10), "amount": DUE - 5}],  # rounding: a rupiah for each programme of a worker
    [{"paid_on": date(2025, 6, 10), "amount": DUE + 90_000}],
    [{"paid_on": date(2025, 6, 10), "amount": 200_000}, {"paid_on": date(2025, 6, 12), "amount": DUE - 200_000}],
    [{"paid_on": date(2025, 6, 10), **SPLIT}],
])  # fmt: skip
def test_paid_in_full_and_in_time(payments: list[dict[str, Any]], corpus: Corpus) -> None:
    assert owed(corpus, *({**PAID, **payment} for payment in payments)) == []


def test_not_paid_at_all(corpus: Corpus) -> None:
    other_month = {**PAID, "month": "2025-04", "paid_on": date(2025, 5, 10), "amount": 1}
    (row,) = owed(corpus, other_month, {**PAID, "month": "2025-06", "paid_on": date(2025, 7, 10), "amount": 1})
    assert (row["status"], row["shortfall_total"], row["amount"], row["due_on"]) == (
        "breach",
        DUE,
        DUE,
        date(2025, 6, 16),
    )
    assert (row["shortfall_jkk"], row["shortfall_jht_worker"], row["shortfall_jkp"]) == (16_000, 80_000, 5_600)
    # from 16 June to 1 September three months begun, at 2 %, by the due day of JKK for an undivided payment
    assert row["late_fine"] == DUE * 2 * 3 // 100
    assert row["provision"].startswith("uu-24-2011 pasal-19/ayat-1, pasal-19/ayat-2; pp-44-2015 pasal-21/ayat-2")
    assert row["worker_id"] is None


def test_paid_late_and_short(corpus: Corpus) -> None:
    (late,) = owed(corpus, {**PAID, "paid_on": date(2025, 6, 25), "amount": DUE})
    assert (late["shortfall_total"], late["late_amount"], late["late_fine"]) == (0, DUE, DUE * 2 // 100)
    (both,) = owed(
        corpus,
        {**PAID, "paid_on": date(2025, 6, 10), "amount": 100_000},
        {**PAID, "paid_on": date(2025, 7, 17), "amount": 81_600},
    )
    assert (both["shortfall_total"], both["late_amount"]) == (DUE - 181_600, 81_600)
    assert both["late_fine"] == 81_600 * 4 // 100 + 200_000 * 6 // 100


def test_jp_has_no_rule_for_holidays(corpus: Corpus) -> None:
    """Due on Sunday 15 June: JKK and JHT may be paid on Monday. For JP the regulation is silent and the handbook is
    not."""
    (row,) = owed(corpus, {**PAID, "paid_on": date(2025, 6, 16), **SPLIT})
    assert (row["status"], row["reason"]) == ("cannot_tell", "jp_holiday")
    (late,) = owed(corpus, {**PAID, "paid_on": date(2025, 6, 17), **SPLIT})
    assert (late["status"], late["late_amount"]) == ("breach", DUE)


@pytest.mark.parametrize(("payments", "reason"), [
    ([{"paid_on": None, "amount": DUE}], "payment_unreadable"),
    ([{"paid_on": date(2025, 6, 10), "amount": None}], "payment_outside"),
    ([{"paid_on": date(2025, 6, 10), "amount": DUE}, {"paid_on": date(2025, 6, 10), "amount": None}],
     "payment_unreadable"),
    ([{"month": "2025-06", "paid_on": date(2025, 7, 10), "amount": DUE}], "payment_outside"),
])  # fmt: skip
def test_what_cannot_be_told(payments: list[dict[str, Any]], reason: str, corpus: Corpus) -> None:
    (row,) = owed(corpus, *({**PAID, **payment} for payment in payments))
    assert (row["status"], row["reason"]) == ("cannot_tell", reason)


def test_a_line_without_a_wage_leaves_it_open(corpus: Corpus) -> None:
    made = report(
        [LINE, {**LINE, "worker_id": "2", "reported_wage": None}],
        payments=[{**PAID, "paid_on": date(2025, 6, 10), "amount": DUE}],
    )
    assessment = assessed(made, corpus, date(2025, 9, 1))
    assert [(row["status"], row["reason"]) for row in found(assessment, "PMI")] == [
        ("cannot_tell", "report_incomplete")
    ]
    assert assessment.engines_agree


def test_without_payments(corpus: Corpus) -> None:
    (row,) = found(assessed(report([LINE]), corpus, date(2025, 9, 1)), "PMI")
    assert (row["status"], row["reason"]) == ("cannot_tell", "no_payments")


@pytest.mark.parametrize(("as_of", "answers"), [(date(2025, 6, 16), 0), (date(2025, 6, 17), 1)])
def test_not_before_it_is_due(as_of: date, answers: int, corpus: Corpus) -> None:
    payments = [
        {**PAID, "month": "2025-04", "paid_on": date(2025, 5, 9), "amount": 1},
        {**PAID, "month": "2025-06", "paid_on": date(2025, 6, 9), "amount": 1},
    ]
    assert len(owed(corpus, *payments, as_of=as_of)) == answers


def test_half_of_jkk_may_be_lawful_where_the_sector_is_not_known(corpus: Corpus) -> None:
    lines = [{**LINE, "worker_id": f"{n:016}"} for n in range(50)]
    cut = {**PAID, "paid_on": date(2025, 6, 10), "amount": 50 * (DUE - 10_800)}
    for sector, expected in ((None, ["cannot_tell"]), ("footwear", []), ("construction", ["breach"])):
        made = report(lines, payments=[cut], employers=[{**EMPLOYER, "sector": sector}])
        assessment = assessed(made, corpus, date(2025, 9, 1))
        assert [row["status"] for row in found(assessment, "PMI")] == expected
        assert assessment.engines_agree


def test_deferred_jp_of_2020_is_not_asked_monthly(corpus: Corpus) -> None:
    line = {**LINE, "month": "2020-09", "jkp": False}
    asked = (
        216 + 120 + 228_000 + 1_200
    )  # JKK and JKM at 1 %, JHT in full, 1 % of JP; 28 to 30 October are no working days
    assert owed(corpus, {**PAID, "month": "2020-09", "paid_on": date(2020, 10, 27), "amount": asked}, line=line) == []
    (row,) = owed(corpus, {**PAID, "month": "2020-09", "paid_on": date(2020, 11, 2), "amount": asked}, line=line)
    assert row["late_fine"] == (2 * asked * 5 + 1_000) // 2_000  # half a per cent
    assert "pp-49-2020" in row["provision"]


def test_state_bodies_are_left_alone(corpus: Corpus) -> None:
    made = report([LINE], employers=[{**EMPLOYER, "state_body": True}], payments=[])
    assert found(assessed(made, corpus), "PMI") == []
