"""Where the files of an audit lie: kept beside the case key, never in what is handed on.

`audit explain` reads the source again to work a figure out line by line, or to show who a worker is. The folder of an
audit names its files and their hashes only; the paths stay with whoever holds the key.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lindung.messages import BadInput, Fault

_ENDING: Final = ".sources"


def remember(key_file: Path, audit: str, inputs: Mapping[str, tuple[Path, ...]]) -> None:
    """Keep the paths of the audit with the identity `audit`; raises `BadInput` where that cannot be written."""
    folder = key_file.with_name(key_file.name + _ENDING)
    paths = {name: [str(path.absolute()) for path in files] for name, files in inputs.items()}
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        file = folder / f"{audit}.json"
        file.write_text(json.dumps(paths, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    except OSError as error:
        details = {"path": folder, "reason": error.strerror or type(error).__name__}
        raise BadInput(Fault("write-failed", details, place="--key")) from None


def recalled(key_file: Path, audit: str, instead: Path | None = None) -> dict[str, tuple[Path, ...]] | None:
    """The paths kept of an audit, or None where none are or a file is gone.

    `instead` is a folder in which files of the same names lie now.
    """
    file = key_file.with_name(key_file.name + _ENDING) / f"{audit}.json"
    try:
        kept: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = {name: tuple(_placed(path, instead) for path in paths) for name, paths in kept.items()}
    return found if all(path.exists() for paths in found.values() for path in paths) else None


def _placed(path: str, instead: Path | None) -> Path:
    return Path(path) if instead is None else instead / Path(path).name


def audit_identity(*parts: Mapping[str, Any] | str | None) -> str:
    """A name for an audit, from what went into it."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=os.fspath).encode()).hexdigest()[:32]


def digests(inputs: Mapping[str, tuple[Path, ...]]) -> dict[str, list[str]]:
    """The SHA-256 of every input file, folders file by file in order of name."""
    return {name: [_digest(file) for path in paths for file in _files(path)] for name, paths in inputs.items()}


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else (path,)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
