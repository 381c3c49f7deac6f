"""Those who go to workers for BPJS Ketenagakerjaan: its field staff, and Perisai agents one by one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.law.literals import PER
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, CHEATED, HELPED, STAFF
from lindung.simulation.draws import draw
from lindung.simulation.institutions.places import first
from lindung.simulation.statute import ContributionLaw
from lindung.simulation.workers import UInt8, Workers

if TYPE_CHECKING:
    from lindung.simulation.model import City

type Slots = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AgentRules:
    """What a Perisai agent earns and when it gives up, from the law of the month."""

    contribution_share: int  # parts of 100,000 of what recruits pay
    acquisition_incentive: int  # rupiah a month
    acquisition_members: int  # recruits needed for it
    idle_months: int
    months_to_return: int


class BpjsBranch(mesa.Agent["City"]):
    """Field staff who visit workers outside the scheme, explain it and help with the papers."""

    def __init__(self, model: "City", staff: int, contacts: int) -> None:
        super().__init__(model)
        self.staff = staff
        self.contacts = contacts  # a month, all of them together

    def reach(self, reach: UInt8, month: int) -> None:
        """Mark this month's contacts."""
        chosen = outsiders(self.model, month, d.OFFICE_REACH, self.contacts)
        reach[chosen] |= np.uint8(STAFF | HELPED)


class PerisaiAgent(mesa.Agent["City"]):
    """One agent: recruits, earns a share of what recruits pay, gives up after idle months, may come back."""

    def __init__(self, model: "City", number: int) -> None:
        super().__init__(model)
        self.number = number
        self.active = True
        self.idle = 0
        self.away = 0
        self.earned = 0  # rupiah of the month

    def settle(self, recruited: int, paid_by_recruits: int, rules: AgentRules) -> None:
        """Count the month's pay, and whether the agent goes on."""
        if not self.active:
            self.earned = 0
            self.away += 1
            if self.away >= rules.months_to_return:
                self.active, self.idle, self.away = True, 0, 0
            return
        bonus = rules.acquisition_incentive if recruited >= rules.acquisition_members else 0
        self.earned = paid_by_recruits * rules.contribution_share // PER + bonus
        self.idle = 0 if recruited or paid_by_recruits else self.idle + 1
        if self.idle >= rules.idle_months:
            self.active = False


class AgentNetwork:
    """The city's agents together: who contacted whom, whose recruit a member is."""

    def __init__(self, model: "City", agents: int, contacts: int, cheating: float, slots: int) -> None:
        self.model = model
        self.agents = [PerisaiAgent(model, number) for number in range(agents)]
        self.contacts = contacts
        self.cheating = cheating  # share of contacts in which the agent defrauds
        self.recruiter = np.full(slots, -1, dtype=np.int16)
        self._visited: Slots = np.zeros(0, dtype=np.int64)
        self._visitor: NDArray[np.int16] = np.zeros(0, dtype=np.int16)

    def reach(self, reach: UInt8, month: int) -> None:
        """Mark this month's contacts of every active agent."""
        active = np.array([agent.number for agent in self.agents if agent.active], dtype=np.int16)
        chosen = outsiders(self.model, month, d.AGENT_REACH, active.size * self.contacts)
        self._visited = chosen
        self._visitor = np.resize(active, chosen.size) if active.size else np.zeros(0, dtype=np.int16)
        reach[chosen] |= np.uint8(AGENT)
        engine = self.model.engine
        cheats = draw(engine.seed, engine.workers.id[chosen], month, d.AGENT_CHEATS) < self.cheating
        reach[chosen[cheats]] |= np.uint8(CHEATED)

    def settle(self, workers: Workers, month: int, law: ContributionLaw, rules: AgentRules) -> None:
        """After the month: new members are booked to their agent, agents are paid.

        What a recruit pays is this month's contribution of the recruit's own band and sector, arrears settled with it
        left out.
        """
        joined = (workers.member_since[self._visited] == month) & (workers.payer[self._visited] == w.SELF)
        self.recruiter[self._visited[joined]] = self._visitor[joined]
        self.recruiter[workers.status == w.EMPTY] = -1
        n = len(self.agents)
        recruited = np.bincount(self._visitor[joined], minlength=n)
        paying = (self.recruiter >= 0) & (workers.payer == w.SELF)
        kept = np.where(self.model.setting.scenario.transport(), law.kept_transport, law.kept_other)
        kept = kept[workers.trade[paying]]
        due = law.jkk[workers.band[paying]] * kept // PER + law.jkm * kept // PER
        payments = np.zeros(n, dtype=np.int64)
        np.add.at(payments, self.recruiter[paying], due)
        for agent in self.agents:
            agent.settle(int(recruited[agent.number]), int(payments[agent.number]), rules)

    @property
    def active(self) -> int:
        """Agents still at work."""
        return sum(agent.active for agent in self.agents)

    @property
    def earned(self) -> int:
        """Rupiah that the agents earned this month, paid by BPJS Ketenagakerjaan."""
        return sum(agent.earned for agent in self.agents)


def outsiders(model: "City", month: int, decision: int, n: int) -> Slots:
    """`n` workers without cover, chosen by keyed draw; all of them where there are fewer."""
    workers = model.engine.workers
    free = np.flatnonzero((workers.status == w.NEVER) | (workers.status == w.INACTIVE))
    if n <= 0:
        return free[:0]
    if n >= free.size:
        return free
    keys = draw(model.engine.seed, workers.id[free], month, decision)
    return np.sort(free[first(keys, n)])
