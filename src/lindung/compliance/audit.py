"""`examine`: a wage report read, assessed by the law of each month, and what follows from it, as one object.

It writes nothing and puts nothing into sentences: files and words are the work of reporting and of the door.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.assess import Assessment, assess
from lindung.compliance.consequences.fine import Owed
from lindung.compliance.consequences.routes import ARREARS_RULES, LADDER_RULES, routes
from lindung.compliance.consequences.timetable import timetable
from lindung.compliance.course import Course
from lindung.compliance.history import EarlierAudit, compared, earlier_audit
from lindung.compliance.intake.read import read_report
from lindung.compliance.intake.report import Intake
from lindung.compliance.privacy import CaseKey, case_key, key_file, scrubbed, worker_keys
from lindung.compliance.sources import audit_identity, digests
from lindung.compliance.summary import summary_of
from lindung.law.corpus import Corpus

if TYPE_CHECKING:
    import polars as pl

MONTHS_A_YEAR: Final = 12
type File = Path | str


@dataclass(frozen=True)
class Examination:
    """What was read, what was found, and the choices it was found under."""

    intake: Intake
    assessment: Assessment
    corpus: Corpus
    as_of: date
    readings: Mapping[str, str]
    key: CaseKey
    key_file: Path
    inputs: Mapping[str, tuple[Path, ...]]  # by what they hold
    served: date | None = None
    second_served: date | None = None
    earlier: EarlierAudit | None = None

    @cached_property
    def worker_keys(self) -> "pl.DataFrame":
        """`worker_id`, `worker_key` of everybody in the report, the payroll and the roster. Private."""
        tables = (self.intake.lines, self.intake.paid, self.intake.roster)
        return worker_keys(self.key, [table for table in tables if table is not None])

    def findings(self) -> "pl.LazyFrame":
        """The findings with workers by key and nobody's number, and what their sentences need; months as numbers."""
        import polars as pl

        found = self.assessment.findings().join(
            self.worker_keys.lazy(), on="worker_id", how="left", maintain_order="left"
        )
        # a finding without a row is numbered by employer, month and worker
        tail = pl.concat_str(pl.lit("/"), "worker_id")
        by_worker = pl.col("row").is_null() & pl.col("finding").str.ends_with(tail)
        shorn = pl.concat_str(pl.col("finding").str.strip_suffix(pl.col("worker_id")), "worker_key")
        found = found.with_columns(finding=pl.when(by_worker).then(shorn).otherwise("finding")).drop("worker_id")
        for columns, names in ((("file", "sheet"), self._sources), (("employer_id",), self._numbered)):
            if names:
                found = found.with_columns(pl.col(columns).replace(names))
        if self._numbered:
            found = found.with_columns(pl.col("finding").str.replace_many(self._numbered))
        return found

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Names of files and sheets that hold somebody's number, and what is shown instead."""
        names = {source.path for source in self.intake.files}
        names |= {mapping.sheet for mapping in self.intake.mappings if mapping.sheet is not None}
        return {name: safe for name in names if (safe := scrubbed(name)) != name}

    @cached_property
    def _numbered(self) -> dict[str, str]:
        """Employers whose number is a person's, and the key that stands for each."""
        numbers = self.assessment.tally["employer_id"].unique().drop_nulls().sort()
        return {number: self.key.employer(number) for number in numbers if scrubbed(number) != number}

    def shown_employer(self, employer_id: str | None) -> str:
        """An employer's number as it is handed on; empty where the report names none."""
        return self._numbered.get(employer_id or "", employer_id or "")

    def employer_id(self, shown: str | None) -> str | None:
        """The employer's number behind what is handed on."""
        behind = {key: number for number, key in self._numbered.items()}
        return None if shown is None else behind.get(shown, shown)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """What the employers owe that the ladder of PP 86/2013 is for: those with a breach of its Article 3."""
        return tuple(
            Owed(self.shown_employer(one.employer_id), short, one.whole_due)
            for one in self.assessment.employers
            if any(one.breaches.get(rule) for rule in LADDER_RULES)
            for short in [sum(one.shortfalls.get(rule, 0) for rule in LADDER_RULES)]
        )

    def timetable(self, served: date | None = None, second_served: date | None = None) -> dict[str, Any]:
        """What follows, step by step, from the day of service (default: that of this examination)."""
        day = served or self.served
        breaches = {rule: found.breach for rule, found in self.assessment.rules.items()}
        view = self.corpus.on(day or self.as_of, readings=self.readings)
        return timetable(
            self.corpus,
            self.readings,
            self.owed,
            served=day,
            as_of=self.as_of,
            second_served=second_served or self.second_served,
            routes=routes(self.corpus, view, breaches, self._late_fine_of_arrears),
        )

    @property
    def _late_fine_of_arrears(self) -> int:
        tally = self.assessment.tally
        return int(tally.filter(tally["rule"].is_in(ARREARS_RULES))["late_fine"].sum())

    @cached_property
    def identity(self) -> str:
        """A name for this audit: the same for the same files, readings and days, under the same key."""
        days = {"as_of": self.as_of, "served": self.served, "second_served": self.second_served}
        told = {name: None if day is None else day.isoformat() for name, day in days.items()}
        return audit_identity(self.key.fingerprint, self.hashes, self.readings, told)

    @cached_property
    def case(self) -> str:
        """A stable name of the case that tells nobody anything: its key and its employers."""
        employers = sorted(self.shown_employer(one.employer_id) for one in self.assessment.employers)
        return hashlib.sha256("\n".join((self.key.fingerprint, *employers)).encode()).hexdigest()

    @cached_property
    def summary(self) -> dict[str, Any]:
        """summary.json."""
        return summary_of(self)

    @cached_property
    def hashes(self) -> dict[str, list[str]]:
        """The SHA-256 of every input file, by what it holds."""
        others = {name: files for name, files in self.inputs.items() if name != "report"}
        return {"report": [one.sha256 for one in self.intake.files], **digests(others)}

    @cached_property
    def history(self) -> "pl.DataFrame":
        """Every breach of the earlier audit or of this one with its state; empty where there is no earlier one."""
        import polars as pl

        if self.earlier is None:
            return pl.DataFrame()
        lines = self.intake.lines.select("employer_id", "worker_id", "month")
        lines = lines.join(self.worker_keys.lazy(), on="worker_id", how="left").drop("worker_id")
        if self._numbered:
            lines = lines.with_columns(pl.col("employer_id").replace(self._numbered))
        return compared(self.earlier.findings, as_written(self.findings()), as_written(lines))

    def worker_id(self, worker: str) -> str | None:
        """The NIK behind a worker's key, or a NIK itself; None for nobody in the report, the payroll or the roster."""
        import polars as pl

        rows = self.worker_keys.filter((pl.col("worker_key") == worker) | (pl.col("worker_id") == worker))
        return None if rows.is_empty() else str(rows["worker_id"][0])


