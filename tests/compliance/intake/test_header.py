"""Headers: found under titles, of several rows, by known names and by likeness."""

import pytest

from lindung.compliance.intake.columns import choose_columns
from lindung.compliance.intake.header import filled, find_header, is_numbering, meaning, names_of
from lindung.compliance.intake.mapping import ColumnSource, Wish
from lindung.compliance.intake.sheet import Merge
from lindung.compliance.intake.vocabulary import OTHER_COLUMNS, VOCABULARY
from lindung.messages import BadInput

F2A = ("NoKPJ", "NIK", "NamaTenagaKerja", "UpahDilaporkan", "IuranJKK", "IuranJKM", "IuranJHTPemberiKerja",
       "IuranJHTPekerja", "IuranJPPemberiKerja", "IuranJPPekerja", "TotalIuranBPJSTK")  # fmt: skip
PARTICIPANTS = ("NO", "NIK", "NO KPJ", "NAMA LENGKAP", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN",
                "STATUS PERKAWINAN", "NO HP", "EMAIL", "NAMA IBU KANDUNG", "TGL MULAI BEKERJA", "UPAH",
                "STATUS KEPESERTAAN", "JHT", "JKK", "JKM", "JP", "KODE PERUSAHAAN", "NAMA PERUSAHAAN",
                "NPWP PERUSAHAAN")  # fmt: skip


def chosen(names: tuple[str, ...], table: str = "wage_report", **wished: ColumnSource) -> dict[str, str | None]:
    found = choose_columns(names, table, Wish(columns=wished), "x.csv", "mapping.yaml").columns
    return {name: source.column for name, source in found.items()}


def test_the_list_of_wages_of_payroll_programs() -> None:
    assert chosen(F2A) == {
        "kpj": "NoKPJ", "worker_id": "NIK", "name": "NamaTenagaKerja", "reported_wage": "UpahDilaporkan",
        "jkk": "IuranJKK", "jkm": "IuranJKM", "jht": "IuranJHTPemberiKerja", "jp": "IuranJPPemberiKerja",
    }  # fmt: skip


def test_the_participant_sheet_of_payroll_programs() -> None:
    assert chosen(PARTICIPANTS) == {
        "employer_id": "KODE PERUSAHAAN", "worker_id": "NIK", "kpj": "NO KPJ", "name": "NAMA LENGKAP",
        "reported_wage": "UPAH", "jkk": "JKK", "jkm": "JKM", "jht": "JHT", "jp": "JP",
        "start_date": "TGL MULAI BEKERJA",
    }  # fmt: skip


def test_every_standard_name_means_itself() -> None:
    for table, columns in VOCABULARY.items():
        for column, names in columns.items():
            assert names[0] == column
            like = meaning(column, table)
            assert like is not None
            assert (like.column, like.score) == (column, 100)


@pytest.mark.parametrize("name", [n for n in OTHER_COLUMNS if n not in ("jumlah", "total")])
def test_columns_known_to_be_something_else(name: str) -> None:
    assert meaning(name, "wage_report") is None


@pytest.mark.parametrize(
    ("name", "column"),
    [("Nomer Induk Kependudukan", "worker_id"), ("Upah yg dilaporkan", "reported_wage"), ("Nama Tenaga Kerjaa", "name"),
     ("Tgl. Mulai Kerjaa", "start_date")],
)  # fmt: skip
def test_likeness_is_told_with_its_score(name: str, column: str) -> None:
    like = meaning(name, "wage_report")
    assert like is not None
    assert like.column == column
    assert 86 <= like.score < 100
    found = choose_columns((name, "Bulan"), "wage_report", Wish(), "x.csv", None)
    assert found.columns[column].score == like.score
    assert any(name in note.en for note in found.notes)


@pytest.mark.parametrize("name", ["JXT", "JQ", "Catatan khusus", "Nama Ibu", "Kode Barang", "Upah Lembur Kemarin"])
def test_no_likeness_is_made_up(name: str) -> None:
    assert meaning(name, "wage_report") is None


def test_header_under_titles_and_over_two_rows() -> None:
    top = (
        ("DAFTAR UPAH",), ("NPP: JJ012345",), (),
        ("NO", "NIK", "NAMA", "UPAH (Rp)", None, "PROGRAM", None),
        (None, None, None, "DILAPORKAN", "DIBAYAR", "JKK", "JKM"),
        ("1", "1371031508850001", "SITI", "2600000", "1800000", "Y", "Y"),
    )  # fmt: skip
    header = find_header(top, "wage_report")
    assert header is not None
    assert header.rows == (4, 5)
    assert chosen(header.names) == {  # type: ignore[arg-type]
        "worker_id": "NIK", "name": "NAMA", "reported_wage": "UPAH (Rp) / DILAPORKAN",
        "paid_wage": "UPAH (Rp) / DIBAYAR", "jkk": "PROGRAM / JKK", "jkm": "PROGRAM / JKM",
    }  # fmt: skip


def test_a_title_joined_across_the_sheet_names_no_column() -> None:
    top = (("DAFTAR UPAH", None, None), ("NIK", "NAMA", "UPAH"))
    assert filled(top, [Merge(1, 1, 0, 2)]) == list(top)
    header = find_header(filled(top, [Merge(1, 1, 0, 2)]), "wage_report")
    assert header is not None
    assert header.rows == (2,)


def test_joined_cells_are_filled() -> None:
    top = (("NIK", "UPAH", None, "X"), (None, "A", "B", None))
    assert filled(top, [Merge(1, 1, 1, 2), Merge(1, 2, 0, 0)])[0] == ("NIK", "UPAH", "UPAH", "X")
    assert filled(top, [Merge(1, 2, 0, 0)])[1][0] == "NIK"
    assert names_of([("NIK", "UPAH", "UPAH"), ("NIK", "A", "B")]) == ("NIK", "UPAH / A", "UPAH / B")


def test_no_header() -> None:
    assert find_header((("Petunjuk",), ("1", "2"), ("Isi NIK",)), "wage_report") is None


def test_rows_of_the_mapping_win() -> None:
    top = (("NIK", "NAMA", "UPAH"), ("NIK", "NAMA", "GAJI"))
    header = find_header(top, "wage_report", rows=(2,))
    assert header is not None
    assert header.names == ("NIK", "NAMA", "GAJI")


@pytest.mark.parametrize(
    ("cells", "is_it"),
    [
        (("(1)", "(2)", "(3)"), True),
        (("1", "2", "3", None), True),
        (("1", "3", "5"), False),
        (("1", "NIK", "3"), False),
    ],
)
def test_numbering(cells: tuple[str | None, ...], is_it: bool) -> None:
    assert is_numbering(cells) is is_it


def test_two_columns_of_one_name_are_asked_about() -> None:
    with pytest.raises(BadInput) as caught:
        chosen(("NIK", "UPAH", "Upah (Rp)"))
    assert caught.value.faults[0].code == "column-twice"
    assert "reported_wage: {position: 2}" in caught.value.said("en")
    assert "reported_wage: {position: 2}" in caught.value.said("id")
    assert chosen(("NIK", "UPAH", "UPAH"), reported_wage=ColumnSource(position=3))["reported_wage"] == "UPAH"


def test_a_surer_name_wins_and_is_told() -> None:
    found = choose_columns(("NIK", "NO KTP", "UPAH", "BULAN"), "wage_report", Wish(), "x.csv", None)
    assert found.columns["worker_id"].column == "NO KTP"
    assert any("NO KTP" in note.en and "NIK" in note.en for note in found.notes)
