"""A workbook looked at before it is opened: what it really is, how large it would become, what it hides.

The reader of workbooks makes a dense table of each sheet and ends the whole process where memory does not suffice, so
a sheet with two cells a million rows and sixteen thousand columns apart must not reach it.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree

from lindung.compliance.intake.sheet import LAST_ROW, Merge
from lindung.messages import BadInput, Fault

MOST_BYTES: Final = 3 << 30  # of a workbook unpacked
MOST_RATIO: Final = 200  # unpacked to packed; XML of a sheet packs to a tenth or a twentieth
_SMALL: Final = 64 << 20  # bytes unpacked that no ratio makes dangerous
MOST_CELLS: Final = 40_000_000  # of a sheet, empty ones counted: some 2 GB once read
_LETTERS: Final = 26
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WIDE: Final = re.compile(rb'r="([A-Z]{2,3})[0-9]')
_MILLION: Final = re.compile(rb'r="[A-Z]{1,3}[0-9]{7}')
_ROW: Final = re.compile(rb'r="[A-Z]*([0-9]{4,7})"')
_CELL: Final = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR_CELL: Final = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>.{0,4000}?'
                                rb"<(?:\w+:)?v>([^<]{1,20})</", re.DOTALL)  # fmt: skip
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_REPEATED: Final = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]{4,})"')
_HTML: Final = re.compile(rb"^\s*(?:<!doctype html|<html|<table|<head|<body|<meta|<\?xml)", re.IGNORECASE)
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the XML of a sheet says that its cells as read do not.

    `errors`: cells with an error, as row (from 1), column (from 0) and text. `without_value`: formulas without one.
    `merges`: joined cells. `full`: the last row that a spreadsheet has is used.
    """

    errors: tuple[tuple[int, int, str], ...] = ()
    without_value: tuple[tuple[int, int], ...] = ()
    merges: tuple[Merge, ...] = ()
    full: bool = False


def content_of(head: bytes) -> str:
    """What a file begins with: `zip`, `ole`, `parquet`, `html`, `text`, or `binary`."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:400:2].count(0) > 4 * head[0:400:2].count(0) + 4
    return "text" if b"\0" not in head[:4096] or wide or head[0:400:2].count(0) > 100 else "binary"


def check_ole(path: Path, shown: str) -> None:
    """Raises `BadInput` for a workbook behind a password."""
    if _ENCRYPTED in path.read_bytes():
        raise BadInput(Fault("workbook-password", file=shown))


def check_zip(path: Path, shown: str) -> dict[str, SheetFacts]:
    """The facts of each sheet of an .xlsx by its name (of an .ods: none); raises `BadInput` for what is dangerous."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(archive, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ElementTree.ParseError) as error:
        raise BadInput(Fault("workbook-broken", {"reason": type(error).__name__}, file=shown)) from None
    except RuntimeError:  # what zipfile raises for an encrypted member
        raise BadInput(Fault("workbook-password", file=shown)) from None


def _checked(archive: zipfile.ZipFile, shown: str) -> dict[str, SheetFacts]:
    members = archive.infolist()
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members) or 1
    if unpacked > MOST_BYTES or (unpacked > _SMALL and unpacked > MOST_RATIO * packed):
        details = {"unpacked": unpacked >> 20, "packed": max(1, packed >> 20)}
        raise BadInput(Fault("workbook-bomb", details, file=shown))
    names = {member.filename for member in members}
    if "content.xml" in names:
        _check_ods(archive, names, shown)
        return {}
    if "xl/workbook.xml" not in names:
        raise BadInput(Fault("report-content", {"kind": "zip"}, file=shown))
    return {
        name: _facts(_unpacked(archive, member, shown), shown) for name, member in _sheets(archive, shown).items()
        if member in names
    }  # fmt: skip


def _unpacked(archive: zipfile.ZipFile, member: str, shown: str) -> bytes:
    """A member's bytes; one that holds more than it declares is refused."""
    declared = archive.getinfo(member).file_size
    with archive.open(member) as file:
        data = file.read(declared + 1)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise BadInput(Fault("report-content", {"kind": "XML DTD"}, file=shown))
    return data


