"""Evidence files: `evidence/NAME.yaml` beside the scenario; every fault of a file said at once."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import BadInput, Fault, Text
from lindung.simulation.calibration.figures import FIGURES
from lindung.simulation.calibration.target import COUNTS, UNITS, Evidence, Target, When
from lindung.simulation.declared import STANDINGS, Declared, NumberReader, plain_number
from lindung.simulation.record import digest
from lindung.simulation.scenario import Scenario, calendar_month

FOLDER: Final = "evidence"
_REQUIRED: Final = ("name", "figure", "count", "value", "range", "unit", "place", "source", "standing")
_OPTIONAL: Final = ("when", "with", "times", "fitted", "why", "note", "otherwise")
_WHEN: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


def evidence_of(scenario: Scenario) -> Evidence:
    """What a scenario is fitted to; raises `BadInput` where nothing is known of it, or for a file with faults."""
    file = scenario.file.parent / FOLDER / f"{scenario.file.stem}.yaml"
    if not file.is_file():
        raise BadInput(Fault("evidence-missing", {"name": scenario.name, "file": f"{FOLDER}/{file.name}"}))
    return read_evidence(file, scenario)


def read_evidence(file: Path, scenario: Scenario) -> Evidence:
    """One file of targets; raises `BadInput` with every fault."""
    source = Source(file, f"{file.parent.name}/{file.name}")
    root = source.keys(source.value, (), required=("scenario", "targets"), optional=("bridges",))
    numbers = NumberReader(source, {})
    raw = root.get("bridges") or {}
    for key in source.keys(raw, ("bridges",), optional=raw if isinstance(raw, dict) else ()):
        numbers.number(raw[key], ("bridges", key), as_=key)
    bridges = dict(numbers.declared)
    entries = root.get("targets")
    names = source.keys(entries, ("targets",), optional=entries if isinstance(entries, dict) else ())
    targets = [_target(source, scenario, name, one, tuple(bridges)) for name, one in names.items()]
    source.raise_faults()
    known = tuple(one for one in targets if one is not None)
    return Evidence(str(root["scenario"]), known, bridges, evidence_digest(known, bridges))


def evidence_digest(targets: Sequence[Target], bridges: Mapping[str, Declared]) -> str:
    """A hash of what a fit depends on: numbers and figures, not the words around them."""
    asked = [(t.name, t.figure, t.when.said, t.conditions, t.times, t.value, t.low, t.high, t.fitted) for t in targets]
    return digest([asked, {name: [one.low, one.high] for name, one in bridges.items()}])


def _target(source: Source, scenario: Scenario, name: str, raw: object, bridges: tuple[str, ...]) -> Target | None:
    path: Path_ = ("targets", name)
    before = len(source.faults)
    entry = source.keys(raw, path, required=_REQUIRED, optional=_OPTIONAL, place=name)
    if len(source.faults) > before:
        return None
    _among(source, entry, path, "figure", tuple(FIGURES))
    _among(source, entry, path, "count", COUNTS)
    _among(source, entry, path, "unit", UNITS)
    _among(source, entry, path, "standing", tuple(STANDINGS))
    if entry.get("times") is not None:
        _among(source, entry, path, "times", bridges)
    figure = FIGURES.get(str(entry["figure"]))
    if figure is not None:
        for key, wanted in (("count", figure.count), ("unit", figure.unit)):
            if entry[key] != wanted:
                source.fault(
                    "target-kind",
                    (*path, key),
                    place=name,
                    key=key,
                    value=entry[key],
                    figure=figure.name,
                    wanted=wanted,
                )
    when = _when(source, entry, path, scenario, dated=figure is None or figure.dated)
    conditions = _conditions(source, entry, path, scenario, figure is not None and figure.dated)
    value, low, high = (_number(source, one, path, name) for one in (entry["value"], *_ends(entry["range"])))
    if not low < value < high:
        source.fault("target-range", (*path, "range"), place=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
    if len(source.faults) > before:
        return None
    said = {key: _said(source, entry, path, key, name) for key in ("name", "place", "why", "otherwise")}
    return Target(
        name, said["name"] or Text("", ""), str(entry["figure"]), entry["count"], when, conditions, entry.get("times"),
        value, low, high, entry["unit"], said["place"] or Text("", ""), str(entry["source"]), entry["standing"],
        entry.get("fitted") is not False, said["why"], entry.get("note"), said["otherwise"],
    )  # fmt: skip


def _said(source: Source, entry: dict[str, Any], path: Path_, key: str, place: str) -> Text | None:
    if entry.get(key) is None:
        return None
    return both_languages(source, entry[key], (*path, key), key, place)


def _among(source: Source, entry: dict[str, Any], path: Path_, key: str, choices: tuple[str, ...]) -> None:
    if entry[key] not in choices:
        details = {"key": key, "value": entry[key], "choices": ", ".join(choices)}
        source.fault("choice", (*path, key), place=str(path[-1]), **details)


def _when(source: Source, entry: dict[str, Any], path: Path_, scenario: Scenario, *, dated: bool) -> When:
    raw = entry.get("when")
    if raw is None:
        if dated:
            source.fault("key-missing", path, place=str(path[-1]), key="when")
        return When()
    match = _WHEN.fullmatch(str(raw))
    if match is None:
        source.fault("date-form", (*path, "when"), place=str(path[-1]), key="when", value=raw)
        return When()
    when = When(int(match[1]), None if match[2] is None else int(match[2]))
    first, last = window(scenario, when)
    if first < 0 or last > scenario.months:
        details = {"when": when.said, "start": f"{scenario.start:%Y-%m}", "months": scenario.months}
        source.fault("target-outside", (*path, "when"), place=str(path[-1]), **details)
    return when


def window(scenario: Scenario, when: When) -> tuple[int, int]:
    """The twelve months of a `when` as months of the run, [first, last)."""
    year, month = when.year or scenario.start.year, when.month or 12
    last = calendar_month(date(year, month, 1)) - calendar_month(scenario.start) + 1
    return last - 12, last


def _conditions(
    source: Source, entry: dict[str, Any], path: Path_, scenario: Scenario, dated: bool
) -> tuple[tuple[str, float], ...]:  # fmt: skip
    """Numbers of behaviour in which the people of an experiment differ from the scenario's."""
    if entry.get("with") is None:
        return ()
    inner: Path_ = (*path, "with")
    known = () if dated else tuple(scenario.behaviour)
    given = source.keys(entry["with"], inner, optional=known, place=str(path[-1]))
    return tuple(sorted((name, _number(source, given[name], inner, name)) for name in given if name in known))


def _ends(raw: object) -> tuple[object, object]:
    return (raw[0], raw[1]) if isinstance(raw, list) and len(raw) == 2 else (None, None)


def _number(source: Source, raw: object, path: Path_, place: str) -> float:
    value = plain_number(raw)
    if value is None:
        source.fault("number-text", path, place=place, key=path[-1], value=repr(raw))
        return 0.0
    return value
