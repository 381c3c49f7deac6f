"""Lines sorted once: those in plain order are summed at once, all others are kept on disk with their situation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.assessment.shares import Share
from lindung.compliance.assessment.situation import plain_rows, quiet, situations, with_pay
from lindung.compliance.assessment.totals import added, plain_sums
from lindung.compliance.assessment.workspace import Workspace, planned
from lindung.compliance.course import Course

OTHERS: Final = "others"


@dataclass(frozen=True, slots=True, repr=False)
class Sifted:
    """What a report comes to after one look at every line.

    `plain` are the sums by employer and month of lines in plain order (`totals.plain_sums`), `others` every other line
    as `situations` gives it. Memory grows with employers and months, not with lines.
    """

    plain: pl.DataFrame
    others: pl.LazyFrame


def sift(shares: Iterable[Share], workspace: Workspace, course: Course) -> Sifted:
    """One look at the lines of every share; `course` is told how far it is."""
    sums: list[pl.DataFrame] = []
    files = []
    for number, share in enumerate(shares):
        around = share.around
        rows = with_pay(share.tables.lines, around)
        file = workspace.folder / f"{OTHERS}-{number}.parquet"
        # one after the other: together they would share a look at all columns of all lines, and hold it
        planned(situations(rows.filter(~quiet(around)), around), file).collect(engine="streaming")
        sums.append(plain_sums(plain_rows(rows, around), around.law).collect(engine="streaming"))
        files.append(file)
        course.reached("sift", share.until)
    return Sifted(added(sums), pl.scan_parquet(files))