def as_written(rows: "pl.LazyFrame") -> "pl.LazyFrame":
    """Rows with months as they are handed on: `2025-03`."""
    import polars as pl

    month = pl.col("month")
    year, number = (month // MONTHS_A_YEAR).cast(pl.String), (month % MONTHS_A_YEAR + 1).cast(pl.String)
    return rows.with_columns(month=pl.concat_str(year, pl.lit("-"), number.str.zfill(2)))


def examine(
    report: File | Sequence[File],
    *,
    paid: File | None = None,
    employers: File | None = None,
    roster: File | None = None,
    payments: File | None = None,
    mapping: File | None = None,
    as_of: date | None = None,
    readings: Mapping[str, str] | None = None,
    served: date | None = None,
    second_served: date | None = None,
    key: File | None = None,
    since: File | None = None,
    out: File | None = None,
    corpus: Corpus | None = None,
    course: Course | None = None,
) -> Examination:
    """Read and assess a wage report: one file, several, or a folder.

    `key` is the file of the case key (default: in the user's data directory; made where there is none); it must not lie
    in `out`. `since` is the folder of an earlier audit of the case. `course` is told how far the work is. Raises
    `BadInput` for anything that cannot be used.
    """
    law = corpus or Corpus.load()
    day = as_of or date.today()
    chosen = law.readings.chosen(readings or {})
    reports = [Path(one) for one in ([report] if isinstance(report, Path | str) else report)]
    given = {"paid": paid, "employers": employers, "roster": roster, "payments": payments, "mapping": mapping}
    files = {name: Path(file) for name, file in given.items() if file is not None}
    secret_file = key_file(None if key is None else Path(key), outside=None if out is None else Path(out))
    earlier = None if since is None else earlier_audit(Path(since))
    intake = read_report(reports, **files, regions=law.regions, as_of=day)
    course = course or Course()
    course.reached("read")
    secret = case_key(secret_file)
    if earlier is not None:
        earlier = earlier_audit(earlier.folder, secret.fingerprint)
    return Examination(
        intake,
        assess(intake, law, readings=chosen, as_of=day, course=course),
        law,
        day,
        chosen,
        secret,
        secret_file,
        {"report": tuple(reports), **{name: (path,) for name, path in files.items()}},
        served,
        second_served,
        earlier,
    )
