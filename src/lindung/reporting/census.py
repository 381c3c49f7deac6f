"""The count of the corpus, on a terminal and as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.law import place
from lindung.law.census import Census
from lindung.law.citations import cited, short
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS
from lindung.law.rules import Rule
from lindung.messages import Language, Text
from lindung.messages.language import day, grouped, share

_COUNTS = {
    "instruments": Text("instrumen", "instruments"),
    "drafts": Text("rancangan", "drafts"),
    "provisions": Text("ketentuan", "provisions"),
    "parameters": Text("parameter terdaftar", "parameters registered"),
    "parameters_set": Text("parameter bernilai", "parameters with values"),
    "dated_values": Text("nilai bertanggal", "dated values"),
}


def census_document(counted: Census) -> dict[str, Any]:
    """The document of `lindung law check`."""
    return {
        **{name: getattr(counted, name) for name in _COUNTS},
        "cited": counted.cited,
        "share_cited": counted.share_cited,
        "article_seen": counted.article_seen,
        "by_standing": {standing: counted.by_standing[standing] for standing in STANDINGS},
        "recalled": [
            {"parameter": rule.parameter, "key": rule.key, "region": rule.region, "from": rule.start.isoformat(),
             "provision": rule.at, "instrument": rule.instrument}
            for rule in counted.recalled
        ],
        "gaps": [{"instrument": i.name, "at": gap.at, "because": gap.because._asdict()} for i, gap in counted.gaps],
        "assumed_days": [{"instrument": i.name, "in_force": i.in_force.isoformat()} for i in counted.assumed],
    }  # fmt: skip


def print_census(console: Console, corpus: Corpus, counted: Census, language: Language) -> None:
    """The count for a person: totals, standing, recalled values, gaps, assumed days."""

    def heading(indonesian: str, english: str) -> None:
        console.print()
        console.print(Line(Text(indonesian, english).said(language), style="bold"))

    console.print(
        Line(Text("Korpus utuh: tidak ada kesalahan.", "The corpus is sound: no faults.").said(language), style="bold")
    )
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right")
    for name, label in _COUNTS.items():
        grid.add_row(grouped(getattr(counted, name), language), label.said(language))
    cited_label = Text("berkutipan", "cited").said(language)
    grid.add_row(_share(counted.cited, counted.dated_values, language), cited_label)
    seen = Text("dengan nomor pasal dalam sumbernya", "with the article's number in the source").said(language)
    grid.add_row(_share(counted.article_seen, counted.dated_values, language), seen)
    console.print(Padding(grid, (0, 0, 0, 2)))

    heading("Keyakinan", "Standing")
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right")
    for standing, label in STANDINGS.items():
        count = counted.by_standing[standing]
        grid.add_row(grouped(count, language), _share(count, counted.dated_values, language), label.said(language))
    console.print(Padding(grid, (0, 0, 0, 2)))

    heading("Bersandar pada ingatan, belum diperiksa", "Resting on recall, not verified")
    grid = Grid.grid(padding=(0, 2))
    for (name, where, law), starts in _grouped(corpus, counted.recalled, language).items():
        years = sorted({start.year for start in starts})
        shown = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        grid.add_row(name, where, shown, grouped(len(starts), language), law)
    console.print(Padding(grid, (0, 0, 0, 2)))

    heading("Pasal yang tidak ada dalam salinan", "Articles missing from the copy")
    for instrument, gap in counted.gaps:
        said = f"{short(instrument, language)} {place.said(gap.at, language)}: {gap.because.said(language)}"
        console.print(Padding(Line(said), (0, 0, 0, 2)))

    heading("Hari berlaku yang diandaikan", "Effective days that are assumed")
    for instrument in counted.assumed:
        console.print(
            Padding(Line(f"{short(instrument, language)}: {day(instrument.in_force, language)}"), (0, 0, 0, 2))
        )


def _grouped(corpus: Corpus, rules: Iterable[Rule], language: Language) -> dict[tuple[str, str, str], list[date]]:
    """First days of values, by parameter, key or region, and law."""
    found: dict[tuple[str, str, str], list[date]] = {}
    for rule in rules:
        where = rule.key or ("" if rule.region is None else corpus.regions[rule.region].name)
        law = cited(corpus.instrument(rule.instrument), rule.at, language)
        found.setdefault((rule.parameter, where, law), []).append(rule.start)
    return found


def _share(part: int, whole: int, language: Language) -> str:
    return share(part / whole if whole else 1.0, language)
