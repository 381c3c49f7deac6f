"""How far an audit is: said stage by stage, each weighing what it usually takes of the whole."""

from collections.abc import Callable
from typing import Final, Literal

type Progress = Callable[[int, int], None]  # what is done, and how much there is
type Stage = Literal["read", "sift", "missing", "recount", "findings", "workbook", "pages", "letters"]

# where each stage ends, in hundredths of an audit of a million lines
_ENDS: Final[dict[Stage, int]] = {
    "read": 10, "sift": 24, "missing": 35, "recount": 55, "findings": 62, "workbook": 86, "pages": 92, "letters": 100,
}  # fmt: skip


class Course:
    """Tells `progress` how far an audit is, from the end of stage `after` to the end of `until`; it never goes back."""

    def __init__(
        self, progress: Progress | None = None, *, after: Stage | None = None, until: Stage = "letters"
    ) -> None:
        self._progress = progress
        self._first = 0 if after is None else _ENDS[after]
        self._total = _ENDS[until] - self._first
        self._done = 0

    def reached(self, stage: Stage, part: float = 1.0) -> None:
        """A stage is done, or the `part` of it that is given (0 to 1)."""
        stages = list(_ENDS)
        place = stages.index(stage)
        start = _ENDS[stages[place - 1]] if place else 0
        done = min(int(start + part * (_ENDS[stage] - start)) - self._first, self._total)
        if self._progress is not None and done > self._done:
            self._done = done
            self._progress(done, self._total)
