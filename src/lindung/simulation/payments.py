"""The few of a block who have to do with the scheme this month: members who pay or miss, outsiders who join.

First it is decided who pays, and for how many months: `members_of_block`, then `outsiders_of_block`. All of them stand
on one list, and one booking, `payments_of_block`, enters what they pay.
"""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.behaviour.contribution import reactivation_probability
from lindung.simulation.behaviour.enrolment import selected, success_probability
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.context import AGENT, HELPED, STAFF, Now, Scratch, Tables, gather
from lindung.simulation.draws import U64
from lindung.simulation.membership import (
    MOST_ARREARS,
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
) -> int:  # fmt: skip
    """Every member of the block: the month will be paid by the scheme, by a sponsor, by the member, or is missed.

    Gives how many stand in `s.paying`, each with the months paid in `s.months` and the payer in the workers' column.
    """
    ids, status, payers, flags, trades = x.id, x.status, x.payer, x.flags, x.trade
    bands, owed, consecutive, months_paid = x.band, x.arrears, x.consecutive, x.months_paid
    subsidised, programmes, sponsors = x.subsidised, x.programmes, x.sponsor
    income, buffer = x.income, x.buffer
    mean, u, flag, few, paying, paid_months = s.mean, s.u[d.CHOOSES], s.flag, s.few, s.paying, s.months
    tries = s.tries
    transports, shares, jkk_bands, given = t.transport, t.share, law.jkk, t.given
    lapses = found = 0
    now_active = status[first : first + n]
    for j in range(n):
        flag[j] = now_active[j] == w.ACTIVE
    for k in range(gather(flag, few, n)):
        j = few[k]
        i = U64(first) + j
        sector = 1 if transports[trades[i]] else 0
        kept = law.kept_transport if sector else law.kept_other
        due = discounted(jkk_bands[bands[i]], kept) + discounted(law.jkm, kept)
        listed = (flags[i] & w.LISTED) != 0 and subsidised[i] < now.scheme_months
        sponsored = sponsors[i] >= 0 and not listed
        gift = given[sponsors[i], sector, 0] + given[sponsors[i], sector, 1] if sponsored else 0
        share = shares[min(subsidised[i], shares.shape[0] - 1)] if listed else 0
        theirs = discounted(now.scheme_jkk, share) + discounted(now.scheme_jkm, share)
        auto_debit = F32(1) if flags[i] & w.AUTO_DEBIT else F32(0)
        payer, months = member_outcome(
            ids[i], listed, sponsored, gift, payers[i], (flags[i] & w.PAID_ALONE) != 0, owed[i], months_paid[i],
            income[i], income[i] + buffer[i], mean[j], auto_debit, F32(due),
            F32(now.scheme_jkk + now.scheme_jkm - theirs), tries[j], u[j], now, p,
        )  # fmt: skip
        payers[i] = payer
        if months > 0:
            paying[found] = j
            paid_months[found] = months
            found += 1
            continue
        lapses += owed[i] == 0
        owed[i] = min(owed[i] + 1, MOST_ARREARS)
        consecutive[i] = months_towards_cover(consecutive[i], 0, benefits.jkm_waiting_months)
        if owed[i] > benefits.arrears_endured:
            status[i] = w.INACTIVE
            payers[i] = w.NOBODY
            programmes[i] = 0
            u[j] = F32(1)  # has chosen this month, and does not register again in it
    total[c.LAPSES] += lapses
    return found


@scalar
def outsiders_of_block(
    x: Workers, s: Scratch, reach: NDArray[np.uint8], t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now,
    p: Parameters, total: NDArray[np.int64], first: int, n: int, found: int,
) -> int:  # fmt: skip
    """Outsiders who are registered by the scheme or a sponsor, join, or register again; most do neither.

    Puts those who do behind the `found` in `s.paying`, as members who are about to pay their first month.
    """
    ids, status, payers, flags, trades = x.id, x.status, x.payer, x.flags, x.trade
    bands, owed, consecutive = x.band, x.arrears, x.consecutive
    subsidised, programmes, since, sponsors = x.subsidised, x.programmes, x.member_since, x.sponsor
    income, buffer = x.income, x.buffer
    awareness, trust, frailty = x.awareness, x.trust, x.frailty
    mean, due, tries, few, paying, paid_months = s.mean, s.due, s.tries, s.few, s.paying, s.months
    u = s.u[d.CHOOSES]
    transports, jkk_bands, lower, given, shares = t.transport, law.jkk, law.lower, t.given, t.share
    simpler, where = t.advocated, x.cell
    _flag_outsiders(x, s, benefits, now, p, first, n)
    for k in range(gather(s.flag, few, n)):
        j = few[k]
        i = U64(first) + j
        listed = (flags[i] & w.LISTED) != 0 and now.scheme_open and subsidised[i] < now.scheme_months
        sector = 1 if transports[trades[i]] else 0
        gift = given[sponsors[i], sector, 0] + given[sponsors[i], sector, 1] if sponsors[i] >= 0 else 0
        cash = income[i] + buffer[i]
        again = status[i] == w.INACTIVE
        share = shares[min(subsidised[i], shares.shape[0] - 1)]
        theirs = discounted(now.scheme_jkk, share) + discounted(now.scheme_jkm, share)
        kept = law.kept_transport if sector else law.kept_other
        own = 0
        if listed and F32(now.scheme_jkk + now.scheme_jkm - theirs) <= cash:
            payer = w.BUDGET
            total[c.REGISTRATIONS] += 1
        elif gift > 0:
            payer = w.SPONSOR
            total[c.REGISTRATIONS] += 1
        elif again:
            chance = reactivation_probability(
                (flags[i] & w.PAID_ALONE) != 0, tries[j], due[j], cash, income[i], mean[j], awareness[i], trust[i],
                min(selected(due[j], frailty[i], F32(0), p), MOST_SELECTED), p,
            )  # fmt: skip
            if u[j] >= chance:
                continue
            own = bands[i]
            payer = w.SELF
            total[c.REACTIVATIONS] += 1
        else:
            if u[j] >= tries[j]:
                continue
            helped = F32(1) if reach[i] & (STAFF | AGENT | HELPED) else F32(0)
            advocated = F32(1) if simpler[where[i]] else F32(0)
            total[c.TRIES] += 1
            if rare(ids[i], d.COMPLETES, now) >= success_probability(helped, advocated, p):
                total[c.FAILURES] += 1
                continue
            own = band_of(mean[j], lower) if rare(ids[i], d.DECLARES, now) < p.declares_own_income else 0
            payer = w.SELF
            total[c.REGISTRATIONS] += 1
        # where the contribution of the own (or the former) income is not in hand, the lowest band is declared
        if F32(discounted(jkk_bands[own], kept) + discounted(law.jkm, kept)) > cash:
            own = 0
        bands[i] = own
        payers[i] = payer
        if since[i] < 0 or benefits.waiting_restarts:
            since[i] = now.month
        status[i] = w.ACTIVE
        programmes[i] = w.JKK | w.JKM
        owed[i] = 0
        # registering again starts the waiting months anew, or not: the reading `jkm_restart`
        begins = benefits.waiting_restarts or not again
        consecutive[i] = 0 if begins else max(consecutive[i], benefits.jkm_waiting_months)
        paying[found] = j
        paid_months[found] = 1
        found += 1
    return found


