"""Files to lines: every file opened, every table located, its formats decided from the whole, its lines typed.

`read_report` is what the rest of an audit calls.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from lindung.compliance.identity import registry_prefixes
from lindung.compliance.intake.dates import ordinal
from lindung.compliance.intake.encounters import Encounters, find
from lindung.compliance.intake.gathering import Gathered, gather
from lindung.compliance.intake.lines import Setting, Source, read_lines
from lindung.compliance.intake.mapping import ColumnSource, NumberForm, TableMapping, Wishes
from lindung.compliance.intake.mapping_file import read_wishes
from lindung.compliance.intake.opening import Given, digest, files_of, open_file
from lindung.compliance.intake.report import Counts, Intake, SourceFile
from lindung.compliance.intake.sheet import Sheet
from lindung.compliance.intake.table import Table, completed, locate, no_header
from lindung.compliance.intake.tables import OtherTable, missing_column, read_table
from lindung.compliance.intake.words import RegionIndex
from lindung.compliance.schema import fault_bit
from lindung.law.regions import Regions
from lindung.messages import BadInput, Fault, Text

REPORT: Final = "wage_report"
UNNAMED: Final = "tanpa-NPP"  # stands for the employer of a report that nowhere names one
_UNNAMED_NOTE: Final = Text(
    f"tidak ada NPP di kolom, judul, nama lembar, atau nama berkas; semua baris dianggap milik satu pemberi kerja "
    f"({UNNAMED}). Sebutkan dengan employer_id: {{constant: ...}}.",
    f"no column, title, sheet or file names an employer number (NPP); all lines are taken as one employer's "
    f"({UNNAMED}). Say it with employer_id: {{constant: ...}}.",
)
_ONLY_NOTE: Final = Text(
    "NPP diambil dari satu-satunya pemberi kerja dalam tabel pemberi kerja.",
    "the employer number is that of the only employer in the employers' table.",
)


def read_report(
    report: Sequence[Path], *, paid: Path | None = None, employers: Path | None = None, roster: Path | None = None,
    payments: Path | None = None, mapping: Path | None = None, regions: Regions, as_of: date,
) -> Intake:  # fmt: skip
    """Everything the files hold, as the rest of an audit needs it.

    A file that cannot be read is refused and counted if another can; raises `BadInput` if none can, if another table
    or the mapping is faulty, or if the report lacks a column that nothing can stand in for.
    """
    wishes = read_wishes(mapping)
    index = RegionIndex(regions)
    given = files_of(report)
    others: dict[str, OtherTable] = {}
    if employers is not None:
        others["employers"] = read_table(employers, "employers", wishes, index)
    known = _numbers(others.get("employers"))
    opened = _Report(given, wishes)
    gathered = opened.gathered(registry_prefixes(regions), known)
    setting = Setting(index, registry_prefixes(regions), ordinal(as_of.year, as_of.month), known)
    sources = opened.sources(gathered, setting)
    sole = _sole_employer(gathered)
    for kind, path in (("paid", paid), ("roster", roster), ("payments", payments)):
        if path is not None:
            others[kind] = read_table(path, kind, wishes, index, sole)
    if not any(source.read for source in sources):
        first = gathered[0].surveyed.table
        raise BadInput(Fault("report-no-lines", file=first.sheet.file, line=first.after or None))
    lines, resemblances = _joined(sources)
    files = opened.counted(sources)
    refused = sum(file.lines for file in files if file.refused)
    read = sum(source.read for source in sources) + refused
    set_aside = pl.concat([source.set_aside for source in sources])
    mappings = [source.mapping for source in sources] + opened.skipped
    return Intake(
        lines, set_aside, files, (*mappings, *(m for other in others.values() for m in other.mappings)),
        Counts(read, read - set_aside.height - refused, set_aside.height, refused), resemblances,
        **{kind: other.rows for kind, other in others.items()},
    )  # fmt: skip


class _Report:
    """The files of a report while they are opened: tables found, files refused, sheets without a table."""

    def __init__(self, given: Sequence[Given], wishes: Wishes) -> None:
        self.wishes = wishes
        self.files = {one.shown: SourceFile(one.shown, digest(one.path), 0) for one in given}
        self.skipped: list[TableMapping] = []
        self.tables: list[Table] = []
        self._otherwise: dict[str, ColumnSource] = {}
        self._faults: list[Fault] = []
        for one in given:
            try:
                self.tables += self._located(open_file(one, REPORT, wishes))
            except BadInput as error:
                self._refuse(one.shown, error)
        self._raise_if_nothing(self.tables)

    def _refuse(self, shown: str, error: BadInput) -> None:
        self._faults += error.faults
        self.files[shown] = replace(self.files[shown], refused=error.faults[0], lines=1)

    def _raise_if_nothing(self, found: Sequence[object]) -> None:
        if not found:
            raise BadInput.of(self._faults)

    def _located(self, sheets: Sequence[Sheet]) -> list[Table]:
        tables = []
        without: list[Sheet] = []
        for sheet in sheets:
            table = locate(sheet, REPORT, self.wishes)
            if table is None:
                without.append(sheet)
            else:
                tables.append(table)
        if not tables:
            raise BadInput(no_header(max(without, key=lambda sheet: len(sheet.top)), REPORT))
        for sheet in without:
            note = Text("tidak ada tabel upah di lembar ini.", "there is no wage table in this sheet.")
            mapping = TableMapping(REPORT, sheet.file, sheet.name, {}, hidden=sheet.hidden, notes=(note,))
            self.skipped.append(mapping)
        return tables

    def gathered(self, prefixes: tuple[int, ...], known: frozenset[str] | None) -> list[Gathered]:
        """Every table surveyed, with its month and employer from wherever they are told."""
        otherwise, note = self._employer_otherwise(known)
        tables = [_with_note(completed(table, otherwise), table, note) for table in self.tables]
        for needed in (("worker_id", "kpj", "name"), ("reported_wage",), ("month",)):
            if not any(_tells(table, name) for table in tables for name in needed):
                raise BadInput(missing_column(needed[0], tables[0]))
        self._otherwise = otherwise
        found = []
        for table in tables:
            one = self._attempt(table, partial(gather, table, prefixes), partial(gather, prefixes=prefixes))
            found += [] if one is None else [one]
        self._raise_if_nothing(found)
        return found

    def sources(self, gathered: Sequence[Gathered], setting: Setting) -> list[Source]:
        """The lines of every table."""

        def lines(one: Gathered) -> Source:
            return read_lines(one, setting, _form_elsewhere(one, gathered))

        found = []
        for one in gathered:
            table = one.surveyed.table
            source = self._attempt(table, partial(lines, one), lambda again: lines(gather(again, setting.prefixes)))
            found += [] if source is None else [source]
        self._raise_if_nothing(found)
        return found

    def _attempt[R](self, table: Table, read: Callable[[], R], again: Callable[[Table], R]) -> R | None:
        """What is read of a table, None where its file turns out to be unreadable and is refused.

        A file that polars cannot read to its end is read with more patience, if there is a way.
        """
        try:
            try:
                return read()
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
                return again(self._reopened(table, type(error).__name__))
        except BadInput as error:
            self._refuse(table.sheet.file, error)
            return None

    def _reopened(self, table: Table, reason: str) -> Table:
        if table.sheet.otherwise is None:
            raise BadInput(Fault("parquet-broken", {"reason": reason}, file=table.sheet.file))
        again = locate(table.sheet.otherwise(), REPORT, self.wishes)
        if again is None:
            raise BadInput(no_header(table.sheet, REPORT))
        return completed(again, self._otherwise)

    def _employer_otherwise(self, known: frozenset[str] | None) -> tuple[dict[str, ColumnSource], Text | None]:
        """What stands for the employer where no table of the report names any."""
        if any(_tells(completed(table, {}), "employer_id") for table in self.tables):
            return {}, None
        if known is not None and len(known) == 1:
            return {"employer_id": ColumnSource(constant=next(iter(known)))}, _ONLY_NOTE
        return {"employer_id": ColumnSource(constant=UNNAMED)}, _UNNAMED_NOTE

    def counted(self, sources: Sequence[Source]) -> tuple[SourceFile, ...]:
        """The files with the lines read of each."""
        for source in sources:
            file = self.files[source.file]
            if file.refused is None:
                self.files[source.file] = replace(file, lines=file.lines + source.read)
        return tuple(self.files.values())


def _tells(table: Table, name: str) -> bool:
    source = table.columns.get(name)
    return source is not None and bool(source.position or source.constant is not None or source.value is not None)


def _with_note(table: Table, before: Table, note: Text | None) -> Table:
    if note is None or "employer_id" in before.columns:
        return table
    return replace(table, notes=(*table.notes, note))


def _numbers(employers: OtherTable | None) -> frozenset[str] | None:
    return None if employers is None else frozenset(employers.rows.select("employer_id").collect()["employer_id"])


def _sole_employer(gathered: Sequence[Gathered]) -> dict[str, ColumnSource]:
    """The report's employer, if it has one only: it is then that of tables that name none."""
    numbers: set[str] = set()
    for one in gathered:
        source = one.surveyed.table.columns.get("employer_id")
        found = one.surveyed.survey.columns.get("employer_id")
        if found is not None:
            numbers |= {text.strip() for text in found.values if text.strip()}
        elif source is not None:
            numbers.add(source.constant or source.value or "")
    return {"employer_id": ColumnSource(constant=numbers.pop())} if len(numbers) == 1 else {}


def _form_elsewhere(one: Gathered, gathered: Sequence[Gathered]) -> NumberForm | None:
    """The form of amounts that the other tables of a file agree on."""
    file = one.surveyed.table.sheet.file
    forms = {form for other in gathered if other.surveyed.table.sheet.file == file for form in other.surveyed.forms()}
    return forms.pop() if len(forms) == 1 else None


def _joined(sources: Sequence[Source]) -> tuple[pl.LazyFrame, pl.DataFrame]:
    """The lines of all tables, with the faults that concern several of them; and the evidence on names."""
    together = Encounters()
    for source in sources:
        together.take(source.encounters)
    found, evidence = find(together, [source.lines for source in sources], sum(source.read for source in sources))
    frames = []
    for source, rows in zip(sources, found, strict=True):
        lines = source.lines
        for fault, these in (("DATA-DUPLICATE", rows.again), ("DATA-TWO-NAMES", rows.other_name)):
            if these.len():
                bit = pl.col("row").is_in(these.implode()).cast(pl.UInt32) * fault_bit(fault)
                lines = lines.with_columns(faults=pl.col("faults") + bit)
        frames.append(lines)
    return pl.concat(frames), evidence
