"""Figures of a comparison as text in one language: levels by their unit, differences with sign and interval."""

from lindung.messages import Language
from lindung.messages.language import grouped, rupiah, share
from lindung.simulation.comparison.differences import Estimate

MILLION = 1_000_000


def figure(value: float | None, unit: str, language: Language) -> str:
    """A level: `-` where there is none."""
    if value is None:
        return "-"
    if unit == "Rp":
        return rupiah(round(value), language)
    if unit == "share":
        return share(value, language)
    if unit == "months":
        return _decimal(value, 1, language)
    return (
        grouped(round(value), language) if abs(value) >= 100 or value == round(value) else _decimal(value, 1, language)
    )


def signed(found: Estimate, unit: str, language: Language) -> str:
    """A difference with its sign and its interval: `+394 (323 .. 465)`; a difference of nothing is `0`."""
    if found.mean is None:
        return "-"
    if found.mean == 0 and not found.sd:
        return "0"
    scale = 100 if unit == "share" else 1
    digits = _digits(found, scale)
    mean, low, high = (
        None if value is None else _decimal(value * scale, digits, language, sign=place == 0)
        for place, value in enumerate((found.mean, found.low, found.high))
    )
    if unit == "share":
        mean = f"{mean} pp" if language == "en" else f"{mean} poin"
    return f"{mean}" if low is None else f"{mean} ({low} .. {high})"


def _digits(found: Estimate, scale: int) -> int:
    """Decimals that the interval's width warrants: none for widths of ten and more."""
    width = abs((found.half_width or found.mean or 0) * scale)
    return 0 if width >= 10 else 1 if width >= 1 else 2


def _decimal(value: float, digits: int, language: Language, *, sign: bool = False) -> str:
    rounded = round(value, digits) + 0.0  # no minus before a zero
    text = f"{rounded:{'+' if sign else ''},.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text
