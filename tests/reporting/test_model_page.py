"""The page of behaviour parameters: every number that the month reads, with where it comes from, in both languages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lindung.door.command import run
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, Language
from lindung.reporting.model_page import model_page, number, parameter_table, trade_table
from lindung.simulation.declared import KINDS, STANDINGS, Declared
from lindung.simulation.parameters import Parameters, TradeTable
from lindung.simulation.scenario import Scenario


@pytest.fixture(scope="module")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


def cells(line: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def plain(text: str, language: Language) -> float:
    """The number that a cell shows."""
    thousands, point = (".", ",") if language == "id" else (",", ".")
    return float(text.replace(thousands, "").replace(point, "."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_with_its_source(padang: Scenario, language: Language) -> None:
    head, _, *rows = map(cells, parameter_table(padang, language).splitlines())
    assert len(head) == 7
    assert [re.findall(r"`(\w+)`", row[0])[0] for row in rows] == list(Parameters._fields)
    standings = {says.said(language) for says in STANDINGS.values()}
    for name, row in zip(Parameters._fields, rows, strict=True):
        assert len(row) == 7
        assert plain(row[1], language) == padang.behaviour[name]
        assert row[3] in KINDS
        assert row[4]
        assert row[5] in standings
        assert len(row[6]) > 5
        if row[2]:
            low, high = (plain(end, language) for end in row[2].split(" .. "))
            assert low <= plain(row[1], language) <= high


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trade_and_column(padang: Scenario, language: Language) -> None:
    values, sources = trade_table(padang, language).split("\n\n")
    head, _, *rows = map(cells, values.splitlines())
    assert head[1:] == [f"`{column}`" for column in TradeTable._fields]
    assert [row[0] for row in rows] == [trade.name.said(language) for trade in padang.trades]
    assert all(all(row) for row in rows)
    _, _, *said = map(cells, sources.splitlines())
    assert {re.findall(r"`(\w+)`", row[0])[0] for row in said} == set(TradeTable._fields)
    assert all(row[-1] for row in said)


def test_what_a_scenario_overrides_is_what_is_shown(padang: Scenario) -> None:
    own = Declared(0.5, 0.25, 0.75, "S", "a | b <c>", "assumption")
    changed = replace(padang, declared={**padang.declared, "rho": own})
    row = cells(parameter_table(changed, "en").splitlines()[2])
    assert row == ["`rho`", "0.5", "0.25 .. 0.75", "S", "", "assumption", r"a \| b &lt;c>"]


@pytest.mark.parametrize("scenario", Scenario.shipped())
def test_every_scenario_has_a_page(scenario: str, corpus: Corpus) -> None:
    for language in LANGUAGES:
        page = model_page(Scenario.load(scenario, corpus), language)
        assert page.startswith("# ")
        assert f"`{scenario}`" in page


def test_numbers_keep_their_digits() -> None:
    assert [number(value, "en") for value in (16800, 0.0025, -1.1, 0.1, 1_555_364)] == [
        "16,800", "0.0025", "-1.1", "0.1", "1,555,364",
    ]  # fmt: skip
    assert number(0.045, "id") == "0,045"


def test_docs_build_writes_the_pages(tmp_path: Path, padang: Scenario) -> None:
    assert run(["docs", "build", "--out", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "model-parameters.en.md", "model-parameters.id.md", "register.en.html", "register.id.html",
    ]  # fmt: skip
    for language in LANGUAGES:
        written = (tmp_path / f"model-parameters.{language}.md").read_text(encoding="utf-8")
        assert written == model_page(padang, language)
