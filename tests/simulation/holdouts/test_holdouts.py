"""Hold-outs: all are there with their sources, each measure where its answer is known, the pool of Sijunjung."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.counters import ROW
from lindung.simulation.experiments.conduct import Doubt, Result
from lindung.simulation.holdouts import measures
from lindung.simulation.holdouts.cities import Cities, History
from lindung.simulation.holdouts.hold import Held, hold_out
from lindung.simulation.holdouts.holdout import Holdout, file_of_holdouts, read_holdouts
from lindung.simulation.scenario import Scenario


@pytest.fixture(scope="module")
def rows(corpus: Corpus) -> dict[str, Holdout]:
    return {one.key: one for one in read_holdouts(corpus=corpus)}


@pytest.fixture(scope="module")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


def test_every_hold_out_is_there_measured_or_with_the_reason_why_not(rows: dict[str, Holdout]) -> None:
    numbers = {key.partition("-")[0] for key in rows}
    assert numbers == {f"H{n}" for n in (1, 2, 4, 5, 6, 9, 10, 12, 13, 14, 15, 16)}
    for one in rows.values():
        assert (one.why is None) == (one.measure is not None or one.figure is not None)
        published = one.published
        if not published.is_prediction:
            assert published.source is not None
            assert published.standing is not None
            assert published.cause is not None
    assert rows["H2"].why is not None
    assert rows["H12"].why is not None


def test_whom_a_row_speaks_of(rows: dict[str, Holdout]) -> None:
    assert [key for key, one in rows.items() if one.speaks_of("tangsel") and one.of] == ["H14", "H14-overhead"]
    assert rows["H9"].speaks_of("anywhere")
    assert not rows["H6"].speaks_of("padang")


def history(scenario: Scenario, factor: float, **by_month: dict[date, int]) -> History:
    """Months of these counters; a month not named has 0."""
    made = [dict.fromkeys(ROW, 0) for _ in range(scenario.months)]
    for name, values in by_month.items():
        for day, value in values.items():
            made[(day.year - scenario.start.year) * 12 + day.month - scenario.start.month][name] = value
    return History(scenario, tuple(made), factor)


def cities(**given: Any) -> Cities:
    return cast(Cities, SimpleNamespace(**given))


def test_the_branch_is_the_city_times_the_factor_of_the_fitted_years(padang: Scenario) -> None:
    """By hand: a tenth simulated, 1,656.5 and 2,295.35 would be half the branch; the factor is 2 in either year."""
    paid = {date(2021, 1, 1): 16_565, date(2022, 5, 1): 22_953, date(2022, 6, 1): 0, date(2023, 7, 1): 25_000}
    found = measures.branch_paid_in_2023(cities(padang=history(padang, 1.0, first_payment_of_year=paid)))
    assert found == pytest.approx(50_000, rel=1e-4)
    tenth = {day: value // 10 for day, value in paid.items()}
    assert measures.branch_paid_in_2023(
        cities(padang=history(padang, 0.1, first_payment_of_year=tenth))
    ) == pytest.approx(50_000, rel=1e-3)
    growth = measures.paid_growth_2023(cities(padang=history(padang, 1.0, first_payment_of_year=paid)))
    assert growth == pytest.approx(25_000 / 22_953 - 1)


def test_claims_and_money_of_padang(padang: Scenario) -> None:
    day = date(2023, 3, 1)
    seen = history(
        padang, 1.0, benefits_jkm_rp={day: 400}, jkm_self_rp={day: 100}, jkm_scheme_rp={day: 60},
        jkm_sponsor_rp={day: 40}, claims_jkk={date(2024, 8, 1): 3, date(2024, 9, 1): 100},
        paid_self={date(2024, 1, 1): 3_000, date(2024, 12, 1): 9}, subsidised={date(2024, 2, 1): 3_000},
        active={date(2023, 12, 1): 200, date(2024, 6, 1): 150},
    )  # fmt: skip
    here = cities(padang=seen)
    assert measures.jkm_ratio_2023(here) == 2
    assert measures.jkk_cases_2024(here) == 3 * 12_000 / 6_000
    assert measures.active_growth_half_2024(here) == -0.25
    assert measures.jkm_claims_over_contributions_2023(here) is None  # nothing in 2022


def test_claims_grow_faster_than_contributions(padang: Scenario) -> None:
    """The published factors: claims 2.25, contributions 1.91."""
    seen = history(
        padang, 1.0, claims_jkm={date(2022, 1, 1): 8_140, date(2023, 1, 1): 18_308},
        jkm_self_rp={date(2022, 1, 1): 203, date(2023, 1, 1): 388},
    )  # fmt: skip
    found = measures.jkm_claims_over_contributions_2023(cities(padang=seen))
    assert found == pytest.approx(1.178, abs=0.002)


def test_the_order_of_places() -> None:
    places = {"1": (10.0, 30, 5), "2": (20.0, 20, 6), "3": (30.0, 10, 7)}
    assert measures.west_sumatra_order(cities(west_sumatra=places)) == pytest.approx(1)
    assert measures.west_sumatra_more_than_size(cities(west_sumatra=places)) == pytest.approx(2)


def test_south_tangerang(corpus: Corpus) -> None:
    tangsel = Scenario.load("tangsel", corpus)
    paid = {date(2026, month, 1): 100 for month in range(2, 12)} | {date(2025, 12, 1): 7}
    seen = history(tangsel, 0.01, subsidised=paid, overhead_rp={date(2025, 5, 1): 9, date(2026, 1, 1): 5})
    assert measures.tangsel_people_2026(cities(tangsel=seen)) == pytest.approx(10_000)
    assert measures.tangsel_overhead_2026(cities(tangsel=seen)) == pytest.approx(500)


def test_in_the_pool_of_sijunjung_the_budget_alone_makes_members(corpus: Corpus) -> None:
    pool = Cities(corpus, 3, workers=4_000).sijunjung_pool
    whole = slice(0, 48)
    assert pool.total(whole, "subsidised") > 0
    assert pool.total(whole, "paid_self", "sponsored", "tries", "reactivations") == 0
    assert pool.total(whole, "jkk_self_rp", "jkm_self_rp") == 0


def test_what_was_learnt_of_padangs_offices_stays_there(corpus: Corpus) -> None:
    vector = {"keep_paying": 0.2, "population.initial_members": 0.09, "offices.agents.contacts_per_agent": 99.0}
    here = Cities(corpus, 3, vector)
    padang, tangsel = (here.changed(Scenario.load(name, corpus)) for name in ("padang", "tangsel"))
    assert (padang.behaviour["keep_paying"], tangsel.behaviour["keep_paying"]) == (0.2, 0.2)
    assert padang.population.initial_members == 0.09
    assert padang.offices.contacts_per_agent == 99
    assert tangsel == Scenario.load("tangsel", corpus) or tangsel.offices == Scenario.load("tangsel", corpus).offices
    assert tangsel.population == Scenario.load("tangsel", corpus).population


def test_drivers_at_half_price_register_more_often(corpus: Corpus) -> None:
    asked, full = Cities(corpus, 3, workers=8_000).drivers
    assert asked > full > 0


def test_the_same_on_any_number_of_threads(corpus: Corpus) -> None:
    found = [
        hold_out("tangsel", workers=600, replicates=2, draws=2, seed=4, threads=threads, corpus=corpus)
        for threads in (1, 3)
    ]
    assert found[0] == found[1]
    assert {one.holdout.key for one in found[0].held} >= {"H14", "H9", "H12", "H15"}
    assert found[0].count(True) + found[0].count(False) + found[0].count(None) == len(found[0].held)


@pytest.mark.parametrize(
    ("low", "high", "mean", "hit"), [(0.2, 0.8, 0.4, True), (0.2, 0.6, 0.4, False), (0.2, 0.8, 0.7, False)]
)
def test_testimony_must_lie_in_the_band_and_above_the_mean(
    rows: dict[str, Holdout], low: float, high: float, mean: float, hit: bool
) -> None:
    one = rows["H15"]
    result = Result(one.published, estimate([mean, mean]), (mean, mean), Doubt(mean, low, high, 20))
    assert Held(one, result).hit is hit


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measure: jkm_ratio_2023", "measure: jkm_ratio", "choice"),
        ("figure: jkn-2015/twice_after", "figure: jkn-2015/thrice_after", "choice"),
        ("range: [null, 0]", "range: [nothing, 0]", "range-form"),
        ("    standing: secondary\n", "    standing: sure\n", "choice"),
        ("    measure: help_adds\n", "", "key-missing"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, corpus: Corpus, old: str, new: str, code: str) -> None:
    text = file_of_holdouts().read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "holdouts.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_holdouts(file, corpus)
    assert code in {fault.code for fault in caught.value.faults}
