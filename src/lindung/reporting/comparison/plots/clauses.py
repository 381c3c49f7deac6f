"""Which clause does it: the part of each clause of a draft, and the whole that the parts add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lindung.law import place
from lindung.messages import Language, Text
from lindung.reporting.comparison.names import DECISIVE, Alternative, Headline, alternatives, together
from lindung.reporting.comparison.plots.style import (
    BLUE,
    FULL,
    INK,
    LINE,
    ORANGE,
    SOFT,
    beside,
    caption,
    panel,
    sheet,
    stripes,
    style,
    zero_line,
)
from lindung.reporting.comparison.words import change, verdict
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.differences import Estimate, paired

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW, _HEAD, _FOOT, _LABELS, _NUMBERS, _GAP = 3.6, 9.0, 2.0, 60.0, 9.0, 5.0  # millimetres
_MOST: Final = 50  # letters of a label
WHOLE: Final = Text("Seluruh rancangan", "The whole draft")


@dataclass(frozen=True)
class Parts:
    """A draft's difference in one figure, taken apart. `idle` are clauses that add nothing in any replicate."""

    draft: Alternative
    of_clause: Mapping[str, Estimate]
    idle: tuple[str, ...]
    whole: Estimate  # over the replicates that the parts were measured on


def parts(comparison: Comparison, metric: str = DECISIVE.metric) -> list[Parts]:
    """By draft, what each clause adds to a figure, in article order."""
    found = []
    for one in alternatives(comparison):
        given = next((each for each in comparison.clauses if each.regulation == one.arm.regulation), None)
        if given is None:
            continue
        every = given.of(metric)
        moving = {at: every[at] for at in sorted(every, key=place.order) if verdict(every[at]) != "none"}
        still = tuple(at for at in sorted(every, key=place.order) if at not in moving)
        n = max((each.n for each in every.values()), default=0)
        mine, its = (comparison.values(arm, metric)[:n] for arm in (one.number, one.arm.baseline))
        found.append(Parts(one, moving, still, paired(mine, its)))
    return found


def clauses(
    comparison: Comparison, language: Language, *, headline: Headline = DECISIVE, width: float = FULL
) -> "Figure":
    """One panel a draft, all of one scale: bars of the clauses with 90 % intervals, and the bar they add up to."""
    drafts = parts(comparison, headline.metric)
    columns = 2 if width > 120 and len(drafts) > 1 else 1
    rows = [drafts[i : i + columns] for i in range(0, len(drafts), columns)]
    heights = [_HEAD + _FOOT + _ROW * (1 + max(len(one.of_clause) for one in row)) for row in rows]
    each = (width - _GAP * (columns - 1)) / columns
    top = sum(heights)
    with style():
        figure = sheet(width, top or _HEAD)
        limits = _limits(drafts)
        for row, height in zip(rows, heights, strict=True):
            for column, one in enumerate(row):
                n = len(one.of_clause) + 1
                left = column * (each + _GAP)
                axes = panel(
                    figure, left + _LABELS, top - _HEAD - _ROW * n, each - _LABELS - _NUMBERS, _ROW * n
                )  # fmt: skip
                axes.set_xlim(*limits)
                _draw(axes, one, headline, language)
                _say(axes, one, language)
            top -= height
    return figure


def _limits(drafts: Sequence[Parts]) -> tuple[float, float]:
    ends = [0.0]
    for one in drafts:
        for found in (one.whole, *one.of_clause.values()):
            ends += [v for v in (found.low, found.high, found.mean) if v is not None]
    air = 0.04 * (max(ends) - min(ends)) or 1.0
    return min(ends) - air, max(ends) + air


def _draw(axes: "Axes", one: Parts, headline: Headline, language: Language) -> None:
    n = len(one.of_clause)
    axes.set_ylim(n + 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([])  # every bar has its number
    axes.spines["bottom"].set_visible(False)
    stripes(axes, range(n + 1))
    zero_line(axes)
    for row, found in enumerate((*one.of_clause.values(), one.whole)):
        clear = verdict(found) in ("more", "less")
        colour = INK if row == n else BLUE if clear else LINE
        axes.barh(row, found.mean or 0.0, height=0.6, color=colour, zorder=2)
        if found.low is not None and found.high is not None and found.sd:
            axes.plot([found.low, found.high], [row, row], color=ORANGE if row == n else INK, linewidth=1.0, zorder=3)
        beside(
            axes, change(found, headline.unit, language), row, 0.8 - _NUMBERS, align="right", bold=row == n,
            colour=INK if clear else SOFT,
        )  # fmt: skip


def _say(axes: "Axes", one: Parts, language: Language) -> None:
    """The labels left of the bars, the draft's name above, and which clauses add nothing."""
    labels = [*(_short(one.draft.clause(at, language), _MOST) for at in one.of_clause), WHOLE.said(language)]
    for row, label in enumerate(labels):
        beside(axes, label, row, _LABELS, bold=row == len(labels) - 1)
    about = Text("semua pasal yang disimulasikan ikut berpengaruh", "every simulated article takes part").said(language)
    if one.idle:
        words = Text("tanpa pengaruh: {}", "without effect: {}").said(language)
        about = _short(words.format(together(one.idle, language)), 74)
    caption(axes, _short(one.draft.said(language), 56), about, left=_LABELS)


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def clauses_described(comparison: Comparison, language: Language, *, headline: Headline = DECISIVE) -> str:
    """What the bars show, in words and numbers."""
    words = Text(
        "Diagram batang: sumbangan setiap pasal pada selisih {}. {}.",
        "Bar chart: what each clause adds to the difference in {}. {}.",
    )
    said = []
    for one in parts(comparison, headline.metric):
        each = [f"{place.said(at, language)} {change(v, headline.unit, language)}" for at, v in one.of_clause.items()]
        each.append(f"{WHOLE.said(language).lower()} {change(one.whole, headline.unit, language)}")
        said.append(f"{one.draft.briefly(language)}: {'; '.join(each)}")
    return words.said(language).format(headline.name.said(language).lower(), ". ".join(said))
