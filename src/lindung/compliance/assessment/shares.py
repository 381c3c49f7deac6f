"""A large report taken in shares of its workers, so that no second table has to be held whole.

Payroll and roster are joined to lines by worker, and a join holds one of its sides. Where there are many rows the
tables are written out by worker, a share to a file, and each share is then a report of its own.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from lindung.compliance.assessment.inputs import Tables
from lindung.compliance.assessment.situation import KEPT, Surroundings
from lindung.compliance.assessment.surroundings import of_tables
from lindung.compliance.assessment.workspace import Workspace

ROWS_A_SHARE: Final = 3_000_000  # lines, payroll and roster together
MOST_SHARES: Final = 200
_BATCH: Final = 200_000
_NAMES: Final = ("lines", "paid", "roster")


@dataclass(frozen=True, slots=True, repr=False)
class Share:
    """The tables of some workers, and what their lines are looked at with."""

    tables: Tables
    around: Surroundings
    until: float = 1.0  # how much of the report is looked at with it and those before it


def shares(tables: Tables, around: Surroundings, workspace: Workspace) -> Iterator[Share]:
    """The report whole, or in shares by worker where a table besides the lines names workers and the rows are many."""
    count = _count(tables)
    if count == 1:
        yield Share(tables, of_tables(tables, around))
        return
    folder = workspace.folder / "shares"
    if not folder.exists():
        folder.mkdir()
        for name in _NAMES:
            _divide(_table(tables, name), folder, name, count)
    for number in range(count):
        given = {name: _scanned(folder, name, number, tables) for name in _NAMES}
        share = Tables(**given, employers=tables.employers, payments=tables.payments)
        yield Share(share, of_tables(share, around), (number + 1) / count)


def _count(tables: Tables) -> int:
    if tables.paid is None and tables.roster is None:
        return 1
    given = [table for name in _NAMES if (table := getattr(tables, name)) is not None]
    rows = sum(table.select(pl.len()).collect(engine="streaming").item() for table in given)
    return min(MOST_SHARES, -(-rows // ROWS_A_SHARE)) or 1


def _table(tables: Tables, name: str) -> pl.LazyFrame | None:
    """One of the tables as far as shares need it."""
    table: pl.LazyFrame | None = getattr(tables, name)
    return table.select(*KEPT, "name") if table is not None and name == "lines" else table


def _divide(table: pl.LazyFrame | None, folder: Path, name: str, count: int) -> None:
    """Write a table out by worker, each share to a file of its own."""
    if table is None:
        return
    import pyarrow.parquet as parquet

    share = pl.col("worker_id").hash() % count
    batches = table.with_columns(share.alias("__share")).collect_batches(
        chunk_size=_BATCH, maintain_order=False, engine="streaming"
    )
    with ExitStack() as stack:
        writers: dict[int, parquet.ParquetWriter] = {}
        for batch in batches:
            for (number,), rows in batch.partition_by("__share", as_dict=True, include_key=False).items():
                arrow = rows.to_arrow(compat_level=_oldest())
                place = int(number)
                if place not in writers:
                    file = folder / f"{name}-{place}.parquet"
                    writer = parquet.ParquetWriter(file, arrow.schema, compression="lz4", write_statistics=False)
                    writers[place] = stack.enter_context(writer)
                writers[place].write_table(arrow)


def _scanned(folder: Path, name: str, number: int, tables: Tables) -> Any:
    """A share of a table, empty where none of its rows fell into it."""
    table = _table(tables, name)
    if table is None:
        return None
    file = folder / f"{name}-{number}.parquet"
    return pl.scan_parquet(file) if file.exists() else table.clear()


def _oldest() -> Any:
    from polars import CompatLevel

    return CompatLevel.oldest()
