"""Whether a worker qualifies this month, quickly: what never changes of a worker is judged once, the rest by bounds.

The same criteria as `eligibility.py` judges them, which tests hold against each other. Ages are bounds on the month of
birth; incomes are compared in logarithms, so that a month's prices and poverty line are one number each.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lindung.law.values import Criterion, Quantity
from lindung.simulation import workers as w
from lindung.simulation.compiled import F32, kernel, scalar
from lindung.simulation.draws import U64
from lindung.simulation.eligibility import (
    LOG_PEOPLE,
    At,
    Circumstances,
    logarithm,
    meets,
    multiple_of_need,
    rupiah_below,
)
from lindung.simulation.workers import Bool, Float32, Workers

type Slots = NDArray[np.int64]

BLOCK: Final = 1024
MONTHS: Final = 12
EITHER, UNAIDED, AIDED = 0, 1, 2
CONSTANT: Final = frozenset(
    ("occupation", "registry", "residence", "informal", "disability", "married_with_dependants", "sex", "working")
)  # attributes that a worker keeps for life


class Bounds(NamedTuple):
    """A month's criteria on what changes: logarithms of rupiah a month, and months since January 1900."""

    born_after: int
    born_until: int
    price_level: F32
    income_from: F32  # permanent income, at least
    income_below: F32
    need_from: F32  # permanent income less log(1 + dependants), at least
    need_below: F32
    aid: int  # EITHER, UNAIDED or AIDED by a sponsor


class Rules(NamedTuple):
    """A month's criteria."""

    constant: Bool  # by slot, whether every criterion on what a worker keeps for life is met
    bounds: Bounds


def constant_part(workers: Workers, criteria: Mapping[str, Criterion], here: Circumstances, at: At) -> Bool:
    """Whether workers meet every criterion on what they keep for life. Raises as `meets` does."""
    asked = [one for one in criteria.values() if one.attribute in CONSTANT or not _is_a_bound(one)]
    if not isinstance(at, slice):
        return _of_these(workers, asked, here, at)
    mask: Bool = np.ones(workers.id[at].size, dtype=np.bool_)
    for criterion in asked:
        mask &= meets(workers, criterion, here, at)
    return mask


def _of_these(workers: Workers, asked: Sequence[Criterion], here: Circumstances, slots: Slots) -> Bool:
    """The same for a few slots: each criterion asks those alone who met the ones before."""
    left = np.arange(slots.size)
    for criterion in asked:
        left = left[meets(workers, criterion, here, slots[left])]
    mask: Bool = np.zeros(slots.size, dtype=np.bool_)
    mask[left] = True
    return mask


def rules_of(constant: Bool, criteria: Mapping[str, Criterion], here: Circumstances) -> Rules:
    """The month's bounds, with the part of the criteria that is constant."""
    born_after, born_until, aid = -(1 << 15), 1 << 15, EITHER
    income, need = (-math.inf, math.inf), (-math.inf, math.inf)
    for criterion in criteria.values():
        match criterion.attribute:
            case "age" if _is_a_bound(criterion):
                after, until = _births(criterion, here.calendar)
                born_after, born_until = max(born_after, after), min(born_until, until)
            case "income" if (amount := rupiah_below(criterion, here)) is not None:
                income = _narrowed(income, logarithm(amount), criterion)
            case "income" | "at_risk" | "poverty":
                need = _narrowed(need, logarithm(multiple_of_need(criterion, here) * here.need_alone), criterion)
            case "no_other_aid":
                wanted = AIDED if criterion.equals is False else UNAIDED
                aid = wanted if aid in (EITHER, wanted) else UNAIDED | AIDED  # both at once: nobody
    limits = F32(income[0]), F32(income[1]), F32(need[0]), F32(need[1])
    return Rules(constant, Bounds(born_after, born_until, here.price_level, *limits, aid))


def is_judged_monthly(criteria: Mapping[str, Criterion]) -> bool:
    """Whether some criterion is neither kept for life nor a bound, so that `constant_part` holds for one month only."""
    return any(one.attribute not in CONSTANT and not _is_a_bound(one) for one in criteria.values())


