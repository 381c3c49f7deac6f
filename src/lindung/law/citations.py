"""Instruments and provisions as lawyers name them."""

import re
from datetime import date
from typing import Final

from lindung.law import place
from lindung.law.instruments import Instrument
from lindung.messages import Language
from lindung.messages.language import day

_NUMBERED: Final = re.compile(r"([a-z]+(?:-[a-z]+)*)-(\d+)-(\d{4})")
_CAPITALS: Final = {"uu", "pp", "pmk", "se", "bpjs"}


def short(instrument: Instrument, language: Language) -> str:
    """`PP 44/2015`, `Perwali Tangsel 6/2025`; the title where the instrument has no number."""
    match = _NUMBERED.fullmatch(instrument.name)
    if match is None or instrument.level == "draft":
        return instrument.title.said(language)
    words = (word.upper() if word in _CAPITALS else word.capitalize() for word in match[1].split("-"))
    return f"{' '.join(words)} {match[2]}/{match[3]}"


def cited(instrument: Instrument, at: str, language: Language) -> str:
    """`PP 44/2015 Pasal 16 ayat (1)`."""
    return f"{short(instrument, language)} {place.said(at, language)}"


def span(start: date, until: date | None, language: Language) -> str:
    """`1 Maret 2022 - 28 Februari 2023`, or since when."""
    if until is None:
        return f"{'sejak' if language == 'id' else 'since'} {day(start, language)}"
    return f"{day(start, language)} - {day(until, language)}"
