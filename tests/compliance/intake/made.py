"""Small reports made for tests: people with valid NIKs, and files of every kind that holds them."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import polars as pl
import xlwt

from lindung.compliance.intake.read import read_report
from lindung.compliance.intake.report import Intake
from lindung.compliance.schema import DATA_FAULTS
from lindung.law.corpus import Corpus

AS_OF = date(2026, 11, 21)
HEADER = (
    "employer_id", "worker_id", "kpj", "name", "month", "region", "reported_wage", "jkk", "jkm", "jht", "jp", "jkp",
)  # fmt: skip
NAMES = ("Siti Aminah", "Budi Santoso", "Dewi Lestari", "Agus Wijaya", "Rina Siregar", "Joko Nugroho", "Andi Saputra",
         "Tuti Handayani", "Made Wirawan", "Yosef Wanggai")  # fmt: skip

type Row = Sequence[object]


def nik(number: int = 1, *, prefix: str = "137103", birth: str = "150885", serial: int | None = None) -> str:
    """A NIK of Padang, born on 15 August 1985, with its own running number."""
    return f"{prefix}{birth}{(number if serial is None else serial):04}"


def line(number: int = 1, **changes: object) -> dict[str, object]:
    """A worker's line with the standard columns."""
    return {
        "employer_id": "JJ012345", "worker_id": nik(number), "kpj": f"2{number:010}", "name": NAMES[number % 10],
        "month": "2025-02", "region": "1371", "reported_wage": "3500000",
        "jkk": "true", "jkm": "true", "jht": "true", "jp": "true", "jkp": "true",
    } | changes  # fmt: skip


def text(rows: Iterable[Row], delimiter: str = ",") -> str:
    """Rows as delimited text, nothing quoted."""
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def table(lines: Sequence[Mapping[str, object]], header: Sequence[str] = HEADER) -> list[Row]:
    """A header and its lines."""
    return [list(header), *([one.get(name) for name in header] for one in lines)]


def csv(
    folder: Path, rows: Iterable[Row], name: str = "laporan.csv", delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    """A delimited file."""
    path = folder / name
    path.write_bytes(text(rows, delimiter).encode(encoding))
    return path


def xlsx(folder: Path, sheets: Mapping[str, Iterable[Row]], name: str = "laporan.xlsx") -> Path:
    """A workbook with these sheets; a sheet whose name ends in `!` is hidden."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.removesuffix("!"))
        sheet.sheet_state = "hidden" if title.endswith("!") else "visible"
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def xls(folder: Path, sheets: Mapping[str, Iterable[Row]], name: str = "laporan.xls") -> Path:
    """A workbook as it was written until 2007."""
    book = xlwt.Workbook()
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(place, column, cell)
    path = folder / name
    book.save(str(path))
    return path


def ods(folder: Path, sheets: Mapping[str, Iterable[Row]], name: str = "laporan.ods") -> Path:
    """A workbook of LibreOffice, the least that is one."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            kind, text = f'"float" office:value="{value}"', str(value)
            return f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    tables = "".join(
        f'<table:table table:name="{escape(title)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for title, rows in sheets.items()
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


class Reader:
    """Reads reports on a fixed day, and checks every time that no line is lost."""

    def __init__(self, corpus: Corpus) -> None:
        self.regions = corpus.regions

    def __call__(self, *paths: Path, **others: Path) -> Intake:
        found = read_report(paths, regions=self.regions, as_of=AS_OF, **others)
        reconciles(found)
        return found


def reconciles(found: Intake) -> None:
    """Every line read is checked, set aside or refused, and no row is two of them."""
    counts = found.counts
    lines = found.lines.select("file", "sheet", "row").collect()
    assert counts.read == counts.checked + counts.set_aside + counts.refused
    assert lines.height == counts.checked
    assert found.set_aside.height == counts.set_aside
    assert sum(file.lines for file in found.files) == counts.read
    rows = pl.concat([lines, found.set_aside.select("file", "sheet", "row")])
    assert rows.is_unique().all()


def faults(found: Intake) -> list[set[str]]:
    """The faults of each line, in the order of rows."""
    bits = found.lines.sort("file", "sheet", "row").select("faults").collect()["faults"]
    return [{fault for place, fault in enumerate(DATA_FAULTS) if bit >> place & 1} for bit in bits]


def values(found: Intake, column: str) -> list[object]:
    """A column of the lines, in the order of rows."""
    return found.lines.sort("file", "sheet", "row").select(column).collect()[column].to_list()


def reasons(found: Intake) -> list[tuple[int, str]]:
    """Row and reason of what was set aside."""
    return list(found.set_aside.select("row", "reason").iter_rows())
