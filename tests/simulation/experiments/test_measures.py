"""Measures and verdicts where the answer is counted by hand or follows from a formula."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.experiments.conduct import Doubt, Result, doubt_of, figure
from lindung.simulation.experiments.experiment import Arm, Published
from lindung.simulation.experiments.measures import (
    Lived,
    enrolled,
    enrollees_left,
    ever_enrolled,
    failed_tries,
    paying,
    premium_cut,
    tries,
)
from lindung.simulation.workers import Workers

SAID = Text("-", "-")


def people(status: Sequence[int], since: Sequence[int], **columns: Sequence[int]) -> Workers:
    made = Workers.empty(len(status))
    made.status[:] = status
    made.member_since[:] = since
    for name, values in columns.items():
        getattr(made, name)[:] = values
    return made


def lived(arm: Arm, *, cohort: bool = False, rows: Sequence[dict[str, int]] = (), **after: Workers) -> Lived:
    return Lived(arm, cohort, {int(name[1:]): one for name, one in after.items()}, tuple(rows))


START = people([w.NEVER] * 6, [-1] * 6)


def test_shares_are_of_those_there_from_the_start() -> None:
    # the last slot has another worker after a year, the fifth is empty
    now = people(
        [w.ACTIVE, w.INACTIVE, w.NEVER, w.ACTIVE, w.EMPTY, w.ACTIVE], [3, 5, -1, 11, -1, 2],
        payer=[w.SELF, 0, 0, w.BUDGET, 0, w.SELF], id=[0, 1, 2, 3, 4, 60],
    )  # fmt: skip
    lives = {"a": lived(Arm("a", SAID, open_for=6), m0=START, m12=now)}
    assert ever_enrolled(lives, "a", 12) == 3 / 4
    assert enrolled(lives, "a", 12) == 2 / 4
    assert paying(lives, "a", 12) == 1 / 4
    assert enrollees_left(lives, "a", 12) == 1 / 2  # of the two who enrolled in the first six months


def test_tries_and_failures() -> None:
    rows = [{"tries": 4, "failures": 1}, {"tries": 2, "failures": 2}, {"tries": 100, "failures": 0}]
    lives = {"a": lived(Arm("a", SAID), rows=rows, m0=START, m2=START)}
    assert failed_tries(lives, "a", 2) == 3 / 6
    assert tries(lives, "a", 2) == 6 / 6


def _with_share(share: float, arm: Arm) -> Lived:
    n = 100_000
    now = people([w.NEVER] * n, np.where(np.arange(n) < round(share * n), 1, -1).tolist())
    return lived(arm, m0=people([w.NEVER] * n, [-1] * n), m12=now)


def test_a_premium_cut_from_a_constant_elasticity() -> None:
    """Closed form: enrolment 0.1 x price^-1.1, so a friend worth a cut of 13 % enrols 0.1 x 0.87^-1.1."""
    lives = {
        f"cut_{i}": _with_share(0.1 * price**-1.1, Arm(f"cut_{i}", SAID, pays=price))
        for i, price in enumerate((1.0, 0.9, 0.8))
    }
    lives["friend"] = _with_share(0.1 * 0.87**-1.1, Arm("friend", SAID, informed_friends=1))
    assert premium_cut(lives, "friend", 12) == pytest.approx(0.13, abs=0.002)
    lives["friend"] = _with_share(0.1 * 0.7**-1.1, Arm("friend", SAID, informed_friends=1))  # beyond the cheapest arm
    assert premium_cut(lives, "friend", 12) == pytest.approx(0.30, abs=0.002)


def row(**given: Any) -> Published:
    known: dict[str, Any] = {"key": "k", "says": SAID, "of": "a", "measure": "ever_enrolled", "month": 12}
    return Published(**{**known, "unit": "share", **given})


def test_figures_against_another_arm() -> None:
    lives = {
        key: lived(
            Arm(key, SAID), m0=_with_share(0, Arm(key, SAID)).after[0],
            m12=_with_share(early, Arm(key, SAID)).after[12], m24=_with_share(late, Arm(key, SAID)).after[12],
        )
        for key, early, late in (("a", 0.30, 0.16), ("b", 0.10, 0.12))
    }  # fmt: skip
    assert figure(row(), lives) == pytest.approx(0.30)
    assert figure(row(against="b"), lives) == pytest.approx(0.20)
    assert figure(row(against="b", how="times"), lives) == pytest.approx(3)
    left = row(against="b", how="left", since=12, month=24)
    assert figure(left, lives) == pytest.approx((0.16 - 0.12) / 0.20)


@pytest.mark.parametrize(
    ("values", "low", "high", "hit", "clear"),
    [
        ((0.10, 0.10, 0.10), 0.05, 0.15, True, True),
        ((0.10, 0.12, 0.20), 0.05, 0.15, True, False),  # the interval leaves the range
        ((0.30, 0.30, 0.31), 0.05, 0.15, False, True),
        ((0.10, 0.20, 0.30), 0.05, 0.15, False, False),  # the interval enters it
        ((0.40, 0.41, 0.42), 0.30, None, True, True),
        ((0.40, 0.41, 0.42), None, 0.30, False, True),
        ((0.40, 0.41, 0.42), None, None, None, None),
        ((None, None, None), 0.1, 0.2, None, None),
    ],
)
def test_hit_or_miss(
    values: tuple[float | None, ...], low: float | None, high: float | None, hit: bool | None, clear: bool | None
) -> None:
    result = Result(row(low=low, high=high), estimate(values), values, Doubt(None, None, None, 0))
    assert (result.hit, result.clear) == (hit, clear)


def test_doubt_is_the_middle_nine_tenths() -> None:
    found = doubt_of([*(float(value) for value in range(101)), None])
    assert (found.low, found.middle, found.high) == pytest.approx((5, 50, 95))
    assert found.n == 101
    wide = Result(row(low=90, high=99), estimate([50.0]), (50.0,), found)
    assert (wide.hit, wide.possible) == (False, True)
    assert Result(row(low=96, high=99), estimate([50.0]), (50.0,), found).possible is False
    assert doubt_of([1.0]).low is None
