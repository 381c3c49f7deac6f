"""What money buys: cover against the year's budget, what another month of it costs, and where money stops binding."""

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from lindung.messages import Language, Text
from lindung.messages.language import share
from lindung.reporting.comparison.plots.style import (
    BLUE,
    GREEN,
    HALF,
    INK,
    LINE,
    PALE,
    SMALL,
    SOFT,
    VERMILLION,
    caption,
    panel,
    sheet,
    style,
)
from lindung.reporting.comparison.words import decimal, large, rupiah_words, zeros_of
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.curve import Binding, Curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HEIGHT, _LEFT, _FOOT, _HEAD = 55.0, 9.0, 15.0, 9.0  # millimetres
BINDS: Final[dict[Binding, Text]] = {
    "money": Text("dibatasi uang", "money binds"),
    "capacity": Text("dibatasi kapasitas kantor", "office capacity binds"),
    "nobody_left": Text("semua yang berhak sudah masuk", "all who qualify are in"),
}
_MARKS: Final[dict[Binding, tuple[str, str]]] = {
    "money": ("o", BLUE),
    "capacity": ("s", VERMILLION),
    "nobody_left": ("^", GREEN),
}
_THOUSAND: Final = 1_000


def budgets(comparison: Comparison, language: Language, *, width: float = HALF) -> "Figure":
    """The curve with its 90 % band. Budgets stand in ratios: the same step across is the same multiple of money."""
    curve = comparison.curve
    with style():
        figure = sheet(width, _HEIGHT)
        axes = panel(figure, _LEFT, _FOOT, width - _LEFT - 4.0, _HEIGHT - _FOOT - _HEAD)
        if curve is None or not curve.points:
            axes.set_axis_off()
            return figure
        _draw(axes, curve)
        _mark_runs(axes, curve, language)
        _mark_own(axes, comparison, language)
        _axes(axes, curve, language)
    return figure


def own_budget(comparison: Comparison) -> int:
    """The scenario's own rupiah of the last year simulated, all payers together."""
    plan = comparison.plan
    year = plan.scenario.day_of(plan.months - 1).year
    return sum(line.in_year(year) for line in plan.scenario.budgets)


def _draw(axes: "Axes", curve: Curve) -> None:
    """Line, band and points, each marked by what binds there."""
    across = [point.budget for point in curve.points]
    means = [point.coverage.mean or 0.0 for point in curve.points]
    low = [
        mean if point.coverage.low is None else point.coverage.low
        for point, mean in zip(curve.points, means, strict=True)
    ]
    high = [
        mean if point.coverage.high is None else point.coverage.high
        for point, mean in zip(curve.points, means, strict=True)
    ]
    if min(across) > 0:
        axes.set_xscale("log")
    axes.fill_between(across, low, high, color=PALE, linewidth=0)
    axes.plot(across, means, color=BLUE, linewidth=1.2)
    for budget, mean, its in zip(across, means, curve.bindings, strict=True):
        marker, colour = _MARKS[its]
        axes.plot([budget], [mean], marker=marker, color=colour, markersize=4.2, linestyle="none", zorder=4)
    room = 0.35 * (max(high) - min(low)) or 0.01
    axes.set_ylim(max(min(low) - room, 0.0), max(high) + room)


