"""Delimited text: encodings, delimiters, quotes, and rows that do not fit."""

import codecs
from pathlib import Path

import pytest

from lindung.compliance.intake.mapping import mapping_text
from lindung.messages import BadInput
from tests.compliance.intake.made import HEADER, Reader, csv, line, nik, reasons, table, text, values

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter(read: Reader, tmp_path: Path, encoding: str, delimiter: str) -> None:
    report = csv(tmp_path, table([line(1, name="André Müller")]), delimiter=delimiter, encoding=encoding)
    found = read(report)
    assert values(found, "name") == ["André Müller"]
    (mapping,) = found.mappings
    assert mapping.delimiter == delimiter
    assert mapping.encoding == {"cp1252": "windows-1252"}.get(encoding, encoding)
    assert mapping.encoding in mapping_text(found.mappings)


def test_marks_of_utf_16(read: Reader, tmp_path: Path) -> None:
    report = tmp_path / "besar.csv"
    report.write_bytes(codecs.BOM_UTF16_BE + text(table([line()])).encode("utf-16-be"))
    assert read(report).counts.checked == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(read: Reader, tmp_path: Path, end: str) -> None:
    report = tmp_path / "a.csv"
    report.write_bytes(text(table([line(1), line(2)])).replace("\n", end).encode())
    assert values(read(report), "row") == [2, 3]


def test_titles_blank_lines_and_a_hint_of_the_delimiter(read: Reader, tmp_path: Path) -> None:
    report = tmp_path / "a.csv"
    body = text(table([line(1), line(2)]), ";")
    report.write_text("sep=;\nLaporan Upah\n\n" + body.replace("\n", "\n\n", 2) + "\n\n", encoding="utf-8")
    found = read(report)
    assert values(found, "row") == [6, 8]
    assert found.mappings[0].header == (4,)


def test_quotes(read: Reader, tmp_path: Path) -> None:
    report = tmp_path / "a.csv"
    cells = [str(line(1)[name]) for name in HEADER]
    quoted = ",".join(f'"{cell}"' for cell in cells).replace("Budi Santoso", 'Budi ""B"" Santoso, S.E.')
    over_lines = ",".join(f'"{line(2)[name]}"' for name in HEADER).replace("Dewi Lestari", "Dewi\nLestari")
    plain = text([[line(3)[name] for name in HEADER]])
    report.write_text(f"{','.join(HEADER)}\n{quoted}\n{over_lines}\n{plain}", encoding="utf-8")
    found = read(report)
    assert values(found, "row") == [2, 3, 5]
    assert values(found, "name") == ['Budi "B" Santoso, S.E.', "Dewi\nLestari", "Agus Wijaya"]


def test_an_unbalanced_quote_costs_one_row(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line(1), line(2, name='"Dewi'), line(3), line(4), line(5)]))
    found = read(report)
    assert reasons(found) == [(3, "broken_row")]
    assert values(found, "row") == [2, 4, 5, 6]
    assert nik(2) in found.set_aside["raw"][0]


def test_a_quote_never_swallows_a_line(read: Reader, tmp_path: Path) -> None:
    rows = table([line(1), line(2, name='"Dewi'), line(3, name='Agus"'), line(4)])
    found = read(csv(tmp_path, rows))
    assert found.counts.read == 4
    assert [row for row, _ in reasons(found)] == [3, 4]


def test_rows_of_another_width(read: Reader, tmp_path: Path) -> None:
    report = tmp_path / "a.csv"
    rows = text(table([line(1), line(2), line(3)])).splitlines()
    rows[2] = rows[2].rsplit(",", 3)[0]
    rows[3] += ",,"
    rows += [rows[1] + ",lebih", "JUMLAH,,,,", "Mengetahui"]
    report.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = read(report)
    assert values(found, "row") == [2, 4]
    assert reasons(found) == [(3, "broken_row"), (5, "broken_row"), (6, "subtotal"), (7, "signature")]


def test_cut_in_the_middle_of_a_line(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line(1), line(2), line(3)]))
    whole = report.read_bytes()
    report.write_bytes(whole[:-40])
    found = read(report)
    assert reasons(found) == [(4, "broken_row")]
    assert any("may have been cut" in note.en for note in found.mappings[0].notes)


def test_decimal_commas_in_a_comma_file_are_not_shifted_into_columns(read: Reader, tmp_path: Path) -> None:
    found = read(csv(tmp_path, table([line(1), line(2, reported_wage="3.500.000,00")])))
    assert reasons(found) == [(3, "broken_row")]


def test_the_mapping_says_encoding_and_delimiter(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line(1, name="Müller")]), delimiter=";", encoding="utf-8")
    mapping = tmp_path / "m.yaml"
    mapping.write_text("tables:\n  - {encoding: windows-1252, delimiter: ';'}\n", encoding="utf-8")
    assert values(read(report, mapping=mapping), "name") == ["MÃ¼ller"]
    mapping.write_text("tables:\n  - {encoding: utf-16, delimiter: ';'}\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(report, mapping=mapping)
    assert caught.value.faults[0].code in ("report-encoding", "report-header")
    mapping.write_text("tables:\n  - {delimiter: ','}\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(report, mapping=mapping)
    assert caught.value.faults[0].code == "report-header"


def test_bytes_that_are_no_text(read: Reader, tmp_path: Path) -> None:
    report = tmp_path / "a.csv"
    report.write_bytes(text(table([line(1, name="?")])).encode().replace(b"?", b"\x81\x8d"))
    with pytest.raises(BadInput) as caught:
        read(report)
    assert caught.value.faults[0].code == "report-encoding"
    report.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(BadInput):
        read(report)


def test_several_files_and_folders_are_one_report(read: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "laporan"
    (folder / "b").mkdir(parents=True)
    csv(folder, table([line(1)]), "jan.csv")
    csv(folder / "b", table([line(2)]), "feb.csv", delimiter=";")
    (folder / ".tersembunyi.csv").write_text("x")
    (folder / "~$jan.xlsx").write_text("x")
    extra = csv(tmp_path, table([line(3)]), "jan.csv")
    found = read(folder, extra)
    assert [file.path for file in found.files] == ["b/feb.csv", "laporan/jan.csv", f"{tmp_path.name}/jan.csv"] or [
        file.path for file in found.files
    ] == ["feb.csv", "laporan/jan.csv", f"{tmp_path.name}/jan.csv"]
    assert found.counts.checked == 3
    assert all(len(file.sha256) == 64 for file in found.files)
