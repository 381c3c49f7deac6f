"""The dense stages of a month as a pure Mesa model: one agent a worker, its numbers plain Python.

Nobody joins, pays or claims; draws come from Python's own generator.
"""

import math
import random
import time
from types import SimpleNamespace

import mesa
import numpy as np
from numpy.typing import NDArray
from peer_arrays import Column, due_by_trade
from timed_city import MONTHS, Context

from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, GROUPED, STAFF, Now, Tables
from lindung.simulation.parameters import Parameters
from lindung.simulation.setting import Setting
from lindung.simulation.workers import Workers

PEER = 2_000  # workers


class Worker(mesa.Agent["Village"]):  # type: ignore[misc]  # Mesa ships no types
    """One worker as an object, its numbers plain Python."""

    def __init__(self, model: "Village", x: Workers, k: int) -> None:
        super().__init__(model)
        self.trade, self.cell, self.birth_month = int(x.trade[k]), int(x.cell[k]), int(x.birth_month[k])
        self.female, self.dependants = int(x.flags[k] & w.FEMALE != 0), int(x.dependants[k])
        self.level, self.frailty, self.persistent = float(x.level[k]), float(x.frailty[k]), float(x.persistent[k])
        self.buffer, self.awareness, self.trust = float(x.buffer[k]), float(x.awareness[k]), float(x.trust[k])
        self.reach = int(model.reach[k])
        self.income = self.mean = self.tries = 0.0
        self.poor = self.event = False
        self.months_poor = 0

    def step(self) -> None:
        """One month of the dense stages."""
        self.earn()
        self.learn()
        self.consider()
        self.keep_house()
        self.meet_risks()

    def earn(self) -> None:
        """Income of the month."""
        p, t, rng = self.model.p, self.model.t, self.random
        self.persistent = p.rho * self.persistent + rng.gauss(0, p.sd_persistent)
        self.mean = math.exp(self.level + t.price_level)
        sd = t.sd_transitory[self.trade]
        centre = 0.5 * (sd * sd + p.sd_persistent**2 / (1 - p.rho**2))
        shocks = self.persistent + t.season[self.trade] + rng.gauss(0, sd) - centre
        self.income = 0.0 if rng.random() < t.zero_month[self.trade] else self.mean * math.exp(shocks)

    def learn(self) -> None:
        """Awareness and trust."""
        p, t = self.model.p, self.model.t
        paid, refused = t.paid[self.cell], t.refused[self.cell]
        taught = 1 if self.reach & (EDUCATED | STAFF) else 0
        taught += p.group_contact if self.reach & GROUPED else 0
        learnt = p.contact_gain * taught + p.peer_gain * t.known[self.cell] + p.claim_gain * paid
        kept = self.awareness * (1 - p.awareness_decay)
        self.awareness = kept + (1 - kept) * min(learnt, 1)
        gain = min(p.trust_paid_claim * paid, 1)
        loss = min(p.trust_refused_claim * refused + (p.trust_false_agent if self.reach & CHEATED else 0), 1)
        self.trust += (1 - self.trust) * gain - self.trust * loss

    def consider(self) -> None:
        """Probability of trying to join."""
        p, t, price = self.model.p, self.model.t, self.model.due[self.trade]
        if price > self.income + self.buffer:
            self.tries = 0.0
            return
        friends = p.friends * (t.known[self.cell] - p.base_awareness)
        felt = math.log(price / p.reference_price) + friends * math.log(1 - p.peer_premium_cut)
        factor = min(math.exp(p.price_elasticity * felt), p.zero_price_jump)
        agent = 1 if self.reach & AGENT else 0
        elasticity = (p.selection + p.agent_selection * agent) * price / p.reference_price
        eager = math.exp(elasticity * self.frailty)
        own = p.enrol_base * factor * self.awareness * self.trust * eager
        own = min(own + (p.information_effect if self.reach & EDUCATED else 0), 1)
        asked = p.contact_enrolment if self.reach & STAFF else 0
        asked += p.agent_enrolment * agent * eager
        self.tries = own + (1 - own) * min(asked * self.trust, 1)

    def keep_house(self) -> None:
        """Poverty and savings."""
        p, t = self.model.p, self.model.t
        needed = t.poverty_line * (1 + self.dependants) * (1 - p.other_income_share)
        spent = self.income if self.income >= needed else min(self.income + self.buffer, needed)
        self.poor = spent < needed
        self.months_poor += self.poor
        costs = self.mean * p.shock_months if self.random.random() < p.shock_probability else 0
        left = self.income - needed - costs
        self.buffer = self.buffer + p.saving_share * left if left > 0 else max(self.buffer + left, 0)

    def meet_risks(self) -> None:
        """Whether anything happens: injury, death, departure."""
        p, t, rng = self.model.p, self.model.t, self.random
        age = min(max((t.calendar - self.birth_month) // 12, 0), 120)
        injury = 1 - math.exp(-p.injury_rate * t.injury_risk[self.trade] / 12_000)
        death = 1 - math.exp(-t.death[self.female][age] * p.mortality_factor * math.exp(self.frailty) / 12)
        leaves = rng.random() < p.exit_rate or self.birth_month < t.calendar - p.last_age * 12
        self.event = rng.random() < injury or rng.random() < death or leaves


class Village(mesa.Model):  # type: ignore[misc]
    """Workers as objects under the tables of one month: `t` holds lists and numbers, `p` the parameters."""

    def __init__(self, x: Workers, reach: NDArray[np.uint8], t: Tables, due: Column, now: Now, p: Parameters) -> None:
        super().__init__(rng=1371)
        self.random = random.Random(1371)  # noqa: S311 - no secret
        self.reach, self.due = reach, due.tolist()
        tables = {name: column.tolist() for name, column in zip(Tables._fields, t, strict=True)}
        numbers = {name: float(getattr(now, name)) for name in ("price_level", "poverty_line")}
        self.t = SimpleNamespace(**tables, **numbers, calendar=now.calendar)
        self.p = SimpleNamespace(**{name: float(value) for name, value in zip(Parameters._fields, p, strict=True)})
        for k in range(x.size):
            Worker(self, x, k)

    def step(self) -> None:
        """A month of every worker."""
        self.agents.do("step")


def objects_rate(setting: Setting, context: Context) -> tuple[float, float, float]:
    """The same of the first so many workers as Mesa agents; making them is not timed."""
    reach, tables, rules, now = context
    x = Workers._make(column[:PEER] for column in setting.workers.columns())
    village = Village(x, reach[:PEER], tables, due_by_trade(tables, rules), now, setting.scenario.parameters())
    start = time.perf_counter()
    for _ in range(MONTHS):
        village.step()
    seconds = time.perf_counter() - start
    people = list(village.agents)
    incomes, poor = sum(one.income for one in people), sum(one.poor for one in people)
    return PEER * MONTHS / seconds / 1e6, incomes / PEER, poor / PEER
