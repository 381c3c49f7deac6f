"""Income of a month: permanent level, slow and fast shocks, season, months without any.

    log y = level + d + s(trade, month) + e,   d' = rho d + u

after Meghir and Pistaferri (2004) in form; persistence from Newhouse (Indonesia, IFLS), volatility from financial
diaries. Shocks are centred so that the mean income stays exp(level).
"""

from lindung.simulation.arithmetic import exp, normal
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters


@scalar
def persistent_deviation(deviation: F32, u: F32, p: Parameters) -> F32:
    """The slowly fading log deviation after one more month; `u` uniform."""
    return p.rho * deviation + p.sd_persistent * normal(u)


@scalar
def monthly_income(
    level: F32, deviation: F32, season: F32, sd_transitory: F32, zero_month: F32, u_transitory: F32, u_zero: F32,
    p: Parameters,
) -> F32:  # fmt: skip
    """Rupiah earned this month: nothing with probability `zero_month`, else lognormal about exp(level + ...)."""
    if u_zero < zero_month:
        return F32(0)
    centre = F32(0.5) * (sd_transitory * sd_transitory + p.sd_persistent * p.sd_persistent / (F32(1) - p.rho * p.rho))
    return exp(level + deviation + season + sd_transitory * normal(u_transitory) - centre)
