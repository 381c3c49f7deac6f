"""Sensitivity on a terminal and as JSON: what moves each figure, and what could change the order of the drafts."""

import math
from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped, share
from lindung.reporting.comparison.numbers import figure
from lindung.simulation.comparison.differences import CONFIDENCE
from lindung.simulation.metrics import METRICS
from lindung.simulation.sensitivity.analyse import Finding, Sensitivity
from lindung.simulation.sensitivity.design import Effect, Index
from lindung.simulation.sensitivity.order import Discovery, Order, Said
from lindung.simulation.sensitivity.unknowns import Unknown

SHOWN: Final = 5  # factors of a figure
SWINGS: Final = 8
ABOUT: Final = Text(
    "{} pekerja, {} bulan, benih {}; {} hal tak diketahui ({} angka) diubah dalam rentangnya, {} kali dijalankan.",
    "{} workers, {} months, seed {}; {} unknowns ({} numbers) varied over their ranges, {} runs of the model.",
)
TABLES: Final[dict[str, Text]] = {
    "population.married": Text("Kawin menurut usia", "Married by age"),
    "population.registries": Text("Salah catat registri", "Errors of the registries"),
}
PLACES: Final[dict[str, Text]] = {
    "population.size": Text("Jumlah pekerja informal", "Number of informal workers"),
    "population.household_size": Text("Besar rumah tangga", "Household size"),
    "population.dependants": Text("Tanggungan", "Dependants"),
    "population.disability_share": Text("Bagian penyandang disabilitas", "Share with a disability"),
    "population.resident_share": Text("Bagian yang ber-KTP setempat", "Share of residents"),
    "population.initial_members": Text("Peserta pada awal", "Members at the start"),
    "population.buffer_months": Text("Tabungan awal", "Savings at the start"),
    "poverty_line": Text("Garis kemiskinan", "Poverty line"),
    "prices.growth": Text("Kenaikan harga", "Growth of prices"),
    "offices.bpjs_branch.contacts_per_staff": Text("Kontak per petugas", "Contacts per field officer"),
    "offices.agents.contacts_per_agent": Text("Kontak per agen", "Contacts per agent"),
    "offices.agents.false_share": Text("Kontak agen yang menipu", "Contacts by agents that cheat"),
    "offices.social_workers.contacts_per_social_worker": Text(
        "Kontak per pekerja sosial", "Contacts per social worker"
    ),
    "offices.social_workers.group_share": Text("Kontak dalam kelompok", "Contacts in groups"),
    "offices.social_workers.group_size": Text("Besar kelompok sebaya", "Size of a peer group"),
    "offices.social_workers.group_months": Text("Lama kelompok sebaya", "Months of a peer group"),
    "offices.social_workers.advocacy_share": Text("Kelurahan dengan advokasi", "Kelurahan with advocacy"),
    "offices.social_office.misjudged": Text("Nama yang salah diloloskan", "Names passed in error"),
    "offices.social_office.found_by_monitoring": Text("Temuan pemantauan", "Found by monitoring"),
    "offices.social_office.collection_months": Text("Bulan pendataan", "Months of collecting names"),
    "offices.public.reports": Text("Laporan masyarakat", "Reports by the public"),
    "offices.public.member_reports": Text("Laporan atas peserta tak berhak", "Reports on members who do not qualify"),
    "offices.public.false_reports": Text("Laporan keliru", "Mistaken reports"),
}
BUDGETS: Final[dict[str, Text]] = {
    "overhead_per_head": Text("Biaya pendataan per orang", "Overhead per head"),
    "release_months": Text("Bulan sebelum anggaran cair", "Months before the budget is released"),
    "unpaid_months": Text("Bulan lain tanpa pembayaran", "Further months without payment"),
}
HEADS: Final = {
    "sobol": (Text("indeks total", "total index"), Text("indeks pertama", "first index")),
    "morris": (Text("geser rata-rata", "mean change"), Text("", "")),
}
OWN: Final = Text(
    "{} (rentang 5-95 %: {} .. {}; kebetulan {} dari ragamnya)", "{} (5-95%: {} .. {}; chance {} of its variance)"
)
LESS: Final = Text("{} kurang {}", "{} less {}")
ORDER: Final = Text("Urutan rancangan menurut {}", "Order of the drafts by {}")
LEADS: Final = Text(
    "{first} mendahului {second} sebesar {lead} pada nilai skenario. Di {lost} dari {of} titik rentang tidak lagi; "
    "di {reordered} titik urutan semua peraturan lain.",
    "{first} leads {second} by {lead} at the scenario's values. At {lost} of {of} points of the ranges it does not; "
    "at {reordered} of the points the order of all regulations differs.",
)
ALONE: Final = Text("Sendirian, dari batas bawah ke batas atas", "Alone, from its low to its high end")
FLIPS: Final = Text("membalik", "flips")
NOTHING_FLIPS: Final = Text(
    "Tak satu pun hal yang tidak diketahui membalik urutan itu sendirian.",
    "No unknown flips that order on its own.",
)
RULE: Final = Text(
    "Kaidah: {first} tidak lagi mengungguli {second} bila {limits}.",
    "Rule: {first} stops beating {second} where {limits}.",
)
FIT: Final = Text(
    "Kaidah mencakup {} dari kasusnya, dan {} dari titik di dalamnya adalah kasus; pada titik yang tidak dipakai "
    "mencarinya {} dan {}.",
    "The rule covers {} of the cases, and {} of the points inside are cases; on points not used to find it {} and {}.",
)
NO_RULE: Final = Text(
    "Tidak ada kaidah: terlalu sedikit titik di salah satu sisi, atau tak ada batas yang memisahkannya.",
    "No rule: too few points on one side, or no limit that parts them.",
)
AND: Final = Text(" dan ", " and ")


