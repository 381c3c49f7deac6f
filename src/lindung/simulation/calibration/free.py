"""The parameters that calibration moves: those marked E, each flat over its declared range, in one order.

What a vector means in a scenario is said here once: which number of it each name stands for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault, Text
from lindung.simulation.calibration.target import Evidence
from lindung.simulation.declared import Declared
from lindung.simulation.scenario import Scenario

type Vector = Mapping[str, float]
type Matrix = NDArray[np.float64]

FIGURES_KEPT: Final = 6  # decimal figures of a parameter: what is written is what was run
SPREAD: Final = "trades.sd_transitory"  # one factor on the column, which keeps the order of the trades


@dataclass(frozen=True, slots=True)
class Free:
    """One estimated number. `value` is the scenario's own; a factor on a column of trades has 1."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    says: Text | None
    bridge: bool = False  # of the evidence, not of the scenario


def _population(scenario: Scenario, **numbers: float) -> Scenario:
    return replace(scenario, population=replace(scenario.population, **numbers))  # type: ignore[arg-type]


def _offices(scenario: Scenario, **numbers: float) -> Scenario:
    return replace(scenario, offices=replace(scenario.offices, **numbers))  # type: ignore[arg-type]


def _spread(scenario: Scenario, factor: float) -> Scenario:
    trades = tuple(replace(trade, sd_transitory=trade.sd_transitory * factor) for trade in scenario.trades)
    return replace(scenario, trades=trades)


# numbers of a place, by the name that the scenario file gives them
_OF_PLACE: Final[dict[str, Callable[[Scenario, float], Scenario]]] = {
    "population.initial_members": lambda scenario, x: _population(scenario, initial_members=x),
    "offices.bpjs_branch.contacts_per_staff": lambda scenario, x: _offices(scenario, contacts_per_staff=round(x)),
    "offices.agents.contacts_per_agent": lambda scenario, x: _offices(scenario, contacts_per_agent=round(x)),
    "offices.agents.false_share": lambda scenario, x: _offices(scenario, false_agents=x),
}


def applied(scenario: Scenario, vector: Vector, *, of_place: bool = True) -> Scenario:
    """The scenario with these numbers put in; bridges change nothing.

    Without `of_place` only behaviour is: what was learnt in one city goes to another, its offices and members do not.
    """
    behaviour = {name: value for name, value in vector.items() if name in scenario.behaviour}
    found = replace(scenario, behaviour={**scenario.behaviour, **behaviour})
    if SPREAD in vector:
        found = _spread(found, vector[SPREAD])
    for name, put in _OF_PLACE.items():
        if of_place and name in vector:
            found = put(found, vector[name])
    return found


def free_parameters(scenario: Scenario, evidence: Evidence) -> tuple[Free, ...]:
    """Every parameter marked E whose range is more than a point, then the bridges; in the order of their names.

    Raises `BadInput` for one marked E that calibration cannot move.
    """
    found: list[Free] = []
    spread: list[Declared] = []
    for name, one in sorted(scenario.declared.items()):
        if one.kind != "E" or one.low >= one.high:
            continue
        if name.startswith("trades.") and name.endswith(".sd_transitory"):
            spread.append(one)
        elif name in scenario.behaviour or name in _OF_PLACE:
            found.append(Free(name, one.value, one.low, one.high, one.unit, one.name))
        else:
            raise BadInput(Fault("free-unknown", {"name": name}))
    if spread:
        low, high = max(one.low / one.value for one in spread), min(one.high / one.value for one in spread)
        says = Text("Guncangan pendapatan sebulan, semua pekerjaan", "Shock to a month's income, all trades")
        found.append(Free(SPREAD, 1.0, round(low, 6), round(high, 6), "factor", says))
    for name, one in sorted(evidence.bridges.items()):
        found.append(Free(name, one.value, one.low, one.high, one.unit, one.name, bridge=True))
    return tuple(found)


def from_cube(free: Sequence[Free], cube: Matrix) -> Matrix:
    """Vectors of the unit cube as parameters, rounded to what is written of them: float64[n, parameters]."""
    low, high = np.array([one.low for one in free]), np.array([one.high for one in free])
    return _rounded(low + cube * (high - low), low, high)


def to_cube(free: Sequence[Free], vectors: Matrix) -> Matrix:
    """Where vectors lie between the ends of their ranges."""
    low, high = np.array([one.low for one in free]), np.array([one.high for one in free])
    return np.asarray((vectors - low) / (high - low))


def named(free: Sequence[Free], row: NDArray[np.float64]) -> dict[str, float]:
    """One row as a vector."""
    return {one.name: float(value) for one, value in zip(free, row, strict=True)}


def _rounded(vectors: Matrix, low: NDArray[np.float64], high: NDArray[np.float64]) -> Matrix:
    text = np.array([[float(f"{value:.{FIGURES_KEPT}g}") for value in row] for row in vectors])
    return np.asarray(np.clip(text.reshape(vectors.shape), low, high))
