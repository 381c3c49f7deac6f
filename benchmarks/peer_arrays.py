"""The dense stages of a month in whole-array numpy, float32, on one thread.

Income, awareness and trust, the probability of trying to join, savings and poverty, risks. Nobody joins, pays or
claims; draws come from numpy's own generator.
"""

import time

import numpy as np
from numpy.typing import NDArray
from timed_city import MONTHS, Context

from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, GROUPED, STAFF, Now, Tables
from lindung.simulation.parameters import Parameters
from lindung.simulation.setting import Setting
from lindung.simulation.statute import Statute
from lindung.simulation.workers import Workers

type Column = NDArray[np.float32]


def whole_arrays(
    x: Workers, reach: NDArray[np.uint8], t: Tables, due: Column, now: Now, p: Parameters, rng: np.random.Generator
) -> tuple[float, float, int]:
    """A month of the dense stages in numpy, one array operation at a time, float32; changes `x`.

    Draws 2 normals and 5 uniforms a worker from numpy's own generator. Gives mean income, the share that is poor and
    how many have an injury, a death or a departure; nobody joins, pays or claims.
    """
    n, one = x.size, np.float32(1)

    def u() -> Column:
        return rng.random(n, dtype=np.float32)

    # income
    x.persistent[:] = p.rho * x.persistent + p.sd_persistent * rng.standard_normal(n, dtype=np.float32)
    level, sd = x.level + now.price_level, t.sd_transitory[x.trade]
    centre = np.float32(0.5) * (sd * sd + p.sd_persistent * p.sd_persistent / (one - p.rho * p.rho))
    shock = sd * rng.standard_normal(n, dtype=np.float32)
    earned = np.exp(level + x.persistent + t.season[x.trade] + shock - centre)
    x.income[:] = np.where(u() < t.zero_month[x.trade], np.float32(0), earned)
    mean = np.exp(level)
    # awareness and trust
    known, paid, refused = t.known[x.cell], t.paid[x.cell], t.refused[x.cell]
    kinds = (EDUCATED | STAFF, GROUPED, EDUCATED, STAFF, AGENT, CHEATED)
    taught, grouped, educated, staff, agent, cheated = ((reach & bits != 0).astype(np.float32) for bits in kinds)
    learnt = np.minimum(
        p.contact_gain * (taught + p.group_contact * grouped) + p.peer_gain * known + p.claim_gain * paid, one
    )
    kept = x.awareness * (one - p.awareness_decay)
    x.awareness[:] = kept + (one - kept) * learnt
    gain = np.minimum(p.trust_paid_claim * paid, one)
    loss = np.minimum(p.trust_refused_claim * refused + p.trust_false_agent * cheated, one)
    x.trust[:] = x.trust + (one - x.trust) * gain - x.trust * loss
    # probability of trying to join; the price is never nothing here
    price, cash = due[x.trade], x.income + x.buffer
    friends = p.friends * (known - p.base_awareness)
    felt = np.log(price / p.reference_price) + friends * np.log(one - p.peer_premium_cut)
    factor = np.minimum(np.exp(p.price_elasticity * felt), p.zero_price_jump)
    eager = np.exp((p.selection + p.agent_selection * agent) * (price / p.reference_price) * x.frailty)
    own = np.minimum(p.enrol_base * factor * x.awareness * x.trust * eager + p.information_effect * educated, one)
    asked = np.minimum((p.contact_enrolment * staff + p.agent_enrolment * agent * eager) * x.trust, one)
    tries = np.where(price > cash, np.float32(0), own + (one - own) * asked)
    # household
    needed = now.poverty_line * (one + x.dependants.astype(np.float32)) * (one - p.other_income_share)
    costs = np.where(u() < p.shock_probability, mean * p.shock_months, np.float32(0))
    spent = np.where(x.income >= needed, x.income, np.minimum(cash, needed))
    poor = (spent < needed) & (x.status != w.EMPTY)
    left = x.income - needed - costs
    x.buffer[:] = np.where(left > 0, x.buffer + p.saving_share * left, np.maximum(x.buffer + left, np.float32(0)))
    x.months_poor[:] += poor
    # risk
    age = np.clip((now.calendar - x.birth_month) // 12, 0, 120)
    hazard = t.death[(x.flags & w.FEMALE != 0).astype(np.int8), age]
    injured = u() < one - np.exp(-p.injury_rate * t.injury_risk[x.trade] / np.float32(12_000))
    dies = u() < one - np.exp(-hazard * p.mortality_factor * np.exp(x.frailty) / np.float32(12))
    leaves = (u() < p.exit_rate) | (x.birth_month < now.calendar - int(p.last_age) * 12)
    assert 0 < float(tries.mean()) < 1
    return float(x.income.mean(dtype=np.float64)), float(poor.mean()), int((injured | dies | leaves).sum())


def due_by_trade(t: Tables, rules: Statute) -> Column:
    """What a worker of each trade would pay in the lowest band."""
    return np.array([rules.due(0, transport=bool(drives)) for drives in t.transport], dtype=np.float32)


def numpy_rate(setting: Setting, context: Context) -> tuple[float, float, float]:
    """Million worker-months a second of the whole-array months, last month's mean income and share of poor."""
    reach, tables, rules, now = context
    x, rng, due = setting.workers.copy(), np.random.default_rng(1371), due_by_trade(tables, rules)
    p = setting.scenario.parameters()
    start = time.perf_counter()
    for _ in range(MONTHS):
        income, poor, _ = whole_arrays(x, reach, tables, due, now, p, rng)
    return x.size * MONTHS / (time.perf_counter() - start) / 1e6, income, poor
