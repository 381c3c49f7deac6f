"""Faults of input as values of a closed catalogue: what is wrong, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lindung.messages.catalogue import CATALOGUE
from lindung.messages.language import Language, Text, default_language
from lindung.messages.nearest import Nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one input.

    `code` is a key of the catalogue; `details` fill its template. `file` and `line` (1-based) say where, `place` names
    the provision, option or column.
    """

    code: str
    details: dict[str, Any] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None
    place: str | None = None

    def said(self, language: Language) -> str:
        """The whole message in `language`: where, what, mend."""
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = ", ".join(part for part in (where, self.place) if part)
        details = {k: v.said(language) if isinstance(v, Text | Nearest) else v for k, v in self.details.items()}
        body = CATALOGUE[self.code].said(language).format(**details)
        return f"{head}: {body}" if head else body


class BadInput(Exception):
    """Input that cannot be used; carries every fault found in it.

    `str()` gives the messages in the language of the environment; `said(language)` in either.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "BadInput":
        """The same from a sequence, in order of file and line."""
        return cls(*sorted(faults, key=lambda f: (f.file or "", f.line or 0, f.code)))

    def said(self, language: Language) -> str:
        """Every fault on a line of its own."""
        return "\n".join(fault.said(language) for fault in self.faults)

    def __str__(self) -> str:
        return self.said(default_language())
