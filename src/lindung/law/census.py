"""What the corpus holds, counted: how much is cited, how sure it is, what is missing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lindung.law import place
from lindung.law.corpus import Corpus
from lindung.law.instruments import Gap, Instrument
from lindung.law.rules import Rule


@dataclass(frozen=True, slots=True)
class Census:
    """Counts of a corpus.

    `dated_values` counts values with their spans, one for each key of a table and row of a series; `cited` those with
    a source, a day it was checked and a place in an instrument; `article_seen` those whose article number was in the
    source.
    """

    instruments: int
    drafts: int
    provisions: int
    parameters: int
    parameters_set: int
    dated_values: int
    cited: int
    article_seen: int
    by_standing: Mapping[str, int]
    recalled: tuple[Rule, ...]
    gaps: tuple[tuple[Instrument, Gap], ...]
    assumed: tuple[Instrument, ...]

    @property
    def share_cited(self) -> float:
        """Cited values among all, 0 to 1."""
        return self.cited / self.dated_values if self.dated_values else 1.0


def census(corpus: Corpus) -> Census:
    """Count a corpus."""
    rules = [rule for rules in corpus.rules.values() for rule in rules]
    instruments = tuple(corpus.instruments.values())
    return Census(
        instruments=len(instruments),
        drafts=len(corpus.drafts),
        provisions=sum(len(i.provisions) for i in instruments),
        parameters=len(corpus.register),
        parameters_set=sum(bool(corpus.rules.get(name)) for name in corpus.register),
        dated_values=len(rules),
        cited=sum(_cited(rule) for rule in rules),
        article_seen=sum(not place.unseen(rule.at) for rule in rules),
        by_standing=Counter(rule.evidence.standing for rule in rules),
        recalled=tuple(rule for rule in rules if rule.evidence.standing == "recalled"),
        gaps=tuple((i, gap) for i in instruments for gap in i.gaps),
        assumed=tuple(i for i in instruments if i.assumed),
    )


def _cited(rule: Rule) -> bool:
    return bool(rule.evidence.source.strip() and rule.evidence.checked.year > 2000 and place.parts(rule.at))
