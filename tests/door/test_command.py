"""The command line as a user runs it: results, exits, messages in both languages."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from lindung.door.command import build, run
from lindung.messages import LANGUAGES


class Outcome:
    """Exit code and what was said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def lindung(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run a command line in this process."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


def document(outcome: Outcome) -> dict[str, object]:
    """The one JSON document on standard output."""
    found = json.loads(outcome.out)
    assert isinstance(found, dict)
    return found


def test_show_as_json_keeps_the_contract(lindung) -> None:  # type: ignore[no-untyped-def]
    outcome = lindung("law", "show", "jkk.rate.employer", "--key", "very_low", "--on", "2026-11-21", "--json")
    found = document(outcome)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(found) >= {
        "parameter", "status", "value", "unit", "on", "region", "key", "provision", "instrument", "from", "until",
        "standing", "why", "history",
    }  # fmt: skip
    assert found["value"] == 0.0024
    assert (found["status"], found["instrument"], found["provision"]) == ("in_force", "pp-44-2015", "pasal-16/ayat-1")
    assert (found["from"], found["until"], found["standing"]) == ("2015-07-01", None, "primary")
    history = found["history"]
    assert isinstance(history, list)
    assert set(history[0]) >= {"from", "until", "value", "provision", "instrument"}


@pytest.mark.parametrize(
    ("arguments", "status", "value", "code"),
    [
        (["jp.wage_ceiling", "--on", "2022-02-28"], "in_force", 8_754_600, 0),
        (["jp.wage_ceiling", "--on", "2022-03-01"], "in_force", 9_077_600, 0),
        (["minimum_wage", "--region", "3578", "--on", "2025-10-31"], "in_force", 4_961_753, 0),
        (["minimum_wage", "--region", "3578", "--on", "2025-11-01"], "in_force", 5_032_635, 0),
        (["minimum_wage", "--region", "Kota Padang", "--on", "2026-11-21"], "in_force", 3_182_955, 0),
        (["minimum_wage", "--region", "3578", "--on", "2027-01-01"], "not_encoded", None, 2),
        (["jkp.rate.from_jkm", "--on", "2025-02-06"], "in_force", 0.001, 0),
        (["jkp.rate.from_jkm", "--on", "2025-02-07"], "not_in_force", None, 0),
        (["bpu.discount", "--key", "transport", "--on", "2026-11-21"], "in_force", 0.5, 0),
        (["bpu.discount", "--key", "other", "--on", "2027-01-15"], "not_in_force", None, 0),
        (["bpu.discount", "--on", "2026-11-21"], "in_force", {"transport": 0.5, "other": 0.5}, 0),
        (["jp.wage_ceiling", "--on", "2014-01-01"], "not_encoded", None, 2),
        (["jkk.contribution.bpu", "--key", "1100000", "--on", "2026-11-21"], "in_force", 12_000, 0),
        (["sanction.day_one", "--reading", "day_one=receipt", "--on", "2026-11-21"], "in_force", "receipt", 0),
        (["bpu.discount", "--key", "other", "--on", "2026-06-01", "--known-on", "2025-12-21"], "not_in_force", None, 0),
    ],
)
def test_show(lindung, arguments: list[str], status: str, value: object, code: int) -> None:  # type: ignore[no-untyped-def]
    outcome = lindung("law", "show", *arguments, "--json")
    found = document(outcome)
    assert (found["status"], found["value"], outcome.code) == (status, value, code)
    assert (found["why"] is None) == (status == "in_force" and "Padang" not in str(arguments))


def test_padang_says_whose_wage_it_has(lindung) -> None:  # type: ignore[no-untyped-def]
    outcome = lindung("law", "show", "minimum_wage", "--region", "1371", "--on", "2026-11-21")
    assert "province Sumatera Barat" in outcome.out
    assert "3,182,955" in outcome.out


def test_both_languages_show_the_same_figures(lindung) -> None:  # type: ignore[no-untyped-def]
    english = lindung("law", "show", "jp.wage_ceiling", "--on", "2026-11-21", "--lang", "en").out
    indonesian = lindung("law", "show", "jp.wage_ceiling", "--on", "2026-11-21", "--lang", "id").out
    assert "Rp11,086,300" in english
    assert "Rp11.086.300" in indonesian
    assert indonesian.replace(".", ",").count("Rp11,086,300") == english.count("Rp11,086,300")


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian"),
    [
        (["law", "show", "jkk.rate.employr"], "jkk.rate.employer", "tidak dikenal"),
        (["law", "show", "minimum_wage", "--region", "Surabya"], "Kota Surabaya (3578)", "daerah Surabya"),
        (["law", "show", "minimum_wage", "--region", "9999"], "unknown region 9999", "daerah 9999"),
        (["law", "show", "jp.wage_ceiling", "--on", "yesterday"], "--on: yesterday is no date", "bukan tanggal"),
        (["law", "show", "jp.wage_ceiling", "--on", "2014-01-01"], "not encoded before 1 July 2015", "1 Juli 2015"),
        (["law", "show", "sanction.ladder", "--reading", "warning_days"], "NAME=CHOICE", "NAMA=PILIHAN"),
        (["law", "show", "sanction.ladder", "--reading", "warning_days=lunar"], "working, calendar", "bukan pilihan"),
        (["law", "show", "bpu.discount", "--key", "ojek"], "transport, other", "Kuncinya"),
        (["law", "show"], "PARAMETER", "belum diisi"),
        (["law", "show", "jp.wage_ceiling", "--onn", "2020-01-01"], "--onn", "opsi --onn tidak dikenal"),
        (["law", "lst"], "list", "perintah lst tidak dikenal"),
        (["law", "show", "a", "b"], "b", "berlebih"),
        (["law", "text", "pp-44-2051"], "pp-44-2015", "instrumen pp-44-2051"),
        (["law", "text", "pp-44-2015", "--at", "pasal-999"], "pasal", "tidak ada"),
        (["law", "diff", "pp-44-2015"], "two instruments", "dua instrumen"),
        (["law", "diff", "nowhere.yaml"], "not found", "tidak ditemukan"),
        (["law", "check", "nowhere"], "register.yaml", "tidak ditemukan"),
    ],
)
def test_bad_usage(lindung, arguments: Sequence[str], english: str, indonesian: str) -> None:  # type: ignore[no-untyped-def]
    for language, expected in (("en", english), ("id", indonesian)):
        outcome = lindung(*arguments, "--lang", language)
        assert (outcome.code, outcome.out) == (2, "")
        assert expected in outcome.err
        assert "Traceback" not in outcome.err
        assert len(outcome.err.strip().splitlines()) == 1


