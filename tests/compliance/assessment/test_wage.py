"""The wage reported against the wage paid: the two directions, what counts of the pay, what cannot be told."""

from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, LINE, ON_WAGES, assessed, found, report, statuses

PAID_1_8_REPORTED_2_6 = {"month": "2025-03", "paid_wage": 1_800_000, "reported_wage": 2_600_000}
MIRROR = {"month": "2025-03", "paid_wage": 2_600_000, "reported_wage": 1_800_000}
SPLIT = {"employer_id": "JJ000001", "worker_id": LINE["worker_id"], "month": "2025-03"}


def test_paid_1_8_and_reported_2_6_million(corpus: Corpus) -> None:
    """The worker of the study on contribution bases: he overpays 2 % JHT and 1 % JP of Rp800,000 each month."""
    ways: tuple[dict[str, str], ...] = ({"base_floor": "paid_wage"}, {})
    for readings in ways:
        employer = EMPLOYER if readings else {**EMPLOYER, "size": "small", "region": None}
        (row,) = found(
            assessed(report([PAID_1_8_REPORTED_2_6], employers=[employer]), corpus, **readings), "PDS-UPAH-OVER"
        )
        assert row["status"] == "breach"
        assert row["overpaid_worker"] == 16_000 + 8_000
        assert (row["base_reported"], row["base_due"]) == (2_600_000, 1_800_000)
        assert row["provision"] == "pp-86-2013 pasal-3/ayat-2/huruf-b"
        assert row["shortfall_total"] is None


def test_an_over_reported_base_overpays_only_above_the_floor(corpus: Corpus) -> None:
    """Padang 2025: the floor of Rp2,994,193 lies above what was reported, so nothing was overpaid; the base is low."""
    assessment = assessed(report([PAID_1_8_REPORTED_2_6]), corpus)
    (over,) = found(assessment, "PDS-UPAH-OVER")
    assert (over["status"], over["overpaid_worker"]) == ("breach", 0)
    (base,) = found(assessment, "BASE-BELOW-UMK")
    assert (base["base_due"], base["shortfall_jht_worker"]) == (2_994_193, 59_884 - 52_000)
    above = assessed(report([{**PAID_1_8_REPORTED_2_6, "reported_wage": 3_994_193}]), corpus)
    assert found(above, "PDS-UPAH-OVER")[0]["overpaid_worker"] == (79_884 - 59_884) + (39_942 - 29_942)


def test_the_mirror_case(corpus: Corpus) -> None:
    (row,) = found(assessed(report([MIRROR]), corpus, base_floor="paid_wage"), "PDS-UPAH-UNDER")
    assert (row["shortfall_jht_employer"], row["shortfall_jht_worker"]) == (29_600, 16_000)
    assert (row["shortfall_jp_employer"], row["shortfall_jp_worker"]) == (16_000, 8_000)
    assert (row["shortfall_jkk"], row["shortfall_jkm"], row["shortfall_jkp"]) == (3_200, 2_400, 1_120)
    assert row["shortfall_total"] == 76_320
    assert row["overpaid_worker"] is None
    assert row["provision"] == "pp-86-2013 pasal-3/ayat-2/huruf-b"


def test_a_rupiah_short_counts_once_where_two_rules_find_it(corpus: Corpus) -> None:
    """Padang 2025, reported 1.8 and paid 2.6 million: both below the floor of Rp2,994,193."""
    assessment = assessed(report([MIRROR]), corpus)
    under, base = found(assessment, "PDS-UPAH-UNDER")[0], found(assessment, "BASE-BELOW-UMK")[0]
    assert under["base_due"] == base["base_due"] == 2_994_193
    assert under["shortfall_total"] == 113_927
    assert base["shortfall_total"] is None
    assert assessment.shortfall_total == 113_927
    assert assessment.rules["BASE-BELOW-UMK"].breach == 1


@pytest.mark.parametrize(("reported", "expected"), [
    (4_999_999, {}), (5_000_001, {}), (4_999_998, {"PDS-UPAH-UNDER": "breach"}),
    (5_000_002, {"PDS-UPAH-OVER": "breach"}),
])  # fmt: skip
def test_a_difference_of_one_rupiah_is_rounding(reported: int, expected: dict[str, str], corpus: Corpus) -> None:
    made = report([{"month": "2025-03", "paid_wage": 5_000_000, "reported_wage": reported}])
    assert statuses(assessed(made, corpus), *ON_WAGES) == expected


