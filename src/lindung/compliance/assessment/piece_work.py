"""Piece work: the base is the mean pay of the months before (PP 44/2015 Article 19(4)-(5), PP 46/2015 Article 17)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lindung.compliance.assessment.payroll import WORKER_MONTH, usable
from lindung.compliance.schema import fault_bit

if TYPE_CHECKING:
    import polars as pl

PIECE: Final = "piece"
WEATHER: Final = "weather_piece"


@dataclass(frozen=True, slots=True)
class PieceMonths:
    """How many months before the month are averaged, for piece work and where it depends on the weather."""

    piece: int
    weather: int


def earlier_pay(pay: "pl.LazyFrame", months: PieceMonths) -> "pl.LazyFrame":
    """`piece_mean` and `weather_mean` by worker and month, in whole rupiah; half a rupiah goes up.

    `pay` has a worker's `wage` by month. A mean is null unless the pay of every month before, as far back as it
    reaches, is known once.
    """
    import polars as pl

    longest = max(months.piece, months.weather)
    reaching = pay.filter(pl.col("wage").is_not_null()).with_columns(
        back=pl.int_ranges(1, pl.lit(longest + 1), dtype=pl.Int32)
    )
    spread = reaching.explode("back").with_columns(month=pl.col("month") + pl.col("back"))
    means = {name: _mean(length) for name, length in (("piece_mean", months.piece), ("weather_mean", months.weather))}
    return spread.group_by(WORKER_MONTH).agg(**means)


def pay_of_lines(lines: "pl.LazyFrame") -> "pl.LazyFrame":
    """The pay that the report itself states, for a report without a payroll; doubled lines count once."""
    import polars as pl

    bad = fault_bit("DATA-DUPLICATE") | fault_bit("DATA-AMOUNT-IMPLAUSIBLE")
    return lines.filter((pl.col("faults") & bad) == 0).select(*WORKER_MONTH, wage=usable(pl.col("paid_wage")))


def of_piece_workers(pay: "pl.LazyFrame", lines: "pl.LazyFrame") -> "pl.LazyFrame":
    """The pay of those who work by the piece somewhere in the report or the payroll."""
    import polars as pl

    workers = ["employer_id", "worker_id"]
    by_piece = lines.filter(pl.col("pay_basis").is_in((PIECE, WEATHER))).select(workers).unique()
    return pay.join(by_piece, on=workers, how="semi")


def _mean(length: int) -> "pl.Expr":
    import polars as pl

    near = pl.col("back") <= length
    total, count = pl.col("wage").filter(near).sum(), near.sum()
    return pl.when(count == length).then((2 * total + length) // (2 * length))
