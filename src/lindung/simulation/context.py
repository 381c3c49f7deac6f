"""What a month is computed from: its place in time, the scheme's terms, look-ups, contacts, a thread's buffers."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.parameters import F32
from lindung.simulation.workers import Float32

BLOCK: Final = 1024
# contacts that the offices made this month (bits of `reach`)
EDUCATED: Final = 1
STAFF: Final = 2
AGENT: Final = 4
HELPED: Final = 8
CHEATED: Final = 16


class Now(NamedTuple):
    """The month: its number since the start, the calendar, prices, and the scheme's terms."""

    month: int  # of the run, from 0
    calendar: int  # months since January 1900
    month_of_year: int  # 0 to 11
    poverty_line: F32  # rupiah a head a month
    price_level: F32  # of incomes, against the scenario's price month
    scheme_open: bool  # the budget's money is released
    scheme_jkk: int  # rupiah a member-month
    scheme_jkm: int
    scheme_months: int  # most months a member is paid for
    key_low: np.uint64
    key_high: np.uint64


class Tables(NamedTuple):
    """Look-ups of the month: by trade, by age and sex, by cell; and the scheme's share by month since enrolment."""

    season: Float32
    sd_transitory: Float32
    zero_month: Float32
    injury_risk: Float32
    fatal_relative: Float32  # the trade's factor on the fatal share of an injury
    transport: NDArray[np.bool_]
    death: NDArray[np.float32]  # hazard a year [2 sexes, 121 ages]
    members: Float32  # share of the cell that is covered
    paid: Float32  # claims paid in the cell last month per 1,000
    refused: Float32
    share: NDArray[np.int64]  # the scheme's share of the contribution, parts of 100,000, by month since enrolment
    degrees: NDArray[np.int64]  # of the disability table, parts of 100,000


class Scratch(NamedTuple):
    """Buffers of one thread, one entry a worker of the block."""

    u: NDArray[np.float32]  # draws [12, block]
    season: Float32
    sd: Float32
    zero: Float32
    injury: Float32
    hazard: Float32
    members: Float32
    paid: Float32
    refused: Float32
    due: Float32  # what the worker would pay
    needed: Float32
    mean: Float32  # own mean income
    outlay: Float32  # what the worker paid this month
    tries: Float32  # probability of trying to join
    event: NDArray[np.uint8]
    few: NDArray[np.int64]

    @classmethod
    def of(cls, block: int = BLOCK) -> "Scratch":
        """Buffers for blocks of this size."""

        def row() -> Float32:
            return np.zeros(block, dtype=np.float32)

        return cls(
            np.zeros((12, block), dtype=np.float32), row(), row(), row(), row(), row(), row(), row(), row(), row(),
            row(), row(), row(), row(), np.zeros(block, dtype=np.uint8), np.zeros(block, dtype=np.int64),
        )  # fmt: skip
