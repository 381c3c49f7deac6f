"""The workers at the start of a run, and those who come later."""

from typing import Final

import numpy as np

from lindung.simulation.birth import Birth
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import UInt32, Workers

_AT_ONCE: Final = 1 << 18  # workers drawn together, so that a national population needs no second copy of itself


def populate(scenario: Scenario, seed: int, n: int | None = None, capacity: int | None = None) -> Workers:
    """`n` workers (default: the scenario's population) in `capacity` slots (default: n), the rest empty.

    Worker k is the same person in a population of 1,000 or of 184,000. With microdata the people are resampled from
    the survey, see `microdata.py`. Raises `BadInput` for microdata that cannot be used, `ValueError` where the slots
    are fewer than the workers.
    """
    n = scenario.population.size if n is None else n
    capacity = n if capacity is None else capacity
    if capacity < n:
        raise ValueError(f"{n} workers do not fit in {capacity} slots")
    if scenario.microdata is not None:
        from lindung.simulation.microdata import from_microdata  # polars only where a survey is read

        column_map = {key: value for key, value in scenario.microdata.items() if key != "file"}
        return in_slots(from_microdata(str(scenario.microdata["file"]), column_map, scenario, seed, n), capacity)
    birth = Birth(scenario, seed)
    workers = Workers.empty(capacity)
    for first in range(0, n, _AT_ONCE):
        last = min(first + _AT_ONCE, n)
        place(workers, birth.born(np.arange(first, last, dtype=np.uint32), 0), first)
    return workers


def newborn(scenario: Scenario, seed: int, ids: UInt32, month: int) -> Workers:
    """Entrants to informal work in month `month` of the run: young, never members, under ids never used before."""
    return Birth(scenario, seed).born(ids, month, entrant=True)


def place(workers: Workers, some: Workers, first: int) -> None:
    """Put `some` into the slots from `first` on (changes `workers`)."""
    for name in Workers._fields:
        getattr(workers, name)[first : first + some.size] = getattr(some, name)


def in_slots(some: Workers, capacity: int) -> Workers:
    """The same workers at the front of so many slots."""
    if capacity == some.size:
        return some
    workers = Workers.empty(capacity)
    place(workers, some, 0)
    return workers
