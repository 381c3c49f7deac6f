"""The budget: how many it pays, when there is nothing to pay, what more money buys. Sums in whole rupiah."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.simulation import workers as w
from lindung.simulation.eligibility import eligible
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.terms import terms
from tests.simulation.offices import PRICE, city_of, fix_list, listed, prompt


@pytest.mark.parametrize(("name", "months"), [("padang", 24), ("tangsel", 14), ("sijunjung", 14), ("fictional", 14)])
def test_a_budget_of_nothing_pays_nobody(shipped: dict[str, Scenario], name: str, months: int) -> None:
    done = run(shipped[name], workers=2_000, months=months, budget=0)
    assert {(row["listed"], row["subsidised"], row["jkk_scheme_rp"], row["budget_spent_rp"]) for row in done.rows} == {
        (0, 0, 0, 0)
    }
    assert max(row["eligible"] for row in done.rows) > 50  # they were there to be paid


@pytest.mark.parametrize(
    ("name", "start"), [("padang", date(2023, 1, 1)), ("tangsel", date(2026, 1, 1)), ("sijunjung", date(2023, 1, 1))]
)
def test_ample_money_and_verification_pay_everyone_who_qualifies(
    shipped: dict[str, Scenario], name: str, start: date
) -> None:
    scenario = prompt(shipped[name], start)
    if name == "sijunjung":
        scenario = replace(
            scenario, population=replace(scenario.population, size=2_000)
        )  # 100 places a nagari are then enough for all
    city = city_of(scenario, budget=10**12)
    scheme, here = terms(city.law, start), city._circumstances(start)
    assert scheme is not None
    workers = city.engine.workers
    should = eligible(workers, scheme.criteria, here)
    too_old = (here.calendar - workers.birth_month.astype(int)) // 12 > 64  # national law registers them no more
    should_be_paid = should & ((workers.status == w.ACTIVE) | ~too_old)
    city.step()
    assert should_be_paid.sum() > 100
    assert city.rows[0]["subsidised"] == int(should_be_paid.sum())
    still_there = city.generation == 0
    assert ((workers.subsidised == 1) == should_be_paid)[still_there].all()
    assert (listed(city) == should)[still_there].all()
    assert city.rows[0]["jkk_scheme_rp"] == 10_000 * city.rows[0]["subsidised"]
    assert city.rows[0]["jkm_scheme_rp"] == 6_800 * city.rows[0]["subsidised"]


@settings(max_examples=12, deadline=None)
@given(low=st.integers(0, 60_000_000), more=st.integers(1, 60_000_000), overhead=st.sampled_from([0, 40_000, 200_000]))
def test_more_money_never_pays_fewer(shipped: dict[str, Scenario], low: int, more: int, overhead: int) -> None:
    scenario = shipped["fictional"]
    scenario = replace(scenario, budgets=(replace(scenario.budgets[0], overhead_per_head=overhead),))
    less, greater = (run(scenario, months=15, budget=budget, threads=1) for budget in (low, low + more))
    for before, after in zip(less.rows, greater.rows, strict=True):
        assert before["subsidised"] <= after["subsidised"]
        assert before["listed"] <= after["listed"]
        assert before["eligible"] == after["eligible"]


@pytest.mark.parametrize("budget", [PRICE * 12 - 1, PRICE * 12, 3_000_000, 30_000_000])
def test_places_are_what_the_money_lasts_for(shipped: dict[str, Scenario], budget: int) -> None:
    scenario = prompt(shipped["tangsel"], date(2026, 1, 1))
    overhead = scenario.budgets[0].overhead_per_head
    scenario = replace(scenario, population=replace(scenario.population, size=3_000))
    city = city_of(scenario, workers=3_000, budget=budget)
    fix_list(city)
    assert int(listed(city).sum()) == budget // (12 * PRICE + overhead)
    assert city.government.overhead_of_month == overhead * int(listed(city).sum())


def test_an_unreachable_criterion_empties_the_list(shipped: dict[str, Scenario], tmp_path: Path) -> None:
    draft = tmp_path / "padang-mustahil.yaml"
    draft.write_text(
        """instrument: padang-mustahil
akn: /akn/id/bill/perwali/padang/2023/mustahil
level: draft
region: "1371"
title: {id: Usia mustahil, en: An impossible age}
signed: null
promulgated: null
in_force: 2023-07-01
amends: [perwali-padang-13-2022]
repeals: []
draft: {author: a test, baseline: perwali-padang-13-2022, untouched: []}
evidence: {standing: inferred, source: a test, checked: 2026-11-21}
provisions:
  - at: pasal-20a
    says: {id: Pekerja berusia paling rendah 110 tahun., en: The worker is aged at least 110.}
    evidence: {standing: inferred, source: a test, checked: 2026-11-21}
    sets: {subsidy.eligibility.age: {at_least: 110 years}}
""",
        encoding="utf-8",
    )
    scenario = prompt(shipped["padang"], date(2023, 7, 1))
    assert min(row["listed"] for row in run(scenario, workers=3_000, months=14).rows) > 0
    done = run(scenario, workers=3_000, months=14, regulation=draft)
    lines = ("eligible", "listed", "subsidised", "budget_spent_rp")
    assert {tuple(row[line] for line in lines) for row in done.rows} == {(0, 0, 0, 0)}
    before = run(prompt(shipped["padang"], date(2023, 1, 1)), workers=3_000, months=7, regulation=draft).rows
    assert before[5]["listed"] > 0  # the list made before stands
    assert (before[5]["eligible"] > 0, before[6]["eligible"]) == (True, 0)
    assert before[6]["listed_ineligible"] == before[6]["listed"]


def test_no_subsidy_in_padang_before_perwako_13_2022(shipped: dict[str, Scenario]) -> None:
    done = run(shipped["padang"], workers=2_000, months=24, budget=10**11)
    first = next(month for month, row in enumerate(done.rows) if row["eligible"])
    assert done.model.date_of(first) == date(2022, 7, 1)
    before = done.rows[:first]
    assert {(row["eligible"], row["listed"], row["subsidised"], row["budget_spent_rp"]) for row in before} == {(0,) * 4}
    paid = next(month for month, row in enumerate(done.rows) if row["subsidised"])
    assert paid == first + shipped["padang"].offices.collection_months
    assert terms(shipped["padang"].corpus.on("2022-06-30", "1371"), date(2022, 6, 30)) is None
