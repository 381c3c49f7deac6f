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
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, GROUPED, STAFF, Now, Scratch, Tables, gather_rare
from lindung.simulation.draws import U64, WORDS, fill
from lindung.simulation.events import events_of_block
from lindung.simulation.membership import discounted
from lindung.simulation.parameters import Parameters
from lindung.simulation.payments import members_of_block, outsiders_of_block, payments_of_block
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.workers import Float32, Workers

OLDEST = 120
DENSE_BLOCKS = d.EVERYBODYS // WORDS
MOST_KNOWN = F32(256)  # steps of what a worker knows
ROUNDED = F32(0.5)
PEOPLE_BITS = 28  # of a cell's number, the lowest; above them what its people know


@scalar
def _prepare(s: Scratch, t: Tables, law: ContributionLaw, p: Parameters) -> None:
    """What a trade, a cell and a status stand for this month: four numbers side by side, to be fetched at once."""
    trades, dues, transports = s.by_trade, s.due_by_trade, t.transport
    season, sd, zero, injury = t.season, t.sd_transitory, t.zero_month, t.injury_risk
    for k in range(season.shape[0]):
        trades[4 * k], trades[4 * k + 1], trades[4 * k + 2] = season[k], sd[k], zero[k]
        trades[4 * k + 3] = injury_probability(injury[k], p)
        kept = law.kept_transport if transports[k] else law.kept_other
        dues[k] = F32(discounted(law.jkk[0], kept) + discounted(law.jkm, kept))
    cells, known, paid, refused = s.by_cell, t.known, t.paid, t.refused
    for k in range(known.shape[0]):
        cells[4 * k], cells[4 * k + 1], cells[4 * k + 2] = known[k], paid[k], refused[k]
        cells[4 * k + 3] = p.friends * (known[k] - p.base_awareness)


@scalar
def _fetch(codes: NDArray[np.signedinteger], rows: Float32, four: Float32, n: int) -> None:
    """Copy the four numbers of each worker's code: all four are read, then written, so that each is one move.

    With unsigned indices nobody asks whether one counts from the end.
    """
    for j in range(n):
        at = U64(codes[j]) * U64(4)
        a, b, c_, e = rows[at], rows[at + U64(1)], rows[at + U64(2)], rows[at + U64(3)]
        four[4 * j], four[4 * j + 1], four[4 * j + 2], four[4 * j + 3] = a, b, c_, e


@scalar
def _part(four: Float32, a: Float32, b: Float32, c_: Float32, e: Float32, n: int) -> None:
    """Part what was fetched together into a row for each number."""
    for j in range(n):
        a[j], b[j], c_[j], e[j] = four[4 * j], four[4 * j + 1], four[4 * j + 2], four[4 * j + 3]


