"""Lawful cases that look like breaches: none is accused."""

from datetime import date
from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, LINE, ON_WAGES, assessed, found, report, statuses

BELOW = {"month": "2025-03", "reported_wage": 2_000_000, "paid_wage": 2_000_000}  # Padang: minimum Rp2,994,193
ENOUGH = {"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 4_000_000}
FEW = {"jht": False, "jp": False, "jkp": False}
MARCH = {"month": "2025-03", "reported_wage": 3_500_000, "paid_wage": 1_200_000}
SUSPENDED = {**EMPLOYER, "region": "1275", "suspension_from": date(2020, 1, 1), "suspension_until": date(2020, 12, 31)}
OLD = {"month": "2020-06", "reported_wage": 2_500_000, "paid_wage": 2_500_000, "jkp": False}  # Medan 2020: Rp3,222,526
BOTH_BREACHED = {"BASE-BELOW-UMK": "breach", "WAGE-BELOW-UMK": "breach"}
BOTH_UNSURE = dict.fromkeys(BOTH_BREACHED, "cannot_tell")


@pytest.mark.parametrize(("line", "employer"), [
    ({**BELOW, **FEW}, {**EMPLOYER, "size": "micro"}),
    ({**BELOW, "jp": False, "jkp": False}, {**EMPLOYER, "size": "small"}),
    ({**BELOW, "reported_wage": 2_994_193, "paid_wage": 2_994_193}, EMPLOYER),
    ({**BELOW, "reported_wage": 2_994_192, "paid_wage": 2_994_192}, EMPLOYER),  # a rupiah of rounding
    ({**MARCH, "start_date": date(2025, 3, 20)}, EMPLOYER),
    ({**MARCH, "start_date": date(2025, 3, 20), "jp": False}, EMPLOYER),  # 30 days to register for JP
    ({**MARCH, "end_date": date(2025, 3, 10)}, EMPLOYER),
    ({**MARCH, "reported_wage": 1_200_000, "end_date": date(2025, 3, 10)}, EMPLOYER),
    (OLD, SUSPENDED),
    ({**OLD, "month": "2020-12"}, SUSPENDED),  # granted in time, so it runs on after the Job Creation law
    ({"month": "2025-03", "reported_wage": 15_000_000, "paid_wage": 15_000_000}, EMPLOYER),  # above the ceilings
    ({**ENOUGH, "jkp": False}, EMPLOYER),
    ({**ENOUGH, "jp": False, "birth_date": date(1965, 1, 9)}, EMPLOYER),
    ({**ENOUGH, "jp": False, "jht": False, "pay_basis": "daily", "days": 25.0}, {**EMPLOYER, "sector": "construction"}),
    ({**MARCH, **FEW}, {**EMPLOYER, "state_body": True}),
])  # fmt: skip
def test_not_accused(line: dict[str, Any], employer: dict[str, Any], corpus: Corpus) -> None:
    ways: tuple[dict[str, str], ...] = ({}, {"base_floor": "paid_wage"}, {"month_law": "first_day"})
    for readings in ways:
        assessment = assessed(report([line], employers=[employer]), corpus, **readings)
        assert statuses(assessment, *ON_WAGES) == {}
        assert assessment.engines_agree


@pytest.mark.parametrize(("line", "employer", "expected"), [
    # the exemption of small employers came with the Job Creation law of November 2020
    ({**OLD, "month": "2020-10"}, {**EMPLOYER, "size": "micro", "region": "1275"}, BOTH_BREACHED),
    ({**OLD, "month": "2020-11"}, {**EMPLOYER, "size": "micro", "region": "1275"}, {}),
    # suspended after its abolition, after its end, without its end
    (OLD, {**SUSPENDED, "suspension_from": date(2020, 11, 2)}, BOTH_BREACHED),
    ({**OLD, "month": "2021-01"}, SUSPENDED, BOTH_BREACHED),
    (OLD, {**SUSPENDED, "suspension_until": None}, BOTH_UNSURE),
    # not known whether small, where, or what the wage is
    (BELOW, {**EMPLOYER, "size": None}, BOTH_UNSURE),
    (BELOW, {**EMPLOYER, "region": None}, BOTH_UNSURE),
    (BELOW, {**EMPLOYER, "region": "1671"}, BOTH_UNSURE),
    ({**BELOW, "region": "1671"}, {**EMPLOYER, "size": "micro"}, {}),
    # programmes
    ({**BELOW, **FEW}, {**EMPLOYER, "size": "small"}, {"PDS-PROGRAM": "breach"}),
    ({**BELOW, "jkm": False}, {**EMPLOYER, "size": "micro"}, {"PDS-PROGRAM": "breach"}),
    ({**BELOW, "jkm": None}, {**EMPLOYER, "size": "micro"}, {"PDS-PROGRAM": "cannot_tell"}),
    ({**ENOUGH, "jp": False}, {**EMPLOYER, "size": None}, {"PDS-PROGRAM": "cannot_tell"}),
    ({**ENOUGH, "jkk": False}, {**EMPLOYER, "size": None}, {"PDS-PROGRAM": "breach"}),
    ({**ENOUGH, "jp": False, "birth_date": date(1966, 3, 9)}, EMPLOYER, {"PDS-PROGRAM": "breach"}),  # is 59 this month
])  # fmt: skip
def test_their_neighbours(
    line: dict[str, Any], employer: dict[str, Any], expected: dict[str, str], corpus: Corpus
) -> None:
    assessment = assessed(report([line], employers=[employer]), corpus)
    assert statuses(assessment, *ON_WAGES) == expected
    assert assessment.engines_agree


def test_under_the_paid_wage_reading_a_low_base_is_a_lead(corpus: Corpus) -> None:
    assessment = assessed(report([BELOW]), corpus, base_floor="paid_wage")
    assert statuses(assessment, *ON_WAGES) == {"BASE-BELOW-UMK": "lead", "WAGE-BELOW-UMK": "breach"}
    assert (assessment.rules["BASE-BELOW-UMK"].lead, assessment.shortfall_total) == (1, 0)


def test_wage_below_the_minimum_is_never_in_the_shortfall(corpus: Corpus) -> None:
    assessment = assessed(report([BELOW]), corpus, base_floor="paid_wage")
    (row,) = found(assessment, "WAGE-BELOW-UMK")
    assert row["provision"] == "uu-6-2023 pasal-88e/ayat-2"
    assert {name: value for name, value in row.items() if name.startswith("shortfall") and value is not None} == {}


@pytest.mark.parametrize(("month", "provision"), [
    ("2020-10", "uu-13-2003 pasal-90/ayat-1"), ("2020-11", "uu-11-2020 pasal-88e/ayat-2"),
    ("2022-12", "perppu-2-2022 pasal-88e/ayat-2"), ("2023-03", "uu-6-2023 pasal-88e/ayat-2"),
])  # fmt: skip
def test_the_ban_stands_in_the_law_of_the_month(month: str, provision: str, corpus: Corpus) -> None:
    made = report([{**BELOW, "month": month}])
    assert found(assessed(made, corpus), "WAGE-BELOW-UMK")[0]["provision"] == provision


def test_a_doubled_line_is_judged_once(corpus: Corpus) -> None:
    from lindung.compliance.schema import fault_bit

    again = {**LINE, **BELOW, "faults": fault_bit("DATA-DUPLICATE")}
    assessment = assessed(report([BELOW, again]), corpus)
    assert assessment.rules["BASE-BELOW-UMK"].breach == 1
    assert assessment.rules["DATA-DUPLICATE"].data == 1
    assert [row["status"] for row in found(assessment, "DATA-DUPLICATE")] == ["data"]
    assert assessment.engines_agree
