"""`lindung audit explain`: one worker's figures of one month, from an audit's folder and, where at hand, its source."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from lindung.compliance.audit import examine
from lindung.compliance.history import EarlierAudit, earlier_audit
from lindung.compliance.privacy import case_key, key_file
from lindung.compliance.sources import recalled
from lindung.door.audited import Audit, month_text
from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault, Text
from lindung.reporting.audit.explained import Explained, Person

_TABLES: Final = ("paid", "employers", "roster", "payments", "mapping")
_FROM_THE_FOLDER: Final = Text(
    "Berkas sumber atau kunci berkas perkara tidak ada di sini, jadi yang tampak hanya temuan dalam folder ini. Dengan "
    "--source dan --key perhitungannya ditampilkan baris demi baris.",
    "The source files or the case key are not here, so only what this folder holds is shown. With --source and --key "
    "the figures are worked out line by line.",
)


def explain_folder(
    folder: Path, worker: str, month: int, *, reveal: bool = False, key: Path | None = None, source: Path | None = None
) -> Explained:
    """The explanation of a worker (by key) and month of the audit in `folder`.

    The source files are read again and assessed as then; where they or the key are not at hand, what the folder holds
    is shown. `reveal` names the person, which needs both. Raises `BadInput` for another case's key, a worker without
    anything in that month, or a person that cannot be shown.
    """
    earlier = earlier_audit(folder)
    audit = _again(earlier, key, source)
    if audit is not None:
        found = audit.explain(worker, month)
        if not reveal:
            return found
        return Explained(found.corpus, worker, month, found.steps, found.findings, _persons(audit, worker, month))
    if reveal:
        raise BadInput(Fault("reveal-source", {"folder": folder}, place="--reveal"))
    rows = earlier.findings.filter(worker_key=worker, month=month_text(month)).collect()
    if rows.is_empty():
        raise BadInput(Fault("worker-unknown", {"worker": worker, "month": month_text(month)}))
    return Explained(Corpus.load(), worker, month, (), tuple(rows.iter_rows(named=True)), (), (_FROM_THE_FOLDER,))


def _again(earlier: EarlierAudit, key: Path | None, source: Path | None) -> Audit | None:
    """The audit made again from its sources, None where they or the key are not here.

    A key that was named must be that of the case.
    """
    file = key_file(key)
    if not file.exists() and key is None:
        return None
    secret = case_key(file, make=False)
    summary = earlier.summary
    if secret.fingerprint != summary.get("case_key"):
        if key is None:
            return None
        raise BadInput(Fault("key-differs", {"folder": earlier.folder}))
    inputs = recalled(file, str(summary.get("audit")), source)
    if inputs is None:
        return None
    tables: dict[str, Any] = {name: inputs[name][0] for name in _TABLES if name in inputs}
    examined = examine(
        inputs["report"],
        **tables,
        as_of=date.fromisoformat(summary["as_of"]),
        readings=summary["readings"],
        served=None if summary.get("served") is None else date.fromisoformat(summary["served"]),
        key=file,
    )
    if examined.summary["inputs"] != summary["inputs"]:
        return None  # the files have changed since
    return Audit(examined)


def _persons(audit: Audit, worker: str, month: int) -> tuple[Person, ...]:
    """Who the report, or else the roster, says the worker is."""
    worker_id = audit.examined.worker_id(worker)
    intake = audit.examined.intake
    shown = ["employer_id", "name"]
    rows = (
        intake.lines.filter(pl.col("worker_id") == worker_id, pl.col("month") == month).select(shown).unique().collect()
    )
    if rows.is_empty() and intake.roster is not None:
        rows = intake.roster.filter(pl.col("worker_id") == worker_id).select(shown).unique().collect()
    rows = rows.sort(shown)
    return tuple(Person(str(worker_id), name, employer or "") for employer, name in rows.iter_rows())
