"""What every part says to a user: two languages, and a closed list of input faults."""

from lindung.messages.faults import BadInput, Fault
from lindung.messages.language import LANGUAGES, Language, Text, default_language

__all__ = ["LANGUAGES", "BadInput", "Fault", "Language", "Text", "default_language"]
