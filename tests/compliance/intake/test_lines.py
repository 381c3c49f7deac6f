"""Lines: what each cell becomes, what is wrong with a line, what is set aside and why."""

from datetime import date
from pathlib import Path

import pytest

from lindung.compliance.intake.report import REASONS
from lindung.compliance.schema import LINE_COLUMNS, SET_ASIDE_REASONS, polars_schema
from lindung.messages import BadInput
from tests.compliance.intake.made import HEADER, Reader, csv, faults, line, nik, reasons, table, values, xlsx

WIDE = (*HEADER, "paid_wage", "pay_basis", "days", "start_date", "end_date")


def test_columns_and_types(read: Reader, tmp_path: Path) -> None:
    found = read(csv(tmp_path, table([line()])))
    assert dict(found.lines.collect_schema()) == polars_schema(LINE_COLUMNS)
    row = found.lines.collect().row(0, named=True)
    assert row == {
        "file": "laporan.csv", "sheet": None, "row": 2, "employer_id": "JJ012345", "worker_id": nik(1),
        "kpj": "20000000001", "name": "Budi Santoso", "month": 2025 * 12 + 1, "region": "1371",
        "reported_wage": 3_500_000, "jkk": True, "jkm": True, "jht": True, "jp": True, "jkp": True, "paid_wage": None,
        "pay_basis": None, "days": None, "start_date": None, "end_date": None, "birth_date": date(1985, 8, 15),
        "faults": 0,
    }  # fmt: skip


def test_every_reason_is_said() -> None:
    assert set(REASONS) == set(SET_ASIDE_REASONS)


@pytest.mark.parametrize(
    ("changes", "found_faults"),
    [
        ({}, set()),
        ({"worker_id": None}, {"DATA-NIK-MISSING"}),
        ({"worker_id": "137103150885001"}, {"DATA-NIK-FORMAT"}),
        ({"worker_id": "1371031508850O01"}, {"DATA-NIK-FORMAT"}),
        ({"worker_id": "3.57801E+15"}, {"DATA-NIK-ROUNDED"}),
        ({"worker_id": "1371031508850000"}, {"DATA-NIK-ROUNDED"}),
        ({"worker_id": nik(prefix="990103")}, {"DATA-NIK-REGION"}),
        ({"worker_id": nik(prefix="970103")}, {"DATA-NIK-REGION"}),  # a code of the statistics office only
        ({"worker_id": nik(prefix="910103")}, set()),  # Merauke until 2022
        ({"worker_id": nik(birth="310285")}, {"DATA-NIK-BIRTH"}),
        ({"worker_id": nik(birth="290285")}, {"DATA-NIK-BIRTH"}),
        ({"worker_id": nik(birth="290284")}, set()),
        ({"worker_id": nik(birth="690284")}, set()),
        ({"worker_id": nik(birth="150620")}, {"DATA-NIK-AGE"}),
        ({"reported_wage": None}, {"DATA-AMOUNT-MISSING"}),
        ({"reported_wage": "lihat lampiran"}, {"DATA-AMOUNT-UNREADABLE"}),
        ({"reported_wage": "-3500000"}, {"DATA-AMOUNT-NEGATIVE"}),
        ({"reported_wage": "1000000000000000"}, {"DATA-AMOUNT-IMPLAUSIBLE"}),
        ({"reported_wage": "99999999999999999999999"}, {"DATA-AMOUNT-IMPLAUSIBLE"}),
        ({"reported_wage": "3500"}, {"DATA-AMOUNT-IMPLAUSIBLE"}),
        ({"reported_wage": "0"}, set()),
        ({"reported_wage": "#N/A"}, {"DATA-CELL-ERROR"}),
        ({"paid_wage": "ditransfer"}, {"DATA-AMOUNT-UNREADABLE"}),
        ({"paid_wage": "1.800"}, {"DATA-AMOUNT-UNREADABLE"}),
        ({"paid_wage": "-1"}, {"DATA-AMOUNT-NEGATIVE"}),
        ({"month": "2026-12"}, {"DATA-MONTH-FUTURE"}),
        ({"month": "2026-11"}, set()),
        ({"region": "9999"}, {"DATA-REGION-UNKNOWN"}),
        ({"region": "Bandung"}, {"DATA-REGION-UNKNOWN"}),  # a regency and a city
        ({"region": "Kab. Bandung"}, set()),
        ({"region": "KOTA PADANG"}, set()),
        ({"region": None}, set()),
        ({"jp": "mungkin"}, {"DATA-FLAG"}),
        ({"jp": "-5"}, {"DATA-FLAG"}),
        ({"jp": ""}, set()),
        ({"jp": "#REF!"}, {"DATA-CELL-ERROR"}),
        ({"pay_basis": "kilat"}, {"DATA-AMOUNT-UNREADABLE"}),
        ({"pay_basis": "Harian", "days": "12,5"}, set()),
        ({"days": "320"}, {"DATA-AMOUNT-UNREADABLE"}),
        ({"start_date": "2025-02-30"}, {"DATA-DATE"}),
        ({"start_date": "01/03/2020"}, {"DATA-DATE"}),  # the only day of its column tells no order
        ({"start_date": "2025-02-17"}, set()),
        ({"start_date": "2025-03-01"}, {"DATA-DATE"}),
        ({"end_date": "2025-01-31"}, {"DATA-DATE"}),
        ({"start_date": "2025-02-20", "end_date": "2025-02-10"}, {"DATA-DATE"}),
    ],
)
def test_faults_of_a_line(read: Reader, tmp_path: Path, changes: dict[str, object], found_faults: set[str]) -> None:
    """One faulty line among sound ones; the sound ones stay free."""
    others = [line(number) for number in range(2, 7)]
    found = read(csv(tmp_path, table([line(1, **changes), *others], WIDE), delimiter=";"))
    assert faults(found) == [found_faults, *[set()] * 5]


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        (["Ya", "Tidak", "ya"], [True, False, True]),
        (["Y", "T", "Y"], [True, False, True]),
        (["T", "F", "T"], [True, False, True]),
        (["1", "0", "1"], [True, False, True]),
        (["true", "false", "TRUE"], [True, False, True]),
        (["19600", "0", "25.000,00"], [True, False, True]),
        (["Rp 4.320", "Rp 0", "Rp 0,00"], [True, False, False]),
        (["aktif", "tidak aktif", "-"], [True, False, None]),
    ],
)
def test_flags(read: Reader, tmp_path: Path, cells: list[str], read_as: list[bool | None]) -> None:
    lines = [line(number, jp=cell, jkk="true") for number, cell in enumerate(cells, start=1)]
    header = [name for name in HEADER if name not in ("jkm", "jht", "jkp", "jkk")]
    found = read(csv(tmp_path, table(lines, header), delimiter=";"))
    assert values(found, "jp") == read_as
    assert faults(found) == [set()] * 3


