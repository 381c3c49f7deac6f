"""The language in which results show themselves, chosen once at the top of a notebook."""

import os

from lindung.messages import LANGUAGES, BadInput, Fault, default_language
from lindung.messages.language import LANGUAGE_VARIABLE


def language(chosen: str | None = None) -> str:
    """Let every result from here on speak `id` or `en`; without an argument, say which it is.

    It stands in the environment as `LINDUNG_LANG`, so that commands started from the notebook speak it too. Raises
    `BadInput` for a language there is not.
    """
    if chosen is not None:
        if chosen not in LANGUAGES:
            raise BadInput(Fault("choice", {"key": "language", "value": repr(chosen), "choices": "id, en"}))
        os.environ[LANGUAGE_VARIABLE] = chosen
    return default_language()
