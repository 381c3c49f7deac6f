"""The difference first: a dot and its 90 % interval for each regulation, one panel a figure; the arms second."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from lindung.messages import Language, Text
from lindung.messages.language import listed
from lindung.reporting.comparison.names import HEADLINE, Alternative, Headline, alternatives, baseline
from lindung.reporting.comparison.plots.style import (
    FULL,
    caption,
    dot,
    number,
    panel,
    sheet,
    stripes,
    style,
    ticks,
    zero_line,
)
from lindung.reporting.comparison.words import (
    MINUS,
    Rounding,
    bounds,
    change,
    decimal,
    large,
    level,
    verdict,
    zeros_of,
)
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.differences import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW, _NARROW, _HEAD, _FOOT, _GAP = 6.0, 3.3, 8.5, 5.0, 6.0  # millimetres; narrow rows have no names


def differences(
    comparison: Comparison, language: Language, *, width: float = FULL, beside_table: bool = False
) -> "Figure":
    """Each regulation's paired difference to the baseline, panel by panel, about the line of no difference.

    `beside_table` leaves out names and numbers, which stand in the table below it then.
    """
    others = alternatives(comparison)
    narrow = beside_table and len(others) > 1
    labels = [one.briefly(language) if narrow else one.said(language) for one in others]
    with style():
        figure, panels = _panels(labels, width, narrow=narrow)
        for axes, headline in zip(panels, HEADLINE.values(), strict=True):
            estimates = [one.arm.differences[headline.metric] for one in others]
            _set_limits(axes, estimates, from_zero=True)
            zero_line(axes)
            zeros = _finish(axes, headline, Text("selisih", "difference"), language, signed=True)
            for row, one in enumerate(estimates):
                _mark(axes, row, one, zeros, language, signed=True, numbered=not beside_table)
    return figure


def levels(comparison: Comparison, language: Language, *, width: float = FULL) -> "Figure":
    """The figures of every regulation, the baseline among them, with 90 % intervals over replicates."""
    every = [baseline(comparison), *alternatives(comparison)]
    with style():
        figure, panels = _panels([one.said(language) for one in every], width)
        for axes, headline in zip(panels, HEADLINE.values(), strict=True):
            estimates = [one.arm.metrics[headline.metric] for one in every]
            _set_limits(axes, estimates, from_zero=False)
            zeros = _finish(axes, headline, Text("seluruh masa", "whole run"), language, signed=False)
            for row, one in enumerate(estimates):
                _mark(axes, row, one, zeros, language, signed=False)
    return figure


def _mark(
    axes: "Axes", row: int, found: Estimate, zeros: int, language: Language, *, signed: bool, numbered: bool = True
) -> None:
    """A dot with its interval, and above it its number in the axis's unit."""
    if found.mean is None:
        return
    clear = not signed or verdict(found) in ("more", "less")
    dot(axes, found.mean, row, found.low, found.high, clear=clear)
    if not numbered:
        return
    rounding = Rounding.of(found) if signed else Rounding.of_level(found)
    shown = rounding.rounded(found.mean)
    sign = ("+" if shown > 0 else MINUS if shown < 0 else "") if signed else ""
    said = f"{sign}{decimal(abs(shown) / 10**zeros, max(zeros - rounding.power, 0), language)}" if shown else "0"
    number(axes, said, found.mean, row, clear=clear)


def _set_limits(axes: "Axes", estimates: Sequence[Estimate], *, from_zero: bool) -> None:
    ends = [v for one in estimates for v in (one.low, one.high, one.mean) if v is not None] or [0.0]
    ends += [0.0] if from_zero else []
    air = 0.16 * (max(ends) - min(ends)) or 1.0
    axes.set_xlim(min(ends) - air, max(ends) + air)


def _panels(labels: Sequence[str], width: float, *, narrow: bool = False) -> tuple["Figure", list["Axes"]]:
    """Panels side by side that share their rows, first row on top; labels stand left of the first."""
    longest = max((len(label) for label in labels), default=0)
    left = 7.0 if narrow else min(max(18.0, 1.32 * longest), 0.38 * width)
    row = _NARROW if narrow else _ROW
    high = row * (max(len(labels), 1) + 0.3)
    figure = sheet(width, _FOOT + high + _HEAD)
    each = (width - left - 2.0 - _GAP * (len(HEADLINE) - 1)) / len(HEADLINE)
    panels = []
    for position in range(len(HEADLINE)):
        axes = panel(figure, left + position * (each + _GAP), _FOOT, each, high)
        axes.set_ylim(len(labels) - 0.5, -0.8)
        axes.set_yticks(range(len(labels)), [_wrapped(label) for label in labels] if not position else [])
        stripes(axes, range(len(labels)))
        panels.append(axes)
    return figure, panels


def _wrapped(label: str, most: int = 44) -> str:
    """In two lines of much the same length where it is long."""
    return label if len(label) <= most else "\n".join(wrap(label, max(most - 12, len(label) // 2 + 4)))


def _finish(axes: "Axes", headline: Headline, about: Text, language: Language, *, signed: bool) -> int:
    """The panel's name, what it shows in which unit, and its ticks; gives the zeros of the unit."""
    reach = max(map(abs, axes.get_xlim()))
    zeros = zeros_of(reach) if headline.unit == "rupiah" else 0
    if headline.unit == "rupiah":
        unit = Text(f"{large(zeros, 'id')} rupiah", f"{large(zeros, 'en')} rupiah").said(language).strip()
    else:
        unit = Text("bulan", "months").said(language)
    caption(axes, headline.name.said(language), f"{about.said(language)}, {unit}")
    shown = reach / 10**zeros
    digits = 0 if shown >= 4 else 1 if shown >= 0.4 else 2

    def said(value: float) -> str:
        sign = ("+" if value > 0 else MINUS if value < 0 else "") if signed else ""
        return f"{sign}{decimal(abs(value) / 10**zeros, digits, language)}" if value else "0"

    ticks(axes, said)
    return zeros


def differences_described(comparison: Comparison, language: Language) -> str:
    """What the plot of differences shows, in words and numbers."""
    words = Text(
        "Diagram titik: selisih terhadap {} dengan selang 90 %. {}.",
        "Dot plot: differences from {} with 90% intervals. {}.",
    )
    others = alternatives(comparison)
    parts = [
        f"{headline.name.said(language)}: {'; '.join(_one(one, headline, language) for one in others)}"
        for headline in HEADLINE.values()
    ]
    return words.said(language).format(baseline(comparison).label(language), ". ".join(parts))


def _one(one: Alternative, headline: Headline, language: Language) -> str:
    found: Estimate = one.arm.differences[headline.metric]
    ends = bounds(found, headline.unit, language)
    return f"{one.briefly(language)} {change(found, headline.unit, language)}{f' ({ends})' if ends else ''}"


def levels_described(comparison: Comparison, language: Language) -> str:
    """What the plot of levels shows."""
    every = [baseline(comparison), *alternatives(comparison)]
    words = Text("Diagram titik: angka setiap peraturan. {}.", "Dot plot: the figures of each regulation. {}.")
    parts = []
    for headline in HEADLINE.values():
        means = [(one, one.arm.metrics[headline.metric]) for one in every]
        said = [f"{one.briefly(language)} {level(found, headline.unit, language)}" for one, found in means]
        parts.append(f"{headline.name.said(language)}: {listed(said, language)}")
    return words.said(language).format(". ".join(parts))
