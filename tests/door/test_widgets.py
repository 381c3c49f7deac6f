"""The knobs, without a browser: what they write as law, and what they show."""

import re
from collections.abc import Iterator

import pytest

import lindung
from lindung.door.exploring import Exploration
from lindung.door.widgets import Explorer
from lindung.simulation.comparison.arms import Arm
from lindung.simulation.scenario import Scenario


@pytest.fixture(scope="module")
def padang() -> Exploration:
    return Exploration("padang", workers=1_500, replicates=2)


@pytest.fixture
def knobs(padang: Exploration, monkeypatch: pytest.MonkeyPatch) -> Iterator[Explorer]:
    monkeypatch.setenv("LINDUNG_LANG", "en")
    return Explorer(padang)  # type: ignore[return-value]


def test_left_alone_nothing_changes(knobs: Explorer) -> None:
    assert knobs.draft is None
    assert knobs.sets() == {}
    for found in knobs.answer.difference.values():
        assert found.mean in (0, None)
    assert "as it is in force" in knobs.law.value


def test_knobs_write_typed_law_that_is_enacted(knobs: Explorer) -> None:
    knobs.ages.value = (20, 50)
    knobs.first.value, knobs.then.value = "old", "disability"
    knobs.months.value = 12
    assert knobs.draft is not None
    law = Scenario.load("padang").corpus.enact(knobs.draft).on("2025-01-01", "1371")
    age = law.value("subsidy.eligibility.age").amount
    assert (age.at_least.amount, age.at_most.amount) == (20, 50)  # type: ignore[union-attr]
    tiers = law.value("subsidy.priority").amount.tiers  # type: ignore[union-attr]
    assert [one.attribute for tier in tiers for one in tier] == ["age", "disability"]
    assert law.number("subsidy.months") == 12
    for clause in knobs.draft.provisions:
        assert clause.says.en in knobs.law.value
    knobs.ages.value, knobs.first.value, knobs.then.value, knobs.months.value = (15, 64), None, None, 0
    assert knobs.draft is None


def test_more_money_pays_for_more_people(knobs: Explorer) -> None:
    budgets = [rupiah for _, rupiah in knobs.budget.options]
    assert budgets == sorted(budgets)
    assert knobs.budget.value == 604_800_000
    knobs.budget.value = budgets[-1]
    more = knobs.answer.difference["subsidised_person_months"]
    assert more.mean is not None
    assert more.mean > 0
    knobs.budget.value = budgets[0]
    less = knobs.answer.difference["subsidised_person_months"]
    assert less.mean is not None
    assert less.mean < 0


def test_the_difference_is_that_of_a_whole_comparison(padang: Exploration) -> None:
    """The past is lived once; forked, it gives what two whole lives give."""
    draft = padang.scenario.corpus.drafts["padang-jht"]
    assert padang.day == draft.in_force
    found = lindung.compare(
        "padang", regulations=[padang.baseline.regulation, "padang-jht"], workers=1_500, replicates=2, progress=None
    )
    quick = padang.ask(draft)
    for name, whole in found.arms[1].differences.items():
        assert quick.difference[name] == whole, name


def test_it_speaks_and_shows_in_both_languages(padang: Exploration, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    for language in ("id", "en"):
        monkeypatch.setenv("LINDUNG_LANG", language)
        knobs = Explorer(padang)
        knobs.months.value = 6
        shown[language] = knobs
    assert shown["id"].budget.description != shown["en"].budget.description
    marks = str.maketrans(".,", ",.")
    numbers = [re.findall(r"\d[\d.,]*", re.sub("<[^>]*>", " ", knobs.result.value)) for knobs in shown.values()]
    assert [one.translate(marks) for one in numbers[0]] == numbers[1]
    assert "application/vnd.jupyter.widget-view+json" in shown["id"]._repr_mimebundle_()


def test_where_the_law_has_ages_the_knob_begins_there() -> None:
    knobs = lindung.explore("tangsel", workers=500, replicates=2)
    assert knobs.ages.value == (18, 64)
    assert knobs.sets() == {}
    assert isinstance(knobs.exploration.baseline, Arm)
