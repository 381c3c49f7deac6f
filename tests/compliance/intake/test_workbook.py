"""Workbooks: layouts as employers keep them, cells of every type, and what is hidden in them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from lindung.compliance.intake.mapping import mapping_text
from tests.compliance.intake.made import HEADER, Reader, Row, faults, line, nik, ods, reasons, table, values, xls, xlsx

type Writer = Callable[[Path, Mapping[str, Iterable[object]]], Path]


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_the_three_formats_say_the_same(read: Reader, tmp_path: Path, write: Writer) -> None:
    lines = [
        line(1, reported_wage=3_500_000),
        line(2, reported_wage=4_250_000.5),
        line(3, reported_wage="Rp 1.800.000"),
    ]
    found = read(write(tmp_path, {"Feb 2025": table(lines)}))
    assert values(found, "reported_wage") == [3_500_000, 4_250_001, 1_800_000]
    assert values(found, "worker_id") == [nik(1), nik(2), nik(3)]
    assert values(found, "sheet") == ["Feb 2025"] * 3
    assert values(found, "row") == [2, 3, 4]
    assert faults(found) == [set(), set(), set()]


def list_of_wages(tmp_path: Path) -> Path:
    """A list of wages as it is printed: titles, a header of two rows, numbering, subtotals, headers again,
    signatures."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, month in (("Jan 2025", "Januari"), ("Peb 2025", "Pebruari"), ("Mar 2025", "Maret")):
        sheet = book.create_sheet(title)
        sheet["A1"] = "DAFTAR UPAH TENAGA KERJA"
        sheet.merge_cells("A1:I1")
        sheet["A2"] = "NPP : JJ012345"
        sheet["A3"] = f"Bulan : {month} 2025"
        for cell, words in zip("ABCDEG", ("NO", "NIK", "NO KPJ", "NAMA LENGKAP", "UPAH (Rp)", "PROGRAM"), strict=True):
            sheet[f"{cell}5"] = words
        for cell, words in zip("EFGHI", ("DILAPORKAN", "DIBAYAR", "JKK", "JKM", "JHT"), strict=True):
            sheet[f"{cell}6"] = words
        sheet.merge_cells("E5:F5")
        sheet.merge_cells("G5:I5")
        for cell in "ABCD":
            sheet.merge_cells(f"{cell}5:{cell}6")
        sheet.append([f"({number})" for number in range(1, 10)])
        for number in range(1, 5):
            reported = "Rp 2.600.000,-" if number % 2 else 2_600_000
            sheet.append([number, nik(number), f"2{number:010}", "Siti", reported, "1.800.000,00", "Ya", "Y", "T"])
            if number == 2:
                sheet.append(["Sub Total", None, None, None, 5_200_000])
                sheet.append(["NO", "NIK", "NO KPJ", "NAMA LENGKAP", "UPAH (Rp)"])
        sheet.append(["JUMLAH", None, None, None, 10_400_000])
        sheet.append([])
        sheet.append([None] * 6 + ["Padang, 10 April 2025"])
        sheet.append([None] * 3 + ["Dibuat oleh,", None, None, "Mengetahui,"])
        sheet.append([None] * 3 + ["(Rina)", None, None, "NIP 198508152010011001"])
    hidden = book.create_sheet("Petunjuk")
    hidden.sheet_state = "hidden"
    hidden.append(["Isi dengan benar"])
    path = tmp_path / "f2a.xlsx"
    book.save(path)
    return path


def test_a_list_of_wages_as_it_is_printed(read: Reader, tmp_path: Path) -> None:
    found = read(list_of_wages(tmp_path))
    assert found.counts.checked == 12
    assert values(found, "month") == [24300] * 4 + [24302] * 4 + [24301] * 4  # Jan, Mar, Peb in the order of names
    assert set(values(found, "employer_id")) == {"JJ012345"}
    assert set(values(found, "reported_wage")) == {2_600_000}
    assert set(values(found, "paid_wage")) == {1_800_000}
    assert set(values(found, "jkk")) == {True}
    assert set(values(found, "jht")) == {False}
    assert not any(found_faults - {"DATA-TWO-NAMES"} for found_faults in faults(found))
    january = found.set_aside.filter(sheet="Jan 2025")
    assert list(january.select("row", "reason").iter_rows()) == [
        (7, "repeated_header"), (10, "subtotal"), (11, "repeated_header"), (14, "subtotal"), (16, "signature"),
        (17, "signature"), (18, "signature"),
    ]  # fmt: skip
    skipped = [mapping for mapping in found.mappings if mapping.sheet == "Petunjuk"]
    assert skipped[0].hidden
    assert "no wage table" in skipped[0].notes[0].en
    assert found.mappings[0].header == (5, 6)


def test_hidden_sheets_are_read_and_said(read: Reader, tmp_path: Path) -> None:
    found = read(xlsx(tmp_path, {"A": table([line(1)]), "B!": table([line(2)])}))
    assert found.counts.checked == 2
    hidden = [mapping for mapping in found.mappings if mapping.sheet == "B"]
    assert hidden[0].hidden
    assert any("hidden" in note.en for note in hidden[0].notes)
    assert "hidden: true" in mapping_text(found.mappings)


