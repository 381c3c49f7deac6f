"""The law that the figures rest on: the articles behind each, and those that are not certain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lindung.law.answers import Answer, Table, Value
from lindung.law.citations import short
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS, Standing
from lindung.law.rules import Rule
from lindung.law.view import View
from lindung.messages import Language
from lindung.reporting.comparison.names import HEADLINE, together
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.statute import statute
from lindung.simulation.terms import terms

# parameters of law that decide a figure, by the beginning of their ids
_BEHIND: Final = {
    "protected_person_months": (
        "subsidy.eligibility.", "subsidy.registry", "subsidy.quota", "subsidy.list.", "subsidy.months",
        "bpu.arrears.", "bpu.age.",
    ),
    "poverty_person_months": ("jkk.contribution.bpu", "jkm.contribution.bpu", "bpu.discount", "jkk.benefit.partial"),
    "budget_spent_rp": (
        "subsidy.contribution", "subsidy.programmes", "subsidy.cost_share", "subsidy.funder", "subsidy.list.",
    ),
}  # fmt: skip
_ELSEWHERE: Final = ("minimum_wage",)  # read by the offices, beside the statute and the terms of the month
UNCERTAIN: Final[tuple[Standing, ...]] = ("recalled", "inferred")


@dataclass(frozen=True, repr=False)
class _Watched(View):
    """A view that takes down the rules behind every value read through it."""

    read: dict[str, Rule] = field(default_factory=dict, compare=False)

    def look_up(self, name: str, key: str | None = None) -> Answer:
        """The answer, noted."""
        answer = super().look_up(name, key)
        found: Iterable[Value] = ()
        if isinstance(answer.value, Value):
            found = (answer.value,)
        elif isinstance(answer.value, Table):
            found = answer.value.entries.values()
        self.read.update({f"{one.rule.citation} {one.parameter.id}": one.rule for one in found})
        return answer


def rules_read(comparison: Comparison, arm: int = 0) -> list[Rule]:
    """The rules that an arm's months read, from the first month that differs in any arm to the last."""
    plan = comparison.plan
    view = plan.arms[arm].view(plan.scenario)
    watched = _Watched(
        view.corpus, view.day, view.region, view.known_on, view.readings, view.pinned_scheme
    )  # fmt: skip
    for month in range(plan.since, plan.months):
        day = plan.scenario.day_of(month)
        terms(watched, day)
        statute(watched, day)
        for name in _ELSEWHERE:
            watched.on(day).look_up(name)
    return list(watched.read.values())


def behind(comparison: Comparison, rules: Sequence[Rule], language: Language) -> list[str]:
    """By figure, the articles of the baseline's law that decide it, beside those that a draft changes."""
    return [
        _cited(comparison.plan.scenario.corpus, (r for r in rules if r.parameter.startswith(_BEHIND[metric])), language)
        for metric in HEADLINE
    ]


def uncertain(comparison: Comparison, rules: Sequence[Rule], language: Language) -> list[tuple[str, str]]:
    """What of the law read is recalled or inferred, drafts left out: (how it is known, the articles)."""
    corpus = comparison.plan.scenario.corpus
    found = []
    for standing in UNCERTAIN:
        unsure = [
            rule for rule in rules
            if rule.evidence.standing == standing and corpus.instrument(rule.instrument).draft is None
        ]  # fmt: skip
        if unsure:
            found.append((STANDINGS[standing].said(language), _cited(corpus, unsure, language)))
    return found


def _cited(corpus: Corpus, rules: Iterable[Rule], language: Language) -> str:
    """`Permenaker 5/2021 Pasal 33 ayat (1); PP 44/2015 Pasal 39`, instruments in the order of their rank."""
    by_instrument: dict[str, list[str]] = {}
    for rule in rules:
        by_instrument.setdefault(rule.instrument, []).append(rule.at)
    ranked = sorted(by_instrument, key=lambda name: (corpus.instrument(name).rank, name))
    return "; ".join(
        f"{short(corpus.instrument(name), language)} {together(by_instrument[name], language, ', ')}" for name in ranked
    )
