"""Reads an .xls in a process of its own and hands its sheets on as Arrow files: `PATH FOLDER`, the list on stdout."""

import json
import sys
from pathlib import Path

from lindung.compliance.intake.workbook import loaded

_MEMORY = 6 << 30  # bytes of address space


def main(path: str, folder: str) -> None:
    """Each sheet with cells as `FOLDER/N.arrow`; its name, whether it is hidden and its first column on stdout."""
    _limit()
    listed = []
    for place, (name, hidden, first, cells) in enumerate(loaded(Path(path))):
        cells.write_ipc(Path(folder) / f"{place}.arrow")
        listed.append([name, hidden, first])
    sys.stdout.write(json.dumps(listed))


def _limit() -> None:
    """A sheet that would need more memory ends this process, not the audit. Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