def sensitivity_document(done: Sensitivity) -> dict[str, Any]:
    """The document of `lindung sensitivity`, the same in either language."""
    return {
        "scenario": done.plan.scenario.name,
        "arms": list(done.arms),
        "workers": done.plan.workers,
        "months": done.plan.months,
        "seed": done.plan.seed,
        "method": done.method,
        "runs": done.jobs,
        "interval": CONFIDENCE,
        "unknowns": [
            {
                "name": one.place, "factor": one.factor, "kind": one.declared.kind, "value": one.declared.value,
                "low": one.declared.low, "high": one.declared.high, "standing": one.declared.standing,
            }
            for one in done.unknowns
        ],
        "chosen": list(done.chosen),
        "findings": [_finding(done, one) for one in done.findings],
        "order": None if done.order is None else _order(done.order),
        "fingerprint": done.fingerprint,
    }  # fmt: skip


def _finding(done: Sensitivity, one: Finding) -> dict[str, Any]:
    return {
        "metric": one.output.metric,
        "regulation": done.arms[one.output.arm],
        "against": None if one.output.against is None else done.arms[one.output.against],
        "own": _known(one.own), "low": _known(one.low), "high": _known(one.high), "noise": one.noise,
        "morris": [{"factor": e.factor, "mu_star": e.mu_star, "half_width": e.half} for e in one.effects],
        "sobol": [
            {
                "factor": i.factor, "first": i.first, "first_half_width": i.first_half, "total": i.total,
                "total_half_width": i.total_half,
            }
            for i in one.indices
        ],
    }  # fmt: skip


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _order(one: Order) -> dict[str, Any]:
    found = one.discovery
    return {
        "metric": one.metric,
        "first": one.first,
        "second": one.second,
        "lead": one.lead,
        "reordered": one.reordered,
        "swings": [
            {"factor": s.factor, "low": s.low, "high": s.high, "flips": s.flips(one.lead)} for s in one.swings
        ],
        "rule": {
            "points": found.of, "lost": found.lost,
            "limits": [{"name": s.unknown.place, "at_least": s.least, "at_most": s.most} for s in found.limits],
            "coverage": found.coverage, "density": found.density,
            "tested_coverage": found.tested_coverage, "tested_density": found.tested_density,
        },
    }  # fmt: skip


# --- in words ---


def called(factor: str, of: Sequence[Unknown], language: Language) -> str:
    """A factor as a reader calls it: its own name, or its table's."""
    if factor in TABLES:
        return TABLES[factor].said(language)
    one = next((one for one in of if one.factor == factor), None)
    return factor if one is None else called_one(one, language, whole=factor.startswith("trades.*"))


def called_one(one: Unknown, language: Language, *, whole: bool = False) -> str:
    """One number as a reader calls it; with `whole` without saying which trade's."""
    parts = one.place.split(".")
    if one.place in PLACES:
        return PLACES[one.place].said(language)
    if parts[0] == "budgets":
        return BUDGETS[parts[2]].said(language)
    name = one.declared.name
    said = one.place if name is None else name.said(language)
    return said if whole or parts[0] != "trades" or name is None else f"{said} ({parts[1]})"


def about(done: Sensitivity, language: Language) -> str:
    """What was run."""
    n_factors = len({one.factor for one in done.unknowns})
    return ABOUT.said(language).format(
        grouped(done.plan.workers, language), done.plan.months, done.plan.seed, n_factors, len(done.unknowns),
        grouped(done.jobs, language),
    )  # fmt: skip


def heading(done: Sensitivity, one: Finding, language: Language) -> str:
    """The figure: a metric of the baseline, or an arm less the baseline."""
    says = METRICS[one.output.metric].says.said(language)
    arm = done.arms[one.output.arm]
    if one.output.against is not None:
        arm = LESS.said(language).format(arm, done.arms[one.output.against])
    return f"{one.output.metric}: {arm}. {says}"


