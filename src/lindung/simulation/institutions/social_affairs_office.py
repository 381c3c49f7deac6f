"""The social affairs office: finds names, verifies them as fast as it can, ranks them, fixes the list, looks after it.

Where names come from, who qualifies, who comes first, how long a list stands and whether those on it are judged again
is the regulation's; how many can be verified a month is the office's own limit; how many can be paid is the budget's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np

from lindung.law.values import Criterion
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.compiled import F32
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import Circumstances, priority_class
from lindung.simulation.institutions import monitoring as m
from lindung.simulation.institutions.lots import hit, proposed
from lindung.simulation.institutions.names import Names, Slots
from lindung.simulation.institutions.places import first, in_order, within_local_quota
from lindung.simulation.institutions.qualifying import (
    Rules,
    constant_part,
    is_judged_monthly,
    rules_of,
    who_qualify,
)
from lindung.simulation.terms import Terms
from lindung.simulation.workers import REGISTRIES, Bool, Workers

if TYPE_CHECKING:
    from lindung.simulation.model import City

NATIONAL = REGISTRIES[:4]  # read by the office itself; names from other lists are proposed


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
        self.names = Names(slots, model.engine.seed)
        self.members: Slots = np.zeros(0, dtype=np.int64)  # on the list
        self.reported: Bool = np.zeros(slots, dtype=np.bool_)  # listed, reported, not looked into yet
        self.charged: Bool = np.zeros(slots, dtype=np.bool_)  # heads whose overhead of this budget year is paid
        self.places = 0  # on the list when it was last fixed
        self.list_ends = -1  # month index at which the list must be fixed anew
        self.opened = -1  # month in which the scheme's first names were asked for
        self.waited: list[int] = []  # months waited by each member listed
        self.removed_of_month = 0  # taken off the list as not qualifying
        self._constant: Bool = np.zeros(slots, dtype=np.bool_)  # see `qualifying.py`
        self._criteria: Mapping[str, Criterion] | None = None  # that it was judged by
        self._registries = 0  # bits of those whose names are all found, but for the newcomers
        self._newcomers: Slots = np.zeros(0, dtype=np.int64)

    @property
    def found(self) -> Bool:
        """By slot, whether the office has the name."""
        return self.names.found

    @property
    def verified(self) -> Bool:
        """By slot, whether the name has been judged."""
        return self.names.verified

    @property
    def passed(self) -> Bool:
        """By slot, whether the name was judged to qualify."""
        return self.names.passed

    def forget(self, slots: Slots, gone: Bool) -> None:
        """Workers who are gone: their slots, and the same as an entry for every slot."""
        self.names.forget(slots)
        self.reported[slots] = self.charged[slots] = False
        self.members = self.members[~gone[self.members]]

    def welcome(self, slots: Slots, here: Circumstances) -> None:
        """Entrants: judged by what they keep for life, found where a registry that the office reads lists them."""
        workers = self.model.engine.workers
        if self._criteria is not None:
            self._constant[slots] = constant_part(workers, self._criteria, here, slots)
        self._newcomers = slots

    def judged_by_nothing(self) -> None:
        """Judge everybody anew, and read every registry anew, when next asked: another city's names were put here."""
        self._criteria, self._registries = None, 0

    def rules(self, terms: Terms, here: Circumstances) -> Rules:
        """This month's criteria."""
        if self._criteria != terms.criteria or is_judged_monthly(terms.criteria):
            self._constant = constant_part(self.model.engine.workers, terms.criteria, here, slice(None))
            self._criteria = terms.criteria
        return rules_of(self._constant, terms.criteria, here)

    def work(self, terms: Terms, here: Circumstances, price: int, month: int) -> int:
        """One month: find, verify, judge again, fix or refill the list; gives the heads to be charged overhead for.

        `price` is rupiah that the budget pays for a member-month. A list stands until its term ends, unless the money
        no longer carries it (a dearer scheme, a smaller budget in the list's second year). Places of those found not
        to qualify, and with them the places of those who died or left, go to the next in order.
        """
        workers, month_of_year = self.model.engine.workers, self.model.month_of_year(month)
        if month_of_year == 1 or month == 0:
            self.charged[:] = False
        rules = self.rules(terms, here)
        self._find(workers, terms, rules, here, month)
        if month_of_year == 1:
            waiting = self.names.waiting
            self.names.rank_anew(priority_class(workers, terms.priority, here, waiting), workers.id[waiting])
        looked_into = self._judge_again(workers, terms, rules, month)
        self._verify(workers, rules, month, self.means.verified - looked_into)
        self._begin_to_wait(workers, month)
        self.opened = month if self.opened < 0 else self.opened
        if month - self.opened < self.means.collection_months:
            return 0
        uncharged = int((~self.charged[self.members]).sum())
        carried = self.model.government.carries(month_of_year, price, self.members.size, uncharged)
        if month >= self.list_ends or not carried:
            self._fill(workers, terms, here, price, month, anew=True)
        elif self.removed_of_month or (self.members.size and m.is_monitored(month_of_year, terms.monitoring_per_year)):
            self._fill(workers, terms, here, price, month, anew=False)
        heads = self.members[~self.charged[self.members]]
        self.charged[heads] = True
        return int(heads.size)

    def rest(self, workers: Workers) -> None:
        """A month without a scheme in force: nobody is on its list."""
        workers.flags[self.members] &= np.uint8(0xFF ^ w.LISTED)
        self.members = self.members[:0]
        self._registries = 0  # who comes meanwhile is not looked up
        self.reported[:] = False
        self.removed_of_month = 0

    def judge_anew(self, terms: Terms, here: Circumstances) -> None:
        """Judge every verified name by criteria that have changed; the data are at hand, so this takes no month."""
        verified = np.flatnonzero(self.verified)
        self.names.judge_anew(verified, who_qualify(self.model.engine.workers, verified, self.rules(terms, here)))

    def _begin_to_wait(self, workers: Workers, month: int) -> None:
        """Who has passed and is not on the list waits from now on, unless waiting already."""
        approved = self.names.approved
        new = approved[workers.waiting_since[approved] < 0]
        workers.waiting_since[new[(workers.flags[new] & w.LISTED) == 0]] = month

    def _find(self, workers: Workers, terms: Terms, rules: Rules, here: Circumstances, month: int) -> None:
        """Names of the registries that the office reads, proposed by the kelurahan, and reported by the public."""
        means = self.means
        self._add(workers, terms, here, self._registered(workers, terms))
        unknown = self.found.size - int(np.count_nonzero(self.found))
        local = not terms.sources or any(source not in NATIONAL for source in terms.sources)
        if local and means.proposals and unknown:
            if 2 * means.proposals < unknown:
                rarer = means.preference
                new = proposed(self.model, self.found, means.proposals, rules, rarer, month, d.OFFICE_FOUND)
            else:
                new = self._most(workers, rules, month)
            self._add(workers, terms, here, new)
        if m.CANDIDATES in terms.reports and means.candidates_reported:
            said = hit(self.model, means.candidates_reported, month, d.REPORTED)
            self._add(workers, terms, here, said[~self.found[said] & (workers.status[said] != w.EMPTY)])

    def _registered(self, workers: Workers, terms: Terms) -> Slots:
        """Those not yet found whom a national registry named by the regulation lists.

        Of everybody where it is newly read, else of the entrants alone.
        """
        bits = sum(1 << REGISTRIES.index(source) for source in terms.sources if source in NATIONAL)
        newcomers, newly_read = self._newcomers, bits & ~self._registries
        self._registries, self._newcomers = bits, newcomers[:0]
        if newly_read:
            return np.flatnonzero(((workers.registries & bits) != 0) & ~self.found)
        listed: Slots = newcomers[((workers.registries[newcomers] & bits) != 0) & ~self.found[newcomers]]
        return listed

    def _most(self, workers: Workers, rules: Rules, month: int) -> Slots:
        """The proposals where half of the unknown names or more are proposed: those with the smallest draws.

        A draw counts `preference` times for who does not qualify.
        """
        unknown = np.flatnonzero(~self.found & (workers.status != w.EMPTY))
        keys = draw(self.model.engine.seed, workers.id[unknown], month, d.OFFICE_FOUND)
        keys = np.where(who_qualify(workers, unknown, rules), keys, F32(self.means.preference) * keys)
        return unknown[first(keys, self.means.proposals)]

    def _add(self, workers: Workers, terms: Terms, here: Circumstances, new: Slots) -> None:
        self.names.add(new, priority_class(workers, terms.priority, here, new), workers.id[new])

    def _judge_again(self, workers: Workers, terms: Terms, rules: Rules, month: int) -> int:
        """Take off the list whom monitoring or a report shows not to qualify; gives the reports looked into."""
        seed, means = self.model.engine.seed, self.means
        self.removed_of_month = 0
        if m.is_monitored(self.model.month_of_year(month), terms.monitoring_per_year):
            truly = who_qualify(workers, self.members, rules)
            found = m.found_by_monitoring(workers, self.members, truly, means.found_by_monitoring, seed, month)
            self._remove(workers, found)
        if m.INELIGIBLE_MEMBERS not in terms.reports:
            self.reported[self.members] = False
            return 0
        truly = who_qualify(workers, self.members, rules)
        rates = means.members_reported, means.members_reported_wrongly
        self.reported[m.reported(workers, self.members, truly, *rates, seed, month)] = True
        waiting = np.sort(self.members[self.reported[self.members]])
        checked = waiting[first(draw(seed, workers.id[waiting], 0, d.OFFICE_TIE), means.verified)]
        self.reported[checked] = False
        truly = who_qualify(workers, checked, rules)
        self._remove(workers, m.found_by_report(workers, checked, truly, means.misjudged, seed, month))
        return int(checked.size)

    def _remove(self, workers: Workers, members: Slots) -> None:
        workers.flags[members] &= np.uint8(0xFF ^ w.LISTED)
        self.reported[members] = self.passed[members] = False
        self.members = self.members[(workers.flags[self.members] & w.LISTED) != 0]
        self.names.tidy()
        self.removed_of_month += int(members.size)

    def _verify(self, workers: Workers, rules: Rules, month: int, names: int) -> None:
        chosen = self.names.next(names)
        wrong = draw(self.model.engine.seed, workers.id[chosen], month, d.OFFICE_VERIFIED) < self.means.misjudged
        self.names.approve(chosen[who_qualify(workers, chosen, rules) | wrong])

    def _fill(
        self, workers: Workers, terms: Terms, here: Circumstances, price: int, month: int, *, anew: bool
    ) -> None:  # fmt: skip
        """Give the places to the first in order: all of them where the list is fixed anew, else the vacant ones."""
        setting, month_of_year = self.model.setting, self.model.month_of_year(month)
        stays = self.members[:0] if anew else np.sort(self.members)
        candidates = np.sort(self.names.approved)
        free = (workers.subsidised[candidates] < terms.months) & (anew | ((workers.flags[candidates] & w.LISTED) == 0))
        candidates = candidates[free]
        ties = draw(self.model.engine.seed, workers.id[candidates], 0, d.OFFICE_TIE)
        order = in_order(candidates, priority_class(workers, terms.priority, here, candidates), ties)
        order, staying = np.r_[stays, order], np.arange(stays.size + order.size) < stays.size
        local = next((setting.scaled(n) for unit, n in terms.quota.items() if unit in ("kelurahan", "village")), None)
        if local is not None:
            order = within_local_quota(order, workers.cell[order] // self.model.n_trades, local, staying)
        most = [setting.scaled(n) for unit, n in terms.quota.items() if unit == "region"]
        most.append(self.model.government.places(month_of_year, price, ~self.charged[order]))
        chosen = order[: min(most) if anew else max(min(*most, self.places), stays.size)]
        new = chosen[(workers.flags[chosen] & w.LISTED) == 0]
        workers.flags[self.members] &= np.uint8(0xFF ^ w.LISTED)
        workers.flags[chosen] |= np.uint8(w.LISTED)
        self.reported[self.members[(workers.flags[self.members] & w.LISTED) == 0]] = False
        self.members = chosen
        self.waited += (month - workers.waiting_since[new]).tolist()
        workers.waiting_since[chosen] = -1
        if anew:
            self.places = int(chosen.size)
            self.list_ends = month + terms.list_months - month_of_year + 1  # terms end with a year
