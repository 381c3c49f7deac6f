"""What the law of a month does to one worker, through the engine: prices, waiting, arrears, scholarships.

Sources: PP 44/2015 Annex II and Pasal 20(3), 39; PP 82/2019 Pasal 34; PP 49/2020; PP 50/2025; Permenaker 5/2021
Pasal 44, 92, 98; Permenaker 1/2025 Pasal 97A.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lindung.simulation import workers as w
from lindung.simulation.terms import terms
from lindung.simulation.workers import Workers
from tests.simulation.city import (
    FROZEN,
    City,
    Run,
    Scheme,
    alike,
    enrol,
    law_of,
    look_ups,
    numbers,
    view,
)  # fmt: skip

FULL, FUNERAL, DUE = 42_000_000, 10_000_000, 16_800
BEFORE, AFTER = date(2025, 1, 1), date(2025, 3, 1)  # Article 97A
SURE = np.full((2, 121), 1e4, dtype=np.float32)  # a hazard that nobody survives


def one(day: date, **known: int) -> Workers:
    """One self-employed member, or (no months) one outsider."""
    x = alike(1, day)
    if known.get("months"):
        enrol(x, **known)
    return x


def city(x: Workers, day: date, readings: dict[str, str] | None = None, **behaviour: float) -> City:
    """Nothing happens but what is asked for; every claim is filed."""
    sure = {"file_jkm_self": 1.0, "file_jkm_subsidised": 1.0, "file_jkk": 1.0, **behaviour}
    return City(x, law_of(day, **(readings or {})), numbers(FROZEN, **sure))


def dying(x: Workers, day: date, readings: dict[str, str] | None = None, **behaviour: float) -> Run:
    """The same, at the end of the month dead, not by work."""
    doomed = city(x, day, readings, mortality_factor=1, **behaviour)
    return Run(replace(doomed, look_ups=look_ups(lively=False, death=SURE)))


def jkm_paid(x: Workers, day: date, readings: dict[str, str] | None = None, **behaviour: float) -> int:
    """What a death in this month pays out."""
    counted = dying(x, day, readings, **behaviour).step()
    assert counted["deaths"] == 1
    return counted["benefits_jkm_rp"]


# what a month costs


@pytest.mark.parametrize(
    ("day", "transport", "price"),
    [
        (date(2021, 1, 1), False, 168),  # PP 49/2020: 1 %
        (date(2025, 11, 1), False, 16_800),
        (date(2026, 1, 1), True, 8_400),  # PP 50/2025: transport first
        (date(2026, 1, 1), False, 16_800),
        (date(2026, 11, 1), False, 8_400),
        (date(2026, 11, 1), True, 8_400),
    ],
)
def test_what_a_self_payer_pays(day: date, transport: bool, price: int) -> None:
    x = one(day, months=12)
    x.trade[:] = 1 if transport else 0  # of the city's trades the second is transport
    run = Run(city(x, day))
    counted = run.step()
    assert counted["jkk_self_rp"] + counted["jkm_self_rp"] == price == run.city.statute.due(0, transport=transport)
    assert (counted["jkk_scheme_rp"], counted["jkm_scheme_rp"], counted["paid_self"]) == (0, 0, 1)


@pytest.mark.parametrize("member", [False, True])
def test_what_a_listed_member_costs_the_scheme(member: bool) -> None:
    """The discount is for those who pay themselves: in November 2026 the city pays Rp16,800."""
    day = date(2026, 11, 1)
    found = terms(view(day), day)
    assert found is not None
    x = one(day, months=12 * member)
    x.flags[:] |= w.LISTED
    scheme = Scheme(found.share, found.months, found.contribution["jkk"], found.contribution["jkm"])
    run = Run(replace(city(x, day), scheme=scheme))
    counted = run.step()
    assert (counted["jkk_scheme_rp"], counted["jkm_scheme_rp"]) == (10_000, 6_800)
    assert (counted["jkk_self_rp"], counted["jkm_self_rp"], counted["paid_self"], counted["subsidised"]) == (0, 0, 0, 1)
    assert run.workers.payer[0] == w.BUDGET


def test_a_shared_month_is_paid_by_two() -> None:
    x = one(AFTER, months=12)
    x.flags[:] |= w.LISTED
    run = Run(replace(city(x, AFTER), scheme=Scheme(share=(100_000, 50_000, 0)))).months(4)
    assert [month["jkk_scheme_rp"] + month["jkm_scheme_rp"] for month in run.rows] == [16_800, 8_400, 0, 0]
    assert [month["jkk_self_rp"] + month["jkm_self_rp"] for month in run.rows] == [0, 8_400, 16_800, 16_800]


def test_who_comes_back_to_a_scheme_stays_at_the_share_reached() -> None:
    """Ten months paid for, then lapsed: shares go by the months since enrolment, so the scheme's is 0 now as later."""
    x = one(AFTER)
    x.status[:], x.member_since[:], x.subsidised[:], x.months_paid[:] = w.INACTIVE, 0, 10, 10
    x.flags[:] |= w.LISTED
    run = Run(replace(city(x, AFTER), scheme=Scheme(share=(100_000, 50_000, 0)))).months(2)
    assert [month["jkk_scheme_rp"] for month in run.rows] in ([0, 0], [10_000, 5_000])


