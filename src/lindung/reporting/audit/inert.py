"""Text that came in, made harmless for what carries it: no control characters, no person's number, not too long."""

import re
from typing import Final

from lindung.compliance.privacy import scrubbed

LONGEST: Final = 1000  # characters of one incoming text in a report; the source file holds the whole
# tabs, line breaks and the invisible marks that turn the direction of text would change the layout around them
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+")


def plain(text: str, *, masked: bool = True) -> str:
    """The text on one line, cut where it is very long, and any number of a person in it masked unless asked otherwise.

    Everything else stays as it is: escaping is the work of the format that carries it.
    """
    shown = _UNSEEN.sub(" ", text)
    shown = scrubbed(shown) if masked else shown
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} […]"
