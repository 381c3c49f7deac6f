"""A comparison on a terminal: the differences first, the arms second."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped, rupiah, share
from lindung.reporting.comparison.certainty import fitted
from lindung.reporting.comparison.numbers import figure, signed
from lindung.simulation.comparison.comparison import ArmResult, Comparison
from lindung.simulation.comparison.curve import Binding, Curve
from lindung.simulation.metrics import METRICS

SHOWN: Final = (
    "protected_person_months", "subsidised_person_months", "active_coverage_end", "deaths_uncovered",
    "injuries_uncovered", "inclusion_error", "exclusion_error", "waiting_months_mean", "poverty_person_months",
    "budget_spent_rp", "budget_unspent_rp", "budget_per_protected_person_month_rp",
)  # fmt: skip
BINDING: Final[dict[Binding, Text]] = {
    "money": Text("uang", "money"),
    "capacity": Text("kapasitas kantor", "the office's capacity"),
    "nobody_left": Text("tidak ada lagi yang memenuhi syarat", "nobody who qualifies is left"),
}


def print_comparison(console: Console, comparison: Comparison, language: Language) -> None:
    """Each regulation's differences from the baseline with 90 % intervals, then the baseline itself, then notes."""
    plan = comparison.plan
    console.print(Line(plan.scenario.title.said(language), style="bold"))
    console.print(Line(_about(comparison, language), style="dim"))
    for base in sorted(set(plan.baselines)):
        arms = [arm for arm in comparison.arms if arm.baseline == base]
        console.print()
        if len(set(plan.baselines)) > 1:
            console.print(Line(_place(arms[0], language), style="bold"))
        console.print(_differences(arms, language))
    if comparison.clauses:
        console.print()
        console.print(_clauses(comparison, language))
    if comparison.curve is not None:
        console.print()
        console.print(_curve(comparison.curve, language))
    for note in notes(comparison, language):
        console.print(Line(note, style="yellow"))
    console.print(Line(f"fingerprint {comparison.fingerprint}", style="dim"))


def _about(comparison: Comparison, language: Language) -> str:
    plan = comparison.plan
    words = Text(
        "{} pekerja ({} dari populasi), {} bulan, {} ulangan; dalam kurung: selang 90 % dari selisih berpasangan",
        "{} workers ({} of the population), {} months, {} replicates; in brackets: 90% intervals of paired differences",
    )
    factor = share(plan.workers / plan.scenario.population.size, language)
    return words.said(language).format(grouped(plan.workers, language), factor, plan.months, comparison.replicates)


def _place(arm: ArmResult, language: Language) -> str:
    parts = [] if arm.budget is None else [
        Text("anggaran {} setahun", "budget {} a year").said(language).format(rupiah(arm.budget, language))
    ]  # fmt: skip
    parts += [f"{name}={choice}" for name, choice in sorted(arm.readings.items())]
    return ", ".join(parts)


def _differences(arms: list[ArmResult], language: Language) -> Grid:
    base, *others = arms
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("")
    grid.add_column(base.regulation, justify="right", overflow="fold", max_width=22)
    for arm in others:
        grid.add_column(f"{arm.regulation} −", justify="right", overflow="fold", max_width=24)
    for name in SHOWN:
        unit = METRICS[name].unit
        cells = [Line(figure(base.metrics[name].mean, unit, language))]
        for arm in others:
            found = arm.differences[name]
            text = signed(found, unit, language)
            cells.append(Line(text, style="" if found.is_clear else "dim"))
        grid.add_row(name, *cells)
    differs = Text("bagian pekerja yang nasibnya berbeda", "share of workers whose fate differs").said(language)
    grid.add_row(differs, "", *(figure(arm.differing.mean, "share", language) for arm in others))
    needed = Text("ulangan untuk ±10 %", "replicates for ±10 %").said(language)
    wanted = (arm.differences[SHOWN[0]].replicates_for() for arm in others)
    grid.add_row(needed, "", *("-" if n is None else grouped(n, language) for n in wanted))
    return grid


def _clauses(comparison: Comparison, language: Language) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    title = Text("sumbangan pasal pada {}", "what each clause adds to {}").said(language)
    grid.add_column(title.format(SHOWN[0]))
    grid.add_column("")
    grid.add_column("", justify="right")
    for draft in comparison.clauses:
        for clause, found in draft.of(SHOWN[0]).items():
            shown = signed(found, "person-months", language)
            idle = Text("tidak mengubah simulasi", "changes nothing simulated").said(language)
            grid.add_row(draft.regulation, clause, Line(idle, style="dim") if clause in draft.idle else shown)
    return grid


def _curve(curve: Curve, language: Language) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    heads = (
        Text("anggaran setahun", "budget a year"),
        Text("cakupan akhir", "coverage at the end"),
        Text("bulan-orang disubsidi", "person-months subsidised"),
        Text("tidak terpakai", "unspent"),
        Text("Rp per bulan-orang tambahan", "Rp a further protected month"),
        Text("yang membatasi", "what binds"),
    )
    for head in heads:
        grid.add_column(head.said(language), justify="right")
    marginal: Iterable[float | None] = (None, *curve.marginal())
    for point, cost, binding in zip(curve.points, marginal, curve.bindings, strict=True):
        grid.add_row(
            rupiah(point.budget, language),
            figure(point.coverage.mean, "share", language),
            figure(point.subsidised.mean, "person-months", language),
            share(point.unspent_share, language),
            "-" if cost is None else rupiah(round(cost), language),
            BINDING[binding].said(language),
        )
    return grid


def notes(comparison: Comparison, language: Language) -> Iterator[str]:
    """What a reader must know before using a difference."""
    plan = comparison.plan
    for arm in comparison.arms:
        instrument = plan.arms[arm.number].regime.instrument
        if arm.is_baseline or arm.parts_from is not None:
            continue
        if instrument is not None and instrument.in_force > plan.scenario.day_of(plan.months - 1):
            words = Text(
                "{} berlaku {}, sesudah bulan terakhir simulasi: tidak mungkin berbeda.",
                "{} takes effect on {}, after the last month simulated: it cannot differ.",
            )
            yield words.said(language).format(arm.regulation, instrument.in_force)
        else:
            words = Text(
                "{}: hukum yang disimulasikan sama dengan dasar pembanding pada setiap bulan.",
                "{}: the simulated law is the baseline's in every month.",
            )
            yield words.said(language).format(arm.regulation)
    illustrate = Text("Selisih ini ilustrasi, bukan ramalan.", "These differences illustrate, they do not forecast.")
    yield f"{fitted(comparison, language)} {illustrate.said(language)}"
    if comparison.borrowed:
        words = Text(
            "Belum dikodekan untuk bulan-bulan awal, nilai pertama dipakai: {}",
            "Not encoded for the first months, the first value stands in: {}",
        )
        yield words.said(language).format(", ".join(comparison.borrowed))
