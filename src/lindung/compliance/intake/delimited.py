"""A delimited text file as a sheet: its encoding and its delimiter found out, and always told.

A regular file stays in the file and is read by polars. One in another encoding, with quotes, or with rows that do not
fit is read here line by line, so that a broken row costs no other row.
"""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from lindung.compliance.intake.delimited_rows import frames, records
from lindung.compliance.intake.header import find_header, recognised
from lindung.compliance.intake.mapping import Wish
from lindung.compliance.intake.sheet import (
    FULL,
    LAST_ROW,
    MOST_COLUMNS,
    STAYS_IN_FILE_FROM,
    TOP_ROWS,
    Cells,
    Sheet,
    as_text,
    column_name,
)
from lindung.messages import BadInput, Fault, Text

DELIMITERS: Final = (",", ";", "\t", "|")
_HEAD: Final = 1 << 22  # bytes in which the first rows must lie
_CHUNK: Final = 1 << 24
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAY_BE_CUT: Final = Text(
    "baris terakhir tidak diakhiri tanda ganti baris; berkas mungkin terpotong.",
    "the last line has no line end; the file may have been cut.",
)


@dataclass(slots=True)
class _Bytes:
    """What the bytes of a file say; what stands between quotes is counted apart.

    `plain`: UTF-8 with ordinary ends of lines. `lines` and `delimiters` outside of quotes, `inside` the ends of lines
    between quotes.
    """

    plain: bool
    quotes: int = 0
    lines: int = 0
    delimiters: int = 0
    inside: int = 0
    ends_with_line: bool = True


def open_delimited(path: Path, shown: str, kind: str, wish: Wish) -> Sheet:
    """The file as a sheet. Raises `BadInput` for an empty file, one that is no text, and one of too many columns."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise BadInput(Fault("report-empty", file=shown))
    encoding = wish.encoding or _encoding(path, head, shown)
    lines = _lines(_decoded(head, encoding, shown, whole=len(head) < _HEAD))
    if len(head) == _HEAD and len(lines) > 1:
        lines.pop()  # cut in the middle
    widest = max(line.count(delimiter) for line in lines[:TOP_ROWS] for delimiter in DELIMITERS)
    if widest >= MOST_COLUMNS:
        raise BadInput(Fault("report-wide", {"count": f"> {MOST_COLUMNS}", "most": MOST_COLUMNS}, file=shown))
    delimiter = wish.delimiter or _delimiter(lines, kind, wish)
    top = _top(lines, delimiter)
    header = find_header(top, kind, _wished(wish), wish.header)
    after = header.rows[-1] if header else 0
    width = max((len(top[row - 1]) for row in header.rows), default=0) if header else max(map(len, top), default=0)
    found = _inspected(path, encoding, delimiter)
    notes = () if found.ends_with_line else (_MAY_BE_CUT,)
    if found.lines == LAST_ROW:
        notes = (*notes, FULL)
    size = path.stat().st_size
    if size >= STAYS_IN_FILE_FROM and _is_regular(found, lines, after, width, delimiter):
        scan = _Scan(path, delimiter, width, '"' if found.quotes else None)
        return Sheet(
            shown, None, top, width, scan.below, lazy=True, encoding=encoding, delimiter=delimiter, notes=notes,
            otherwise=lambda: _read(path, shown, encoding, delimiter, top, width, after, notes),
        )  # fmt: skip
    return _read(path, shown, encoding, delimiter, top, width, after, notes)


def _wished(wish: Wish) -> list[str]:
    return [source.column for source in wish.columns.values() if source.column]


def _encoding(path: Path, head: bytes, shown: str) -> str:
    """By its mark; else UTF-8 where every byte fits, else Windows-1252."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
        if max(even, odd) > 4 * min(even, odd) + 4:
            return "utf-16-be" if even > odd else "utf-16-le"
        raise BadInput(Fault("report-content", {"kind": "biner/binary"}, file=shown))
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _decoded(data: bytes, encoding: str, shown: str, *, whole: bool = True) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(data, final=whole)
    except UnicodeDecodeError as error:
        details = {"encoding": encoding, "place": error.start}
        raise BadInput(Fault("report-encoding", details, file=shown)) from None


