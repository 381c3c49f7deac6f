"""Pay by the day and by the piece."""

from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import LINE, ON_WAGES, Row, assessed, found, report, statuses

WORKER = {"employer_id": "JJ000001", "worker_id": LINE["worker_id"]}


@pytest.mark.parametrize(("paid", "days", "base"), [
    (3_300_000, 22.0, 3_750_000), (3_750_000, 25.0, 3_750_000), (3_900_000, 26.0, 3_750_000),
    (1_875_000, 12.5, 3_750_000),
    (3_500_000, 23.0, 3_804_348),  # 3,500,000 / 23 x 25 = 3,804,347.8
])  # fmt: skip
def test_a_daily_wage_times_25(paid: int, days: float, base: int, corpus: Corpus) -> None:
    line = {"month": "2025-03", "paid_wage": paid, "days": days, "pay_basis": "daily"}
    assert statuses(assessed(report([{**line, "reported_wage": base}]), corpus), *ON_WAGES) == {}
    (row,) = found(assessed(report([{**line, "reported_wage": base - 2}]), corpus), "PDS-UPAH-UNDER")
    assert (row["paid_wage"], row["base_due"]) == (paid, base)


def history(*pays: int | None, first: str = "2024-01", basis: str = "piece") -> list[dict[str, Any]]:
    """Pay of consecutive months from `first`."""
    year, _, number = first.partition("-")
    start = int(year) * 12 + int(number) - 1
    return [{**WORKER, "month": start + place, "paid_wage": pay, "pay_basis": basis} for place, pay in enumerate(pays)]


@pytest.mark.parametrize(("pays", "basis", "reported", "expected"), [
    ((3_000_000, 3_300_000, 3_601_000, 9_000_000), "piece", 3_300_333, {}),
    ((3_000_000, 3_300_000, 3_601_000, 9_000_000), "piece", 3_300_000, {"PDS-UPAH-UNDER": "breach"}),
    ((3_300_000, 3_601_000, 9_000_000), "piece", 3_300_333, dict.fromkeys(ON_WAGES[:2], "cannot_tell")),
    ((3_000_000, None, 3_601_000, 9_000_000), "piece", 3_300_333, dict.fromkeys(ON_WAGES[:2], "cannot_tell")),
    ((*[3_000_000] * 6, *[4_000_000] * 6, 9_000_000), "weather_piece", 3_500_000, {}),
    ((*[3_000_000] * 5, *[4_000_000] * 6, 9_000_000), "weather_piece", 3_500_000,
     dict.fromkeys(ON_WAGES[:2], "cannot_tell")),
])  # fmt: skip
def test_piece_work_goes_by_the_months_before(
    pays: tuple[int | None, ...], basis: str, reported: int, expected: dict[str, str], corpus: Corpus
) -> None:
    paid = history(*pays, basis=basis)
    line: Row = {"month": paid[-1]["month"], "reported_wage": reported, "pay_basis": basis}
    assessment = assessed(report([line], paid=paid), corpus)
    mine = {
        row["rule"]: row["status"]
        for row in found(assessment)
        if row["rule"] in ON_WAGES and row["month"] == line["month"]
    }
    assert mine == expected
    assert assessment.engines_agree


def test_the_months_before_may_stand_in_the_report(corpus: Corpus) -> None:
    lines = [
        {"month": f"2025-{number:02}", "paid_wage": pay, "reported_wage": 3_300_000, "pay_basis": "piece"}
        for number, pay in enumerate((3_000_000, 3_300_000, 3_600_000, 5_000_000), 1)
    ]
    assessment = assessed(report(lines), corpus)
    assert [row["status"] for row in found(assessment, "PDS-UPAH-UNDER")] == ["cannot_tell"] * 3
    assert assessment.engines_agree


def test_piece_pay_below_the_minimum_in_one_month_tells_nothing(corpus: Corpus) -> None:
    paid = history(3_000_000, 3_300_000, 3_600_000, 2_000_000)
    line = {"month": paid[-1]["month"], "reported_wage": 3_300_000, "pay_basis": "piece"}
    (row,) = found(assessed(report([line], paid=paid), corpus), "WAGE-BELOW-UMK")
    assert (row["status"], row["reason"]) == ("cannot_tell", "piece_minimum")
