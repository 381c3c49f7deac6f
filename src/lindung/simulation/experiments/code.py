"""A hash of the code that moves a city, so that a prediction can tell when the model has changed since."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

# what only looks at cities, and cannot change one
_LOOKS_ON: Final = ("calibration", "comparison", "holdouts", "sensitivity", "validation")


@cache
def model_digest() -> str:
    """SHA-256 over every source file of the simulation but those that only look on, names and contents."""
    home = Path(__file__).parents[1]
    found = hashlib.sha256()
    for file in sorted(home.rglob("*.py")):
        name = file.relative_to(home)
        if name.parts[0] not in _LOOKS_ON:
            found.update(name.as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
