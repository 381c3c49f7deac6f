"""What an arm does to people, held against the plain month and against shares that follow from the rules."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from lindung.law.corpus import Corpus
from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.calibration.observed import smaller
from lindung.simulation.engine import default_month
from lindung.simulation.experiments.conduct import lives_of
from lindung.simulation.experiments.experiment import Arm, Experiment
from lindung.simulation.experiments.measures import Lived
from lindung.simulation.experiments.offer import Offered, People
from lindung.simulation.model import City, Setting

FEW = 4_000
SEED = 11
NONE = Text("-", "-")


@pytest.fixture(scope="module")
def jkn(corpus: Corpus) -> Experiment:
    return Experiment.load("jkn-2015", corpus)


@pytest.fixture(scope="module")
def lives(jkn: Experiment) -> dict[str, Lived]:
    with ThreadPoolExecutor(2) as pool:
        return lives_of(jkn, {}, FEW, SEED, pool)


def conducted(
    experiment: Experiment, arm: Arm, months: frozenset[int], *, cohort: bool = False
) -> tuple[City, Offered]:
    offered = Offered(default_month(), arm, People(SEED, cohort, 0.4), keep=months)
    city = City(
        Setting.of(smaller(experiment.scenario, FEW), workers=FEW, seed=SEED), experiment.scenario.corpus, month=offered
    )
    while city.month < max(months):
        city.step()
    return city, offered


def test_no_offer_is_the_plain_month(jkn: Experiment) -> None:
    city, _ = conducted(jkn, Arm("none", NONE), frozenset({14}))
    plain = City(Setting.of(smaller(jkn.scenario, FEW), workers=FEW, seed=SEED), jkn.scenario.corpus)
    while plain.month < 14:
        plain.step()
    assert city.rows == plain.rows
    for column, its in zip(city.engine.workers.columns(), plain.engine.workers.columns(), strict=True):
        np.testing.assert_array_equal(column, its)


def test_all_arms_have_the_same_people_in_the_beginning(lives: dict[str, Lived]) -> None:
    first = lives["control"].after[0]
    for lived in lives.values():
        for column, its in zip(first.columns(), lived.after[0].columns(), strict=True):
            np.testing.assert_array_equal(column, its)
        assert not (lived.after[0].status == w.ACTIVE).any()


def test_whoever_enrolled_free_stays_while_it_is_free(lives: dict[str, Lived]) -> None:
    lived = lives["full_subsidy"]
    now = lived.after[12]
    enrolled = lived.people(12) & (now.member_since >= 0)
    assert enrolled.sum() > 200
    assert (now.status[enrolled] == w.ACTIVE).all()
    assert (now.payer[enrolled] == w.BUDGET).all()
    assert (now.arrears[enrolled] == 0).all()
    assert not (now.flags[enrolled] & w.PAID_ALONE).any()
    assert (now.subsidised == 0).all()
    assert not (now.flags & w.LISTED).any()


def test_when_it_ends_as_many_go_on_as_keep_paying_says(jkn: Experiment) -> None:
    """Source: `keep_paying` of scenarios/parameters.yaml; who lacks the money cannot go on, hence at most that."""
    arm = replace(jkn.arm_by_key["full_subsidy"], key="free")
    _, offered = conducted(jkn, arm, frozenset({0, 12, 13}))
    before, after = offered.kept[12], offered.kept[13]
    there = (before.status == w.ACTIVE) & (before.id == after.id) & (after.status != w.EMPTY)
    goes_on = there & (after.payer == w.SELF) & (after.arrears == 0)
    n, keep = int(there.sum()), jkn.scenario.behaviour["keep_paying"]
    assert n > 300
    margin = 4 * np.sqrt(keep * (1 - keep) / n)
    assert keep * 0.8 - margin < goes_on.sum() / n < keep + margin


def test_months_counted_from_own_enrolment(jkn: Experiment) -> None:
    arm = Arm("own", NONE, pays=0, open_for=6, months=4, from_enrolment=True)
    _, offered = conducted(jkn, arm, frozenset({0, 6, 7, 8}))
    for month in (6, 7, 8):
        now = offered.kept[month]
        member = (now.status == w.ACTIVE) & (now.member_since >= 0) & (now.member_since < 6)
        still_free = month - 1 < now.member_since + 4
        assert (now.payer[member & still_free] == w.BUDGET).all()
        assert not (now.payer[member & ~still_free] == w.BUDGET).any()
        assert (member & ~still_free).any()


def test_a_cohort_is_drawn_by_awareness_and_trust_and_auto_debit_gets_the_longer_subsidy(corpus: Corpus) -> None:
    planned = Experiment.load("aearctr-0015911", corpus)
    arm = planned.arm_by_key["nine_auto_debit"]
    _, offered = conducted(planned, arm, frozenset({0, 6}), cohort=True)
    start, now = offered.kept[0], offered.kept[6]
    part = start.member_since == 0
    # all whom the law still registers: 64 at most, so nearly everyone of 15 to 64
    assert part.sum() == pytest.approx(float((start.awareness * start.trust).sum()), rel=0.1)
    agreed = part & ((start.flags & w.AUTO_DEBIT) != 0)
    assert agreed.sum() / part.sum() == pytest.approx(0.4, abs=0.08)
    same = part & (start.id == now.id) & (now.status != w.EMPTY)
    assert (now.payer[same & agreed] == w.BUDGET).all()
    assert not (now.payer[same & ~agreed] == w.BUDGET).any()


def test_an_informed_friend_and_a_lower_price_enrol_more(corpus: Corpus) -> None:
    china = Experiment.load("china-rice-2010", corpus)
    with ThreadPoolExecutor(2) as pool:
        lives = lives_of(china, {}, FEW, SEED, pool)
    tried = {key: sum(row["tries"] for row in lived.rows) for key, lived in lives.items()}
    assert tried["control"] < tried["cut_10"] < tried["cut_20"] < tried["cut_30"]
    assert tried["control"] < tried["informed_friend"]
