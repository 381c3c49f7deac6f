"""One replicate of every arm: the common past lived once, the city forked where the law parts, fates compared."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.comparison.arms import Arm
from lindung.simulation.comparison.groups import Tally
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.institutions.purse import BudgetLine
from lindung.simulation.metrics import metrics, parts
from lindung.simulation.model import City
from lindung.simulation.setting import Setting
from lindung.simulation.state import given, taken

type Figures = dict[str, int | float | None]
type GroupFigures = dict[str, NDArray[np.int64]]  # by dimension, [group, outcome]


@dataclass(frozen=True)
class Outcome:
    """What one job gave, by arm in the plan's order."""

    job: Job
    figures: tuple[Figures, ...]
    differing: tuple[float, ...]  # share of people whose fate differs from the baseline's
    groups: tuple[GroupFigures, ...]
    digests: tuple[str, ...]  # of the monthly numbers
    borrowed: tuple[str, ...] = field(default=())
    parts: tuple[Mapping[str, int], ...] = field(default=())  # of ratios, see `metrics.parts`


def simulate(plan: Plan, job: Job) -> Outcome:
    """Run one job: each place's baseline from the start, every other arm forked from it where its law first differs."""
    figures: dict[int, Figures] = {}
    differing: dict[int, float] = {}
    groups: dict[int, GroupFigures] = {}
    digests: dict[int, str] = {}
    of_ratios: dict[int, Mapping[str, int]] = {}
    borrowed: set[str] = set()
    for base in sorted(set(plan.baselines)):
        members = [number for number, its in enumerate(plan.baselines) if its == base]
        lives = dict(_lives(plan, job, base, members))
        own = lives[base]
        for number in members:
            life = lives.get(number, own)  # an arm whose law never differs lives the baseline's life
            figures[number] = metrics(life.city)
            of_ratios[number] = parts(life.city)
            digests[number] = _digest(life.city.rows)
            groups[number] = life.tally.by_group(own.tally.groups, life.city.n_trades)
            differing[number] = life.tally.differing_from(own.tally)
            borrowed |= life.city.borrowed
    order = range(len(plan.arms))
    return Outcome(
        job,
        tuple(figures[n] for n in order),
        tuple(differing[n] for n in order),
        tuple(groups[n] for n in order),
        tuple(digests[n] for n in order),
        tuple(sorted(borrowed)),
        tuple(of_ratios[n] for n in order),
    )


@dataclass
class _Life:
    city: City
    tally: Tally

    def live_until(self, month: int, since: int) -> None:
        while self.city.month < month:
            if self.city.month == since:
                self.tally.begin(self.city)
            self.city.step()
            if self.city.month > since:
                self.tally.count(self.city)


def _lives(plan: Plan, job: Job, base: int, members: list[int]) -> Iterator[tuple[int, _Life]]:
    scenario = plan.scenario_at(job)
    trunk_arm = plan.arms[base]
    setting = Setting.of(
        scenario, workers=plan.workers, months=plan.months, seed=plan.seed_of(job.replicate), budget=trunk_arm.budget
    )
    trunk = _Life(city_of(setting, trunk_arm), Tally())
    parting = sorted((month, n) for n in members if (month := plan.parts_from[n]) is not None)
    for month, number in parting:
        trunk.live_until(month, plan.since)
        if trunk.city.month == plan.since:
            trunk.tally.begin(trunk.city)
        branch = _Life(fork(trunk.city, plan.arms[number]), trunk.tally.fork())
        branch.live_until(plan.months, plan.since)
        yield number, branch
    trunk.live_until(plan.months, plan.since)
    yield base, trunk


def city_of(setting: Setting, arm: Arm) -> City:
    """A city under an arm's regulation, one thread: jobs run side by side."""
    return City(setting, arm.regime.law, scheme=arm.regime.scheme, readings=arm.readings)


def fork(city: City, arm: Arm, budget: BudgetLine | None = None) -> City:
    """A second city that has lived what this one has lived and goes on under another arm's law (and budget)."""
    setting = replace(city.setting, workers=city.setting.workers.copy(), budget=budget or city.setting.budget)
    other = city_of(setting, arm)
    given(other, *taken(city))
    return other


def _digest(rows: list[dict[str, int]]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
