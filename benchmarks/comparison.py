"""Comparisons: time on screen, noise against independent seeds, interval coverage, a cluster of one and of two.

    uv run python benchmarks/comparison.py [speed] [noise] [coverage] [cluster]

Without words: speed and noise. Figures are medians of runs after compilation; a cluster's times leave its start out.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from machine import processor

from lindung.simulation.comparison.compare import DECISIVE, compare
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.comparison.jobs import Threads, outcomes_of
from lindung.simulation.comparison.plan import Job

BASE = "perwali-padang-13-2022"
DRAFTS = ("padang-prioritas-registri", "padang-kuota-kelurahan", "padang-jht", "padang-bagi-iuran")


def say(*words: object) -> None:
    """A line of the table."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def seconds(work: Callable[[], object], times: int = 3) -> str:
    """Median and range of a few runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return f"{statistics.median(taken):6.1f} s ({min(taken):.1f} .. {max(taken):.1f})"


def speed() -> None:
    """The two sizes that a reader waits for."""
    compare("padang", workers=1_000, months=12, replicates=2)  # compiles
    one = {"regulations": [BASE, "padang-jht"], "workers": 100_000, "months": 12, "replicates": 20}
    say(
        "100,000 workers x 12 months, baseline and one draft, 20 replicates ", seconds(lambda: compare("padang", **one))
    )
    four = {"regulations": [BASE, *DRAFTS], "workers": 184_000, "months": 60, "replicates": 20}
    say(
        "184,000 workers x 60 months x 4 drafts, 20 replicates              ",
        seconds(lambda: compare("padang", **four), 1),
    )


def noise() -> None:
    """The variance of a small difference, paired against independent seeds."""
    found = compare("padang", regulations=[BASE, "padang-kuota-kelurahan"], workers=20_000, months=60, replicates=60)
    for metric in (DECISIVE, "active_stock_end", "poverty_person_months", "budget_spent_rp"):
        base, draft = (np.array(found.values(arm, metric), dtype=float) for arm in (0, 1))
        paired, apart = (draft - base).var(ddof=1), (np.roll(draft, 1) - base).var(ddof=1)
        say(f"{metric:32} variance of independent seeds over paired: {apart / max(paired, 1e-9):8.1f}")


def coverage() -> None:
    """How often a nominal 90 % interval of ten replicates holds the mean of two thousand."""
    asked = {"regulations": [BASE, "padang-jht"], "workers": 600, "months": 52, "replicates": 2}
    plan = compare("padang", **asked).plan
    jobs = [Job(number) for number in range(2_000)]
    values = [
        float(o.figures[1][DECISIVE] or 0) - float(o.figures[0][DECISIVE] or 0)
        for o in outcomes_of(plan, jobs, Threads(2)).values()
    ]
    truth = statistics.fmean(values)
    held = 0
    for k in range(200):
        found = estimate(values[10 * k : 10 * k + 10])
        held += bool(found.low is not None and found.high is not None and found.low <= truth <= found.high)
    say(f"nominal 90 % intervals of 10 replicates that hold the truth: {held} of 200 ({held / 2:.1f} %)")


def cluster() -> None:
    """The same comparison on one Dask worker and on two."""
    from distributed import LocalCluster

    from lindung.simulation.comparison.cluster import Cluster

    asked = {"regulations": [BASE, *DRAFTS], "workers": 40_000, "months": 72, "replicates": 24}
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None) as local:
            executor = Cluster(local.scheduler_address)
            compare("padang", executor=executor, **{**asked, "workers": 500, "replicates": 4})  # imports and compiles
            say(f"{workers} Dask worker(s)", seconds(lambda e=executor: compare("padang", executor=e, **asked)))
            executor.close()


def main() -> None:
    """Run what was asked for."""
    say(processor())
    known = {"speed": speed, "noise": noise, "coverage": coverage, "cluster": cluster}
    for name in sys.argv[1:] or ("speed", "noise"):
        say(f"\n{name}")
        known[name]()


if __name__ == "__main__":
    main()
