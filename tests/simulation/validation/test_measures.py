"""Each measure where its answer is known: counted by hand from rows and columns made here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, STAFF
from lindung.simulation.engine import default_month
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation import (
    capacity,
    demand,
    growth,
    injuries,
    lapse,
    pools,
    programme,
    selection,
)
from lindung.simulation.validation.fact import Unmeasurable
from lindung.simulation.validation.trial import Trial
from lindung.simulation.validation.trials import Trials
from tests.simulation.validation.made import ACTIVE, INACTIVE, NEVER, figures, history, people, rows, trial

# --- Facts 1 and 14: counts ---


def test_growth_of_registrations_against_members(fictional: Scenario) -> None:
    """100 registered at first, ten more a month, never more than 50 active; payers 100, then 126 of a target of 140."""
    first = people([ACTIVE] * 100, [True] * 100)
    made = rows(24, registrations=10, active=50, first_payment_of_year=[100, *[0] * 11, 126, *[0] * 11])
    known = figures(growth.growth(trial(fictional, rows=made, first=first)))
    assert known["registrations_growth"] == pytest.approx(340 / 220 - 1)
    assert known["active_growth"] == 0
    assert known["growth_gap"] == pytest.approx(340 / 220 - 1)
    assert known["attainment"] == pytest.approx(0.9)
    assert isinstance(growth.growth(trial(fictional, rows=made[:23], first=first)), Unmeasurable)


def test_whole_years_begin_in_january(fictional: Scenario) -> None:
    from_february = trial(replace(fictional, start=date(2024, 2, 1)), rows=rows(35))
    assert (from_february.first_year, from_february.whole_years()) == (11, [(11, 23), (23, 35)])


def test_a_spike_and_what_it_leaves(fictional: Scenario) -> None:
    """1,000 more in March against 20 a month; a tenth of the extra still active."""
    programme_rows = rows(12, registrations=[20, 20, 1020, *[20] * 9], active=[0] * 11 + [300], workers=5_000)
    none = rows(12, registrations=20, active=[0] * 11 + [200], workers=5_000)
    known = figures(growth.spike(trial(fictional, rows=programme_rows), trial(fictional, rows=none)))
    assert known == {"spike": 51.0, "extra_registrations": 0.2, "lasting": 0.1}
    assert isinstance(growth.spike(trial(fictional, rows=none), trial(fictional, rows=none)), Unmeasurable)


# --- Facts 2 and 3: who stops ---


def test_early_lapse_counted_by_hand() -> None:
    """Four join alone in month 1: two pay twice, two every month; slot 4 is paid for, slot 5 leaves in month 5."""
    months, paid = 13, np.zeros((14, 6), dtype=int)
    paid[1:, :] = np.arange(1, 14)[:, None]
    paid[:, :2] = np.minimum(paid[:, :2], 2)
    status = np.full((months + 1, 6), ACTIVE)
    status[0] = NEVER
    owed = np.maximum(np.arange(months + 1)[:, None] - paid, 0)
    payer = np.full((months + 1, 6), w.SELF)
    payer[:, 4] = w.BUDGET
    ids = np.tile(np.arange(6), (months + 1, 1))
    ids[5:, 5] = 99
    known = figures(
        lapse.early_lapse(
            history(
                status=status,
                months_paid=paid,
                arrears=owed,
                payer=payer,
                id=ids,
            )
        )
    )
    assert known["few_months"] == 0.5
    # before months 2 to 4: slots 0 and 1 up to date twice each (missed once each), 2, 3 and 5 three times each
    assert known["hazard_early"] == pytest.approx(2 / 13)
    assert known["hazard_late"] == 0
    assert known["ratio"] is None
    assert isinstance(lapse.early_lapse(history(status=status[:13])), Unmeasurable)


def test_arrears_by_income_and_who_registers_again(padang: Scenario) -> None:
    """Two in a bad month of whom one misses, four in a good one of whom one does; who returns is the frailer."""
    members = 6
    status = [[ACTIVE] * members + [INACTIVE] * 4, [ACTIVE] * members + [ACTIVE, INACTIVE, ACTIVE, INACTIVE]]
    mean = np.log(1e6)
    known = figures(
        lapse.arrears(
            trial(
                padang,
                history=history(
                    status=status,
                    level=[[mean] * 10] * 2,
                    payer=[[w.SELF] * 10] * 2,
                    income=[[0.0] * 10, [5e5, 5e5, 1e6, 1e6, 2e6, 2e6, 2e6, 2e6, 5e5, 5e5]],
                    arrears=[[0] * 10, [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
                    frailty=np.log([[1] * 10, [1] * 6 + [3, 1, 3, 1]]),
                ),
            )
        )
    )
    assert (known["missed_bad"], known["missed_other"]) == (0.5, 0.25)
    assert known["bad_month_ratio"] == pytest.approx(2)
    assert known["return_in_good_months"] == pytest.approx(1)
    assert known["return_of_the_frail"] == pytest.approx(3)
    assert known["lean_season_ratio"] is None  # trade 0 has no season to speak of


def test_lean_months_of_seasonal_trades_only(padang: Scenario) -> None:
    lean, fat = lapse._seasons(padang)
    names = [trade.key for trade in padang.trades]
    seasonal = {names[trade] for trade in np.flatnonzero(lean.any(axis=0))}
    assert seasonal == {"fisher", "farmer"}
    fisher = names.index("fisher")
    assert set(np.flatnonzero(lean[:, fisher])) == {0, 1, 11}  # the west monsoon
    assert lean[:, fisher].sum() == fat[:, fisher].sum() == 3
    assert not (lean & fat).any()


# --- Facts 4 and 11: those paid for ---


def test_who_stays_after_the_subsidy(fictional: Scenario) -> None:
    """Ten paid for in December: one dies, three of nine go on; without the programme one of the nine is a member."""
    status = np.full((25, 10), ACTIVE)
    status[16:, 3:] = INACTIVE
    ids = np.tile(np.arange(10), (25, 1))
    ids[20:, 9] = 77
    payer = np.full((25, 10), w.BUDGET)
    payer[13:, :] = w.NOBODY
    payer[13:, :2] = w.SELF
    alone = np.where(np.arange(10) == 0, ACTIVE, NEVER)
    with_it = trial(fictional, history=history(status=status, payer=payer, id=ids))
    without = trial(fictional, history=history(status=[alone] * 25, id=ids))
    known = figures(programme.after_subsidy(with_it, without))
    assert known["stay"] == pytest.approx(3 / 9)
    assert known["otherwise"] == pytest.approx(1 / 9)
    assert known["above"] == pytest.approx(2 / 9)
    assert known["times_otherwise"] == pytest.approx(3)
    assert known["paying_after_3_months"] == pytest.approx(2 / 9)
    short = trial(fictional, history=history(status=status[:16]))
    assert isinstance(programme.after_subsidy(short, without), Unmeasurable)
    unpaid = trial(fictional, history=history(status=status, payer=np.zeros_like(payer)))
    assert isinstance(programme.after_subsidy(unpaid, without), Unmeasurable)


def test_months_without_cover_and_without_the_whole_benefit(fictional: Scenario) -> None:
    """Of two listed in the second year one is out for three months and short for two more; law asks from July on."""
    status = np.full((25, 2), ACTIVE)
    status[18:21, 1] = INACTIVE  # June to August of the second year
    paid = np.full((25, 2), 12)
    paid[21:23, 1] = (1, 2)
    made = trial(
        fictional,
        history=history(status=status, consecutive=paid, flags=[[w.LISTED] * 2] * 25),
    )
    waiting = np.array([0] * 18 + [3] * 6)
    uncovered, short = programme.gap(made, waiting)
    assert uncovered == pytest.approx(12 * 3 / 24)
    assert short == pytest.approx(12 * 4 / 12)  # two out and two short of the twelve listed months that ask
    nobody = replace(made, history=history(status=status))
    assert programme.gap(nobody, waiting) == (None, None)


def test_the_law_says_when_it_waits_and_when_it_discounts(padang: Scenario) -> None:
    """Permenaker 1/2025 Pasal 97A since 24 February 2025; PP 50/2025 Pasal 7 from January 2026."""
    trials = Trials(padang, 100, 1, default_month())
    waiting = programme.waiting_months(trials)
    assert list(waiting) == [0] + [3] * 23
    assert programme.full_price(trial(trials.late, rows=rows(24))) == list(range(12))


# --- Fact 5: who joins ---


def test_hazards_by_way_of_joining() -> None:
    """Relative hazards of 2 on their own, 4 with an agent, 1 paid for; a member before is none of them."""
    made = history(
        status=[[NEVER, NEVER, NEVER, ACTIVE], [ACTIVE] * 4], payer=[[0] * 4, [w.SELF, w.SELF, w.BUDGET, w.SELF]],
        frailty=np.log([[1] * 4, [2, 4, 1, 9]]), reach=[[0] * 4, [0, AGENT, STAFF, 0]],
    )  # fmt: skip
    assert selection.routes(made) == pytest.approx({"own": 2, "agent": 4, "paid_for": 1})


# --- Facts 6 and 7: help, neighbours ---


def year_of(scenario: Scenario, joined: Sequence[int], *, n: int = 100, tries: int = 0, failures: int = 0) -> Trial:
    """`n` outsiders of whom these have joined; slot n was a member all along."""
    first = people([NEVER] * n + [ACTIVE])
    last = people([NEVER] * n + [ACTIVE], [k in joined for k in range(n)] + [True])
    return trial(scenario, first=first, last=last, rows=rows(1, tries=tries, failures=failures))


def test_help_and_information_by_hand(fictional: Scenario) -> None:
    control = year_of(fictional, range(8), tries=20, failures=12)
    known = figures(
        demand.help_and_information(
            control, year_of(fictional, range(9)), year_of(fictional, range(12)), year_of(fictional, range(16))
        )
    )
    assert known == pytest.approx({"control": 0.08, "information": 0.01, "help": 1.5, "free": 2, "tries": 2.5})


def test_only_the_untold_half_counts_where_half_are_told(fictional: Scenario) -> None:
    control = year_of(fictional, [1, 3, 2, 4])
    told = year_of(fictional, [1, 3, 5, *range(0, 60, 2)])
    known = figures(demand.neighbours(control, told, year_of(fictional, range(6)), control, year_of(fictional, [1])))
    assert known == pytest.approx(
        {"knowing_neighbours": 1.5, "paid_claim": 1.5, "refused_claim": 1, "false_agent": 0.25}
    )


# --- Facts 8, 9, 10 and 13: pools ---


def test_claim_ratios_by_hand(fictional: Scenario) -> None:
    """Month 2 counts alone: JKM 300 of 100 + 50, JKK 60 of 120; sponsors' money counts where a row has it."""
    made = rows(
        2, benefits_jkm_rp=[9, 300], jkm_self_rp=[9, 100], jkm_scheme_rp=[9, 50], benefits_jkk_rp=[9, 60],
        jkk_self_rp=[9, 120],
    )  # fmt: skip
    one = trial(fictional, rows=made)
    assert pools.claim_ratio(one, ("jkm",), [1]) == 2
    assert pools.claim_ratio(one, ("jkk",), [1]) == 0.5
    assert pools.claim_ratio(one, ("jkk", "jkm"), [1]) == pytest.approx(360 / 270)
    assert pools.claim_ratio(one, ("jkk",), []) is None
    made[1]["jkm_sponsor_rp"] = 50
    assert pools.claim_ratio(one, ("jkm",), [1]) == 1.5


