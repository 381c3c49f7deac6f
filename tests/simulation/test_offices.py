"""The offices: who is found, verified, ranked, listed and paid, by whose money; who goes out to workers.

Oracles are the regulation's own words written out here, loops over single workers, and sums in whole rupiah.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.law.corpus import Corpus
from lindung.law.values import Criterion, Quantity, Ranking
from lindung.simulation import counters as c
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, HELPED, STAFF
from lindung.simulation.draws import draw
from lindung.simulation.eligibility import Circumstances, eligible, priority_class
from lindung.simulation.engine import default_month
from lindung.simulation.institutions.outreach import AgentRules, PerisaiAgent, outsiders
from lindung.simulation.ledger import Ledger, OutOfBalance
from lindung.simulation.model import City, Setting
from lindung.simulation.population import populate
from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from lindung.simulation.terms import NO_LIMIT, Terms, terms
from lindung.simulation.workers import REGISTRIES

PRICE = 16_800  # rupiah a month: JKK 10,000 and JKM 6,800
DRAFTS = ("padang-prioritas-registri", "padang-kuota-kelurahan", "padang-jht", "padang-bagi-iuran")
AMPLE = 10**9  # names a month


@pytest.fixture(scope="session")
def shipped(corpus: Corpus) -> dict[str, Scenario]:
    return {name: Scenario.load(name, corpus) for name in Scenario.shipped()}


def prompt(scenario: Scenario, start: date, months: int = 24) -> Scenario:
    """The same place from another month on, its offices without delay, limit or error, its money there at once."""
    offices = replace(
        scenario.offices, verifications=AMPLE, proposals=AMPLE, misjudged=0.0, collection_months=0, public_reports=0.0
    )
    budgets = tuple(replace(budget, release_months=0, unpaid_months=0) for budget in scenario.budgets)
    return replace(scenario, start=start, months=months, offices=offices, budgets=budgets)


def city_of(
    scenario: Scenario, *, workers: int = 2_000, budget: int | None = None, draft: str | Path | None = None, **more: Any
) -> City:
    law = scenario.corpus if draft is None else scenario.corpus.enact(draft)
    return City(Setting.of(scenario, workers=workers, budget=budget), law, **more)


def listed(city: City) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (city.engine.workers.flags & w.LISTED) != 0
    return found


def fix_list(city: City) -> tuple[Terms, Circumstances]:
    """The first month's work of the social affairs office alone: nobody has paid, died or moved yet."""
    today = city.date_of(0)
    scheme, here = terms(city.law, today), city._circumstances(today)
    assert scheme is not None
    city.government.open_month(today.year, today.month)
    city.government.charge_overhead(city.office.work(scheme, here, scheme.monthly, 0))
    return scheme, here


def own_draft(folder: Path, corpus: Corpus, name: str, in_force: str) -> Path:
    """A shipped draft under another name, in force from another day."""
    text = (
        corpus.drafts[name].file.read_text(encoding="utf-8").replace(f"instrument: {name}", f"instrument: own-{name}")
    )
    assert "in_force: 2026-01-01" in text
    file = folder / f"own-{name}.yaml"
    file.write_text(text.replace("in_force: 2026-01-01", f"in_force: {in_force}"), encoding="utf-8")
    return file


# --- Money and places ---


@pytest.mark.parametrize(("name", "months"), [("padang", 24), ("tangsel", 14), ("sijunjung", 14), ("fictional", 14)])
def test_a_budget_of_nothing_pays_nobody(shipped: dict[str, Scenario], name: str, months: int) -> None:
    done = run(shipped[name], workers=2_000, months=months, budget=0)
    assert {(row["listed"], row["subsidised"], row["jkk_scheme_rp"], row["budget_spent_rp"]) for row in done.rows} == {
        (0, 0, 0, 0)
    }
    assert max(row["eligible"] for row in done.rows) > 50  # they were there to be paid


