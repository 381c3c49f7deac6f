"""The timetable as a calendar file (RFC 5545), one whole-day event a step, in both languages."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from icalendar import Calendar, Event

from lindung.messages import LANGUAGES, Text
from lindung.messages.language import rupiah

_PRODUCT: Final = "-//Lindung//Wage report audit//ID"
_PROVISIONAL: Final = Text(
    "Sementara: keputusan hari libur tahun itu belum ada.", "Provisional: no holiday decree for that year yet."
)
_FINE: Final = Text("Jumlah: {amount}.", "Amount: {amount}.")


def calendar_file(timetable: Mapping[str, Any], *, case: str, as_of: date) -> bytes:
    """The file's bytes for a timetable with dates.

    `case` names the case (any stable text that tells no person): the events keep their UIDs when the case is audited
    again, so that a calendar moves them instead of adding new ones. The stamp is `as_of`, not the clock.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    stamp = datetime.combine(as_of, time(), UTC)
    for step in timetable["steps"]:
        if step["from"] is None:
            continue
        first = date.fromisoformat(step["from"])
        last = date.fromisoformat(step["until"]) if step["until"] else first
        event = Event()
        event.add("uid", f"{hashlib.sha256(f'{case}/{step["step"]}'.encode()).hexdigest()[:32]}@lindung")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(1))  # the end of a whole-day event is the day after it
        event.add("summary", f"PP 86/2013: {step['name']['id']} / {step['name']['en']}")
        event.add("description", _description(step))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(step: Mapping[str, Any]) -> str:
    lines = [step["provision"]]
    if "amount" in step:
        lines += [_FINE.said(language).format(amount=rupiah(step["amount"], language)) for language in LANGUAGES]
    if step["provisional"]:
        lines += [_PROVISIONAL.id, _PROVISIONAL.en]
    return "\n".join(lines)
