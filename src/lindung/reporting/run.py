"""A run on a terminal, as JSON, and as files."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped, rupiah, share
from lindung.reporting.calibration.words import NOT_FITTED, STALE, STALE_WHAT
from lindung.simulation.metrics import METRICS, PAYERS
from lindung.simulation.run import Run

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLUMNS: Final = {
    "ever_registered": Text("pernah terdaftar", "ever registered"),
    "paid_in_year": Text("bayar tahun ini", "paid this year"),
    "active": Text("aktif", "active"),
    "paid_months": Text("bulan dibayar", "months paid"),
    "coverage": Text("cakupan", "coverage"),
    "subsidised": Text("disubsidi", "subsidised"),
    "contributions": Text("iuran, Rp juta", "contributions, Rp m"),
    "benefits": Text("manfaat, Rp juta", "benefits, Rp m"),
    "poor": Text("di bawah garis", "below the line"),
    "budget": Text("anggaran, Rp juta", "budget, Rp m"),
}
_MILLION: Final = 1_000_000


def run_document(run: Run) -> dict[str, Any]:
    """The document of `lindung run`."""
    return {
        "scenario": run.identity["scenario"],
        "regulation": run.identity["regulation"],
        "months": len(run.rows),
        "workers": run.identity["workers"],
        "factor": run.model.setting.factor,
        "metrics": run.metrics,
        "result_digest": run.result_digest,
        "fingerprint": run.fingerprint,
        "law_borrowed": sorted(run.model.borrowed),
        "notes": [note._asdict() for note in run.notes],
    }


def print_run(console: Console, run: Run, language: Language) -> None:
    """The monthly table, the headline figures, and what the run rests on."""
    scenario = run.model.setting.scenario
    console.print(Line(scenario.title.said(language), style="bold"))
    console.print(Line(_about(run, language), style="dim"))
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("")
    for label in _COLUMNS.values():
        grid.add_column(label.said(language), justify="right")
    for month, cells in _table(run, language):
        grid.add_row(month, *cells)
    console.print(grid)
    console.print()
    figures = Grid.grid(padding=(0, 2))
    figures.add_column()
    figures.add_column(justify="right")
    for name, metric in METRICS.items():
        figures.add_row(
            name, _figure(run.metrics[name], metric.unit, language), Line(metric.says.said(language), style="dim")
        )
    console.print(Padding(figures, (0, 0, 0, 2)))
    for note in notes(run, language):
        console.print(Line(note, style="yellow"))
    console.print(Line(f"fingerprint {run.fingerprint}", style="dim"))


def _about(run: Run, language: Language) -> str:
    regulation = run.identity["regulation"] or Text("yang berlaku di sana", "what is in force there").said(language)
    words = Text(
        "{} pekerja ({} dari populasi), peraturan: {}, benih {}",
        "{} workers ({} of the population), regulation: {}, seed {}",
    )
    workers = grouped(run.identity["workers"], language)
    return words.said(language).format(
        workers, share(run.model.setting.factor, language), regulation, run.identity["seed"]
    )


def _table(run: Run, language: Language) -> Iterable[tuple[str, list[str]]]:
    paid_in_year = 0
    for month, row in enumerate(run.rows):
        day = run.model.date_of(month)
        paid_in_year = row["first_payment_of_year"] + (0 if day.month == 1 else paid_in_year)
        contributions = sum(row[f"{programme}_{payer}_rp"] for programme in ("jkk", "jkm") for payer in PAYERS)
        benefits = row["benefits_jkk_rp"] + row["benefits_jkm_rp"]
        yield (
            f"{day:%Y-%m}",
            [
                grouped(row["ever_registered"], language),
                grouped(paid_in_year, language),
                grouped(row["active"], language),
                grouped(row["paid_self"] + row["subsidised"] + row["sponsored"], language),
                share(row["active"] / max(row["workers"], 1), language),
                grouped(row["subsidised"], language),
                grouped(round(contributions / _MILLION), language),
                grouped(round(benefits / _MILLION), language),
                grouped(row["poor"], language),
                grouped(round(row["budget_spent_rp"] / _MILLION), language),
            ],
        )


def _figure(value: float | None, unit: str, language: Language) -> str:
    if value is None:
        return "-"
    if unit == "Rp":
        return rupiah(round(value), language)
    if unit == "share":
        return share(value, language)
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", "," if language == "id" else ".")
    return grouped(value, language)


def parameters(used: str | None, language: Language) -> str:
    """Which parameters a run took; `used` as its identity has it."""
    if used is None:
        return NOT_FITTED.said(language)
    if used.startswith("stale: "):
        return STALE.said(language).format(STALE_WHAT[used.removeprefix("stale: ")].said(language))
    return Text(
        "Parameternya medoid posterior kalibrasi (vektor yang paling dekat dengan semua yang lain).",
        "Its parameters are the medoid of the calibrated posterior (the vector nearest to all others).",
    ).said(language)


def notes(run: Run, language: Language) -> list[str]:
    """What a reader must know before using a figure."""
    found = [
        Text(
            "Satu ulangan: angka ini ilustrasi, bukan ramalan.",
            "One replicate: these figures illustrate, they do not forecast.",
        ).said(language),
        parameters(run.identity.get("parameters"), language),
    ]
    found += [note.said(language) for note in run.notes]
    if run.model.borrowed:
        words = Text(
            "Belum dikodekan untuk bulan-bulan awal, nilai pertama dipakai: {}",
            "Not encoded for the first months, the first value stands in: {}",
        )
        found.append(words.said(language).format(", ".join(sorted(run.model.borrowed))))
    found += [note.said(language) for note in run.model.setting.scenario.notes]
    return found


def headlines(run: Run, language: Language) -> str:
    """The headline figures with their definitions as HTML, and what the run rests on."""
    rows = "".join(
        f'<tr><td style="text-align:left">{escape(metric.says.said(language))}</td>'
        f'<td style="text-align:right">{escape(_figure(run.metrics[name], metric.unit, language))}</td>'
        f'<td style="text-align:left"><code>{name}</code></td></tr>'
        for name, metric in METRICS.items()
    )
    title = f"<b>{escape(run.model.setting.scenario.title.said(language))}</b><br>{escape(_about(run, language))}"
    below = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes(run, language))
    return f"<p>{title}</p>\n<table><tbody>{rows}</tbody></table>\n{below}"


def monthly_chart(run: Run, language: Language) -> "Figure":
    """Members month by month: active, paid for by the scheme, paying themselves."""
    from lindung.reporting.charts import lines  # matplotlib only where something is drawn

    shown = {
        "active": Text("peserta aktif", "active members"),
        "subsidised": Text("dibayar skema", "paid by the scheme"),
        "paid_self": Text("membayar sendiri", "paying themselves"),
    }
    series = {label.said(language): [float(row[name]) for row in run.rows] for name, label in shown.items()}
    days = [run.model.date_of(month) for month in range(len(run.rows))]
    title = run.model.setting.scenario.title.said(language)
    return lines(series, days, title, Text("orang, setiap bulan", "people, each month").said(language), "", language)
