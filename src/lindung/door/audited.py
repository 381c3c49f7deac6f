"""The audit as notebooks and the command line have it: what was examined, together with its papers."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.rules import TEMPLATES
from lindung.compliance.audit import MONTHS_A_YEAR, Examination, File, as_written, examine
from lindung.compliance.consequences.calendar_file import calendar_file
from lindung.compliance.course import Course, Progress
from lindung.compliance.folder import whole_folder
from lindung.compliance.history import FINDINGS, SUMMARY
from lindung.compliance.intake.mapping import mapping_text
from lindung.compliance.schema import FINDING_COLUMNS
from lindung.compliance.sources import remember
from lindung.door.notebook import framed
from lindung.door.progress import bar
from lindung.messages import BadInput, Fault, Language, default_language
from lindung.reporting.audit.derivations import steps_said, worked_examples
from lindung.reporting.audit.explained import Explained
from lindung.reporting.audit.explanations import explained
from lindung.reporting.audit.from_examination import view_of
from lindung.reporting.audit.own_template import own_templates
from lindung.reporting.audit.page import report_page
from lindung.reporting.audit.reports import write_reports
from lindung.reporting.audit.view import AuditView

if TYPE_CHECKING:
    import polars as pl

_LIVE: Final = r"^[=+\-@\t\r]"  # what a spreadsheet would take for a formula


class Audit:
    """One audit. In a notebook it shows itself as its report; `write` puts everything into a folder."""

    def __init__(
        self, examined: Examination, templates: Mapping[Language, Path] | None = None, course: Course | None = None
    ) -> None:
        self.examined = examined
        self._templates = templates
        self._course = course

    @cached_property
    def findings(self) -> "pl.DataFrame":
        """Every finding with its sentence in both languages: workers by key, months as `2025-03`."""
        return self._said().collect(engine="streaming")

    @property
    def summary(self) -> dict[str, Any]:
        """Lines, totals by rule, readings and their range: what summary.json holds."""
        return self.examined.summary

    def timetable(self, served: date | str | None = None) -> dict[str, Any]:
        """What PP 86/2013 then prescribes, step by step, from the day on which the first warning was served."""
        day = date.fromisoformat(served) if isinstance(served, str) else served
        return self.examined.timetable(day)

    def explain(self, worker: str, month: str | int) -> Explained:
        """How one worker's figures of one month came about; `worker` is a worker's key or a NIK, `month` `2025-03`.

        Raises `BadInput` for a worker or a month that is not there.
        """
        worker_id = self.examined.worker_id(worker)
        number = month if isinstance(month, int) else month_number(month)
        steps = () if worker_id is None else self.examined.assessment.derive(worker_id, number)
        if worker_id is None or not steps:
            raise BadInput(Fault("worker-unknown", {"worker": self._shown(worker), "month": month_text(number)}))
        key = self.examined.key.worker(worker_id)
        rows = self._said(self.examined.findings().filter(worker_key=key, month=number)).collect()
        return Explained(self.examined.corpus, key, number, steps_said(steps), tuple(rows.iter_rows(named=True)))

    def _shown(self, worker: str) -> str:
        """A worker as named by the user: a NIK that was typed is not said back."""
        return worker if worker.startswith("w") else self.examined.key.worker(worker)

    def write(self, folder: File) -> None:
        """Write everything into `folder`, which is new, empty, or holds an earlier audit that is then replaced.

        All of it appears at once or, if anything fails, nothing. Letters and calendar are written where the first
        warning was served; letters only where there is a breach and both engines agree. Raises `BadInput`.
        """
        examined, out = self.examined, Path(folder)
        course = self._course or Course(_shown(), after="recount")
        with whole_folder(out, SUMMARY) as new:
            self._said().sink_parquet(new / FINDINGS)
            course.reached("findings")
            _json(new / SUMMARY, self.summary)
            timetable = self.timetable()
            _json(new / "timetable.json", timetable)
            if examined.served is not None:
                (new / "timetable.ics").write_bytes(calendar_file(timetable, case=examined.case, as_of=examined.as_of))
            (new / "mapping.yaml").write_text(mapping_text(examined.intake.mappings), encoding="utf-8")
            _inert(examined.intake.set_aside).write_csv(new / "set_aside.csv")
            if examined.earlier is not None:
                examined.history.write_parquet(new / "history.parquet")
            view = self._view(new / FINDINGS, timetable)
            write_reports(view, new, templates=self._templates, course=course)
            remember(examined.key_file, examined.identity, examined.inputs)

    def _said(self, found: "pl.LazyFrame | None" = None) -> "pl.LazyFrame":
        found = self.examined.findings() if found is None else found
        return as_written(explained(found, TEMPLATES, self.examined.corpus)).select(list(FINDING_COLUMNS))

    def _view(self, findings: Path | None, timetable: Mapping[str, Any]) -> AuditView:
        import polars as pl

        written = self.findings.lazy() if findings is None else pl.scan_parquet(findings)
        examples = worked_examples(self.examined, written)
        return view_of(self.examined, written, self.summary, timetable, examples)

    def html(self, language: Language | None = None) -> str:
        """The report as one self-contained page."""
        return report_page(self._view(None, self.timetable()), language or default_language())

    def _repr_html_(self) -> str:
        return framed(self.html())

    def __repr__(self) -> str:
        lines, rules = self.summary["lines"], self.summary["rules"].values()
        return f"<audit of {lines['read']} lines, {sum(rule['breach'] for rule in rules)} breaches>"


def audit(
    report: File | Sequence[File],
    *,
    paid: File | None = None,
    employers: File | None = None,
    roster: File | None = None,
    payments: File | None = None,
    mapping: File | None = None,
    as_of: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    served: date | str | None = None,
    second_served: date | str | None = None,
    key: File | None = None,
    since: File | None = None,
    letter_template: File | None = None,
    out: File | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Hold a wage report (a file, several, or a folder) against what was paid and the law of each month.

    `paid` is the payroll, `roster` who was employed, `payments` the contributions paid; what is not given cannot be
    told, and is said so. `served` is the day on which the first warning was received. `since` is the folder of an
    earlier audit of the same case, `letter_template` an office's own Word template (`own_templates`), `key` the file
    of the case key, `out` the folder that will be handed on (the key must not lie in it). Days may be given as
    `2025-03-26`. `progress` is told what is done up to `write`, and how much there is; without it a bar shows how far
    the findings are. Raises `BadInput` for anything that cannot be used.
    """
    days = (as_of, served, second_served)
    today, first, second = (date.fromisoformat(day) if isinstance(day, str) else day for day in days)
    templates = None if letter_template is None else own_templates(Path(letter_template))
    course = Course(_shown(), until="recount") if progress is None else Course(progress)
    examined = examine(
        report, paid=paid, employers=employers, roster=roster, payments=payments, mapping=mapping, as_of=today,
        readings=readings, served=first, second_served=second, key=key, since=since, out=out, course=course,
    )  # fmt: skip
    if progress is not None:
        return Audit(examined, templates, course)
    found = Audit(examined, templates)
    _ = found.summary  # worked out here, in sight of the bar
    return found


def _shown() -> Progress:
    """The bar of a notebook."""
    shown = bar()
    return lambda done, total: shown("", done, total)


def month_number(month: str) -> int:
    """`2025-03` as audits count months. Raises `BadInput` for another form."""
    try:
        day = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise BadInput(Fault("date-form", {"key": "--month", "value": month})) from None
    return day.year * MONTHS_A_YEAR + day.month - 1


def month_text(month: int) -> str:
    """A month as it is written: `2025-03`."""
    return f"{month // MONTHS_A_YEAR}-{month % MONTHS_A_YEAR + 1:02}"


def _json(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _inert(rows: "pl.DataFrame") -> "pl.DataFrame":
    """Lines set aside as text that no spreadsheet takes for a formula: a bar before the first cell too."""
    import polars as pl

    def quoted(name: str) -> pl.Expr:
        live = pl.col(name).str.contains(_LIVE)
        return pl.when(live).then(pl.concat_str(pl.lit("'"), name)).otherwise(name).alias(name)

    return rows.with_columns(quoted("file"), quoted("sheet"), raw=pl.concat_str(pl.lit("| "), "raw"))
