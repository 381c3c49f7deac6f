"""Contributions paid against what the report itself comes to: arrears, late payment and the fine (PMI)."""

from datetime import date
from typing import Final

import polars as pl

from lindung.compliance.assessment.due_days import FUNDS
from lindung.compliance.assessment.known_employers import KnownEmployers
from lindung.compliance.assessment.law_by_month import RATES, LawByMonth
from lindung.compliance.assessment.money import FUND_OF, PROGRAMME_OF
from lindung.compliance.assessment.payroll import usable
from lindung.compliance.assessment.reasons import CODES, HIT, NONE
from lindung.compliance.schema import PROGRAMMES
from lindung.law.literals import PER

TOLERANCE_PER_WORKER: Final = len(PROGRAMMES)  # rupiah: each programme of a worker may be rounded otherwise by Rp1
KEYS: Final = ["employer_id", "month"]
WHOLE: Final = "whole"  # payments not split by programme are held against the sum, by the rules of JKK


def arrears(
    months: pl.DataFrame, payments: pl.LazyFrame | None, employers: KnownEmployers, law: LawByMonth
) -> pl.DataFrame:
    """Arrears and late payments, one row an employer and month reported.

    Columns: `outcome` (`HIT`, `NONE` or the code of a reason), `amount` due by the report, `due_on`,
    `shortfall_total` unpaid (and by programme where nothing was paid), `late_amount`, `late_fine`. State bodies
    and months not yet due are left out. `months` are `LineTotals.months`. Of JP only the part that the relief of 2020
    left payable each month is asked; the rest was deferred to April 2022.
    """
    states = employers.rows.filter("state_body").select("employer_id")
    rows = months.filter(pl.col("month").is_between(law.first, law.last)).join(states, on="employer_id", how="anti")
    rows = rows.join(_due_days(law), on="month").filter(pl.col("due_on") < law.as_of)
    rows = _expected(rows, employers, law)
    if payments is None:
        return rows.select(*KEYS, _code("no_payments").alias("outcome"), "amount", "due_on")
    paid, unreadable = _read(payments, law.as_of)
    allocated = _allocated(rows, paid, law)
    first, last = paid["month"].min(), paid["month"].max()
    outside = ~pl.col("month").is_between(first, last).fill_null(value=False)
    found = rows.join(allocated, on=KEYS, how="left").join(unreadable, on=KEYS, how="left")
    tolerance = TOLERANCE_PER_WORKER * pl.col("lines")
    short = pl.col("unpaid") - pl.col("doubtful") > tolerance
    late = pl.col("late_amount") > tolerance
    unread = pl.col("unread").fill_null(value=False)
    outcome = (
        pl.when(outside).then(_code("payment_outside"))
        .when(short & unread).then(_code("payment_unreadable"))
        .when(short | late).then(pl.lit(HIT, pl.UInt8))
        .when(unread).then(_code("payment_unreadable"))
        .when(pl.col("unpaid") > tolerance).then(_code("discount_unknown"))
        .when(pl.col("late_jp") > tolerance).then(_code("jp_holiday"))
        .when(pl.col("unreckoned") > 0).then(_code("report_incomplete"))
        .otherwise(pl.lit(NONE, pl.UInt8))
    )  # fmt: skip
    nothing = pl.col("unpaid") == pl.col("amount")
    hit = pl.col("outcome") == HIT
    asked = [pl.when(hit & short & nothing).then(f"asked_{rate}").alias(f"shortfall_{rate}") for rate in RATES]
    return found.with_columns(outcome=outcome).select(
        *KEYS, "outcome", "amount", "due_on", *asked,
        late_amount=pl.when(hit).then("late_amount"),
        late_fine=pl.when(hit).then(pl.col("fine_of_late") + pl.when(short).then("fine_running").otherwise(0)),
        shortfall_total=pl.when(hit).then(pl.when(short).then("unpaid").otherwise(0)),
    )  # fmt: skip