@scalar
def _flag_outsiders(
    x: Workers, s: Scratch, benefits: BenefitLaw, now: Now, p: Parameters, first: int, n: int
) -> None:  # fmt: skip
    """Flag in `s.flag` those young enough to register who may do so: by a try, again, by the scheme, by a sponsor."""
    status, flags, births = x.status[first : first + n], x.flags[first : first + n], x.birth_month[first : first + n]
    sponsors, tries, flag = x.sponsor[first : first + n], s.tries, s.flag
    u = s.u[d.CHOOSES]
    oldest = now.calendar - 12 * (benefits.age_last + 1)
    most_again = MOST_SELECTED * p.reactivation
    listed = w.LISTED if now.scheme_open else 0
    for j in range(n):
        never, once = status[j] == w.NEVER, status[j] == w.INACTIVE
        wants = (never & (u[j] < tries[j])) | (once & (u[j] < max(most_again, tries[j])))
        is_paid_for = (never | once) & (((flags[j] & listed) != 0) | (sponsors[j] >= 0))
        flag[j] = (wants | is_paid_for) & (births[j] > oldest)


@scalar
def payments_of_block(
    x: Workers, s: Scratch, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now,
    total: NDArray[np.int64], first: int, found: int,
) -> None:  # fmt: skip
    """Book the months of the `found` workers in `s.paying`, to whoever pays; `s.outlay` gets what the worker pays.

    What the scheme or a sponsor left unpaid is settled when it pays again: its gaps are not held against the member, an
    assumption, since no rule on funders' gaps was found.
    """
    payers, trades, bands, owed, flags = x.payer, x.trade, x.band, x.arrears, x.flags
    consecutive, months_paid, subsidised = x.consecutive, x.months_paid, x.subsidised
    in_year, sponsors = x.paid_in_year, x.sponsor
    outlay, paying, paid_months = s.outlay, s.paying, s.months
    transports, shares, jkk_bands, given = t.transport, t.share, law.jkk, t.given
    own_jkk = own_jkm = paid_self = first_payments = 0
    for k in range(found):
        j, months = paying[k], paid_months[k]
        i = U64(first) + j
        sector = 1 if transports[trades[i]] else 0
        if payers[i] == w.SELF:
            kept = law.kept_transport if sector else law.kept_other
            jkk, jkm = discounted(jkk_bands[bands[i]], kept), discounted(law.jkm, kept)
            paid_self += months
            owed[i] = owed[i] + 1 - months
            flags[i] |= w.PAID_ALONE
        else:
            jkk = jkm = 0
            owed[i] = 0
            bands[i] = 0  # the lowest base is paid for, and benefits rest on what is paid for
            if payers[i] == w.BUDGET:
                share = shares[min(subsidised[i], shares.shape[0] - 1)]
                scheme_jkk, scheme_jkm = discounted(now.scheme_jkk, share), discounted(now.scheme_jkm, share)
                jkk, jkm = now.scheme_jkk - scheme_jkk, now.scheme_jkm - scheme_jkm
                subsidised[i] += 1
                total[c.SUBSIDISED] += 1
                total[c.JKK_SCHEME] += scheme_jkk
                total[c.JKM_SCHEME] += scheme_jkm
            else:
                total[c.SPONSORED] += 1
                total[c.JKK_SPONSOR] += given[sponsors[i], sector, 0]
                total[c.JKM_SPONSOR] += given[sponsors[i], sector, 1]
        in_time = 1 if owed[i] == 0 else 0
        consecutive[i] = months_towards_cover(consecutive[i], in_time, benefits.jkm_waiting_months)
        own_jkk += months * jkk
        own_jkm += months * jkm
        outlay[j] = F32(months * (jkk + jkm))
        first_payments += in_year[i] == 0
        in_year[i] = min(in_year[i] + months, MOST_IN_YEAR)
        months_paid[i] += months
    total[c.JKK_SELF] += own_jkk
    total[c.JKM_SELF] += own_jkm
    total[c.PAID_SELF] += paid_self
    total[c.FIRST_PAYMENT] += first_payments
