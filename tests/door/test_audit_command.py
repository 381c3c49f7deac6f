"""`lindung audit` as a user runs it: a sample audited, held against its truth; what is written, shown and refused."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import yaml
from icalendar import Calendar

from lindung.compliance.privacy import case_key
from lindung.door.command import run
from lindung.messages import LANGUAGES

MANDATORY = (
    "PDS-UPAH-UNDER", "PDS-UPAH-OVER", "PDS-TK", "PDS-PROGRAM", "PWBD", "PMI", "BASE-BELOW-UMK", "WAGE-BELOW-UMK",
    "REPORT-LATE-CHANGE",
)  # fmt: skip
SAME = ["rule", "employer_id", "worker_key", "month"]
FILES = {
    "findings.parquet", "findings.xlsx", "summary.json", "mapping.yaml", "set_aside.csv", "timetable.json",
    "timetable.ics", "report.id.html", "report.en.html", "letter.id.docx", "letter.en.docx",
}  # fmt: skip


class Outcome(NamedTuple):
    """Exit code and what was said."""

    code: int
    out: str
    err: str


def lindung(*arguments: object) -> Outcome:
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())


class Case(NamedTuple):
    """A sample, and its audit."""

    sample: Path
    out: Path
    key: Path
    outcome: Outcome

    @property
    def summary(self) -> dict[str, Any]:
        """summary.json."""
        document: dict[str, Any] = json.loads((self.out / "summary.json").read_text())
        return document

    @property
    def findings(self) -> pl.DataFrame:
        """findings.parquet."""
        return pl.read_parquet(self.out / "findings.parquet")

    @property
    def truth(self) -> pl.DataFrame:
        """The truth, with workers' keys."""
        key = case_key(self.key)
        truth = pl.read_parquet(self.sample / "truth.parquet")
        keys = [None if worker is None else key.worker(worker) for worker in truth["worker_id"]]
        return truth.with_columns(pl.Series("worker_key", keys, pl.String))


def inputs(sample: Path) -> list[object]:
    """The options that name every table of a sample."""
    given: list[object] = []
    for option, name in (("paid", "payroll"), ("employers",) * 2, ("roster",) * 2, ("payments",) * 2):
        (file,) = sample.glob(f"{name}.*")
        given += [f"--{option}", file]
    return given


@pytest.fixture(scope="module", autouse=True)
def _nobody_s_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The case key made without --key lies in a folder of the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """5,000 lines with everything given and the first warning served."""
    folder = tmp_path_factory.mktemp("case")
    assert lindung("audit", "sample", folder / "demo", "--rows", 5000).code == 0
    report, out, key = folder / "demo" / "wage_report.xlsx", folder / "out", folder / "kept" / "case.key"
    command = ["audit", report, *inputs(folder / "demo"), "--out", out, "--key", key, "--as-of", "2026-11-21"]
    outcome = lindung(*command, "--served", "2026-11-23", "--json")
    assert outcome.code == 1, outcome.err
    return Case(folder / "demo", out, key, outcome)


def test_every_seeded_violation_is_found(case: Case) -> None:
    seeded = case.truth.filter(pl.col("expected") != "none")
    found = case.findings.select(*SAME, "status")
    missed = seeded.join(found, on=SAME, how="anti", nulls_equal=True)
    assert missed.is_empty(), missed
    status = seeded.join(found, on=SAME, nulls_equal=True).filter(pl.col("expected") != pl.col("status"))
    assert status.is_empty(), status
    assert set(MANDATORY) <= set(seeded["rule"])


def test_nothing_else_is_called_a_breach(case: Case) -> None:
    breaches = case.findings.filter(pl.col("status") == "breach")
    assert set(breaches["rule"]) == set(MANDATORY)
    seeded = case.truth.filter(pl.col("expected") == "breach")
    unfounded = breaches.join(seeded, on=SAME, how="anti", nulls_equal=True)
    assert unfounded.is_empty(), unfounded.select(*SAME, "row", "explanation_en")


