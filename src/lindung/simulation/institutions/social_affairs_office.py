"""The social affairs office: finds names, verifies them as fast as it can, ranks them, fixes the list, looks after it.

Where names come from, who qualifies, who comes first, how long a list stands and whether those on it are judged again
is the regulation's; how many can be verified a month is the office's own limit; how many can be paid is the budget's.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import Circumstances, eligible, priority_class
from lindung.simulation.institutions import monitoring as m
from lindung.simulation.institutions.places import first, in_order, within_local_quota
from lindung.simulation.terms import Terms
from lindung.simulation.workers import REGISTRIES, Bool, UInt8, Workers

if TYPE_CHECKING:
    from lindung.simulation.model import City


@dataclass(frozen=True, slots=True)
class OfficeMeans:
    """What the office can do a month."""

    verified: int  # names, reports on members looked into included
    proposals: int  # names the kelurahan propose, where the regulation asks them to
    preference: float  # how much rarer they propose a name that does not qualify
    misjudged: float  # share of verified names that do not qualify and pass all the same
    candidates_reported: float  # monthly probability that the public names a candidate, where the law invites it
    members_reported: float  # the same for a listed member who does not qualify
    members_reported_wrongly: float  # the same for one who does
    found_by_monitoring: float  # share of listed members who no longer qualify that monitoring finds
    collection_months: int  # from the request for names to the first list


class SocialAffairsOffice(mesa.Agent["City"]):
    """Keeps the names found and verified, and the list of the year."""

    def __init__(self, model: "City", means: OfficeMeans, slots: int) -> None:
        super().__init__(model)
        self.means = means
        self.found: Bool = np.zeros(slots, dtype=np.bool_)
        self.verified: Bool = np.zeros(slots, dtype=np.bool_)
        self.passed: Bool = np.zeros(slots, dtype=np.bool_)  # verified and judged to qualify
        self.reported: Bool = np.zeros(slots, dtype=np.bool_)  # listed, reported, not looked into yet
        self.charged: Bool = np.zeros(slots, dtype=np.bool_)  # heads whose overhead of this budget year is paid
        self.places = 0  # on the list when it was last fixed
        self.list_ends = -1  # month index at which the list must be fixed anew
        self.opened = -1  # month in which the scheme's first names were asked for
        self.waited: list[int] = []  # months waited by each member listed
        self.removed_of_month = 0  # taken off the list as not qualifying

    def forget(self, slots: Bool) -> None:
        """Names of workers who are gone."""
        for known in (self.found, self.verified, self.passed, self.reported, self.charged):
            known[slots] = False

    def work(self, terms: Terms, here: Circumstances, price: int, month: int) -> int:
        """One month: find, verify, judge again, fix or refill the list; gives the heads to be charged overhead for.

        `price` is rupiah that the budget pays for a member-month. A list stands until its term ends, unless the money
        no longer carries it (a dearer scheme, a smaller budget in the list's second year). Places of those found not
        to qualify, and with them the places of those who died or left, go to the next in order.
        """
        workers, month_of_year = self.model.engine.workers, self.model.month_of_year(month)
        if month_of_year == 1 or month == 0:
            self.charged[:] = False
        truly = eligible(workers, terms.criteria, here)
        self._find(workers, terms, truly, month)
        rank = priority_class(workers, terms.priority, here)
        looked_into = self._judge_again(workers, terms, truly, month)
        self._verify(workers, truly, rank, month, self.means.verified - looked_into)
        queue = self.passed & (workers.status != w.EMPTY)
        workers.waiting_since[queue & (workers.waiting_since < 0) & ((workers.flags & w.LISTED) == 0)] = month
        self.opened = month if self.opened < 0 else self.opened
        if month - self.opened < self.means.collection_months:
            return 0
        listed = (workers.flags & w.LISTED) != 0
        uncharged = int((listed & ~self.charged).sum())
        carried = self.model.government.carries(month_of_year, price, int(listed.sum()), uncharged)
        if month >= self.list_ends or not carried:
            self._fill(workers, terms, queue, rank, price, month, anew=True)
        elif self.removed_of_month or (listed.any() and m.is_monitored(month_of_year, terms.monitoring_per_year)):
            self._fill(workers, terms, queue, rank, price, month, anew=False)
        heads = ((workers.flags & w.LISTED) != 0) & ~self.charged
        self.charged |= heads
        return int(heads.sum())

    def rest(self, workers: Workers) -> None:
        """A month without a scheme in force: nobody is on its list."""
        workers.flags[:] &= np.uint8(0xFF ^ w.LISTED)
        self.reported[:] = False
        self.removed_of_month = 0

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
            keys = np.where(truly[unknown], keys, np.float32(self.means.preference) * keys)
            self.found[unknown[first(keys, self.means.proposals)]] = True
        if m.CANDIDATES in terms.reports and self.means.candidates_reported and unknown.size:
            said = draw(seed, workers.id[unknown], month, d.REPORTED) < self.means.candidates_reported
            self.found[unknown[said]] = True

    def _judge_again(self, workers: Workers, terms: Terms, truly: Bool, month: int) -> int:
        """Take off the list whom monitoring or a report shows not to qualify; gives the reports looked into."""
        seed, means = self.model.engine.seed, self.means
        self.removed_of_month = 0
        if m.is_monitored(self.model.month_of_year(month), terms.monitoring_per_year):
            self._remove(workers, m.found_by_monitoring(workers, truly, means.found_by_monitoring, seed, month))
        if m.INELIGIBLE_MEMBERS not in terms.reports:
            self.reported[:] = False
            return 0
        rightly, wrongly = means.members_reported, means.members_reported_wrongly
        self.reported[m.reported(workers, truly, rightly, wrongly, seed, month)] = True
        self.reported &= (workers.flags & w.LISTED) != 0
        waiting = np.flatnonzero(self.reported)
        checked = waiting[first(draw(seed, workers.id[waiting], 0, d.OFFICE_TIE), means.verified)]
        self.reported[checked] = False
        self._remove(workers, m.found_by_report(workers, checked, truly, means.misjudged, seed, month))
        return int(checked.size)

    def _remove(self, workers: Workers, members: NDArray[np.int64]) -> None:
        workers.flags[members] &= np.uint8(0xFF ^ w.LISTED)
        self.passed[members] = False
        self.removed_of_month += int(members.size)

    def _verify(self, workers: Workers, truly: Bool, rank: UInt8, month: int, names: int) -> None:
        waiting = np.flatnonzero(self.found & ~self.verified & (workers.status != w.EMPTY))
        if not waiting.size:
            return
        ties = draw(self.model.engine.seed, workers.id[waiting], 0, d.OFFICE_TIE)
        chosen = waiting[first(rank[waiting] + ties, names)]
        wrong = draw(self.model.engine.seed, workers.id[chosen], month, d.OFFICE_VERIFIED) < self.means.misjudged
        self.verified[chosen] = True
        self.passed[chosen] = truly[chosen] | wrong

    def _fill(
        self, workers: Workers, terms: Terms, queue: Bool, rank: UInt8, price: int, month: int, *, anew: bool
    ) -> None:
        """Give the places to the first in order: all of them where the list is fixed anew, else the vacant ones."""
        setting, month_of_year = self.model.setting, self.model.month_of_year(month)
        before = (workers.flags & w.LISTED) != 0
        stays = np.zeros_like(before) if anew else before
        ties = draw(self.model.engine.seed, workers.id, 0, d.OFFICE_TIE)
        candidates = np.flatnonzero(queue & (workers.subsidised < terms.months) & ~stays)
        order = np.r_[np.flatnonzero(stays), in_order(candidates, rank, ties)]
        local = next((setting.scaled(n) for unit, n in terms.quota.items() if unit in ("kelurahan", "village")), None)
        if local is not None:
            order = within_local_quota(order, workers.cell[order] // self.model.n_trades, local, stays[order])
        most = [setting.scaled(n) for unit, n in terms.quota.items() if unit == "region"]
        most.append(self.model.government.places(month_of_year, price, ~self.charged[order]))
        chosen = order[: min(most) if anew else max(min(*most, self.places), int(stays.sum()))]
        workers.flags[:] &= np.uint8(0xFF ^ w.LISTED)
        workers.flags[chosen] |= np.uint8(w.LISTED)
        self.waited += (month - workers.waiting_since[chosen[~before[chosen]]]).tolist()
        workers.waiting_since[chosen] = -1
        if anew:
            self.places = int(chosen.size)
            self.list_ends = month + terms.list_months - month_of_year + 1  # terms end with a year
