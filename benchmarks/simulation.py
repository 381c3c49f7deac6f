"""How fast a month is simulated, beside whole-array numpy, one object per worker, and the machine's copying.

uv run python benchmarks/simulation.py

The two peers do the dense stages only, those that every worker goes through every month: income, awareness and trust,
the probability of trying to join, the household's savings and poverty, and the risks of injury, death and departure.
They leave out the scheme's payments, arrears, registrations, claims, benefits, contacts made by offices, counts by cell
and the law; the full month does all of that, so the ratios understate it. The same people, tables and parameters go in;
the peers draw from generators of their own, and their mean income and poverty must agree with the full month's.
"""

import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

import mesa
import numba
import numpy as np
from llvmlite.binding import get_host_cpu_name  # type: ignore[import-untyped]
from machine import processor
from peer_arrays import numpy_rate
from peer_objects import PEER, objects_rate
from probes import Copying, draw_rate
from starting import COMPILED, NOTHING_COMPILED, PASS, WHOLE, starting_times
from timed_city import MONTHS, Context, copied, engine_rate, last_month, padang, shell, timed_city

from lindung.simulation import counters as c
from lindung.simulation.compiled import fingerprint
from lindung.simulation.setting import Setting
from lindung.simulation.workers import Workers

RUNS = 5
STARTS = 3  # new processes, of each kind
CITY, MILLION, SHELL = 184_000, 1_000_000, 1_000
INCOME_TOLERANCE = 0.05  # relative; the mean of 2,000 workers alone has a standard error of 2 %
POOR_TOLERANCE = 0.03  # of the share of workers
DRAWS_OF_TWO = f"draws alone, {MILLION:,} workers, 2 threads"
OBJECTS = f"Mesa objects, dense stages, {PEER:,} workers"
OUTSIDE, INSIDE = f"shell a month, {SHELL:,} workers", f"engine a month, {SHELL:,} workers"
ROOT = Path(__file__).parents[1]


def month(n: int, threads: int) -> str:
    """The name of the engine's figure."""
    return f"month, {n:,} workers, {threads} thread{'s' if threads > 1 else ''}"


def draws(n: int) -> str:
    """The name of the figure of the draws alone."""
    return f"draws alone, {n:,} workers, 1 thread"


def dense(n: int) -> str:
    """The name of numpy's figure."""
    return f"numpy, dense stages, {n:,} workers"


def repeated(setting: Setting, context: Context) -> tuple[float, float]:
    """Mean income and share of poor after the peers' months, by the engine: one month's input, again and again."""
    _, engine = timed_city(copied(setting), 2)
    reach, tables, statute, now = context
    for number in range(MONTHS):
        total = engine.step(reach, tables, statute, now._replace(month=number))
    return float(total[c.INCOME] / total[c.WORKERS]), float(total[c.POOR] / total[c.WORKERS])


def check(name: str, found: tuple[float, float], wanted: tuple[float, float]) -> None:
    """Stop where a peer computes something else."""
    (income, poor), (income_wanted, poor_wanted) = found, wanted
    assert abs(income / income_wanted - 1) < INCOME_TOLERANCE, (name, income, income_wanted)
    assert abs(poor - poor_wanted) < POOR_TOLERANCE, (name, poor, poor_wanted)


