"""What is not known: every number with a range and no other, and that changing one changes it."""

from dataclasses import replace

import numpy as np
import pytest

from lindung.law.corpus import Corpus
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity.unknowns import Unknown, changed, factors, unknowns, values_at
from lindung.simulation.setting import Setting


@pytest.fixture(scope="module")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


@pytest.mark.parametrize("name", ["padang", "tangsel", "sijunjung", "fictional"])
def test_every_one_marked_s_or_e_is_varied_and_no_policy_lever(name: str, corpus: Corpus) -> None:
    scenario = Scenario.load(name, corpus)
    places = {one.place for one in unknowns(scenario)}
    trades = {trade.key for trade in scenario.trades}
    for place, one in scenario.declared.items():
        if one.low == one.high or one.kind == "P":
            assert place not in places
        elif not place.startswith("trades.") or place.split(".")[1] in trades:
            assert place in places, place


@pytest.mark.parametrize("name", ["padang", "tangsel", "sijunjung", "fictional"])
def test_each_changes_the_scenario_and_can_be_run(name: str, corpus: Corpus) -> None:
    scenario = Scenario.load(name, corpus)
    plain = replace(scenario, declared={})
    for one in unknowns(scenario):
        for end in (0.0, 1.0):
            made = replace(changed(scenario, {one.place: one.at(end)}), declared={})
            if one.at(end) == one.declared.value:
                continue
            assert made != plain, one.place
            assert sum(trade.share for trade in made.trades) == pytest.approx(1)
            assert all(budget.release_months + budget.unpaid_months <= 11 for budget in made.budgets)
    corner = changed(scenario, {one.place: one.at(1.0) for one in unknowns(scenario)})
    Setting.of(corner, workers=200)


def test_its_own_values_leave_it_as_it_is(padang: Scenario) -> None:
    of = unknowns(padang)
    own = values_at(of, np.array([one.position for one in of]))
    made = changed(padang, own)
    assert made.offices == padang.offices
    assert made.budgets == padang.budgets
    for name, value in padang.behaviour.items():
        assert made.behaviour[name] == pytest.approx(value)
    for trade, its in zip(made.trades, padang.trades, strict=True):
        assert trade.share == pytest.approx(its.share)
        assert trade.season == pytest.approx(its.season)


def test_a_season_keeps_its_shape_and_shares_their_sum(padang: Scenario) -> None:
    fisher = {trade.key: trade for trade in padang.trades}["fisher"]
    made = changed(padang, {"trades.fisher.season": 0.2, "trades.trader.share": 0.29})
    after = {trade.key: trade for trade in made.trades}
    assert after["fisher"].season == pytest.approx([month / 2 for month in fisher.season])
    assert after["trader"].share == pytest.approx(0.29 / 1.07)
    assert after["fisher"].share == pytest.approx(0.04 / 1.07)


def test_numbers_of_one_table_are_one_factor(padang: Scenario) -> None:
    names = factors(unknowns(padang))
    assert names.count("trades.*.mean_income") == 1
    assert "population.registries" in names
    assert "keep_paying" in names
    assert not any(name.startswith("trades.trader") for name in names)


def test_a_place_that_is_not_there(padang: Scenario) -> None:
    for place in ("keep_playing", "population.registries.p3ke.poor.more"):
        with pytest.raises(KeyError):
            changed(padang, {place: 1.0})


def test_positions_are_shares_of_the_range(padang: Scenario) -> None:
    one = Unknown("keep_paying", "keep_paying", padang.declared["keep_paying"])
    assert (one.at(0), one.at(1)) == (0.03, 0.35)
    assert one.at(one.position) == pytest.approx(0.15)
