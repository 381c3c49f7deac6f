"""Numbers, tables and printed answers as a notebook shows them, in one language."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from rich.console import Console

from lindung.messages import Language
from lindung.messages.language import day, percent, rupiah
from lindung.reporting.comparison.numbers import figure, signed
from lindung.reporting.comparison.words import Unit, bounds, change, decimal, rupiah_words
from lindung.simulation.comparison.differences import Estimate

_WIDTH: Final = 120  # columns of a printed answer
_MILLION: Final = 1_000_000
_PRE: Final = "font-family:monospace;white-space:pre;overflow-x:auto;line-height:1.35;font-size:12px;margin:0"
_CELL: Final = "text-align:{};padding:2px 12px 2px 0;vertical-align:top"
NO_VALUE: Final = "–"
# a number with its sign, unit and interval: what stands to the right of its column
_NUMBER: Final = re.compile(r"–|[+−-]?(Rp)?\d[\d.,]*(\u00a0| )?(%|[a-z]+)?( \(.*\))?")


def amount(value: object, unit: str, language: Language) -> str:
    """A number with its unit: `184.000`, `Rp604,8 juta`, `12,8 %`; an estimate with its sign and 90 % interval.

    Units: `Rp`, `rupiah` (to the last one), `share` (of 1), `ratio` (two decimals), `months` (one), `year` (bare), or
    nothing. Exact fractions of the law become per cent, days are written out, text stays as it is, nothing is a dash.
    """
    if value is None:
        return NO_VALUE
    if isinstance(value, Estimate):
        return _difference(value, unit, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Decimal):
        return percent(value, language)
    if isinstance(value, str | bool) or not isinstance(value, int | float) or unit == "year":
        return str(value)
    if unit == "Rp" and abs(value) >= _MILLION:
        return rupiah_words(value, language)
    if unit in ("Rp", "rupiah"):
        return rupiah(round(value), language)
    if unit == "ratio":
        return decimal(value, 2, language)
    return figure(value, unit, language)


def _difference(found: Estimate, unit: str, language: Language) -> str:
    """`+240 (50 … 420)`; shares in points: `+0,4 poin (0,1 .. 0,7)`."""
    if unit == "share":
        return signed(found, unit, language)
    kind: Unit = "rupiah" if unit in ("Rp", "rupiah") else "months"
    interval = bounds(found, kind, language)
    said = change(found, kind, language)
    return f"{said} ({interval})" if interval else said


class Sheet:
    """A table of rows: numbers to the right, in the language's writing. `units` gives the unit of a column."""

    def __init__(self, rows: Sequence[Mapping[str, object]], units: Mapping[str, str], language: Language) -> None:
        self.columns = list(dict.fromkeys(name for row in rows for name in row))
        self.units = units
        self.cells = [[amount(row.get(name), units.get(name, ""), language) for name in self.columns] for row in rows]
        self.right = [all(_NUMBER.fullmatch(row[n]) for row in self.cells) for n in range(len(self.columns))]

    def _repr_html_(self) -> str:
        styles = [_CELL.format("right" if right else "left") for right in self.right]
        head = "".join(
            f'<th scope="col" style="{style}">{escape(name)}</th>'
            for name, style in zip(self.columns, styles, strict=True)
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="{s}">{escape(c)}</td>' for c, s in zip(row, styles, strict=True)) + "</tr>"
            for row in self.cells
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def __repr__(self) -> str:
        widths = [max(len(row[n]) for row in [self.columns, *self.cells]) for n in range(len(self.columns))]
        sides = [str.rjust if right else str.ljust for right in self.right]
        lines = [
            "  ".join(side(cell, width) for cell, width, side in zip(row, widths, sides, strict=True)).rstrip()
            for row in [self.columns, *self.cells]
        ]
        return "\n".join(lines)


class Printed:
    """What a command prints, in a notebook: `draw` writes it to a console."""

    def __init__(self, draw: Callable[[Console], None]) -> None:
        self._draw = draw

    def _console(self) -> Console:
        console = Console(
            file=io.StringIO(), width=_WIDTH, record=True, highlight=False, markup=False, force_terminal=True,
            force_jupyter=False, color_system="truecolor",
        )  # fmt: skip
        self._draw(console)
        return console

    def _repr_html_(self) -> str:
        form = f'<pre style="{_PRE}">{{code}}</pre>'
        found: str = self._console().export_html(inline_styles=True, code_format=form)
        return "\n".join(line.rstrip() for line in found.splitlines())

    def __repr__(self) -> str:
        return "\n".join(line.rstrip() for line in self._console().export_text().splitlines())