def test_cost_by_age_by_hand(fictional: Scenario) -> None:
    def pool(benefits: int) -> Trial:
        return trial(fictional, rows=rows(12, workers=10, benefits_jkm_rp=benefits, jkm_self_rp=68_000))

    known = figures(pools.ages(pool(34_000), pool(136_000), pool(680_000)))
    assert (known["ratio_younger"], known["ratio_older"], known["older_over_younger"]) == (0.5, 2, 4)
    assert (known["cost_60_to_64"], known["times_contribution"]) == (816_000, 10)


def test_injuries_and_protection_by_hand(fictional: Scenario) -> None:
    city = trial(fictional, rows=rows(12, injuries=5, injuries_uncovered=3, claims_jkk=1, protected=400, workers=1_000))
    assert figures(injuries.injury_claims(city)) == pytest.approx({"claims": 30, "injuries": 60, "claimed": 0.5})
    covered = rows(
        1, injuries=10, fatal_injuries=2, deaths=12, falls_into_poverty=5, benefits_jkm_rp=420, claims_jkm=10,
        income_rp=200, workers=100,
    )  # fmt: skip
    bare = rows(1, injuries=10, fatal_injuries=2, deaths=12, falls_into_poverty=20)
    known = figures(injuries.protection(trial(fictional, rows=covered), trial(fictional, rows=bare)))
    assert known == pytest.approx(
        {"falls_covered": 0.25, "falls_uncovered": 1, "covered_over_uncovered": 0.25, "death_pays": 21}
    )