def _due_days(law: LawByMonth) -> pl.DataFrame:
    dues = [(month, law.due("jkk", month)) for month in range(law.first, law.last + 1)]
    rows = [(month, due.day) for month, due in dues if due is not None]
    return pl.DataFrame(rows, schema={"month": pl.Int32(), "due_on": pl.Date()}, orient="row")


def _expected(rows: pl.DataFrame, employers: KnownEmployers, law: LawByMonth) -> pl.DataFrame:
    """Adds what each month comes to: `asked_*` by programme and share, `expected_*` by fund, `amount` in all.

    `doubtful` is what a cut that hangs on the unknown sector would lawfully leave out.
    """
    deferred = pl.lit(0)
    for span in law.spans("jp.deferral"):
        share = law.parts("jp.deferral", span.first) or 0
        deferred = pl.when(pl.col("month").is_between(span.first, span.last)).then(share).otherwise(deferred)
    asked = {rate: pl.col(f"joined_{rate}") for rate in RATES}
    for rate in ("jp_employer", "jp_worker"):
        asked[rate] = pl.col(f"joined_{rate}") - pl.col(f"joined_{rate}") * deferred // PER
    rows = rows.with_columns(amount.alias(f"asked_{rate}") for rate, amount in asked.items())
    of_fund = {
        fund: pl.sum_horizontal(f"asked_{rate}" for rate in RATES if FUND_OF[PROGRAMME_OF[rate]] == fund)
        for fund in FUNDS
    }
    rows = rows.with_columns(amount.alias(f"expected_{fund}") for fund, amount in of_fund.items())
    rows = rows.join(employers.rows.select("employer_id", "sector"), on="employer_id", how="left")
    cut, least = pl.lit(0), pl.lit(0)
    for span in law.spans("jkk.discount.sectors"):
        if law.discount_kind(span.first) == "sectors":
            inside = pl.col("month").is_between(span.first, span.last)
            cut = pl.when(inside).then(law.parts("jkk.discount.employer", span.first) or 0).otherwise(cut)
            least = pl.when(inside).then(law.whole("jkk.discount.min_workers", span.first) or 0).otherwise(least)
    perhaps = pl.col("sector").is_null() & (pl.col("workers") >= least)
    doubtful = (pl.col("asked_jkk") + pl.col("asked_jkp")) * cut // PER
    return rows.with_columns(
        amount=pl.sum_horizontal(f"expected_{fund}" for fund in FUNDS),
        doubtful=pl.when(perhaps).then(doubtful).otherwise(0),
        **{f"expected_{WHOLE}": pl.sum_horizontal(f"expected_{fund}" for fund in FUNDS)},
    )


