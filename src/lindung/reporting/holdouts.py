"""Hold-outs on a terminal and as JSON: target, what the model gives, hit or miss, and what a miss likely comes from."""

from typing import Any, Final

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped
from lindung.reporting import experiments as said
from lindung.reporting.validation import quantity
from lindung.simulation.comparison.differences import CONFIDENCE
from lindung.simulation.holdouts.hold import Held, HeldOut

TITLE: Final = Text("Angka yang tidak pernah dicocokkan", "Figures that were never fitted")
ABOUT: Final = Text(
    "{}, {} ulangan sejak benih {}; dalam kurung selang 90 % dari ulangan. Kolom parameter: persentil ke-5 sampai "
    "ke-95 dari {} vektor parameter dalam rentangnya.",
    "{}, {} replicates from seed {}; in brackets the 90% interval over replicates. Column of parameters: 5th to 95th "
    "percentile of {} parameter vectors within their ranges.",
)
WHOLE: Final = Text("Seluruh populasi", "Whole populations")
AT_MOST: Final = Text("Paling banyak {} pekerja tiap tempat", "At most {} workers of each place")
SUMMARY: Final = Text("{} kena, {} meleset, {} belum dapat dinilai.", "{} hit, {} missed, {} cannot be judged.")
WHY: Final = Text("Tidak terukur", "Not measurable")
NOTE: Final = Text("Catatan", "Note")
SOURCE: Final = Text("Sumber", "Source")


def holdouts_document(done: HeldOut) -> dict[str, Any]:
    """The document of `lindung validate --holdouts`, the same in either language."""
    return {
        "workers": done.workers,
        "replicates": done.replicates,
        "draws": done.draws,
        "seed": done.seed,
        "interval": CONFIDENCE,
        "verdicts": {"hit": done.count(True), "miss": done.count(False), "not_judged": done.count(None)},
        "holdouts": [_row(one) for one in done.held],
    }


def _row(one: Held) -> dict[str, Any]:
    published, result = one.holdout.published, one.result
    measured = None
    if result is not None:
        measured = {
            "mean": result.chance.mean, "low": result.chance.low, "high": result.chance.high,
            "replicates": list(result.values),
            "doubt": {"middle": result.doubt.middle, "low": result.doubt.low, "high": result.doubt.high},
        }  # fmt: skip
    return {
        "name": one.holdout.key,
        "says": published.says._asdict(),
        "unit": published.unit,
        "target": {"value": published.value, "low": published.low, "high": published.high},
        "source": None if published.source is None else published.source._asdict(),
        "standing": published.standing,
        "measured": measured,
        "hit": one.hit,
        "clear": None if result is None else result.clear,
        "possible": None if result is None else result.possible,
        "likely_cause": published.cause._asdict() if one.hit is False and published.cause is not None else None,
        "why_not_measured": None if one.holdout.why is None else one.holdout.why._asdict(),
        "note": None if one.holdout.note is None else one.holdout.note._asdict(),
    }


def about(done: HeldOut, language: Language) -> str:
    """What the table rests on."""
    people = WHOLE.said(language)
    if done.workers is not None:
        people = AT_MOST.said(language).format(grouped(done.workers, language))
    return ABOUT.said(language).format(people, done.replicates, done.seed, done.draws)


def summary(done: HeldOut, language: Language) -> str:
    """How many are hit, missed, and cannot be judged."""
    return SUMMARY.said(language).format(done.count(True), done.count(False), done.count(None))


def target(one: Held, language: Language) -> str:
    """What it is held against."""
    published = one.holdout.published
    if published.is_prediction and published.value is not None:
        return quantity(published.value, published.unit, language)
    return said.published(published, language)


def verdict(one: Held, language: Language) -> tuple[str, str]:
    """What became of it, and its colour."""
    if one.result is None:
        return said.UNKNOWN.said(language), "yellow"
    if one.holdout.within_band:
        if one.hit is None:
            return said.UNKNOWN.said(language), "yellow"
        word, style = (said.HIT, "green") if one.hit else (said.MISS, "red")
        return word.said(language), style
    return said.verdict(one.result, language)


def remarks(one: Held, language: Language) -> list[tuple[str, str]]:
    """The likely cause of a miss, why it cannot be measured, and its note, each with its colour."""
    found = []
    cause = one.holdout.published.cause
    if one.hit is False and cause is not None:
        found.append((f"{said.CAUSE.said(language)}: {cause.said(language)}", "red"))
    if one.holdout.why is not None:
        found.append((f"{WHY.said(language)}: {one.holdout.why.said(language)}", "yellow"))
    if one.holdout.note is not None:
        found.append((f"{NOTE.said(language)}: {one.holdout.note.said(language)}", "dim"))
    return found


def print_holdouts(console: Console, done: HeldOut, language: Language) -> None:
    """Every hold-out, then the remarks by name."""
    console.print(Line(TITLE.said(language), style="bold"))
    console.print(Line(about(done, language), style="dim"))
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column("", style="dim", no_wrap=True)
    grid.add_column("", max_width=36)
    for head in (said.MODEL, said.DOUBT, said.SOURCE):
        grid.add_column(head.said(language), justify="right")
    grid.add_column("")
    for one in done.held:
        result, (word, style) = one.result, verdict(one, language)
        chance = "-" if result is None else said.chance(result, language)
        doubt = "-" if result is None else said.doubt(result, language)
        grid.add_row(
            one.holdout.key, one.holdout.published.says.said(language), chance, doubt, target(one, language),
            Line(word, style=style),
        )  # fmt: skip
    console.print(grid)
    for one in done.held:
        for text, style in remarks(one, language):
            console.print(Line(f"{one.holdout.key}  {text}", style=style))
    console.print(Line(summary(done, language), style="bold"))
