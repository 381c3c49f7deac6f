"""Overhead: a sum for each head and budget year, as South Tangerang plans it. Heads are counted as a month begins."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lindung.simulation import workers as w
from lindung.simulation.engine import default_month
from lindung.simulation.run import Run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import city_of, draft_that_sets, offices_of, prompt


def heads_by_year(scenario: Scenario, months: int, **options: Any) -> tuple[Run, dict[int, set[int]]]:
    """A run, and the workers seen on the list in each calendar year as the month began for them."""
    month, seen = default_month(), dict[int, set[int]]()

    def watched(*arguments: Any) -> None:
        x, now = arguments[0], arguments[6]
        ids = x.id[(x.flags & w.LISTED) != 0].tolist()
        seen.setdefault(scenario.day_of(now.month).year, set()).update(ids)
        month(*arguments)

    city = city_of(scenario, month=watched, **options)
    for _ in range(months):
        city.step()
    return Run(city, {}), seen


@pytest.mark.parametrize("term", [12, 24])
def test_overhead_is_charged_once_for_each_head_and_budget_year(
    shipped: dict[str, Scenario], tmp_path: Path, term: int
) -> None:
    """A list of a year is charged with each new list, one of two years again in its second January."""
    scenario = prompt(shipped["padang"], date(2023, 1, 1), months=36)
    scenario = replace(scenario, budgets=(replace(scenario.budgets[0], overhead_per_head=40_000),))
    draft = draft_that_sets(tmp_path, f"subsidy.list.months: {term} months") if term != 12 else None
    done, seen = heads_by_year(scenario, 36, workers=3_000, budget=604_800_000, draft=draft)
    for year in (2023, 2024, 2025):
        rows = done.rows[12 * (year - 2023) : 12 * (year - 2022)]
        assert [row["overhead_rp"] for row in rows] == [40_000 * len(seen[year]), *[0] * 11]
        assert len(seen[year]) > 20
    together = seen[2023] & seen[2024]
    assert (len(together) == len(seen[2024])) == (term == 24)


def test_overhead_of_those_who_take_a_vacant_place(shipped: dict[str, Scenario]) -> None:
    """South Tangerang: monitoring in July brings new heads, who cost this year's overhead too."""
    scenario = offices_of(prompt(shipped["tangsel"], date(2026, 1, 1)), misjudged=0.4, found_by_monitoring=1.0)
    done, seen = heads_by_year(scenario, 12, workers=3_000, budget=3_000_000_000)
    overhead = [row["overhead_rp"] for row in done.rows]
    assert sum(overhead) == 44_444 * len(seen[2026])
    assert [month for month, rupiah in enumerate(overhead, start=1) if rupiah] == [1, 7]


def test_the_plan_of_south_tangerang(shipped: dict[str, Scenario]) -> None:
    """Rp500,000,000 a year for 11,250 people: what they cost the ledger in a year."""
    (budget,) = shipped["tangsel"].budgets
    assert 500_000_000 - 11_250 * budget.overhead_per_head == 5_000