def measure() -> dict[str, list[float]]:
    """Every figure of every run, in the order of the table."""
    scenario = padang()
    settings = {n: Setting.of(scenario, workers=n) for n in (CITY, MILLION)}
    small = Setting.of(scenario, workers=SHELL)
    contexts = {n: last_month(setting) for n, setting in settings.items()}
    wanted = repeated(settings[MILLION], contexts[MILLION])
    draw_rate(small.workers.id, MONTHS)  # compile
    shell(small)
    copying = Copying()
    figures: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        figures.setdefault(name, []).append(value)

    for _ in range(RUNS):
        for n, setting in settings.items():
            for threads in (1, 2):
                engine, everything = engine_rate(setting, threads)
                note(month(n, threads), engine)
                note(f"{month(n, threads)}, offices and all", everything)
        for n, setting in settings.items():
            note(draws(n), draw_rate(setting.workers.id, MONTHS))
        note(DRAWS_OF_TWO, draw_rate(settings[MILLION].workers.id, MONTHS, 2))
        for n, setting in settings.items():
            rate, *found = numpy_rate(setting, contexts[n])
            note(dense(n), rate)
            check("numpy", (found[0], found[1]), wanted)
        rate, *found = objects_rate(settings[MILLION], contexts[MILLION])
        note(OBJECTS, rate)
        check("objects", (found[0], found[1]), wanted)
        for name, milliseconds in zip((OUTSIDE, INSIDE), shell(small), strict=True):
            note(name, milliseconds)
        note("copy", copying.rate())
    return figures | starting_times(STARTS)


def ratios(median: dict[str, float]) -> dict[str, str]:
    """What each figure is beside another of the same run."""
    found = {}
    for n in (CITY, MILLION):
        one, two = month(n, 1), month(n, 2)
        beside_numpy, beside_objects = median[one] / median[dense(n)], median[one] / median[OBJECTS]
        found[one] = f"{beside_numpy:.1f} x numpy, {beside_objects:,.0f} x Mesa objects"
        found[two] = f"{median[two] / median[one]:.2f} x 1 thread"
        found[draws(n)] = f"{100 * median[one] / median[draws(n)]:.0f} % of the month's time"
        found[dense(n)] = f"{median[dense(n)] / median[OBJECTS]:.0f} x Mesa objects"
    found[DRAWS_OF_TWO] = f"{median[DRAWS_OF_TWO] / median[draws(MILLION)]:.2f} x 1 thread"
    found[OUTSIDE] = f"{median[OUTSIDE] / median[INSIDE]:.0f} x the engine"
    traffic = Workers.empty(0).bytes_each * median[month(MILLION, 1)] / 1e3
    found["copy"] = f"the columns pass at {traffic:.1f} GB/s in a month of one thread"
    found[NOTHING_COMPILED] = f"{median[NOTHING_COMPILED] / median[COMPILED]:.0f} x compiled before"
    found[WHOLE] = f"{median[WHOLE] / median[PASS]:.0f} x python -c pass"
    return found


def unit(figure: str) -> str:
    """What a figure counts."""
    if figure in (NOTHING_COMPILED, COMPILED, WHOLE, PASS):
        return "s"
    return {"shell": "ms", "engin": "ms", "copy": "GB/s"}.get(figure[:5], "M worker-months/s")


def about_this_machine() -> str:
    """Processor, versions and what is measured, in one sentence."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        wide = "AVX-512 not known"
    else:
        wide = "AVX-512" if " avx512f" in flags else "no AVX-512"
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return (
        f"{processor()} ({get_host_cpu_name()}, {wide}), {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"numba {numba.__version__}, numpy {np.__version__}, Mesa {mesa.__version__}, commit {commit.stdout.strip()}, "
        f"simulation {fingerprint()}, load before {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Print a table: median, least and most of each figure, and the ratio to another."""
    sys.stdout.write(f"{about_this_machine()}, {RUNS} runs of {MONTHS} months\n\n")
    sys.stdout.flush()
    figures = measure()
    median = {name: statistics.median(values) for name, values in figures.items()}
    beside = ratios(median)
    sys.stdout.write("| figure | median | least | most | unit | ratio |\n|---|---:|---:|---:|---|---|\n")
    for name, values in figures.items():
        row = " | ".join(f"{value:.3g}" for value in (median[name], min(values), max(values)))
        sys.stdout.write(f"| {name} | {row} | {unit(name)} | {beside.get(name, '')} |\n")


if __name__ == "__main__":
    main()