@pytest.mark.parametrize(
    ("name", "start"), [("padang", date(2023, 1, 1)), ("tangsel", date(2026, 1, 1)), ("sijunjung", date(2023, 1, 1))]
)
def test_ample_money_and_verification_pay_everyone_who_qualifies(
    shipped: dict[str, Scenario], name: str, start: date
) -> None:
    scenario = prompt(shipped[name], start)
    if name == "sijunjung":
        scenario = replace(
            scenario, population=replace(scenario.population, size=2_000)
        )  # 100 places a nagari are then enough for all
    city = city_of(scenario, budget=10**12)
    scheme, here = terms(city.law, start), city._circumstances(start)
    assert scheme is not None
    workers = city.engine.workers
    should = eligible(workers, scheme.criteria, here)
    too_old = (here.calendar - workers.birth_month.astype(int)) // 12 > 64  # national law registers them no more
    should_be_paid = should & ((workers.status == w.ACTIVE) | ~too_old)
    city.step()
    assert should_be_paid.sum() > 100
    assert city.rows[0]["subsidised"] == int(should_be_paid.sum())
    still_there = city.generation == 0
    assert ((workers.subsidised == 1) == should_be_paid)[still_there].all()
    assert (listed(city) == should)[still_there].all()
    assert city.rows[0]["jkk_scheme_rp"] == 10_000 * city.rows[0]["subsidised"]
    assert city.rows[0]["jkm_scheme_rp"] == 6_800 * city.rows[0]["subsidised"]


@settings(max_examples=12, deadline=None)
@given(low=st.integers(0, 60_000_000), more=st.integers(1, 60_000_000), overhead=st.sampled_from([0, 40_000, 200_000]))
def test_more_money_never_pays_fewer(shipped: dict[str, Scenario], low: int, more: int, overhead: int) -> None:
    scenario = shipped["fictional"]
    scenario = replace(scenario, budgets=(replace(scenario.budgets[0], overhead_per_head=overhead),))
    less, greater = (run(scenario, months=15, budget=budget, threads=1) for budget in (low, low + more))
    for before, after in zip(less.rows, greater.rows, strict=True):
        assert before["subsidised"] <= after["subsidised"]
        assert before["listed"] <= after["listed"]
        assert before["eligible"] == after["eligible"]


@pytest.mark.parametrize("budget", [PRICE * 12 - 1, PRICE * 12, 3_000_000, 30_000_000])
def test_places_are_what_the_money_lasts_for(shipped: dict[str, Scenario], budget: int) -> None:
    scenario = prompt(shipped["tangsel"], date(2026, 1, 1))
    overhead = scenario.budgets[0].overhead_per_head
    scenario = replace(scenario, population=replace(scenario.population, size=3_000))
    city = city_of(scenario, workers=3_000, budget=budget)
    fix_list(city)
    assert int(listed(city).sum()) == budget // (12 * PRICE + overhead)
    assert city.government.overhead_of_month == overhead * int(listed(city).sum())


def test_an_unreachable_criterion_empties_the_list(shipped: dict[str, Scenario], tmp_path: Path) -> None:
    draft = tmp_path / "padang-mustahil.yaml"
    draft.write_text(
        """instrument: padang-mustahil
akn: /akn/id/bill/perwali/padang/2023/mustahil
level: draft
region: "1371"
title: {id: Usia mustahil, en: An impossible age}
signed: null
promulgated: null
in_force: 2023-07-01
amends: [perwali-padang-13-2022]
repeals: []
draft: {author: a test, baseline: perwali-padang-13-2022, untouched: []}
evidence: {standing: inferred, source: a test, checked: 2026-11-21}
provisions:
  - at: pasal-20a
    says: {id: Pekerja berusia paling rendah 110 tahun., en: The worker is aged at least 110.}
    evidence: {standing: inferred, source: a test, checked: 2026-11-21}
    sets: {subsidy.eligibility.age: {at_least: 110 years}}
""",
        encoding="utf-8",
    )
    scenario = prompt(shipped["padang"], date(2023, 7, 1))
    assert min(row["listed"] for row in run(scenario, workers=3_000, months=14).rows) > 0
    done = run(scenario, workers=3_000, months=14, regulation=draft)
    lines = ("eligible", "listed", "subsidised", "budget_spent_rp")
    assert {tuple(row[line] for line in lines) for row in done.rows} == {(0, 0, 0, 0)}
    before = run(prompt(shipped["padang"], date(2023, 1, 1)), workers=3_000, months=7, regulation=draft).rows
    assert before[5]["listed"] > 0  # the list made before stands
    assert (before[5]["eligible"] > 0, before[6]["eligible"]) == (True, 0)
    assert before[6]["listed_ineligible"] == before[6]["listed"]


