"""The comparison of regulations: what was run, and every difference with its doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lindung.simulation.comparison.clauses import Contributions
from lindung.simulation.comparison.curve import Curve
from lindung.simulation.comparison.differences import Estimate, Split, estimate, paired, split
from lindung.simulation.comparison.groups import OUTCOMES
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome
from lindung.simulation.metrics import METRICS
from lindung.simulation.record import digest

if TYPE_CHECKING:
    import polars

HEADLINES = ("protected_person_months", "poverty_person_months", "budget_spent_rp")


@dataclass(frozen=True)
class ArmResult:
    """One arm: every metric over replicates, and its paired difference to the baseline of its budget and readings."""

    number: int
    regulation: str
    budget: int | None
    readings: Mapping[str, str]
    baseline: int
    parts_from: int | None  # the first month whose law differs from the baseline's
    metrics: Mapping[str, Estimate]
    differences: Mapping[str, Estimate]
    differing: Estimate  # share of people whose fate differs

    @property
    def is_baseline(self) -> bool:
        """Whether others are held against it."""
        return self.number == self.baseline


@dataclass(frozen=True)
class GroupGain:
    """A group's difference in one outcome, person-months a person of the group."""

    dimension: str
    group: int
    persons: float
    outcome: str
    estimate: Estimate


