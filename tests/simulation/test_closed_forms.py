"""Where behaviour is frozen the answer has a formula: risks, shocks, decay, arrears, and what must never happen.

A statistic is held to 4 standard errors of the formula (6e-5 two-sided); the draws are fixed, so it passes or fails
for good. Sources: the equations in the docstrings of `behaviour/`, worked out here in float64.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from lindung.simulation import workers as w
from lindung.simulation.workers import Workers
from tests.simulation.city import (
    FROZEN,
    PER,
    TRADES,
    City,
    Run,
    Scheme,
    alike,
    calendar_of,
    enrol,
    law_of,
    look_ups,
    mixed,
    months_of_trades,
    numbers,
    row,
)  # fmt: skip

DAY = date(2025, 11, 1)  # no discount: a month costs Rp16,800 in the lowest band
DUE = 16_800
ERRORS = 4  # standard errors


def city(x: Workers, **changed: float) -> City:
    """Nothing happens in it but what `changed` asks for."""
    return City(x, law_of(DAY), numbers(FROZEN, **changed))


def assert_binomial(found: NDArray[np.float64] | float, n: float, chance: NDArray[np.float64] | float) -> None:
    """A count of `n` tries within the standard errors; or of single tries, each with its own chance."""
    chances = np.asarray(chance, dtype=np.float64)
    expected, variance = float((n * chances).sum()), float((n * chances * (1 - chances)).sum())
    assert abs(float(np.sum(found)) - expected) <= ERRORS * np.sqrt(variance)
    assert expected >= 20, "too few to tell anything"


# risk


def test_injuries_by_trade() -> None:
    """Hazard 3 a year per 1,000 of the reference trade: 1 - exp(-3 r / 12,000) a month."""
    n, months, rate = 120_000, 6, 3.0
    relative = np.array([1, 3, 3.5, 1.8, 3, 1.3])
    rates = city(alike(n, DAY), injury_rate=rate, fatal_share=0.25)
    run = Run(replace(rates, look_ups=look_ups(lively=False, fatal_relative=row(1, 1, 1, 1, 1, 1)))).months(months)
    chance = -np.expm1(-rate * relative / 12_000)
    assert_binomial(run.total("injuries"), months * n / TRADES, chance)
    assert_binomial(run.total("fatal_injuries"), run.total("injuries"), 0.25)
    assert run.total("deaths") == run.total("fatal_injuries") == n - run.rows[-1]["workers"]


def test_injuries_of_one_trade_alone() -> None:
    n, months = 60_000, 6
    only = look_ups(lively=False, injury_risk=row(0, 0, 3.5, 0, 0, 0))
    run = Run(replace(city(alike(n, DAY), injury_rate=3), look_ups=only)).months(months)
    assert_binomial(run.total("injuries"), months * n / TRADES, -np.expm1(-3 * 3.5 / 12_000))


def test_survival_is_exponential() -> None:
    """One hazard for all: the share who die in a year is 1 - exp(-hazard), whatever a month is."""
    n, hazard = 100_000, 0.06
    dying = look_ups(lively=False, death=np.full((2, 121), hazard / 0.8, dtype=np.float32))
    run = Run(replace(city(alike(n, DAY), mortality_factor=0.8), look_ups=dying)).months(12)
    assert_binomial(run.total("deaths"), n, -np.expm1(-hazard))
    assert run.total("deaths_uncovered") == run.total("deaths")


def test_deaths_by_age_sex_and_frailty() -> None:
    x = mixed(100_000, DAY)
    x.status[:] = w.NEVER
    plain = city(x, mortality_factor=5)
    age = (calendar_of(DAY) - x.birth_month) // 12
    hazard = plain.look_ups.death[((x.flags & w.FEMALE) != 0).astype(int), age] * 5.0 * np.exp(x.frailty, dtype=float)
    chance = -np.expm1(-hazard / 12)
    run = Run(plain).months(1)
    died = (run.workers.status == w.EMPTY).astype(float)
    for some in (x.flags & w.FEMALE != 0, x.flags & w.FEMALE == 0, age < 40, age >= 60, x.frailty > 0.5):
        assert_binomial(died[some], 1, chance[some])


# income


def test_persistent_deviation_is_a_first_order_process() -> None:
    """From nothing: variance sd^2 (1 - rho^2t) / (1 - rho^2); correlation over k months rho^k where stationary."""
    n, rho, sd = 60_000, 0.9, 0.08
    run = Run(city(alike(n, DAY), rho=rho, sd_persistent=sd))
    stationary = sd**2 / (1 - rho**2)
    for month in range(1, 73):
        run.step()
        if month in (1, 3, 12):
            expected = stationary * (1 - rho ** (2 * month))
            assert abs(run.workers.persistent.var() / expected - 1) <= ERRORS * np.sqrt(2 / n)
    first = run.workers.persistent.astype(np.float64)
    assert abs(first.var() / stationary - 1) <= ERRORS * np.sqrt(2 / n)
    assert abs(first.mean()) <= ERRORS * np.sqrt(stationary / n)
    for lag in (1, 6):
        later = run.fork().months(lag).workers.persistent.astype(np.float64)
        correlation = np.corrcoef(first, later)[0, 1]
        assert abs(correlation - rho**lag) <= ERRORS * (1 - rho ** (2 * lag)) / np.sqrt(n)


def test_mean_income_is_the_permanent_income() -> None:
    """Shocks are centred: E y = exp(level), and the variance is that of two lognormals."""
    n, rho, sd, spread = 60_000, 0.9, 0.08, 0.4
    x = alike(n, DAY)
    stationary = sd**2 / (1 - rho**2)
    x.persistent[:] = np.sqrt(stationary) * np.random.default_rng(3).normal(size=n)
    shaky = look_ups(lively=False, sd_transitory=np.full(TRADES, spread, dtype=np.float32))
    run = Run(replace(city(x, rho=rho, sd_persistent=sd), look_ups=shaky)).months(1)
    ratio = run.workers.income.astype(np.float64) / 3e6
    variance = np.expm1(spread**2 + stationary)
    assert abs(ratio.mean() - 1) <= ERRORS * np.sqrt(variance / n)
    assert run.rows[0]["income_rp"] == int(np.floor(run.workers.income.astype(np.float64)).sum())


def test_season_and_prices_move_the_mean() -> None:
    plain = City(alike(TRADES, DAY), law_of(DAY), numbers(FROZEN), seasons=months_of_trades(lively=True))
    run = Run(replace(plain, price_growth=0.01))
    for month in range(14):
        run.step()
        expected = 3e6 * np.exp(months_of_trades(lively=True)[(10 + month) % 12] + 0.01 * month)
        np.testing.assert_allclose(run.workers.income, expected, rtol=1e-5)


def test_months_without_income() -> None:
    n, months = 30_000, 8
    chance = row(0, 0.01, 0.02, 0.2, 0.5, 1)
    run = Run(replace(city(alike(n, DAY)), look_ups=look_ups(lively=False, zero_month=chance)))
    zero = np.zeros(TRADES)
    for _ in range(months):
        run.step()
        zero += np.bincount(run.workers.trade, weights=run.workers.income == 0)
    for trade in range(1, 5):
        assert_binomial(zero[trade], months * n / TRADES, float(chance[trade]))
    assert (zero[0], zero[5]) == (0, months * n / TRADES)


# knowledge


def test_awareness_fades_geometrically_and_trust_stays() -> None:
    run = Run(city(alike(10, DAY), awareness_decay=0.03)).months(24)
    np.testing.assert_allclose(run.workers.awareness, 0.97**24, rtol=1e-5)
    assert (run.workers.trust == 1).all()


def test_awareness_settles_where_peers_balance_forgetting() -> None:
    """All are members: a' = k + (1 - k) g with k = (1 - f) a, so a* = g / (1 - (1 - f)(1 - g)); month one sees none."""
    x = alike(100, DAY)
    enrol(x, months=12)
    run = Run(city(x, awareness_decay=0.2, peer_gain=0.3)).months(60)
    np.testing.assert_allclose(run.workers.awareness, 0.3 / (1 - 0.8 * 0.7), rtol=1e-5)


