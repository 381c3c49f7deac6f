"""Columns of numbers as people write them, against the one-at-a-time functions."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.messages import LANGUAGES, Language
from lindung.messages.language import grouped, rupiah
from lindung.reporting.audit.inert import LONGEST, plain
from lindung.reporting.audit.said import (
    day_column,
    decimal_column,
    grouped_column,
    month_column,
    month_said,
    rupiah_column,
)

AMOUNTS = st.lists(st.one_of(st.none(), st.integers(-(2**62), 2**62), st.integers(-2000, 2000)), max_size=20)


@settings(deadline=None)
@given(AMOUNTS, st.sampled_from(LANGUAGES))
def test_columns_of_money_are_written_as_single_amounts_are(amounts: list[int | None], language: Language) -> None:
    column = pl.Series("amount", amounts, pl.Int64)
    assert rupiah_column(column, language).to_list() == [a if a is None else rupiah(a, language) for a in amounts]
    assert grouped_column(column, language).to_list() == [a if a is None else grouped(a, language) for a in amounts]


def test_months_days_and_halves() -> None:
    months = pl.Series("month", [2025 * 12 + 1, None, 2026 * 12 + 11], pl.Int32)
    assert month_column(months, "id").to_list() == ["Februari 2025", None, "Desember 2026"]
    assert month_said(2025 * 12 + 2, "en") == "March 2025"
    assert day_column(pl.Series([date(2025, 2, 7), None]), "id").to_list() == ["7 Februari 2025", None]
    assert day_column(pl.Series([None], dtype=pl.Date), "en").to_list() == [None]
    assert decimal_column(pl.Series([12.5, 25.0, None]), "id").to_list() == ["12,5", "25", None]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "=1+1"),
        ("+6281134567890", "+6281134567890"),
        ("<script>", "<script>"),
        ("{{7*7}}", "{{7*7}}"),
        ("../../x", "../../x"),
        ("&amp;", "&amp;"),
        ("a\tb\r\nc\x00d\x07e", "a b c d e"),
        ("\u202egnp.exe", " gnp.exe"),
        ("NIK 1371012505900001", "NIK 1371••••••••0001"),
    ],
)
def test_incoming_text_stays_as_it_is_but_for_what_breaks_a_line_or_names_a_person(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_an_endless_text_is_cut() -> None:
    assert plain("x" * 10_000) == "x" * LONGEST + " […]"
