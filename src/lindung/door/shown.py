"""Small things for notebooks, in the language chosen: numbers, tables, charts, answers of the law."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lindung.law import place
from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument
from lindung.messages import Text, default_language
from lindung.reporting.law_terminal import LawTerminal
from lindung.reporting.redline import EFFECTS
from lindung.reporting.shown import Printed, Sheet
from lindung.reporting.shown import amount as said

if TYPE_CHECKING:
    import polars
    from matplotlib.figure import Figure

    from lindung.simulation.comparison.differences import Estimate


def amount(value: object, unit: str = "") -> str:
    """A number as it is written: `184.000`; with the unit `Rp`: `Rp604,8 juta`; `share`: `12,8 %`; `months`: `3,2`."""
    return said(value, unit, default_language())


def table(rows: "Sequence[Mapping[str, object]] | polars.DataFrame", **units: str) -> Sheet:
    """Rows as a table; `units` names the unit of a column as in `amount`, where it has one."""
    given = rows if isinstance(rows, Sequence) else rows.to_dicts()
    return Sheet(given, units, default_language())


def lines(
    series: "Mapping[str, Sequence[float | None]]", across: "Sequence[date | float]", name: str, about: str = "",
    unit: str = "",
) -> "Figure":  # fmt: skip
    """A line chart: one line for each of `series`, over days or numbers."""
    from lindung.reporting import charts  # matplotlib only where something is drawn

    return charts.lines(series, across, name, about, unit, default_language())


def bars(values: "Mapping[str, float | Estimate | None]", name: str, about: str = "", unit: str = "") -> "Figure":
    """A bar chart: numbers, or differences with their 90 % intervals."""
    from lindung.reporting import charts

    return charts.bars(values, name, about, unit, default_language())


def show(
    parameter: str,
    on: date | str,
    *,
    region: str | None = None,
    known_on: date | str | None = None,
    key: str | int | None = None,
    readings: Mapping[str, str] | None = None,
    law: Corpus | None = None,
) -> Printed:
    """What `lindung law show` prints: a value, its article, its dates, its standing, its history.

    Raises `BadInput` for an unknown parameter, key or region.
    """
    corpus = law or Corpus.load()
    view = corpus.on(on, region, known_on, readings)
    answer = view.look_up(parameter, None if key is None else str(key))
    return Printed(lambda console: LawTerminal(console, corpus, default_language()).answer(answer, view))


def clauses(instrument: Instrument | str, *, law: Corpus | None = None) -> Sheet:
    """An instrument's provisions: where, what each says, what the simulation makes of it. Raises `BadInput`."""
    corpus, language = law or Corpus.load(), default_language()
    found = instrument if isinstance(instrument, Instrument) else corpus.read_draft(instrument)
    heads = (
        Text("ketentuan", "provision"),
        Text("isinya", "what it says"),
        Text("dalam simulasi", "in the simulation"),
    )
    where, what, effect = (head.said(language) for head in heads)
    rows = []
    for one in found.provisions:
        reason = "" if one.because is None else f": {one.because.said(language)}"
        said_effect = f"{EFFECTS[one.effect].said(language)}{reason}"
        rows.append({where: place.said(one.at, language), what: one.says.said(language), effect: said_effect})
    return Sheet(rows, {}, language)


def text(instrument: Instrument | str, at: str | None = None, *, law: Corpus | None = None) -> Printed:
    """What `lindung law text` prints: an instrument article by article, or one place of it. Raises `BadInput`."""
    corpus = law or Corpus.load()
    found = instrument if isinstance(instrument, Instrument) else corpus.read_draft(instrument)
    return Printed(lambda console: LawTerminal(console, corpus, default_language()).text(found, at))
