"""The figures that matter in words: what each regulation changes, by how much, how surely, through which articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lindung.messages import Language, Text
from lindung.messages.language import day, listed
from lindung.reporting.comparison.names import HEADLINE, Alternative, Headline, together
from lindung.reporting.comparison.plots.clauses import parts
from lindung.reporting.comparison.words import Verdict, change, decimal, level, span, verdict
from lindung.simulation.comparison.comparison import Comparison

_LEAST_PERCENT: Final = 0.01
_MOST_NAMED: Final = 2  # articles named beside a figure
_SAID: Final[dict[Verdict, Text]] = {
    "more": Text("bertambah", "more"),
    "less": Text("berkurang", "less"),
    "unclear": Text("tidak dapat dibedakan dari nol", "cannot be told from zero"),
    "none": Text("tidak berubah", "no change"),
}


@dataclass(frozen=True)
class Cell:
    """One figure of one regulation."""

    verdict: Verdict
    change: str
    relative: str  # of the baseline's level; empty where that is nothing
    span: str
    because: str  # the articles that do most of it; empty where none does


def table(
    comparison: Comparison, others: Sequence[Alternative], language: Language
) -> list[tuple[Alternative, list[Cell]]]:
    """One row a regulation, one cell a figure."""
    named = {metric: _articles(comparison, metric, language) for metric in HEADLINE}

    def cells(one: Alternative) -> list[Cell]:
        return [
            _cell(one, headline, named[metric].get(one.number, ""), language) for metric, headline in HEADLINE.items()
        ]

    return [(one, cells(one)) for one in others]


def _cell(one: Alternative, headline: Headline, because: str, language: Language) -> Cell:
    found = one.arm.differences[headline.metric]
    said = verdict(found)
    return Cell(
        said, change(found, headline.unit, language), _relative(one, headline, language),
        span(found, headline.unit, language), because if said in ("more", "less") else "",
    )  # fmt: skip


def _part(one: Alternative, headline: Headline) -> float:
    """The size of a difference as a share of the baseline's level, 0 where there is none."""
    found = one.arm.differences[headline.metric].mean
    base = one.comparison.arms[one.arm.baseline].metrics[headline.metric].mean
    return abs(found / base) if found and base else 0.0


def _relative(one: Alternative, headline: Headline, language: Language) -> str:
    """The same in words: `0,4 %`; empty for none."""
    part = 100 * _part(one, headline)
    if not part:
        return ""
    said = decimal(part, 0 if part >= 10 else 1 if part >= 0.1 else 2, language)
    said = said if part >= _LEAST_PERCENT else f"< {decimal(_LEAST_PERCENT, 2, language)}"
    return f"{said}\u00a0%" if language == "id" else f"{said}%"


def _articles(comparison: Comparison, metric: str, language: Language) -> dict[int, str]:
    """By arm, the clauses that clearly push a figure the way it goes, the strongest first."""
    found = {}
    for one in parts(comparison, metric):
        wanted = verdict(one.whole)
        pushing = {at: each for at, each in one.of_clause.items() if verdict(each) == wanted}
        strongest = sorted(pushing, key=lambda at: -abs(pushing[at].mean or 0.0))[:_MOST_NAMED]
        if strongest and wanted in ("more", "less"):
            found[one.draft.number] = together(strongest, language)
    return found


def in_short(others: Sequence[Alternative], language: Language) -> list[tuple[str, str]]:
    """A sentence a figure: its name, and under which regulations there is more or less of it."""
    found = [(headline.name.said(language), _in_short(headline, others, language)) for headline in HEADLINE.values()]
    return found if others else []


def _in_short(headline: Headline, others: Sequence[Alternative], language: Language) -> str:
    by_verdict: dict[Verdict, list[str]] = {}
    for one in others:
        by_verdict.setdefault(verdict(one.arm.differences[headline.metric]), []).append(one.briefly(language))
    under = Text("{} pada {}", "{} under {}").said(language)
    said = [
        text.said(language)
        if len(others) == 1
        else under.format(text.said(language), listed(by_verdict[one], language))
        for one, text in _SAID.items()
        if one in by_verdict
    ]
    largest = max(others, key=lambda one: _part(one, headline), default=None)
    if largest is not None and _part(largest, headline):
        size = Text("selisih terbesar {}", "the largest difference is {}")
        if len(others) == 1:
            size = Text("selisihnya {}", "the difference is {}")
        said.append(size.said(language).format(_relative(largest, headline, language)))
    return "; ".join(said)


def baseline_levels(comparison: Comparison, language: Language) -> list[str]:
    """What the baseline has of each figure over the whole run."""
    base = comparison.arms[0].metrics
    return [level(base[headline.metric], headline.unit, language) for headline in HEADLINE.values()]


def without_effect(others: Sequence[Alternative], language: Language) -> list[str]:
    """A sentence for each regulation under which nothing simulated can differ, with the reason."""
    found = []
    for one in others:
        if one.arm.parts_from is not None:
            continue
        plan, instrument = one.comparison.plan, one.instrument
        last = plan.scenario.day_of(plan.months - 1)
        if instrument is not None and instrument.draft is not None and instrument.in_force > last:
            words = Text(
                "{} baru berlaku {}, sesudah bulan terakhir simulasi: tidak ada yang dapat berbeda.",
                "{} takes effect on {} only, after the last month simulated: nothing can differ.",
            )
            found.append(words.said(language).format(one.said(language), day(instrument.in_force, language)))
        else:
            words = Text(
                "{} tidak mengubah apa pun yang disimulasikan: hukumnya sama pada setiap bulan.",
                "{} changes nothing that is simulated: the law is the same in every month.",
            )
            found.append(words.said(language).format(one.said(language)))
    return found
