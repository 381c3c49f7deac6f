"""Room on disk for what is too much to hold: a private folder that goes when its owner goes."""

import shutil
import tempfile
import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

ROWS_A_GROUP: Final = 50_000  # of a Parquet file: what a reader and a writer hold at a time


class Workspace:
    """A folder that nobody else can read, made when first asked for and removed at the latest when Python ends."""

    @cached_property
    def folder(self) -> Path:
        """The folder."""
        folder = Path(tempfile.mkdtemp(prefix="lindung-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def keep(self, rows: "pl.LazyFrame", name: str) -> "pl.LazyFrame":
        """The rows, worked out once and read from disk from now on."""
        import polars as pl

        planned(rows, self.folder / name).collect(engine="streaming")
        return pl.scan_parquet(self.folder / name)


def planned(rows: "pl.LazyFrame", file: Path) -> "pl.LazyFrame":
    """The writing of rows, in no order, to a file that is soon read again; it is done when collected."""
    return rows.sink_parquet(
        file, compression="lz4", statistics=False, row_group_size=ROWS_A_GROUP, maintain_order=False, lazy=True
    )
