"""What an assessment needs of a report that was read: typed tables, as `compliance.schema` describes them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl


class Intake(Protocol):
    """The tables of one report. Lines stay lazy: ten million of them are never collected."""

    @property
    def lines(self) -> "pl.LazyFrame":
        """The wage report, `LINE_COLUMNS`."""

    @property
    def paid(self) -> "pl.LazyFrame | None":
        """The payroll, `PAID_COLUMNS`."""

    @property
    def employers(self) -> "pl.LazyFrame | None":
        """The employers, `EMPLOYER_COLUMNS`."""

    @property
    def roster(self) -> "pl.LazyFrame | None":
        """Who worked for whom and when, `ROSTER_COLUMNS`."""

    @property
    def payments(self) -> "pl.LazyFrame | None":
        """Contributions paid, `PAYMENT_COLUMNS`."""


@dataclass(frozen=True, repr=False)
class Tables:
    """The tables of an intake, joined by employer: where none names an employer, all lines are of one."""

    lines: "pl.LazyFrame"
    paid: "pl.LazyFrame | None"
    employers: "pl.LazyFrame | None"
    roster: "pl.LazyFrame | None"
    payments: "pl.LazyFrame | None"

    @classmethod
    def of(cls, intake: Intake) -> "Tables":
        """The same tables; an employer not named becomes an empty name, which joins, as null does not."""
        import polars as pl

        def named(table: "pl.LazyFrame | None") -> "pl.LazyFrame | None":
            return None if table is None else table.with_columns(pl.col("employer_id").fill_null(""))

        lines = intake.lines.with_columns(pl.col("employer_id").fill_null(""))
        return cls(lines, *(named(one) for one in (intake.paid, intake.employers, intake.roster, intake.payments)))

    def of_workers(self, workers: Sequence[str]) -> "Tables":
        """The rows of a few workers; the tables that name no worker stay whole."""
        import polars as pl

        mine = pl.col("worker_id").is_in(list(workers))
        paid, roster = (None if table is None else table.filter(mine) for table in (self.paid, self.roster))
        return replace(self, lines=self.lines.filter(mine), paid=paid, roster=roster)
