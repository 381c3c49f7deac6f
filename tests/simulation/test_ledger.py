"""Every rupiah of every month, and a model that stops where one is missing."""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.simulation import counters as c
from lindung.simulation.engine import default_month
from lindung.simulation.ledger import Ledger, OutOfBalance
from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import PRICE, city_of


def over(done: Run, line: str) -> int:
    return sum(row[line] for row in done.rows)


@pytest.mark.parametrize("budget", [None, 90_000_000])
@pytest.mark.parametrize(
    ("name", "months", "draft"),
    [
        ("tangsel", 23, None),
        ("sijunjung", 48, None),
        ("fictional", 24, None),
        ("padang", 72, "padang-jht"),
        ("padang", 72, "padang-bagi-iuran"),
    ],
)
def test_every_rupiah_is_accounted_for(
    shipped: dict[str, Scenario], name: str, months: int, draft: str | None, budget: int | None
) -> None:
    """Spent and unspent are the budget of the years; each month's two sides are equal."""
    scenario = shipped[name]
    done = run(scenario, workers=2_000, months=months, budget=budget, regulation=draft)
    years = range(scenario.start.year, scenario.day_of(months - 1).year + 1)
    factor = 2_000 / scenario.population.size
    by_year = {
        year: round(factor * (sum(line.in_year(year) for line in scenario.budgets) if budget is None else budget))
        for year in years
    }
    spent, unspent = done.metrics["budget_spent_rp"], done.metrics["budget_unspent_rp"]
    assert spent is not None
    assert unspent is not None
    assert spent + unspent == sum(by_year.values())
    left = 0
    for month, (entry, row) in enumerate(zip(done.ledger.entries, done.rows, strict=True)):
        day = done.model.date_of(month)
        opens = month == 0 or day.month == 1
        assert entry.budget_released == (by_year[day.year] if opens else 0)
        left = (0 if opens else left) + entry.budget_released
        left -= sum(entry.budget_contributions.values()) + entry.budget_overhead
        assert entry.budget_left == row["budget_left_rp"] == left >= 0
        assert row["budget_spent_rp"] == sum(entry.budget_contributions.values()) + entry.budget_overhead
        assert (entry.month, entry.budget_overhead) == (month, row["overhead_rp"])
        for programme in ("jkk", "jkm"):
            assert entry.self_contributions[programme] == row[f"{programme}_self_rp"]
            assert entry.budget_contributions[programme] == row[f"{programme}_scheme_rp"]
            assert entry.benefits[programme] == row[f"benefits_{programme}_rp"]
        jht = 20_000 if draft == "padang-jht" and day >= date(2025, 1, 1) else 0
        assert entry.budget_contributions["jht"] == jht * row["subsidised"]
        if draft != "padang-bagi-iuran":
            assert row["jkk_scheme_rp"] + row["jkm_scheme_rp"] == PRICE * row["subsidised"]
    assert over(done, "overhead_rp") % max(scenario.budgets[0].overhead_per_head, 1) == 0
    assert over(done, "subsidised") > 0


@pytest.mark.parametrize(
    ("counter", "by"), [(c.JKK_SCHEME, 1), (c.JKM_SCHEME, -1), (c.JKK_SCHEME, PRICE), (c.JKM_SCHEME, 10**12)]
)
def test_a_counter_that_is_tampered_with_stops_the_model(shipped: dict[str, Scenario], counter: int, by: int) -> None:
    month = default_month()

    def tampered(*arguments: Any) -> None:
        month(*arguments)
        arguments[8][counter] += by

    city = city_of(shipped["fictional"], month=tampered)
    with pytest.raises(OutOfBalance, match=r"month 0: .*Rp"):
        city.step()
    assert city.ledger.entries == []


@given(
    left=st.integers(0, 10**9), released=st.integers(0, 10**9), overhead=st.integers(0, 10**9),
    jkk=st.integers(0, 10**9), jkm=st.integers(0, 10**9), jht=st.integers(0, 10**9), off=st.integers(-1, 1),
)  # fmt: skip
def test_a_month_closes_if_and_only_if_it_balances(
    left: int, released: int, overhead: int, jkk: int, jkm: int, jht: int, off: int
) -> None:
    total = np.zeros(len(c.COUNTERS), dtype=np.int64)
    total[c.JKK_SCHEME], total[c.JKM_SCHEME] = jkk, jkm
    ledger, rest = Ledger(), left + released - overhead - jkk - jkm - jht
    close = partial(
        ledger.close, 7, total, released=released, left_before=left, overhead=overhead, scheme_jht=jht,
        at_scheme_price=jkk + jkm + jht + off,
    )  # fmt: skip
    if rest < 0 or off:
        with pytest.raises(OutOfBalance):
            close()
        assert ledger.entries == []
    else:
        assert close().budget_left == rest
        assert len(ledger.entries) == 1
