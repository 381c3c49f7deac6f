"""What each regulation changes, condensed: the changed words of each clause with its article."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lindung.law import place
from lindung.law.redline import ClauseChange, Edit
from lindung.messages import Language, Text
from lindung.messages.language import grouped
from lindung.reporting.comparison.names import HEADLINE, Alternative, together
from lindung.reporting.comparison.plots.clauses import parts
from lindung.reporting.redline import shown

_AROUND: Final = 5  # words kept beside a change
_LETTERS: Final = 68  # of a line of half the page
_ROOM: Final = 26  # lines
_SIZES: Final = ((8, 60), (8, 40), (6, 40), (6, 30), (5, 30), (5, 24), (4, 24), (4, 20), (4, 16), (3, 16), (3, 12))
_MOST_NAMED: Final = 8  # clauses of one kind named by their article
_CUT: Final = "…"
_REST_OF_NUMBER: Final = re.compile(r"(?:[.,]\d+)+")


@dataclass(frozen=True)
class Changed:
    """One changed clause: where it stands, and its words before and after."""

    at: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Changes:
    """What one regulation changes."""

    alternative: Alternative
    clauses: tuple[Changed, ...]
    others: int  # simulated, not shown for want of room or because they set nothing new
    not_simulated: str  # their articles
    other_readings: str  # the articles that hold only under a reading that was not chosen
    nothing: bool


def fitted(alternatives: Sequence[Alternative], language: Language, room: int = _ROOM) -> list[Changes]:
    """Each regulation's changes, cut no shorter than a page's room (in lines of half its width) asks for."""
    found: list[Changes] = []
    moves = [moved_by_clause(one) for one in alternatives]
    for clauses, words in _SIZES:
        found = [changes(one, of, clauses, words, language) for one, of in zip(alternatives, moves, strict=True)]
        if _lines(found) <= room:
            break
    return found


def _lines(found: Sequence[Changes]) -> float:
    """Lines that they will take, two regulations side by side."""
    width = _LETTERS if len(found) > 1 else 2 * _LETTERS
    each = []
    for one in found:
        texts = [clause.at + "".join(edit.text for edit in clause.edits) for clause in one.clauses]
        small = len(one.not_simulated) + len(one.other_readings) + 60
        each.append(1.3 + sum(math.ceil(len(text) / width) for text in texts) + 0.9 * math.ceil(small / (1.1 * width)))
    return sum(max(each[i : i + 2]) for i in range(0, len(each), 2))


def changes(alternative: Alternative, moves: Mapping[str, float], most: int, words: int, language: Language) -> Changes:
    """At most so many clauses, each new or deleted text cut after so many words.

    Shown are clauses that set something simulated, those that move a figure most where not all have room (`moves`).
    """
    redline = alternative.redline
    every = [] if redline is None else shown(redline)
    plan = alternative.comparison.plan
    chosen = plan.scenario.corpus.readings.chosen(plan.arms[alternative.number].readings)
    elsewhere = [one for one in every if one.by.under is not None and chosen.get(one.by.under[0]) != one.by.under[1]]
    idle = [one for one in every if one.by.effect != "simulated"]
    acting = [one for one in every if one not in elsewhere and one not in idle]
    ranked = sorted((one for one in acting if one.parameters), key=lambda one: -moves.get(one.by.at, 0.0))
    setting = [one for one in acting if one in ranked[:most]]
    return Changes(
        alternative,
        tuple(Changed(place.said(one.at, language), condensed(one.edits[language], words)) for one in setting),
        len(acting) - len(setting),
        _places(idle, language),
        _places(elsewhere, language),
        not every,
    )


def moved_by_clause(alternative: Alternative) -> dict[str, float]:
    """By clause, the largest part of a figure's whole that it was seen to move."""
    found: dict[str, float] = {}
    for metric in HEADLINE:
        one = next(
            (each for each in parts(alternative.comparison, metric) if each.draft.number == alternative.number), None
        )
        if one is None:
            continue
        every = sum(abs(part.mean or 0.0) for part in one.of_clause.values())
        for at, part in one.of_clause.items():
            found[at] = max(found.get(at, 0.0), abs(part.mean or 0.0) / every if every else 0.0)
    return found


def _places(clauses: Sequence[ClauseChange], language: Language) -> str:
    """Their articles, or how many there are where they are many."""
    if len(clauses) > _MOST_NAMED:
        return Text("{} ketentuan", "{} provisions").said(language).format(grouped(len(clauses), language))
    return together((one.at for one in clauses), language)


def condensed(edits: Sequence[Edit], most: int) -> tuple[Edit, ...]:
    """The changed words with a few around them; longer stretches that stay give way to an ellipsis."""
    found = []
    edits = whole_numbers(edits)
    for position, edit in enumerate(edits):
        first, last = position == 0, position == len(edits) - 1
        text = _kept(edit.text, first, last) if edit.kind == "kept" else _shortened(edit.text, most)
        found.append(Edit(edit.kind, text))
    return tuple(found)


def whole_numbers(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same change with no number cut in two: `Rp16.800` gives way to `Rp36.800`, not `Rp16` to `Rp36`."""
    found = list(edits)
    for position, edit in enumerate(found):
        tail = _REST_OF_NUMBER.match(edit.text) if edit.kind == "kept" else None
        before = position - 1
        if tail is None or before < 0 or not found[before].text[-1:].isdigit():
            continue
        found[position] = Edit("kept", edit.text[tail.end() :])
        while before >= 0 and found[before].kind != "kept":
            found[before] = Edit(found[before].kind, found[before].text + tail[0])
            before -= 1
    return tuple(edit for edit in found if edit.text)


def _kept(text: str, first: bool, last: bool) -> str:
    words = text.split()
    sides = 1 if first or last else 2  # where there is a change beside it
    if (first and last) or len(words) <= sides * _AROUND + 2:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    start = [] if first else words[:_AROUND]
    end = [] if last else words[-_AROUND:]
    return f"{before}{' '.join([*start, _CUT, *end])}{after}"


def _shortened(text: str, most: int) -> str:
    words = text.split(" ")
    return text if len(words) <= most + 2 else f"{' '.join(words[:most])} {_CUT}"
