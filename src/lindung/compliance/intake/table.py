"""A table found in a sheet: its header, its columns by standard name, and what the words around it add."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from lindung.compliance.intake.columns import by_column, choose_columns, unit_said
from lindung.compliance.intake.context import Context
from lindung.compliance.intake.encounters import batches
from lindung.compliance.intake.header import Header, filled, find_header, meaning
from lindung.compliance.intake.mapping import ColumnSource, TableMapping, Wishes
from lindung.compliance.intake.sheet import Sheet, column_name
from lindung.compliance.intake.survey import AMOUNTS, Survey, clean, text_of
from lindung.compliance.intake.vocabulary import VOCABULARY
from lindung.compliance.privacy import scrubbed
from lindung.messages import Fault, Text
from lindung.messages.nearest import nearest

_SHOWN_NAMES: Final = 6


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet. `columns` are those found or wished; `positions` the raw ones, counted from 0."""

    kind: str
    sheet: Sheet
    header: Header
    columns: Mapping[str, ColumnSource]
    context: Context
    unused: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def after(self) -> int:
        """The last row of the header."""
        return self.header.rows[-1] if self.header.rows else 0

    @property
    def positions(self) -> dict[str, int]:
        """Raw positions of the standard columns that are columns, and of `year` where months stand without one."""
        return by_column(self.columns)

    def rows(self) -> pl.LazyFrame:
        """The rows below the header; a cell joined over several rows says its value in each."""
        frame = self.sheet.below(self.after)
        down = [merge for merge in self.sheet.merges if merge.last_row > max(merge.first_row, self.after)]
        for name in ("employer_id", "month", "region"):
            position = self.positions.get(name)
            column = column_name(position) if position is not None else ""
            for merge in down:
                if merge.first_column == position == merge.last_column:
                    inside = pl.col("row").is_between(merge.first_row, merge.last_row)
                    value = pl.col(column).filter(inside & pl.col(column).is_not_null()).first()
                    frame = frame.with_columns(pl.when(inside).then(value).otherwise(pl.col(column)).alias(column))
        return frame

    def survey(self, frame: pl.LazyFrame) -> tuple[Survey, Iterator[pl.DataFrame]]:
        """A survey that fills while its batches are taken."""
        schema = frame.collect_schema()
        survey = Survey(self.positions, schema)

        def seen() -> Iterator[pl.DataFrame]:
            for batch in batches(frame.select("row", *survey.raw.values()), lazy=self.sheet.lazy):
                survey.see(batch)
                yield batch

        return survey, seen()

    def mapping(self, columns: Mapping[str, ColumnSource], notes: tuple[Text, ...] = ()) -> TableMapping:
        """How the table was read, to be shown and kept."""
        sheet = self.sheet
        columns = {name: columns[name] for name in VOCABULARY[self.kind] if name in columns}
        return TableMapping(
            self.kind, sheet.file, sheet.name, columns, self.header.rows, sheet.encoding, sheet.delimiter,
            sheet.hidden, self.unused, (*sheet.notes, *self.notes, *notes),
        )  # fmt: skip


def raw(table: Table, name: str) -> pl.Expr | None:
    """The raw column of a standard column, None where it is none."""
    position = table.positions.get(name)
    return None if position is None else pl.col(column_name(position))


def clean_text(table: Table, survey: Survey, name: str) -> pl.Expr | None:
    """The text of a standard column without blanks around it, null where empty; None where it is no column."""
    column = raw(table, name)
    return None if column is None else clean(text_of(column, survey.columns[name].dtype))


def locate(sheet: Sheet, kind: str, wishes: Wishes) -> Table | None:
    """The table of a sheet, None where no row names its columns.

    Raises `BadInput` where the mapping does not fit, or two columns bear the name of one standard column.
    """
    wish = wishes.of(kind, sheet.file, sheet.name)
    wished = [source.column for source in wish.columns.values() if source.column]
    header: Header | None
    if sheet.header_row == 0:
        header = Header((), sheet.top[0])
    else:
        header = find_header(filled(sheet.top, sheet.merges), kind, wished, wish.header)
    if header is None:
        return None
    first = header.rows[0] if header.rows else 1
    context = Context.of(sheet.top[: first - 1], sheet.name, sheet.file)
    chosen = choose_columns(header.names, kind, wish, sheet.file, wishes.file)
    title_unit = context.unit()
    columns = {
        name: replace(source, unit=source.unit or unit_said(source.column or "") or title_unit or 1)
        if name in AMOUNTS and source.position else source
        for name, source in chosen.columns.items()
    }  # fmt: skip
    notes = list(chosen.notes)
    if sheet.hidden:
        notes.append(Text("lembar ini tersembunyi dan ikut dibaca.", "this sheet is hidden and was read as well."))
    return Table(kind, sheet, header, columns, context, chosen.unused, tuple(notes))


def completed(table: Table, otherwise: Mapping[str, ColumnSource]) -> Table:
    """The table with month and employer from its title, its sheet's or its file's name where no column has them.

    `otherwise` says what holds where these say nothing. Other columns that the mapping takes `from` a place hold the
    words of that place.
    """
    columns = dict(table.columns)
    for name, source in table.columns.items():
        if source.place is not None and name not in ("month", "employer_id"):
            columns[name] = replace(source, value=table.context.words(source.place))
    for name, find in (("month", table.context.month), ("employer_id", table.context.employer)):
        asked = columns.get(name)
        if asked is None or (asked.place is not None and asked.value is None):
            found = find(asked.place if asked else None)
            if found is None and asked is None:
                found = otherwise.get(name)
            if found is not None:
                columns[name] = found
    return replace(table, columns=columns)


def no_header(sheet: Sheet, kind: str) -> Fault:
    """Why a sheet has no table: the row that comes nearest to a header, with what its words resemble."""
    best: tuple[int, int, list[str]] = (0, 0, [])
    for number, cells in enumerate(sheet.top[:30], start=1):
        words = [cell for cell in cells if cell and any(map(str.isalpha, cell))]
        known = sum(1 for word in words if meaning(word, kind))
        if (known, len(words)) > (best[0], len(best[2])):
            best = known, len(words), words
            row = number
    if not best[2]:
        return Fault("report-header", {"names": "-", "nearest": "-"}, file=sheet.file, place=sheet.name)
    known_names = [names[0] for names in VOCABULARY[kind].values()]
    near = sorted({match for word in best[2][:_SHOWN_NAMES] for match in nearest(word, known_names, 1)})
    shown = ", ".join(scrubbed(word)[:40] for word in best[2][:_SHOWN_NAMES])
    details = {"names": shown, "nearest": ", ".join(near) or "-"}
    return Fault("report-header", details, file=sheet.file, line=row, place=sheet.name)
