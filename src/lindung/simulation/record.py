"""What a result was made from, as data that can be hashed, kept, cited and held against the inputs of another day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument

PACKAGES: Final = ("lindung", "numpy", "numba", "mesa")


def digest(data: Any) -> str:
    """A hash of JSON data."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def versions() -> dict[str, str]:
    """The versions of what the numbers may depend on."""
    return {name: metadata.version(name) for name in PACKAGES}


def law_digest(law: Corpus) -> str:
    """A hash of every file of the corpus and of the drafts enacted."""
    found = hashlib.sha256()
    for file in sorted(path for path in law.folder.rglob("*") if path.suffix in (".yaml", ".csv")):
        found.update(file.relative_to(law.folder).as_posix().encode())
        found.update(file.read_bytes())
    for name in law.enacted:
        found.update(law.instruments[name].file.read_bytes())
    return found.hexdigest()


def draft_digest(instrument: Instrument) -> str:
    """A hash of a draft's file."""
    return hashlib.sha256(instrument.file.read_bytes()).hexdigest()


def differing(one: Mapping[str, Any], other: Mapping[str, Any], under: str = "") -> Sequence[tuple[str, Any, Any]]:
    """Where two identities differ: the name of each differing input, and what each has for it."""
    found: list[tuple[str, Any, Any]] = []
    for name in sorted({*one, *other}):
        mine, its = one.get(name), other.get(name)
        if isinstance(mine, Mapping) and isinstance(its, Mapping):
            found += differing(mine, its, f"{under}{name}.")
        elif mine != its:
            found.append((f"{under}{name}", mine, its))
    return found
