"""Social workers in their four parts: they teach, help with papers, gather peer groups, have procedures simplified."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.compiled import kernel
from lindung.simulation.context import EDUCATED, GROUPED, HELPED
from lindung.simulation.draws import draw
from lindung.simulation.institutions.lots import outsiders
from lindung.simulation.workers import Bool, Float32, Int8, Int16, UInt8, UInt32

if TYPE_CHECKING:
    from lindung.simulation.model import City

type Slots = NDArray[np.int64]

STEP = 7_919  # a prime no city's cells are a multiple of, so that groups met together are of different cells
AT_ONCE = 1 << 22  # workers, so that a nation's take no memory of their own


@kernel
def _of_cells(cell: Int16, status: Int8, wanted: Bool) -> Slots:
    """Slots of everybody in the cells that are wanted."""
    n = 0
    for i in range(cell.shape[0]):
        n += wanted[cell[i]] and status[i] != w.EMPTY
    found, k = np.empty(n, dtype=np.int64), 0
    for i in range(cell.shape[0]):
        if wanted[cell[i]] and status[i] != w.EMPTY:
            found[k] = i
            k += 1
    return found


@kernel
def _first_of_each(people: Slots, ties: Float32, group: Slots, places: Slots) -> Slots:
    """Of each group those with the smallest ties, as many as it has places; in the order of groups and ties."""
    most = places.max()
    ends, found = np.zeros(places.size, dtype=np.int64), np.empty((places.size, most), dtype=np.int64)
    for k in range(people.size):
        g = group[k]
        if ends[g] == places[g] and (places[g] == 0 or ties[found[g, ends[g] - 1]] <= ties[k]):
            continue
        at = min(ends[g], places[g] - 1)
        while at > 0 and ties[found[g, at - 1]] > ties[k]:
            found[g, at] = found[g, at - 1]
            at -= 1
        found[g, at] = k
        ends[g] = min(ends[g] + 1, places[g])
    chosen, n = np.empty(ends.sum(), dtype=np.int64), 0
    for g in range(places.size):
        for at in range(ends[g]):
            chosen[n] = people[found[g, at]]
            n += 1
    return chosen


@dataclass(frozen=True, slots=True)
class SocialWorkMeans:
    """What a city's social workers can do; `people` and `contacts` all of them together."""

    people: int
    contacts: int  # a month
    group_share: float  # of the contacts, made in groups; the others singly
    group_size: int  # members of a peer group
    group_months: int  # how long a group meets before another is gathered
    advocacy_share: float  # of kelurahan, where they had registration made simpler


class SocialWorkers(mesa.Agent["City"]):
    """Educators and brokers (singly), organisers (in groups), advocates (for everyone in some kelurahan)."""

    def __init__(self, model: "City", means: SocialWorkMeans) -> None:
        super().__init__(model)
        self.means = means
        kelurahan = model.setting.scenario.population.kelurahan
        chance = draw(model.setting.seed, np.arange(kelurahan, dtype=np.uint32), 0, d.ADVOCATED_AREA)
        simpler = chance < np.float32(means.advocacy_share if means.people else 0)
        self.simpler: Bool = np.repeat(simpler, model.n_trades)  # by cell: registered there the simpler way
        self.group: Slots = np.zeros(0, dtype=np.int64)  # who is in a peer group
        self.members: UInt32 = np.zeros(0, dtype=np.uint32)  # their ids
        self.gathered = -1  # month from which those groups meet

    def reach(self, reach: UInt8, month: int) -> None:
        """Mark whom they meet this month."""
        if not self.means.people:
            return
        in_groups = round(self.means.contacts * self.means.group_share)
        singly = outsiders(self.model, month, d.SOCIAL_REACH, self.means.contacts - in_groups)
        reach[singly] |= np.uint8(EDUCATED | HELPED)
        period, since_first = divmod(month, self.means.group_months)
        if self.gathered != period * self.means.group_months:
            self._gather(period, in_groups)
        stays = self.model.engine.workers.id[self.group] == self.members
        reach[self.group[stays]] |= np.uint8(GROUPED if since_first else GROUPED | EDUCATED)

    def _gather(self, period: int, met: int) -> None:
        """Peer groups: people of one trade in one place, members or not, who meet each month for `group_months`.

        `met` of them altogether. Social workers explain at the first meeting. Who is in a group goes by lot, the same
        all its months; nobody takes the place of those who die or leave.
        """
        workers, cells = self.model.engine.workers, self.model.engine.n_cells
        size = self.means.group_size
        groups = min(-(-met // size), cells) if size else 0
        self.gathered = period * self.means.group_months
        if groups <= 0:
            self.group, self.members = self.group[:0], self.members[:0]
            return
        group_of = np.full(cells, -1, dtype=np.int64)
        group_of[(period * groups + np.arange(groups)) * STEP % cells] = np.arange(groups)
        places = np.minimum(size, met - np.arange(groups) * size)  # the last group may be smaller
        self.group = self.group[:0]
        for start in range(0, workers.size, AT_ONCE):
            part = slice(start, start + AT_ONCE)
            others = start + _of_cells(workers.cell[part], workers.status[part], group_of >= 0)
            people = np.r_[self.group, others]  # the first so far, and more
            ties = draw(self.model.engine.seed, workers.id[people], self.gathered, d.GROUP_TIE)
            self.group = _first_of_each(people, ties, group_of[workers.cell[people]], places)
        self.members = workers.id[self.group]
