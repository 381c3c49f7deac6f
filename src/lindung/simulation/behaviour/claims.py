"""Whether a covered injury is claimed: a large bill seldom goes unclaimed, a small one often does.

That injured workers claim the serious more often than the slight is found wherever it was asked (Shannon and Lowe 2002,
American Journal of Industrial Medicine, Canada: recalled); no count for informal workers was found.
"""

from lindung.simulation.arithmetic import exp, log
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters


@scalar
def file_probability(treatment: int, p: Parameters) -> F32:
    """Probability that a covered non-fatal injury is claimed: 1 - (1 - file_jkk)^(treatment / treatment_mean).

    `treatment` in rupiah; an injury of mean cost is claimed with probability `file_jkk`.
    """
    if p.file_jkk >= F32(1):
        return F32(1)
    times_mean = F32(treatment) / p.treatment_mean if p.treatment_mean > F32(0) else F32(1)
    return F32(1) - exp(times_mean * log(F32(1) - p.file_jkk))
