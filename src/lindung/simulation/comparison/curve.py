"""Budget against cover: what another rupiah buys, and where administrative capacity binds instead of money."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from lindung.simulation.comparison.arms import Arm
from lindung.simulation.comparison.differences import Estimate, estimate
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import city_of, fork
from lindung.simulation.setting import Setting

Binding = Literal["money", "capacity", "nobody_left"]
MORE: Final = 0.01  # money binds where the richest budget pays for at least so much more
STEPS: Final = 8
MILLION: Final = 1_000_000
LEAST, MOST = 0.5, 13.25  # of the scenario's own budget of the last year


@dataclass(frozen=True)
class Point:
    """A budget and what it bought from `since` on, means over replicates. Rupiah are of the workers simulated."""

    budget: int  # rupiah a year, of the whole population
    coverage: Estimate  # active members over all workers in the last month
    protected: Estimate  # person-months under cover
    subsidised: Estimate  # person-months paid by the scheme
    poor: Estimate  # person-months below the line
    spent: Estimate  # rupiah
    unspent_share: float
    waiting: float  # people verified and not listed in the last month
    unserved: float  # people who qualify and are not listed in the last month


@dataclass(frozen=True)
class Curve:
    """A sweep over budgets under one regulation; money changes from January of the first differing year on."""

    regulation: str
    since: int  # month
    points: tuple[Point, ...]

    def marginal(self) -> tuple[float | None, ...]:
        """Between neighbouring budgets, rupiah spent for one more protected person-month; None where none is gained."""
        found: list[float | None] = []
        for before, after in zip(self.points, self.points[1:], strict=False):
            gained = (after.protected.mean or 0) - (before.protected.mean or 0)
            paid = (after.spent.mean or 0) - (before.spent.mean or 0)
            found.append(paid / gained if gained > 0 and paid > 0 else None)
        return tuple(found)

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """By point, what keeps more people from being paid for."""
        return tuple(binding(point, self.points) for point in self.points)

    @property
    def capacity_from(self) -> int | None:
        """The least budget of the sweep at which money no longer binds, None where it always does."""
        pairs = zip(self.points, self.bindings, strict=True)
        return next((point.budget for point, its in pairs if its != "money"), None) if len(self.points) > 1 else None


def default_budgets(plan: Plan) -> tuple[int, ...]:
    """Budgets in even ratios around the scenario's own of its last year, rounded to Rp1 million."""
    year = plan.scenario.day_of(plan.months - 1).year
    own = sum(budget.in_year(year) for budget in plan.scenario.budgets)
    if not own:
        return ()
    return tuple(round(own * float(ratio) / MILLION) * MILLION for ratio in np.geomspace(LEAST, MOST, STEPS))


def january(plan: Plan) -> int:
    """The first January from the first differing month on, or the last one before it: where a budget year begins."""
    ahead = (12 - (plan.scenario.start.month - 1 + plan.since) % 12) % 12
    month = plan.since + ahead
    return month if month < plan.months else max(month - 12, 0)


def sweep(plan: Plan, arm: Arm, budgets: Sequence[int], replicates: int, threads: int = 1) -> Curve:
    """Run an arm at each budget: one past, forked in January with another sum of money for every year from then on."""
    since = january(plan)

    def one(replicate: int) -> list[_Life]:
        return list(_lives(plan, arm, budgets, since, replicate))

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        lives = list(pool.map(one, range(replicates)))
    by_budget = zip(budgets, zip(*lives, strict=True), strict=True)
    return Curve(arm.regulation, since, tuple(_point(budget, of_budget) for budget, of_budget in by_budget))


@dataclass(frozen=True, slots=True)
class _Life:
    """What one city gave from `since` on."""

    coverage: float
    protected: int
    subsidised: int
    poor: int
    spent: int
    released: int
    waiting: int
    unserved: int


def _lives(plan: Plan, arm: Arm, budgets: Sequence[int], since: int, replicate: int) -> Iterator[_Life]:
    scenario = plan.scenario_at(Job(replicate))
    setting = Setting.of(scenario, workers=plan.workers, months=plan.months, seed=plan.seed_of(replicate))
    trunk = city_of(setting, arm)
    while trunk.month < since:
        trunk.step()
    first_year = plan.scenario.day_of(since).year
    for budget in budgets:
        scaled = round(budget * setting.factor)
        money = {year: scaled if year >= first_year else own for year, own in setting.budget.rupiah.items()}
        city = fork(trunk, arm, replace(setting.budget, rupiah=money))
        while city.month < plan.months:
            city.step()
        rows, last = city.rows[since:], city.rows[-1]
        yield _Life(
            coverage=last["active"] / max(last["workers"], 1),
            protected=sum(row["protected"] for row in rows),
            subsidised=sum(row["subsidised"] for row in rows),
            poor=sum(row["poor"] for row in rows),
            spent=sum(row["budget_spent_rp"] for row in rows),
            released=sum(entry.budget_released for entry in city.ledger.entries[since:]),
            waiting=int((city.engine.workers.waiting_since >= 0).sum()),
            unserved=last["eligible_unlisted"],
        )


def _point(budget: int, lives: Sequence[_Life]) -> Point:
    n = len(lives)
    return Point(
        budget,
        coverage=estimate([life.coverage for life in lives]),
        protected=estimate([life.protected for life in lives]),
        subsidised=estimate([life.subsidised for life in lives]),
        poor=estimate([life.poor for life in lives]),
        spent=estimate([life.spent for life in lives]),
        unspent_share=1 - sum(life.spent for life in lives) / max(sum(life.released for life in lives), 1),
        waiting=sum(life.waiting for life in lives) / n,
        unserved=sum(life.unserved for life in lives) / n,
    )


def binding(point: Point, points: Sequence[Point]) -> Binding:
    """What keeps more people from being paid for: money where a richer budget of the sweep pays for more of them."""
    most = max(other.subsidised.mean or 0 for other in points)
    if most > (1 + MORE) * (point.subsidised.mean or 0):
        return "money"
    return "capacity" if point.unserved >= 1 else "nobody_left"
