"""Who decides like a newcomer, what a price keeps away, what neighbours pass on, which bills are claimed.

Expected values: the equations of docs/model.md computed here in float64, or an outcome that they make certain.
"""

from dataclasses import replace
from datetime import date
from math import exp, isclose, log

import numpy as np
import pytest

from lindung.simulation import workers as w
from lindung.simulation.behaviour.claims import file_probability
from lindung.simulation.behaviour.contribution import reactivation_probability, resume_probability
from lindung.simulation.behaviour.enrolment import selected, try_probability
from lindung.simulation.workers import Workers
from tests.simulation.city import CELLS, F32, FROZEN, LIVELY, City, Run, Scheme, alike, enrol, law_of, mixed, numbers

DAY = date(2024, 3, 1)  # no discount, no wait
MEAN = 3_000_000
N = 600


def city(x: Workers, **behaviour: float) -> City:
    return City(x, law_of(DAY), numbers(FROZEN, **behaviour))


def once_paid_for(*, alone: bool, status: int) -> Workers:
    """Members whom a scheme paid for until two months ago, or whose cover has ended since."""
    x = alike(N, DAY)
    enrol(x, months=12, payer=w.BUDGET, arrears=2)
    x.payer[:], x.status[:] = w.NOBODY, status
    if alone:
        x.flags[:] |= np.uint8(w.PAID_ALONE)
    return x


# who has never paid alone


def test_in_arrears_only_who_has_paid_alone_resumes_by_habit() -> None:
    habit = {"return_from_arrears": 1.0}
    assert Run(city(once_paid_for(alone=True, status=w.ACTIVE), **habit)).step()["paid_self"] == 3 * N
    assert Run(city(once_paid_for(alone=False, status=w.ACTIVE), **habit)).step()["paid_self"] == 0


def test_in_arrears_who_never_paid_alone_pays_as_newcomers_try() -> None:
    """And cannot fail at registration, as newcomers here always do."""
    wish = {"enrol_base": 1.0, "registration_failure": 1.0}
    assert Run(city(once_paid_for(alone=False, status=w.ACTIVE), **wish)).step()["paid_self"] == 3 * N
    assert Run(city(once_paid_for(alone=True, status=w.ACTIVE), **wish)).step()["paid_self"] == 0
    newcomers = Run(city(alike(N, DAY), **wish)).step()
    assert (newcomers["tries"], newcomers["failures"]) == (N, N)


def test_after_cover_ended_the_same() -> None:
    habit, wish = {"reactivation": 1.0}, {"enrol_base": 1.0, "registration_failure": 1.0}
    for behaviour, alone, back in ((habit, True, N), (habit, False, 0), (wish, True, 0), (wish, False, N)):
        run = Run(city(once_paid_for(alone=alone, status=w.INACTIVE), **behaviour))
        assert run.step()["reactivations"] == back, (behaviour, alone)
        assert ((run.workers.flags & w.PAID_ALONE) != 0).sum() == (N if alone or back else 0)


def test_a_month_that_the_scheme_pays_is_not_paid_alone() -> None:
    x = alike(N, DAY)
    x.flags[:] |= np.uint8(w.LISTED)
    run = Run(replace(city(x), scheme=Scheme(months=2))).months(2)
    assert run.total("subsidised") == 2 * N
    assert not (run.workers.flags & w.PAID_ALONE).any()
    run.step()
    assert run.total("paid_self") == 0, "nobody keeps paying here"


@pytest.mark.parametrize("bad", [False, True])
def test_few_register_again_in_a_bad_month(bad: bool) -> None:
    p = numbers(LIVELY, reactivation=0.1, reactivation_bad_month=0.25)
    income = F32(0.5 * MEAN if bad else 0.7 * MEAN)
    for alone, hazard in ((True, 0.1 * 0.8 * 0.5 * 1.5), (False, 0.03)):
        expected = hazard * (0.25 if bad else 1)
        found = reactivation_probability(
            alone, F32(0.03), F32(16_800), F32(MEAN), income, F32(MEAN), F32(0.8), F32(0.5), F32(1.5), p
        )
        assert isclose(found, expected, rel_tol=1e-6)
    assert resume_probability(True, F32(0.03), income, F32(MEAN), p) == (0 if bad else p.return_from_arrears)
    assert resume_probability(False, F32(0.03), income, F32(MEAN), p) == (0 if bad else F32(0.03))


