"""Social workers in their four parts: they teach, help with papers, gather peer groups, have procedures simplified."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.context import ADVOCATED, EDUCATED, GROUPED, HELPED
from lindung.simulation.draws import draw
from lindung.simulation.institutions.outreach import outsiders
from lindung.simulation.workers import UInt8

if TYPE_CHECKING:
    from lindung.simulation.model import City

STEP = 7_919  # a prime no city's cells are a multiple of, so that groups met together are of different cells


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
        self.simpler: UInt8 = np.repeat(simpler, model.n_trades).astype(np.uint8) * np.uint8(ADVOCATED)  # by cell

    def reach(self, reach: UInt8, month: int) -> None:
        """Mark whom they meet this month, and who registers the simpler way."""
        if not self.means.people:
            return
        in_groups = round(self.means.contacts * self.means.group_share)
        singly = outsiders(self.model, month, d.SOCIAL_REACH, self.means.contacts - in_groups)
        reach[singly] |= np.uint8(EDUCATED | HELPED)
        self._gather(reach, month, in_groups)
        if self.simpler.any():
            reach |= self.simpler[self.model.engine.workers.cell]

    def _gather(self, reach: UInt8, month: int, met: int) -> None:
        """Peer groups: people of one trade in one place, members or not, who meet each month for `group_months`.

        `met` of them altogether. Social workers explain at the first meeting. Who is in a group goes by lot, the same
        all its months.
        """
        workers, cells = self.model.engine.workers, self.model.engine.n_cells
        size = self.means.group_size
        groups = min(-(-met // size), cells) if size else 0
        if groups <= 0:
            return
        period, since_first = divmod(month, self.means.group_months)
        group_of = np.full(cells, -1, dtype=np.int64)
        group_of[(period * groups + np.arange(groups)) * STEP % cells] = np.arange(groups)
        group = group_of[workers.cell]
        people = np.flatnonzero((group >= 0) & (workers.status != w.EMPTY))
        ties = draw(self.model.engine.seed, workers.id[people], period * self.means.group_months, d.GROUP_TIE)
        people = people[np.lexsort((ties, group[people]))]
        starts = np.searchsorted(group[people], np.arange(groups))
        place = np.arange(people.size) - starts[group[people]]
        chosen = people[place < np.minimum(size, met - group[people] * size)]  # the last group may be smaller
        reach[chosen] |= np.uint8(GROUPED if since_first else GROUPED | EDUCATED)
