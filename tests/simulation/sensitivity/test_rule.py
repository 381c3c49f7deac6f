"""A planted box is found; where nothing can be learnt no rule is given."""

import numpy as np
import pytest

from lindung.simulation.sensitivity.rule import LIMITS, Limit, find, judged


def test_a_planted_box_is_found() -> None:
    points = np.random.default_rng(1).random((600, 6))
    cases = (points[:, 1] > 0.6) & (points[:, 4] < 0.5)
    found = find(points, cases)
    assert found is not None
    assert {one.column for one in found.limits} == {1, 4}
    ends = {one.column: one for one in found.limits}
    assert ends[1].low == pytest.approx(0.6, abs=0.06)
    assert ends[4].high == pytest.approx(0.5, abs=0.06)
    assert np.isinf(ends[1].high)
    assert np.isinf(ends[4].low)
    assert found.coverage > 0.85
    assert found.density > 0.85


def test_noise_makes_a_rule_less_dense_not_another_one() -> None:
    rng = np.random.default_rng(2)
    points = rng.random((900, 4))
    cases = (points[:, 2] > 0.7) ^ (rng.random(900) < 0.1)
    found = find(points, cases)
    assert found is not None
    assert 2 in {one.column for one in found.limits}
    assert 0.7 < found.density < 1


def test_one_rule_limits_few_unknowns() -> None:
    points = np.random.default_rng(3).random((2_000, 8))
    cases = (points[:, :5] > 0.35).all(axis=1)
    found = find(points, cases)
    assert found is not None
    assert len(found.limits) <= LIMITS


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_rule_where_all_points_are_alike(share: float) -> None:
    points = np.random.default_rng(4).random((100, 2))
    assert find(points, np.full(100, bool(share))) is None


def test_coverage_and_density_by_hand() -> None:
    points = np.array([[0.1], [0.2], [0.6], [0.7], [0.8]])
    cases = np.array([True, False, True, True, False])
    found = judged([Limit(0, 0.5, np.inf)], points, cases)
    assert (found.coverage, found.density, found.inside) == (2 / 3, 2 / 3, 3)
    assert judged([Limit(0, 0.9, np.inf)], points, cases).density == 0
