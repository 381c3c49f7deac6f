"""A figure as an SVG element for a page, as an SVG file, as a PNG file: the same bytes every time."""

import io
import re
from html import escape
from typing import TYPE_CHECKING, Final

from lindung.messages import Language
from lindung.reporting.comparison.plots.style import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FONTS: Final = (
    "Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"  # no wider than what it was laid out in
)
_DPI: Final = 300
_NO_METADATA: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg_element(figure: "Figure", name: str, described: str) -> str:
    """The figure for use inside a page: text stays text, ids begin with `name`, `described` is its alternative text."""
    element = _svg(figure, name)
    element = re.sub(r"<metadata>.*?</metadata>\s*", "", element, flags=re.DOTALL)
    element = re.sub(r'\sxmlns(:xlink)?="[^"]*"', "", element)
    element = element.replace("xlink:href=", "href=")
    element = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", element)
    label = escape(described, quote=True)
    return element.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def svg_file(figure: "Figure", name: str, described: str, language: Language) -> str:
    """The figure as a document of its own, with its description inside."""
    element = _svg(figure, name)
    head, inside = element[: element.index(">") + 1], element[element.index(">") + 1 :]
    head = head.replace("<svg ", f'<svg role="img" lang="{language}" aria-describedby="{name}-desc" ', 1)
    desc = f'\n<desc id="{name}-desc">{escape(described)}</desc>'
    return f'<?xml version="1.0" encoding="utf-8" standalone="no"?>\n{head}{desc}{inside}'


def png_file(figure: "Figure") -> bytes:
    """The figure as a picture, 300 dots an inch."""
    written = io.BytesIO()
    with style():
        figure.savefig(written, format="png", dpi=_DPI, metadata={"Software": None})
    return written.getvalue()


def _svg(figure: "Figure", name: str) -> str:
    """The `<svg>` element as matplotlib writes it, salted by `name`, with fonts that a reader's machine has."""
    import matplotlib as mpl

    written = io.StringIO()
    with style(), mpl.rc_context({"svg.hashsalt": name}):
        figure.savefig(written, format="svg", metadata=_NO_METADATA)
    document = written.getvalue()
    element = document[document.index("<svg") :]
    return re.sub(r"'DejaVu Sans'[^;\"]*", _FONTS, element)
