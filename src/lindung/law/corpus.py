"""The corpus: every instrument read, checked against each other, and compiled to rules once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from lindung.law.instrument_reader import InstrumentReader
from lindung.law.instruments import DraftHead, Instrument, Provision
from lindung.law.readings import Readings, read_readings
from lindung.law.regions import Regions, read_regions
from lindung.law.register import Register, Vocabulary, read_register, read_vocabulary
from lindung.law.rules import Ending, Rule, compile_rules, conflicts, endings, refers_to, with_endings
from lindung.law.series import SeriesRow, read_series
from lindung.law.view import View
from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest

type Series = Mapping[str, tuple[SeriesRow, ...]]
type Rules = Mapping[str, tuple[Rule, ...]]


def home() -> Path:
    """The folder of the corpus that came with this installation (or with this checkout)."""
    package = Path(__file__).parents[1]
    installed = package / "legal_corpus"
    return installed if installed.is_dir() else package.parents[1] / "legal_corpus"


class Corpus:
    """The law as of today's knowledge. Immutable: `enact` gives a new corpus."""

    def __init__(
        self, folder: Path, register: Register, vocabulary: Vocabulary, readings: Readings, regions: Regions,
        series: Series, instruments: Mapping[str, Instrument], drafts: Mapping[str, Instrument], rules: Rules,
        enacted: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.folder = folder
        self.register = register
        self.vocabulary = vocabulary
        self.readings = readings
        self.regions = regions
        self.series = series
        self.instruments = instruments
        self.drafts = drafts
        self.rules = rules
        self.enacted = enacted

    def __repr__(self) -> str:
        enacted = f", enacted: {', '.join(self.enacted)}" if self.enacted else ""
        return f"<law of {len(self.instruments)} instruments, {len(self.drafts)} drafts{enacted}>"

    @classmethod
    def load(cls, folder: Path | str | None = None) -> Self:
        """Read and check a corpus folder, by default the one that ships with Lindung.

        Raises `BadInput` with every fault of every file.
        """
        folder = home() if folder is None else Path(folder)
        if not (folder / "register.yaml").exists():
            raise BadInput(Fault("file-missing", file=str(folder / "register.yaml")))
        vocabulary = read_vocabulary(folder / "vocabulary.yaml")
        register = read_register(folder / "register.yaml", vocabulary)
        readings = read_readings(folder / "readings.yaml")
        regions = read_regions(folder / "tables")
        reader = InstrumentReader(register, vocabulary, readings)
        faults: list[Fault] = []
        instruments: dict[str, Instrument] = {}
        drafts: dict[str, Instrument] = {}
        unread: set[str] = set()
        for file in sorted(folder.glob("*/*.yaml")):
            shown = file.relative_to(folder).as_posix()
            try:
                read = reader.read(file, shown)
            except BadInput as error:
                faults += error.faults
                unread.add(file.stem)
                continue
            other = instruments.get(read.name) or drafts.get(read.name)
            if other is not None:
                faults.append(Fault("instrument-twice", {"name": read.name, "other": other.shown_file}, shown, 1))
            (drafts if read.level == "draft" else instruments)[read.name] = read
        series = _read_all_series(folder, [*instruments.values(), *drafts.values()], faults)
        faults += _broken_references(instruments, [*instruments.values(), *drafts.values()], regions, unread)
        if faults:
            raise BadInput.of(faults)
        rules = _compile(instruments, series)
        lines = _lines(instruments.values())
        for name, parameter_rules in rules.items():
            faults += conflicts(parameter_rules, lines, by_scheme=register[name].scope == "scheme")
        if faults:
            raise BadInput.of(faults)
        return cls(folder, register, vocabulary, readings, regions, series, instruments, drafts, rules)

    def on(
        self,
        day: date | str,
        region: str | None = None,
        known_on: date | str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> View:
        """What holds on `day`, in `region` (BPS code or name), as could be known on `known_on` (default: all that is).

        `readings` chooses between readings of contested norms. Raises `BadInput` for an unknown region or reading.
        """
        bps = None if region is None else self.regions.find(region).bps
        known = date.max if known_on is None else _as_day(known_on)
        return View(self, _as_day(day), bps, known, self.readings.chosen(readings or {}))

    def instrument(self, name: str) -> Instrument:
        """The instrument or draft of this name; raises `BadInput` with the nearest names."""
        found = self.instruments.get(name) or self.drafts.get(name)
        if found is None:
            known = (*self.instruments, *self.drafts)
            raise BadInput(Fault("instrument-unknown", {"name": name, "nearest": Nearest(name, known)}))
        return found

    def read_draft(self, name_or_path: str | Path) -> Instrument:
        """A draft by the name of a shipped one, or from a YAML file; raises `BadInput`."""
        if str(name_or_path) in self.drafts:
            return self.drafts[str(name_or_path)]
        path = Path(name_or_path)
        if path.suffix not in (".yaml", ".yml"):
            return self.instrument(str(name_or_path))
        draft = InstrumentReader(self.register, self.vocabulary, self.readings).read(path, str(path))
        if draft.draft is None:
            raise BadInput(Fault("draft-head", file=str(path)))
        broken = list(_broken_references(self.instruments, [draft], self.regions))
        if broken:
            raise BadInput.of(broken)
        return draft

    def enact(self, draft: Instrument | str | Path, on: date | str | None = None) -> Self:
        """A new corpus in which the draft is law from `on` (default: its own effective date).

        The draft takes the rank of what it amends and belongs to its scheme. Nothing changes before that day, and an
        empty draft changes nothing. Raises `BadInput` if it amends nothing in force that day, or conflicts.
        """
        read = draft if isinstance(draft, Instrument) else self.read_draft(draft)
        if read.name in self.instruments:
            raise BadInput(Fault("draft-twice", {"name": read.name}))
        if on is not None:
            read = replace(read, in_force=_as_day(on), assumed=False)
        for target in read.amends:
            amended = self.instruments.get(target)
            if amended is None or not self._stands(amended, read.in_force):
                details = {"draft": read.name, "target": target, "day": read.in_force}
                raise BadInput(Fault("draft-amends", details, file=read.shown_file))
        base = self.instruments[read.amends[0]]
        stops = endings([read])
        touched: dict[str, list[Rule]] = {}
        for rule in compile_rules(read, self.series, base.rank, base.name, ()):
            touched.setdefault(rule.parameter, list(self.rules.get(rule.parameter, ()))).append(rule)
        for name, pairs in stops.items():
            for parameter in {s.parameter for p in self.instruments[name].provisions for s in p.settings}:
                rules = touched.get(parameter, list(self.rules.get(parameter, ())))
                touched[parameter] = [with_endings(r, pairs) for r in rules]
        lines = {**_lines([read]), **_lines([base])}
        faults = [
            fault
            for name, rules in touched.items()
            for fault in conflicts(rules, lines, by_scheme=self.register[name].scope == "scheme")
        ]
        if faults:
            raise BadInput.of(faults)
        return type(self)(
            self.folder, self.register, self.vocabulary, self.readings, self.regions, self.series,
            {**self.instruments, read.name: read}, self.drafts,
            {**self.rules, **{name: tuple(rules) for name, rules in touched.items()}}, (*self.enacted, read.name),
        )  # fmt: skip

    def _stands(self, instrument: Instrument, day: date) -> bool:
        """Whether a whole instrument is in force on `day`."""
        if day < instrument.in_force or (instrument.ended is not None and instrument.ended[0] <= day):
            return False
        return not any(
            ending.first_day_without <= day
            for target, ending in self._endings.get(instrument.name, ())
            if target == instrument.name
        )

    @cached_property
    def _endings(self) -> Mapping[str, list[tuple[str, Ending]]]:
        return endings(self.instruments.values())


def _as_day(value: date | str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(Fault("date-form", {"key": "on", "value": value})) from None


def _read_all_series(folder: Path, instruments: Iterable[Instrument], faults: list[Fault]) -> Series:
    wanted = {s.series for i in instruments for p in i.provisions for s in p.settings if s.series is not None}
    series: dict[str, tuple[SeriesRow, ...]] = {}
    for name in sorted(wanted):
        try:
            series[name] = read_series(folder / "tables" / f"{name}.csv", f"tables/{name}.csv")
        except BadInput as error:
            faults += error.faults
    return series


def _compile(instruments: Mapping[str, Instrument], series: Series) -> Rules:
    stops = endings(instruments.values())
    rules: dict[str, list[Rule]] = {}
    for instrument in instruments.values():
        mine = stops.get(instrument.name, ())
        for rule in compile_rules(instrument, series, instrument.rank, instrument.name, mine):
            rules.setdefault(rule.parameter, []).append(rule)
    return {name: tuple(found) for name, found in rules.items()}


def _lines(instruments: Iterable[Instrument]) -> dict[str, tuple[str, int | None]]:
    return {f"{i.name}#{p.at}": (i.shown_file, p.line) for i in instruments for p in i.provisions}


def _broken_references(
    known: Mapping[str, Instrument], checked: Iterable[Instrument], regions: Regions, unread: Collection[str] = ()
) -> Iterable[Fault]:
    """References that lead nowhere; to a file that could not be read they are let pass, its own faults come first."""
    for instrument in checked:
        if instrument.region is not None and instrument.region not in regions:
            nearest = Nearest(instrument.region, tuple(regions))
            yield Fault("region-unknown", {"name": instrument.region, "nearest": nearest}, instrument.shown_file)
        baseline = () if instrument.draft is None else (instrument.draft.baseline,)
        for name in (*instrument.amends, *instrument.repeals, *baseline):
            if name not in known and name not in unread:
                details = {"name": name, "nearest": Nearest(name, tuple(known))}
                yield Fault("instrument-unknown", details, instrument.shown_file)
        references: list[tuple[Provision | None, str]] = []
        if instrument.draft is not None:
            references = [(None, f"{instrument.draft.baseline}#{at}") for at in instrument.draft.untouched]
            yield from _touched_after_all(instrument, instrument.draft)
        for provision in instrument.provisions:
            references += [(provision, t) for t in (*provision.replaces, *provision.removes, *provision.overrides)]
        for place, target in references:
            name = target.partition("#")[0]
            there = known.get(name)
            if name in unread:
                continue
            if there is not None and any(refers_to(target, name, p.at) for p in there.provisions):
                continue
            near = tuple(f"{name}#{p.at}" for p in there.provisions) if there is not None else tuple(known)
            yield Fault(
                "provision-unknown", {"name": target, "nearest": Nearest(target, near)}, instrument.shown_file,
                None if place is None else place.line, None if place is None else place.at,
            )  # fmt: skip


def _touched_after_all(instrument: Instrument, draft: DraftHead) -> Iterable[Fault]:
    for provision in instrument.provisions:
        for target in (*provision.replaces, *provision.removes):
            for at in draft.untouched:
                if refers_to(target, draft.baseline, at):
                    details = {"at": at, "by": provision.at}
                    yield Fault("draft-untouched", details, instrument.shown_file, provision.line, provision.at)
