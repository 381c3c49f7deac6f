"""A Parquet file as a sheet: names and types are its own, and it stays in the file."""

from pathlib import Path

import polars as pl

from lindung.compliance.intake.sheet import MOST_COLUMNS, Sheet, column_name
from lindung.messages import BadInput, Fault


def open_parquet(path: Path, shown: str) -> Sheet:
    """The file; columns of lists or structures have no name and are not read. Raises `BadInput` for a broken one."""
    try:
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        scan.select(pl.len()).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = type(error).__name__
        raise BadInput(Fault("parquet-broken", {"reason": reason}, file=shown)) from None
    if len(schema) > MOST_COLUMNS:
        raise BadInput(Fault("report-wide", {"count": len(schema), "most": MOST_COLUMNS}, file=shown))
    names = tuple(None if dtype.is_nested() or dtype in _UNREAD else name for name, dtype in schema.items())
    renamed = {name: column_name(position) for position, name in enumerate(schema)}
    flat = [pl.col(raw).cast(pl.String) for raw, dtype in zip(renamed.values(), schema.values(), strict=True)
            if isinstance(dtype, pl.Categorical | pl.Enum)]  # fmt: skip
    unread = [pl.lit(None, pl.String()).alias(column_name(position)) for position, name in enumerate(names)
              if name is None]  # fmt: skip

    def below(after: int) -> pl.LazyFrame:
        frame = pl.scan_parquet(path, row_index_name="row", row_index_offset=1, glob=False)
        # filtered at once, the scan holds a third of the memory that it holds without
        return frame.filter(pl.col("row") > after).rename(renamed).with_columns(*flat, *unread)

    return Sheet(shown, None, (names,), len(schema), below, header_row=0, lazy=True)


_UNREAD = (pl.Binary, pl.Object, pl.Duration, pl.Time)
