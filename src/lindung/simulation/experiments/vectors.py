"""The numbers that are put in the scenario's place: in the middle, and drawn where they are not known.

Where a calibration stands beside the scenario and still belongs to the model, fitted parameters come from it: the
medoid in the middle, one draw for every vector. All others are drawn evenly over their declared ranges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.calibration.posterior import Posterior
from lindung.simulation.calibration.target_reader import FOLDER
from lindung.simulation.comparison.doubt import latin_hypercube
from lindung.simulation.declared import Declared
from lindung.simulation.scenario import Scenario

type Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vectors:
    """`middle` is empty without a calibration: the scenario's own numbers. `posterior` is the calibration's digest."""

    middle: Vector
    drawn: tuple[Vector, ...]
    posterior: str | None


def vectors_of(
    scenario: Scenario, draws: int, seed: int, own: Mapping[str, Declared] | None = None
) -> Vectors:  # fmt: skip
    """So many vectors for a place; `own` are numbers with ranges that no calibration of the place speaks of."""
    fitted, _ = fitting(scenario) if has_evidence(scenario) else (None, None)
    return vectors_from(scenario, draws, seed, fitted, own or {})


def vectors_from(
    scenario: Scenario, draws: int, seed: int, fitted: Posterior | None, own: Mapping[str, Declared]
) -> Vectors:  # fmt: skip
    """The same, given the calibration."""
    declared = {**scenario.declared, **own}
    behaviour = {**scenario.behaviour, **{name: one.value for name, one in own.items()}}
    flat = latin_hypercube(replace(scenario, declared=declared, behaviour=behaviour), draws, seed)
    if fitted is None:
        return Vectors({}, flat, None)
    said = [_without(fitted.draw(number), own) for number in range(draws)]
    drawn = tuple({**ranges, **known} for ranges, known in zip(flat, said, strict=True))
    return Vectors(_without(fitted.medoid, own), drawn, fitted.digest)


def _without(vector: Vector, own: Mapping[str, Declared]) -> Vector:
    return {name: value for name, value in vector.items() if name not in own}


def has_evidence(scenario: Scenario) -> bool:
    """Whether there is a file of targets beside the scenario's."""
    return (scenario.file.parent / FOLDER / f"{scenario.file.stem}.yaml").is_file()