def test_no_lookalike_is_accused(case: Case) -> None:
    lookalikes = case.truth.filter(pl.col("expected") == "none")
    accused = case.findings.filter(pl.col("status").is_in(["breach", "data"])).join(
        lookalikes, on=SAME, nulls_equal=True
    )
    assert accused.is_empty(), accused
    assert lookalikes["case"].n_unique() > 20


def test_lines_reconcile_and_the_engines_agree(case: Case) -> None:
    summary = case.summary
    lines = summary["lines"]
    assert lines["read"] == lines["checked"] + lines["set_aside"] + lines["refused"] == 5_000
    assert summary["engines_agree"] is True
    assert [file["lines"] for file in summary["files"]] == [5_000]
    assert set(summary) >= {
        "lines", "files", "rules", "shortfall_total", "late_fine_total", "as_of", "readings", "range", "engines_agree",
    }  # fmt: skip
    assert set(summary["readings"]) >= {
        "base_floor", "joint_leave", "warning_days", "day_one", "fine_base", "fine_months", "part_month", "month_law",
    }  # fmt: skip
    assert set(summary["range"]["base_floor"]) == {"umk", "paid_wage"}


def test_totals_are_those_of_the_findings(case: Case) -> None:
    rules = case.summary["rules"]
    for rule, status, count in case.findings.group_by("rule", "status").len().iter_rows():
        if status in ("breach", "cannot_tell", "lead"):
            assert rules[rule][status] == count, rule
    breaches = case.findings.filter(pl.col("status") == "breach")
    assert breaches["shortfall_total"].sum() == case.summary["shortfall_total"]
    assert breaches["late_fine"].sum() == case.summary["late_fine_total"]


def test_json_is_the_summary(case: Case) -> None:
    assert json.loads(case.outcome.out) == case.summary


def test_the_folder_holds_what_the_contract_says(case: Case) -> None:
    assert {file.name for file in case.out.iterdir()} >= FILES
    columns = case.findings.columns
    assert columns[:9] == ["finding", "rule", "status", "employer_id", "worker_key", "month", "file", "sheet", "row"]
    assert columns[-4:] == ["provision", "reading", "explanation_id", "explanation_en"]
    assert case.findings["finding"].is_unique().all()
    assert case.findings.filter(pl.col("explanation_id").is_null() | pl.col("explanation_en").is_null()).is_empty()
    assert re.fullmatch(r"20\d\d-\d\d", case.findings["month"][0])
    assert yaml.safe_load((case.out / "mapping.yaml").read_text())


