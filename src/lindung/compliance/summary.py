"""summary.json: lines, totals by rule, readings and their range, as JSON data."""

from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.history import counted
from lindung.compliance.intake.report import SourceFile
from lindung.compliance.privacy import scrubbed
from lindung.messages import LANGUAGES

if TYPE_CHECKING:
    from lindung.compliance.audit import Examination

READINGS: Final = (
    "base_floor", "joint_leave", "warning_days", "day_one", "fine_base", "fine_months", "part_month", "month_law",
)  # fmt: skip


def summary_of(examined: "Examination") -> dict[str, Any]:
    """The summary of an examination. Nobody's number is in it; files go by name and hash."""
    counts, found = examined.intake.counts, examined.assessment
    document: dict[str, Any] = {
        "lines": {
            "read": counts.read, "checked": counts.checked, "set_aside": counts.set_aside,
            "refused": counts.refused,
        },
        "files": [_file(one) for one in examined.intake.files],
        "rules": {
            rule: {
                "breach": totals.breach, "cannot_tell": totals.cannot_tell, "lead": totals.lead,
                "data": totals.data, "shortfall_total": totals.shortfall_total,
            }
            for rule, totals in found.rules.items()
        },
        "shortfall_total": found.shortfall_total,
        "late_fine_total": found.late_fine_total,
        "as_of": examined.as_of.isoformat(),
        "readings": {name: examined.readings[name] for name in READINGS},
        "range": {
            reading: {
                choice: {"breach": totals.breach, "shortfall_total": totals.shortfall_total}
                for choice, totals in choices.items()
            }
            for reading, choices in found.range.items()
        },
        "engines_agree": found.engines_agree,
        "served": None if examined.served is None else examined.served.isoformat(),
        "set_aside": dict(examined.intake.set_aside.group_by("reason").len().sort("reason").iter_rows()),
        "inputs": examined.hashes,
        "audit": examined.identity,
        "case_key": examined.key.fingerprint,
    }  # fmt: skip
    if examined.earlier is not None:
        document["history"] = counted(examined.history, examined.earlier)
    return document


def _file(one: SourceFile) -> dict[str, Any]:
    """One file of the report, and why it was refused if it was."""
    document: dict[str, Any] = {"path": scrubbed(one.path), "sha256": one.sha256, "lines": one.lines}
    if one.refused is not None:
        document["refused"] = {language: scrubbed(one.refused.said(language)) for language in LANGUAGES}
    return document
