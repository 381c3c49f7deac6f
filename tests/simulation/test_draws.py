"""Draws: published vectors of the generator, and a battery of statistics with fixed seeds.

The battery is deterministic. Its thresholds are those a perfect generator would break, for one seed chosen blindly,
with the probability given beside each; over all 185 or so statistics here together below 2e-4.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from lindung.simulation.draws import MONTHS, draw, fill, key_of, philox, uniform

type Floats = NDArray[np.float32]
type Philox = Callable[[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64], tuple[np.uint64, ...]]

# Random123, tests/kat_vectors, the lines "philox4x32 10": counter, key, result
KNOWN = {
    "zeros": "00000000 00000000 00000000 00000000 00000000 00000000 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ones": "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "pi": "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0 d16cfe09 94fdcceb 5001e420 24126ea1",
}
SEED = 0x5EED_0F_11AD0000
CITY = np.arange(1 << 20, dtype=np.uint32)
FALSE_ALARM = 1e-6  # of each test of a distribution; a correlation beyond 5 / sqrt(n) has 6e-7
word32 = st.integers(0, (1 << 32) - 1).map(np.uint64)


@pytest.mark.parametrize("version", [philox, philox.py_func], ids=["compiled", "python"])
@pytest.mark.parametrize("name", KNOWN)
def test_the_published_vectors(name: str, version: Philox) -> None:
    words = [np.uint64(int(word, 16)) for word in KNOWN[name].split()]
    assert [int(word) for word in version(*words[:6])] == [int(word) for word in words[6:]]


@settings(deadline=None)
@given(word32, word32, word32, word32, word32, word32)
def test_compiled_is_what_is_written(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> None:
    written = philox.py_func(c0, c1, c2, c3, k0, k1)
    assert [int(word) for word in philox(c0, c1, c2, c3, k0, k1)] == [int(word) for word in written]
    assert all(word < 1 << 32 for word in written)
    for word in written:
        u = uniform.py_func(word)
        assert u.dtype == np.float32
        assert uniform(word) == u
        assert float(u) == (int(word) >> 8) / (1 << 24)


def test_a_uniform_may_be_nothing_and_is_never_one() -> None:
    assert uniform(np.uint64(0)) == uniform(np.uint64(0xFF)) == 0
    assert uniform(np.uint64(0xFFFFFFFF)) == 1 - 2.0**-24 < 1


@settings(deadline=None)
@given(
    seed=st.integers(0, (1 << 64) - 1),
    workers=st.lists(st.integers(0, (1 << 32) - 1), min_size=1, max_size=40),
    month=st.integers(0, MONTHS - 1),
    decision=st.integers(0, 60),
)
def test_a_draw_is_its_word_of_its_block(seed: int, workers: list[int], month: int, decision: int) -> None:
    u = draw(seed, np.array(workers, dtype=np.uint32), month, decision)
    block = np.uint64(decision // 4)
    for worker, found in zip(workers, u, strict=True):
        words = philox.py_func(np.uint64(worker), np.uint64(month), block, np.uint64(0), *key_of(seed))
        assert found == uniform.py_func(words[decision % 4])


@pytest.mark.parametrize("size", [1, 13, 777, 1024, 4096])
def test_blocks_and_their_size_change_nothing(size: int) -> None:
    ids = CITY[5000:9096] * np.uint32(3)
    whole = [draw(SEED, ids, 17, decision) for decision in (8, 9, 10, 11)]
    found = np.full((4, ids.size), np.nan, dtype=np.float32)
    for first in range(0, ids.size, size):
        last = min(first + size, ids.size)
        u = np.full((4, size), np.nan, dtype=np.float32)
        fill(u[0], u[1], u[2], u[3], ids, first, last, 17, 2, *key_of(SEED))
        found[:, first:last] = u[:, : last - first]
    assert np.array_equal(found, np.stack(whole))


def test_order_and_company_change_nothing() -> None:
    order = np.random.default_rng(1).permutation(CITY)
    u = draw(SEED, CITY, 3, 5)
    assert np.array_equal(draw(SEED, order, 3, 5), u[order])
    assert np.array_equal(draw(SEED, CITY[::7], 3, 5), u[::7])
    assert draw(SEED, CITY[:0], 3, 5).shape == (0,)


@pytest.mark.parametrize("bit", range(64))
def test_every_bit_of_the_seed_counts(bit: int) -> None:
    few = CITY[:4096]
    one, other = draw(SEED, few, 0, 0), draw(SEED ^ (1 << bit), few, 0, 0)
    assert (one == other).sum() < 5  # 4096 / 2^24 expected; five or more by chance: 1e-20
    assert abs(correlation(one, other)) < 5 / few.size**0.5


def test_what_cannot_be_drawn() -> None:
    for seed in (-1, 1 << 64):
        with pytest.raises(ValueError, match="seed"):
            draw(seed, CITY[:2], 0, 0)
    for month in (-1, MONTHS):
        with pytest.raises(ValueError, match="month"):
            draw(1, CITY[:2], month, 0)
    with pytest.raises(ValueError, match="decision"):
        draw(1, CITY[:2], 0, -1)
    with pytest.raises(ValueError, match="uint32"):
        draw(1, CITY[:4].reshape(2, 2), 0, 0)


def correlation(x: Floats, y: Floats) -> float:
    """Pearson's r in float64."""
    return float(np.corrcoef(x.astype(np.float64), y.astype(np.float64))[0, 1])


