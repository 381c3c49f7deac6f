"""The papers of a sample audit: one set of figures, everybody's number hidden, cited law, worked examples."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lindung.compliance.assessment.rules import TEMPLATES
from lindung.compliance.audit import Examination, as_written, examine
from lindung.compliance.sample.generator import sample
from lindung.compliance.schema import FINDING_COLUMNS
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES
from lindung.messages.language import rupiah
from lindung.reporting.audit.derivations import worked_examples
from lindung.reporting.audit.explanations import explained
from lindung.reporting.audit.from_examination import view_of
from lindung.reporting.audit.reports import write_reports
from lindung.reporting.audit.totals import by_programme
from lindung.reporting.audit.view import AuditView
from tests.reporting.audit.test_letter import paragraphs
from tests.reporting.audit.test_page import figures, without_plots
from tests.reporting.test_pages import read


@dataclass(frozen=True)
class Papers:
    """A sample audit, its view, and the folder of its papers."""

    examined: Examination
    view: AuditView
    folder: Path


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = tmp_path_factory.mktemp("papers")
    corpus = Corpus.load()
    report = sample(folder / "demo", 3000, 4, form="csv", corpus=corpus)
    tables = {name: folder / "demo" / f"{name}.csv" for name in ("employers", "roster", "payments")}
    examined = examine(
        report, paid=folder / "demo" / "payroll.csv", employers=tables["employers"], roster=tables["roster"],
        payments=tables["payments"], as_of=date(2026, 11, 21), served=date(2026, 11, 23), key=folder / "case.key",
        corpus=corpus,
    )  # fmt: skip
    out = folder / "out"
    out.mkdir()
    told = as_written(explained(examined.findings(), TEMPLATES, corpus)).select(list(FINDING_COLUMNS))
    told.sink_parquet(out / "findings.parquet")
    findings = pl.scan_parquet(out / "findings.parquet")
    examples = worked_examples(examined, findings)
    view = view_of(examined, findings, {**examined.summary, "engines_agree": True}, examined.timetable(), examples)
    write_reports(view, out)
    return Papers(examined, view, out)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, whole text) of every paper; of zipped ones part by part."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    if name.endswith((".xml", ".rels")):
                        yield f"{path.name}/{name}", parts.read(name).decode()
        elif path.suffix == ".html":
            yield path.name, path.read_text(encoding="utf-8")


def test_employers_of_the_reports_add_up_to_the_summary(papers: Papers) -> None:
    view, summary = papers.view, papers.examined.summary
    assert sum(one.shortfall_total for one in view.employers) == summary["shortfall_total"]
    assert sum(one.late_fine for one in view.employers) == summary["late_fine_total"]
    assert sum(sum(one.breaches.values()) for one in view.employers) == sum(
        rule["breach"] for rule in summary["rules"].values()
    )
    for one in view.employers:
        assert sum(one.shortfalls.values()) == one.shortfall_total
        assert sum(amount for _, amount in by_programme([one])) == one.shortfall_total
    assert {one.employer_id for one in view.employers} == {
        papers.examined.shown_employer(one.employer_id) for one in papers.examined.assessment.employers
    }


def test_nobodys_number_stands_in_any_paper(papers: Papers) -> None:
    intake = papers.examined.intake
    numbers = set(intake.lines.select(pl.col("worker_id").unique()).collect()["worker_id"].drop_nulls())
    numbers |= set(intake.lines.select(pl.col("kpj").unique()).collect()["kpj"].drop_nulls())
    long = sorted(number for number in numbers if len(number) >= 11)
    assert len(long) > 20
    for name, text in texts(papers.folder):
        plain = re.sub(r"\b[0-9a-f]{64}\b", "", text)
        assert not [number for number in long if number in plain], name


def test_both_languages_of_every_paper_say_the_same_figures(papers: Papers) -> None:
    pages = {
        language: without_plots((papers.folder / f"report.{language}.html").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }
    # the corpus restates articles in its own words, "two" here and "2" there; all before is reckoned
    reckoned = {language: re.split(r"\n10\. ", read(page))[0] for language, page in pages.items()}
    assert figures(reckoned["id"], "id") == figures(reckoned["en"], "en")
    letters = {language: "\n".join(paragraphs(papers.folder / f"letter.{language}.docx")) for language in LANGUAGES}
    assert figures(letters["id"], "id") == figures(letters["en"], "en")
    total = papers.examined.summary["shortfall_total"]
    for language in LANGUAGES:
        assert rupiah(total, language) in pages[language]
        for one in papers.view.employers:
            assert rupiah(one.shortfall_total, language) in letters[language]


def test_every_provision_named_is_listed_with_its_standing(papers: Papers) -> None:
    page = read(without_plots((papers.folder / "report.id.html").read_text(encoding="utf-8")))
    law = page[page.index("10. Hukum yang dipakai") :]
    assert "tidak ada dalam korpus" not in law
    assert law.count("naskah dibaca") > 5
    assert "PP 86/2013 Pasal 3 ayat (2) huruf b" in law


def test_figures_that_change_by_year_and_place_are_listed_with_their_standing(papers: Papers) -> None:
    names = {value.name.id for value in papers.view.values}
    assert "Batas upah JP" in names
    assert any(name.startswith("Upah minimum, Kota ") for name in names)
    page = read(without_plots((papers.folder / "report.id.html").read_text(encoding="utf-8")))
    recalled = [value for value in papers.view.values if value.recalled]
    assert recalled
    assert page.count("dari ingatan, belum diperiksa") >= len(recalled)


def test_each_rule_about_workers_has_a_worked_example(papers: Papers) -> None:
    found = papers.view.findings.filter(pl.col("status") == "breach", pl.col("worker_key").is_not_null())
    rules = set(found.select("rule").unique().collect()["rule"])
    examples = {one.rule: one for one in papers.view.examples}
    assert rules - {"REPORT-LATE-CHANGE"} <= set(examples)
    for one in examples.values():
        assert any(step.provision for step in one.steps) or one.rule == "REPORT-LATE-CHANGE"
        assert one.explanation.id


def test_leads_are_drawn_and_never_counted_as_breaches(papers: Papers) -> None:
    assert papers.view.leads
    assert all(lead.innocent.id and lead.innocent.en and lead.count for lead in papers.view.leads)
    page = (papers.folder / "report.en.html").read_text(encoding="utf-8")
    assert page.count("<svg") == sum(lead.plot is not None for lead in papers.view.leads)


def test_what_was_not_given_is_said(papers: Papers) -> None:
    bare = replace(papers.examined, intake=replace(papers.examined.intake, paid=None, roster=None, payments=None))
    view = view_of(bare, papers.view.findings, papers.view.summary, papers.view.timetable)
    said = " ".join(note.en for note in view.notes)
    assert "--paid" in said
    assert "--roster" in said
    assert "--payments" in said
    assert "--employers" not in said
