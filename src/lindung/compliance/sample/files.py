"""A sample as files: the wage report as an employer would send it, the other tables in plain columns."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from lindung.compliance.sample.tables import Tables, month_text
from lindung.compliance.schema import PROGRAMMES

if TYPE_CHECKING:
    import polars as pl

Format = Literal["xlsx", "csv", "parquet"]
REPORT: Final = "wage_report"
TABLES: Final = ("payroll", "employers", "roster", "payments")
# headings as they are found in payroll exports and on the F2a list
HEADINGS: Final = {
    "employer_id": "NPP", "worker_id": "NIK", "kpj": "NO KPJ", "name": "NAMA LENGKAP", "month": "BLTH",
    "region": "KODE WILAYAH", "reported_wage": "UPAH DILAPORKAN", **{name: name.upper() for name in PROGRAMMES},
    "pay_basis": "SISTEM PENGUPAHAN", "days": "HARI DIBAYAR", "start_date": "TGL MULAI BEKERJA",
    "end_date": "TGL BERHENTI",
}  # fmt: skip
_BASES: Final = {"monthly": "Bulanan", "daily": "Harian", "piece": "Borongan", "weather_piece": "Borongan cuaca"}
_TITLE: Final = ("DAFTAR UPAH DAN KEPESERTAAN PEKERJA", "Data contoh: pemberi kerja dan pekerjanya rekaan")
_HEADER_ROW: Final = 3  # from 0: two title rows and an empty one before it
_CREATED: Final = datetime(2026, 1, 1)  # a fixed stamp, so that the same seed gives the same bytes
_WIDTHS: Final = {"name": 28, "worker_id": 19, "reported_wage": 17}


@contextmanager
def sample_files(folder: Path, form: Format) -> Iterator["SampleFiles"]:
    """The files of a sample in `folder`, open until every part is written."""
    with ExitStack() as stack:
        yield SampleFiles(folder, form, stack)


class SampleFiles:
    """Writes a sample part by part, so that its size is bounded by the disk alone."""

    def __init__(self, folder: Path, form: Format, stack: ExitStack) -> None:
        path = folder / f"{REPORT}.{form}"
        report: _Growing = _Workbook(path) if form == "xlsx" else _Columns(path)
        self._report = stack.enter_context(report)
        self._form = form
        side = "parquet" if form == "parquet" else "csv"
        self._tables = {name: stack.enter_context(_Columns(folder / f"{name}.{side}")) for name in TABLES}
        self._truth = stack.enter_context(_Columns(folder / "truth.parquet"))

    def part(self, tables: Tables) -> None:
        """Write one part of every table."""
        report = _typed(tables.report) if self._form == "parquet" else _as_sent(tables.report)
        self._report.part(report)
        for name in TABLES:
            self._tables[name].part(getattr(tables, name))
        self._truth.part(tables.truth)


def _typed(report: "pl.DataFrame") -> "pl.DataFrame":
    """The standard columns, typed."""
    import polars as pl

    text = {name: pl.col(f"text_{name}") for name in ("nik", "name", "month", "region", "reported", "end")}
    nik = pl.coalesce(text["nik"], "worker_id")
    stated = text["reported"].cast(pl.Int64, strict=False)
    return report.select(
        "employer_id",
        pl.when(nik != "").then(nik).alias("worker_id"),
        "kpj",
        pl.coalesce(text["name"], "name").alias("name"),
        pl.coalesce(text["month"], month_text(pl.col("month"))).alias("month"),
        pl.coalesce(text["region"], "region").alias("region"),
        pl.when(text["reported"].is_null()).then("reported").otherwise(stated).alias("reported_wage"),
        *PROGRAMMES,
        "pay_basis",
        "days",
        "start_date",
        pl.coalesce(text["end"].str.to_date("%Y-%m-%d"), "end_date").alias("end_date"),
    )


def _as_sent(report: "pl.DataFrame") -> "pl.DataFrame":
    """The columns under their Indonesian headings, all as the text that would stand in a cell, months as MM-YYYY."""
    import polars as pl

    text = {name: pl.col(f"text_{name}") for name in ("nik", "name", "month", "region", "reported", "jp", "end")}
    month = pl.coalesce(text["month"], month_text(pl.col("month")))
    columns = {
        "employer_id": pl.col("employer_id"),
        "worker_id": pl.coalesce(text["nik"], "worker_id"),
        "kpj": pl.col("kpj"),
        "name": pl.coalesce(text["name"], "name"),
        "month": pl.concat_str(month.str.slice(5, 2), pl.lit("-"), month.str.slice(0, 4)),
        "region": pl.coalesce(text["region"], "region"),
        "reported_wage": pl.coalesce(text["reported"], pl.col("reported").cast(pl.String)),
        **{name: pl.when(name).then(pl.lit("Ya")).otherwise(pl.lit("Tidak")) for name in PROGRAMMES},
        "pay_basis": pl.col("pay_basis").replace(_BASES),
        "days": pl.col("days").cast(pl.Int64).cast(pl.String),
        "start_date": _written(pl.col("start_date")),
        "end_date": _written(pl.coalesce(text["end"].str.to_date("%Y-%m-%d"), "end_date")),
    }
    columns["jp"] = pl.coalesce(text["jp"], columns["jp"])
    return report.select(columns[name].alias(heading) for name, heading in HEADINGS.items())


def _written(day: "pl.Expr") -> "pl.Expr":
    return day.dt.strftime("%d-%m-%Y")


class _Growing(ABC):
    """A file that grows by parts."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def part(self, frame: "pl.DataFrame") -> None:
        """Write the rows of one part."""

    @abstractmethod
    def close(self) -> None:
        """Write what is left."""


