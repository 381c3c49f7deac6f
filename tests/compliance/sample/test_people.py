"""Invented persons: numbers with the right structure, nobody twice."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance.sample import people
from lindung.law.corpus import Corpus

NUMBERS = st.integers(0, people.LAST_NUMBER)


@settings(deadline=None)
@given(NUMBERS)
def test_a_nik_says_where_when_and_which_sex(number: int) -> None:
    nik = people.nik(number, "1371")
    assert len(nik) == 16
    assert nik.isdigit()
    assert nik.startswith("1371")
    day = int(nik[6:8])
    assert (day > 40) == people.female(number)
    birth = people.born(number)
    assert (day % 40 or 40, int(nik[8:10]), int(nik[10:12])) == (birth.day, birth.month, birth.year % 100)
    assert int(nik[12:]) >= 1


@settings(deadline=None)
@given(NUMBERS)
def test_of_working_age_in_2025(number: int) -> None:
    assert date(1972, 1, 1) <= people.born(number) <= date(2004, 1, 1)


def test_nobody_twice(corpus: Corpus) -> None:
    many = range(0, 200_000)
    assert len({people.nik(number, "1371") for number in many}) == len(many)
    far = [*range(0, 5_000), *range(8_000_000, 8_005_000), *range(100_000_000, 100_005_000)]
    assert len({people.nik(number, "3578") for number in far}) == len(far)
    assert len({people.kpj(number) for number in far}) == len(far)
    assert all(len(people.kpj(number)) == 11 for number in far)
    assert corpus.regions.from_civil_registry("1371") is not None


def test_colleagues_have_different_names() -> None:
    for start in (0, 30_000, 999_000):
        names = [people.name(number) for number in range(start, start + 60)]
        assert len(set(names)) == 60
