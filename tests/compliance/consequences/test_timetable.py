"""The ladder of PP 86/2013 in dates: hand-counted on the decrees, every open point, the fine, the other routes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance.consequences.fine import Owed, months_charged
from lindung.compliance.consequences.routes import routes
from lindung.compliance.consequences.timetable import OPEN_POINTS, timetable
from lindung.law.corpus import Corpus
from lindung.messages import BadInput

AS_OF = date(2026, 11, 21)
OWED = (Owed("AA000001", 1_234_567, 9_876_543), Owed("BB000002", 400, 600))


def steps(document: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """First and last day of each step."""
    return {step["step"]: (step["from"], step["until"]) for step in document["steps"]}


# Counted by hand, day by day.
# 2025, decree of 14 October 2024: 28 March joint leave (Nyepi), 29 March Nyepi, 31 March and 1 April Idul Fitri, joint
# leave 2-4 and 7 April, 18 April Good Friday, 1 May Labour Day.
#   joint leave no working day: 27/3, 8-11/4, 14-17/4, 21/4 | 22-25/4, 28-30/4, 2/5, 5-6/5 | 30 days 7/5-5/6
#   joint leave at work: 27-28/3, 2-4/4, 7-11/4 | 14-17/4, 21-25/4, 28/4 | 30 days 29/4-28/5
# 2023, decree of 29 March 2023: joint leave 19-21, 24 and 25 April, Idul Fitri 22-23 April, 1 May, 18 May Ascension.
#   joint leave no working day: 18/4, 26-28/4, 2-5/5, 8-9/5 | 10-12/5, 15-17/5, 19/5, 22-24/5 | 30 days 25/5-23/6
#   joint leave at work: 18-21/4, 24-28/4, 2/5 | 3-5/5, 8-12/5, 15-16/5 | 30 days 17/5-15/6
@pytest.mark.parametrize(
    ("served", "joint_leave", "first", "second", "fine", "withheld"),
    [
        ("2025-03-26", "not_working", ("03-27", "04-21"), ("04-22", "05-06"), ("05-07", "06-05"), "06-06"),
        ("2025-03-26", "working", ("03-27", "04-11"), ("04-14", "04-28"), ("04-29", "05-28"), "05-29"),
        ("2023-04-17", "not_working", ("04-18", "05-09"), ("05-10", "05-24"), ("05-25", "06-23"), "06-24"),
        ("2023-04-17", "working", ("04-18", "05-02"), ("05-03", "05-16"), ("05-17", "06-15"), "06-16"),
    ],
)
def test_dates_counted_by_hand(
    corpus: Corpus,
    served: str,
    joint_leave: str,
    first: tuple[str, str],
    second: tuple[str, str],
    fine: tuple[str, str],
    withheld: str,
) -> None:
    document = timetable(corpus, {"joint_leave": joint_leave}, served=date.fromisoformat(served), as_of=AS_OF)
    year = served[:4]

    def dated(span: tuple[str, str]) -> tuple[str, str]:
        return f"{year}-{span[0]}", f"{year}-{span[1]}"

    assert steps(document) == {
        "warning_1": dated(first),
        "warning_2": dated(second),
        "fine": dated(fine),
        "withheld_services": (f"{year}-{withheld}", None),
    }
    assert [step["working_days"] for step in document["steps"][:2]] == [10, 10]
    assert document["calendar"]["joint_leave"] == joint_leave
    assert {decree["year"] for decree in document["calendar"]["decrees"]} == {int(year)}
    assert not document["calendar"]["provisional"]
    other = timetable(corpus, {}, served=date.fromisoformat(served), as_of=AS_OF)["options"]["joint_leave"]
    shown = other["choices"][joint_leave]["steps"]
    assert {name: (span["from"], span["until"]) for name, span in shown.items()} == steps(document)


def test_calendar_days_of_article_10(corpus: Corpus) -> None:
    """Ten plain days from 27 March 2025: to 5 April; ten more to 15 April; thirty to 15 May."""
    document = timetable(corpus, {"warning_days": "calendar"}, served=date(2025, 3, 26), as_of=AS_OF)
    assert steps(document) == {
        "warning_1": ("2025-03-27", "2025-04-05"),
        "warning_2": ("2025-04-06", "2025-04-15"),
        "fine": ("2025-04-16", "2025-05-15"),
        "withheld_services": ("2025-05-16", None),
    }
    assert document["steps"][0]["provision"] == "pp-86-2013 pasal-10/ayat-1"


def test_the_day_of_receipt_as_day_one(corpus: Corpus) -> None:
    """26 March 2025 counted: 26-27/3, 8-11/4, 14-17/4."""
    document = timetable(corpus, {"day_one": "receipt"}, served=date(2025, 3, 26), as_of=AS_OF)
    assert steps(document)["warning_1"] == ("2025-03-26", "2025-04-17")


def test_a_second_warning_received_later(corpus: Corpus) -> None:
    """Received on 30 April 2025: 2/5, 5-9/5, 14-16/5, 19/5 (1/5 Labour Day, 12/5 Waisak, 13/5 joint leave)."""
    late = date(2025, 4, 30)
    document = timetable(corpus, {}, served=date(2025, 3, 26), second_served=late, as_of=AS_OF)
    assert steps(document)["warning_2"] == ("2025-05-02", "2025-05-19")
    assert document["second_served"] == "2025-04-30"
    early = timetable(corpus, {}, served=date(2025, 3, 26), second_served=date(2025, 4, 1), as_of=AS_OF)
    assert steps(early)["warning_2"] == ("2025-04-22", "2025-05-06")


# 0.1 % of 1,234,567 = 1,234.567; of 9,876,543 = 9,876.543; of 400 = 0.4; of 600 = 0.6
@pytest.mark.parametrize(
    ("readings", "amounts", "months"),
    [
        ({}, {"AA000001": 1_235, "BB000002": 0}, 1),
        ({"fine_base": "whole"}, {"AA000001": 9_877, "BB000002": 1}, 1),
        ({"fine_months": "until_cured"}, {"AA000001": 23_457, "BB000002": 8}, 19),
    ],
)
def test_the_fine(corpus: Corpus, readings: dict[str, str], amounts: dict[str, int], months: int) -> None:
    """From 7 May 2025 to 21 November 2026 nineteen months have begun."""
    fine = timetable(corpus, readings, OWED, served=date(2025, 3, 26), as_of=AS_OF)["steps"][2]
    assert (fine["employers"], fine["amount"], fine["months"]) == (amounts, sum(amounts.values()), months)
    assert fine["rate_monthly"] == 0.001


@pytest.mark.parametrize(
    ("first", "as_of", "months"),
    [
        (date(2025, 5, 7), date(2025, 5, 7), 1),
        (date(2025, 5, 7), date(2025, 6, 6), 1),
        (date(2025, 5, 7), date(2025, 6, 7), 2),
        (date(2025, 5, 7), date(2024, 1, 1), 1),
        (None, date(2025, 1, 1), 1),
    ],
)
def test_months_begun(corpus: Corpus, first: date | None, as_of: date, months: int) -> None:
    assert months_charged(corpus.on(as_of, readings={"fine_months": "until_cured"}), first, as_of) == months


def test_every_open_point_shows_every_choice(corpus: Corpus) -> None:
    document = timetable(corpus, {}, OWED, served=date(2025, 3, 26), as_of=AS_OF)
    assert tuple(document["options"]) == OPEN_POINTS
    for name, option in document["options"].items():
        assert set(option["choices"]) == set(corpus.readings[name].choices)
        chosen = option["choices"][option["chosen"]]
        assert {step: (span["from"], span["until"]) for step, span in chosen["steps"].items()} == steps(document)
        assert chosen["amount"] == document["steps"][2]["amount"]
        outcomes = [(choice["steps"], choice["amount"]) for choice in option["choices"].values()]
        assert outcomes[0] != outcomes[1], f"{name} changes nothing"


def test_without_service_there_are_lengths_but_no_dates(corpus: Corpus) -> None:
    document = timetable(corpus, {}, OWED, served=None, as_of=AS_OF)
    assert document["served"] is None
    assert set(steps(document).values()) == {(None, None)}
    assert [step["working_days"] for step in document["steps"]] == [10, 10, None, None]
    assert document["steps"][2]["amount"] == 1_235


def test_provisional_beyond_the_last_decree(corpus: Corpus) -> None:
    document = timetable(corpus, {}, served=date(2027, 12, 20), as_of=AS_OF)
    assert document["calendar"]["last_decreed_year"] == 2027
    assert document["calendar"]["provisional"]
    assert all(step["provisional"] for step in document["steps"])
    inside = timetable(corpus, {}, served=date(2026, 11, 23), as_of=AS_OF)
    assert [step["provisional"] for step in inside["steps"]] == [False] * 4


def test_before_the_ladder_was_law(corpus: Corpus) -> None:
    with pytest.raises(BadInput) as raised:
        timetable(corpus, {}, served=date(2013, 12, 1), as_of=AS_OF)
    assert raised.value.faults[0].code == "not-encoded"


def test_every_article_cited_is_in_the_corpus(corpus: Corpus) -> None:
    breaches = {"PMI": 2, "WAGE-BELOW-UMK": 3, "PDS-TK": 9}
    found = routes(corpus, corpus.on(AS_OF), breaches, 77)
    document = timetable(corpus, {}, OWED, served=date(2025, 3, 26), as_of=AS_OF, routes=found)
    cited = [step["provision"] for step in document["steps"]] + [entry["provision"] for entry in document["lifting"]]
    cited += [entry["provision"] for route in document["other_routes"] for entry in route["provisions"]]
    for provision in cited:
        instrument, _, places = provision.partition(" ")
        for place in places.split(", "):
            assert corpus.instrument(instrument).provision(place) is not None, provision
    assert all(entry["says"] for entry in document["lifting"])


def test_arrears_and_low_wages_go_their_own_way(corpus: Corpus) -> None:
    arrears, wages = routes(corpus, corpus.on(AS_OF), {"PMI": 2, "WAGE-BELOW-UMK": 3, "PDS-TK": 9}, 77)
    assert (arrears.route, arrears.breaches, arrears.amount) == ("manpower_agency", 2, 77)
    assert [at for at, _ in arrears.provisions] == [
        "pp-86-2013#pasal-13/ayat-5", "uu-24-2011#pasal-19/ayat-1", "uu-24-2011#pasal-19/ayat-2", "uu-24-2011#pasal-55",
    ]  # fmt: skip
    assert "2%" in arrears.says.en
    assert "2 %" in arrears.says.id
    assert "8 years" in arrears.says.en
    assert "Rp1,000,000,000" in arrears.says.en
    assert (wages.route, wages.breaches, wages.amount) == ("labour_inspectorate", 3, None)
    assert "uu-6-2023#pasal-88e/ayat-2" in [at for at, _ in wages.provisions]
    assert "30 days" in wages.says.en
    assert "Rp400.000.000" in wages.says.id
    assert routes(corpus, corpus.on(AS_OF), {"PDS-TK": 9}, 0) == ()
    before = routes(corpus, corpus.on("2019-06-01"), {"WAGE-BELOW-UMK": 1}, 0)
    assert "uu-13-2003#pasal-90/ayat-1" in [at for at, _ in before[0].provisions]


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2027, 6, 30)), st.sampled_from(["not_working", "working"]))
def test_steps_follow_each_other(corpus: Corpus, served: date, joint_leave: str) -> None:
    document = timetable(corpus, {"joint_leave": joint_leave}, served=served, as_of=AS_OF)
    first, second, fine, withheld = document["steps"]
    day = date.fromisoformat
    assert served < day(first["from"]) <= day(first["until"]) < day(second["from"]) <= day(second["until"])
    assert day(fine["from"]) == day(second["until"]) + timedelta(1)
    assert (day(fine["until"]) - day(fine["from"])).days == 29
    assert day(withheld["from"]) == day(fine["until"]) + timedelta(1)
    assert first["working_days"] == second["working_days"] == 10
