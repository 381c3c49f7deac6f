"""The shipped month measured whole, and made wrong: each change moves the check it must."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lindung.messages import BadInput
from lindung.simulation.compiled import F32
from lindung.simulation.parameters import Parameters
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation import (
    changes,
)
from lindung.simulation.validation.validate import validate
from tests.simulation.validation.made import FEW, fact


@pytest.mark.parametrize(
    ("number", "figure", "holds", "numbers"),
    [
        (1, "growth_gap", False, {"lapse_early": 0, "lapse_late": 0, "exit_rate": 0}),
        (2, "ratio", False, {"lapse_early": 0.1, "lapse_late": 0.1}),
        (2, "few_months", False, {"lapse_early": 0, "lapse_late": 0}),
        (3, "bad_month_ratio", False, {"lapse_bad_month": 1}),
        (4, "stay", True, {"return_from_arrears": 0}),
        (3, "return_in_good_months", False, {"reactivation_bad_month": 1}),
        (4, "stay", False, {"keep_paying": 0.6}),
        (4, "above", False, {"enrol_base": 0, "keep_paying": 0}),
        (5, "free_over_full", False, {"selection": 0}),
        (5, "agent_over_own", False, {"agent_selection": -1}),
        (6, "information", True, {"contact_gain": 0}),
        (6, "information", False, {"information_effect": 0.2}),
        (6, "help", False, {"assist_multiplier": 1}),
        (6, "tries", False, {"registration_failure": 0.1}),
        (7, "knowing_neighbours", False, {"peer_premium_cut": 0, "peer_gain": 0}),
        (7, "paid_claim", False, {"claim_gain": 0, "trust_paid_claim": 0}),
        (7, "refused_claim", False, {"trust_refused_claim": 0}),
        (7, "false_agent", False, {"trust_false_agent": 0}),
        (8, "jkm_without_choice", False, {"mortality_factor": 0.1}),
        (8, "jkk", False, {"injury_rate": 40}),
        (9, "times_contribution", False, {"mortality_factor": 0.1}),
        (10, "injuries", False, {"injury_rate": 3}),
        (12, "staff_less_price", False, {"enrol_base": 0.15}),
        (12, "trust", False, {"trust_false_agent": 0}),
        (13, "covered_over_uncovered", False, {"file_jkk": 0, "file_jkm_self": 0}),
        (14, "lasting", False, {"keep_paying": 0.6}),
    ],
)
def test_a_number_changed_moves_its_check(
    padang: Scenario, number: int, figure: str, holds: bool, numbers: dict[str, float]
) -> None:
    other = changes.with_behaviour(padang, **numbers)
    (finding,) = validate(other, workers=FEW, replicates=2, facts=[fact(number)]).findings
    (held,) = (one for one in finding.checks if one.check.one_of[0].figure == figure)
    assert held.holds is holds, finding.estimates[figure]
    assert not holds or finding.verdict in ("pass", "fail")
    assert holds or finding.verdict == "fail"


def test_a_flat_life_table_and_more_staff_show_too(padang: Scenario) -> None:
    flat = tuple(replace(table, q=np.full_like(table.q, 0.005)) for table in padang.life_tables)
    (age,) = validate(replace(padang, life_tables=flat), workers=FEW, replicates=2, facts=[fact(9)]).findings
    assert age.verdict == "fail"
    many = replace(padang, offices=replace(padang.offices, field_staff=120))
    (reached,) = validate(many, workers=FEW, replicates=1, facts=[fact(12)]).findings
    assert reached.checks[0].holds is False


def test_enrolment_that_ignores_help_fails(padang: Scenario) -> None:
    """A behaviour put in the place of the shipped one: success depends on nothing but the failure of tries alone."""

    def deaf(_helped: F32, _advocated: F32, p: Parameters) -> F32:
        return F32(1) - p.registration_failure

    (shipped,) = validate(padang, workers=FEW, replicates=1, facts=[fact(6)]).findings
    (broken,) = validate(
        padang, workers=FEW, replicates=1, facts=[fact(6)], behaviour={"enrolment.success_probability": deaf}
    ).findings
    by_figure = {one.check.one_of[0].figure: one.holds for one in broken.checks}
    assert (broken.verdict, by_figure["help"]) == ("fail", False)
    assert broken.estimates["help"].mean == 1
    assert broken.estimates["control"].mean == shipped.estimates["control"].mean
    assert {one.check.one_of[0].figure: one.holds for one in shipped.checks}["help"] is True


# --- The whole ---


def test_the_same_seed_gives_the_same_and_each_replicate_its_own(fictional: Scenario) -> None:
    def values(seed: int, replicates: int) -> list[dict[str, list[float | None]]]:
        done = validate(fictional, workers=300, seed=seed, replicates=replicates)
        return [{name: list(each) for name, each in one.values.items()} for one in done.findings]

    both = values(3, 2)
    assert both == values(3, 2)
    later = values(4, 1)
    assert [{k: v[-1:] for k, v in one.items() if len(v) == 2} for one in both] == [
        {k: v for k, v in one.items() if len(both[i].get(k, ())) == 2} for i, one in enumerate(later)
    ]
    assert both != [{k: v * 2 for k, v in one.items()} for one in later]


def test_all_facts_are_measured_in_padang(padang: Scenario) -> None:
    done = validate(padang, workers=FEW, replicates=1)
    assert [one.fact.number for one in done.findings] == list(range(1, 15))
    assert done.count("not_measurable") == 0
    assert done.count("pass") + done.count("fail") == 14
    assert (done.workers, done.seed, done.fails) == (FEW, padang.seed, done.count("fail") > 0)


def test_a_scenario_without_money_or_time_says_so(fictional: Scenario) -> None:
    poor = validate(replace(fictional, budgets=()), workers=500, replicates=1)
    verdicts = {one.fact.number: one.verdict for one in poor.findings}
    assert {number for number in (4, 11, 14) if verdicts[number] == "not_measurable"} == {4, 11, 14}
    short = validate(replace(fictional, months=8), workers=500, replicates=1)
    assert {one.fact.number for one in short.findings if one.verdict == "not_measurable"} >= {1, 2, 4, 6, 7, 11, 12}
    assert all(one.why is not None for one in short.findings if one.verdict == "not_measurable")


@pytest.mark.parametrize("workers", [1, 40])
def test_a_handful_of_workers_is_no_error(fictional: Scenario, workers: int) -> None:
    done = validate(fictional, workers=workers, replicates=2)
    assert len(done.findings) == 14


def test_as_many_workers_as_asked_or_as_there_are(fictional: Scenario, padang: Scenario) -> None:
    assert validate(fictional, replicates=1, facts=[]).workers == 2_000
    assert validate(padang, replicates=1, facts=[]).workers == 20_000
    assert validate(padang, workers=70, replicates=1, facts=[]).workers == 70


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"workers": 0}, "--workers: 0 is outside 1"),
        ({"replicates": 0}, "--replicates: 0 is outside 1"),
        ({"seed": -1}, "--seed: -1 is outside 0"),
        ({"behaviour": {"enrolmnt": max}}, "unknown behaviour enrolmnt"),
    ],
)
def test_what_is_refused(fictional: Scenario, options: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as raised:
        validate(fictional, **options)
    assert said in raised.value.said("en")
