"""Prior against posterior: every parameter's range as a line, what is left of it on top."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lindung.messages import Language, Text
from lindung.reporting.calibration.table import PINNED
from lindung.reporting.calibration.words import decimal
from lindung.reporting.comparison.plots.style import BLUE, LINE, SMALL, SOFT, beside, caption, panel, sheet, style
from lindung.simulation.calibration.posterior import Pinned

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROW: Final = 4.2  # millimetres
_LEFT, _WIDE, _RIGHT = 58.0, 100.0, 22.0
_NAME: Final = Text("Sebelum dan sesudah", "Before and after")
_ABOUT: Final = Text(
    "Abu-abu: rentang yang dinyatakan. Warna: 90 % posterior dan mediannya; tipis bila penyempitannya di bawah {}.",
    "Grey: the declared range. Colour: 90% of the posterior and its median; thin where the contraction is below {}.",
)


def before_and_after(pins: Sequence[Pinned], language: Language) -> "Figure":
    """One row a parameter, the most contracted first, each on the scale of its own range."""
    ordered = sorted(pins, key=lambda one: one.contraction)
    with style():
        figure = sheet(_LEFT + _WIDE + _RIGHT, _ROW * len(ordered) + 16)
        axes = panel(figure, _LEFT, 4, _WIDE, _ROW * len(ordered))
        for row, one in enumerate(ordered):
            width = one.free.high - one.free.low
            low, median, high = ((value - one.free.low) / width for value in (one.low, one.median, one.high))
            firm = one.contraction >= PINNED
            axes.plot([0, 1], [row, row], color=LINE, linewidth=3.2, solid_capstyle="butt", zorder=1)
            axes.plot([low, high], [row, row], color=BLUE if firm else SOFT, linewidth=3.2 if firm else 1.2, zorder=2,
                      solid_capstyle="butt")  # fmt: skip
            edge = BLUE if firm else SOFT
            axes.plot([median], [row], marker="o", markersize=3.4, color="white", markeredgecolor=edge, zorder=3)
            beside(axes, one.free.name, row, 2.0, align="right", colour=SOFT)
            beside(axes, decimal(max(one.contraction, 0.0), 2, language), row, -2.0)
        axes.set_xlim(-0.01, 1.01)
        axes.set_ylim(-0.7, len(ordered) - 0.3)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["bottom"].set_visible(False)
        caption(axes, _NAME.said(language), _ABOUT.said(language).format(decimal(PINNED, 1, language)), left=_LEFT - 4)
        axes.tick_params(labelsize=SMALL)
    return figure
