"""Long series of values as CSV tables: minimum wages by region, pension ceilings by year."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, get_args

from lindung.law.evidence import Standing
from lindung.messages import BadInput, Fault

_REQUIRED: Final = ("from", "until", "amount", "decree", "standing", "source", "note")


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One dated value: whole rupiah, first and last day (None: open), where it comes from. `row` is 1-based."""

    region: str | None
    start: date
    until: date | None
    amount: int
    known: date
    decree: str
    standing: Standing
    source: str
    note: str
    row: int


def table_rows(file: Path, shown: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV table with their line numbers; raises `BadInput` if a column is missing or the file absent."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=shown)) from None
    except UnicodeDecodeError as error:
        raise BadInput(Fault("file-unreadable", {"reason": error}, file=shown)) from None
    reader = csv.DictReader(text.splitlines())
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        raise BadInput(*(Fault("key-missing", {"key": c}, file=shown, line=1) for c in missing))
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if key is not None}


def read_series(file: Path, shown: str) -> tuple[SeriesRow, ...]:
    """A series table; raises `BadInput` with every faulty row, and for rows of one region that overlap."""
    faults: list[Fault] = []
    rows: list[SeriesRow] = []
    for line, raw in table_rows(file, shown, _REQUIRED):
        try:
            rows.append(_row(raw, line))
        except _RowFault as fault:
            faults.append(Fault("series-row", {"column": fault.column, "reason": fault.reason}, file=shown, line=line))
    last: dict[str | None, SeriesRow] = {}
    for row in sorted(rows, key=lambda r: (r.region or "", r.start)):
        before = last.get(row.region)
        if before is not None and (before.until is None or before.until >= row.start):
            details = {"other": before.row, "region": row.region or "-"}
            faults.append(Fault("series-overlap", details, file=shown, line=row.row))
        last[row.region] = row
    if faults:
        raise BadInput.of(faults)
    return tuple(rows)


class _RowFault(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def _row(raw: dict[str, str], line: int) -> SeriesRow:
    def day(column: str) -> date:
        try:
            return date.fromisoformat(raw[column])
        except ValueError:
            raise _RowFault(column, repr(raw[column])) from None

    start = day("from")
    until = day("until") if raw["until"] else None
    if until is not None and until < start:
        raise _RowFault("until", f"{until} < {start}")
    if not raw["amount"].isdigit():
        raise _RowFault("amount", repr(raw["amount"]))
    if raw["standing"] not in get_args(Standing):
        raise _RowFault("standing", repr(raw["standing"]))
    if not raw["source"]:
        raise _RowFault("source", "''")
    standing: Standing = raw["standing"]  # type: ignore[assignment]
    known = day("known") if raw.get("known") else start
    return SeriesRow(
        raw.get("region") or None, start, until, int(raw["amount"]), known, raw["decree"], standing,
        raw["source"], raw["note"], line,
    )  # fmt: skip
