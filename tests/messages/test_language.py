"""Numbers and days as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.messages.language import day, default_language, grouped, listed, percent, rupiah


@pytest.mark.parametrize(
    ("fraction", "indonesian", "english"),
    [
        ("0.0024", "0,24 %", "0.24%"),
        ("0.003", "0,30 %", "0.30%"),
        ("0.00445", "0,445 %", "0.445%"),
        ("0.016", "1,60 %", "1.60%"),
        ("0.01", "1 %", "1%"),
        ("0.037", "3,7 %", "3.7%"),
        ("0.5", "50 %", "50%"),
        ("1", "100 %", "100%"),
        ("0", "0 %", "0%"),
    ],
)
def test_percent(fraction: str, indonesian: str, english: str) -> None:
    assert (percent(Decimal(fraction), "id"), percent(Decimal(fraction), "en")) == (indonesian, english)


@given(st.integers(0, 10**15))
def test_rupiah_reads_back(amount: int) -> None:
    assert int(rupiah(amount, "id").removeprefix("Rp").replace(".", "")) == amount
    assert int(rupiah(amount, "en").removeprefix("Rp").replace(",", "")) == amount
    assert grouped(amount, "id") == f"{amount:,}".replace(",", ".")


def test_days_and_lists() -> None:
    assert (day(date(2025, 2, 7), "id"), day(date(2025, 2, 7), "en")) == ("7 Februari 2025", "7 February 2025")
    assert rupiah(-16800, "id") == "-Rp16.800"
    assert listed(["a"], "id") == "a"
    assert listed(["a", "b"], "id") == "a dan b"
    assert listed(["a", "b", "c"], "en", "or") == "a, b, or c"
    assert listed([], "en") == ""


@pytest.mark.parametrize(
    ("locale", "language"), [("en_GB.UTF-8", "en"), ("id_ID.UTF-8", "id"), ("C", "id"), ("", "id")]
)
def test_default_language(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert default_language() == language
