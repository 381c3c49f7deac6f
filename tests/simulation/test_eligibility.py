"""Criteria of a regulation against a loop over workers that reads them as a person would."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.law.corpus import Corpus
from lindung.law.values import Criterion, Quantity
from lindung.simulation import workers as w
from lindung.simulation.eligibility import Circumstances, eligible
from lindung.simulation.institutions.qualifying import (
    constant_part,
    count_qualifying,
    is_judged_monthly,
    rules_of,
    who_qualify,
)
from lindung.simulation.model import City, Setting
from lindung.simulation.population import populate
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import REGISTRIES
from tests.simulation.offices import city_of, one_meets


def some_of(words: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=4, unique=True).map(tuple)


def years(low: int, high: int) -> st.SearchStrategy[Quantity | None]:
    return st.none() | st.integers(low, high).map(lambda amount: Quantity(amount, "years"))


YES_OR_NO = st.sampled_from([True, False])
OCCUPATIONS = (
    "farmer",
    "fisher",
    "trader",
    "motorcycle_driver",
    "waste_picker",
    "launderer",
    "palm_worker",
    "gardener",
)
CRITERIA: dict[str, st.SearchStrategy[Criterion]] = {
    "age": st.builds(partial(Criterion, "age"), at_least=years(15, 60), at_most=years(20, 70), below=years(20, 70)),
    "income": st.builds(
        partial(Criterion, "income"),
        below=st.just("minimum_wage") | st.integers(0, 9_000_000).map(lambda amount: Quantity(amount, "rupiah")),
    ),
    "occupation": st.builds(partial(Criterion, "occupation"), any_of=some_of(OCCUPATIONS)),
    "registry": st.builds(partial(Criterion, "registry"), any_of=some_of(REGISTRIES)),
    "residence": st.just(Criterion("residence", equals="region")),
    "poverty": st.builds(partial(Criterion, "poverty"), any_of=some_of(["extremely_poor", "poor", "vulnerable"])),
    "sex": st.builds(partial(Criterion, "sex"), any_of=some_of(["female", "male"]).filter(lambda one: len(one) == 1)),
    **{
        name: st.builds(partial(Criterion, name), equals=YES_OR_NO)
        for name in ("informal", "no_other_aid", "at_risk", "working", "disability", "married_with_dependants")
    },
}


@pytest.fixture(scope="session")
def crowd(shipped: dict[str, Scenario]) -> tuple[w.Workers, Circumstances]:
    """600 workers of South Tangerang, some gone, some sponsored, some formal, and the circumstances of January 2026."""
    scenario = replace(shipped["tangsel"], start=date(2026, 1, 1), months=12)
    x = populate(scenario, 5, 600)
    some = np.random.default_rng(5)
    x.status[some.random(600) < 0.05] = w.EMPTY
    x.payer[some.random(600) < 0.1] = w.SPONSOR
    x.flags[some.random(600) < 0.1] &= np.uint8(0xFF ^ w.INFORMAL)
    x.registries[:] = some.integers(0, 128, 600)
    x.flags[some.random(600) < 0.2] |= np.uint8(w.LISTED)
    city = City(replace(Setting.of(scenario, workers=600), workers=x), scenario.corpus)
    return x, city._circumstances(date(2026, 1, 1))


def test_every_kind_of_criterion_is_tried(corpus: Corpus) -> None:
    assert CRITERIA.keys() == set(corpus.vocabulary["attribute"])


@pytest.mark.parametrize("attribute", CRITERIA)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_criterion_against_a_loop_over_workers(
    crowd: tuple[w.Workers, Circumstances], attribute: str, data: st.DataObject
) -> None:
    x, here = crowd
    criterion = data.draw(CRITERIA[attribute])
    present = x.status != w.EMPTY
    expected = [bool(present[i]) and one_meets(i, x, criterion, here) for i in range(x.size)]
    assert eligible(x, {attribute: criterion}, here).tolist() == expected


@settings(max_examples=20, deadline=None)
@given(data=st.data(), names=st.sets(st.sampled_from(sorted(CRITERIA)), min_size=2, max_size=5))
def test_all_criteria_together(crowd: tuple[w.Workers, Circumstances], data: st.DataObject, names: set[str]) -> None:
    x, here = crowd
    criteria = {name: data.draw(CRITERIA[name]) for name in sorted(names)}
    expected = [
        x.status[i] != w.EMPTY and all(one_meets(i, x, one, here) for one in criteria.values()) for i in range(x.size)
    ]
    assert eligible(x, criteria, here).tolist() == expected


@settings(max_examples=60, deadline=None)
@given(data=st.data(), names=st.sets(st.sampled_from(sorted(CRITERIA)), min_size=1, max_size=6))
def test_bounds_say_the_same(crowd: tuple[w.Workers, Circumstances], data: st.DataObject, names: set[str]) -> None:
    """What is judged once for life and by bounds each month, against all criteria put to every worker anew."""
    x, here = crowd
    criteria = {name: data.draw(CRITERIA[name]) for name in sorted(names)}
    expected = eligible(x, criteria, here)
    some = np.flatnonzero(np.arange(x.size) % 7 == 0)
    constant = constant_part(x, criteria, here, slice(None))
    assert constant_part(x, criteria, here, some).tolist() == constant[some].tolist()
    rules = rules_of(constant, criteria, here)
    assert who_qualify(x, some, rules).tolist() == expected[some].tolist()
    total, listed = np.zeros(3, dtype=np.int64), (x.flags & w.LISTED) != 0
    for first, last in ((0, 100), (100, x.size)):
        count_qualifying(x, rules, total, first, last)
    assert total.tolist() == [listed.sum(), expected.sum(), (listed & expected).sum()]
    assert not is_judged_monthly(criteria)


def test_an_age_denied_is_judged_each_month(crowd: tuple[w.Workers, Circumstances]) -> None:
    x, here = crowd
    criteria = {"age": Criterion("age", at_least=Quantity(30, "years"), equals=False)}
    rules = rules_of(constant_part(x, criteria, here, slice(None)), criteria, here)
    assert is_judged_monthly(criteria)
    assert who_qualify(x, np.arange(x.size), rules).tolist() == eligible(x, criteria, here).tolist()


def test_an_attribute_that_no_column_answers_is_an_error(crowd: tuple[w.Workers, Circumstances]) -> None:
    x, here = crowd
    with pytest.raises(NotImplementedError, match="shoe_size"):
        eligible(x, {"shoe": Criterion("shoe_size", equals=True)}, here)


@pytest.mark.parametrize(("name", "attribute"), [("vulnerable_below", "at_risk"), ("poor_below", "poverty")])
def test_the_measure_of_a_welfare_group_is_the_scenario_s(
    shipped: dict[str, Scenario], name: str, attribute: str
) -> None:
    criterion = Criterion(attribute, equals=True) if attribute == "at_risk" else Criterion(attribute, any_of=("poor",))
    counts = []
    for multiple in (0.0, 0.8, 1.6, 1e6):
        own = {**shipped["padang"].behaviour, name: multiple}
        city = city_of(replace(shipped["padang"], behaviour=own), workers=1_000)
        here = city._circumstances(date(2023, 1, 1))
        x = city.engine.workers
        found = eligible(x, {attribute: criterion}, here)
        assert found.tolist() == (here.permanent_income(x) < np.float32(multiple) * here.needed(x)).tolist()
        counts.append(int(found.sum()))
    assert counts[0] == 0 < counts[1] < counts[2] < counts[3] == 1_000
