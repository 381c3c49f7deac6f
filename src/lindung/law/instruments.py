"""Instruments and their provisions, read from one YAML file each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lindung.law.evidence import Evidence
from lindung.law.values import Amount
from lindung.messages import Text

RANKS: Mapping[str, int] = {
    "uu": 90,
    "perppu": 90,
    "pp": 80,
    "perpres": 70,
    "inpres": 60,
    "permen": 60,
    "perda": 50,
    "pergub": 45,
    "perwali": 40,
    "agency": 20,
    "programme": 10,
    "draft": 0,  # a draft takes the rank of what it amends
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that a provision sets; `key` for one entry of a table; `series` where a CSV table holds the values."""

    parameter: str
    key: str | None
    amount: Amount | None
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: where it stands, what it says, what it sets, how that is known."""

    at: str
    says: Text
    evidence: Evidence
    settings: tuple[Setting, ...] = ()
    start: date | None = None
    until: date | None = None
    under: tuple[str, str] | None = None
    replaces: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    effect: str = "simulated"
    because: Text | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An article missing from the copy that was read."""

    at: str
    because: Text


@dataclass(frozen=True, slots=True)
class DraftHead:
    """Who wrote a draft, what it starts from, and the clauses it leaves alone."""

    author: str
    baseline: str
    untouched: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Instrument:
    """One instrument of law; dates are days, None where not known."""

    name: str
    akn: str
    level: str
    region: str | None
    title: Text
    signed: date | None
    promulgated: date | None
    in_force: date
    assumed: bool
    amends: tuple[str, ...]
    repeals: tuple[str, ...]
    ended: tuple[date, Text] | None
    gaps: tuple[Gap, ...]
    evidence: Evidence
    provisions: tuple[Provision, ...]
    draft: DraftHead | None
    file: Path
    shown_file: str

    def __repr__(self) -> str:
        return f"<{self.name}, {self.level}, in force {self.in_force}, {len(self.provisions)} provisions>"

    @property
    def known(self) -> date:
        """The first day it could be known: promulgation, else the day it came into force."""
        return self.promulgated or self.in_force

    @property
    def rank(self) -> int:
        """Its place in the order of laws."""
        return RANKS[self.level]

    def provision(self, at: str) -> Provision | None:
        """The provision at this place, or None."""
        return next((p for p in self.provisions if p.at == at), None)
