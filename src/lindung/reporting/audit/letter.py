"""letter.id.docx and letter.en.docx: what each employer in breach is told, from the same figures as summary.json.

The blanks of a Word template are filled with plain text: nothing in a name can become markup, a field or a tag.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from lindung.messages import LANGUAGES, BadInput, Fault, Language
from lindung.messages.nearest import Nearest
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.letter_said import LetterSaid
from lindung.reporting.audit.view import AuditView

TEMPLATES: Final = Path(__file__).parent / "templates"
LETTERS_A_FILE: Final = 100  # employers in one Word file; more go on in letter.id.2.docx
_LETTERS: Final = "letters"  # what a template goes through


def template_path(language: Language) -> Path:
    """The template that ships."""
    return TEMPLATES / f"letter.{language}.docx"


def letters_due(view: AuditView) -> bool:
    """Whether letters are written: a breach, a day of service, and two engines that agree."""
    return bool(view.employers) and view.served is not None and bool(view.summary["engines_agree"])


def write_letters(
    view: AuditView,
    folder: Path,
    *,
    templates: Mapping[Language, Path] | None = None,
    letters_a_file: int = LETTERS_A_FILE,
) -> list[Path]:
    """Write the letters of both languages, a section an employer; nothing where none are due.

    `templates` are an office's own Word files instead of those that ship. Raises `BadInput` where one cannot be filled.
    """
    if not letters_due(view):
        return []
    written = []
    for language in LANGUAGES:
        said = LetterSaid(view, language)
        template = (templates or {}).get(language, template_path(language))
        for number, start in enumerate(range(0, len(view.employers), letters_a_file), 1):
            employers = view.employers[start : start + letters_a_file]
            name = f"letter.{language}.docx" if number == 1 else f"letter.{language}.{number}.docx"
            filled(template, [said.blanks(one) for one in employers]).save(str(folder / name))
            written.append(folder / name)
    return written


def filled(template: Path, letters: Sequence[dict[str, Any]]) -> Any:
    """The template with its blanks filled, as docxtpl has it; `letters` as `LetterSaid.blanks` gives them.

    Raises `BadInput` for what is no Word file, names a blank that there is not, or has none.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    place = str(template)
    document = DocxTemplate(place)
    try:
        document.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError, OSError):
        raise BadInput(Fault("letter-template-not-word", {}, place)) from None
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        if _LETTERS not in document.get_undeclared_template_variables(environment):
            raise BadInput(Fault("letter-template-empty", {}, place))
        document.render({_LETTERS: [_inert(letter) for letter in letters]}, environment, autoescape=True)
    except UndefinedError as error:
        name = ["?", *re.findall(r"'([^']+)'", str(error))][-1]
        known = tuple(letters[0]) if letters else ()
        raise BadInput(
            Fault("letter-template-unknown", {"name": name, "nearest": Nearest(name, known)}, place)
        ) from None
    except (TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError) as error:
        raise BadInput(Fault("letter-template", {"reason": str(error)}, place)) from None
    return document


def _inert(value: Any) -> Any:
    """Texts escaped for XML, braces too: docxtpl gives some pairs of braces a meaning after the template is filled."""
    from markupsafe import Markup, escape

    if isinstance(value, str):
        safe = str(escape(plain(value))).replace("{", "&#123;").replace("}", "&#125;")
        return Markup(safe)  # noqa: S704 - escaped one line above
    if isinstance(value, dict):
        return {name: _inert(one) for name, one in value.items()}
    return [_inert(one) for one in value] if isinstance(value, list) else value


def blanks(view: AuditView, language: Language) -> Iterator[dict[str, Any]]:
    """The blanks of every letter, as texts."""
    said = LetterSaid(view, language)
    return (said.blanks(one) for one in view.employers)
