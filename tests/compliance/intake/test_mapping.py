"""`mapping.yaml`: shown, kept, accepted back, and checked."""

from pathlib import Path

import pytest
import yaml

from lindung.compliance.intake.mapping import mapping_text
from lindung.compliance.intake.mapping_file import read_wishes
from lindung.messages import BadInput
from tests.compliance.intake.made import Reader, Row, csv, line, nik, table, values, xlsx


def wish(folder: Path, text: str) -> Path:
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_accepted_back(read: Reader, tmp_path: Path) -> None:
    rows = [["Laporan Februari 2025", "NPP JJ012345"], ["KTP Pekerja", "NAMA", "UPAH (ribu)", "JKK"],
            [nik(1), "Siti", "3.500,5", "Ya"], [nik(2), "Budi", "4.000,0", "Tidak"]]  # fmt: skip
    report = csv(tmp_path, rows, delimiter=";", encoding="cp1252")
    first = read(report, mapping=wish(tmp_path, "worker_id: KTP Pekerja"))
    written = mapping_text(first.mappings)
    again = read(report, mapping=wish(tmp_path, written))
    assert again.lines.collect().equals(first.lines.collect())
    assert mapping_text(again.mappings) == written
    (entry,) = yaml.safe_load(written)["tables"]
    assert (entry["delimiter"], entry["encoding"], entry["header"]) == (";", "utf-8", [2])
    assert entry["columns"]["reported_wage"] == {"column": "UPAH (ribu)", "position": 3, "number": "id", "unit": 1000}
    assert entry["columns"]["month"] == {"from": "title", "value": "2025-02", "dates": "ymd"}


def test_short_form(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, [["Kode", "Orang", "Besarnya"], ["x", nik(1), "1.800"]], delimiter=";")
    mapping = wish(
        tmp_path,
        'worker_id: Orang\nemployer_id: {constant: "0012345"}\nmonth: {constant: Peb 2025}\n'
        "reported_wage: {column: Besarnya, number: id, unit: 1000}\nregion: {constant: Kota Padang}\n",
    )
    found = read(report, mapping=mapping)
    assert values(found, "reported_wage") == [1_800_000]
    assert values(found, "employer_id") == ["0012345"]
    assert values(found, "month") == [2025 * 12 + 1]
    assert values(found, "region") == ["1371"]


def test_position_and_places(read: Reader, tmp_path: Path) -> None:
    header = ["NIK", "UPAH", "UPAH"]
    report = xlsx(tmp_path, {"1371": [header, [nik(1), 1, 3_500_000]]}, "Feb 2025.xlsx")
    mapping = wish(
        tmp_path,
        "reported_wage: {position: 3}\nmonth: {from: file}\nregion: {from: sheet}\nemployer_id: {constant: A1}\n",
    )
    found = read(report, mapping=mapping)
    assert values(found, "reported_wage") == [3_500_000]
    assert values(found, "region") == ["1371"]
    assert values(found, "month") == [2025 * 12 + 1]


def test_a_table_of_one_file_comes_before_the_general_wish(read: Reader, tmp_path: Path) -> None:
    header = ["NIK", "A", "B", "bulan", "npp"]
    one = csv(tmp_path, [header, [nik(1), 3_000_000, 4_000_000, "2025-01", "X1"]], "satu.csv")
    two = csv(tmp_path, [header, [nik(1), 3_000_000, 4_000_000, "2025-02", "X1"]], "dua.csv")
    mapping = wish(tmp_path, "reported_wage: A\ntables:\n  - {file: dua*, columns: {reported_wage: {column: B}}}\n")
    assert values(read(one, two, mapping=mapping), "reported_wage") == [4_000_000, 3_000_000]


def test_dates_of_a_column(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line(1, month="01/02/2025"), line(2, month="01/03/2025")]))
    assert read(report).counts.set_aside == 2
    assert values(read(report, mapping=wish(tmp_path, "month: {dates: dmy}")), "month") == [24301, 24302]
    assert values(read(report, mapping=wish(tmp_path, "month: {dates: mdy}")), "month") == [24300, 24300]


@pytest.mark.parametrize(
    ("text", "code", "line_number", "said"),
    [
        ("worker: NIK\n", "key-unknown", 1, "worker_id"),
        ("worker_id: {column: NIK, numbers: id}\n", "key-unknown", 1, "number"),
        ("month: {from: judul}\n", "mapping-choice", 1, "title, sheet, file"),
        ("reported_wage:\n  column: UPAH\n  number: de\n", "mapping-choice", 3, "plain, id, en"),
        ("reported_wage: {column: UPAH, unit: 100}\n", "mapping-choice", 1, "1000"),
        ("reported_wage: {position: 0}\n", "number-impossible", 1, ">= 1"),
        ("month: {}\n", "key-missing", 1, "month.column"),
        ("tables: {}\n", "yaml-not-list", 1, "tables"),
        ("tables:\n  - {table: upah}\n", "mapping-choice", 2, "wage_report"),
        ("tables:\n  - {delimiter: ':'}\n", "mapping-choice", 2, "tab"),
        ("tables:\n  - {encoding: latin-9}\n", "mapping-choice", 2, "windows-1252"),
        ("tables:\n  - {columns: {upah: A}}\n", "key-unknown", 2, "upah"),
        ("tables:\n  - {header: [2, 5]}\n", "number-impossible", 2, "header"),
        ("- NIK\n", "yaml-not-mapping", 1, "keys"),
        ("worker_id: [NIK\n", "yaml-broken", 2, "bracket"),
        ("worker_id: NIK\nworker_id: KTP\n", "key-duplicate", 2, "worker_id"),
    ],
)
def test_faults(tmp_path: Path, text: str, code: str, line_number: int, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_wishes(wish(tmp_path, text))
    fault = caught.value.faults[0]
    assert (fault.code, fault.line, fault.file) == (code, line_number, "mapping.yaml")
    assert said in fault.said("en")
    assert fault.said("id") != fault.said("en")


def test_every_fault_of_a_mapping_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_wishes(wish(tmp_path, "a: 1\nb: 2\nmonth: {from: x}\n"))
    assert len(caught.value.faults) == 3


def test_empty_mapping_and_missing_file(tmp_path: Path) -> None:
    assert read_wishes(wish(tmp_path, "")).wishes == ()
    assert read_wishes(None).wishes == ()
    with pytest.raises(BadInput, match=r"mapping\.yaml"):
        read_wishes(tmp_path / "mapping.yaml.none" / "mapping.yaml")


def test_a_column_that_is_not_there_names_the_nearest(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line()]))
    with pytest.raises(BadInput) as caught:
        read(report, mapping=wish(tmp_path, "reported_wage: reported wages\n"))
    fault = caught.value.faults[0]
    assert (fault.code, fault.file, fault.line) == ("mapping-column", "mapping.yaml", 1)
    assert "perhaps reported_wage" in fault.said("en")


def test_nothing_personal_is_written(read: Reader, tmp_path: Path) -> None:
    rows: list[Row] = [[nik(7), "NIK", "Upah", "bulan", "npp"], ["x", nik(1), 3_500_000, "2025-02", "JJ012345"]]
    found = read(xlsx(tmp_path, {nik(5): rows}, f"{nik(3)}.xlsx"))
    written = mapping_text(found.mappings)
    assert not any(nik(number) in written for number in range(10))
    assert read(tmp_path / f"{nik(3)}.xlsx", mapping=wish(tmp_path, written)).counts == found.counts
