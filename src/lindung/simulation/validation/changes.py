"""What an experiment changes: scenario values replaced, or contacts and look-ups set before a month."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from lindung.simulation.context import CHEATED, EDUCATED, HELPED
from lindung.simulation.scenario import MONTHS_A_YEAR, Scenario
from lindung.simulation.validation.trial import Opening, Treatment

YEAR: Final = MONTHS_A_YEAR


def last_two_years(scenario: Scenario) -> Scenario:
    """The scenario from January of its last calendar year but one, or from its start where that is later."""
    last = scenario.day_of(scenario.months - 1)
    start = max(date(last.year - 1, 1, 1), scenario.start)
    months = (last.year - start.year) * YEAR + last.month - start.month + 1
    return replace(scenario, start=start, months=months)


def without_contacts(scenario: Scenario) -> Scenario:
    """No field staff, agents or social workers."""
    return replace(scenario, offices=replace(scenario.offices, field_staff=0, agents=0, social_workers=0))


def without_money(scenario: Scenario) -> Scenario:
    """No budget and no sponsor, whatever the regulation says."""
    return replace(scenario, budgets=(), sponsors=())


def with_behaviour(scenario: Scenario, **numbers: float) -> Scenario:
    """Numbers of behaviour replaced."""
    return replace(scenario, behaviour={**scenario.behaviour, **numbers})


def with_money(scenario: Scenario, years: Mapping[int, float], release_months: int = 0) -> Scenario:
    """One budget that pays for this share of all workers by calendar year, the list fixed without delay."""
    price = scenario.behaviour["reference_price"] * YEAR * scenario.population.size
    line = replace(
        scenario.budgets[0], rupiah={year: round(share * price) for year, share in years.items()},
        release_months=release_months, unpaid_months=0, overhead_per_head=0,
    )  # fmt: skip
    everyone = scenario.population.size
    at_once = replace(scenario.offices, verifications=everyone, proposals=everyone, collection_months=0)
    return replace(scenario, budgets=(line,), sponsors=(), offices=at_once)


def of_ages(scenario: Scenario, first: int, last: int) -> Scenario:
    """Only workers whose band of ages lies within [first, last]; raises `ValueError` where there are none."""
    cells = [cell for cell in scenario.population.age_sex if first <= cell.age_from and cell.age_to <= last]
    total = sum(cell.share for cell in cells)
    if not total:
        raise ValueError(f"nobody is aged {first} to {last}")
    shares = tuple(replace(cell, share=cell.share / total) for cell in cells)
    return replace(scenario, population=replace(scenario.population, age_sex=shares))


def everyone_covered(scenario: Scenario) -> Scenario:
    """All are members who pay whenever they have the money; nobody joins, stops or leaves."""
    paying = with_behaviour(scenario, lapse_early=0, lapse_late=0, return_from_arrears=1, exit_rate=0)
    everyone = replace(paying.population, initial_members=1.0)
    return without_money(without_contacts(replace(paying, population=everyone)))


def nobody_covered(scenario: Scenario) -> Scenario:
    """The same people, none of them ever a member."""
    nobody = replace(scenario.population, initial_members=0.0)
    outside = with_behaviour(replace(scenario, population=nobody), enrol_base=0, information_effect=0, exit_rate=0)
    return without_money(without_contacts(outside))


# --- What is done to workers before a month ---


def taught_once(opening: Opening) -> None:
    """Everyone is told of the scheme in the first month."""
    if opening.now.month == 0:
        opening.reach[:] |= np.uint8(EDUCATED)


def helped_always(opening: Opening) -> None:
    """Whoever tries has help with the papers."""
    opening.reach[:] |= np.uint8(HELPED)


def cheated_once(opening: Opening) -> None:
    """Everyone meets a fraudulent agent in the first month."""
    if opening.now.month == 0:
        opening.reach[:] |= np.uint8(CHEATED)


def half_know(opening: Opening) -> None:
    """In the first month every second worker (even `id`) comes to know the scheme for certain."""
    if opening.now.month == 0:
        opening.workers.awareness[opening.workers.id % 2 == 0] = 1


def claim_nearby(column: str, per_1000: float) -> Treatment:
    """In the first month every cell has seen one claim `paid` or `refused`: so many per 1,000 neighbours."""

    def treat(opening: Opening) -> None:
        if opening.now.month == 0:
            getattr(opening.tables, column)[:] += np.float32(per_1000)

    return treat
