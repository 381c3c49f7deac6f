"""Experiments on a terminal and as JSON: what the model gives beside what was published, hit or miss."""

from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import day, grouped
from lindung.reporting.validation import quantity
from lindung.simulation.comparison.differences import CONFIDENCE
from lindung.simulation.experiments.conduct import Conducted, Result
from lindung.simulation.experiments.experiment import Experiment, Published
from lindung.simulation.experiments.prediction import Standing

HIT: Final = Text("kena", "hit")
MISS: Final = Text("meleset", "miss")
FITTED: Final = Text("target kalibrasi {}", "calibration target {}")
DOUBTFUL: Final = Text("meragukan", "in doubt")
UNPUBLISHED: Final = Text("belum ada hasil", "no result yet")
UNKNOWN: Final = Text("tidak terukur", "not measurable")
MODEL: Final = Text("model (kebetulan)", "model (chance)")
DOUBT: Final = Text("model (parameter)", "model (parameters)")
SOURCE: Final = Text("terbit", "published")
CAUSE: Final = Text("Kemungkinan sebab", "Likely cause")
DIFFERS: Final = Text("Berbeda dari studinya", "Unlike the study")
ABOUT: Final = Text(
    "{} orang, {} ulangan sejak benih {}; dalam kurung selang 90 % dari ulangan. Kolom parameter: persentil ke-5 "
    "sampai ke-95 dari {} vektor parameter dalam rentangnya.",
    "{} people, {} replicates from seed {}; in brackets the 90% interval over replicates. Column of parameters: 5th to "
    "95th percentile of {} parameter vectors within their ranges.",
)
CHANGED: Final[dict[str, Text]] = {
    "experiment_digest": Text("percobaan, skenario, atau parameternya", "the experiment, its scenario or parameters"),
    "law_digest": Text("hukumnya", "the law"),
    "model_digest": Text("kode modelnya", "the model's code"),
    "result_digest": Text("angka-angkanya", "the figures"),
    "fingerprint": Text("catatannya sendiri", "the record itself"),
}
SAME: Final = Text("model masih sama", "the model is still the same")
SINCE: Final = Text("sejak itu berubah: {}", "changed since: {}")


def experiments_document(experiments: Sequence[Experiment]) -> list[dict[str, Any]]:
    """What ships, as JSON data."""
    return [
        {
            "name": one.name, "title": one.title._asdict(), "study": one.study._asdict(),
            "arms": [arm.key for arm in one.arms], "figures": len(one.published), "planned": one.is_planned,
        }
        for one in experiments
    ]  # fmt: skip


def print_experiments(console: Console, experiments: Sequence[Experiment], language: Language) -> None:
    """Name, title and study of each."""
    grid = Grid(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for one in experiments:
        grid.add_row(one.name, one.title.said(language))
        grid.add_row("", Line(one.study.said(language), style="dim"))
    console.print(grid)


def experiment_document(done: Conducted, document: dict[str, Any]) -> dict[str, Any]:
    """The record with verdicts, for `--json`."""
    figures = [
        {**figure, "hit": one.hit, "clear": one.clear, "possible": one.possible, "fitted": one.published.fitted}
        for figure, one in zip(document["figures"], done.results, strict=True)
    ]
    return {**document, "interval": CONFIDENCE, "figures": figures}


def print_experiment(console: Console, done: Conducted, language: Language) -> None:
    """Every figure beside what was published, and the likely cause of every miss."""
    one = done.experiment
    console.print(Line(one.title.said(language), style="bold"))
    console.print(Line(one.study.said(language), style="dim"))
    about = ABOUT.said(language).format(grouped(done.workers, language), done.replicates, done.seed, done.draws)
    console.print(Line(about, style="dim"))
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column("", justify="right", style="dim")
    grid.add_column("", max_width=40)
    for head in (MODEL, DOUBT, SOURCE):
        grid.add_column(head.said(language), justify="right")
    grid.add_column("")
    for number, result in enumerate(done.results, 1):
        said, style = verdict(result, language)
        grid.add_row(
            str(number), result.published.says.said(language), chance(result, language), doubt(result, language),
            published(result.published, language), Line(said, style=style),
        )  # fmt: skip
    console.print(grid)
    for number, result in enumerate(done.results, 1):
        if result.hit is False and result.published.cause is not None:
            said = f"{number}  {CAUSE.said(language)}: {result.published.cause.said(language)}"
            console.print(Line(said, style="red"))
    for text in one.differs:
        console.print(Line(f"{DIFFERS.said(language)}: {text.said(language)}", style="yellow"))


def chance(result: Result, language: Language) -> str:
    """`12.3% (12.0% .. 12.6%)`."""
    one, unit = result.chance, result.published.unit
    if one.mean is None:
        return "-"
    mean = quantity(one.mean, unit, language)
    if one.low is None or one.high is None:
        return mean
    return f"{mean} ({quantity(one.low, unit, language)} .. {quantity(one.high, unit, language)})"


def doubt(result: Result, language: Language) -> str:
    """`4.0% .. 20.1%`."""
    one, unit = result.doubt, result.published.unit
    if one.low is None or one.high is None:
        return "-"
    return f"{quantity(one.low, unit, language)} .. {quantity(one.high, unit, language)}"


def published(one: Published, language: Language) -> str:
    """`8.0% (5.0% .. 11.0%)`, with an open end as `>=` or `<=`."""
    if one.is_prediction:
        return "-"
    ends = [None if end is None else quantity(end, one.unit, language) for end in (one.low, one.high)]
    match ends:
        case [low, None]:
            bounds = f">= {low}"
        case [None, high]:
            bounds = f"<= {high}"
        case _:
            bounds = f"{ends[0]} .. {ends[1]}"
    return bounds if one.value is None else f"{quantity(one.value, one.unit, language)} ({bounds})"


def verdict(result: Result, language: Language) -> tuple[str, str]:
    """What became of a figure, and its colour."""
    if result.published.is_prediction:
        return UNPUBLISHED.said(language), "dim"
    if result.hit is None:
        return UNKNOWN.said(language), "yellow"
    said = (HIT if result.hit else MISS).said(language)
    if result.clear is False:
        said += f", {DOUBTFUL.said(language)}"
    if result.published.fitted is not None:
        said += f" ({FITTED.said(language).format(result.published.fitted)})"
    return said, "green" if result.hit else "red"


def standings_document(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """What became of records, as JSON data."""
    return [
        {
            "file": one.file.name, "experiment": one.experiment, "made": one.made.isoformat(), "holds": one.holds,
            "changed": list(one.changed),
        }
        for one in standings
    ]  # fmt: skip


def print_standings(console: Console, standings: Sequence[Standing], language: Language) -> None:
    """A line a record: when it was made, and what has changed since."""
    for one in standings:
        line = Line(f"{one.experiment}, {day(one.made, language)}: ")
        if one.holds:
            line.append(SAME.said(language), style="green")
        else:
            what = ", ".join(CHANGED[name].said(language) if name in CHANGED else name for name in one.changed)
            line.append(SINCE.said(language).format(what), style="yellow")
        console.print(line)
