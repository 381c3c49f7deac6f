"""Months and days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance.intake.context import Context
from lindung.compliance.intake.dates import month_text, months_in, order_of, read_day, read_month


def month(text: str, order: str | None = None, year: int | None = None) -> str | None:
    found = read_month(text, order, year)  # type: ignore[arg-type]
    return None if found is None else month_text(found)


@pytest.mark.parametrize(
    "text",
    ["2025-02", "2025/2", "2025.02", "202502", "02-2025", "2/2025", "02 2025", "022025", "Peb 2025", "Februari 2025",
     "Pebruari-2025", "Feb-25", "FEB'25", "feb. 2025", "2025 Februari", "2025-02-28",
     "2025-02-01 00:00:00", "28/02/2025",
     "1 Februari 2025", "Feb 1, 2025", "20250201", "45689", "45689.5", "28-Feb-25"],
)  # fmt: skip
def test_february(text: str) -> None:
    order = order_of([text])
    assert month(text, None if order in ("ymd", "ambiguous") else order) == "2025-02"


@pytest.mark.parametrize(
    "text",
    ["", "2025", "13-2025", "2025-13", "29/02/2023", "31 Februari 2025", "02-25", "1925-02", "Pbr 2025", "0", "999999",
     "45689x", "-", "1220"],
)  # fmt: skip
def test_no_month(text: str) -> None:
    assert month(text, "dmy") is None


def test_name_and_number_take_their_year_elsewhere() -> None:
    assert month("Agustus") is None
    assert month("Agustus", year=2025) == "2025-08"
    assert month("8", year=2025) == "2025-08"
    assert month("13", year=2025) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2025", "28/02/2025"], "dmy"),
        (["01/02/2025", "02/28/2025"], "mdy"),
        (["01/02/2025", "03/04/2025"], "ambiguous"),
        (["28/02/2025", "02/28/2025"], "ambiguous"),
        (["02/02/2025", "2025-03-01"], "ymd"),
        (["2025-02", "Peb 2025"], None),
    ],
)
def test_order_of_the_whole_column(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


def test_twenty_ninth_of_february() -> None:
    assert read_day("29/02/2024", "dmy") == date(2024, 2, 29)
    assert read_day("29/02/2023", "dmy") is None
    assert read_day("29/02/1900", "dmy") is None


def test_two_digit_years_lie_within_a_hundred() -> None:
    assert read_day("01-02-98", "dmy") == date(1998, 2, 1)
    assert read_day("01-02-25", "dmy") == date(2025, 2, 1)
    assert read_day("31-12-44", "dmy") == date(2044, 12, 31)
    assert read_day("01-01-45", "dmy") == date(1945, 1, 1)


_FORMS = {
    "%Y-%m-%d": None,
    "%d/%m/%Y": "dmy",
    "%d-%m-%Y": "dmy",
    "%m/%d/%Y": "mdy",
    "%d.%m.%Y 00:00": "dmy",
    "%Y%m%d": None,
}


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(_FORMS)))
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert read_day(day.strftime(form), _FORMS[form]) == day  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(st.integers(20_000, 73_000))
def test_serials_of_a_spreadsheet(serial: int) -> None:
    assert read_day(str(serial), None) == date(1899, 12, 30) + timedelta(serial)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("DAFTAR UPAH BULAN: FEBRUARI 2025", {"2025-02"}),
        ("Periode Januari 2025 s/d Maret 2025", {"2025-01", "2025-03"}),
        ("Periode Peb 2025, dicetak Maret 2025", {"2025-02", "2025-03"}),
        ("laporan 2025-02 final", {"2025-02"}),
        ("F2A 022025", {"2025-02"}),
        ("ekspor 20250315", set()),
        ("NPP 202502001", set()),
        ("Surabaya, 10/03/2025", set()),
        ("tanpa bulan", set()),
    ],
)
def test_months_in_a_title(text: str, months: set[str]) -> None:
    assert {month_text(found) for found in months_in(text)} == months


def test_context_prefers_the_title_and_the_line_that_says_month() -> None:
    context = Context.of([("Bulan : Peb 2025",), ("Dicetak: 10 Maret 2025",)], "Mar 2025", "upah_2025-04.xlsx")
    found = context.month()
    assert found is not None
    assert (found.place, found.value) == ("title", "2025-02")
    sheet, file = context.month("sheet"), context.month("file")
    assert sheet is not None
    assert file is not None
    assert (sheet.value, file.value) == ("2025-03", "2025-04")


def test_context_takes_the_year_of_a_sheet_from_the_file() -> None:
    found = Context.of([], "Agustus", "laporan upah 2025.xlsx").month()
    assert found is not None
    assert (found.place, found.value) == ("sheet", "2025-08")
    assert Context.of([], "Agustus", "laporan upah.xlsx").month() is None


@pytest.mark.parametrize(
    "cells", [("NPP : JJ012345",), ("NPP", ":", "JJ012345"), ("Nomor Pendaftaran Perusahaan: jj012345",)]
)
def test_context_finds_the_employer(cells: tuple[str, ...]) -> None:
    found = Context.of([("PT Maju",), cells], None, "x.csv").employer()
    assert found is not None
    assert found.value == "JJ012345"