def level(one: Finding, language: Language) -> str:
    """At the scenario's values and over the ranges."""
    unit = METRICS[one.output.metric].unit
    known = [figure(_known(value), unit, language) for value in (one.own, one.low, one.high)]
    return OWN.said(language).format(*known, share(one.noise, language))


def rows(done: Sensitivity, one: Finding, language: Language) -> list[tuple[str, str, str]]:
    """The factors that matter most: name, total index or mean change, first index."""
    unit = METRICS[one.output.metric].unit
    if one.indices:
        return [
            (called(i.factor, done.unknowns, language), _index(i.total, i.total_half, language), _first(i, language))
            for i in one.indices[:SHOWN]
        ]
    return [(called(e.factor, done.unknowns, language), _effect(e, unit, language), "") for e in one.effects[:SHOWN]]


def _index(value: float, half: float, language: Language) -> str:
    text = f"{value:.2f} ± {half:.2f}"
    return text.replace(".", ",") if language == "id" else text


def _first(one: Index, language: Language) -> str:
    return _index(one.first, one.first_half, language)


def _effect(one: Effect, unit: str, language: Language) -> str:
    return f"{figure(one.mu_star, unit, language)} ± {figure(one.half, unit, language)}"


def leads(one: Order, language: Language) -> str:
    """Who leads whom, and how often not."""
    return LEADS.said(language).format(
        first=one.first, second=one.second, lead=figure(one.lead, METRICS[one.metric].unit, language),
        lost=one.discovery.lost, of=one.discovery.of, reordered=share(one.reordered, language),
    )  # fmt: skip


def limit(one: Said, language: Language) -> str:
    """`Forgetting (awareness_decay) >= 0.042`."""
    ends = [f"{sign} {_plain(end, language)}" for sign, end in ((">=", one.least), ("<=", one.most)) if end is not None]
    return f"{called_one(one.unknown, language)} [{one.unknown.place}] {AND.said(language).join(ends)}"


def _plain(value: float, language: Language) -> str:
    if abs(value) >= 1000:
        return grouped(round(value), language)
    text = f"{value:.3g}"
    return text.replace(".", ",") if language == "id" else text


def rule(one: Order, language: Language) -> list[str]:
    """The rule as sentences, or why there is none."""
    found: Discovery = one.discovery
    if found.coverage is None or found.density is None:
        return [NO_RULE.said(language)]
    limits = AND.said(language).join(limit(each, language) for each in found.limits)
    fit = [
        "-" if value is None else share(value, language)
        for value in (found.coverage, found.density, found.tested_coverage, found.tested_density)
    ]
    return [
        RULE.said(language).format(first=one.first, second=one.second, limits=limits),
        FIT.said(language).format(*fit),
    ]


def swings(done: Sensitivity, one: Order, language: Language) -> list[tuple[str, str, str, bool]]:
    """Each factor alone at its ends: name, lead at the low end, at the high end, whether it flips the order."""
    unit = METRICS[one.metric].unit
    shown = [s for s in one.swings if s.flips(one.lead)] + [s for s in one.swings if not s.flips(one.lead)]
    return [
        (
            called(s.factor, done.unknowns, language), figure(s.low, unit, language), figure(s.high, unit, language),
            s.flips(one.lead),
        )
        for s in shown[:SWINGS]
    ]  # fmt: skip


def print_sensitivity(console: Console, done: Sensitivity, language: Language) -> None:
    """Every figure with what moves it, then what could change the order."""
    console.print(Line(done.plan.scenario.title.said(language), style="bold"))
    console.print(Line(about(done, language), style="dim"))
    for one in done.findings:
        console.print()
        console.print(Line(heading(done, one, language), style="bold"))
        console.print(Line(level(one, language)))
        head, second = HEADS["sobol" if one.indices else "morris"]
        grid = Grid(box=None, padding=(0, 2, 0, 2), pad_edge=False)
        grid.add_column("")
        grid.add_column(head.said(language), justify="right")
        grid.add_column(second.said(language), justify="right")
        for row in rows(done, one, language):
            grid.add_row(*row)
        console.print(grid)
    if done.order is not None:
        _print_order(console, done, done.order, language)


def _print_order(console: Console, done: Sensitivity, one: Order, language: Language) -> None:
    console.print()
    console.print(Line(ORDER.said(language).format(one.metric), style="bold"))
    console.print(Line(leads(one, language)))
    grid = Grid(box=None, padding=(0, 2, 0, 2), pad_edge=False)
    grid.add_column(ALONE.said(language))
    for _ in range(3):
        grid.add_column("", justify="right")
    found = swings(done, one, language)
    for name, low, high, flips in found:
        grid.add_row(name, low, high, Line(FLIPS.said(language) if flips else "", style="red"))
    console.print(grid)
    if not any(flips for *_, flips in found):
        console.print(Line(NOTHING_FLIPS.said(language)))
    for sentence in rule(one, language):
        console.print(Line(sentence))
