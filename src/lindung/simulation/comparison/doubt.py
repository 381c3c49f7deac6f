"""What a difference may rest on beside chance: parameters (the posterior, or declared ranges), and readings of law."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scipy.stats import qmc

from lindung.simulation.comparison.arms import Arm, Timeline
from lindung.simulation.comparison.plan import Plan
from lindung.simulation.scenario import Scenario


def uncertain(scenario: Scenario) -> tuple[str, ...]:
    """Behaviour parameters whose declared range is more than a point, policy levers left out."""
    return tuple(
        name
        for name in sorted(scenario.behaviour)
        if (one := scenario.declared.get(name)) is not None and one.low < one.high and one.kind != "P"
    )


def points_of(plan: Plan, points: int) -> tuple[Mapping[str, float], ...]:
    """Parameter vectors that stand for what is not known: draws of the posterior, without one the declared ranges."""
    if plan.posterior is None:
        return latin_hypercube(plan.scenario, points, plan.seed)
    return tuple(plan.posterior.draw(number) for number in range(points))


def latin_hypercube(scenario: Scenario, points: int, seed: int) -> tuple[Mapping[str, float], ...]:
    """Parameter vectors spread evenly over the declared ranges, each range cut into as many strata as there are points.

    Ranges are taken as independent and flat: what is known of a parameter is that it lies in its range.
    """
    names = uncertain(scenario)
    if not names or points < 1:
        return ()
    cube = qmc.LatinHypercube(d=len(names), rng=seed).random(points)
    low = [scenario.declared[name].low for name in names]
    high = [scenario.declared[name].high for name in names]
    scaled = qmc.scale(cube, low, high)
    return tuple({name: float(value) for name, value in zip(names, row, strict=True)} for row in scaled)


def other_readings(plan: Plan) -> tuple[Mapping[str, str], ...]:
    """The choices of readings, one contested norm at a time, under which some arm's law would be another.

    Readings that nothing simulated rests on are not among them.
    """
    law = plan.scenario.corpus
    first = plan.arms[0].readings
    chosen = law.readings.chosen(first)
    found = []
    for name, reading in law.readings.items():
        for choice in reading.choices:
            if choice != chosen[name] and _matters(plan, {**first, name: choice}):
                found.append({**first, name: choice})
    return tuple(found)


def _matters(plan: Plan, readings: Mapping[str, str]) -> bool:
    own = [arm for arm in plan.arms if arm.place == plan.arms[0].place]
    return any(
        Timeline(plan.scenario, replace(arm, readings=readings), plan.months).digest != plan.timelines[number].digest
        for number, arm in enumerate(own)
    )


def under(arms: Sequence[Arm], readings: Mapping[str, str]) -> tuple[Arm, ...]:
    """The same arms under other readings."""
    return tuple(replace(arm, readings=readings) for arm in arms)
