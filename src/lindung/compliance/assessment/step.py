"""One step of a derivation."""

from dataclasses import dataclass

from lindung.compliance.assessment.law_by_month import cited
from lindung.law.answers import Value
from lindung.law.evidence import Standing
from lindung.messages import Text
from lindung.messages.language import rupiah


@dataclass(frozen=True, slots=True)
class DerivationStep:
    """What is taken or worked out, how, and what comes out; the provision it rests on and how sure that is.

    `rupiah` is None where the outcome is no amount.
    """

    label: Text
    formula: Text
    rupiah: int | None = None
    provision: str | None = None
    standing: Standing | None = None


def taken(label: Text, amount: int | None, value: Value | None = None) -> DerivationStep:
    """An amount as it was given, or as the law sets it."""
    return DerivationStep(label, money(amount), amount, *resting_on(value))


def resting_on(value: Value | None) -> tuple[str | None, Standing | None]:
    """The provision and standing of a value."""
    return (None, None) if value is None else (cited(value), value.standing)


def money(amount: int | None) -> Text:
    """An amount in both languages."""
    if amount is None:
        return Text("tidak diketahui", "not known")
    return Text(rupiah(amount, "id"), rupiah(amount, "en"))


def filled(template: Text, **amounts: int | Text | str) -> Text:
    """A template with amounts in rupiah, texts and words put in."""

    def said(language: str) -> dict[str, str]:
        place = 0 if language == "id" else 1
        return {
            name: money(value)[place] if isinstance(value, int) else value[place] if isinstance(value, Text) else value
            for name, value in amounts.items()
        }

    return Text(template.id.format(**said("id")), template.en.format(**said("en")))
