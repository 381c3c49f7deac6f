"""Samples in every form examined and held against their truth; what an examination says beyond its findings."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lindung.compliance.audit import Examination, as_written, examine
from lindung.compliance.sample.generator import sample
from lindung.law.corpus import Corpus
from lindung.messages import BadInput

AS_OF = date(2026, 11, 21)
SAME = ["rule", "employer_id", "worker_key", "month"]


def examined(folder: Path, corpus: Corpus, **options: date | Path) -> Examination:
    """The examination of the sample in `folder`."""
    tables = {name: next(folder.glob(f"{name}.*")) for name in ("employers", "roster", "payments")}
    report, paid = next(folder.glob("wage_report.*")), next(folder.glob("payroll.*"))
    key = folder.parent / "case.key"
    return examine(report, paid=paid, **tables, as_of=AS_OF, key=key, corpus=corpus, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("rows", "form", "seed"), [(300, "xlsx", 9), (1_000, "csv", 3), (6_000, "parquet", 7)])
def test_every_form_of_report(tmp_path: Path, corpus: Corpus, rows: int, form: str, seed: int) -> None:
    """All that was seeded is found, nothing else is called a breach, no look-alike accused, the engines agree."""
    sample(tmp_path / "demo", rows, seed, form=form, corpus=corpus)
    found = examined(tmp_path / "demo", corpus)
    findings = as_written(found.findings()).collect()
    truth = pl.read_parquet(tmp_path / "demo" / "truth.parquet")
    keys = [None if worker is None else found.key.worker(worker) for worker in truth["worker_id"]]
    truth = truth.with_columns(pl.Series("worker_key", keys, pl.String))
    seeded = truth.filter(pl.col("expected") != "none")
    together = seeded.join(findings.select(*SAME, "status"), on=SAME, how="left", nulls_equal=True)
    assert together.filter(pl.col("status").ne_missing(pl.col("expected"))).is_empty()
    breaches = findings.filter(pl.col("status") == "breach")
    assert breaches.join(seeded, on=SAME, how="anti", nulls_equal=True).is_empty()
    lookalikes = truth.filter(pl.col("expected") == "none")
    accused = findings.filter(pl.col("status").is_in(["breach", "data"]))
    assert accused.join(lookalikes, on=SAME, nulls_equal=True).is_empty()
    lines = found.summary["lines"]
    assert (lines["read"], lines["checked"]) == (rows, rows)
    assert found.assessment.disagreements() == ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """A sample of 500 lines."""
    folder = tmp_path_factory.mktemp("examined") / "demo"
    sample(folder, 500, 4, corpus=corpus)
    return folder


def test_what_goes_up_the_ladder_and_what_does_not(folder: Path, corpus: Corpus) -> None:
    """The fine is on what breaches of Article 3 left unpaid; arrears and low wages go to others."""
    found = examined(folder, corpus, served=date(2026, 11, 23))
    findings = found.findings().collect().filter(pl.col("status") == "breach")
    ladder = findings.filter(~pl.col("rule").is_in(["PMI", "WAGE-BELOW-UMK"]))
    short = dict(ladder.group_by("employer_id").agg(pl.col("shortfall_total").sum()).iter_rows())
    assert {one.employer_id: one.shortfall for one in found.owed} == short
    assert all(one.whole >= 0 for one in found.owed)
    document = found.timetable()
    assert document["steps"][2]["employers"] == {npp: (amount + 500) // 1000 for npp, amount in short.items()}
    agency, inspectorate = document["other_routes"]
    arrears = findings.filter(rule="PMI")
    assert (agency["breaches"], agency["amount"]) == (arrears.height, arrears["late_fine"].sum())
    assert inspectorate["breaches"] == findings.filter(rule="WAGE-BELOW-UMK").height


def test_readings_are_chosen(folder: Path, corpus: Corpus) -> None:
    found = examine(
        folder / "wage_report.xlsx", as_of=AS_OF, key=folder.parent / "case.key", corpus=corpus,
        readings={"base_floor": "paid_wage"},
    )  # fmt: skip
    assert found.summary["readings"]["base_floor"] == "paid_wage"
    assert found.summary["readings"]["day_one"] == "after_receipt"
    assert found.summary["rules"]["BASE-BELOW-UMK"]["breach"] == 0
    with pytest.raises(BadInput):
        examine(folder / "wage_report.xlsx", key=folder.parent / "case.key", corpus=corpus, readings={"base": "x"})


def test_an_earlier_audit_of_another_case_is_refused(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text('{"case_key": "another"}')
    pl.DataFrame({"rule": []}).write_parquet(tmp_path / "findings.parquet")
    with pytest.raises(BadInput) as raised:
        examined(folder, corpus, since=tmp_path)
    assert raised.value.faults[0].code == "key-differs"


def test_nothing_that_is_handed_on_names_a_person(folder: Path, corpus: Corpus) -> None:
    found = examined(folder, corpus)
    text = found.findings().collect().write_csv()
    numbers = set(pl.read_csv(folder / "roster.csv", infer_schema_length=0)["worker_id"])
    assert not any(number in text for number in numbers)
    assert found.worker_id("wnobody") is None
    key, number = found.key, next(iter(numbers))
    assert found.worker_id(key.worker(number)) == number
