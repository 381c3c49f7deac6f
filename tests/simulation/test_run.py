"""A run: the same numbers however it is carried out, a record that names its inputs, nothing half-done."""

import re
import signal
from dataclasses import replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput
from lindung.simulation import counters as c
from lindung.simulation.behaviour import enrolment
from lindung.simulation.compiled import F32
from lindung.simulation.engine import default_month
from lindung.simulation.ledger import OutOfBalance
from lindung.simulation.metrics import METRICS
from lindung.simulation.model import City, Setting
from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import Workers

WORKERS = 2_500  # three blocks of the engine

# the list of the interface, in its order
NAMES = (
    "ever_registered", "paid_in_year", "active_stock_end", "paid_member_months", "active_coverage_end",
    "protected_person_months", "subsidised_person_months", "waiting_months_mean", "inclusion_error",
    "exclusion_error", "registrations", "lapses", "reactivations", "injuries", "deaths", "injuries_uncovered",
    "deaths_uncovered", "claims_jkk", "claims_jkm", "contributions_jkk_rp", "contributions_jkm_rp", "benefits_jkk_rp",
    "benefits_jkm_rp", "claim_ratio_jkk", "claim_ratio_jkm", "budget_spent_rp", "budget_unspent_rp", "overhead_rp",
    "falls_into_poverty", "poverty_person_months", "budget_per_protected_person_month_rp",
)  # fmt: skip
RATIOS = {
    "active_coverage_end", "waiting_months_mean", "inclusion_error", "exclusion_error", "claim_ratio_jkk",
    "claim_ratio_jkm", "budget_per_protected_person_month_rp",
}  # fmt: skip


@pytest.fixture(scope="session")
def shipped(corpus: Corpus) -> dict[str, Scenario]:
    return {name: Scenario.load(name, corpus) for name in Scenario.shipped()}


@pytest.fixture(scope="session")
def sijunjung(shipped: dict[str, Scenario]) -> Scenario:
    return shipped["sijunjung"]


@pytest.fixture(scope="session")
def straight(sijunjung: Scenario) -> Run:
    """26 months over three budget years, on one thread."""
    return run(sijunjung, workers=WORKERS, months=26, threads=1)