def test_no_subsidy_in_padang_before_perwako_13_2022(shipped: dict[str, Scenario]) -> None:
    done = run(shipped["padang"], workers=2_000, months=24, budget=10**11)
    first = next(month for month, row in enumerate(done.rows) if row["eligible"])
    assert done.model.date_of(first) == date(2022, 7, 1)
    before = done.rows[:first]
    assert {(row["eligible"], row["listed"], row["subsidised"], row["budget_spent_rp"]) for row in before} == {(0,) * 4}
    paid = next(month for month, row in enumerate(done.rows) if row["subsidised"])
    assert paid == first + shipped["padang"].offices.collection_months
    assert terms(shipped["padang"].corpus.on("2022-06-30", "1371"), date(2022, 6, 30)) is None


# --- Rank, quota, term ---


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


# --- Criteria ---


def one_meets(i: int, x: w.Workers, criterion: Criterion, here: Circumstances) -> bool:
    """Whether worker `i` meets a criterion, read as a person would."""
    flags, income, needed = int(x.flags[i]), here.permanent_income[i], here.needed[i]
    age = (here.calendar - int(x.birth_month[i])) // 12
    limits = {"extremely_poor": 0.65, "poor": 1.0, "vulnerable": 1.5}
    match criterion.attribute:
        case "age":
            low, high, below = criterion.at_least, criterion.at_most, criterion.below
            return (
                (low is None or age >= low.amount)
                and (high is None or age <= high.amount)
                and (not isinstance(below, Quantity) or age < below.amount)
            )
        case "income":
            amount = criterion.below.amount if isinstance(criterion.below, Quantity) else here.minimum_wage
            found = float(income) < float(amount)
        case "occupation":
            found = not here.occupations[x.trade[i]].isdisjoint(criterion.any_of)
        case "registry":
            found = any(int(x.registries[i]) >> k & 1 for k, word in enumerate(REGISTRIES) if word in criterion.any_of)
        case "residence":
            found = bool(flags & w.RESIDENT)
        case "informal":
            found = bool(flags & w.INFORMAL)
        case "no_other_aid":
            found = int(x.payer[i]) != w.SPONSOR
        case "at_risk":
            found = bool(income < np.float32(1.5) * needed)
        case "working":
            found = int(x.status[i]) != w.EMPTY
        case "poverty":
            found = any(bool(income < np.float32(limits[word]) * needed) for word in criterion.any_of)
        case "disability":
            found = bool(flags & w.DISABLED)
        case "married_with_dependants":
            found = bool(flags & w.MARRIED) and int(x.dependants[i]) > 0
        case "sex":
            found = bool(flags & w.FEMALE) == ("female" in criterion.any_of)
        case other:
            raise AssertionError(other)
    return not found if criterion.equals is False else found


def some_of(words: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=4, unique=True).map(tuple)


def years(low: int, high: int) -> st.SearchStrategy[Quantity | None]:
    return st.none() | st.integers(low, high).map(lambda amount: Quantity(amount, "years"))


YES_OR_NO = st.sampled_from([True, False])
OCCUPATIONS = (
    "farmer",
    "fisher",
    "trader",
    "motorcycle_driver",
    "waste_picker",
    "launderer",
    "palm_worker",
    "gardener",
)
CRITERIA: dict[str, st.SearchStrategy[Criterion]] = {
    "age": st.builds(partial(Criterion, "age"), at_least=years(15, 60), at_most=years(20, 70), below=years(20, 70)),
    "income": st.builds(
        partial(Criterion, "income"),
        below=st.just("minimum_wage") | st.integers(0, 9_000_000).map(lambda amount: Quantity(amount, "rupiah")),
    ),
    "occupation": st.builds(partial(Criterion, "occupation"), any_of=some_of(OCCUPATIONS)),
    "registry": st.builds(partial(Criterion, "registry"), any_of=some_of(REGISTRIES)),
    "residence": st.just(Criterion("residence", equals="region")),
    "poverty": st.builds(partial(Criterion, "poverty"), any_of=some_of(["extremely_poor", "poor", "vulnerable"])),
    "sex": st.builds(partial(Criterion, "sex"), any_of=some_of(["female", "male"]).filter(lambda one: len(one) == 1)),
    **{
        name: st.builds(partial(Criterion, name), equals=YES_OR_NO)
        for name in ("informal", "no_other_aid", "at_risk", "working", "disability", "married_with_dependants")
    },
}


