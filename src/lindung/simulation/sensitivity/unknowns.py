"""What is not known of a scenario: numbers with a range, policy levers left out; and a scenario with them changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.declared import Declared
from lindung.simulation.office_reader import OFFICES
from lindung.simulation.scenario import MONTHS_A_YEAR, Budget, Offices, Population, Prices, Registry, Scenario, Trade

_WHOLE: Final = ("size", "kelurahan", "overhead_per_head", "release_months", "unpaid_months")
_TOGETHER: Final = ("population.married", "population.registries")  # their numbers move as one factor, each for itself
_MOST_UNPAID: Final = MONTHS_A_YEAR - 1
_FIELDS: Final = {f"offices.{office}.{key}": (field, limits.whole) for office, key, field, limits in OFFICES}


@dataclass(frozen=True, slots=True)
class Unknown:
    """One number that may lie anywhere in its range. `factor` names what it is varied under: itself or its table."""

    place: str
    factor: str
    declared: Declared

    def at(self, position: float) -> float:
        """The value at a position from 0 (low) to 1 (high)."""
        return self.declared.low + position * (self.declared.high - self.declared.low)

    @property
    def position(self) -> float:
        """Where in its range the scenario's own value lies."""
        return (self.declared.value - self.declared.low) / (self.declared.high - self.declared.low)


def unknowns(scenario: Scenario) -> tuple[Unknown, ...]:
    """Every number of kind E, S or F with a range, in the order in which the scenario declares them."""
    found = []
    for place, one in scenario.declared.items():
        if one.low < one.high and one.kind != "P" and _varies(scenario, place, one):
            found.append(Unknown(place, factor_of(place), one))
    return tuple(found)


def factor_of(place: str) -> str:
    """The factor that a number belongs to: `trades.*.mean_income` for every trade's, a table of shares, or itself."""
    parts = place.split(".")
    if parts[0] == "trades":
        return f"trades.*.{parts[2]}"
    return next((table for table in _TOGETHER if place.startswith(f"{table}.")), place)


def factors(of: Iterable[Unknown]) -> tuple[str, ...]:
    """The factors, each once, in order."""
    return tuple(dict.fromkeys(one.factor for one in of))


def _varies(scenario: Scenario, place: str, one: Declared) -> bool:
    """Whether changing it changes anything: not of a trade that is not there, nor a season without amplitude."""
    parts = place.split(".")
    if parts[0] != "trades":
        return parts[0] not in ("sponsors", "auto_debit_uptake")
    there = {trade.key for trade in scenario.trades}
    return parts[1] in there and not (parts[2] == "season" and one.value == 0)


def values_at(of: Sequence[Unknown], positions: NDArray[np.float64]) -> dict[str, float]:
    """The values by place at positions from 0 to 1, in the unknowns' order."""
    return {one.place: one.at(float(position)) for one, position in zip(of, positions, strict=True)}


def changed(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with these numbers, by their place in `declared`. Raises `KeyError` for a place it does not know.

    Shares of trades are brought back to a sum of one. Months without payment are cut where none of a year is left.
    """
    parts: dict[str, dict[str, float]] = {}
    for place, value in values.items():
        head, _, rest = place.partition(".")
        parts.setdefault(head if rest else "", {})[rest or head] = value
    behaviour = {**scenario.behaviour}
    other: dict[str, Any] = {}
    for name, value in parts.pop("", {}).items():
        if name == "poverty_line":
            other["poverty_line"] = replace(scenario.poverty_line, rupiah=value)
        elif name in behaviour:
            behaviour[name] = value
        else:
            raise KeyError(name)
    made = {
        "trades": _trades, "population": _population, "offices": _offices, "budgets": _budgets, "prices": _prices,
    }  # fmt: skip
    for head, rows in parts.items():
        other[head] = made[head](scenario, rows)
    return replace(scenario, behaviour=behaviour, **other)


def _trades(scenario: Scenario, rows: Mapping[str, float]) -> tuple[Trade, ...]:
    found = []
    for trade in scenario.trades:
        own: dict[str, Any] = {}
        for place, value in rows.items():
            key, _, column = place.partition(".")
            if key == trade.key and column == "season":
                was = scenario.declared[f"trades.{place}"].value
                own[column] = tuple(month * value / was for month in trade.season)
            elif key == trade.key:
                own[column] = value
        found.append(replace(trade, **own))
    total = sum(trade.share for trade in found)
    return tuple(replace(trade, share=trade.share / total) for trade in found)


def _population(scenario: Scenario, rows: Mapping[str, float]) -> Population:
    own: dict[str, Any] = {}
    married = dict(scenario.population.married)
    registries = {one.key: one for one in scenario.population.registries}
    for place, value in rows.items():
        match place.split("."):
            case ["married", age]:
                married[int(age)] = value
            case ["registries", "overlap"]:
                own["registry_overlap"] = value
            case ["registries", key, errs]:
                registries[key] = _registry(registries[key], errs, value)
            case [name]:
                own[name] = _whole(name, value)
            case _:
                raise KeyError(place)
    return replace(
        scenario.population, married=tuple(sorted(married.items())), registries=tuple(registries.values()), **own
    )  # fmt: skip


def _registry(one: Registry, errs: str, value: float) -> Registry:
    return replace(one, poor=value) if errs == "poor" else replace(one, non_poor=value)


def _offices(scenario: Scenario, rows: Mapping[str, float]) -> Offices:
    own: dict[str, Any] = {}
    for place, value in rows.items():
        field, whole = _FIELDS[f"offices.{place}"]
        own[field] = round(value) if whole else value
    return replace(scenario.offices, **own)


def _budgets(scenario: Scenario, rows: Mapping[str, float]) -> tuple[Budget, ...]:
    found = list(scenario.budgets)
    for place, value in rows.items():
        number, _, name = place.partition(".")
        own: dict[str, Any] = {name: _whole(name, value)}
        found[int(number) - 1] = replace(found[int(number) - 1], **own)
    return tuple(replace(one, unpaid_months=min(one.unpaid_months, _MOST_UNPAID - one.release_months)) for one in found)


def _prices(scenario: Scenario, rows: Mapping[str, Any]) -> Prices:
    return replace(scenario.prices, **rows)


def _whole(name: str, value: float) -> float | int:
    return round(value) if name in _WHOLE else value
