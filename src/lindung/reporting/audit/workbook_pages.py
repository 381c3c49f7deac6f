"""The sheets of findings.xlsx beside the findings: summary, rules, law, columns; each in both languages."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from lindung.compliance.intake.report import REASONS
from lindung.compliance.schema import FINDING_COLUMNS
from lindung.messages import LANGUAGES, Text
from lindung.messages.language import day
from lindung.reporting.audit.columns import BY_NAME, COLUMNS, MONEY, STATUS_NAMES
from lindung.reporting.audit.provisions import cited_law
from lindung.reporting.audit.view import RANGE_READING, AuditView
from lindung.reporting.audit.workbook_form import Formats, Sheet, Span, both

_SUM_VISIBLE: Final = 109  # SUBTOTAL's sum of the rows that a filter shows
_COUNT_VISIBLE: Final = 103  # and its count


def write_pages(view: AuditView, book: Any, formats: Formats, spans: Sequence[Span]) -> None:
    """Every sheet beside the findings."""
    _summary(view, Sheet(book, formats, "Ringkasan-Summary", (30, 44, 44, 18, 18, 18, 18, 20)), spans)
    _rules(view, Sheet(book, formats, "Aturan-Rules", (22, 44, 44, 44, 44)))
    _law(view, Sheet(book, formats, "Hukum-Law", (30, 30, 46, 46, 40, 26, 22, 40)))
    _columns(Sheet(book, formats, "Kolom-Columns", (24, 28, 28, 56, 56)))


def _summary(view: AuditView, page: Sheet, spans: Sequence[Span]) -> None:
    lines = view.summary["lines"]
    page.title(Text("Ringkasan pemeriksaan laporan upah", "Summary of the wage-report audit"))
    page.line(both(Text("Diperiksa per", "As of")), *(day(view.as_of, language) for language in LANGUAGES))
    page.gap()
    page.head(
        Text("Baris", "Lines"), Text("Arti", "Meaning (id)"), Text("Arti (en)", "Meaning"), Text("Jumlah", "Count")
    )
    for name, text in _LINES.items():
        page.line(name, *text, lines[name])
    page.gap()
    _rule_counts(view, page)
    _range(view, page)
    _visible(view, page, spans)
    page.head(Text("Berkas dibaca", "Files read"), Text("SHA-256", "SHA-256"), Text("", ""), Text("Baris", "Lines"),
              Text("Catatan", "Note"))  # fmt: skip
    for file in view.files:
        page.line(file.path, file.sha256, None, file.lines, None if file.refused is None else both(file.refused))
    page.gap()
    page.head(Text("Disisihkan karena", "Set aside because"), Text("Alasan", "Reason (id)"),
              Text("Alasan (en)", "Reason"), Text("Baris", "Lines"))  # fmt: skip
    for reason, count in view.set_aside.items():
        page.line(reason, *REASONS.get(reason, Text(reason, reason)), count)


_LINES: Final = {
    "read": Text("baris dibaca dari laporan upah", "lines read from the wage report"),
    "checked": Text("baris diperiksa", "lines checked"),
    "set_aside": Text(
        "baris disisihkan dengan alasan (set_aside.csv)", "lines set aside with a reason (set_aside.csv)"
    ),
    "refused": Text("baris dalam berkas yang ditolak", "lines in files that were refused"),
}


def _rule_counts(view: AuditView, page: Sheet) -> None:
    page.head(
        Text("Aturan", "Rule"), Text("Pertanyaan", "Question (id)"), Text("Pertanyaan (en)", "Question"),
        STATUS_NAMES["breach"], STATUS_NAMES["cannot_tell"], STATUS_NAMES["lead"], STATUS_NAMES["data"],
        BY_NAME["shortfall_total"].heading,
    )  # fmt: skip
    for rule, counts in view.summary["rules"].items():
        asked = view.rules[rule].question if rule in view.rules else Text("", "")
        page.line(rule, *asked, *(counts.get(name, 0) for name in (*STATUS_NAMES, "shortfall_total")))
    page.line(
        both(Text("Kekurangan iuran, seluruhnya", "Shortfall, all")), *[None] * 6, view.summary["shortfall_total"],
        kind=page.formats.bold,
    )  # fmt: skip
    page.line(
        both(Text("Denda keterlambatan, seluruhnya", "Late-payment fine, all")), *[None] * 6,
        view.summary["late_fine_total"], kind=page.formats.bold,
    )  # fmt: skip
    page.gap()


def _range(view: AuditView, page: Sheet) -> None:
    ways = view.summary["range"].get(RANGE_READING, {})
    if not ways:
        return
    page.head(
        Text("Pembacaan", "Reading"), Text("Bunyi", "Says (id)"), Text("Bunyi (en)", "Says"), STATUS_NAMES["breach"],
        BY_NAME["shortfall_total"].heading,
    )  # fmt: skip
    choices = view.corpus.readings[RANGE_READING].choices
    for choice, outcome in ways.items():
        page.line(f"{RANGE_READING}={choice}", *choices[choice].says, outcome["breach"], outcome["shortfall_total"])
    page.gap()


def _visible(view: AuditView, page: Sheet, spans: Sequence[Span]) -> None:
    """Sums of the rows that the filters show: formulas of our own, the only ones in the workbook."""
    import polars as pl

    sums = (
        view.findings.select(pl.len().alias("rule"), *(pl.col(name).sum() for name in MONEY))
        .collect()
        .row(0, named=True)
    )
    page.head(
        Text("Menurut saringan", "By the filters"), Text("Kolom", "Column (id)"), Text("Kolom (en)", "Column"),
        Text("Semua temuan", "All findings"), Text("Yang tampak", "Shown now"),
    )  # fmt: skip
    for name in ("rule", *MONEY):
        place, function = list(FINDING_COLUMNS).index(name), _COUNT_VISIBLE if name == "rule" else _SUM_VISIBLE
        heading = Text("Jumlah temuan", "Findings") if name == "rule" else BY_NAME[name].heading
        page.line("" if name == "rule" else name, *heading, int(sums[name] or 0))
        page.sheet.write_formula(
            page.row - 1, 4, _subtotal(function, place, spans), page.formats.rupiah, int(sums[name] or 0)
        )
    page.gap()


def _subtotal(function: int, place: int, spans: Iterable[Span]) -> str:
    from xlsxwriter.utility import xl_range_abs

    parts = (f"SUBTOTAL({function},'{s.sheet}'!{xl_range_abs(1, place, max(s.rows, 1), place)})" for s in spans)
    return f"={'+'.join(parts)}"


def _rules(view: AuditView, page: Sheet) -> None:
    page.title(Text("Aturan yang diperiksa", "The rules checked"))
    page.head(
        Text("Aturan", "Rule"), Text("Yang ditanyakan", "What is asked (id)"),
        Text("Yang ditanyakan (en)", "What is asked"),
        Text("Yang harus dilakukan", "What mends it (id)"), Text("Yang harus dilakukan (en)", "What mends it"),
    )  # fmt: skip
    for rule in view.rules.values():
        page.line(rule.rule, *rule.question, *rule.remedy)
        if rule.innocent is not None:
            page.line(None, *(f"{head}: {text}" for head, text in zip(_INNOCENT, rule.innocent, strict=True)))


_INNOCENT: Final = Text("Penjelasan lain yang wajar", "Another, innocent explanation")


def _law(view: AuditView, page: Sheet) -> None:
    page.title(Text("Hukum yang dipakai, dan seberapa pasti", "The law used, and how sure it is"))
    page.head(
        Text("Ketentuan", "Provision"), Text("Disebut", "Cited"), Text("Isi", "Says (id)"), Text("Isi (en)", "Says"),
        Text("Menetapkan", "Sets"), Text("Berlaku", "In force"), Text("Keyakinan", "Standing"),
        Text("Sumber", "Source"),
    )  # fmt: skip
    for one in cited_law(view.corpus, view.provisions):
        sets = "; ".join(both(Text(f"{name.id}: {value.id}", f"{name.en}: {value.en}")) for name, value in one.sets)
        standing = both(Text(one.standing("id"), one.standing("en")))
        page.line(
            one.provision, both(one.name), *one.says, sets, both(one.span), None,
            None if one.evidence is None else one.evidence.source,
        )  # fmt: skip
        kind = page.formats.warned if one.recalled or one.evidence is None else page.formats.wrapped
        page.sheet.write_string(page.row - 1, 6, standing, kind)

    page.gap()
    for used in view.values:
        page.line(None, both(used.name), None, None, both(used.amount), both(used.span), None, used.evidence.source)
        page.sheet.write_string(page.row - 1, 0, both(used.law), page.formats.wrapped)
        kind = page.formats.warned if used.recalled else page.formats.wrapped
        page.sheet.write_string(page.row - 1, 6, both(Text(used.standing("id"), used.standing("en"))), kind)


def _columns(page: Sheet) -> None:
    page.title(Text("Arti tiap kolom", "What each column means"))
    page.head(
        Text("Kolom", "Column"), Text("Nama", "Name (id)"), Text("Nama (en)", "Name"), Text("Arti", "Meaning (id)"),
        Text("Arti (en)", "Meaning"),
    )  # fmt: skip
    for column in COLUMNS:
        page.line(column.name, *column.heading, *column.about)