@scalar
def _look_up(x: Workers, s: Scratch, t: Tables, now: Now, first: int, n: int) -> None:
    """What the tables say of each worker's trade, cell, age and sex."""
    trades, dues, due = x.trade[first : first + n], s.due_by_trade, s.due
    _fetch(trades, s.by_trade, s.four, n)
    _part(s.four, s.season, s.sd, s.zero, s.injury, n)
    for j in range(n):
        due[j] = dues[U64(trades[j])]
    _fetch(x.cell[first : first + n], s.by_cell, s.four, n)
    _part(s.four, s.known, s.paid, s.refused, s.friends, n)
    births, flags = x.birth_month[first : first + n], x.flags[first : first + n]
    place, hazard, death = s.place, s.hazard, t.death.ravel()
    for j in range(n):
        months = np.int16(now.calendar - births[j])  # of 16 bits: wider numbers are not divided in vectors
        age = min(max(int(months // 12), 0), OLDEST)
        place[j] = age + (OLDEST + 1 if flags[j] & w.FEMALE else 0)
    for j in range(n):
        hazard[j] = death[place[j]]


@scalar
def _incomes(x: Workers, s: Scratch, now: Now, p: Parameters, first: int, n: int) -> None:
    levels = x.level[first : first + n]
    persistent = x.persistent[first : first + n]
    income = x.income[first : first + n]
    u_slow, u_fast, u_zero = s.u[d.INCOME_PERSISTENT], s.u[d.INCOME_TRANSITORY], s.u[d.INCOME_ZERO]
    season, sd, zero, mean = s.season, s.sd, s.zero, s.mean
    for j in range(n):
        persistent[j] = persistent_deviation(persistent[j], u_slow[j], p)
    for j in range(n):
        level = levels[j] + now.price_level
        income[j] = monthly_income(level, persistent[j], season[j], sd[j], zero[j], u_fast[j], u_zero[j], p)
    for j in range(n):
        mean[j] = exp(levels[j] + now.price_level)


@scalar
def _knowledge(x: Workers, s: Scratch, reach: NDArray[np.uint8], p: Parameters, first: int, n: int) -> None:
    awareness = x.awareness[first : first + n]
    trust = x.trust[first : first + n]
    reached = reach[first : first + n]
    known, paid, refused = s.known, s.paid, s.refused
    for j in range(n):
        educated = F32(1) if reached[j] & (EDUCATED | STAFF) else F32(0)
        grouped = p.group_contact if reached[j] & GROUPED else F32(0)
        cheated = F32(1) if reached[j] & CHEATED else F32(0)
        awareness[j] = awareness_next(awareness[j], educated + grouped, known[j], paid[j], p)
        trust[j] = trust_next(trust[j], paid[j], refused[j], cheated, p)


@scalar
def _intentions(x: Workers, s: Scratch, reach: NDArray[np.uint8], p: Parameters, first: int, n: int) -> None:
    awareness, trust = x.awareness[first : first + n], x.trust[first : first + n]
    income, buffer, frailty = x.income[first : first + n], x.buffer[first : first + n], x.frailty[first : first + n]
    reached = reach[first : first + n]
    friends, due, tries = s.friends, s.due, s.tries
    for j in range(n):
        educated = F32(1) if reached[j] & EDUCATED else F32(0)
        staff = F32(1) if reached[j] & STAFF else F32(0)
        agent = F32(1) if reached[j] & AGENT else F32(0)
        tries[j] = try_probability(
            due[j], awareness[j], trust[j], friends[j], income[j] + buffer[j], frailty[j], educated, staff,
            agent, p,
        )  # fmt: skip


@scalar
def _households(
    x: Workers, s: Scratch, now: Now, p: Parameters, total: NDArray[np.int64], first: int, n: int
) -> None:  # fmt: skip
    income, buffer = x.income[first : first + n], x.buffer[first : first + n]
    status, months_poor = x.status[first : first + n], x.months_poor[first : first + n]
    dependants = x.dependants[first : first + n]
    needed, mean, outlay, u = s.needed, s.mean, s.outlay, s.u[d.SHOCK]
    for j in range(n):
        needed[j] = need(now.poverty_line, F32(dependants[j]), p)
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
    injury, hazard, event, few = s.injury, s.hazard, s.flag, s.few
    u_injury, u_death, u_leave = s.u[d.INJURED], s.u[d.DIES], s.u[d.LEAVES]
    for j in range(n):
        injured = 1 if u_injury[j] < injury[j] else 0
        dies = 2 if u_death[j] < death_probability(hazard[j], frailty[j], p) else 0
        leaves = 4 if u_leave[j] < p.exit_rate or births[j] < last_calendar else 0
        event[j] = injured + dies + leaves if status[j] != w.EMPTY else 0
    return gather_rare(event, few, n)


@scalar
def _census(
    x: Workers, s: Scratch, total: NDArray[np.int64], cells: NDArray[np.int64], endured: int, first: int, n: int
) -> None:  # fmt: skip
    """Count the block, in 32 bits: a vector holds twice as many of them as of 64.

    The people of a cell and what they know, in steps of 1/256 and all of it for members, go into one number by one
    addition a worker; `_part_cells` parts them. There is room for 134 million workers in a cell.
    """
    status, owed, since = x.status[first : first + n], x.arrears[first : first + n], x.member_since[first : first + n]
    never = active = inactive = protected = arrears = ever = np.int32(0)
    for j in range(n):
        is_active = status[j] == w.ACTIVE
        never = np.int32(never + (status[j] == w.NEVER))
        active = np.int32(active + is_active)
        inactive = np.int32(inactive + (status[j] == w.INACTIVE))
        protected = np.int32(protected + (is_active & (owed[j] <= endured)))
        arrears = np.int32(arrears + (is_active & (owed[j] > 0)))
        ever = np.int32(ever + ((since[j] >= 0) & (status[j] != w.EMPTY)))
    total[c.WORKERS] += never + active + inactive
    total[c.NEVER_N] += never
    total[c.ACTIVE_N] += active
    total[c.INACTIVE_N] += inactive
    total[c.PROTECTED] += protected
    total[c.ARREARS] += arrears
    total[c.EVER] += ever
    where, people, awareness, knows = x.cell[first : first + n], cells[0], x.awareness[first : first + n], s.knows
    for j in range(n):
        steps = np.int32(awareness[j] * MOST_KNOWN + ROUNDED) if status[j] != w.ACTIVE else np.int32(MOST_KNOWN)
        knows[j] = 1 + (np.int64(steps) << PEOPLE_BITS) if status[j] != w.EMPTY else 0
    for j in range(n):
        people[U64(where[j])] += knows[j]


@scalar
def _part_cells(cells: NDArray[np.int64]) -> None:
    """Take what the people know out of the upper part of their number."""
    people, known = cells[0], cells[1]
    for k in range(people.shape[0]):
        known[k] += people[k] >> PEOPLE_BITS
        people[k] &= (1 << PEOPLE_BITS) - 1


@kernel
def run_month(
    x: Workers, reach: NDArray[np.uint8], s: Scratch, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now,
    p: Parameters, total: NDArray[np.int64], cells: NDArray[np.int64], start: int, stop: int, block: int,
) -> None:  # fmt: skip
    """The month of workers [start, stop): mutates the columns, adds to `total` and to `cells` [4, cells].

    `cells` counts by cell: workers, what they know in 256ths, claims paid, claims refused.
    """
    last_calendar = now.calendar - int(p.last_age) * 12
    _prepare(s, t, law, p)
    for first in range(start, stop, block):
        n = min(block, stop - first)
        for k in range(DENSE_BLOCKS):
            fill(
                s.u[4 * k], s.u[4 * k + 1], s.u[4 * k + 2], s.u[4 * k + 3], x.id, first, first + n, now.month, k,
                now.key_low, now.key_high,
            )  # fmt: skip
        _look_up(x, s, t, now, first, n)
        _incomes(x, s, now, p, first, n)
        _knowledge(x, s, reach, p, first, n)
        _intentions(x, s, reach, p, first, n)
        s.outlay[:n] = F32(0)
        paying = members_of_block(x, s, t, law, benefits, now, p, total, first, n)
        paying = outsiders_of_block(x, s, reach, t, law, benefits, now, p, total, first, n, paying)
        payments_of_block(x, s, t, law, benefits, now, total, first, paying)
        _households(x, s, now, p, total, first, n)
        found = _risks(x, s, p, last_calendar, first, n)
        events_of_block(x, s, t, law, benefits, now, p, total, cells, first, found)
        _census(x, s, total, cells, benefits.arrears_endured, first, n)
    _part_cells(cells)
