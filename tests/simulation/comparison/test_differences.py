"""Intervals, paired differences and the split of doubt, against closed forms and made-up data whose truth is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.simulation.comparison.differences import estimate, paired, split

FINITE = st.floats(-1e12, 1e12, allow_nan=False)


def test_the_interval_is_students() -> None:
    # t(0.95, 2) = 2.919986 (any t table); mean 2, sd 1, n 3
    found = estimate([1, 2, 3])
    assert found.mean == 2
    assert found.sd == 1
    assert found.half_width == pytest.approx(2.919986 / math.sqrt(3), rel=1e-6)


def test_one_replicate_has_no_interval_and_none_has_nothing() -> None:
    assert (estimate([5]).mean, estimate([5]).low) == (5, None)
    assert estimate([None, None]).mean is None
    assert estimate([None, 4, 6]).n == 2


@given(st.lists(FINITE, min_size=2, max_size=30), FINITE)
def test_equal_arms_differ_by_exactly_nothing(values: list[float], shift: float) -> None:
    assert (same := paired(values, values)).mean == 0
    assert (same.low, same.high, same.replicates_for()) == (0, 0, None)
    moved = paired([shift] * len(values), [shift] * len(values))
    assert moved.mean == moved.sd == 0


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30), st.integers(2, 50))
def test_replicates_needed_are_the_fewest(values: list[float], percent: int) -> None:
    found = estimate(values)
    n = found.replicates_for(percent / 100)
    if n is None or found.mean is None or found.sd is None or n > 5_000:
        return

    def half(count: int) -> float:
        from scipy import stats

        return float(stats.t.ppf(0.95, count - 1)) * (found.sd or 0) / math.sqrt(count)

    assert half(n) <= percent / 100 * abs(found.mean) * (1 + 1e-9)
    assert n == 2 or half(n - 1) >= percent / 100 * abs(found.mean) * (1 - 1e-9)


def test_nine_intervals_in_ten_hold_the_truth() -> None:
    generator = np.random.default_rng(8)
    held = sum(
        (found := estimate(list(generator.normal(3, 2, 10)))).low <= 3 <= found.high  # type: ignore[operator]
        for _ in range(1_000)
    )
    assert 870 <= held <= 930  # 900 expected, standard deviation 9.5


def test_the_split_finds_what_was_put_in() -> None:
    # difference = 10 + point (sd 4) + replicate (sd 2) + chance of the pair (sd 1)
    generator = np.random.default_rng(1)
    points, replicates = 400, 30
    table = (
        10
        + generator.normal(0, 4, (points, 1))
        + generator.normal(0, 2, (1, replicates))
        + generator.normal(0, 1, (points, replicates))
    )
    found = split(table.tolist())
    assert found.parameters == pytest.approx(4, rel=0.1)
    assert found.sampling == pytest.approx(math.sqrt(5), rel=0.25)
    assert found.parameter_share == pytest.approx(16 / 21, rel=0.12)


def test_points_that_change_nothing_have_no_share() -> None:
    found = split([[1, 2, 3]] * 5)
    assert found.parameters == 0
    assert found.parameter_share == 0
    assert split([[1, 2]]).parameter_share is None