def _sheets(archive: zipfile.ZipFile, shown: str) -> dict[str, str]:
    """The member of each sheet by the sheet's name."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        raise BadInput(Fault("workbook-broken", {"reason": relations}, file=shown))
    targets = {
        node.get("Id"): node.get("Target", "") for node in ElementTree.fromstring(_unpacked(archive, relations, shown))  # noqa: S314 - no DTD
    }  # fmt: skip
    book = ElementTree.fromstring(_unpacked(archive, "xl/workbook.xml", shown))  # noqa: S314 - no DTD gets here
    found = {}
    for node in book.iter():
        if node.tag.rpartition("}")[2] == "sheet":
            target = targets.get(node.get(_RELATION), "")
            member = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            found[node.get("name", "")] = member
    return found


def _facts(data: bytes, shown: str) -> SheetFacts:
    rows, columns = _extent(data)
    if rows * columns > MOST_CELLS:
        details = {"rows": rows, "columns": columns}
        raise BadInput(Fault("workbook-sparse", details, file=shown))
    errors = tuple(
        (int(row), column_number(letters), text.decode(errors="replace"))
        for letters, row, text in _ERROR_CELL.findall(data)
    ) if b't="e"' in data else ()  # fmt: skip
    merges = tuple(
        Merge(int(a_row), int(b_row), column_number(a), column_number(b))
        for a, a_row, b, b_row in _MERGE.findall(data, max(0, data.rfind(b"sheetData>")))
    )
    return SheetFacts(errors, _without_value(data), merges, full=f'r="{LAST_ROW}"'.encode() in data)


def _extent(data: bytes) -> tuple[int, int]:
    """The number of rows and columns of the dense table, never too few; exact only where it matters."""
    wide = set(_WIDE.findall(data)) if _WIDE.search(data) else set()
    columns = max(map(column_number, wide)) + 1 if wide else _LETTERS
    rows = LAST_ROW if _MILLION.search(data) else 999_999
    if rows * columns > MOST_CELLS:
        rows = max((int(row) for row in _ROW.findall(data)), default=9_999)
    return rows, columns


def column_number(letters: bytes) -> int:
    """A column from its letters, counted from 0."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number - 1


def _without_value(data: bytes) -> tuple[tuple[int, int], ...]:
    """The cells that hold a formula and no value, as programs leave them that cannot calculate."""
    found = []
    if b"<f" not in data and b":f" not in data:
        return ()
    for formula in _FORMULA.finditer(data):
        end = data.find(b"</", data.find(b"</", formula.start()) + 2) if data[formula.end() - 1] != ord("/") else 0
        close = re.compile(rb"</(?:\w+:)?c>").search(data, formula.start())
        cell = data[formula.start() : close.start() if close else end]
        if re.search(rb"<(?:\w+:)?v>[^<]", cell) or b"<is>" in cell:
            continue
        start = data.rfind(b"<", 0, formula.start())
        while start > 0 and not re.match(rb"<(?:\w+:)?c[ >]", data[start : start + 40]):
            start = data.rfind(b"<", 0, start)
        opening = data[start : formula.start()]
        place = _CELL.search(opening)
        if place and b't="str"' not in opening:  # an empty text is a value
            found.append((int(place[2]), column_number(place[1])))
    return tuple(found)


def _check_ods(archive: zipfile.ZipFile, names: set[str], shown: str) -> None:
    """Cells said to be repeated more often than a sheet has room for, and passwords."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise BadInput(Fault("workbook-password", file=shown))
    data = _unpacked(archive, "content.xml", shown)
    for found in _REPEATED.finditer(data):
        after = data[found.end() : found.end() + 400]
        filled = re.search(rb"office:(?:value|string-value)|<text:p", after.partition(b"</table:table-row>")[0])
        if filled and int(found[1]) > 0:
            details = {"rows": int(found[1]), "columns": 1}
            raise BadInput(Fault("workbook-sparse", details, file=shown))
