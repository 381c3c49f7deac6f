"""Numbers as scenario files write them: value, range, where it comes from and how sure that is."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, get_args

from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import Text

Kind = Literal["F", "E", "P", "S"]
Standing = Literal["secondary", "derived", "recalled", "assumption"]

KINDS: Final[dict[Kind, Text]] = {
    "F": Text("tetap menurut bukti", "fixed from evidence"),
    "E": Text("ditaksir lewat kalibrasi", "estimated by calibration"),
    "P": Text("pengungkit kebijakan", "policy lever"),
    "S": Text("tetap, selalu diuji kepekaannya", "fixed, always in the sensitivity set"),
}
STANDINGS: Final[dict[Standing, Text]] = {
    "secondary": Text("dibaca dalam sumber", "read in a source"),
    "derived": Text("dihitung dari yang dibaca", "computed from what was read"),
    "recalled": Text("dari ingatan, belum diperiksa", "recalled, not verified"),
    "assumption": Text("anggapan", "assumption"),
}
HEAD: Final = ("source", "standing", "kind", "unit", "name", "note")
_NUMBER: Final = re.compile(r"-?\d[\d_]*(\.\d+)?([eE]-?\d+)?")
_STAND_IN: Final = 1.0  # for a number that could not be read; its fault is raised before anyone uses it


@dataclass(frozen=True, slots=True)
class Declared:
    """One number with its range, kind (`KINDS`), source and standing (`STANDINGS`).

    Without a range `low` and `high` are the value itself. `day` is the day a dated number belongs to.
    """

    value: float
    low: float
    high: float
    kind: Kind
    source: str
    standing: Standing
    unit: str = ""
    name: Text | None = None
    note: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a table says once for all its numbers."""

    source: str | None = None
    standing: Standing | None = None
    kind: Kind | None = None
    unit: str = ""
    name: Text | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number may be at all, whatever its range says."""

    low: float = -math.inf
    high: float = math.inf
    whole: bool = False

    def said(self) -> str:
        """`0 .. 1`, `>= 0`."""
        if math.isinf(self.high):
            return f">= {self.low:g}"
        return f"<= {self.high:g}" if math.isinf(self.low) else f"{self.low:g} .. {self.high:g}"


ANY: Final = Limits()
SHARE: Final = Limits(0, 1)
POSITIVE: Final = Limits(0)
COUNT: Final = Limits(0, whole=True)


class NumberReader:
    """Reads the declared numbers of one file; notes each in `declared` under its place, each fault in the source."""

    def __init__(self, source: Source, declared: dict[str, Declared]) -> None:
        self.source = source
        self.declared = declared

    def head(self, raw: Mapping[str, Any], path: Path_, above: Head = Head()) -> Head:
        """What a mapping says for the numbers in it, on top of what stands `above` it."""
        place = dotted(path)
        name = above.name
        if raw.get("name") is not None:
            name = both_languages(self.source, raw["name"], (*path, "name"), "name", place)
        return Head(
            source=str(raw["source"]).strip() if raw.get("source") else above.source,
            standing=self._choice(raw, path, "standing", get_args(Standing)) or above.standing,
            kind=self._choice(raw, path, "kind", get_args(Kind)) or above.kind,
            unit=str(raw.get("unit") or above.unit),
            name=name,
            note=str(raw["note"]) if raw.get("note") else above.note,
        )

    def number(
        self, raw: object, path: Path_, limits: Limits = ANY, above: Head | None = None, as_: str | None = None,
        also: tuple[str, ...] = (),
    ) -> float:  # fmt: skip
        """The number at `path`, written bare under a table's head or as `{value, range, source, standing, ...}`.

        It is noted under the dotted path, or under `as_`; `also` names further keys that the caller reads.
        """
        above = above or Head()
        place = dotted(path)
        before = len(self.source.faults)
        if not isinstance(raw, dict):
            raw = {"value": raw}
        optional = ("range", "date", *HEAD, *also)
        entry = self.source.keys(raw, path, required=("value",), optional=optional, place=place)
        if entry.get("value") is None:
            return _STAND_IN
        head = self.head(entry, path, above)
        value = self._plain(entry["value"], path, place)
        low, high = self._range(entry.get("range"), path, place, value)
        if value is not None:
            self._check(value, path, place, limits)
            if low is not None and high is not None and not low <= value <= high:
                details = {"key": path[-1], "value": f"{value:g}", "low": f"{low:g}", "high": f"{high:g}"}
                self.source.fault("number-outside", path, place=place, **details)
        if not head.source or head.standing is None:
            self.source.fault("source-missing", path, place=place, key=path[-1])
        day = entry.get("date")
        if day is not None and not isinstance(day, date):
            self.source.fault("date-form", (*path, "date"), place=place, key="date", value=day)
            day = None
        if value is None or len(self.source.faults) > before or head.source is None or head.standing is None:
            return _STAND_IN if value is None else value
        kind: Kind = head.kind or ("F" if entry.get("range") is None else "S")
        self.declared[as_ or place] = Declared(
            value, value if low is None else low, value if high is None else high, kind, head.source, head.standing,
            head.unit, head.name, head.note, day,
        )  # fmt: skip
        return value

    def whole(self, raw: object, path: Path_, limits: Limits = COUNT, above: Head | None = None) -> int:
        """A whole number."""
        return round(self.number(raw, path, replace(limits, whole=True), above))

    def share(self, raw: object, path: Path_, above: Head | None = None, as_: str | None = None) -> float:
        """A number from 0 to 1."""
        return self.number(raw, path, SHARE, above, as_)

    def series(self, raw: object, path: Path_, length: int, above: Head, as_: str) -> tuple[float, ...]:
        """A list of so many numbers under one head, noted as `as_.1`, `as_.2` ..."""
        items = self.source.items(raw, path, key=str(path[-1]), place=dotted(path))
        if len(items) != length:
            details = {"key": path[-1], "value": len(items), "limits": str(length)}
            self.source.fault("number-impossible", path, place=dotted(path), **details)
            return (0.0,) * length
        return tuple(self.number(item, (*path, i), ANY, above, f"{as_}.{i + 1}") for i, item in enumerate(items))

    def total(self, values: Mapping[str, float], path: Path_, wanted: float, tolerance: float = 1e-6) -> None:
        """A fault unless the values add up to `wanted`; silent where one of them could not be read."""
        found = math.fsum(values.values())
        if abs(found - wanted) > tolerance and values:
            place = dotted(path)
            details = {"key": path[-1], "sum": f"{found:.9g}", "wanted": f"{wanted:g}", "n": len(values)}
            self.source.fault("share-sum", path, place=place, **details)

    def _plain(self, raw: object, path: Path_, place: str) -> float | None:
        value = plain_number(raw)
        if value is None:
            self.source.fault("number-text", path, place=place, key=path[-1], value=repr(raw))
        return value

    def _check(self, value: float, path: Path_, place: str, limits: Limits) -> None:
        if not limits.low <= value <= limits.high:
            details = {"key": path[-1], "value": f"{value:g}", "limits": limits.said()}
            self.source.fault("number-impossible", path, place=place, **details)
        if limits.whole and value != math.floor(value):
            self.source.fault("number-whole", path, place=place, key=path[-1], value=f"{value:g}")

    def _range(
        self, raw: object, path: Path_, place: str, value: float | None
    ) -> tuple[float, float] | tuple[None, None]:
        if raw is None:
            return None, None
        ends = [plain_number(end) for end in raw] if isinstance(raw, list) else []
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] <= ends[1]:
            return ends[0], ends[1]
        example = "[0.1, 0.3]" if value is None else f"[{value * 0.5:g}, {value * 2:g}]"
        self.source.fault("range-form", (*path, "range"), place=place, key=path[-1], value=raw, example=example)
        return None, None

    def _choice[T: str](self, raw: Mapping[str, Any], path: Path_, key: str, choices: tuple[T, ...]) -> T | None:
        value = raw.get(key)
        if value is None:
            return None
        if value not in choices:
            place = dotted(path)
            self.source.fault("choice", (*path, key), place=place, key=key, value=value, choices=", ".join(choices))
            return None
        return value  # type: ignore[no-any-return]


def plain_number(raw: object) -> float | None:
    """The number that `raw` writes (`184_000`, `0.35`), or None where it writes none."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    if isinstance(raw, str) and not _NUMBER.fullmatch(raw):
        return None
    value = float(str(raw).replace("_", ""))
    return value if math.isfinite(value) else None


def dotted(path: Path_) -> str:
    """`population.size`, `budgets.1.payer`: a path as messages name it; items of lists count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
