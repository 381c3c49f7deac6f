"""What a fit has run so far, on disk: one file a wave, written whole after each batch, so that it can go on exactly."""

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault
from lindung.simulation.record import differing

type Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Checkpoint:
    """A folder of waves. `inputs.json` says what they were run from."""

    folder: Path

    def begin(self, inputs: Mapping[str, Any], *, resume: bool) -> None:
        """Start anew, or go on; raises `BadInput` where what is there was run from other inputs, naming them."""
        file = self.folder / "inputs.json"
        if resume and file.is_file():
            known = self._read_inputs(file)
            now = json.loads(json.dumps(dict(inputs)))
            if others := differing(known, now):
                named = "; ".join(f"{name} ({_short(before)} -> {_short(after)})" for name, before, after in others)
                raise BadInput(Fault("checkpoint-differs", {"names": named}, file=str(self.folder)))
            return
        self.clear()
        self._write(file, json.dumps(dict(inputs), indent=1).encode())

    def read(self, wave: int) -> tuple[Matrix, Matrix] | None:
        """A wave's vectors and figures, NaN where not run yet; None before the wave was drawn, or where unreadable."""
        try:
            with self._file(wave).open("rb") as file, np.load(file) as kept:
                return kept["vectors"], kept["figures"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def write(self, wave: int, vectors: Matrix, figures: Matrix) -> None:
        """Keep a wave as far as it has come, whole or not at all."""
        held = io.BytesIO()
        np.savez(held, vectors=vectors, figures=figures)
        self._write(self._file(wave), held.getvalue())

    def clear(self) -> None:
        """Remove what is kept."""
        if not self.folder.is_dir():
            return
        for file in (*self.folder.glob("wave-*.npz"), *self.folder.glob("*.part"), self.folder / "inputs.json"):
            file.unlink(missing_ok=True)

    def _file(self, wave: int) -> Path:
        return self.folder / f"wave-{wave}.npz"

    def _read_inputs(self, file: Path) -> dict[str, Any]:
        try:
            return dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise BadInput(Fault("record-unreadable", {"reason": type(error).__name__}, file=str(file))) from None

    def _write(self, file: Path, data: bytes) -> None:
        temporary: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as handle:
                temporary = Path(handle.name)
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            temporary.replace(file)
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            reason = error.strerror or type(error).__name__
            raise BadInput(Fault("write-failed", {"path": file, "reason": reason})) from None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 24 else f"{text[:21]}..."
