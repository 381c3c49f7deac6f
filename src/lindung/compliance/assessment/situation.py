"""Each line with what its rules ask about: the wage paid by law, the minimum wage, and who is bound by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from lindung.compliance.assessment import by_month
from lindung.compliance.assessment.known_employers import CONSTRUCTION, KnownEmployers
from lindung.compliance.assessment.law_by_month import RISK_UNKNOWN, LawByMonth, law_key
from lindung.compliance.assessment.months import month_number
from lindung.compliance.assessment.payroll import WORKER_MONTH, usable
from lindung.compliance.assessment.piece_work import PIECE, WEATHER
from lindung.compliance.assessment.reasons import CODES
from lindung.compliance.schema import PROGRAMMES, SIZES, fault_bit

KNOWN = 0  # of `paid_unknown`
FREE, BOUND = 0, 1  # of `bound`; other numbers are codes of reasons
KEPT = (
    *("file", "sheet", "row", "employer_id", "worker_id", "month", "faults", "reported_wage", *PROGRAMMES),
    *("region", "paid_wage", "pay_basis", "days", "start_date", "end_date", "birth_date"),
)


@dataclass(frozen=True, repr=False)
class Surroundings:
    """The small or second tables that lines are looked at with; None where there is nothing of the kind.

    `bases` are the pay bases other than monthly that occur at all: what does not occur is not computed.
    `with_allowances`: the payroll has a fixed allowance of somebody; `all_placed`: every line names its region.
    """

    law: LawByMonth
    employers: KnownEmployers
    payroll: pl.LazyFrame | None
    piece_means: pl.LazyFrame | None
    part_months: pl.LazyFrame | None
    cut_months: pl.LazyFrame | None
    bases: frozenset[str]
    with_allowances: bool
    all_placed: bool


def with_pay(lines: pl.LazyFrame, around: Surroundings, more: Sequence[str] = ()) -> pl.LazyFrame:
    """Lines with what payroll and earlier months say of their worker; columns named in `more` are carried along."""
    rows = lines.select(*KEPT, *more)
    for table in (around.payroll, around.piece_means):
        if table is not None:
            rows = rows.join(table, on=list(WORKER_MONTH), how="left")
    return rows


def situations(lines: pl.LazyFrame, around: Surroundings) -> pl.LazyFrame:
    """Lines (`with_pay`) with what the rules ask about; the number of lines never changes.

    Adds `reported`, `wage`, `basis`, `base_paid`, `paid_unknown`, `minimum_wage`, `bound`, `part_month`, `joining`,
    `known_month`, `size`, `risk`, `state_body`, `discounted`, `law_key`. Money is rupiah. `paid_unknown` and `bound`
    are codes (see above).
    """
    doubtful = (pl.col("faults") & fault_bit("DATA-AMOUNT-IMPLAUSIBLE")) != 0  # which of its wages is not told
    rows = lines.with_columns(pl.when(~doubtful).then(name).alias(name) for name in ("reported_wage", "paid_wage"))
    rows = _with_employers(rows, around.employers)
    rows = rows.with_columns(
        reported=usable(pl.col("reported_wage")),
        wage=_wage(around),
        basis=_basis(around),
        days=_days(around),
        region=pl.coalesce("region", "employer_region"),
        known_month=by_month.within(around.law),
    )
    rows = rows.with_columns(minimum_wage=around.law.minimum_wage(pl.col("month"), pl.col("region")))
    rows = _with_part_months(rows, around.part_months)
    base_paid = _base_paid(around, pl.col("wage"), pl.col("basis"), pl.col("days"))
    rows = rows.with_columns(base_paid=base_paid, paid_unknown=_paid_unknown(around), bound=_bound(around))
    rows = _with_cuts(rows, around).with_columns(casual_in_construction=_casual(around))
    return rows.with_columns(law_key(pl.col("month"), pl.col("risk"), pl.col("jkp"), pl.col("discounted")))


def quiet(around: Surroundings) -> pl.Expr:
    """Whether a line (`with_pay`) is in such plain order that no rule can find anything or be in doubt.

    Nothing is wrong in reading it, the wage reported is to the rupiah the base by law of the wage paid and no less than
    the minimum wage, and every programme that any employer may have to join is joined. Most lines are; they need no
    further look, which is why this is asked of columns as they stand in a file.
    """
    return _quiet(around, _minimum_wage(around))


def _quiet(around: Surroundings, minimum: pl.Expr) -> pl.Expr:
    law, reported, wage, basis = around.law, pl.col("reported_wage"), _wage(around), _basis(around)
    base = _base_paid(around, wage, basis, _days(around))
    plain = (pl.col("faults") == 0) & (reported == base) & (wage > 0) & (reported >= minimum)
    if {PIECE, WEATHER} & around.bases:  # their minimum wage is asked of the month's own pay
        plain &= (wage >= minimum) | ~basis.is_in((PIECE, WEATHER)).fill_null(value=False)
    sizes = [law.spans("programmes.mandatory", size) for size in SIZES]
    needed = {word for spans in sizes for span in spans for word in _words(span.value.amount)}
    return (plain & pl.all_horizontal(pl.col(name) for name in sorted(needed))).fill_null(value=False)


def plain_rows(lines: pl.LazyFrame, around: Surroundings) -> pl.LazyFrame:
    """The lines in plain order, with what their sums need: `reported`, `minimum_wage`, `law_key`, flags and keys."""
    rows = lines.with_columns(reported="reported_wage", minimum_wage=_minimum_wage(around))
    rows = rows.filter(_quiet(around, pl.col("minimum_wage")))
    rows = _with_cuts(_with_employers(rows, around.employers), around)
    return rows.with_columns(law_key(pl.col("month"), pl.col("risk"), pl.col("jkp"), pl.col("discounted")))


def once(column: str = "faults") -> pl.Expr:
    """Whether a line is not the repetition of another: a worker's month is judged once."""
    return (pl.col(column) & fault_bit("DATA-DUPLICATE")) == 0


