"""The nearest known name to one that is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

from lindung.messages.language import Language, listed

_FEW: Final = 12


def nearest(name: str, known: Iterable[str], how_many: int = 3) -> list[str]:
    """Up to `how_many` of `known` that resemble `name`, best first; empty where nothing does."""
    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=how_many, score_cutoff=60
    )
    best = max((score for _, score, _ in found), default=0.0)
    return [match for match, score, _ in found if score >= best - 10]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The end of a sentence about an unknown name: `; perhaps a or b?`; where nothing is near, all of a few known."""

    name: str
    known: tuple[str, ...]

    def said(self, language: Language) -> str:
        """The end of the sentence in `language`."""
        names = nearest(self.name, self.known)
        if not names and len(self.known) <= _FEW:
            every = ", ".join(self.known)
            return f". Yang dikenal: {every}." if language == "id" else f". Known: {every}."
        if not names:
            return "."
        listed_names = listed(names, language, "or")
        return f"; mungkin {listed_names}?" if language == "id" else f"; perhaps {listed_names}?"
