"""What reading a wage report gives: typed lines, what was set aside, what was refused, and how each file was read."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.intake.mapping import TableMapping
from lindung.messages import Fault, Text

SET_ASIDE_COLUMNS: Final[dict[str, pl.DataType]] = {
    "file": pl.String(), "sheet": pl.String(), "row": pl.UInt32(), "reason": pl.String(), "raw": pl.String(),
}  # fmt: skip

# SET_ASIDE_REASONS, said
REASONS: Final[dict[str, Text]] = {
    "subtotal": Text("baris jumlah", "a row of totals"),
    "repeated_header": Text("kepala tabel yang diulang", "a header repeated"),
    "signature": Text("tanda tangan, judul bagian, atau catatan", "a signature, a title of a part, or a note"),
    "no_month": Text("bulan tidak ada atau tidak terbaca", "no month, or one that cannot be read"),
    "no_worker": Text("tanpa NIK, KPJ, dan nama", "no NIK, no KPJ and no name"),
    "no_employer": Text("tanpa NPP, padahal baris lain punya", "no employer number (NPP), while other lines have one"),
    "ambiguous_amount": Text(
        "angka dapat dibaca dua cara (titik atau koma sebagai ribuan atau desimal); sebutkan `number` dalam pemetaan",
        "the figure reads two ways (dot or comma as thousands or decimals); say `number` in the mapping",
    ),
    "ambiguous_month": Text(
        "bulan dapat dibaca dua cara (hari dan bulan tertukar, atau judul yang berbeda); sebutkan dalam pemetaan",
        "the month reads two ways (day and month swapped, or titles that differ); say it in the mapping",
    ),
    "broken_row": Text("jumlah kolom tidak cocok, atau tanda kutip tidak ditutup", "columns that do not fit the "
                       "header, or a quote that is not closed"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines of the wage report: every line read is checked, set aside or refused."""

    read: int
    checked: int
    set_aside: int
    refused: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the report. `refused` says why nothing of it was read; then `lines` is what it counts for."""

    path: str
    sha256: str
    lines: int
    refused: Fault | None = None


@dataclass(frozen=True)
class Intake:
    """Everything an assessment needs from the files.

    `lines` has `LINE_COLUMNS`; `set_aside` the columns of `SET_ASIDE_COLUMNS`, with the raw text: it is private.
    `resemblances` is the evidence on names (see `names.py`), private too. The other tables are None where not given.
    """

    lines: pl.LazyFrame
    set_aside: pl.DataFrame
    files: tuple[SourceFile, ...]
    mappings: tuple[TableMapping, ...]
    counts: Counts
    resemblances: pl.DataFrame
    paid: pl.LazyFrame | None = None
    employers: pl.LazyFrame | None = None
    roster: pl.LazyFrame | None = None
    payments: pl.LazyFrame | None = None
