"""`lindung sensitivity` and `lindung report` as a user runs them, on few people and three unknowns."""

import io
import json
import re
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from lindung.door.command import run
from lindung.messages import LANGUAGES
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity import analyse
from lindung.simulation.sensitivity.analyse import Effort
from lindung.simulation.sensitivity.unknowns import Unknown, unknowns

THREE = ("enrol_base", "keep_paying", "mortality_factor")
FICTIONAL = ("--workers", "300", "--seed", "5", "--quick")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    def few(scenario: Scenario) -> Sequence[Unknown]:
        return tuple(one for one in unknowns(scenario) if one.place in THREE)

    monkeypatch.setattr(analyse, "unknowns", few)
    monkeypatch.setattr(analyse, "QUICK", Effort(workers=300, trajectories=2, chosen=2, base=4, points=12))


def lindung(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def numbers(text: str) -> list[str]:
    return sorted(re.sub(r"[.,]", "", one) for one in re.findall(r"(?<![A-Za-z])-?\d[\d.,]*\d|(?<![A-Za-z])-?\d", text))


def test_in_both_languages_with_the_same_figures() -> None:
    metric = ("--metric", "protected_person_months")
    said = {lang: lindung("sensitivity", "fictional", *FICTIONAL, *metric, "--lang", lang) for lang in LANGUAGES}
    for code, out, _ in said.values():
        assert code == 0
        assert max(map(len, out.splitlines())) <= 120
    assert numbers(said["id"][1]) == numbers(said["en"][1])
    assert "total index" in said["en"][1]
    assert "Hazard of trying to enrol" in said["en"][1]


def test_the_document_and_what_is_left_behind(tmp_path: Path) -> None:
    metrics = ("--metric", "active_coverage_end", "--method", "morris")
    code, out, _ = lindung("sensitivity", "fictional", *FICTIONAL, *metrics, "--json", "--out", str(tmp_path))
    document = json.loads(out)
    assert (code, json.loads((tmp_path / "sensitivity.json").read_text(encoding="utf-8"))) == (0, document)
    assert {one["name"] for one in document["unknowns"]} == set(THREE)
    (finding,) = document["findings"]
    assert (finding["metric"], finding["against"], finding["sobol"]) == ("active_coverage_end", None, [])
    assert finding["morris"][0]["factor"] == "enrol_base"
    assert document["order"] is None  # one regulation only
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["sensitivity.json"]


@pytest.mark.parametrize(
    "wrong", [("--method", "monte-carlo"), ("--metric", "cover"), ("--workers", "0"), ("--regulation", "uu-0")]
)
def test_what_cannot_be_used_exits_with_two(wrong: tuple[str, ...], tmp_path: Path) -> None:
    code, out, err = lindung("sensitivity", "fictional", *FICTIONAL, *wrong, "--out", str(tmp_path), "--lang", "en")
    assert (code, out) == (2, "")
    assert err
    assert not list(tmp_path.rglob("*.json"))


def test_the_page_says_it_all_in_both_languages(tmp_path: Path) -> None:
    code, out, _ = lindung("report", "fictional", *FICTIONAL, "--out", str(tmp_path), "--json")
    document = json.loads(out)
    assert code == 0
    pages = {lang: (tmp_path / f"standing.{lang}.html").read_text(encoding="utf-8") for lang in LANGUAGES}
    for lang, page in pages.items():
        assert f'<html lang="{lang}">' in page
        assert not re.search(r"<script|https?://|src=", page)
        assert re.findall(r'<section id="(\w+)"', page) == ["fitted", "held", "facts", "sensitivity", "limits"]
        for one in document["holdouts"]["holdouts"]:
            assert f">{one['name']}</td>" in page
    plain = {lang: re.sub(r"(?s)<style>.*?</style>|<[^>]+>", " ", page) for lang, page in pages.items()}
    assert len(numbers(plain["id"])) > 100
    assert "never fitted" in plain["en"]
    assert "tidak pernah dicocokkan" in plain["id"]
    assert len(document["facts"]["facts"]) == 14
    assert not (tmp_path / "parts").exists() or not list((tmp_path / "parts").rglob("*.parquet"))