def test_unknown_language(lindung) -> None:  # type: ignore[no-untyped-def]
    outcome = lindung("law", "list", "--lang", "nl")
    assert outcome.code == 2
    assert "id, en" in outcome.err


def test_list_finds_words_of_either_language(lindung) -> None:  # type: ignore[no-untyped-def]
    assert "jp.wage_ceiling" in lindung("law", "list", "pension").out + lindung("law", "list", "batas upah").out
    found = json.loads(lindung("law", "list", "scholarship", "--json").out)
    assert {entry["parameter"] for entry in found} >= {"scholarship.per_child", "scholarship.max_children"}
    nothing = lindung("law", "list", "zzz")
    assert (nothing.code, nothing.out) == (0, "")
    assert "zzz" in nothing.err


def test_text_keeps_the_contract(lindung) -> None:  # type: ignore[no-untyped-def]
    found = document(lindung("law", "text", "perwali-tangsel-6-2025", "--json"))
    assert set(found) >= {
        "instrument", "title", "level", "region", "signed", "promulgated", "in_force", "repeals", "amends", "gaps",
        "provisions",
    }  # fmt: skip
    gaps, provisions = found["gaps"], found["provisions"]
    assert isinstance(gaps, list)
    assert isinstance(provisions, list)
    assert gaps[0]["at"] == "pasal-12"
    assert set(provisions[0]) >= {"at", "says", "sets", "standing", "source"}
    age = next(p for p in provisions if p["at"] == "pasal-4/ayat-2/huruf-b")
    assert age["sets"] == {"subsidy.eligibility.age": {"at_least": 18, "at_most": 65}}
    some = document(lindung("law", "text", "perwali-tangsel-6-2025", "--at", "pasal-4", "--json"))
    assert isinstance(some["provisions"], list)
    assert all(p["at"].startswith("pasal-4/") for p in some["provisions"])


