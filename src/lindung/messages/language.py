"""Two languages, and how each writes numbers and dates."""

import os
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, Language]] = ("id", "en")
LANGUAGE_VARIABLE: Final = "LINDUNG_LANG"  # of the environment; `lindung.language` sets it


class Text(NamedTuple):
    """One thing said in both languages."""

    id: str
    en: str

    def said(self, language: Language) -> str:
        """The text in `language`."""
        return self.id if language == "id" else self.en


def default_language() -> Language:
    """The language that `LINDUNG_LANG` names, else that of the locale: `en` where it says English, else `id`."""
    for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "en" if value.lower().startswith("en") else "id"
    return "id"


def rupiah(amount: int, language: Language) -> str:
    """Whole rupiah with the language's thousands mark: `Rp16.800`, `Rp16,800`."""
    return f"{'-' if amount < 0 else ''}Rp{grouped(abs(amount), language)}"


def grouped(amount: int, language: Language) -> str:
    """A whole number with the language's thousands mark."""
    return format_decimal(amount, locale=language)


def percent(fraction: Decimal, language: Language) -> str:
    """A fraction as per cent without trailing zeros, at least two decimals below two: `0,30 %`, `1.60%`, `3.7%`."""
    value = (fraction * 100).normalize()
    text = f"{value:f}"
    if value % 1 and abs(value) < 2 and len(text.partition(".")[2]) < 2:
        text = f"{value:.2f}"
    return f"{text.replace('.', ',')} %" if language == "id" else f"{text}%"


def share(value: float, language: Language) -> str:
    """A share of 0 to 1 as per cent with one decimal: `12,8 %`, `12.8%`."""
    text = f"{100 * value:.1f}"
    return f"{text.replace('.', ',')} %" if language == "id" else f"{text}%"


def day(value: date, language: Language) -> str:
    """A day written out: `7 Februari 2025`, `7 February 2025`."""
    return format_date(value, "d MMMM y", locale=language)


def listed(items: Iterable[str], language: Language, last: Literal["and", "or"] = "and") -> str:
    """Items joined as a sentence does it: `a, b, and c`."""
    words = list(items)
    joint = {"id": {"and": "dan", "or": "atau"}, "en": {"and": "and", "or": "or"}}[language][last]
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return f"{words[0]} {joint} {words[1]}"
    return f"{', '.join(words[:-1])}, {joint} {words[-1]}"
