"""Every notebook runs as stored, says the same numbers in both languages, and is what its source makes."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

type Language = Literal["id", "en"]

ROOT = Path(__file__).parents[1]


def builder() -> Any:
    """The notebooks' own builder, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("notebook_builder", ROOT / "notebooks" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = builder()
SOURCES = build.sources()
BOTH = [(source, language) for source in SOURCES for language in build.LANGUAGES]
NAMES = [f"{source.name[:2]}-{language}" for source, language in BOTH]


def stored(source: Path, language: Language) -> dict[str, Any]:
    """A notebook as its file has it."""
    found: dict[str, Any] = json.loads(build.target(source, language).read_text(encoding="utf-8"))
    return found


def test_there_are_fourteen_and_nothing_else() -> None:
    assert [source.name[:2] for source in SOURCES] == [f"{n:02}" for n in range(1, 15)]
    files = {file for language in build.LANGUAGES for file in (ROOT / "notebooks" / language).glob("*.ipynb")}
    assert files == {build.target(source, language) for source, language in BOTH}


@pytest.mark.parametrize(("source", "language"), BOTH, ids=NAMES)
def test_it_runs_as_stored(source: Path, language: Language) -> None:
    """By nbval: every cell again, every output compared (pictures apart: their pixels are matplotlib's)."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-o", "addopts=", "-p", "no:cacheprovider"]
    environment = {**os.environ, **build.QUIET, "PYTHONWARNINGS": ""}
    done = subprocess.run(
        [*command, "--nbval-cell-timeout", "600", str(build.target(source, language))],
        capture_output=True, text=True, cwd=ROOT, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]


@pytest.mark.parametrize(("source", "language"), BOTH, ids=NAMES)
def test_it_is_what_its_source_makes(source: Path, language: Language) -> None:
    made = json.loads(build.written(build.notebook(source, language)))
    found = stored(source, language)
    assert found["metadata"] == build.METADATA
    assert [(cell["id"], cell["source"]) for cell in found["cells"]] == [
        (cell["id"], cell["source"]) for cell in made["cells"]
    ], f"run: uv run python notebooks/build.py {source.name[:2]}"


@pytest.mark.parametrize(("source", "language"), BOTH, ids=NAMES)
def test_it_says_nothing_of_this_machine_and_every_text_stands(source: Path, language: Language) -> None:
    found = stored(source, language)
    for cell in found["cells"]:
        assert cell["cell_type"] == "markdown" or cell["execution_count"]
        for output in cell.get("outputs", ()):
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"
            assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
    first = "".join(found["cells"][0]["source"])
    assert first.startswith("# ")
    assert ("Pertanyaan" if language == "id" else "Question") in first


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name[:2])
def test_both_languages_say_the_same_numbers(source: Path) -> None:
    indonesian, english = (stored(source, language)["cells"] for language in build.LANGUAGES)
    assert [cell["id"] for cell in indonesian] == [cell["id"] for cell in english]
    for one, other in zip(indonesian, english, strict=True):
        assert numbers(one) == numbers(other), one["id"]


def numbers(cell: dict[str, Any]) -> list[str]:
    """The digits of every number that a cell's text outputs show, in order; frames write them alike in both."""
    shown = []
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        text = data.get("text/markdown") or data.get("text/html") or data.get("text/plain") or output.get("text", "")
        shown.append("".join(text))
    bare = re.sub(r"<[^>]*>|&[a-z]+;|&#?x?\d+;", " ", " ".join(shown))
    return sorted(re.sub(r"[.,]", "", number) for number in re.findall(r"\d[\d.,]*", bare))