@pytest.fixture(scope="session")
def crowd(shipped: dict[str, Scenario]) -> tuple[w.Workers, Circumstances]:
    """600 workers of South Tangerang, some gone, some sponsored, some formal, and the circumstances of January 2026."""
    scenario = replace(shipped["tangsel"], start=date(2026, 1, 1), months=12)
    x = populate(scenario, 5, 600)
    some = np.random.default_rng(5)
    x.status[some.random(600) < 0.05] = w.EMPTY
    x.payer[some.random(600) < 0.1] = w.SPONSOR
    x.flags[some.random(600) < 0.1] &= np.uint8(0xFF ^ w.INFORMAL)
    x.registries[:] = some.integers(0, 128, 600)
    city = City(replace(Setting.of(scenario, workers=600), workers=x), scenario.corpus)
    return x, city._circumstances(date(2026, 1, 1))


def test_every_kind_of_criterion_is_tried(corpus: Corpus) -> None:
    assert CRITERIA.keys() == set(corpus.vocabulary["attribute"])


@pytest.mark.parametrize("attribute", CRITERIA)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_criterion_against_a_loop_over_workers(
    crowd: tuple[w.Workers, Circumstances], attribute: str, data: st.DataObject
) -> None:
    x, here = crowd
    criterion = data.draw(CRITERIA[attribute])
    present = x.status != w.EMPTY
    expected = [bool(present[i]) and one_meets(i, x, criterion, here) for i in range(x.size)]
    assert eligible(x, {attribute: criterion}, here).tolist() == expected


@settings(max_examples=20, deadline=None)
@given(data=st.data(), names=st.sets(st.sampled_from(sorted(CRITERIA)), min_size=2, max_size=5))
def test_all_criteria_together(crowd: tuple[w.Workers, Circumstances], data: st.DataObject, names: set[str]) -> None:
    x, here = crowd
    criteria = {name: data.draw(CRITERIA[name]) for name in sorted(names)}
    expected = [
        x.status[i] != w.EMPTY and all(one_meets(i, x, one, here) for one in criteria.values()) for i in range(x.size)
    ]
    assert eligible(x, criteria, here).tolist() == expected


def test_an_attribute_that_no_column_answers_is_an_error(crowd: tuple[w.Workers, Circumstances]) -> None:
    x, here = crowd
    with pytest.raises(NotImplementedError, match="shoe_size"):
        eligible(x, {"shoe": Criterion("shoe_size", equals=True)}, here)


# --- The ledger ---


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
        jht = 20_000 if draft == "padang-jht" and day >= date(2026, 1, 1) else 0
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


# --- Those who go out ---

RULES = AgentRules(0.075, 500_000, 50, idle_months=3, months_to_return=6)  # press on Perisai, 2018


@pytest.fixture(scope="session")
def small(shipped: dict[str, Scenario]) -> City:
    return city_of(shipped["fictional"])


def test_what_a_perisai_agent_earns(small: City) -> None:
    """The example of the press: 2,227 members and Rp38,902,000 give Rp2,917,650, and Rp500,000 for 50 recruits."""
    agent = PerisaiAgent(small, 0)
    agent.settle(50, 38_902_000, RULES)
    assert agent.earned == 2_917_650 + 500_000
    agent.settle(49, 38_902_000, RULES)
    assert agent.earned == 2_917_650


@given(months=st.lists(st.tuples(st.integers(0, 1), st.sampled_from([0, 0, 0, PRICE])), max_size=40))
def test_agents_give_up_after_idle_months_and_may_come_back(small: City, months: list[tuple[int, int]]) -> None:
    agent = PerisaiAgent(small, 0)
    idle, returns_in = 0, 0  # the oracle: months in a row without anything, months still away
    for recruited, paid in months:
        agent.settle(recruited, paid, RULES)
        if returns_in:
            returns_in -= 1
            idle = 0
        else:
            idle = 0 if recruited or paid else idle + 1
            returns_in = 6 if idle == 3 else 0
        assert agent.active == (returns_in == 0)


def test_a_network_that_meets_nobody_rests_for_half_a_year(shipped: dict[str, Scenario]) -> None:
    """Idle in months 0 to 2, away in months 3 to 8, back after it, idle again: as the law of Perisai counts."""
    scenario = replace(shipped["fictional"], offices=replace(shipped["fictional"].offices, contacts_per_agent=0))
    done = run(scenario, months=20)
    assert [row["agents"] for row in done.rows] == [2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2]


@settings(max_examples=30, deadline=None)
@given(n=st.integers(-5, 3_000), month=st.integers(0, 500))
def test_contacts_are_outsiders_each_once(small: City, n: int, month: int) -> None:
    status = small.engine.workers.status
    chosen = outsiders(small, month, d.OFFICE_REACH, n)
    free = int(((status == w.NEVER) | (status == w.INACTIVE)).sum())
    assert chosen.size == min(max(n, 0), free) == len(set(chosen.tolist()))
    assert set(status[chosen].tolist()) <= {w.NEVER, w.INACTIVE}