def test_the_timetable(case: Case) -> None:
    timetable = json.loads((case.out / "timetable.json").read_text())
    assert timetable["served"] == "2026-11-23"
    assert [step["step"] for step in timetable["steps"]] == ["warning_1", "warning_2", "fine", "withheld_services"]
    assert timetable["steps"][2]["amount"] > 0
    assert {route["route"] for route in timetable["other_routes"]} == {"manpower_agency", "labour_inspectorate"}
    events = Calendar.from_ical((case.out / "timetable.ics").read_bytes()).walk("VEVENT")
    assert [str(event.decoded("dtstart")) for event in events] == [step["from"] for step in timetable["steps"]]


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that is handed on, as text, archives opened."""
    for file in folder.iterdir():
        if file.name == "set_aside.csv":
            continue
        if file.suffix == ".parquet":
            yield file.name, pl.read_parquet(file).write_csv()
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{file.name}/{name}", archive.read(name).decode("utf-8", errors="replace")
        else:
            yield file.name, file.read_text(encoding="utf-8")


def test_nobody_s_number_or_name_is_handed_on(case: Case) -> None:
    people = pl.read_csv(case.sample / "roster.csv", infer_schema_length=0)
    report = pl.read_excel(case.sample / "wage_report.xlsx", read_options={"header_row": 3}, infer_schema_length=0)
    numbers = {*people["worker_id"], *report["NIK"], *report["NO KPJ"]} - {None}
    names = {name for name in people["name"] if name.count(" ") > 1}
    for name, text in texts(case.out):
        assert not numbers & set(re.findall(r"\d{11,16}", text)), name
        assert not any(person in text for person in names), name
    for said in case.outcome:
        assert not numbers & set(re.findall(r"\d{11,16}", str(said)))


def test_nothing_live(case: Case) -> None:
    for name, text in texts(case.out):
        for formula in re.findall(r"<f[ >].*?</f>", text):
            assert "SUBTOTAL" in formula, (name, formula)
        fields = set(re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", text))
        assert fields <= {"PAGE", "NUMPAGES"}, (name, fields)  # the template's own page numbers
        if name.endswith(".html"):
            assert "<script" not in text.lower(), name


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Outcome]:
    """Audits of a sample of 300 lines."""
    folder = tmp_path_factory.mktemp("small")
    assert lindung("audit", "sample", folder / "demo", "--rows", 300, "--seed", 2).code == 0

    def audited(out: Path, *options: object, given: bool = True, lang: str = "en") -> Outcome:
        tables = inputs(folder / "demo") if given else []
        report = folder / "demo" / "wage_report.xlsx"
        return lindung("audit", report, *tables, "--key", folder / "case.key", "--out", out, "--lang", lang, *options)

    return audited


def test_both_languages_show_the_same_figures(small: Callable[..., Outcome], tmp_path: Path) -> None:
    shown = {}
    for language in LANGUAGES:
        outcome = small(tmp_path / language, lang=language)
        assert outcome.code == 1
        shown[language] = [re.sub(r"[.,]", "", number) for number in re.findall(r"\d[\d.,]*", outcome.out)]
    assert shown["id"] == shown["en"]
    assert len(shown["id"]) > 10


def test_without_service_no_letter_and_no_calendar(small: Callable[..., Outcome], tmp_path: Path) -> None:
    assert small(tmp_path / "out").code == 1
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names >= FILES - {"timetable.ics", "letter.id.docx", "letter.en.docx"}
    assert not {name for name in names if name.startswith("letter") or name.endswith(".ics")}
    assert json.loads((tmp_path / "out" / "timetable.json").read_text())["served"] is None


def test_explained(case: Case) -> None:
    breach = case.findings.filter(rule="PDS-UPAH-UNDER", status="breach").row(0, named=True)
    command = (
        "audit",
        "explain",
        case.out,
        "--worker",
        breach["worker_key"],
        "--month",
        breach["month"],
        "--key",
        case.key,
    )
    shown = {language: lindung(*command, "--lang", language) for language in LANGUAGES}
    for outcome in shown.values():
        assert outcome.code == 0, outcome.err
        assert "PDS-UPAH-UNDER" in outcome.out
        assert not re.search(r"\d{16}", outcome.out)
    assert "Article" in shown["en"].out
    assert "Pasal" in shown["id"].out
    document = json.loads(lindung(*command, "--json").out)
    assert document["worker_key"] == breach["worker_key"]
    assert any(step["provision"] for step in document["steps"])
    assert document["persons"] == []


def test_revealed_with_the_key_alone(case: Case, tmp_path: Path) -> None:
    breach = case.findings.filter(rule="PDS-UPAH-UNDER", status="breach").row(0, named=True)
    command = ("audit", "explain", case.out, "--worker", breach["worker_key"], "--month", breach["month"])
    (person,) = json.loads(lindung(*command, "--reveal", "--key", case.key, "--json").out)["persons"]
    assert case_key(case.key).worker(person["worker_id"]) == breach["worker_key"]
    assert person["name"]
    missing = lindung(*command, "--reveal", "--key", tmp_path / "other.key", "--lang", "en")
    assert (missing.code, missing.out) == (2, "")
    assert not (tmp_path / "other.key").exists()
    case_key(tmp_path / "other.key")
    refused = lindung(*command, "--reveal", "--key", tmp_path / "other.key", "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "another key" in refused.err


def test_without_the_sources_the_findings_still_explain(case: Case, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "elsewhere"
    shutil.copytree(case.out, copy)
    summary = json.loads((copy / "summary.json").read_text()) | {"audit": "nowhere"}
    (copy / "summary.json").write_text(json.dumps(summary))
    breach = case.findings.filter(rule="PDS-UPAH-UNDER", status="breach").row(0, named=True)
    command = ("audit", "explain", copy, "--worker", breach["worker_key"], "--month", breach["month"], "--lang", "en")
    outcome = lindung(*command, "--key", case.key)
    assert outcome.code == 0
    assert breach["explanation_en"] in re.sub(r"\s+", " ", outcome.out)
    refused = lindung(*command, "--key", case.key, "--reveal")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("worker", "month", "word"), [("wnobody", "2025-03", "wnobody"), ("wnobody", "March", "--month")]
)
def test_nobody_there(case: Case, worker: str, month: str, word: str) -> None:
    outcome = lindung("audit", "explain", case.out, "--worker", worker, "--month", month, "--key", case.key)
    assert (outcome.code, outcome.out) == (2, "")
    assert word in outcome.err


def test_since(small: Callable[..., Outcome], tmp_path: Path) -> None:
    assert small(tmp_path / "first").code == 1
    assert small(tmp_path / "second", "--since", tmp_path / "first").code == 1
    history = json.loads((tmp_path / "second" / "summary.json").read_text())["history"]
    breaches = pl.read_parquet(tmp_path / "first" / "findings.parquet").filter(status="breach")
    assert (history["remains"], history["cured"], history["new"]) == (breaches.height, 0, 0)
    states = pl.read_parquet(tmp_path / "second" / "history.parquet")
    assert set(states["state"]) == {"remains"}


def test_refused_leaves_nothing(small: Callable[..., Outcome], tmp_path: Path, case: Case) -> None:
    out = tmp_path / "out"
    report = case.sample / "wage_report.xlsx"
    commands: list[tuple[tuple[object, ...], str]] = [
        ((tmp_path / "gone.xlsx", "--out", out), "gone.xlsx"),
        ((report, "--out", out, "--served", "soon"), "--served"),
        ((report, "--out", out, "--reading", "base_floor=none"), "base_floor"),
        ((report, "--out", out, "--reading", "base_floor"), "base_floor"),
        ((report, "--out", out, "--key", out / "case.key"), "case.key"),
        ((report, "--out", out, "--since", tmp_path), "--out"),
        ((report,), "--out"),
    ]
    for arguments, word in commands:
        outcome = lindung("audit", *arguments, "--lang", "en")
        assert (outcome.code, outcome.out) == (2, ""), arguments
        assert word in outcome.err
        assert "Traceback" not in outcome.err
        assert not list(tmp_path.iterdir()), arguments
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.docx").touch()
    outcome = small(tmp_path / "taken")
    assert (outcome.code, outcome.out) == (2, "")
    assert "thesis.docx" in outcome.err


def test_a_first_word_that_is_no_command_is_a_file(tmp_path: Path) -> None:
    outcome = lindung("audit", "check", tmp_path / "gone.csv", "--out", tmp_path / "out", "--lang", "en")
    other = lindung("audit", tmp_path / "gone.csv", "--out", tmp_path / "out", "--lang", "en")
    first = lindung("audit", "--out", tmp_path / "out", tmp_path / "gone.csv", "--lang", "en")
    assert outcome == other == first
    assert outcome.code == 2
    for language, word in (("id", "Periksa"), ("en", "Check")):
        assert word in lindung("audit", "--help", "--lang", language).out
        assert "--served" in lindung("audit", "check", "--help", "--lang", language).out


@pytest.mark.parametrize("option", ["--paid", "--employers", "--roster", "--payments", "--map"])
def test_a_table_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    report = tmp_path / "report.csv"
    report.write_text("employer_id;worker_id;month;reported_wage\nA1;1371010101900001;2025-01;3000000\n")
    missing = tmp_path / "nowhere.csv"
    arguments = [
        "audit",
        str(report),
        option,
        str(missing),
        "--out",
        str(tmp_path / "out"),
        "--key",
        str(tmp_path / "k"),
    ]
    assert run([*arguments, "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nowhere.csv" in captured.err
    assert not (tmp_path / "out").exists()
