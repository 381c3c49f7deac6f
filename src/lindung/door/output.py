"""Results on standard output, and files written whole or not at all."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from lindung.messages import BadInput, Fault


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a text file beside its place and move it there; raises `BadInput` and leaves nothing behind on failure."""
    write_bytes(path, lambda file: file.write(text.encode()))


def write_bytes(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """The same for whatever `write` puts into an open file."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            temporary = file.name
            write(file)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise BadInput(Fault("write-failed", {"path": path, "reason": reason})) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
