"""Reading an instrument's YAML file; every fault of the file is collected and raised at once."""

import calendar
import re
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

from lindung.law import place as places
from lindung.law.amounts import AmountReader
from lindung.law.evidence import Evidence, Standing
from lindung.law.instruments import RANKS, DraftHead, Gap, Instrument, Provision, Setting
from lindung.law.readings import Readings
from lindung.law.register import Register, Vocabulary, both_languages
from lindung.law.source import Path_, Source
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest

_HEAD: Final = ("instrument", "akn", "level", "title", "in_force", "evidence", "provisions")
_HEAD_OPTIONAL: Final = ("region", "signed", "promulgated", "amends", "repeals", "ended", "gaps", "draft")
_PROVISION: Final = ("at", "says")
_PROVISION_OPTIONAL: Final = (
    "evidence", "sets", "from", "until", "under", "replaces", "removes", "overrides", "effect", "because",
)  # fmt: skip
_EFFECTS: Final = ("simulated", "not_simulated", "open_norm")


class InstrumentReader:
    """Reads instruments against one register, vocabulary and set of readings."""

    def __init__(self, register: Register, vocabulary: Vocabulary, readings: Readings) -> None:
        self.register = register
        self.vocabulary = vocabulary
        self.readings = readings

    def read(self, file: Path, shown: str) -> Instrument:
        """The instrument in `file`; raises `BadInput` with every fault of the file, each with its line."""
        source = Source(file, shown)
        head = source.keys(source.value, (), required=_HEAD, optional=_HEAD_OPTIONAL)
        if not head:
            source.raise_faults()
            raise BadInput(Fault("key-missing", {"key": "instrument"}, file=shown))
        name = str(head.get("instrument"))
        if name != file.stem:
            source.fault("instrument-name", ("instrument",), name=name, stem=file.stem)
        level = str(head.get("level"))
        if level not in RANKS:
            source.fault("choice", ("level",), key="level", value=level, choices=", ".join(RANKS))
            level = "programme"
        in_force, assumed = self._in_force(source, head.get("in_force"))
        signed = _day(source, head.get("signed"), ("signed",), "signed")
        promulgated = _day(source, head.get("promulgated"), ("promulgated",), "promulgated")
        if signed and promulgated and promulgated < signed:
            _out_of_order(source, ("promulgated",), "promulgated", promulgated, "signed", signed)
        if promulgated and not assumed and in_force < promulgated and level != "draft":
            _out_of_order(source, ("in_force",), "in_force", in_force, "promulgated", promulgated)
        draft = self._draft(source, head, level)
        reader = AmountReader(source, self.vocabulary)
        raw = source.items(head.get("provisions"), ("provisions",), key="provisions")
        provisions = [
            p for i, entry in enumerate(raw) if (p := self._provision(source, reader, entry, i, in_force, level))
        ]
        self._unique(source, provisions)
        region = head.get("region")
        if region is not None and not re.fullmatch(r"\d{2}(\d{2})?", str(region)):
            source.fault("choice", ("region",), key="region", value=region, choices='null, "13", "1371"')
        instrument = Instrument(
            name=name,
            akn=str(head.get("akn")),
            level=level,
            region=None if region is None else str(region),
            title=both_languages(source, head.get("title"), ("title",), "title"),
            signed=signed,
            promulgated=promulgated,
            in_force=in_force,
            assumed=assumed,
            amends=_names(source, head, "amends"),
            repeals=_names(source, head, "repeals"),
            ended=self._ended(source, head.get("ended")),
            gaps=self._gaps(source, head.get("gaps")),
            evidence=_evidence(source, head.get("evidence"), ("evidence",), None),
            provisions=tuple(sorted(provisions, key=lambda p: places.order(p.at))),
            draft=draft,
            file=file,
            shown_file=shown,
        )
        source.raise_faults()
        return instrument

    def _in_force(self, source: Source, raw: object) -> tuple[date, bool]:
        if isinstance(raw, dict):
            fields = source.keys(raw, ("in_force",), required=("year", "assumed"))
            found = _day(source, fields.get("assumed"), ("in_force", "assumed"), "assumed")
            return found or date.max, True
        return _day(source, raw, ("in_force",), "in_force") or date.max, False

    def _draft(self, source: Source, head: dict[str, Any], level: object) -> DraftHead | None:
        raw = head.get("draft")
        if level != "draft":
            if raw is not None:
                source.fault("key-unknown", ("draft",), key="draft", nearest=".")
            return None
        if not isinstance(raw, dict) or not head.get("amends"):
            source.fault("draft-head", ("draft",))
            return None
        fields = source.keys(raw, ("draft",), required=("author", "baseline"), optional=("untouched",))
        untouched = source.items(fields.get("untouched"), ("draft", "untouched"), key="untouched")
        return DraftHead(str(fields.get("author")), str(fields.get("baseline")), tuple(str(u) for u in untouched))

    def _ended(self, source: Source, raw: object) -> tuple[date, Text] | None:
        if raw is None:
            return None
        fields = source.keys(raw, ("ended",), required=("from", "because"))
        first = _day(source, fields.get("from"), ("ended", "from"), "from")
        because = both_languages(source, fields.get("because"), ("ended", "because"), "because")
        return None if first is None else (first, because)

    def _gaps(self, source: Source, raw: object) -> tuple[Gap, ...]:
        gaps = []
        for i, entry in enumerate(source.items(raw, ("gaps",), key="gaps")):
            fields = source.keys(entry, ("gaps", i), required=("at", "because"))
            at = str(fields.get("at"))
            _check_place(source, at, ("gaps", i))
            gaps.append(Gap(at, both_languages(source, fields.get("because"), ("gaps", i), "because", at)))
        return tuple(gaps)

    def _provision(
        self, source: Source, reader: AmountReader, raw: object, position: int, in_force: date, level: str
    ) -> Provision | None:
        path: Path_ = ("provisions", position)
        at = str(raw.get("at")) if isinstance(raw, dict) else None
        entry = source.keys(raw, path, required=_PROVISION, optional=_PROVISION_OPTIONAL, place=at)
        if not entry or at is None:
            return None
        _check_place(source, at, (*path, "at"))
        reader.place = at
        start = _day(source, entry.get("from"), (*path, "from"), "from", place=at)
        until = _day(source, entry.get("until"), (*path, "until"), "until", last=True, place=at)
        if until is not None and until < (start or in_force):
            earlier = "from" if start else "in_force"
            _out_of_order(source, (*path, "until"), "until", until, earlier, start or in_force, at)
        if start is not None and start.year < 1945:
            source.fault("date-form", (*path, "from"), place=at, key="from", value=start)
        settings = self._settings(source, reader, entry.get("sets"), (*path, "sets"), at)
        effect = entry.get("effect")
        if effect is not None and effect not in _EFFECTS:
            source.fault("choice", (*path, "effect"), place=at, key="effect", value=effect, choices=", ".join(_EFFECTS))
        if effect is None and level == "draft" and not settings and not entry.get("removes"):
            source.fault("effect-missing", path, place=at)
        because = None
        if entry.get("because") is not None:
            because = both_languages(source, entry["because"], (*path, "because"), "because", at)
        elif effect in ("not_simulated", "open_norm"):
            source.fault("because-missing", path, place=at, effect=effect)
        default = "simulated" if settings or entry.get("removes") else "not_simulated"
        return Provision(
            at=at,
            says=both_languages(source, entry.get("says"), (*path, "says"), "says", at),
            evidence=_evidence(source, entry.get("evidence"), (*path, "evidence"), at),
            settings=settings,
            start=start,
            until=until,
            under=self._under(source, entry.get("under"), (*path, "under"), at),
            replaces=_references(source, entry, path, "replaces", at),
            removes=_references(source, entry, path, "removes", at),
            overrides=_references(source, entry, path, "overrides", at),
            effect=effect or default,
            because=because,
            line=source.line((*path, "at")),
        )

    def _settings(self, source: Source, reader: AmountReader, raw: object, path: Path_, at: str) -> tuple[Setting, ...]:
        if raw is None:
            return ()
        settings: list[Setting] = []
        for name, value in source.keys(raw, path, optional=raw if isinstance(raw, dict) else (), place=at).items():
            parameter = self.register.get(name)
            if parameter is None:
                nearest = Nearest(name, tuple(self.register))
                source.fault("parameter-unknown", (*path, name), place=at, name=name, nearest=nearest)
            elif isinstance(value, dict) and set(value) == {"series"}:
                names = value["series"] if isinstance(value["series"], list) else [value["series"]]
                settings += [Setting(name, None, None, str(one)) for one in names]
            else:
                settings += [Setting(name, key, amount) for key, amount in reader.read(parameter, value, (*path, name))]
        return tuple(settings)

    def _under(self, source: Source, raw: object, path: Path_, at: str) -> tuple[str, str] | None:
        if raw is None:
            return None
        entries = list(source.keys(raw, path, optional=raw if isinstance(raw, dict) else (), place=at).items())
        if len(entries) != 1:
            source.fault("reading-form", path, place=at, value=raw)
            return None
        name, choice = entries[0]
        try:
            self.readings.chosen({name: str(choice)})
        except BadInput as error:
            source.fault(error.faults[0].code, path, place=at, **error.faults[0].details)
            return None
        return name, str(choice)

    @staticmethod
    def _unique(source: Source, provisions: list[Provision]) -> None:
        seen: set[str] = set()
        for provision in provisions:
            if provision.at in seen:
                source.faults.append(
                    Fault("provision-twice", {"at": provision.at}, source.name, provision.line, provision.at)
                )
            seen.add(provision.at)


