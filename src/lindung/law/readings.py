"""Contested norms: each reading declared with its choices, where each comes from, and its default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from lindung.law.evidence import Standing
from lindung.law.register import both_languages
from lindung.law.source import Source
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read a contested norm."""

    says: Text
    source: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reading:
    """A contested norm: the question, the choices, and the one used unless another is asked for."""

    name: str
    question: Text
    default: str
    choices: Mapping[str, Choice]


class Readings(dict[str, Reading]):
    """Declared readings by name."""

    def chosen(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The choice for every reading: as `asked`, else its default. Raises `BadInput` for an unknown one."""
        faults = []
        for name, choice in asked.items():
            if name not in self:
                faults.append(Fault("reading-unknown", {"name": name, "nearest": Nearest(name, tuple(self))}))
            elif choice not in self[name].choices:
                details = {"key": name, "value": choice, "choices": ", ".join(self[name].choices)}
                faults.append(Fault("choice", details))
        if faults:
            raise BadInput(*faults)
        return {name: asked.get(name, reading.default) for name, reading in self.items()}


def parse_choices(options: Iterable[str]) -> dict[str, str]:
    """`NAME=CHOICE` options as a mapping; raises `BadInput` for another form."""
    asked = {}
    for option in options:
        name, equals, choice = option.partition("=")
        if not (name and equals and choice):
            raise BadInput(Fault("reading-form", {"value": option}))
        asked[name.strip()] = choice.strip()
    return asked


def choices_by_name(options: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The same where one name may stand more than once: its choices in order, each of which is to be tried."""
    found: dict[str, tuple[str, ...]] = {}
    for option in options:
        for name, choice in parse_choices([option]).items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), choice)))
    return found


def read_readings(file: Path) -> Readings:
    """The readings of a corpus; raises `BadInput` with all faults of the file."""
    source = Source(file, file.name)
    result = Readings()
    for name, value in source.keys(source.value, (), optional=source.value or ()).items():
        entry = source.keys(value, (name,), required=("question", "default", "choices"), place=name)
        choices = {}
        for choice, content in (entry.get("choices") or {}).items():
            path = (name, "choices", choice)
            fields = source.keys(content, path, required=("says", "source", "standing"), place=name)
            if fields.get("standing") not in get_args(Standing):
                source.fault("choice", (*path, "standing"), place=name, key="standing", value=fields.get("standing"),
                             choices=", ".join(get_args(Standing)))  # fmt: skip
                continue
            says = both_languages(source, fields.get("says"), (*path, "says"), "says", name)
            choices[choice] = Choice(says, str(fields.get("source")), fields["standing"])
        if entry.get("default") not in choices:
            source.fault("choice", (name, "default"), place=name, key="default", value=entry.get("default"),
                         choices=", ".join(choices))  # fmt: skip
        question = both_languages(source, entry.get("question"), (name, "question"), "question", name)
        result[name] = Reading(name, question, str(entry.get("default")), choices)
    source.raise_faults()
    return result
