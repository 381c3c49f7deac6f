"""An assessment: every rule asked of a report under the law of each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import Final

import polars as pl

from lindung.compliance.assessment import tally
from lindung.compliance.assessment.absences import Absences, absences
from lindung.compliance.assessment.arrears import arrears
from lindung.compliance.assessment.by_employer import employer_totals
from lindung.compliance.assessment.derived import Case, derived
from lindung.compliance.assessment.findings import line_findings, missing_findings, other_findings
from lindung.compliance.assessment.inputs import Intake, Tables
from lindung.compliance.assessment.judged import judged
from lindung.compliance.assessment.late_changes import late_changes
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.leads import leads
from lindung.compliance.assessment.missing_workers import AskedMonths, asked_months, missing_workers
from lindung.compliance.assessment.reasons import CODES, HIT
from lindung.compliance.assessment.recomputation import OVERPAID, Recount, recount
from lindung.compliance.assessment.results import EmployerTotals, RangeTotals, RuleTotals
from lindung.compliance.assessment.rules import RULES
from lindung.compliance.assessment.shares import shares
from lindung.compliance.assessment.sifting import Sifted, sift
from lindung.compliance.assessment.situation import Surroundings, situations, with_pay
from lindung.compliance.assessment.step import DerivationStep
from lindung.compliance.assessment.surroundings import of_tables, surroundings
from lindung.compliance.assessment.totals import KEYS, LineTotals, line_totals
from lindung.compliance.assessment.workspace import Workspace
from lindung.compliance.course import Course
from lindung.law.corpus import Corpus

FLOOR: Final = "base_floor"
_BASE: Final = "BASE-BELOW-UMK"


def assess(
    intake: Intake, corpus: Corpus, *, readings: Mapping[str, str] | None = None, as_of: date,
    course: Course | None = None,
) -> "Assessment":  # fmt: skip
    """Ask every rule of a report under the law of each month; fines run to `as_of`.

    `course` is told how far the work is. Nothing is computed before it is asked for. Raises `BadInput` for an unknown
    reading.
    """
    law = LawByMonth.of(corpus, readings or {}, as_of)
    tables = Tables.of(intake)
    return Assessment(tables, law, surroundings(tables, law), course or Course())


@dataclass(frozen=True, repr=False)
class Assessment:
    """The answers for one report under one choice of readings."""

    tables: Tables
    law: LawByMonth
    around: Surroundings
    course: Course = field(default_factory=Course, compare=False)
    workspace: Workspace = field(default_factory=Workspace, compare=False)

    def findings(self) -> pl.LazyFrame:
        """Every finding, `FOUND_COLUMNS`, in no order; lazy, so that it can be written without being held.

        It is read while this assessment lives, from what that keeps on disk.
        """
        parts = [line_findings(judged(self._sifted.others, self.law), self.law, self._places)]
        if self._missing is not None:
            parts.append(missing_findings(judged(self._missing, self.law), self.law))
        parts += [other_findings(rows.with_columns(rule=pl.lit(rule)), self.law) for rule, rows in self._rows.items()]
        parts.append(other_findings(self.leads.with_columns(outcome=pl.lit(HIT, pl.UInt8)), self.law))
        return pl.concat(parts)

    @cached_property
    def rules(self) -> Mapping[str, RuleTotals]:
        """The totals of every rule."""
        sums = self.tally.group_by("rule").agg(pl.col(*tally.COUNTS, "shortfall_total").sum())
        found = {row.pop("rule"): RuleTotals(**row) for row in sums.iter_rows(named=True)}
        return MappingProxyType({rule: found.get(rule, RuleTotals()) for rule in RULES})

    @cached_property
    def shortfall_total(self) -> int:
        """What all breaches together leave unpaid, each rupiah once."""
        return int(self.tally["shortfall_total"].sum())

    @cached_property
    def late_fine_total(self) -> int:
        """The late fines on it up to `as_of`."""
        return int(self.tally["late_fine"].sum())

    @cached_property
    def range(self) -> Mapping[str, Mapping[str, RangeTotals]]:
        """Breaches and rupiah under each choice of the floor under the base."""
        breach, short = int(self.tally["breach"].sum()), self.shortfall_total
        before, after = self._totals.chosen, self._totals.otherwise
        moved = _sum(after, "/breach") - _sum(before, "/breach")
        more = _sum(after, "/shortfall_total") - _sum(before, "/shortfall_total")
        more += self._missing_under(self._other_law) - self._missing_under(self.law)
        chosen = {
            self.law.readings[FLOOR]: RangeTotals(breach, short),
            self._other_law.readings[FLOOR]: RangeTotals(breach + moved, short + more),
        }
        order = self.law.corpus.readings[FLOOR].choices
        return {FLOOR: {choice: chosen[choice] for choice in order}}

    @cached_property
    def employers(self) -> tuple[EmployerTotals, ...]:
        """Employers with a breach, the largest shortfall first."""
        return employer_totals(
            self.tally, self._totals.months, self._absences, self._rows["PMI"], self.around.employers
        )

    @cached_property
    def recount(self) -> Mapping[str, Recount]:
        """The totals by the second engine."""
        found = recount(self.tables, self.law)
        self.course.reached("recount")
        return found

    def derive(self, worker_id: str, month: int, employer_id: str | None = None) -> tuple[DerivationStep, ...]:
        """How the figures of one worker and month come about: of each line, or of the absence from the report.

        `employer_id` narrows to one employer. Empty where neither the report nor payroll and roster know the worker.
        """
        return derived([Case(worker_id, month, employer_id)], self._sources(worker_id), self.law)[0]

    def derive_breaches(self, cases: Sequence[Case]) -> list[tuple[DerivationStep, ...]]:
        """The same for cases that a rule found a breach in, all of them at once."""
        return derived(cases, self._looked_at, self.law)

    def _sources(self, worker_id: str) -> list[pl.LazyFrame]:
        """Where the figures of a worker are: all lines of the report, and who is missing from it."""
        lines = self.tables.lines.filter(pl.col("worker_id") == worker_id)
        around = of_tables(self.tables.of_workers([worker_id]), self.around)
        return [situations(with_pay(lines, around), around), *self._looked_at[1:]]

    @property
    def _looked_at(self) -> list[pl.LazyFrame]:
        """The lines that are not in plain order, and who is missing, with their situation."""
        return [self._sifted.others] if self._missing is None else [self._sifted.others, self._missing]

    @property
    def engines_agree(self) -> bool:
        """Whether both engines find the same, to the rupiah."""
        return not self.disagreements()

    def disagreements(self) -> tuple[str, ...]:
        """The rules on which the engines differ, and `overpaid_worker` where they differ on that."""
        fines = {
            row["rule"]: row["late_fine"]
            for row in self.tally.group_by("rule").agg(pl.col("late_fine").sum()).to_dicts()
        }
        found = []
        for rule, other in self.recount.items():
            if rule == OVERPAID:
                same = other.shortfall_total == int(self._totals.months[OVERPAID].sum())
            else:
                mine = self.rules[rule]
                same = (mine.breach, mine.shortfall_total, fines.get(rule, 0)) == (
                    other.breach, other.shortfall_total, other.late_fine
                ) and other.cannot_tell in (None, mine.cannot_tell)  # fmt: skip
            if not same:
                found.append(rule)
        return tuple(found)

    @cached_property
    def tally(self) -> pl.DataFrame:
        """Counts and sums by rule, employer and month (`tally.COLUMNS`); months without any are left out."""
        rows = self._rows
        reporting = self._absences.reporting.select(
            *KEYS, rule=pl.lit("PDS-TK"), breach="found", cannot_tell="unsure", shortfall_total="left_out_total",
            late_fine="left_out_fine",
        )  # fmt: skip
        led = self.leads.select(*KEYS, "rule", lead=pl.lit(1, pl.Int64))
        return tally.together(
            [tally.of_lines(self._totals), reporting, *(tally.of_rows(rows[rule], rule) for rule in rows), led]
        )

    @cached_property
    def months(self) -> pl.DataFrame:
        """Sums by employer and month over the lines: what leads and their plots look at."""
        return self._totals.months

    @cached_property
    def leads(self) -> pl.DataFrame:
        """The leads that concern an employer, with the figures that their sentences name."""
        return leads(self._totals.months.filter(self._in_law), self.around.employers)

    @cached_property
    def _totals(self) -> LineTotals:
        return line_totals(self._sifted.plain, self._sifted.others, self.law, self._other_law)

    @cached_property
    def _sifted(self) -> Sifted:
        return sift(shares(self.tables, self.around, self.workspace), self.workspace, self.course)

    @cached_property
    def _other_law(self) -> LawByMonth:
        """The law under the other reading of the floor."""
        choices = self.law.corpus.readings[FLOOR].choices
        other = next(choice for choice in choices if choice != self.law.readings[FLOOR])
        return self.law.under_floor(other)

    @cached_property
    def _asked(self) -> AskedMonths:
        found = asked_months(self._totals.months, self.tables)
        return replace(found, asked=found.asked.filter(self._in_law), unreported=found.unreported.filter(self._in_law))

    @property
    def _in_law(self) -> pl.Expr:
        """Months whose law is on file: a line dated in the future asks after nobody and is no trend."""
        return pl.col("month").is_between(self.law.first, self.law.last)

    @cached_property
    def _missing(self) -> pl.LazyFrame | None:
        """Who is missing from the report, with their situation; None where nothing tells who was employed."""
        if self.tables.paid is None and self.tables.roster is None:
            return None
        found = []
        for number, share in enumerate(shares(self.tables, self.around, self.workspace)):
            keep = partial(self.workspace.keep, name=f"absent-{number}.parquet")
            missing = missing_workers(share.tables, share.around, self._asked, keep)
            if missing is not None:
                found.append(self.workspace.keep(missing, f"missing-{number}.parquet"))
            self.course.reached("missing", share.until)
        return pl.concat(found)

    @cached_property
    def _absences(self) -> Absences:
        missing = None if self._missing is None else judged(self._missing, self.law)
        return absences(missing, self.tables, self.around.employers, self._asked)

    @cached_property
    def _rows(self) -> Mapping[str, pl.DataFrame]:
        """The findings that are few enough to hold: of employers, and of changes reported late."""
        reported = self._asked.asked.filter("in_report").select(KEYS)
        states = self.around.employers.rows.filter("state_body").select("employer_id")
        changes = late_changes(self.tables.roster, self.around.employers, self.law)
        if changes is None:
            no_changes = pl.lit(CODES["no_changes"], pl.UInt8)
            changes = reported.join(states, on="employer_id", how="anti").with_columns(outcome=no_changes)
        owed = arrears(self._totals.months, self.tables.payments, self.around.employers, self.law)
        return {
            "PDS-TK": self._absences.unasked,
            "PWBD": self._absences.silent,
            "PMI": owed.filter(pl.col("outcome") != 0),
            "REPORT-LATE-CHANGE": changes,
        }

    @cached_property
    def _places(self) -> pl.DataFrame:
        """Files and sheets, numbered in order."""
        places = self.tables.lines.select("file", "sheet").unique().collect(engine="streaming")
        return places.sort("file", "sheet").with_row_index("place", 1)

    def _missing_under(self, law: LawByMonth) -> int:
        if self._missing is None:
            return 0
        short = judged(self._missing.filter(pl.col("out_missing") == HIT), law).select(pl.col("left_out_total").sum())
        return int(short.collect(engine="streaming").item())


def _sum(totals: pl.DataFrame, ending: str) -> int:
    return sum(int(totals[name].sum()) for name in totals.columns if name.endswith(ending))
