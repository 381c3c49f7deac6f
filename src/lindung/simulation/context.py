"""What a month is computed from: its place in time, the scheme's terms, look-ups, contacts, a thread's buffers."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.compiled import scalar
from lindung.simulation.decisions import EVERYBODYS
from lindung.simulation.parameters import F32
from lindung.simulation.workers import Float32

BLOCK: Final = 1024
MOST_TRADES: Final = 128  # that the column `trade` can name
# contacts that the offices made this month (bits of `reach`)
EDUCATED: Final = 1
STAFF: Final = 2
AGENT: Final = 4
HELPED: Final = 8
CHEATED: Final = 16
GROUPED: Final = 64  # met in a peer group


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
    known: Float32  # share of the cell who know the scheme
    paid: Float32  # claims paid in the cell last month per 1,000
    refused: Float32
    advocated: NDArray[np.bool_]  # by cell, whether social workers had registration made simpler
    share: NDArray[np.int64]  # the scheme's share of the contribution, parts of 100,000, by month since enrolment
    degrees: NDArray[np.int64]  # of the disability table, parts of 100,000
    given: NDArray[np.int64]  # rupiah of a sponsor [sponsors, 2 sectors (1 transport), JKK and JKM], 0 without


class Scratch(NamedTuple):
    """Buffers of one thread: one entry a worker of the block, unless said otherwise."""

    u: NDArray[np.float32]  # draws [decisions of everybody, block]
    season: Float32
    sd: Float32
    zero: Float32
    injury: Float32  # probability of an injury
    hazard: Float32
    known: Float32
    paid: Float32
    refused: Float32
    friends: Float32  # informed friends, more than at the start
    due: Float32  # what the worker would pay
    needed: Float32
    mean: Float32  # own mean income
    outlay: Float32  # what the worker paid this month
    tries: Float32  # probability of trying to join
    four: Float32  # four numbers a worker, looked up together
    place: NDArray[np.uint32]  # in a table
    flag: NDArray[np.uint8]  # not 0 for those who are treated one by one; a multiple of 8 entries
    few: NDArray[np.uint64]  # their places in the block, in order; as many entries
    paying: NDArray[np.uint64]  # places of those who pay this month, or are paid for
    months: NDArray[np.int64]  # and the months that each pays
    by_trade: Float32  # four numbers a trade: season, sd, zero, injury
    due_by_trade: Float32
    by_cell: Float32  # four numbers a cell: known, paid, refused, friends
    knows: NDArray[np.int64]  # what each worker adds to its cell, see `month.py`

    @classmethod
    def of(cls, block: int, cells: int) -> "Scratch":
        """Buffers for blocks of this size, in a city of so many cells."""

        def row(entries: int = block) -> Float32:
            return np.zeros(entries, dtype=np.float32)

        names = (
            "season", "sd", "zero", "injury", "hazard", "known", "paid", "refused", "friends", "due", "needed",
            "mean", "outlay", "tries",
        )  # fmt: skip
        eights = -(-block // 8) * 8
        return cls(
            u=np.zeros((EVERYBODYS, block), dtype=np.float32),
            **{name: row() for name in names},
            four=row(4 * block),
            place=np.zeros(block, dtype=np.uint32),
            flag=np.zeros(eights, dtype=np.uint8),
            few=np.zeros(eights, dtype=np.uint64),
            paying=np.zeros(block, dtype=np.uint64),
            months=np.zeros(block, dtype=np.int64),
            by_trade=row(4 * MOST_TRADES),
            due_by_trade=row(MOST_TRADES),
            by_cell=row(4 * cells),
            knows=np.zeros(block, dtype=np.int64),
        )


@scalar
def gather(flag: NDArray[np.uint8], few: NDArray[np.uint64], n: int) -> int:
    """Write the places of the flagged (1, the others 0) among the first `n` into `few`, in order; give how many."""
    found = 0
    for j in range(n):
        few[found] = j
        found += flag[j]
    return found


@scalar
def gather_rare(flag: NDArray[np.uint8], few: NDArray[np.uint64], n: int) -> int:
    """The same for any flags but 0 where hardly anybody is flagged: eight at a time are passed over."""
    flag[n : -(-n // 8) * 8] = 0
    eights = flag.view(np.uint64)
    found = 0
    for k in range(-(-n // 8)):
        if eights[k]:
            for j in range(8 * k, 8 * k + 8):
                few[found] = j
                found += flag[j] != 0
    return found
