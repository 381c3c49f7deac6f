"""The table of edges: each side of a change of law, the expected rupiah worked out by hand from the published
figures."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import AS_OF, EMPLOYER, LINE, Row, assessed, found, report
from tests.compliance.assessment.reference import Reference

# month, JP ceiling of that month: PP 45/2015 Article 29 and the yearly letters; it falls in March 2021
JP_CEILINGS = [
    ("2021-02", 8_939_700), ("2021-03", 8_754_600),
    ("2022-02", 8_754_600), ("2022-03", 9_077_600),
    ("2023-02", 9_077_600), ("2023-03", 9_559_600),
    ("2024-02", 9_559_600), ("2024-03", 10_042_300),
    ("2025-02", 10_042_300), ("2025-03", 10_547_400),
    ("2026-02", 10_547_400), ("2026-03", 11_086_300),
]  # fmt: skip


def under(made_line: Row, corpus: Corpus, employer: Row = EMPLOYER, **readings: str) -> dict[str, Any]:
    """The finding of under-reporting of one line; it must equal the decimal reference."""
    made = report([made_line], employers=[employer])
    assessment = assessed(made, corpus, **readings)
    (row,) = found(assessment, "PDS-UPAH-UNDER")
    reference = Reference(corpus, assessment.law.readings, AS_OF)
    (line,) = made.lines.collect().to_dicts()
    judged = reference.judge({**LINE, **line}, employer, {})
    assert judged.lifted == {
        name.removeprefix("shortfall_"): row[name]
        for name in row
        if name.startswith("shortfall_") and name != "shortfall_total" and row[name] is not None
    }
    assert row["late_fine"] == judged.lifted_fine
    assert assessment.engines_agree
    return row


def nearest(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("month", "ceiling"), JP_CEILINGS)
def test_jp_ceiling_in_february_and_march(month: str, ceiling: int, corpus: Corpus) -> None:
    row = under({"month": month, "reported_wage": 6_000_000, "paid_wage": 15_000_000}, corpus)
    assert row["base_due"] == 15_000_000
    assert row["shortfall_jp_employer"] == nearest(Decimal(ceiling) * 2 / 100) - 120_000
    assert row["shortfall_jp_worker"] == nearest(Decimal(ceiling) / 100) - 60_000
    assert row["shortfall_jht_employer"] == 333_000  # no ceiling


@pytest.mark.parametrize(
    ("month", "jkk", "jkm", "jkp"),
    [
        # PP 37/2021: JKK 0.40 %, JKM 0.20 %, JKP out of both 0.24 %, wage up to Rp5,000,000
        ("2025-01", 4_000_000 * 40 // 10_000, 4_000_000 * 20 // 10_000, 1_000_000 * 24 // 10_000),
        # PP 6/2025 from 7 February 2025: JKM again 0.30 %, JKP out of JKK alone 0.14 %
        ("2025-02", 4_000_000 * 40 // 10_000, 4_000_000 * 30 // 10_000, 1_000_000 * 14 // 10_000),
    ],
)
def test_jkp_before_and_after_7_february_2025(month: str, jkk: int, jkm: int, jkp: int, corpus: Corpus) -> None:
    row = under({"month": month, "reported_wage": 4_000_000, "paid_wage": 8_000_000}, corpus)
    assert (row["shortfall_jkk"], row["shortfall_jkm"], row["shortfall_jkp"]) == (jkk, jkm, jkp)


def test_the_month_that_a_change_falls_in_goes_by_the_reading(corpus: Corpus) -> None:
    line = {"month": "2025-02", "reported_wage": 4_000_000, "paid_wage": 8_000_000}
    assert under(line, corpus, month_law="first_day")["shortfall_jkp"] == 2_400
    assert under(line, corpus, month_law="last_day")["shortfall_jkp"] == 1_400


def test_without_jkp_the_full_rates_hold(corpus: Corpus) -> None:
    row = under({"month": "2025-01", "reported_wage": 4_000_000, "paid_wage": 8_000_000, "jkp": False}, corpus)
    assert (row["shortfall_jkk"], row["shortfall_jkm"], row["shortfall_jkp"]) == (21_600, 12_000, None)


@pytest.mark.parametrize(
    ("month", "minimum"),
    [("2025-10", 4_961_753), ("2025-11", 5_032_635), ("2025-12", 5_032_635), ("2026-01", 5_288_796)],
)
def test_surabaya_has_two_minimum_wages_in_2025(month: str, minimum: int, corpus: Corpus) -> None:
    surabaya = {**EMPLOYER, "region": "3578"}
    made = report([{"month": month, "reported_wage": 4_000_000, "paid_wage": 4_000_000}], employers=[surabaya])
    assessment = assessed(made, corpus)
    (base,) = found(assessment, "BASE-BELOW-UMK")
    assert (base["status"], base["minimum_wage"], base["base_due"]) == ("breach", minimum, minimum)
    assert base["shortfall_jht_worker"] == nearest(Decimal(minimum) * 2 / 100) - 80_000
    (wage,) = found(assessment, "WAGE-BELOW-UMK")
    assert (wage["status"], wage["shortfall_total"]) == ("breach", None)
    assert assessment.engines_agree


def test_padang_goes_by_the_provincial_wage(corpus: Corpus) -> None:
    made = report([{"month": "2025-06", "reported_wage": 2_500_000, "paid_wage": 3_500_000}])
    (row,) = found(assessed(made, corpus), "BASE-BELOW-UMK")
    assert (row["status"], row["minimum_wage"]) == ("breach", 2_994_193)  # West Sumatra 2025


@pytest.mark.parametrize(
    ("month", "jkk", "jkm", "fine_parts"),
    [
        ("2020-07", 21_600, 12_000, 2_000),  # 0.54 %, 0.30 %, fined 2 % a month
        ("2020-08", 216, 120, 500),  # PP 49/2020: 1 % of that is left, fined 0.5 %
        ("2021-01", 216, 120, 500),
        ("2021-02", 21_600, 12_000, 2_000),
    ],
)
def test_relief_months(month: str, jkk: int, jkm: int, fine_parts: int, corpus: Corpus) -> None:
    """JHT and JP are not cut. The due day of the relief is the 30th, moved back over holidays."""
    line = {"month": month, "reported_wage": 4_000_000, "paid_wage": 8_000_000, "jkp": False}
    row = under(line, corpus)
    assert (row["shortfall_jkk"], row["shortfall_jkm"]) == (jkk, jkm)
    assert (row["shortfall_jht_employer"], row["shortfall_jp_worker"]) == (148_000, 40_000)
    begun = {"2020-07": 76, "2020-08": 74, "2021-01": 69, "2021-02": 69}[month]  # months begun to 21 November 2026
    expected = sum(nearest(Decimal(amount) * fine_parts * begun / 100_000) for amount in (jkk + jkm, 228_000, 120_000))
    assert row["late_fine"] == expected


def test_who_registered_during_the_relief_pays_two_months_in_full(corpus: Corpus) -> None:
    from datetime import date

    newcomer = {**EMPLOYER, "registered_on": date(2020, 9, 3)}
    jkk = [
        under({"month": month, "reported_wage": 4_000_000, "paid_wage": 8_000_000, "jkp": False}, corpus, newcomer)[
            "shortfall_jkk"
        ]
        for month in ("2020-09", "2020-10", "2020-11")
    ]
    assert jkk == [21_600, 21_600, 216]


@pytest.mark.parametrize(
    ("month", "workers", "sector", "jkk", "jkp"),
    [
        ("2025-01", 50, "footwear", 40 * 400, 1_000_000 * 24 // 10_000),  # not yet
        ("2025-02", 50, "footwear", 13 * 400, 1_400),  # 0.54 % / 2 - 0.14 %
        ("2025-02", 49, "footwear", 40 * 400, 1_400),  # too few members
        ("2025-02", 50, "construction", 40 * 400, 1_400),  # another sector
        ("2026-01", 50, "footwear", 13 * 400, 1_400),  # PP 36/2025: to January 2026
        ("2026-02", 50, "footwear", 40 * 400, 1_400),
    ],
)
def test_labour_intensive_industry(month: str, workers: int, sector: str, jkk: int, jkp: int, corpus: Corpus) -> None:
    """PP 7/2025: half of JKK for firms of the sectors named with at least 50 members."""
    crowd = [
        {"month": month, "reported_wage": 4_000_000, "paid_wage": 4_000_000, "worker_id": f"{n:016}"}
        for n in range(workers - 1)
    ]
    one = {"month": month, "reported_wage": 4_000_000, "paid_wage": 8_000_000}
    assessment = assessed(report([*crowd, one], employers=[{**EMPLOYER, "sector": sector}]), corpus)
    (row,) = found(assessment, "PDS-UPAH-UNDER")
    assert (row["shortfall_jkk"], row["shortfall_jkp"]) == (jkk, jkp)
    assert assessment.engines_agree
