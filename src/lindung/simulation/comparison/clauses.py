"""Which clause does it: each changed clause's share of a draft's difference, by Shapley values on common draws.

A clause's contribution is what it adds to the figure, averaged over all orders in which the clauses could be enacted
(Shapley 1953). Contributions add up to the whole difference exactly, a clause that changes nothing gets zero, and two
clauses that only work together share their effect equally. Subsets of clauses that give the same law are run once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Final

import numpy as np

from lindung.law.instruments import Instrument, Provision
from lindung.simulation.comparison.arms import Arm, Timeline
from lindung.simulation.comparison.differences import Estimate, estimate
from lindung.simulation.comparison.jobs import Executor, Progress, outcomes_of
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.store import Store
from lindung.simulation.regime import regime_of

MOST_EXACT: Final = 6  # clauses for which every subset is run
ORDERS: Final = 40  # sampled orders beyond

type Subset = frozenset[str]


@dataclass(frozen=True)
class Contribution:
    """What one clause adds to one figure: mean over replicates with its interval."""

    clause: str
    metric: str
    estimate: Estimate


@dataclass(frozen=True)
class Contributions:
    """All of a draft. `idle` are clauses under which the simulated law stays the same: their share is zero."""

    regulation: str
    clauses: tuple[str, ...]
    idle: tuple[str, ...]
    exact: bool  # every subset was run; else orders were sampled
    values: tuple[Contribution, ...]

    def of(self, metric: str) -> dict[str, Estimate]:
        """By clause, its contribution to a metric."""
        return {one.clause: one.estimate for one in self.values if one.metric == metric}


class ClauseGame:
    """A draft as a game of its clauses: which law each subset of them makes."""

    def __init__(self, plan: Plan, arm: Arm, baseline: Arm) -> None:
        if arm.regime.instrument is None or arm.regime.instrument.draft is None:
            raise ValueError(f"{arm.regulation} is no draft")
        self.plan, self.arm, self.baseline = plan, arm, baseline
        self.draft: Instrument = arm.regime.instrument
        chosen = plan.scenario.corpus.readings.chosen(arm.readings)
        self.candidates = tuple(p.at for p in self.draft.provisions if _acts(p, chosen))
        self._arms: dict[Subset, Arm] = {}
        self._digests: dict[Subset, str] = {}

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that change the simulated law, alone or as the last to join."""
        everything, nothing = frozenset(self.candidates), frozenset[str]()
        return tuple(
            at
            for at in self.candidates
            if self.digest(frozenset({at})) != self.digest(nothing)
            or self.digest(everything - {at}) != self.digest(everything)
        )

    @property
    def idle(self) -> tuple[str, ...]:
        """Clauses that change nothing simulated."""
        return tuple(at for at in self.candidates if at not in self.clauses)

    def arm_of(self, subset: Subset) -> Arm:
        """The arm in which only these clauses of the draft are enacted."""
        if subset not in self._arms:
            kept = tuple(p for p in self.draft.provisions if p.at not in self.candidates or p.at in subset)
            name = f"{self.draft.name}#{'+'.join(sorted(subset)) or '-'}"
            regime = regime_of(self.plan.scenario, replace(self.draft, name=name, provisions=kept))
            self._arms[subset] = replace(self.arm, regime=regime)
        return self._arms[subset]

    def digest(self, subset: Subset) -> str:
        """The law that a subset makes, as a hash: subsets of one hash need one run."""
        if subset not in self._digests:
            self._digests[subset] = Timeline(self.plan.scenario, self.arm_of(subset), self.plan.months).digest
        return self._digests[subset]


def _acts(provision: Provision, chosen: Mapping[str, str]) -> bool:
    if provision.effect != "simulated":
        return False
    return provision.under is None or chosen.get(provision.under[0]) == provision.under[1]


def contributions(
    plan: Plan, number: int, *, replicates: int, executor: Executor, metrics: Sequence[str],
    store: Store | None = None, progress: Progress | None = None,
) -> Contributions:  # fmt: skip
    """The clause contributions of the draft that is arm `number` of the plan, over so many replicates."""
    game = ClauseGame(plan, plan.arms[number], plan.arms[plan.baselines[number]])
    clauses = game.clauses
    exact = len(clauses) <= MOST_EXACT
    weights = _exact(clauses) if exact else _sampled(clauses, plan.seed)
    subsets = sorted({s for of_clause in weights.values() for s, _ in of_clause}, key=lambda s: (len(s), sorted(s)))
    laws = list(dict.fromkeys(game.digest(subset) for subset in subsets))
    runs = [next(s for s in subsets if game.digest(s) == law) for law in laws]
    arms = (game.baseline, *(game.arm_of(subset) for subset in runs))
    games = replace(plan, arms=arms, points=())
    jobs = [Job(replicate) for replicate in range(replicates)]
    outcomes = outcomes_of(games, jobs, executor, store, progress)
    place = {law: position + 1 for position, law in enumerate(laws)}
    found = []
    for metric in metrics:
        table = np.array(
            [[_number(figures[metric]) for figures in outcome.figures] for outcome in outcomes.values()]
        )  # [replicate, arm]
        for clause in game.candidates:
            shares = sum(
                (weight * table[:, place[game.digest(subset)]] for subset, weight in weights.get(clause, ())),
                start=np.zeros(replicates),
            )
            known = [None if math.isnan(value) else float(value) for value in shares]
            found.append(Contribution(clause, metric, estimate(known)))
    return Contributions(plan.arms[number].regulation, game.candidates, game.idle, exact, tuple(found))


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _exact(clauses: tuple[str, ...]) -> dict[str, list[tuple[Subset, float]]]:
    """By clause, subsets with the weight of each in its Shapley value (negative where the clause is absent)."""
    k = len(clauses)
    found: dict[str, list[tuple[Subset, float]]] = {}
    for clause in clauses:
        others = [other for other in clauses if other != clause]
        terms = []
        for size in range(k):
            weight = math.factorial(size) * math.factorial(k - size - 1) / math.factorial(k)
            for chosen in combinations(others, size):
                terms += [(frozenset({*chosen, clause}), weight), (frozenset(chosen), -weight)]
        found[clause] = terms
    return found


def _sampled(clauses: tuple[str, ...], seed: int) -> dict[str, list[tuple[Subset, float]]]:
    """The same from sampled orders and their reverses, which add up to the whole just as well."""
    generator = np.random.default_rng([seed, len(clauses)])
    found: dict[str, list[tuple[Subset, float]]] = {clause: [] for clause in clauses}
    for _ in range(ORDERS // 2):
        order = [clauses[i] for i in generator.permutation(len(clauses))]
        for one in (order, order[::-1]):
            for position, clause in enumerate(one):
                before = frozenset(one[:position])
                found[clause] += [(before | {clause}, 1 / ORDERS), (before, -1 / ORDERS)]
    return found
