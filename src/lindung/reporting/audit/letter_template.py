"""Builds the Word templates of the letter, one a language: `python -m lindung.reporting.audit.letter_template`.

The templates are ordinary Word files with named blanks in double braces; an office copies one, puts its own letterhead
and wording around the blanks, and hands it back. What each blank holds is listed in `templates/README.md`.
"""

import sys
from copy import deepcopy
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from lindung.messages import LANGUAGES, Language, Text
from lindung.reporting.audit.letter import TEMPLATES, template_path
from lindung.reporting.audit.word_form import block, field, keep_together, repeat_head, set_widths, shade, tight

_FONT: Final = "Arial"


def build(language: Language) -> Any:
    """The template as a python-docx document."""
    return _Builder(language).document


class _Builder:
    """Writes one template from top to bottom."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.document = Document()
        self._page()
        self._loop("for letter in letters")
        self._head()
        self._findings()
        self._money()
        self._to_do()
        self._fines()
        self._timetable()
        self._close()
        self._next()
        self._loop("endfor")
        self._tail()

    def say(self, indonesian: str, english: str) -> str:
        """A text in the template's language."""
        return Text(indonesian, english).said(self.language)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(10)
        fonts = style.element.rPr.rFonts
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), {"id": "id-ID", "en": "en-GB"}[self.language])
        style.element.rPr.append(language)
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(4), Pt(0)
        style.paragraph_format.line_spacing = 1.1
        properties = self.document.core_properties
        properties.title = self.say("Surat hasil pemeriksaan laporan upah", "Letter on the audit of a wage report")
        properties.author, properties.comments = "Lindung", ""
        properties.language = self.language
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run(self.say("Halaman ", "Page "))
        field(footer.add_run(), "PAGE")
        self.document.styles["Footer"].font.size = Pt(8)
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        section._sectPr.append(numbers)

    def _loop(self, tag: str) -> None:
        self.document.add_paragraph(f"{{%p {tag} %}}")

    def _paragraph(self, text: str, *, bold: bool = False, align: Any = None, after: float | None = None) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold
        if align is not None:
            paragraph.alignment = align
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _heading(self, text: str) -> None:
        paragraph = self._paragraph(text, bold=True, after=3)
        paragraph.paragraph_format.space_before = Pt(9)
        paragraph.paragraph_format.keep_with_next = True

    def _head(self) -> None:
        self._paragraph(self.say("[KOP SURAT KANTOR]", "[LETTERHEAD OF THE OFFICE]"), bold=True,
                        align=WD_ALIGN_PARAGRAPH.CENTER, after=14)  # fmt: skip
        table = self.document.add_table(rows=0, cols=2)
        lines = (
            (self.say("Nomor", "Number"), ": ......................................."),
            (self.say("Tempat, tanggal", "Place, date"), ": ......................................."),
            (self.say("Lampiran", "Enclosed"),
             self.say(": findings.xlsx ({{ letter.attached }} temuan untuk NPP ini)",
                      ": findings.xlsx ({{ letter.attached }} findings for this NPP)")),
            (self.say("Hal", "Subject"), ": {{ letter.subject }}"),
        )  # fmt: skip
        for name, text in lines:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, text
        set_widths(table, (3.2, 12.8))
        tight(table)
        table.rows[-1].cells[1].paragraphs[0].runs[0].bold = True
        self._paragraph("", after=2)
        self._paragraph(self.say("Yth. Pimpinan", "To the management of"), after=0)
        self._paragraph("{{ letter.name }}", bold=True, after=0)
        self._paragraph("NPP {{ letter.employer_id }}", after=0)
        self._paragraph("{{ letter.region }}", after=10)
        self._paragraph(self.say("Dengan hormat,", "Dear Sir or Madam,"))
        self._paragraph("{{ letter.opening }}")

    def _findings(self) -> None:
        self._heading(self.say("Temuan", "What was found"))
        heads = (
            self.say("Pelanggaran", "Breach"), self.say("Jumlah temuan", "Findings"),
            self.say("Kekurangan iuran", "Contributions short"), self.say("Dasar hukum", "Law"),
        )  # fmt: skip
        row = ("{{ row.title }} ({{ row.rule }})", "{{ row.count }}", "{{ row.shortfall }}", "{{ row.law }}")
        total = (self.say("Jumlah", "Total"), "{{ letter.count }}", "{{ letter.shortfall }}", "")
        self._table(heads, "row in letter.findings", row, total, (5.8, 2.0, 3.4, 4.8), right=(1, 2))
        self._paragraph("{{ letter.workers }}")

    def _money(self) -> None:
        self._loop("if letter.programmes")
        self._heading(self.say("Kekurangan iuran menurut program", "Contributions short by programme"))
        heads = (self.say("Program dan bagian", "Programme and share"), self.say("Kekurangan", "Short"))
        total = (self.say("Jumlah", "Total"), "{{ letter.shortfall }}")
        row = ("{{ row.name }}", "{{ row.amount }}")
        self._table(heads, "row in letter.programmes", row, total, (11.0, 5.0), right=(1,))
        self._loop("endif")
        self._loop("if letter.overpaid")
        self._paragraph("{{ letter.overpaid }}")
        self._loop("endif")
        self._paragraph("{{ letter.reading }}")

    def _to_do(self) -> None:
        self._heading(self.say("Yang harus dilakukan", "What must be done"))
        self._paragraph("{{ letter.deadline }}")
        self._loop("for row in letter.to_do")
        paragraph = self._paragraph("{{ row.letter }}. {{ row.text }}", after=2)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.1), Cm(-0.6)
        self._loop("endfor")
        self._paragraph("{{ letter.answer }}")

    def _fines(self) -> None:
        self._heading(self.say("Dua denda yang berbeda", "Two different fines"))
        heads = (self.say("Denda", "Fine"), self.say("Jumlah", "Amount"), self.say("Keterangan", "What it is"))
        row = ("{{ row.name }}", "{{ row.amount }}", "{{ row.about }}")
        self._table(heads, "row in letter.fines", row, None, (3.8, 3.2, 9.0), right=(1,))

    def _timetable(self) -> None:
        self._loop("if letter.steps")
        self._heading(self.say("Jadwal bila kewajiban tidak dipenuhi", "What follows if nothing is done"))
        heads = (
            self.say("Langkah", "Step"), self.say("Mulai", "From"), self.say("Sampai", "Until"),
            self.say("Dasar", "Law"),
        )  # fmt: skip
        row = ("{{ row.name }}", "{{ row.first }}", "{{ row.last }}", "{{ row.law }}")
        self._table(heads, "row in letter.steps", row, None, (4.1, 3.5, 3.5, 4.9))
        self._loop("endif")
        self._loop("for note in letter.notes")
        self._paragraph("{{ note }}", after=3).paragraph_format.keep_with_next = True
        self._loop("endfor")

    def _close(self) -> None:
        closing = self._paragraph(
            self.say(
                "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.",
                "We thank you for your attention and cooperation.",
            ),
            after=10,
        )
        closing.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        received, signed = table.rows[0].cells
        block(received, (
            self.say("Diterima oleh pemberi kerja,", "Received by the employer,"), "", "", "",
            "(.......................................)",
            self.say("Nama dan jabatan", "Name and position"),
            self.say("Tanggal diterima: .....................", "Received on: ....................."),
        ))  # fmt: skip
        block(signed, (
            self.say("Petugas pemeriksa,", "Inspector,"), "", "", "",
            "(.......................................)",
            self.say("Nama, jabatan, nomor pegawai", "Name, position, staff number"),
        ))  # fmt: skip
        set_widths(table, (8.0, 8.0))
        keep_together(table)
        self._paragraph("", after=0)

    def _table(
        self,
        heads: tuple[str, ...],
        loop: str,
        row: tuple[str, ...],
        total: tuple[str, ...] | None,
        widths: tuple[float, ...],
        right: tuple[int, ...] = (),
    ) -> None:
        table = self.document.add_table(rows=0, cols=len(heads))
        table.style = "Table Grid"
        rows: list[tuple[str, ...]] = [heads, (f"{{%tr for {loop} %}}",), row, ("{%tr endfor %}",)]
        for texts in rows if total is None else [*rows, total]:
            cells = table.add_row().cells
            for place, text in enumerate(texts):
                cells[place].text = text
                if place in right:
                    cells[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for place in (0,) if total is None else (0, len(table.rows) - 1):
            for cell in table.rows[place].cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
                shade(cell)
        repeat_head(table.rows[0])
        keep_together(table)
        set_widths(table, widths)
        tight(table, 9)
        self._paragraph("", after=0).paragraph_format.line_spacing = 0.6

    def _next(self) -> None:
        """A new page, numbered from one again, before the next employer's letter."""
        self._loop("if not loop.last")
        paragraph = self.document.add_paragraph()
        copy = deepcopy(self.document.sections[0]._sectPr)
        paragraph._p.get_or_add_pPr().append(copy)
        self._loop("endif")

    def _tail(self) -> None:
        """Word wants a paragraph after the last tag; it takes no room."""
        last = self.document.paragraphs[-1]
        last.paragraph_format.space_after = Pt(0)


def main() -> int:
    """Write both templates into the package."""
    TEMPLATES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        build(language).save(template_path(language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
