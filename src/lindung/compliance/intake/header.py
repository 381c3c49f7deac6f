"""Where the table begins in a sheet: its header, of one row or several, and the name of each column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from lindung.compliance.intake.mapping import KNOWN
from lindung.compliance.intake.sheet import Cells, Merge
from lindung.compliance.intake.vocabulary import OTHER_COLUMNS, VOCABULARY

LIKE: Final = 86  # from here a name is proposed for the known one it resembles, on a scale to 100
_FEW_LETTERS: Final = 4  # short names (jp, jht, nik) differ by a letter and mean something else
LEVEL: Final = " / "  # between the parts of a name under a header of several rows
_LEVELS: Final = 3
_LONGEST: Final = 100  # letters of a name
_WIDEST: Final = 500  # columns in which a header is looked for
_FEWEST: Final = 2  # columns that a header must name
_UNIT_WORDS: Final = frozenset(
    ("rp", "idr", "rupiah", "dalam", "ribu", "ribuan", "rb", "000", "juta", "jutaan", "jt", "in", "thousand",
     "thousands", "million", "millions", "x", "1000")
)  # fmt: skip
_WORDS: Final = re.compile(r"[a-z0-9]+")
_NUMBERING: Final = re.compile(r"^\(?\d{1,3}\)?[.)]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows (1-based) of a header, and the name above each column (None: none)."""

    rows: tuple[int, ...]
    names: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The standard column that a name may mean: how sure (100: known), and its place in the vocabulary."""

    column: str
    score: int
    rank: int


def compact(name: str) -> str:
    """A name for comparison: letters and digits only, without words of currency and unit."""
    words = _WORDS.findall(name.lower().replace("'000", " 000"))
    return "".join(word for word in words if word not in _UNIT_WORDS) or "".join(words)


@cache
def _known(table: str) -> dict[str, Likeness]:
    """Standard columns by compact name; a name that two columns share means the first."""
    known: dict[str, Likeness] = {}
    for column, names in VOCABULARY[table].items():
        for rank, name in enumerate(names):
            known.setdefault(compact(name), Likeness(column, KNOWN, rank))
    return known


@cache
def _others(table: str) -> frozenset[str]:
    return frozenset(compact(name) for name in OTHER_COLUMNS) - frozenset(_known(table))


@lru_cache(10_000)
def meaning(name: str, table: str, *, by_likeness: bool = True) -> Likeness | None:
    """What a column of this name most probably is, None where it is nothing known or something else.

    Under a header of several rows the whole name decides, then its lowest part: `IDENTITAS / NIK` is the NIK.
    """
    found = _meaning(name, table, by_likeness)
    levels = [part for part in name.split(LEVEL) if not re.fullmatch(r"\(.*\)", part)]
    if found is None and len(levels) > 1 and compact(name) not in _others(table):
        return _meaning(levels[-1], table, by_likeness)
    return found


def _meaning(name: str, table: str, by_likeness: bool) -> Likeness | None:
    word = compact(name[:_LONGEST])
    found = _known(table).get(word)
    if found is not None or word in _others(table) or not by_likeness or len(word) <= _FEW_LETTERS:
        return found
    choices = [known for known in (*_known(table), *_others(table)) if len(known) > _FEW_LETTERS]
    best = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=LIKE)
    if best is None or best[0] not in _known(table):
        return None
    like = _known(table)[best[0]]
    return Likeness(like.column, int(best[1]), like.rank + 1000)


def find_header(
    top: Sequence[Cells], table: str, wished: Iterable[str] = (), rows: tuple[int, ...] = ()
) -> Header | None:
    """The header among the first rows of a sheet: those that name most columns, None where none names two.

    `wished` are names that a mapping gives to columns, `rows` the rows where it says that the header stands.
    """
    if rows:
        inside = [row for row in rows if row <= len(top)]
        return Header(tuple(inside), names_of([top[row - 1] for row in inside])) if inside else None
    wanted = frozenset(compact(name) for name in wished)
    for by_likeness in (False, True):
        spans = [
            range(start, start + levels) for levels in range(1, _LEVELS + 1) for start in range(len(top) - levels + 1)
            if levels == 1 or all(_may_be_names(top[row]) for row in range(start + 1, start + levels))
        ]  # fmt: skip
        scores = [_score(names_of([top[row] for row in span]), table, wanted, by_likeness) for span in spans]
        best = max(scores, default=0)
        if best >= _FEWEST:
            span = spans[scores.index(best)]  # of equals the one with the fewest rows, then the first
            return Header(tuple(row + 1 for row in span), names_of([top[row] for row in span]))
    return None


def _score(names: Sequence[str | None], table: str, wanted: frozenset[str], by_likeness: bool) -> int:
    given = [name for name in names[:_WIDEST] if name]
    found = {like.column for name in given if (like := meaning(name, table, by_likeness=by_likeness))}
    return len(found) + len({word for name in given if (word := compact(name)) in wanted})


def recognised(names: Sequence[str | None], table: str) -> int:
    """How many standard columns the names stand for."""
    return _score(names, table, frozenset(), by_likeness=True)


def _may_be_names(cells: Cells) -> bool:
    """A second row of a header has words, and no number as long as an amount."""
    filled_cells = [cell for cell in cells if cell]
    return bool(filled_cells) and not any(sum(map(str.isdigit, cell)) > len(cell) / 2 for cell in filled_cells)


def names_of(rows: Sequence[Cells]) -> tuple[str | None, ...]:
    """The name of each column under one or several rows of header.

    A cell above several columns is joined to each name under it: `UPAH` above `DILAPORKAN` gives `UPAH / DILAPORKAN`.
    """
    width = max((len(row) for row in rows), default=0)
    levels = [list(row) + [None] * (width - len(row)) for row in rows]
    for level, row in enumerate(levels[:-1]):
        for column in range(1, width):
            under = any(below[column] for below in levels[level + 1 :])
            if row[column] is None and under and row[column - 1] and any(b[column - 1] for b in levels[level + 1 :]):
                row[column] = row[column - 1]
    names: list[str | None] = []
    for column in range(width):
        parts: list[str] = []
        for row in levels:
            cell = row[column]
            if cell and (not parts or cell != parts[-1]):
                parts.append(" ".join(cell.split()))
        names.append(LEVEL.join(parts) or None)
    return tuple(names)


def filled(top: Sequence[Cells], merges: Iterable[Merge]) -> list[Cells]:
    """The first rows with each joined cell's value in every cell that it covers."""
    rows = [list(cells) for cells in top]
    for merge in merges:
        if merge.first_row > len(rows) or merge.first_column >= len(rows[merge.first_row - 1]):
            continue
        value = rows[merge.first_row - 1][merge.first_column]
        # a title joined across the sheet names no column
        if merge.last_column - merge.first_column + 1 >= len(rows[merge.first_row - 1]):
            continue
        for row in rows[merge.first_row - 1 : merge.last_row]:
            for column in range(merge.first_column, min(merge.last_column + 1, len(row))):
                row[column] = row[column] or value
    return [tuple(row) for row in rows]


def is_numbering(cells: Cells) -> bool:
    """Whether a row only numbers the columns: `1 2 3` or `(1) (2) (3)`."""
    found = [cell for cell in cells if cell]
    if len(found) < _LEVELS or not all(_NUMBERING.match(cell) for cell in found):
        return False
    numbers = [int(re.sub(r"\D", "", cell)) for cell in found]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1 + len(numbers)
