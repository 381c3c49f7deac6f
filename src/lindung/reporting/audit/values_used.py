"""Figures of law that change by year and place, as far as an audit used them, with span, source and standing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from lindung.compliance.assessment.months import first_day, last_day
from lindung.compliance.audit import Examination
from lindung.law.answers import Value
from lindung.law.citations import cited, span
from lindung.law.evidence import STANDINGS, Evidence
from lindung.law.sentences import Sentences
from lindung.messages import LANGUAGES, Language, Text

if TYPE_CHECKING:
    import polars as pl

_CEILINGS: Final = ("jp.wage_ceiling", "jkp.wage_ceiling")
_BY_PLACE: Final = "minimum_wage"


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """One value in force over some months of the report; `place` is the region's name where it holds in one only."""

    name: Text
    place: str | None
    start: date
    until: date | None
    amount: Text
    law: Text
    span: Text
    evidence: Evidence

    def holds_between(self, first: date, last: date) -> bool:
        """Whether it was in force on some day from `first` to `last`."""
        return self.start <= last and (self.until or date.max) >= first

    @property
    def recalled(self) -> bool:
        """Whether it rests on memory alone."""
        return self.evidence.standing == "recalled"

    def standing(self, language: Language) -> str:
        """How sure it is, in words."""
        return STANDINGS[self.evidence.standing].said(language)


def values_used(examined: Examination) -> tuple[ValueUsed, ...]:
    """Wage ceilings and minimum wages in force in the months of the report, the minimum wage of each region in it."""
    months: list[int] = examined.assessment.months["month"].drop_nulls().unique().to_list()
    law = examined.assessment.law
    inside = [month for month in months if law.first <= month <= law.last]
    return tuple(_values(examined, first_day(min(inside)), last_day(max(inside)))) if inside else ()


def _values(examined: Examination, first: date, last: date) -> Iterator[ValueUsed]:
    law = examined.assessment.law
    for name in _CEILINGS:
        for value in law.timeline(name):
            if _meets(value, first, last):
                yield _used(examined, value, None)
    for region in _regions(examined):
        place = examined.corpus.regions[region].name
        for value in law.timeline(_BY_PLACE, None, region):
            if _meets(value, first, last):
                yield _used(examined, value, place)


def _meets(value: Value, first: date, last: date) -> bool:
    return value.start <= last and (value.until or date.max) >= first


def _regions(examined: Examination) -> list[str]:
    """The regions that lines or employers of the report name, and that the law knows."""
    named = {one.region for one in examined.assessment.employers}
    named |= set(_distinct(examined.intake.lines))
    if examined.intake.employers is not None:
        named |= set(_distinct(examined.intake.employers))
    return sorted(region for region in named if region is not None and region in examined.corpus.regions)


def _distinct(table: "pl.LazyFrame") -> list[str]:
    return table.select("region").unique().collect(engine="streaming")["region"].drop_nulls().to_list()


def _used(examined: Examination, value: Value, place: str | None) -> ValueUsed:
    corpus, name = examined.corpus, value.parameter.name
    if place is not None:
        name = Text(f"{name.id}, {place}", f"{name.en}, {place}")
    amounts = (Sentences(corpus.vocabulary, language).said(value.parameter, value.amount) for language in LANGUAGES)
    law = (cited(corpus.instrument(value.instrument), value.provision, language) for language in LANGUAGES)
    spans = (span(value.start, value.until, language) for language in LANGUAGES)
    return ValueUsed(
        name, place, value.start, value.until, Text(*amounts), Text(*law), Text(*spans), value.rule.evidence
    )
