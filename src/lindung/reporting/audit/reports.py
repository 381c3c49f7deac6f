"""Every report of an audit written into its folder."""

from pathlib import Path

from lindung.messages import LANGUAGES
from lindung.reporting.audit.letter import write_letters
from lindung.reporting.audit.page import report_page
from lindung.reporting.audit.view import AuditView
from lindung.reporting.audit.workbook import write_workbook


def write_reports(view: AuditView, folder: Path, *, letter_template: Path | None = None) -> None:
    """Write `findings.xlsx`, `report.*.html` and, where they are due, `letter.*.docx` into an existing folder."""
    write_workbook(view, folder / "findings.xlsx")
    for language in LANGUAGES:
        (folder / f"report.{language}.html").write_text(report_page(view, language), encoding="utf-8")
    write_letters(view, folder, template=letter_template)
