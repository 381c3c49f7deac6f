"""Rules: what each provision sets, with its span, its rank and whatever ends it, ready to be resolved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from lindung.law import place as places
from lindung.law.evidence import Evidence
from lindung.law.instruments import Instrument
from lindung.law.series import SeriesRow
from lindung.law.values import Amount
from lindung.messages import Fault, Text

type Stops = Iterable[tuple[str, "Ending"]]

FOREVER: Final = date.max


@dataclass(frozen=True, slots=True)
class Ending:
    """What stops a rule: the first day without it, by which provision or instrument, known from when."""

    first_day_without: date
    by: str
    known: date
    because: Text | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One value set by one provision. `until` is its own last day; `endings` are stops by later instruments."""

    parameter: str
    key: str | None
    amount: Amount
    instrument: str
    at: str
    region: str | None
    rank: int
    scheme: str
    start: date
    until: date
    known: date
    evidence: Evidence
    decree: str | None = None
    under: tuple[str, str] | None = None
    overrides: tuple[str, ...] = ()
    endings: tuple[Ending, ...] = ()

    @property
    def citation(self) -> str:
        """`pp-44-2015#pasal-16/ayat-1`."""
        return f"{self.instrument}#{self.at}"

    def last_day(self, known_on: date) -> date:
        """The last day in force as far as could be known on `known_on`; before `start` where it never holds."""
        stops = (e.first_day_without for e in self.endings if e.known <= known_on)
        return min((day - timedelta(1) for day in stops), default=self.until) if self.endings else self.until

    def holds(self, day: date, known_on: date) -> bool:
        """Whether it is in force on `day` as known on `known_on`."""
        return self.start <= day <= min(self.until, self.last_day(known_on)) and self.known <= known_on

    def applies_under(self, readings: Mapping[str, str]) -> bool:
        """Whether the chosen readings let it apply."""
        return self.under is None or readings.get(self.under[0]) == self.under[1]

    def beats(self, other: "Rule") -> bool:
        """Whether it declares that it overrides `other`."""
        return any(refers_to(target, other.instrument, other.at) for target in self.overrides)


def refers_to(target: str, instrument: str, at: str) -> bool:
    """Whether `pp-44-2015#pasal-34` (or a whole instrument) covers a provision."""
    name, _, place = target.partition("#")
    return name == instrument and (not place or places.covers(place, at))


def compile_rules(
    instrument: Instrument, series: Mapping[str, tuple[SeriesRow, ...]], rank: int, scheme: str, stops: Stops
) -> Iterator[Rule]:
    """Every rule an instrument sets, with whatever of `stops` ends it.

    A row of a series belongs to the provision that is in force on the row's first day, and keeps its own span: a decree
    outlives the re-enactment of the article it was made under.
    """
    for provision in instrument.provisions:
        until = provision.until or FOREVER
        if instrument.ended is not None:
            until = min(until, instrument.ended[0] - timedelta(1))
        for setting in provision.settings:
            rule = Rule(
                parameter=setting.parameter,
                key=setting.key,
                amount=0 if setting.amount is None else setting.amount,
                instrument=instrument.name,
                at=provision.at,
                region=instrument.region,
                rank=rank,
                scheme=scheme,
                start=provision.start or instrument.in_force,
                until=until,
                known=instrument.known,
                evidence=provision.evidence,
                under=provision.under,
                overrides=provision.overrides,
            )
            rule = with_endings(rule, stops)
            if setting.series is None:
                yield rule
            else:
                rows = series.get(setting.series, ())
                yield from (_of_row(rule, row) for row in rows if rule.holds(row.start, FOREVER))


def _of_row(rule: Rule, row: SeriesRow) -> Rule:
    return replace(
        rule,
        amount=row.amount,
        region=row.region or rule.region,
        start=row.start,
        until=FOREVER if row.until is None else row.until,
        known=row.known,
        evidence=Evidence(row.standing, row.source, rule.evidence.checked, row.note or None),
        decree=row.decree or None,
        endings=(),
    )


def endings(instruments: Iterable[Instrument]) -> dict[str, list[tuple[str, Ending]]]:
    """What instruments stop in others: by instrument, (target, ending) pairs."""
    found: dict[str, list[tuple[str, Ending]]] = {}

    def stop(target: str, ending: Ending) -> None:
        found.setdefault(target.partition("#")[0], []).append((target, ending))

    for instrument in instruments:
        for target in instrument.repeals:
            stop(target, Ending(instrument.in_force, instrument.name, instrument.known))
        for provision in instrument.provisions:
            first = provision.start or instrument.in_force
            for target in (*provision.replaces, *provision.removes):
                stop(target, Ending(first, f"{instrument.name}#{provision.at}", instrument.known))
    return found


def with_endings(rule: Rule, stops: Stops) -> Rule:
    """The rule with those of `stops` that concern it."""
    mine = tuple(e for target, e in stops if refers_to(target, rule.instrument, rule.at) and e.by != rule.citation)
    return replace(rule, endings=(*rule.endings, *mine)) if mine else rule


def conflicts(
    rules: Iterable[Rule], lines: Mapping[str, tuple[str, int | None]], *, by_scheme: bool
) -> Iterator[Fault]:
    """Rules of one parameter that say different things for one key, region and day with nothing to choose by.

    `lines` gives (file, line) of a citation for the message; `by_scheme` lets schemes stand beside each other.
    """
    groups: dict[tuple[object, ...], list[Rule]] = {}
    for rule in rules:
        scheme = rule.scheme if by_scheme else None
        groups.setdefault((rule.key, rule.region, scheme, rule.rank, rule.start), []).append(rule)
    for group in groups.values():
        for position, rule in enumerate(group):
            for other in group[:position]:
                if _clash(rule, other):
                    file, line = lines.get(rule.citation, (rule.instrument, None))
                    details = {"parameter": rule.parameter, "other": other.citation, "day": rule.start}
                    yield Fault("overlap", details, file=file, line=line, place=rule.at)


def _clash(a: Rule, b: Rule) -> bool:
    if a.amount == b.amount or a.beats(b) or b.beats(a):
        return False
    if min(a.last_day(FOREVER), a.until) < a.start or min(b.last_day(FOREVER), b.until) < b.start:
        return False
    return a.under is None or b.under is None or a.under[0] != b.under[0] or a.under[1] == b.under[1]
