"""What the household can spend, puts aside, and whether that is below the poverty line."""

from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters


@scalar
def need(poverty_line: F32, dependants: F32, p: Parameters) -> F32:
    """Rupiah a month that the worker must bring in for the household to stand at the poverty line.

    The line for the worker and the dependants, less what other members of the household bring in.
    """
    return poverty_line * (F32(1) + dependants) * (F32(1) - p.other_income_share)


@scalar
def spending(income: F32, buffer: F32, needed: F32) -> F32:
    """What can be spent this month: income, topped up from savings to what is needed."""
    if income >= needed:
        return income
    return min(income + buffer, needed)


@scalar
def buffer_next(income: F32, buffer: F32, needed: F32, paid: F32, p: Parameters) -> F32:
    """Savings after the month: a share of what is left above the need is put aside, a lack is taken out."""
    left = income - needed - paid
    if left > F32(0):
        return buffer + p.saving_share * left
    return max(buffer + left, F32(0))
