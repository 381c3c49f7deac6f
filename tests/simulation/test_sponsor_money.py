"""The money of payers beside the scheme: every rupiah of theirs is found again, month by month and by payer.

Oracles: sums in whole rupiah by hand.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.simulation import counters as c
from lindung.simulation.engine import default_month
from lindung.simulation.ledger import Ledger, OutOfBalance
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import alone, city_of, months_of, paid_for, sponsor

YEAR = 12 * 16_800


@pytest.mark.parametrize(
    ("payer", "transport", "other"), [("sponsor", 8_400, 16_800), ("village_fund", 16_800, 16_800)]
)
def test_what_a_month_costs_them_in_2026(
    shipped: dict[str, Scenario], payer: str, transport: int, other: int
) -> None:  # fmt: skip
    """PP 50/2025: half for transport from January, for others from April; not where state or local budgets pay."""
    scenario = alone(shipped["padang"], sponsor(payer, 40_000_000_000), start=date(2026, 1, 1), months=12)
    city = city_of(scenario, workers=2_000)
    drives = scenario.transport()
    rows = []
    for month in months_of(city, 6):
        x = city.engine.workers
        entry, row = city.ledger.entries[-1].sponsors["one"], city.rows[-1]
        rows.append(row["jkk_sponsor_rp"] + row["jkm_sponsor_rp"])
        assert entry["jkk"] + entry["jkm"] == rows[-1]
        heads = paid_for(x)  # those who died since left no trace: at most a few
        half = 8_400 if payer == "sponsor" and month >= 3 else other
        cost = int((heads & drives[x.trade]).sum()) * transport + int((heads & ~drives[x.trade]).sum()) * half
        assert 0 <= rows[-1] - cost <= 16_800 * (row["deaths"] + row["exits"])
    assert all(rows)


def test_their_money_year_by_year(shipped: dict[str, Scenario]) -> None:
    """Rp5,000,000 a year in five equal funds paid out from March; Rp1,500,000 and then Rp1,000,000 of a sponsor."""
    done = run(shipped["fictional"])
    names = [*(f"village_funds.{area}" for area in range(1, 6)), "drivers_friends"]
    given = {name: {2024: 1_000_000, 2025: 1_000_000} for name in names[:5]}
    given["drivers_friends"] = {2024: 1_500_000, 2025: 1_000_000}
    left = dict.fromkeys(names, 0)
    spent_by = dict.fromkeys(names, 0)
    for entry, row in zip(done.ledger.entries, done.rows, strict=True):
        day = done.model.date_of(entry.month)
        assert list(entry.sponsors) == names
        for name, one in entry.sponsors.items():
            opens = day.month == 1
            assert one["released"] == (given[name][day.year] if opens else 0)
            spent = one["jkk"] + one["jkm"]
            assert (one["jkk"], one["jkm"]) == (10_000 * one["members"], 6_800 * one["members"])
            left[name] = (0 if opens else left[name]) + one["released"] - spent
            assert one["left"] == left[name] >= 0
            assert not (spent and day.month < 3 and name != "drivers_friends"), "before its release"
            spent_by[name] += spent
        assert row["sponsored"] * 10_000 == row["jkk_sponsor_rp"] == sum(one["jkk"] for one in entry.sponsors.values())
        assert row["sponsored"] * 6_800 == row["jkm_sponsor_rp"]
        assert row["budget_left_rp"] == entry.budget_left
    assert all(spent_by.values())
    unspent = {agent.sponsor.name: agent.lapsed + agent.left for agent in done.model.sponsors.agents}
    assert {name: spent_by[name] + unspent[name] for name in names} == {
        name: sum(given[name].values()) for name in names
    }


@settings(max_examples=10, deadline=None)
@given(low=st.integers(0, 30_000_000), more=st.integers(0, 30_000_000))
def test_as_many_as_the_money_lasts_for_and_never_fewer_for_more(
    shipped: dict[str, Scenario], low: int, more: int
) -> None:
    before = -1
    for rupiah in (low, low + more):
        city = city_of(alone(shipped["fictional"], sponsor("village_fund", rupiah)))
        city.step()
        assert city.rows[0]["sponsored"] == rupiah // YEAR
        assert city.rows[0]["sponsored"] >= before
        before = city.rows[0]["sponsored"]


@pytest.mark.parametrize("name", ["padang", "sijunjung"])
def test_money_of_nothing_changes_nothing(shipped: dict[str, Scenario], name: str) -> None:
    scenario = shipped[name]
    one, other = (run(replace(scenario, sponsors=some), workers=2_000, months=14) for some in (scenario.sponsors, ()))
    assert one.rows == other.rows
    assert {row["sponsored"] for row in one.rows} == {0}


@pytest.mark.parametrize("counter", [c.JKK_SPONSOR, c.JKM_SPONSOR])
def test_a_counter_of_theirs_that_is_tampered_with_stops_the_model(
    shipped: dict[str, Scenario], counter: int
) -> None:  # fmt: skip
    month = default_month()

    def tampered(*arguments: Any) -> None:
        month(*arguments)
        arguments[8][counter] += arguments[6].month == 3

    city = city_of(shipped["fictional"], month=tampered)
    for _ in range(3):
        city.step()
    with pytest.raises(OutOfBalance, match=r"month 3: sponsors paid Rp"):
        city.step()


@given(
    held=st.lists(st.integers(0, 10**9), min_size=1, max_size=4), data=st.data(), off=st.integers(-1, 1),
)  # fmt: skip
def test_a_month_closes_if_and_only_if_each_sponsor_balances(held: list[int], data: st.DataObject, off: int) -> None:
    paid = [data.draw(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))) for _ in held]
    sponsors = {
        str(i): {"held": money, "released": 0, "members": 0, "jkk": jkk, "jkm": jkm}
        for i, (money, (jkk, jkm)) in enumerate(zip(held, paid, strict=True))
    }
    total = np.zeros(len(c.COUNTERS), dtype=np.int64)
    total[c.JKK_SPONSOR], total[c.JKM_SPONSOR] = sum(jkk for jkk, _ in paid) + off, sum(jkm for _, jkm in paid)
    ledger = Ledger()
    close = partial(
        ledger.close, 3, total, released=0, left_before=0, overhead=0, scheme_jht=0, at_scheme_price=0,
        sponsors=sponsors,
    )  # fmt: skip
    if off or any(money < jkk + jkm for money, (jkk, jkm) in zip(held, paid, strict=True)):
        with pytest.raises(OutOfBalance):
            close()
        assert ledger.entries == []
    else:
        left = [one["left"] for one in close().sponsors.values()]
        assert left == [money - jkk - jkm for money, (jkk, jkm) in zip(held, paid, strict=True)]
