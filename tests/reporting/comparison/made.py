"""Comparisons with figures of our own choosing, so that a page can be held against what went into it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from lindung.law.instruments import Instrument
from lindung.simulation.comparison.arms import regimes_of
from lindung.simulation.comparison.clauses import Contribution, Contributions
from lindung.simulation.comparison.comparison import HEADLINES, Comparison
from lindung.simulation.comparison.curve import Curve, Point
from lindung.simulation.comparison.differences import Estimate, estimate
from lindung.simulation.comparison.groups import GROUPS, OUTCOMES
from lindung.simulation.comparison.plan import Job, Plan, arms_of
from lindung.simulation.comparison.replicate import Figures, GroupFigures, Outcome
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario

REPLICATES: Final = 6
FEW: Final = 4
LUCK: Final = (-1.5, 0.4, 1.1, -0.2, 0.9, -0.7)  # of each replicate, in standard deviations; adds up to nothing
LEVELS: Final = {"protected_person_months": 317_000, "poverty_person_months": 258_000, "budget_spent_rp": 390_000_000}
# by metric, (mean, standard deviation) of the difference of each draft
type Wanted = Mapping[str, Sequence[tuple[float, float]]]
CLEAR_AND_NOT: Final[Wanted] = {
    "protected_person_months": ((1_130, 210), (60, 200), (-5_790, 170), (0, 0)),
    "poverty_person_months": ((0.2, 4.0), (-12.5, 3.0), (5.7, 2.0), (0, 0)),
    "budget_spent_rp": ((7_600_000, 1_900_000), (-3_200_000_000, 150_000_000), (200_000, 1_900_000), (0, 0)),
}
DRAFTS: Final = ("padang-prioritas-registri", "padang-kuota-kelurahan", "padang-jht", "padang-bagi-iuran")


def empty(draft: Instrument, name: str = "padang-kosong") -> Instrument:
    """A draft without a clause."""
    return replace(draft, name=name, provisions=())


def made(
    scenario: Scenario,
    drafts: Sequence[str | Instrument] = DRAFTS,
    wanted: Wanted = CLEAR_AND_NOT,
    *,
    months: int = 60,
    workers: int = 36_800,
    budgets: Sequence[int | None] = (None,),
    rests: bool = True,
) -> Comparison:
    """Drafts against the scenario's first regulation; `rests` adds clauses, parameter points, readings and a curve."""
    arms = arms_of(regimes_of(scenario, scenario.regulations[:1], drafts), budgets, [{}])
    plan = Plan(scenario, arms, workers, months, 1371)
    outcomes = {Job(r): _outcome(plan, Job(r), wanted, LUCK[r]) for r in range(REPLICATES)}
    identity = {"replicates": REPLICATES, "until": None, "versions": {"lindung": "0.1.0", "numpy": "2.3.0"}}
    sources = {"scenario": scenario.name, "drafts": [one if isinstance(one, str) else one.name for one in drafts]}
    found = Comparison(plan, outcomes, {}, {}, (), None, identity, sources)
    if not rests:
        return found
    points = {
        Job(r, p): _outcome(plan, Job(r, p), wanted, LUCK[r] + 3.0 * (p - 1.5)) for p in range(4) for r in range(2)
    }
    moved = {name: [(mean * 1.2, sd) for mean, sd in each] for name, each in wanted.items()}
    readings = {
        "age_65=national": {Job(r): _outcome(plan, Job(r), moved, LUCK[r]) for r in range(FEW)},
        "jkm_restart=continues": {Job(r): outcomes[Job(r)] for r in range(FEW)},
    }
    clauses = tuple(_clauses(found, number) for number in range(1, len(arms) // len(budgets)))
    return replace(found, at_points=points, under_readings=readings, clauses=clauses, curve=curve())


def _outcome(plan: Plan, job: Job, wanted: Wanted, luck: float) -> Outcome:
    figures, groups = [], []
    per_place = len({arm.regulation for arm in plan.arms})
    for number, arm in enumerate(plan.arms):
        place = number % per_place
        mine: Figures = {}
        for metric in METRICS:
            level = LEVELS.get(metric, 1_000) + 400 * job.replicate
            mean, sd = wanted.get(metric, ())[place - 1] if place and metric in wanted else (0, 0)
            mine[metric] = level + mean + sd * luck if plan.parts_from[number] is not None else level
        figures.append(mine)
        groups.append(_groups(plan, 0.2 * place * (1 + 0.1 * luck) if arm.regime.is_draft else 0.0))
    return Outcome(
        job, tuple(figures), tuple(0.01 * n for n in range(len(figures))), tuple(groups),
        tuple(f"{job.name}-{n}" for n in range(len(figures))),
    )  # fmt: skip


def _groups(plan: Plan, gain: float) -> GroupFigures:
    """A thousand people in each group; the first group of each dimension gains most, the last loses as much."""
    found = {}
    for dimension in GROUPS:
        n = len(dimension.groups) or len(plan.scenario.trades)
        table = np.zeros((n, len(OUTCOMES)), dtype=np.int64)
        table[:, 0] = 1_000
        table[:, 1] = np.rint(5_000 + 1_000 * gain * np.linspace(1, -1, n))
        found[dimension.name] = table
    return found


def _clauses(found: Comparison, number: int) -> Contributions:
    """The difference of each replicate, three parts to the first clause that is simulated and one to the second."""
    draft = found.plan.arms[number].regime.instrument
    assert draft is not None
    names = tuple(p.at for p in draft.provisions if p.effect == "simulated" and p.under is None)
    parts = [0.75, 0.25, *[0.0] * len(names)]
    base = found.plan.baselines[number]
    values = []
    for metric in HEADLINES:
        pairs = zip(found.values(number, metric)[:FEW], found.values(base, metric)[:FEW], strict=True)
        whole = [(a or 0) - (b or 0) for a, b in pairs]
        for at, part in zip(names, parts, strict=False):
            values.append(Contribution(at, metric, estimate([part * one for one in whole])))
    return Contributions(found.arms[number].regulation, names, (), True, tuple(values))


def curve() -> Curve:
    """Cover rises with money up to Rp1.2 billion and no further."""
    points = []
    for budget, coverage, subsidised in (
        (300_000_000, 0.139, 60_000), (600_000_000, 0.151, 120_000), (1_200_000_000, 0.161, 200_000),
        (2_400_000_000, 0.161, 200_000),
    ):  # fmt: skip
        point = Point(
            budget, _about(coverage, 0.002), _about(100_000 + subsidised, 900), _about(subsidised, 500),
            _about(250_000, 900), _about(16_800 * subsidised, 1_000_000), 0.08, 300.0, 1_900.0,
        )  # fmt: skip
        points.append(point)
    return Curve("perwali-padang-13-2022", 48, tuple(points))


def _about(mean: float, half: float) -> Estimate:
    return Estimate(float(mean), mean - half, mean + half, half, 4)
