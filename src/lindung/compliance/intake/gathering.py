"""The one look over a table of lines: its columns surveyed, its keys gathered, its NIKs glanced at."""

from dataclasses import dataclass, field

import polars as pl

from lindung.compliance.identity import NikGlance, check_nik
from lindung.compliance.intake.dates import ordinal
from lindung.compliance.intake.encounters import KEY_COLUMNS, Encounters
from lindung.compliance.intake.mapping import ColumnSource
from lindung.compliance.intake.reading import CANONICAL_MONTH, canonical_months
from lindung.compliance.intake.survey import Survey, is_tidy, text_of
from lindung.compliance.intake.table import Table, raw
from lindung.compliance.intake.typed import Surveyed


@dataclass(slots=True)
class Gathered:
    """A table surveyed.

    `encounters` is None where its keys can only be told from its lines once they are typed; `nik_faults` holds the
    rows of each fault of NIKs, None where they were not looked for.
    """

    surveyed: Surveyed
    encounters: Encounters | None
    nik_faults: dict[str, pl.Series] | None

    @property
    def may_have_asides(self) -> bool:
        """Whether any row lacks what a line must have, as far as the survey tells."""
        columns, table = self.surveyed.survey.columns, self.surveyed.table
        for name in ("worker_id", "month", "employer_id", "reported_wage"):
            source = table.columns.get(name)
            if source is None or (source.position and (columns[name].empty or columns[name].odd)):
                return True
            if name == "employer_id" and source.position and not all(map(is_tidy, columns[name].values)):
                return True
            if not source.position and source.constant is None and source.value is None:
                return True
        return False


def gather(table: Table, prefixes: tuple[int, ...]) -> Gathered:
    """The look; raises what polars raises where the file turns out to be broken."""
    survey, batches = table.survey(table.rows())
    quick = _Quick(table, survey, prefixes, NikGlance(prefixes)) if table.sheet.lazy else None
    for batch in batches:
        if quick is not None:
            quick.see(batch)
    if quick is None or not quick.was_right():
        return Gathered(Surveyed(table, survey), None, None)
    return Gathered(Surveyed(table, survey), quick.encounters, quick.nik_rows())


@dataclass(slots=True)
class _Quick:
    """Keys from raw columns while they pass by. They hold if the columns turn out to need no cleaning."""

    table: Table
    survey: Survey
    prefixes: tuple[int, ...]
    glance: NikGlance
    encounters: Encounters = field(default_factory=Encounters)
    doubtful: list[pl.DataFrame] = field(default_factory=list)

    def see(self, batch: pl.DataFrame) -> None:
        """One more batch, surveyed already."""
        if self.was_right():
            keys = batch.select("row", *(self._column(name).alias(name) for name in KEY_COLUMNS))
            self.encounters.add(keys)
            self._look(keys)

    def was_right(self) -> bool:
        """Whether the raw columns are so far what the lines will hold."""
        columns = self.survey.columns
        worker, month, employer = (columns.get(name) for name in ("worker_id", "month", "employer_id"))
        if worker is None or worker.odd or worker.all_rounded:
            return False
        if "kpj" in columns and columns["kpj"].untidy:
            return False
        if employer is not None and (employer.cut or not all(map(is_tidy, employer.values))):
            return False
        return month is None or month.dtype.is_temporal() or all(map(CANONICAL_MONTH.fullmatch, month.values))

    def _column(self, name: str) -> pl.Expr:
        column, source = raw(self.table, name), self.table.columns.get(name)
        if column is None:
            return pl.lit(_said(source), pl.String())
        dtype = self.survey.columns[name].dtype
        if name == "month" and dtype.is_temporal():
            return column.dt.strftime("%Y-%m")
        return text_of(column, dtype)

    def _look(self, keys: pl.DataFrame) -> None:
        """Keeps the lines whose NIK is not beyond doubt."""
        first, last = keys["month"].min(), keys["month"].max()
        if isinstance(first, str) and isinstance(last, str):
            doubtful = self.glance.doubtful(keys["worker_id"], _ordinal(first), _ordinal(last))
            if doubtful.any():
                self.doubtful.append(keys.select("row", "worker_id", "month").filter(doubtful))

    def nik_rows(self) -> dict[str, pl.Series]:
        """The rows of each fault of NIKs."""
        if not self.doubtful:
            return {}
        lines = pl.concat(self.doubtful).with_columns(month=canonical_months(pl.col("month")))
        faults = check_nik(pl.col("worker_id"), pl.col("month"), self.prefixes).faults
        return {fault: rows for fault, where in faults.items() if (rows := lines.filter(where)["row"]).len()}


def _ordinal(month: str) -> int:
    return ordinal(int(month[:4]), int(month[5:7]))


def _said(source: ColumnSource | None) -> str | None:
    return None if source is None else source.constant if source.constant is not None else source.value
