"""Numbers with their units, and places in the law."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.law import place
from lindung.law.literals import quantity, too_fine
from lindung.law.values import Bands, Quantity, Unit


@pytest.mark.parametrize(
    ("raw", "unit", "amount"),
    [
        ("0.24%", "fraction", Decimal("0.0024")),
        ("100%", "fraction", Decimal(1)),
        ("Rp16_800", "rupiah", 16800),
        ("3 months", "months", 3),
        ("1 month", "months", 1),
        ("7 working days", "working_days", 7),
        ("30 days", "days", 30),
        ("48 times", "times", 48),
        ("day 15", "day_of_month", 15),
        (25, "count", 25),
    ],
)
def test_quantity(raw: object, unit: Unit, amount: object) -> None:
    assert quantity(raw, unit) == quantity(raw) == Quantity(amount, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", ["Rp16.800", "0,24%", "0.24", "-3 months", "3 moons", "", None, True, "Rp", "%", "1e3"])
def test_no_quantity(raw: object) -> None:
    assert quantity(raw, "fraction") is None
    assert quantity(raw, "rupiah") is None


@given(st.integers(0, 100_000))
def test_rates_are_whole_parts_of_100_000(parts: int) -> None:
    written = f"{Decimal(parts) / 1000:f}%"
    found = quantity(written, "fraction")
    assert found is not None
    assert found.amount * 100_000 == parts
    assert not too_fine(found.amount)
    assert too_fine(found.amount + Decimal("0.000001"))


@given(st.lists(st.integers(0, 1000), unique=True, min_size=1).map(sorted), st.integers(0, 1200))
def test_bands_agree_with_a_scan(bounds: list[int], level: int) -> None:
    bands = Bands(tuple((bound, bound * 2) for bound in bounds))
    below = [bound for bound in bounds if bound <= level]
    assert bands.at(level) == (below[-1] * 2 if below else None)


def test_places_sort_as_the_law_is_read() -> None:
    read = ["pasal-2", "pasal-9/ayat-2", "pasal-9/ayat-10", "pasal-97", "pasal-97a/ayat-1", "pasal-98", "lampiran-2"]
    shuffled = read[::-1]
    assert sorted(shuffled, key=place.order) == read


@pytest.mark.parametrize(
    ("at", "indonesian", "english"),
    [
        ("pasal-16/ayat-1", "Pasal 16 ayat (1)", "Article 16 paragraph (1)"),
        ("pasal-97a", "Pasal 97A", "Article 97A"),
        ("lampiran-2/baris-3", "Lampiran 2 baris 3", "Annex 2 row 3"),
        ("unseen-1", "pasal belum terbaca 1", "article not seen 1"),
    ],
)
def test_places_are_cited_as_lawyers_do(at: str, indonesian: str, english: str) -> None:
    assert (place.said(at, "id"), place.said(at, "en")) == (indonesian, english)


@pytest.mark.parametrize("at", ["", "article-1", "pasal 1", "pasal-1/", "pasal-", "pasal-1/verse-2"])
def test_no_place(at: str) -> None:
    assert place.parts(at) is None


def test_a_place_covers_what_stands_below_it() -> None:
    assert place.covers("pasal-1", "pasal-1/ayat-2")
    assert not place.covers("pasal-1", "pasal-10")