# --- Fact 12: capacity ---


def test_capacity_by_hand(fictional: Scenario) -> None:
    first = people([NEVER, NEVER], trust=[0.5, 0.5])
    plain = trial(
        fictional, first=first, last=people([NEVER, NEVER], trust=[0.5, 0.5]),
        rows=rows(1, registrations=100, workers=1_000),
        history=history(status=[[NEVER, INACTIVE, ACTIVE, NEVER]] * 2, reach=[[0] * 4, [STAFF, 0, STAFF, AGENT]]),
    )  # fmt: skip
    more = replace(plain, last=people([NEVER, NEVER], trust=[0.4, 0.5]), rows=rows(1, registrations=150, workers=1_000))
    known = figures(capacity.capacity(plain, replace(plain, rows=rows(1, registrations=120)), more, more))
    assert known["reached"] == pytest.approx(1 / 3)
    assert known["staff_less_price"] == pytest.approx(0.03)
    assert known["agents_less_staff"] == 0
    assert known["trust"] == pytest.approx(0.9)


def test_offices_are_raised_to_the_end_of_their_range(padang: Scenario, fictional: Scenario) -> None:
    place = ("field_staff", "offices.bpjs_branch.field_staff")
    assert capacity.raised(padang, *place).offices.field_staff == padang.declared[place[1]].high
    assert capacity.raised(fictional, *place).offices.field_staff == 3 * fictional.offices.field_staff
