"""The law of a month read once and remembered: the same as read anew, for every month, view and corpus."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from lindung.law.view import View
from lindung.simulation.statute import Statute, minimum_wage, statute, while_unchanged
from lindung.simulation.terms import terms
from tests.simulation.city import corpus

MONTHS = [date(year, month, 1) for year in range(2019, 2028) for month in range(1, 13)]
REGIONS = ("1371", "3674", "1201")  # the province's minimum wage, its own, the province's in 2026 alone
READINGS: list[dict[str, str]] = [{}, {"month_law": "first_day"}, {"jkm_restart": "continues"}]


def plain(rules: Statute) -> dict[str, Any]:
    """Everything a statute says but the month it was read in."""
    parts = {**rules.contributions._asdict(), **rules.benefits._asdict(), "degrees": rules.degrees}
    lists = {name: one.tolist() if isinstance(one, np.ndarray) else one for name, one in parts.items()}
    return {**lists, "borrowed": rules.borrowed}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("readings", READINGS, ids=str)
def test_remembered_law_is_the_law_of_the_month(region: str, readings: dict[str, str]) -> None:
    view = corpus().on(MONTHS[0], region, readings=readings)
    for month in MONTHS:
        assert plain(while_unchanged(statute, view, month)) == plain(statute(view, month)), month
        assert while_unchanged(terms, view, month) == terms(view, month), month
        assert while_unchanged(minimum_wage, view, month) == minimum_wage(view, month), month


def test_law_is_read_again_only_where_something_starts_or_stops() -> None:
    asked: list[date] = []

    def read(_: View, month: date) -> date:
        asked.append(month)
        return month

    view = corpus().on(date(2026, 5, 1), "1371")
    # PP 50/2025: all self-payers pay half from April 2026; nothing else changes until the year's end
    for day in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 17), date(2026, 11, 30)):
        while_unchanged(read, view, day)
    assert asked == [date(2026, 3, 1), date(2026, 4, 1)]
    while_unchanged(read, corpus().on(date(2026, 5, 1), "1371"), date(2026, 6, 1))
    assert len(asked) == 2, "another look at the same law"
    while_unchanged(read, corpus().on(date(2026, 5, 1), "3674"), date(2026, 6, 1))
    while_unchanged(read, corpus().on(date(2026, 5, 1), "1371", readings={"month_law": "first_day"}), date(2026, 6, 1))
    assert len(asked) == 4, "another region, another reading"


def test_an_enacted_draft_is_another_law() -> None:
    law, day = corpus(), date(2026, 6, 1)
    draft = law.read_draft("padang-bagi-iuran")
    before, after = law.on(day, "1371"), law.enact(draft).on(day, "1371")
    old, new = (while_unchanged(terms, view, day) for view in (before, after))
    assert new == terms(after, day)
    assert old == terms(before, day)
    assert old != new
