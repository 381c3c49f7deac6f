"""Every fact measured on every replicate, and what follows: pass, fail, or not measurable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from lindung.messages import BadInput, Fault, Text
from lindung.simulation.comparison.differences import Estimate, estimate
from lindung.simulation.engine import default_month
from lindung.simulation.replacing import month_with
from lindung.simulation.run import central
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.fact import Check, Fact, Measured, Threshold, Unmeasurable
from lindung.simulation.validation.facts import FACTS
from lindung.simulation.validation.trials import Trials

type Verdict = Literal["pass", "fail", "not_measurable"]
type Progress = Callable[[int, int], None]

WORKERS: Final = 20_000  # simulated unless asked otherwise, or all of a smaller scenario
REPLICATES: Final = 5
MOST_REPLICATES: Final = 1_000
SEEDS: Final = 2**64
TOO_FEW: Final = Text(
    "Terlalu sedikit kejadian untuk menghitung {names}; naikkan --workers.",
    "Too few cases to compute {names}; raise --workers.",
)


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a check: whether it holds (None: not known), and whether its interval leaves no doubt of that.

    `clear` is None where there is no interval.
    """

    check: Check
    holds: bool | None
    clear: bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact with what was measured of it."""

    fact: Fact
    verdict: Verdict
    values: Mapping[str, Sequence[float | None]]  # by figure, one a replicate; None for a ratio of nothing
    estimates: Mapping[str, Estimate]
    checks: tuple[Held, ...]
    why: Text | None  # why it is not measurable

    @property
    def causes(self) -> list[Text]:
        """The likely cause of every check that fails."""
        return [held.check.otherwise for held in self.checks if held.holds is False]


@dataclass(frozen=True)
class Validation:
    """The fourteen findings and what they rest on."""

    scenario: Scenario
    workers: int
    replicates: int
    seed: int
    parameters: str | None  # the digest of the calibration whose middle they are, why it is not used, or None
    findings: tuple[Finding, ...]

    def count(self, verdict: Verdict) -> int:
        """How many facts have this verdict."""
        return sum(finding.verdict == verdict for finding in self.findings)

    @property
    def fails(self) -> bool:
        """Whether any fact fails."""
        return self.count("fail") > 0


def validate(
    scenario: Scenario | str | Path,
    *,
    workers: int | None = None,
    seed: int | None = None,
    replicates: int = REPLICATES,
    behaviour: Mapping[str, Callable[..., Any]] | None = None,
    facts: Sequence[Fact] = FACTS,
    progress: Progress | None = None,
) -> Validation:
    """Measure stylised facts on a scenario under what is in force there; replicate k has the seed `seed + k`.

    Parameters are those of `run`: the middle of the calibration that stands beside the scenario, else its own.
    `behaviour` replaces decisions as in `run`. Raises `BadInput` for input that cannot be used.
    """
    loaded, parameters = central(scenario if isinstance(scenario, Scenario) else Scenario.load(scenario))
    size = min(loaded.population.size, WORKERS) if workers is None else workers
    first = loaded.seed if seed is None else seed
    for option, value, low, high in (
        ("--workers", size, 1, 2**31), ("--seed", first, 0, SEEDS - 1), ("--replicates", replicates, 1, MOST_REPLICATES)
    ):  # fmt: skip
        if not low <= value <= high:
            raise BadInput(Fault("option-range", {"option": option, "value": value, "low": low, "high": high}))
    month = month_with(behaviour) if behaviour else default_month()
    measured: dict[str, list[Measured]] = {fact.name: [] for fact in facts}
    for k in range(replicates):
        trials = Trials(loaded, size, (first + k) % SEEDS, month)
        for n, fact in enumerate(facts):
            if progress is not None:
                progress(k * len(facts) + n, replicates * len(facts))
            measured[fact.name].append(fact.measure(trials))
    findings = tuple(found(fact, measured[fact.name]) for fact in facts)
    return Validation(loaded, size, replicates, first, parameters, findings)


def found(fact: Fact, replicates: Sequence[Measured]) -> Finding:
    """The verdict on a fact: by the mean over replicates of each figure that a check names.

    One failing check fails the fact; where none fails, a figure that no replicate has leaves it not measurable.
    """
    known = [one for one in replicates if not isinstance(one, Unmeasurable)]
    if not known:
        why = next(one.reason for one in replicates if isinstance(one, Unmeasurable))
        unknown = tuple(Held(check, None, None) for check in fact.checks)
        return Finding(fact, "not_measurable", {}, {}, unknown, why)
    values = {figure.name: [one[figure.name] for one in known] for figure in fact.figures}
    estimates = {name: estimate(of_replicates) for name, of_replicates in values.items()}
    checks = tuple(held(check, estimates) for check in fact.checks)
    lacking = [threshold.figure for one in checks if one.holds is None for threshold in one.check.one_of]
    if any(one.holds is False for one in checks):
        return Finding(fact, "fail", values, estimates, checks, None)
    if lacking:
        why = Text(*(said.format(names=", ".join(lacking)) for said in TOO_FEW))
        return Finding(fact, "not_measurable", values, estimates, checks, why)
    return Finding(fact, "pass", values, estimates, checks, None)


def held(check: Check, estimates: Mapping[str, Estimate]) -> Held:
    """Whether a check holds, by the means; clear where the interval lies wholly on that side of the threshold.

    Of several thresholds the first that holds decides; where none does, all must fail clearly.
    """
    outcomes = [_held(check, threshold, estimates[threshold.figure]) for threshold in check.one_of]
    if met := next((one for one in outcomes if one.holds), None):
        return met
    if any(one.holds is None for one in outcomes):
        return Held(check, None, None)
    clear = [one.clear for one in outcomes]
    return Held(check, False, None if None in clear else all(clear))


def _held(check: Check, threshold: Threshold, one: Estimate) -> Held:
    if one.mean is None:
        return Held(check, None, None)
    holds = threshold.holds(one.mean)
    if one.low is None or one.high is None:
        return Held(check, holds, None)
    return Held(check, holds, all(threshold.holds(end) is holds for end in (one.low, one.high)))
