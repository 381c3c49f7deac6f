"""Payers beside the scheme: whom they pay for, and what becomes of those people beside it.

Oracles: the scenario's own words, and loops over single members.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from lindung.simulation import workers as w
from lindung.simulation.model import City, Setting
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import alone, city_of, listed, months_of, paid_for, prompt, sponsor
from tests.simulation.runs import assert_same

YEAR = 12 * 16_800


def test_what_the_scenarios_say(shipped: dict[str, Scenario]) -> None:
    """Where the evidence names a payer and no sum, the sum is nothing and says why."""
    for name, payer in (("padang", "sponsor"), ("sijunjung", "village_fund")):
        (one,) = shipped[name].sponsors
        assert one.budget.payer == payer
        assert one.budget.in_year(2024) == 0
        number = shipped[name].declared[f"sponsors.{one.key}.rupiah"]
        assert number.source.startswith("not reported")
        assert number.high > 0
    assert shipped["sijunjung"].declared["sponsors.nagari_funds.rupiah"].high == 62 * 100 * YEAR
    assert shipped["tangsel"].sponsors == ()
    village, drivers = shipped["fictional"].sponsors
    assert (village.residents, village.one_each_area, village.most) == (True, True, 4)
    assert (drivers.trades, drivers.budget.in_year(2024), drivers.budget.in_year(2026)) == (
        ("motorcycle_driver",), 1_500_000, 1_000_000,
    )  # fmt: skip


def test_a_fund_for_each_nagari_has_an_equal_part(shipped: dict[str, Scenario]) -> None:
    rich = sponsor("village_fund", 1_000_000_007, one_each_area=True, most=100)
    setting = Setting.of(alone(shipped["sijunjung"], rich), workers=8_000)
    city = City(setting, shipped["sijunjung"].corpus)
    parts = [agent.line.rupiah[2022] for agent in city.sponsors.agents]
    assert len(parts) == 62
    assert sum(parts) == round(1_000_000_007 * 0.1)
    assert max(parts) - min(parts) <= 1
    assert [agent.sponsor.areas for agent in city.sponsors.agents] == [(area,) for area in range(62)]
    assert {agent.sponsor.most for agent in city.sponsors.agents} == {10}  # 100 people of 80,000, a tenth of them here
    assert len({agent.sponsor.name for agent in city.sponsors.agents}) == 62


def test_each_pays_for_its_own(shipped: dict[str, Scenario]) -> None:
    """The invented regency: village funds pay residents of their village, four at most; a sponsor pays drivers."""
    city = city_of(shipped["fictional"])
    drivers = next(i for i, trade in enumerate(shipped["fictional"].trades) if trade.key == "motorcycle_driver")
    x = city.engine.workers
    seen = np.zeros(len(city.sponsors.agents), dtype=np.int64)
    for _ in months_of(city, 24):
        theirs = paid_for(x)
        assert not (theirs & listed(city)).any()
        for i in np.flatnonzero(theirs):
            seen[x.sponsor[i]] += 1
            if x.sponsor[i] < 5:
                assert x.cell[i] // city.n_trades == x.sponsor[i]
                assert x.flags[i] & w.RESIDENT
            else:
                assert x.trade[i] == drivers
        assert np.bincount(x.sponsor[theirs], minlength=6)[:5].max() <= 4
    assert (seen > 12).all()


def test_a_list_of_its_own_kelurahan_and_no_longer_than_asked(shipped: dict[str, Scenario]) -> None:
    two = sponsor("sponsor", 10**9, areas=(2, 4), most=30)
    city = city_of(alone(shipped["fictional"], two))
    city.step()
    chosen = city.engine.workers.sponsor == 0
    assert int(chosen.sum()) == 30
    assert set((city.engine.workers.cell[chosen] // city.n_trades).tolist()) == {1, 3}


def test_nobody_who_pays_alone_and_nobody_too_old_is_taken(shipped: dict[str, Scenario]) -> None:
    city = city_of(alone(shipped["fictional"], sponsor("sponsor", 10**10)))
    x = city.engine.workers
    outside = (x.status == w.NEVER) & ((2024 - 1900) * 12 - x.birth_month.astype(int) < 65 * 12)
    city.step()
    here = city.generation == 0
    assert (paid_for(x) == outside)[here & (x.status != w.EMPTY)].all()
    assert city.rows[0]["sponsored"] == outside.sum() > 1_500


def test_other_aid_is_what_a_sponsor_pays(shipped: dict[str, Scenario]) -> None:
    """Perwal 6/2025 Pasal 4(2)h: who receives other aid does not qualify; Padang's regulation does not ask."""
    for name, bars in (("tangsel", True), ("padang", False)):
        plain = prompt(shipped[name], date(2026, 1, 1))
        aided = replace(plain, sponsors=(sponsor("sponsor", 10**11),))
        counted = [run(scenario, workers=2_000, months=3, budget=0).rows[1]["eligible"] for scenario in (plain, aided)]
        assert counted[0] > 50
        assert (counted[1] < counted[0]) == bars