def _with_employers(rows: pl.LazyFrame, employers: KnownEmployers) -> pl.LazyFrame:
    """Adds what is known of each employer; what is known of none is not joined."""
    known = employers.rows.drop("employer_name")
    told = [name for name in known.columns if known[name].null_count() < len(known)]
    nothing = [pl.lit(None, kind).alias(name) for name, kind in known.schema.items() if name not in told]
    if "employer_id" in told:
        rows = rows.join(known.select(told).lazy(), on="employer_id", how="left")
    rows = rows.with_columns(one for one in nothing if one.meta.output_name() != "employer_id")
    return rows.with_columns(pl.col("state_body").fill_null(value=False), pl.col("risk").fill_null(RISK_UNKNOWN))


def _place(around: Surroundings) -> pl.Expr:
    """The line's region, or its employer's."""
    told = around.employers.rows.filter(pl.col("employer_region").is_not_null())
    if around.all_placed or told.is_empty():
        return pl.col("region")

    def of_employers(numbers: pl.Series) -> pl.Series:
        return numbers.replace_strict(
            told["employer_id"], told["employer_region"], default=None, return_dtype=pl.String
        )

    # as a function, for as an expression it would not be taken batch by batch
    of_employer = pl.col("employer_id").map_batches(of_employers, return_dtype=pl.String, is_elementwise=True)
    return pl.coalesce("region", of_employer)


def _minimum_wage(around: Surroundings) -> pl.Expr:
    return around.law.minimum_wage(pl.col("month"), _place(around))


def _wage(around: Surroundings) -> pl.Expr:
    """The wage paid: as the payroll has it, else as the report itself states it."""
    stated = usable(pl.col("paid_wage"))
    if around.payroll is None:
        return stated
    return pl.when(pl.col("on_payroll").is_null()).then(stated).otherwise("payroll_wage")


def _basis(around: Surroundings) -> pl.Expr:
    return pl.col("pay_basis") if around.payroll is None else pl.coalesce("payroll_basis", "pay_basis")


def _days(around: Surroundings) -> pl.Expr:
    return pl.col("days") if around.payroll is None else pl.coalesce("payroll_days", "days")


def _with_part_months(rows: pl.LazyFrame, part_months: pl.LazyFrame | None) -> pl.LazyFrame:
    month = pl.col("month")
    joining = (month_number(pl.col("start_date")) == month).fill_null(value=False)
    leaving = (month_number(pl.col("end_date")) == month).fill_null(value=False)
    if part_months is None:
        return rows.with_columns(joining=joining, part_month=joining | leaving)
    rows = rows.join(part_months, on=list(WORKER_MONTH), how="left")
    told = {name: pl.col(f"roster_{name}").fill_null(value=False) for name in ("joining", "leaving")}
    return rows.with_columns(
        joining=joining | told["joining"], part_month=joining | leaving | told["joining"] | told["leaving"]
    )


def _base_paid(around: Surroundings, wage: pl.Expr, basis: pl.Expr, days: pl.Expr) -> pl.Expr:
    """The month's base by law from the wage paid: daily pay x 25, piece pay as the mean of months before."""
    base = wage
    if "daily" in around.bases:
        times = _span_number(around.law, "wage_base.daily_multiplier")
        hundredths = (days * 100).round().cast(pl.Int64)
        by_day = (wage * times * 200 + hundredths) // (2 * hundredths)
        base = pl.when(basis == "daily").then(pl.when(hundredths > 0).then(by_day)).otherwise(base)
    for name, mean in ((PIECE, "piece_mean"), (WEATHER, "weather_mean")):
        if name in around.bases:
            base = pl.when(basis == name).then(pl.col(mean)).otherwise(base)
    return base


