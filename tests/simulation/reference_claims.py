"""What befalls a person of the reference and what is paid for it: injury, death, departure. See `reference.py`."""

from typing import Any

import numpy as np

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp, normal
from lindung.simulation.behaviour import benefit, claims, risk

F32 = np.float32


def face_risks(me: Any) -> None:
    """Injury, then death of other causes, then leaving; who is gone meets no more."""
    t, age = me.town.tables, min(max(me.age_months // 12, 0), 120)
    me.stood = me.income + me.buffer >= me.needed  # above the poverty line before it happens
    hazard = t.death[1 if me.flags & w.FEMALE else 0, age]
    if me.u(d.INJURED) < risk.injury_probability.py_func(t.injury_risk[me.trade], me.p):
        be_injured(me, risk.severity.py_func(me.u(d.SEVERITY), t.fatal_relative[me.trade], me.p))
    if me.status != w.EMPTY and me.u(d.DIES) < risk.death_probability.py_func(hazard, me.frailty, me.p):
        die(me)
    too_old = me.age_months > 12 * int(me.p.last_age)
    if me.status != w.EMPTY and (too_old or me.u(d.LEAVES) < me.p.exit_rate):
        me.status = w.EMPTY
        me.town.count["exits"] += 1


def be_injured(me: Any, kind: int) -> None:
    """Kind 2 is fatal, 1 leaves a permanent loss, 0 heals."""
    p, fatal, cost, cash = me.p, kind == 2, 0, 0
    covered = me.status == w.ACTIVE and me.months_paid > 0 and me.programmes & w.JKK
    if not fatal:
        scatter = p.treatment_sd * normal(me.u(d.COST)) - F32(0.5) * p.treatment_sd * p.treatment_sd
        cost = int(p.treatment_mean * exp(scatter))
    if covered and (fatal or me.u(d.FILES) < claims.file_probability.py_func(cost, p)):
        cash = jkk_benefit(me, kind, cost)
        me.claims = min(me.claims + 1, 255)
        me.town.settle("claims_jkk", me.cell)
    me.town.count.update(injuries=1, injuries_uncovered=int(not covered), benefits_jkk_rp=cash)
    me.town.count["fatal_injuries"] += fatal
    if fatal:
        be_mourned(me, cash, uncovered=not covered)
    else:
        perhaps_fall(me, cash, F32(cost))
        me.buffer = max(me.buffer + F32(cash) - F32(cost), F32(0))


def die(me: Any) -> None:
    covered = me.status == w.ACTIVE and me.months_paid > 0 and me.programmes & w.JKM
    files = me.p.file_jkm_subsidised if me.payer in (w.BUDGET, w.SPONSOR) else me.p.file_jkm_self
    cash = 0
    if covered and me.u(d.FILES) < files:
        cash = jkm_benefit(me)
        me.town.settle("claims_jkm", me.cell)
    elif me.status == w.INACTIVE:  # the family asks in vain
        me.town.settle("refused", me.cell)
    me.town.count["benefits_jkm_rp"] += cash
    be_mourned(me, cash, uncovered=not covered)


def be_mourned(me: Any, cash: int, *, uncovered: bool) -> None:
    """The slot falls empty; the household has a year to bridge."""
    perhaps_fall(me, cash, F32(12) * me.needed)
    me.town.count.update(deaths=1, deaths_uncovered=int(uncovered))
    me.status = w.EMPTY


def perhaps_fall(me: Any, cash: int, wanted: F32) -> None:
    me.town.count["falls_into_poverty"] += bool(me.stood and me.buffer + F32(cash) < wanted)


def jkk_benefit(me: Any, kind: int, cost: int) -> int:
    law, base, degrees = me.town.benefits, int(me.town.contributions.base[me.band]), me.town.tables.degrees
    if kind == 2:
        return less_arrears(me, benefit.jkk_death_cash.py_func(base, law)) + school(me, law.scholarship_months_jkk)
    degree = int(degrees[min(int(me.u(d.DEGREE) * F32(len(degrees))), len(degrees) - 1)])
    return cost + (less_arrears(me, benefit.jkk_disability_cash.py_func(base, degree, law)) if kind else 0)


def jkm_benefit(me: Any) -> int:
    law = me.town.benefits
    waits = law.jkm_waiting_months > 0
    cash = benefit.jkm_cash.py_func(me.consecutive, waits, law)
    return less_arrears(me, cash) + (school(me, law.scholarship_months_jkm) if cash == law.jkm_total else 0)


def less_arrears(me: Any, cash: int) -> int:
    return benefit.less_arrears.py_func(cash, me.arrears, sum(me.price(me.band)))


def school(me: Any, months: int) -> int:
    """A year's scholarship for the children expected, who are among the dependants."""
    whole = int(me.p.children_eligible)
    children = min(whole + int(me.u(d.CHILDREN) < me.p.children_eligible - F32(whole)), me.dependants)
    return benefit.scholarship.py_func(children, me.months_paid, months, me.town.benefits)
