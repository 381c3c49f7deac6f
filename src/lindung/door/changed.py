"""A scenario with some of its numbers replaced, and a folder in which to begin one's own."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import yaml

from lindung.messages import BadInput, Fault, Text, default_language
from lindung.messages.nearest import Nearest
from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.calibration.free import applied
from lindung.simulation.parameters import Parameters
from lindung.simulation.scenario import Scenario, home

_SOURCE: Final = Text("diganti dalam sesi ini", "replaced in this session")
_NOTE: Final = Text(
    "Diganti dalam sesi ini, jadi bukan lagi skenario aslinya: {}.",
    "Replaced in this session, so no longer the scenario as it was: {}.",
)
_OF_TABLES: Final = ("seasons.", "income_by_age.", "mortality.", "population.age_sex.")  # files of their own

_KEPT: Final = ("date", "kind", "name", "unit")


def changed(scenario: Scenario | str | Path, numbers: Mapping[str, float]) -> Scenario:
    """The scenario with these numbers instead of its own, by the places that `scenario.declared` has them at.

    Each is an assumption from then on, and the scenario's digest another; ages, deaths and seasons are tables of
    their own. Where a calibration has left a posterior, the other numbers are those of its medoid, as in `run`.
    Raises `BadInput` for a place there is not, a number that cannot be, or a scenario without a file.

    >>> import lindung
    >>> lindung.changed("padang", {"offices.bpjs_branch.field_staff": 24}).offices.field_staff
    24
    """
    loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    if not loaded.file.is_file():
        raise BadInput(Fault("file-missing", file=loaded.file.name))
    document = _keyed(yaml.safe_load(loaded.file.read_text(encoding="utf-8")))
    known = tuple(place for place in loaded.declared if not place.startswith(_OF_TABLES) and place[-7:] != ".season")
    for place, value in numbers.items():
        if place not in known:
            raise BadInput(Fault("key-unknown", {"key": place, "nearest": Nearest(place, known)}))
        number = {"value": value, "source": _SOURCE.said(default_language()), "standing": "assumption"}
        *above, last = _path(place, document)
        there: Any = document
        for part in above:
            there = _below(there, part)
        before = there.get(last)
        kept = {key: before[key] for key in _KEPT if key in before} if isinstance(before, dict) else {}
        there[last] = {**number, **kept}
    with tempfile.TemporaryDirectory() as folder:
        for table in _tables(document):
            copied = Path(folder) / table
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(loaded.file.parent / table, copied)
        file = Path(folder) / loaded.file.name
        file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        made = Scenario.load(file, loaded.corpus)
    posterior, _ = fitting(loaded)
    digest = made.digest
    if posterior is not None:
        made = applied(made, {name: value for name, value in posterior.medoid.items() if name not in numbers})
        digest = hashlib.sha256(f"{digest} {posterior.digest}".encode()).hexdigest()
    notes = made.notes if not numbers else (*made.notes, Text(*(one.format(", ".join(numbers)) for one in _NOTE)))
    nowhere = loaded.file.with_name(f"{loaded.file.stem} changed.yaml")  # so that no posterior stands beside it
    return replace(made, file=nowhere, microdata=loaded.microdata, digest=digest, notes=notes)


def own_scenario(folder: Path | str, name: str = "fictional") -> Path:
    """A folder with a shipped scenario and the tables it reads, to be made one's own; the path of its file.

    Files that are there already stay as they are. Raises `BadInput` for a scenario there is not.
    """
    original = Scenario.load(name).file
    target = Path(folder)
    (target / "tables").mkdir(parents=True, exist_ok=True)
    for source, there in (
        (original, target / original.name),
        *((table, target / "tables" / table.name) for table in sorted((home() / "tables").glob("*.csv"))),
    ):
        if not there.exists():
            shutil.copy(source, there)
    return target / original.name


def _keyed(read: Any) -> Any:
    """What YAML gave, with every key as text."""
    if isinstance(read, dict):
        return {str(key): _keyed(value) for key, value in read.items()}
    return [_keyed(one) for one in read] if isinstance(read, list) else read


def _path(place: str, document: Any) -> tuple[str, ...]:
    """Where a declared number stands in the file: behaviour under its own key, a table's entries under `values`."""
    parts = tuple(place.split("."))
    if parts[0] in Parameters._fields:
        return ("behaviour", *parts)
    if parts[0] == "trades" and len(parts) == 3:
        return ("trades", parts[2], "values", parts[1])
    above = document
    for part in parts[:-1]:
        above = _below(above, part)
    return (*parts[:-1], "values", parts[-1]) if "values" in above else parts


def _below(above: Any, part: str) -> Any:
    """What stands under a key, made where the file does not have it; entries of lists count from 1."""
    return above[int(part) - 1] if isinstance(above, list) else above.setdefault(part, {})


def _tables(document: Mapping[str, Any]) -> Iterator[str]:
    yield document["population"]["age_sex"]
    yield document["mortality"]
    if document.get("microdata"):
        yield document["microdata"]["file"]
