"""Those on the list judged again, where the regulation says so: by the office once a year, by what the public reports.

Oracles: the regulation's clauses, loops over single members, and the list before and after the office's month.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import eligible, priority_class
from lindung.simulation.institutions.monitoring import found_by_monitoring, is_monitored
from lindung.simulation.model import City
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.terms import terms
from lindung.simulation.workers import Bool, Workers
from tests.simulation.offices import city_of, draft_that_sets, listed, offices_of, prompt

JULY = 6  # month of a run that starts in January


@pytest.mark.parametrize(
    ("per_year", "months"),
    [
        (0, []), (1, [7]), (2, [4, 10]), (3, [3, 7, 11]), (4, [2, 5, 8, 11]), (6, [2, 4, 6, 8, 10, 12]),
        (12, list(range(1, 13))), (52, list(range(1, 13))),
    ],
)  # fmt: skip
def test_the_months_of_monitoring(per_year: int, months: list[int]) -> None:
    assert [month for month in range(1, 13) if is_monitored(month, per_year)] == months


class Month(NamedTuple):
    """A list before and after the office's month, and who qualifies in it."""

    city: City
    before: Bool
    after: Bool
    truly: Bool
    rank: np.ndarray[tuple[int], np.dtype[np.uint8]]
    queue: Bool  # waiting before


def work_of(city: City, month: int) -> Month:
    """The office's work of this month, after `month` whole months."""
    while city.month < month:
        city.step()
    today = city.date_of(month)
    scheme, here = terms(city.law, today), city._circumstances(today)
    assert scheme is not None
    workers = city.engine.workers
    truly = eligible(workers, scheme.criteria, here)
    rank = priority_class(workers, scheme.priority, here)
    before, queue = listed(city), city.office.passed & ~listed(city) & (workers.status != w.EMPTY)
    city.government.open_month(today.year, today.month)
    city.government.charge_overhead(city.office.work(scheme, here, scheme.monthly, month))
    return Month(city, before, listed(city), truly, rank, queue)


def tangsel(shipped: dict[str, Scenario], overhead: int = 0, **offices: float) -> City:
    """South Tangerang from January 2026, half of the names that do not qualify passed, money for some of them."""
    scenario = offices_of(prompt(shipped["tangsel"], date(2026, 1, 1)), misjudged=0.5, **offices)
    scenario = replace(scenario, budgets=(replace(scenario.budgets[0], overhead_per_head=overhead),))
    return city_of(scenario, workers=3_000, budget=3_000_000_000)


def test_monitoring_finds_all_and_their_places_go_to_the_next_in_order(shipped: dict[str, Scenario]) -> None:
    """Tangsel Pasal 15(3): once a year. Who no longer qualifies leaves; the first of the queue take the places."""
    found = work_of(tangsel(shipped, found_by_monitoring=1.0), JULY)
    gone, new = found.before & ~found.after, found.after & ~found.before
    assert gone.sum() >= 10
    assert gone.tolist() == (found.before & ~found.truly).tolist()
    assert found.city.office.removed_of_month == gone.sum()
    places = found.city.office.places  # when the list was fixed
    assert int(found.after.sum()) == places > int(found.before.sum())  # those who died or left are replaced too
    ties = draw(found.city.engine.seed, found.city.engine.workers.id, 0, d.OFFICE_TIE)
    key = found.rank + ties.astype(float)
    left_out = found.queue & ~new
    assert left_out.any()
    assert key[new].max() < key[left_out].min()
    assert not (found.city.office.passed & gone).any()  # never listed again under the same criteria


def test_vacant_places_are_given_as_far_as_the_money_goes(shipped: dict[str, Scenario]) -> None:
    """A new head costs six months and this year's overhead; whoever left saved the budget six months alone."""
    found = work_of(tangsel(shipped, overhead=44_444, found_by_monitoring=1.0), JULY)
    new, stays = int((found.after & ~found.before).sum()), int((found.after & found.before).sum())
    held = found.city.government.held
    assert 0 < new < found.city.office.places - stays
    assert found.city.government.overhead_of_month == 44_444 * new
    assert new == (held - stays * 6 * 16_800) // (6 * 16_800 + 44_444)


def test_where_half_is_found(shipped: dict[str, Scenario]) -> None:
    found = work_of(tangsel(shipped, found_by_monitoring=0.5), JULY)
    ineligible = np.flatnonzero(found.before & ~found.truly)
    ids = found.city.engine.workers.id[ineligible]
    out = draw(found.city.engine.seed, ids, JULY, d.MONITORED) < 0.5
    assert (found.before & ~found.after)[ineligible].tolist() == out.tolist()
    assert 0.25 < out.mean() < 0.75


