"""The engine against the slow reference in decimals, and against the second engine, on generated worker-months."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lindung.compliance.assessment.assess import Assessment
from lindung.compliance.assessment.inputs import Tables
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.surroundings import surroundings
from lindung.compliance.schema import PROGRAMMES, RISK_CLASSES, SIZES
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import AS_OF, LINE, Made, found, month, report
from tests.compliance.assessment.reference import SHARES, Judged, Reference

READINGS: tuple[dict[str, str], ...] = (
    {},
    {"base_floor": "paid_wage"},
    {"month_law": "first_day"},
    {"part_month": "days", "joint_leave": "working"},
    {"base_floor": "paid_wage", "month_law": "first_day", "part_month": "days"},
)
# Both sides of every change of the law that moves an amount.
MONTHS = sorted({
    *(month(f"{year}-{number:02}") for year in range(2015, 2027) for number in (2, 3) if year > 2015),
    *(month(text) for text in (
        "2015-07", "2019-12", "2020-07", "2020-08", "2020-10", "2020-11", "2020-12", "2021-01", "2021-02", "2022-06",
        "2022-07", "2022-12", "2023-03", "2023-04", "2025-01", "2025-07", "2025-08", "2025-10", "2025-11", "2025-12",
        "2026-01", "2026-09", "2026-10",
    )),
})  # fmt: skip
REGIONS = ("1371", "3578", "3171", "13", "1671", None)


@cache
def law(names: tuple[tuple[str, str], ...]) -> LawByMonth:
    return LawByMonth.of(Corpus.load(), dict(names), AS_OF)


def assessed_under(made: Made, readings: dict[str, str]) -> Assessment:
    """As `assess`, with a law that tests share."""
    one = law(tuple(sorted(readings.items())))
    tables = Tables.of(made)
    return Assessment(tables, one, surroundings(tables, one))


WAGES = st.one_of(
    st.none(),
    st.just(0),
    st.integers(1, 30_000_000),
    st.sampled_from([2_994_193, 2_994_192, 2_994_194, 4_961_753, 5_032_635, 5_000_000, 5_000_001, 8_939_700, 8_754_600,
                     10_042_300, 10_547_400, 10_547_401]),
)  # fmt: skip
FLAGS = st.sampled_from([True, True, True, False, None])


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    at = draw(st.sampled_from(MONTHS))
    reported = draw(WAGES)
    paid = draw(st.one_of(WAGES, st.just(reported), st.integers(-3, 3).map(lambda n: max(0, (reported or 0) + n))))
    first = date(at // 12, at % 12 + 1, 1)
    days = st.one_of(st.none(), st.none(), st.integers(-40, 40).map(lambda n: first + timedelta(n)))
    return {
        "month": at, "reported_wage": reported, "paid_wage": paid, "region": draw(st.sampled_from(REGIONS)),
        "pay_basis": draw(st.sampled_from([None, "monthly", "monthly", "daily"])),
        "days": draw(st.sampled_from([None, 0.0, 1.0, 12.5, 22.0, 25.0, 26.0])),
        "start_date": draw(days), "end_date": draw(days),
        "birth_date": draw(st.one_of(st.none(), st.dates(date(1955, 1, 1), date(2000, 12, 31)))),
        **{programme: draw(FLAGS) for programme in PROGRAMMES},
    }  # fmt: skip


EMPLOYERS = st.fixed_dictionaries({
    "size": st.sampled_from([*SIZES, None]),
    "risk_class": st.sampled_from([*RISK_CLASSES, None]),
    "region": st.sampled_from(REGIONS),
    "registered_on": st.one_of(st.none(), st.dates(date(2020, 6, 1), date(2020, 12, 31))),
    "suspension_from": st.one_of(st.none(), st.none(), st.dates(date(2020, 1, 1), date(2020, 12, 31))),
    "suspension_until": st.one_of(st.none(), st.none(), st.dates(date(2020, 6, 1), date(2021, 12, 31))),
    "state_body": st.sampled_from([False, False, False, None, True]),
    "sector": st.sampled_from([None, None, "construction"]),
})  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    employer=EMPLOYERS,
    made=st.lists(lines(), min_size=1, max_size=25),
    readings=st.sampled_from(READINGS),
)
def test_agrees_with_the_reference_row_by_row(
    employer: dict[str, Any], made: list[dict[str, Any]], readings: dict[str, str]
) -> None:
    named = {**employer, "employer_id": "A"}
    numbered = [{**line, "employer_id": "A", "worker_id": f"{place:016}"} for place, line in enumerate(made)]
    assessment = assessed_under(report(numbered, employers=[named]), readings)
    reference = Reference(assessment.law.corpus, assessment.law.readings, AS_OF)
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for row in found(assessment):
        if row["worker_id"] is not None:
            rows.setdefault(row["worker_id"], {})[row["rule"]] = row
    totals = {"shortfall": 0, "fine": 0}
    for line in numbered:
        judged = reference.judge({**LINE, **line}, named, {})
        mine = rows.get(line["worker_id"], {})
        assert {rule: row["status"] for rule, row in mine.items()} == {
            rule: status for rule, status in judged.answers.items() if status != "none"
        }, line  # fmt: skip
        check_money(mine, judged, line)
        totals["shortfall"] += sum(judged.lifted.values()) + sum(judged.left_out.values())
        totals["fine"] += judged.lifted_fine + judged.left_out_fine
    mine_total = sum(t.shortfall_total for rule, t in assessment.rules.items() if rule not in ("PMI", "PWBD", "PDS-TK"))
    assert mine_total == totals["shortfall"]
    assert assessment.late_fine_total == totals["fine"]
    assert assessment.disagreements() == ()


def check_money(mine: dict[str, dict[str, Any]], judged: Judged, line: dict[str, Any]) -> None:
    under = judged.answers["PDS-UPAH-UNDER"] == "breach"
    expected = {
        "PDS-UPAH-UNDER": (judged.lifted, judged.lifted_fine) if under else None,
        "BASE-BELOW-UMK": (judged.lifted, judged.lifted_fine) if not under else ({}, 0),
        "PDS-PROGRAM": (judged.left_out, judged.left_out_fine),
    }
    for rule, amounts in expected.items():
        if judged.answers[rule] != "breach" or amounts is None:
            continue
        row = mine[rule]
        short, fine = amounts
        assert {
            share: row[f"shortfall_{share}"] for share in SHARES if row[f"shortfall_{share}"] is not None
        } == short, line
        assert (row["shortfall_total"] or 0) == sum(short.values()), line
        assert (row["late_fine"] or 0) == fine, line
        if judged.base_due is not None:
            assert row["base_due"] == judged.base_due, line
    if judged.answers["PDS-UPAH-OVER"] == "breach":
        assert (mine["PDS-UPAH-OVER"]["overpaid_worker"] or 0) == (judged.overpaid or 0), line


@pytest.mark.parametrize("readings", READINGS, ids=lambda readings: " ".join(readings.values()) or "default")
def test_the_other_reading_is_run_as_well(readings: dict[str, str]) -> None:
    """The range equals two assessments, one under each choice of the floor."""
    made = report(
        [
            {"month": "2025-03", "reported_wage": wage, "paid_wage": paid, "worker_id": f"{place:016}",
             "jp": place % 3 > 0}
            for place, (wage, paid) in enumerate(
                [(2_000_000, 2_500_000), (2_600_000, 1_800_000), (2_000_000, 2_000_000), (2_000_000, 4_000_000),
                 (5_000_000, 5_000_000), (4_000_000, 6_000_000), (None, 3_000_000), (2_000_000, None)]
            )
        ],
        paid=None,
    )  # fmt: skip
    for choice in ("umk", "paid_wage"):
        one = assessed_under(made, {**readings, "base_floor": choice})
        breaches = sum(totals.breach for totals in one.rules.values())
        for other in ("umk", "paid_wage"):
            told = assessed_under(made, {**readings, "base_floor": other}).range["base_floor"][choice]
            assert (told.breach, told.shortfall_total) == (breaches, one.shortfall_total)
