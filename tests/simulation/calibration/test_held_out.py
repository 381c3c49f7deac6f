"""What is held out is never read by calibration: not named in its code, not opened when it runs."""

import ast
import builtins
import io
from pathlib import Path
from typing import Any

import pytest

import lindung.simulation.calibration as package
from lindung.simulation.calibration.calibrate import calibrate
from lindung.simulation.calibration.fit import Effort
from lindung.simulation.scenario import Scenario, home

SOURCES = sorted(Path(package.__file__).parent.glob("*.py"))
NAMES = ("holdout", "held_out", "held-out", "experiments/", "simulation.experiments")  # experiments publish some


def test_they_stand_in_a_folder_of_their_own() -> None:
    lines = (home() / "evidence" / "padang.yaml").read_text(encoding="utf-8").splitlines()
    assert not any(line.startswith("  H") for line in lines)
    assert not any(file.stem.startswith("hold") for file in (home() / "evidence").iterdir())


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_no_calibration_code_names_them(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not any(name in node.value for name in NAMES)
        if isinstance(node, ast.ImportFrom):
            assert not any(name in (node.module or "") for name in NAMES)
            assert not (node.module or "").startswith("lindung.reporting")


def test_a_fit_runs_where_they_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def watched(kept: Any) -> Any:
        def open_file(file: Any, *arguments: Any, **options: Any) -> Any:
            opened.append(str(file))
            if any(name in str(file) for name in NAMES) and not str(file).endswith(".py"):  # sources are hashed whole
                raise PermissionError(file)
            return kept(file, *arguments, **options)

        return open_file

    monkeypatch.setattr(builtins, "open", watched(builtins.open))
    monkeypatch.setattr(io, "open", watched(io.open))
    found = calibrate(
        Scenario.load("padang"), effort=Effort(workers=400, outsiders=200, repeats=2, waves=(8, 8)), processes=1
    )
    assert found.posterior.size >= 1
    assert any("evidence" in name for name in opened)  # the watch sees what is read
    assert not any(name in file for file in opened if not file.endswith(".py") for name in NAMES)
