"""The headline figures recomputed from the rows."""

import pytest

from lindung.simulation.metrics import METRICS
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario

# the list of the interface, in its order
NAMES = (
    "ever_registered", "paid_in_year", "active_stock_end", "paid_member_months", "active_coverage_end",
    "protected_person_months", "subsidised_person_months", "waiting_months_mean", "inclusion_error",
    "exclusion_error", "registrations", "lapses", "reactivations", "injuries", "deaths", "injuries_uncovered",
    "deaths_uncovered", "claims_jkk", "claims_jkm", "contributions_jkk_rp", "contributions_jkm_rp", "benefits_jkk_rp",
    "benefits_jkm_rp", "claim_ratio_jkk", "claim_ratio_jkm", "budget_spent_rp", "budget_unspent_rp", "overhead_rp",
    "falls_into_poverty", "poverty_person_months", "budget_per_protected_person_month_rp",
)  # fmt: skip
RATIOS = {
    "active_coverage_end", "waiting_months_mean", "inclusion_error", "exclusion_error", "claim_ratio_jkk",
    "claim_ratio_jkm", "budget_per_protected_person_month_rp",
}  # fmt: skip


def test_every_metric_is_there_in_order() -> None:
    assert tuple(METRICS) == NAMES
    assert len(NAMES) == 31
    for metric in METRICS.values():
        assert metric.unit
        assert metric.says.id
        assert metric.says.en


@pytest.mark.parametrize("name", Scenario.shipped())
def test_metrics_recomputed_from_the_rows(shipped: dict[str, Scenario], name: str) -> None:
    scenario = shipped[name]
    months = min(scenario.months, 30)
    done = run(scenario, workers=2_000, months=months)
    rows, last = done.rows, done.rows[-1]

    def total(*lines: str) -> int:
        return sum(row[line] for row in rows for line in lines)

    jkk = total("jkk_self_rp", "jkk_scheme_rp", "jkk_sponsor_rp")
    jkm = total("jkm_self_rp", "jkm_scheme_rp", "jkm_sponsor_rp")
    this_year = [
        row for month, row in enumerate(rows) if scenario.day_of(month).year == scenario.day_of(months - 1).year
    ]
    years = {scenario.day_of(month).year for month in range(months)}
    expected: dict[str, float | None] = {
        "ever_registered": last["ever_registered"],
        "paid_in_year": sum(row["first_payment_of_year"] for row in this_year),
        "active_stock_end": last["active"],
        "paid_member_months": total("paid_self", "subsidised", "sponsored"),
        "active_coverage_end": last["active"] / last["workers"],
        "protected_person_months": total("protected"),
        "subsidised_person_months": total("subsidised"),
        "inclusion_error": total("listed_ineligible") / total("listed"),
        "exclusion_error": total("eligible_unlisted") / total("eligible"),
        "contributions_jkk_rp": jkk,
        "contributions_jkm_rp": jkm,
        "claim_ratio_jkk": total("benefits_jkk_rp") / jkk,
        "claim_ratio_jkm": total("benefits_jkm_rp") / jkm,
        "budget_spent_rp": total("jkk_scheme_rp", "jkm_scheme_rp", "overhead_rp"),
        "budget_unspent_rp": sum(done.model.setting.budget.rupiah[year] for year in years) - total("budget_spent_rp"),
        "poverty_person_months": total("poor"),
        "budget_per_protected_person_month_rp": total("budget_spent_rp") / total("subsidised"),
        **{
            line: total(line)
            for line in (
                "registrations", "lapses", "reactivations", "injuries", "deaths", "injuries_uncovered",
                "deaths_uncovered", "claims_jkk", "claims_jkm", "benefits_jkk_rp", "benefits_jkm_rp", "overhead_rp",
                "falls_into_poverty",
            )
        },
    }  # fmt: skip
    assert expected.keys() == set(NAMES) - {"waiting_months_mean"}
    assert {metric: done.metrics[metric] for metric in expected} == expected
    waiting = done.metrics["waiting_months_mean"]
    assert waiting is not None
    assert 0 <= waiting <= months
    for row in rows:
        assert row["never"] + row["active"] + row["inactive"] == row["workers"] <= 2_000
        assert row["protected"] <= row["active"] <= row["ever_registered"]
        assert row["listed"] - row["listed_ineligible"] == row["eligible"] - row["eligible_unlisted"]
        assert row["injuries_uncovered"] <= row["injuries"]
        assert row["tries"] - row["failures"] + row["subsidised"] + row["sponsored"] >= row["registrations"]


def test_none_only_for_a_ratio_of_nothing(shipped: dict[str, Scenario]) -> None:
    done = run(shipped["padang"], workers=1, months=1)
    (row,) = done.rows
    nothing = {name for name, value in done.metrics.items() if value is None}
    assert nothing <= RATIOS
    assert {"waiting_months_mean", "inclusion_error", "exclusion_error"} <= nothing  # no scheme yet in 2021
    assert "budget_per_protected_person_month_rp" in nothing
    assert ("claim_ratio_jkk" in nothing) == (row["jkk_self_rp"] == 0)
    assert "active_coverage_end" not in nothing
    assert all(
        value == 0
        for name, value in done.metrics.items()
        if name.endswith("_rp") and row["active"] == 0 and value is not None
    )
