"""A folder of results that appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lindung.messages import BadInput, Fault


@contextmanager
def whole_folder(folder: Path, mark: str) -> Iterator[Path]:
    """A new folder beside `folder` to fill; it takes the place of `folder` once everything in it is written.

    `folder` may be absent, empty, or hold an earlier result, known by the file `mark`, which is replaced whole. Raises
    `BadInput` where it holds anything else, or cannot be written; then nothing is left behind and nothing has changed.
    """
    earlier = _checked(folder, mark)
    temporary: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        new = temporary / "new"
        new.mkdir()
        yield new
        if earlier:
            folder.rename(temporary / "old")
        try:
            new.replace(folder)
        except OSError:
            if earlier:
                (temporary / "old").rename(folder)
            raise
    except OSError as error:
        details = {"path": folder, "reason": error.strerror or type(error).__name__}
        raise BadInput(Fault("write-failed", details)) from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _checked(folder: Path, mark: str) -> bool:
    """Whether an earlier result stands there."""
    try:
        inside = {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        return False
    except OSError as error:
        details = {"path": folder, "reason": error.strerror or type(error).__name__}
        raise BadInput(Fault("write-failed", details)) from None
    if inside and mark not in inside:
        raise BadInput(Fault("folder-taken", {"folder": folder, "found": sorted(inside)[0]}))
    return bool(inside)
