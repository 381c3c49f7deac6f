"""The form of findings.xlsx: formats, sheets written from top to bottom, headings in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from lindung.messages import Text
from lindung.reporting.audit.columns import STATUS_NAMES
from lindung.reporting.audit.inert import plain

_LINE_HEIGHT: Final = 15  # points
_ROUGH: Final = 1.15  # letters are not all as wide as a digit, and words do not split


@dataclass(frozen=True, slots=True)
class Span:
    """A findings sheet and how many findings it holds."""

    sheet: str
    rows: int


class Formats:
    """The formats of a workbook. Text is marked as text, so that editing a cell does not wake a formula in it."""

    def __init__(self, book: Any) -> None:
        self._book = book
        text = {"quote_prefix": True, "valign": "top"}
        self.text = book.add_format(text)
        self.wrapped = book.add_format({**text, "text_wrap": True})
        self.warned = book.add_format(
            {**text, "text_wrap": True, "bold": True, "font_color": "#7A2E00", "bg_color": "#FFF1E5"}
        )
        self.bold = book.add_format({**text, "bold": True, "text_wrap": True})
        self.title = book.add_format({**text, "bold": True, "font_size": 14})
        self.head = book.add_format({**text, **_HEAD})
        self.rupiah = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.total = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        self.count = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.statuses = {
            name: book.add_format({**text, "num_format": _showing(said)}) for name, said in STATUS_NAMES.items()
        }
        self.month = book.add_format({"num_format": "yyyy-mm", "align": "left", "valign": "top"})

    def heading_showing(self, heading: Text, unit: str = "") -> Any:
        """A format that shows a heading in both languages, with its unit, whatever the cell's text is."""
        return self._book.add_format({**_HEAD, "num_format": _showing(heading, unit)})


def _showing(text: Text, unit: str = "") -> str:
    """A number format that shows this text whatever text the cell holds."""
    return f';;;"{both(text)}{unit}"'


_HEAD: Final = {
    "bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "border": 1,
    "border_color": "#8FA3BF",
}  # fmt: skip


class Sheet:
    """A sheet written from top to bottom."""

    def __init__(self, book: Any, formats: Formats, name: str, widths: Sequence[int]) -> None:
        self.sheet = book.add_worksheet(name)
        self.formats = formats
        self.widths = widths
        self.row = 0
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def title(self, text: Text) -> None:
        """A title in both languages."""
        self.sheet.write_string(self.row, 0, both(text), self.formats.title)
        self.row += 2

    def line(self, *cells: str | int | None, kind: Any = None) -> None:
        """A row of texts and whole numbers, as high as its longest text; None leaves a cell empty."""
        shown = [plain(cell) if isinstance(cell, str) else cell for cell in cells]
        self.sheet.set_row(self.row, _LINE_HEIGHT * max(map(_lines_of, shown, self.widths), default=1))
        for place, cell in enumerate(shown):
            if isinstance(cell, int):
                self.sheet.write_number(self.row, place, cell, self.formats.rupiah)
            elif cell is not None:
                self.sheet.write_string(self.row, place, cell, kind or self.formats.wrapped)
        self.row += 1

    def head(self, *cells: Text) -> None:
        """A row of headings in both languages."""
        self.line(*map(both, cells), kind=self.formats.head)

    def gap(self) -> None:
        """An empty row."""
        self.row += 1


def _lines_of(cell: str | int | None, width: int) -> int:
    """How many lines a text needs in a column of that width; words that do not fit move down whole."""
    return ceil(_ROUGH * len(cell) / width) if isinstance(cell, str) and cell else 1


def both(text: Text) -> str:
    """`Aturan / Rule`; one of them where they are the same."""
    return " / ".join(dict.fromkeys(text))
