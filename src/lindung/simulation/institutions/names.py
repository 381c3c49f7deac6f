"""The names that the social affairs office knows: found, waiting to be verified, passed. Sorted as they wait.

Names wait in order of their tier, then of their lot, which a worker keeps. The tier is the one a name had when it was
found or, if later, last January: the order is made anew each year, not each month.
"""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation.compiled import kernel
from lindung.simulation.draws import draw
from lindung.simulation.workers import Bool, UInt8, UInt32

type Slots = NDArray[np.int64]
type Keys = NDArray[np.float64]


@kernel
def _merge(a: Keys, of_a: Slots, b: Keys, of_b: Slots, keys: Keys, slots: Slots) -> None:
    """Two sorted rows in one."""
    i = j = 0
    for k in range(keys.size):
        if j == b.size or (i < a.size and a[i] <= b[j]):
            keys[k], slots[k] = a[i], of_a[i]
            i += 1
        else:
            keys[k], slots[k] = b[j], of_b[j]
            j += 1


@kernel
def _forget(slots: Slots, found: Bool, verified: Bool, passed: Bool) -> None:
    for k in range(slots.size):
        found[slots[k]] = verified[slots[k]] = passed[slots[k]] = False


class Names:
    """What is known of each slot, and two lists of slots: `waiting`, in order, and `approved`, in none."""

    def __init__(self, slots: int, seed: int) -> None:
        self.seed = seed
        self.found: Bool = np.zeros(slots, dtype=np.bool_)
        self.verified: Bool = np.zeros(slots, dtype=np.bool_)
        self.passed: Bool = np.zeros(slots, dtype=np.bool_)  # verified and judged to qualify
        self.keys: Keys = np.zeros(0)  # tier and lot of those waiting
        self.waiting: Slots = np.zeros(0, dtype=np.int64)
        self.approved: Slots = np.zeros(0, dtype=np.int64)  # passed

    def forget(self, slots: Slots) -> None:
        """The workers in these slots are gone."""
        _forget(slots, self.found, self.verified, self.passed)
        self.tidy()

    def tidy(self) -> None:
        """Take off the lists who is no longer found, or no longer passed."""
        here = self.found[self.waiting]
        if not here.all():
            self.keys, self.waiting = self.keys[here], self.waiting[here]
        passed = self.passed[self.approved]
        if not passed.all():
            self.approved = self.approved[passed]

    def add(self, new: Slots, rank: UInt8, ids: UInt32) -> None:
        """Names not found before, with their tier and the ids of their workers."""
        if not new.size:
            return
        self.found[new] = True
        keys = self._keys(rank, ids)
        order = np.argsort(keys, kind="stable")
        both = np.empty(self.keys.size + new.size), np.empty(self.keys.size + new.size, dtype=np.int64)
        _merge(self.keys, self.waiting, keys[order], new[order], *both)
        self.keys, self.waiting = both

    def rank_anew(self, rank: UInt8, ids: UInt32) -> None:
        """The order of those waiting by the tiers that they are in now."""
        keys = self._keys(rank, ids)
        order = np.argsort(keys, kind="stable")
        self.keys, self.waiting = keys[order], self.waiting[order]

    def next(self, n: int) -> Slots:
        """Up to `n` names, the first in order, which wait no longer: they are verified."""
        n = max(n, 0)
        chosen, self.waiting, self.keys = self.waiting[:n], self.waiting[n:], self.keys[n:]
        self.verified[chosen] = True
        return chosen

    def approve(self, slots: Slots) -> None:
        """These have passed, who had not before."""
        self.passed[slots] = True
        self.approved = np.r_[self.approved, slots]

    def judge_anew(self, slots: Slots, truly: Bool) -> None:
        """All verified names, and who of them qualifies by criteria that have changed."""
        self.passed[slots] = truly
        self.approved = slots[truly]

    def _keys(self, rank: UInt8, ids: UInt32) -> Keys:
        return rank.astype(np.float64) + draw(self.seed, ids, 0, d.OFFICE_TIE)
