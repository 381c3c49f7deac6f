"""What a look-up gives: a value with its citation and span, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lindung.law.evidence import Standing, weakest
from lindung.law.register import Parameter
from lindung.law.rules import Rule
from lindung.law.values import Amount
from lindung.messages import Text

Status = Literal["in_force", "not_in_force", "not_encoded"]


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """One value in force, by one provision, from `start` to `until` (None: no end known).

    `region` is the region whose rule it is (the province's where it stands in); `note` says what to know about it.
    """

    parameter: Parameter
    key: str | None
    amount: Amount
    rule: Rule
    start: date
    until: date | None
    note: Text | None = None

    def __repr__(self) -> str:
        name = self.parameter.id if self.key is None else f"{self.parameter.id}[{self.key}]"
        when = f"since {self.start}" if self.until is None else f"{self.start} to {self.until}"
        return f"<{name} = {self.amount} ({self.parameter.unit}), {self.rule.citation}, {when}, {self.standing}>"

    @property
    def provision(self) -> str:
        """Where it stands: `pasal-16/ayat-1`."""
        return self.rule.at

    @property
    def instrument(self) -> str:
        """The instrument it stands in: `pp-44-2015`."""
        return self.rule.instrument

    @property
    def standing(self) -> Standing:
        """How sure it is."""
        return self.rule.evidence.standing

    @property
    def source(self) -> str:
        """Where it was read."""
        return self.rule.evidence.source


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """The entries of a table in force on one day, each with its own citation."""

    parameter: Parameter
    entries: Mapping[str, Value]

    def __repr__(self) -> str:
        return f"<{self.parameter.id}: {', '.join(map(repr, self.entries.values()))}>"

    @property
    def amount(self) -> Mapping[str, Amount]:
        """The plain values by key."""
        return {key: value.amount for key, value in self.entries.items()}

    @property
    def start(self) -> date:
        """The day since which all of it holds."""
        return max(value.start for value in self.entries.values())

    @property
    def until(self) -> date | None:
        """The last day on which all of it holds, None where no end is known."""
        return min((value.until for value in self.entries.values() if value.until is not None), default=None)

    @property
    def provision(self) -> str:
        """Where it stands; several places joined by a comma."""
        return ", ".join(dict.fromkeys(value.provision for value in self.entries.values()))

    @property
    def instrument(self) -> str:
        """The instrument it stands in; several joined by a comma."""
        return ", ".join(dict.fromkeys(value.instrument for value in self.entries.values()))

    @property
    def standing(self) -> Standing:
        """The least sure of its entries."""
        return weakest(tuple(value.standing for value in self.entries.values()))

    @property
    def source(self) -> str:
        """Where it was read."""
        return "; ".join(dict.fromkeys(value.source for value in self.entries.values()))

    @property
    def note(self) -> Text | None:
        """What to know about it."""
        return next((value.note for value in self.entries.values() if value.note is not None), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a look-up. `value` is None unless `status` is `in_force`; `why` then says why."""

    parameter: Parameter
    key: str | None
    status: Status
    value: Value | Table | None
    why: Text | None
    history: tuple[Value | Table, ...]
    beside: tuple[str, ...] = field(default=())


class NoValue(LookupError):
    """Raised by `view[...]` where nothing holds; carries the `answer` with its reason."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.parameter.id)
        self.answer = answer

    def __str__(self) -> str:
        why = self.answer.why
        return f"{self.answer.parameter.id}: {why.en if why else self.answer.status}"
