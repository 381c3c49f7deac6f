"""Files that stay where they lie: the same lines as read into memory, in batches, with nothing lost."""

from pathlib import Path

import polars as pl
import pytest

from lindung.compliance.intake import delimited, encounters
from lindung.compliance.intake.report import Intake
from lindung.compliance.schema import DATA_FAULTS
from tests.compliance.intake.made import HEADER, Reader, csv, faults, line, nik, reasons, table, text, values

ODD: tuple[dict[str, object], ...] = (
    {"worker_id": None}, {"worker_id": "12345"}, {"worker_id": nik(prefix="990103")},
    {"worker_id": nik(birth="310285")},
    {"worker_id": nik(birth="150620")}, {"worker_id": nik(birth="290200", serial=77)}, {"reported_wage": "-5"},
    {"reported_wage": "1000000000000000"}, {"reported_wage": None}, {"month": "2031-01"}, {"region": "9999"},
    {"name": "Zulkarnain Mangkuluhur", "worker_id": nik(3)}, {"worker_id": nik(4)}, {"worker_id": nik(5)},
)  # fmt: skip


def lines(*changes: dict[str, object]) -> list[dict[str, object]]:
    sound = [line(number, month=f"2025-{number % 9 + 1:02}") for number in range(1, 60)]
    return [*sound, *(line(60 + place) | change for place, change in enumerate(changes))]


