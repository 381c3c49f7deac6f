"""The totals worked out a second time by another engine: DuckDB, with its own queries over the typed tables.

Only the facts of law are shared (values by month, due days, what a rupiah late costs); joins, bases, comparisons,
contributions and sums are SQL of their own, in `recount/`. A letter is not written unless both agree to the rupiah.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any, Final

import duckdb
import polars as pl

from lindung.compliance.assessment.arrears import TOLERANCE_PER_WORKER, WHOLE, lateness, lateness_now
from lindung.compliance.assessment.due_days import FUNDS
from lindung.compliance.assessment.inputs import Tables
from lindung.compliance.assessment.known_employers import suspendable
from lindung.compliance.assessment.late_changes import deadline
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.missing_workers import LOST
from lindung.compliance.schema import (
    EMPLOYER_COLUMNS,
    LINE_COLUMNS,
    PAID_COLUMNS,
    PAYMENT_COLUMNS,
    RISK_CLASSES,
    ROSTER_COLUMNS,
    SIZES,
    fault_bit,
    polars_schema,
)

OVERPAID: Final = "overpaid_worker"
MEMORY: Final = "400MB"  # beyond this the engine goes to disk
_TABLES: Final = {
    "line": {name: kind for name, kind in LINE_COLUMNS.items() if name not in ("file", "sheet", "row", "kpj")},
    "payroll": PAID_COLUMNS, "employer_given": EMPLOYER_COLUMNS, "roster": ROSTER_COLUMNS, "payment": PAYMENT_COLUMNS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recount:
    """One rule by the second engine. `cannot_tell` is None where it does not count that."""

    breach: int
    cannot_tell: int | None
    shortfall_total: int
    late_fine: int


def recount(tables: Tables, law: LawByMonth) -> Mapping[str, Recount]:
    """Breaches and rupiah by rule, and under `OVERPAID` what workers were overcharged (as its `shortfall_total`)."""
    given = {
        "line": tables.lines, "payroll": tables.paid, "employer_given": tables.employers, "roster": tables.roster,
        "payment": tables.payments,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="lindung-") as folder, duckdb.connect() as engine:
        engine.execute("SET temp_directory = ?", [folder])
        engine.execute("SET memory_limit = ?", [MEMORY])
        engine.execute("SET preserve_insertion_order = false")
        # it searches a second through these sums, and finds nothing
        engine.execute("SET disabled_optimizers = 'partial_aggregate_pushdown'")
        for name, table in given.items():
            _hand_over(engine, name, table, Path(folder))
        for name, frame in _law(law, tables).items():
            engine.register(name, frame.to_arrow())
        for script in _scripts(law, with_payroll=tables.paid is not None):
            engine.execute(script)
        rows = engine.execute(_sql("totals")).fetchall()
    return {rule: Recount(*(None if number is None else int(number) for number in numbers)) for rule, *numbers in rows}  # type: ignore[arg-type]


def _hand_over(engine: duckdb.DuckDBPyConnection, name: str, table: pl.LazyFrame | None, folder: Path) -> None:
    """A table of the report as a file that the engine reads by itself, however large it is."""
    columns = _TABLES[name]
    frame = pl.LazyFrame(schema=polars_schema(columns)) if table is None else table
    there = frame.collect_schema().names()
    nothing = [
        pl.lit(None, kind).alias(column) for column, kind in polars_schema(columns).items() if column not in there
    ]
    file = folder / f"{name}.parquet"
    frame.with_columns(nothing).select(*columns).sink_parquet(file)
    engine.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{file.as_posix()}')")  # noqa: S608 - our own file


def _scripts(law: LawByMonth, *, with_payroll: bool) -> Iterator[str]:
    numbers: dict[str, Any] = {
        "duplicate": fault_bit("DATA-DUPLICATE"),
        "implausible": fault_bit("DATA-AMOUNT-IMPLAUSIBLE"),
        "lost": sum(fault_bit(rule) for rule in LOST),
        "piece": law.whole("wage_base.piece_months", law.last) or 1,
        "weather": law.whole("wage_base.weather_months", law.last) or 1,
        "before": "pay" if with_payroll else "line_pay",
        "floor": "true" if law.readings["base_floor"] == "umk" else "false",
        "tolerance": TOLERANCE_PER_WORKER,
        "as_of": f"DATE '{law.as_of.isoformat()}'",
    }
    for name in ("tables", "absent", "firms"):
        yield Template(_sql(name)).substitute(numbers)
    for source, told in (("line", ""), ("absent", "in_report, certain,")):
        names = {**numbers, "source": source, "person": f"person_{source}", "judged": f"judged_{source}", "told": told}
        yield Template(_sql("persons")).substitute(names)
        yield Template(_sql("judged")).substitute(names)
    for name in ("summed", "paid"):
        yield Template(_sql(name)).substitute(numbers)


def _sql(name: str) -> str:
    return resources.files("lindung.compliance.assessment.recount").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _law(law: LawByMonth, tables: Tables) -> dict[str, pl.DataFrame]:
    """The facts of law by month as plain tables; rates are parts of 100,000."""
    months = range(law.first, law.last + 1)
    return {
        "law_month": pl.DataFrame([_month(law, month) for month in months], infer_schema_length=None),
        "law_risk": pl.DataFrame(
            [_risk(law, month, risk) for month in months for risk in RISK_CLASSES], infer_schema_length=None
        ),
        "law_size": pl.DataFrame(
            [{"month": m, "size": s, "needs": _words(law, "programmes.mandatory", m, s)} for m in months for s in SIZES]
        ),
        "law_all_sizes": pl.DataFrame([_all_sizes(law, month) for month in months]),
        "minimum_wage": law.minimum_wages,
        "suspendable": _suspendable(tables, law),
        "lateness": lateness(_payment_days(tables), law),
        "lateness_now": lateness_now(law),
        "deadline": _deadlines(tables, law),
    }


def _month(law: LawByMonth, month: int) -> dict[str, Any]:
    cut = law.value("jkk.discount.sectors", month)
    kind = law.discount_kind(month)
    rates = {name: law.parts(parameter, month) for name, parameter in {
        "jkm_full": "jkm.rate.employer", "jkm_member": "jkm.rate.employer.jkp_member", "from_jkk": "jkp.rate.from_jkk",
        "from_jkm": "jkp.rate.from_jkm", "jht_employer": "jht.rate.employer", "jht_worker": "jht.rate.worker",
        "jp_employer": "jp.rate.employer", "jp_worker": "jp.rate.worker",
    }.items()}  # fmt: skip
    floor = law.value("wage_base.floor", month)
    due = law.due("jkk", month)
    fines = {f"fine_{part}_{fund}": number for fund in FUNDS
             for part, number in zip(("of", "per"), law.fine(fund, month, law.as_of), strict=True)}  # fmt: skip
    return {
        "month": month,
        **rates,
        "jp_ceiling": law.whole("jp.wage_ceiling", month),
        "jkp_ceiling": law.whole("jkp.wage_ceiling", month),
        "cut_kind": kind,
        "cut_jkk": law.parts("jkk.discount.employer", month) or 0,
        "cut_jkm": law.parts("jkm.discount.employer", month) or 0,
        "cut_start": None if cut is None else cut.start,
        "newcomer_months": law.whole("jkk.discount.newcomer_months", month) or 0,
        "cut_sectors": _words(law, "jkk.discount.sectors", month),
        "least_members": law.whole("jkk.discount.min_workers", month) or 0,
        "floor_in_law": floor is not None and floor.amount == "minimum_wage",
        "exempt": _words(law, "minimum_wage.exempt_sizes", month),
        "daily": law.whole("wage_base.daily_multiplier", month),
        "pension_age": law.whole("jp.pension_age", month),
        "casual_needs": _words(law, "programmes.mandatory.construction_casual", month),
        "due_on": None if due is None else due.day,
        "deferred": law.parts("jp.deferral", month) or 0,
        **fines,
    }


def _risk(law: LawByMonth, month: int, risk: str) -> dict[str, Any]:
    return {
        "month": month, "risk_class": risk, "full_rate": law.parts("jkk.rate.employer", month, risk),
        "member_rate": law.parts("jkk.rate.employer.jkp_member", month, risk),
        "from_jkk_cut": law.parts("jkp.rate.from_jkk.discounted", month, risk),
    }  # fmt: skip


def _all_sizes(law: LawByMonth, month: int) -> dict[str, Any]:
    each = [set(_words(law, "programmes.mandatory", month, size)) for size in SIZES]
    return {"month": month, "needs_all": sorted(set.intersection(*each)), "needs_some": sorted(set.union(*each))}


def _words(law: LawByMonth, name: str, month: int, key: str | None = None) -> list[str]:
    value = law.value(name, month, key)
    return list(value.amount) if value is not None and isinstance(value.amount, tuple) else []


def _suspendable(tables: Tables, law: LawByMonth) -> pl.DataFrame:
    days: list[date] = []
    if tables.employers is not None:
        column = tables.employers.select(pl.col("suspension_from").unique().drop_nulls()).collect()["suspension_from"]
        days = [day for day in column if suspendable(day, law)]
    return pl.DataFrame({"day": days}, schema={"day": pl.Date()})


def _payment_days(tables: Tables) -> pl.DataFrame:
    schema = {"month": pl.Int32(), "fund": pl.String(), "paid_on": pl.Date()}
    if tables.payments is None:
        return pl.DataFrame(schema=schema)
    days = tables.payments.select("month", "paid_on").unique().drop_nulls().collect()
    return days.join(pl.DataFrame({"fund": [WHOLE, *FUNDS]}), how="cross").select(*schema)


def _deadlines(tables: Tables, law: LawByMonth) -> pl.DataFrame:
    days: list[date] = []
    if tables.roster is not None:
        days = tables.roster.select(pl.col("changed_on").unique().drop_nulls()).collect()["changed_on"].to_list()
    rows = {"changed_on": days, "due_on": [deadline(day, law) for day in days]}
    return pl.DataFrame(rows, schema={"changed_on": pl.Date(), "due_on": pl.Date()})
