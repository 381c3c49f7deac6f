"""`calibrate`: a scenario fitted to its evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lindung.simulation.calibration.belonging import probe
from lindung.simulation.calibration.checkpoint import Checkpoint
from lindung.simulation.calibration.fit import FULL, QUICK, Effort, Fitted, fit
from lindung.simulation.calibration.free import Free, free_parameters
from lindung.simulation.calibration.informing import informing, tied
from lindung.simulation.calibration.measuring import Measuring
from lindung.simulation.calibration.pool import measuring_on
from lindung.simulation.calibration.posterior import Posterior, posterior_of
from lindung.simulation.calibration.target import Evidence
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.record import digest, law_digest, versions
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import checked

type Progress = Callable[[int, int], None]


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
