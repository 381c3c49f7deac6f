"""The steps of several workers and months, looked up together: a large report is passed through once, not once each."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from lindung.compliance.assessment.derivation import derivation
from lindung.compliance.assessment.judged import judged
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.situation import once
from lindung.compliance.assessment.step import DerivationStep


class Case(NamedTuple):
    """A worker and month; with `employer_id` only what this employer reported, or left out, of the worker."""

    worker_id: str
    month: int
    employer_id: str | None = None


def derived(
    cases: Sequence[Case], situations: Sequence[pl.LazyFrame], law: LawByMonth
) -> list[tuple[DerivationStep, ...]]:
    """The steps of each case from the rows of `situations` that are its own; none where there are no such rows."""
    workers = pl.col("worker_id").is_in([case.worker_id for case in cases])
    months = pl.col("month").is_in([case.month for case in cases])
    found = [
        row
        for rows in situations
        for row in judged(rows.filter(workers & months & once()), law)
        .collect(engine="streaming").sort("employer_id").iter_rows(named=True)
    ]  # fmt: skip
    return [tuple(step for row in found if _is_of(row, case) for step in derivation(row, law)) for case in cases]


def _is_of(row: dict[str, object], case: Case) -> bool:
    same = (row["worker_id"], row["month"]) == (case.worker_id, case.month)
    return same and case.employer_id in (None, row["employer_id"])
