"""Every report of an audit written into its folder."""

from collections.abc import Mapping
from pathlib import Path

from lindung.compliance.course import Course
from lindung.messages import LANGUAGES, Language
from lindung.reporting.audit.letter import write_letters
from lindung.reporting.audit.page import report_page
from lindung.reporting.audit.view import AuditView
from lindung.reporting.audit.workbook import write_workbook


def write_reports(
    view: AuditView, folder: Path, *, templates: Mapping[Language, Path] | None = None, course: Course | None = None
) -> None:
    """Write `findings.xlsx`, `report.*.html` and, where they are due, `letter.*.docx` into an existing folder.

    `templates` are an office's own templates of the letter; `course` is told how far the work is.
    """
    course = course or Course()
    write_workbook(view, folder / "findings.xlsx")
    course.reached("workbook")
    for language in LANGUAGES:
        (folder / f"report.{language}.html").write_text(report_page(view, language), encoding="utf-8")
    course.reached("pages")
    write_letters(view, folder, templates=templates)
    course.reached("letters")
