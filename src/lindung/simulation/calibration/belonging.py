"""Whether a posterior still belongs to its scenario and to the model that is run."""

from dataclasses import dataclass
from typing import Any, Final

from lindung.messages import BadInput
from lindung.simulation.calibration.free import Vector, free_parameters
from lindung.simulation.calibration.measuring import Measuring
from lindung.simulation.calibration.posterior import Posterior, posterior_beside
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.record import digest
from lindung.simulation.scenario import Scenario

PROBE_WORKERS: Final = 1_000  # of the small runs that tell whether the model still gives the same numbers
PROBE_OUTSIDERS: Final = 500
_LAST: Final[list[Any]] = []  # a scenario, a posterior's digest and what became of it: a notebook asks again and again


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

    It does not where somebody has changed the scenario's months or a number that is fitted since reading it.
    """
    identity = posterior.record.get("identity", {})
    try:
        evidence = evidence_of(scenario)
    except BadInput:  # faults in the file, or months that it speaks of and the scenario has not
        return Stale("evidence")
    if identity.get("evidence_digest") != evidence.digest:
        return Stale("evidence")
    free = free_parameters(scenario, evidence)
    if any(scenario.behaviour.get(one.name, one.value) != one.value for one in free):
        return Stale("free")
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
    if not _LAST or _LAST[0] is not scenario or _LAST[1] != found.digest:
        _LAST[:] = scenario, found.digest, standing(scenario, found)
    stale: Stale | None = _LAST[2]
    return (found, None) if stale is None else (None, stale)
