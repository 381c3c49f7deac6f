"""The tables of one part of a sample: wage report, payroll, employers, roster, payments, and the truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from lindung.compliance.sample.cases import FAULTS, LOOKALIKES, VIOLATIONS
from lindung.compliance.sample.leads import RULES as LEAD_RULES
from lindung.compliance.sample.money import payments
from lindung.compliance.sample.months import worker_months
from lindung.compliance.sample.world import MONTHS_A_YEAR, PAYING_BADLY, Worker, worker_rows, workers
from lindung.law.corpus import Corpus

if TYPE_CHECKING:
    import polars as pl

_NAMES: Final = ("Maju", "Sentosa", "Makmur", "Sejahtera", "Abadi", "Lestari", "Mandiri", "Bersama", "Utama", "Sinar")
_FAILING: Final = (4, 6)  # months of the year in which an employer that pays badly does so
_CASES: Final = {case.name: case for case in (*VIOLATIONS, *LOOKALIKES, *FAULTS)}


@dataclass(frozen=True, slots=True)
class Tables:
    """One part of a sample. `report` has the standard columns; its texts stand beside the typed values as `text_*`."""

    report: "pl.DataFrame"
    payroll: "pl.DataFrame"
    employers: "pl.DataFrame"
    roster: "pl.DataFrame"
    payments: "pl.DataFrame"
    truth: "pl.DataFrame"


def tables(part: int, rows: int, seed: int, corpus: Corpus, *, typed: bool) -> Tables:
    """Part `part` of a sample: a report of exactly `rows` lines, and what belongs to it."""
    made = workers(part, rows, seed, typed=typed)
    months = worker_months(worker_rows(made, corpus), corpus)
    report = _report(months)
    return Tables(
        report, _payroll(months), _employers(made), _roster(months),
        _payments(report, made, corpus), _truth(months, made),
    )  # fmt: skip


def _report(months: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    shown = months.filter(pl.col("registered") & ~pl.col("absent_report"))
    again = shown.filter(pl.col("active") & pl.col("twice"))
    declared = pl.when(pl.col("text_reported").is_null()).then(pl.col("reported")).otherwise(pl.col("wage"))
    return pl.concat([shown, again]).with_columns(declared=declared).sort("employer_id", "month", "number")


def _payroll(months: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    return (
        months.filter(~pl.col("absent_payroll"))
        .sort("employer_id", "month", "number")
        .select(
            "employer_id", "worker_id", month=month_text(pl.col("month")), basic_wage="basic", fixed_allowances="fixed",
            variable_pay="variable", paid_wage="paid_wage", pay_basis="pay_basis", days="days",
        )
    )  # fmt: skip


def _employers(made: Sequence[Worker]) -> "pl.DataFrame":
    import polars as pl

    from lindung.compliance.schema import EMPLOYER_COLUMNS, polars_schema

    firms = {worker.employer_id: worker.firm for worker in made}
    listed = [
        {
            "employer_id": npp, "name": _name(place), "size": firm.size, "risk_class": firm.risk_class,
            "region": firm.region, "registered_on": date(2016, 1 + place % 12, 15) if firm.registered else None,
            "suspension_from": firm.suspended[0] if firm.suspended else None,
            "suspension_until": firm.suspended[1] if firm.suspended else None, "state_body": firm.state_body,
            "sector": firm.sector,
        }
        for place, (npp, firm) in enumerate(sorted(firms.items()))
        if firm.listed
    ]  # fmt: skip
    return pl.DataFrame(listed, schema=polars_schema(EMPLOYER_COLUMNS))


def _name(place: int) -> str:
    first, second = _NAMES[place % len(_NAMES)], _NAMES[(place // len(_NAMES) + 3) % len(_NAMES)]
    return f"{'PT' if place % 3 else 'CV'} {first} {second} {place + 1}"


def _roster(months: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    return (
        months.filter(~pl.col("absent_roster"))
        .unique(["employer_id", "number"], keep="first", maintain_order=True)
        .sort("employer_id", "number")
        .select("employer_id", "worker_id", "name", "start_date", "end_date", "reported_on", "changed_on")
    )


def _payments(report: "pl.DataFrame", made: Sequence[Worker], corpus: Corpus) -> "pl.DataFrame":
    import polars as pl

    behaviour = {w.employer_id: w.kind for w in made if w.kind in PAYING_BADLY}
    paid = payments(report, corpus, behaviour)
    return paid.select("employer_id", month_text(pl.col("month")), "paid_on", "amount")


def _truth(months: "pl.DataFrame", made: Sequence[Worker]) -> "pl.DataFrame":
    """`case`, `rule`, `expected` (a status, or `none`), `employer_id`, `worker_id` (as it stands), `month`."""
    import polars as pl

    order = ["case", "rule", "expected", "employer_id", "worker_id", "month"]
    expected = [
        {"case": name, "rule": rule, "expected": status}
        for name, case in _CASES.items()
        for rule, status in case.expects.items()
    ]
    stands = pl.when(pl.col("text_nik") == "").then(None).otherwise(pl.coalesce("text_nik", "worker_id"))
    seeded = months.filter("active").select(
        "case", "employer_id", worker_id=stands, month=pl.coalesce("text_month", month_text(pl.col("month")))
    )
    of_workers = seeded.join(pl.DataFrame(expected), on="case").select(order)
    of_employers = [
        {"case": f"employer-{kind}", "rule": rule, "expected": status, "employer_id": npp, "worker_id": None,
         "month": f"{month // MONTHS_A_YEAR}-{month % MONTHS_A_YEAR + 1:02}"}
        for (npp, kind), months_of in sorted(_months_of_employers(made).items())
        for month in sorted(months_of)
        for rule, status in _expected_of(kind, month, last=month == max(months_of))
    ]  # fmt: skip
    truth = pl.concat([of_workers, pl.DataFrame(of_employers, schema=of_workers.schema)])
    return truth.sort("case", "rule", "employer_id", "worker_id", "month")


def _months_of_employers(made: Sequence[Worker]) -> dict[tuple[str, str], set[int]]:
    """The months of each employer, by its number and kind."""
    months: dict[tuple[str, str], set[int]] = {}
    for worker in made:
        months.setdefault((worker.employer_id, worker.kind), set()).update(range(worker.first, worker.last + 1))
    return months


def _expected_of(kind: str, month: int, *, last: bool) -> list[tuple[str, str]]:
    """What is to be found of an employer in a month. A lead is told of the last month that shows it."""
    if kind in LEAD_RULES:
        return [(LEAD_RULES[kind], "lead")] if last else []
    if kind == "unregistered":
        return [("PWBD", "breach")]
    if kind == "paid_after_holiday":
        return [("PMI", "none")]
    if kind in PAYING_BADLY:
        failing = _FAILING[0] <= month % MONTHS_A_YEAR + 1 <= _FAILING[1]
        return [("PMI", "breach" if failing else "none")]
    return []


def month_text(month: "pl.Expr") -> "pl.Expr":
    """Months as `2025-03`."""
    import polars as pl

    year = (month // MONTHS_A_YEAR).cast(pl.String)
    return pl.concat_str(year, pl.lit("-"), (month % MONTHS_A_YEAR + 1).cast(pl.String).str.zfill(2)).alias("month")
