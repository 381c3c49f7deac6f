"""The tables beside the report: payroll, employers, roster, payments."""

from datetime import date
from pathlib import Path

import pytest

from lindung.compliance.schema import (
    EMPLOYER_COLUMNS,
    PAID_COLUMNS,
    PAYMENT_COLUMNS,
    ROSTER_COLUMNS,
    polars_schema,
)
from lindung.messages import BadInput
from tests.compliance.intake.made import HEADER, Reader, Row, csv, line, nik, table, xlsx

EMPLOYERS = ["employer_id", "name", "size", "risk_class", "region", "registered_on", "suspension_from",
             "suspension_until",
             "state_body", "sector"]  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return csv(tmp_path, table([line(1), line(2)]))


def test_employers(read: Reader, report: Path, tmp_path: Path) -> None:
    rows = [EMPLOYERS,
            ["JJ012345", "PT Maju", "menengah", "sangat rendah", "Kota Padang", "2016-01-15", "", "", "tidak", ""],
            ["JJ2", "Dinas", "Besar", "III", "1371", "15/01/2016", "2019-01-01", "31-12-2020", "Ya", ""]]  # fmt: skip
    found = read(report, employers=csv(tmp_path, rows, "employers.csv", delimiter=";")).employers
    assert found is not None
    assert dict(found.collect_schema()) == polars_schema(EMPLOYER_COLUMNS)
    first, second = found.collect().iter_rows(named=True)
    assert (first["size"], first["risk_class"], first["region"]) == ("medium", "very_low", "1371")
    assert (first["registered_on"], first["state_body"]) == (date(2016, 1, 15), False)
    assert (second["size"], second["risk_class"], second["state_body"]) == ("large", "moderate", True)
    assert (second["registered_on"], second["suspension_until"]) == (date(2016, 1, 15), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("column", "cell", "code", "said"),
    [
        ("size", "besaar", "choice", "micro, small, medium, large"),
        ("risk_class", "0,24%", "choice", "very_low"),
        ("region", "Atlantis", "region-unknown", "Atlantis"),
        ("registered_on", "31/02/2016", "cell-date", "31/02/2016"),
        ("state_body", "entah", "choice", "true, false"),
    ],
)
def test_a_cell_of_the_employers_is_told_with_its_row(
    read: Reader, report: Path, tmp_path: Path, column: str, cell: str, code: str, said: str
) -> None:
    rows = [EMPLOYERS, ["JJ1"], ["JJ2"]]
    rows = [row + [""] * (len(EMPLOYERS) - len(row)) for row in rows]
    rows[2][EMPLOYERS.index(column)] = cell
    with pytest.raises(BadInput) as caught:
        read(report, employers=csv(tmp_path, rows, "employers.csv", delimiter=";"))
    (fault,) = caught.value.faults
    assert (fault.code, fault.file, fault.line) == (code, "employers.csv", 3)
    assert said in fault.said("en")


def test_an_employer_twice(read: Reader, report: Path, tmp_path: Path) -> None:
    rows = [["npp", "skala usaha"], ["JJ1", "kecil"], ["JJ1", "besar"]]
    with pytest.raises(BadInput) as caught:
        read(report, employers=csv(tmp_path, rows, "employers.csv"))
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("employer-twice", 3)]


def test_payroll(read: Reader, report: Path, tmp_path: Path) -> None:
    rows = [["Payroll PT Maju", "NPP: JJ012345"],
            ["NIK", "Bulan", "Gaji Pokok", "Tunjangan Tetap", "Lembur", "Catatan"],
            [nik(1), "Peb 2025", "Rp 3.000.000", "500.000", "250.000", ""],
            [nik(2), "Peb 2025", "3.250.000", "rusak", "", ""],
            ["TOTAL", "", "6.250.000", "500.000", "", ""]]  # fmt: skip
    found = read(report, paid=xlsx(tmp_path, {"Gaji": rows}, "gaji.xlsx"))
    assert found.paid is not None
    assert dict(found.paid.collect_schema()) == polars_schema(PAID_COLUMNS)
    lines = list(
        found.paid.select("employer_id", "worker_id", "month", "basic_wage", "fixed_allowances", "variable_pay")
        .collect()
        .iter_rows()
    )
    assert lines == [("JJ012345", nik(1), 24301, 3_000_000, 500_000, 250_000),
                     ("JJ012345", nik(2), 24301, 3_250_000, None, None)]  # fmt: skip
    mapping = next(mapping for mapping in found.mappings if mapping.table == "paid")
    assert any("1 rows" in note.en for note in mapping.notes)
    assert any("fixed_allowances: 1 cells" in note.en for note in mapping.notes)
    assert mapping.columns["basic_wage"].number == "id"


