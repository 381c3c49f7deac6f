"""What a rule of the audit is: a question, how it is answered for a line, what it means and how it is mended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lindung.messages import Text

if TYPE_CHECKING:
    import polars as pl

    from lindung.compliance.assessment.law_by_month import LawByMonth

Status = Literal["breach", "lead", "data"]
Level = Literal["line", "missing worker", "employer", "roster"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Every answer has three values: found, not found, cannot be told.

    `says` is the sentence of a finding with names of its columns in braces. `rests_on` are the places of the breach
    (`pp-86-2013 pasal-3/ayat-2/huruf-b`) or parameters whose value of that month names the place. `readings` are those
    that can change the answer or its rupiah. `outcome` answers for a line (`reasons.NONE`, `HIT`, `LEAD` or the code of
    a reason). A lead has an `innocent` explanation.
    """

    id: str
    status: Status
    level: Level
    question: Text
    says: Text
    remedy: Text
    rests_on: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    innocent: Text | None = None
    outcome: "Callable[[LawByMonth], pl.Expr] | None" = None
