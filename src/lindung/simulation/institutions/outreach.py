"""Those who go to workers for BPJS Ketenagakerjaan: its field staff, and Perisai agents one by one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.law.literals import PER
from lindung.law.view import View
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.compiled import kernel
from lindung.simulation.context import AGENT, CHEATED, HELPED, STAFF
from lindung.simulation.draws import draw
from lindung.simulation.institutions.lots import outsiders
from lindung.simulation.statute import ContributionLaw
from lindung.simulation.workers import Bool, UInt8, Workers

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


def agent_rules(view: View, month: date) -> AgentRules:
    """What agents are paid by, of a month."""
    law = view.on(month)
    return AgentRules(
        contribution_share=int(law.number("perisai.contribution_share") * PER),
        acquisition_incentive=int(law.number("perisai.acquisition_incentive")),
        acquisition_members=int(law.number("perisai.acquisition_members")),
        idle_months=int(law.number("perisai.idle_months_to_exit")),
        months_to_return=int(law.number("perisai.months_to_return")),
    )


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
        self.recruits: Slots = np.zeros(0, dtype=np.int64)  # slots with a recruiter
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
        recruited, payments = np.zeros((2, len(self.agents)), dtype=np.int64)
        here: Slots = np.empty(self.recruits.size + self._visited.size, dtype=np.int64)
        here[: self.recruits.size] = self.recruits
        known = _recruit(
            workers, self._visited, self._visitor, month, self.recruiter, here, self.recruits.size, recruited
        )
        self.recruits = here[: _book(workers, here[:known], self.recruiter, self.model.transport, law, payments)]
        for agent, new, paid in zip(self.agents, recruited.tolist(), payments.tolist(), strict=True):
            agent.settle(new, paid, rules)

    @property
    def active(self) -> int:
        """Agents still at work."""
        return sum(agent.active for agent in self.agents)

    @property
    def earned(self) -> int:
        """Rupiah that the agents earned this month, paid by BPJS Ketenagakerjaan."""
        return sum(agent.earned for agent in self.agents)


@kernel
def _recruit(
    x: Workers, visited: Slots, visitor: NDArray[np.int16], month: int, recruiter: NDArray[np.int16], recruits: Slots,
    known: int, recruited: NDArray[np.int64],
) -> int:  # fmt: skip
    """Book who registered this month, and pays alone, to the agent who came; gives how many `recruits` there are."""
    payers, since = x.payer, x.member_since
    for k in range(visited.size):
        i = visited[k]
        if payers[i] != w.SELF or since[i] != month:
            continue
        if recruiter[i] < 0:
            recruits[known] = i
            known += 1
        recruiter[i] = visitor[k]
        recruited[visitor[k]] += 1
    return known


@kernel
def _book(
    x: Workers, recruits: Slots, recruiter: NDArray[np.int16], transport: Bool, law: ContributionLaw,
    payments: NDArray[np.int64],
) -> int:  # fmt: skip
    """Add what each recruit who pays costs this month to the recruiter's `payments`.

    Those who are gone belong to nobody; the others stand at the front of `recruits`, gives how many.
    """
    here, jkk = 0, law.jkk
    status, payers, trades, bands = x.status, x.payer, x.trade, x.band
    for k in range(recruits.size):
        i = recruits[k]
        if status[i] == w.EMPTY:
            recruiter[i] = -1
            continue
        recruits[here] = i
        here += 1
        if payers[i] == w.SELF:
            kept = law.kept_transport if transport[trades[i]] else law.kept_other
            payments[recruiter[i]] += jkk[bands[i]] * kept // PER + law.jkm * kept // PER
    return here