def _is_a_bound(criterion: Criterion) -> bool:
    return criterion.attribute in ("income", "at_risk", "poverty", "no_other_aid") or (
        criterion.attribute == "age" and criterion.equals is not False
    )


def _births(criterion: Criterion, calendar: int) -> tuple[int, int]:
    """The months of birth, after the first and up to the second, of those old and young enough."""
    after, until = -(1 << 15), 1 << 15
    if criterion.at_least is not None:
        until = calendar - MONTHS * int(criterion.at_least.amount)
    if criterion.at_most is not None:
        after = calendar - MONTHS * (int(criterion.at_most.amount) + 1)
    if isinstance(criterion.below, Quantity):
        after = max(after, calendar - MONTHS * int(criterion.below.amount))
    return after, until


def _narrowed(bounds: tuple[float, float], limit: float, criterion: Criterion) -> tuple[float, float]:
    """Bounds cut to below the limit, or to it and above where the criterion says no."""
    limit = float(F32(limit))
    low, high = bounds
    return (max(low, limit), high) if criterion.equals is False else (low, min(high, limit))


@scalar
def qualifies(status: int, payer: int, birth_month: int, level: F32, log_people: F32, bounds: Bounds) -> bool:
    """Whether a worker is there and within the month's bounds; `log_people` of the worker and the dependants."""
    income = level + bounds.price_level
    need = income - log_people
    aided = payer == w.SPONSOR
    here = (status != w.EMPTY) & (birth_month > bounds.born_after) & (birth_month <= bounds.born_until)
    earns = (income >= bounds.income_from) & (income < bounds.income_below)
    lacks = (need >= bounds.need_from) & (need < bounds.need_below)
    alone = (bounds.aid == EITHER) | (aided & (bounds.aid == AIDED)) | ((not aided) & (bounds.aid == UNAIDED))
    return bool(here & earns & lacks & alone)


@kernel
def _of_slots(x: Workers, slots: Slots, constant: Bool, bounds: Bounds, people: Float32, found: Bool) -> None:
    status, payers, births, levels, dependants = x.status, x.payer, x.birth_month, x.level, x.dependants
    for k in range(slots.size):
        i = slots[k]
        log_people = people[dependants[i]]
        found[k] = constant[i] and qualifies(status[i], payers[i], births[i], levels[i], log_people, bounds)


def who_qualify(workers: Workers, slots: Slots, rules: Rules) -> Bool:
    """Of these slots, whose worker qualifies."""
    found = np.empty(slots.size, dtype=np.bool_)
    _of_slots(workers, slots, rules.constant, rules.bounds, LOG_PEOPLE, found)
    return found


@kernel
def _count(
    x: Workers, constant: Bool, bounds: Bounds, people: Float32, total: NDArray[np.int64], first: int, last: int
) -> None:  # fmt: skip
    log_people = np.empty(BLOCK, dtype=np.float32)
    for begun in range(first, last, BLOCK):
        n = min(BLOCK, last - begun)
        dependants, levels = x.dependants[begun : begun + n], x.level[begun : begun + n]
        births, payers = x.birth_month[begun : begun + n], x.payer[begun : begun + n]
        status, flags = x.status[begun : begun + n], x.flags[begun : begun + n]
        judged = constant[begun : begun + n]
        for j in range(n):
            log_people[j] = people[U64(dependants[j])]
        listed = eligible = both = np.int32(0)
        for j in range(n):
            fits = judged[j] & qualifies(status[j], payers[j], births[j], levels[j], log_people[j], bounds)
            on_list = (flags[j] & w.LISTED) != 0
            listed = np.int32(listed + on_list)
            eligible = np.int32(eligible + fits)
            both = np.int32(both + (on_list & fits))
        total[0] += listed
        total[1] += eligible
        total[2] += both


def count_qualifying(workers: Workers, rules: Rules, total: NDArray[np.int64], first: int, last: int) -> None:
    """Add to `total` how many of slots [first, last) are listed, qualify, and both."""
    _count(workers, rules.constant, rules.bounds, LOG_PEOPLE, total, first, last)
