"""Workers as columns: one array a property, narrow types, 62 bytes a worker."""

from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

type Bool = NDArray[np.bool_]
type Int8 = NDArray[np.int8]
type UInt8 = NDArray[np.uint8]
type Int16 = NDArray[np.int16]
type UInt32 = NDArray[np.uint32]
type Float32 = NDArray[np.float32]

# status
NEVER: Final = 0  # never registered
ACTIVE: Final = 1  # registered, arrears within what cover endures
INACTIVE: Final = 2  # registered once, cover ended
EMPTY: Final = 3  # no worker in this slot (dead or moved away, awaiting an entrant)
# payer of this month's contribution
NOBODY: Final = 0
SELF: Final = 1
BUDGET: Final = 2  # the city, province or village budget of the scheme
SPONSOR: Final = 3  # a payer beside the scheme: a private sponsor, a village fund (`institutions/sponsors.py`)
# flags (bits)
MARRIED: Final = 1
DISABLED: Final = 2
RESIDENT: Final = 4
INFORMAL: Final = 8
LISTED: Final = 16  # on the scheme's list of the year
FEMALE: Final = 32
AUTO_DEBIT: Final = 64
PAID_ALONE: Final = 128  # has paid a whole contribution as a self-payer
# registries (bits), in the order of the vocabulary `registry`
REGISTRIES: Final = ("p3ke", "dtks", "regsosek", "dtsen", "village_list", "kelurahan_list", "sector_list")
# programmes (bits)
JKK: Final = 1
JKM: Final = 2
JHT: Final = 4


class Workers(NamedTuple):
    """The columns of `n` slots, in one order everywhere. Money is rupiah of the month; rates are per month.

    A slot keeps its place; when its worker dies or leaves, an entrant takes it under a new `id`, so that draws, which
    are keyed by `id`, never depend on who was there before.
    """

    id: UInt32  # key of every draw: slot + n * generation
    birth_month: Int16  # months since January 1900
    cell: Int16  # kelurahan * number of trades + trade: who hears from whom
    trade: Int8  # index into the scenario's trades
    household: Int8  # persons in the household
    dependants: Int8  # of them, without income of their own
    flags: UInt8  # MARRIED | DISABLED | ...
    registries: UInt8  # bits in the order of REGISTRIES
    level: Float32  # log of permanent monthly income, rupiah of the scenario's price month
    frailty: Float32  # log of own hazard relative to age and sex
    persistent: Float32  # log deviation that fades slowly
    income: Float32  # rupiah this month
    buffer: Float32  # savings, rupiah
    awareness: Float32  # 0 to 1: knows the scheme
    trust: Float32  # 0 to 1
    status: Int8  # NEVER, ACTIVE, INACTIVE, EMPTY
    payer: Int8  # who pays this month
    programmes: UInt8  # JKK | JKM | JHT
    band: Int8  # declared income band, index into the bands of PP 44/2015 Annex II
    arrears: Int8  # consecutive unpaid months, capped at 100
    consecutive: Int16  # consecutive paid months since (re-)registration; gaps no longer count once the wait is over
    months_paid: Int16  # paid months in all
    subsidised: Int16  # months the scheme has paid under its present terms
    member_since: Int16  # month of registration, -1 never
    waiting_since: Int16  # month since which the scheme's queue holds the worker, -1 not in it
    paid_in_year: Int8  # paid months in the calendar year
    months_poor: Int8  # months below the poverty line in the calendar year
    claims: UInt8  # claims filed
    sponsor: Int16  # which sponsor has the worker on its list, index of the city's sponsors, -1 none

    @classmethod
    def empty(cls, n: int) -> Self:
        """`n` empty slots."""
        kinds: dict[str, type[np.generic]] = {
            "id": np.uint32, "birth_month": np.int16, "cell": np.int16, "trade": np.int8, "household": np.int8,
            "dependants": np.int8, "flags": np.uint8, "registries": np.uint8, "level": np.float32,
            "frailty": np.float32, "persistent": np.float32, "income": np.float32, "buffer": np.float32,
            "awareness": np.float32, "trust": np.float32, "status": np.int8, "payer": np.int8,
            "programmes": np.uint8, "band": np.int8, "arrears": np.int8, "consecutive": np.int16,
            "months_paid": np.int16, "subsidised": np.int16, "member_since": np.int16, "waiting_since": np.int16,
            "paid_in_year": np.int8, "months_poor": np.int8, "claims": np.uint8,
            "sponsor": np.int16,
        }  # fmt: skip
        columns = {name: np.zeros(n, dtype=kind) for name, kind in kinds.items()}
        columns["id"][:] = np.arange(n, dtype=np.uint32)
        columns["status"][:] = EMPTY
        columns["member_since"][:] = -1
        columns["waiting_since"][:] = -1
        columns["sponsor"][:] = -1
        return cls(**columns)

    @property
    def size(self) -> int:
        """Number of slots."""
        return int(self.id.shape[0])

    @property
    def bytes_each(self) -> int:
        """Bytes a worker takes."""
        return sum(column.itemsize for column in self)

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Every column in order."""
        return tuple(getattr(self, name) for name in self._fields)

    def copy(self) -> Self:
        """The same state in arrays of its own: the fork of a common past."""
        return type(self)._make(column.copy() for column in self.columns())