def test_the_scheme_takes_over_whom_it_lists(shipped: dict[str, Scenario]) -> None:
    """In January a sponsor pays for everybody outside; in February the city's money comes and pays for its list."""
    scenario = prompt(shipped["padang"], date(2023, 1, 1))
    late = tuple(replace(budget, release_months=1) for budget in scenario.budgets)
    offices = replace(scenario.offices, collection_months=1)
    scenario = replace(scenario, budgets=late, offices=offices, sponsors=(sponsor("sponsor", 10**11),))
    city = city_of(scenario, workers=3_000, budget=600_000_000)
    city.step()
    first = paid_for(city.engine.workers)
    assert city.rows[0]["subsidised"] == 0
    city.step()
    x = city.engine.workers
    taken = first & listed(city) & (city.generation == 0)
    assert taken.sum() >= 3
    assert set(x.payer[taken].tolist()) == {w.BUDGET}
    assert set(x.sponsor[taken].tolist()) == {-1}
    assert set(x.months_paid[taken].tolist()) == {2}


@pytest.mark.parametrize("keeps", [0.0, 1.0])
def test_when_a_sponsor_ends(shipped: dict[str, Scenario], keeps: float) -> None:
    """Money in 2024 alone: in January 2025 members go on by themselves or stop, as when a subsidy ends."""
    once = alone(shipped["fictional"], sponsor("sponsor", {2024: 10_000_000, 2025: 0}))
    once = replace(once, behaviour={**once.behaviour, "keep_paying": keeps, "return_from_arrears": 0.0})
    city = city_of(once)
    for _ in months_of(city, 12):
        assert city.rows[-1]["sponsored"] > 0
    theirs = paid_for(city.engine.workers) & (city.engine.workers.income + city.engine.workers.buffer > 0)
    city.step()
    x = city.engine.workers
    still = theirs & (city.generation == 0) & (x.status == w.ACTIVE)
    assert still.sum() > 20
    assert city.rows[-1]["sponsored"] == 0
    paying = int((still & (x.payer == w.SELF)).sum())
    assert paying == 0 if keeps == 0 else paying > 0.9 * still.sum()
    assert not (x.payer == w.SPONSOR).any()


def test_dearer_months_cut_the_list_and_never_overspend(shipped: dict[str, Scenario]) -> None:
    """The discount of transport ends in March 2027; a list made at half price is cut to what is left."""
    scenario = alone(
        shipped["padang"],
        sponsor("sponsor", 1_840_000_000, trades=("motorcycle_driver",)),
        start=date(2027, 1, 1),
        months=12,
    )
    done = run(scenario, workers=4_000)
    sponsored = [row["sponsored"] for row in done.rows]
    assert 0 < sponsored[3] < sponsored[2]
    assert all(entry.sponsors["one"]["left"] >= 0 for entry in done.ledger.entries)


@pytest.mark.parametrize(("name", "stops"), [("fictional", (2, 13)), ("tangsel", (5, 12))])
def test_saved_and_resumed_is_straight(
    shipped: dict[str, Scenario], tmp_path: Any, name: str, stops: tuple[int]
) -> None:
    """Sponsors of the invented regency; reports, monitoring and overhead of South Tangerang."""
    scenario = replace(shipped[name], offices=replace(shipped[name].offices, member_reports=0.2, verifications=5_000))
    options: dict[str, Any] = {"workers": 2_000, "months": 20}
    straight = run(scenario, **options)
    assert sum(row["sponsored" if name == "fictional" else "removed"] for row in straight.rows) > 0
    file = tmp_path / "state.npz"
    for first, stop in zip((None, *stops), stops, strict=False):
        run(scenario, **{**options, "months": stop}, save_to=file, resume_from=None if first is None else file)
    assert_same(straight, run(scenario, **options, resume_from=file))
