"""A population moving month by month: threads, blocks, counters; the same numbers on any of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation.context import BLOCK, Now, Scratch, Tables
from lindung.simulation.draws import key_of
from lindung.simulation.parameters import Parameters
from lindung.simulation.statute import Statute
from lindung.simulation.workers import Workers

type Month = Callable[..., None]
type Part = Callable[[int, int, int], None]  # number of the part, its first, its last
CELL_ROWS: Final = 4  # workers, what they know, claims paid, claims refused
STEPS_KNOWN: Final = 256  # of what a worker knows, from nothing to all


def default_month() -> Month:
    """The compiled month with the behaviour that ships; compiled at the first call, then cached."""
    from lindung.simulation.month import run_month  # compiling is what costs, so only where it is wanted

    return run_month


@dataclass
class Engine:
    """Workers and what a month needs to move them; `step` mutates the workers in place.

    `cells` keeps last month's counts by cell: workers, what they know in 256ths, claims paid, claims refused.
    """

    workers: Workers
    n_cells: int
    seed: int
    parameters: Parameters
    threads: int = 1
    block: int = BLOCK
    month: Month = field(default_factory=default_month)
    cells: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = np.zeros((CELL_ROWS, self.n_cells), dtype=np.int64)
        # kept from month to month: a new thread starts on its maker's core and is moved only milliseconds later
        self._pool = ThreadPoolExecutor(max(self.threads - 1, 1))
        self._scratch = [Scratch.of(self.block, self.n_cells) for _ in range(self.threads)]

    @property
    def keys(self) -> tuple[np.uint64, np.uint64]:
        """The seed as the two halves of the draws' key."""
        return key_of(self.seed)

    def neighbours(self) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """By cell: share who know the scheme, claims paid and refused last month per 1,000 workers.

        Before the first month, and in a cell without people, as many know as at the start.
        """
        people = np.maximum(self.cells[0], 1)
        known, paid, refused = (
            (self.cells[row] * scale / people).astype(np.float32)
            for row, scale in ((1, 1 / STEPS_KNOWN), (2, 1000), (3, 1000))
        )
        return np.where(self.cells[0] > 0, known, self.parameters.base_awareness), paid, refused

    def step(
        self, reach: NDArray[np.uint8], tables: Tables, statute: Statute, now: Now, after: Part | None = None
    ) -> NDArray[np.int64]:  # fmt: skip
        """Move every worker one month; gives the month's counters in the order of `COUNTERS`.

        `after` looks at each part of the workers once it has been moved, see `each_part`.
        """
        totals = np.zeros((self.threads, len(c.COUNTERS)), dtype=np.int64)
        cells = np.zeros((self.threads, CELL_ROWS, self.n_cells), dtype=np.int64)

        def part(k: int, first: int, last: int) -> None:
            self.month(
                self.workers, reach, self._scratch[k], tables, statute.contributions, statute.benefits, now,
                self.parameters, totals[k], cells[k], first, last, self.block,
            )  # fmt: skip
            if after is not None:
                after(k, first, last)

        self.each_part(part, self.workers.size, self.block)
        self.cells = np.asarray(cells.sum(axis=0))
        return np.asarray(totals.sum(axis=0))

    def each_part(self, part: Part, n: int, block: int = 1) -> None:
        """Run a function on every thread at once, with its number and the first and last of its part of so many.

        Parts are whole blocks, but for the last; `part` must free the interpreter lock.
        """
        blocks = -(-n // block)
        bounds = [blocks * k // self.threads * block for k in range(self.threads)] + [n]
        others = [self._pool.submit(part, k, bounds[k], bounds[k + 1]) for k in range(1, self.threads)]
        part(0, bounds[0], bounds[1])
        for other in others:
            other.result()
