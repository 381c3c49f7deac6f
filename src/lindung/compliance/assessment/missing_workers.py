"""Workers who were employed by the payroll or the roster but are not in the report: PDS-TK, and PWBD where none is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from lindung.compliance.assessment.inputs import Intake
from lindung.compliance.assessment.months import month_number
from lindung.compliance.assessment.payroll import WORKER_MONTH
from lindung.compliance.assessment.reasons import CODES, HIT
from lindung.compliance.assessment.situation import KEPT, Surroundings, situations, with_pay
from lindung.compliance.schema import LINE_COLUMNS, PROGRAMMES, fault_bit, polars_schema

WORKER: Final = ["employer_id", "worker_id"]
EMPLOYER_MONTH: Final = ["employer_id", "month"]
LOST: Final = ("DATA-NIK-MISSING", "DATA-NIK-FORMAT", "DATA-NIK-ROUNDED")  # whose line this is cannot be read


@dataclass(frozen=True, repr=False)
class AskedMonths:
    """The months in which each employer's workers are looked for.

    `asked` has `employer_id`, `month`, `in_report`: the months reported of employers in the report; of others the
    months of their payroll, or all months of the report where they have none. `unreported` are months that the report
    has for others, and the payroll of this employer has too, but of which this employer reported nothing. `paid` are
    the months of each employer's payroll. `lost` has `employer_id`, `month` and `plain_name` of lines whose NIK cannot
    be read: they may be anybody's.
    """

    asked: pl.DataFrame
    unreported: pl.DataFrame
    paid: pl.DataFrame
    lost: pl.LazyFrame


def asked_months(reported: pl.DataFrame, intake: Intake) -> AskedMonths:
    """The months to look at, from `reported` (`employer_id`, `month` of lines) and who is on payroll and roster."""
    reported = reported.select(EMPLOYER_MONTH).drop_nulls()
    all_months = reported.select("month").unique()
    paid = reported.clear() if intake.paid is None else _pairs(intake.paid)
    missing_months = paid.join(reported, on=EMPLOYER_MONTH, how="anti").join(all_months, on="month", how="semi")
    known = missing_months.join(reported, on="employer_id", how="semi")
    unknown = missing_months.join(reported, on="employer_id", how="anti")
    if intake.roster is not None:
        others = intake.roster.select("employer_id").unique().collect(engine="streaming").drop_nulls()
        others = others.join(reported, on="employer_id", how="anti").join(paid, on="employer_id", how="anti")
        unknown = pl.concat([unknown, others.join(all_months, how="cross").select(EMPLOYER_MONTH)])
    asked = pl.concat([
        reported.with_columns(in_report=pl.lit(value=True)), unknown.with_columns(in_report=pl.lit(value=False))
    ])  # fmt: skip
    bits = sum(fault_bit(rule) for rule in LOST)
    lost = intake.lines.filter((pl.col("faults") & bits) != 0).select(*EMPLOYER_MONTH, plain_name=_plain_name("name"))
    return AskedMonths(asked.sort(EMPLOYER_MONTH), known.sort(EMPLOYER_MONTH), paid, lost)


def missing_workers(
    intake: Intake, around: Surroundings, months: AskedMonths, keep: Callable[[pl.LazyFrame], pl.LazyFrame]
) -> pl.LazyFrame | None:
    """The workers missing from the report as lines without row, enrolled in nothing, with their situation.

    `keep` works rows out and holds them, on disk or in memory: who is absent is asked several times. None without
    payroll and roster. `out_missing` is `HIT` or why that cannot be told; `in_report` whether the employer reports
    anyone; `in_roster` whether the roster knows the worker. What their programmes come to is in `left_out_*`, null
    where the wage is not known. Months of joining and leaving are not asked.
    """
    expected = _expected(intake, months)
    if expected is None:
        return None
    absent = keep(expected)
    absent = _found_by_name(absent, months.lost, intake.roster)
    if intake.paid is not None:
        absent = _perhaps_joined(absent, intake.paid, months.paid)
    if around.employers.any_state_body:
        states = around.employers.rows.filter("state_body").select("employer_id")
        absent = absent.join(states.lazy(), on="employer_id", how="anti")
    told = ["in_report", "in_roster", "out_missing"]
    return situations(with_pay(absent.with_columns(_empty_line()), around, told), around)


def _pairs(table: pl.LazyFrame) -> pl.DataFrame:
    return table.select(EMPLOYER_MONTH).unique().collect(engine="streaming").drop_nulls()


def _expected(intake: Intake, months: AskedMonths) -> pl.LazyFrame | None:
    """Who was employed in the months asked and has no line.

    Columns `employer_id`, `worker_id`, `month`, `in_roster`, `in_report`, `doubt`: `doubt` is the code of a reason
    why that is not certain, 0 where it is.
    """
    asked, keys = months.asked.lazy(), list(WORKER_MONTH)
    reported = intake.lines.select(keys)
    columns = [*keys, "in_roster", "in_report", "doubt"]
    roster = None if intake.roster is None else intake.roster.filter(pl.col("worker_id").is_not_null())
    certain = None if roster is None else _by_roster(roster, asked, reported)
    on_payroll = None if intake.paid is None else _by_payroll(intake.paid, asked, reported)
    if on_payroll is not None and roster is not None and certain is not None:
        told = roster.filter(pl.col("start_date").is_not_null()).select(WORKER).unique()
        contradicted = told.with_columns(doubt=pl.lit(CODES["roster_contradicts"], pl.UInt8))
        on_payroll = on_payroll.join(part_months(roster), on=keys, how="anti").join(certain, on=keys, how="anti")
        on_payroll = on_payroll.drop("doubt").join(contradicted, on=WORKER, how="left")
        on_payroll = on_payroll.with_columns(pl.col("doubt").fill_null(0))
    found = [frame.select(columns) for frame in (certain, on_payroll) if frame is not None]
    if roster is not None:
        undated = _undated(roster, asked, reported)
        known = pl.concat(found).select(keys)
        found.append(undated.join(known, on=keys, how="anti").select(columns))
    return pl.concat(found) if found else None


def _by_payroll(paid: pl.LazyFrame, asked: pl.LazyFrame, reported: pl.LazyFrame) -> pl.LazyFrame:
    rows = paid.select(WORKER_MONTH).filter(pl.col("worker_id").is_not_null())
    absent = rows.join(reported, on=list(WORKER_MONTH), how="anti").unique()
    return absent.join(asked, on=EMPLOYER_MONTH).with_columns(in_roster=pl.lit(value=False), doubt=pl.lit(0, pl.UInt8))


def _undated(roster: pl.LazyFrame, asked: pl.LazyFrame, reported: pl.LazyFrame) -> pl.LazyFrame:
    """Workers whose start the roster does not give, in every month asked of their employer."""
    rows = roster.filter(pl.col("start_date").is_null()).select(WORKER).join(asked, on="employer_id")
    return _once_a_month(rows, reported, CODES["no_start_date"])


def _by_roster(roster: pl.LazyFrame, asked: pl.LazyFrame, reported: pl.LazyFrame) -> pl.LazyFrame:
    first, last = month_number(pl.col("start_date")), month_number(pl.col("end_date"))
    spells = roster.filter(pl.col("start_date").is_not_null()).select(*WORKER, first=first, last=last)
    employed = (pl.col("month") > pl.col("first")) & (pl.col("month") < pl.col("last")).fill_null(value=True)
    return _once_a_month(spells.join(asked, on="employer_id").filter(employed), reported, 0)


def _once_a_month(rows: pl.LazyFrame, reported: pl.LazyFrame, doubt: int) -> pl.LazyFrame:
    return (
        rows.join(reported, on=list(WORKER_MONTH), how="anti")
        .group_by(WORKER_MONTH)
        .agg(pl.col("in_report").first())
        .with_columns(in_roster=pl.lit(value=True), doubt=pl.lit(doubt, pl.UInt8))
    )


def part_months(roster: pl.LazyFrame) -> pl.LazyFrame:
    """The months of joining and leaving by the roster: `roster_joining`, `roster_leaving` by worker and month."""
    joining = roster.filter(pl.col("start_date").is_not_null()).select(
        *WORKER,
        month=month_number(pl.col("start_date")),
        roster_joining=pl.lit(value=True),
        roster_leaving=pl.lit(value=False),
    )
    leaving = roster.filter(pl.col("end_date").is_not_null()).select(
        *WORKER,
        month=month_number(pl.col("end_date")),
        roster_joining=pl.lit(value=False),
        roster_leaving=pl.lit(value=True),
    )
    return pl.concat([joining, leaving]).group_by(WORKER_MONTH).agg(
        pl.col("roster_joining").any(), pl.col("roster_leaving").any()
    )  # fmt: skip


def _found_by_name(absent: pl.LazyFrame, lost: pl.LazyFrame, roster: pl.LazyFrame | None) -> pl.LazyFrame:
    """Drops those of whose names in the roster one stands on a line whose NIK was lost.

    Unsure where such a line has no name, or the roster none for them.
    """
    nameless = lost.group_by(EMPLOYER_MONTH).agg(lost_nameless=pl.col("plain_name").is_null().any())
    absent = absent.join(nameless, on=EMPLOYER_MONTH, how="left")
    if roster is None:
        absent = absent.with_columns(named=pl.lit(None, pl.Boolean))
    else:
        names = roster.select(*WORKER, plain_name=_plain_name("name")).drop_nulls().unique()
        found = names.join(lost.drop_nulls().unique(), on=["employer_id", "plain_name"]).select(WORKER_MONTH).unique()
        named = names.select(WORKER).unique().with_columns(named=pl.lit(value=True))
        absent = absent.join(found, on=list(WORKER_MONTH), how="anti").join(named, on=WORKER, how="left")
    unsure = pl.col("lost_nameless") | (pl.col("lost_nameless").is_not_null() & pl.col("named").is_null())
    return absent.with_columns(
        out_missing=pl.when(unsure.fill_null(value=False))
        .then(pl.lit(CODES["identity_unsure"], pl.UInt8))
        .when(pl.col("doubt") > 0)
        .then("doubt")
        .otherwise(pl.lit(HIT, pl.UInt8))
    )


def _perhaps_joined(absent: pl.LazyFrame, paid: pl.LazyFrame, months: pl.DataFrame) -> pl.LazyFrame:
    """Unsure where only the payroll knows a worker, and it did not the month before though it has that month."""
    keys, following = list(WORKER_MONTH), pl.col("month") + 1
    before = paid.select(*WORKER, month=following).join(absent, on=keys, how="semi").unique()
    before = before.with_columns(paid_before=pl.lit(value=True))
    covered = months.lazy().select("employer_id", month=following, covered=pl.lit(value=True))
    absent = absent.join(before, on=keys, how="left").join(covered, on=EMPLOYER_MONTH, how="left")
    new = (
        (pl.col("out_missing") == HIT)
        & ~pl.col("in_roster")
        & pl.col("covered").fill_null(value=False)
        & pl.col("paid_before").is_null()
    )
    code = pl.when(new).then(pl.lit(CODES["perhaps_joined"], pl.UInt8)).otherwise("out_missing")
    return absent.with_columns(out_missing=code)


def _plain_name(column: str) -> pl.Expr:
    name = pl.col(column).str.to_uppercase().str.strip_chars().str.replace_all(r"\s+", " ")
    return pl.when(name != "").then(name)


def _empty_line() -> list[pl.Expr]:
    """The columns of a line that a worker who has none would have: no wage reported, enrolled in nothing."""
    schema = polars_schema(LINE_COLUMNS)
    given = {*WORKER_MONTH, *PROGRAMMES, "faults"}
    nothing = [pl.lit(None, schema[name]).alias(name) for name in KEPT if name not in given]
    flags = [pl.lit(value=False).alias(name) for name in PROGRAMMES]
    return [*nothing, *flags, pl.lit(0, pl.UInt32).alias("faults")]
