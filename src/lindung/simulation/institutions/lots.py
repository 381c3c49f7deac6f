"""Lots that fall on places of the city: who is met, proposed or reported, without a draw for everybody else.

Lot k of an office and a month is a pure function of (seed, k, month, decision), as every draw is; its counter stands
in a stream of its own. The same lots fall in two cities that differ in their law, so the same people are met where they
can be met in both. A place is the upper half of a word of 32 bits times the number of places: no place is likelier than
another by more than their number over 2^32.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import workers as w
from lindung.simulation.arithmetic import log
from lindung.simulation.compiled import F32, kernel, scalar
from lindung.simulation.draws import HALF_BITS, U64, philox, uniform
from lindung.simulation.eligibility import LOG_PEOPLE
from lindung.simulation.institutions.qualifying import Bounds, Rules, qualifies
from lindung.simulation.workers import Bool, Float32, Int8, Workers

if TYPE_CHECKING:
    from lindung.simulation.model import City

type Slots = NDArray[np.int64]
AT_ONCE: Final = 256  # lots
LOTS_STREAM: Final = U64(1)  # the counter's fourth word; that of workers' own draws is 0


@scalar
def draw_lots(
    where: Slots, beside: Float32, first: int, month: int, decision: int, places: int, key_low: np.uint64,
    key_high: np.uint64,
) -> None:  # fmt: skip
    """Of lots `first` and following the place each falls on, 0 to `places` less one, and a uniform beside it."""
    for k in range(where.shape[0]):
        word, other, _, _ = philox(U64(first + k), U64(month), U64(decision), LOTS_STREAM, key_low, key_high)
        where[k] = np.int64((word * U64(places)) >> HALF_BITS)
        beside[k] = uniform(other)


@kernel
def count_outsiders(status: Int8) -> int:
    """How many are not members."""
    found = np.int32(0)
    for i in range(status.shape[0]):
        found = np.int32(found + ((status[i] == w.NEVER) | (status[i] == w.INACTIVE)))
    return int(found)


@kernel
def _meet(
    status: Int8, chosen: Slots, month: int, decision: int, key_low: np.uint64, key_high: np.uint64
) -> None:  # fmt: skip
    """Fill `chosen` with outsiders that lots fall on, each once; there are twice as many. Empties them in `status`."""
    where, beside = np.empty(AT_ONCE, dtype=np.int64), np.empty(AT_ONCE, dtype=np.float32)
    found = drawn = 0
    while found < chosen.size:
        draw_lots(where, beside, drawn, month, decision, status.size, key_low, key_high)
        drawn += AT_ONCE
        for k in range(AT_ONCE):
            i = where[k]
            if found < chosen.size and (status[i] == w.NEVER or status[i] == w.INACTIVE):
                status[i] = w.EMPTY
                chosen[found] = i
                found += 1


def outsiders(model: "City", month: int, decision: int, n: int) -> Slots:
    """The slots of `n` workers without cover, chosen by lot; all of them where there are fewer.

    Where more than half are wanted the lots fall on those left out.
    """
    left = model.engine.workers.status.copy()
    free = count_outsiders(left)
    n = min(max(n, 0), free)
    few: Slots = np.empty(min(n, free - n), dtype=np.int64)
    _meet(left, few, month, decision, *model.engine.keys)
    return few if few.size == n else np.flatnonzero((left == w.NEVER) | (left == w.INACTIVE))


def proposed(
    model: "City", known: Bool, n: int, rules: Rules, rarer: float, month: int, decision: int
) -> Slots:  # fmt: skip
    """`n` names that are not `known` yet, which they are then; there must be more than so many.

    A name that does not qualify is taken `rarer` times as seldom when a lot falls on it.
    """
    chosen: Slots = np.empty(n, dtype=np.int64)
    workers, keys = model.engine.workers, model.engine.keys
    _propose(workers, known, chosen, rules.constant, rules.bounds, LOG_PEOPLE, F32(rarer), month, decision, *keys)
    return chosen


@kernel
def _propose(
    x: Workers, known: Bool, chosen: Slots, constant: Bool, bounds: Bounds, people: Float32, rarer: F32, month: int,
    decision: int, key_low: np.uint64, key_high: np.uint64,
) -> None:  # fmt: skip
    status, payers, births, levels, dependants = x.status, x.payer, x.birth_month, x.level, x.dependants
    where, beside = np.empty(AT_ONCE, dtype=np.int64), np.empty(AT_ONCE, dtype=np.float32)
    found = drawn = 0
    while found < chosen.size:
        draw_lots(where, beside, drawn, month, decision, known.size, key_low, key_high)
        drawn += AT_ONCE
        for k in range(AT_ONCE):
            i = where[k]
            if found == chosen.size or known[i]:
                continue
            taken = beside[k] * rarer < F32(1)
            if not taken and constant[i]:
                log_people = people[dependants[i]]
                taken = qualifies(status[i], payers[i], births[i], levels[i], log_people, bounds)
            if taken and status[i] != w.EMPTY:
                known[i] = True
                chosen[found] = i
                found += 1


@kernel
def each_with(
    chance: F32, places: int, found: Slots, month: int, decision: int, key_low: np.uint64, key_high: np.uint64
) -> int:  # fmt: skip
    """Places that are each hit with the same chance, from 0 to 1, apart from one another; gives how many.

    Not a draw a place but one a hit: the gap to the next is geometric. They stand in `found`, as far as it has room.
    """
    where, beside = np.empty(AT_ONCE, dtype=np.int64), np.empty(AT_ONCE, dtype=np.float32)
    misses = log(F32(1) - chance)
    if not misses < F32(0):
        return 0
    i, drawn = -1, 0
    while True:
        draw_lots(where, beside, drawn, month, decision, places, key_low, key_high)
        for k in range(AT_ONCE):
            gap = log(F32(1) - beside[k]) / misses
            if not gap < F32(places):
                return drawn + k
            i += 1 + int(gap)
            if i >= places or drawn + k >= found.size:
                return drawn + k
            found[drawn + k] = i
        drawn += AT_ONCE


def hit(model: "City", chance: float, month: int, decision: int) -> Slots:
    """Slots that are each hit with this chance."""
    places = model.engine.workers.size
    if chance >= 1:
        return np.arange(places)
    found: Slots = np.empty(places if chance > 0 else 0, dtype=np.int64)
    return found[: each_with(F32(chance), places, found, month, decision, *model.engine.keys)]