def months_of(worker: int, decision: int) -> Floats:
    """The draws of one worker in all 65,536 months."""
    one = np.array([worker], dtype=np.uint32)
    return np.concatenate([draw(SEED, one, month, decision) for month in range(MONTHS)])


def assert_uniform(u: Floats) -> None:
    """Chi-square of 1,024 equal bins, two-sided, and Kolmogorov-Smirnov: false alarms 2e-6 and 1e-6."""
    counts = np.bincount((u * np.float32(1024)).astype(np.int64), minlength=1024)
    p = stats.chisquare(counts).pvalue
    assert FALSE_ALARM < p < 1 - FALSE_ALARM
    assert stats.kstest(u, "uniform", method="asymp").pvalue > FALSE_ALARM


@pytest.mark.parametrize("decision", [0, 1, 2, 3, 6, 51])
def test_uniform_across_workers(decision: int) -> None:
    for month in (0, 1, MONTHS - 1):
        assert_uniform(draw(SEED, CITY, month, decision))


@pytest.mark.parametrize(("worker", "decision"), [(0, 0), (184_000, 7)])
def test_uniform_and_uncorrelated_across_months(worker: int, decision: int) -> None:
    u = months_of(worker, decision)
    assert_uniform(u)
    for lag in (1, 2, 12):
        assert abs(correlation(u[:-lag], u[lag:])) < 5 / (u.size - lag) ** 0.5


def test_the_low_bits_are_as_random_as_the_high() -> None:
    """Each of the 24 bits is set half the time: within 5 standard deviations, false alarm 6e-7 each."""
    steps = (draw(SEED, CITY, 9, 2).astype(np.float64) * 2**24).astype(np.int64)
    for bit in range(24):
        assert abs(((steps >> bit) & 1).mean() - 0.5) < 5 * 0.5 / CITY.size**0.5


@pytest.mark.parametrize("lag", [1, 2, 16, 1024])
def test_neighbours_are_uncorrelated(lag: int) -> None:
    u = draw(SEED, CITY, 4, 1)
    assert abs(correlation(u[:-lag], u[lag:])) < 5 / (u.size - lag) ** 0.5
    assert_pairs_fill_the_square(u[:-lag], u[lag:])


def test_months_are_uncorrelated() -> None:
    for month, after in pairwise((0, 1, 2, 3, 15)):
        x, y = draw(SEED, CITY, month, 0), draw(SEED, CITY, after, 0)
        assert abs(correlation(x, y)) < 5 / CITY.size**0.5
        assert_pairs_fill_the_square(x, y)


def test_decisions_are_uncorrelated() -> None:
    u = [draw(SEED, CITY, 6, decision) for decision in range(8)]
    for i, x in enumerate(u):
        for y in u[i + 1 :]:
            assert abs(correlation(x, y)) < 5 / CITY.size**0.5
    for x, y in pairwise(u):
        assert_pairs_fill_the_square(x, y)


def assert_pairs_fill_the_square(x: Floats, y: Floats) -> None:
    """Chi-square of 32 x 32 equal cells: a dependence that a correlation may miss; false alarm 2e-6.

    With neighbours of one row as pairs the cells are not quite independent, which moves p by far less than a factor 2.
    """
    cells = (x * np.float32(32)).astype(np.int64) * 32 + (y * np.float32(32)).astype(np.int64)
    p = stats.chisquare(np.bincount(cells, minlength=1024)).pvalue
    assert FALSE_ALARM < p < 1 - FALSE_ALARM
