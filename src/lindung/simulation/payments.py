"""The few of a block who have to do with the scheme this month: members who pay or miss, outsiders who join."""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp
from lindung.simulation.behaviour.contribution import reactivation_probability
from lindung.simulation.behaviour.enrolment import success_probability
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.context import AGENT, HELPED, STAFF, Now, Scratch, Tables
from lindung.simulation.membership import (
    MOST_ARREARS,
    PAID,
    SCHEME_PAID,
    band_of,
    discounted,
    member_outcome,
    months_towards_cover,
    rare,
)
from lindung.simulation.parameters import Parameters
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.workers import Workers

MOST_IN_YEAR = 100
MOST_SELECTED = F32(3)  # most that own hazard raises the hazard of registering again


@scalar
def members_of_block(
    x: Workers, s: Scratch, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now, p: Parameters,
    total: NDArray[np.int64], first: int, n: int,
) -> None:  # fmt: skip
    """Every member of the block: the month is paid by the scheme, paid by the member, or missed.

    What the scheme left unpaid is settled when it pays again: its gaps are not held against the member, an assumption,
    since no rule on funders' gaps was found.
    """
    ids, status, payers, flags, trades = x.id, x.status, x.payer, x.flags, x.trade
    bands, owed, consecutive, months_paid = x.band, x.arrears, x.consecutive, x.months_paid
    subsidised, in_year, programmes = x.subsidised, x.paid_in_year, x.programmes
    income, buffer = x.income, x.buffer
    mean, outlay, u, few = s.mean, s.outlay, s.u[d.PAYS], s.few
    transports, shares, jkk_bands = t.transport, t.share, law.jkk
    found = 0
    for j in range(n):
        few[found] = j
        found += status[first + j] == w.ACTIVE
    for k in range(found):
        j = few[k]
        i = first + j
        kept = law.kept_transport if transports[trades[i]] else law.kept_other
        jkk, jkm = discounted(jkk_bands[bands[i]], kept), discounted(law.jkm, kept)
        share = shares[min(subsidised[i], shares.shape[0] - 1)]
        scheme_jkk, scheme_jkm = discounted(now.scheme_jkk, share), discounted(now.scheme_jkm, share)
        rest_jkk, rest_jkm = now.scheme_jkk - scheme_jkk, now.scheme_jkm - scheme_jkm
        listed = (flags[i] & w.LISTED) != 0 and subsidised[i] < now.scheme_months
        auto_debit = F32(1) if flags[i] & w.AUTO_DEBIT else F32(0)
        outcome, months = member_outcome(
            ids[i], listed, payers[i], owed[i], months_paid[i], income[i], income[i] + buffer[i], mean[j], auto_debit,
            F32(jkk + jkm), F32(rest_jkk + rest_jkm), u[j], now, p,
        )  # fmt: skip
        if months == 0:
            total[c.LAPSES] += owed[i] == 0
            owed[i] = min(owed[i] + 1, MOST_ARREARS)
            consecutive[i] = months_towards_cover(consecutive[i], 0, benefits.jkm_waiting_months)
            payers[i] = w.BUDGET if listed else w.NOBODY
            if owed[i] > benefits.arrears_endured:
                status[i] = w.INACTIVE
                payers[i] = w.NOBODY
                programmes[i] = 0
            continue
        if outcome == SCHEME_PAID:
            total[c.SUBSIDISED] += 1
            total[c.JKK_SCHEME] += scheme_jkk
            total[c.JKM_SCHEME] += scheme_jkm
            jkk, jkm = rest_jkk, rest_jkm
            payers[i] = w.BUDGET
            subsidised[i] += 1
            owed[i] = 0
            bands[i] = 0  # the scheme pays for the lowest base, and benefits rest on what is paid for
        elif outcome == PAID:
            total[c.PAID_SELF] += months
            payers[i] = w.SELF
            owed[i] = owed[i] + 1 - months
        in_time = 1 if owed[i] == 0 else 0
        consecutive[i] = months_towards_cover(consecutive[i], in_time, benefits.jkm_waiting_months)
        total[c.JKK_SELF] += months * jkk
        total[c.JKM_SELF] += months * jkm
        outlay[j] = F32(months * (jkk + jkm))
        total[c.FIRST_PAYMENT] += in_year[i] == 0
        in_year[i] = min(in_year[i] + months, MOST_IN_YEAR)
        months_paid[i] += months


