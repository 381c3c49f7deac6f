"""Lindung: a policy laboratory and compliance checker for Indonesian employment social security.

>>> import lindung
>>> law = lindung.Corpus.load()
>>> ceiling = law.on("2026-11-21")["jp.wage_ceiling"]
>>> ceiling.amount, ceiling.instrument, ceiling.provision
(11086300, 'pp-45-2015', 'pasal-29/ayat-3')
"""

from typing import TYPE_CHECKING, Any

from lindung.door.language import language
from lindung.door.notebook import Difference, diff
from lindung.law.answers import NoValue
from lindung.law.corpus import Corpus
from lindung.messages import BadInput

if TYPE_CHECKING:
    from lindung.compliance.sample.generator import sample
    from lindung.door.audited import Audit, audit
    from lindung.door.changed import changed, own_scenario
    from lindung.door.comparison import Comparison, compare
    from lindung.door.drafting import draft
    from lindung.door.ran import Run, run
    from lindung.door.shown import amount, bars, clauses, lines, show, table, text
    from lindung.door.validated import Fitted, HeldOut, Validation, fitted, hold_out, validate
    from lindung.door.widgets import explore
    from lindung.simulation.batch import LindungModel
    from lindung.simulation.scenario import Scenario

__all__ = [
    "Audit", "BadInput", "Comparison", "Corpus", "Difference", "Fitted", "HeldOut", "LindungModel", "NoValue", "Run",
    "Scenario", "Validation", "amount", "audit", "bars", "changed", "clauses", "compare", "diff", "draft", "explore",
    "fitted", "hold_out", "language", "lines", "own_scenario", "run", "sample", "show", "table", "text", "validate",
]  # fmt: skip

_HEAVY = {
    "Audit": "lindung.door.audited",
    "audit": "lindung.door.audited",
    "changed": "lindung.door.changed",
    "own_scenario": "lindung.door.changed",
    "Comparison": "lindung.door.comparison",
    "compare": "lindung.door.comparison",
    "draft": "lindung.door.drafting",
    "Run": "lindung.door.ran",
    "run": "lindung.door.ran",
    "sample": "lindung.compliance.sample.generator",
    **dict.fromkeys(("amount", "bars", "clauses", "lines", "show", "table", "text"), "lindung.door.shown"),
    **dict.fromkeys(("Fitted", "HeldOut", "Validation", "fitted", "hold_out", "validate"), "lindung.door.validated"),
    "explore": "lindung.door.widgets",
    "LindungModel": "lindung.simulation.batch",
    "Scenario": "lindung.simulation.scenario",
}


def __getattr__(name: str) -> Any:
    """The simulation's names, imported when first asked for: numba and Mesa take longer than the law."""
    if name not in _HEAVY:
        raise AttributeError(f"module 'lindung' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HEAVY[name]), name)
