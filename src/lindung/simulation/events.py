"""Injury, death and departure: who is covered, what is claimed and paid, whether the household falls."""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp, normal
from lindung.simulation.behaviour.benefit import (
    jkk_death_cash,
    jkk_disability_cash,
    jkm_cash,
    less_arrears,
    scholarship,
)
from lindung.simulation.behaviour.claims import file_probability
from lindung.simulation.behaviour.risk import severity
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.context import Now, Scratch, Tables
from lindung.simulation.membership import discounted, rare
from lindung.simulation.parameters import Parameters
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.workers import Workers

INJURY, DEATH = 1, 2
TEMPORARY, PERMANENT, FATAL = 0, 1, 2
MONTHS_TO_BRIDGE = F32(12)  # a household that loses its earner falls if it cannot meet its needs so long
MOST_CLAIMS = 255


@scalar
def children_with_right(worker: int, dependants: int, now: Now, p: Parameters) -> int:
    """Children with a right to a scholarship: the expected number, rounded by draw, never more than dependants."""
    whole = int(p.children_eligible)
    drawn = whole + (1 if rare(worker, d.CHILDREN, now) < p.children_eligible - F32(whole) else 0)
    return min(drawn, dependants)


@scalar
def treatment_cost(worker: int, now: Now, p: Parameters) -> int:
    """Rupiah of medical treatment after a non-fatal injury: lognormal about its mean."""
    z = normal(rare(worker, d.COST, now))
    return int(p.treatment_mean * exp(p.treatment_sd * z - F32(0.5) * p.treatment_sd * p.treatment_sd))


@scalar
def jkm_benefit(
    worker: int, dependants: int, months_paid: int, consecutive: int, arrears: int, due: int, benefits: BenefitLaw,
    now: Now, p: Parameters,
) -> int:  # fmt: skip
    """What a claimed death not caused by work pays: cash less arrears, and a year's scholarship with the full sum.

    `consecutive` is the count of `months_towards_cover`, which the reading `jkm_restart` has already gone into.
    """
    cash = jkm_cash(consecutive, benefits.jkm_waiting_months > 0, benefits)
    if cash < benefits.jkm_total:
        return less_arrears(cash, arrears, due)
    children = children_with_right(worker, dependants, now, p)
    school = scholarship(children, months_paid, benefits.scholarship_months_jkm, benefits)
    return less_arrears(cash, arrears, due) + school


@scalar
def jkk_benefit(
    worker: int, kind: int, base: int, dependants: int, months_paid: int, arrears: int, due: int, treatment: int,
    degrees: NDArray[np.int64], benefits: BenefitLaw, now: Now, p: Parameters,
) -> int:  # fmt: skip
    """What a claimed work injury pays. Treatment is due at once, arrears or not; cash is less arrears (Pasal 92)."""
    if kind == FATAL:
        children = children_with_right(worker, dependants, now, p)
        school = scholarship(children, months_paid, benefits.scholarship_months_jkk, benefits)
        return less_arrears(jkk_death_cash(base, benefits), arrears, due) + school
    if kind == PERMANENT:
        rows = degrees.shape[0]
        degree = degrees[min(int(rare(worker, d.DEGREE, now) * F32(rows)), rows - 1)]
        return treatment + less_arrears(jkk_disability_cash(base, degree, benefits), arrears, due)
    return treatment


@scalar
def events_of_block(
    x: Workers, s: Scratch, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now, p: Parameters,
    total: NDArray[np.int64], cells: NDArray[np.int64], first: int, found: int,
) -> None:  # fmt: skip
    """What the flags in `s.event` bring to the workers in `s.few`: injury first, then death, then leaving."""
    ids, status, payers, trades, where = x.id, x.status, x.payer, x.trade, x.cell
    bands, owed, consecutive, months_paid = x.band, x.arrears, x.consecutive, x.months_paid
    programmes, dependants, claims = x.programmes, x.dependants, x.claims
    income, buffer = x.income, x.buffer
    needed, event, few = s.needed, s.flag, s.few
    transports, fatal, degrees = t.transport, t.fatal_relative, t.degrees
    jkk_bands, base_bands = law.jkk, law.base
    paid_cells, refused_cells = cells[2], cells[3]
    for k in range(found):
        j = few[k]
        i = first + j
        kept = law.kept_transport if transports[trades[i]] else law.kept_other
        due = discounted(jkk_bands[bands[i]], kept) + discounted(law.jkm, kept)
        insured = status[i] == w.ACTIVE and owed[i] <= benefits.arrears_endured and months_paid[i] > 0
        stood = income[i] + buffer[i] >= needed[j]  # above the poverty line before it happened
        if event[j] & INJURY:
            kind = severity(rare(ids[i], d.SEVERITY, now), fatal[trades[i]], p)
            covered = insured and (programmes[i] & w.JKK) != 0
            treatment = 0 if kind == FATAL else treatment_cost(ids[i], now, p)
            claimed = covered and (kind == FATAL or rare(ids[i], d.FILES, now) < file_probability(treatment, p))
            cash = 0
            if claimed:
                cash = jkk_benefit(
                    ids[i], kind, base_bands[bands[i]], dependants[i], months_paid[i], owed[i], due, treatment,
                    degrees, benefits, now, p,
                )  # fmt: skip
                total[c.CLAIMS_JKK] += 1
                claims[i] = min(claims[i] + 1, MOST_CLAIMS)
                paid_cells[where[i]] += 1
            total[c.INJURIES] += 1
            total[c.INJURIES_UNCOVERED] += not covered
            total[c.BENEFITS_JKK] += cash
            wanted = MONTHS_TO_BRIDGE * needed[j] if kind == FATAL else F32(treatment)
            total[c.FALLS] += stood and buffer[i] + F32(cash) < wanted
            if kind == FATAL:
                total[c.FATAL] += 1
                total[c.DEATHS] += 1
                total[c.DEATHS_UNCOVERED] += not covered
                status[i] = w.EMPTY
            else:
                buffer[i] = max(buffer[i] + F32(cash) - F32(treatment), F32(0))
        if event[j] & DEATH and status[i] != w.EMPTY:
            covered = insured and (programmes[i] & w.JKM) != 0
            files = p.file_jkm_subsidised if payers[i] >= w.BUDGET else p.file_jkm_self
            cash = 0
            if covered and rare(ids[i], d.FILES, now) < files:
                cash = jkm_benefit(
                    ids[i], dependants[i], months_paid[i], consecutive[i], owed[i], due, benefits, now, p
                )
                total[c.CLAIMS_JKM] += 1
                paid_cells[where[i]] += 1
            elif status[i] == w.INACTIVE:  # the family asks and is refused: cover had ended
                total[c.REFUSED] += 1
                refused_cells[where[i]] += 1
            total[c.DEATHS] += 1
            total[c.DEATHS_UNCOVERED] += not covered
            total[c.BENEFITS_JKM] += cash
            total[c.FALLS] += stood and buffer[i] + F32(cash) < MONTHS_TO_BRIDGE * needed[j]
            status[i] = w.EMPTY
        elif status[i] != w.EMPTY and event[j] > (INJURY | DEATH):
            status[i] = w.EMPTY
            total[c.EXITS] += 1
