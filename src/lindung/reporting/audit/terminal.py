"""An audit on a terminal: its totals, and one worker's figures explained."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.law.evidence import STANDINGS
from lindung.messages import Language, Text
from lindung.messages.language import grouped, rupiah
from lindung.reporting.audit.columns import STATUS_NAMES
from lindung.reporting.audit.explained import Explained
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.provisions import citation
from lindung.reporting.audit.said import month_said

_HEADINGS = (
    Text("aturan", "rule"),
    Text("pelanggaran", "breach"),
    Text("tidak dapat dipastikan", "cannot tell"),
    Text("indikasi", "lead"),
    Text("data", "data"),
    Text("kurang iuran", "shortfall"),
)
_COUNTS = ("breach", "cannot_tell", "lead", "data")
_STATES = {
    "cured": Text("sudah diperbaiki", "cured"),
    "remains": Text("masih ada", "remain"),
    "new": Text("baru", "new"),
    "cannot_tell": Text("tidak dapat dipastikan", "cannot tell"),
    "not_seen": Text("tidak lagi dalam laporan", "no longer in the report"),
}


def print_audit(console: Console, summary: Mapping[str, Any], language: Language) -> None:
    """Lines, rules and totals of `summary.json`, and what changed since an earlier audit."""
    lines = summary["lines"]
    said = Text(
        "{read} baris dibaca: {checked} diperiksa, {set_aside} disisihkan, {refused} ditolak",
        "{read} lines read: {checked} checked, {set_aside} set aside, {refused} refused",
    ).said(language)
    console.print(said.format(**{name: grouped(count, language) for name, count in lines.items()}))
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    for place, heading in enumerate(_HEADINGS):
        grid.add_column(heading.said(language), justify="right" if place else "left")
    for rule, found in summary["rules"].items():
        if any(found[name] for name in _COUNTS):
            counts = [grouped(found[name], language) if found[name] else "–" for name in _COUNTS]
            short = found["shortfall_total"]
            grid.add_row(rule, *counts, rupiah(short, language) if short else "–")
    console.print(grid)
    totals = Text("Kurang iuran {short}, denda keterlambatan {fine}.", "Shortfall {short}, late-payment fine {fine}.")
    amounts = {"short": summary["shortfall_total"], "fine": summary["late_fine_total"]}
    console.print(totals.said(language).format(**{n: rupiah(a, language) for n, a in amounts.items()}))
    if history := summary.get("history"):
        parts = [f"{text.said(language)} {grouped(history[name], language)}" for name, text in _STATES.items()]
        console.print(", ".join(parts))
    if not summary["engines_agree"]:
        disagree = Text(
            "Kedua mesin hitung tidak sepakat; surat tidak ditulis.", "The two engines disagree; no letter is written."
        )
        console.print(Line(disagree.said(language), style="bold"))


def print_explanation(console: Console, found: Explained, language: Language) -> None:
    """One worker and month: who (where revealed), how each figure came about, what was found."""
    head = f"{found.worker_key}, {month_said(found.month, language)}"
    console.print(Line(head, style="bold"))
    for person in found.persons:
        console.print(
            f"NIK {plain(person.worker_id, masked=False)}, {plain(person.name or '–')}, NPP {plain(person.employer_id)}"
        )
    for step in found.steps:
        provision = "" if step.provision is None else f"  [{citation(found.corpus, step.provision, language)}]"
        provision += f" ({STANDINGS['recalled'].said(language)})" if step.recalled else ""
        console.print(f"{plain(step.what.said(language))}: {plain(step.outcome.said(language))}{provision}")
        if step.note is not None:
            console.print(Padding(Line(step.note.said(language), style="dim"), (0, 0, 0, 2), expand=False))
    for row in found.findings:
        console.print(Line(f"{row['rule']} ({STATUS_NAMES[row['status']].said(language)})", style="bold"))
        console.print(Padding(plain(row[f"explanation_{language}"] or "–"), (0, 0, 0, 2), expand=False))
    for note in found.notes:
        console.print(Line(note.said(language), style="dim"))
