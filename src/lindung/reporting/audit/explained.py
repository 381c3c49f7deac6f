"""One worker's figures of one month explained: steps with their articles, what was found, and who it is if revealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.messages import Text, default_language
from lindung.reporting.audit.view import StepSaid

_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind a worker's key, as the report names them. Shown only where that was asked for with the key."""

    worker_id: str
    name: str | None
    employer_id: str


@dataclass(frozen=True, slots=True, repr=False)
class Explained:
    """How a worker's figures came about. `findings` are rows of findings.parquet, `notes` what could not be shown."""

    corpus: Corpus
    worker_key: str
    month: int
    steps: tuple[StepSaid, ...]
    findings: tuple[Mapping[str, Any], ...]
    persons: tuple[Person, ...] = ()
    notes: tuple[Text, ...] = field(default=())

    def document(self) -> dict[str, Any]:
        """The explanation as JSON data."""
        return {
            "worker_key": self.worker_key,
            "month": f"{self.month // _MONTHS_A_YEAR}-{self.month % _MONTHS_A_YEAR + 1:02}",
            "persons": [
                {"worker_id": one.worker_id, "name": one.name, "employer_id": one.employer_id} for one in self.persons
            ],
            "steps": [
                {
                    "what": step.what._asdict(),
                    "outcome": step.outcome._asdict(),
                    "provision": step.provision,
                    "recalled": step.recalled,
                    "note": None if step.note is None else step.note._asdict(),
                }
                for step in self.steps
            ],
            "findings": [dict(row) for row in self.findings],
            "notes": [note._asdict() for note in self.notes],
        }

    def __repr__(self) -> str:
        return f"<explanation of {self.worker_key}, {self.document()['month']}, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        from lindung.reporting.audit.terminal import print_explanation  # which prints objects of this class
        from lindung.reporting.shown import Printed

        return Printed(lambda console: print_explanation(console, self, default_language()))._repr_html_()
