"""The documentation site: it builds in both languages without a dead link, and what it tells to type exists."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from lindung.compliance.assessment.rules import RULES
from lindung.door.command import build
from lindung.messages import LANGUAGES
from lindung.simulation.metrics import METRICS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TWINS = sorted(path for path in DOCS.rglob("*.id.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as a contributor builds it."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, str(DOCS / "build.py"), "--out", str(out)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_every_code_figure_and_task_has_its_page_in_both_languages(site: Path) -> None:
    pages = {language: {path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html")}
             for language in LANGUAGES}  # fmt: skip
    assert pages["id"] == pages["en"]
    tasks = {f"tasks/{path.stem}" for path in (DOCS / "tasks").glob("*[!d].md") if not path.stem.endswith(".id")}
    expected = {*(f"rules/{rule}" for rule in RULES), *(f"metrics/{name}" for name in METRICS), *tasks, "register"}
    assert {f"{name}.html" for name in expected} <= pages["en"]


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    dead = [
        f"{page.relative_to(site)}: {link}"
        for page in site.rglob("*.html")
        for link in re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", link) and not (page.parent / link).resolve().exists()
    ]
    assert not dead


def test_twins_say_the_same_commands() -> None:
    tasks = [path for path in TWINS if path.parent.name == "tasks" or path.name == "first-hour.id.md"]
    assert len(tasks) == 19
    for twin in tasks:
        texts = [path.read_text(encoding="utf-8") for path in (twin, twin.parent / twin.name.replace(".id.md", ".md"))]
        indonesian, english = (re.findall(r"^ {4,}(.*)$", text, re.M) for text in texts)
        assert indonesian == english, twin


def options() -> dict[str, set[str]]:
    """The options of every command by its name."""

    def inside(name: str, command: Any) -> dict[str, set[str]]:
        found = {name: {option for param in command.params for option in param.opts}}
        for part, inner in getattr(command, "commands", {}).items():
            found |= inside(name if part == getattr(command, "unnamed", None) else f"{name} {part}".strip(), inner)
        return found

    return inside("", typer.main.get_command(build("en")))


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_what_a_page_tells_to_type_exists(path: Path) -> None:
    known = options()
    for typed in re.findall(r"(?:^ {4,}|`)uv run lindung ([^`\n]*)", path.read_text(encoding="utf-8"), re.M):
        words = typed.split()
        name = max((name for name in known if words[: len(name.split())] == name.split()), key=len)
        assert name, typed
        for option in (word for word in words if word.startswith("--")):
            assert option in known[name] | {"--help"}, typed
