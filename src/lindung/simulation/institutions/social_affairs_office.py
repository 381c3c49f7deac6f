"""The social affairs office: finds names, verifies them as fast as it can, ranks them, fixes the list.

Where names come from, who qualifies, who comes first and how long a list stands is the regulation's; how many can be
verified a month is the office's own limit; how many can be paid is the budget's.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import Circumstances, eligible, priority_class
from lindung.simulation.terms import Terms
from lindung.simulation.workers import REGISTRIES, Bool, Workers

LESS_LIKELY = np.float32(5)  # assumed: how much rarer kelurahan propose a name that does not qualify

if TYPE_CHECKING:
    from lindung.simulation.model import City


@dataclass(frozen=True, slots=True)
class OfficeMeans:
    """What the office can do a month."""

    verified: int  # names
    proposals: int  # names the kelurahan propose, where the regulation asks them to
    misjudged: float  # share of verified names that do not qualify and pass all the same
    reported: float  # monthly probability that the public reports a candidate, where the law invites it
    collection_months: int  # from the request for names to the first list


class SocialAffairsOffice(mesa.Agent["City"]):
    """Keeps the names found and verified, and the list of the year."""

    def __init__(self, model: "City", means: OfficeMeans, slots: int) -> None:
        super().__init__(model)
        self.means = means
        self.found: Bool = np.zeros(slots, dtype=np.bool_)
        self.verified: Bool = np.zeros(slots, dtype=np.bool_)
        self.passed: Bool = np.zeros(slots, dtype=np.bool_)  # verified and judged to qualify
        self.list_ends = -1  # month index at which the list must be fixed anew
        self.waited: list[int] = []  # months waited by each member listed
        self.opened = -1  # month in which the scheme's first names were asked for

    def forget(self, slots: Bool) -> None:
        """Names of workers who are gone."""
        for known in (self.found, self.verified, self.passed):
            known[slots] = False

    def work(self, terms: Terms, here: Circumstances, price: int, month: int) -> int:
        """One month: find, verify, and fix the list when it is due; gives how many are newly listed.

        `price` is rupiah that the budget pays for a member-month. A list stands until its term ends, unless the money
        no longer carries it (a dearer scheme, a smaller budget in the list's second year).
        """
        workers = self.model.engine.workers
        truly = eligible(workers, terms.criteria, here)
        self._find(workers, terms, truly, month)
        rank = priority_class(workers, terms.priority, here)
        self._verify(workers, truly, rank, month)
        queue = self.passed & (workers.status != w.EMPTY)
        workers.waiting_since[queue & (workers.waiting_since < 0) & ((workers.flags & w.LISTED) == 0)] = month
        self.opened = month if self.opened < 0 else self.opened
        if month - self.opened < self.means.collection_months:
            return 0
        listed = int(((workers.flags & w.LISTED) != 0).sum())
        carried = self.model.government.carries(self.model.month_of_year(month), price, listed)
        if month < self.list_ends and carried:  # new names wait
            return 0
        return self._fix(workers, terms, queue, rank, price, month)

    def judge_anew(self, truly: Bool) -> None:
        """Judge every verified name by criteria that have changed; the data are at hand, so this takes no month."""
        self.passed = self.verified & truly

    def _find(self, workers: Workers, terms: Terms, truly: Bool, month: int) -> None:
        seed = self.model.engine.seed
        bits = sum(1 << REGISTRIES.index(source) for source in terms.sources if source in REGISTRIES[:4])
        self.found |= (workers.registries & bits) != 0
        local = [source for source in terms.sources if source not in REGISTRIES[:4]]
        unknown = np.flatnonzero(~self.found & (workers.status != w.EMPTY))
        if (local or not terms.sources) and self.means.proposals and unknown.size:
            keys = draw(seed, workers.id[unknown], month, d.OFFICE_FOUND)
            keys = np.where(truly[unknown], keys, LESS_LIKELY * keys)
            self.found[unknown[_first(keys, self.means.proposals)]] = True
        if terms.reports and self.means.reported and unknown.size:
            said = draw(seed, workers.id[unknown], month, d.REPORTED) < self.means.reported
            self.found[unknown[said]] = True

    def _verify(
        self, workers: Workers, truly: Bool, rank: np.ndarray[tuple[int], np.dtype[np.uint8]], month: int
    ) -> None:
        waiting = np.flatnonzero(self.found & ~self.verified & (workers.status != w.EMPTY))
        if not waiting.size:
            return
        ties = draw(self.model.engine.seed, workers.id[waiting], 0, d.OFFICE_TIE)
        chosen = waiting[_first(rank[waiting] + ties, self.means.verified)]
        wrong = draw(self.model.engine.seed, workers.id[chosen], month, d.OFFICE_VERIFIED) < self.means.misjudged
        self.verified[chosen] = True
        self.passed[chosen] = truly[chosen] | wrong

    def _fix(
        self, workers: Workers, terms: Terms, queue: Bool, rank: np.ndarray[tuple[int], np.dtype[np.uint8]],
        price: int, month: int,
    ) -> int:  # fmt: skip
        candidates = np.flatnonzero(queue & (workers.subsidised < terms.months))
        ties = draw(self.model.engine.seed, workers.id[candidates], 0, d.OFFICE_TIE)
        order = candidates[np.argsort(rank[candidates] + ties.astype(np.float64), kind="stable")]
        ranked = self._within_local_quota(workers, terms, order)
        before = (workers.flags & w.LISTED) != 0
        places = self.model.government.places(self.model.month_of_year(month), price, ~before[ranked])
        quotas = (self.model.setting.scaled(n) for unit, n in terms.quota.items() if unit == "region")
        chosen = ranked[: min([places, *quotas])]
        workers.flags[:] &= np.uint8(0xFF ^ w.LISTED)
        workers.flags[chosen] |= np.uint8(w.LISTED)
        new = chosen[~before[chosen]]
        self.waited += (month - workers.waiting_since[new]).tolist()
        workers.waiting_since[chosen] = -1
        self.list_ends = month + terms.list_months - self.model.month_of_year(month) + 1  # terms end with a year
        return int(new.size)

    def _within_local_quota(
        self, workers: Workers, terms: Terms, order: np.ndarray[tuple[int], np.dtype[np.int64]]
    ) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Keep the first so many of each kelurahan (or village) where the regulation sets such a quota."""
        local = next((n for unit, n in terms.quota.items() if unit in ("kelurahan", "village")), None)
        if local is None:
            return order
        most: int = self.model.setting.scaled(local)
        area = workers.cell[order] // self.model.n_trades
        position = np.empty(order.size, dtype=np.int64)
        by_area = np.argsort(area, kind="stable")
        starts = np.r_[0, np.flatnonzero(np.diff(area[by_area])) + 1]
        lengths = np.diff(np.r_[starts, order.size])
        position[by_area] = np.arange(order.size) - np.repeat(starts, lengths)
        within: np.ndarray[tuple[int], np.dtype[np.int64]] = order[position < most]
        return within


def _first(keys: np.ndarray[tuple[int], np.dtype[np.float32]], n: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Positions of the `n` smallest keys."""
    everyone: np.ndarray[tuple[int], np.dtype[np.int64]] = np.arange(keys.size)
    if n >= keys.size:
        return everyone
    if n <= 0:
        return everyone[:0]
    first: np.ndarray[tuple[int], np.dtype[np.int64]] = np.argpartition(keys, n)[:n]
    return first
