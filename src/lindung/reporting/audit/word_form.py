"""What python-docx has no words for: fields, shading, rows that repeat or stay whole, widths that hold."""

from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

GREY: Final = "E7ECF2"


def field(run: Any, code: str) -> None:
    """Put a field of our own, such as the page number, into a run."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def block(cell: Any, lines: tuple[str, ...]) -> None:
    """Centred lines in a cell."""
    cell.text = "\n".join(lines)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def set_widths(table: Any, widths: tuple[float, ...]) -> None:
    """Set the widths of a table's columns, in centimetres."""
    table.autofit = False
    for place, width in enumerate(widths):
        table.columns[place].width = Cm(width)
        for row in table.rows:
            row.cells[place].width = Cm(width)


def tight(table: Any, size: float | None = None) -> None:
    """Little room between the lines of a table, in a size of its own where one is given (points)."""
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = None if size is None else Pt(size)


def shade(cell: Any) -> None:
    """A grey ground."""
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", GREY)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def repeat_head(row: Any) -> None:
    """Repeat a row at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_together(table: Any) -> None:
    """Break no row over two pages."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
