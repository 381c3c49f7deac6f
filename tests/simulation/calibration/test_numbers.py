"""Emulator and sampler against closed forms."""

import numpy as np
import pytest

from lindung.simulation.calibration.emulator import Emulator
from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.sampler import tempered

FREE = tuple(Free(f"p{k}", 1.0, 0.5, 2.5, "", None) for k in range(8))


def runs(n: int, noise: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    x = 0.5 + 2 * rng.random((n, len(FREE)))
    power = x[:, 0] ** 1.5 / x[:, 1] * np.exp(0.2 * np.log(x[:, 2]) * np.log(x[:, 3]))
    signed = np.log(x[:, 4]) - np.log(x[:, 5]) ** 2
    figures = np.stack([power, signed], axis=1)
    figures[:, 0] *= np.exp(noise * rng.standard_normal(n))
    return x, figures


def test_an_emulator_of_a_quadratic_in_logs_is_exact() -> None:
    x, figures = runs(400)
    emulator = Emulator.fitted(FREE, x[:300], figures[:300], 300)
    value, _ = emulator.predict(x[300:])
    assert [one.log for one in emulator.figures] == [True, False]  # the second is negative in places
    assert value == pytest.approx(figures[300:], abs=1e-2)


def test_its_doubt_is_the_noise_of_the_runs() -> None:
    x, figures = runs(500, noise=0.05)
    emulator = Emulator.fitted(FREE, x[:400], figures[:400], 400)
    value, doubt = emulator.predict(x[400:])
    assert emulator.figures[0].doubt == pytest.approx(0.05, rel=0.2)
    standardised = (figures[400:, 0] - value[:, 0]) / doubt[:, 0]
    assert np.sqrt(np.square(standardised).mean()) == pytest.approx(1, rel=0.25)


def test_draws_of_a_normal_have_its_mean_and_covariance() -> None:
    mean = np.array([0.5, 0.45, 0.55])
    shape = np.array([[1.0, 0.6, 0.0], [0.6, 1.0, -0.3], [0.0, -0.3, 1.0]]) * 0.03**2
    inverse = np.linalg.inv(shape)

    def log_density(x: np.ndarray) -> np.ndarray:
        return np.asarray(-0.5 * np.einsum("ij,jk,ik->i", x - mean, inverse, x - mean))

    draws = tempered(log_density, 3, 4_000, np.random.default_rng(1))
    assert draws.mean(axis=0) == pytest.approx(mean, abs=0.003)
    assert np.cov(draws.T) == pytest.approx(shape, abs=0.15 * 0.03**2)


def test_draws_stay_within_the_ranges() -> None:
    draws = tempered(lambda x: 20 * x[:, 0], 2, 2_000, np.random.default_rng(2))  # rises to the edge
    assert draws.min() >= 0
    assert draws.max() <= 1
    assert draws[:, 0].mean() == pytest.approx(1 - 1 / 20, abs=0.01)  # an exponential cut at 1
    assert draws[:, 1].mean() == pytest.approx(0.5, abs=0.03)
