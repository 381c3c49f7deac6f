"""An office's own templates of the letter: copied out for it, and tried before an audit begins."""

import shutil
from pathlib import Path
from typing import Any, Final

from lindung.compliance.folder import whole_folder
from lindung.messages import LANGUAGES, BadInput, Fault, Language
from lindung.reporting.audit.letter import TEMPLATES, filled, template_path

_TEXTS: Final = (
    "subject", "name", "employer_id", "region", "opening", "attached", "count", "shortfall", "workers", "overpaid",
    "reading", "deadline", "answer",
)  # fmt: skip
_TABLES: Final = {
    "findings": ("rule", "title", "count", "shortfall", "law"),
    "programmes": ("name", "amount"),
    "to_do": ("letter", "text"),
    "fines": ("name", "amount", "about"),
    "steps": ("name", "first", "last", "law"),
}
_EXPLAINED: Final = ("README.md", "README.id.md")
_ANYTHING: Final = "isian"  # what a made-up letter says
_MARKS: Final = ("{{", "}}", "{%", "%}")
_NEVER: Final = ""  # no file's name: a folder with anything in it is refused, lest an office's own wording be lost


def copy_templates(folder: Path) -> list[Path]:
    """Write the templates that ship, and what their blanks hold, into a new or empty folder; gives the files.

    Raises `BadInput` where the folder holds anything.
    """
    names = [*(template_path(language).name for language in LANGUAGES), *_EXPLAINED]
    with whole_folder(folder, _NEVER) as new:
        for name in names:
            shutil.copyfile(TEMPLATES / name, new / name)
    return [folder / name for name in names]


def own_templates(given: Path) -> dict[Language, Path]:
    """The templates at `given`: a folder with `letter.id.docx`, `letter.en.docx` or both, or one Word file.

    One file is for the Indonesian letter, unless its name ends with `.en.docx`. Each is filled with a made-up letter;
    raises `BadInput` where there is none or it cannot be filled.
    """
    found: dict[Language, Path]
    if given.is_dir():
        there = {language: given / template_path(language).name for language in LANGUAGES}
        found = {language: path for language, path in there.items() if path.exists()}
        if not found:
            raise BadInput(Fault("letter-template-folder", {}, str(given)))
    elif given.exists():
        found = {"en" if given.name.lower().endswith(".en.docx") else "id": given}
    else:
        raise BadInput(Fault("file-missing", {}, str(given)))
    for path in found.values():
        _try(path)
    return found


def _try(path: Path) -> None:
    """Fill a template with a made-up letter; raises `BadInput` where that fails, says nothing or leaves a brace."""
    body = filled(path, [made_up()]).docx.element.body
    texts = [str(part.xpath("string()")) for part in body.iterchildren()]
    for text in texts:
        if any(mark in text for mark in _MARKS):
            raise BadInput(Fault("letter-template", {"reason": text.strip()}, str(path)))
    if not any(_ANYTHING in text for text in texts):
        raise BadInput(Fault("letter-template-empty", {}, str(path)))


def made_up() -> dict[str, Any]:
    """A letter with something in every blank."""
    tables = {name: [dict.fromkeys(columns, _ANYTHING)] for name, columns in _TABLES.items()}
    return {**dict.fromkeys(_TEXTS, _ANYTHING), **tables, "notes": [_ANYTHING]}