def test_a_lone_t_may_be_true_or_tidak(read: Reader, tmp_path: Path) -> None:
    found = read(csv(tmp_path, table([line(1, jp="T")], [name for name in HEADER if name != "jkp"])))
    assert values(found, "jp") == [None]
    assert faults(found) == [{"DATA-FLAG"}]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"month": None}, "no_month"), ({"month": "kapan-kapan"}, "no_month"), ({"month": "#N/A"}, "no_month"),
        ({"month": "29/02/2023"}, "no_month"), ({"employer_id": None}, "no_employer"),
        ({"worker_id": None, "kpj": None, "name": None}, "no_worker"),
        ({"worker_id": "TOTAL", "kpj": None, "name": None, "month": None}, "subtotal"),
        ({"worker_id": None, "kpj": None, "name": "Sub total Padang", "month": None}, "subtotal"),
        (dict.fromkeys(HEADER) | {"name": "Mengetahui,"}, "signature"),
        ({name: name for name in HEADER}, "repeated_header"),
    ],
)  # fmt: skip
def test_set_aside(read: Reader, tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    found = read(csv(tmp_path, table([line(1), line(2, **changes), line(3)])))
    assert reasons(found) == [(3, reason)]
    assert values(found, "row") == [2, 4]


def test_ambiguous_amounts_and_months(read: Reader, tmp_path: Path) -> None:
    lines = [line(1, reported_wage="1.800"), line(2, reported_wage="2.600"), line(3, reported_wage="950000")]
    assert reasons(read(csv(tmp_path, table(lines)))) == [(2, "ambiguous_amount"), (3, "ambiguous_amount")]
    lines = [line(1, month="01/02/2025"), line(2, month="01/03/2025"), line(3, month="2025-02")]
    assert reasons(read(csv(tmp_path, table(lines)))) == [(2, "ambiguous_month"), (3, "ambiguous_month")]
    lines[1]["month"] = "28/03/2025"
    assert values(read(csv(tmp_path, table(lines))), "month") == [24301, 24302, 24301]


def test_a_worker_called_total_is_a_worker(read: Reader, tmp_path: Path) -> None:
    assert values(read(csv(tmp_path, table([line(1, name="Total Simanjuntak")]))), "name") == ["Total Simanjuntak"]


def test_blank_rows_are_no_lines(read: Reader, tmp_path: Path) -> None:
    rows = table([line(1), dict.fromkeys(HEADER), line(2)])
    found = read(xlsx(tmp_path, {"A": [*rows, [], []]}))
    assert found.counts.read == 2
    found = read(csv(tmp_path, [*rows, [None] * len(HEADER)]))
    assert found.counts.read == 2
    assert values(found, "row") == [2, 4]


def test_thousands_without_saying_so_are_flagged_and_not_guessed(read: Reader, tmp_path: Path) -> None:
    wages = ["3500", "4250", "150000", "2800"]
    found = read(csv(tmp_path, table([line(number, reported_wage=wage) for number, wage in enumerate(wages, start=1)])))
    assert values(found, "reported_wage") == [3500, 4250, 150_000, 2800]
    assert faults(found) == [{"DATA-AMOUNT-IMPLAUSIBLE"}] * 4
    lines = [line(number, **{"UPAH (dalam ribuan)": wage}) for number, wage in enumerate(wages, start=1)]
    header = ["UPAH (dalam ribuan)" if name == "reported_wage" else name for name in HEADER]
    said = read(csv(tmp_path, table(lines, header), "b.csv"))
    assert values(said, "reported_wage") == [3_500_000, 4_250_000, 150_000_000, 2_800_000]
    assert faults(said) == [set()] * 4


def test_identity_is_text(read: Reader, tmp_path: Path) -> None:
    lines = [line(1, employer_id="0012345", kpj="'01234567890"), line(2, worker_id=f"'{nik(2)}", kpj="12345678901.0"),
             line(3, worker_id="1371 0315 0885 0003"), line(4, worker_id=f"{nik(4)}.0")]  # fmt: skip
    found = read(csv(tmp_path, table(lines)))
    assert values(found, "employer_id")[0] == "0012345"
    assert values(found, "kpj")[:2] == ["01234567890", "12345678901"]
    assert values(found, "worker_id") == [nik(number) for number in range(1, 5)]


def test_a_report_without_employer_is_one_employers(read: Reader, tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "employer_id"]
    report = csv(tmp_path, table([line(1), line(2)], header))
    found = read(report)
    assert values(found, "employer_id") == ["tanpa-NPP"] * 2
    assert any("names an employer number" in note.en for note in found.mappings[0].notes)
    only = csv(tmp_path, [["npp", "size"], ["JJ9", "small"]], "employers.csv")
    assert values(read(report, employers=only), "employer_id") == ["JJ9"] * 2


def test_employers_not_in_the_table_given(read: Reader, tmp_path: Path) -> None:
    report = csv(tmp_path, table([line(1), line(2, employer_id="JJ2")]))
    employers = csv(tmp_path, [["employer_id", "size"], ["JJ012345", "large"], ["JJ3", "small"]], "employers.csv")
    assert faults(read(report, employers=employers)) == [set(), {"DATA-EMPLOYER-UNKNOWN"}]


def test_the_same_worker_twice_and_at_two_employers(read: Reader, tmp_path: Path) -> None:
    lines = [line(1), line(2), line(1), line(1, employer_id="JJ2"), line(1, month="2025-03"), line(1, month="Peb 2025")]
    found = read(csv(tmp_path, table(lines)))
    assert faults(found) == [set(), set(), {"DATA-DUPLICATE"}, set(), set(), {"DATA-DUPLICATE"}]


def test_the_same_worker_in_two_files(read: Reader, tmp_path: Path) -> None:
    one = csv(tmp_path, table([line(1)]), "a.csv")
    two = xlsx(tmp_path, {"S": table([line(2), line(1, month=45689)])}, "b.xlsx")
    assert faults(read(one, two)) == [set(), set(), {"DATA-DUPLICATE"}]


def test_without_a_nik_the_kpj_tells_who_it_is(read: Reader, tmp_path: Path) -> None:
    lines = [line(1, worker_id=None), line(2, worker_id=None), line(1, worker_id=None)]
    assert [("DATA-DUPLICATE" in one) for one in faults(read(csv(tmp_path, table(lines))))] == [False, False, True]


def test_one_nik_under_two_names(read: Reader, tmp_path: Path) -> None:
    names = ["Budi Santoso", "BUDI  SANTOSO, S.E.", "Zulkarnain Mangkuluhur", "Budi Santoso"]
    lines = [line(1, name=name, month=f"2025-0{number}") for number, name in enumerate(names, start=1)]
    found = read(csv(tmp_path, table(lines), delimiter=";"))
    assert faults(found) == [set(), set(), {"DATA-TWO-NAMES"}, set()]
    evidence = found.resemblances.sort("score")
    assert evidence["flagged"].to_list() == [True, False]
    assert evidence["score"].to_list()[1] == 100


def test_one_person_under_two_niks(read: Reader, tmp_path: Path) -> None:
    slip = nik(1)[:-3] + "011"
    shared = [
        line(1, name="Made Wirawan"),
        line(1, month="2025-03", name="Made Wirawan"),
        line(5, kpj=line(1)["kpj"], name="Made Wirawan", month="2025-04"),
    ]
    found = read(csv(tmp_path, table(shared)))
    assert faults(found) == [set(), set(), {"DATA-TWO-NAMES"}]
    near = [line(1, name="Made Wirawan"), line(1, month="2025-03", name="Made Wirawan"),
            line(1, worker_id=slip, kpj="29999999999", month="2025-04", name="MADE WIRAWAN")]  # fmt: skip
    assert faults(read(csv(tmp_path, table(near)))) == [set(), set(), {"DATA-TWO-NAMES"}]
    twins = [line(1, name="Hasan Basri"), line(2, name="Husin Basri")]
    assert faults(read(csv(tmp_path, table(twins)))) == [set(), set()]


def test_a_column_missing_in_one_month(read: Reader, tmp_path: Path) -> None:
    def without(name: str) -> list[list[object]]:
        return [list(row) for row in table([line(2, month="2025-03")], [one for one in HEADER if one != name])]

    def sheets(name: str) -> Path:
        return xlsx(tmp_path, {"A": table([line(1)]), "B": without(name)})

    assert faults(read(sheets("reported_wage"))) == [set(), {"DATA-AMOUNT-MISSING"}]
    assert faults(read(sheets("worker_id"))) == [set(), {"DATA-NIK-MISSING"}]
    assert faults(read(sheets("region"))) == [set(), set()]
    assert values(read(sheets("jp")), "jp") == [True, None]
    assert reasons(read(sheets("month"))) == [(2, "no_month")]
    assert reasons(read(sheets("employer_id"))) == [(2, "no_employer")]


@pytest.mark.parametrize(
    ("missing", "column"),
    [(("reported_wage",), "reported_wage"), (("month",), "month"), (("worker_id", "kpj", "name"), "worker_id")],
)
def test_a_column_missing_everywhere(read: Reader, tmp_path: Path, missing: tuple[str, ...], column: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(csv(tmp_path, table([line(1)], [name for name in HEADER if name not in missing])))
    (fault,) = caught.value.faults
    assert (fault.code, fault.details["column"], fault.file, fault.line) == ("column-missing", column, "laporan.csv", 1)
    assert f"{column}: {{constant: VALUE}}" in fault.said("en")


def test_one_unreadable_file_among_several(read: Reader, tmp_path: Path) -> None:
    good = csv(tmp_path, table([line(1)]), "a.csv")
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 cut")
    found = read(good, bad)
    assert (found.counts.read, found.counts.checked, found.counts.refused) == (2, 1, 1)
    refused = found.files[1].refused
    assert refused is not None
    assert refused.code == "workbook-broken"
    with pytest.raises(BadInput) as caught:
        read(bad)
    assert caught.value.faults[0].file == "b.xlsx"
    with pytest.raises(BadInput) as caught:
        read(good, tmp_path / "c.csv")
    assert caught.value.faults[0].code == "file-missing"
