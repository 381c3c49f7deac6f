"""Whether a member pays this month, stops, comes back.

The hazard of stopping is high in the first six paid months and lower later, higher in a bad month, lower with
auto-debit; who stopped may resume while cover endures, or register again after it ended, seldom in a bad month. When a
subsidy ends, a minority goes on paying; the others have no payments of their own to return to, and decide like those
who never joined, only that their registration is behind them (Thornton and others 2010; Banerjee and others 2021: about
twice the control group, of whose tries half fail at registration).
"""

from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters

EARLY_MONTHS = 6
BAD_MONTH = F32(0.6)  # of the worker's own mean income


@scalar
def stop_probability(months_paid: int, income: F32, own_mean: F32, auto_debit: F32, p: Parameters) -> F32:
    """Hazard that a paying member does not pay this month."""
    hazard = p.lapse_early if months_paid < EARLY_MONTHS else p.lapse_late
    hazard = hazard * (p.lapse_bad_month if income < BAD_MONTH * own_mean else F32(1))
    hazard = hazard * (F32(1) + auto_debit * (p.auto_debit_factor - F32(1)))
    return min(hazard, F32(1))


@scalar
def resume_probability(paid_alone: bool, wish: F32, income: F32, own_mean: F32, p: Parameters) -> F32:
    """Probability that a member in arrears pays again while cover endures; not in a bad month.

    Who has never `paid_alone`, a member whose subsidy ended, pays as newcomers try: with probability `wish`, that of
    `try_probability`.
    """
    if income < BAD_MONTH * own_mean:
        return F32(0)
    return p.return_from_arrears if paid_alone else wish


@scalar
def reactivation_probability(
    paid_alone: bool, wish: F32, price: F32, cash: F32, income: F32, own_mean: F32, awareness: F32, trust: F32,
    frailty_factor: F32, p: Parameters,
) -> F32:  # fmt: skip
    """Hazard that a worker whose cover ended registers again; who never `paid_alone` does so with that of newcomers."""
    if price > cash:
        return F32(0)
    hazard = p.reactivation * awareness * trust * frailty_factor if paid_alone else wish
    return min(hazard * (p.reactivation_bad_month if income < BAD_MONTH * own_mean else F32(1)), F32(1))