def typed(rows: list[dict[str, object]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(HEADER, pl.String()), strict=False)
    flags = [(pl.col(name) == "true").alias(name) for name in ("jkk", "jkm", "jht", "jp", "jkp")]
    return frame.with_columns(pl.col("reported_wage").cast(pl.Int64), *flags)


@pytest.fixture(params=[7, 100_000])
def in_batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as large, and is read a few lines at a time."""
    monkeypatch.setattr(delimited, "STAYS_IN_FILE_FROM", 0)
    monkeypatch.setattr(encounters, "BATCH", request.param)


def same(one: Intake, two: Intake, *, shift: int = 0) -> None:
    assert one.counts == two.counts
    columns = [name for name in one.lines.collect_schema() if name not in ("file", "row")]
    assert one.lines.sort("row").select(columns).collect().equals(two.lines.sort("row").select(columns).collect())
    assert [row - shift for row in values(one, "row")] == values(two, "row")  # type: ignore[operator]
    assert [(row - shift, why) for row, why in reasons(one)] == reasons(two)
    assert one.resemblances.equals(two.resemblances)


@pytest.mark.parametrize("changes", [(), ODD], ids=["sound", "odd"])
def test_a_large_file_says_what_a_small_one_says(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: tuple[dict[str, object], ...]
) -> None:
    rows = lines(*changes)
    small = read(csv(tmp_path, table(rows)))
    parquet = tmp_path / "laporan.parquet"
    typed(rows).write_parquet(parquet, row_group_size=13)
    for batch in (7, 100_000):
        monkeypatch.setattr(encounters, "BATCH", batch)
        same(small, read(parquet), shift=1)
        with monkeypatch.context() as large:
            large.setattr(delimited, "STAYS_IN_FILE_FROM", 0)
            found = read(csv(tmp_path, table(rows)))
        assert found.lines.explain().count("Csv SCAN") >= 1
        same(small, found)


@pytest.mark.usefixtures("in_batches")
def test_rare_faults_have_their_bits(read: Reader, tmp_path: Path) -> None:
    found = read(csv(tmp_path, table(lines(*ODD))))
    told = set().union(*faults(found))
    missing = {"DATA-AMOUNT-UNREADABLE", "DATA-CELL-ERROR", "DATA-DATE", "DATA-FLAG", "DATA-EMPLOYER-UNKNOWN",
               "DATA-NIK-ROUNDED", "DATA-DUPLICATE"}  # fmt: skip
    assert told == set(DATA_FAULTS) - missing


@pytest.mark.usefixtures("in_batches")
def test_set_aside_from_a_large_file(read: Reader, tmp_path: Path) -> None:
    rows = table(lines({"month": None}, {"employer_id": None}, {"worker_id": None, "kpj": None, "name": None}))
    rows[5:5] = [list(HEADER), ["JUMLAH", *[None] * 11], [None] * 12]
    found = read(csv(tmp_path, rows))
    assert reasons(found) == [
        (6, "repeated_header"),
        (7, "subtotal"),
        (64, "no_month"),
        (65, "no_employer"),
        (66, "no_worker"),
    ]
    assert found.counts.read == 64


@pytest.mark.usefixtures("in_batches")
def test_titles_above_a_large_table(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Laporan Upah\n\n" + text(table(lines())), encoding="utf-8")
    assert values(read(path), "row")[0] == 4


@pytest.mark.usefixtures("in_batches")
def test_a_row_that_does_not_fit_is_found_in_a_large_file(read: Reader, tmp_path: Path) -> None:
    rows = text(table(lines())).splitlines()
    rows[10], rows[11] = (
        rows[10] + ",lebih",
        rows[11].rsplit(",", 1)[0],
    )  # together as many delimiters as they should be
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = read(path)
    assert reasons(found) == [(11, "broken_row"), (12, "broken_row")]
    assert found.counts.read == 59


@pytest.mark.usefixtures("in_batches")
def test_quotes_and_other_encodings_of_a_large_file(read: Reader, tmp_path: Path) -> None:
    quoted = lines()
    quoted[3]["name"] = '"Siti ""S"", S.E."'
    for encoding, stays in (("utf-8", True), ("utf-8-sig", True), ("utf-16", False), ("cp1252", True)):
        found = read(csv(tmp_path, table(quoted), encoding=encoding))
        assert found.counts.checked == 59
        assert 'Siti "S", S.E.' in values(found, "name")
        assert ("Csv SCAN" in found.lines.explain()) is stays


@pytest.mark.usefixtures("in_batches")
@pytest.mark.parametrize("name", ['"Siti\nAminah"', '5" Siti', '"Siti" Aminah', '"Siti'])
def test_quotes_that_make_no_plain_rows(read: Reader, tmp_path: Path, name: str) -> None:
    quoted = lines()
    quoted[3]["name"] = name
    found = read(csv(tmp_path, table(quoted)))
    assert found.counts.read == 59
    assert found.counts.set_aside == (0 if "\n" in name else 1)


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_bytes_are_counted_over_the_ends_of_chunks(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(delimited, "STAYS_IN_FILE_FROM", 0)
    monkeypatch.setattr(delimited, "_CHUNK", chunk)
    path = tmp_path / "a.csv"
    rows = lines()[:9]
    rows[2]["name"] = '"Ñoño, S.E."'
    path.write_bytes(text(table(rows)).replace("\n", "\r\n").encode())
    found = read(path)
    assert "Csv SCAN" in found.lines.explain()
    assert values(found, "name")[2] == "Ñoño, S.E."


@pytest.mark.usefixtures("in_batches")
def test_amounts_of_a_large_file_are_decided_from_all_of_it(read: Reader, tmp_path: Path) -> None:
    rows = [line(number, month=f"2025-{number % 9 + 1:02}", reported_wage="950.000") for number in range(1, 60)]
    assert {why for _, why in reasons(read(csv(tmp_path, table(rows))))} == {"ambiguous_amount"}
    rows[-1]["reported_wage"] = "3.500.000"
    assert set(values(read(csv(tmp_path, table(rows))), "reported_wage")) == {950_000, 3_500_000}


def test_parquet_with_types_of_its_own(read: Reader, tmp_path: Path) -> None:
    frame = typed(lines()).with_columns(
        pl.col("month").str.to_date("%Y-%m", strict=False), pl.col("worker_id").cast(pl.Int64),
        pl.col("reported_wage").cast(pl.Float64) + 0.4, pl.col("region").cast(pl.Categorical),
        pl.lit([1, 2]).alias("daftar"), jp=pl.lit(250.5),
    )  # fmt: skip
    frame = frame.with_columns(pl.date(2025, pl.col("kpj").str.slice(-2).cast(pl.Int32) % 9 + 1, 1).alias("month"))
    path = tmp_path / "a.parquet"
    frame.write_parquet(path)
    found = read(path)
    assert values(found, "month") == [24300 + number % 9 for number in range(1, 60)]
    assert values(found, "worker_id") == [nik(number) for number in range(1, 60)]
    assert set(values(found, "reported_wage")) == {3_500_000}
    assert set(values(found, "jp")) == {True}
    assert set(values(found, "region")) == {"1371"}


def test_decimal_and_missing_numbers_of_parquet(read: Reader, tmp_path: Path) -> None:
    wages = [3_500_000.0, float("nan"), None, float("inf"), -1.0]
    frame = typed([line(number) for number in range(1, 6)]).with_columns(
        pl.Series("reported_wage", wages, pl.Float64())
    )
    path = tmp_path / "a.parquet"
    frame.write_parquet(path)
    found = read(path)
    assert values(found, "reported_wage") == [3_500_000, None, None, None, -1]
    assert faults(found) == [set(), {"DATA-AMOUNT-MISSING"}, {"DATA-AMOUNT-MISSING"}, {"DATA-AMOUNT-IMPLAUSIBLE"},
                             {"DATA-AMOUNT-NEGATIVE"}]  # fmt: skip