def _day(
    source: Source, raw: object, path: Path_, key: str, *, last: bool = False, place: str | None = None
) -> date | None:
    """A day; a month (`2026-04`) is its first day, or its last where `last`."""
    if raw is None:
        return None
    if isinstance(raw, date):
        return raw
    match = re.fullmatch(r"(\d{4})-(\d{2})", str(raw))
    if match and 1 <= (month := int(match[2])) <= 12:
        year = int(match[1])
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    source.fault("date-form", path, place=place, key=key, value=raw)
    return None


def _out_of_order(
    source: Source,
    path: Path_,
    later: str,
    later_value: date,
    earlier: str,
    earlier_value: date,
    place: str | None = None,
) -> None:
    source.fault("date-order", path, place=place, later=later, later_value=later_value, earlier=earlier,
                 earlier_value=earlier_value)  # fmt: skip


def _check_place(source: Source, at: str, path: Path_) -> None:
    if places.parts(at) is None:
        source.fault("place-form", path, place=at, at=at)


def _names(source: Source, head: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in source.items(head.get(key), (key,), key=key))


def _references(source: Source, entry: dict[str, Any], path: Path_, key: str, at: str) -> tuple[str, ...]:
    return tuple(str(item) for item in source.items(entry.get(key), (*path, key), key=key, place=at))


def _evidence(source: Source, raw: object, path: Path_, place: str | None) -> Evidence:
    nothing = Evidence("recalled", "", date.min)
    if raw is None:
        source.fault("citation-missing", path, place=place)
        return nothing
    fields = source.keys(raw, path, required=("standing", "source", "checked"), optional=("note",), place=place)
    standing: Any = fields.get("standing")
    if standing not in get_args(Standing):
        choices = ", ".join(get_args(Standing))
        source.fault("choice", (*path, "standing"), place=place, key="standing", value=standing, choices=choices)
        return nothing
    checked = _day(source, fields.get("checked"), (*path, "checked"), "checked", place=place)
    note = fields.get("note")
    return Evidence(
        standing, str(fields.get("source")), checked or date.min, None if note is None else " ".join(str(note).split())
    )