def _mark_runs(axes: "Axes", curve: Curve, language: Language) -> None:
    """Name what binds once for each run of points: below the line where money does, above it where it is flat."""
    points = zip(curve.points, curve.bindings, strict=True)
    for its, run in groupby(points, key=lambda pair: pair[1]):
        points_of = [point for point, _ in run]
        middle = points_of[(len(points_of) - 1) // 2]
        offset, across, up = ((5, -7), "left", "top") if its == "money" else ((0, 9), "center", "bottom")
        axes.annotate(
            BINDS[its].said(language), (middle.budget, middle.coverage.mean or 0.0), xytext=offset, ha=across, va=up,
            textcoords="offset points", fontsize=SMALL, color=_MARKS[its][1],
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip


def _mark_own(axes: "Axes", comparison: Comparison, language: Language) -> None:
    """A line at the budget that the scenario has."""
    own = own_budget(comparison)
    low, high = axes.get_xlim()
    if not low < own < high:
        return
    axes.axvline(own, color=LINE, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
    said = Text("anggaran sekarang: {}", "budget today: {}").said(language).format(rupiah_words(own, language))
    axes.annotate(
        said, (own, 0), xycoords=("data", "axes fraction"), xytext=(3, 3), textcoords="offset points", va="bottom",
        fontsize=SMALL, color=SOFT,
    )  # fmt: skip


def _axes(axes: "Axes", curve: Curve, language: Language) -> None:
    """Budgets and what another month costs below, shares of workers on the left, the name above."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

    zeros = zeros_of(curve.points[len(curve.points) // 2].budget)
    across = [point.budget for point in curve.points]
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks(across, [_tick(budget / 10**zeros, language) for budget in across])
    low, high = axes.get_ylim()
    digits = 0 if high - low > 0.02 else 1
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _percent(value, digits, language)))
    axes.tick_params(axis="y", labelsize=SMALL, labelcolor=SOFT)
    unit = Text(f"{large(zeros, 'id')} rupiah setahun", f"{large(zeros, 'en')} rupiah a year").said(language).strip()
    _below(axes, unit, 1, 14, align="right")
    for before, after, rupiah in zip(across, across[1:], curve.marginal(), strict=False):
        said = "–" if rupiah is None else decimal(rupiah / _THOUSAND, 0, language)
        _below(axes, said, (before * after) ** 0.5 if before else after / 2, 24, align="center", data=True)
    cost = Text(
        "biaya satu bulan terlindungi tambahan, ribu rupiah", "cost of one more month of cover, thousand rupiah"
    )
    _below(axes, cost.said(language), 0, 32)
    name = Text("Cakupan pada akhir masa", "Cover at the end").said(language)
    about = Text("peserta aktif dari semua pekerja; pita 90 %", "active members of all workers; 90% band")
    caption(axes, name, about.said(language))


def _below(
    axes: "Axes", said: str, at: float, points: float, *, align: Literal["left", "center", "right"] = "left",
    data: bool = False,
) -> None:  # fmt: skip
    """A text so many points below the axis; `at` in parts of its width, or in rupiah where it is of the `data`."""
    axes.annotate(
        said, (at, 0), xycoords=("data" if data else "axes fraction", "axes fraction"), xytext=(0, -points), ha=align,
        textcoords="offset points", va="top", fontsize=SMALL, color=INK if data else SOFT,
    )  # fmt: skip


def _tick(value: float, language: Language) -> str:
    return decimal(value, 1 if value < 10 else 0, language)


def _percent(value: float, digits: int, language: Language) -> str:
    return f"{decimal(100 * value, digits, language)}{' ' if language == 'id' else ''}%"


def binding_in_words(curve: Curve, language: Language) -> str:
    """Where money stops binding, and what does from there on."""
    turn = next((i for i, its in enumerate(curve.bindings) if its != "money"), None)
    if turn is None:
        words = Text(
            "Perlindungan dibatasi uang pada setiap anggaran yang dicoba, sampai {} setahun.",
            "Money binds at every budget tried, up to {} a year.",
        )
        return words.said(language).format(rupiah_words(curve.points[-1].budget, language))
    if not turn:
        words = Text("Pada setiap anggaran yang dicoba: {}.", "At every budget tried: {}.")
        return words.said(language).format(BINDS[curve.bindings[0]].said(language))
    words = Text(
        "Sampai sekitar {} setahun perlindungan dibatasi uang; mulai {} {}: uang tambahan tidak menambahnya.",
        "Up to about {} a year money binds; from {} on {}: more money adds no cover.",
    )
    before, after = (rupiah_words(curve.points[i].budget, language) for i in (turn - 1, turn))
    return words.said(language).format(before, after, BINDS[curve.bindings[turn]].said(language))


def budgets_described(comparison: Comparison, language: Language) -> str:
    """What the curve shows, in words and numbers."""
    curve = comparison.curve
    if curve is None or not curve.points:
        return Text("Anggaran tidak dicoba.", "No budgets were tried.").said(language)
    points = [
        f"{rupiah_words(point.budget, language)}: {share(point.coverage.mean, language)}"
        for point in curve.points
        if point.coverage.mean is not None
    ]
    words = Text("Kurva: cakupan menurut anggaran setahun. {}. {}", "Curve: cover by the year's budget. {}. {}")
    return words.said(language).format("; ".join(points), binding_in_words(curve, language))
