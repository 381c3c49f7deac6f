"""Who qualifies and who comes first: a regulation's typed criteria over the workers' columns."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.law.values import Criterion, Quantity, Ranking
from lindung.simulation import workers as w
from lindung.simulation.workers import REGISTRIES, Bool, Float32, UInt8, Workers

type At = NDArray[np.int64] | slice  # slots

EVERYBODY: Final = slice(None)
LOG_PEOPLE: Final = np.log1p(np.arange(128)).astype(np.float32)  # of the worker and so many dependants


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What criteria refer to beside the columns: the calendar, prices, each trade's occupations, welfare groups."""

    calendar: int  # months since January 1900
    minimum_wage: int  # rupiah a month
    price_level: np.float32  # of incomes, log against the prices that `level` is in
    need_alone: float  # rupiah a month that the household of a worker without dependants needs from the worker
    occupations: Sequence[frozenset[str]]  # of each trade, in the words of the law
    welfare: Mapping[str, np.float32]  # by the law's word for a group: income below this multiple of the need

    def permanent_income(self, workers: Workers) -> Float32:
        """Rupiah a month, one a worker."""
        return np.asarray(np.exp(workers.level + self.price_level))

    def needed(self, workers: Workers) -> Float32:
        """Rupiah a month that the household needs from the worker, one a worker."""
        return np.asarray(np.float32(self.need_alone) * (1 + workers.dependants.astype(np.float32)))


def eligible(
    workers: Workers, criteria: Mapping[str, Criterion], here: Circumstances, at: At = EVERYBODY
) -> Bool:  # fmt: skip
    """True for workers (of these slots) who meet every criterion; without criteria, every worker in the city."""
    mask: Bool = workers.status[at] != w.EMPTY
    for criterion in criteria.values():
        mask &= meets(workers, criterion, here, at)
    return mask


def priority_class(
    workers: Workers, ranking: Ranking | None, here: Circumstances, at: At = EVERYBODY
) -> UInt8:  # fmt: skip
    """The tier of each worker (of these slots), 0 served first; the last number for those in none."""
    tiers = () if ranking is None else ranking.tiers
    found = np.full(workers.id[at].size, len(tiers), dtype=np.uint8)
    for rank in range(len(tiers) - 1, -1, -1):
        for criterion in tiers[rank]:
            found[meets(workers, criterion, here, at)] = rank
    return found


def meets(workers: Workers, criterion: Criterion, here: Circumstances, at: At = EVERYBODY) -> Bool:
    """True for workers who meet one criterion. Raises `NotImplementedError` for an attribute no column answers."""
    mask = _attribute(workers, criterion, here, at)
    return np.logical_not(mask) if criterion.equals is False else mask


def _attribute(workers: Workers, criterion: Criterion, here: Circumstances, at: At) -> Bool:
    mask: Bool
    match criterion.attribute:
        case "age":
            return _between((here.calendar - workers.birth_month[at].astype(np.int32)) // 12, criterion)
        case "income" if (amount := rupiah_below(criterion, here)) is not None:
            mask = workers.level[at] + here.price_level < np.float32(logarithm(amount))
        case "income" | "at_risk" | "poverty":
            income = workers.level[at] + here.price_level - LOG_PEOPLE[workers.dependants[at]]
            mask = income < np.float32(logarithm(multiple_of_need(criterion, here) * here.need_alone))
        case "occupation":
            fits = np.array([bool(words & set(criterion.any_of)) for words in here.occupations], dtype=np.bool_)
            mask = fits[workers.trade[at]]
        case "registry":
            bits = sum(1 << REGISTRIES.index(word) for word in criterion.any_of if word in REGISTRIES)
            mask = (workers.registries[at] & bits) != 0
        case "residence":
            mask = (workers.flags[at] & w.RESIDENT) != 0
        case "informal":
            mask = (workers.flags[at] & w.INFORMAL) != 0
        case "no_other_aid":
            mask = workers.payer[at] != w.SPONSOR  # the scheme itself is no other aid
        case "working":
            mask = workers.status[at] != w.EMPTY
        case "disability":
            mask = (workers.flags[at] & w.DISABLED) != 0
        case "married_with_dependants":
            mask = ((workers.flags[at] & w.MARRIED) != 0) & (workers.dependants[at] > 0)
        case "sex":
            female = (workers.flags[at] & w.FEMALE) != 0
            mask = female if "female" in criterion.any_of else np.logical_not(female)
        case _:
            raise NotImplementedError(f"no column answers the attribute {criterion.attribute}")
    return mask


def logarithm(amount: float) -> float:
    """The natural logarithm; nothing is below any."""
    return math.log(amount) if amount > 0 else -math.inf


def rupiah_below(criterion: Criterion, here: Circumstances) -> float | None:
    """Below how many rupiah a month a criterion on income asks it to be; None where that is the household's need."""
    if isinstance(criterion.below, Quantity):
        return float(criterion.below.amount)
    return float(here.minimum_wage) if criterion.below == "minimum_wage" else None


def multiple_of_need(criterion: Criterion, here: Circumstances) -> float:
    """Below which multiple of the household's need a criterion on welfare asks permanent income to be."""
    if criterion.attribute == "at_risk":
        return float(here.welfare["vulnerable"])
    if criterion.attribute == "income":
        return 1.0
    return max((float(here.welfare[word]) for word in criterion.any_of if word in here.welfare), default=0.0)


def _between(years: np.ndarray[tuple[int], np.dtype[np.int32]], criterion: Criterion) -> Bool:
    mask = np.ones(years.shape, dtype=np.bool_)
    if criterion.at_least is not None:
        mask &= years >= int(criterion.at_least.amount)
    if criterion.at_most is not None:
        mask &= years <= int(criterion.at_most.amount)
    if isinstance(criterion.below, Quantity):
        mask &= years < int(criterion.below.amount)
    return mask
