"""Employers whose wages show a pattern worth a question: lawful all of them, and never called breaches."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lindung.compliance.sample.cases import Case

CROWD: Final = 12  # workers of such an employer: the patterns ask for ten
RULES: Final = {
    "bunching": "LEAD-BUNCHING", "heaping": "LEAD-HEAPING", "identical": "LEAD-IDENTICAL", "flat": "LEAD-FLAT",
    "low": "LEAD-LOW-WAGE", "dropping": "LEAD-SUDDEN-DROP", "shrinking": "LEAD-FEWER-WORKERS",
}  # fmt: skip
_LOWEST: Final = 4_100_000
_STEP: Final = 100_000
_NOT_ROUND: Final = 7_919


def lead_workers() -> Iterator[tuple[str, Case]]:
    """Each worker with the employer's name in `firms.LEADING`."""
    for place in range(CROWD):
        uneven = _LOWEST + place * (_STEP + _NOT_ROUND)
        yield "bunching", Case("lead-bunching", (), {}, level=1.0)
        yield "heaping", Case("lead-heaping", (), {}, wage=_LOWEST + place * _STEP)
        yield "identical", Case("lead-identical", (), {}, wage=_LOWEST + _NOT_ROUND)
        yield "flat", Case("lead-flat", (), {}, wage=uneven)
        yield "low", Case("lead-low-wage", (), {}, level=1.06 + place / 100)
        yield "dropping", Case("lead-sudden-drop", (), {}, level=1.7 + place / 50, falls_from=11)
        stays = Case("lead-fewer-workers", (), {}, level=1.2 + place / 30)
        yield "shrinking", replace(stays, months=8, leaves_on=31) if place % 2 else stays
    for place in range(1, 6):
        yield f"high_{place}", Case("lead-high-wage", (), {}, level=2.4)