@pytest.mark.parametrize("name", Scenario.shipped())
def test_contacts_are_bounded_by_capacity(shipped: dict[str, Scenario], name: str) -> None:
    city = city_of(shipped[name], workers=4_000 if name != "fictional" else 2_000)
    offices, factor = shipped[name].offices, city.setting.factor
    for month in range(6):
        staff, agents, social = (np.zeros(city.engine.workers.size, dtype=np.uint8) for _ in range(3))
        city.branch.reach(staff, month)
        city.agents_network.reach(agents, month)
        city.social_workers.reach(social, month)
        capacity = offices.field_staff * offices.contacts_per_staff * factor
        assert 0 < int((staff & STAFF > 0).sum()) <= round(capacity)
        assert set(staff.tolist()) <= {0, STAFF | HELPED}
        people = max(round(offices.agents * factor), 1)
        assert len(city.agents_network.agents) == people
        assert int((agents & AGENT > 0).sum()) == people * offices.contacts_per_agent
        assert np.bincount(city.agents_network._visitor).max() <= offices.contacts_per_agent
        assert not ((agents & CHEATED > 0) & (agents & AGENT == 0)).any()
        capacity = offices.social_workers * offices.contacts_per_social_worker * factor
        assert 0 < int((social & EDUCATED > 0).sum()) <= max(round(capacity), 1)


def test_verification_is_bounded_by_capacity(shipped: dict[str, Scenario]) -> None:
    city = city_of(shipped["tangsel"], workers=4_000)
    each = round(2_500 * 4_000 / 250_000)
    for month in range(1, 6):
        city.step()
        assert int(city.office.verified.sum()) <= each * month
        assert not (city.office.verified & ~city.office.found).any()
        assert not (city.office.passed & ~city.office.verified).any()


# --- The terms are the law's ---

