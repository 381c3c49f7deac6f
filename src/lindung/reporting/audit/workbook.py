"""findings.xlsx: every finding with filters, and what the figures mean. No text that came in is a formula or link.

The first row of a findings sheet holds the contract's column names as values and shows them as headings in both
languages by a number format, so that a person and a program read the same sheet.
"""

import io
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.schema import FINDING_COLUMNS
from lindung.reporting.audit.columns import BY_NAME, COLUMNS, STATUS_NAMES
from lindung.reporting.audit.sheet_rows import MODEL_ROWS, fill
from lindung.reporting.audit.view import AuditView
from lindung.reporting.audit.workbook_form import Formats, Span
from lindung.reporting.audit.workbook_pages import write_pages

if TYPE_CHECKING:
    import polars as pl

FINDINGS_SHEET: Final = "Temuan-Findings"
ROWS_A_SHEET: Final = 1_000_000  # below Excel's 1,048,576, with room for a person's own rows
_FROZEN_COLUMNS: Final = 2
_A3: Final = 8
_PAGES_WIDE: Final = 3  # twenty-eight columns on one page could not be read
_TWO_LINES: Final = 30  # points: an explanation takes two lines


def write_workbook(view: AuditView, path: Path, *, rows_a_sheet: int = ROWS_A_SHEET) -> None:
    """Write the workbook; findings go on as many sheets as they need."""
    import xlsxwriter  # slow, and few commands need it

    model = io.BytesIO()
    spans = list(_spans(_count(view), rows_a_sheet))
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(model, options) as book:
        book.set_properties({"title": "Temuan - Findings", "created": datetime.combine(view.as_of, time())})
        formats = Formats(book)
        for span in spans:
            _model_sheet(book, formats, span)
        write_pages(view, book, formats, spans)
    fill(model, path, breaches_first(view.findings), COLUMNS, [span.rows for span in spans])


def breaches_first(findings: "pl.LazyFrame") -> "pl.LazyFrame":
    """The findings in the order in which a person wants them, breaches first; never held in memory to be sorted."""
    import polars as pl

    return pl.concat([findings.filter(pl.col("status") == status) for status in STATUS_NAMES])


def _count(view: AuditView) -> int:
    import polars as pl

    return int(view.findings.select(pl.len()).collect().item())


def _spans(findings: int, rows_a_sheet: int) -> Iterator[Span]:
    """The findings sheets and how many findings each holds."""
    if findings <= rows_a_sheet:
        yield Span(FINDINGS_SHEET, findings)
        return
    for number, start in enumerate(range(0, findings, rows_a_sheet), 1):
        yield Span(f"{FINDINGS_SHEET} {number}", min(rows_a_sheet, findings - start))


def _model_sheet(book: Any, formats: Formats, span: Span) -> None:
    """A findings sheet with its headings, and a row for each status that shows in which format its cells stand."""
    sheet = book.add_worksheet(span.sheet)
    sheet.freeze_panes(1, _FROZEN_COLUMNS)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(_PAGES_WIDE, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, _FROZEN_COLUMNS - 1)
    sheet.set_default_row(_TWO_LINES)
    sheet.set_row(0, 48)
    sheet.autofilter(0, 0, max(span.rows, 1), len(FINDING_COLUMNS) - 1)
    for place, name in enumerate(FINDING_COLUMNS):
        column = BY_NAME[name]
        sheet.set_column(place, place, column.width)
        unit = " (Rp)" if column.kind == "rupiah" else ""
        sheet.write_string(0, place, name, formats.heading_showing(column.heading, unit))
        for row, status in zip(range(1, MODEL_ROWS + 1), STATUS_NAMES, strict=True):
            kinds = {"rupiah": formats.rupiah, "row": formats.count, "month": formats.month,
                     "explanation": formats.wrapped, "status": formats.statuses[status]}  # fmt: skip
            sheet.write_blank(row, place, None, kinds.get(column.kind, formats.text))
