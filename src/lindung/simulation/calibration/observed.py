"""A run of a small city, watched for what the figures need: counters, some columns month by month, expected claims."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.calibration.expected import expect_claims
from lindung.simulation.context import Now, Tables
from lindung.simulation.engine import Month
from lindung.simulation.parameters import Parameters
from lindung.simulation.scenario import Scenario
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.validation.trial import Trial, conduct
from lindung.simulation.workers import UInt8, Workers

KEPT: Final = (
    "id", "status", "months_paid", "member_since", "income", "level", "birth_month", "dependants",
)  # fmt: skip


@dataclass
class _Expecting:
    """A compiled month after which expected claims are noted; called once a month, on one thread."""

    month: Month
    claims: list[NDArray[np.float64]] = field(default_factory=list)

    def __call__(self, workers: Workers, reach: UInt8, *rest: Any) -> None:
        """The month of all workers."""
        self.month(workers, reach, *rest)
        known = {type(one): one for one in rest}
        found = np.zeros(3)
        expect_claims(
            workers, known[Tables], known[ContributionLaw], known[BenefitLaw], known[Now], known[Parameters], found
        )
        self.claims.append(found)


@dataclass(frozen=True)
class Observed:
    """The run, expected claims [months, (JKM, JKK, rupiah of JKK)], and people of the whole city a simulated one."""

    trial: Trial
    claims: NDArray[np.float64]
    people_each: float

    @property
    def scenario(self) -> Scenario:
        """What was run."""
        return self.trial.scenario


def smaller(scenario: Scenario, workers: int) -> Scenario:
    """The scenario with so many fewer kelurahan that each holds as many workers as before.

    Neighbours matter by how many there are: one claim among 12 is not one among 136.
    """
    people = scenario.population
    kelurahan = max(round(people.kelurahan * workers / people.size), 1)
    return replace(scenario, population=replace(people, kelurahan=min(kelurahan, people.kelurahan)))


def observe(scenario: Scenario, *, workers: int, seed: int, month: Month, months: int) -> Observed:
    """Run `workers` of a scenario for so many months under what is in force there."""
    expecting = _Expecting(month)
    small = smaller(scenario, workers)
    trial = conduct(small, workers=workers, seed=seed, month=expecting, months=months, keep=KEPT)
    return Observed(trial, np.array(expecting.claims), scenario.population.size / workers)
