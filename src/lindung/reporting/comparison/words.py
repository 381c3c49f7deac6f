"""Differences in words that a reader can check against the figure: rounded as their interval warrants, never more."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from lindung.messages import Language, Text
from lindung.messages.language import grouped
from lindung.simulation.comparison.differences import Estimate

type Unit = Literal["months", "rupiah", "share"]
type Verdict = Literal["more", "less", "unclear", "none"]
MINUS: Final = "−"
_MOST_FIGURES: Final = 3  # significant figures of the largest number of an interval, where that keeps its ends apart
_NEXT_TO_NOTHING: Final = -6
TENTHS, HUNDREDTHS = -1, -2  # the finest that a count is shown, however narrow its interval
_LARGE: Final = {12: Text("triliun", "trillion"), 9: Text("miliar", "billion"), 6: Text("juta", "million")}


def verdict(found: Estimate) -> Verdict:
    """What may be said: more, less, not to be told from zero, or no difference in any replicate."""
    if found.mean is None or (found.mean == 0 and not found.sd):
        return "none"
    if found.low is None or found.high is None or not found.is_clear:
        return "unclear"
    return "more" if found.mean > 0 else "less"


@dataclass(frozen=True, slots=True)
class Rounding:
    """`power`: numbers are rounded to whole multiples of ten to this power. `zeros` of the word for large rupiah."""

    power: int
    zeros: int = 0

    @classmethod
    def of(cls, found: Estimate, finest: int = TENTHS) -> "Rounding":
        """Two figures of the interval's half; fewer where the largest number would show more than three."""
        most = max((abs(v) for v in (found.mean, found.low, found.high) if v is not None), default=0.0)
        half = found.half_width or 0.0
        if not most:
            return cls(0)
        largest = math.floor(math.log10(most))
        if half <= most * 1e-9:  # every replicate agrees
            return cls._named(most, max(largest - _MOST_FIGURES + 1, finest))
        width = math.floor(math.log10(half))
        power = min(width, max(width - 1, largest - _MOST_FIGURES + 1))
        return cls._named(most, max(power, finest))

    @classmethod
    def of_level(cls, found: Estimate) -> "Rounding":
        """The same for a level: no more than four figures, however narrow its interval."""
        largest = math.floor(math.log10(abs(found.mean))) if found.mean else 0
        return cls(max(cls.of(found).power, largest - _MOST_FIGURES))

    @classmethod
    def _named(cls, most: float, power: int) -> "Rounding":
        """With the word that the largest number has once it is rounded."""
        return cls(power, zeros_of(cls(power).rounded(most)))

    def of_bound(self, value: float) -> "Rounding":
        """The same, or finer where a bound that is not zero would be shown as zero."""
        if value == 0 or self.rounded(value) != 0:
            return self
        return Rounding(max(math.floor(math.log10(abs(value))), _NEXT_TO_NOTHING), self.zeros)

    def rounded(self, value: float) -> float:
        """The number as it is shown."""
        return round(value, -self.power) + 0.0


def zeros_of(most: float) -> int:
    """Zeros of the largest word (million, billion, trillion) that a number fills at least once; 0 below a million."""
    return next((zeros for zeros in _LARGE if most >= 10**zeros), 0)


def large(zeros: int, language: Language) -> str:
    """`juta`, `million`; nothing for 0."""
    return _LARGE[zeros].said(language) if zeros else ""


def amount(value: float, unit: Unit, rounding: Rounding, language: Language) -> str:
    """A number without its sign: `1.470`, `Rp13,3 juta`, `0,4 %`; the same digits in both languages."""
    if unit == "rupiah":
        whole = Rounding(max(rounding.power, 0), rounding.zeros)
        return _rupiah(abs(whole.rounded(value)), whole, language)
    shown = abs(rounding.rounded(value))
    if unit == "share":
        text = decimal(100 * shown, max(-rounding.power - 2, 0), language)
        return f"{text}\u00a0%" if language == "id" else f"{text}%"
    return decimal(shown, max(-rounding.power, 0), language)


