"""The register: every parameter declared once, and the words its values may be made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from lindung.law.literals import quantity
from lindung.law.source import Path_, Source
from lindung.law.values import Number, Shape, Unit
from lindung.messages import LANGUAGES, BadInput, Fault, Text
from lindung.messages.nearest import Nearest

Scope = Literal["national", "region", "scheme"]
type Vocabulary = Mapping[str, Mapping[str, Text]]

_REQUIRED: Final = ("name", "description", "unit", "shape")
_OPTIONAL: Final = ("keys", "words", "of", "by", "scope", "plausible", "introduced")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One quantity of the law.

    `keys` and `words` name vocabularies; `by` is the unit of the lower bounds of bands; `of` the attribute a
    criterion tests; `introduced` the first day on which such a rule existed at all.
    """

    id: str
    name: Text
    description: Text
    unit: Unit
    shape: Shape
    scope: Scope
    keys: str | None = None
    words: str | None = None
    of: str | None = None
    by: Unit | None = None
    plausible: tuple[Number, Number] | None = None
    introduced: date | None = None


class Register(dict[str, Parameter]):
    """Parameters by id."""

    def named(self, name: str) -> Parameter:
        """The parameter of this id; raises `BadInput` with the nearest ids where there is none."""
        if name not in self:
            raise BadInput(Fault("parameter-unknown", {"name": name, "nearest": Nearest(name, tuple(self))}))
        return self[name]

    def search(self, text: str) -> list[Parameter]:
        """Parameters whose id, name or description has every word of `text`, in the order of the register."""
        words = text.lower().split()
        return [p for p in self.values() if all(w in " ".join((p.id, *p.name, *p.description)).lower() for w in words)]


def both_languages(source: Source, value: object, path: Path_, key: str, place: str | None = None) -> Text:
    """A text in both languages; a fault for each that is missing or empty."""
    if not isinstance(value, dict):
        source.fault("language-missing", path, place=place, key=key, missing="id, en")
        return Text("", "")
    for language in LANGUAGES:
        if not str(value.get(language) or "").strip():
            source.fault("language-missing", path, place=place, key=key, missing=language)
    for other in value:
        if other not in LANGUAGES:
            source.fault("key-unknown", (*path, other), place=place, key=other, nearest=Nearest(other, LANGUAGES))
    return Text(" ".join(str(value.get("id") or "").split()), " ".join(str(value.get("en") or "").split()))


def read_vocabulary(file: Path) -> Vocabulary:
    """The vocabularies of a corpus: name to word to label."""
    source = Source(file, file.name)
    result: dict[str, dict[str, Text]] = {}
    for name, words in source.keys(source.value, (), optional=source.value or ()).items():
        known = source.keys(words, (name,), optional=words if isinstance(words, dict) else ())
        result[name] = {w: both_languages(source, label, (name, w), w) for w, label in known.items()}
    source.raise_faults()
    return result


def read_register(file: Path, vocabulary: Vocabulary) -> Register:
    """The register of a corpus; raises `BadInput` with all its faults."""
    source = Source(file, file.name)
    register = Register()
    for name, value in source.keys(source.value, (), optional=source.value or ()).items():
        entry = source.keys(value, (name,), required=_REQUIRED, optional=_OPTIONAL, place=name)
        if entry:
            register[name] = _parameter(source, name, entry, vocabulary)
    source.raise_faults()
    return register


def _parameter(source: Source, name: str, entry: dict[str, Any], vocabulary: Vocabulary) -> Parameter:
    def choice[T: str](key: str, choices: tuple[T, ...], default: T) -> T:
        value = entry.get(key, default)
        if value not in choices:
            source.fault("choice", (name, key), place=name, key=key, value=value, choices=", ".join(choices))
            return default
        return value  # type: ignore[no-any-return]

    unit: Unit = choice("unit", get_args(Unit), "word")
    shape: Shape = choice("shape", get_args(Shape), "scalar")
    for key in ("keys", "words"):
        if entry.get(key) is not None and entry[key] not in vocabulary:
            source.fault("choice", (name, key), place=name, key=key, value=entry[key], choices=", ".join(vocabulary))
    plausible = None
    if (limits := entry.get("plausible")) is not None:
        plain = [
            quantity(limit, "count") or quantity(limit, unit)
            for limit in source.items(limits, (name,), key="plausible")
        ]
        if len(plain) == 2 and plain[0] is not None and plain[1] is not None:
            plausible = (plain[0].amount, plain[1].amount)
        else:
            source.fault("shape-wrong", (name, "plausible"), place=name, parameter="plausible", shape="[a, b]",
                         value=limits, example="[0%, 5%]")  # fmt: skip
    introduced = entry.get("introduced")
    if introduced is not None and not isinstance(introduced, date):
        source.fault("date-form", (name, "introduced"), place=name, key="introduced", value=introduced)
        introduced = None
    return Parameter(
        id=name,
        name=both_languages(source, entry.get("name"), (name, "name"), "name", name),
        description=both_languages(source, entry.get("description"), (name, "description"), "description", name),
        unit=unit,
        shape=shape,
        scope=choice("scope", get_args(Scope), "national"),
        keys=entry.get("keys"),
        words=entry.get("words"),
        of=entry.get("of"),
        by=choice("by", get_args(Unit), "count") if "by" in entry else None,
        plausible=plausible,
        introduced=introduced,
    )