@settings(deadline=None)
@given(data=st.data(), less=st.floats(0, 1), more=st.floats(0, 1))
def test_who_is_found_at_a_lower_probability_is_found_at_a_higher(
    data: st.DataObject, less: float, more: float
) -> None:
    x = Workers.empty(50)
    x.flags[:] = data.draw(st.lists(st.sampled_from([0, w.LISTED]), min_size=50, max_size=50))
    truly = np.array(data.draw(st.lists(st.booleans(), min_size=50, max_size=50)), dtype=np.bool_)
    low, high = sorted((less, more))
    members = np.flatnonzero(x.flags == w.LISTED)
    few, many = (set(found_by_monitoring(x, members, truly[members], p, 3, 8).tolist()) for p in (low, high))
    wrong = set(np.flatnonzero((x.flags == w.LISTED) & ~truly).tolist())
    assert few <= many <= wrong
    assert set(found_by_monitoring(x, members, truly[members], 1.0, 3, 8).tolist()) == wrong


def test_a_regulation_without_the_clauses_has_neither(shipped: dict[str, Scenario]) -> None:
    """Padang's regulation says nothing of monitoring or of what the public reports, whatever the office could do."""
    eager = offices_of(
        prompt(shipped["padang"], date(2023, 1, 1)),
        found_by_monitoring=1.0, member_reports=1.0, false_reports=1.0, public_reports=1.0, misjudged=0.5,
    )  # fmt: skip
    idle = offices_of(eager, found_by_monitoring=0.0, member_reports=0.0, false_reports=0.0, public_reports=0.0)
    one, other = (run(scenario, workers=3_000, months=14) for scenario in (eager, idle))
    assert one.rows == other.rows
    assert {row["removed"] for row in one.rows} == {0}
    assert sum(row["listed_ineligible"] for row in one.rows) > 100


@pytest.mark.parametrize(
    ("sets", "months"),
    [
        ("subsidy.monitoring.per_year: 2", {4, 10}),
        ("subsidy.public_reports: [candidates]", set[int]()),
        ("subsidy.public_reports: [candidates, eligible_members]", set[int]()),
        ("subsidy.public_reports: [ineligible_members]", set(range(2, 13))),  # nobody is listed before January
    ],
)
def test_a_draft_brings_them_in(
    shipped: dict[str, Scenario], tmp_path: Path, sets: str, months: set[int]
) -> None:  # fmt: skip
    scenario = offices_of(
        prompt(shipped["padang"], date(2023, 1, 1)), found_by_monitoring=1.0, member_reports=0.5, misjudged=0.5
    )
    done = run(scenario, workers=4_000, months=12, regulation=draft_that_sets(tmp_path, sets))
    assert {month for month, row in enumerate(done.rows, start=1) if row["removed"]} == months


def test_reports_are_looked_into_as_fast_as_names_are_verified(shipped: dict[str, Scenario]) -> None:
    """Everybody on the list is reported in one month; 5 names a month can be looked into, and no new name beside."""
    city = tangsel(shipped)
    for _ in range(3):
        city.step()
    on_list = int(listed(city).sum())
    city.office.means = replace(
        city.office.means, members_reported=1.0, members_reported_wrongly=1.0, verified=5, misjudged=0.0
    )
    verified = city.office.verified.copy()
    first = work_of(city, 3)
    assert int(first.city.office.reported.sum()) == on_list - 5
    assert city.office.verified.tolist() == verified.tolist()
    city.office.means = replace(city.office.means, members_reported=0.0, members_reported_wrongly=0.0)
    waiting = first.city.office.reported.copy()
    city.month = 4
    second = work_of(city, 4)
    checked = waiting & ~second.city.office.reported
    assert int(checked.sum()) == 5
    assert (second.before & ~second.after).tolist() == (checked & ~second.truly).tolist()


def test_who_qualifies_is_never_taken_off_by_a_false_report(shipped: dict[str, Scenario]) -> None:
    city = tangsel(shipped, member_reports=0.3, false_reports=0.3)
    found = work_of(city, 2)
    gone = found.before & ~found.after
    assert gone.any()
    assert not (gone & found.truly).any()
    assert (found.before & ~found.truly & found.after).any()  # not all were reported


def test_an_office_that_errs_leaves_some(shipped: dict[str, Scenario]) -> None:
    """It errs about reported members as about new names: half of those who do not qualify stay."""
    city = tangsel(shipped, member_reports=1.0)
    found = work_of(city, 1)
    wrong = np.flatnonzero(found.before & ~found.truly)
    stays = draw(city.engine.seed, city.engine.workers.id[wrong], 1, d.RECHECKED) < 0.5
    assert found.after[wrong].tolist() == stays.tolist()
    assert 0.2 < stays.mean() < 0.8


def test_monitoring_lowers_the_inclusion_error(shipped: dict[str, Scenario]) -> None:
    scenario = offices_of(prompt(shipped["tangsel"], date(2026, 1, 1)), misjudged=0.3)
    errors = [
        run(offices_of(scenario, found_by_monitoring=finds), workers=4_000, months=12).metrics["inclusion_error"]
        for finds in (0.0, 0.5, 1.0)
    ]
    assert errors[0] is not None
    assert errors == sorted(errors, key=lambda error: -(error or 0))
    assert len(set(errors)) == 3
