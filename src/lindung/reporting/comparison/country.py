"""A country's comparison on a terminal: the totals first, then a row for each place, then what to know of them."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped, listed, share
from lindung.reporting.comparison.numbers import figure, signed
from lindung.reporting.comparison.terminal import SHOWN
from lindung.simulation.comparison.country_result import CountryComparison, Placed, schemes_of
from lindung.simulation.metrics import METRICS, RATIOS

OWN = Text("skema sendiri", "own schemes")
HALF = 0.5
MARK = "*"  # beside a place whose number of workers is interpolated


def print_country(console: Console, found: CountryComparison, language: Language) -> None:
    """Totals with their differences, places with theirs in protected person-months, then notes."""
    console.print(Line(found.country.title.said(language), style="bold"))
    console.print(Line(_about(found, language), style="dim"))
    console.print()
    console.print(_totals(found, language))
    console.print()
    console.print(_places(found, language))
    for note in notes(found, language):
        console.print(Line(note, style="yellow"))
    console.print(Line(f"fingerprint {found.fingerprint}", style="dim"))


def _about(found: CountryComparison, language: Language) -> str:
    words = Text(
        "{} tempat, {} pekerja ({} dari populasi), {} bulan, {} ulangan; dalam kurung: selang 90 % dari selisih "
        "berpasangan",
        "{} places, {} workers ({} of the population), {} months, {} replicates; in brackets: 90% intervals of paired "
        "differences",
    )
    months = found.places[0].comparison.plan.months
    factor = share(found.workers / found.country.size, language)
    return words.said(language).format(
        len(found.places), grouped(found.workers, language), factor, months, found.replicates
    )


def _totals(found: CountryComparison, language: Language) -> Grid:
    base, *others = found.arms
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("")
    grid.add_column(OWN.said(language), justify="right")
    for arm in others:
        grid.add_column(f"{arm.regulation} −", justify="right", overflow="fold", max_width=28)
    for name in SHOWN:
        unit = METRICS[name].unit
        cells = [Line(signed(arm.differences[name], unit, language)) for arm in others]
        grid.add_row(name, figure(base.metrics[name].mean, unit, language), *cells)
    return grid


def _places(found: CountryComparison, language: Language) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column(Text("tempat", "place").said(language))
    heads = (
        Text("pekerja", "workers"),
        Text("bulan-orang dilindungi", "protected p.-months"),
        Text("disubsidi", "subsidised"),
        Text("terpakai", "spent"),
    )
    for head in heads:
        grid.add_column(head.said(language), justify="right")
    for arm in found.arms[1:]:
        grid.add_column(f"{arm.regulation} −", justify="right", overflow="fold", max_width=28)
    for one in found.places:
        grid.add_row(*_row(one, language))
    return grid


def _row(one: Placed, language: Language) -> Iterator[str | Line]:
    base, *others = one.comparison.arms
    yield Line(f"{one.place.name}{MARK if 'population.size' in one.place.interpolated else ''}")
    yield grouped(one.comparison.plan.workers, language)
    for name in ("protected_person_months", "subsidised_person_months", "budget_spent_rp"):
        yield figure(base.metrics[name].mean, METRICS[name].unit, language)
    for arm in others:
        difference = arm.differences["protected_person_months"]
        text = signed(difference, "person-months", language)
        yield Line(text, style="" if difference.is_clear else "dim")


def notes(found: CountryComparison, language: Language) -> Iterator[str]:
    """What a reader must know before using a total."""
    marked = sum("population.size" in one.place.interpolated for one in found.places)
    if marked:
        words = Text(
            "{} {} tempat: jumlah pekerjanya ditaksir dari angka lain, tidak diterbitkan (interpolated di --json).",
            "{} {} places: their number of workers was not published but interpolated (see interpolated in --json).",
        )
        yield words.said(language).format(MARK, marked)
    made = sum(one.place.template is not None for one in found.places)
    if made:
        templates = listed(sorted({one.place.template for one in found.places if one.place.template}), language)
        words = Text(
            "{} tempat mengambil yang tidak disebutnya dari {}, petugas sebanding dengan pekerjanya.",
            "{} places take what they do not state from {}, staff in proportion to their workers.",
        )
        yield words.said(language).format(made, templates)
    without = sum(not schemes_of(one) for one in found.places)
    if without:
        words = Text("{} tempat tanpa skema sendiri.", "{} places without a scheme of their own.")
        yield words.said(language).format(without)
    yield (
        Text(
            "Rasio dihitung dari jumlah ({}), tidak dirata-ratakan.",
            "Ratios are worked out from sums ({}), never averaged.",
        )
        .said(language)
        .format("; ".join(f"{name} = {part} / {whole}" for name, (part, whole) in RATIOS.items()))
    )
    for note in found.country.notes:
        yield note.said(language)
    yield Text(
        "Parameter perilaku belum dikalibrasi: selisih ini ilustrasi, bukan ramalan.",
        "Behaviour is not yet calibrated: these differences illustrate, they do not forecast.",
    ).said(language)


def _is_thin(one: Placed) -> bool:
    """Whether agents in proportion are less than half a person, where at least one works all the same."""
    plan = one.comparison.plan
    return 0 < plan.scenario.offices.agents * plan.workers / plan.scenario.population.size < HALF
