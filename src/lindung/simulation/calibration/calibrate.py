"""`calibrate`: a scenario fitted to its evidence; and whether a posterior still belongs to the model that is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lindung.simulation.calibration.checkpoint import Checkpoint
from lindung.simulation.calibration.fit import FULL, QUICK, Effort, Fitted, fit
from lindung.simulation.calibration.free import Free, Vector, free_parameters
from lindung.simulation.calibration.informing import informing, tied
from lindung.simulation.calibration.measuring import Measuring
from lindung.simulation.calibration.pool import measuring_on
from lindung.simulation.calibration.posterior import Posterior, posterior_beside, posterior_of
from lindung.simulation.calibration.target import Evidence
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.record import digest, law_digest, versions
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import checked

type Progress = Callable[[int, int], None]

PROBE_WORKERS: Final = 1_000  # of the small runs that tell whether the model still gives the same numbers
PROBE_OUTSIDERS: Final = 500


@dataclass(frozen=True)
class Calibration:
    """What a calibration gave: the posterior as it ships, and all runs behind it."""

    scenario: Scenario
    evidence: Evidence
    free: tuple[Free, ...]
    posterior: Posterior
    fitted: Fitted


@dataclass(frozen=True)
class Prepared:
    """What will be run, and what identifies it."""

    scenario: Scenario
    evidence: Evidence
    free: tuple[Free, ...]
    measuring: Measuring
    effort: Effort
    identity: Mapping[str, Any]


def prepared(
    scenario: Scenario | str | Path, *, quick: bool = False, seed: int | None = None, effort: Effort | None = None,
    evidence: Evidence | None = None,
) -> Prepared:  # fmt: skip
    """The inputs of a calibration; raises `BadInput` for a scenario without evidence."""
    loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    known = evidence or evidence_of(loaded)
    free = free_parameters(loaded, known)
    chosen = effort or (QUICK if quick else FULL)
    _, _, first = checked(loaded, seed=seed)
    asks = tuple(dict.fromkeys(target.asks for target in known.targets))
    size = loaded.population.size
    measuring = Measuring(loaded, asks, min(chosen.workers, size), chosen.outsiders, first)
    identity = {
        "scenario": loaded.name,
        "scenario_digest": loaded.digest,
        "law_digest": law_digest(loaded.corpus),
        "evidence_digest": known.digest,
        "free": {one.name: [one.value, one.low, one.high] for one in free},
        "workers": measuring.workers,
        "outsiders": measuring.outsiders,
        "repeats": chosen.repeats,
        "waves": list(chosen.waves),
        "seed": first,
        "versions": versions(),
    }
    return Prepared(loaded, known, free, measuring, chosen, identity)


def calibrate(
    scenario: Scenario | str | Path,
    *,
    quick: bool = False,
    seed: int | None = None,
    effort: Effort | None = None,
    evidence: Evidence | None = None,
    processes: int | None = None,
    keep: Path | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> Calibration:
    """Fit the parameters marked E to the scenario's targets.

    `keep` is a folder for what has been run; with `resume` it goes on from there, and the result is that of a run that
    was never interrupted. The numbers do not depend on `processes`. Raises `BadInput` for input that cannot be used,
    and where what is kept was run from other inputs.
    """
    inputs = prepared(scenario, quick=quick, seed=seed, effort=effort, evidence=evidence)
    checkpoint = None if keep is None else Checkpoint(keep)
    if checkpoint is not None:
        # the model may have changed while the scenario, the law and the versions have not
        own = {one.name: one.value for one in inputs.free}
        checkpoint.begin({**inputs.identity, "model": probe(inputs.measuring, own)}, resume=resume)
    measuring = inputs.measuring
    with measuring_on(measuring, processes or cores()) as measure:
        fitted = fit(
            inputs.free, inputs.evidence.targets, measuring.asks, measure, inputs.effort, measuring.seed, checkpoint,
            progress,
        )  # fmt: skip
    return Calibration(inputs.scenario, inputs.evidence, inputs.free, _shipped(inputs, fitted), fitted)


def _shipped(inputs: Prepared, fitted: Fitted) -> Posterior:
    bare = posterior_of(fitted, {})
    record = {
        "kind": "calibrate",
        "identity": dict(inputs.identity),
        "sources": {"scenario": inputs.scenario.found_at},
        "fingerprint": digest(inputs.identity),
        "result_digest": bare.digest,
        "model": probe(inputs.measuring, bare.medoid),
        "fitted_to": [target.name for target in fitted.targets if target.fitted],
        "runs": fitted.runs,
        "vectors": bare.size,
        "effective": round(bare.effective, 1),
        "noise": {
            target.name: float(f"{noise:.4g}") for target, noise in zip(fitted.targets, fitted.noise, strict=True)
        },
        "informed_by": informing(fitted),
        "tied": tied(fitted),
    }
    return posterior_of(fitted, record)


def probe(measuring: Measuring, vector: Vector) -> str:
    """A hash of the monthly counters of small runs at one vector: another one means that the model gives other numbers.

    It sees what the model does, not how it is written: faster code with the same numbers leaves it as it is.
    """
    _, counters = measuring.of_size(PROBE_WORKERS, PROBE_OUTSIDERS).measured(vector, 0)
    return digest(counters)


@dataclass(frozen=True, slots=True)
class Stale:
    """Why a posterior is not used: what it was fitted to or with has changed since."""

    what: str  # model, evidence, free, table


def standing(scenario: Scenario, posterior: Posterior) -> Stale | None:
    """Whether a posterior belongs to the scenario and the model as they are now; None where it does.

    Raises `BadInput` for evidence that cannot be read.
    """
    identity = posterior.record.get("identity", {})
    evidence = evidence_of(scenario)
    if identity.get("evidence_digest") != evidence.digest:
        return Stale("evidence")
    free = free_parameters(scenario, evidence)
    ranges = {one.name: [one.low, one.high] for one in free}
    if {name: list(of[1:]) for name, of in identity.get("free", {}).items()} != ranges:
        return Stale("free")
    asks = tuple(dict.fromkeys(target.asks for target in evidence.targets))
    measuring = Measuring(scenario, asks, PROBE_WORKERS, PROBE_OUTSIDERS, int(identity.get("seed", 0)))
    if posterior.record.get("model") != probe(measuring, posterior.medoid):
        return Stale("model")
    return None


def fitting(scenario: Scenario) -> tuple[Posterior | None, Stale | None]:
    """The posterior to use for a scenario, or why the one that stands beside it is not used."""
    found = posterior_beside(scenario)
    if found is None:
        return None, None
    stale = standing(scenario, found)
    return (found, None) if stale is None else (None, stale)
