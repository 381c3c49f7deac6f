"""Both engines on generated reports with payroll, roster and payments; and lines in plain order hide nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lindung.compliance.assessment.assess import Assessment
from lindung.compliance.assessment.judged import OUTCOMES, judged
from lindung.compliance.assessment.recomputation import Recount
from lindung.compliance.assessment.situation import quiet, situations, with_pay
from lindung.compliance.assessment.surroundings import of_tables
from lindung.compliance.schema import PROGRAMMES, RISK_CLASSES, SIZES, fault_bit
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import assessed, month, report
from tests.compliance.assessment.test_reference import READINGS, assessed_under

FIRST = month("2025-01")
EMPLOYERS = ("A", "B", "C")
WORKERS = tuple(f"13710112039000{n:02}" for n in range(6))
MONTHS = st.integers(FIRST, FIRST + 4)
WAGES = st.sampled_from([None, 0, 2_000_000, 2_994_193, 3_500_000, 5_000_000, 12_000_000])
BASES = st.sampled_from([None, None, "monthly", "daily", "piece", "weather_piece"])
DAYS = st.one_of(st.none(), st.dates(date(2024, 11, 1), date(2025, 7, 1)))
WHO = {"employer_id": st.sampled_from(EMPLOYERS), "worker_id": st.sampled_from(WORKERS)}
BITS = st.sampled_from(
    [0, 0, 0, 0, fault_bit("DATA-NIK-ROUNDED"), fault_bit("DATA-AMOUNT-IMPLAUSIBLE"), fault_bit("DATA-FLAG")]
)
NAMES = st.sampled_from([None, "Siti", "SITI ", "Budi"])


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    lines = draw(st.lists(st.fixed_dictionaries({
        **WHO, "month": MONTHS, "reported_wage": WAGES, "paid_wage": WAGES, "pay_basis": BASES,
        "days": st.sampled_from([None, 20.0, 25.0]), "name": NAMES, "faults": BITS,
        **{programme: st.sampled_from([True, True, True, False, None]) for programme in PROGRAMMES},
    }), max_size=25, unique_by=lambda line: (line["employer_id"], line["worker_id"], line["month"])))  # fmt: skip
    paid = draw(st.one_of(st.none(), st.lists(st.fixed_dictionaries({
        **WHO, "month": st.integers(FIRST - 3, FIRST + 4), "basic_wage": WAGES,
        "fixed_allowances": st.sampled_from([None, 0, 500_000]),
        "variable_pay": st.sampled_from([None, 100_000]), "paid_wage": WAGES, "pay_basis": BASES,
        "days": st.sampled_from([None, 20.0, 25.0]),
    }), max_size=25)))  # fmt: skip
    roster = draw(st.one_of(st.none(), st.lists(st.fixed_dictionaries({
        **WHO, "name": NAMES, "start_date": DAYS, "end_date": DAYS, "changed_on": DAYS, "reported_on": DAYS,
    }), max_size=10)))  # fmt: skip
    amounts = st.sampled_from([None, 0, 10_000, 300_000, 2_000_000])
    payments = draw(st.one_of(st.none(), st.lists(st.fixed_dictionaries({
        "employer_id": st.sampled_from(EMPLOYERS), "month": MONTHS,
        "paid_on": st.one_of(st.none(), st.dates(date(2025, 2, 1), date(2026, 12, 1))), "amount": amounts,
        **{f"amount_{programme}": st.one_of(st.none(), amounts) for programme in PROGRAMMES},
    }), max_size=10)))  # fmt: skip
    employers = draw(st.one_of(st.none(), st.lists(st.fixed_dictionaries({
        "employer_id": st.sampled_from(EMPLOYERS), "size": st.sampled_from([*SIZES, None]),
        "risk_class": st.sampled_from([*RISK_CLASSES, None]), "region": st.sampled_from(["1371", "3578", None]),
        "state_body": st.sampled_from([False, False, None, True]),
        "sector": st.sampled_from([None, "footwear", "construction"]),
    }), max_size=4)))  # fmt: skip
    return {"lines": lines, "paid": paid, "roster": roster, "payments": payments, "employers": employers}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=reports(), readings=st.sampled_from(READINGS))
def test_the_engines_agree_and_findings_add_up(made: dict[str, Any], readings: dict[str, str]) -> None:
    assessment = assessed_under(report(**made), readings)
    assert assessment.disagreements() == ()
    rows = assessment.findings().collect()
    for rule, totals in assessment.rules.items():
        mine = rows.filter(pl.col("rule") == rule)
        assert mine.filter(pl.col("status") == "breach").height == totals.breach
        assert mine.filter(pl.col("status") == "cannot_tell").height == totals.cannot_tell
        assert mine["shortfall_total"].sum() == totals.shortfall_total
    assert rows["late_fine"].sum() == assessment.late_fine_total
    assert rows["finding"].is_unique().all()
    assert sum(one.shortfall_total for one in assessment.employers) == assessment.shortfall_total
    only_once = rows.filter(pl.col("worker_id").is_not_null() & ~pl.col("rule").str.starts_with("DATA-"))
    assert not only_once.select("rule", "employer_id", "worker_id", "month").is_duplicated().any()
    hides_nothing(assessment)


def hides_nothing(assessment: Assessment) -> None:
    """No rule finds or doubts anything about a line in plain order."""
    around = of_tables(assessment.tables, assessment.around)
    rows = situations(with_pay(assessment.tables.lines, around).filter(quiet(around)), around)
    outcomes = judged(rows, assessment.law).select(*OUTCOMES.values(), "base_due", "reported").collect()
    assert outcomes.select(pl.sum_horizontal(pl.col(*OUTCOMES.values()).cast(pl.Int64).sum())).item() == 0
    assert (outcomes["base_due"] == outcomes["reported"]).all()


def test_a_difference_between_the_engines_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    made = report([{"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 5_000_000}])
    assessment = assessed(made, corpus)
    assert assessment.engines_agree
    right = assessment.recount["PDS-UPAH-UNDER"]
    wrong: dict[str, Any] = {
        **assessment.recount,
        "PDS-UPAH-UNDER": Recount(right.breach, 0, right.shortfall_total + 1, right.late_fine),
    }
    again = assessed(made, corpus)
    monkeypatch.setitem(vars(again), "recount", wrong)
    assert again.disagreements() == ("PDS-UPAH-UNDER",)
    assert not again.engines_agree
