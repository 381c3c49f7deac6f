"""The list: who is verified, who ranks first, who gets a place, how long it stands. Loops over single workers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from lindung.law.corpus import Corpus
from lindung.law.values import Ranking
from lindung.simulation import decisions as d
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import Circumstances, eligible, priority_class
from lindung.simulation.model import City
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import PRICE, city_of, fix_list, listed, offices_of, one_meets, own_draft, prompt


def rank_of(i: int, city: City, ranking: Ranking | None, here: Circumstances) -> int:
    """The tier of one worker."""
    tiers = () if ranking is None else ranking.tiers
    for rank, tier in enumerate(tiers):
        if any(one_meets(i, city.engine.workers, criterion, here) for criterion in tier):
            return rank
    return len(tiers)


@pytest.mark.parametrize(
    ("name", "start", "draft", "budget"),
    [
        ("tangsel", date(2026, 1, 1), None, 700_000_000),
        ("tangsel", date(2026, 1, 1), None, 2_000_000_000),
        ("padang", date(2026, 1, 1), "padang-prioritas-registri", 700_000_000),
        ("padang", date(2026, 1, 1), "padang-prioritas-registri", 2_600_000_000),
        ("padang", date(2026, 1, 1), None, 700_000_000),
    ],
)
def test_nobody_listed_ranks_behind_a_verified_candidate_left_out(
    shipped: dict[str, Scenario], name: str, start: date, draft: str | None, budget: int
) -> None:
    city = city_of(prompt(shipped[name], start), workers=3_000, budget=budget, draft=draft)
    scheme, here = fix_list(city)
    workers = city.engine.workers
    ties = draw(city.engine.seed, workers.id, 0, d.OFFICE_TIE)
    ranks = [rank_of(i, city, scheme.priority, here) for i in range(workers.size)]
    assert priority_class(workers, scheme.priority, here).tolist() == ranks
    chosen, passed = listed(city), city.office.passed
    assert chosen.any()
    assert not (chosen & ~passed).any()
    left_out = np.flatnonzero(passed & ~chosen)
    assert left_out.size
    last = max((ranks[i], ties[i]) for i in np.flatnonzero(chosen))
    first_left_out = min((ranks[i], ties[i]) for i in left_out)
    assert last < first_left_out


@pytest.mark.parametrize(
    ("name", "start", "draft", "unit"),
    [
        ("sijunjung", date(2023, 1, 1), None, "village"),
        ("padang", date(2026, 1, 1), "padang-kuota-kelurahan", "kelurahan"),
    ],
)
def test_the_quota_of_each_place(
    shipped: dict[str, Scenario], name: str, start: date, draft: str | None, unit: str
) -> None:
    scenario = prompt(shipped[name], start)
    city = city_of(scenario, workers=3_200, budget=10**12, draft=draft)
    scheme, here = fix_list(city)
    assert scheme.quota == {unit: 100}
    quota = max(round(100 * 3_200 / scenario.population.size), 1)  # places shrink with the workers simulated
    area = city.engine.workers.cell // len(scenario.trades)
    places = np.bincount(area[listed(city)], minlength=scenario.population.kelurahan)
    names = np.bincount(area[city.office.passed], minlength=scenario.population.kelurahan)
    assert places.tolist() == np.minimum(names, quota).tolist()
    assert (names > quota).any()
    ties = draw(city.engine.seed, city.engine.workers.id, 0, d.OFFICE_TIE)
    key = priority_class(city.engine.workers, scheme.priority, here) + ties.astype(float)
    for place in np.flatnonzero(names > quota):  # within a place the first ranked get in
        mine = (area == place) & city.office.passed
        assert key[mine & listed(city)].max() < key[mine & ~listed(city)].min()


@pytest.mark.parametrize(("draft", "term"), [(None, 12), ("padang-bagi-iuran", 24)])
def test_a_list_stands_until_its_term_ends(
    shipped: dict[str, Scenario], corpus: Corpus, tmp_path: Path, draft: str | None, term: int
) -> None:
    start = date(2023, 1, 1)
    scenario = prompt(shipped["padang"], start, months=30)
    file = None if draft is None else own_draft(tmp_path, corpus, draft, "2023-01-01")
    city = city_of(scenario, workers=3_000, budget=302_400_000, draft=file)
    first: set[int] = set()
    for month in range(term + 1):
        city.step()
        now = set(city.engine.workers.id[listed(city)].tolist())
        if month == 0:
            first = now
            assert first
        elif month < term:
            assert now <= first, f"a new name in month {month}"
        else:
            assert city.office.list_ends > month
            if draft is None:
                assert now - first, "the new list has new names"
            else:
                assert not now & first, "24 months are the most anyone is paid for"


@pytest.mark.parametrize(("draft", "price"), [("padang-jht", 36_800), ("padang-bagi-iuran", PRICE)])
def test_a_list_that_the_money_no_longer_carries_is_cut(
    shipped: dict[str, Scenario], corpus: Corpus, tmp_path: Path, draft: str, price: int
) -> None:
    """A dearer scheme in July, or half the money in a list's second year: the ledger still balances."""
    scenario = prompt(shipped["padang"], date(2023, 1, 1))
    year = {"padang-jht": "2023-07-01", "padang-bagi-iuran": "2023-01-01"}[draft]
    money = {2023: 604_800_000, 2024: 302_400_000}
    scenario = replace(scenario, budgets=(replace(scenario.budgets[0], rupiah=money),))
    done = run(scenario, workers=4_000, months=20, regulation=own_draft(tmp_path, corpus, draft, year))
    cut = 6 if draft == "padang-jht" else 12
    before, after = done.rows[cut - 1]["listed"], done.rows[cut]["listed"]
    assert 0 < after < before
    left = done.ledger.entries[cut]
    assert left.budget_left + sum(left.budget_contributions.values()) >= after * price
    assert done.ledger.entries[-1].budget_left >= 0


def test_verification_is_bounded_by_capacity(shipped: dict[str, Scenario]) -> None:
    city = city_of(shipped["tangsel"], workers=4_000)
    each = round(2_500 * 4_000 / 250_000)
    for month in range(1, 6):
        city.step()
        assert int(city.office.verified.sum()) <= each * month
        assert not (city.office.verified & ~city.office.found).any()
        assert not (city.office.passed & ~city.office.verified).any()


@pytest.mark.parametrize("preference", [1, 5, 20])
def test_how_much_rarer_a_name_that_does_not_qualify_is_proposed(
    shipped: dict[str, Scenario], preference: int
) -> None:  # fmt: skip
    """Of u uniform and `preference` u the smallest are proposed: the odds are `preference` times as high."""
    scenario = prompt(shipped["padang"], date(2023, 1, 1))
    scenario = offices_of(scenario, proposals=2_000)
    scenario = replace(scenario, behaviour={**scenario.behaviour, "proposal_preference": preference})
    city = city_of(scenario, workers=40_000)
    scheme, here = fix_list(city)
    truly = eligible(city.engine.workers, scheme.criteria, here)
    proposed = city.office.found
    share, other = proposed[truly].mean(), proposed[~truly].mean()
    error = share / other * np.sqrt(1 / proposed[truly].sum() + 1 / proposed[~truly].sum())
    assert abs(share / other - preference) < 4 * error
