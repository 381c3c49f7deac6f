"""A national population really run: every month of the full model, the seconds it takes and the memory it needs.

uv run python benchmarks/nation.py            84 million workers, twelve months
uv run python benchmarks/nation.py 8_400_000  so many workers
"""

import resource
import sys
import time

from simulation import about_this_machine
from timed_city import MONTHS, padang, timed_city

from lindung.simulation.setting import Setting
from lindung.simulation.workers import Workers

NATION = 84_000_000  # informal workers of Indonesia, of Sakernas August 2024 (recalled)
THREADS = 2
ROW = "| {:>5} | {:>8.1f} | {:>8.1f} | {:>6.1f} | {:>6.2f} |\n"


def peak() -> float:
    """The most memory that this process has had at a time, GB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def main() -> None:
    """Print a row a month: seconds of the engine and of all the rest, the engine's speed, the peak of memory so far."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else NATION
    sys.stdout.write(f"{about_this_machine()}, {n:,} workers, {THREADS} threads\n\n")
    start = time.perf_counter()
    setting = Setting.of(padang(), workers=n)
    sys.stdout.write(f"born in {time.perf_counter() - start:.0f} s, peak {peak():.2f} GB; ")
    sys.stdout.write(f"columns {n * Workers.empty(0).bytes_each / 1e9:.2f} GB\n\n")
    sys.stdout.write("| month | engine s | the rest | M/s | peak GB |\n|---:|---:|---:|---:|---:|\n")
    city, engine = timed_city(setting, THREADS)
    begun = time.perf_counter()
    for month in range(1, MONTHS + 1):
        start = time.perf_counter()
        city.step()
        inside = engine.seconds[-1]
        sys.stdout.write(ROW.format(month, inside, time.perf_counter() - start - inside, n / inside / 1e6, peak()))
        sys.stdout.flush()
    whole, inside = time.perf_counter() - begun, sum(engine.seconds)
    sys.stdout.write(
        f"\n{MONTHS} months: {whole:.0f} s, {n * MONTHS / whole / 1e6:.1f} M worker-months/s in all, "
        f"{n * MONTHS / inside / 1e6:.1f} in the engine; peak {peak():.2f} GB\n"
    )


if __name__ == "__main__":
    main()
