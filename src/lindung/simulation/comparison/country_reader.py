"""Country files: many places, each a scenario of its own or made after a template in proportion to its workers."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest
from lindung.simulation.comparison.country_template import made_after
from lindung.simulation.declared import Declared, dotted
from lindung.simulation.scenario import Scenario, home, is_country

_REQUIRED: Final = ("name", "title", "start", "months", "places", "replicates", "seed")
_MOST_MONTHS: Final = 1200
_FIRST_LAW: Final = ("jkk.contribution.bpu", "jkm.contribution.bpu")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a country. Its scenario covers the country's months and has a seed of its own."""

    scenario: Scenario
    scheme: str | None  # the instrument its baseline is held to; None: whatever is in force there
    template: str | None  # the scenario it is made after; None where it is one itself
    interpolated: Mapping[str, str]  # its numbers that were not published for it: by place in the file, how each came

    @property
    def region(self) -> str:
        """BPS code."""
        return self.scenario.region

    @property
    def name(self) -> str:
        """The region's name."""
        return self.scenario.region_name

    @property
    def size(self) -> Declared:
        """Its workers, with source and standing."""
        return self.scenario.declared["population.size"]


@dataclass(frozen=True)
class Country:
    """Places compared together, in the order of their BPS codes, over the same months."""

    name: str
    title: Text
    file: Path
    start: date
    months: int
    replicates: int
    seed: int
    places: tuple[Place, ...]
    notes: tuple[Text, ...]

    @classmethod
    def load(cls, name_or_path: str | Path, corpus: Corpus | None = None) -> Self:
        """A shipped country by name, or one from a YAML file. Raises `BadInput` with every fault of the file."""
        path = Path(name_or_path)
        named = path.suffix not in (".yaml", ".yml")
        file = home() / f"{name_or_path}.yaml" if named else path
        if named and not is_country(file):
            nearest = Nearest(str(name_or_path), (*Scenario.countries(), *Scenario.shipped()))
            raise BadInput(Fault("scenario-unknown", {"name": name_or_path, "nearest": nearest}))
        return cls(**_Reader(file, f"scenarios/{file.name}" if named else str(path), corpus).read())

    @property
    def size(self) -> int:
        """Workers of all places."""
        return sum(place.scenario.population.size for place in self.places)

    @property
    def found_at(self) -> str:
        """How it can be found again."""
        return self.name if self.file.parent == home() else str(self.file)


def seed_of(seed: int, region: str) -> int:
    """A place's seed: its own, so that the places' chances are independent, and the same wherever it stands in line."""
    return int(np.random.SeedSequence([seed, int(region)]).generate_state(1, np.uint64)[0])


class _Reader:
    def __init__(self, file: Path, shown: str, corpus: Corpus | None) -> None:
        self.file, self.source = file, Source(file, shown)
        self.corpus = corpus or Corpus.load()
        self.templates: dict[str, Scenario | None] = {}
        self.root = self.source.keys(self.source.value, (), required=_REQUIRED, optional=("notes",))
        self.seed = self._setting("seed", 2**63 - 1)
        self.window: dict[str, Any] = {"start": self._start(), "months": self._setting("months", _MOST_MONTHS)}

    def read(self) -> dict[str, Any]:
        """What `Country` is made of."""
        source, root = self.source, self.root
        raw = source.items(root.get("places"), ("places",), key="places")
        found = [place for i, one in enumerate(raw) if (place := self._place(one, ("places", i))) is not None]
        if not raw and root.get("places") is not None:
            source.fault("key-missing", ("places",), place="places", key="scenario")
        title = both_languages(source, root.get("title"), ("title",), "title")
        notes = source.items(root.get("notes"), ("notes",), key="notes")
        read = {
            "name": str(root.get("name")), "title": title, "file": self.file, **self.window,
            "replicates": self._setting("replicates", 2_000), "seed": self.seed,
            "notes": tuple(both_languages(source, one, ("notes", i), "notes") for i, one in enumerate(notes)),
        }  # fmt: skip
        self._each_once(found)
        source.raise_faults()
        return {**read, "places": tuple(sorted((place for place, _ in found), key=lambda place: place.region))}

    def _start(self) -> date:
        raw = str(self.root.get("start"))
        try:
            start = date.fromisoformat(raw if len(raw) > 7 else f"{raw}-01").replace(day=1)
        except ValueError:
            self.source.fault("date-form", ("start",), place="start", key="start", value=raw)
            return date.max.replace(day=1)
        for name in _FIRST_LAW:
            first = min((rule.start for rule in self.corpus.rules.get(name, ())), default=start)
            if start < first.replace(day=1):
                self.source.fault("horizon-early", ("start",), place="start", start=start, parameter=name, day=first)
        return start

    def _setting(self, key: str, high: int) -> int:
        raw = self.root.get(key)
        if isinstance(raw, int) and 1 <= raw <= high:
            return raw
        if raw is not None:
            self.source.fault("number-impossible", (key,), place=key, key=key, value=raw, limits=f"1 .. {high}")
        return 1

    def _each_once(self, found: list[tuple[Place, Path_]]) -> None:
        first: dict[str, Path_] = {}
        for place, path in found:
            if place.region and first.setdefault(place.region, path) != path:
                details = {"region": f"{place.name} ({place.region})", "other": dotted(first[place.region])}
                self.source.fault("place-twice", path, place=dotted(path), **details)

    def _place(self, raw: object, path: Path_) -> tuple[Place, Path_] | None:
        if not isinstance(raw, dict) or ("scenario" in raw) == ("template" in raw):
            self.source.fault("place-kind", path, place=dotted(path))
            return None
        key = "scenario" if "scenario" in raw else "template"
        base = self._scenario(str(raw[key]), (*path, key))
        if base is None:
            return None
        scheme: str | None = None
        name: str | None = None
        interpolated: dict[str, str] = {}
        scenario = base
        if key == "scenario":
            self.source.keys(raw, path, required=("scenario",), place=dotted(path))
        else:
            scenario, scheme = made_after(base, raw, self.source, path)
            name, interpolated = base.name, dict(_interpolated(raw))
        stamp = json.dumps([base.digest, raw if name else None, self.window, self.seed], default=str, sort_keys=True)
        scenario = replace(
            scenario, **self.window, seed=seed_of(self.seed, scenario.region or "0"),
            digest=hashlib.sha256(stamp.encode()).hexdigest(),
        )  # fmt: skip
        return Place(scenario, scheme, name, interpolated), path

    def _scenario(self, name: str, path: Path_) -> Scenario | None:
        """A scenario by name or by its path from the country's file; None, with the faults noted, where it is none."""
        if name not in self.templates:
            self.templates[name] = None
            shipped = Scenario.shipped()
            if name not in shipped and not name.endswith((".yaml", ".yml")):
                self.source.fault(
                    "scenario-unknown", path, place=dotted(path), name=name, nearest=Nearest(name, shipped)
                )
                return None
            try:
                beside = name if name in shipped else str(self.file.parent / name)
                self.templates[name] = Scenario.load(beside, self.corpus)
            except BadInput as error:
                for fault in error.faults:
                    if fault.file is None:
                        self.source.fault(fault.code, path, place=dotted(path), **fault.details)
                    else:
                        self.source.faults.append(fault)
        return self.templates[name]


def _interpolated(raw: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every number that says `interpolated`, by its place."""
    if isinstance(raw, dict):
        if raw.get("interpolated"):
            yield ".".join(path), str(raw["interpolated"])
        for key, value in raw.items():
            yield from _interpolated(value, (*path, key))
