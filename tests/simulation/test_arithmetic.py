"""exp, log and the normal quantile against float64 and scipy, in every corner, with the same bits on other machines."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import llvmlite.binding  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtri

from lindung.simulation.arithmetic import exp, log, normal
from lindung.simulation.compiled import F32, Compiled, kernel

type Floats = NDArray[np.float32]
type Function = Compiled[[np.float32], np.float32]

FUNCTIONS: dict[str, Function] = {"exp": exp, "log": log, "normal": normal}
ROOT = Path(__file__).parents[2]
CORNERS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0**-25, 1 - 2.0**-24, 1e-45, 1.1754944e-38, 3.4e38, -3.4e38, 88.0, 89.0, -87.0]
DRAWS = np.arange(1 << 24, dtype=np.float32) * F32(2.0**-24)  # every value a draw can have


@kernel
def each_exp(x: Floats, out: Floats) -> None:
    """exp of every entry, in a loop that vectorises."""
    for i in range(x.size):
        out[i] = exp(x[i])


@kernel
def each_log(x: Floats, out: Floats) -> None:
    """log of every entry."""
    for i in range(x.size):
        out[i] = log(x[i])


@kernel
def each_normal(x: Floats, out: Floats) -> None:
    """normal of every entry."""
    for i in range(x.size):
        out[i] = normal(x[i])


EACH = {"exp": each_exp, "log": each_log, "normal": each_normal}


def over(name: str, x: Floats) -> Floats:
    """The function of every entry, compiled."""
    out = np.empty_like(x)
    EACH[name](x, out)
    return out


def neighbours(centres: list[float], count: int = 20_000) -> list[Floats]:
    """Runs of consecutive float32 numbers that start at each centre."""
    return [(F32(x).view(np.int32) + np.arange(count, dtype=np.int32)).view(np.float32) for x in centres]


def test_exp_within_2e_7() -> None:
    x = np.linspace(-20, 20, 4_000_001).astype(np.float32)
    error = over("exp", x) / np.exp(x.astype(np.float64)) - 1
    assert np.abs(error).max() <= 1e-7


def test_log_within_half_a_unit_and_3e_8() -> None:
    """5e-7 absolute is out of reach above x = e^16: half the spacing of float32 there is 9.5e-7."""
    x = np.exp(np.linspace(np.log(1e-6), np.log(1e9), 4_000_001)).astype(np.float32)
    true = np.log(x.astype(np.float64))
    error = np.abs(over("log", x) - true)
    assert (error - np.spacing(np.abs(true).astype(np.float32)) / 2).max() <= 3e-8
    assert error[np.abs(true) < 8].max() <= 3e-7
    assert error[np.abs(true) < 16].max() <= 5.1e-7
    assert error.max() <= 1e-6


def test_log_near_one_keeps_its_digits() -> None:
    x = np.concatenate(neighbours([0.999, 1.0]))
    true = np.log(x.astype(np.float64))
    near = true != 0
    assert np.abs(over("log", x)[near] / true[near] - 1).max() <= 2e-7
    assert log(F32(1)) == 0


def test_normal_within_1e_5_for_every_draw() -> None:
    z = over("normal", DRAWS)
    error = np.abs(z[1:] - ndtri(DRAWS[1:].astype(np.float64)))
    inside = (DRAWS[1:] >= 1e-6) & (DRAWS[1:] <= 1 - 1e-6)
    assert error[inside].max() <= 5e-6
    assert error.max() <= 1e-5


def test_normal_of_finer_numbers_than_draws() -> None:
    u = np.exp(np.linspace(np.log(1e-6), np.log(0.5), 1_000_001)).astype(np.float32)
    assert np.abs(over("normal", u) - ndtri(u.astype(np.float64))).max() <= 5e-6


def test_the_normals_of_all_draws_have_the_moments() -> None:
    """A draw is the lower end of its step, so the mean is half a step times the range low: 2^-25 * 10.7 = 3.2e-7."""
    z = over("normal", DRAWS).astype(np.float64)
    assert abs(z.mean()) < 4e-7
    assert abs(z.var() - 1) < 1e-6
    assert abs((z**3).mean()) < 1e-4
    assert abs((z**4).mean() - 3) < 1e-4


def test_normal_is_odd_about_the_half() -> None:
    z = over("normal", DRAWS[1:])
    assert np.array_equal(z, -z[::-1])
    assert normal(F32(0.5)) == 0


def test_tails() -> None:
    assert normal(F32(0)) == normal(F32(2.0**-25)) == pytest.approx(ndtri(2.0**-25), abs=1e-5)
    assert normal(F32(1)) == normal(F32(2)) == normal(F32(1 - 2.0**-24)) == pytest.approx(-ndtri(2.0**-24), abs=1e-5)
    assert normal(F32(-1)) == normal(F32(0))
    assert exp(F32(0)) == 1
    assert 0 < exp(F32(-1000)) == exp(F32(-87)) < 2e-38
    assert 1e38 < exp(F32(88)) == exp(F32(1000)) == exp(F32(np.inf)) < np.inf
    assert log(F32(0)) == log(F32(-5)) == log(F32(1e-45)) == pytest.approx(-87.3366, abs=1e-4)
    assert log(F32(3.4e38)) == pytest.approx(np.log(3.4e38), abs=4e-6)
    assert all(np.isnan(function(F32(np.nan))) for function in FUNCTIONS.values())
    assert np.isnan(log(F32(np.inf)))


@pytest.mark.parametrize(
    ("name", "centres"),
    [
        ("exp", [-87.0, -20.0, -1.0, -0.3466, -1e-3, 1e-3, 0.3465, 0.34657, 1.0, 1.0397, 20.0, 80.0]),
        ("log", [1e-6, 0.3535, 0.707, 0.7071, 0.9999, 1.0, 1.414, 1.4142, 2.828, 1e3, 1e9]),
    ],
)
def test_monotone(name: str, centres: list[float]) -> None:
    """Between neighbours a step back is at most one unit in the last place; over 2,000 neighbours there is none."""
    for x in neighbours(centres):
        x = np.sort(x)
        y = over(name, x)
        back = np.maximum(-np.diff(y), 0)
        assert np.all(back <= np.spacing(np.abs(y[1:])))
        assert np.all(y[2000:] >= y[:-2000])


def test_normal_is_monotone_over_the_draws() -> None:
    z = over("normal", DRAWS)
    back = np.maximum(-np.diff(z), 0)
    assert np.all(back <= np.spacing(np.abs(z[1:])))
    assert np.count_nonzero(back) < 10
    assert np.all(z[16:] > z[:-16])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_compiled_is_what_is_written_bit_for_bit(name: str) -> None:
    """One by one and in a vectorised loop with a tail, against Python's own float32 arithmetic."""
    generator = np.random.default_rng(20261121)
    x = {
        "exp": generator.uniform(-90, 90, 6007),
        "log": np.exp(generator.uniform(-85, 85, 6007)),
        "normal": generator.random(6007),
    }[name].astype(np.float32)
    x = np.concatenate([x, np.array(CORNERS, dtype=np.float32)])
    written = [FUNCTIONS[name].py_func(value) for value in x]
    assert all(isinstance(value, np.float32) for value in written)
    bits = np.array(written).view(np.int32)
    assert np.array_equal(over(name, x).view(np.int32), bits)
    assert np.array_equal(np.array([FUNCTIONS[name](value) for value in x], dtype=np.float32).view(np.int32), bits)


