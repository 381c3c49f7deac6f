"""Stored machine code: reused by the next process, never older than the equations it was made of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numba
import pytest

import lindung
from lindung.simulation import draws
from lindung.simulation.compiled import F32, FOLDERS_KEPT, fingerprint, kernel, scalar

# a behaviour and a loop in files of their own, as the simulation has them
BEHAVIOUR = '''
from lindung.simulation.compiled import F32, scalar

@scalar
def pay(x: F32) -> F32:
    """An equation."""
    return x * F32({factor})
'''
LOOP = '''
import numpy as np
from lindung.simulation.behaviour.probe import pay
from lindung.simulation.compiled import kernel

@kernel
def total(x):
    """Sum of what is paid."""
    found = 0
    for i in range(x.size):
        found += int(pay(x[i]))
    return found
'''
RUN = """
import numpy as np
from lindung.simulation.probe_loop import total
print(total(np.full(10, 2, dtype=np.float32)), sum(total.stats.cache_hits.values()))
"""
EDIT_WHILE_RUNNING = """
import importlib, sys
from pathlib import Path
import numpy as np
from lindung.simulation import probe_loop
from lindung.simulation.behaviour import probe
file = Path(probe.__file__)
file.write_text(file.read_text().replace("F32(1)", "F32(7)"))
if "behaviour" in sys.argv:
    importlib.reload(probe)
importlib.reload(probe_loop)
print(probe_loop.total(np.full(10, 2, dtype=np.float32)))
"""


class Copy:
    """A copy of the package with a probe in it, its own cache folder, and a way to run code there."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "package" / "lindung"
        self.cache = folder / "cache"
        self.kernels = self.cache / "lindung" / "kernels"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        source = Path(lindung.__file__).parent
        for name in ("__init__.py", "simulation/__init__.py", "simulation/compiled.py"):
            target = self.package / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, target)
        (self.package / "__init__.py").write_text("")
        (self.package / "simulation" / "behaviour").mkdir()
        (self.package / "simulation" / "behaviour" / "__init__.py").touch()
        (self.package / "simulation" / "probe_loop.py").write_text(LOOP)
        self.write(1)

    def write(self, factor: int) -> None:
        """Write the equation with this factor."""
        file = self.package / "simulation" / "behaviour" / "probe.py"
        file.write_text(BEHAVIOUR.format(factor=factor))

    def run(self, code: str = RUN, *arguments: str, **variables: str) -> list[str]:
        """Run code in a new process on the copy; the words it prints."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
        environment |= {"PYTHONPATH": str(self.package.parent), "XDG_CACHE_HOME": str(self.cache)}
        environment |= {"TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-W", "error", "-c", code, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment | variables, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()

    def stored(self) -> dict[Path, int]:
        """Every file numba has stored, with the time it was written."""
        return {file: file.stat().st_mtime_ns for file in self.cache.rglob("*.nb[ci]")}


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of what compiles the simulation."""
    return Copy(tmp_path)


def test_an_edited_equation_runs_edited_and_an_unedited_one_is_reused(copy: Copy) -> None:
    assert copy.run() == ["20", "0"]
    first = copy.stored()
    assert {file.suffix for file in first} == {".nbi", ".nbc"}
    assert copy.run() == ["20", "1"]
    assert copy.stored() == first
    copy.write(1000)
    assert copy.run() == ["20000", "0"]
    assert first.items() < copy.stored().items()
    copy.write(1)
    assert copy.run() == ["20", "1"]


@pytest.mark.parametrize("reloaded", ["behaviour", "loop only"])
def test_an_edit_under_a_running_process_is_not_stored(copy: Copy, reloaded: str) -> None:
    """What a reloading notebook does: the loop compiled then may mix old and new files."""
    assert copy.run(EDIT_WHILE_RUNNING, reloaded) == ["140" if reloaded == "behaviour" else "20"]
    assert copy.stored() == {}
    assert copy.run() == ["140", "0"]
    copy.write(1)
    assert copy.run() == ["20", "0"]


def test_another_processor_or_setting_has_its_own_folder(copy: Copy) -> None:
    copy.run()
    copy.run(NUMBA_CPU_NAME="generic", NUMBA_CPU_FEATURES="")
    copy.run(NUMBA_BOUNDSCHECK="1")
    assert len(list(copy.kernels.iterdir())) == 3


def test_only_the_folders_used_last_are_kept(copy: Copy) -> None:
    for age in range(7):
        folder = copy.kernels / f"{age:020x}"
        folder.mkdir(parents=True)
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    (copy.kernels / "notes of mine").mkdir()
    copy.run()
    left = {folder.name for folder in copy.kernels.iterdir()}
    assert {"notes of mine", *(f"{age:020x}" for age in range(FOLDERS_KEPT - 1))} < left
    assert len(left) == FOLDERS_KEPT + 1


def test_where_nothing_can_be_stored_it_still_runs(copy: Copy) -> None:
    copy.cache.write_text("a file where the folder should be")
    assert copy.run() == ["20", "0"]
    assert list(copy.temporary.iterdir()) == []


def test_importing_writes_nothing(copy: Copy) -> None:
    copy.run("import lindung.simulation.compiled")
    assert not copy.cache.exists()


def test_loops_from_elsewhere_are_not_stored(copy: Copy) -> None:
    """A notebook's own loop, and one that closes over a replaced equation: the fingerprint knows neither."""
    factory = copy.package / "simulation" / "probe_factory.py"
    factory.write_text(
        "from lindung.simulation.compiled import kernel\n\n"
        "def loop_with(pay):\n    @kernel\n    def total(x):\n        return pay(x)\n    return total\n"
    )
    elsewhere = (
        "from lindung.simulation.compiled import kernel, scalar\n"
        "from lindung.simulation.probe_factory import loop_with\n"
        "@scalar\ndef twice(x):\n    return 2 * x\n"
        "@kernel\ndef here(x):\n    return twice(x)\n"
        "print(here(4), loop_with(twice)(5))"
    )
    assert copy.run(elsewhere) == ["8", "10"]
    assert copy.stored() == {}


def test_the_cache_of_other_code_is_left_alone() -> None:
    assert os.environ.get("NUMBA_CACHE_DIR", "") == vars(numba.config)["CACHE_DIR"]
    assert draws.fill.py_func.__name__ == "fill"
    assert fingerprint() == fingerprint()


def test_division_by_nothing_raises_nothing() -> None:
    @scalar
    def ratio(x: F32, y: F32) -> F32:
        return x / y

    @kernel
    def through_a_loop(x: F32, y: F32) -> F32:
        return ratio(x, y)

    assert ratio(F32(1), F32(0)) == through_a_loop(F32(1), F32(0)) == float("inf")
    assert ratio.py_func(F32(1), F32(4)) == 0.25
