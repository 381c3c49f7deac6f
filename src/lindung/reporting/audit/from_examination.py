"""From an examination to what its reports say of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.rules import RULES
from lindung.compliance.audit import Examination
from lindung.compliance.intake.mapping import ColumnSource, TableMapping
from lindung.compliance.intake.report import SourceFile
from lindung.messages import Text
from lindung.reporting.audit.lead_plots import leads_said
from lindung.reporting.audit.numbered_months import with_numbered_months
from lindung.reporting.audit.totals import employers_found
from lindung.reporting.audit.values_used import values_used
from lindung.reporting.audit.view import AuditView, Mapped, RuleSaid, SourceRead, WorkedExample

if TYPE_CHECKING:
    import polars as pl

_NUMBERS: Final = {"plain": "1800000", "id": "1.800.000,00", "en": "1,800,000.00"}
_DATES: Final = {"ymd": "YYYY-MM-DD", "dmy": "DD-MM-YYYY", "mdy": "MM-DD-YYYY"}
_MISSING: Final = {
    "paid": Text(
        "Daftar gaji tidak diberikan (--paid): upah yang dilaporkan hanya diperiksa terhadap upah dibayar yang ada "
        "dalam laporan itu sendiri.",
        "No payroll was given (--paid): wages reported are checked only against wages paid in the report itself.",
    ),
    "employers": Text(
        "Daftar pemberi kerja tidak diberikan (--employers): skala usaha, kelas risiko, dan penangguhan tidak "
        "diketahui.",
        "No table of employers was given (--employers): size, risk class and suspensions are not known.",
    ),
    "roster": Text(
        "Daftar pekerja tidak diberikan (--roster): pekerja yang tidak dilaporkan hanya dicari dalam daftar gaji.",
        "No roster was given (--roster): workers left out are looked for in the payroll only.",
    ),
    "payments": Text(
        "Data pembayaran tidak diberikan (--payments): tunggakan tidak dapat dipastikan.",
        "No payments were given (--payments): arrears cannot be told.",
    ),
}


def view_of(
    examined: Examination,
    findings: "pl.LazyFrame",
    summary: Mapping[str, Any],
    timetable: Mapping[str, Any],
    examples: tuple[WorkedExample, ...] = (),
) -> AuditView:
    """The view of an examination; `findings` are those written, with their sentences and months as text or numbers."""
    numbered = with_numbered_months(findings)
    rules = {rule.id: RuleSaid(rule.id, rule.question, rule.remedy, rule.innocent) for rule in RULES.values()}
    totals = examined.assessment.employers
    names = {examined.shown_employer(one.employer_id): one.name for one in totals if one.name is not None}
    regions = {
        examined.shown_employer(one.employer_id): _region(examined, one.region)
        for one in totals
        if one.region is not None
    }
    intake = examined.intake
    return AuditView(
        corpus=examined.corpus,
        as_of=examined.as_of,
        findings=numbered,
        summary=summary,
        timetable=timetable,
        files=tuple(map(_source, intake.files)),
        mapped=tuple(map(_mapped, intake.mappings)),
        set_aside=dict(intake.set_aside["reason"].value_counts(sort=True).iter_rows()),
        rules=rules,
        employers=employers_found(numbered, names, regions),
        provisions=tuple(_provisions(numbered, timetable, examples)),
        examples=examples,
        leads=leads_said(numbered, examined.assessment.months, rules),
        values=values_used(examined),
        notes=tuple(_notes(examined)),
    )


def _source(file: SourceFile) -> SourceRead:
    refused = None if file.refused is None else Text(file.refused.said("id"), file.refused.said("en"))
    return SourceRead(Path(file.path).name, file.sha256, file.lines, refused)


def _mapped(mapping: TableMapping) -> Mapped:
    columns, constants, formats = [], [], []
    for name, source in mapping.columns.items():
        if source.column is not None or source.position is not None:
            columns.append((source.column or f"#{source.position}", name))
        else:
            constants.append((name, _outside(source)))
        if shown := _format(source):
            formats.append((name, shown))
    return Mapped(mapping.file, mapping.sheet, tuple(columns), tuple(constants), tuple(formats), mapping.unused)


def _outside(source: ColumnSource) -> str:
    """A value that stands outside the columns, and where: `2025-03 (title)`."""
    value = source.constant if source.constant is not None else source.value or ""
    return value if source.place is None else f"{value} ({source.place})"


def _format(source: ColumnSource) -> str:
    shown = [_NUMBERS.get(source.number or "", source.number or ""), _DATES.get(source.dates or "", source.dates or "")]
    unit = [] if source.unit in (None, 1) else [f"× {source.unit}"]
    return ", ".join([text for text in shown if text] + unit)


def _region(examined: Examination, code: str) -> Text:
    known = examined.corpus.regions.get(code)
    name = code if known is None else known.name
    return Text(name, name)


def _provisions(
    findings: "pl.LazyFrame", timetable: Mapping[str, Any], examples: tuple[WorkedExample, ...]
) -> Iterator[str]:
    """Every provision that something in the reports rests on."""
    named = findings.select("provision").unique().collect()["provision"].drop_nulls().sort()
    yield from named.to_list()
    yield from (step["provision"] for step in timetable.get("steps", ()))
    yield from (step.provision for one in examples for step in one.steps if step.provision is not None)
    for route in timetable.get("other_routes", ()):
        yield from (at["provision"] for at in route["provisions"])


def _notes(examined: Examination) -> Iterator[Text]:
    """What the audit could not check for want of a table, and what reading the files found odd."""
    for table, text in _MISSING.items():
        if getattr(examined.intake, table) is None:
            yield text
    yield from dict.fromkeys(note for mapping in examined.intake.mappings for note in mapping.notes)