@settings(deadline=None)
@given(st.sampled_from(sorted(FUNCTIONS)), st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_compiled_is_what_is_written_for_any_number(name: str, x: float) -> None:
    assert FUNCTIONS[name](F32(x)) == FUNCTIONS[name].py_func(F32(x))


def test_a_wide_number_is_rounded_first() -> None:
    for function in FUNCTIONS.values():
        plain = cast(Callable[[float], float], function.py_func)
        assert plain(0.3) == function(F32(0.3))


def digest() -> str:
    """Bits of everything computed over many numbers, in odd lengths so that loops have tails."""
    generator = np.random.default_rng(7)
    found = hashlib.sha256()
    for size in (1, 7, 13, 1024, 100_003):
        u = generator.random(size, dtype=np.float32)
        for name, x in (("exp", u * F32(100) - F32(50)), ("log", u * F32(1e7)), ("normal", u)):
            found.update(over(name, x).tobytes())
    return found.hexdigest()


@pytest.mark.skipif(
    not llvmlite.binding.get_host_cpu_features().get("avx2", False), reason="machine code of another x86 processor"
)
@pytest.mark.parametrize(("cpu", "features"), [("nehalem", "+sse4.2"), ("haswell", "+avx2,+fma"), ("generic", "")])
def test_the_same_bits_on_every_vector_width(cpu: str, features: str) -> None:
    code = "from tests.simulation.test_arithmetic import digest; print(digest())"
    environment = os.environ | {"NUMBA_CPU_NAME": cpu, "NUMBA_CPU_FEATURES": features}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert done.stdout.strip() == digest(), done.stderr
