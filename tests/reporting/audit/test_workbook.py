"""findings.xlsx opened again: every finding, our own formulas alone, hostile text as text."""

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from lindung.compliance.schema import FINDING_COLUMNS
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES
from lindung.reporting.audit.columns import COLUMNS
from lindung.reporting.audit.said import month_start
from lindung.reporting.audit.view import AuditView
from lindung.reporting.audit.workbook import ROWS_A_SHEET, breaches_first, write_workbook
from tests.reporting.audit.made import HOSTILE, audit_view

EXCELS_LIMIT = 1_048_576
OURS = re.compile(r"=(SUBTOTAL\(10[39],'[\w -]+'!\$[A-Z]+\$2:\$[A-Z]+\$\d+\)\+?)+")


@pytest.fixture(scope="module")
def book(view: AuditView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "findings.xlsx"
    write_workbook(view, path)
    return path


def findings_sheets(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.title.startswith("Temuan-Findings")]


def test_holds_every_finding_as_it_is(view: AuditView, book: Path) -> None:
    (sheet,) = findings_sheets(openpyxl.load_workbook(book))
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(FINDING_COLUMNS)
    wanted = breaches_first(view.findings).collect()
    assert set(wanted["finding"]) == set(view.findings.collect()["finding"])
    assert len(rows) - 1 == wanted.height
    for got, row in zip(rows[1:], wanted.iter_rows(named=True), strict=True):
        month = got[list(FINDING_COLUMNS).index("month")]
        assert month.date() == month_start(row["month"])
        assert [v for n, v in zip(FINDING_COLUMNS, got, strict=True) if n != "month"] == [
            v for n, v in row.items() if n != "month"
        ]


def test_only_our_own_subtotals_are_formulas(book: Path) -> None:
    formulas = [
        cell.value
        for sheet in openpyxl.load_workbook(book).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) == 16
    assert all(OURS.fullmatch(formula) for formula in formulas)
    with zipfile.ZipFile(book) as parts:
        names = parts.namelist()
        text = "".join(parts.read(name).decode() for name in names if name.endswith((".xml", ".rels")))
    assert text.count("<f>") == 16
    assert "hyperlink" not in text
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    assert not re.search(r'TargetMode="External"', text)


def test_hostile_text_arrives_unchanged_and_marked_as_text(book: Path) -> None:
    (sheet,) = findings_sheets(openpyxl.load_workbook(book))
    cells = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(HOSTILE)
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.style and cell.quotePrefix for cell in cells)


def test_sums_of_the_filter_are_those_of_the_findings(view: AuditView, book: Path) -> None:
    sheet = openpyxl.load_workbook(book, data_only=True)["Ringkasan-Summary"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    total = view.findings.select(pl.col("shortfall_total").sum()).collect().item()
    assert rows["shortfall_total"][3] == rows["shortfall_total"][4] == total == view.summary["shortfall_total"]
    assert rows["late_fine"][4] == view.summary["late_fine_total"]
    assert rows["PDS-UPAH-UNDER"][3] == view.summary["rules"]["PDS-UPAH-UNDER"]["breach"]
    assert rows["read"][3] == sum(rows[name][3] for name in ("checked", "set_aside", "refused"))


def test_headings_filter_and_frozen_rows(book: Path) -> None:
    (sheet,) = findings_sheets(openpyxl.load_workbook(book))
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(FINDING_COLUMNS)).column_letter}61"
    for cell, column in zip(sheet[1], COLUMNS, strict=True):
        for language in LANGUAGES:
            assert column.head(language) in cell.number_format
    assert sheet["J2"].number_format == "#,##0"
    assert sheet["F2"].number_format == "yyyy-mm"


def test_other_sheets_say_everything_twice(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == [
        "Temuan-Findings", "Ringkasan-Summary", "Aturan-Rules", "Hukum-Law", "Kolom-Columns",
    ]  # fmt: skip
    said = [str(cell) for row in opened["Hukum-Law"].iter_rows(values_only=True) for cell in row if cell]
    assert any("PP 86/2013 Pasal 3 ayat (2) huruf b / PP 86/2013 Article 3" in text for text in said)
    assert "tidak ada dalam korpus / not in the corpus" in said
    assert "naskah dibaca / text read" in said


def test_findings_are_split_over_sheets_below_excels_limit(corpus: Corpus, tmp_path: Path) -> None:
    assert ROWS_A_SHEET < EXCELS_LIMIT
    view = audit_view(corpus, 130)
    write_workbook(view, tmp_path / "split.xlsx", rows_a_sheet=50)
    sheets = findings_sheets(openpyxl.load_workbook(tmp_path / "split.xlsx"))
    assert [sheet.title for sheet in sheets] == [f"Temuan-Findings {n}" for n in (1, 2, 3)]
    assert [sheet.max_row - 1 for sheet in sheets] == [50, 50, 30]
    assert all([cell.value for cell in sheet[1]] == list(FINDING_COLUMNS) for sheet in sheets)
    assert [row[0].value for sheet in sheets for row in sheet.iter_rows(min_row=2)] == (
        breaches_first(view.findings).collect()["finding"].to_list()
    )
    summary = openpyxl.load_workbook(tmp_path / "split.xlsx")["Ringkasan-Summary"]
    (formula,) = [c.value for row in summary.iter_rows() for c in row if str(c.value).startswith("=SUBTOTAL(103")]
    assert formula.count("SUBTOTAL") == 3


def test_no_findings_still_make_a_workbook(corpus: Corpus, tmp_path: Path) -> None:
    write_workbook(audit_view(corpus, 0), tmp_path / "none.xlsx")
    (sheet,) = findings_sheets(openpyxl.load_workbook(tmp_path / "none.xlsx"))
    assert sheet.max_row == 1


def test_escapes_of_excel_are_text_and_an_endless_text_is_cut(corpus: Corpus, tmp_path: Path) -> None:
    names = ("_x0041_", "a_x000D_b", "]]>", "x" * 5000, "\u202egnp", "tab\there", "1371012505900001")
    write_workbook(audit_view(corpus, 7, names), tmp_path / "odd.xlsx")
    (sheet,) = findings_sheets(openpyxl.load_workbook(tmp_path / "odd.xlsx"))
    shown = {row[0].value: row[3].value for row in sheet.iter_rows(min_row=2)}
    # openpyxl keeps the escape as it stands in the file; Excel shows what it stands for
    assert [shown[name] for name in sorted(shown)] == [
        "_x005F_x0041_", "a_x005F_x000D_b", "]]>", "x" * 1000 + " […]", " gnp", "tab here", "1371••••••••0001",
    ]  # fmt: skip


def test_the_same_audit_makes_the_same_file(view: AuditView, book: Path, tmp_path: Path) -> None:
    write_workbook(view, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()
