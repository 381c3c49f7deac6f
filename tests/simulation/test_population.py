"""The workers: margins as declared, the same person under the same number, entrants young and outside the scheme."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lindung.simulation import workers as w
from lindung.simulation.population import newborn, populate
from lindung.simulation.scenario import Scenario, calendar_month
from lindung.simulation.workers import REGISTRIES, Workers

N = 60_000
SEED = 20_260_101


@pytest.fixture(scope="module")
def padang() -> Scenario:
    return Scenario.load("padang")


@pytest.fixture(scope="module")
def fictional(padang: Scenario) -> Scenario:
    return Scenario.load("fictional", padang.corpus)


@pytest.fixture(scope="module")
def people(padang: Scenario) -> Workers:
    return populate(padang, SEED, N)


def near(found: NDArray[np.bool_], share: float, what: object = "") -> None:
    """A share within four standard errors of the declared one."""
    error = math.sqrt(share * (1 - share) / found.size)
    assert abs(found.mean() - share) <= 4 * error + 1e-12, (what, found.mean(), share)


def mean_near(found: NDArray[np.float64], mean: float, what: object = "") -> None:
    """A mean within four standard errors of the declared one."""
    assert abs(found.mean() - mean) <= 4 * found.std() / math.sqrt(found.size), (what, found.mean(), mean)


def years(people: Workers, scenario: Scenario) -> NDArray[np.int32]:
    return (calendar_month(scenario.start) - people.birth_month.astype(np.int32)) // 12


def test_age_and_sex(people: Workers, padang: Scenario) -> None:
    age, female = years(people, padang), (people.flags & w.FEMALE) != 0
    for cell in padang.population.age_sex:
        inside = (age >= cell.age_from) & (age <= cell.age_to) & (female == cell.female)
        near(inside, cell.share, cell)
    assert age.min() == 15
    assert age.max() == 64
    band = age[(age >= 40) & (age <= 44)]
    for year in range(40, 45):  # uniform within the band
        near(band == year, 0.2, year)


def test_trades_and_kelurahan(people: Workers, padang: Scenario) -> None:
    for index, trade in enumerate(padang.trades):
        near(people.trade == index, trade.share, trade.key)
    assert (people.cell % len(padang.trades) == people.trade).all()
    kelurahan = people.cell // len(padang.trades)
    assert kelurahan.min() == 0
    assert kelurahan.max() == 103
    for place in (0, 50, 103):
        near(kelurahan == place, 1 / 104, place)


def test_incomes(people: Workers, padang: Scenario) -> None:
    permanent = np.exp(people.level.astype(np.float64))
    for index, trade in enumerate(padang.trades):
        mean_near(permanent[people.trade == index], trade.mean_income, trade.key)
    age = years(people, padang)
    traders = people.trade == 0
    young, prime, old = (
        permanent[traders & (age >= low) & (age < high)].mean() for low, high in ((15, 25), (25, 55), (55, 65))
    )
    assert young / prime == pytest.approx(1_555_364 / 2_007_345, rel=0.06)
    assert old / prime == pytest.approx(1_566_025 / 2_007_345, rel=0.06)
    within = people.level[traders & (age >= 25) & (age < 55)]
    assert within.std() == pytest.approx(padang.behaviour["sd_level"], rel=0.04)
    p = padang.parameters()
    assert people.persistent.std() == pytest.approx(p.sd_persistent / math.sqrt(1 - p.rho**2), rel=0.02)
    assert np.allclose(people.income, np.exp(people.level + people.persistent), rtol=1e-5)


def test_households(people: Workers, padang: Scenario) -> None:
    declared = padang.population
    mean_near(people.household.astype(np.float64), declared.household_size)
    mean_near(people.dependants.astype(np.float64), declared.dependants)
    assert (people.dependants < people.household).all()
    age, married = years(people, padang), (people.flags & w.MARRIED) != 0
    steps = [*declared.married, (200, 0.0)]
    for (first, share), (after, _) in pairwise(steps):
        near(married[(age >= first) & (age < after)], share, first)
    near((people.flags & w.DISABLED) != 0, declared.disability_share)
    near((people.flags & w.RESIDENT) != 0, declared.resident_share)
    assert ((people.flags & w.INFORMAL) != 0).all()
    assert ((people.flags & (w.LISTED | w.AUTO_DEBIT)) == 0).all()


def test_registries_err_as_declared(people: Workers, padang: Scenario) -> None:
    need = np.array([padang.need_at_price_month(k) for k in range(20)])
    poor = np.exp(people.level) < need[people.dependants]
    assert 0.04 < poor.mean() < 0.10
    listed = {key: (people.registries >> place) & 1 == 1 for place, key in enumerate(REGISTRIES)}
    for registry in padang.population.registries:
        near(listed[registry.key][poor], registry.poor, registry)
        near(listed[registry.key][~poor], registry.non_poor, registry)
    assert not listed["village_list"].any()
    near(listed["p3ke"], 37_584 / 184_000 * 0.979)  # what P3KE counts in Padang, to two per cent
    both = (listed["p3ke"] & listed["dtks"])[~poor].mean()
    assert both > 2 * 0.162 * 0.266  # they err together


def test_knowledge_trust_savings_and_frailty(people: Workers, padang: Scenario) -> None:
    outside = people.status == w.NEVER
    mean_near(people.awareness[outside].astype(np.float64), padang.behaviour["base_awareness"])
    mean_near(people.trust.astype(np.float64), padang.behaviour["trust_initial"])
    months = people.buffer / np.exp(people.level)
    mean_near(months.astype(np.float64), padang.population.buffer_months)
    mean_near(np.exp(people.frailty.astype(np.float64)), 1)
    assert people.frailty.std() == pytest.approx(padang.behaviour["sd_frailty"], rel=0.02)
    assert ((people.awareness >= 0) & (people.awareness <= 1) & (people.trust >= 0) & (people.trust <= 1)).all()
    assert (people.buffer >= 0).all()


def test_members_at_the_start(people: Workers, padang: Scenario) -> None:
    member = people.status == w.ACTIVE
    near(member, padang.population.initial_members)
    assert (people.payer[member] == w.SELF).all()
    assert (people.programmes[member] == w.JKK | w.JKM).all()
    assert (people.months_paid[member] > 0).all()
    assert (people.consecutive[member] == people.months_paid[member]).all()
    assert (people.member_since[member] == 0).all()
    assert (people.awareness[member] == 1).all()
    mean_near(people.months_paid[member].astype(np.float64), 1 / padang.behaviour["lapse_late"])
    assert (people.status[~member] == w.NEVER).all()
    assert (people.months_paid[~member] == 0).all()
    assert (people.member_since[~member] == -1).all()
    assert (people.paid_in_year == 0).all()  # the run starts in January


def test_months_paid_this_year_where_the_run_starts_later() -> None:
    tangsel = Scenario.load("tangsel")
    people = populate(tangsel, 1, 2_000)
    assert (people.paid_in_year == (people.status == w.ACTIVE)).all()  # since January, and it is February


def test_the_same_seed_gives_the_same_people(people: Workers, padang: Scenario) -> None:
    again = populate(padang, SEED, N)
    other = populate(padang, SEED + 1, N)
    assert all(np.array_equal(getattr(people, name), getattr(again, name)) for name in Workers._fields)
    assert not np.array_equal(people.level, other.level)


@settings(max_examples=15, deadline=None)
@given(n=st.integers(0, 3_000), spare=st.integers(0, 50))
def test_worker_k_is_the_same_person_in_any_population(fictional: Scenario, n: int, spare: int) -> None:
    some, more = populate(fictional, 5, n, n + spare), populate(fictional, 5, 3_001)
    for name in Workers._fields:
        assert np.array_equal(getattr(some, name)[:n], getattr(more, name)[:n]), name
    assert (some.status[n:] == w.EMPTY).all()
    assert (some.id == np.arange(n + spare)).all()


def test_a_population_larger_than_what_is_drawn_at_once(padang: Scenario) -> None:
    n = (1 << 18) + 3
    many = populate(padang, 3, n)
    few = populate(padang, 3, 100)
    assert many.size == n
    assert (many.status != w.EMPTY).all()
    assert np.array_equal(many.level[:100], few.level)


def test_the_whole_population_by_default_and_never_too_few_slots(fictional: Scenario) -> None:
    assert populate(fictional, 1).size == 2_000
    with pytest.raises(ValueError, match="do not fit"):
        populate(fictional, 1, 10, 9)


def test_entrants_are_young_and_outside(padang: Scenario) -> None:
    ids = np.arange(500_000, 520_000, dtype=np.uint32)
    entrants = newborn(padang, SEED, ids, 30)
    age = (calendar_month(padang.start) + 30 - entrants.birth_month.astype(np.int32)) // 12
    assert age.min() >= 15
    assert age.max() <= 24
    young = [cell for cell in padang.population.age_sex if cell.age_from < 25]
    total = sum(cell.share for cell in young)
    near(age < 20, sum(cell.share for cell in young if cell.age_from == 15) / total)
    assert (entrants.status == w.NEVER).all()
    assert (entrants.member_since == -1).all()
    assert (entrants.id == ids).all()
    alone = newborn(padang, SEED, ids[7:8], 30)
    assert all(np.array_equal(getattr(alone, name), getattr(entrants, name)[7:8]) for name in Workers._fields)
    for index, trade in enumerate(padang.trades):
        near(entrants.trade == index, trade.share, trade.key)
