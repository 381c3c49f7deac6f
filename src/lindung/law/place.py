"""Where a provision stands: `pasal-16/ayat-1`, said as lawyers cite it, sorted as the law is read."""

import re
from functools import cache
from typing import Final

from lindung.messages import Language, Text

_UNITS: Final[dict[str, Text]] = {
    "menimbang": Text("Menimbang", "Considering"),
    "diktum": Text("Diktum", "Dictum"),
    "bab": Text("Bab", "Chapter"),
    "pasal": Text("Pasal", "Article"),
    "ayat": Text("ayat", "paragraph"),
    "huruf": Text("huruf", "letter"),
    "angka": Text("angka", "number"),
    "penjelasan": Text("penjelasan", "elucidation"),
    "butir": Text("butir", "item"),
    "bagian": Text("bagian", "part"),
    "baris": Text("baris", "row"),
    "halaman": Text("halaman", "page"),
    "surat": Text("surat", "letter of"),
    "lampiran": Text("Lampiran", "Annex"),
    "unseen": Text("pasal belum terbaca", "article not seen"),
}
_PART: Final = re.compile(rf"({'|'.join(_UNITS)})(?:-([0-9]+[a-z]{{0,2}}|[a-z]+))?")
_ORDER: Final = {unit: rank for rank, unit in enumerate(_UNITS)}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@cache
def parts(at: str) -> tuple[tuple[str, str], ...] | None:
    """The path as (unit, number) pairs, or None where `at` is no place."""
    found = []
    for piece in at.split("/"):
        match = _PART.fullmatch(piece)
        if match is None:
            return None
        found.append((match[1], match[2] or ""))
    return tuple(found)


@cache
def order(at: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key: article order, numbers as numbers, 97 before 97A before 98."""
    keys = []
    for unit, number in parts(at) or ():
        digits = re.match(r"[0-9]+", number)
        if digits:
            keys.append((_ORDER[unit], int(digits[0]), number[digits.end() :]))
        else:
            keys.append((_ORDER[unit], _ROMAN.get(number, 0) if unit not in ("huruf",) else 0, number))
    return tuple(keys)


def said(at: str, language: Language) -> str:
    """The place as it is cited: `Pasal 16 ayat (1)`, `Article 16 paragraph (1)`."""
    words = []
    for unit, number in parts(at) or ():
        name = _UNITS[unit].said(language)
        shown = number.upper() if unit in ("pasal", "bab", "diktum") else number
        words.append(f"{name} ({shown})" if unit == "ayat" else f"{name} {shown}".strip())
    return " ".join(words)


def covers(outer: str, inner: str) -> bool:
    """Whether `inner` is `outer` or stands below it."""
    return inner == outer or inner.startswith(f"{outer}/")


def unseen(at: str) -> bool:
    """Whether the article's number was not in the source."""
    return at.startswith("unseen")
