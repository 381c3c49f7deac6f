"""`lindung experiment` and `validate --holdouts` as a user runs them: both languages, JSON, exit codes."""

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from lindung.door.command import run
from lindung.messages import LANGUAGES

CHINA = ("experiment", "run", "china-rice-2010", "--workers", "600", "--replicates", "2", "--draws", "2", "--seed", "5")
TANGSEL = ("validate", "tangsel", "--holdouts", "--workers", "500", "--replicates", "2", "--draws", "2", "--seed", "5")


def lindung(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def numbers(text: str) -> list[str]:
    return [re.sub(r"[.,]", "", one) for one in re.findall(r"(?<![A-Za-z])-?\d[\d.,]*\d|(?<![A-Za-z])-?\d", text)]


def test_the_list_in_both_languages() -> None:
    said = {language: lindung("experiment", "list", "--lang", language) for language in LANGUAGES}
    for code, out, _ in said.values():
        assert code == 0
        assert "aearctr-0015911" in out
        assert max(map(len, out.splitlines())) <= 120
    assert said["id"][1] != said["en"][1]
    code, out, _ = lindung("experiment", "list", "--json")
    assert (code, [one["name"] for one in json.loads(out) if one["planned"]]) == (0, ["aearctr-0015911"])


def test_a_run_beside_what_was_published(tmp_path: Path) -> None:
    said = {language: lindung(*CHINA, "--lang", language)[1] for language in LANGUAGES}
    for out in said.values():
        assert max(map(len, out.splitlines())) <= 120
        assert "C11" in out
    assert sorted(numbers(said["id"])) == sorted(numbers(said["en"]))
    file = tmp_path / "china.json"
    code, out, _ = lindung(*CHINA, "--json", "--out", str(file))
    document, kept = json.loads(out), json.loads(file.read_text(encoding="utf-8"))
    assert code == 0  # the one figure is a calibration target, and no hold-out
    assert document["fingerprint"] == kept["fingerprint"]
    (figure,) = document["figures"]
    assert figure["published"] == {"value": 0.13, "low": 0.05, "high": 0.2}
    assert figure["fitted"] == "C11"
    assert len(figure["replicates"]) == 2
    code, out, _ = lindung("experiment", "check", str(file), "--rerun", "--json")
    assert (code, json.loads(out)[0]["holds"]) == (0, True)


def test_the_predictions_that_ship_say_when_and_what_has_changed_since() -> None:
    for language in LANGUAGES:
        code, out, _ = lindung("experiment", "check", "--lang", language)
        assert code in (0, 1)
        assert "2026" in out
    code, out, _ = lindung("experiment", "check", "--json")
    assert all(one["holds"] == (not one["changed"]) for one in json.loads(out))
    assert code == (0 if all(one["holds"] for one in json.loads(out)) else 1)


def test_what_cannot_be_used_exits_with_two(tmp_path: Path) -> None:
    for arguments in (
        ("experiment", "run", "jkn-1945"), ("experiment", "check", str(tmp_path / "none.json")),
        (*CHINA, "--draws", "-1"), ("experiment", "rum", "x"), (*TANGSEL, "--replicates", "0"),
    ):  # fmt: skip
        code, out, err = lindung(*arguments, "--lang", "en")
        assert (code, out) == (2, ""), arguments
        assert err


def test_hold_outs_in_both_languages_with_the_same_figures() -> None:
    said = {language: lindung(*TANGSEL, "--lang", language) for language in LANGUAGES}
    for code, out, _ in said.values():
        assert code == 1
        assert max(map(len, out.splitlines())) <= 120
        for key in ("H9", "H12", "H14", "H15"):
            assert re.search(rf"^{key} ", out, re.M)
        assert not re.search(r"^H6 ", out, re.M)  # Sijunjung's
    assert sorted(numbers(said["id"][1])) == sorted(numbers(said["en"][1]))
    assert "Likely cause" in said["en"][1]
    assert "Not measurable" in said["en"][1]


def test_hold_outs_as_json() -> None:
    code, out, _ = lindung(*TANGSEL, "--json")
    document = json.loads(out)
    assert code == 1
    rows = {one["name"]: one for one in document["holdouts"]}
    assert sum(document["verdicts"].values()) == len(rows)
    assert rows["H12"]["measured"] is None
    assert rows["H12"]["why_not_measured"]["en"]
    assert rows["H14"]["target"] == {"value": 11_250, "low": 10_125, "high": 12_375}
    assert len(rows["H14"]["measured"]["replicates"]) == 2
    assert (rows["H14"]["likely_cause"] is not None) == (rows["H14"]["hit"] is False)
