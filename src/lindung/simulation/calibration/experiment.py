"""Enrolment experiments on a small population outside the scheme: the same people and luck in every arm.

A replica has the scenario's own trades, incomes, households, ages, awareness and trust; nobody is a member at the
start, no office contacts anyone and no budget pays, so that what an arm adds is what it does. Tries, successes, price
and help are those of the shipped month.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from lindung.simulation.calibration.observed import smaller
from lindung.simulation.engine import Month
from lindung.simulation.scenario import MONTHS_A_YEAR, Scenario
from lindung.simulation.validation.changes import helped_always, without_contacts, without_money
from lindung.simulation.validation.trial import Opening, Treatment, Trial, conduct

PREMIUM_CUT: Final = 0.13  # the cut that a friend is held against; the answer hardly depends on it
ONE_IN: Final = 5  # workers told, so that the others have about one informed friend more


@dataclass(frozen=True, slots=True)
class Arm:
    """What is done to everyone: the share of the price asked for, and a treatment before each month."""

    self_pays: float = 1.0
    treat: Treatment | None = None
    keep: tuple[str, ...] = ()


CONTROL: Final = Arm()
SUBSIDY_AND_HELP: Final = Arm(self_pays=0.0, treat=helped_always)
CHEAPER: Final = Arm(self_pays=1 - PREMIUM_CUT)


def some_told(opening: Opening) -> None:
    """In the first month one worker in five comes to know the scheme for certain."""
    if opening.now.month == 0:
        opening.workers.awareness[opening.workers.id % ONE_IN == 0] = 1


def outsiders_of(scenario: Scenario, workers: int) -> Scenario:
    """So many workers of the scenario, none of them a member, with no office and no money."""
    people = replace(smaller(scenario, workers).population, initial_members=0.0)
    return without_money(without_contacts(replace(scenario, population=people)))


def conducted(
    scenario: Scenario, arm: Arm, *, workers: int, seed: int, month: Month, months: int = MONTHS_A_YEAR
) -> Trial:
    """One arm of an experiment on `workers` outsiders."""
    return conduct(
        outsiders_of(scenario, workers), workers=workers, seed=seed, month=month, months=min(months, scenario.months),
        treat=arm.treat, self_pays=arm.self_pays, keep=arm.keep,
    )  # fmt: skip


def enrolled(trial: Trial, among: Callable[[Trial], np.ndarray[tuple[int], np.dtype[np.bool_]]] | None = None) -> float:
    """Share of those there throughout who registered, of all or of some of them."""
    outside, joined = trial.outside, trial.joined
    if among is not None:
        some = among(trial)
        outside, joined = outside & some, joined & some
    return float(joined.sum()) / max(int(outside.sum()), 1)


def _untold(trial: Trial) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(trial.first.id % ONE_IN != 0)


@dataclass(frozen=True)
class Experiment:
    """The arms that targets ask for, each run when first asked for."""

    scenario: Scenario
    workers: int
    seed: int
    month: Month

    def arm(self, arm: Arm) -> Trial:
        """Run one."""
        return conducted(self.scenario, arm, workers=self.workers, seed=self.seed, month=self.month)

    @cached_property
    def control(self) -> Trial:
        """Nothing is done."""
        return self.arm(Arm(keep=("awareness",)))

    @cached_property
    def subsidised(self) -> Trial:
        """Free for a year, with help whenever someone tries."""
        return self.arm(SUBSIDY_AND_HELP)

    @cached_property
    def cheaper(self) -> Trial:
        """A premium cut."""
        return self.arm(CHEAPER)

    @cached_property
    def told(self) -> Trial:
        """One in five knows."""
        return self.arm(Arm(treat=some_told, keep=("awareness",)))

    def friend_as_premium_cut(self) -> float:
        """The premium cut that raises enrolment as much as one informed friend does, of those who were not told.

        On the log scale both effects are proportional to their size, so that two arms are enough. Informed friends
        are those who know among `friends` of the cell.
        """
        friends = self.scenario.behaviour["friends"]
        more = float(
            (self.told.history.awareness[1:].mean(axis=1) - self.control.history.awareness[1:].mean(axis=1)).mean()
        )
        control = enrolled(self.control, _untold)
        of_friends, of_cut = (enrolled(trial, _untold) for trial in (self.told, self.cheaper))
        if min(control, of_friends, of_cut) <= 0 or of_cut <= control or more <= 0:
            return 0.0
        a_friend = np.log(of_friends / control) / (friends * more)
        return float(1 - (1 - PREMIUM_CUT) ** (a_friend / np.log(of_cut / control)))