def _read(payments: pl.LazyFrame, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Payments up to `as_of` as `employer_id`, `month`, `fund`, `paid_on`, `paid`; and the months with unread ones.

    A month is split by fund where all its payments name programmes; JKP is part of the fund of JKK.
    """
    names = [f"amount_{programme}" for programme in PROGRAMMES]
    rows = payments.with_columns(usable(pl.col(name)) for name in ("amount", *names)).collect()
    rows = rows.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in KEYS))
    named = pl.any_horizontal(pl.col(name).is_not_null() for name in names)
    whole = pl.coalesce("amount", pl.when(named).then(pl.sum_horizontal(names)))
    rows = rows.with_columns(split=named.all().over(KEYS), whole=whole)
    unread = rows.group_by(KEYS).agg(unread=(pl.col("whole").is_null() | pl.col("paid_on").is_null()).any())
    rows = rows.filter(pl.col("whole").is_not_null() & (pl.col("paid_on").is_null() | (pl.col("paid_on") <= as_of)))
    undivided = rows.filter(~pl.col("split")).select(*KEYS, "paid_on", fund=pl.lit(WHOLE), paid="whole")
    divided = [
        rows.filter("split").select(
            *KEYS, "paid_on", fund=pl.lit(fund), paid=pl.sum_horizontal(f"amount_{name}" for name in programmes)
        )
        for fund, programmes in FUNDS.items()
    ]
    return pl.concat([undivided, *divided]), unread


def _allocated(rows: pl.DataFrame, paid: pl.DataFrame, law: LawByMonth) -> pl.DataFrame:
    """By employer and month: `unpaid`, `late_amount`, `late_jp`, `fine_of_late` and `fine_running` (on what is unpaid).

    The earliest payment counts first.
    """
    split = paid.filter(pl.col("fund") != WHOLE).select(KEYS).unique().with_columns(split=pl.lit(value=True))
    wide = rows.join(split, on=KEYS, how="left").with_columns(pl.col("split").fill_null(value=False))
    expected = pl.concat(
        wide.filter(pl.col("split") == (fund != WHOLE)).select(*KEYS, fund=pl.lit(fund), expected=f"expected_{fund}")
        for fund in (WHOLE, *FUNDS)
    )
    keys = [*KEYS, "fund"]
    each = expected.join(paid, on=keys, how="left").with_columns(pl.col("paid").fill_null(0)).sort(
        *keys, "paid_on", nulls_last=False
    )  # fmt: skip
    before = (pl.col("paid").cum_sum() - pl.col("paid")).over(keys)
    room = (pl.col("expected") - before).clip(0)
    each = each.with_columns(counted=pl.min_horizontal("paid", room)).join(
        lateness(each, law), on=["month", "fund", "paid_on"], how="left", nulls_equal=True
    )
    late = pl.when("is_late").then("counted").otherwise(0)
    by_law = (2 * late * pl.col("fine_of") + pl.col("fine_per")) // (2 * pl.col("fine_per"))
    funds = each.group_by(keys).agg(
        pl.col("expected").first(), counted=pl.col("counted").sum(), late=late.sum(), fine=by_law.sum(),
        late_jp=pl.when("late_but_for_holiday").then("counted").otherwise(0).sum(),
    )  # fmt: skip
    funds = funds.with_columns(unpaid=pl.col("expected") - pl.col("counted"))
    funds = funds.join(lateness_now(law), on=["month", "fund"])
    running = (2 * pl.col("unpaid") * pl.col("now_of") + pl.col("now_per")) // (2 * pl.col("now_per"))
    return funds.group_by(KEYS).agg(
        pl.col("unpaid").sum(), pl.col("late_jp").sum(), late_amount=pl.col("late").sum(),
        fine_of_late=pl.col("fine").sum(), fine_running=running.sum(),
    )  # fmt: skip


def lateness(each: pl.DataFrame, law: LawByMonth) -> pl.DataFrame:
    """For each month, fund and day of payment: whether that is late, and the fine on one rupiah.

    JP has no rule for holidays (PP 45/2015 Article 30(3)), the BPJS handbook has one for all: paid in between is told
    apart and not called late.
    """
    rows = []
    for month, fund, paid_on in each.select("month", "fund", "paid_on").unique().iter_rows():
        general = law.due("jkk", month)
        own = law.due("jkk" if fund == WHOLE else fund, month)
        if general is None or own is None or paid_on is None:
            rows.append((month, fund, paid_on, False, False, 0, 1))
            continue
        late = paid_on > max(own.day, general.day)
        of, per = law.fine(own.fund, month, paid_on) if late else (0, 1)
        rows.append((month, fund, paid_on, late, own.day < paid_on <= general.day, of, per))
    schema = {
        "month": pl.Int32(), "fund": pl.String(), "paid_on": pl.Date(), "is_late": pl.Boolean(),
        "late_but_for_holiday": pl.Boolean(), "fine_of": pl.Int64(), "fine_per": pl.Int64(),
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def lateness_now(law: LawByMonth) -> pl.DataFrame:
    """For each month and fund: the fine on one rupiah still unpaid."""
    rows = [
        (month, fund, *law.fine("jkk" if fund == WHOLE else fund, month, law.as_of))
        for month in range(law.first, law.last + 1)
        for fund in (WHOLE, *FUNDS)
    ]
    schema = {"month": pl.Int32(), "fund": pl.String(), "now_of": pl.Int64(), "now_per": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _code(reason: str) -> pl.Expr:
    return pl.lit(CODES[reason], pl.UInt8)
