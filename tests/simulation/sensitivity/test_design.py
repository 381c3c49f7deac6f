"""Indices where they are known: of a linear function, and of Ishigami's (Saltelli and others 2000)."""

from typing import Any

import numpy as np
import pytest

from lindung.simulation.declared import Declared
from lindung.simulation.sensitivity.design import (
    end_points,
    morris_effects,
    morris_points,
    sobol_indices,
    sobol_points,
    spread_points,
)
from lindung.simulation.sensitivity.unknowns import Unknown


def unknown(place: str, factor: str | None = None) -> Unknown:
    return Unknown(place, factor or place, Declared(0.25, 0.0, 1.0, "S", "-", "assumption"))


THREE = (unknown("a"), unknown("b"), unknown("c"))


def test_morris_of_a_linear_function_is_its_slopes() -> None:
    points = morris_points(THREE, 6, seed=1)
    assert points.shape == (6 * 4, 3)
    found = morris_effects(THREE, points, points @ np.array([1.0, -4.0, 0.0]), seed=1)
    assert [one.factor for one in found] == ["b", "a", "c"]
    assert [one.mu_star for one in found] == pytest.approx([4, 1, 0])
    assert [one.half for one in found] == pytest.approx([0, 0, 0])


def test_numbers_of_one_factor_move_together() -> None:
    grouped = (unknown("a", "g"), unknown("b", "g"), unknown("c"))
    assert morris_points(grouped, 5, seed=1).shape == (5 * 3, 3)
    points = sobol_points(grouped, 1024, seed=1)
    assert points.shape == (1024 * 4, 3)
    found = {one.factor: one for one in sobol_indices(grouped, points @ np.array([3.0, 4.0, 0.0]), seed=1)}
    assert found["g"].total == pytest.approx(1, abs=0.03)
    assert found["c"].total == pytest.approx(0, abs=0.01)


def test_sobol_of_a_linear_function_is_its_squared_slopes() -> None:
    points = sobol_points(THREE, 512, seed=1)
    found = {one.factor: one for one in sobol_indices(THREE, points @ np.array([1.0, 3.0, 0.0]), seed=1)}
    for name, share in (("a", 0.1), ("b", 0.9), ("c", 0.0)):
        assert found[name].first == pytest.approx(share, abs=0.02)
        assert found[name].total == pytest.approx(share, abs=0.02)


def test_sobol_of_ishigami() -> None:
    """a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437."""
    points = sobol_points(THREE, 2048, seed=3)
    x = np.pi * (2 * points - 1)
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = {one.factor: one for one in sobol_indices(THREE, y, seed=3)}
    for name, first, total in (("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)):
        assert found[name].first == pytest.approx(first, abs=0.05)
        assert found[name].total == pytest.approx(total, abs=0.05)
        assert 0 < found[name].total_half < 0.1


def test_what_never_changes_has_no_indices() -> None:
    nothing: Any = np.zeros(12)
    assert morris_effects(THREE, morris_points(THREE, 3, seed=1), nothing, seed=1) == ()
    assert sobol_indices(THREE, np.ones(40), seed=1) == ()


def test_the_same_seed_the_same_points() -> None:
    np.testing.assert_array_equal(morris_points(THREE, 4, seed=2**63 + 5), morris_points(THREE, 4, seed=2**63 + 5))
    np.testing.assert_array_equal(sobol_points(THREE, 8, seed=9), sobol_points(THREE, 8, seed=9))
    spread = spread_points(THREE, 10, seed=9)
    np.testing.assert_array_equal(np.sort((spread * 10).astype(int), axis=0), np.tile(np.arange(10)[:, None], 3))


def test_one_factor_at_a_time_at_its_ends() -> None:
    grouped = (unknown("a", "g"), unknown("b", "g"), unknown("c"))
    np.testing.assert_allclose(
        end_points(grouped), [[0, 0, 0.25], [1, 1, 0.25], [0.25, 0.25, 0], [0.25, 0.25, 1]]
    )  # fmt: skip
