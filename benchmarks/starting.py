"""How long a new process takes to its first month: nothing compiled yet, and compiled by an earlier process."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIRST_MONTH = """
import json, sys, time
start = time.perf_counter()
from lindung.simulation.model import City
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import Setting
scenario = Scenario.load("padang")
loaded = time.perf_counter()
city = City(Setting.of(scenario, workers=1_000), scenario.corpus)
city.step()
json.dump({"load": loaded - start, "month": time.perf_counter() - loaded}, sys.stdout)
"""
NOTHING_COMPILED, COMPILED, WHOLE, PASS = (
    "people and first month, nothing compiled", "people and first month, compiled before",
    "whole process to its first month, compiled before", "python -c pass",
)  # fmt: skip


def starting_times(runs: int) -> dict[str, list[float]]:
    """Seconds, a value a run; each run has a cache of its own, empty at first."""
    found: dict[str, list[float]] = {NOTHING_COMPILED: [], COMPILED: [], WHOLE: [], PASS: []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            found[NOTHING_COMPILED].append(_process(FIRST_MONTH, Path(cache))[1])
            whole, month = _process(FIRST_MONTH, Path(cache))
        found[COMPILED].append(month)
        found[WHOLE].append(whole)
        found[PASS].append(_process("print('{\"month\": 0}')", Path(tempfile.gettempdir()))[0])
    return found


def _process(code: str, cache: Path) -> tuple[float, float]:
    """Seconds of the whole process, and of what it says its people and first month took."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip
    return time.perf_counter() - start, float(json.loads(done.stdout)["month"])
