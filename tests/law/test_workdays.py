"""Working days, holidays, joint leave, and decrees."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.law.corpus import Corpus, home
from lindung.law.workdays import Workdays

TABLES = home() / "tables"
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def strict() -> Workdays:
    return Workdays(TABLES)


@pytest.fixture(scope="module")
def lenient() -> Workdays:
    return Workdays(TABLES, joint_leave_works=True)


# joint decrees of three ministers: 2025 as amended in August, 2026, 2023 as amended in March
@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2025, 3, 26), "working"),
        (date(2025, 3, 28), "joint_leave"),
        (date(2025, 3, 31), "holiday"),
        (date(2025, 4, 2), "joint_leave"),
        (date(2025, 4, 7), "joint_leave"),
        (date(2025, 4, 8), "working"),
        (date(2025, 8, 18), "joint_leave"),
        (date(2025, 4, 19), "weekend"),
        (date(2023, 4, 19), "joint_leave"),
        (date(2023, 4, 21), "joint_leave"),
        (date(2023, 4, 26), "working"),
        (date(2026, 2, 17), "holiday"),
        (date(2026, 3, 18), "joint_leave"),
        (date(2026, 12, 24), "joint_leave"),
    ],
)
def test_what_a_day_is(strict: Workdays, day: date, kind: str) -> None:
    assert strict.day(day).kind == kind


def counted(first: date, kinds: set[str], workdays: Workdays) -> Iterator[date]:
    """Days of these kinds from `first` on, one by one."""
    day = first
    while True:
        if workdays.day(day).kind in kinds:
            yield day
        day += timedelta(1)


@given(DAYS, st.integers(1, 30))
def test_nth_agrees_with_counting(strict: Workdays, lenient: Workdays, first: date, count: int) -> None:
    for workdays, kinds in ((strict, {"working"}), (lenient, {"working", "joint_leave"})):
        days = counted(first, kinds, workdays)
        assert workdays.nth(first, count) == [next(days) for _ in range(count)][-1]
    assert lenient.nth(first, count) <= strict.nth(first, count)


def test_ten_working_days_over_lebaran_2025(strict: Workdays, lenient: Workdays) -> None:
    """From 27 March 2025, counted by hand on the decree of 14 October 2024.

    Working: 27 March, 8-11 April, 14-17 April, 21 April (18 April is Good Friday). With joint leave at work also
    28 March and 2-4, 7 April, so that the tenth is 11 April.
    """
    assert strict.nth(date(2025, 3, 27), 10) == date(2025, 4, 21)
    assert lenient.nth(date(2025, 3, 27), 10) == date(2025, 4, 11)


def test_next_and_previous(strict: Workdays) -> None:
    assert strict.next_working_day(date(2025, 6, 15)) == date(2025, 6, 16)
    assert strict.previous_working_day(date(2021, 1, 30)) == date(2021, 1, 29)
    assert strict.next_working_day(date(2025, 6, 16)) == date(2025, 6, 16)
    with pytest.raises(ValueError, match="at least 1"):
        strict.nth(date(2025, 1, 1), 0)


def test_decrees_stand_behind_the_years(strict: Workdays) -> None:
    for year in range(2020, 2028):
        assert strict.decree_of(year), year
    assert not strict.day(date(2026, 11, 21)).provisional
    assert strict.day(date(strict.last_decreed_year + 1, 1, 4)).provisional
    assert all(decree.source for decree in strict.decrees)


def test_the_reading_is_declared(corpus: Corpus) -> None:
    assert corpus.on("2026-11-21").value("calendar.joint_leave").amount == "not_working"
    assert (
        corpus.on("2026-11-21", readings={"joint_leave": "working"}).value("calendar.joint_leave").amount == "working"
    )
