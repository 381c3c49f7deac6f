"""Experiment files as written by a person: everything checked, every fault said at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import Text
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import SHARE, Declared, Limits, NumberReader, Standing, dotted, plain_number
from lindung.simulation.experiments.experiment import AGAINST, Arm, Experiment, Published
from lindung.simulation.experiments.measures import MEASURES
from lindung.simulation.parameter_reader import limits_of
from lindung.simulation.parameters import Parameters
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import of_ages, without_contacts, without_money
from lindung.simulation.validation.fact import Unit

_REQUIRED: Final = ("name", "title", "study", "base", "start", "months", "arms", "published")
_OPTIONAL: Final = ("people", "differs", "cohort", "auto_debit_uptake", "contacts")
_PEOPLE: Final = ("ages", "trades", "behaviour")
_ARM: Final = (
    "pays",
    "open_for",
    "months",
    "from_enrolment",
    "taught",
    "helped",
    "auto_debit_months",
    "informed_friends",
)
_FIGURE_REQUIRED: Final = ("of", "says", "measure", "month", "unit")
_FIGURE: Final = ("against", "how", "since", "value", "range", "fitted", "source", "standing", "cause")
_UNITS: Final = get_args(Unit.__value__)
_MOST_MONTHS: Final = 120


def read_experiment[E: Experiment](kind: type[E], file: Path, shown: str, corpus: Corpus | None) -> E:
    """The experiment in a file; raises `BadInput` with every fault."""
    return _Reader(file, shown, corpus).read(kind)


class _Reader:
    def __init__(self, file: Path, shown: str, corpus: Corpus | None) -> None:
        self.file, self.source, self.corpus = file, Source(file, shown), corpus
        self.declared: dict[str, Declared] = {}
        self.numbers = NumberReader(self.source, self.declared)
        self.root = self.source.keys(self.source.value, (), required=_REQUIRED, optional=_OPTIONAL)

    def read[E: Experiment](self, kind: type[E]) -> E:
        self.source.raise_faults()  # what is missing at the top would only be said again below
        root = self.root
        base = Scenario.load(str(root["base"]), self.corpus)
        months = self._whole(root["months"], ("months",), 1, _MOST_MONTHS)
        uptake = 0.0
        if root.get("auto_debit_uptake") is not None:
            uptake = self.numbers.share(root["auto_debit_uptake"], ("auto_debit_uptake",))
        scenario = self._people(base, months)
        arms = tuple(
            self._arm(key, raw, months)
            for key, raw in self.source.keys(root["arms"], ("arms",), optional=root["arms"] or ()).items()
        )
        keys = tuple(arm.key for arm in arms)
        rows = self.source.keys(root["published"], ("published",), optional=root["published"] or ())
        published = tuple(self._figure(key, raw, keys, months) for key, raw in rows.items())
        differs = self.source.items(root.get("differs"), ("differs",), key="differs")
        read: dict[str, Any] = {
            "name": str(root["name"]),
            "title": self._text(root["title"], ("title",)),
            "study": self._text(root["study"], ("study",)),
            "cohort": self._yes(root.get("cohort"), ("cohort",)),
            "auto_debit_uptake": uptake,
            "differs": tuple(self._text(one, ("differs", i)) for i, one in enumerate(differs)),
        }
        self.source.raise_faults()
        stamp = hashlib.sha256(self.file.read_bytes() + scenario.digest.encode()).hexdigest()
        scenario = replace(scenario, declared={**scenario.declared, **self.declared})
        return kind(
            file=self.file,
            base=base,
            scenario=scenario,
            own=dict(self.declared),
            arms=arms,
            published=published,
            digest=stamp,
            **read,
        )

    def _people(self, base: Scenario, months: int) -> Scenario:
        """The base's place with the study's people: outsiders, whom nobody pays for."""
        start = self._start(self.root["start"], base, months)
        nobody = replace(base.population, initial_members=0.0)
        scenario = without_money(replace(base, start=start, months=months, population=nobody))
        if not self._yes(self.root.get("contacts"), ("contacts",)):
            scenario = without_contacts(scenario)
        people = self.source.keys(self.root.get("people") or {}, ("people",), optional=_PEOPLE, place="people")
        if people.get("ages") is not None:
            scenario = self._of_ages(scenario, people["ages"])
        if people.get("trades") is not None:
            scenario = self._of_trades(scenario, people["trades"])
        known = tuple(Parameters._fields)
        own = self.source.keys(people.get("behaviour") or {}, ("people", "behaviour"), optional=known)
        changed = {
            name: self.numbers.number(raw, ("people", "behaviour", name), limits_of(name), as_=name)
            for name, raw in own.items()
            if name in known
        }
        return replace(scenario, behaviour={**scenario.behaviour, **changed})

    def _start(self, raw: object, base: Scenario, months: int) -> date:
        try:
            start = date.fromisoformat(f"{raw}-01")
        except ValueError:
            self.source.fault("date-form", ("start",), place="start", key="start", value=raw)
            return base.start
        last = base.day_of(base.months)
        end = (start.year - last.year) * 12 + start.month - last.month + months
        if start < base.start or end > 0:
            self.source.fault(
                "number-impossible", ("start",), place="start", key="start", value=raw,
                limits=f"{base.start:%Y-%m} .. {last:%Y-%m} - {months}",
            )  # fmt: skip
        return start

    def _of_ages(self, scenario: Scenario, raw: object) -> Scenario:
        ends = [plain_number(one) for one in raw] if isinstance(raw, list) else []
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            try:
                return of_ages(scenario, int(ends[0]), int(ends[1]))
            except ValueError:
                pass
        self.source.fault(
            "range-form", ("people", "ages"), place="people.ages", key="ages", value=raw, example="[20, 64]"
        )
        return scenario

    def _of_trades(self, scenario: Scenario, raw: object) -> Scenario:
        known = tuple(trade.key for trade in scenario.trades)
        path: Path_ = ("people", "trades")
        rows = self.source.keys(raw, path, optional=known, place="people.trades")
        shares = {key: self._number(value, (*path, key), SHARE) for key, value in rows.items() if key in known}
        self.numbers.total(shares, path, 1.0)
        trades = tuple(
            replace(trade, share=shares[trade.key]) for trade in scenario.trades if shares.get(trade.key, 0.0) > 0
        )
        return replace(scenario, trades=trades or scenario.trades)

    def _arm(self, key: str, raw: object, months: int) -> Arm:
        path: Path_ = ("arms", key)
        entry = self.source.keys(raw, path, required=("says",), optional=_ARM, place=dotted(path))
        counted: dict[str, Any] = {
            name: self._whole(entry[name], (*path, name), 0, months)
            for name in ("open_for", "months", "auto_debit_months")
            if name in entry
        }
        flags = {
            name: self._yes(entry[name], (*path, name))
            for name in ("taught", "helped", "from_enrolment")
            if name in entry
        }
        pays = self._number(entry.get("pays", 1), (*path, "pays"), SHARE)
        friends = self._number(entry.get("informed_friends", 0), (*path, "informed_friends"), Limits(0, 100))
        says = self._text(entry.get("says"), (*path, "says"))
        return Arm(key, says, pays=pays, informed_friends=friends, **counted, **flags)

    def _figure(self, key: str, raw: object, arms: tuple[str, ...], months: int) -> Published:
        path: Path_ = ("published", key)
        entry = self.source.keys(raw, path, required=_FIGURE_REQUIRED, optional=_FIGURE, place=dotted(path))
        low, high = self._range(entry.get("range"), (*path, "range"))
        if (low is not None or high is not None) and not entry.get("source"):
            self.source.fault("source-missing", path, place=dotted(path), key=key)
        value = None if entry.get("value") is None else self._number(entry["value"], (*path, "value"), Limits())
        against = entry.get("against")
        return Published(
            key=key,
            says=self._text(entry.get("says"), (*path, "says")),
            of=self._one_of(entry, path, "of", arms),
            measure=self._one_of(entry, path, "measure", tuple(MEASURES)),
            month=self._whole(entry.get("month"), (*path, "month"), 1, months),
            unit=self._one_of(entry, path, "unit", _UNITS),  # type: ignore[arg-type]
            against=None if against is None else self._one_of(entry, path, "against", arms),
            how=self._one_of({"how": "less", **entry}, path, "how", AGAINST),  # type: ignore[arg-type]
            since=self._whole(entry.get("since", 0), (*path, "since"), 0, months),
            value=value, low=low, high=high,
            fitted=None if entry.get("fitted") is None else str(entry["fitted"]),
            source=None if entry.get("source") is None else self._text(entry["source"], (*path, "source")),
            standing=None
            if entry.get("standing") is None
            else self._one_of(entry, path, "standing", get_args(Standing)),  # type: ignore[arg-type]
            cause=None if entry.get("cause") is None else self._text(entry["cause"], (*path, "cause")),
        )  # fmt: skip

    # --- plain values ---

    def _text(self, raw: object, path: Path_) -> Text:
        return both_languages(self.source, raw, path, str(path[-1]), dotted(path))

    def _yes(self, raw: object, path: Path_) -> bool:
        if raw is not None and not isinstance(raw, bool):
            self.source.fault("choice", path, place=dotted(path), key=path[-1], value=raw, choices="true, false")
        return raw is True

    def _number(self, raw: object, path: Path_, limits: Limits) -> float:
        value = plain_number(raw)
        if value is None:
            self.source.fault("number-text", path, place=dotted(path), key=path[-1], value=repr(raw))
            return 0.0
        if not limits.low <= value <= limits.high:
            details = {"key": path[-1], "value": f"{value:g}", "limits": limits.said()}
            self.source.fault("number-impossible", path, place=dotted(path), **details)
        return value

    def _whole(self, raw: object, path: Path_, low: int, high: int) -> int:
        value = self._number(raw, path, Limits(low, high))
        if value != int(value):
            self.source.fault("number-whole", path, place=dotted(path), key=path[-1], value=f"{value:g}")
        return int(value)

    def _range(self, raw: object, path: Path_) -> tuple[float | None, float | None]:
        """`[low, high]`; an end may be null where the source bounds one side only."""
        if raw is None:
            return None, None
        ends = raw if isinstance(raw, list) and len(raw) == 2 else []
        found = [None if end is None else plain_number(end) for end in ends]
        bad = any(end is not None and number is None for end, number in zip(ends, found, strict=True))
        if not found or bad or (found[0] is None and found[1] is None):
            self.source.fault("range-form", path, place=dotted(path), key=path[-1], value=raw, example="[0.1, 0.3]")
            return None, None
        return found[0], found[1]

    def _one_of(self, entry: Mapping[str, Any], path: Path_, key: str, choices: tuple[str, ...]) -> str:
        value = str(entry.get(key))
        if value not in choices:
            nearest = Nearest(value, choices)
            details = {"key": key, "value": f"{value}{nearest}", "choices": ", ".join(choices)}
            self.source.fault("choice", (*path, key), place=dotted(path), **details)
        return value
