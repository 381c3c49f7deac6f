"""Outcomes on disk, one Parquet file a job: an interrupted comparison goes on where it stopped."""

import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from lindung.messages import BadInput, Fault
from lindung.simulation.comparison.plan import Job
from lindung.simulation.comparison.replicate import Figures, GroupFigures, Outcome

_SCHEMA: Final = {
    "arm": pl.Int32,
    "table": pl.String,  # figure, part, differing, digest, group, borrowed
    "name": pl.String,
    "row": pl.Int32,
    "column": pl.Int32,
    "value": pl.Float64,  # whole numbers up to 2^53 are exact; null: a ratio of nothing
    "whole": pl.Boolean,
    "text": pl.String,
}


class Store:
    """A folder of outcomes of one plan, named by the plan's fingerprint: another plan's are never read."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder / fingerprint[:16]

    def read(self, job: Job) -> Outcome | None:
        """The outcome of a job, or None where it was not run, or its file is not whole."""
        file = self._file(job)
        try:
            frame = pl.read_parquet(file)
        except (OSError, pl.exceptions.PolarsError):
            return None
        return _outcome(job, frame) if dict(frame.schema) == _SCHEMA else None

    def write(self, outcome: Outcome) -> None:
        """Keep an outcome, whole or not at all. Raises `BadInput` when the disk does not take it."""
        temporary: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as handle:
                temporary = Path(handle.name)
                _frame(outcome).write_parquet(handle)
            temporary.replace(self._file(outcome.job))
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            reason = error.strerror or type(error).__name__
            raise BadInput(Fault("write-failed", {"path": self._file(outcome.job), "reason": reason})) from None

    def clear(self) -> None:
        """Remove the outcomes, once what was made of them is kept."""
        for file in self.folder.glob("*.p*"):
            file.unlink(missing_ok=True)
        if self.folder.is_dir():
            self.folder.rmdir()

    def _file(self, job: Job) -> Path:
        return self.folder / f"{job.name}.parquet"


def _frame(outcome: Outcome) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for arm, figures in enumerate(outcome.figures):
        rows += [
            (arm, "figure", name, 0, 0, None if value is None else float(value), isinstance(value, int), None)
            for name, value in figures.items()
        ]
        rows += [(arm, "part", name, 0, 0, float(value), True, None) for name, value in outcome.parts[arm].items()]
        rows.append((arm, "differing", "", 0, 0, outcome.differing[arm], False, None))
        rows.append((arm, "digest", "", 0, 0, None, False, outcome.digests[arm]))
        for dimension, table in outcome.groups[arm].items():
            rows += [(arm, "group", dimension, *at, float(value), True, None) for at, value in np.ndenumerate(table)]
    rows += [(0, "borrowed", name, 0, 0, None, False, name) for name in outcome.borrowed]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _outcome(job: Job, frame: pl.DataFrame) -> Outcome:
    arms = int(frame["arm"].max() or 0) + 1  # type: ignore[arg-type]
    figures: list[Figures] = [{} for _ in range(arms)]
    parts: list[dict[str, int]] = [{} for _ in range(arms)]
    cells: list[dict[str, dict[tuple[int, int], int]]] = [{} for _ in range(arms)]
    differing, digests, borrowed = [0.0] * arms, [""] * arms, []
    for arm, table, name, row, column, value, whole, text in frame.iter_rows():
        match table:
            case "figure":
                figures[arm][name] = int(value) if whole else value
            case "part":
                parts[arm][name] = int(value)
            case "differing":
                differing[arm] = value
            case "digest":
                digests[arm] = text
            case "group":
                cells[arm].setdefault(name, {})[row, column] = int(value)
            case "borrowed":
                borrowed.append(name)
    groups: list[GroupFigures] = [
        {dimension: _table(entries) for dimension, entries in of_arm.items()} for of_arm in cells
    ]
    return Outcome(job, tuple(figures), tuple(differing), tuple(groups), tuple(digests), tuple(borrowed), tuple(parts))


def _table(entries: dict[tuple[int, int], int]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    rows, columns = (max(at[axis] for at in entries) + 1 for axis in (0, 1))
    table = np.zeros((rows, columns), dtype=np.int64)
    for at, value in entries.items():
        table[at] = value
    return table
