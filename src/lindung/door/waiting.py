"""What long work says while it runs, on standard error: the first compilation, what is done, and the time left."""

import sys

from lindung.door.options import Options
from lindung.door.speech import complain


class Waiting:
    """A progress bar where standard error is a terminal; called with what is done and how much there is."""

    def __init__(self, o: Options, unit: str) -> None:
        from tqdm import tqdm  # only where something takes long

        self._o = o
        self._bar = tqdm(disable=not sys.stderr.isatty(), unit=unit, leave=False, smoothing=0.1)

    def __call__(self, done: int, total: int) -> None:
        """So much of so much is done."""
        from lindung.simulation.compiled import is_cached

        if self._bar.total is None and not is_cached("run_month"):
            complain(self._o.says("kompilasi pertama, sekitar 20 detik ...", "first compilation, about 20 seconds ..."))
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()


class Remaining:
    """A bar in hundredths with the time left, where standard error is a terminal; in a `with` it goes at the end."""

    def __init__(self, o: Options, *, quiet: bool = False) -> None:
        from tqdm import tqdm  # only where something takes long

        left = o.says("sisa waktu {remaining}", "{remaining} left")
        form = "{percentage:3.0f} %|{bar}| " + left
        # stages are long and unequal: the pace is that of the whole so far
        self._bar = tqdm(
            total=100, disable=quiet or not sys.stderr.isatty(), bar_format=form, leave=False, smoothing=0,
            file=sys.stderr,
        )  # fmt: skip

    def __enter__(self) -> "Remaining":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __call__(self, done: int, total: int) -> None:
        """So much of so much is done."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)
