"""`lindung validate` as a user runs it: fourteen rows in two languages, the JSON contract, exit codes."""

import io
import json
import re
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import pytest

from lindung.door.command import run
from lindung.messages import LANGUAGES, Language
from lindung.simulation.validation import validate as validation
from lindung.simulation.validation.facts import FACTS

FICTIONAL = ("validate", "fictional", "--workers", "1000", "--replicates", "2", "--seed", "9")


class Outcome(NamedTuple):
    """Exit code and what was said."""

    code: int
    out: str
    err: str


def lindung(*arguments: str) -> Outcome:
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return Outcome(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def tables() -> dict[Language, Outcome]:
    """What is printed, by language."""
    return {language: lindung(*FICTIONAL, "--lang", language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def documents() -> dict[Language, Outcome]:
    """The JSON, by language."""
    return {language: lindung(*FICTIONAL, "--json", "--lang", language) for language in LANGUAGES}


def numbers(text: str) -> list[str]:
    """Every number printed, with the marks of language taken out."""
    return [re.sub(r"[.,]", "", number) for number in re.findall(r"-?\d[\d.,]*\d|-?\d", text)]


def test_fourteen_facts_in_both_languages_with_the_same_figures(tables: dict[Language, Outcome]) -> None:
    printed: dict[str, list[str]] = {}
    verdicts: dict[str, list[int]] = {}
    words = {"pass": 1, "lulus": 1, "fail": 0, "gagal": 0, "not measurable": -1, "tidak terukur": -1}
    for language in LANGUAGES:
        outcome = tables[language]
        assert outcome.code == 1
        assert len(outcome.err.splitlines()) <= 1
        assert max(map(len, outcome.out.splitlines())) <= 120
        rows = re.findall(rf"^ ?(\d+) ({'|'.join(words)}) ", outcome.out, re.M)
        assert [int(number) for number, _ in rows] == list(range(1, 15))
        verdicts[language] = [words[said] for _, said in rows]
        printed[language] = re.findall(r"^ +\S.* {2,}\(.* \.\. .*\)", outcome.out, re.M)
        for fact in FACTS:
            assert fact.source.said(language)[:20] in re.sub(r"\s+", " ", outcome.out)
    assert verdicts["id"] == verdicts["en"]
    assert len(printed["en"]) > 40
    for indonesian, english in zip(printed["id"], printed["en"], strict=True):
        values = [re.findall(r"  +(\S+(?: pp| poin| %)?)  +\(", line) for line in (indonesian, english)]
        assert numbers(str(values[0])) == numbers(str(values[1]))
    assert "Likely cause" in tables["en"].out


def test_one_json_document_the_same_in_either_language(documents: dict[Language, Outcome]) -> None:
    outcome = documents["en"]
    assert outcome.code == 1
    document = json.loads(outcome.out)
    assert set(document) == {
        "scenario", "workers", "factor", "replicates", "seed", "parameters", "interval", "verdicts", "facts",
    }  # fmt: skip
    assert document["parameters"] is None  # the invented regency has nothing that it could be fitted to
    assert (document["scenario"], document["workers"], document["replicates"], document["seed"]) == (
        "fictional", 1_000, 2, 9,
    )  # fmt: skip
    assert (document["factor"], document["interval"]) == (0.5, 0.9)
    assert sum(document["verdicts"].values()) == 14
    assert document["verdicts"]["fail"] > 0
    for fact, shipped in zip(document["facts"], FACTS, strict=True):
        assert set(fact) == {
            "number", "name", "verdict", "says", "source", "measured", "why", "likely_causes", "left_out", "figures",
            "checks",
        }  # fmt: skip
        assert (fact["number"], fact["name"]) == (shipped.number, shipped.name)
        assert fact["says"] == {"id": shipped.says.id, "en": shipped.says.en}
        assert len(fact["checks"]) == len(shipped.checks)
        assert (fact["verdict"] == "fail") is bool(fact["likely_causes"])
        assert (fact["verdict"] == "not_measurable") is (fact["why"] is not None)
        for check in fact["checks"]:
            assert set(check) == {"one_of", "holds", "clear"}
        for figure in fact["figures"]:
            assert set(figure) == {"name", "says", "unit", "mean", "low", "high", "replicates"}
            known = [value for value in figure["replicates"] if value is not None]
            if known:
                assert figure["mean"] == pytest.approx(sum(known) / len(known))
            if len(known) == 2:
                assert figure["low"] <= figure["mean"] <= figure["high"]
    assert documents["id"].out == outcome.out


def test_the_table_shows_what_the_json_holds(
    tables: dict[Language, Outcome], documents: dict[Language, Outcome]
) -> None:
    document = json.loads(documents["en"].out)
    table = tables["en"].out
    figures = {figure["name"]: figure["mean"] for fact in document["facts"] for figure in fact["figures"]}
    cost = re.search(r"JKM a year per member 60-64 +Rp([\d,]+)", table)
    assert cost is not None
    assert int(cost[1].replace(",", "")) == round(figures["cost_60_to_64"])
    assert f"registered, left alone{' ' * 5}" in table
    assert f"{100 * figures['control']:.1f}%" in table
    verdicts = document["verdicts"]
    assert f"{verdicts['pass']} pass, {verdicts['fail']} fail, {verdicts['not_measurable']} not measurable." in table


def test_exits_with_nothing_where_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lapse is early in any scenario that ships; the facts after it would fail."""
    real = validation.validate
    monkeypatch.setattr(validation, "validate", lambda *args, **options: real(*args, **options, facts=FACTS[1:2]))
    outcome = lindung(*FICTIONAL, "--lang", "en")
    assert outcome.code == 0
    assert "1 pass, 0 fail, 0 not measurable." in outcome.out


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian"),
    [
        (["validate", "padan"], "unknown scenario padan; perhaps padang", "skenario padan tidak dikenal"),
        (["validate"], "SCENARIO", "belum diisi"),
        (["validate", "fictional", "--workers", "0"], "--workers: 0 is outside 1", "--workers: 0 di luar 1"),
        (["validate", "fictional", "--replicates", "0"], "--replicates: 0 is outside 1", "--replicates: 0 di luar 1"),
        (["validate", "fictional", "--replicates", "few"], "--replicates", "--replicates: bukan bilangan bulat"),
        (["validate", "fictional", "--seed", "-1"], "--seed: -1 is outside 0", "--seed: -1 di luar 0"),
        (["validate", "fictional", "--months", "6"], "--months", "--months"),
        (["validat", "fictional"], "perhaps validate", "validate"),
    ],
)
def test_bad_input(arguments: Sequence[str], english: str, indonesian: str) -> None:
    for language, expected in (("en", english), ("id", indonesian)):
        outcome = lindung(*arguments, "--lang", language)
        assert (outcome.code, outcome.out) == (2, "")
        assert expected in outcome.err
        assert "Traceback" not in outcome.err
