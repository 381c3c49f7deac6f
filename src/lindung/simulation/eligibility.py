"""Who qualifies and who comes first: a regulation's typed criteria over the workers' columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lindung.law.values import Criterion, Quantity, Ranking
from lindung.simulation import workers as w
from lindung.simulation.workers import REGISTRIES, Bool, Float32, UInt8, Workers


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What criteria refer to beside the columns: the calendar, prices, each trade's occupations, welfare groups."""

    calendar: int  # months since January 1900
    minimum_wage: int  # rupiah a month
    permanent_income: Float32  # rupiah a month, one a worker
    needed: Float32  # rupiah a month the household needs from the worker, one a worker
    occupations: Sequence[frozenset[str]]  # of each trade, in the words of the law
    welfare: Mapping[str, np.float32]  # by the law's word for a group: income below this multiple of the need


def eligible(workers: Workers, criteria: Mapping[str, Criterion], here: Circumstances) -> Bool:
    """True for workers who meet every criterion; without criteria, every worker in the city."""
    mask: Bool = workers.status != w.EMPTY
    for criterion in criteria.values():
        mask &= meets(workers, criterion, here)
    return mask


def priority_class(workers: Workers, ranking: Ranking | None, here: Circumstances) -> UInt8:
    """The tier of each worker, 0 served first; the last number for those in none."""
    tiers = () if ranking is None else ranking.tiers
    found = np.full(workers.size, len(tiers), dtype=np.uint8)
    for rank in range(len(tiers) - 1, -1, -1):
        for criterion in tiers[rank]:
            found[meets(workers, criterion, here)] = rank
    return found


def meets(workers: Workers, criterion: Criterion, here: Circumstances) -> Bool:
    """True for workers who meet one criterion. Raises `NotImplementedError` for an attribute no column answers."""
    mask = _attribute(workers, criterion, here)
    return np.logical_not(mask) if criterion.equals is False else mask


def _attribute(workers: Workers, criterion: Criterion, here: Circumstances) -> Bool:
    mask: Bool
    match criterion.attribute:
        case "age":
            return _between((here.calendar - workers.birth_month.astype(np.int32)) // 12, criterion)
        case "income":
            mask = here.permanent_income < _limit(criterion, here)
        case "occupation":
            fits = np.array([bool(words & set(criterion.any_of)) for words in here.occupations], dtype=np.bool_)
            mask = fits[workers.trade]
        case "registry":
            bits = sum(1 << REGISTRIES.index(word) for word in criterion.any_of if word in REGISTRIES)
            mask = (workers.registries & bits) != 0
        case "residence":
            mask = (workers.flags & w.RESIDENT) != 0
        case "informal":
            mask = (workers.flags & w.INFORMAL) != 0
        case "no_other_aid":
            mask = workers.payer != w.SPONSOR  # the scheme itself is no other aid
        case "at_risk":
            mask = here.permanent_income < here.welfare["vulnerable"] * here.needed
        case "working":
            mask = workers.status != w.EMPTY
        case "poverty":
            limits = [here.welfare[word] for word in criterion.any_of if word in here.welfare]
            mask = here.permanent_income < max(limits, default=np.float32(0)) * here.needed
        case "disability":
            mask = (workers.flags & w.DISABLED) != 0
        case "married_with_dependants":
            mask = ((workers.flags & w.MARRIED) != 0) & (workers.dependants > 0)
        case "sex":
            female = (workers.flags & w.FEMALE) != 0
            mask = female if "female" in criterion.any_of else np.logical_not(female)
        case _:
            raise NotImplementedError(f"no column answers the attribute {criterion.attribute}")
    return mask


def _between(years: np.ndarray[tuple[int], np.dtype[np.int32]], criterion: Criterion) -> Bool:
    mask = np.ones(years.shape, dtype=np.bool_)
    if criterion.at_least is not None:
        mask &= years >= int(criterion.at_least.amount)
    if criterion.at_most is not None:
        mask &= years <= int(criterion.at_most.amount)
    if isinstance(criterion.below, Quantity):
        mask &= years < int(criterion.below.amount)
    return mask


def _limit(criterion: Criterion, here: Circumstances) -> Float32 | float:
    if isinstance(criterion.below, Quantity):
        return float(criterion.below.amount)
    return float(here.minimum_wage) if criterion.below == "minimum_wage" else here.needed
