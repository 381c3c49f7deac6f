"""One month of a block of workers, stage by stage: the compiled heart.

A block is about a thousand workers, so that what the stages hand on stays in cache. Draws and table look-ups fill
scratch first; the arithmetic then runs over plain float32 arrays; members, those who join and those to whom something
happens are gathered and treated one by one (`payments.py`, `events.py`). Nothing depends on the block's size or the
thread: draws are keyed, sums are whole numbers.

Every stage takes its columns out of the tuple before its loop: an array taken out inside it is counted in and out at
every worker, which costs ten times the arithmetic.
"""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp
from lindung.simulation.behaviour.awareness import awareness_next, trust_next
from lindung.simulation.behaviour.enrolment import try_probability
from lindung.simulation.behaviour.household import buffer_next, need, spending
from lindung.simulation.behaviour.income import monthly_income, persistent_deviation
from lindung.simulation.behaviour.risk import death_probability, injury_probability
from lindung.simulation.compiled import F32, kernel, scalar
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, STAFF, Now, Scratch, Tables
from lindung.simulation.draws import fill
from lindung.simulation.events import events_of_block
from lindung.simulation.parameters import Parameters
from lindung.simulation.payments import members_of_block, outsiders_of_block
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.workers import Workers

PER = 100_000
OLDEST = 120


