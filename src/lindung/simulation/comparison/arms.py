"""Arms: regulations by budgets by readings, and the first month in which one differs from another."""

import hashlib
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from lindung.law.instruments import Instrument
from lindung.law.view import View
from lindung.messages import BadInput, Fault
from lindung.simulation.institutions.outreach import agent_rules
from lindung.simulation.regime import Regime, regime_of
from lindung.simulation.scenario import Scenario
from lindung.simulation.statute import Statute, minimum_wage, statute, while_unchanged
from lindung.simulation.terms import terms


@dataclass(frozen=True)
class Arm:
    """One regulation at one budget under one choice of readings. `budget` None: the scenario's own."""

    regime: Regime
    budget: int | None
    readings: Mapping[str, str] = field(default_factory=dict)

    @property
    def regulation(self) -> str:
        """The regulation's name."""
        return self.regime.regulation or ""

    @property
    def place(self) -> tuple[int | None, tuple[tuple[str, str], ...]]:
        """What arms must share to be held against each other: budget and readings."""
        return self.budget, tuple(sorted(self.readings.items()))

    def view(self, scenario: Scenario) -> View:
        """The law this arm lives under."""
        view = self.regime.law.on(scenario.start, scenario.region, readings=self.readings)
        return view if self.regime.scheme is None else view.scheme(self.regime.scheme)


def regimes_of(
    scenario: Scenario, regulations: Sequence[str | Path | Instrument], drafts: Sequence[str | Path | Instrument]
) -> tuple[Regime, ...]:
    """The regulations to compare, the baseline first; without any, those of the scenario.

    Drafts alone are held against the scenario's first regulation. Raises `BadInput` for two of one name.
    """
    chosen: list[str | Path | Instrument] = list(regulations)
    if not chosen:
        chosen = list(scenario.regulations[:1] if drafts else scenario.regulations)
    regimes = tuple(regime_of(scenario, one) for one in (*chosen, *drafts))
    names = [regime.regulation for regime in regimes]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput(Fault("regulation-twice", {"name": twice}))
    return regimes


class Timeline:
    """The law of an arm month by month, so that two arms can be held against each other before anyone runs them."""

    def __init__(self, scenario: Scenario, arm: Arm, months: int) -> None:
        self._scenario = scenario
        self._view = arm.view(scenario)
        self.months = months

    @cached_property
    def signatures(self) -> tuple[str, ...]:
        """A hash of each month's law: equal hashes, equal law."""
        days = map(self._scenario.day_of, range(self.months))
        return tuple(while_unchanged(_signature, self._view, day) for day in days)

    @cached_property
    def digest(self) -> str:
        """A hash of the whole."""
        return hashlib.sha256("".join(self.signatures).encode()).hexdigest()

    def first_difference(self, other: "Timeline") -> int | None:
        """The first month whose law differs, None where none does."""
        pairs = zip(self.signatures, other.signatures, strict=True)
        return next((month for month, (mine, its) in enumerate(pairs) if mine != its), None)


def _signature(view: View, day: date) -> str:
    """A hash of all that a month is simulated by."""
    read = repr((terms(view, day), agent_rules(view, day), minimum_wage(view, day)))
    found = hashlib.sha256(read.encode())
    for name, value in _plain(statute(view, day)):
        found.update(f"{name}={value}".encode())
    return found.hexdigest()


def _plain(rules: Statute) -> list[tuple[str, object]]:
    """A month's law as pairs that a hash can read: arrays as lists."""
    found: list[tuple[str, object]] = []
    for name in inspect.get_annotations(Statute):
        if name in ("month", "borrowed"):
            continue
        value = getattr(rules, name)
        items = value._asdict().items() if hasattr(value, "_asdict") else [("", value)]
        found += [(f"{name}.{inner}", one.tolist() if isinstance(one, np.ndarray) else one) for inner, one in items]
    return found
