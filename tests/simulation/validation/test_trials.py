"""The cities that facts are measured in: watched, left alone, without choice, of one programme."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from lindung.simulation.engine import default_month
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation import (
    changes,
)
from lindung.simulation.validation.trial import Opening
from lindung.simulation.validation.trials import LISTED, WATCHED, Trials
from tests.simulation.validation.made import ACTIVE, EMPTY, FEW


def test_a_watched_city_is_the_city_that_run_gives(fictional: Scenario) -> None:
    watched = Trials(fictional, 2_000, 5, default_month()).as_it_is
    assert list(watched.rows) == run(fictional, seed=5, threads=1).rows
    known = watched.history
    assert known.months == fictional.months
    assert set(known.columns) == set(WATCHED)
    for month, row in enumerate(watched.rows, start=1):
        assert int((known.status[month] == ACTIVE).sum()) == row["active"]
        assert int((known.status[month] == EMPTY).sum()) == 2_000 - row["workers"]


def test_what_self_pays_is_halved(fictional: Scenario) -> None:
    trials = Trials(fictional, 2_000, 5, default_month())
    half = trials.conduct(trials.alone, months=6, self_pays=0.5)
    lowest = [row["jkm_self_rp"] / row["paid_self"] for row in half.rows]
    assert lowest == [3_400] * 6
    assert trials.free.total("jkm_self_rp") == trials.free.total("jkk_self_rp") == 0
    assert trials.free.total("paid_self") > 0


def test_nobody_contacts_or_pays_in_a_city_left_alone(fictional: Scenario) -> None:
    trials = Trials(fictional, 2_000, 5, default_month())
    seen: list[NDArray[np.uint8]] = []

    def look(opening: Opening) -> None:
        seen.append(opening.reach.copy())

    alone = trials.alone_with(look)
    assert alone.total("subsidised") == 0
    assert alone.total("registrations") > 0
    assert len(seen) == 12
    assert not np.any(seen)


def test_pools_without_choice(padang: Scenario) -> None:
    trials = Trials(padang, FEW, 5, default_month())
    assert trials.everyone.rows[0]["active"] >= FEW - trials.everyone.rows[0]["deaths"]
    assert trials.nobody.total("ever_registered") == trials.nobody.total("tries") == 0
    for counter in ("injuries", "deaths"):
        assert trials.everyone.total(counter) == trials.nobody.total(counter) > 0
    old = trials.everyone_aged(60, 64)
    ages = (padang_calendar(trials.late) - old.first.birth_month) // 12
    assert (int(ages.min()), int(ages.max())) == (60, 64)
    with pytest.raises(ValueError, match="aged 90"):
        changes.of_ages(padang, 90, 99)


def padang_calendar(scenario: Scenario) -> int:
    return (scenario.start.year - 1900) * 12 + scenario.start.month - 1


def test_a_programme_of_one_year(padang: Scenario) -> None:
    trials = Trials(padang, FEW, 5, default_month())
    paid = [row["subsidised"] for row in trials.programme.rows]
    assert trials.late.start == date(2025, 1, 1)
    assert all(0.03 * FEW < count <= 0.05 * FEW for count in paid[:12])
    assert not any(paid[12:])
    assert trials.no_programme.total("subsidised") == 0
    late = [row["subsidised"] for row in trials.released_after(4).rows]
    assert [month for month, count in enumerate(late) if not count] == [0, 1, 2, 3, 12, 13, 14, 15]
    assert set(trials.programme.history.columns) == set(LISTED)


@pytest.mark.parametrize(
    ("start", "months", "window"),
    [
        (date(2021, 1, 1), 72, (date(2025, 1, 1), 24)),
        (date(2025, 2, 1), 23, (date(2025, 2, 1), 23)),
        (date(2021, 7, 1), 15, (date(2021, 7, 1), 15)),
        (date(2021, 1, 1), 64, (date(2025, 1, 1), 16)),
    ],
)
def test_the_last_two_years(fictional: Scenario, start: date, months: int, window: tuple[date, int]) -> None:
    late = changes.last_two_years(replace(fictional, start=start, months=months))
    assert (late.start, late.months) == window