@dataclass(frozen=True)
class Comparison:
    """The outcome of `compare`. `outcomes` are by job; jobs at parameter points and other readings stand apart."""

    plan: Plan
    outcomes: Mapping[Job, Outcome]
    at_points: Mapping[Job, Outcome]
    under_readings: Mapping[str, Mapping[Job, Outcome]]  # by `name=choice`
    clauses: tuple[Contributions, ...]
    curve: Curve | None
    identity: Mapping[str, Any]
    sources: Mapping[str, Any] = field(default_factory=dict)  # where the inputs were found, for `verify`

    @property
    def of_one(self) -> bool:
        """Whether intervals are of one more replicate: each has parameters of its own."""
        return self.plan.posterior is not None

    @property
    def replicates(self) -> int:
        """How many replicates each arm has."""
        return len(self.outcomes)

    def values(self, arm: int, metric: str) -> list[float | None]:
        """A metric of an arm, replicate by replicate."""
        return [outcome.figures[arm][metric] for outcome in self.outcomes.values()]

    @cached_property
    def arms(self) -> tuple[ArmResult, ...]:
        """Every arm, in the plan's order."""
        return tuple(self._arm(number) for number in range(len(self.plan.arms)))

    def _arm(self, number: int) -> ArmResult:
        arm, base = self.plan.arms[number], self.plan.baselines[number]
        return ArmResult(
            number,
            arm.regulation,
            arm.budget,
            arm.readings,
            base,
            self.plan.parts_from[number],
            {name: estimate(self.values(number, name), of_one=self.of_one) for name in METRICS},
            {name: paired(self.values(number, name), self.values(base, name), of_one=self.of_one) for name in METRICS},
            estimate([outcome.differing[number] for outcome in self.outcomes.values()]),
        )

    def gains(self, number: int, outcome: str) -> Iterator[GroupGain]:
        """Who gains: by group, the paired difference of an outcome (`protected`, `subsidised`, `poor`) a person."""
        column, base = OUTCOMES.index(outcome), self.plan.baselines[number]
        first = next(iter(self.outcomes.values()))
        for dimension, table in first.groups[number].items():
            for group in range(table.shape[0]):
                persons = [o.groups[base][dimension][group, 0] for o in self.outcomes.values()]
                differences = [
                    (o.groups[number][dimension][group, column] - o.groups[base][dimension][group, column]) / n
                    if n
                    else None
                    for o, n in zip(self.outcomes.values(), persons, strict=True)
                ]
                found = estimate(differences, of_one=self.of_one)
                yield GroupGain(dimension, group, sum(persons) / len(persons), outcome, found)

    def split(self, number: int, metric: str) -> Split:
        """Where the doubt of a difference comes from: sampling, and parameters where points were run."""
        base = self.plan.baselines[number]
        if not self.at_points:
            sd = paired(self.values(number, metric), self.values(base, metric)).sd
            return Split(sd or 0.0, None)
        rows: dict[int, list[float | None]] = {}
        for job, outcome in sorted(self.at_points.items()):
            a, b = outcome.figures[number][metric], outcome.figures[base][metric]
            rows.setdefault(job.point, []).append(None if a is None or b is None else a - b)
        return split(list(rows.values()))

    def by_reading(self, number: int, metric: str) -> dict[str, Estimate]:
        """The difference under every other reading that the simulated law rests on, by `name=choice`."""
        base = self.plan.baselines[number]
        return {
            name: paired(
                [o.figures[number][metric] for o in outcomes.values()],
                [o.figures[base][metric] for o in outcomes.values()],
            )
            for name, outcomes in self.under_readings.items()
        }

    @cached_property
    def borrowed(self) -> tuple[str, ...]:
        """Parameters of law for which the first encoded value stood in."""
        return tuple(sorted({name for outcome in self.outcomes.values() for name in outcome.borrowed}))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the inputs, the replicates asked for included."""
        return digest(self.identity)

    @cached_property
    def result_digest(self) -> str:
        """A hash of the monthly numbers of every arm and replicate."""
        return digest({job.name: outcome.digests for job, outcome in sorted(self.outcomes.items())})

    def to_frame(self) -> "polars.DataFrame":
        """One row an arm, replicate and metric: `regulation, budget, readings, replicate, metric, value`."""
        import polars  # heavy, and only where a frame is wanted

        rows = [
            {
                "arm": number,
                "regulation": arm.regulation,
                "budget": arm.budget,
                "readings": ",".join(f"{name}={choice}" for name, choice in sorted(arm.readings.items())),
                "replicate": job.replicate,
                "metric": metric,
                "value": None if value is None else float(value),
            }
            for job, outcome in self.outcomes.items()
            for number, arm in enumerate(self.plan.arms)
            for metric, value in outcome.figures[number].items()
        ]
        schema = {
            "arm": polars.Int32, "regulation": polars.String, "budget": polars.Int64, "readings": polars.String,
            "replicate": polars.Int32, "metric": polars.String, "value": polars.Float64,
        }  # fmt: skip
        return polars.DataFrame(rows, schema=schema)

    def document(self) -> dict[str, Any]:
        """The document of `lindung compare`, as JSON data."""
        return {
            "scenario": self.plan.scenario.name,
            "baseline": self.plan.arms[0].regulation,
            "replicates": self.replicates,
            "months": self.plan.months,
            "workers": self.plan.workers,
            "factor": self.plan.workers / self.plan.scenario.population.size,
            "arms": [_arm_document(arm) for arm in self.arms],
            "result_digest": self.result_digest,
            "fingerprint": self.fingerprint,
        }

    def record(self) -> dict[str, Any]:
        """The run record: inputs, where they were found, fingerprint and digest."""
        return {
            "kind": "compare",
            "identity": dict(self.identity),
            "sources": dict(self.sources),
            "fingerprint": self.fingerprint,
            "result_digest": self.result_digest,
            "replicates": self.replicates,
        }

    def __repr__(self) -> str:
        return f"<comparison in {self.plan.scenario.name}: {len(self.plan.arms)} arms, {self.replicates} replicates>"


def _arm_document(arm: ArmResult) -> dict[str, Any]:
    return {
        "regulation": arm.regulation,
        "budget": arm.budget,
        "readings": dict(arm.readings),
        "fate_differs": _bare(arm.differing),
        "metrics": {
            name: {
                **_bare(arm.metrics[name]),
                "difference": {
                    **_bare(arm.differences[name]),
                    "replicates_for_10pct": arm.differences[name].replicates_for(),
                },
            }
            for name in METRICS
        },
    }


def _bare(found: Estimate) -> dict[str, float | None]:
    return {"mean": found.mean, "low": found.low, "high": found.high}
