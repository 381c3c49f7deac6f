"""The progress bar of long work in a notebook."""

import os
from collections.abc import Callable
from typing import Final

QUIET: Final = "TQDM_DISABLE"  # of the environment, tqdm's own; its notebook form does not read it


def bar() -> Callable[[str, int, int], None]:
    """A bar with the time left, that goes when its stage is done; none where the environment has `TQDM_DISABLE`."""
    from tqdm.auto import tqdm  # only where something takes long

    bars: dict[str, tqdm] = {}
    disable = bool(os.environ.get(QUIET))

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            bars[stage] = tqdm(total=total, desc=stage, leave=False, disable=disable)
        bars[stage].update(done - bars[stage].n)
        if done >= total:
            bars.pop(stage).close()

    return progress