# arrears


def arrears_chain(stops: float, resumes: float, again: float, settled: int) -> NDArray[np.float64]:
    """Stationary shares of 0 to 3 months in arrears and of no cover, solved as a Markov chain.

    Who resumes pays at most `settled` months, the oldest first; who drops out may register again a month later.
    """
    move = np.zeros((5, 5))
    move[0, 0], move[0, 1] = 1 - stops, stops
    for owed in (1, 2, 3):
        move[owed, max(owed + 1 - settled, 0)] += resumes
        move[owed, owed + 1] += 1 - resumes
    move[4] = [again, 0, 0, 0, 1 - again]
    system = np.vstack([move.T - np.eye(5), np.ones(5)])
    return np.asarray(np.linalg.lstsq(system, np.array([0, 0, 0, 0, 0, 1.0]), rcond=None)[0])


@pytest.mark.parametrize("settled", [1, 2, 4])
def test_arrears_settle_as_the_markov_chain(settled: int) -> None:
    """Income never changes, and buys so many months at once."""
    n, stops, resumes, again = 60_000, 0.3, 0.35, 0.15
    x = alike(n, DAY, income=(settled + 0.5) * DUE)
    enrol(x, months=12)
    run = Run(
        city(
            x, lapse_early=stops, lapse_late=stops, lapse_bad_month=1, auto_debit_factor=1, return_from_arrears=resumes,
            reactivation=again,
        )
    ).months(120)  # fmt: skip
    x = run.workers
    shares = arrears_chain(stops, resumes, again, settled)
    assert shares.sum() == pytest.approx(1)
    for owed in range(4):
        assert_binomial(float(((x.status == w.ACTIVE) & (x.arrears == owed)).sum()), n, shares[owed])
    assert_binomial(float((x.status == w.INACTIVE).sum()), n, shares[4])
    last = run.rows[-1]
    assert last["protected"] == last["active"] == n - last["inactive"]
    assert run.total("jkk_self_rp") == 10_000 * (run.total("paid_self"))
    assert run.total("jkm_self_rp") == 6_800 * (run.total("paid_self"))


