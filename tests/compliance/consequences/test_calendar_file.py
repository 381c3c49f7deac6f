"""The calendar file: what RFC 5545 asks for, read back by the library that others use too."""

from datetime import date

from icalendar import Calendar

from lindung.compliance.consequences.calendar_file import calendar_file
from lindung.compliance.consequences.fine import Owed
from lindung.compliance.consequences.timetable import timetable
from lindung.law.corpus import Corpus

AS_OF = date(2026, 11, 21)
OWED = (Owed("AA000001", 1_234_567, 9_876_543),)


def test_form(corpus: Corpus) -> None:
    data = calendar_file(
        timetable(corpus, {}, OWED, served=date(2027, 11, 30), as_of=AS_OF), case="a case", as_of=AS_OF
    )
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert b"DTSTAMP:20261121T000000Z" in lines
    assert rb"Amount: Rp1\,235." in data.replace(b"\r\n ", b"")
    assert b"Provisional" in data.replace(b"\r\n ", b"")


def test_events(corpus: Corpus) -> None:
    table = timetable(corpus, {}, OWED, served=date(2025, 3, 26), as_of=AS_OF)
    events = Calendar.from_ical(calendar_file(table, case="a case", as_of=AS_OF)).walk("VEVENT")
    spans = [(event.decoded("dtstart"), event.decoded("dtend")) for event in events]
    assert spans == [
        (date(2025, 3, 27), date(2025, 4, 22)),  # the end is the day after the last
        (date(2025, 4, 22), date(2025, 5, 7)),
        (date(2025, 5, 7), date(2025, 6, 6)),
        (date(2025, 6, 6), date(2025, 6, 7)),
    ]
    assert len({event["uid"] for event in events}) == 4


def test_the_same_case_keeps_its_events(corpus: Corpus) -> None:
    def uids(served: date, case: str) -> list[str]:
        data = calendar_file(timetable(corpus, {}, OWED, served=served, as_of=AS_OF), case=case, as_of=AS_OF)
        return [str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")]

    assert uids(date(2025, 3, 26), "a") == uids(date(2025, 3, 27), "a")
    assert not set(uids(date(2025, 3, 26), "a")) & set(uids(date(2025, 3, 26), "b"))


def test_no_dates_no_events(corpus: Corpus) -> None:
    data = calendar_file(timetable(corpus, {}, OWED, served=None, as_of=AS_OF), case="a", as_of=AS_OF)
    assert not Calendar.from_ical(data).walk("VEVENT")
