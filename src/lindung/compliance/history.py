"""An earlier audit of a case against a later one: which breaches are cured, which remain, which are new.

A breach is the same in both where rule, employer, worker and month are the same. It is cured only where the later
report holds that worker and month and the rule stays silent there: a line that is gone, or that can no longer be
checked, cures nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lindung.messages import BadInput, Fault

if TYPE_CHECKING:
    import polars as pl

CURED, REMAINS, NEW, CANNOT_TELL, NOT_SEEN = STATES = ("cured", "remains", "new", "cannot_tell", "not_seen")
_SAME: Final = ("rule", "employer_id", "worker_key", "month")
_LINE: Final = ("employer_id", "worker_key", "month")
SUMMARY: Final = "summary.json"
FINDINGS: Final = "findings.parquet"


@dataclass(frozen=True, slots=True)
class EarlierAudit:
    """The folder of an audit: its summary, and where its findings are."""

    folder: Path
    summary: Mapping[str, Any]

    @property
    def findings(self) -> "pl.LazyFrame":
        """Its findings as they were written: months as `2025-03`."""
        import polars as pl

        return pl.scan_parquet(self.folder / FINDINGS)


def earlier_audit(folder: Path, case: str | None = None) -> EarlierAudit:
    """The audit in `folder`. Raises `BadInput` where there is none, or where `case` is given and it is of another case.

    `case` is the fingerprint of the case key: with another key the same worker has another key, and all would look new.
    """
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadInput(Fault("audit-missing", {"folder": folder})) from None
    if not isinstance(summary, dict) or not (folder / FINDINGS).is_file():
        raise BadInput(Fault("audit-missing", {"folder": folder}))
    if case is not None and summary.get("case_key") != case:
        raise BadInput(Fault("key-differs", {"folder": folder}))
    return EarlierAudit(folder, summary)


def compared(before: "pl.LazyFrame", now: "pl.LazyFrame", lines: "pl.LazyFrame") -> "pl.DataFrame":
    """Every breach of either audit with its `state`, and what it came to `before` and `now` in rupiah.

    `before` and `now` are findings with workers' keys, `lines` the worker-months that the later report holds
    (`employer_id`, `worker_key`, `month`).
    """
    import polars as pl

    money = pl.col("shortfall_total").sum()
    old = (
        before.filter(pl.col("status") == "breach")
        .group_by(_SAME)
        .agg(money.alias("shortfall_before"), was=pl.lit(True))
    )
    new = now.group_by(_SAME).agg(
        money.alias("shortfall_now"),
        breach=(pl.col("status") == "breach").any(),
        unsure=(pl.col("status") == "cannot_tell").any(),
    )
    seen = pl.concat(
        [lines.select(_LINE), lines.select("employer_id", pl.lit(None, pl.String).alias("worker_key"), "month")]
    )
    state = (
        pl.when(pl.col("breach") & pl.col("was")).then(pl.lit(REMAINS))
        .when("breach").then(pl.lit(NEW))
        .when("unsure").then(pl.lit(CANNOT_TELL))
        .when("seen").then(pl.lit(CURED))
        .otherwise(pl.lit(NOT_SEEN))
    )  # fmt: skip
    return (
        old.join(new, on=_SAME, how="full", coalesce=True, nulls_equal=True)
        .with_columns(pl.col("was", "breach", "unsure").fill_null(value=False))
        .filter(pl.col("was") | pl.col("breach"))
        .join(seen.unique().with_columns(seen=pl.lit(True)), on=_LINE, how="left", nulls_equal=True)
        .with_columns(pl.col("seen").fill_null(value=False))
        .select(state.alias("state"), *_SAME, "shortfall_before", "shortfall_now")
        .sort("state", *_SAME, nulls_last=True)
        .collect()
    )


def counted(states: "pl.DataFrame", earlier: EarlierAudit) -> dict[str, Any]:
    """What summary.json says of it: how many of each state, over all and by rule."""
    by_rule: dict[str, dict[str, int]] = {}
    for rule, state, count in states.group_by("rule", "state").len().sort("rule", "state").iter_rows():
        by_rule.setdefault(rule, dict.fromkeys(STATES, 0))[state] = count
    total = {state: sum(counts[state] for counts in by_rule.values()) for state in STATES}
    return {"as_of_before": earlier.summary.get("as_of"), **total, "rules": by_rule}
