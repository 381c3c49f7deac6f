"""A run: the same numbers however it is carried out, and a record that names its inputs."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from tests.simulation.runs import WORKERS, assert_same


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_threads_change_nothing(sijunjung: Scenario, straight: Run, threads: int) -> None:
    assert_same(straight, run(sijunjung, workers=WORKERS, months=26, threads=threads))


def test_the_run_lives(straight: Run) -> None:
    """What is compared above is not a city asleep."""
    for name in ("subsidised", "registrations", "lapses", "reactivations", "injuries", "deaths", "claims_jkk", "exits"):
        assert sum(row[name] for row in straight.rows) > 0, name
    assert straight.model.generation.any()


@settings(max_examples=4, deadline=None)
@given(stops=st.lists(st.integers(1, 25), min_size=1, max_size=3, unique=True))
def test_saved_and_resumed_is_straight(
    sijunjung: Scenario, straight: Run, tmp_path_factory: pytest.TempPathFactory, stops: list[int]
) -> None:
    file = tmp_path_factory.mktemp("stops") / "state.npz"
    resume_from = None
    for stop in sorted(stops):
        run(sijunjung, workers=WORKERS, months=stop, resume_from=resume_from, save_to=file)
        resume_from = file
    assert_same(straight, run(sijunjung, workers=WORKERS, months=26, threads=2, resume_from=file))


@pytest.mark.parametrize("draft", ["padang-jht", "padang-bagi-iuran", "padang-kuota-kelurahan"])
def test_resumed_over_the_day_a_draft_takes_effect(shipped: dict[str, Scenario], tmp_path: Path, draft: str) -> None:
    scenario = replace(shipped["padang"], start=date(2024, 6, 1), months=18)
    options: dict[str, Any] = {"workers": WORKERS, "regulation": draft}
    run(scenario, months=7, save_to=tmp_path / "state.npz", **options)
    assert_same(run(scenario, **options), run(scenario, resume_from=tmp_path / "state.npz", **options))


def test_a_finished_run_resumed_is_finished(sijunjung: Scenario, saved: Path) -> None:
    assert len(run(sijunjung, workers=WORKERS, months=7, resume_from=saved).rows) == 7


def test_the_record(straight: Run) -> None:
    record = straight.record()
    assert record["fingerprint"] == straight.fingerprint
    assert record["result_digest"] == straight.result_digest
    assert (record["months"], record["metrics"]) == (26, straight.metrics)
    assert record["identity"]["scenario"] == "sijunjung"
    assert set(record["identity"]["versions"]) == {"lindung", "numpy", "numba", "mesa"}
    assert straight.fingerprint in repr(straight)
    frame = straight.months
    assert frame["month"].to_list() == [straight.model.date_of(month) for month in range(26)]
    assert frame.drop("month").to_dicts() == straight.rows


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 2},
        {"budget": 1_000_000_000},
        {"workers": 301},
        {"months": 3},
        {"regulation": "perwali-padang-13-2022"},
        {"regulation": "padang-jht"},
        {"readings": {"age_65": "national"}},
        {"scenario": "tangsel"},
    ],
    ids=lambda other: "-".join(map(str, next(iter(other.items())))),
)
def test_another_input_another_fingerprint(shipped: dict[str, Scenario], other: dict[str, Any]) -> None:
    first: dict[str, Any] = {"scenario": "padang", "workers": 300, "months": 2}
    prints = {
        run(**{**options, "scenario": shipped[options["scenario"]]}).fingerprint
        for options in (first, {**first, **other})
    }
    assert len(prints) == 2


def test_a_law_changed_is_another_fingerprint(shipped: dict[str, Scenario], tmp_path: Path) -> None:
    text = shipped["padang"].corpus.drafts["padang-jht"].file.read_text(encoding="utf-8")
    file = tmp_path / "own-jht.yaml"
    prints = set()
    for amount in ("Rp20_000", "Rp30_000"):
        own = text.replace("instrument: padang-jht", "instrument: own-jht").replace("jht: Rp20_000", f"jht: {amount}")
        file.write_text(own, encoding="utf-8")
        prints.add(run(shipped["padang"], workers=100, months=1, regulation=file).fingerprint)
    assert len(prints) == 2


def test_a_scenario_changed_is_another_fingerprint(shipped: dict[str, Scenario]) -> None:
    changed = replace(shipped["fictional"], digest="another")
    assert run(changed, months=1).fingerprint != run(shipped["fictional"], months=1).fingerprint
