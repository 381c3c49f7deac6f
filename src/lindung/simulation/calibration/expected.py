"""Claims a month should bring, given who is covered: the same probabilities that the month draws with, not its draws.

Few die and few are hurt among the members of a small city: two thousand member-years have some seven deaths, give or
take three. Their expected number is known from the members' ages, trades and frailties to a few per cent.
"""

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import workers as w
from lindung.simulation.behaviour.benefit import jkk_death_cash, jkk_disability_cash, less_arrears, scholarship
from lindung.simulation.behaviour.risk import death_probability, injury_probability
from lindung.simulation.compiled import F32, kernel
from lindung.simulation.context import Now, Tables
from lindung.simulation.membership import discounted
from lindung.simulation.parameters import Parameters
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.workers import Workers

JKM, JKK, JKK_RUPIAH = range(3)
OLDEST = 120


@kernel
def expect_claims(
    x: Workers, t: Tables, law: ContributionLaw, benefits: BenefitLaw, now: Now, p: Parameters,
    out: NDArray[np.float64],
) -> None:  # fmt: skip
    """Set `out` to the expected JKM claims, JKK claims and rupiah of JKK benefits of the members in `x`, one month."""
    out[:] = 0.0
    status, owed, paid, payers, programmes = x.status, x.arrears, x.months_paid, x.payer, x.programmes
    trades, bands, dependants, flags, births = x.trade, x.band, x.dependants, x.flags, x.birth_month
    frailty, death, fatal_relative, injury_risk = x.frailty, t.death, t.fatal_relative, t.injury_risk
    for i in range(status.shape[0]):
        if status[i] != w.ACTIVE or owed[i] > benefits.arrears_endured or paid[i] == 0:
            continue
        age = min(max((now.calendar - births[i]) // 12, 0), OLDEST)
        if programmes[i] & w.JKM:
            dies = death_probability(death[1 if flags[i] & w.FEMALE else 0, age], frailty[i], p)
            out[JKM] += dies * (p.file_jkm_subsidised if payers[i] >= w.BUDGET else p.file_jkm_self)
        if not programmes[i] & w.JKK:
            continue
        kept = law.kept_transport if t.transport[trades[i]] else law.kept_other
        due = discounted(law.jkk[bands[i]], kept) + discounted(law.jkm, kept)
        base = law.base[bands[i]]
        hurt = float(injury_probability(injury_risk[trades[i]], p))
        fatal = float(min(p.fatal_share * fatal_relative[trades[i]], F32(1)))
        permanent = min(float(p.permanent_share), 1 - fatal)
        out[JKK] += hurt * (fatal + (1 - fatal) * p.file_jkk)
        whole = int(p.children_eligible)
        more = float(p.children_eligible) - whole
        few = scholarship(min(whole, dependants[i]), paid[i], benefits.scholarship_months_jkk, benefits)
        many = scholarship(min(whole + 1, dependants[i]), paid[i], benefits.scholarship_months_jkk, benefits)
        of_death = less_arrears(jkk_death_cash(base, benefits), owed[i], due) + (1 - more) * few + more * many
        degree_cash = 0.0
        for degree in t.degrees:
            degree_cash += less_arrears(jkk_disability_cash(base, degree, benefits), owed[i], due) / t.degrees.shape[0]
        claimed = (1 - fatal) * float(p.treatment_mean) + permanent * degree_cash
        out[JKK_RUPIAH] += hurt * (fatal * of_death + p.file_jkk * claimed)
