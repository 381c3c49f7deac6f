"""Lines that concern each other, across files: the same worker twice in a month, one NIK under several names.

Keys are gathered while tables are surveyed, so that a clean report of any size is not read again for it. What looks
repeated is then looked up exactly; the findings are row numbers of each table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.identity import DIGITS, Pairs, Seen, first_key, is_in_keys, line_key, pair_key
from lindung.compliance.intake.dates import MONTHS_A_YEAR
from lindung.compliance.names import cards_shared, evidence_frame, names_of_one, near_numbers

BATCH: Final = 100_000  # lines
KEY_COLUMNS: Final = ("employer_id", "worker_id", "kpj", "name", "month")
NEAR_UP_TO: Final = 1_000_000  # lines: comparing NIKs under the same name takes the names in memory
_CARD_DIGITS: Final = 8  # a KPJ has eleven digits; what is much shorter is a stand-in


class Encounters:
    """Keys of the lines of one table."""

    def __init__(self) -> None:
        self.lines = Seen()
        self.names = Pairs()
        self.cards = Pairs()

    def add(self, batch: pl.DataFrame) -> None:
        """A batch of `KEY_COLUMNS`, as they will be in the lines but for `month`, which is text (`2025-02`)."""
        worker, card, name = _sure_worker(), _card(), pl.col("name")
        keys = batch.select(
            line=pl.when(_who().is_not_null() & pl.col("month").is_not_null()).then(
                line_key(pl.col("employer_id"), _who(), pl.col("month"))
            ),
            name=pl.when(worker.is_not_null() & name.is_not_null()).then(pair_key(pl.col("worker_id"), name)),
            card=pl.when(worker.is_not_null() & card.is_not_null()).then(pair_key(pl.col("kpj"), pl.col("worker_id"))),
        )
        self.lines.add(keys["line"])
        self.names.add(keys["name"])
        self.cards.add(keys["card"])

    def add_lines(self, lines: pl.LazyFrame, *, lazy: bool) -> None:
        """All lines of a table whose columns are typed."""
        frame = lines.select("employer_id", "worker_id", "kpj", "name", _month_as_text().alias("month"))
        for batch in batches(frame, lazy=lazy):
            self.add(batch)

    def take(self, other: "Encounters") -> None:
        """The keys of another table as well; they are moved."""
        self.lines.take(other.lines)
        self.names.take(other.names)
        self.cards.take(other.cards)


def batches(frame: pl.LazyFrame, *, lazy: bool) -> Iterator[pl.DataFrame]:
    """A frame in batches, in order; one that is `lazy` lies in a file of any size."""
    if lazy:
        return frame.collect_batches(chunk_size=BATCH, maintain_order=True, engine="streaming")
    return frame.collect().iter_slices(BATCH)


def _sure_worker() -> pl.Expr:
    """A NIK of 16 digits whose running number is not lost."""
    worker = pl.col("worker_id")
    return pl.when((worker.str.len_bytes() == DIGITS) & ~worker.str.ends_with("0000")).then(worker)


def _card() -> pl.Expr:
    return pl.when(pl.col("kpj").str.len_bytes() >= _CARD_DIGITS).then(pl.col("kpj"))


def _who() -> pl.Expr:
    """The NIK, or the KPJ of a line without one."""
    return pl.coalesce(_sure_worker(), _card())


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one table: lines that stand there again, and lines whose name does not belong to the NIK."""

    again: pl.Series
    other_name: pl.Series


def find(encounters: Encounters, tables: Sequence[pl.LazyFrame], lines: int) -> tuple[list[Found], pl.DataFrame]:
    """What the keys lead to, for each of `tables` (lines as typed), and the evidence on names.

    A line stands there again if an earlier one, in the order of files and rows, has its employer, worker and month.
    """
    candidates = _candidates(encounters, tables)
    again = candidates.filter(pl.col("again")).filter(
        pl.struct("employer_id", "who", "month").is_first_distinct().not_()
    )
    compared = [
        names_of_one(_counted(candidates, "named", "worker_id", "name").drop_nulls("name")),
        cards_shared(_counted(candidates, "carded", "kpj", "worker_id", "name")),
    ]
    if lines <= NEAR_UP_TO:
        people = pl.concat(tables).filter(_sure_worker().is_not_null() & pl.col("name").is_not_null())
        compared.append(near_numbers(people.group_by("employer_id", "worker_id", "name").agg(n=pl.len()).collect()))
        if not compared[-1].accused.is_empty():
            accused = compared[-1].accused["worker_id"].unique()
            candidates = pl.concat([candidates, _lines_of(tables, pl.col("worker_id").is_in(accused.implode()))])
    accused_lines = pl.concat([one.accused for one in compared]).unique()
    hits = candidates.join(accused_lines, on=["worker_id", "name"], how="semi", nulls_equal=True)
    hits = hits.unique(["table", "row"])
    found = [
        Found(*(rows.filter(pl.col("table") == place)["row"] for rows in (again, hits))) for place in range(len(tables))
    ]
    return found, evidence_frame(one for some in compared for one in some.evidence)


def _candidates(encounters: Encounters, tables: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """The lines whose keys repeat, of every table in order; `again`, `named` and `carded` say which key does."""
    line_keys, workers, cards = encounters.lines.repeated(), encounters.names.several(), encounters.cards.several()
    wanted = {
        "again": is_in_keys(line_key(pl.col("employer_id"), _who(), _month_as_text()), line_keys),
        "named": is_in_keys(first_key(pl.col("worker_id")), workers) & _sure_worker().is_not_null(),
        "carded": is_in_keys(first_key(pl.col("kpj")), cards) & _sure_worker().is_not_null() & _card().is_not_null(),
    }
    sizes = {"again": line_keys.size, "named": workers.size, "carded": cards.size}
    asked = {name: where for name, where in wanted.items() if sizes[name]}
    if not asked:
        return _lines_of(tables[:1], pl.lit(False))
    flags = [(asked[name] if name in asked else pl.lit(False)).fill_null(False).alias(name) for name in wanted]
    return _lines_of(tables, pl.any_horizontal(asked.values()), *flags)


def _lines_of(tables: Sequence[pl.LazyFrame], wanted: pl.Expr, *flags: pl.Expr) -> pl.DataFrame:
    """The wanted lines of every table with `table` and `row`, in order."""
    unflagged = [pl.lit(False).alias(name) for name in ("again", "named", "carded")]
    columns = ["row", "employer_id", "worker_id", "kpj", "name", "month"]
    flags = flags or tuple(unflagged)
    frames = [
        lines.filter(wanted).select(pl.lit(place, pl.UInt32()).alias("table"), *columns, _who().alias("who"), *flags)
        for place, lines in enumerate(tables)
    ]
    return pl.concat(frames).collect(engine="streaming").sort("table", "row", maintain_order=True)


def _counted(candidates: pl.DataFrame, flag: str, *columns: str) -> pl.DataFrame:
    return candidates.filter(pl.col(flag)).group_by(columns).agg(n=pl.len())


def _month_as_text() -> pl.Expr:
    """A month as `2025-02`."""
    year, month = pl.col("month") // MONTHS_A_YEAR, pl.col("month") % MONTHS_A_YEAR + 1
    return year.cast(pl.String) + "-" + month.cast(pl.String).str.zfill(2)
