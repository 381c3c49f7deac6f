"""Scenario files as written by a person: everything checked, every fault of a file said at once."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import POSITIVE, Declared, Limits, NumberReader, dotted
from lindung.simulation.demography import AgeSexCell, LifeTable, read_age_sex, read_mortality
from lindung.simulation.office_reader import read_budgets, read_offices
from lindung.simulation.parameter_reader import (
    COLUMN_LIMITS,
    COLUMNS,
    Behaviour,
    by_age,
    limits_of,
    read_parameters,
    table,
)
from lindung.simulation.scenario import Population, PovertyLine, Prices, Registry, Scenario, Trade, home
from lindung.simulation.sponsor_reader import read_sponsors
from lindung.simulation.workers import REGISTRIES

SHIPPED: Final = "shipped"
_REQUIRED: Final = ("name", "title", "region", "start", "months", "population", "trades", "mortality", "offices",
                    "budgets", "poverty_line", "prices", "regulations", "replicates", "seed")  # fmt: skip
_OPTIONAL: Final = ("law", "behaviour", "microdata", "notes", "sponsors")
_POPULATION: Final = ("size", "age_sex", "kelurahan", "household_size", "dependants", "married", "disability_share",
                      "resident_share", "registries", "initial_members", "buffer_months")  # fmt: skip
_NEEDED_LAW: Final = ("jkk.contribution.bpu", "jkm.contribution.bpu")
_MOST_CELLS: Final = 32_767  # a cell is an int16
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def read_scenario[S: Scenario](kind: type[S], name_or_path: str | Path, corpus: Corpus | None = None) -> S:
    """A shipped scenario by name, or the file at a path; raises `BadInput` with every fault."""
    file, shown = _find(name_or_path)
    return _Reader(file, shown, corpus).read(kind)


def _find(name_or_path: str | Path) -> tuple[Path, str]:
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml"):
        return path, str(name_or_path)
    if str(name_or_path) in Scenario.shipped():
        return home() / f"{name_or_path}.yaml", f"scenarios/{name_or_path}.yaml"
    nearest = Nearest(str(name_or_path), Scenario.shipped())
    raise BadInput(Fault("scenario-unknown", {"name": name_or_path, "nearest": nearest}))


class _Reader:
    def __init__(self, file: Path, shown: str, corpus: Corpus | None) -> None:
        self.file = file
        self.source = Source(file, shown)
        self.declared: dict[str, Declared] = {}
        self.numbers = NumberReader(self.source, self.declared)
        self.read_files = [file, home() / "parameters.yaml"]
        self.root = self.source.keys(self.source.value, (), required=_REQUIRED, optional=_OPTIONAL)
        self.corpus = corpus or self._corpus()
        self.behaviour = read_parameters(home() / "parameters.yaml", "scenarios/parameters.yaml", self.corpus)

    def _corpus(self) -> Corpus:
        law = self.root.get("law", SHIPPED)
        return Corpus.load(None if law == SHIPPED else self.file.parent / str(law))

    def read[S: Scenario](self, kind: type[S]) -> S:
        root = self.root
        region, region_name = self._region(root.get("region"))
        start = self._month(root.get("start"), ("start",))
        self._after_the_law(start)
        trades = self._trades(root.get("trades"))
        population = self._population(root.get("population"), len(trades))
        behaviour = self._behaviour(root.get("behaviour"))
        microdata = self._microdata(root.get("microdata"), tuple(trade.key for trade in trades))
        read: dict[str, Any] = {
            "name": str(root.get("name")),
            "title": both_languages(self.source, root.get("title"), ("title",), "title"),
            "region": region,
            "region_name": region_name,
            "start": start,
            "months": self._setting("months", 1, 1200),
            "population": population,
            "trades": trades,
            "offices": read_offices(self.numbers, root.get("offices")),
            "budgets": read_budgets(self.numbers, root.get("budgets"), self.corpus),
            "sponsors": read_sponsors(
                self.numbers, root.get("sponsors"), self.corpus, tuple(t.key for t in trades), population.kelurahan
            ),
            "poverty_line": self._poverty_line(root.get("poverty_line")),
            "prices": self._prices(root.get("prices")),
            "life_tables": self._life_tables(root.get("mortality")),
            "regulations": self._regulations(root.get("regulations")),
            "replicates": self._setting("replicates", 1, 100_000),
            "seed": self._setting("seed", 0, 2**63 - 1),
            "behaviour": behaviour,
            "income_by_age": self.behaviour.income_by_age,
            "microdata": microdata,
            "notes": self._notes(root.get("notes")),
        }
        self.source.raise_faults()
        digest = hashlib.sha256()
        for file in self.read_files:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        declared = {**self.behaviour.declared, **self.declared}
        return kind(file=self.file, corpus=self.corpus, declared=declared, digest=digest.hexdigest(), **read)

    def _region(self, raw: object) -> tuple[str, str]:
        if raw is None:
            return "", ""
        try:
            region = self.corpus.regions.find(str(raw))
        except BadInput as error:
            self.source.fault(error.faults[0].code, ("region",), place="region", **error.faults[0].details)
            return "", ""
        return region.bps, region.name

    def _month(self, raw: object, path: Path_) -> date:
        """The first day of a month written `2021-01` or as a day of it."""
        if isinstance(raw, date):
            return raw.replace(day=1)
        match = _MONTH.fullmatch(str(raw))
        if match is None:
            if raw is not None:
                self.source.fault("date-form", path, place=dotted(path), key=path[-1], value=raw)
            return date.max.replace(day=1)
        return date(int(match[1]), int(match[2]), 1)

    def _after_the_law(self, start: date) -> None:
        firsts = {name: min((r.start for r in self.corpus.rules.get(name, ())), default=None) for name in _NEEDED_LAW}
        for name, first in firsts.items():
            if first is not None and start < first.replace(day=1):
                self.source.fault("horizon-early", ("start",), place="start", start=start, parameter=name, day=first)
                return

    def _setting(self, key: str, low: int, high: int) -> int:
        """A whole number that sets up the run and is no fact, so that it needs no source."""
        raw = self.root.get(key)
        if raw is None:
            return low
        if not isinstance(raw, int):
            self.source.fault("number-text", (key,), place=key, key=key, value=repr(raw))
        elif not low <= raw <= high:
            self.source.fault("number-impossible", (key,), place=key, key=key, value=raw, limits=f"{low} .. {high}")
        else:
            return raw
        return low

    def _trades(self, raw: object) -> tuple[Trade, ...]:
        shipped: Behaviour = self.behaviour
        known = tuple(shipped.trades)
        entry = self.source.keys(raw, ("trades",), required=("share",), optional=COLUMNS, place="trades")
        columns: dict[str, dict[str, float]] = {}
        for column in COLUMNS:
            if entry.get(column) is not None:
                limits = COLUMN_LIMITS.get(column, POSITIVE)
                columns[column] = table(
                    self.numbers, entry[column], ("trades", column), limits, known, f"trades.{{}}.{column}"
                )
        shares = columns.get("share", {})
        self.numbers.total(shares, ("trades", "share", "values"), 1)
        trades = []
        for key in shares:
            default = shipped.trades[key]
            values = {c: columns.get(c, {}).get(key, default.columns[c]) for c in COLUMNS}
            season = default.season
            trades.append(Trade(key, default.name, default.occupations, default.transport, season=season, **values))
        return tuple(trades)

    def _population(self, raw: object, trades: int) -> Population:
        path: Path_ = ("population",)
        entry = self.source.keys(raw, path, required=_POPULATION, place="population")
        numbers = self.numbers

        def number(key: str, limits: Limits) -> float:
            return numbers.number(entry[key], (*path, key), limits) if entry.get(key) is not None else 1.0

        share, size = Limits(0, 1), number("size", Limits(1, 2**31, whole=True))
        kelurahan = number("kelurahan", Limits(1, _MOST_CELLS // max(trades, 1), whole=True))
        household = number("household_size", Limits(1, 15))
        dependants = number("dependants", Limits(0, max(household - 1, 0)))
        married = by_age(numbers, entry["married"], (*path, "married"), share) if entry.get("married") else ()
        overlap, registries = self._registries(entry.get("registries"), (*path, "registries"))
        return Population(
            size=round(size),
            age_sex=self._age_sex(entry.get("age_sex")),
            kelurahan=round(kelurahan),
            household_size=household,
            dependants=dependants,
            married=married,
            disability_share=number("disability_share", share),
            resident_share=number("resident_share", share),
            registries=registries,
            registry_overlap=overlap,
            initial_members=number("initial_members", share),
            buffer_months=number("buffer_months", POSITIVE),
        )

    def _registries(self, raw: object, path: Path_) -> tuple[float, tuple[Registry, ...]]:
        entry = self.source.keys(raw, path, required=("overlap",), optional=REGISTRIES, place=dotted(path))
        found = []
        for key in REGISTRIES:
            if entry.get(key) is None:
                continue
            inner = (*path, key)
            head_keys = ("source", "standing", "kind", "note")
            one = self.source.keys(
                entry[key], inner, required=("poor", "non_poor"), optional=head_keys, place=dotted(inner)
            )
            if one.get("poor") is None or one.get("non_poor") is None:
                continue
            head = self.numbers.head(one, inner)
            poor = self.numbers.share(one["poor"], (*inner, "poor"), head)
            found.append(Registry(key, poor, self.numbers.share(one["non_poor"], (*inner, "non_poor"), head)))
        overlap = self.numbers.share(entry["overlap"], (*path, "overlap")) if entry.get("overlap") is not None else 0.0
        return overlap, tuple(found)

    def _file(self, raw: object, path: Path_) -> tuple[Path, str] | None:
        """A table beside the scenario file, and how it is named there; a fault where there is none."""
        if raw is None:
            return None
        file = self.file.parent / str(raw)
        if not file.is_file():
            self.source.fault("file-missing", path, place=f"{dotted(path)}: {raw}")
            return None
        self.read_files.append(file)
        return file, str(raw)

    def _age_sex(self, raw: object) -> tuple[AgeSexCell, ...]:
        if (found := self._file(raw, ("population", "age_sex"))) is None:
            return ()
        try:
            return read_age_sex(*found, self.declared)
        except BadInput as error:
            self.source.faults += error.faults
            return ()

    def _life_tables(self, raw: object) -> tuple[LifeTable, ...]:
        if (found := self._file(raw, ("mortality",))) is None:
            return ()
        try:
            return read_mortality(*found, self.declared)
        except BadInput as error:
            self.source.faults += error.faults
            return ()

    def _poverty_line(self, raw: object) -> PovertyLine:
        path: Path_ = ("poverty_line",)
        rupiah = self.numbers.number(raw, path, Limits(1)) if raw is not None else 1.0
        day = raw.get("date") if isinstance(raw, dict) else None
        if raw is not None and day is None:
            self.source.fault("key-missing", path, place="poverty_line", key="date")
        return PovertyLine(rupiah, day if isinstance(day, date) else date.max)

    def _prices(self, raw: object) -> Prices:
        path: Path_ = ("prices",)
        entry = self.source.keys(raw, path, required=("month", "growth"), place="prices")
        growth = 0.0
        if entry.get("growth") is not None:
            growth = self.numbers.number(entry["growth"], (*path, "growth"), Limits(-0.5, 1))
        return Prices(self._month(entry.get("month"), (*path, "month")), growth)

    def _behaviour(self, raw: object) -> Mapping[str, float]:
        from lindung.simulation.parameters import Parameters

        own = self.source.keys(raw or {}, ("behaviour",), optional=Parameters._fields, place="behaviour")
        values = {
            name: self.numbers.number(value, ("behaviour", name), limits_of(name), as_=name)
            for name, value in own.items()
            if name in Parameters._fields
        }
        return {**self.behaviour.numbers, **values}

    def _regulations(self, raw: object) -> tuple[str, ...]:
        names = tuple(str(name) for name in self.source.items(raw, ("regulations",), key="regulations"))
        known = (*self.corpus.instruments, *self.corpus.drafts)
        for i, name in enumerate(names):
            if name.endswith((".yaml", ".yml")):
                if not (self.file.parent / name).is_file():
                    self.source.fault("file-missing", ("regulations", i), place=f"regulations.{i + 1}: {name}")
            elif name not in known:
                nearest = Nearest(name, known)
                place = f"regulations.{i + 1}"
                self.source.fault("instrument-unknown", ("regulations", i), place=place, name=name, nearest=nearest)
        return names

    def _notes(self, raw: object) -> tuple[Text, ...]:
        items = self.source.items(raw, ("notes",), key="notes")
        return tuple(both_languages(self.source, one, ("notes", i), "notes") for i, one in enumerate(items))

    def _microdata(self, raw: object, trades: tuple[str, ...]) -> Mapping[str, object] | None:
        if raw is None:
            return None
        from lindung.simulation.microdata import map_faults

        entry = self.source.keys(raw, ("microdata",), required=("file",), optional=raw, place="microdata")  # type: ignore[arg-type]
        column_map = {key: value for key, value in entry.items() if key != "file"}
        for fault in map_faults(column_map, trades):
            path = ("microdata", *(fault.place or "").split("."))
            self.source.faults.append(
                Fault(fault.code, fault.details, self.source.name, self.source.line(path), dotted(path))
            )
        return {**column_map, "file": self.file.parent / str(entry.get("file"))}
