"""A calibration on a terminal: the fit table, misses with their likely cause, what is pinned down and what is not."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language
from lindung.messages.language import grouped
from lindung.reporting.calibration import words as said
from lindung.reporting.calibration.table import LOOSE, PINNED, misses, rows
from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.posterior import Posterior, pinned
from lindung.simulation.calibration.target import Evidence


def print_calibration(
    console: Console, evidence: Evidence, free: Sequence[Free], posterior: Posterior, title: str, language: Language
) -> None:
    """The whole result."""
    console.print(Line(said.TITLE.said(language).format(title), style="bold"))
    record = posterior.record
    about = said.ABOUT.said(language)
    runs, worth = record.get("runs", 0), round(posterior.effective)
    console.print(
        Line(about.format(grouped(posterior.size, language), grouped(worth, language), grouped(runs, language)))
    )
    if posterior.effective < said.FEW_BELOW:
        console.print(Line(said.FEW.said(language), style="yellow"))
    found = rows(evidence, posterior)
    grid = Grid(title=said.TARGETS.said(language), title_justify="left")
    for head in said.TARGET_HEAD:
        grid.add_column(head.said(language))
    for row in found:
        target = row.target
        when = f", {target.when.said}" if target.when.said else ""
        grid.add_row(
            f"{target.name} {target.says.said(language)} [{said.COUNTS[target.count].said(language)}{when}]",
            said.quantity(target.value, target.unit, language)
            + f" ({said.span(target.low, target.high, target.unit, language)})",
            said.quantity(row.median, target.unit, language),
            said.span(row.low, row.high, target.unit, language),
            Line(said.outcome(row, language), style="green" if row.hit else "red"),
        )
    console.print(grid)
    console.print(Line(said.summary(found, language), style="bold"))
    for row in misses(found):
        if row.target.otherwise is not None:
            cause = f"{row.target.name} {said.MISS.said(language)}. {said.CAUSE.said(language)}: "
            console.print(Line(cause + row.target.otherwise.said(language), style="red"))
    for row in found:
        if row.target.why is not None:
            console.print(
                Line(f"{row.target.name}: {said.NOT_USED.said(language)}. {row.target.why.said(language)}", style="dim")
            )
    _parameters(console, free, posterior, language)


def _parameters(console: Console, free: Sequence[Free], posterior: Posterior, language: Language) -> None:
    pins = pinned(free, posterior)
    informed = posterior.record.get("informed_by", {})
    grid = Grid(title=said.PARAMETERS.said(language), title_justify="left")
    for head in said.PARAMETER_HEAD:
        grid.add_column(head.said(language))
    for one in sorted(pins, key=lambda pin: -pin.contraction):
        style = "green" if one.contraction >= PINNED else "yellow" if one.contraction >= LOOSE else "dim"
        grid.add_row(
            one.free.name,
            f"{said.number(one.free.low, language)} … {said.number(one.free.high, language)}",
            said.number(one.median, language),
            f"{said.number(one.low, language)} … {said.number(one.high, language)}",
            Line(said.decimal(max(one.contraction, 0.0), 2, language), style=style),
            " ".join(informed.get(one.free.name, {})),
        )
    console.print(grid)
    console.print(Line(said.identifiability(pins, language), style="bold"))
    if tied := posterior.record.get("tied"):
        pairs = "; ".join(f"{pair} ({said.decimal(value, 2, language)})" for pair, value in tied.items())
        console.print(Line(f"{said.TIED.said(language)}: {pairs}"))
