"""`lindung calibrate` as typed: files, both languages, refusals, ended and resumed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lindung.door.command import run
from lindung.simulation.calibration import calibrate as calibration
from tests.simulation.calibration.place import ROUGH, copied

CODE = (
    "import sys; from lindung.door.command import run; from lindung.simulation.calibration import calibrate as c;"
    "from lindung.simulation.calibration.fit import Effort; c.QUICK = Effort(600, 300, 3, (40, 24));"
    "sys.exit(run(sys.argv[1:]))"
)


@pytest.fixture
def rough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "QUICK", ROUGH)


@pytest.mark.usefixtures("rough")
def test_what_it_writes_and_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["calibrate", "padang", "--quick", "--threads", "1", "--out", str(out), "--json", "--lang", "en"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert "runs" in captured.err  # progress
    names = {file.name for file in out.iterdir()}
    assert {"padang.csv", "padang.json", "padang.id.html", "padang.en.html"} <= names
    record = json.loads((out / "padang.json").read_text(encoding="utf-8"))
    assert record["result_digest"] == document["result_digest"]
    assert {name.split("-")[0] for name in document["targets"]} == {f"C{n}" for n in range(1, 14)}
    for one in document["targets"].values():
        assert one["low"] <= one["median"] <= one["high"]
        assert (one["cause"] is None) == one["hit"]
    for one in document["parameters"].values():
        assert one["prior"][0] <= one["low"] <= one["median"] <= one["high"] <= one["prior"][1]
    for language, words in (
        ("id", ("Parameter: sebelum dan sesudah", "Kemungkinan sebab")),
        ("en", ("before and after",)),
    ):
        page = (out / f"padang.{language}.html").read_text(encoding="utf-8")
        assert "<svg" in page
        assert all(word in page for word in words)
        assert "lapse_early" in page
    assert run(["verify", str(out / "padang.json"), "--rerun", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True


@pytest.mark.usefixtures("rough")
@pytest.mark.parametrize(("language", "words"), [("id", "target yang dipakai"), ("en", "fitted targets are met")])
def test_the_table_in_both_languages(
    language: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["calibrate", "padang", "--quick", "--threads", "1", "--out", str(tmp_path), "--lang", language]) == 0
    text = capsys.readouterr().out
    assert words in text
    assert "C10-control" in text


def test_a_scenario_without_evidence_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calibrate", "tangsel", "--out", str(tmp_path / "out"), "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "evidence/tangsel.yaml" in captured.err
    assert not (tmp_path / "out").exists()


def ended_and_resumed(file: Path, out: Path, *, end: bool) -> dict[str, Any]:
    """The record of a calibration in a process of its own, ended by force in the middle of a batch if asked."""
    words = [sys.executable, "-c", CODE, "calibrate", str(file), "--quick", "--threads", "1", "--out", str(out)]
    if end:
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            waited = time.monotonic()
            while not (out / "runs" / "wave-1.npz").is_file() and time.monotonic() - waited < 240:
                time.sleep(0.02)
            time.sleep(0.3)  # the next batch has begun
            os.kill(process.pid, signal.SIGKILL)
        assert not (out / "padang.csv").exists()
        words.append("--resume")
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {name: (out / f"padang.{name}").read_bytes() for name in ("csv", "json")}


def test_ended_in_mid_batch_and_resumed_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    file = copied(folder)
    straight = ended_and_resumed(file, tmp_path / "straight", end=False)
    assert ended_and_resumed(file, tmp_path / "ended", end=True) == straight


@pytest.mark.usefixtures("rough")
def test_resuming_from_other_inputs_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["calibrate", "padang", "--quick", "--threads", "1", "--out", str(tmp_path), "--lang", "en"]
    assert run(words) == 0
    before = (tmp_path / "padang.csv").read_bytes()
    capsys.readouterr()
    assert run([*words, "--seed", "4", "--resume"]) == 2
    assert "seed (1371 -> 4)" in capsys.readouterr().err
    assert (tmp_path / "padang.csv").read_bytes() == before