def test_check_counts(lindung) -> None:  # type: ignore[no-untyped-def]
    found = document(lindung("law", "check", "--json"))
    assert found["share_cited"] == 1.0
    assert isinstance(found["gaps"], list)
    assert ("perwali-tangsel-6-2025", "pasal-12") in {(gap["instrument"], gap["at"]) for gap in found["gaps"]}
    assert "Perwali Tangsel 6/2025 Article 12" in lindung("law", "check").out


def test_check_refuses_a_faulty_corpus(lindung, amended) -> None:  # type: ignore[no-untyped-def]
    outcome = lindung("law", "check", str(amended("acts/uu-1-2000.yaml", "toll.rate: 3%", "toll.rat: 3%")))
    assert outcome.code == 2
    assert outcome.err.startswith("acts/uu-1-2000.yaml:16, pasal-1: unknown parameter toll.rat; perhaps toll.rate")


def test_diff_writes_a_page_whole_or_not_at_all(lindung, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "deep" / "redline.html"
    assert lindung("law", "diff", "padang-jht", "--html", str(page)).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    outcome = lindung("law", "diff", "padang-jht", "--html", str(in_the_way / "page.html"))
    assert outcome.code == 2
    assert "page.html" in outcome.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "file"]


def test_help_is_in_the_language_asked_for(lindung) -> None:  # type: ignore[no-untyped-def]
    assert "The value of a parameter on a day." in lindung("law", "--help", "--lang", "en").out
    assert "Nilai parameter pada suatu hari." in lindung("law", "--lang", "id", "--help").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_explains_itself(language: str, lindung) -> None:  # type: ignore[no-untyped-def]
    for group in ("law", "docs"):
        text = lindung(group, "--help", "--lang", language).out
        assert text.strip()
    assert build("id").info.help != build("en").info.help


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m lindung law list | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "jkk.rate.employer" in done.stdout


def test_help_is_in_one_language_to_its_last_word(lindung) -> None:  # type: ignore[no-untyped-def]
    indonesian, english = (lindung("audit", "check", "--help", "--lang", lang).out for lang in ("id", "en"))
    assert "Pemakaian: lindung audit check [PILIHAN]" in indonesian
    assert "[wajib]" in indonesian
    assert not {"Usage", "required", "OPTIONS", "Arguments"} & set(re.findall(r"\w+", indonesian))
    assert "Usage: lindung audit check [OPTIONS]" in english
    assert "[required]" in english
    assert "lindung audit check --help" in " ".join(lindung("audit", "--help", "--lang", "id").out.split())


@pytest.mark.parametrize(
    ("words", "command"), [(("audit", "x.csv"), "lindung audit check"), (("audit", "explain"), "lindung audit explain")]
)
def test_a_wrong_use_names_the_help_that_mends_it(lindung, words, command) -> None:  # type: ignore[no-untyped-def]
    for language, sentence in (("id", f"Lihat {command} --help."), ("en", f"See {command} --help.")):
        outcome = lindung(*words, "--lang", language)
        assert outcome.code == 2
        assert sentence in outcome.err
