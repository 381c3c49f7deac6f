"""How the simulation is compiled: two decorators, and a cache that never runs an equation that has since been edited.

`scalar` is for behaviour and arithmetic (numbers of one worker in, numbers out), `kernel` for loops over workers.
Neither allows LLVM to reorder or fuse floating point, so a result has the same bits on every vector width.

Numba's own cache looks only at the file of the outer loop: an equation edited in another file would keep running as it
was. So the compiled loops lie in a folder named by all sources of the simulation and by the settings of the compiler,
`$XDG_CACHE_HOME/lindung/kernels/<fingerprint>` (`~/.cache` where that variable is not set). Loops written elsewhere (a
notebook, a test), loops that close over a replaced equation, and loops made after the sources changed under a running
process are compiled each time and never stored.

Importing this module reads no source and writes nothing; the first `kernel` does.
"""

import atexit
import functools
import hashlib
import inspect
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numba
import numpy as np
from numba.core import config as numba_config

F32 = np.float32  # every quantity of a worker: 24 bits of mantissa, 7 decimal digits

config: Final[Any] = numba_config  # numba sets its attributes at run time, where mypy cannot see them
SIMULATION: Final = Path(__file__).resolve().parent
FOLDERS_KEPT: Final = 4
# what numba freezes into the machine code, as it read it from NUMBA_CPU_NAME, NUMBA_CPU_FEATURES and the rest
SETTINGS: Final = ("CPU_NAME", "CPU_FEATURES", "BOUNDSCHECK", "OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "ENABLE_AVX")


class Compiled[**P, R](Protocol):
    """A compiled function: called like the one it was written as, which stays at hand as `py_func`.

    Called from Python, a compiled function gives Python numbers: a float32 comes back as a float of the same value.
    """

    @property
    def py_func(self) -> Callable[P, R]:
        """The function as written, run by Python."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the machine code."""


def scalar[**P, R](function: Callable[P, R]) -> Compiled[P, R]:
    """Compile a function of single numbers so that it dissolves into the loops that call it.

    `forceinline` is what lets those loops vectorise: without it LLVM keeps the larger functions as calls, five times
    slower. Division by zero gives infinity or NaN, as in numpy, and raises nothing.
    """
    return cast(Compiled[P, R], numba.njit(forceinline=True, error_model="numpy")(function))


def kernel[**P, R](loop: Callable[P, R]) -> Compiled[P, R]:
    """Compile a loop over workers; it frees the interpreter lock while it runs, and is stored for the next process."""
    folder = _folder_for(loop)
    if folder is None:
        return unstored(loop)
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)  # numba fixes the place of a loop's cache here, when it is decorated
    try:
        return cast(Compiled[P, R], numba.njit(nogil=True, error_model="numpy", cache=True)(loop))
    finally:
        config.CACHE_DIR = before


def unstored[**P, R](loop: Callable[P, R]) -> Compiled[P, R]:
    """Compile a loop for this process alone: neither taken from the store nor put there."""
    return cast(Compiled[P, R], numba.njit(nogil=True, error_model="numpy")(loop))


def fingerprint() -> str:
    """Name everything that is frozen into a compiled loop: sources as they are on disk now, versions and settings."""
    digest = hashlib.sha256()
    frozen = (
        platform.python_version(),
        numba.__version__,
        np.__version__,
        *(getattr(config, name) for name in SETTINGS),
    )
    digest.update(repr(frozen).encode())
    for file in _sources():
        text = file.read_bytes()
        digest.update(f"\n{file.relative_to(SIMULATION).as_posix()} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()[:20]


def is_cached(loop: str) -> bool:
    """Whether a loop of this name lies compiled for the next call, so that nothing need be waited for."""
    return any(_of_this_process()[1].rglob(f"*.{loop}-*.nbi"))


def cache_root() -> Path:
    """The folder that holds the folders of compiled loops. Raises `RuntimeError` where the user has no home."""
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (chosen if chosen.is_absolute() else Path.home() / ".cache") / "lindung" / "kernels"


def _sources() -> list[Path]:
    return sorted(SIMULATION.rglob("*.py"))


def _folder_for(loop: Callable[..., object]) -> Path | None:
    """Where this loop may be stored; None if something decides its code that the fingerprint does not cover."""
    file = Path(inspect.getfile(loop)).resolve()
    if inspect.getclosurevars(loop).nonlocals or file not in _sources():
        return None
    name, folder = _of_this_process()
    return folder if fingerprint() == name else None


@functools.cache
def _of_this_process() -> tuple[str, Path]:
    """The fingerprint at the first loop of this process, and the folder in its name."""
    name = fingerprint()
    try:
        root = cache_root()
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        os.utime(folder)  # the folders used last are the ones kept
    except (OSError, RuntimeError):
        folder = Path(tempfile.mkdtemp(prefix="lindung-kernels-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return name, folder
    _remove_old(root)
    return name, folder


def _remove_old(root: Path) -> None:
    """Keep the folders used last; the others hold loops of sources that have since changed."""
    folders = [path for path in root.iterdir() if re.fullmatch(r"[0-9a-f]{20}", path.name)]
    for folder in sorted(folders, key=_last_used, reverse=True)[FOLDERS_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _last_used(folder: Path) -> float:
    """Seconds since 1970; 0 if another process removed the folder meanwhile."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
