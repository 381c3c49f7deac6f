"""NIKs, KPJs and NPPs, against a slow reader of one NIK at a time."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance import identity
from lindung.compliance.identity import (
    NikGlance,
    Pairs,
    Seen,
    check_nik,
    first_key,
    is_in_keys,
    number_text,
    pair_key,
    registry_prefixes,
    worker_text,
)
from lindung.compliance.schema import DATA_FAULTS
from lindung.law.corpus import Corpus

FEBRUARY_2025 = 2025 * 12 + 1


@pytest.fixture(scope="module")
def prefixes(corpus: Corpus) -> tuple[int, ...]:
    return registry_prefixes(corpus.regions)


def slowly(nik: str | None, month: int, prefixes: tuple[int, ...]) -> tuple[set[str], date | None]:
    """What is wrong with one NIK and the day of birth in it, by the calendar of Python."""
    if nik is None:
        return {"DATA-NIK-MISSING"}, None
    if len(nik) != 16 or not nik.isascii() or not nik.isdigit() or nik[0] == "0":
        return {"DATA-NIK-FORMAT"}, None
    found = set()
    if nik.endswith("0000"):
        found.add("DATA-NIK-ROUNDED")
    if int(nik[:4]) not in prefixes:
        found.add("DATA-NIK-REGION")
    day = int(nik[6:8])
    day -= 40 if day > 40 else 0
    born = []
    for century in (1900, 2000):
        try:
            born.append(date(century + int(nik[10:12]), int(nik[8:10]), day))
        except ValueError:
            continue
    if not born:
        return found | {"DATA-NIK-BIRTH"}, None
    working = [one for one in born if 13 * 12 <= month - (one.year * 12 + one.month - 1) < 91 * 12]
    if not working:
        return found | {"DATA-NIK-AGE"}, None
    return found, None if "DATA-NIK-ROUNDED" in found else working[0]


def checked(niks: list[str | None], months: list[int], prefixes: tuple[int, ...]) -> list[tuple[set[str], date | None]]:
    frame = pl.DataFrame({"w": pl.Series(niks, dtype=pl.String), "m": pl.Series(months, dtype=pl.Int32)})
    found = check_nik(pl.col("w"), pl.col("m"), prefixes)
    table = frame.select(
        *(where.fill_null(False).alias(fault) for fault, where in found.faults.items()), found.birth_date.alias("born")
    )
    return [({f for f in found.faults if row[f]}, row["born"]) for row in table.iter_rows(named=True)]


_DIGITS = st.text("0123456789", min_size=16, max_size=16)


@st.composite
def likely(draw: st.DrawFn) -> str:
    """A NIK of somebody, now and then with a digit wrong."""
    prefix = draw(st.sampled_from(("1371", "3578", "9101", "9501", "6404", "9999", "0000", "3101")))
    born = draw(
        st.dates(date(1900, 1, 1), date(2024, 12, 31)) | st.sampled_from([date(2000, 2, 29), date(1984, 2, 29)])
    )
    day = born.day + draw(st.sampled_from((0, 40)))
    district, number = draw(st.integers(0, 99)), draw(st.integers(0, 9999))
    nik = f"{prefix}{district:02}{day:02}{born.month:02}{born.year % 100:02}{number:04}"
    if draw(st.integers(0, 9)) == 0:
        place = draw(st.integers(0, 15))
        nik = nik[:place] + draw(st.sampled_from("0123456789 x")) + nik[place + 1 :]
    return nik


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(likely() | _DIGITS | st.none() | st.text(max_size=18), st.integers(2010 * 12, 2030 * 12)),
        min_size=1,
        max_size=20,
    )
)
def test_the_checks_agree_with_the_slow_reader(prefixes: tuple[int, ...], people: list[tuple[str | None, int]]) -> None:
    niks, months = [nik for nik, _ in people], [month for _, month in people]
    assert checked(niks, months, prefixes) == [slowly(nik, month, prefixes) for nik, month in people]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(likely() | _DIGITS | st.none(), min_size=1, max_size=30),
    st.integers(2010 * 12, 2030 * 12),
    st.integers(0, 30),
)
def test_the_glance_passes_only_what_is_sound(
    prefixes: tuple[int, ...], niks: list[str | None], month: int, span: int
) -> None:
    doubtful = NikGlance(prefixes).doubtful(pl.Series(niks, dtype=pl.String), month, month + span).to_list()
    for nik, doubt in zip(niks, doubtful, strict=True):
        for inside in (month, month + span // 2, month + span):
            assert doubt or slowly(nik, inside, prefixes)[0] == set()


def test_the_glance_does_not_doubt_ordinary_people(prefixes: tuple[int, ...]) -> None:
    niks = [
        f"137103{day + women:02}{month:02}850001" for day in range(1, 29) for month in range(1, 13) for women in (0, 40)
    ]
    assert not NikGlance(prefixes).doubtful(pl.Series(niks), FEBRUARY_2025, FEBRUARY_2025 + 12).any()


def test_every_day_of_a_hundred_years(prefixes: tuple[int, ...]) -> None:
    """Also that a woman's day is a man's plus 40."""
    days = [date(1940, 1, 1) + timedelta(one) for one in range(0, 25_000, 13)]
    for added in (0, 40):
        niks = [f"137103{day.day + added:02}{day:%m%y}0001" for day in days]
        found = checked([*niks], [FEBRUARY_2025] * len(niks), prefixes)
        assert [born for _, born in found] == days
        assert not any(faults for faults, _ in found)


def test_the_century_is_settled_by_working_age(prefixes: tuple[int, ...]) -> None:
    cases = {
        "050610": date(2010, 6, 5),
        "050620": None,
        "050630": None,
        "050640": date(1940, 6, 5),
        "290200": date(2000, 2, 29),
    }
    niks = [f"137103{birth}0001" for birth in cases]
    found = checked([*niks], [FEBRUARY_2025] * 5, prefixes)
    assert [born for _, born in found] == list(cases.values())
    assert [faults for faults, _ in found] == [set(), {"DATA-NIK-AGE"}, {"DATA-NIK-AGE"}, set(), set()]
    # a boy of 12 in one month is of working age in another
    assert checked(["1371030203120001"] * 2, [2025 * 12 + 1, 2025 * 12 + 2], prefixes) == [
        ({"DATA-NIK-AGE"}, None), (set(), date(2012, 3, 2)),
    ]  # fmt: skip


def test_prefixes_are_those_of_the_civil_registry(prefixes: tuple[int, ...]) -> None:
    assert {1371, 3174, 9101, 6404, 9605} <= set(prefixes)  # the last for Maybrat, whose BPS code is 9204
    assert not {9999, 13, 9701} & set(prefixes)


def test_faults_are_of_the_closed_list(prefixes: tuple[int, ...]) -> None:
    faults = check_nik(pl.col("w"), pl.col("m"), prefixes).faults
    assert set(faults) == {fault for fault in DATA_FAULTS if fault.startswith("DATA-NIK")}


@pytest.mark.parametrize("text", ["3.57801E+15", "3,57801e+15", "3E15"])
def test_scientific_notation_has_lost_digits(prefixes: tuple[int, ...], text: str) -> None:
    assert checked([text], [FEBRUARY_2025], prefixes) == [({"DATA-NIK-ROUNDED"}, None)]


def test_all_rounded(prefixes: tuple[int, ...]) -> None:
    frame = pl.DataFrame({"w": ["1371031508850010"], "m": [FEBRUARY_2025]})
    found = check_nik(pl.col("w"), pl.col("m"), prefixes, all_rounded=True)
    assert frame.select(found.faults["DATA-NIK-ROUNDED"]).item()
    assert frame.select(found.birth_date).item() is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("'1371031508850001", "1371031508850001"), ("1371.0315.0885.0001", "1371031508850001"),
        ("1371 03 150885 0001", "1371031508850001"), ("1371031508850001.0", "1371031508850001"),
        ("137103150885", "137103150885"), ("K-77", "K-77"), ("3.57801E+15", "3.57801E+15"),
    ],
)  # fmt: skip
def test_text_of_a_nik(text: str, read: str) -> None:
    assert pl.select(worker_text(pl.lit(text))).item() == read


@pytest.mark.parametrize(
    ("text", "read"), [("'0123", "0123"), ("0123.0", "0123"), ("JJ01.05", "JJ01.05"), ("`1 ", "1")]
)
def test_text_of_a_number(text: str, read: str) -> None:
    assert pl.select(number_text(pl.lit(text))).item() == read


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), max_size=10), max_size=5))
def test_keys_seen_again(batches: list[list[int]]) -> None:
    seen, every = Seen(), [key for batch in batches for key in batch]
    for batch in batches:
        seen.add(pl.Series(batch, dtype=pl.UInt64))
    assert seen.repeated().tolist() == sorted({key for key in every if every.count(key) > 1})


def test_keys_seen_again_in_a_report_too_large_to_sort_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_SORT_IN_PLACE_FROM", 3)
    seen = Seen()
    seen.add(pl.Series([5, 3, None, 5, 1], dtype=pl.UInt64))
    other = Seen()
    other.add(pl.Series([3], dtype=pl.UInt64))
    seen.take(other)
    assert seen.repeated().tolist() == [3, 5]


@pytest.mark.parametrize("compact_at", [4, 10**6])
def test_pairs_with_several_seconds(monkeypatch: pytest.MonkeyPatch, compact_at: int) -> None:
    monkeypatch.setattr(identity, "_COMPACT_AT", compact_at)
    people = pl.DataFrame({"w": ["a", "b", "c", "a", "b", "c"] * 3, "n": ["x", "y", "z", "x", "Y", "z"] * 3})
    pairs = Pairs()
    for batch in people.iter_slices(5):
        pairs.add(batch.select(pair_key(pl.col("w"), pl.col("n"))).to_series())
    found = pairs.several()
    assert found.dtype == np.uint64
    assert people.filter(is_in_keys(first_key(pl.col("w")), found))["w"].unique().to_list() == ["b"]
