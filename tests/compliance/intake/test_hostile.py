"""Hostile and broken input: each is tried, and each has an outcome that is said (accepted, set aside, refused)."""

import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lindung.compliance.intake.mapping import mapping_text
from lindung.compliance.intake.workbook_guard import content_of
from lindung.messages import BadInput
from tests.compliance.intake.made import (
    HEADER,
    Reader,
    Row,
    csv,
    faults,
    line,
    nik,
    ods,
    reasons,
    table,
    text,
    values,
    xls,
    xlsx,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how workbooks until 2007 begin, and locked ones
_CONTENT = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = (
    '<?xml version="1.0"?>{dtd}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
_TARGET = "worksheets/sheet1.xml"
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{rows}</sheetData></worksheet>"
)


def cell(reference: str, value: object) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def raw_row(number: int, cells: Row) -> str:
    inside = "".join(
        cell(f"{chr(65 + place)}{number}", value) for place, value in enumerate(cells) if value is not None
    )
    return f'<row r="{number}">{inside}</row>'


def raw_workbook(path: Path, sheet: str, dtd: str = "") -> Path:
    """A workbook written member by member, as no program would."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT)
        archive.writestr(
            "_rels/.rels", _RELATIONS.replace('/worksheet"', '/officeDocument"').replace(_TARGET, "xl/workbook.xml")
        )
        archive.writestr("xl/workbook.xml", _BOOK.format(dtd=dtd))
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def lines_xml(count: int = 3) -> str:
    return "".join(
        raw_row(number, row) for number, row in enumerate(table([line(n) for n in range(1, count + 1)]), start=1)
    )


def cut(path: Path, share: float = 0.6) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def parquet(folder: Path) -> Path:
    import polars as pl

    path = folder / "laporan.parquet"
    pl.DataFrame([line(1)]).write_parquet(path)
    return path


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def two_million_columns(folder: Path) -> Path:
    return written(folder / "a.csv", ",".join(f"k{n}" for n in range(2_000_000)) + "\n1\n")


def lying_zip(folder: Path) -> Path:
    """A member that unpacks to more than it declares."""
    path = raw_workbook(folder / "bohong.xlsx", _SHEET.format(rows=lines_xml() + " " * 5_000_000))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    declared = struct.pack("<I", info.file_size)
    while (place := data.find(declared)) >= 0:
        data[place : place + 4] = struct.pack("<I", 2000)
    path.write_bytes(bytes(data))
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty CSV": (lambda d: written(d / "a.csv", b""), "report-empty"),
    "CSV of blanks": (lambda d: written(d / "a.csv", b" \n\n\t\n"), "report-empty"),
    "empty .xlsx": (lambda d: written(d / "a.xlsx", b""), "report-empty"),
    "empty .xls": (lambda d: written(d / "a.xls", b""), "report-empty"),
    "empty .ods": (lambda d: written(d / "a.ods", b""), "report-empty"),
    "empty Parquet": (lambda d: written(d / "a.parquet", b""), "report-empty"),
    "workbook without cells": (lambda d: xlsx(d, {"A": []}), "report-empty"),
    "header only, CSV": (lambda d: csv(d, table([])), "report-no-lines"),
    "header only, .xlsx": (lambda d: xlsx(d, {"A": table([])}), "report-no-lines"),
    "header only, then blanks": (lambda d: csv(d, [*table([]), [None] * 12]), "report-no-lines"),
    "no header": (lambda d: csv(d, [[nik(1), "Siti", 3_500_000]]), "report-header"),
    "cut .xlsx": (lambda d: cut(xlsx(d, {"A": table([line()])})), "workbook-broken"),
    "cut .ods": (lambda d: cut(ods(d, {"A": table([line()])})), "workbook-broken"),
    "cut .xls": (lambda d: cut(xls(d, {"A": table([line()])}), 0.3), "workbook-broken"),
    "cut Parquet": (lambda d: cut(parquet(d)), "parquet-broken"),
    "Parquet of junk": (lambda d: written(d / "a.parquet", b"PAR1" + b"x" * 100 + b"PAR1"), "parquet-broken"),
    "delimiter that is none": (lambda d: csv(d, table([line()]), delimiter="~"), "report-header"),
    "two columns of one name": (lambda d: csv(d, table([line()], [*HEADER, "reported_wage"])), "column-twice"),
    "password, .xlsx": (
        lambda d: written(d / "a.xlsx", _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
        "workbook-password",
    ),
    "HTML called .xlsx": (
        lambda d: written(d / "a.xlsx", "<html><table><tr><td>NIK</td></tr></table></html>"), "report-content"
    ),
    "HTML called .xls": (lambda d: written(d / "a.xls", "\ufeff<!DOCTYPE html><table></table>"), "report-content"),
    "text called .xls": (lambda d: written(d / "a.xls", text(table([line()]), "\t")), "report-content"),
    "workbook called .csv": (lambda d: xlsx(d, {"A": table([line()])}, "a.csv"), "report-content"),
    "zip called .xlsx": (lambda d: _zip(d / "a.xlsx", {"catatan.txt": "x"}), "report-content"),
    "program called .csv": (lambda d: written(d / "a.csv", b"\x7fELF" + bytes(range(256)) * 8), "report-content"),
    "kind not read": (lambda d: written(d / "a.pdf", b"%PDF-1.7"), "report-kind"),
    "two million columns": (lambda d: two_million_columns(d), "report-wide"),
    "a line without end": (lambda d: written(d / "a.csv", b"x" * 9_000_000), "report-header"),
    "zip bomb": (
        lambda d: raw_workbook(d / "a.xlsx", _SHEET.format(rows=lines_xml() + " " * (80 << 20))), "workbook-bomb"
    ),
    "zip that declares too little": (lying_zip, "workbook-broken"),
    "cells a million rows apart": (
        lambda d: raw_workbook(
            d / "a.xlsx", _SHEET.format(rows=lines_xml() + f'<row r="1048576">{cell("XFD1048576", 1)}</row>')
        ),
        "workbook-sparse",
    ),
    "entities": (
        lambda d: raw_workbook(d / "a.xlsx", _SHEET.format(rows=lines_xml()), '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        "report-content",
    ),
    "XML cut": (lambda d: raw_workbook(d / "a.xlsx", _SHEET.format(rows=lines_xml())[:-200]), "workbook-broken"),
    "rows repeated for ever, .ods": (lambda d: _repeated_ods(d), "workbook-sparse"),
    "empty folder": (lambda d: d, "report-none"),
}  # fmt: skip


def _zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _repeated_ods(folder: Path) -> Path:
    path = ods(folder, {"A": table([line()])})
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">', 1)
    return _zip(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


@pytest.mark.parametrize("name", REFUSED)
def test_refused(read: Reader, tmp_path: Path, name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(BadInput) as caught:
        read(make(tmp_path))
    fault = caught.value.faults[0]
    assert fault.code == code
    for language in ("id", "en"):
        said = caught.value.said(language)
        assert not re.search(r"\d{11}", said)
        assert str(tmp_path) not in said
    (tmp_path / "z").mkdir()
    if name != "empty folder":
        beside = read(
            *[path for path in tmp_path.iterdir() if path.is_file()], csv(tmp_path / "z", table([line(1)]), "baik.csv")
        )
        assert beside.counts.checked == 1
        assert code == "report-no-lines" or beside.counts.refused == 1


def test_two_million_columns_cost_little(read: Reader, tmp_path: Path) -> None:
    path = two_million_columns(tmp_path)
    tracemalloc.start()
    with pytest.raises(BadInput):
        read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 << 20


def test_a_sheet_filled_to_the_last_row_is_read_with_a_note(read: Reader, tmp_path: Path) -> None:
    rows = raw_row(1, ["Bulan: Peb 2025"]) + raw_row(2, ["NIK", "UPAH"])
    rows += raw_row(3, [nik(1), 3_500_000]) + raw_row(1_048_576, [nik(2), 3_500_000])
    found = read(raw_workbook(tmp_path / "a.xlsx", _SHEET.format(rows=rows)))
    assert values(found, "row") == [3, 1_048_576]
    assert any("1,048,576" in note.en for note in found.mappings[0].notes)


def test_header_with_one_delimiter_and_lines_with_another(read: Reader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", text(table([])) + text(table([line(1), line(2)])[1:], ";"))
    found = read(path)
    assert reasons(found) == [(2, "broken_row"), (3, "broken_row")]
    assert found.counts.checked == 0


NAMES = ("=1+1", "+62812345", "-Dewi", "@Sari", "=HYPERLINK(\"http://x\",\"y\")", "<script>alert(1)</script>",
         "{{ 7*7 }}", "{% for x in y %}", "../../etc/passwd", "C:\\Windows", "Nama\tTab", "a\u202eb", "O'Brien", "%s%n",
         "\x07lonceng", "=cmd|' /C calc'!A0", "${jndi:ldap://x}", "名前", "🙂", "N" * 5000)  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_names_are_text_and_nothing_else(read: Reader, tmp_path: Path, kind: str) -> None:
    kept = [name for name in NAMES if kind == "csv" or ("\x07" not in name and not name.startswith("="))]
    lines = [line(number, name=name) for number, name in enumerate(kept, start=1)]
    report = (
        csv(tmp_path, table(lines), delimiter="|" if kind == "csv" else ",")
        if kind == "csv"
        else xlsx(tmp_path, {"A": table(lines)})
    )
    if kind == "csv":
        kept = [name.replace("cmd|", "cmd") for name in kept]
        report = csv(
            tmp_path, table([line(number, name=name) for number, name in enumerate(kept, start=1)]), delimiter="|"
        )
    found = read(report)
    assert values(found, "name") == [name.strip() for name in kept]
    mapping_text(found.mappings)


@pytest.mark.parametrize("name", ["=1+1", "{{ x }}", "<b>", "../x", "nama kolom " * 40])
def test_headers_and_sheets_may_be_called_anything(read: Reader, tmp_path: Path, name: str) -> None:
    rows: list[Row] = [[*HEADER, "'" + name], *([*row, "x"] for row in table([line(1)])[1:])]
    found = read(xlsx(tmp_path, {name.strip()[:20].replace("/", " "): rows}))
    assert found.counts.checked == 1
    mapping_text(found.mappings)


ACCEPTED = {
    "wages of 10^15": ({"reported_wage": "1000000000000000"}, "DATA-AMOUNT-IMPLAUSIBLE"),
    "wages beyond any number": ({"reported_wage": "9" * 400}, "DATA-AMOUNT-IMPLAUSIBLE"),
    "negative wages": ({"reported_wage": "(3.500.000)"}, "DATA-AMOUNT-NEGATIVE"),
    "a month to come": ({"month": "2026-12"}, "DATA-MONTH-FUTURE"),
    "a month long to come": ({"month": "2099-12"}, "DATA-MONTH-FUTURE"),
    "a region unknown": ({"region": "Wakanda"}, "DATA-REGION-UNKNOWN"),
    "born on 29 February of no leap year": ({"worker_id": nik(birth="290285")}, "DATA-NIK-BIRTH"),
    "joined on 29 February of no leap year": ({"start_date": "29-02-2023"}, "DATA-DATE"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted_with_a_note_on_the_line(read: Reader, tmp_path: Path, name: str) -> None:
    changes, fault = ACCEPTED[name]
    header = (*HEADER, "start_date")
    found = read(csv(tmp_path, table([line(1), line(2, **changes), line(3)], header), delimiter=";"))
    assert [fault in one for one in faults(found)] == [False, True, False]


def test_a_locked_ods(read: Reader, tmp_path: Path) -> None:
    with zipfile.ZipFile(ods(tmp_path, {"A": table([line()])})) as archive:
        content = archive.read("content.xml").decode()
    locked = {"content.xml": content, "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(BadInput) as caught:
        read(_zip(tmp_path / "laporan.ods", locked))
    assert caught.value.faults[0].code == "workbook-password"


def test_an_xls_that_ends_its_reader_does_not_end_the_audit(read: Reader, tmp_path: Path) -> None:
    path = xls(tmp_path, {"A": table([line(n) for n in range(1, 200)])})
    data = bytearray(path.read_bytes())
    for place in range(1024, len(data), 97):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput):
        read(path)


@pytest.mark.parametrize(
    ("head", "content"),
    [
        (b"PK\x03\x04", "zip"), (b"PAR1", "parquet"), (_OLE, "ole"), (b"\xef\xbb\xbf <HTML>", "html"),
        (b"<?xml version='1.0'?><Workbook>", "html"), (("NIK;NAMA\n" * 60).encode("utf-16-le"), "text"),
        (b"NIK;NAMA\n", "text"), (b"\x7fELF\0\0\0\1\2\3", "binary"),
    ],
)  # fmt: skip
def test_content_is_told_by_its_bytes(head: bytes, content: str) -> None:
    assert content_of(head) == content


def test_reading_takes_no_longer_for_hostile_columns(read: Reader, tmp_path: Path) -> None:
    """Every cell of every column another text: nothing grows faster than the table."""
    lines = [
        line(n, month=f"x{n}", region=f"y{n}", jp=f"z{n}", reported_wage=f"w{n}q", employer_id=f"e{n}")
        for n in range(1, 4000)
    ]
    started = time.process_time()
    found = read(csv(tmp_path, table(lines)))
    assert {why for _, why in reasons(found)} == {"no_month"}
    assert time.process_time() - started < 30
