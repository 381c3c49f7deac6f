"""How figures come about, as reports say it: the steps of a derivation, and one worked example a rule."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from lindung.compliance.assessment.rules import RULES
from lindung.compliance.assessment.step import DerivationStep
from lindung.compliance.audit import Examination
from lindung.messages import Text
from lindung.messages.language import rupiah
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.numbered_months import with_numbered_months
from lindung.reporting.audit.view import StepSaid, WorkedExample

if TYPE_CHECKING:
    import polars as pl

_BREACHES: Final = tuple(rule.id for rule in RULES.values() if rule.status == "breach")


def steps_said(steps: Iterable[DerivationStep]) -> tuple[StepSaid, ...]:
    """The steps with their outcome as written: an amount with how it was worked out, or the words themselves."""
    return tuple(map(_said, steps))


def _said(step: DerivationStep) -> StepSaid:
    formula = _plain(step.formula)
    recalled = step.standing == "recalled"
    if step.rupiah is None:
        return StepSaid(_plain(step.label), formula, step.provision, recalled)
    amount = Text(rupiah(step.rupiah, "id"), rupiah(step.rupiah, "en"))
    note = None if formula == amount else formula
    return StepSaid(_plain(step.label), amount, step.provision, recalled, note)


def _plain(text: Text) -> Text:
    """Names of employers and regions stand in it."""
    return Text(plain(text.id), plain(text.en))


def worked_examples(examined: Examination, findings: "pl.LazyFrame") -> tuple[WorkedExample, ...]:
    """For each rule about workers, the breach that comes to most, worked out step by step."""
    return tuple(_examples(examined, with_numbered_months(findings)))


def _examples(examined: Examination, findings: "pl.LazyFrame") -> Iterator[WorkedExample]:
    import polars as pl

    amount = pl.coalesce("shortfall_total", "overpaid_worker", pl.lit(0))
    largest = (
        findings.filter((pl.col("status") == "breach") & pl.col("worker_key").is_not_null())
        .with_columns(amount.alias("__amount"))
        .group_by("rule")
        .agg(pl.all().sort_by("__amount", "finding", descending=[True, False]).first())
        .collect()
    )
    rows = {row["rule"]: row for row in largest.iter_rows(named=True)}
    for rule in _BREACHES:
        row = rows.get(rule)
        worker_id = None if row is None else examined.worker_id(row["worker_key"])
        if row is None or worker_id is None:
            continue
        steps = examined.assessment.derive(worker_id, row["month"], row["employer_id"])
        told = Text(row["explanation_id"] or "", row["explanation_en"] or "")
        if steps:
            employer = row["employer_id"] or ""
            yield WorkedExample(rule, employer, row["worker_key"], row["month"], steps_said(steps), told)