@pytest.fixture(scope="session")
def saved(sijunjung: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same run after its first 7 months."""
    file = tmp_path_factory.mktemp("state") / "seven.npz"
    run(sijunjung, workers=WORKERS, months=7, threads=1, save_to=file)
    return file


def assert_same(one: Run, other: Run) -> None:
    assert one.rows == other.rows
    assert one.result_digest == other.result_digest
    assert one.fingerprint == other.fingerprint
    assert one.metrics == other.metrics
    assert one.ledger.entries == other.ledger.entries
    for name in Workers._fields:
        np.testing.assert_array_equal(
            getattr(one.model.engine.workers, name), getattr(other.model.engine.workers, name), name
        )


def refused(**options: Any) -> BadInput:
    with pytest.raises(BadInput) as raised:
        run(**options)
    assert all(raised.value.said(language).strip() for language in LANGUAGES)
    return raised.value


# --- The same numbers ---


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_threads_change_nothing(sijunjung: Scenario, straight: Run, threads: int) -> None:
    assert_same(straight, run(sijunjung, workers=WORKERS, months=26, threads=threads))


def test_the_run_lives(straight: Run) -> None:
    """What is compared above is not a city asleep."""
    for name in ("subsidised", "registrations", "lapses", "reactivations", "injuries", "deaths", "claims_jkm", "exits"):
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
    scenario = replace(shipped["padang"], start=date(2025, 6, 1), months=18)
    options: dict[str, Any] = {"workers": WORKERS, "regulation": draft}
    run(scenario, months=7, save_to=tmp_path / "state.npz", **options)
    assert_same(run(scenario, **options), run(scenario, resume_from=tmp_path / "state.npz", **options))


def test_a_finished_run_resumed_is_finished(sijunjung: Scenario, saved: Path) -> None:
    assert len(run(sijunjung, workers=WORKERS, months=7, resume_from=saved).rows) == 7


# --- The record ---


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


# --- Resuming: what is refused ---


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"seed": 5}, {"seed"}),
        ({"budget": 1_000_000}, {"budget"}),
        ({"workers": WORKERS + 1}, {"workers", "budget"}),  # money goes with the workers
        ({"regulation": "program-sijunjung"}, {"regulation"}),
        ({"readings": {"age_65": "national"}}, {"readings"}),
        ({"scenario": "fictional"}, {"scenario", "scenario_digest", "seed", "budget"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_state_of_another_run_is_refused(
    shipped: dict[str, Scenario], saved: Path, other: dict[str, Any], what: set[str]
) -> None:
    options: dict[str, Any] = {"scenario": "sijunjung", "workers": WORKERS, "months": 12, **other}
    options["scenario"] = shipped[options["scenario"]]
    error = refused(**options, resume_from=saved)
    assert {fault.code for fault in error.faults} == {"state-differs"}
    assert {fault.details["what"] for fault in error.faults} == what
    for fault in error.faults:
        assert fault.details["saved"] != fault.details["here"]
        assert str(fault.details["what"]) in error.said("en")


@pytest.mark.parametrize("package", ["lindung", "numpy", "numba", "mesa"])
def test_a_state_of_another_version_is_refused(
    sijunjung: Scenario, saved: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.0" if name == package else real(name))
    error = refused(scenario=sijunjung, workers=WORKERS, months=12, resume_from=saved)
    assert [fault.details["what"] for fault in error.faults] == ["versions"]
    assert "0.0.0" in error.said("en")


def test_a_state_does_not_go_back_in_time(sijunjung: Scenario, saved: Path) -> None:
    error = refused(scenario=sijunjung, workers=WORKERS, months=6, resume_from=saved)
    assert "--months: 6 is outside 7 to 48" in error.said("en")


def broken(kind: str, good: Path, folder: Path) -> Path:
    file = folder / f"{kind}.npz"
    content = good.read_bytes()
    match kind:
        case "empty":
            file.write_bytes(b"")
        case "text":
            file.write_text("month,workers\n")
        case "half":
            file.write_bytes(content[: len(content) // 2])
        case "one-bit":
            file.write_bytes(content[:5_000] + bytes([content[5_000] ^ 1]) + content[5_001:])
        case "one-array":
            with file.open("wb") as handle:
                np.save(handle, np.arange(3))
        case "a-column-missing":
            with np.load(good) as loaded:
                arrays = {name: loaded[name] for name in loaded.files if name != "workers.level"}
            np.savez(file, allow_pickle=False, **arrays)
        case "no-record":
            np.savez(file, allow_pickle=False, about=np.frombuffer(b"[]", dtype=np.uint8))
        case "folder":
            file.mkdir()
    return file


@pytest.mark.parametrize(
    "kind", ["empty", "text", "half", "one-bit", "one-array", "a-column-missing", "no-record", "folder", "missing"]
)
def test_a_broken_or_missing_state_is_refused(sijunjung: Scenario, saved: Path, tmp_path: Path, kind: str) -> None:
    file = broken(kind, saved, tmp_path)
    error = refused(scenario=sijunjung, workers=WORKERS, months=12, resume_from=file)
    assert [fault.code for fault in error.faults] == ["file-missing" if kind == "missing" else "state-unreadable"]
    for language in LANGUAGES:
        assert str(file) in error.said(language)
        assert len(error.said(language).splitlines()) == 1


def test_a_state_of_another_form_is_refused(sijunjung: Scenario, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lindung.simulation.state.FORM", 2)
    error = refused(scenario=sijunjung, workers=WORKERS, months=12, resume_from=saved)
    assert [fault.details["what"] for fault in error.faults] == ["form"]


# --- Nothing half-done ---


def test_a_state_that_cannot_be_written_leaves_nothing(shipped: dict[str, Scenario], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "state.npz", tmp_path / "folder"):
        error = refused(scenario=shipped["fictional"], workers=100, months=1, save_to=place)
        assert [fault.code for fault in error.faults] == ["write-failed"]
        assert str(place) in error.said("en")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


def test_a_disk_that_fills_up_leaves_the_old_state(
    shipped: dict[str, Scenario], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "state.npz"
    run(shipped["fictional"], workers=100, months=1, save_to=file)
    before = file.read_bytes()

    def full(handle: Any, **_: Any) -> None:
        handle.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    error = refused(scenario=shipped["fictional"], workers=100, months=2, save_to=file)
    assert "No space left" in error.said("en")
    assert (file.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (before, ["state.npz"])


@pytest.mark.parametrize("how", ["raised", "signalled"])
def test_interrupted_the_last_whole_month_is_kept(sijunjung: Scenario, straight: Run, tmp_path: Path, how: str) -> None:
    file = tmp_path / "state.npz"

    def interrupt(done: int, total: int) -> None:
        assert total == 26
        if done == 9 and how == "raised":
            raise KeyboardInterrupt
        if done == 9:
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        run(sijunjung, workers=WORKERS, months=26, save_to=file, progress=interrupt)
    assert signal.getsignal(signal.SIGINT) is before
    assert len(run(sijunjung, workers=WORKERS, months=9, resume_from=file).rows) == 9
    assert_same(straight, run(sijunjung, workers=WORKERS, months=26, resume_from=file))


def test_a_month_that_fails_is_not_kept(
    shipped: dict[str, Scenario], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = default_month()

    def fails_in_the_third(*arguments: Any) -> None:
        month(*arguments)
        arguments[8][c.JKK_SCHEME] += arguments[6].month == 2

    monkeypatch.setattr("lindung.simulation.model.default_month", lambda: fails_in_the_third)
    with pytest.raises(OutOfBalance):
        run(shipped["fictional"], months=6, save_to=tmp_path / "state.npz")
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_month(shipped: dict[str, Scenario]) -> None:
    seen: list[tuple[int, int]] = []
    run(shipped["fictional"], workers=100, months=4, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 4) for done in range(5)]


# --- Behaviour of one's own ---


def nobody_tries(*_: Any) -> Any:
    return F32(0)


def test_a_decision_is_replaced_and_the_shipped_one_stays(shipped: dict[str, Scenario]) -> None:
    """One test, as compiling the month anew takes 20 seconds."""
    scenario = shipped["fictional"]
    shipped_one = enrolment.try_probability
    before = run(scenario, months=8)
    own = run(scenario, months=8, behaviour={"enrolment": nobody_tries})
    assert sum(row["tries"] for row in before.rows) > 0
    assert {row["tries"] for row in own.rows} == {0}
    assert {row["failures"] for row in own.rows} == {0}
    assert own.identity["behaviour"] == ["enrolment"]
    assert own.fingerprint != before.fingerprint
    for line in ("injuries", "income_rp", "eligible"):  # the other decisions are those that ship, with the same draws
        assert own.rows[0][line] == before.rows[0][line]
    assert enrolment.try_probability is shipped_one
    assert run(scenario, months=8).result_digest == before.result_digest


@pytest.mark.parametrize(
    ("name", "nearest"), [("enrollment", "enrolment"), ("incomes", "income"), ("enrolment.tries", "enrolment")]
)
def test_an_unknown_decision_gives_the_nearest(shipped: dict[str, Scenario], name: str, nearest: str) -> None:
    error = refused(scenario=shipped["fictional"], months=1, behaviour={name: nobody_tries})
    assert [fault.code for fault in error.faults] == ["behaviour-unknown"]
    for language in LANGUAGES:
        assert name in error.said(language)
        assert nearest in error.said(language)


# --- Metrics ---


def test_every_metric_is_there_in_order() -> None:
    assert tuple(METRICS) == NAMES
    assert len(NAMES) == 31
    for metric in METRICS.values():
        assert metric.unit
        assert metric.says.id
        assert metric.says.en


@pytest.mark.parametrize("name", Scenario.shipped())
def test_metrics_recomputed_from_the_rows(shipped: dict[str, Scenario], name: str) -> None:
    scenario = shipped[name]
    months = min(scenario.months, 30)
    done = run(scenario, workers=2_000, months=months)
    rows, last = done.rows, done.rows[-1]

    def total(*lines: str) -> int:
        return sum(row[line] for row in rows for line in lines)

    jkk, jkm = total("jkk_self_rp", "jkk_scheme_rp"), total("jkm_self_rp", "jkm_scheme_rp")
    this_year = [
        row for month, row in enumerate(rows) if scenario.day_of(month).year == scenario.day_of(months - 1).year
    ]
    years = {scenario.day_of(month).year for month in range(months)}
    expected: dict[str, float | None] = {
        "ever_registered": last["ever_registered"],
        "paid_in_year": sum(row["first_payment_of_year"] for row in this_year),
        "active_stock_end": last["active"],
        "paid_member_months": total("paid_self", "subsidised"),
        "active_coverage_end": last["active"] / last["workers"],
        "protected_person_months": total("protected"),
        "subsidised_person_months": total("subsidised"),
        "inclusion_error": total("listed_ineligible") / total("listed"),
        "exclusion_error": total("eligible_unlisted") / total("eligible"),
        "contributions_jkk_rp": jkk,
        "contributions_jkm_rp": jkm,
        "claim_ratio_jkk": total("benefits_jkk_rp") / jkk,
        "claim_ratio_jkm": total("benefits_jkm_rp") / jkm,
        "budget_spent_rp": total("jkk_scheme_rp", "jkm_scheme_rp", "overhead_rp"),
        "budget_unspent_rp": sum(done.model.setting.budget.rupiah[year] for year in years) - total("budget_spent_rp"),
        "poverty_person_months": total("poor"),
        "budget_per_protected_person_month_rp": total("budget_spent_rp") / total("subsidised"),
        **{
            line: total(line)
            for line in (
                "registrations", "lapses", "reactivations", "injuries", "deaths", "injuries_uncovered",
                "deaths_uncovered", "claims_jkk", "claims_jkm", "benefits_jkk_rp", "benefits_jkm_rp", "overhead_rp",
                "falls_into_poverty",
            )
        },
    }  # fmt: skip
    assert expected.keys() == set(NAMES) - {"waiting_months_mean"}
    assert {metric: done.metrics[metric] for metric in expected} == expected
    waiting = done.metrics["waiting_months_mean"]
    assert waiting is not None
    assert 0 <= waiting <= months
    for row in rows:
        assert row["never"] + row["active"] + row["inactive"] == row["workers"] <= 2_000
        assert row["protected"] <= row["active"] <= row["ever_registered"]
        assert row["listed"] - row["listed_ineligible"] == row["eligible"] - row["eligible_unlisted"]
        assert row["injuries_uncovered"] <= row["injuries"]
        assert row["tries"] - row["failures"] + row["subsidised"] >= row["registrations"]


def test_none_only_for_a_ratio_of_nothing(shipped: dict[str, Scenario]) -> None:
    done = run(shipped["padang"], workers=1, months=1)
    (row,) = done.rows
    nothing = {name for name, value in done.metrics.items() if value is None}
    assert nothing <= RATIOS
    assert {"waiting_months_mean", "inclusion_error", "exclusion_error"} <= nothing  # no scheme yet in 2021
    assert "budget_per_protected_person_month_rp" in nothing
    assert ("claim_ratio_jkk" in nothing) == (row["jkk_self_rp"] == 0)
    assert "active_coverage_end" not in nothing
    assert all(
        value == 0
        for name, value in done.metrics.items()
        if name.endswith("_rp") and row["active"] == 0 and value is not None
    )


# --- Size, horizon, range ---


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
    assert city.social_workers.contacts == 6
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
    scenario = replace(shipped["padang"], start=date(2024, 1, 1), months=months)
    plain = run(scenario, workers=WORKERS, months=months)
    assert months == 6 or sum(row["subsidised"] for row in plain.rows) > 0
    for draft in ("padang-jht", "padang-kuota-kelurahan", "padang-prioritas-registri", "padang-bagi-iuran"):
        done = run(scenario, workers=WORKERS, months=months, regulation=draft)
        assert done.result_digest == plain.result_digest
        assert done.metrics == plain.metrics
        assert done.fingerprint != plain.fingerprint


def test_a_draft_in_force_changes_something(shipped: dict[str, Scenario]) -> None:
    scenario = replace(shipped["padang"], start=date(2025, 6, 1), months=14)
    plain = run(scenario, workers=WORKERS)
    other = run(scenario, workers=WORKERS, regulation="padang-jht")
    assert plain.rows[:7] == other.rows[:7]
    assert plain.rows[7:] != other.rows[7:]
