"""Size, horizon and range: what a run may be asked for, and what scales with the workers simulated."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lindung.simulation.model import City, Setting
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import Workers
from tests.simulation.runs import WORKERS, refused


def test_fewer_workers_have_fewer_staff_and_less_money(shipped: dict[str, Scenario]) -> None:
    """Padang a hundredth its size: 12 officers of 250 contacts, 60 agents, 600 verifications, Rp604.8 million."""
    scenario = shipped["padang"]
    setting = Setting.of(scenario, workers=1_840)
    city = City(setting, scenario.corpus)
    assert setting.factor == 0.01
    assert setting.workers.size == 1_840
    assert dict(setting.budget.rupiah) == {
        2021: 0, 2022: 3_024_000, 2023: 6_048_000, 2024: 6_048_000, 2025: 6_048_000, 2026: 6_048_000,
    }  # fmt: skip
    assert city.branch.contacts == 30
    assert city.social_workers.means.contacts == 6
    assert len(city.agents_network.agents) == 1  # 0.6 of an agent
    assert (city.office.means.verified, city.office.means.proposals) == (6, 8)
    own = Setting.of(scenario, workers=1_840, budget=100_000_000)
    assert set(own.budget.rupiah.values()) == {1_000_000}
    whole = Setting.of(replace(scenario, population=replace(scenario.population, size=1_840)))
    assert whole.factor == 1
    assert whole.budget.rupiah[2024] == 604_800_000


def test_the_first_workers_are_the_same_people(shipped: dict[str, Scenario]) -> None:
    few, many = (Setting.of(shipped["padang"], workers=n).workers for n in (500, 2_000))
    for name in Workers._fields:
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:500], name)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"months": 73}, "--months: 73 is outside 1 to 72"),
        ({"months": 0}, "--months: 0 is outside 1 to 72"),
        ({"workers": 0}, "--workers: 0 is outside"),
        ({"workers": -5}, "--workers: -5 is outside"),
        ({"budget": -1}, "--budget: -1 is outside"),
        ({"seed": -1}, "--seed: -1 is outside"),
        ({"seed": 2**64}, f"--seed: {2**64} is outside"),
        ({"threads": 0}, "--threads: 0 is outside"),
        ({"threads": -1}, "--threads: -1 is outside"),
        ({"regulation": "perwali-padang-13-2023"}, "perhaps perwali-padang-13-2022"),
        ({"readings": {"age_66": "national"}}, "perhaps age_65"),
        ({"readings": {"age_65": "both"}}, "inclusive, national"),
        ({"regulation": Path("nowhere.yaml")}, "nowhere.yaml: file not found"),
    ],
    ids=lambda value: "-".join(map(str, *value.items())) if isinstance(value, dict) else "",
)
def test_what_cannot_be_run_is_refused(shipped: dict[str, Scenario], options: dict[str, Any], says: str) -> None:
    given_options: dict[str, Any] = {"workers": 50, "months": 1, **options}
    assert says in re.sub(r"\s+", " ", refused(scenario=shipped["padang"], **given_options).said("en"))


def test_an_unknown_scenario_gives_the_nearest() -> None:
    assert "perhaps padang" in refused(scenario="padan").said("en")


def test_the_largest_seed_and_the_smallest_city(shipped: dict[str, Scenario]) -> None:
    assert len(run(shipped["padang"], workers=1, months=30, seed=2**64 - 1).rows) == 30


@pytest.mark.parametrize("months", [6, 20])
def test_a_draft_that_takes_effect_later_changes_nothing(shipped: dict[str, Scenario], months: int) -> None:
    scenario = replace(shipped["padang"], start=date(2023, 1, 1), months=months)
    plain = run(scenario, workers=WORKERS, months=months)
    assert months == 6 or sum(row["subsidised"] for row in plain.rows) > 0
    for draft in ("padang-jht", "padang-kuota-kelurahan", "padang-prioritas-registri", "padang-bagi-iuran"):
        done = run(scenario, workers=WORKERS, months=months, regulation=draft)
        assert done.result_digest == plain.result_digest
        assert done.metrics == plain.metrics
        assert done.fingerprint != plain.fingerprint
        (note,) = done.notes
        assert note.en == f"{draft} takes effect on 1 January 2025, after the last month simulated: it cannot differ."
        assert note.id == f"{draft} berlaku 1 Januari 2025, sesudah bulan terakhir simulasi: tidak mungkin berbeda."
        assert not plain.notes


def test_a_draft_in_force_changes_something(shipped: dict[str, Scenario]) -> None:
    scenario = replace(shipped["padang"], start=date(2024, 6, 1), months=14)
    plain = run(scenario, workers=WORKERS)
    other = run(scenario, workers=WORKERS, regulation="padang-jht")
    assert plain.rows[:7] == other.rows[:7]
    assert plain.rows[7:] != other.rows[7:]
    assert not other.notes
    assert not run(scenario, workers=100, months=8, regulation="padang-jht").notes  # in force in the last month alone
    assert run(scenario, workers=100, months=7, regulation="padang-jht").notes
