"""`lindung.audit` as a notebook has it, and what becomes of numbers and formulas in odd places."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import lindung
from lindung.compliance.audit import examine
from lindung.compliance.privacy import case_key
from lindung.compliance.sample.generator import sample
from lindung.law.corpus import Corpus

NIK = "1371010101900001"
OTHER = "3578010202910002"
HEADER = ("NPP", "NIK", "NO KPJ", "NAMA LENGKAP", "BLTH", "UPAH", "JKK", "JKM", "JHT", "JP", "JKP")
YES = ("Ya",) * 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """A sample of 500 lines."""
    folder = tmp_path_factory.mktemp("audited")
    sample(folder / "demo", 500, 4, corpus=corpus)
    return folder


@pytest.fixture(scope="module")
def audit(folder: Path) -> lindung.Audit:
    """Its audit, by the face for notebooks."""
    demo = folder / "demo"
    return lindung.audit(
        demo / "wage_report.xlsx", paid=demo / "payroll.csv", employers=demo / "employers.csv",
        roster=str(demo / "roster.csv"), payments=demo / "payments.csv", as_of="2026-11-21", served="2026-11-23",
        key=folder / "case.key",
    )  # fmt: skip


def test_findings_summary_timetable(audit: lindung.Audit) -> None:
    assert audit.findings.filter(status="breach").height == sum(r["breach"] for r in audit.summary["rules"].values())
    assert audit.findings["month"].str.contains(r"^20\d\d-\d\d$").all()
    assert audit.timetable()["served"] == "2026-11-23"
    # 24 and 25 December 2026 are joint leave and Christmas: 4, 7-11, 14-17 December are ten working days
    assert audit.timetable(served="2026-12-03")["steps"][0]["until"] == "2026-12-17"
    assert audit.timetable(date(2026, 12, 3)) == audit.timetable("2026-12-03")
    assert repr(audit).startswith("<audit of 500 lines, ")


def test_it_shows_itself(audit: lindung.Audit) -> None:
    page = audit.html()
    assert page.lstrip().startswith("<!")
    assert audit._repr_html_().startswith('<iframe srcdoc="')
    assert audit.html("id") != audit.html("en")
    assert not re.search(r"\d{16}", page)


def test_explain_takes_a_key_or_a_nik(audit: lindung.Audit, folder: Path) -> None:
    row = audit.findings.filter(rule="PDS-UPAH-UNDER", status="breach").row(0, named=True)
    by_key = audit.explain(row["worker_key"], row["month"])
    worker_id = audit.examined.worker_id(row["worker_key"])
    assert worker_id is not None
    assert audit.explain(worker_id, row["month"]) == by_key
    assert by_key.steps
    assert "PDS-UPAH-UNDER" in {found["rule"] for found in by_key.findings}
    assert not by_key.persons
    with pytest.raises(lindung.BadInput) as raised:
        audit.explain(OTHER, row["month"])
    assert OTHER not in raised.value.said("en")
    assert case_key(folder / "case.key").worker(OTHER) in raised.value.said("en")


def test_the_same_audit_twice_is_the_same(audit: lindung.Audit, folder: Path) -> None:
    demo = folder / "demo"
    first, other = (
        examine(
            demo / "wage_report.xlsx", paid=demo / "payroll.csv", employers=demo / "employers.csv",
            roster=demo / "roster.csv", payments=demo / "payments.csv", as_of=date(2026, 11, 21),
            served=date(2026, 11, 23), key=folder / key,
        )
        for key in ("case.key", "other.key")
    )  # fmt: skip
    assert first.summary == audit.summary
    assert other.identity != audit.examined.identity
    assert other.case != audit.examined.case


def written(path: Path, *rows: tuple[object, ...]) -> Path:
    """A CSV file with semicolons."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *rows])
    return path


def texts(folder: Path) -> Iterator[str]:
    """Everything that is handed on."""
    for file in folder.iterdir():
        if file.name == "set_aside.csv":
            continue
        if file.suffix == ".parquet":
            yield pl.read_parquet(file).write_csv()
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                yield from (archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())
        else:
            yield file.read_text(encoding="utf-8")


def test_numbers_in_odd_places_are_not_handed_on(tmp_path: Path) -> None:
    """As the name of the file, as the employer's number, in a name, in a heading."""
    report = tmp_path / f"{NIK}.csv"
    row = (NIK, OTHER, "18000000001", f"Budi {NIK}", "01-2025", 3_500_000, *YES)
    written(
        report, row, (NIK, "137101", "18000000001", "Siti", "01-2025", -5, *YES), (NIK, OTHER, "", "", "??", 1, *YES)
    )
    done = lindung.audit(report, key=tmp_path / "kept" / "case.key", served="2025-03-26", as_of="2026-11-21")
    done.write(tmp_path / "out")
    for text in texts(tmp_path / "out"):
        assert NIK not in text
        assert OTHER not in text
        assert "18000000001" not in text
    key = case_key(tmp_path / "kept" / "case.key")
    assert set(done.findings["employer_id"]) - {None} == {key.employer(NIK)}
    assert done.summary["files"][0]["path"] == "1371••••••••0001.csv"
    assert NIK not in repr(done) + done.html("id")


def test_formulas_that_came_in_stay_text(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://x.test";"x")'
    rows = [
        (hostile, OTHER, "18000000001", hostile, "01-2025", 3_500_000, *YES),
        (hostile, OTHER, "18000000001", "+6281134567890", "bulan lalu", "satu", *YES),
    ]
    report = written(tmp_path / "laporan.csv", *rows)
    lindung.audit(report, key=tmp_path / "case.key", as_of="2026-11-21").write(tmp_path / "out")
    with (tmp_path / "out" / "set_aside.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert not row["raw"].startswith(tuple("=+-@\t\r"))
            assert "+6281134567890" in row["raw"]
    with zipfile.ZipFile(tmp_path / "out" / "findings.xlsx") as archive:
        for name in archive.namelist():
            assert (
                "HYPERLINK(" not in archive.read(name).decode(errors="replace").split("<f>", 1)[-1] or "<f>" not in name
            )