def test_months_as_cells(read: Reader, tmp_path: Path) -> None:
    months = [datetime(2025, 2, 1), date(2025, 2, 28), 45689, "Peb 2025", "2025-02", 202502]
    found = read(xlsx(tmp_path, {"A": table([line(number, month=month) for number, month in enumerate(months)])}))
    assert values(found, "month") == [24301] * len(months)


def test_year_in_a_column_of_its_own(read: Reader, tmp_path: Path) -> None:
    header = ["NIK", "BULAN", "TAHUN", "UPAH"]
    months = (("Peb", 2025), ("Maret", 2026), (4, 2025))
    rows: list[Row] = [header, *([nik(number), *month, 3_500_000] for number, month in enumerate(months, 1))]
    assert values(read(xlsx(tmp_path, {"A": rows})), "month") == [24301, 24314, 24303]


def test_joined_month_cells_hold_for_every_row(read: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table([line(1, month="Peb 2025"), line(2, month=None), line(3, month=None), line(4, month=None)]):
        sheet.append(row)
    sheet.merge_cells("E2:E4")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert values(found, "month") == [24301] * 3
    assert reasons(found) == [(5, "no_month")]


def test_number_and_text_cells_of_one_look(read: Reader, tmp_path: Path) -> None:
    """The number 1.805 and the text 1.805, which is 1805, stand in one column."""
    wages = [1.805, "1.805", "2.600.000"]
    report = xlsx(tmp_path, {"A": table([line(number, reported_wage=wage) for number, wage in enumerate(wages)])})
    assert values(read(report), "reported_wage") == [2, 1805, 2_600_000]


def test_nik_as_a_number(read: Reader, tmp_path: Path) -> None:
    lines = [line(number, worker_id=int(nik(number + 1)) // 10 * 10) for number in range(6)]
    found = read(xlsx(tmp_path, {"A": table(lines)}))
    assert all(one == {"DATA-NIK-ROUNDED"} for one in faults(found))
    exact = read(xlsx(tmp_path, {"A": table([line(n, worker_id=int(nik(n))) for n in range(1, 7)])}, "b.xlsx"))
    assert values(exact, "worker_id") == [nik(number) for number in range(1, 7)]
    assert faults(exact) == [set()] * 6


def test_errors_and_formulas_without_values(read: Reader, tmp_path: Path) -> None:
    lines = [line(1, reported_wage="#N/A"), line(2, reported_wage="=3000000+500000"), line(3), line(4, jp="#REF!")]
    found = read(xlsx(tmp_path, {"A": table(lines)}))
    assert faults(found) == [{"DATA-CELL-ERROR"}, {"DATA-CELL-ERROR"}, set(), {"DATA-CELL-ERROR"}]
    assert values(found, "reported_wage") == [None, None, 3_500_000, 3_500_000]
    assert any("1 formulas without a value" in note.en for note in found.mappings[0].notes)


def test_a_table_that_does_not_begin_at_the_first_cell(read: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, row in enumerate(table([line(1), line(2, reported_wage="#N/A")])):
        for column, cell in enumerate(row):
            sheet.cell(10 + place, 4 + column, cell)
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert values(found, "row") == [11, 12]
    assert found.mappings[0].columns["employer_id"].position == 4
    assert faults(found) == [set(), {"DATA-CELL-ERROR"}]


def test_lines_under_another_title_belong_to_no_month_for_sure(read: Reader, tmp_path: Path) -> None:
    header = ["NIK", "NAMA", "UPAH"]
    rows: list[Row] = [["NPP: JJ012345"], ["Bulan: Januari 2025"], header, [nik(1), "Siti", 3_500_000],
            ["Bulan: Februari 2025"], header, [nik(2), "Budi", 3_500_000], ["Padang, 3 Maret 2025"]]  # fmt: skip
    found = read(xlsx(tmp_path, {"A": rows}))
    assert values(found, "row") == [4]
    assert reasons(found) == [(5, "signature"), (6, "repeated_header"), (7, "ambiguous_month"), (8, "signature")]


def test_the_form_of_amounts_is_taken_from_the_rest_of_the_file(read: Reader, tmp_path: Path) -> None:
    sheets = {"Jan 2025": table([line(1, month=None, reported_wage="3.500.000")]),
              "Feb 2025": table([line(1, month=None, reported_wage="950.000")])}  # fmt: skip
    header = [name for name in HEADER if name != "month"]
    sheets = {name: table([dict(zip(HEADER, rows[1], strict=True))], header) for name, rows in sheets.items()}
    found = read(xlsx(tmp_path, sheets))
    assert values(found, "reported_wage") == [950_000, 3_500_000]
    assert any("other columns or sheets" in note.en for mapping in found.mappings for note in mapping.notes)
