"""What the reports of one audit say. Page, workbook, letter and JSON take their figures from the same objects here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lindung.law.corpus import Corpus
from lindung.messages import Text
from lindung.reporting.audit.values_used import ValueUsed

if TYPE_CHECKING:
    import polars as pl

RANGE_READING: Final = "base_floor"
AUDIT_READINGS: Final = (
    RANGE_READING, "joint_leave", "warning_days", "day_one", "fine_base", "fine_months", "part_month", "month_law",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceRead:
    """One input file: its name without its folder, its hash, its lines; the reason where it was refused."""

    path: str
    sha256: str
    lines: int
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """How one sheet was read: (heading found, column it became), constants, formats found, headings not used."""

    file: str
    sheet: str | None
    columns: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, str], ...] = ()
    formats: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A rule of the audit: what it asks, what mends a breach, and for a lead what innocent cause it may have."""

    rule: str
    question: Text
    remedy: Text
    innocent: Text | None = None


@dataclass(frozen=True, slots=True)
class EmployerFound:
    """One employer (NPP, so one branch): breaches by rule and what they amount to, in rupiah."""

    employer_id: str
    name: str | None
    region: Text | None
    breaches: Mapping[str, int]
    shortfalls: Mapping[str, int]  # by rule, adding up to shortfall_total
    by_programme: Mapping[str, int]  # the shortfall columns of a finding; arrears paid as one sum are in none
    provisions: Mapping[str, tuple[str, ...]]  # by rule, most frequent first
    shortfall_total: int
    overpaid_worker: int
    late_fine: int
    workers: int  # with a breach
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class StepSaid:
    """One step of a derivation: what is taken or worked out, how, the outcome, and the law it rests on."""

    what: Text
    outcome: Text
    provision: str | None = None
    recalled: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One finding worked out step by step."""

    rule: str
    employer_id: str
    worker_key: str
    month: int
    steps: tuple[StepSaid, ...]
    explanation: Text


@dataclass(frozen=True, slots=True)
class Bars:
    """A plot of counts: `labels` under the bars, `marked` the bars that the lead is about."""

    labels: tuple[Text, ...]
    counts: tuple[int, ...]
    marked: frozenset[int]
    across: Text
    up: Text


@dataclass(frozen=True, slots=True)
class Lines:
    """A plot over months: named lines; a gap where a value is None."""

    months: tuple[int, ...]
    lines: tuple[tuple[Text, tuple[float | None, ...]], ...]
    up: Text
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LeadSaid:
    """A lead with its statistic in a sentence, its plot, and what else may explain it."""

    rule: str
    title: Text
    statistic: Text
    innocent: Text
    count: int
    plot: Bars | Lines | None = None


@dataclass(frozen=True, slots=True)
class AuditView:
    """One audit as its reports need it.

    `findings` has the columns of `FINDING_COLUMNS`; `summary` and `timetable` are the documents of the same names, and
    are written as they are. `employers` are all with a breach, the largest shortfall first.
    """

    corpus: Corpus
    as_of: date
    findings: "pl.LazyFrame"
    summary: Mapping[str, Any]
    timetable: Mapping[str, Any]
    files: tuple[SourceRead, ...]
    mapped: tuple[Mapped, ...]
    set_aside: Mapping[str, int]  # lines by reason
    rules: Mapping[str, RuleSaid]
    employers: tuple[EmployerFound, ...]
    provisions: tuple[str, ...]  # all that findings and derivations name
    examples: tuple[WorkedExample, ...] = ()
    leads: tuple[LeadSaid, ...] = ()
    values: tuple[ValueUsed, ...] = ()
    notes: tuple[Text, ...] = field(default=())  # what the audit could not check, and why

    @property
    def served(self) -> date | None:
        """The day the first warning was served."""
        day = self.timetable.get("served")
        return None if day is None else date.fromisoformat(day)