# the wait of Article 97A


@pytest.mark.parametrize(("day", "paid"), [(BEFORE, FULL), (AFTER, FUNERAL)])
def test_death_in_the_second_month_of_membership(day: date, paid: int) -> None:
    assert jkm_paid(one(day, months=1), day) == paid


@pytest.mark.parametrize(("reading", "paid"), [("last_day", FUNERAL), ("first_day", FULL)])
def test_which_day_governs_february_2025(reading: str, paid: int) -> None:
    day = date(2025, 2, 1)
    assert jkm_paid(one(day, months=1), day, {"month_law": reading}) == paid
    if reading == "last_day":
        assert jkm_paid(one(day, months=1), day) == paid, "the default"


@pytest.mark.parametrize(("months", "paid"), [(0, FUNERAL), (1, FUNERAL), (2, FULL), (30, FULL)])
def test_three_paid_months_end_the_wait(months: int, paid: int) -> None:
    """Months paid before the one of the death; that one is paid too."""
    assert jkm_paid(one(AFTER, months=months), AFTER, enrol_base=1) == paid


@pytest.mark.parametrize(("reading", "paid"), [("restarts", FUNERAL), ("continues", FULL)])
def test_whether_registering_again_waits_again(reading: str, paid: int) -> None:
    """A year paid, then lapsed, back and dead in the same month."""
    x = one(AFTER)
    x.status[:], x.member_since[:], x.months_paid[:], x.arrears[:] = w.INACTIVE, 0, 12, 4
    x.flags[:] |= np.uint8(w.PAID_ALONE)
    readings = {"jkm_restart": reading}
    run = dying(x, AFTER, readings, reactivation=1)
    counted = run.step()
    assert (counted["reactivations"], counted["benefits_jkm_rp"]) == (1, paid)
    assert jkm_paid(one(AFTER, months=1), AFTER, readings) == FUNERAL, "the first registration waits either way"
    assert jkm_paid(x, BEFORE, readings, reactivation=1) == FULL, "nobody waits before the article"


LONG_STANDING = [
    "restarts",
    "continues",
]


@pytest.mark.parametrize("reading", LONG_STANDING)
def test_a_member_of_long_standing_in_arrears_does_not_wait(reading: str) -> None:
    """Pasal 97A binds the newly registered; 40 months paid and one missed is still the same registration."""
    assert jkm_paid(one(AFTER, months=40), AFTER, {"jkm_restart": reading}, lapse_late=1) == FULL - DUE


def test_a_missed_month_does_not_end_the_wait() -> None:
    """One month paid, the second missed: no more than a member who paid both."""
    found = jkm_paid(one(AFTER, months=1), AFTER, {"jkm_restart": "continues"}, lapse_early=1)
    assert found <= FUNERAL


# arrears


