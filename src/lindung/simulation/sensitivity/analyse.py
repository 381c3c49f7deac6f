"""Screening, indices and the order of the drafts, from runs at many points; an interrupted analysis goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest
from lindung.simulation.calibration.free import SPREAD, applied
from lindung.simulation.comparison.compare import prepared
from lindung.simulation.comparison.jobs import Executor, Threads
from lindung.simulation.comparison.plan import Job
from lindung.simulation.comparison.store import Store
from lindung.simulation.experiments.vectors import vectors_of
from lindung.simulation.metrics import METRICS
from lindung.simulation.record import digest
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity.design import (
    Effect,
    Index,
    end_points,
    morris_effects,
    morris_points,
    sobol_indices,
    sobol_points,
    spread_points,
)
from lindung.simulation.sensitivity.order import Order, order_of
from lindung.simulation.sensitivity.sweep import Figures, Sweep, swept
from lindung.simulation.sensitivity.unknowns import Unknown, factors, unknowns, values_at

type Method = Literal["morris", "sobol"]
type Progress = Callable[[int, int], None]
type Points = NDArray[np.float64]

METHODS: Final[tuple[Method, ...]] = ("morris", "sobol")
HEADLINES: Final = (
    "protected_person_months", "poverty_person_months", "budget_spent_rp", "active_coverage_end", "claim_ratio_jkm",
    "deaths_uncovered", "falls_into_poverty",
)  # fmt: skip
NOISE: Final = 4  # replicates at the scenario's own values


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is run: workers, Morris trajectories, factors taken on to Sobol, its base sample, points of the rule."""

    workers: int
    trajectories: int
    chosen: int
    base: int
    points: int

    def jobs(self, n_factors: int, method: Method) -> int:
        """Points to be run."""
        screened = self.trajectories * (n_factors + 1) + 2 * n_factors + self.points + NOISE
        return screened + (self.base * (min(self.chosen, n_factors) + 2) if method == "sobol" else 0)


FULL: Final = Effort(workers=10_000, trajectories=10, chosen=12, base=128, points=400)
QUICK: Final = Effort(workers=3_000, trajectories=2, chosen=4, base=8, points=60)


@dataclass(frozen=True, slots=True)
class Output:
    """One figure whose doubt is looked into: a metric of the baseline, or an arm's difference to another."""

    metric: str
    arm: int
    against: int | None  # None: the level itself

    def of(self, figures: Figures) -> Points:
        """Its value at every point."""
        if self.against is None:
            return figures.level(self.metric, self.arm)
        return figures.difference(self.metric, self.arm, self.against)


@dataclass(frozen=True, slots=True)
class Finding:
    """Of one output: at the scenario's own values, over the ranges, and what moves it.

    `noise` is the share of the spread over the ranges (as a variance) that other luck alone would give.
    """

    output: Output
    own: float
    low: float
    high: float
    noise: float
    effects: tuple[Effect, ...]
    indices: tuple[Index, ...]


@dataclass(frozen=True)
class Sensitivity:
    """What the results of a comparison rest on."""

    plan: Sweep
    effort: Effort
    method: Method
    unknowns: tuple[Unknown, ...]
    chosen: tuple[str, ...]  # factors taken on to Sobol
    findings: tuple[Finding, ...]
    order: Order | None  # None with fewer than two drafts
    identity: Mapping[str, Any]
    jobs: int
    stores: tuple[Store, ...] = field(default=(), compare=False)

    def clear(self) -> None:
        """Remove what was kept of the runs, once what was made of them is."""
        for store in self.stores:
            store.clear()

    @property
    def arms(self) -> tuple[str, ...]:
        """The regulations, the baseline first."""
        return tuple(arm.regulation for arm in self.plan.arms)

    @property
    def fingerprint(self) -> str:
        """A hash of the inputs."""
        return digest(self.identity)


