"""A saved state goes on as the straight run, is refused where it does not belong, and is never half-written."""

import signal
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lindung.messages import LANGUAGES
from lindung.simulation import counters as c
from lindung.simulation.engine import default_month
from lindung.simulation.ledger import OutOfBalance
from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from tests.simulation.runs import WORKERS, assert_same, refused


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
    monkeypatch.setattr("lindung.simulation.state.FORM", 99)
    error = refused(scenario=sijunjung, workers=WORKERS, months=12, resume_from=saved)
    assert [fault.details["what"] for fault in error.faults] == ["form"]


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
