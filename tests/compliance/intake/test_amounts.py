"""Amounts: the form decided from the whole column."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance.intake.amounts import read_amounts
from lindung.compliance.intake.columns import unit_of_title, unit_said
from lindung.compliance.intake.mapping import NumberForm
from lindung.compliance.intake.shapes import Meaning, form_of, meaning_of, shape
from lindung.compliance.intake.survey import Survey


def read(
    cells: list[str | None], *, in_workbook: bool = False, unit: int = 1
) -> tuple[NumberForm, list[int | None], list[str]]:
    """The form found, the amounts, and what each cell without one is."""
    frame = pl.DataFrame({"row": range(len(cells)), "c0": pl.Series(cells, dtype=pl.String)})
    survey = Survey({"reported_wage": 0}, frame.schema)
    survey.see(frame)
    found = survey.columns["reported_wage"]
    form = form_of(found.shapes, in_workbook=in_workbook)
    reading = read_amounts(pl.col("c0"), found, form, in_workbook=in_workbook, unit=unit)
    kinds = ("error", "unclear", "unreadable", "missing", "too_large")
    columns = {kind: where.fill_null(False) for kind in kinds if (where := getattr(reading, kind)) is not None}
    table = frame.select(reading.value.alias("value"), **columns)
    told = [next((kind for kind in kinds if row.get(kind)), "") for row in table.iter_rows(named=True)]
    return form, table["value"].to_list(), told


@pytest.mark.parametrize(
    ("cells", "form", "amounts"),
    [
        (["1800000", "2600000", "0"], "plain", [1_800_000, 2_600_000, 0]),
        (["1.800.000,00", "1.800", "950"], "id", [1_800_000, 1_800, 950]),
        (["Rp 1.800.000,-", "Rp. 2.600.000,=", "IDR 3.000.000"], "id", [1_800_000, 2_600_000, 3_000_000]),
        (["1,800,000.00", "1,800", "950.5"], "en", [1_800_000, 1_800, 951]),
        (["1,8 juta", "500 ribu", "2.6 jt", "500rb"], "plain", [1_800_000, 500_000, 2_600_000, 500_000]),
        (["(500)", "-750", "250-", "−5"], "plain", [-500, -750, -250, -5]),
        (["(1.800.000,00)", "1.000"], "id", [-1_800_000, 1_000]),
        (["1 800 000", "2\u00a0600\u00a0000"], "plain", [1_800_000, 2_600_000]),
        (["1800000,5", "2.600.000"], "id", [1_800_001, 2_600_000]),
        (["1800000.0", "2600000.0"], "en", [1_800_000, 2_600_000]),
        (["1.8E+06", "2600000"], "en", [1_800_000, 2_600_000]),
        (["+3500000", " 3500000 "], "plain", [3_500_000, 3_500_000]),
    ],
)
def test_form_of_the_column(cells: list[str | None], form: str, amounts: list[int]) -> None:
    found, read_as, told = read(cells)
    assert (found, read_as) == (form, amounts)
    assert not any(told)


def test_a_single_group_of_three_does_not_tell() -> None:
    form, amounts, told = read(["1.800", "2.600", "950"])
    assert form == "ambiguous"
    assert amounts == [None, None, 950]
    assert told == ["unclear", "unclear", ""]


def test_a_column_that_mixes_forms_settles_nothing() -> None:
    form, amounts, told = read(["1.800.000,00", "2,600,000.00", "3500000", "1.800"])
    assert form == "mixed"
    assert amounts == [None, None, 3_500_000, None]
    assert told == ["unclear", "unclear", "", "unclear"]


def test_number_cells_of_a_workbook_are_no_evidence() -> None:
    cells: list[str | None] = ["Rp 1.800.000", "1733333.3333", "2600000.5", "1.805"]
    assert read(cells, in_workbook=True)[:2] == ("id", [1_800_000, 1_733_333, 2_600_001, 1_805])
    assert read(cells)[0] == "mixed"


def test_what_is_no_amount() -> None:
    form, amounts, told = read(
        ["3500000", None, "-", "n/a", "#N/A", "#DIV/0!", "lihat lampiran", "99999999999999999999", "10.80.000"]
    )
    assert form == "plain"
    assert amounts == [3_500_000] + [None] * 8
    assert told == ["", "missing", "missing", "missing", "error", "error", "unreadable", "too_large", "unreadable"]


def test_largest_amount_kept() -> None:
    assert read(["1000000000000000", "1000000000000001"])[1:] == ([10**15, None], ["", "too_large"])


def test_unit_scales() -> None:
    assert read(["1.800,5", "2.600.000"], unit=1000)[1] == [1_800_500, 2_600_000_000]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("UPAH (dalam ribuan)", 1000), ("Upah (000)", 1000), ("Upah Rp 000", 1000), ("Upah (Rp'000)", 1000),
        ("Wage in thousands", 1000), ("Upah (Rp juta)", 10**6), ("Upah (jutaan)", 10**6), ("UPAH", None),
        ("Upah 2000", None), ("Kepulauan Seribu", None),
    ],
)  # fmt: skip
def test_unit_said_by_a_header(header: str, unit: int | None) -> None:
    assert unit_said(header) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [("(dalam ribuan rupiah)", 1000), ("In millions of rupiah", 10**6), ("Kab. Kepulauan Seribu", None)],
)
def test_unit_said_by_a_title(title: str, unit: int | None) -> None:
    assert unit_of_title(title) == unit


def written(amount: int, form: str) -> str:
    grouped = f"{amount:,}"
    return grouped.translate(str.maketrans(",.", ".,")) if form == "id" else grouped


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=12), st.sampled_from(("id", "en")),
    st.sampled_from(("{}", "Rp {}", "Rp. {}", " {} ")),
)  # fmt: skip
def test_what_is_written_is_read_or_set_aside(amounts: list[int], form: str, dress: str) -> None:
    """Independent of the reader: Python writes the number, and no other number may come back."""
    found, read_as, told = read([dress.format(written(amount, form)) for amount in amounts])
    settled = any(abs(amount) >= 10**6 for amount in amounts)
    assert found in ((form,) if settled else (form, "plain", "ambiguous"))
    for amount, got, kind in zip(amounts, read_as, told, strict=True):
        assert got == amount or (got is None and kind == "unclear" and not settled)


@settings(max_examples=100, deadline=None)
@given(st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(("id", "en")))
def test_decimals_round_half_up(amount: Decimal, form: str) -> None:
    text = f"{amount:,.2f}"
    text = text.translate(str.maketrans(",.", ".,")) if form == "id" else text
    whole = int(amount + Decimal("0.5")) if amount >= 0 else 0
    assert read([text])[1] == [whole]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_any_text_has_a_meaning(text: str) -> None:
    seen = pl.select(shape(pl.lit(text))).item()
    assert isinstance(meaning_of(seen), Meaning)
    read([text, "3500000"])
