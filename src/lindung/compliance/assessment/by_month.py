"""Facts of law that change seldom, as expressions on the month: no join is needed for them."""

from collections.abc import Callable

import polars as pl

from lindung.compliance.assessment.law_by_month import LawByMonth, Span
from lindung.law.values import Amount

MONTH = pl.col("month")


def within(law: LawByMonth) -> pl.Expr:
    """Whether the month is one whose law is on file."""
    return MONTH.is_between(law.first, law.last)


def where(spans: tuple[Span, ...], says: Callable[[Amount], bool], law: LawByMonth) -> pl.Expr:
    """Whether a parameter says so in the month; false where it says nothing."""
    held = _held(spans, says)
    constant = always(spans, says, law)
    if constant is not None:
        return pl.lit(constant)
    return pl.any_horizontal(MONTH.is_between(first, last) for first, last in held)


def always(spans: tuple[Span, ...], says: Callable[[Amount], bool], law: LawByMonth) -> bool | None:
    """True where a parameter says so in every month on file, False where in none, None where it changes."""
    held = _held(spans, says)
    if not held:
        return False
    return True if held == [(law.first, law.last)] else None


def _held(spans: tuple[Span, ...], says: Callable[[Amount], bool]) -> list[tuple[int, int]]:
    """First and last months of the stretches in which a parameter says so."""
    stretches: list[tuple[int, int]] = []
    for span in spans:
        if not says(span.value.amount):
            continue
        if stretches and stretches[-1][1] == span.first - 1:
            stretches[-1] = stretches[-1][0], span.last
        else:
            stretches.append((span.first, span.last))
    return stretches


def number(spans: tuple[Span, ...]) -> pl.Expr:
    """The whole number that a parameter says in the month, null where it says none."""
    found = pl.lit(None, pl.Int32)
    for span in spans:
        if isinstance(span.value.amount, int):
            found = pl.when(MONTH.is_between(span.first, span.last)).then(span.value.amount).otherwise(found)
    return found
