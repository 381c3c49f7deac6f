"""Two instruments side by side, clause by clause: what stays, what changes, what is new, what goes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from lindung.law import place as places
from lindung.law.instruments import Instrument, Provision
from lindung.law.rules import refers_to
from lindung.law.values import Amount
from lindung.messages import LANGUAGES, Language

Kind = Literal["unchanged", "changed", "added", "removed"]
Matching = Literal["by_article", "by_subject"]
type Key = tuple[str, str | None]
_TOKENS: Final = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of text that both have (`kept`), only the first (`removed`), or only the second (`added`)."""

    kind: Literal["kept", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter (or one key of a table) before and after; None where it is not set."""

    parameter: str
    key: str | None
    before: Amount | None
    after: Amount | None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both. With `edits` and `parameters` the second follows from the first."""

    kind: Kind
    before: Provision | None
    after: Provision | None
    edits: Mapping[Language, tuple[Edit, ...]]
    parameters: tuple[ParameterChange, ...]

    @property
    def at(self) -> str:
        """Where it stands, in the second where it has a place there."""
        provision = self.after or self.before
        assert provision is not None  # noqa: S101 - one of the two is always there
        return provision.at

    @property
    def effect(self) -> str:
        """What the simulation makes of it: the second's word, or for a removed clause the first's."""
        provision = self.after or self.before
        return "not_simulated" if provision is None else provision.effect


@dataclass(frozen=True, slots=True)
class Redline:
    """The comparison of two instruments, clauses in article order."""

    before: Instrument
    after: Instrument
    matching: Matching
    clauses: tuple[ClauseChange, ...]

    def count(self, kind: Kind) -> int:
        """How many clauses are of this kind."""
        return sum(clause.kind == kind for clause in self.clauses)


def diff(before: Instrument, after: Instrument) -> Redline:
    """The redline from one instrument to another, or to what it becomes once `after` amends it.

    Clauses are matched by their article where `after` amends or replaces `before`; two unrelated instruments by the
    parameters they set, since their article numbers have nothing to do with each other.
    """
    if before.name in after.amends:
        pairs = _pairs_of_amendment(before, after)
        matching: Matching = "by_article"
    elif before.name in after.repeals or before.name == after.name:
        pairs = _pairs_by_place(before.provisions, after.provisions)
        matching = "by_article"
    else:
        pairs = _pairs_by_subject(before.provisions, after.provisions)
        matching = "by_subject"
    clauses = sorted((_clause(a, b) for a, b in pairs), key=lambda c: places.order(c.at))
    return Redline(before, after, matching, tuple(clauses))


def consolidated(base: Instrument, amending: Instrument) -> Instrument:
    """The text of `base` as it reads once `amending` is in force."""
    found = [b for _, b in _pairs_of_amendment(base, amending) if b is not None]
    return replace(base, provisions=tuple(sorted(found, key=lambda p: places.order(p.at))))


type Pair = tuple[Provision | None, Provision | None]


def _pairs_of_amendment(base: Instrument, amending: Instrument) -> list[Pair]:
    stands = {p.at: p for p in amending.provisions if not p.removes}
    exact = {t.partition("#")[2]: p for p in stands.values() for t in p.replaces if t.startswith(f"{base.name}#")}
    targets = [t for p in amending.provisions for t in (*p.replaces, *p.removes)]
    pairs: list[Pair] = []
    taken: set[str] = set()
    for provision in base.provisions:
        new = exact.get(provision.at) or stands.get(provision.at)
        if new is not None and new.at not in taken:
            pairs.append((provision, new))
            taken.add(new.at)
        elif any(refers_to(target, base.name, provision.at) for target in targets):
            pairs.append((provision, None))
        else:
            pairs.append((provision, provision))
    return [*pairs, *((None, p) for p in stands.values() if p.at not in taken)]


def _pairs_by_place(before: Sequence[Provision], after: Sequence[Provision]) -> list[Pair]:
    there = {p.at: p for p in after}
    here = {p.at for p in before}
    pairs: list[Pair] = [(p, there.get(p.at)) for p in before]
    return [*pairs, *((None, p) for p in after if p.at not in here)]


def _pairs_by_subject(before: Sequence[Provision], after: Sequence[Provision]) -> list[Pair]:
    free = list(after)
    pairs: list[Pair] = []
    for provision in before:
        mine = {s.parameter for s in provision.settings}
        shared = [(len(mine & {s.parameter for s in p.settings}), -i) for i, p in enumerate(free)]
        best = max(shared, default=(0, 0))
        pairs.append((provision, free.pop(-best[1]) if best[0] else None))
    return [*pairs, *((None, p) for p in free)]


def _clause(before: Provision | None, after: Provision | None) -> ClauseChange:
    edits = {language: _edits(_text(before, language), _text(after, language)) for language in LANGUAGES}
    old, new = _settings(before), _settings(after)
    parameters = tuple(
        ParameterChange(name, key, old.get((name, key)), new.get((name, key)))
        for name, key in dict.fromkeys((*old, *new))
        if old.get((name, key)) != new.get((name, key))
    )
    if before is None:
        kind: Kind = "added"
    elif after is None:
        kind = "removed"
    elif parameters or before.says != after.says:
        kind = "changed"
    else:
        kind = "unchanged"
    return ClauseChange(kind, before, after, edits, parameters)


def _text(provision: Provision | None, language: Language) -> str:
    return "" if provision is None else provision.says.said(language)


def _settings(provision: Provision | None) -> dict[Key, Amount]:
    if provision is None:
        return {}
    return {
        (s.parameter, s.key): f"tables/{s.series}.csv" if s.amount is None else s.amount for s in provision.settings
    }


def _edits(before: str, after: str) -> tuple[Edit, ...]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    edits: list[Edit] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            edits.append(Edit("kept", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            edits.append(Edit("removed", "".join(old[i1:i2])))
        if j2 > j1:
            edits.append(Edit("added", "".join(new[j1:j2])))
    return tuple(edits)
