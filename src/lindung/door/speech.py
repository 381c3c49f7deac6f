"""How the command line speaks: its language, messages on standard error, results on standard output."""

import re
import sys
from collections.abc import Sequence
from typing import Final

import typer
from rich.console import Console

from lindung.messages import LANGUAGES, BadInput, Fault, Language, default_language
from lindung.messages.nearest import Nearest

_PIPED_WIDTH: Final = 120
_USAGE: Final = (
    (re.compile(r"No such command '(.*?)'.*", re.S), "perintah {0} tidak dikenal"),
    (re.compile(r"No such option: (\S+).*", re.S), "opsi {0} tidak dikenal"),
    (re.compile(r"Missing (?:argument|parameter|option) '?([^'.]+).*", re.S), "{0} belum diisi"),
    (re.compile(r"Got unexpected extra argument\(?s?\)? \((.*)\)", re.S), "{0} berlebih"),
    (re.compile(r"Option '?([^' ]+)'? requires an argument.*", re.S), "{0} memerlukan nilai"),
    (re.compile(r"Missing command\.?", re.S), "perintahnya belum disebut"),
    (re.compile(r"Invalid value for '?([^':]+)'?: .*integer.*", re.S), "{0}: bukan bilangan bulat"),
)


def language_of(arguments: Sequence[str]) -> tuple[Language, list[str]]:
    """The language asked for with `--lang` anywhere, else that of the environment; and the other arguments.

    Raises `BadInput` for a language there is not.
    """
    asked: str | None = None
    rest: list[str] = []
    given = iter(arguments)
    for argument in given:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *given]
        elif name == "--lang":
            asked = value if equals else next(given, "")
        else:
            rest.append(argument)
    if asked is None:
        return default_language(), rest
    if asked not in LANGUAGES:
        raise BadInput(Fault("choice", {"key": "--lang", "value": asked or "''", "choices": "id, en"}))
    return ("id" if asked == "id" else "en"), rest


def console() -> Console:
    """Standard output for people: as wide as the terminal, or 120 columns in a file or pipe."""
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(width=width, highlight=False, markup=False, soft_wrap=False)


def complain(message: str) -> None:
    """One message on standard error."""
    sys.stderr.write(f"{message}\n")


def usage_fault(error: typer.TyperException, command: str, commands: Sequence[str], language: Language) -> Fault:
    """What the parser refused, as a fault with its mend."""
    reason = error.format_message().strip().rstrip(".")
    if match := _USAGE[0][0].fullmatch(error.format_message().strip()):
        name = match[1]
        near = Nearest(name, tuple(commands)).said(language)
        reason = f"{'perintah' if language == 'id' else 'no command'} {name}"
        reason += f"{' tidak dikenal' if language == 'id' else ''}{near.rstrip('?.')}"
    elif language == "id":
        for form, words in _USAGE[1:]:
            if match := form.fullmatch(error.format_message().strip()):
                reason = words.format(*match.groups())
                break
    return Fault("usage", {"reason": reason, "command": command})
