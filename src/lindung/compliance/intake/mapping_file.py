"""`mapping.yaml` handed back: checked key by key, every fault told with its line.

Two forms, which may stand together. In short, for every file of the wage report:

    worker_id: NO KTP
    employer_id: {constant: "JJ012345"}
    month: {from: sheet}
    reported_wage: {column: UPAH, number: id, unit: 1000}

In full, for one file or sheet (as the tool writes it):

    tables:
      - table: wage_report
        file: f2a.xlsx
        sheet: Feb*
        header: [4, 5]
        delimiter: ";"
        columns: {worker_id: {column: NO KTP, position: 2}}
"""

from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from lindung.compliance.intake.mapping import PLACES, UNITS, ColumnSource, Wish, Wishes
from lindung.compliance.intake.vocabulary import VOCABULARY
from lindung.law.source import Path_, Source
from lindung.messages.nearest import Nearest

NUMBERS: Final = ("plain", "id", "en")
DATES: Final = ("ymd", "dmy", "mdy")
DELIMITERS: Final = {",": ",", ";": ";", "|": "|", "\t": "\t", "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252")
_COLUMN_KEYS: Final = ("column", "position", "constant", "from", "number", "unit", "dates")
_FOUND_KEYS: Final = ("value", "score")  # written for the reader, of no use when handed back
_TABLE_KEYS: Final = ("table", "file", "sheet", "header", "encoding", "delimiter", "columns")
_FOUND_TABLE_KEYS: Final = ("hidden", "unused", "notes")


class _Words(Source):
    """Every value as it is written: an employer number keeps its leading zeros."""

    @staticmethod
    def _scalar(node: Any) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.tag.endswith(":null"):
            return None
        return node.value


def read_wishes(file: Path | None) -> Wishes:
    """The wishes in a mapping file; none where no file is given. Raises `BadInput` with every fault."""
    if file is None:
        return Wishes()
    source = _Words(file, file.name)
    if source.value is None:
        source.raise_faults()
        return Wishes(file.name)
    short = tuple(VOCABULARY["wage_report"])
    source.keys(source.value, (), optional=("tables", *short))
    value = source.value if isinstance(source.value, dict) else {}
    wishes = []
    columns = {key: _column(source, key, one, (key,)) for key, one in value.items() if key in short}
    if columns:
        wishes.append(Wish(columns={k: c for k, c in columns.items() if c}, line=1))
    for position, entry in enumerate(source.items(value.get("tables"), ("tables",), key="tables")):
        wish = _table(source, entry, ("tables", position))
        if wish is not None:
            wishes.append(wish)
    source.raise_faults()
    return Wishes(file.name, tuple(wishes))


def _table(source: _Words, entry: object, path: Path_) -> Wish | None:
    found = source.keys(entry, path, optional=(*_TABLE_KEYS, *_FOUND_TABLE_KEYS))
    table = str(found.get("table") or "wage_report")
    if table not in VOCABULARY:
        _choice(source, "table", table, tuple(VOCABULARY), (*path, "table"))
        return None
    columns = source.keys(found.get("columns") or {}, (*path, "columns"), optional=tuple(VOCABULARY[table]))
    read = {
        key: _column(source, key, one, (*path, "columns", key)) for key, one in columns.items()
        if key in VOCABULARY[table]
    }  # fmt: skip
    encoding = found.get("encoding")
    if encoding is not None and encoding not in ENCODINGS:
        _choice(source, "encoding", encoding, ENCODINGS, (*path, "encoding"))
    delimiter = found.get("delimiter")
    if delimiter is not None and delimiter not in DELIMITERS:
        _choice(source, "delimiter", delimiter, (",", ";", "tab", "|"), (*path, "delimiter"))
    header = [
        _whole(source, "header", row, (*path, "header", place))
        for place, row in enumerate(source.items(found.get("header"), (*path, "header"), key="header"))
    ]
    rows = tuple(row for row in header if row is not None)
    if any(later - row != 1 for row, later in pairwise(rows)):
        source.fault("number-impossible", (*path, "header"), key="header", value=str(list(rows)), limits="1, 2, 3 ...")
    return Wish(
        table, _word(found.get("file")), _word(found.get("sheet")), {k: c for k, c in read.items() if c}, rows,
        _word(encoding), DELIMITERS.get(str(delimiter)), source.line(path),
    )  # fmt: skip


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _column(source: _Words, key: str, entry: object, path: Path_) -> ColumnSource | None:
    """One column: a name alone, or a mapping."""
    if isinstance(entry, str):
        return ColumnSource(column=entry)
    found = source.keys(entry, path, optional=(*_COLUMN_KEYS, *_FOUND_KEYS))
    if not any(found.get(one) for one in _COLUMN_KEYS):
        if isinstance(entry, dict):
            source.fault("key-missing", path, key=f"{key}.column")
        return None
    place, number, dates = found.get("from"), found.get("number"), found.get("dates")
    # `from: employers` and forms that could not be told are written by the tool; handed back they ask for nothing
    place = None if place in ("employers", "unnamed") else place
    number = None if number in ("ambiguous", "mixed") else number
    dates = None if dates == "ambiguous" else dates
    for name, value, choices in (("from", place, PLACES), ("number", number, NUMBERS), ("dates", dates, DATES)):
        if value is not None and value not in choices:
            _choice(source, name, value, choices, (*path, name))
    unit = _whole(source, "unit", found.get("unit"), (*path, "unit"))
    if unit is not None and unit not in UNITS:
        _choice(source, "unit", unit, tuple(str(one) for one in UNITS), (*path, "unit"))
    return ColumnSource(
        column=_word(found.get("column")), position=_whole(source, "position", found.get("position"),
                                                           (*path, "position")),
        constant=_word(found.get("constant")), place=place, number=number, unit=unit, dates=dates,
    )  # fmt: skip


def _whole(source: _Words, key: str, value: object, path: Path_) -> int | None:
    if value is None:
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0:
        return int(value)
    source.fault("number-impossible", path, key=key, value=str(value), limits=">= 1")
    return None


def _choice(source: _Words, key: str, value: object, choices: tuple[str, ...], path: Path_) -> None:
    near = Nearest(str(value), choices)
    source.fault("mapping-choice", path, key=key, value=value, choices=", ".join(choices), nearest=near)
