"""What the machine gives at the moment: keyed draws alone, on one thread and on two, and copying within memory."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from draws import months_draws
from numpy.typing import NDArray

from lindung.simulation.context import BLOCK
from lindung.simulation.draws import key_of

COPIED = 1 << 26  # float32: 256 MB, far out of cache


def draw_rate(ids: NDArray[np.uint32], months: int, threads: int = 1) -> float:
    """Million worker-months a second of the three dense blocks of draws alone, a block of workers at a time.

    Threads share nothing here, so two of them show how much of two cores the machine gives at the moment.
    """

    def draws_of(part: NDArray[np.uint32]) -> None:
        u = np.zeros((12, BLOCK), dtype=np.float32)
        for month in range(months):
            months_draws(u, part, BLOCK, month, *key_of(1371))

    with ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        list(pool.map(draws_of, np.array_split(ids, threads)))
        return ids.size * months / (time.perf_counter() - start) / 1e6


class Copying:
    """Copying from one array to another, far out of cache."""

    def __init__(self) -> None:
        self.source = np.ones(COPIED, dtype=np.float32)
        self.target = self.source.copy()

    def rate(self) -> float:
        """Gigabytes a second copied on one thread; each is read once and written once."""
        start = time.perf_counter()
        np.copyto(self.target, self.source)
        return self.source.nbytes / (time.perf_counter() - start) / 1e9