# what a price keeps away


@pytest.mark.parametrize("price", [0, 8_400, 16_800, 33_600])
@pytest.mark.parametrize("agent", [0, 1])
@pytest.mark.parametrize("frailty", [-1.5, 0.0, 1.5])
def test_own_hazard_counts_by_the_price(price: float, agent: int, frailty: float) -> None:
    p = numbers(LIVELY, selection=0.3, agent_selection=0.2)
    expected = exp((0.3 + 0.2 * agent) * price / 16_800 * frailty)
    assert isclose(selected(F32(price), F32(frailty), F32(agent), p), expected, rel_tol=1e-6)


def test_what_is_free_selects_nobody_and_agents_select_most() -> None:
    p = numbers(LIVELY)

    def wish(price: float, frailty: float, agent: float) -> float:
        contacts = F32(0), F32(0), F32(agent)
        return float(try_probability(F32(price), F32(0.5), F32(0.5), F32(0), F32(MEAN), F32(frailty), *contacts, p))

    assert wish(0, 1, 0) == wish(0, -1, 0)
    at_full, by_agent = (wish(16_800, 1, agent) / wish(16_800, -1, agent) for agent in (0, 1))
    assert isclose(at_full, exp(2 * 0.15), rel_tol=2e-2)
    assert by_agent > at_full


# what neighbours pass on


def test_cells_know_what_their_people_know_and_members_all() -> None:
    x = mixed(4_000, DAY)
    run = Run(city(x))
    run.step()
    after, here = run.workers, run.workers.status != w.EMPTY
    known = np.where(after.status == w.ACTIVE, 1.0, after.awareness)[here]
    people = np.bincount(after.cell[here], minlength=CELLS)
    mean = np.bincount(after.cell[here], weights=known, minlength=CELLS) / people
    assert run.engine.cells[0].tolist() == people.tolist()
    np.testing.assert_allclose(run.engine.neighbours()[0], mean, atol=0.5 / 256)


def test_before_the_first_month_a_cell_knows_what_workers_know_on_average() -> None:
    run = Run(city(alike(N, DAY), base_awareness=0.35))
    assert (run.engine.neighbours()[0] == F32(0.35)).all()


def test_knowing_neighbours_teach_though_none_is_a_member() -> None:
    """With nobody a member and no claim near, ignorance is removed at `peer_gain` times the share who know."""
    x = alike(2 * CELLS, DAY)  # two workers a cell
    x.awareness[:CELLS], x.awareness[CELLS:] = 1, 0
    run = Run(city(x, peer_gain=0.2, base_awareness=0.5))
    for _ in range(3):
        ignorant, share = 1 - float(run.workers.awareness[-1]), float(run.engine.neighbours()[0][-1])
        run.step()
        assert isclose(1 - float(run.workers.awareness[-1]), ignorant * (1 - 0.2 * share), rel_tol=1e-6)
    assert run.rows[-1]["active"] == 0


# which bills are claimed


def test_the_dear_are_claimed_and_the_slight_seldom() -> None:
    p = numbers(LIVELY, file_jkk=0.4, treatment_mean=4e6)
    for times in (0.0, 0.1, 1.0, 5.0):
        assert isclose(file_probability(int(4e6 * times), p), 1 - exp(times * log(0.6)), abs_tol=1e-6)
    assert isclose(file_probability(4_000_000, p), 0.4, rel_tol=1e-6)


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("cost", [0, 1, 4_000_000, 400_000_000])
def test_none_or_all_are_claimed(share: float, cost: int) -> None:
    assert file_probability(cost, numbers(LIVELY, file_jkk=share)) == share
