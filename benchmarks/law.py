"""How fast the law loads, answers and is amended, each beside a probe of the same run.

uv run python benchmarks/law.py
"""

import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from machine import processor

RUNS = 9
ROOT = Path(__file__).parents[1]
IN_PROCESS = """
import json, sys, time
start = time.perf_counter()
import lindung
imported = time.perf_counter()
law = lindung.Corpus.load()
loaded = time.perf_counter()
first = law.enact("padang-prioritas-registri")
enacted = time.perf_counter()
second = first.enact("padang-jht")
again = time.perf_counter()
view = law.on("2026-11-21", "3674")
for name in law.register:
    view.look_up(name)
answered = time.perf_counter()
json.dump({"import": imported - start, "load": loaded - imported, "enact first": enacted - loaded,
           "enact second": again - enacted, "look up every parameter": answered - again}, sys.stdout)
"""
PARSE = """
import json, sys, time
from pathlib import Path
import yaml
start = time.perf_counter()
for file in sorted(Path("legal_corpus").rglob("*.yaml")):
    yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
json.dump({"parse only": time.perf_counter() - start}, sys.stdout)
"""


def in_new_process(code: str) -> dict[str, float]:
    """Seconds measured by `code` in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def wall(command: list[str]) -> Callable[[str], dict[str, float]]:
    """Seconds of a whole process, start to exit."""

    def measure(name: str) -> dict[str, float]:
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        return {name: time.perf_counter() - start}

    return measure


def main() -> None:
    """Print a table: median, least and most of each figure, and the ratio to its probe."""
    show = [sys.executable, "-m", "lindung", "law", "show", "jp.wage_ceiling"]
    figures: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for found in (
            in_new_process(PARSE),
            in_new_process(IN_PROCESS),
            wall([sys.executable, "-c", "pass"])("python -c pass"),
            wall(show)("lindung law show, whole process"),
        ):
            for name, seconds in found.items():
                figures.setdefault(name, []).append(seconds)
    median = {name: statistics.median(seconds) for name, seconds in figures.items()}
    probes = {
        "load": "parse only",
        "enact second": "enact first",
        "lindung law show, whole process": "python -c pass",
    }
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    sys.stdout.write(
        f"{processor()}, Python {platform.python_version()}, commit {commit.stdout.strip()}, {RUNS} runs\n\n"
    )
    sys.stdout.write("| figure | median ms | least | most | ratio |\n|---|---:|---:|---:|---|\n")
    for name, seconds in figures.items():
        probe = probes.get(name)
        ratio = "" if probe is None else f"{median[name] / median[probe]:.1f} x {probe}"
        row = (median[name], min(seconds), max(seconds))
        sys.stdout.write(f"| {name} | {' | '.join(f'{1000 * value:.1f}' for value in row)} | {ratio} |\n")


if __name__ == "__main__":
    main()