def _paid_unknown(around: Surroundings) -> pl.Expr:
    """Why the base paid is not known, as a code; `KNOWN` where it is."""
    code = pl.lit(KNOWN, pl.UInt8)
    basis, wage = pl.col("basis"), pl.col("wage")
    if {PIECE, WEATHER} & around.bases:
        mean = pl.when(basis == PIECE).then("piece_mean").otherwise("weather_mean")
        by_piece = basis.is_in((PIECE, WEATHER)).fill_null(value=False)
        code = pl.when(by_piece & mean.is_null()).then(_code("no_history")).otherwise(code)
    else:
        by_piece = pl.lit(value=False)
    if "daily" in around.bases:
        without_days = (basis == "daily") & ~((pl.col("days") * 100).round() > 0).fill_null(value=False)
        code = pl.when(without_days).then(_code("no_days")).otherwise(code)
    code = pl.when((wage == 0) & ~by_piece).then(_code("zero_pay")).otherwise(code)
    missing = _code("no_paid_wage")
    if around.payroll is not None:
        missing = pl.when("allowance_unknown").then(_code("allowance_unknown")).otherwise(missing)
    return pl.when(wage.is_null() & ~by_piece).then(missing).otherwise(code)


def _bound(around: Surroundings) -> pl.Expr:
    """Whether the employer must pay the minimum wage to this worker in this month."""
    law = around.law
    size = pl.col("size")
    exempt_sizes = law.spans("minimum_wage.exempt_sizes")
    exempt = [
        by_month.where(exempt_sizes, _holds(word), law) & (size == place)
        for place, word in enumerate(SIZES)
        if any(word in _words(span.value.amount) for span in exempt_sizes)
    ]
    some_exempt = by_month.where(exempt_sizes, lambda amount: bool(_words(amount)), law)
    bound = pl.when(size.is_null() & some_exempt).then(_code("size_unknown")).otherwise(pl.lit(BOUND, pl.UInt8))
    free = pl.col("part_month") | pl.any_horizontal(exempt).fill_null(value=False)
    if around.employers.any_state_body:
        free |= pl.col("state_body")
    if around.employers.any_suspension:
        month = pl.col("month")
        unclear = month.is_between("unclear_from", "unclear_until").fill_null(value=False)
        bound = pl.when(unclear).then(_code("suspension_unclear")).otherwise(bound)
        free |= month.is_between("suspended_from", "suspended_until").fill_null(value=False)
    return pl.when(free).then(pl.lit(FREE, pl.UInt8)).otherwise(bound)


def _with_cuts(rows: pl.LazyFrame, around: Surroundings) -> pl.LazyFrame:
    """Whether a cut of JKK reaches the employer that month: the relief of 2020, or labour-intensive industry."""
    law = around.law
    of_all = by_month.where(law.spans("jkk.discount.sectors"), lambda amount: amount == ("any",), law)
    discounted = of_all & (pl.col("month") >= pl.col("relief_from").fill_null(0))
    if around.cut_months is None:
        return rows.with_columns(discounted=discounted)
    rows = rows.join(around.cut_months, on=["employer_id", "month"], how="left")
    return rows.with_columns(discounted=discounted | pl.col("cut").fill_null(value=False))


def _casual(around: Surroundings) -> pl.Expr:
    """Whether the worker is a casual one, by day or piece, of a construction business."""
    if not around.employers.of_sectors((CONSTRUCTION,)):
        return pl.lit(value=False)
    casual = pl.col("basis").is_in(("daily", PIECE, WEATHER)) & (pl.col("sector") == CONSTRUCTION)
    return casual.fill_null(value=False)


def _span_number(law: LawByMonth, name: str) -> pl.Expr:
    spans = law.spans(name)
    only = {span.value.amount for span in spans}
    if len(only) == 1 and isinstance(amount := next(iter(only)), int):
        return pl.lit(amount, pl.Int64)
    return by_month.number(spans).cast(pl.Int64)


def _words(amount: object) -> tuple[str, ...]:
    return amount if isinstance(amount, tuple) else ()


def _code(reason: str) -> pl.Expr:
    return pl.lit(CODES[reason], pl.UInt8)


def _holds(word: str) -> Callable[[object], bool]:
    """Whether a set of words has this one."""
    return lambda amount: word in _words(amount)
