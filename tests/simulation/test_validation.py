"""The fourteen facts: each measure where its answer is known, each verdict where it must fall, the shipped month below.

Sources of expected numbers: counted by hand from the rows and columns made here, unless a test says otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Text
from lindung.simulation import workers as w
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.compiled import F32
from lindung.simulation.context import AGENT, STAFF
from lindung.simulation.counters import COUNTERS
from lindung.simulation.engine import default_month
from lindung.simulation.parameters import Parameters
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation import (
    capacity,
    changes,
    demand,
    growth,
    injuries,
    lapse,
    pools,
    programme,
    selection,
)
from lindung.simulation.validation.fact import Check, Fact, Figure, Threshold, Unmeasurable, least, most
from lindung.simulation.validation.facts import FACTS
from lindung.simulation.validation.trial import REACH, History, Opening, Trial
from lindung.simulation.validation.trials import LISTED, WATCHED, Trials
from lindung.simulation.validation.validate import found, validate
from lindung.simulation.workers import Workers

NEVER, ACTIVE, INACTIVE, EMPTY = w.NEVER, w.ACTIVE, w.INACTIVE, w.EMPTY
FEW = 3_000  # workers


@pytest.fixture(scope="session")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


@pytest.fixture(scope="session")
def fictional(corpus: Corpus) -> Scenario:
    """January 2024 to December 2025, 2,000 workers."""
    return Scenario.load("fictional", corpus)


def fact(number: int) -> Fact:
    return FACTS[number - 1]


def rows(months: int, **counters: int | Sequence[int]) -> list[dict[str, int]]:
    """Counters by month; a number holds for every month, what is not named is 0."""
    made = [dict.fromkeys(COUNTERS, 0) for _ in range(months)]
    for name, value in counters.items():
        assert name in COUNTERS
        for month, row in enumerate(made):
            row[name] = value if isinstance(value, int) else value[month]
    return made


def history(**columns: ArrayLike) -> History:
    """Columns month by month, row 0 before the first; everyone keeps their slot unless `id` says otherwise."""
    made = {name: np.array(values) for name, values in columns.items()}
    months, slots = next(iter(made.values())).shape
    made.setdefault("id", np.tile(np.arange(slots), (months, 1)))
    for name in ("payer", "arrears", "subsidised", "months_paid", "frailty", "trade", "flags", "consecutive", REACH):
        made.setdefault(name, np.zeros((months, slots), dtype=np.int64))
    return History(made, np.zeros(months))


def trial(scenario: Scenario, **given: Any) -> Trial:
    """A trial of which only this is known."""
    return Trial(
        scenario,
        given.get("rows", []),
        given.get("first", Workers.empty(1)),
        given.get("last", Workers.empty(1)),
        given.get("history", History({}, np.zeros(1))),
    )


def people(status: Sequence[int], joined: Sequence[bool] | None = None, **columns: Sequence[float]) -> Workers:
    """Workers of this status; `joined` are members since the first month."""
    x = Workers.empty(len(status))
    x.status[:] = status
    x.member_since[:] = -1 if joined is None else np.where(joined, 0, -1)
    for name, values in columns.items():
        getattr(x, name)[:] = values
    return x


def figures(measured: object) -> Mapping[str, float | None]:
    assert isinstance(measured, dict)
    return measured


# --- The records ---


def test_fourteen_facts_each_with_its_thresholds() -> None:
    assert [one.number for one in FACTS] == list(range(1, 15))
    assert len({one.name for one in FACTS}) == 14
    for one in FACTS:
        names = [figure.name for figure in one.figures]
        assert len(names) == len(set(names))
        assert one.checks, one.name
        for check in one.checks:
            assert check.one_of
            for threshold in check.one_of:
                assert threshold.figure in names
                assert threshold.least is not None or threshold.most is not None


def texts_of(one: Fact) -> list[Text]:
    found = [one.says, one.source, one.measured, *(figure.says for figure in one.figures)]
    found += [check.otherwise for check in one.checks]
    return [*found, *([one.left_out] if one.left_out else [])]


@pytest.mark.parametrize("one", FACTS, ids=lambda one: one.name)
def test_both_languages_say_the_same_numbers(one: Fact) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.sub(r"[.,]", "", number) for number in re.findall(r"\d[\d.,]*\d|\d", text))

    for text in texts_of(one):
        assert text.id.strip()
        assert text.en.strip()
        assert numbers(text.id) == numbers(text.en), text.en


# --- Verdicts ---


def made_up(*checks: Check) -> Fact:
    figure = tuple(Figure(name, Text(name, name), "ratio") for name in ("a", "b"))
    return Fact(1, "x", *(Text("i", "e"),) * 3, figure, checks, lambda _: {})


CAUSE = Text("sebab", "cause")


@pytest.mark.parametrize(
    ("a", "verdict", "clear"),
    [
        ([3.0, 3.1, 2.9], "pass", True),
        ([1.0, 1.1, 0.9], "fail", True),
        ([2.5, 1.0, 3.0], "pass", False),  # mean 2.17, interval 0.41 to 3.92
        ([3.0], "pass", None),
        ([None, None], "not_measurable", None),
        ([None, 3.0, 3.1], "pass", True),
    ],
)
def test_the_mean_decides_and_the_interval_says_how_surely(a: list[float | None], verdict: str, clear: bool) -> None:
    of_one = found(made_up(least("a", 2, CAUSE)), [{"a": value, "b": 0.0} for value in a])
    assert (of_one.verdict, of_one.checks[0].clear) == (verdict, clear)
    assert of_one.causes == ([CAUSE] if verdict == "fail" else [])
    assert (of_one.why is not None) is (verdict == "not_measurable")
    assert of_one.estimates["a"] == estimate(a)


def test_one_failing_check_fails_and_one_of_several_suffices() -> None:
    both = made_up(least("a", 2, CAUSE), most("b", 2, CAUSE))
    assert found(both, [{"a": 3.0, "b": 3.0}]).verdict == "fail"
    assert found(both, [{"a": None, "b": 3.0}]).verdict == "fail"
    assert found(both, [{"a": None, "b": 1.0}]).verdict == "not_measurable"
    either = made_up(Check((Threshold("a", least=2), Threshold("b", least=2)), CAUSE))
    for values, verdict in (((1.0, 3.0), "pass"), ((1.0, 1.0), "fail"), ((1.0, None), "not_measurable")):
        assert found(either, [dict(zip("ab", values, strict=True))]).verdict == verdict


def test_a_reason_is_handed_on_only_where_no_replicate_can_be_measured() -> None:
    why = Unmeasurable(Text("karena", "because"))
    one = made_up(least("a", 2, CAUSE))
    assert found(one, [why, why]).why == why.reason
    assert found(one, [why, {"a": 3.0, "b": 0.0}]).verdict == "pass"


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


# --- The trials themselves ---


def test_a_watched_city_is_the_city_that_run_gives(fictional: Scenario) -> None:
    watched = Trials(fictional, 2_000, 5, default_month()).as_it_is
    assert list(watched.rows) == run(fictional, seed=5, threads=1).rows
    known = watched.history
    assert known.months == fictional.months
    assert set(known.columns) == set(WATCHED)
    for month, row in enumerate(watched.rows, start=1):
        assert int((known.status[month] == ACTIVE).sum()) == row["active"]
        assert int((known.status[month] == EMPTY).sum()) == 2_000 - row["workers"]


def test_what_self_pays_is_halved(fictional: Scenario) -> None:
    trials = Trials(fictional, 2_000, 5, default_month())
    half = trials.conduct(trials.alone, months=6, self_pays=0.5)
    lowest = [row["jkm_self_rp"] / row["paid_self"] for row in half.rows]
    assert lowest == [3_400] * 6
    assert trials.free.total("jkm_self_rp") == trials.free.total("jkk_self_rp") == 0
    assert trials.free.total("paid_self") > 0


def test_nobody_contacts_or_pays_in_a_city_left_alone(fictional: Scenario) -> None:
    trials = Trials(fictional, 2_000, 5, default_month())
    seen: list[NDArray[np.uint8]] = []

    def look(opening: Opening) -> None:
        seen.append(opening.reach.copy())

    alone = trials.alone_with(look)
    assert alone.total("subsidised") == 0
    assert alone.total("registrations") > 0
    assert len(seen) == 12
    assert not np.any(seen)


def test_pools_without_choice(padang: Scenario) -> None:
    trials = Trials(padang, FEW, 5, default_month())
    assert trials.everyone.rows[0]["active"] >= FEW - trials.everyone.rows[0]["deaths"]
    assert trials.nobody.total("ever_registered") == trials.nobody.total("tries") == 0
    for counter in ("injuries", "deaths"):
        assert trials.everyone.total(counter) == trials.nobody.total(counter) > 0
    old = trials.everyone_aged(60, 64)
    ages = (padang_calendar(trials.late) - old.first.birth_month) // 12
    assert (int(ages.min()), int(ages.max())) == (60, 64)
    with pytest.raises(ValueError, match="aged 90"):
        changes.of_ages(padang, 90, 99)


def padang_calendar(scenario: Scenario) -> int:
    return (scenario.start.year - 1900) * 12 + scenario.start.month - 1


def test_a_programme_of_one_year(padang: Scenario) -> None:
    trials = Trials(padang, FEW, 5, default_month())
    paid = [row["subsidised"] for row in trials.programme.rows]
    assert trials.late.start == date(2025, 1, 1)
    assert all(0.03 * FEW < count <= 0.05 * FEW for count in paid[:12])
    assert not any(paid[12:])
    assert trials.no_programme.total("subsidised") == 0
    late = [row["subsidised"] for row in trials.released_after(4).rows]
    assert [month for month, count in enumerate(late) if not count] == [0, 1, 2, 3, 12, 13, 14, 15]
    assert set(trials.programme.history.columns) == set(LISTED)


@pytest.mark.parametrize(
    ("start", "months", "window"),
    [
        (date(2021, 1, 1), 72, (date(2025, 1, 1), 24)),
        (date(2025, 2, 1), 23, (date(2025, 2, 1), 23)),
        (date(2021, 7, 1), 15, (date(2021, 7, 1), 15)),
        (date(2021, 1, 1), 64, (date(2025, 1, 1), 16)),
    ],
)
def test_the_last_two_years(fictional: Scenario, start: date, months: int, window: tuple[date, int]) -> None:
    late = changes.last_two_years(replace(fictional, start=start, months=months))
    assert (late.start, late.months) == window


# --- The model made wrong, or other, must show ---


@pytest.mark.parametrize(
    ("number", "figure", "holds", "numbers"),
    [
        (1, "growth_gap", False, {"lapse_early": 0, "lapse_late": 0, "exit_rate": 0}),
        (2, "ratio", False, {"lapse_early": 0.1, "lapse_late": 0.1}),
        (2, "few_months", False, {"lapse_early": 0, "lapse_late": 0}),
        (3, "bad_month_ratio", False, {"lapse_bad_month": 1}),
        (4, "stay", True, {"return_from_arrears": 0}),
        (3, "return_in_good_months", False, {"reactivation_bad_month": 1}),
        (4, "stay", False, {"keep_paying": 0.6}),
        (4, "above", False, {"enrol_base": 0, "keep_paying": 0}),
        (5, "free_over_full", False, {"selection": 0}),
        (5, "agent_over_own", False, {"agent_selection": -1}),
        (6, "information", True, {"contact_gain": 0}),
        (6, "information", False, {"information_effect": 0.2}),
        (6, "help", False, {"assist_multiplier": 1}),
        (6, "tries", False, {"registration_failure": 0.1}),
        (7, "knowing_neighbours", False, {"peer_premium_cut": 0, "peer_gain": 0}),
        (7, "paid_claim", False, {"claim_gain": 0, "trust_paid_claim": 0}),
        (7, "refused_claim", False, {"trust_refused_claim": 0}),
        (7, "false_agent", False, {"trust_false_agent": 0}),
        (8, "jkm_without_choice", False, {"mortality_factor": 0.1}),
        (8, "jkk", False, {"injury_rate": 40}),
        (9, "times_contribution", False, {"mortality_factor": 0.1}),
        (10, "injuries", False, {"injury_rate": 3}),
        (12, "staff_less_price", False, {"enrol_base": 0.15}),
        (12, "trust", False, {"trust_false_agent": 0}),
        (13, "covered_over_uncovered", False, {"file_jkk": 0, "file_jkm_self": 0}),
        (14, "lasting", False, {"keep_paying": 0.6}),
    ],
)
def test_a_number_changed_moves_its_check(
    padang: Scenario, number: int, figure: str, holds: bool, numbers: dict[str, float]
) -> None:
    other = changes.with_behaviour(padang, **numbers)
    (finding,) = validate(other, workers=FEW, replicates=2, facts=[fact(number)]).findings
    (held,) = (one for one in finding.checks if one.check.one_of[0].figure == figure)
    assert held.holds is holds, finding.estimates[figure]
    assert not holds or finding.verdict in ("pass", "fail")
    assert holds or finding.verdict == "fail"


def test_a_flat_life_table_and_more_staff_show_too(padang: Scenario) -> None:
    flat = tuple(replace(table, q=np.full_like(table.q, 0.005)) for table in padang.life_tables)
    (age,) = validate(replace(padang, life_tables=flat), workers=FEW, replicates=2, facts=[fact(9)]).findings
    assert age.verdict == "fail"
    many = replace(padang, offices=replace(padang.offices, field_staff=120))
    (reached,) = validate(many, workers=FEW, replicates=1, facts=[fact(12)]).findings
    assert reached.checks[0].holds is False


def test_enrolment_that_ignores_help_fails(padang: Scenario) -> None:
    """A behaviour put in the place of the shipped one: success depends on nothing but the failure of tries alone."""

    def deaf(_helped: F32, _advocated: F32, p: Parameters) -> F32:
        return F32(1) - p.registration_failure

    (shipped,) = validate(padang, workers=FEW, replicates=1, facts=[fact(6)]).findings
    (broken,) = validate(
        padang, workers=FEW, replicates=1, facts=[fact(6)], behaviour={"enrolment.success_probability": deaf}
    ).findings
    by_figure = {one.check.one_of[0].figure: one.holds for one in broken.checks}
    assert (broken.verdict, by_figure["help"]) == ("fail", False)
    assert broken.estimates["help"].mean == 1
    assert broken.estimates["control"].mean == shipped.estimates["control"].mean
    assert {one.check.one_of[0].figure: one.holds for one in shipped.checks}["help"] is True


# --- The whole ---


def test_the_same_seed_gives_the_same_and_each_replicate_its_own(fictional: Scenario) -> None:
    def values(seed: int, replicates: int) -> list[dict[str, list[float | None]]]:
        done = validate(fictional, workers=300, seed=seed, replicates=replicates)
        return [{name: list(each) for name, each in one.values.items()} for one in done.findings]

    both = values(3, 2)
    assert both == values(3, 2)
    later = values(4, 1)
    assert [{k: v[-1:] for k, v in one.items() if len(v) == 2} for one in both] == [
        {k: v for k, v in one.items() if len(both[i].get(k, ())) == 2} for i, one in enumerate(later)
    ]
    assert both != [{k: v * 2 for k, v in one.items()} for one in later]


def test_all_facts_are_measured_in_padang(padang: Scenario) -> None:
    done = validate(padang, workers=FEW, replicates=1)
    assert [one.fact.number for one in done.findings] == list(range(1, 15))
    assert done.count("not_measurable") == 0
    assert done.count("pass") + done.count("fail") == 14
    assert (done.workers, done.seed, done.fails) == (FEW, padang.seed, done.count("fail") > 0)


def test_a_scenario_without_money_or_time_says_so(fictional: Scenario) -> None:
    poor = validate(replace(fictional, budgets=()), workers=500, replicates=1)
    verdicts = {one.fact.number: one.verdict for one in poor.findings}
    assert {number for number in (4, 11, 14) if verdicts[number] == "not_measurable"} == {4, 11, 14}
    short = validate(replace(fictional, months=8), workers=500, replicates=1)
    assert {one.fact.number for one in short.findings if one.verdict == "not_measurable"} >= {1, 2, 4, 6, 7, 11, 12}
    assert all(one.why is not None for one in short.findings if one.verdict == "not_measurable")


@pytest.mark.parametrize("workers", [1, 40])
def test_a_handful_of_workers_is_no_error(fictional: Scenario, workers: int) -> None:
    done = validate(fictional, workers=workers, replicates=2)
    assert len(done.findings) == 14


def test_as_many_workers_as_asked_or_as_there_are(fictional: Scenario, padang: Scenario) -> None:
    assert validate(fictional, replicates=1, facts=[]).workers == 2_000
    assert validate(padang, replicates=1, facts=[]).workers == 20_000
    assert validate(padang, workers=70, replicates=1, facts=[]).workers == 70


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"workers": 0}, "--workers: 0 is outside 1"),
        ({"replicates": 0}, "--replicates: 0 is outside 1"),
        ({"seed": -1}, "--seed: -1 is outside 0"),
        ({"behaviour": {"enrolmnt": max}}, "unknown behaviour enrolmnt"),
    ],
)
def test_what_is_refused(fictional: Scenario, options: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as raised:
        validate(fictional, **options)
    assert said in raised.value.said("en")