@scalar
def outsiders_of_block(
    x: Workers, s: Scratch, reach: NDArray[np.uint8], t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now,
    p: Parameters, total: NDArray[np.int64], first: int, n: int,
) -> None:  # fmt: skip
    """Outsiders who are registered by the scheme, join, or register again; most do neither and are not looked at."""
    ids, status, payers, flags, trades = x.id, x.status, x.payer, x.flags, x.trade
    bands, owed, consecutive, months_paid = x.band, x.arrears, x.consecutive, x.months_paid
    subsidised, in_year, programmes, since = x.subsidised, x.paid_in_year, x.programmes, x.member_since
    births, income, buffer = x.birth_month, x.income, x.buffer
    awareness, trust, frailty = x.awareness, x.trust, x.frailty
    mean, outlay, due, tries, few = s.mean, s.outlay, s.due, s.tries, s.few
    u_enrols, u_completes, u_again = s.u[d.ENROLS], s.u[d.COMPLETES], s.u[d.REACTIVATES]
    transports, jkk_bands, lower = t.transport, law.jkk, law.lower
    shares = t.share
    oldest = now.calendar - 12 * (benefits.age_last + 1)
    found = 0
    for j in range(n):
        i = first + j
        few[found] = j
        wants = status[i] == w.NEVER and u_enrols[j] < tries[j]
        wants = wants or (status[i] == w.INACTIVE and u_again[j] < MOST_SELECTED * p.reactivation)
        listed = (flags[i] & w.LISTED) != 0 and now.scheme_open and status[i] != w.EMPTY and status[i] != w.ACTIVE
        found += (wants or listed) and births[i] > oldest
    for k in range(found):
        j = few[k]
        i = first + j
        listed = (flags[i] & w.LISTED) != 0 and now.scheme_open and subsidised[i] < now.scheme_months
        cash = income[i] + buffer[i]
        again = status[i] == w.INACTIVE
        share = shares[min(subsidised[i], shares.shape[0] - 1)]
        scheme_jkk, scheme_jkm = discounted(now.scheme_jkk, share), discounted(now.scheme_jkm, share)
        rest_jkk, rest_jkm = now.scheme_jkk - scheme_jkk, now.scheme_jkm - scheme_jkm
        kept = law.kept_transport if transports[trades[i]] else law.kept_other
        if listed and F32(rest_jkk + rest_jkm) <= cash:
            total[c.SUBSIDISED] += 1
            total[c.JKK_SCHEME] += scheme_jkk
            total[c.JKM_SCHEME] += scheme_jkm
            total[c.REGISTRATIONS] += 1
            jkk, jkm = rest_jkk, rest_jkm
            bands[i] = 0
            payers[i] = w.BUDGET
            subsidised[i] += 1
        elif again:
            selected = min(exp(p.selection * frailty[i]), MOST_SELECTED)
            chance = reactivation_probability(due[j], cash, awareness[i], trust[i], selected, p)
            if u_again[j] >= chance:
                continue
            jkk, jkm = discounted(jkk_bands[bands[i]], kept), discounted(law.jkm, kept)
            if F32(jkk + jkm) > cash:  # the former base cannot be paid: the lowest is declared
                bands[i] = 0
                jkk = discounted(jkk_bands[0], kept)
            total[c.REACTIVATIONS] += 1
            total[c.PAID_SELF] += 1
            payers[i] = w.SELF
        else:
            if u_enrols[j] >= tries[j]:
                continue
            helped = F32(1) if reach[i] & (STAFF | AGENT | HELPED) else F32(0)
            total[c.TRIES] += 1
            if u_completes[j] >= success_probability(helped, p):
                total[c.FAILURES] += 1
                continue
            own = band_of(mean[j], lower) if rare(ids[i], d.DECLARES, now) < p.declares_own_income else 0
            jkk, jkm = discounted(jkk_bands[own], kept), discounted(law.jkm, kept)
            if F32(jkk + jkm) > cash:  # the own income's contribution cannot be paid: the lowest is declared
                own = 0
                jkk = discounted(jkk_bands[0], kept)
            bands[i] = own
            total[c.REGISTRATIONS] += 1
            total[c.PAID_SELF] += 1
            payers[i] = w.SELF
        if since[i] < 0 or benefits.waiting_restarts:
            since[i] = now.month
        status[i] = w.ACTIVE
        programmes[i] = w.JKK | w.JKM
        owed[i] = 0
        # registering again starts the waiting months anew, or not: the reading `jkm_restart`
        had = 0 if benefits.waiting_restarts or not again else max(consecutive[i], benefits.jkm_waiting_months)
        consecutive[i] = had + 1
        total[c.JKK_SELF] += jkk
        total[c.JKM_SELF] += jkm
        outlay[j] = F32(jkk + jkm)
        total[c.FIRST_PAYMENT] += in_year[i] == 0
        in_year[i] = min(in_year[i] + 1, MOST_IN_YEAR)
        months_paid[i] += 1