TANGSEL = {
    "age": Criterion("age", at_least=Quantity(18, "years"), at_most=Quantity(65, "years")),
    "income": Criterion("income", below="minimum_wage"),
    "occupation": Criterion("occupation", any_of=(
        "farmer", "livestock_or_fish", "daily_worker", "launderer", "trader", "public_transport_driver",
        "rental_driver", "motorcycle_driver", "parking_attendant", "waste_picker",
    )),
    "registry": Criterion("registry", any_of=("p3ke", "dtks", "regsosek", "dtsen")),
    "residence": Criterion("residence", equals="region"),
    "informal": Criterion("informal", equals=True),
    "no_other_aid": Criterion("no_other_aid", equals=True),
    "at_risk": Criterion("at_risk", equals=True),
    "working": Criterion("working", equals=True),
}  # fmt: skip
PADANG = {
    "occupation": Criterion("occupation", any_of=(
        "farmer", "fisher", "street_vendor", "mosque_imam", "religious_teacher", "mosque_keeper", "other_informal",
    )),
    "registry": Criterion("registry", any_of=("dtks",)),
    **{name: TANGSEL[name] for name in ("residence", "informal", "at_risk", "working")},
}  # fmt: skip
SIJUNJUNG = {name: TANGSEL[name] for name in ("informal", "at_risk")}
FIRST_THOSE_IN_NEED = Ranking(((
    Criterion("age", at_least=Quantity(60, "years")),
    Criterion("disability", equals=True),
    Criterion("married_with_dependants", equals=True),
),))  # fmt: skip
POOREST_FIRST = Ranking((
    (Criterion("poverty", any_of=("extremely_poor",)),), (Criterion("poverty", any_of=("poor", "vulnerable")),),
))  # fmt: skip
LAW: dict[str, dict[str, Any]] = {
    "tangsel": {
        "criteria": TANGSEL, "sources": ("p3ke", "dtks", "regsosek", "dtsen"), "priority": FIRST_THOSE_IN_NEED,
        "funders": ("apbd_city",), "reports": ("candidates", "eligible_members", "ineligible_members"),
        "monitoring_per_year": 1,
    },
    "padang": {"criteria": PADANG, "sources": ("kelurahan_list",), "funders": ("apbd_city",)},
    "sijunjung": {
        "criteria": SIJUNJUNG, "sources": ("village_list",), "quota": {"village": 100}, "after": "renewed",
        "funders": ("apbd_city", "village_fund"),
    },
    "padang-prioritas-registri": {
        "criteria": {**PADANG, **{name: TANGSEL[name] for name in ("age", "income", "registry")}},
        "sources": ("p3ke", "dtks", "regsosek", "dtsen"), "priority": FIRST_THOSE_IN_NEED,
    },
    "padang-kuota-kelurahan": {
        "criteria": {name: one for name, one in PADANG.items() if name != "registry"}, "quota": {"kelurahan": 100},
        "priority": POOREST_FIRST,
    },
    "padang-jht": {
        "programmes": ("jkk", "jkm", "jht"), "contribution": {"jkk": 10_000, "jkm": 6_800, "jht": 20_000},
        "monthly": 36_800,
    },
    "padang-bagi-iuran": {
        "months": 24, "list_months": 24, "after": "self_pay", "share": (*[100_000] * 12, *[50_000] * 12, 0)
    },
}  # fmt: skip
SILENT: dict[str, Any] = {
    "priority": None, "programmes": ("jkk", "jkm"), "contribution": {"jkk": 10_000, "jkm": 6_800}, "monthly": PRICE,
    "months": NO_LIMIT, "share": (100_000,), "quota": {}, "list_months": 12, "after": None, "reports": (),
    "monitoring_per_year": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "region", "day", "draft", "expected"),
    [
        ("perwali-tangsel-6-2025", "3674", "2026-01-01", None, {**SILENT, **LAW["tangsel"]}),
        ("perwali-padang-13-2022", "1371", "2023-01-01", None, {**SILENT, **LAW["padang"]}),
        ("program-sijunjung", "1304", "2022-03-01", None, {**SILENT, **LAW["sijunjung"]}),
        ("program-sijunjung", "1304", "2025-06-01", None, {**SILENT, **LAW["sijunjung"], "criteria": {
            **SIJUNJUNG, "poverty": Criterion("poverty", any_of=("extremely_poor", "poor", "vulnerable"))}}),
        *(
            ("perwali-padang-13-2022", "1371", "2026-02-01", draft, {**SILENT, **LAW["padang"], **LAW[draft]})
            for draft in DRAFTS
        ),
        *(  # the day before a draft takes effect it changes nothing
            ("perwali-padang-13-2022", "1371", "2025-12-31", draft, {**SILENT, **LAW["padang"]}) for draft in DRAFTS
        ),
    ],
)  # fmt: skip
def test_terms_are_those_of_the_regulation(
    corpus: Corpus, name: str, region: str, day: str, draft: str | None, expected: dict[str, Any]
) -> None:
    law = corpus if draft is None else corpus.enact(draft)
    found = terms(law.on(day, region), date.fromisoformat(day))
    assert found is not None
    assert found.scheme == name
    assert {field: getattr(found, field) for field in expected} == expected


def test_the_reading_of_65_reaches_the_terms(corpus: Corpus) -> None:
    found = terms(corpus.on("2026-01-01", "3674", readings={"age_65": "national"}), date(2026, 1, 1))
    assert found is not None
    assert found.criteria["age"].at_most == Quantity(64, "years")


def test_every_draft_that_ships_is_tried(corpus: Corpus) -> None:
    assert set(corpus.drafts) == set(DRAFTS)


def test_an_amended_regulation_counts_its_months_from_its_first_day() -> None:
    """Pasal 20A of the draft: months count from enrolment and at the earliest from the day it takes effect."""
    done = run("padang", regulation="padang-bagi-iuran", workers=3_000, months=72)
    paid = [row["subsidised"] for row in done.rows]
    before, after = sum(paid[50:60]), sum(paid[61:71])
    assert before > 0
    assert after > 0
    members = done.model.engine.workers
    assert 0 < int(members.subsidised.max()) <= 12
    assert sum(row["jkk_scheme_rp"] for row in done.rows[60:]) == 10_000 * sum(
        paid[60:]
    )  # the first year is paid whole


def test_new_criteria_are_put_to_the_names_already_known() -> None:
    done = run("padang", regulation="padang-prioritas-registri", workers=4_000, months=62)
    office, members = done.model.office, done.model.engine.workers
    scheme = terms(done.model.law, done.model.date_of(61))
    assert scheme is not None
    qualifies = eligible(members, scheme.criteria, done.model._circumstances(done.model.date_of(61)))
    assert (office.passed & ~qualifies).sum() <= 0.15 * max(int(office.passed.sum()), 1)