class _Columns(_Growing):
    """A CSV or Parquet file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: Any = None

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def part(self, frame: "pl.DataFrame") -> None:
        if self.path.suffix == ".csv":
            first = self._writer is None
            if first:
                self._writer = self.path.open("wb")
            frame.write_csv(self._writer, include_header=first)
            return
        import pyarrow.parquet as parquet

        table = frame.to_arrow(compat_level=_oldest())
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self.path, table.schema, compression="zstd")
        self._writer.write_table(table)


def _oldest() -> Any:
    from polars import CompatLevel

    return CompatLevel.oldest()  # plain strings, which every reader of Parquet knows


class _Workbook(_Growing):
    """An Excel file as an employer would fill it: titles, a heading row, numbers as numbers, NIK and KPJ as text."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"created": _CREATED, "title": _TITLE[0]})
        self._sheet = self._book.add_worksheet("Upah")
        bold = self._book.add_format({"bold": True})
        self._money = self._book.add_format({"num_format": "#,##0"})
        self._day = self._book.add_format({"num_format": "dd-mm-yyyy"})
        for place, name in enumerate(HEADINGS):
            self._sheet.set_column(place, place, _WIDTHS.get(name, 13))
        for row, title in enumerate(_TITLE):
            self._sheet.write_string(row, 0, title, bold)
        for place, heading in enumerate(HEADINGS.values()):
            self._sheet.write_string(_HEADER_ROW, place, heading, bold)
        self._row = _HEADER_ROW

    def close(self) -> None:
        self._book.close()

    def part(self, frame: "pl.DataFrame") -> None:
        names = tuple(HEADINGS)
        for values in frame.iter_rows():
            self._row += 1
            for place, (name, value) in enumerate(zip(names, values, strict=True)):
                if value:
                    self._cell(self._row, place, name, value)

    def _cell(self, row: int, place: int, name: str, value: str) -> None:
        if name in ("reported_wage", "days") and value.lstrip("-").isdigit():
            self._sheet.write_number(row, place, int(value), self._money)
        elif name in ("start_date", "end_date"):
            day, month, year = map(int, value.split("-"))
            self._sheet.write_datetime(row, place, date(year, month, day), self._day)
        else:
            self._sheet.write_string(row, place, value)
