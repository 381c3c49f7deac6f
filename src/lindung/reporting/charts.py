"""Two plain charts for notebooks: lines over months, and values side by side."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from lindung.messages import Language
from lindung.reporting.comparison.plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PALE,
    SMALL,
    SOFT,
    VERMILLION,
    caption,
    dot,
    panel,
    sheet,
    stripes,
    style,
    ticks,
    zero_line,
)
from lindung.reporting.shown import amount
from lindung.simulation.comparison.differences import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH: Final = 150.0  # millimetres, as are all below
_HEAD, _FOOT, _LEFT = 11.0, 7.0, 16.0
_HEIGHT, _NAMES = 62.0, 40.0
_ROW: Final = 5.5
_LETTER: Final = 1.35
_COLOURS: Final = (BLUE, VERMILLION, GREEN, ORANGE, INK, SOFT)
_APART: Final = 0.055  # of the panel's height: the least distance of two names


def lines(
    series: Mapping[str, Sequence[float | None]], across: Sequence[date | float], name: str, about: str, unit: str,
    language: Language,
) -> "Figure":  # fmt: skip
    """One line each, named at its right end; `across` are days or numbers, `name` and `about` stand above."""
    names = min(max((len(one) for one in series), default=0) * _LETTER + 3, _NAMES)
    with style():
        figure = sheet(_WIDTH, _HEIGHT)
        axes = panel(figure, _LEFT, _FOOT, _WIDTH - _LEFT - names, _HEIGHT - _FOOT - _HEAD)
        ends: list[tuple[float, str, str]] = []
        for colour, (label, values) in zip(_COLOURS * len(series), series.items(), strict=False):
            known = [(x, value) for x, value in zip(across, values, strict=True) if value is not None]
            if known:
                axes.plot([x for x, _ in known], [value for _, value in known], color=colour, linewidth=1.3)  # type: ignore[arg-type]
                ends.append((float(known[-1][1]), label, colour))
        axes.margins(x=0.01, y=0.08)
        if all(value >= 0 for values in series.values() for value in values if value is not None):
            axes.set_ylim(bottom=0)
        _name(axes, ends)
        _scale(axes, unit, language)
        if across and not isinstance(across[0], date):
            ticks(axes, lambda value: amount(value, "", language), most=6)
        caption(axes, name, about, left=_LEFT)
    return figure


def _name(axes: "Axes", ends: Sequence[tuple[float, str, str]]) -> None:
    """Each line's name beside its end, moved up where two would touch."""
    low, high = axes.get_ylim()
    before = -1.0
    for value, label, colour in sorted(ends):
        height = max((value - low) / ((high - low) or 1.0), before + _APART)
        before = height
        axes.annotate(
            label, (1.0, height), xycoords="axes fraction", xytext=(3, 0), textcoords="offset points", va="center",
            color=colour, fontsize=SMALL, annotation_clip=False,
        )  # fmt: skip


def _scale(axes: "Axes", unit: str, language: Language) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value, unit, language)))
    axes.tick_params(axis="y", labelsize=SMALL, labelcolor=SOFT)
    axes.grid(axis="y", color="#ECEFF2", linewidth=0.6)


def bars(
    values: Mapping[str, float | Estimate | None], name: str, about: str, unit: str, language: Language
) -> "Figure":
    """One row each: a bar with its number, or for an estimate a dot with its 90 % interval (grey where it holds 0)."""
    left = min(max((len(one) for one in values), default=0) * _LETTER + 3, _WIDTH / 2)
    height = _ROW * max(len(values), 1)
    with style():
        figure = sheet(_WIDTH, height + _HEAD + _FOOT)
        axes = panel(figure, left, _FOOT, _WIDTH - left - 34, height)
        axes.set_ylim(len(values) - 0.5, -0.5)
        axes.set_yticks(range(len(values)), list(values))
        estimates = any(isinstance(value, Estimate) for value in values.values())
        if estimates:
            stripes(axes, range(len(values)))
            zero_line(axes)
        for row, value in enumerate(values.values()):
            _bar(axes, row, value, unit, language)
        if not estimates:
            axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
        ticks(axes, lambda value: amount(value, unit, language))
        caption(axes, name, about, left=left)
    return figure


def _bar(axes: "Axes", row: int, value: float | Estimate | None, unit: str, language: Language) -> None:
    if isinstance(value, Estimate):
        if value.mean is not None:
            dot(axes, value.mean, row, value.low, value.high, clear=value.is_clear)
    elif value is not None:
        axes.barh([row], [value], height=0.62, color=PALE, edgecolor=BLUE, linewidth=0.6)
    axes.annotate(
        amount(value, unit, language), (1.0, row), xycoords=("axes fraction", "data"), xytext=(4, 0),
        textcoords="offset points", va="center", fontsize=SMALL, color=INK, annotation_clip=False,
    )  # fmt: skip