@pytest.mark.parametrize(("pay", "reported", "expected"), [
    ({"basic_wage": 3_000_000, "fixed_allowances": 1_000_000, "variable_pay": 900_000}, 4_000_000, {}),
    ({"basic_wage": 3_000_000, "fixed_allowances": 1_000_000, "variable_pay": 900_000}, 4_900_000,
     {"PDS-UPAH-OVER": "breach"}),
    ({"basic_wage": 4_000_000}, 4_000_000, {}),
    ({"basic_wage": 4_000_000, "paid_wage": 5_000_000}, 4_000_000, {}),
    ({"paid_wage": 5_000_000, "variable_pay": 1_000_000}, 4_000_000, {}),
    ({"paid_wage": 4_000_000}, 4_000_000, {}),
    ({"basic_wage": -4_000_000}, 4_000_000,
     dict.fromkeys(("PDS-UPAH-UNDER", "PDS-UPAH-OVER", "WAGE-BELOW-UMK"), "cannot_tell")),
])  # fmt: skip
def test_basic_wage_and_fixed_allowances_count(
    pay: dict[str, Any], reported: int, expected: dict[str, str], corpus: Corpus
) -> None:
    made = report([{"month": "2025-03", "reported_wage": reported, "paid_wage": 1}], paid=[{**SPLIT, **pay}])
    assessment = assessed(made, corpus)
    assert statuses(assessment, *ON_WAGES) == expected
    assert assessment.engines_agree


def test_an_allowance_left_empty_beside_others_is_not_zero(corpus: Corpus) -> None:
    lines = [{"month": "2025-03", "reported_wage": 3_000_000, "worker_id": worker} for worker in ("1", "2")]
    paid = [{**SPLIT, "worker_id": "1", "basic_wage": 3_000_000},
            {**SPLIT, "worker_id": "2", "basic_wage": 2_500_000, "fixed_allowances": 500_000}]  # fmt: skip
    assessment = assessed(report(lines, paid=paid), corpus)
    rows = found(assessment, "PDS-UPAH-UNDER")
    assert [(row["worker_id"], row["status"], row["reason"]) for row in rows] == [
        ("1", "cannot_tell", "allowance_unknown")
    ]
    assert assessment.engines_agree


def test_two_payments_of_a_month_add_up(corpus: Corpus) -> None:
    made = report(
        [{"month": "2025-03", "reported_wage": 4_000_000}],
        paid=[{**SPLIT, "basic_wage": 1_500_000}, {**SPLIT, "basic_wage": 2_500_000}],
    )
    assessment = assessed(made, corpus)
    assert statuses(assessment, *ON_WAGES) == {}
    assert len(found(assessment, "PDS-UPAH-OVER")) == 0
    assert assessment.engines_agree


@pytest.mark.parametrize(("line", "reason"), [
    ({"reported_wage": None, "paid_wage": 4_000_000}, "no_reported_wage"),
    ({"reported_wage": -5, "paid_wage": 4_000_000}, "no_reported_wage"),
    ({"reported_wage": 10**15, "paid_wage": 4_000_000}, "no_reported_wage"),
    ({"reported_wage": 4_000_000, "paid_wage": None}, "no_paid_wage"),
    ({"reported_wage": 4_000_000, "paid_wage": 0}, "zero_pay"),
    ({"reported_wage": 4_000_000, "paid_wage": 4_000_000, "pay_basis": "daily"}, "no_days"),
    ({"reported_wage": 4_000_000, "paid_wage": 4_000_000, "pay_basis": "piece"}, "no_history"),
])  # fmt: skip
def test_what_is_missing_is_neither_zero_nor_innocent(line: dict[str, Any], reason: str, corpus: Corpus) -> None:
    assessment = assessed(report([{"month": "2025-03", **line}]), corpus)
    for rule in ("PDS-UPAH-UNDER", "PDS-UPAH-OVER"):
        (row,) = found(assessment, rule)
        assert (row["status"], row["reason"]) == ("cannot_tell", reason)
        assert row["reason_id"]
        assert row["reason_en"]
        assert row["shortfall_total"] is None
    assert assessment.engines_agree


def test_months_outside_the_law_on_file(corpus: Corpus) -> None:
    for month in ("2015-06", "2026-12"):
        made = report([{"month": month, "reported_wage": 1_000_000, "paid_wage": 4_000_000}])
        assert found(assessed(made, corpus), "PDS-UPAH-UNDER")[0]["reason"] == "month_outside"


def test_without_a_risk_class_jkk_is_not_known_and_the_rest_is(corpus: Corpus) -> None:
    (row,) = found(
        assessed(report([MIRROR], employers=[{**EMPLOYER, "risk_class": None}]), corpus, base_floor="paid_wage"),
        "PDS-UPAH-UNDER",
    )
    assert row["shortfall_jkk"] is None
    assert row["shortfall_total"] == 76_320 - 3_200


def test_a_report_that_names_no_employer_is_of_one(corpus: Corpus) -> None:
    line = {"month": "2025-03", "employer_id": None, "reported_wage": 4_000_000, "region": "1371"}
    pay = {**SPLIT, "employer_id": None, "basic_wage": 5_000_000}
    (row,) = found(assessed(report([line], paid=[pay], employers=None), corpus), "PDS-UPAH-UNDER")
    assert (row["status"], row["employer_id"], row["paid_wage"]) == ("breach", None, 5_000_000)
