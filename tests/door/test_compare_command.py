"""`lindung compare` and `lindung verify` as typed."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lindung.door.command import run
from lindung.simulation.metrics import METRICS

QUICK = ("--workers", "400", "--months", "54", "--replicates", "2", "--threads", "1")
TWO = ("--regulation", "perwali-padang-13-2022", "--regulation", "padang-jht")


def compared(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert run(["compare", "padang", *TWO, *QUICK, "--json", *more]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    document = compared(capsys)
    assert document["baseline"] == "perwali-padang-13-2022"
    assert document["replicates"] == 2
    base, draft = document["arms"]
    assert (base["regulation"], draft["regulation"]) == ("perwali-padang-13-2022", "padang-jht")
    for name in METRICS:
        found = draft["metrics"][name]
        assert set(found) == {"mean", "low", "high", "difference"}
        assert set(found["difference"]) == {"mean", "low", "high", "replicates_for_10pct"}
        assert base["metrics"][name]["difference"]["mean"] in (0, None)
    assert draft["metrics"]["subsidised_person_months"]["difference"]["mean"] < 0
    assert len(str(document["fingerprint"])) == len(str(document["result_digest"])) == 64
    assert compared(capsys, "--seed", "1371") == document


@pytest.mark.parametrize(("language", "word"), [("id", "ulangan untuk ±10 %"), ("en", "replicates for ±10 %")])
def test_the_table_says_differences_first(capsys: pytest.CaptureFixture[str], language: str, word: str) -> None:
    assert run(["compare", "padang", *TWO, *QUICK, "--lang", language]) == 0
    text = capsys.readouterr().out
    assert word in text
    assert "subsidised_person_months" in text
    assert "fingerprint" in text


def test_out_holds_everything_and_its_record_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = compared(capsys, "--out", str(tmp_path / "out"))
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"comparison.parquet", "brief.id.html", "brief.en.html", "run.json"} <= names
    assert "parts" not in names
    assert {file.suffix for file in (tmp_path / "out").rglob("*") if file.is_file()} >= {".svg", ".png"}
    frame = pl.read_parquet(tmp_path / "out" / "comparison.parquet")
    assert frame.height == 2 * 2 * len(METRICS)
    record = tmp_path / "out" / "run.json"
    assert json.loads(record.read_text())["result_digest"] == document["result_digest"]
    assert run(["verify", str(record), "--rerun", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"holds": True, "rerun": True, "differs": []}
    changed = json.loads(record.read_text())
    changed["identity"]["seed"] = 4
    record.write_text(json.dumps(changed))
    assert run(["verify", str(record), "--lang", "en"]) == 1
    assert "fingerprint" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--budget", "banyak"), "--budget"),
        (("--replicates", "1"), "--replicates"),
        (("--until", "soon"), "soon"),
        (("--draft", "nowhere.yaml"), "nowhere.yaml"),
        (("--draft", "padang-jht", "--draft", "padang-jht"), "padang-jht"),
        (("--months", "500"), "500"),
        (("--cluster", "tcp://127.0.0.1:1"), "tcp://127.0.0.1:1"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.filterwarnings("ignore")  # Dask's own, where it cannot connect
def test_bad_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], words: str, language: str
) -> None:
    out = tmp_path / "out"
    assert run(["compare", "padang", *arguments, "--workers", "50", "--out", str(out), "--lang", language]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert not out.exists()


def test_a_padang_draft_amends_nothing_in_south_tangerang(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "tangsel", "--draft", "padang-jht", "--lang", "en"]) == 2
    assert "amends nothing in force there" in capsys.readouterr().err
