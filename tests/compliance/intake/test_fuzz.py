"""Generated files of every kind: never a traceback, every line reconciles, nobody's NIK in what is said."""

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lindung.compliance.intake.mapping import mapping_text
from lindung.compliance.intake.mapping_file import read_wishes
from lindung.compliance.intake.report import Intake
from lindung.compliance.intake.vocabulary import VOCABULARY
from lindung.messages import LANGUAGES, BadInput
from tests.compliance.intake.made import HEADER, NAMES, Reader, csv, line, nik, ods, table, text, xlsx

_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{16}(?![\d.,])")
fuzz = settings(deadline=None, suppress_health_check=list(HealthCheck))

_AMOUNTS = st.sampled_from(
    ("3500000", "3.500.000", "3,500,000", "Rp 3.500.000,-", "3,5 juta", "1.800", "(500)", "-5", "0", "", "-", "#N/A",
     "#FORMULA!", "1e6", "9" * 30, "12.34.56", "tiga juta", "3500000.50", "3.500.000,50", "NaN", "inf", "０", "1_000")
)  # fmt: skip
_MONTHS = st.sampled_from(
    ("2025-02", "Peb 2025", "02/2025", "01/02/2025", "28/02/2025", "45689", "2099-01", "", "bulan", "29/02/2023",
     "#REF!", "2025", "202502", "Feb-25", "0000-00", "99/99/9999")
)  # fmt: skip
_FLAGS = st.sampled_from(("Ya", "Tidak", "Y", "T", "1", "0", "true", "", "-", "4.320", "mungkin", "✓", "#N/A", "-1"))
_WORKERS = st.integers(0, 30).map(nik) | st.sampled_from(
    ("", "3.57801E+15", "JUMLAH", "Total", nik(1) + ".0", "'" + nik(2), "1371 0315 0885 0003", "12345", "x" * 16)
)
_ANY = st.text(max_size=12)
_CELLS: dict[str, st.SearchStrategy[str]] = {
    "employer_id": st.sampled_from(("JJ012345", "JJ2", "0012", "", " ", "'77")), "worker_id": _WORKERS,
    "kpj": st.sampled_from(("20000000001", "20000000002", "", "0", "'123")), "name": st.sampled_from(NAMES) | _ANY,
    "month": _MONTHS, "region": st.sampled_from(("1371", "Kota Padang", "Bandung", "9999", "", "#N/A")),
    "reported_wage": _AMOUNTS, "paid_wage": _AMOUNTS, "jkk": _FLAGS, "jp": _FLAGS,
    "start_date": st.sampled_from(("2020-01-01", "01/02/2020", "31/12/2020", "29/02/2023", "", "kemarin", "43831")),
    "days": st.sampled_from(("25", "12,5", "99", "", "x")), "pay_basis": st.sampled_from(("harian", "", "kilat")),
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of a report: some columns under some of their names, sound and odd cells, and rows that are no lines."""
    columns = draw(
        st.lists(st.sampled_from(sorted(_CELLS)), min_size=2, max_size=9, unique=draw(st.integers(0, 9)) > 0)
    )
    header = [draw(st.sampled_from(VOCABULARY["wage_report"][name]) | st.just(name)) for name in columns]
    rows = [[draw(_CELLS[name]) for name in columns] for _ in range(draw(st.integers(0, 8)))]
    for _ in range(draw(st.integers(0, 2))):
        odd = draw(
            st.sampled_from((["JUMLAH"], ["Mengetahui,"], header, [], ["(1)", "(2)", "(3)"], [""] * len(columns)))
        )
        rows.insert(draw(st.integers(0, len(rows))), list(odd))
    titles = draw(
        st.lists(st.sampled_from((["Laporan Upah"], ["NPP : JJ012345"], ["Bulan: Peb 2025"], [])), max_size=3)
    )
    return [*titles, header, *rows]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def tried(read: Reader, *paths: Path, **others: Path) -> Intake | None:
    """A report read or refused: nothing else may happen, and nothing of what is said names a person."""
    refused: BadInput | None = None
    try:
        found = read(*paths, **others)
    except BadInput as error:
        refused = error
    if refused is not None:
        assert refused.faults
        assert not any(_LONG_NUMBER.search(refused.said(language)) for language in LANGUAGES)
        return None
    said = mapping_text(found.mappings)
    assert not _LONG_NUMBER.search(said)
    for file in found.files:
        assert file.refused is None or not _LONG_NUMBER.search(file.refused.said("en"))
    return found


@settings(fuzz, max_examples=450)
@given(
    rows=tables(),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
)
def test_tables_as_text(read: Reader, rows: list[list[str]], delimiter: str, encoding: str) -> None:
    with folder() as made:
        path = made / "laporan.csv"
        path.write_bytes(text(rows, delimiter).encode(encoding, "replace"))
        tried(read, path)


@settings(fuzz, max_examples=200)
@given(rows=tables(), other=tables())
def test_tables_as_workbooks(read: Reader, rows: list[list[str]], other: list[list[str]]) -> None:
    def legal(cells: list[list[str]]) -> list[list[str]]:
        return [[re.sub(r"[\x00-\x1f\ufffe\uffff]", "", cell) for cell in row] for row in cells]

    with folder() as made:
        write = xlsx if len(rows) % 2 else ods
        tried(read, write(made, {"Jan 2025": legal(rows), "Feb 2025": legal(other)}))


_TYPES = (pl.String(), pl.Int64(), pl.Float64(), pl.Boolean(), pl.Decimal(20, 2), pl.Categorical())


@settings(fuzz, max_examples=100)
@given(rows=tables(), types=st.sampled_from(_TYPES))
def test_tables_as_parquet(read: Reader, rows: list[list[str]], types: pl.DataType) -> None:
    header = next(row for row in rows if len(row) > 1)
    body = [row for row in rows if len(row) == len(header) and row is not header]
    columns = {name: pl.Series([row[place] for row in body], dtype=pl.String) for place, name in enumerate(header)}
    frame = pl.DataFrame(columns)
    if frame.width:
        last = pl.nth(-1)
        frame = frame.with_columns(last == "1" if types == pl.Boolean else last.cast(types, strict=False))
    with folder() as made:
        frame.write_parquet(made / "laporan.parquet")
        tried(read, made / "laporan.parquet")


def mutated(data: bytes, changes: list[tuple[int, bytes, int]]) -> bytes:
    """`data` with pieces put in place of others."""
    for place, piece, removed in changes:
        at = place % (len(data) + 1)
        data = data[:at] + piece + data[at + removed :]
    return data


_PIECES = st.binary(max_size=6) | st.sampled_from(
    (b'"', b"\n", b",", b";", b"\0", b"\r", b"\xff\xfe", b'",', b"\xc3", b"")
)
_CHANGES = st.lists(st.tuples(st.integers(0, 10**6), _PIECES, st.integers(0, 40)), min_size=1, max_size=4)
_SOUND = table([line(number) for number in range(1, 7)])


@settings(fuzz, max_examples=450)
@given(changes=_CHANGES, quoted=st.booleans())
def test_text_with_bytes_changed(read: Reader, changes: list[tuple[int, bytes, int]], quoted: bool) -> None:
    rows = [[f'"{cell}"' for cell in row] for row in _SOUND] if quoted else _SOUND
    with folder() as made:
        (made / "laporan.csv").write_bytes(mutated(text(rows).encode(), changes))
        tried(read, made / "laporan.csv")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each binary kind."""
    made = tmp_path_factory.mktemp("sound")
    pl.DataFrame(_SOUND[1:], schema=list(HEADER), orient="row").write_parquet(made / "a.parquet")
    paths = {".xlsx": xlsx(made, {"A": _SOUND}), ".ods": ods(made, {"A": _SOUND}), ".parquet": made / "a.parquet"}
    return {suffix: path.read_bytes() for suffix, path in paths.items()}


@settings(fuzz, max_examples=450)
@given(suffix=st.sampled_from((".xlsx", ".ods", ".parquet")), changes=_CHANGES)
def test_workbooks_and_parquet_with_bytes_changed(
    read: Reader, sound: dict[str, bytes], suffix: str, changes: list[tuple[int, bytes, int]]
) -> None:
    with folder() as made:
        (made / f"laporan{suffix}").write_bytes(mutated(sound[suffix], changes))
        tried(read, made / f"laporan{suffix}")


@settings(fuzz, max_examples=150)
@given(suffix=st.sampled_from((".xlsx", ".ods")), changes=_CHANGES)
def test_workbooks_with_their_xml_changed(
    read: Reader, sound: dict[str, bytes], suffix: str, changes: list[tuple[int, bytes, int]]
) -> None:
    """The zip is whole; what is in it is not."""
    with folder() as made:
        (made / "sound").write_bytes(sound[suffix])
        with zipfile.ZipFile(made / "sound") as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        victim = sorted(members)[changes[0][0] % len(members)]
        members[victim] = mutated(members[victim], changes)
        with zipfile.ZipFile(made / f"laporan{suffix}", "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        tried(read, made / f"laporan{suffix}")


_HEADS = st.sampled_from(
    (b"", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<html>", b"NIK;UPAH\n")
)


@settings(fuzz, max_examples=300)
@given(
    head=_HEADS,
    junk=st.binary(max_size=200),
    suffix=st.sampled_from((".csv", ".tsv", ".xlsx", ".ods", ".parquet", ".txt", ".exe")),
)
def test_junk(read: Reader, head: bytes, junk: bytes, suffix: str) -> None:
    with folder() as made:
        good = csv(made, _SOUND, "baik.csv")
        (made / f"junk{suffix}").write_bytes(head + junk)
        found = tried(read, good, made / f"junk{suffix}")
        assert found is not None
        assert found.counts.checked >= 6


_PLACES = st.sampled_from(("title", "sheet", "file", "judul"))
_KEYS = st.sampled_from((*HEADER, "tables", "paid_wage", "x"))
_VALUES: st.SearchStrategy[object] = st.recursive(
    st.sampled_from(("NIK", "name", "1", "id", "tab", ";", "2025-02", "", "[", "*", "=1+1")) | st.none()
    | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            ("column", "constant", "from", "number", "unit", "dates", "position", "columns", "file", "header")
        ),
        inner, max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip


@settings(fuzz, max_examples=200)
@given(wishes=st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_mappings(read: Reader, wishes: dict[str, object]) -> None:
    import yaml

    with folder() as made:
        path = made / "mapping.yaml"
        path.write_text(yaml.safe_dump(wishes, allow_unicode=True), encoding="utf-8")
        try:
            read_wishes(path)
        except BadInput as error:
            faults = error.faults
        else:
            faults = ()
        assert all(fault.file == "mapping.yaml" and fault.said("id") and fault.said("en") for fault in faults)
        if not faults:
            tried(read, csv(made, _SOUND), mapping=path)


@settings(fuzz, max_examples=100)
@given(kind=st.sampled_from(("paid", "employers", "roster", "payments")), draw=st.data())
def test_other_tables(read: Reader, kind: str, draw: st.DataObject) -> None:
    names = sorted(VOCABULARY[kind])
    columns = draw.draw(st.lists(st.sampled_from(names), min_size=1, max_size=8, unique=True))
    cells: Callable[[str], st.SearchStrategy[str]] = lambda name: _CELLS.get(name, _ANY | _AMOUNTS | _MONTHS)  # noqa: E731
    rows = [[draw.draw(cells(name)) for name in columns] for _ in range(draw.draw(st.integers(0, 4)))]
    with folder() as made:
        other = made / "lain.csv"
        other.write_text(text([columns, *rows], ";"), encoding="utf-8")
        tried(read, csv(made, _SOUND), **{kind: other})
