"""The same bits on any number of threads, any block size, after a fork, and from machine code for other processors."""

import os
import platform
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numba.core.codegen import get_host_cpu_features

import lindung
from lindung.simulation.context import gather, gather_rare
from tests.simulation.city import PER, Run, Scheme, lively_city

ROOT = Path(__file__).parents[2]
WORKERS, MONTHS = 5_003, 12  # no block size divides the workers
SCHEME = Scheme(share=(PER, PER // 2, 0), months=9, closed=frozenset({2}))
BLOCKS = (13, 64, 777, 1024, 4096)


def begun(*, threads: int = 1, block: int = 1024) -> Run:
    """The city on its first day."""
    return Run(lively_city(WORKERS, date(2026, 11, 1), SCHEME), threads=threads, block=block)


@cache
def expected() -> str:
    """One thread, blocks of 1,024, straight through."""
    return begun().months(MONTHS).digest()


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_and_blocks(threads: int, block: int) -> None:
    assert begun(threads=threads, block=block).months(MONTHS).digest() == expected()


def test_a_block_for_each_worker_and_one_for_all() -> None:
    assert begun(block=1).months(MONTHS).digest() == expected()
    assert begun(threads=2, block=2 * WORKERS).months(MONTHS).digest() == expected()


def test_a_fork_goes_on_as_the_straight_run_and_leaves_it_alone() -> None:
    straight = begun().months(5)
    before = straight.digest()
    fork = straight.fork(threads=2, block=64)
    assert fork.months(MONTHS - 5).digest() == expected()
    assert straight.digest() == before
    assert straight.months(MONTHS - 5).digest() == expected()


def test_another_seed_is_another_history() -> None:
    straight = begun()
    other = Run(replace(straight.city, seed=7))
    assert other.digest() == straight.digest()
    assert other.months(1).digest() != straight.months(1).digest()


@pytest.mark.parametrize("share", [0.0, 0.002, 0.1, 1.0])
@pytest.mark.parametrize("n", [1, 7, 8, 9, 1021, 1024])
def test_the_few_are_gathered_in_order(n: int, share: float) -> None:
    some = np.random.default_rng(n)
    flag = (some.random(1024) < share).astype(np.uint8)  # those behind the first n are of an earlier, larger block
    few = np.zeros(1024, dtype=np.uint64)
    wanted = np.flatnonzero(flag[:n]).tolist()
    assert few[: gather(flag, few, n)].tolist() == wanted
    flag *= some.integers(1, 8, flag.size, dtype=np.uint8)
    assert few[: gather_rare(flag, few, n)].tolist() == wanted


# what the processor of that name may use, and vector registers that its code must not name
TARGETS = {"haswell": ("avx2", "zmm"), "nehalem": ("sse4.2", "ymm")}
PRINT = """
from lindung.simulation.month import run_month
from tests.simulation.test_bits import MONTHS, begun
print(begun().months(MONTHS).digest())
code = "".join(run_month.inspect_asm().values())
print(*(name for name in ("xmm", "ymm", "zmm") if "%" + name in code))
"""


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="the targets are x86")
@pytest.mark.parametrize("target", TARGETS)
def test_machine_code_for_an_older_processor(target: str, tmp_path: Path) -> None:
    """Slow: the month is compiled anew, for vectors of 256 and of 128 bits."""
    needs, forbidden = TARGETS[target]
    if f"+{needs}" not in get_host_cpu_features().split(","):  # type: ignore[no-untyped-call]
        pytest.skip(f"this processor has no {needs}")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    paths = [str(Path(lindung.__file__).parents[1]), str(ROOT)]
    environment |= {"NUMBA_CPU_NAME": target, "NUMBA_CPU_FEATURES": "", "XDG_CACHE_HOME": str(tmp_path)}
    environment |= {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", PRINT]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    digest, *registers = done.stdout.split()
    assert digest == expected()
    assert registers
    assert forbidden not in registers