@scalar
def _look_up_trade(x: Workers, s: Scratch, t: Tables, law: ContributionLaw, first: int, n: int) -> None:
    trades, seasons, sds, zeros = x.trade, t.season, t.sd_transitory, t.zero_month
    injuries, transports = t.injury_risk, t.transport
    season, sd, zero, injury, due = s.season, s.sd, s.zero, s.injury, s.due
    due_transport = F32((law.jkk[0] + law.jkm) * law.kept_transport // PER)
    due_other = F32((law.jkk[0] + law.jkm) * law.kept_other // PER)
    for j in range(n):
        trade = trades[first + j]
        season[j] = seasons[trade]
        sd[j] = sds[trade]
        zero[j] = zeros[trade]
        injury[j] = injuries[trade]
        due[j] = due_transport if transports[trade] else due_other


@scalar
def _look_up_cell(x: Workers, s: Scratch, t: Tables, first: int, n: int) -> None:
    cells, member_shares, paid_claims, refused_claims = x.cell, t.members, t.paid, t.refused
    members, paid, refused = s.members, s.paid, s.refused
    for j in range(n):
        cell = cells[first + j]
        members[j] = member_shares[cell]
        paid[j] = paid_claims[cell]
        refused[j] = refused_claims[cell]


@scalar
def _look_up_person(x: Workers, s: Scratch, t: Tables, now: Now, p: Parameters, first: int, n: int) -> None:
    births, flags, dependants, death = x.birth_month, x.flags, x.dependants, t.death
    hazard, needed = s.hazard, s.needed
    for j in range(n):
        sex = 1 if flags[first + j] & w.FEMALE else 0
        age = min(max((now.calendar - births[first + j]) // 12, 0), OLDEST)
        hazard[j] = death[sex, age]
        needed[j] = need(now.poverty_line, F32(dependants[first + j]), p)


@scalar
def _incomes(x: Workers, s: Scratch, now: Now, p: Parameters, first: int, n: int) -> None:
    levels = x.level[first : first + n]
    persistent = x.persistent[first : first + n]
    income = x.income[first : first + n]
    u_slow, u_fast, u_zero = s.u[d.INCOME_PERSISTENT], s.u[d.INCOME_TRANSITORY], s.u[d.INCOME_ZERO]
    season, sd, zero, mean = s.season, s.sd, s.zero, s.mean
    for j in range(n):
        deviation = persistent_deviation(persistent[j], u_slow[j], p)
        level = levels[j] + now.price_level
        persistent[j] = deviation
        income[j] = monthly_income(level, deviation, season[j], sd[j], zero[j], u_fast[j], u_zero[j], p)
        mean[j] = exp(level)


@scalar
def _knowledge(x: Workers, s: Scratch, reach: NDArray[np.uint8], p: Parameters, first: int, n: int) -> None:
    awareness = x.awareness[first : first + n]
    trust = x.trust[first : first + n]
    reached = reach[first : first + n]
    members, paid, refused = s.members, s.paid, s.refused
    for j in range(n):
        educated = F32(1) if reached[j] & (EDUCATED | STAFF) else F32(0)
        cheated = F32(1) if reached[j] & CHEATED else F32(0)
        awareness[j] = awareness_next(awareness[j], educated, members[j], paid[j], p)
        trust[j] = trust_next(trust[j], paid[j], refused[j], cheated, p)


@scalar
def _intentions(x: Workers, s: Scratch, reach: NDArray[np.uint8], p: Parameters, first: int, n: int) -> None:
    awareness, trust = x.awareness[first : first + n], x.trust[first : first + n]
    income, buffer, frailty = x.income[first : first + n], x.buffer[first : first + n], x.frailty[first : first + n]
    reached = reach[first : first + n]
    members, due, tries = s.members, s.due, s.tries
    for j in range(n):
        educated = F32(1) if reached[j] & EDUCATED else F32(0)
        staff = F32(1) if reached[j] & STAFF else F32(0)
        agent = F32(1) if reached[j] & AGENT else F32(0)
        tries[j] = try_probability(
            due[j], awareness[j], trust[j], p.friends * members[j], income[j] + buffer[j], frailty[j], educated, staff,
            agent, p,
        )  # fmt: skip


@scalar
def _households(x: Workers, s: Scratch, p: Parameters, total: NDArray[np.int64], first: int, n: int) -> None:
    income, buffer = x.income[first : first + n], x.buffer[first : first + n]
    status, months_poor = x.status[first : first + n], x.months_poor[first : first + n]
    needed, mean, outlay, u = s.needed, s.mean, s.outlay, s.u[d.SHOCK]
    poor_count = 0
    incomes = np.int64(0)
    for j in range(n):
        present = status[j] != w.EMPTY
        shock = mean[j] * p.shock_months if u[j] < p.shock_probability else F32(0)
        poor = present and spending(income[j], buffer[j], needed[j]) < needed[j]
        buffer[j] = buffer_next(income[j], buffer[j], needed[j], outlay[j] + shock, p)
        months_poor[j] += poor
        poor_count += poor
        incomes += np.int64(income[j]) if present else np.int64(0)
    total[c.POOR] += poor_count
    total[c.INCOME] += incomes


@scalar
def _risks(x: Workers, s: Scratch, p: Parameters, last_calendar: int, first: int, n: int) -> int:
    """Flag injuries (1), deaths (2) and departures (4); give how many workers have any."""
    births, status = x.birth_month[first : first + n], x.status[first : first + n]
    frailty = x.frailty[first : first + n]
    injury, hazard, event, few = s.injury, s.hazard, s.event, s.few
    u_injury, u_death, u_leave = s.u[d.INJURED], s.u[d.DIES], s.u[d.LEAVES]
    for j in range(n):
        injured = 1 if u_injury[j] < injury_probability(injury[j], p) else 0
        dies = 2 if u_death[j] < death_probability(hazard[j], frailty[j], p) else 0
        leaves = 4 if u_leave[j] < p.exit_rate or births[j] < last_calendar else 0
        event[j] = injured + dies + leaves if status[j] != w.EMPTY else 0
    found = 0
    for j in range(n):
        few[found] = j
        found += event[j] != 0
    return found


@scalar
def _census(
    x: Workers, total: NDArray[np.int64], cells: NDArray[np.int64], endured: int, first: int, n: int
) -> None:  # fmt: skip
    status, owed, since = x.status[first : first + n], x.arrears[first : first + n], x.member_since[first : first + n]
    where = x.cell[first : first + n]
    never = active = inactive = protected = arrears = ever = 0
    for j in range(n):
        is_active = status[j] == w.ACTIVE
        never += status[j] == w.NEVER
        active += is_active
        inactive += status[j] == w.INACTIVE
        protected += is_active and owed[j] <= endured
        arrears += is_active and owed[j] > 0
        ever += since[j] >= 0 and status[j] != w.EMPTY
    total[c.WORKERS] += never + active + inactive
    total[c.NEVER_N] += never
    total[c.ACTIVE_N] += active
    total[c.INACTIVE_N] += inactive
    total[c.PROTECTED] += protected
    total[c.ARREARS] += arrears
    total[c.EVER] += ever
    people, covered = cells[0], cells[1]
    for j in range(n):
        people[where[j]] += status[j] != w.EMPTY
        covered[where[j]] += status[j] == w.ACTIVE


@kernel
def run_month(
    x: Workers, reach: NDArray[np.uint8], s: Scratch, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now,
    p: Parameters, total: NDArray[np.int64], cells: NDArray[np.int64], start: int, stop: int, block: int,
) -> None:  # fmt: skip
    """The month of workers [start, stop): mutates the columns, adds to `total` and to `cells` [4, cells].

    `cells` counts by cell: workers, covered, claims paid, claims refused.
    """
    last_calendar = now.calendar - int(p.last_age) * 12
    for first in range(start, stop, block):
        n = min(block, stop - first)
        for k in range(3):
            fill(
                s.u[4 * k], s.u[4 * k + 1], s.u[4 * k + 2], s.u[4 * k + 3], x.id, first, first + n, now.month, k,
                now.key_low, now.key_high,
            )  # fmt: skip
        _look_up_trade(x, s, t, law, first, n)
        _look_up_cell(x, s, t, first, n)
        _look_up_person(x, s, t, now, p, first, n)
        _incomes(x, s, now, p, first, n)
        _knowledge(x, s, reach, p, first, n)
        _intentions(x, s, reach, p, first, n)
        s.outlay[:n] = F32(0)
        members_of_block(x, s, t, law, benefits, now, p, total, first, n)
        outsiders_of_block(x, s, reach, t, law, benefits, now, p, total, first, n)
        _households(x, s, p, total, first, n)
        found = _risks(x, s, p, last_calendar, first, n)
        events_of_block(x, s, t, law, benefits, now, p, total, cells, first, found)
        _census(x, total, cells, benefits.arrears_endured, first, n)
