"""Two instruments side by side, clause by clause: what stays, what changes, what is new, what goes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal, get_args

from lindung.law import place as places
from lindung.law.instruments import Instrument, Provision
from lindung.law.rules import refers_to
from lindung.law.values import Amount
from lindung.messages import LANGUAGES, Language

Kind = Literal["unchanged", "changed", "added", "removed"]
Matching = Literal["by_article", "by_subject"]
type Key = tuple[str, str | None]
_LEAST_KEPT: Final = 3
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
    """One clause in both. With `edits` and `parameters` the second follows from the first.

    `by` is the provision that makes it so: the new text, the deleting clause, or the clause itself where it stays.
    """

    kind: Kind
    before: Provision | None
    after: Provision | None
    by: Provision
    edits: Mapping[Language, tuple[Edit, ...]]
    parameters: tuple[ParameterChange, ...]

    @property
    def at(self) -> str:
        """Where it stands, in the second where it has a place there."""
        return self.before.at if self.after is None and self.before is not None else self.by.at


@dataclass(frozen=True, slots=True, repr=False)
class Redline:
    """The comparison of two instruments, clauses in article order."""

    before: Instrument
    after: Instrument
    matching: Matching
    clauses: tuple[ClauseChange, ...]

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.count(kind)} {kind}" for kind in get_args(Kind))
        return f"<{self.before.name} -> {self.after.name}: {counts}>"

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
    clauses = (_clause(a, b, _deleting(before, a, after)) for a, b in pairs)
    return Redline(before, after, matching, tuple(sorted(clauses, key=lambda c: places.order(c.at))))


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


def _deleting(base: Instrument, provision: Provision | None, amending: Instrument) -> Provision | None:
    """The clause of `amending` that deletes `provision`, or None."""
    if provision is None:
        return None
    found = (p for p in amending.provisions for t in p.removes if refers_to(t, base.name, provision.at))
    return next(found, None)


def _clause(before: Provision | None, after: Provision | None, deleting: Provision | None) -> ClauseChange:
    by = after or deleting or before
    assert by is not None  # noqa: S101 - a pair is never empty
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
    return ClauseChange(kind, before, after, by, edits, parameters)


def _text(provision: Provision | None, language: Language) -> str:
    return "" if provision is None else provision.says.said(language)


def _settings(provision: Provision | None) -> dict[Key, Amount]:
    if provision is None:
        return {}
    return {
        (s.parameter, s.key): f"tables/{s.series}.csv" if s.amount is None else s.amount for s in provision.settings
    }


def _edits(before: str, after: str) -> tuple[Edit, ...]:
    """Runs of kept, removed and added words; a run of fewer than `_LEAST_KEPT` kept words does not split a change."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    runs: list[tuple[bool, list[str], list[str]]] = []  # kept?, words of the first, words of the second
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for position, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        words = sum(token[0].isalnum() for token in old[i1:i2])
        inside = 0 < position < len(opcodes) - 1
        kept = tag == "equal" and not (inside and words < _LEAST_KEPT)
        if runs and not kept and not runs[-1][0]:
            runs[-1][1].extend(old[i1:i2])
            runs[-1][2].extend(new[j1:j2])
        else:
            runs.append((kept, old[i1:i2], new[j1:j2]))
    edits: list[Edit] = []
    for kept, first, second in runs:
        if kept:
            edits.append(Edit("kept", "".join(first)))
            continue
        edits += [Edit("removed", "".join(first))] if first else []
        edits += [Edit("added", "".join(second))] if second else []
    return tuple(edits)