def _rupiah(shown: float, rounding: Rounding, language: Language) -> str:
    if not rounding.zeros:
        return f"Rp{grouped(round(shown), language)}"
    text = decimal(shown / 10**rounding.zeros, max(rounding.zeros - rounding.power, 0), language)
    return f"Rp{text}\u00a0{_LARGE[rounding.zeros].said(language)}"


def rupiah_words(value: float, language: Language, figures: int = _MOST_FIGURES) -> str:
    """A sum as it is said: `Rp604,8 juta`, `Rp2.3 billion`; trailing zeros are left out."""
    shown = abs(value)
    power = math.floor(math.log10(shown)) - figures + 1 if shown else 0
    rounded = Rounding(power).rounded(shown)
    text = _rupiah(rounded, Rounding(power, zeros_of(rounded)), language)
    number, space, name = text.partition("\u00a0")
    mark = "," if language == "id" else "."
    if space and mark in number:
        number = number.rstrip("0").rstrip(mark)
    return f"{MINUS if value < 0 else ''}{number}{space}{name}"


def decimal(value: float, digits: int, language: Language) -> str:
    """A number with so many decimals and the language's marks."""
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def signed_amount(value: float, unit: Unit, rounding: Rounding, language: Language) -> str:
    """With its sign: `+240`, `−Rp13,3 juta`, `0`."""
    shown = rounding.rounded(value)
    sign = "+" if shown > 0 else MINUS if shown < 0 else ""
    return f"{sign}{amount(value, unit, rounding, language)}"


def change(found: Estimate, unit: Unit, language: Language, *, finest: int = TENTHS) -> str:
    """The difference as a number: `+240`; `0` where no replicate differs."""
    if found.mean is None:
        return "–"
    return signed_amount(found.mean, unit, Rounding.of(found, finest), language)


def level(found: Estimate, unit: Unit, language: Language) -> str:
    """A mean as a number of three figures: `78.300`, `Rp94,2 juta`."""
    if found.mean is None:
        return "–"
    if unit == "rupiah":
        return rupiah_words(found.mean, language)
    largest = math.floor(math.log10(abs(found.mean))) if found.mean else 0
    return amount(found.mean, unit, Rounding(max(largest - _MOST_FIGURES + 1, TENTHS)), language)


def bounds(found: Estimate, unit: Unit, language: Language) -> str:
    """The interval as two numbers: `50 … 420`, with signs; empty where there is none."""
    if found.low is None or found.high is None or verdict(found) == "none":
        return ""
    rounding = Rounding.of(found)
    ends = (signed_amount(end, unit, rounding.of_bound(end), language) for end in (found.low, found.high))
    return " … ".join(ends)


def span(found: Estimate, unit: Unit, language: Language) -> str:
    """The interval in words: `antara 50 dan 420 lebih banyak`; says when zero lies in it."""
    said = verdict(found)
    if found.mean is None:
        return Text("tidak ada angkanya", "there is no such figure").said(language)
    if said == "none":
        return Text("tidak berubah pada satu ulangan pun", "does not change in any replicate").said(language)
    if found.low is None or found.high is None:
        return Text("satu ulangan saja, tanpa selang", "one replicate only, no interval").said(language)
    rounding = Rounding.of(found)
    low, high = (amount(end, unit, rounding.of_bound(end), language) for end in (found.low, found.high))
    if not found.half_width:
        same = Text("sama pada setiap ulangan", "the same in every replicate").said(language)
        return f"{low} {_more(said, unit, language)}, {same}"
    between = Text("antara {} dan {}", "between {} and {}").said(language)
    if said == "unclear":
        less, more = (_more(one, unit, language) for one in ("less", "more"))
        doubt = Text("tidak dapat dibedakan dari nol", "cannot be told from zero").said(language)
        return f"{doubt}: {between.format(f'{low} {less}', f'{high} {more}')}"
    ends = (low, high) if said == "more" else (high, low)
    return f"{between.format(*ends)} {_more(said, unit, language)}"


def _more(said: Verdict | str, unit: Unit, language: Language) -> str:
    if said == "more":
        return Text("lebih banyak", "more").said(language)
    return Text("lebih sedikit", "fewer" if unit == "months" else "less").said(language)
