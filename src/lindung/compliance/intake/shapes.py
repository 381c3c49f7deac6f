"""Amounts of rupiah as people write them, the form decided from the whole column and never from one cell.

A cell is reduced to its shape: currency and blanks go, every digit becomes 9. Shapes are few, so the whole column is
looked at through them. `1.800.000` can only be Indonesian and `1,800,000` only English; `1.800` is either 1800 or
1.8 and waits for the rest of its column. What the column does not settle is set aside.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

import polars as pl

from lindung.compliance.intake.mapping import NumberForm
from lindung.compliance.intake.sheet import CELL_ERROR

LARGEST: Final = 10**15  # an amount beyond it is not kept: arithmetic in whole rupiah would overflow
IMPLAUSIBLE_FROM: Final = 10**10  # rupiah a month
IMPLAUSIBLE_BELOW: Final = 100_000  # rupiah a month: less than a week at any minimum wage since 2013
_NOTHING: Final = frozenset(("", "-", "–", "—", ".", "n/a", "na", "nan", "null", "none", "nihil", "kosong", "?"))
WORDS: Final = {"ribu": 1000, "rb": 1000, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9}
# what a cell carries beside its figure, in the order in which it is taken off; the second of a pair takes its place
_DRESS: Final = (
    (r"rp\.?|idr|rupiah|[\s\x{a0}\x{202f}'’]", ""),
    ("−", "-"),
    (r"[.,][-–—=]+(\)?)$", "${1}"),  # 1.800.000,-
    (r"^\((.+)\)$", "-${1}"),  # (500)
    (r"^(.*[0-9])-$", "-${1}"),  # 500-
    (r"^\+", ""),
)
_ERROR: Final = re.compile(CELL_ERROR.lower().replace("0", "9"))
_SCIENTIFIC: Final = re.compile(r"9(?:([.,])9+)?e\+?9{1,2}")
_OF_WORDS: Final = re.compile(r"9+(?:[.,]9{1,2})?")
_INDONESIAN: Final = re.compile(r"9{1,3}(?:\.999){2,}(?:,9*)?|9{1,3}\.999,9*|9{4,},9*|9*,9{1,2}|9*,9{4,}|9+,")
_ENGLISH: Final = re.compile(r"9{1,3}(?:,999){2,}(?:\.9*)?|9{1,3},999\.9*")
_NUMBER: Final = re.compile(r"9{4,}\.9*|9*\.9{1,2}|9*\.9{4,}|9+\.")
_UNCLEAR: Final = re.compile(r"9{1,3}[.,]999")


class Meaning(Enum):
    """What the shape of a cell says about the form of its column."""

    NOTHING = auto()  # an empty cell, or a word for it
    EITHER = auto()  # the same in every form: digits only, or `1,8 juta`
    INDONESIAN = auto()
    ENGLISH = auto()
    NUMBER = auto()  # a dot before decimals, as programs write numbers
    UNCLEAR = auto()  # one group of three digits: thousands or decimals
    ERROR = auto()
    UNREADABLE = auto()


def bare(column: pl.Expr) -> pl.Expr:
    """Cells in small letters without currency and blanks, a minus in front."""
    text = column.str.to_lowercase()
    for pattern, instead in _DRESS:
        text = text.str.replace_all(pattern, instead)
    return text


def shape(column: pl.Expr) -> pl.Expr:
    """The shape of each cell."""
    return bare(column).str.replace_all("[0-9]", "9")


def meaning_of(shape: str) -> Meaning:
    """What a shape says."""
    if shape in _NOTHING:
        return Meaning.NOTHING
    if _ERROR.match(shape):
        return Meaning.ERROR
    body = shape.removeprefix("-")
    word = word_of(body)
    if word:
        return Meaning.EITHER if _OF_WORDS.fullmatch(body.removesuffix(word)) else Meaning.UNREADABLE
    if body and not body.strip("9"):
        return Meaning.EITHER
    if found := _SCIENTIFIC.fullmatch(body):
        return {None: Meaning.EITHER, ".": Meaning.NUMBER, ",": Meaning.INDONESIAN}[found[1]]
    for pattern, meaning in (
        (_INDONESIAN, Meaning.INDONESIAN), (_ENGLISH, Meaning.ENGLISH), (_NUMBER, Meaning.NUMBER),
        (_UNCLEAR, Meaning.UNCLEAR),
    ):  # fmt: skip
        if pattern.fullmatch(body) and "9" in body:
            return meaning
    return Meaning.UNREADABLE


def word_of(shape: str) -> str | None:
    """The word for thousands or millions at the end of a shape."""
    return next((word for word in WORDS if shape.endswith(word)), None)


def form_of(shapes: Iterable[str], *, in_workbook: bool) -> NumberForm:
    """The form that the shapes of a whole column settle.

    In a workbook a dot before decimals is how a number cell is told and says nothing about cells of text.
    """
    found = {meaning_of(shape) for shape in shapes}
    indonesian = Meaning.INDONESIAN in found
    english = Meaning.ENGLISH in found or (Meaning.NUMBER in found and not in_workbook)
    if indonesian and english:
        return "mixed"
    if indonesian or english:
        return "id" if indonesian else "en"
    return "ambiguous" if Meaning.UNCLEAR in found else "plain"
