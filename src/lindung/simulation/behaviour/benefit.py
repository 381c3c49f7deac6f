"""What a claim pays by the law of its month, in whole rupiah.

JKK: PP 44/2015 and PP 82/2019; JKM: the same and Permenaker 5/2021 Article 97A; arrears: Permenaker 5/2021 Articles 92
and 98. Every amount comes from the corpus, none from here.
"""

from lindung.simulation.compiled import scalar
from lindung.simulation.statute import BenefitLaw


@scalar
def jkm_cash(consecutive: int, waits: bool, law: BenefitLaw) -> int:
    """Cash for a death not caused by work: the whole sum, or the funeral part before the waiting months are over.

    `consecutive` counts paid months since (re-)registration; `waits` says whether the waiting rule binds this member.
    """
    if waits and consecutive < law.jkm_waiting_months:
        return law.jkm_before_waiting
    return law.jkm_total


@scalar
def jkk_death_cash(base: int, law: BenefitLaw) -> int:
    """Cash for a fatal work accident on the declared base: multiple of the wage, periodic part, funeral."""
    return base * law.jkk_death_multiple + law.jkk_periodic + law.jkk_funeral


@scalar
def jkk_disability_cash(base: int, degree_per_100000: int, law: BenefitLaw) -> int:
    """Cash for a permanent partial loss: degree x 80 x base, the degree capped."""
    degree = min(degree_per_100000, law.partial_cap_per_100000)
    return base * law.partial_multiple * degree // 100_000


@scalar
def less_arrears(cash: int, arrears: int, due: int) -> int:
    """What is paid out when months are in arrears that cover still endures: the arrears are taken out first."""
    return max(cash - arrears * due, 0)


@scalar
def scholarship(children: int, months_paid: int, least_months: int, law: BenefitLaw) -> int:
    """One year's scholarship of the children with a right to it, once the member has paid long enough."""
    if months_paid < least_months:
        return 0
    return min(children, law.scholarship_children) * law.scholarship_year
