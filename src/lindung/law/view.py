"""What holds on one day in one place: the resolver."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lindung.law import reasons
from lindung.law.answers import Answer, NoValue, Table, Value
from lindung.law.literals import NAMES
from lindung.law.register import Parameter
from lindung.law.rules import FOREVER, Rule
from lindung.law.values import Bands, Number
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest

if TYPE_CHECKING:
    from lindung.law.corpus import Corpus

type Timeline = tuple[Value, ...]


@dataclass(frozen=True, repr=False)
class View:
    """An immutable look at the law on `day`, in `region` (BPS code), as known on `known_on`, under `readings`.

    `view["jp.wage_ceiling"]` is the value or raises `NoValue`; `view.look_up(...)` is the answer with its history,
    or with the reason why there is none.
    """

    corpus: "Corpus"
    day: date
    region: str | None
    known_on: date
    readings: Mapping[str, str]
    pinned_scheme: str | None = None
    _timelines: dict[tuple[str, str | None], Timeline] = field(default_factory=dict, compare=False)
    _schemes_by_day: dict[date, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        return f"<the law on {self.day}{'' if self.region is None else f' in {self.corpus.regions[self.region].name}'}>"

    def __getitem__(self, name: str) -> Value | Table:
        answer = self.look_up(name)
        if answer.value is None:
            raise NoValue(answer)
        return answer.value

    def value(self, name: str, key: str | int | None = None) -> Value:
        """One value: of a scalar, of one key of a table, of the band of an income or month. Raises `NoValue`."""
        answer = self.look_up(name, None if key is None else str(key))
        if not isinstance(answer.value, Value):
            raise NoValue(answer)
        return answer.value

    def number(self, name: str, key: str | int | None = None) -> Number:
        """The number of a scalar, of a key of a table, or of a band. Raises `NoValue`; `TypeError` for other shapes."""
        amount = self.value(name, key).amount
        return amount if isinstance(amount, Decimal) else _of_type(self.value(name, key), int)

    def bands(self, name: str) -> Bands:
        """The bands of a parameter. Raises `NoValue`; `TypeError` for another shape."""
        return _of_type(self.value(name), Bands)

    def words(self, name: str, key: str | None = None) -> tuple[str, ...]:
        """The words of a set, or of a key of a table of sets. Raises `NoValue`; `TypeError` for another shape."""
        return _of_type(self.value(name, key), tuple)

    def on(self, day: date) -> "View":
        """The same view on another day."""
        return replace(self, day=day)

    def scheme(self, instrument: str) -> "View":
        """The same view in which `subsidy.*` is answered by one scheme, that instrument's."""
        return replace(self, pinned_scheme=self.corpus.instrument(instrument).name, _timelines={}, _schemes_by_day={})

    def look_up(self, name: str, key: str | None = None) -> Answer:
        """The answer for a parameter, whole or for one key; raises `BadInput` for an unknown parameter or key."""
        parameter = self.corpus.register.named(name)
        self._check_key(parameter, key)
        beside = self.schemes()[1:] if parameter.scope == "scheme" and self.pinned_scheme is None else ()
        if parameter.shape == "table" and key is None:
            return self._table(parameter, beside)
        timeline = self._timeline(parameter, key if parameter.shape == "table" else None)
        if parameter.shape == "bands" and key is not None:
            timeline = _banded(timeline, int(key))
        for value in timeline:
            if value.start <= self.day <= (value.until or FOREVER):
                return Answer(parameter, key, "in_force", value, None, timeline, beside)
        status, why = reasons.why_nothing(self, parameter, timeline)
        return Answer(parameter, key, status, None, why, timeline, beside)

    def schemes(self) -> tuple[str, ...]:
        """The subsidy schemes in force on the day here, the one that answers first."""
        cached = self._schemes_by_day.get(self.day)
        if cached is not None:
            return cached
        ranked = {r.scheme: (len(r.region or ""), r.rank, r.start, r.scheme) for r in self._scheme_rules()
                  if r.holds(self.day, self.known_on)}  # fmt: skip
        found = tuple(sorted(ranked, key=lambda scheme: ranked[scheme], reverse=True))
        self._schemes_by_day[self.day] = found
        return found

    def rules_of(self, parameter: Parameter) -> list[Rule]:
        """The rules of a parameter that could hold here on some day, under the chosen readings, known or not."""
        here = (None, self.region, self.region[:2]) if self.region else (None,)
        rules = [
            r for r in self.corpus.rules.get(parameter.id, ()) if r.region in here and r.applies_under(self.readings)
        ]
        if parameter.scope != "scheme":
            return rules
        if self.pinned_scheme is not None:
            every = self.corpus.rules.get(parameter.id, ())
            return [r for r in every if r.scheme == self.pinned_scheme and r.applies_under(self.readings)]
        return [r for r in rules if r.region is not None]

    def _scheme_rules(self) -> list[Rule]:
        register = self.corpus.register.values()
        return [rule for parameter in register if parameter.scope == "scheme" for rule in self.rules_of(parameter)]

    def _check_key(self, parameter: Parameter, key: str | None) -> None:
        if key is None:
            return
        if parameter.shape == "table":
            keys = tuple(self.corpus.vocabulary.get(parameter.keys or "", ()))
            if key not in keys:
                details = {
                    "parameter": parameter.id,
                    "key": key,
                    "nearest": Nearest(key, keys),
                    "keys": ", ".join(keys),
                }
                raise BadInput(Fault("key-of-table", details))
        elif parameter.shape == "bands":
            if not key.isdigit():
                details = {"parameter": parameter.id, "key": key, "unit": NAMES[parameter.by or "count"]}
                raise BadInput(Fault("key-of-bands", details))
        else:
            raise BadInput(Fault("key-useless", {"parameter": parameter.id, "key": key}))

    def _timeline(self, parameter: Parameter, key: str | None) -> Timeline:
        cached = self._timelines.get((parameter.id, key))
        if cached is None:
            rules = [r for r in self.rules_of(parameter) if r.key == key and r.known <= self.known_on]
            if parameter.scope == "region":
                cached = _spans(parameter, key, self._wage_edges(rules), lambda day: self._of_region(rules, day))
            elif parameter.scope == "scheme":
                cached = self._scheme_timeline(parameter, key, rules)
            else:
                cached = _spans(parameter, key, self._edges(rules), lambda day: (self._strongest(rules, day), None))
            self._timelines[parameter.id, key] = cached
        return cached

    def _edges(self, rules: Sequence[Rule]) -> list[date]:
        edges = {r.start for r in rules}
        for rule in rules:
            last = min(rule.until, rule.last_day(self.known_on))
            if last < FOREVER:
                edges.add(last + timedelta(1))
        return sorted(edges)

    def _strongest(self, rules: Sequence[Rule], day: date) -> Rule | None:
        """The rule that holds on `day`: an override first, then the higher level, then the later start."""
        standing = [r for r in rules if r.holds(day, self.known_on)]
        free = [r for r in standing if not any(other.beats(r) for other in standing)]
        return max(free, key=lambda r: (r.rank, r.start, r.citation), default=None)

    def _scheme_timeline(self, parameter: Parameter, key: str | None, rules: Sequence[Rule]) -> Timeline:
        def of_scheme(day: date) -> tuple[Rule | None, Text | None]:
            schemes = self.on(day).schemes()
            mine = [r for r in rules if schemes and r.scheme == schemes[0]]
            return self._strongest(mine, day), None

        return _spans(parameter, key, self._edges(self._scheme_rules()), of_scheme)

    def _wage_edges(self, rules: Sequence[Rule]) -> list[date]:
        spans = self.corpus.regions.spans_without_own_wage(self.region or "")
        return sorted({*self._edges(rules), *(s.start for s in spans), *(s.until + timedelta(1) for s in spans)})

    def _of_region(self, rules: Sequence[Rule], day: date) -> tuple[Rule | None, Text | None]:
        """The region's own rule, or its province's where the region is listed as having none of its own."""
        own = self._strongest([r for r in rules if r.region == self.region], day)
        if own is not None or self.region is None:
            return own, None
        span = self.corpus.regions.without_own_wage(self.region, day)
        if span is None:
            return None, None
        province = self._strongest([r for r in rules if r.region == self.region[:2]], day)
        return province, reasons.province_stands_in(self.corpus.regions, self.region, span)

    def _table(self, parameter: Parameter, beside: tuple[str, ...]) -> Answer:
        keys = tuple(self.corpus.vocabulary.get(parameter.keys or "", ()))
        timelines = {key: self._timeline(parameter, key) for key in keys}

        def entries(day: date) -> dict[str, Value]:
            return {
                key: value
                for key, timeline in timelines.items()
                for value in timeline
                if value.start <= day <= (value.until or FOREVER)
            }

        edges = sorted({value.start for timeline in timelines.values() for value in timeline})
        history = tuple(Table(parameter, found) for day in edges if (found := entries(day)))
        if now := entries(self.day):
            return Answer(parameter, None, "in_force", Table(parameter, now), None, history, beside)
        everything = tuple(value for timeline in timelines.values() for value in timeline)
        status, why = reasons.why_nothing(self, parameter, everything)
        return Answer(parameter, None, status, None, why, history, beside)


def _of_type[T](value: Value, kind: type[T]) -> T:
    if isinstance(value.amount, kind):
        return value.amount
    raise TypeError(f"{value.parameter.id} has the shape {value.parameter.shape}, not {kind.__name__}")


def _spans(
    parameter: Parameter,
    key: str | None,
    edges: Sequence[date],
    winner: Callable[[date], tuple[Rule | None, Text | None]],
) -> Timeline:
    """Values in force between consecutive edges, neighbours with the same rule joined."""
    found: list[Value] = []
    for position, start in enumerate(edges):
        rule, note = winner(start)
        if rule is None:
            continue
        until = edges[position + 1] - timedelta(1) if position + 1 < len(edges) else None
        last = found[-1] if found else None
        if last is not None and last.rule is rule and last.until == start - timedelta(1):
            found[-1] = replace(last, until=until)
        else:
            found.append(Value(parameter, key, rule.amount, rule, start, until, note))
    return tuple(found)


def _banded(timeline: Timeline, level: int) -> Timeline:
    """The timeline of one band: the value that an income or month falls in."""
    return tuple(
        replace(value, key=str(level), amount=amount)
        for value in timeline
        if isinstance(value.amount, Bands) and (amount := value.amount.at(level)) is not None
    )
