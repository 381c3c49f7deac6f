"""Who may import whom: door -> reporting -> {simulation, compliance} -> law -> messages."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "lindung"
MAY_IMPORT = {
    "messages": {"messages"},
    "law": {"law", "messages"},
    "simulation": {"simulation", "law", "messages"},
    "compliance": {"compliance", "law", "messages"},
    "reporting": {"reporting", "simulation", "compliance", "law", "messages"},
    "door": {"door", "reporting", "simulation", "compliance", "law", "messages"},
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE)


def imported(file: Path) -> set[str]:
    """The packages of Lindung that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("lindung.")}
        assert "lindung" not in names, f"{file} imports the door"
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_arrows_point_down(file: Path) -> None:
    layer = file.relative_to(PACKAGE).parts[0]
    assert imported(file) <= MAY_IMPORT[layer]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_file_needs_400_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 400


def test_the_page_draws_the_same_arrows() -> None:
    page = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert "door -> reporting -> {simulation, compliance} -> law -> messages" in page
