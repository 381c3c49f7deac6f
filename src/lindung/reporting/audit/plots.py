"""Plots of leads as inline SVG: readable without colour, in grey, and by their alternative text."""

import io
import re
from typing import TYPE_CHECKING, Any, Final

from lindung.messages import Language
from lindung.messages.language import grouped, listed
from lindung.reporting.audit.said import month_said
from lindung.reporting.audit.view import Bars, Lines

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BLUE: Final = "#0072B2"  # blue, vermillion, grey of Okabe and Ito's palette: told apart by the colour-blind
_VERMILLION: Final = "#D55E00"
_GREY: Final = "#8A8A8A"
_LINES: Final = ((_BLUE, "-", "o"), (_VERMILLION, "--", "s"), (_GREY, ":", "^"), ("#000000", "-.", "D"))
_SIZE: Final = (6.6, 2.6)  # inches: the width of an A4 page's text
_MOST_TICKS: Final = 12
_MOST_MONTHS: Final = 7  # a month takes more room than the end of a bar
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
    "hatch.linewidth": 0.8,
}


def drawn(plot: Bars | Lines, name: str, language: Language) -> str:
    """The plot as an SVG element; `name` keeps its ids apart from those of other plots on the page."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    with mpl.rc_context({**_SETTINGS, "svg.hashsalt": f"{name}.{language}"}):
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: grouped(round(value), language)))
        axes.grid(axis="y", color="#E3E3E3", linewidth=0.6)
        axes.set_axisbelow(True)
        if isinstance(plot, Bars):
            _draw_bars(axes, plot, language)
        else:
            _draw_lines(axes, plot, language)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _element(written.getvalue(), name)


def _draw_bars(axes: "Axes", plot: Bars, language: Language) -> None:
    marked = [i in plot.marked for i in range(len(plot.counts))]
    bars = axes.bar(
        range(len(plot.counts)), plot.counts, color=[_VERMILLION if m else _BLUE for m in marked], width=0.78,
        edgecolor="white", linewidth=0.5,
    )  # fmt: skip
    for bar, mark in zip(bars, marked, strict=True):
        bar.set_hatch("///" if mark else "")
    step = -(-len(plot.labels) // _MOST_TICKS)
    axes.set_xticks(range(0, len(plot.labels), step), [label.said(language) for label in plot.labels[::step]])
    axes.set_xlabel(plot.across.said(language))
    axes.set_ylabel(plot.up.said(language))


def _draw_lines(axes: "Axes", plot: Lines, language: Language) -> None:
    places = range(len(plot.months))
    for (name, values), (colour, dashes, marker) in zip(plot.lines, _LINES, strict=False):
        heights: list[Any] = [float("nan") if value is None else value for value in values]
        axes.plot(
            places, heights, color=colour, linestyle=dashes, marker=marker, markersize=4, label=name.said(language)
        )
    for place, month in enumerate(plot.months):
        if month in plot.marked:
            axes.axvspan(place - 0.5, place + 0.5, color="#EDEDED", zorder=0)
    step = -(-len(plot.months) // _MOST_MONTHS)
    axes.set_xticks(places[::step], [f"{month // 12}-{month % 12 + 1:02d}" for month in plot.months[::step]])
    axes.set_ylabel(plot.up.said(language))
    axes.set_ylim(bottom=0)
    axes.figure.legend(frameon=False, fontsize=8, loc="outside upper left", ncols=len(plot.lines))


def _element(document: str, name: str) -> str:
    """The SVG element alone, without the document's head and links, for use inside a page."""
    element = document[document.index("<svg") :]
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = re.sub(r"(\bid=\"|xlink:href=\"#|url\(#)", rf"\g<1>{name}-", element)
    return element.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def described(plot: Bars | Lines, language: Language) -> str:
    """What the plot shows, in words and numbers, for those who cannot see it."""
    indonesian = language == "id"
    if isinstance(plot, Bars):
        values = listed(
            (f"{label.said(language)}: {grouped(count, language)}" for label, count in _largest(plot)), language
        )
        kind = "Diagram batang" if indonesian else "Bar chart"
        most = "Terbanyak" if indonesian else "Largest"
        return f"{kind}. {plot.across.said(language)}; {plot.up.said(language)}. {most}: {values}."
    kind = "Diagram garis" if indonesian else "Line chart"
    first, last = month_said(plot.months[0], language), month_said(plot.months[-1], language)
    ends = "; ".join(f"{name.said(language)}: {_ends(values, language)}" for name, values in plot.lines)
    until = "sampai" if indonesian else "to"
    return f"{kind}, {first} {until} {last}, {plot.up.said(language)}. {ends}."


def _largest(plot: Bars) -> list[tuple[Any, int]]:
    ranked = sorted(zip(plot.labels, plot.counts, strict=True), key=lambda pair: -pair[1])
    return [pair for pair in ranked[:5] if pair[1]]


def _ends(values: tuple[float | None, ...], language: Language) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "-"
    return f"{grouped(round(known[0]), language)} → {grouped(round(known[-1]), language)}"
