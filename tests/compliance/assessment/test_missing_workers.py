"""Workers who are not in the report, and employers that report nobody."""

from datetime import date
from typing import Any

import pytest

from lindung.compliance.schema import fault_bit
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, LINE, assessed, found, report

HERE = {"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 4_000_000}
GONE = {"employer_id": "JJ000001", "worker_id": "1371014506950002", "name": "Budi Santoso"}
KNOWN = {
    "employer_id": "JJ000001",
    "worker_id": LINE["worker_id"],
    "name": LINE["name"],
    "start_date": date(2020, 1, 1),
}
PAY = {key: GONE[key] for key in ("employer_id", "worker_id")}


def test_on_the_roster_and_not_in_the_report(corpus: Corpus) -> None:
    made = report([HERE], roster=[KNOWN, {**GONE, "start_date": date(2024, 5, 2)}])
    (row,) = found(assessed(made, corpus), "PDS-TK")
    assert (row["status"], row["worker_id"], row["row"]) == ("breach", GONE["worker_id"], None)
    assert row["provision"] == "pp-86-2013 pasal-3/ayat-2/huruf-a"
    assert row["shortfall_total"] is None  # the wage is not known
    assert GONE["worker_id"] not in row["finding"]


def test_what_the_payroll_pays_is_short_whole(corpus: Corpus) -> None:
    paid = [
        {**PAY, "month": "2025-03", "basic_wage": 5_000_000},
        {**PAY, "worker_id": LINE["worker_id"], "month": "2025-03", "basic_wage": 4_000_000},
    ]
    assessment = assessed(report([HERE], paid=paid), corpus)
    (row,) = found(assessment, "PDS-TK")
    assert (row["base_due"], row["shortfall_jkk"], row["shortfall_jkm"]) == (5_000_000, 27_000, 15_000)
    assert (row["shortfall_jht_employer"], row["shortfall_jp_worker"], row["shortfall_jkp"]) == (185_000, 50_000, None)
    assert row["shortfall_total"] == 27_000 + 15_000 + 285_000 + 150_000 == assessment.shortfall_total
    assert assessment.engines_agree


def test_below_the_floor_the_floor_is_due(corpus: Corpus) -> None:
    paid = [{**PAY, "month": "2025-03", "basic_wage": 2_000_000}]
    for floor, base in (("umk", 2_994_193), ("paid_wage", 2_000_000)):
        assessment = assessed(report([HERE], paid=paid), corpus, base_floor=floor)
        assert found(assessment, "PDS-TK")[0]["base_due"] == base
        told = assessment.range["base_floor"]
        assert told[floor].shortfall_total == assessment.shortfall_total
        assert told["umk"].shortfall_total > told["paid_wage"].shortfall_total
        assert assessment.engines_agree


@pytest.mark.parametrize(
    "names", [("Budi", "Siti"), ("Siti", "Budi"), (None, "Siti"), ("Siti", None), ("siti ", "SITI")]
)
def test_found_by_any_name_that_the_roster_has(corpus: Corpus, names: tuple[str | None, ...]) -> None:
    """Whichever of a worker's names stands on a line with an unreadable NIK, in whatever order the roster has them."""
    roster = [KNOWN, *({**GONE, "name": name, "start_date": date(2024, 5, 2)} for name in names)]
    unreadable = {**HERE, "worker_id": "1371014506950000", "faults": fault_bit("DATA-NIK-ROUNDED")}
    for on_line, answer in (("Siti", []), ("Rina", ["breach"]), (None, ["cannot_tell"])):
        assessment = assessed(report([HERE, {**unreadable, "name": on_line}], roster=roster), corpus)
        assert [row["status"] for row in found(assessment, "PDS-TK")] == answer
        assert assessment.engines_agree


@pytest.mark.parametrize(("spell", "answer"), [
    ({"start_date": date(2025, 3, 3)}, []),  # joins this month
    ({"start_date": date(2025, 4, 1)}, []),
    ({"start_date": date(2020, 1, 1), "end_date": date(2025, 3, 30)}, []),  # leaves this month
    ({"start_date": date(2020, 1, 1), "end_date": date(2025, 2, 1)}, []),
    ({"start_date": date(2020, 1, 1), "end_date": date(2025, 4, 1)}, ["breach"]),
    ({"start_date": date(2025, 2, 28)}, ["breach"]),
    ({}, ["cannot_tell"]),
])  # fmt: skip
def test_months_of_joining_and_leaving_are_not_asked(spell: dict[str, Any], answer: list[str], corpus: Corpus) -> None:
    assessment = assessed(report([HERE], roster=[KNOWN, {**GONE, **spell}]), corpus)
    assert [row["status"] for row in found(assessment, "PDS-TK")] == answer
    assert assessment.engines_agree


@pytest.mark.parametrize(("name", "answer"), [
    ("BUDI  SANTOSO ", []), ("Agus", ["breach"]), (None, ["cannot_tell"]),
])  # fmt: skip
def test_a_line_whose_nik_was_lost_may_be_the_worker(name: str | None, answer: list[str], corpus: Corpus) -> None:
    lost = {**HERE, "worker_id": "1.37101E+15", "name": name, "faults": fault_bit("DATA-NIK-ROUNDED")}
    made = report([HERE, lost], roster=[KNOWN, {**GONE, "start_date": date(2020, 1, 1)}])
    assessment = assessed(made, corpus)
    assert [row["status"] for row in found(assessment, "PDS-TK")] == answer
    assert assessment.engines_agree


def test_the_payroll_against_the_roster(corpus: Corpus) -> None:
    """Paid after leaving, or newly on the payroll with no start date given: not sure."""
    lines = [{**HERE, "month": month} for month in ("2025-03", "2025-04")]
    known = [
        {**PAY, "worker_id": LINE["worker_id"], "month": month, "basic_wage": 4_000_000}
        for month in ("2025-03", "2025-04")
    ]
    last_pay = {**PAY, "month": "2025-04", "basic_wage": 900_000}
    left = {**GONE, "start_date": date(2020, 1, 1), "end_date": date(2025, 2, 10)}
    after = found(assessed(report(lines, paid=[*known, last_pay], roster=[KNOWN, left]), corpus), "PDS-TK")
    assert [(row["status"], row["reason"]) for row in after] == [("cannot_tell", "roster_contradicts")]
    new = found(assessed(report(lines, paid=[*known, last_pay]), corpus), "PDS-TK")
    assert [(row["status"], row["reason"]) for row in new] == [("cannot_tell", "perhaps_joined")]
    stays = [*known, {**last_pay, "month": "2025-03"}, last_pay]
    assert [row["status"] for row in found(assessed(report(lines, paid=stays), corpus), "PDS-TK")] == [
        "breach",
        "breach",
    ]


def test_without_roster_and_payroll_it_cannot_be_told(corpus: Corpus) -> None:
    assessment = assessed(report([HERE, {**HERE, "month": "2025-04"}]), corpus)
    rows = found(assessment, "PDS-TK")
    assert [(row["status"], row["reason"], row["worker_id"]) for row in rows] == [
        ("cannot_tell", "no_roster", None)
    ] * 2
    assert assessment.rules["PDS-TK"].cannot_tell == 2


def test_an_employer_that_reports_nobody(corpus: Corpus) -> None:
    other = {**EMPLOYER, "employer_id": "JJ000002"}
    paid = [{**PAY, "employer_id": "JJ000002", "month": "2025-03", "basic_wage": 5_000_000},
            {**PAY, "employer_id": "JJ000002", "worker_id": "2", "month": "2025-03", "basic_wage": 5_000_000},
            {**PAY, "worker_id": LINE["worker_id"], "month": "2025-03", "basic_wage": 4_000_000}]  # fmt: skip
    assessment = assessed(report([HERE], paid=paid, employers=[EMPLOYER, other]), corpus)
    (row,) = found(assessment, "PWBD")
    assert (row["status"], row["employer_id"], row["worker_id"], row["count"]) == ("breach", "JJ000002", None, 2)
    assert row["provision"] == "pp-86-2013 pasal-3/ayat-1/huruf-a"
    assert row["shortfall_total"] == 2 * 477_000
    assert found(assessment, "PDS-TK") == []
    assert assessment.engines_agree


def test_state_bodies_and_employers_of_whom_nothing_is_known(corpus: Corpus) -> None:
    state = {**EMPLOYER, "employer_id": "JJ000002", "state_body": True}
    unknown = {**EMPLOYER, "employer_id": "JJ000003"}
    paid = [{**PAY, "employer_id": "JJ000002", "month": "2025-03", "basic_wage": 5_000_000},
            {**PAY, "worker_id": LINE["worker_id"], "month": "2025-03", "basic_wage": 4_000_000}]  # fmt: skip
    assessment = assessed(report([HERE], paid=paid, employers=[EMPLOYER, state, unknown]), corpus)
    rows = found(assessment, "PWBD")
    assert [(row["employer_id"], row["status"], row["reason"]) for row in rows] == [
        ("JJ000003", "cannot_tell", "no_roster")
    ]


def test_a_month_not_reported_by_an_employer_that_reports_others(corpus: Corpus) -> None:
    second = {**EMPLOYER, "employer_id": "JJ000002"}
    lines = [HERE, {**HERE, "employer_id": "JJ000002"}, {**HERE, "employer_id": "JJ000002", "month": "2025-04"}]
    paid = [
        {**PAY, "worker_id": LINE["worker_id"], "month": month, "basic_wage": 4_000_000}
        for month in ("2025-03", "2025-04")
    ]
    assessment = assessed(report(lines, paid=paid, employers=[EMPLOYER, second]), corpus)
    assert [(row["reason"], row["month"]) for row in found(assessment, "PWBD")] == [
        ("no_report_that_month", 2025 * 12 + 3)
    ]
    assert found(assessment, "PDS-TK") == []
