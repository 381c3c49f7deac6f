"""What an assessment gives: totals by rule, by reading and by employer."""

from collections.abc import Mapping
from dataclasses import dataclass

NOT_SPLIT = "not_split"


@dataclass(frozen=True, slots=True)
class RuleTotals:
    """How often a rule found a breach, could not tell, found a lead or faulty data; and what is left unpaid."""

    breach: int = 0
    cannot_tell: int = 0
    lead: int = 0
    data: int = 0
    shortfall_total: int = 0


@dataclass(frozen=True, slots=True)
class RangeTotals:
    """Breaches and rupiah under one choice of a reading."""

    breach: int
    shortfall_total: int


@dataclass(frozen=True, slots=True)
class EmployerTotals:
    """One employer with a breach.

    `by_programme` holds the shortfall columns of findings and, under `NOT_SPLIT`, arrears that payments do not split by
    programme; it adds up to `shortfall_total`, as `shortfalls` by rule do. `whole_due` is all the contributions that
    the employer should have paid for the months of the report. Months are the first and last with a breach.
    """

    employer_id: str | None
    name: str | None
    region: str | None
    breaches: Mapping[str, int]
    shortfalls: Mapping[str, int]
    by_programme: Mapping[str, int]
    shortfall_total: int
    overpaid_worker: int
    late_fine: int
    whole_due: int
    first_month: int
    last_month: int
