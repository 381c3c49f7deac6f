"""How fast keyed draws are made on one thread, beside numpy's generator and the machine's copying in the same run.

uv run python benchmarks/draws.py
"""

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numba
import numpy as np
from machine import processor
from numpy.typing import NDArray

from lindung.simulation.compiled import kernel
from lindung.simulation.draws import draw, fill, key_of

RUNS = 15
ROOT = Path(__file__).parents[1]
WORKERS = 1_024_000
BLOCK = 1024  # workers at a time in the month's loop: their 12 draws take 48 KB
BLOCKS = 3  # of four decisions each


@kernel
def months_draws(
    u: NDArray[np.float32], ids: NDArray[np.uint32], size: int, month: int, key_low: np.uint64, key_high: np.uint64
) -> None:
    """The 12 draws of a month for every worker, `size` workers at a time, into the same buffers float32[12, size]."""
    for first in range(0, ids.size, size):
        last = min(first + size, ids.size)
        for k in range(BLOCKS):
            fill(u[4 * k], u[4 * k + 1], u[4 * k + 2], u[4 * k + 3], ids, first, last, month, k, key_low, key_high)


def figures() -> dict[str, tuple[int, Callable[[], object]]]:
    """What is measured: how many float32 each call makes, and the call."""
    ids = np.arange(WORKERS, dtype=np.uint32)
    key = key_of(20261121)
    cached, city = (np.zeros((4 * BLOCKS, size), dtype=np.float32) for size in (BLOCK, WORKERS))
    other = city.copy()
    generator = np.random.default_rng(20261121)
    total = 4 * BLOCKS * WORKERS

    def numpy_cached() -> None:
        for _ in range(WORKERS // BLOCK):
            generator.random(dtype=np.float32, out=cached)

    return {
        "numpy random, buffers of a block": (total, numpy_cached),
        "numpy random, whole city": (total, lambda: generator.random(dtype=np.float32, out=city)),
        "copy, whole city": (total, lambda: np.copyto(other, city)),
        "fill, 3 blocks, 1,024 workers at a time": (total, lambda: months_draws(cached, ids, BLOCK, 7, *key)),
        "fill, 3 blocks, whole city": (total, lambda: months_draws(city, ids, WORKERS, 7, *key)),
        "draw, one decision, whole city": (WORKERS, lambda: draw(20261121, ids, 7, 5)),
    }


def main() -> None:
    """Print a table: median, least and most million draws a second, gigabytes a second, and the ratio to its probe."""
    measured = figures()
    rates: dict[str, list[float]] = {name: [] for name in measured}
    for _, call in measured.values():
        call()  # compile, and touch every page
    for _ in range(RUNS):
        for name, (count, call) in measured.items():
            start = time.perf_counter()
            call()
            rates[name].append(count / (time.perf_counter() - start) / 1e6)
    median = {name: statistics.median(values) for name, values in rates.items()}
    probes = {
        "fill, 3 blocks, 1,024 workers at a time": "numpy random, buffers of a block",
        "fill, 3 blocks, whole city": "numpy random, whole city",
        "draw, one decision, whole city": "numpy random, whole city",
    }
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    sys.stdout.write(
        f"{processor()}, Python {platform.python_version()}, numba {numba.__version__}, numpy {np.__version__}, "
        f"commit {commit.stdout.strip()}, {RUNS} runs, 1 thread, {WORKERS:,} workers\n\n"
    )
    sys.stdout.write("| figure | median M/s | least | most | GB/s written | ratio |\n|---|---:|---:|---:|---:|---|\n")
    for name, values in rates.items():
        probe = probes.get(name)
        ratio = "" if probe is None else f"{median[name] / median[probe]:.1f} x {probe}"
        row = " | ".join(f"{value:.0f}" for value in (median[name], min(values), max(values)))
        sys.stdout.write(f"| {name} | {row} | {median[name] * 4 / 1000:.1f} | {ratio} |\n")


if __name__ == "__main__":
    main()
