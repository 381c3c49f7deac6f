"""The brief: one HTML page a language that prints on two A4 sides, for a reader who is no programmer."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from lindung.law import place
from lindung.messages import LANGUAGES, Language
from lindung.messages.language import listed
from lindung.reporting.comparison import plots
from lindung.reporting.comparison.certainty import caveat, doubts, intervals, largest_doubt, readings, standing
from lindung.reporting.comparison.changes import fitted
from lindung.reporting.comparison.findings import baseline_levels, in_short, table, without_effect
from lindung.reporting.comparison.grounds import behind, rules_read, uncertain
from lindung.reporting.comparison.names import HEADLINE, alternatives, baseline, lowered
from lindung.reporting.comparison.opening import about, question, title
from lindung.reporting.comparison.plots.budgets import binding_in_words
from lindung.reporting.comparison.plots.style import FULL
from lindung.reporting.comparison.reproducing import command, versions
from lindung.reporting.redline import Say, page, shown
from lindung.simulation.comparison.comparison import Comparison

if TYPE_CHECKING:
    from matplotlib.figure import Figure

type Write = Callable[[Path, Callable[[IO[bytes]], object]], None]  # a path, and what puts the bytes into the file
type Drawing = tuple[str, Callable[[Comparison, Language], "Figure"], Callable[[Comparison, Language], str]]

FIGURES: Final[tuple[Drawing, ...]] = (
    ("differences", plots.differences, plots.differences_described),
    ("levels", plots.levels, plots.levels_described),
    ("clauses", plots.clauses, plots.clauses_described),
    ("gains", plots.gains, plots.gains_described),
    ("budgets", plots.budgets, plots.budgets_described),
)
_GAINS, _CURVE = 112.0, 70.0  # millimetres, side by side


def brief(comparison: Comparison, language: Language) -> str:
    """One self-contained page: no script, nothing fetched; two A4 sides where up to four drafts are compared."""
    from markupsafe import Markup

    others = alternatives(comparison)
    rules = rules_read(comparison)
    doubted = doubts(comparison, others, language)
    drawn = {
        "differences": plots.differences(comparison, language, width=FULL, beside_table=True),
        "clauses": plots.clauses(comparison, language, width=FULL),
        "gains": plots.gains(comparison, language, width=_GAINS),
        "budgets": plots.budgets(comparison, language, width=_CURVE),
    }
    described = {name: describe(comparison, language) for name, _, describe in FIGURES}
    html: str = page("brief.html").render(
        language=language, say=Say(language), comparison=comparison, others=others, base=baseline(comparison),
        title=title(comparison, others, language), question=question(comparison, others, language),
        about=about(comparison, language), in_short=in_short(others, language),
        changes=fitted(others, language), headlines=list(HEADLINE.values()),
        table=table(comparison, others, language), levels=baseline_levels(comparison, language),
        behind=behind(comparison, rules, language), without_effect=without_effect(others, language),
        svg={name: Markup(plots.svg_element(figure, name, described[name])) for name, figure in drawn.items()},  # noqa: S704 - our own drawing, its texts escaped
        binding="" if comparison.curve is None else binding_in_words(comparison.curve, language),
        curve=comparison.curve, explained=bool(comparison.clauses), doubts=doubted,
        caveat=caveat(doubted, language), largest_doubt=largest_doubt(doubted, language),
        readings=readings(comparison, others, language), intervals=intervals(comparison, language),
        standing=standing(comparison, language), uncertain=uncertain(comparison, rules, language),
        notes=[note.said(language) for note in comparison.plan.scenario.notes],
        unseen=any(place.unseen(one.at) for each in others if each.redline for one in shown(each.redline)),
        borrowed=listed(_parameters(comparison, language), language), few=_few(comparison),
        elsewhere=_elsewhere(comparison), command=command(comparison), versions=versions(comparison),
    )  # fmt: skip
    return html


def _parameters(comparison: Comparison, language: Language) -> list[str]:
    register = comparison.plan.scenario.corpus.register
    names = [register[name].name.said(language) for name in comparison.borrowed]
    return [lowered(name) for name in names]


def _few(comparison: Comparison) -> int:
    """Replicates on which clause contributions rest."""
    return max((value.estimate.n for one in comparison.clauses for value in one.values), default=0)


def _elsewhere(comparison: Comparison) -> int:
    """How many arms the brief leaves out: those of other budgets or readings."""
    first = comparison.plan.arms[0].place
    return sum(arm.place != first for arm in comparison.plan.arms)


def write_brief(comparison: Comparison, folder: Path, write: Write) -> None:
    """Write `brief.id.html`, `brief.en.html` and every figure of `FIGURES` as `NAME.LANGUAGE.svg` and `.png`.

    `write` puts each file in its place whole or not at all.
    """
    for language in LANGUAGES:
        _text(write, folder / f"brief.{language}.html", brief(comparison, language))
        for name, draw, describe in FIGURES:
            figure, described = draw(comparison, language), describe(comparison, language)
            _text(write, folder / f"{name}.{language}.svg", plots.svg_file(figure, name, described, language))
            _bytes(write, folder / f"{name}.{language}.png", plots.png_file(figure))


def _text(write: Write, path: Path, text: str) -> None:
    _bytes(write, path, text.encode())


def _bytes(write: Write, path: Path, content: bytes) -> None:
    write(path, lambda file: file.write(content))