def _lines(text: str) -> list[str]:
    return (text if "\n" in text else text.replace("\r", "\n")).split("\n")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk + file.read(1) if chunk.endswith(b"\r") else chunk


def _top(lines: Sequence[str], delimiter: str) -> tuple[Cells, ...]:
    """The first rows; a line inside a quoted cell is a row without cells."""
    top: list[Cells] = [()] * min(TOP_ROWS, len(lines))
    for record in records(lines[:TOP_ROWS], delimiter, None):
        top[record.row - 1] = tuple(as_text(cell) for cell in record.cells or ())
    return tuple(top)


def _delimiter(lines: Sequence[str], kind: str, wish: Wish) -> str:
    """The delimiter under which the header names most columns; of equals the one with more columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        top = _top(lines, delimiter)
        header = find_header(top, kind, _wished(wish), wish.header)
        return (recognised(header.names, kind) if header else 0), max(map(len, top), default=0)

    return max(DELIMITERS, key=worth)


def _inspected(path: Path, encoding: str, delimiter: str) -> _Bytes:
    """One pass over the bytes of a file."""
    found = _Bytes(encoding in ("utf-8", "utf-8-sig"))
    last = b""
    for chunk in _chunks(path):
        last = chunk[-1:]
        if found.plain and (b"\0" in chunk or chunk.count(b"\r") != chunk.count(b"\r\n")):
            found.plain = False
        if not found.plain:
            continue
        array = np.frombuffer(chunk, np.uint8)
        lines, delimiters = array == ord("\n"), array == ord(delimiter)
        if b'"' in chunk or found.quotes % 2:
            quotes = array == ord('"')
            # sums that overflow keep what matters of them: whether they are odd
            outside = (np.cumsum(quotes, dtype=np.uint8) + found.quotes % 2) % 2 == 0
            found.quotes += int(np.count_nonzero(quotes))
            found.inside += int(np.count_nonzero(lines & ~outside))
            lines, delimiters = lines & outside, delimiters & outside
        found.lines += int(np.count_nonzero(lines))
        found.delimiters += int(np.count_nonzero(delimiters))
    found.ends_with_line = last in (b"\n", b"\r", b"\0")
    return found


def _is_regular(found: _Bytes, top: Sequence[str], after: int, width: int, delimiter: str) -> bool:
    """Whether, as far as the bytes tell, every line below the header is a row of as many cells."""
    above = top[:after]
    if not width or not found.plain or found.quotes % 2 or found.inside or any('"' in line for line in above):
        return False
    lines = found.lines + (not found.ends_with_line) - after
    return found.delimiters - sum(line.count(delimiter) for line in above) == lines * (width - 1)


@dataclass(frozen=True, slots=True)
class _Scan:
    """A regular file, read where it lies."""

    path: Path
    delimiter: str
    width: int
    quote: str | None

    def below(self, after: int) -> pl.LazyFrame:
        """The rows after row `after`."""
        schema = {column_name(position): pl.String() for position in range(self.width)}
        return pl.scan_csv(
            self.path, has_header=False, separator=self.delimiter, skip_lines=after, quote_char=self.quote,
            schema=schema, row_index_name="row", row_index_offset=after + 1, raise_if_empty=False, glob=False,
        )  # fmt: skip


def _read(
    path: Path, shown: str, encoding: str, delimiter: str, top: tuple[Cells, ...], width: int, after: int,
    notes: tuple[Text, ...],
) -> Sheet:  # fmt: skip
    """The whole file, line by line."""
    lines = _lines(_decoded(path.read_bytes(), encoding, shown))
    table, broken = frames(lines, delimiter, width, after)

    def below(row: int) -> pl.LazyFrame:
        return table.lazy().filter(pl.col("row") > row)

    return Sheet(
        shown, None, top, width, below, encoding=encoding, delimiter=delimiter, broken=broken, notes=notes
    )  # fmt: skip