def analyse(
    scenario: Scenario | str | Path,
    *,
    regulations: Sequence[str | Path] = (),
    method: Method = "sobol",
    metrics: Sequence[str] = (),
    effort: Effort = FULL,
    workers: int | None = None,
    months: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    executor: Executor | None = None,
    keep: Path | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Look into the doubt of `metrics` (default: `HEADLINES`) and of their differences between regulations.

    Every unknown of the scenario is varied over its range under Morris; the factors that matter most go on to Sobol.
    `keep` is a folder for what has been run. The numbers do not depend on `threads` or `executor`. Raises `BadInput`.
    """
    for metric in metrics:
        if metric not in METRICS:
            raise BadInput(Fault("metric-unknown", {"name": metric, "nearest": Nearest(metric, tuple(METRICS))}))
    loaded = at_middle(scenario if isinstance(scenario, Scenario) else Scenario.load(scenario))
    size = min(effort.workers, loaded.population.size) if workers is None else workers
    plan, _, identity, _ = prepared(
        loaded, regulations=regulations, workers=size, months=months, seed=seed, replicates=2
    )
    sweep = Sweep(plan.scenario, plan.arms, plan.workers, plan.months, plan.seed)
    of = unknowns(loaded)
    names = tuple(dict.fromkeys(metrics)) or HEADLINES
    own_values = {one.place: one.declared.value for one in of}
    settings = {**identity, "effort": repr(effort), "method": method, "metrics": names, "own": own_values}
    runs = _Runs(sweep, executor or Threads(threads or cores()), keep, settings, progress, effort, of, method)
    blocks = {
        "morris": morris_points(of, effort.trajectories, sweep.seed),
        "ends": end_points(of),
        "spread": spread_points(of, effort.points, sweep.seed),
    }
    own = runs.own()
    at = runs.at(of, blocks, "screening")
    outputs = outputs_of(names, len(sweep.arms))
    effects = {one: morris_effects(of, blocks["morris"], _known(one.of(at["morris"])), sweep.seed) for one in outputs}
    chosen = foremost(list(effects.values()), effort.chosen)
    few = tuple(one for one in of if one.factor in chosen)
    indices: dict[Output, tuple[Index, ...]] = {}
    if method == "sobol" and few:
        base = {"sobol": sobol_points(few, effort.base, sweep.seed)}
        found = runs.at(few, base, "sobol")["sobol"]
        indices = {one: sobol_indices(few, _known(one.of(found)), sweep.seed) for one in outputs}
    findings = tuple(
        _finding(one, own, at["spread"], effects[one], indices.get(one, ()))
        for one in outputs
        if one.arm < len(own.arms)
    )
    order = None
    if len(sweep.arms) > 2:
        between = Output(names[0], 1, 2)
        screening = morris_effects(of, blocks["morris"], _known(between.of(at["morris"])), sweep.seed)
        order = order_of(
            names[0], of, own.at(slice(0, 1)), at["ends"], at["spread"], blocks["spread"], screening, (1, 2)
        )
    return Sensitivity(
        sweep, replace(effort, workers=size), method, of, tuple(name for name in factors(few) if name in chosen),
        findings, order, settings, runs.done, tuple(runs.stores),
    )  # fmt: skip


def at_middle(scenario: Scenario) -> Scenario:
    """The scenario with the calibration's medoid for its own values, where there is one; ranges stay as declared."""
    middle = vectors_of(scenario, 0, 0).middle
    if not middle:
        return scenario
    declared = {}
    for place, one in scenario.declared.items():
        factor = middle.get(SPREAD, 1.0) if place.endswith(".sd_transitory") else 1.0
        value = min(max(middle.get(place, one.value * factor), one.low), one.high)
        declared[place] = replace(one, value=value)
    return replace(applied(scenario, middle), declared=declared)


def outputs_of(metrics: Sequence[str], arms: int) -> tuple[Output, ...]:
    """Each metric of the baseline, then its difference to the baseline in every other arm."""
    return tuple(Output(metric, arm, 0 if arm else None) for metric in metrics for arm in range(arms))


def foremost(of: Sequence[Sequence[Effect]], n: int) -> tuple[str, ...]:
    """The factors with the largest effect on any output, each output's effects against its own largest."""
    most: dict[str, float] = {}
    for effects in of:
        for one in effects:
            most[one.factor] = max(most.get(one.factor, 0.0), one.mu_star / effects[0].mu_star)
    return tuple(sorted(most, key=lambda name: (-most[name], name))[:n])


def _known(values: Points) -> Points:
    """A ratio of nothing takes the middle of the others, so that it says nothing; all unknown: no values."""
    known = values[~np.isnan(values)]
    return np.where(np.isnan(values), np.median(known), values) if known.size else np.zeros(0)


def _finding(
    one: Output, own: Figures, spread: Figures, effects: tuple[Effect, ...], indices: tuple[Index, ...]
) -> Finding:  # fmt: skip
    here, there = _known(one.of(own)), _known(one.of(spread))
    if not here.size or not there.size:
        return Finding(one, np.nan, np.nan, np.nan, 0.0, effects, indices)
    variance = float(there.var(ddof=1))
    noise = float(here.var(ddof=1)) / variance if variance else 0.0
    low, high = (float(value) for value in np.quantile(there, (0.05, 0.95)))
    return Finding(one, float(here[0]), low, high, min(noise, 1.0), effects, indices)


class _Runs:
    """The runs of an analysis, block by block, with one count of all that is to be done."""

    def __init__(
        self, sweep: Sweep, executor: Executor, keep: Path | None, settings: Mapping[str, Any],
        progress: Progress | None, effort: Effort, of: Sequence[Unknown], method: Method,
    ) -> None:  # fmt: skip
        self.sweep, self.executor, self.keep, self.settings, self.progress = sweep, executor, keep, settings, progress
        self.done = 0
        self.stores: list[Store] = []
        self.total = effort.jobs(len(factors(of)), method)

    def own(self) -> Figures:
        """The scenario's own values under a few seeds: figures [seeds, arms, metrics]."""
        rows = [self._run(self.sweep, [Job(replicate)], "own").levels[0] for replicate in range(NOISE)]
        return Figures(tuple(arm.regulation for arm in self.sweep.arms), np.array(rows))

    def at(self, of: Sequence[Unknown], blocks: Mapping[str, Points], stage: str) -> dict[str, Figures]:
        """Every block of positions run; by block."""
        points = np.concatenate(list(blocks.values()))
        plan = replace(self.sweep, points=tuple(values_at(of, row) for row in points))
        found = self._run(plan, [Job(0, point) for point in range(len(points))], stage)
        ends = np.cumsum([len(block) for block in blocks.values()])
        starts = [0, *ends[:-1]]
        cut = zip(blocks, starts, ends, strict=True)
        return {name: found.at(slice(int(start), int(end))) for name, start, end in cut}

    def _run(self, plan: Sweep, jobs: list[Job], stage: str) -> Figures:
        store = None if self.keep is None else Store(self.keep, digest([dict(self.settings), stage]))
        self.stores += [] if store is None else [store]
        before = self.done

        def said(done: int, _: int) -> None:
            self.done = before + done
            if self.progress is not None:
                self.progress(self.done, self.total)

        return swept(plan, jobs, self.executor, store, said)
