"""report.id.html and report.en.html: the audit for the auditor, a self-contained page a language, to be printed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from lindung.compliance.consequences.timetable import OPEN_POINTS
from lindung.compliance.intake.report import REASONS
from lindung.messages import Language, Text
from lindung.messages.language import day, grouped, rupiah, share
from lindung.reporting.audit.columns import STATUS_NAMES
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.plots import described, drawn
from lindung.reporting.audit.provisions import citation, cited_law, ordered
from lindung.reporting.audit.said import month_said, month_start
from lindung.reporting.audit.totals import by_programme, largest, regions
from lindung.reporting.audit.view import AUDIT_READINGS, RANGE_READING, AuditView, EmployerFound, Mapped
from lindung.reporting.audit.words import HISTORY, cut
from lindung.reporting.redline import Say, page

SHOWN: Final = 200  # rows of a list before it is cut


def report_page(view: AuditView, language: Language, *, shown: int = SHOWN) -> str:
    """The whole page. Everything in it that came from a file is escaped by the template."""
    from markupsafe import Markup

    say = Say(language)

    def money(amount: int | None) -> str:
        return "–" if amount is None else rupiah(amount, language)

    def number(amount: int) -> str:
        return grouped(amount, language)

    def cite(*provisions: str) -> str:
        return citation(view.corpus, "; ".join(ordered(view.corpus, provisions)), language)

    html: str = page("audit_report.html").render(
        language=language, say=say, view=view, money=money, number=number, cite=cite, plain=plain,
        when=lambda value: "–" if value is None else day(_day(value), language),
        month=lambda value: month_said(value, language),
        short_month=lambda value: month_start(value).isoformat()[:7],
        said=lambda text: text.said(language) if isinstance(text, Text) else str(text[language]),
        headline=_headline(view, language), mapped=[_mapping(one) for one in view.mapped],
        reasons=[(REASONS.get(name, Text(name, name)).said(language), count) for name, count in view.set_aside.items()],
        ranges=list(_ranges(view, language)), shortfalls=_shortfalls(view, language), rules=_rules(view),
        statuses={name: text.said(language) for name, text in STATUS_NAMES.items()},
        employers=view.employers[:shown],
        employers_cut=cut(min(shown, len(view.employers)), len(view.employers), language),
        regions=regions(view.employers), breaches_of=lambda employer: _breaches(employer, language),
        examples=view.examples, leads=[_lead(view, i, language, Markup) for i in range(len(view.leads))],
        values=view.values[:shown], values_cut=cut(min(shown, len(view.values)), len(view.values), language),
        law=cited_law(view.corpus, view.provisions), options=_options(view) if view.timetable else [],
        history=_history(view, language), readings=list(_readings(view)), **_list(view, shown, language),
    )  # fmt: skip
    return html


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _headline(view: AuditView, language: Language) -> list[tuple[str, str, str]]:
    """The figures of the audit: (name, figure, what to know about it)."""
    say, rules = Say(language), view.summary["rules"].values()
    counts = {status: sum(rule[status] for rule in rules) for status in ("breach", "cannot_tell", "lead")}
    checked = view.summary["lines"]["checked"]
    return [
        (say("Baris diperiksa", "Lines checked"), grouped(checked, language), _share(checked, view, language)),
        (say("Pelanggaran", "Breaches"), grouped(counts["breach"], language),
         say(f"pada {grouped(len(view.employers), language)} pemberi kerja",
             f"at {grouped(len(view.employers), language)} employers")),
        (say("Tidak dapat dipastikan", "Cannot tell"), grouped(counts["cannot_tell"], language),
         say("belum terbukti melanggar, belum pula terbukti patuh", "neither a breach nor cleared")),
        (say("Indikasi", "Leads"), grouped(counts["lead"], language),
         say("patut ditanyakan, bukan pelanggaran", "worth asking, not breaches")),
        (say("Kekurangan iuran", "Contributions short"), rupiah(view.summary["shortfall_total"], language),
         say("semua program, bagian pemberi kerja dan pekerja", "all programmes, both shares")),
        (say("Denda keterlambatan", "Late-payment fine"), rupiah(view.summary["late_fine_total"], language),
         say(f"sampai {day(view.as_of, language)}; bukan denda administratif",
             f"to {day(view.as_of, language)}; not the administrative fine")),
    ]  # fmt: skip


def _share(checked: int, view: AuditView, language: Language) -> str:
    read = view.summary["lines"]["read"]
    of = Text("dari {} yang dibaca ({})", "of {} read ({})").said(language)
    part = share(checked / read if read else 0.0, language).replace(" ", "\N{NO-BREAK SPACE}")
    return of.format(grouped(read, language), part)


def _mapping(one: Mapped) -> dict[str, Any]:
    return {
        "where": plain(one.file if one.sheet is None else f"{one.file} · {one.sheet}"),
        "columns": [(plain(found), column) for found, column in one.columns],
        "constants": [(column, plain(value)) for column, value in one.constants],
        "formats": [(column, plain(value)) for column, value in one.formats],
        "unused": [plain(heading) for heading in one.unused],
    }


def _ranges(view: AuditView, language: Language) -> Iterator[dict[str, Any]]:
    chosen = view.summary["readings"].get(RANGE_READING)
    reading = view.corpus.readings[RANGE_READING]
    for choice, outcome in view.summary["range"].get(RANGE_READING, {}).items():
        declared = reading.choices[choice]
        yield {"choice": choice, "says": declared.says.said(language), "source": declared.source,
               "chosen": choice == chosen, **outcome}  # fmt: skip


def _shortfalls(view: AuditView, language: Language) -> list[tuple[str, int]]:
    return [(name.said(language), amount) for name, amount in by_programme(view.employers)]


def _rules(view: AuditView) -> dict[str, list[dict[str, Any]]]:
    """Rules with their counts: of breaches (all of them), of data and leads that found something, and the silent."""
    groups: dict[str, list[dict[str, Any]]] = {"breach": [], "data": [], "lead": [], "silent": []}
    for rule, counts in view.summary["rules"].items():
        places = [place for one in view.employers for place in one.provisions.get(rule, ())]
        found = counts["breach"] + counts["cannot_tell"] + counts["lead"] + counts.get("data", 0)
        group = "data" if rule.startswith("DATA-") else "lead" if rule.startswith("LEAD-") else "breach"
        row = {"rule": rule, "said": view.rules.get(rule), "provisions": "; ".join(places), "found": found, **counts}
        groups[group if found or group == "breach" else "silent"].append(row)
    return groups


def _breaches(employer: EmployerFound, language: Language) -> list[tuple[str, str]]:
    return [(rule, grouped(count, language)) for rule, count in employer.breaches.items()]


def _lead(view: AuditView, place: int, language: Language, markup: Any) -> dict[str, Any]:
    lead = view.leads[place]
    plot = lead.plot
    return {
        "lead": lead,
        "plot": None if plot is None else markup(drawn(plot, f"lead-{place}", language)),  # our own SVG
        "described": "" if plot is None else described(plot, language),
    }


def _list(view: AuditView, shown: int, language: Language) -> dict[str, Any]:
    rows, every = largest(view.findings, shown)
    return {"findings": rows, "findings_cut": cut(len(rows), every, language)}


def _options(view: AuditView) -> list[dict[str, Any]]:
    """Each open point of the sanction text with what every choice would give."""
    options: Mapping[str, Any] = view.timetable.get("options", {})
    return [{"name": name, **options[name]} for name in OPEN_POINTS if name in options]


def _history(view: AuditView, language: Language) -> list[tuple[str, int]]:
    """What became of the breaches of an earlier audit, where one was given."""
    counts: Mapping[str, Any] = view.summary.get("history") or {}
    return [(text.said(language), counts[state]) for state, text in HISTORY.items() if state in counts]


def _readings(view: AuditView) -> Iterator[dict[str, Any]]:
    for name, choice in view.summary["readings"].items():
        reading = view.corpus.readings.get(name)
        if reading is not None and name in AUDIT_READINGS:
            yield {"name": name, "choice": choice, "question": reading.question,
                   "says": reading.choices[choice].says, "source": reading.choices[choice].source}  # fmt: skip
