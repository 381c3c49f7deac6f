"""Which files a report is made of, what each really is, and its sheets."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lindung.compliance.intake.delimited import open_delimited
from lindung.compliance.intake.mapping import Wishes
from lindung.compliance.intake.parquet import open_parquet
from lindung.compliance.intake.sheet import Sheet
from lindung.compliance.intake.workbook import open_workbook
from lindung.compliance.intake.workbook_guard import content_of
from lindung.messages import BadInput, Fault

_CONTENTS: Final = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".parquet": "parquet", ".xlsx": "zip", ".xlsm": "zip",
    ".ods": "zip", ".xls": "ole",
}  # fmt: skip
_READ: Final = ".csv, .tsv, .txt, .parquet, .xlsx, .xlsm, .xls, .ods"


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be read, and its name as it is told: without its folder, unless two files share it."""

    path: Path
    shown: str


def files_of(paths: Iterable[Path]) -> list[Given]:
    """The files given, and those in folders given, in order of name. Raises `BadInput` where there is none.

    Hidden files and the lock files of spreadsheet programs are left out.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file())
            found += [one for one in inside if not _is_left_out(one.relative_to(path))]
        else:
            found.append(path)
    if not found:
        raise BadInput(Fault("report-none"))
    names = [path.name for path in found]
    return [
        Given(path, path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}") for path in found
    ]


def _is_left_out(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def digest(path: Path) -> str:
    """The SHA-256 of a file; raises `BadInput` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=path.name)) from None
    except OSError as error:
        raise BadInput(Fault("file-refused", {"reason": error.strerror or type(error).__name__}, path.name)) from None


def open_file(given: Given, kind: str, wishes: Wishes) -> Sequence[Sheet]:
    """The sheets of a file; raises `BadInput` where its content is not what its name says, or cannot be read."""
    path, shown = given.path, given.shown
    expected = _CONTENTS.get(path.suffix.lower())
    if expected is None:
        raise BadInput(Fault("report-kind", {"kind": path.suffix or path.name, "read": _READ}, file=shown))
    head = _beginning(path, shown)
    content = content_of(head)
    # a locked .xlsx is an OLE file: let the password be told rather than the content
    if content != expected and not (expected == "zip" and content == "ole"):
        raise BadInput(Fault("report-content", {"kind": content}, file=shown))
    if content == "parquet":
        return [open_parquet(path, shown)]
    if content == "text":
        return [open_delimited(path, shown, kind, wishes.of(kind, shown, None))]
    sheets = open_workbook(path, shown, content)
    if not sheets:
        raise BadInput(Fault("report-empty", file=shown))
    return sheets


def _beginning(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(1 << 16)
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=shown)) from None
    except OSError as error:
        raise BadInput(Fault("file-refused", {"reason": error.strerror or type(error).__name__}, shown)) from None
    if not head:
        raise BadInput(Fault("report-empty", file=shown))
    return head