def test_the_payroll_of_the_only_employer_need_not_name_it(read: Reader, report: Path, tmp_path: Path) -> None:
    rows: list[Row] = [["worker_id", "month", "paid_wage"], [nik(1), "2025-02", 3_000_000]]
    found = read(report, paid=csv(tmp_path, rows, "paid.csv")).paid
    assert found is not None
    assert found.select("employer_id").collect().item() == "JJ012345"
    two = csv(tmp_path, table([line(1), line(2, employer_id="JJ2")]), "two.csv")
    found = read(two, paid=csv(tmp_path, rows, "paid.csv")).paid
    assert found is not None
    assert found.select("employer_id").collect().item() is None


def test_roster_and_payments(read: Reader, report: Path, tmp_path: Path) -> None:
    roster = [["npp", "nik", "nama", "tanggal masuk", "tanggal keluar", "dilaporkan pada", "berubah pada"],
              ["JJ012345", nik(1), "Budi", "15/02/2020", "", "2020-02-20", ""]]  # fmt: skip
    payments = [["npp", "bulan iuran", "tanggal bayar", "jumlah bayar", "iuran jkk"],
                ["JJ012345", "02-2025", "14/03/2025", "1.234.567", "4.320"],
                ["JJ012345", "03-2025", "15/04/2025", "1.234.567", "8.640"]]  # fmt: skip
    found = read(
        report, roster=csv(tmp_path, roster, "r.csv"), payments=csv(tmp_path, payments, "p.csv", delimiter=";")
    )
    assert found.roster is not None
    assert found.payments is not None
    assert dict(found.roster.collect_schema()) == polars_schema(ROSTER_COLUMNS)
    assert dict(found.payments.collect_schema()) == polars_schema(PAYMENT_COLUMNS)
    person = found.roster.collect().row(0, named=True)
    assert (person["start_date"], person["end_date"], person["reported_on"]) == (
        date(2020, 2, 15),
        None,
        date(2020, 2, 20),
    )
    payment = found.payments.collect().row(0, named=True)
    assert (payment["month"], payment["paid_on"], payment["amount"]) == (24301, date(2025, 3, 14), 1_234_567)


@pytest.mark.parametrize(
    ("kind", "header", "column"),
    [("paid", ["worker_id", "paid_wage"], "month"), ("employers", ["size", "region"], "employer_id"),
     ("roster", ["npp", "tanggal masuk"], "worker_id"), ("payments", ["bulan", "jumlah bayar"], "employer_id")],
)  # fmt: skip
def test_a_column_missing(read: Reader, tmp_path: Path, kind: str, header: list[str], column: str) -> None:
    report = csv(tmp_path, table([line(1), line(2, employer_id="JJ2")], HEADER))
    with pytest.raises(BadInput) as caught:
        read(report, **{kind: csv(tmp_path, [header, ["1"] * len(header)], "t.csv")})
    (fault,) = caught.value.faults
    assert (fault.code, fault.details["column"], fault.details["table"]) == ("column-missing", column, kind)


def test_a_table_that_cannot_be_read(read: Reader, report: Path, tmp_path: Path) -> None:
    for content, code in ((b"", "report-empty"), (b"halo\n", "report-header")):
        (tmp_path / "p.csv").write_bytes(content)
        with pytest.raises(BadInput) as caught:
            read(report, paid=tmp_path / "p.csv")
        assert caught.value.faults[0].code == code
