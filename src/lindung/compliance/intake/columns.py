"""Which column of a table is which standard column: by the user's mapping, by known names, by likeness."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from lindung.compliance.intake.header import compact, meaning
from lindung.compliance.intake.mapping import KNOWN, ColumnSource, Wish
from lindung.compliance.intake.vocabulary import VOCABULARY
from lindung.compliance.privacy import scrubbed
from lindung.compliance.schema import PROGRAMMES
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest

_THOUSANDS: Final = re.compile(
    r"\bribu(?:an)?\b|\brb\b|\bthousands?\b|\(\s*(?:rp\.?\s*)?[x*]?\s*(?:1[.,]?)?000\s*\)|'000|\brp\.?\s*000\b"
)
_MILLIONS: Final = re.compile(r"\bjuta(?:an)?\b|\bjt\b|\bmillions?\b|\(\s*(?:rp\.?\s*)?000[.,]000\s*\)")
_OF_A_TITLE: Final = re.compile(r"(?:dalam|in|\()\s*(?:rp\.?\s*|rupiah\s*)?(ribuan|jutaan|thousands?|millions?)")


class Chosen(NamedTuple):
    """Columns found (`position` set, counted from 1), names left over, and what to say about the choice."""

    columns: dict[str, ColumnSource]
    unused: tuple[str, ...]
    notes: tuple[Text, ...]


def choose_columns(names: Sequence[str | None], table: str, wish: Wish, file: str, wishes_file: str | None) -> Chosen:
    """The column of each standard column.

    Raises `BadInput` if the mapping names a column that is not there, or two columns bear the name of one standard
    column and nothing tells them apart.
    """
    columns = _wished(names, wish, file, wishes_file)
    taken = {source.position for source in columns.values() if source.position}
    notes: list[Text] = []
    candidates: dict[str, list[tuple[int, int, int]]] = {}
    for position, name in enumerate(names, start=1):
        like = meaning(name, table) if name else None
        if like is not None and position not in taken and not _settled(columns.get(like.column)):
            candidates.setdefault(like.column, []).append((like.rank, -like.score, position))
    for column in VOCABULARY[table]:
        found = sorted(candidates.get(column, ()))
        if not found:
            continue
        rank, score, position = found[0]
        same = [names[other - 1] or "" for other_rank, _, other in found if other_rank == rank]
        if len(same) > 1:
            shown = ", ".join(scrubbed(one) for one in same)
            details = {"column": column, "names": shown, "count": len(same), "position": position}
            raise BadInput(Fault("column-twice", details, file=file))
        asked = columns.get(column, ColumnSource())
        columns[column] = ColumnSource(
            names[position - 1], position, score=-score, number=asked.number, unit=asked.unit, dates=asked.dates
        )  # fmt: skip
        notes += _said(column, found, names)
    used = {source.position for source in columns.values()}
    unused = tuple(name for position, name in enumerate(names, start=1) if name and position not in used)
    ordered = {column: columns[column] for column in VOCABULARY[table] if column in columns}
    return Chosen(ordered, unused, tuple(notes))


def _settled(source: ColumnSource | None) -> bool:
    return source is not None and bool(source.position or source.constant or source.place)


def _said(column: str, found: Sequence[tuple[int, int, int]], names: Sequence[str | None]) -> list[Text]:
    """What a reader must know of a choice that was not the only one, or rests on a likeness."""
    _, score, position = found[0]
    taken = scrubbed(names[position - 1] or "")
    notes = []
    if -score < KNOWN:
        notes.append(
            Text(
                f"kolom {taken} dibaca sebagai {column} karena mirip (skor {-score}); periksa.",
                f"the column {taken} is read as {column} for its likeness (score {-score}); check it.",
            )
        )
    if len(found) > 1 and column not in PROGRAMMES and not column.startswith("amount_"):
        others = ", ".join(scrubbed(names[other - 1] or "") for _, _, other in found[1:])
        notes.append(
            Text(
                f"{column} diambil dari {taken}, bukan dari {others}.", f"{column} is taken from {taken}, not {others}."
            )
        )
    return notes


def _wished(names: Sequence[str | None], wish: Wish, file: str, wishes_file: str | None) -> dict[str, ColumnSource]:
    columns: dict[str, ColumnSource] = {}
    faults = []
    for column, source in wish.columns.items():
        position = source.position
        if position is not None and position > len(names):
            details = {"key": column, "value": position, "limits": f"1 - {len(names)}"}
            faults.append(Fault("number-impossible", details, file=wishes_file, line=wish.line, place=column))
            continue
        if position is None and source.column is not None:
            position = _position(source.column, names)
            if position is None:
                near = Nearest(source.column, tuple(scrubbed(name) for name in names if name))
                details = {"key": column, "column": scrubbed(source.column), "file": file, "nearest": near}
                faults.append(Fault("mapping-column", details, file=wishes_file, line=wish.line, place=column))
                continue
        name = source.column if position is None else names[position - 1]
        columns[column] = ColumnSource(
            name, position, source.constant, source.place, None, KNOWN, source.number, source.unit, source.dates
        )  # fmt: skip
    if faults:
        raise BadInput.of(faults)
    return columns


def _position(wanted: str, names: Sequence[str | None]) -> int | None:
    for same in (
        lambda name: name == wanted, lambda name: compact(name) == compact(wanted),
        lambda name: scrubbed(name) == wanted,
    ):  # fmt: skip
        found = [position for position, name in enumerate(names, start=1) if name and same(name)]
        if len(found) == 1:
            return found[0]
    return None


def unit_said(header: str) -> int | None:
    """What one stands for in rupiah where the name of a column says so: `(dalam ribuan)`, `(000)`, `Rp juta`."""
    lower = header.lower()
    if _MILLIONS.search(lower):
        return 1_000_000
    return 1000 if _THOUSANDS.search(lower) else None


def unit_of_title(title: str) -> int | None:
    """The same where a title says it of the whole table; a name such as Kepulauan Seribu says nothing."""
    found = _OF_A_TITLE.search(title.lower())
    if found is None:
        return None
    return 1_000_000 if found[1][:1] in ("j", "m") else 1000


def by_column(columns: Mapping[str, ColumnSource]) -> dict[str, int]:
    """Raw positions, counted from 0, of the standard columns that are columns."""
    return {name: source.position - 1 for name, source in columns.items() if source.position}
