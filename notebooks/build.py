"""Builds the notebooks of both languages from one source each, runs them, and keeps their outputs.

    uv run python notebooks/build.py                 # all
    uv run python notebooks/build.py 01 04           # some

A source is a file of cells (`# %%`). A text cell stands once in each language (`# %% [markdown] id`, `... en`), a code
cell once for both: `said("teks", "text")` becomes the text of the notebook's language, and a comment that begins with
`# id:` or `# en:` stays in that language alone. So the two notebooks run the same code on the same numbers. The code of
a cell marked `# %% hidden` is folded away: its output is what matters. What `# %% live` shows (knobs) is not kept.

The same source gives the same file: ids of cells are their numbers, no times are kept, progress bars are off.
"""

import ast
import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Literal

import nbformat
from nbclient import NotebookClient

Language = Literal["id", "en"]

HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "source"
LANGUAGES: Final[tuple[Language, Language]] = ("id", "en")
METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
QUIET: Final = {"TQDM_DISABLE": "1"}  # progress bars are for people
# by what a code cell is marked with, its metadata
KINDS: Final[dict[str, dict[str, Any]]] = {
    "hidden": {"jupyter": {"source_hidden": True}},
    "live": {"tags": ["nbval-ignore-output"]},
}
_CELL: Final = re.compile(r"^# %%(?: \[(markdown)\] (id|en)| (hidden|live))?$", re.M)
_COMMENT: Final = re.compile(r"^(?P<indent>\s*)# (?P<language>id|en): (?P<said>.*)$")
_TITLE: Final = re.compile(r"^# file: (\S+) (\S+)$", re.M)


def sources(names: list[str] | None = None) -> list[Path]:
    """The sources, or those whose names begin with one of `names`."""
    return [one for one in sorted(SOURCES.glob("*.py")) if not names or one.name.startswith(tuple(names))]


def target(source: Path, language: Language) -> Path:
    """Where the notebook of a language stands; its name is in that language."""
    names = _TITLE.search(source.read_text(encoding="utf-8"))
    if names is None:
        raise ValueError(f"{source.name}: the first line must be `# file: nama name`")
    return HERE / language / f"{source.name[:2]}_{names[1 + LANGUAGES.index(language)]}.ipynb"


def cells(source: Path, language: Language) -> Iterator[tuple[str, str]]:
    """The cells of one language as (type, text)."""
    parts = _CELL.split(source.read_text(encoding="utf-8"))
    for kind, its, mark, text in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        if kind is None:
            yield mark or "code", in_language(text.strip(), language)
        elif its == language:
            yield "markdown", "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.strip().splitlines())


def in_language(code: str, language: Language) -> str:
    """Code with the texts and comments of one language."""
    lines = []
    for line in code.splitlines():
        comment = _COMMENT.match(line)
        if comment is None:
            lines.append(line)
        elif comment["language"] == language:
            lines.append(f"{comment['indent']}# {comment['said']}")
    return _texts("\n".join(lines), language)


def _texts(code: str, language: Language) -> str:
    """`said("teks", "text")` as the one text, innermost first."""
    calls = [
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "said"
    ]
    if not calls:
        return code
    last = max(calls, key=lambda node: (node.lineno, node.col_offset))
    chosen = ast.get_source_segment(code, last.args[LANGUAGES.index(language)]) or ""
    raw = [line.encode() for line in code.splitlines(keepends=True)]
    before = b"".join(raw[: last.lineno - 1]) + raw[last.lineno - 1][: last.col_offset]
    end = len(b"".join(raw[: (last.end_lineno or 1) - 1])) + (last.end_col_offset or 0)
    if "\n" in chosen and not before.rstrip().endswith((b"(", b",", b"[")):
        chosen = f"({chosen})"
    return _texts((before + chosen.encode() + code.encode()[end:]).decode(), language)


def notebook(source: Path, language: Language) -> Any:
    """The notebook without outputs, its code laid out as the house does."""
    found = nbformat.v4.new_notebook(metadata=METADATA)
    for number, (kind, text) in enumerate(cells(source, language)):
        make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        cell = make(text)
        cell["id"] = f"{source.name[:2]}-{number:02}"
        cell["metadata"] = KINDS.get(kind, {})
        found.cells.append(cell)
    command = [sys.executable, "-m", "ruff", "format", "--config", str(HERE.parent / "pyproject.toml")]
    command += ["--stdin-filename", f"{source.stem}.ipynb", "-"]
    laid = subprocess.run(  # noqa: S603 - ruff itself
        command, input=written(found), capture_output=True, text=True, check=True, cwd=HERE
    )
    return nbformat.reads(laid.stdout, as_version=4)


def run(found: Any, folder: Path) -> Any:
    """The notebook with its outputs, run in `folder`.

    Raises `CellExecutionError` where a cell fails, `ValueError` where one writes to standard error.
    """
    client = NotebookClient(found, timeout=900, record_timing=False, resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, **QUIET})
    for cell in found.cells:
        cell.metadata.pop("execution", None)
        if cell.metadata.get("tags") == KINDS["live"]["tags"]:
            cell.outputs = []
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr":
                raise ValueError(f"{cell['id']} wrote to stderr: {output['text']}")
    found.metadata = METADATA
    return found


def written(found: Any) -> str:
    """The notebook as its file has it."""
    return str(nbformat.writes(found, version=4, indent=1, sort_keys=True, ensure_ascii=False)) + "\n"


def build(source: Path, language: Language) -> Path:
    """Build, run and write one notebook; gives its path."""
    asyncio.set_event_loop(asyncio.new_event_loop())  # each thread its own
    file = target(source, language)
    file.parent.mkdir(exist_ok=True)
    file.write_text(written(run(notebook(source, language), file.parent)), encoding="utf-8")
    return file


def main(names: list[str]) -> None:
    """Build the notebooks named, in both languages, two at a time."""
    wanted = [(source, language) for source in sources(names) for language in LANGUAGES]
    with ThreadPoolExecutor(2) as pool:
        for file in pool.map(lambda one: build(*one), wanted):
            sys.stdout.write(f"{file.relative_to(HERE)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
