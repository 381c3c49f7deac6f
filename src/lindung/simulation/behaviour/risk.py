"""Injury and death of a month.

Injuries by trade relative to market trade; deaths by age and sex from the life table times a worker factor and the
worker's own frailty. Rates are continuous-time hazards, so that halving the month squares the survival.
"""

from lindung.simulation.arithmetic import exp
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters

MONTHS = F32(12)
THOUSAND = F32(1000)


@scalar
def injury_probability(relative_risk: F32, p: Parameters) -> F32:
    """Probability of a work injury this month; `relative_risk` of the trade against the reference trade."""
    return F32(1) - exp(-p.injury_rate * relative_risk / (THOUSAND * MONTHS))


@scalar
def death_probability(hazard_year: F32, frailty: F32, p: Parameters) -> F32:
    """Probability of death this month not caused by work; `hazard_year` is the life table's central rate."""
    return F32(1) - exp(-hazard_year * p.mortality_factor * exp(frailty) / MONTHS)


@scalar
def severity(u: F32, fatal_relative: F32, p: Parameters) -> int:
    """What an injury is: 2 fatal, 1 permanent, 0 temporary; `fatal_relative` the trade's factor on the fatal share."""
    fatal = min(p.fatal_share * fatal_relative, F32(1))
    if u < fatal:
        return 2
    return 1 if u < fatal + p.permanent_share else 0
