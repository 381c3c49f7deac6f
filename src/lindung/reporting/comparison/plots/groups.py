"""Who gains: the difference in months of cover a person and year, by groups formed before anything differs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lindung.messages import Language, Text
from lindung.messages.language import grouped
from lindung.reporting.comparison.names import alternatives
from lindung.reporting.comparison.plots.style import (
    FULL,
    INK,
    SOFT,
    beside,
    dot,
    panel,
    sheet,
    stripes,
    style,
    zero_line,
)
from lindung.reporting.comparison.words import HUNDREDTHS, MINUS, change, decimal, verdict
from lindung.simulation.comparison.comparison import Comparison, GroupGain
from lindung.simulation.comparison.differences import Estimate
from lindung.simulation.comparison.groups import GROUPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# millimetres; left of the panels stand dimension, group and people
_ROW, _HEAD, _FOOT, _DIMENSION, _PERSONS, _GAP = 2.5, 5.0, 5.5, 16.0, 9.0, 2.5
_LETTER: Final = 1.3  # millimetres of a letter in the font that figures are laid out in
_WIDEST: Final = 0.33  # part of the figure that group names may take
_MONTHS_A_YEAR: Final = 12
_MOST_SAID: Final = 5  # groups named in words, of each regulation


@dataclass(frozen=True)
class Group:
    """One group and its gain under each regulation, in months a person and year. `opens` its dimension."""

    dimension: Text
    label: Text
    persons: float
    gains: tuple[Estimate, ...]
    opens: bool


def groups(comparison: Comparison, outcome: str = "protected") -> list[Group]:
    """Every group with people in it, dimension by dimension."""
    columns = [comparison.gains(one.number, outcome) for one in alternatives(comparison)]
    years = (comparison.plan.months - comparison.plan.since) / _MONTHS_A_YEAR
    trades = tuple(trade.name for trade in comparison.plan.scenario.trades)
    found: list[Group] = []
    for across in zip(*columns, strict=True):
        one = across[0]
        if not one.persons:
            continue
        dimension = next(each for each in GROUPS if each.name == one.dimension)
        label = (dimension.groups or trades)[one.group]
        opens = not found or found[-1].dimension != dimension.says
        found.append(Group(dimension.says, label, one.persons, tuple(_a_year(each, years) for each in across), opens))
    return found


def _a_year(gain: GroupGain, years: float) -> Estimate:
    """The gain of the whole span as a gain a year."""
    one = gain.estimate
    mean, low, high, sd = (None if value is None else value / years for value in (one.mean, one.low, one.high, one.sd))
    return Estimate(mean, low, high, sd, one.n)


def gains(comparison: Comparison, language: Language, *, width: float = FULL) -> "Figure":
    """One column a regulation, one row a group, all of one scale, with 90 % intervals."""
    others, rows = alternatives(comparison), groups(comparison)
    lines = _lines(rows)
    depth = lines[-1] + 1 if lines else 1.0
    longest = max((len(row.label.said(language)) for row in rows), default=0)
    names = min(_LETTER * longest, _WIDEST * width)
    left = _DIMENSION + names + _PERSONS
    each = (width - left - 2.0 - _GAP * (len(others) - 1)) / max(len(others), 1)
    with style():
        figure = sheet(width, _HEAD + _FOOT + _ROW * depth)
        limits = _limits(rows)
        for column, one in enumerate(others):
            axes = panel(figure, left + column * (each + _GAP), _FOOT, each, _ROW * depth)
            axes.set_xlim(*limits)
            axes.set_ylim(depth - 0.5, -0.5)
            axes.set_yticks([])
            _draw(axes, rows, lines, column, language)
            beside(axes, one.letter, -1.4, 0.0, bold=True)
            if not column:
                _say(axes, rows, lines, names, language)
    return figure


def _lines(rows: Sequence[Group]) -> list[float]:
    """Where each row stands: some air between dimensions."""
    found: list[float] = []
    for row in rows:
        found.append((found[-1] + (1.6 if row.opens else 1.0)) if found else 0.0)
    return found


def _limits(rows: Sequence[Group]) -> tuple[float, float]:
    """Limits that hold every mean; intervals of tiny groups may run out of the panel."""
    means = [0.0, *(one.mean for row in rows for one in row.gains if one.mean is not None)]
    ends = [0.0, *(v for row in rows for one in row.gains for v in (one.low, one.high) if v is not None)]
    reach = 0.35 * (max(means) - min(means))
    low, high = max(min(ends), min(means) - reach), min(max(ends), max(means) + reach)
    air = 0.05 * (high - low) or 1.0
    return low - air, high + air


def _draw(axes: "Axes", rows: Sequence[Group], lines: Sequence[float], column: int, language: Language) -> None:
    stripes(axes, lines)
    zero_line(axes)
    for row, line in zip(rows, lines, strict=True):
        found = row.gains[column]
        if found.mean is not None:
            dot(axes, found.mean, line, found.low, found.high, clear=verdict(found) in ("more", "less"), size=3.2)
    _tick(axes, language)


def _tick(axes: "Axes", language: Language) -> None:
    """Nothing, and one round number on the longer side: the panels are narrow."""
    low, high = axes.get_xlim()
    reach = 0.9 * max(-low, high)
    power = 10.0 ** math.floor(math.log10(reach))
    size = max(step * power for step in (1, 2, 3, 4, 5, 6, 8) if step * power <= reach)
    at = size if high >= -low else -size
    digits = max(-math.floor(math.log10(size)), 0)
    said = f"{'+' if at > 0 else MINUS}{decimal(size, digits, language)}"
    axes.set_xticks(sorted((0.0, at)), ["0", said] if at > 0 else [said, "0"])


def _say(axes: "Axes", rows: Sequence[Group], lines: Sequence[float], names: float, language: Language) -> None:
    """Dimension, group and how many people it has, left of the first panel."""
    for row, line in zip(rows, lines, strict=True):
        if row.opens:
            beside(axes, row.dimension.said(language), line, _DIMENSION + names + _PERSONS, colour=SOFT)
        beside(axes, row.label.said(language), line, names + _PERSONS, colour=INK)
        beside(axes, grouped(round(row.persons), language), line, 2.0, colour=SOFT, align="right")
    beside(axes, Text("orang", "people").said(language), -1.4, 2.0, colour=SOFT, align="right")


def gains_described(comparison: Comparison, language: Language) -> str:
    """Which groups gain or lose most, in words and numbers."""
    words = Text(
        "Diagram titik: selisih bulan terlindungi per orang per tahun menurut kelompok. {}.",
        "Dot plot: the difference in months of cover a person and year, by group. {}.",
    )
    rows = groups(comparison)
    said = []
    for column, one in enumerate(alternatives(comparison)):
        clear = [row for row in rows if verdict(row.gains[column]) in ("more", "less")]
        clear.sort(key=lambda row: -abs(row.gains[column].mean or 0.0))
        each = [
            f"{_named(row, language)} {change(row.gains[column], 'months', language, finest=HUNDREDTHS)}"
            for row in clear[:_MOST_SAID]
        ]
        nothing = Text("tidak satu kelompok pun jelas berbeda", "no group clearly differs").said(language)
        said.append(f"{one.briefly(language)}: {', '.join(each) or nothing}")
    return words.said(language).format("; ".join(said))


def _named(row: Group, language: Language) -> str:
    """The group's label, with its dimension where the label is bare numbers."""
    label = row.label.said(language)
    return f"{row.dimension.said(language).lower()} {label}" if label[:1].isdigit() else label
