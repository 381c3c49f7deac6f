"""Lots: each place as likely, the same whatever the law, and as many as are wanted. Oracles: counts and frequencies."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.institutions.lots import count_outsiders, hit, outsiders, proposed
from lindung.simulation.model import City
from lindung.simulation.scenario import Scenario
from lindung.simulation.terms import terms
from tests.simulation.offices import city_of, prompt


@pytest.fixture(scope="session")
def small(shipped: dict[str, Scenario]) -> City:
    return city_of(shipped["fictional"])


def test_every_outsider_is_as_likely_to_be_met(small: City) -> None:
    status = small.engine.workers.status
    free = np.flatnonzero((status == w.NEVER) | (status == w.INACTIVE))
    met = np.zeros(status.size, dtype=np.int64)
    for month in range(400):
        met[outsiders(small, month, d.OFFICE_REACH, 100)] += 1
    assert met[np.setdiff1d(np.arange(status.size), free)].sum() == 0
    assert met.sum() == 40_000
    expected = 40_000 / free.size
    spread = ((met[free] - expected) ** 2).sum() / (expected * (1 - 100 / free.size))
    assert 0.001 < stats.chi2(free.size - 1).cdf(spread) < 0.999


@pytest.mark.parametrize("share", [0.4, 0.6, 0.95])
def test_where_many_are_met_those_left_out_go_by_lot(small: City, share: float) -> None:
    free = count_outsiders(small.engine.workers.status)
    n, met = round(share * free), np.zeros(small.engine.workers.size, dtype=np.int64)
    for month in range(60):
        chosen = outsiders(small, month, d.SOCIAL_REACH, n)
        assert chosen.size == n == np.unique(chosen).size
        met[chosen] += 1
    seen = met[small.engine.workers.status != w.ACTIVE] / 60
    assert abs(seen.mean() - n / free) < 1e-9
    assert abs(seen.std() - np.sqrt(share * (1 - share) / 60)) < 0.02


@settings(max_examples=20, deadline=None)
@given(month=st.integers(0, 500), lost=st.integers(1, 60))
def test_who_is_met_changes_only_by_who_can_be(small: City, month: int, lost: int) -> None:
    """Some become members: of those met the others are met still, and as many more."""
    before = outsiders(small, month, d.AGENT_REACH, 200)
    status = small.engine.workers.status.copy()
    try:
        small.engine.workers.status[before[::3][:lost]] = w.ACTIVE
        after = outsiders(small, month, d.AGENT_REACH, 200)
    finally:
        small.engine.workers.status[:] = status
    gone, stay = set(before[::3][:lost].tolist()), set(before.tolist()) - set(before[::3][:lost].tolist())
    assert stay <= set(after.tolist())
    assert not gone & set(after.tolist())
    assert after.size == 200


@pytest.mark.parametrize("chance", [0.0, 0.001, 0.05, 0.6, 1.0])
def test_each_is_hit_with_the_same_chance(small: City, chance: float) -> None:
    places, months = small.engine.workers.size, 200
    hits = np.zeros(places, dtype=np.int64)
    counts = []
    for month in range(months):
        found = hit(small, chance, month, d.REPORTED)
        assert (np.diff(found) > 0).all()
        hits[found] += 1
        counts.append(found.size)
    error = np.sqrt(chance * (1 - chance) / (places * months))
    assert abs(hits.mean() / months - chance) <= 4 * error
    assert np.std(counts) == pytest.approx(np.sqrt(places * chance * (1 - chance)), rel=0.25)  # apart from one another


@settings(max_examples=20, deadline=None)
@given(low=st.floats(0, 1), high=st.floats(0, 1), month=st.integers(0, 99))
def test_a_greater_chance_hits_no_fewer(small: City, low: float, high: float, month: int) -> None:
    low, high = sorted((low, high))
    assert hit(small, low, month, d.REPORTED).size <= hit(small, high, month, d.REPORTED).size


def test_names_proposed_are_new_and_as_many_as_wanted(shipped: dict[str, Scenario]) -> None:
    city = city_of(prompt(shipped["padang"], date(2023, 1, 1)), workers=5_000)
    scheme = terms(city.law, date(2023, 1, 1))
    assert scheme is not None
    known = city.office.found.copy()
    known[::3] = True
    rules = city.office.rules(scheme, city.circumstances())
    before = known.copy()
    new = proposed(city, known, 300, rules, 5.0, 0, d.OFFICE_FOUND)
    assert np.unique(new).size == 300
    assert not before[new].any()
    assert known.sum() == before.sum() + 300


def test_one_more_contact_changes_no_other(shipped: dict[str, Scenario]) -> None:
    city = city_of(replace(shipped["padang"], start=date(2023, 1, 1)), workers=20_000)
    many = outsiders(city, 5, d.OFFICE_REACH, 3_001)
    assert len(set(many.tolist()) - set(outsiders(city, 5, d.OFFICE_REACH, 3_000).tolist())) == 1
