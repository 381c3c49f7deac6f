"""What long work says while it runs, on standard error: the first compilation, then what is done and the time left."""

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
