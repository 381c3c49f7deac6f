"""How every figure looks: A4 half width, direct labels, colours that the colour-blind tell apart."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HALF, FULL = 90.0, 186.0  # millimetres: half of an A4 page's text, and the whole
_MM: Final = 1 / 25.4  # inches
POINTS: Final = 72 * _MM  # a millimetre
# Okabe and Ito's palette
BLUE, VERMILLION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
INK, SOFT, LINE, PALE = "#1B1F24", "#57606A", "#B8C0C8", "#D6E6F2"
SIZE: Final = 7.0  # points
SMALL: Final = 6.2
_SETTINGS: Final[dict[Any, Any]] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib, so that the layout is the same everywhere
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.6,
    "axes.labelsize": SIZE,
    "axes.titlesize": SIZE,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SIZE,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.major.size": 2.0,
    "ytick.major.size": 0.0,
    "xtick.major.width": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "lindung",
    "figure.dpi": 100.0,
}


@contextmanager
def style() -> Iterator[None]:
    """Draws in it look like the others; nothing outside it is changed."""
    import matplotlib as mpl

    with mpl.rc_context(_SETTINGS):
        yield


def sheet(width: float, height: float) -> "Figure":
    """An empty figure of so many millimetres; no window, no global state."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from lindung.reporting.picture import Picture

    figure = Picture(figsize=(width * _MM, height * _MM), facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def panel(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    """Axes at a place given in millimetres from the lower left corner: a bare frame with a line below."""
    wide, high = (side / _MM for side in figure.get_size_inches())
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", pad=3)
    axes.set_axisbelow(True)
    return axes


def ticks(axes: "Axes", said: Callable[[float], str], most: int = 4) -> None:
    """Few round ticks below, written as `said` writes them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: said(value)))


def zero_line(axes: "Axes") -> None:
    """The line of no difference."""
    axes.axvline(0, color=SOFT, linewidth=0.8, zorder=1)


def stripes(axes: "Axes", rows: Iterable[float]) -> None:
    """A hairline through each row, so that the eye finds the label of a dot."""
    for row in rows:
        axes.axhline(row, color="#ECEFF2", linewidth=0.6, zorder=0)


def dot(
    axes: "Axes", at: float, row: float, low: float | None, high: float | None, *, clear: bool, size: float = 4.2
) -> None:
    """A mean with its interval: filled and blue where it leaves zero out, hollow and grey where it does not."""
    colour = BLUE if clear else SOFT
    if low is not None and high is not None:
        axes.plot([low, high], [row, row], color=colour, linewidth=1.3, solid_capstyle="butt", zorder=3)
    axes.plot(
        [at], [row], marker="o", markersize=size, markeredgewidth=size / 4.2, color=colour, linestyle="none", zorder=4,
        markerfacecolor=colour if clear else "white",
    )  # fmt: skip


def caption(axes: "Axes", name: str, about: str = "", *, left: float = 0.0) -> None:
    """What a panel is, above it: its name, and below that what it shows in which unit; `left` millimetres outwards."""
    place: dict[str, Any] = {"xy": (0, 1), "xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
    across = -left * POINTS
    axes.annotate(name, xytext=(across, 13), fontweight="bold", **place)
    axes.annotate(about, xytext=(across, 4), color=SOFT, fontsize=SMALL, **place)


def beside(
    axes: "Axes", said: str, row: float, left: float, *, colour: str = INK, align: Literal["left", "right"] = "left",
    bold: bool = False,
) -> None:  # fmt: skip
    """A label in a column `left` millimetres outside the panel's left edge (right of the right edge where negative)."""
    edge, across = (0, -left) if left >= 0 else (1, -left)
    axes.annotate(
        said, (edge, row), xycoords=("axes fraction", "data"), xytext=(across * POINTS, 0), textcoords="offset points",
        va="center", ha=align, fontsize=SMALL, color=colour, fontweight="bold" if bold else None,
    )  # fmt: skip


def number(axes: "Axes", said: str, at: float, row: float, *, clear: bool) -> None:
    """A number above its dot."""
    axes.annotate(
        said, (at, row), xytext=(0, 3.6), textcoords="offset points", ha="center", va="bottom", fontsize=SMALL,
        color=BLUE if clear else SOFT, zorder=5, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
    )  # fmt: skip
