"""Those who go out to workers: how many they meet, what agents earn, when they give up."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, HELPED, STAFF
from lindung.simulation.institutions.lots import outsiders
from lindung.simulation.institutions.outreach import AgentRules, PerisaiAgent
from lindung.simulation.model import City
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.statute import statute
from tests.simulation.offices import PRICE, city_of

RULES = AgentRules(7_500, 500_000, 50, idle_months=3, months_to_return=6)  # press on Perisai, 2018


@pytest.fixture(scope="session")
def small(shipped: dict[str, Scenario]) -> City:
    return city_of(shipped["fictional"])


def test_what_a_perisai_agent_earns(small: City) -> None:
    """The example of the press: 2,227 members and Rp38,902,000 give Rp2,917,650, and Rp500,000 for 50 recruits."""
    agent = PerisaiAgent(small, 0)
    agent.settle(50, 38_902_000, RULES)
    assert agent.earned == 2_917_650 + 500_000
    agent.settle(49, 38_902_000, RULES)
    assert agent.earned == 2_917_650


@given(months=st.lists(st.tuples(st.integers(0, 1), st.sampled_from([0, 0, 0, PRICE])), max_size=40))
def test_agents_give_up_after_idle_months_and_may_come_back(small: City, months: list[tuple[int, int]]) -> None:
    agent = PerisaiAgent(small, 0)
    idle, returns_in = 0, 0  # the oracle: months in a row without anything, months still away
    for recruited, paid in months:
        agent.settle(recruited, paid, RULES)
        if returns_in:
            returns_in -= 1
            idle = 0
        else:
            idle = 0 if recruited or paid else idle + 1
            returns_in = 6 if idle == 3 else 0
        assert agent.active == (returns_in == 0)


def test_a_network_that_meets_nobody_rests_for_half_a_year(shipped: dict[str, Scenario]) -> None:
    """Idle in months 0 to 2, away in months 3 to 8, back after it, idle again: as the law of Perisai counts."""
    scenario = replace(shipped["fictional"], offices=replace(shipped["fictional"].offices, contacts_per_agent=0))
    done = run(scenario, months=20)
    assert [row["agents"] for row in done.rows] == [2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2]


@settings(max_examples=30, deadline=None)
@given(n=st.integers(-5, 3_000), month=st.integers(0, 500))
def test_contacts_are_outsiders_each_once(small: City, n: int, month: int) -> None:
    status = small.engine.workers.status
    chosen = outsiders(small, month, d.OFFICE_REACH, n)
    free = int(((status == w.NEVER) | (status == w.INACTIVE)).sum())
    assert chosen.size == min(max(n, 0), free) == len(set(chosen.tolist()))
    assert set(status[chosen].tolist()) <= {w.NEVER, w.INACTIVE}


@pytest.mark.parametrize("name", Scenario.shipped())
def test_contacts_are_bounded_by_capacity(shipped: dict[str, Scenario], name: str) -> None:
    city = city_of(shipped[name], workers=4_000 if name != "fictional" else 2_000)
    offices, factor = shipped[name].offices, city.setting.factor
    for month in range(6):
        staff, agents, social = (np.zeros(city.engine.workers.size, dtype=np.uint8) for _ in range(3))
        city.branch.reach(staff, month)
        city.agents_network.reach(agents, month)
        city.social_workers.reach(social, month)
        capacity = offices.field_staff * offices.contacts_per_staff * factor
        assert 0 < int((staff & STAFF > 0).sum()) <= round(capacity)
        assert set(staff.tolist()) <= {0, STAFF | HELPED}
        people = max(round(offices.agents * factor), 1)
        assert len(city.agents_network.agents) == people
        assert int((agents & AGENT > 0).sum()) == people * offices.contacts_per_agent
        assert np.bincount(city.agents_network._visitor).max() <= offices.contacts_per_agent
        assert not ((agents & CHEATED > 0) & (agents & AGENT == 0)).any()
        capacity = offices.social_workers * offices.contacts_per_social_worker * factor
        assert 0 < int((social & EDUCATED > 0).sum()) <= max(round(capacity), 1)


def test_agents_earn_a_share_of_what_each_recruit_pays(shipped: dict[str, Scenario]) -> None:
    """November 2026, half price: Rp8,400 in the lowest band; in the highest Rp207,000 and Rp6,800 make Rp106,900."""
    scenario = replace(shipped["padang"], start=date(2026, 11, 1), months=2)
    city = city_of(scenario, workers=2_000)
    x, network = city.engine.workers, city.agents_network
    law = statute(city.law, date(2026, 11, 1)).contributions
    network.recruiter[:4], network.recruits = 0, np.arange(4)
    x.status[:4], x.payer[:4], x.band[:4] = w.ACTIVE, [w.SELF, w.SELF, w.BUDGET, w.SELF], [0, 32, 0, 0]
    x.member_since[:4] = 0
    network.settle(x, 5, law, RULES)
    top = (int(law.jkk[32]) + 6_800) // 2
    assert top == 106_900
    assert network.earned == (8_400 + top + 8_400) * 7_500 // 100_000