@pytest.mark.parametrize("missed", [1, 2, 3])
def test_arrears_are_taken_out_of_the_benefit(missed: int) -> None:
    """Before Article 97A, so that nothing else is in the sum; the last month missed is the month of the death."""
    x = one(BEFORE, months=12, arrears=missed - 1)
    assert jkm_paid(x, BEFORE, lapse_late=1) == FULL - missed * DUE


def test_the_fourth_month_of_arrears_ends_cover() -> None:
    counted = dying(one(BEFORE, months=12, arrears=3), BEFORE).step()
    assert (counted["benefits_jkm_rp"], counted["claims_jkm"]) == (0, 0)
    assert (counted["refused"], counted["deaths_uncovered"]) == (1, 1)


def test_cover_ends_month_by_month() -> None:
    run = Run(city(one(BEFORE, months=12), BEFORE, lapse_late=1)).months(5)
    assert [month["protected"] for month in run.rows] == [1, 1, 1, 0, 0]
    assert [month["inactive"] for month in run.rows] == [0, 0, 0, 1, 1]
    assert [month["lapses"] for month in run.rows] == [1, 0, 0, 0, 0]
    x = run.workers
    assert (x.status[0], x.programmes[0], x.payer[0]) == (w.INACTIVE, 0, w.NOBODY)


def test_the_oldest_months_are_paid_first() -> None:
    """Cash for two and a half months: three owed with this one, one stays; the next month clears it."""
    x = one(BEFORE, months=12, arrears=2)
    x.level[:] = np.log(2.5 * DUE)
    run = Run(city(x, BEFORE, return_from_arrears=1)).months(2)
    assert [month["paid_self"] for month in run.rows] == [2, 2]
    assert [month["arrears_months"] for month in run.rows] == [1, 0]
    assert run.workers.months_paid[0] == 16


def test_a_fatal_injury_in_arrears_pays_less_the_arrears() -> None:
    """48 monthly wages of the declared base, Rp12 million over 24 months, Rp10 million for the funeral."""
    x = one(BEFORE, months=12, arrears=2)
    sure = city(x, BEFORE, injury_rate=1e7, fatal_share=1)
    counted = Run(sure).step()
    assert counted["benefits_jkk_rp"] == 48 * 1_000_000 + 12_000_000 + 10_000_000 - 3 * DUE
    assert (counted["fatal_injuries"], counted["claims_jkk"], counted["claims_jkm"]) == (1, 1, 0)


# scholarships


@pytest.mark.parametrize(("months", "school"), [(34, 0), (35, 1), (36, 1)])
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_a_scholarship_after_36_months(day: date, months: int, school: int) -> None:
    """The month of the death is the next; a year of primary school is Rp1.5 million, for two children at most."""
    for children in (1, 2, 3):
        x = one(day, months=months)
        x.dependants[:] = 3
        expected = FULL + school * min(children, 2) * 1_500_000
        assert jkm_paid(x, day, children_eligible=children) == expected
    childless = one(day, months=months)
    assert jkm_paid(childless, day, children_eligible=2) == FULL


def test_a_fatal_injury_asks_for_no_months() -> None:
    x = one(AFTER, months=1)
    x.dependants[:] = 2
    counted = Run(city(x, AFTER, injury_rate=1e7, fatal_share=1, children_eligible=2)).step()
    assert counted["benefits_jkk_rp"] == 70_000_000 + 2 * 1_500_000


def test_a_benefit_rests_on_the_base_that_is_paid_for() -> None:
    """Declared Rp20.7 million a month, now listed: the scheme pays Rp10,000 for JKK, that is for Rp1 million."""
    x = one(BEFORE, months=12)
    x.band[:] = 32
    x.flags[:] |= w.LISTED
    counted = Run(replace(city(x, BEFORE, injury_rate=1e7, fatal_share=1), scheme=Scheme())).step()
    assert (counted["jkk_scheme_rp"], counted["jkk_self_rp"]) == (10_000, 0)
    assert counted["benefits_jkk_rp"] == 70_000_000
