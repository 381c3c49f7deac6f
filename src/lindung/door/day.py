"""Days as they are given on the command line."""

from datetime import date

from lindung.messages import BadInput, Fault


def read_day(text: str, option: str) -> date:
    """The day of `YYYY-MM-DD`. Raises `BadInput` naming the option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(Fault("date-form", {"key": option, "value": text})) from None