# what must not happen


@pytest.mark.parametrize("share", [0, PER // 2])
def test_nobody_pays_out_of_nothing(share: int) -> None:
    """No income and no savings: no contribution, whoever would like to pay, and no shared one either."""
    x = mixed(5_000, DAY, listed=0.5)
    x.buffer[:] = 0
    eager = {"enrol_base": 1, "reactivation": 1, "return_from_arrears": 1, "keep_paying": 1}
    none = look_ups(lively=False, zero_month=np.ones(TRADES, dtype=np.float32))
    run = Run(replace(city(x, **eager), look_ups=none, scheme=Scheme(share=(share,)))).months(6)
    for counter in ("paid_self", "subsidised", "jkk_self_rp", "jkm_self_rp", "jkk_scheme_rp", "registrations", "tries"):
        assert run.total(counter) == 0, counter
    assert run.rows[-1]["active"] == 0
    assert (run.workers.buffer == 0).all()


def test_a_full_subsidy_asks_for_no_cash() -> None:
    x = alike(100, DAY)
    x.flags[:] |= w.LISTED
    none = look_ups(lively=False, zero_month=np.ones(TRADES, dtype=np.float32))
    run = Run(replace(city(x), look_ups=none, scheme=Scheme())).months(3)
    assert [month["subsidised"] for month in run.rows] == [100] * 3
    assert run.total("jkk_self_rp") + run.total("jkm_self_rp") == 0


def test_nobody_pays_more_than_is_in_hand() -> None:
    """A newcomer declares a mean income of Rp25 million in a month that brought Rp20,000."""
    x = alike(1, DAY, income=25e6)
    x.persistent[:] = np.log(20_000 / 25e6)
    run = Run(city(x, rho=1 - 1e-6, enrol_base=1, declares_own_income=1)).months(1)
    assert run.rows[0]["jkk_self_rp"] + run.rows[0]["jkm_self_rp"] <= run.workers.income[0]


@pytest.mark.parametrize("listed", [False, True])
def test_nobody_over_the_age_limit_registers(listed: bool) -> None:
    """Permenaker 5/2021 Pasal 33(1): not yet 65, so aged 64 and eleven months at most."""
    months = 12
    ages = np.arange(63 * 12, 67 * 12)
    x = alike(ages.size, DAY)
    x.birth_month[:] = calendar_of(DAY) - ages
    x.status[::3] = w.INACTIVE
    x.flags[:] |= np.uint8(w.LISTED * listed)
    run = Run(replace(city(x, enrol_base=0.2, reactivation=0.2), scheme=Scheme(in_force=listed))).months(months)
    joined = run.workers.member_since >= 0
    at_registration = ages + run.workers.member_since
    assert at_registration[joined].max() < 65 * 12
    assert not joined[ages >= 65 * 12].any()
    assert joined[ages < 64 * 12].sum() > 5
    first_day = Run(replace(city(x, enrol_base=1, reactivation=1), scheme=Scheme(in_force=listed))).months(1)
    np.testing.assert_array_equal(first_day.workers.member_since >= 0, ages < 65 * 12)


def test_nobody_works_beyond_the_last_age() -> None:
    ages = np.arange(59 * 12, 61 * 12)
    x = alike(ages.size, DAY)
    x.birth_month[:] = calendar_of(DAY) - ages
    run = Run(city(x, last_age=60)).months(1)
    np.testing.assert_array_equal(run.workers.status == w.EMPTY, ages > 60 * 12)
    assert run.total("exits") == (ages > 60 * 12).sum()


def test_with_all_behaviour_at_zero_nothing_happens() -> None:
    x = alike(2_000, DAY)
    run = Run(replace(city(x), contacts=True)).months(12)
    for counter in ("tries", "registrations", "lapses", "injuries", "deaths", "exits", "poor", "ever_registered"):
        assert run.total(counter) == 0, counter
    assert all(month["workers"] == month["never"] == 2_000 for month in run.rows)


def test_members_whom_nothing_stops_pay_every_month() -> None:
    x = alike(500, DAY)
    enrol(x, months=5)
    run = Run(city(x)).months(26)
    assert run.total("paid_self") == 26 * 500
    assert (run.workers.months_paid == 31).all()
    assert (run.workers.consecutive == 31).all()
    assert run.total("first_payment_of_year") == 3 * 500  # 2025, 2026 and 2027
