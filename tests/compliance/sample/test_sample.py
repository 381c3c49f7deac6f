"""The generator: rows come out exactly, the same seed gives the same bytes, the truth is what the rules ask."""

from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from lindung.compliance.sample.cases import FAULTS, LOOKALIKES, VIOLATIONS
from lindung.compliance.sample.files import HEADINGS
from lindung.compliance.sample.firms import FIRMS
from lindung.compliance.sample.generator import FORMATS, sample
from lindung.compliance.sample.tables import Tables, tables
from lindung.compliance.schema import DATA_FAULTS
from lindung.law.corpus import Corpus
from lindung.messages import BadInput


@pytest.fixture(scope="module")
def part(corpus: Corpus) -> Tables:
    """A part of 5,000 lines."""
    return tables(0, 5_000, 1, corpus, typed=False)


@pytest.mark.parametrize("rows", [1, 7, 100, 999, 1_457, 1_500, 5_000, 20_001])
@pytest.mark.parametrize("typed", [True, False])
def test_exactly_as_many_lines_as_asked(corpus: Corpus, rows: int, typed: bool) -> None:
    assert tables(0, rows, 3, corpus, typed=typed).report.height == rows


def test_a_thousand_lines_hold_every_case(corpus: Corpus) -> None:
    seeded = set(tables(0, 1_000, 1, corpus, typed=False).truth["case"])
    assert seeded >= {case.name for case in (*VIOLATIONS, *LOOKALIKES, *FAULTS)}


def test_every_rule_every_fault_every_lookalike(part: Tables) -> None:
    rules = set(part.truth["rule"])
    assert rules >= {
        "PDS-UPAH-UNDER", "PDS-UPAH-OVER", "PDS-TK", "PDS-PROGRAM", "PWBD", "PMI", "BASE-BELOW-UMK", "WAGE-BELOW-UMK",
        "REPORT-LATE-CHANGE", *DATA_FAULTS,
    }  # fmt: skip
    assert set(part.truth.filter(pl.col("expected") == "none")["case"]) >= {
        case.name for case in LOOKALIKES if "none" in case.expects.values()
    }
    assert set(part.truth["expected"]) == {"breach", "cannot_tell", "data", "lead", "none"}
    breaches = part.truth.filter(pl.col("expected") == "breach")
    assert {"1371", "3578", "3171", "3374", "1275"} <= set(
        part.report.join(breaches, on=["employer_id", "worker_id"], how="semi")["region"]
    )


def test_parts_share_nobody(corpus: Corpus, part: Tables) -> None:
    other = tables(1, 5_000, 1, corpus, typed=False)
    for column in ("worker_id", "kpj", "employer_id"):
        assert not set(part.report[column]) & set(other.report[column])


def test_honest_lines_are_paid_as_reported(part: Tables) -> None:
    honest = part.report.filter(pl.col("case").is_null())
    payroll = part.payroll.with_columns(base=pl.col("basic_wage") + pl.col("fixed_allowances"))
    joined = honest.with_columns(
        month=pl.format("{}-{}", pl.col("month") // 12, (pl.col("month") % 12 + 1).cast(pl.String).str.zfill(2))
    ).join(payroll, on=["employer_id", "worker_id", "month"])
    assert joined.height == honest.height
    assert joined.filter(pl.col("base") != pl.col("reported")).is_empty()
    assert honest.filter(pl.col("reported") < pl.col("minimum")).is_empty()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, corpus: Corpus, form: str) -> None:
    made = []
    for name in ("a", "b"):
        report = sample(tmp_path / name, 600, 7, form=form, corpus=corpus)
        assert report.name == f"wage_report.{form}"
        made.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 6
    other = sample(tmp_path / "c", 600, 8, form=form, corpus=corpus)
    assert other.read_bytes() != made[0][other.name]


def test_a_workbook_as_an_employer_would_send_it(tmp_path: Path, corpus: Corpus) -> None:
    sheet = load_workbook(sample(tmp_path / "s", 1_000, corpus=corpus))["Upah"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert tuple(rows[0]) == tuple(HEADINGS.values())
    assert len(rows) == 1_001
    column = {name: [row[place] for row in rows[1:]] for place, name in enumerate(HEADINGS)}
    assert {type(value) for value in column["worker_id"]} == {str, type(None)}
    assert sum(isinstance(value, int) for value in column["reported_wage"]) > 990
    assert "01-2025" in column["month"]
    assert {"Ya", "Tidak", "mungkin"} == set(column["jp"])


def test_large_samples_are_typed_and_written_in_parts(tmp_path: Path, corpus: Corpus) -> None:
    report = sample(tmp_path / "s", 200_001, corpus=corpus)
    assert report.name == "wage_report.parquet"
    frame = pl.scan_parquet(report)
    assert frame.select(pl.len()).collect().item() == 200_001
    assert frame.collect_schema()["reported_wage"] == pl.Int64
    workers = pl.read_parquet(tmp_path / "s" / "roster.parquet")
    assert workers.height > workers["employer_id"].n_unique() > len(FIRMS)


@pytest.mark.parametrize(
    ("rows", "form", "code"), [(0, None, "option-range"), (1_000_001, "xlsx", "option-range"), (10, "ods", "choice")]
)
def test_refused(tmp_path: Path, corpus: Corpus, rows: int, form: str | None, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        sample(tmp_path / "s", rows, form=form, corpus=corpus)
    assert raised.value.faults[0].code == code
    assert not list(tmp_path.iterdir())
