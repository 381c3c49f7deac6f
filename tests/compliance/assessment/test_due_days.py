"""Due days over holidays and short months, and how late a payment is."""

from datetime import date

import pytest

from lindung.compliance.assessment.due_days import months_late
from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import AS_OF, month


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> LawByMonth:
    return LawByMonth.of(corpus, {}, AS_OF)


@pytest.mark.parametrize(("at", "jkk", "jht", "jp"), [
    ("2025-05", date(2025, 6, 16), date(2025, 6, 16), date(2025, 6, 15)),  # a Sunday
    ("2025-06", date(2025, 7, 15), date(2025, 7, 15), date(2025, 7, 15)),
    ("2020-07", date(2020, 8, 18), date(2020, 8, 18), date(2020, 8, 15)),  # Saturday; Monday is Independence Day
    ("2020-08", date(2020, 9, 30), date(2020, 9, 30), date(2020, 9, 30)),
    ("2020-12", date(2021, 1, 29), date(2021, 1, 29), date(2021, 1, 29)),  # the 30th is a Saturday
    ("2021-01", date(2021, 2, 26), date(2021, 2, 26), date(2021, 2, 26)),  # February has no 30th, the 28th is a Sunday
    ("2021-02", date(2021, 3, 15), date(2021, 3, 15), date(2021, 3, 15)),
])  # fmt: skip
def test_due_days(at: str, jkk: date, jht: date, jp: date, law: LawByMonth) -> None:
    dues = [law.due(fund, month(at)) for fund in ("jkk", "jht", "jp")]
    assert [due.day for due in dues if due is not None] == [jkk, jht, jp]


def test_before_the_law_nothing_is_due(law: LawByMonth) -> None:
    assert law.due("jkk", month("2015-06")) is None
    assert law.fine("jkk", month("2015-06"), AS_OF) == (0, 1)


@pytest.mark.parametrize(("until", "full", "days"), [
    (date(2025, 4, 15), (0, 1), (0, 1)),
    (date(2025, 4, 16), (1, 1), (1, 30)),
    (date(2025, 5, 15), (1, 1), (31, 31)),
    (date(2025, 5, 16), (2, 1), (32, 31)),
    (date(2026, 4, 15), (12, 1), (360, 30)),
])  # fmt: skip
def test_months_late(until: date, full: tuple[int, int], days: tuple[int, int]) -> None:
    due = date(2025, 4, 15)
    assert months_late(due, until, "full") == full
    above, below = months_late(due, until, "days")
    assert above * days[1] == days[0] * below


def test_months_late_from_the_end_of_a_long_month() -> None:
    due = date(2025, 1, 31)
    assert months_late(due, date(2025, 2, 28), "full") == (1, 1)
    assert months_late(due, date(2025, 3, 1), "full") == (2, 1)
    assert months_late(due, date(2025, 3, 1), "days") == (32, 31)
