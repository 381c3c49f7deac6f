"""Puts together what the lines of a report are looked at with."""

from dataclasses import replace
from typing import Final

import polars as pl

from lindung.compliance.assessment.inputs import Intake
from lindung.compliance.assessment.known_employers import KnownEmployers, known_employers
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.missing_workers import part_months
from lindung.compliance.assessment.payroll import WORKER_MONTH, any_allowances, counted
from lindung.compliance.assessment.piece_work import (
    PIECE,
    WEATHER,
    PieceMonths,
    earlier_pay,
    of_piece_workers,
    pay_of_lines,
)
from lindung.compliance.assessment.situation import Surroundings

HELD_UP_TO: Final = 2_000_000  # rows of a second table that are kept in memory between passes


def surroundings(intake: Intake, law: LawByMonth) -> Surroundings:
    """What every line is looked at with; what payroll and roster say of its worker comes with `of_tables`."""
    employers = known_employers(intake.employers, law)
    return Surroundings(
        law=law,
        employers=employers,
        payroll=None,
        piece_means=None,
        part_months=None,
        cut_months=_cut_months(intake.lines, employers, law),
        bases=_bases(intake),
        with_allowances=intake.paid is not None and any_allowances(intake.paid),
        all_placed=not intake.lines.select(pl.col("region").is_null().any()).collect(engine="streaming").item(),
    )


def of_tables(intake: Intake, around: Surroundings) -> Surroundings:
    """The same with what payroll and roster say of the workers of these tables."""
    law = around.law
    payroll = None
    if intake.paid is not None:
        payroll = _held(counted(intake.paid, with_allowances=around.with_allowances))
    means = None
    if around.bases & {PIECE, WEATHER}:
        pay = pay_of_lines(intake.lines) if payroll is None else payroll.select(*WORKER_MONTH, wage="payroll_wage")
        by_piece = [
            table.select("employer_id", "worker_id", "pay_basis")
            for table in (intake.lines, intake.paid)
            if table is not None
        ]
        months = PieceMonths(
            law.whole("wage_base.piece_months", law.last) or 1, law.whole("wage_base.weather_months", law.last) or 1
        )
        means = _held(earlier_pay(of_piece_workers(pay, pl.concat(by_piece)), months))
    parts = None if intake.roster is None else _held(part_months(intake.roster))
    return replace(around, payroll=payroll, piece_means=means, part_months=parts)


def _bases(intake: Intake) -> frozenset[str]:
    """The pay bases other than monthly that occur in the report or the payroll."""
    tables = [table for table in (intake.lines, intake.paid) if table is not None]
    found = [table.select(pl.col("pay_basis").unique()).collect(engine="streaming")["pay_basis"] for table in tables]
    return frozenset(word for column in found for word in column if word not in (None, "monthly"))


def _held(table: pl.LazyFrame) -> pl.LazyFrame:
    """The same table, in memory where it is small, since several passes read it."""
    rows = table.select(pl.len()).collect(engine="streaming").item()
    return table.collect(engine="streaming").lazy() if rows <= HELD_UP_TO else table


def _cut_months(lines: pl.LazyFrame, employers: KnownEmployers, law: LawByMonth) -> pl.LazyFrame | None:
    """The months in which the JKK cut for labour-intensive industry reaches an employer: sector and number of members.

    PP 7/2025 Article 3(3)-(4) and PP 36/2025; that BPJS granted it, and that JKK was paid up to January 2025, is taken
    as given.
    """
    found = []
    for span in law.spans("jkk.discount.sectors"):
        sectors = span.value.amount
        if law.discount_kind(span.first) != "sectors" or not isinstance(sectors, tuple):
            continue
        qualify = employers.of_sectors(sectors)
        if not qualify:
            continue
        inside = pl.col("month").is_between(span.first, span.last) & pl.col("employer_id").is_in(qualify)
        least = law.whole("jkk.discount.min_workers", span.first) or 0
        members = lines.filter(inside & pl.col("jkk")).group_by("employer_id", "month").agg(
            members=pl.col("worker_id").drop_nulls().n_unique()
        )  # fmt: skip
        found.append(members.filter(pl.col("members") >= least).select("employer_id", "month", cut=pl.lit(value=True)))
    return pl.concat(found).collect(engine="streaming").lazy() if found else None
