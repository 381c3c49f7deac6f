"""The table of findings: its columns, its sentences, its places in the law; every rule has all it needs."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import polars as pl
import pytest

from lindung.compliance.assessment.assess import Assessment
from lindung.compliance.assessment.findings import FOUND_COLUMNS, PARTS
from lindung.compliance.assessment.reasons import CODES, REASONS
from lindung.compliance.assessment.rules import CANNOT_TELL, RULES, TEMPLATES
from lindung.compliance.schema import DATA_FAULTS, FINDING_COLUMNS, STATUSES, fault_bit
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import EMPLOYER, LINE, Row, assessed, report

WORKER = {"employer_id": "JJ000001", "worker_id": LINE["worker_id"]}


@pytest.fixture(scope="module")
def everything(corpus: Corpus) -> Assessment:
    """A report in which every rule but the leads finds something."""
    lines: list[Row] = [
        {"month": "2025-03", "reported_wage": 2_000_000, "paid_wage": 2_600_000, "jp": False},
        {"month": "2025-04", "reported_wage": 5_000_000, "paid_wage": 4_600_000, "jkk": None},
        *(
            {"month": "2025-03", "worker_id": f"{bit:016}", "reported_wage": 4_000_000, "faults": 1 << bit}
            for bit in range(len(DATA_FAULTS))
        ),
    ]
    roster = [{**WORKER, "start_date": date(2020, 1, 1), "changed_on": date(2025, 1, 6),
               "reported_on": date(2025, 3, 1)},
              {"employer_id": "JJ000001", "worker_id": "1371014506950002", "start_date": date(2020, 1, 1)},
              {"employer_id": "JJ000002", "worker_id": "1371014506950003", "start_date": date(2020, 1, 1)}]  # fmt: skip
    payments = [{"employer_id": "JJ000001", "month": "2025-03", "paid_on": date(2025, 4, 20), "amount": 10_000}]
    employers = [EMPLOYER, {**EMPLOYER, "employer_id": "JJ000002"}]
    return assessed(report(lines, roster=roster, payments=payments, employers=employers), corpus)


def test_columns_are_those_of_the_contract(everything: Assessment) -> None:
    rows = everything.findings().collect()
    assert rows.schema == pl.Schema(FOUND_COLUMNS)
    named = [
        ("worker_id" if name == "worker_key" else name)
        for name in FINDING_COLUMNS
        if not name.startswith("explanation")
    ]
    assert list(FOUND_COLUMNS) == [*named, *PARTS]


def test_every_rule_finds_something_here(everything: Assessment) -> None:
    rows = everything.findings().collect()
    assert {rule for rule in RULES if not rule.startswith("LEAD-")} <= set(rows["rule"]) <= set(RULES)
    assert set(rows["status"]) <= set(STATUSES)
    assert rows["finding"].is_unique().all()
    for rule, totals in everything.rules.items():
        mine = rows.filter(pl.col("rule") == rule)
        counted = {status: mine.filter(pl.col("status") == status).height for status in STATUSES}
        assert counted == {
            "breach": totals.breach,
            "cannot_tell": totals.cannot_tell,
            "lead": totals.lead,
            "data": totals.data,
        }
        assert mine["shortfall_total"].sum() == totals.shortfall_total
    assert rows["shortfall_total"].sum() == everything.shortfall_total
    assert rows["late_fine"].sum() == everything.late_fine_total


def test_no_finding_is_numbered_by_a_worker(everything: Assessment) -> None:
    rows = everything.findings().collect()
    assert not any(re.search(r"\d{16}", finding) for finding in rows["finding"])


def test_employers_add_up(everything: Assessment) -> None:
    assert sum(one.shortfall_total for one in everything.employers) == everything.shortfall_total
    assert sum(one.late_fine for one in everything.employers) == everything.late_fine_total
    for one in everything.employers:
        assert sum(one.shortfalls.values()) == one.shortfall_total == sum(one.by_programme.values())
        assert one.first_month <= one.last_month
        assert one.whole_due >= 0
    breaches = {rule: sum(one.breaches.get(rule, 0) for one in everything.employers) for rule in RULES}
    assert breaches == {rule: totals.breach for rule, totals in everything.rules.items()}


def test_places_stand_in_the_corpus(everything: Assessment, corpus: Corpus) -> None:
    texts = everything.findings().select("provision").unique().collect()["provision"].drop_nulls()
    assert len(texts) > 8
    for text in texts:
        for name, at in places(text):
            assert corpus.instrument(name).provision(at) is not None, (name, at)


def places(text: str) -> Iterator[tuple[str, str]]:
    for group in text.split("; "):
        name, _, ats = group.partition(" ")
        yield from ((name, at) for at in ats.split(", "))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_all_in_both_languages(rule: object, corpus: Corpus) -> None:
    from lindung.compliance.assessment.rule import Rule

    assert isinstance(rule, Rule)
    columns = {*FOUND_COLUMNS}
    for text in (rule.question, rule.says, rule.remedy, rule.innocent):
        assert (text is None) == (text is rule.innocent and rule.status != "lead")
        if text is not None:
            assert text.id
            assert text.en
    named = [{field for _, field, _, _ in Formatter().parse(said) if field} for said in rule.says]
    assert {name.removesuffix("_id") for name in named[0]} == {name.removesuffix("_en") for name in named[1]}
    assert named[0] | named[1] <= columns
    assert set(rule.readings) <= set(corpus.readings)
    assert (rule.rests_on == ()) == (rule.status == "lead")
    for place in rule.rests_on:
        assert " " in place or place in corpus.register


def test_templates_and_reasons_are_closed(everything: Assessment) -> None:
    rows = everything.findings().collect()
    assert set(rows["template"]) <= set(TEMPLATES)
    unsure = rows.filter(pl.col("status") == CANNOT_TELL)
    assert set(unsure["reason"]) <= set(REASONS)
    assert unsure["reason_id"].null_count() == unsure["reason_en"].null_count() == 0
    assert rows.filter(pl.col("status") != CANNOT_TELL)["reason"].null_count() == rows.height - unsure.height
    package = Path(__file__).parents[3] / "src" / "lindung" / "compliance" / "assessment"
    code = "".join(file.read_text(encoding="utf-8") for file in package.glob("*.py") if file.name != "reasons.py")
    assert {reason for reason in REASONS if f'"{reason}"' in code} == set(REASONS)
    assert max(CODES.values()) < 256


def test_files_and_sheets_keep_findings_apart(corpus: Corpus) -> None:
    line = {"month": "2025-03", "reported_wage": 2_000_000, "paid_wage": 2_600_000, "row": 5}
    places_of = [("a.xlsx", "Jan"), ("a.xlsx", "Feb"), ("b.csv", None)]
    lines = [{**line, "file": file, "sheet": sheet, "worker_id": f"{n}"} for n, (file, sheet) in enumerate(places_of)]
    assessment = assessed(report(lines), corpus)
    rows = assessment.findings().collect()
    assert rows["finding"].is_unique().all()
    assert rows["row"].drop_nulls().unique().to_list() == [5]


def test_an_empty_report(corpus: Corpus) -> None:
    assessment = assessed(report([]), corpus)
    assert assessment.shortfall_total == 0
    assert assessment.findings().collect().is_empty()
    assert assessment.employers == ()
    assert assessment.engines_agree
    assert assessment.range["base_floor"]["umk"].breach == 0


def test_findings_are_written_without_being_held(everything: Assessment, tmp_path: Path) -> None:
    everything.findings().sink_parquet(tmp_path / "findings.parquet")
    assert (
        pl.scan_parquet(tmp_path / "findings.parquet").select(pl.len()).collect().item()
        == everything.findings().collect().height
    )


def test_what_read_a_fault_is_told_by_its_rule(corpus: Corpus) -> None:
    made = report([{"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 4_000_000,
                    "faults": fault_bit("DATA-NIK-AGE") | fault_bit("DATA-FLAG")}])  # fmt: skip
    assessment = assessed(made, corpus)
    rows = assessment.findings().collect()
    data = rows.filter(pl.col("status") == "data")
    assert sorted(data["rule"]) == ["DATA-FLAG", "DATA-NIK-AGE"]
    assert set(data["provision"]) == {"pp-86-2013 pasal-3/ayat-1/huruf-b"}
