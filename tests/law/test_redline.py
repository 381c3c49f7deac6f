"""Redlines: from the first text and the redline, text and parameters of the second follow."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.law import place
from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument, Provision, Setting
from lindung.law.redline import Redline, consolidated, diff
from lindung.law.values import Amount
from lindung.messages import LANGUAGES, Text

type Clause = tuple[str, Text, dict[tuple[str, str | None], Amount | None]]


def clauses(provisions: tuple[Provision, ...]) -> list[Clause]:
    """What a text says and sets, clause by clause."""
    return [(p.at, p.says, {(s.parameter, s.key): s.amount for s in p.settings}) for p in provisions]


def rebuilt(first: Instrument, redline: Redline) -> list[Clause]:
    """The second text from the first and the redline alone: kept and added words, parameter changes."""
    texts = {p.at: p for p in first.provisions}
    found: list[Clause] = []
    for clause in redline.clauses:
        old = texts[clause.before.at] if clause.before is not None else None
        said = []
        for language in LANGUAGES:
            edits = clause.edits[language]
            assert "".join(e.text for e in edits if e.kind != "added") == (old.says.said(language) if old else "")
            said.append("".join(e.text for e in edits if e.kind != "removed"))
        if clause.after is None:
            continue
        settings = {(s.parameter, s.key): s.amount for s in old.settings} if old else {}
        for change in clause.parameters:
            assert settings.get((change.parameter, change.key)) == change.before
            settings[change.parameter, change.key] = change.after
        found.append((clause.at, Text(*said), {k: v for k, v in settings.items() if v is not None}))
    return found


VOCABULARY = ("workers", "pay", "the", "city", "a", "month", ",", ".", "old", "new", "12", "24")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
AMOUNTS: st.SearchStrategy[Amount] = st.one_of(
    st.integers(0, 99), st.decimals(0, 1, places=3), st.sampled_from(["a", "b"]), st.tuples(st.sampled_from("ab"))
)
SETTINGS = st.dictionaries(
    st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from([None, "k", "l"])), AMOUNTS, max_size=3
).map(lambda found: tuple(Setting(name, key, amount) for (name, key), amount in found.items()))


@st.composite
def texts(draw: st.DrawFn, template: Instrument) -> Instrument:
    """An instrument with a few clauses of made-up words and values."""
    places = draw(st.lists(st.sampled_from([f"pasal-{i}" for i in range(1, 9)]), unique=True, max_size=6))
    provisions = tuple(
        Provision(at, Text(draw(WORDS), draw(WORDS)), template.evidence, draw(SETTINGS))
        for at in sorted(places, key=place.order)
    )
    return replace(template, provisions=provisions)


@given(st.data())
def test_the_second_follows_from_the_first(andaikata: Corpus, data: st.DataObject) -> None:
    template = andaikata.instruments["perwali-hulu-1-2016"]
    first, second = data.draw(texts(template)), data.draw(texts(template))
    redline = diff(first, second)
    assert rebuilt(first, redline) == clauses(second.provisions)
    assert sum(redline.count(kind) for kind in ("unchanged", "changed", "added", "removed")) == len(redline.clauses)


@given(st.data())
def test_no_difference_from_itself(andaikata: Corpus, data: st.DataObject) -> None:
    text = data.draw(texts(andaikata.instruments["perwali-hulu-1-2016"]))
    assert {clause.kind for clause in diff(text, text).clauses} <= {"unchanged"}


@pytest.mark.parametrize(
    "name", ["padang-prioritas-registri", "padang-bagi-iuran", "padang-jht", "padang-kuota-kelurahan"]
)
def test_shipped_drafts(corpus: Corpus, name: str) -> None:
    draft = corpus.drafts[name]
    assert draft.draft is not None
    base = corpus.instruments[draft.draft.baseline]
    redline = diff(base, draft)
    assert sorted(rebuilt(base, redline)) == sorted(clauses(consolidated(base, draft).provisions))
    assert redline.count("changed") + redline.count("added") + redline.count("removed") >= 3
    places_in_order = [place.order(clause.at) for clause in redline.clauses]
    assert places_in_order == sorted(places_in_order)
    untouched = {clause.at for clause in redline.clauses if clause.kind == "unchanged"}
    assert untouched == set(draft.draft.untouched)
    for clause in redline.clauses:
        assert clause.by.effect == "simulated" or clause.by.because is not None


def test_some_draft_removes_a_clause(corpus: Corpus) -> None:
    removed = [
        (name, clause.at)
        for name, draft in corpus.drafts.items()
        for clause in diff(corpus.instruments["perwali-padang-13-2022"], draft).clauses
        if clause.kind == "removed"
    ]
    assert removed


def test_unrelated_regulations_are_matched_by_subject(corpus: Corpus) -> None:
    padang, tangsel = corpus.instrument("perwali-padang-13-2022"), corpus.instrument("perwali-tangsel-6-2025")
    redline = diff(padang, tangsel)
    assert redline.matching == "by_subject"
    paired = {(clause.before.at, clause.after.at) for clause in redline.clauses if clause.before and clause.after}
    assert any(after == "pasal-3" for _, after in paired)  # the programmes
    assert sorted(rebuilt(padang, redline)) == sorted(clauses(tangsel.provisions))


def test_an_amending_regulation_is_shown_against_the_text_it_amends(corpus: Corpus) -> None:
    redline = diff(corpus.instrument("pp-37-2021"), corpus.instrument("pp-6-2025"))
    gone = [c for clause in redline.clauses for c in clause.parameters if c.parameter == "jkp.rate.from_jkm"]
    assert [(c.before, c.after) for c in gone] == [(Decimal("0.001"), None)]


def test_words_are_marked_where_they_change(andaikata: Corpus) -> None:
    redline = diff(andaikata.instruments["perwali-hulu-1-2016"], andaikata.drafts["hulu-panjang"])
    (clause,) = [c for c in redline.clauses if c.at == "pasal-2"]
    assert [(e.kind, e.text) for e in clause.edits["en"]] == [
        ("kept", "Help for "),
        ("removed", "six"),
        ("added", "nine"),
        ("kept", " months."),
    ]
    kinds = {c.at: c.kind for c in redline.clauses}
    assert kinds == {"pasal-1": "unchanged", "pasal-2": "changed", "pasal-2a": "added", "pasal-3": "removed"}
