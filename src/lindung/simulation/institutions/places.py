"""Who comes first where there are fewer places than people: rank, lot, and a quota of each place."""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.workers import Bool, Float32, UInt8

type Slots = NDArray[np.int64]


def first(keys: Float32, n: int) -> Slots:
    """Positions of the `n` smallest keys, in no order.

    Keys are mostly draws from 0 to 1, of which few are wanted: those below a bound that leaves a few too many are
    looked at first, all of them only where the bound leaves too few.
    """
    if n >= keys.size:
        return np.arange(keys.size)
    if n <= 0:
        return np.zeros(0, dtype=np.int64)
    bound = (n + 4 * np.sqrt(n) + 4) / keys.size
    likely: Slots = np.flatnonzero(keys < bound)
    if likely.size <= n:
        likely = np.arange(keys.size)
    smallest: Slots = likely[np.argpartition(keys[likely], n)[:n]]
    return smallest


def in_order(candidates: Slots, rank: UInt8, ties: Float32) -> Slots:
    """The candidates by rank (0 first), then by lot; `rank` and `ties` have an entry for each."""
    ordered: Slots = candidates[np.argsort(rank + ties.astype(np.float64), kind="stable")]
    return ordered


def within_local_quota(order: Slots, area: NDArray[np.int16], most: int, stays: Bool) -> Slots:
    """Those of `order` who are among the first `most` of their own kelurahan (or village), or stay in any case.

    `area` and `stays` have an entry for each of `order`.
    """
    position = np.empty(order.size, dtype=np.int64)
    by_area = np.argsort(area, kind="stable")
    starts = np.r_[0, np.flatnonzero(np.diff(area[by_area])) + 1]
    lengths = np.diff(np.r_[starts, order.size])
    position[by_area] = np.arange(order.size) - np.repeat(starts, lengths)
    within: Slots = order[(position < most) | stays]
    return within
