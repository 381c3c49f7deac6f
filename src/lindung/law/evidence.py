"""How a fact of law is known."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from lindung.messages import Text

Standing = Literal["primary", "secondary", "inferred", "recalled"]

STANDINGS: Final[dict[Standing, Text]] = {
    "primary": Text("naskah dibaca", "text read"),
    "secondary": Text("sumber kedua", "secondary source"),
    "inferred": Text("disimpulkan", "inferred"),
    "recalled": Text("dari ingatan, belum diperiksa", "recalled, not verified"),
}
_FIRMNESS: Final[tuple[Standing, ...]] = ("primary", "secondary", "inferred", "recalled")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read, how sure that makes it, and when it was looked at."""

    standing: Standing
    source: str
    checked: date
    note: str | None = None


def weakest(standings: tuple[Standing, ...]) -> Standing:
    """The least sure of several."""
    return max(standings, key=_FIRMNESS.index)
