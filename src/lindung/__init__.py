"""Lindung: a policy laboratory and compliance checker for Indonesian employment social security.

>>> import lindung
>>> law = lindung.Corpus.load()
>>> ceiling = law.on("2026-11-21")["jp.wage_ceiling"]
>>> ceiling.amount, ceiling.instrument, ceiling.provision
(11086300, 'pp-45-2015', 'pasal-29/ayat-3')
"""

from typing import TYPE_CHECKING, Any

from lindung.door.notebook import Difference, diff
from lindung.law.answers import NoValue
from lindung.law.corpus import Corpus
from lindung.messages import BadInput

if TYPE_CHECKING:
    from lindung.door.audited import Audit, audit
    from lindung.door.comparison import Comparison, compare
    from lindung.simulation.batch import LindungModel
    from lindung.simulation.run import Run, run
    from lindung.simulation.scenario import Scenario

__all__ = [
    "Audit", "BadInput", "Comparison", "Corpus", "Difference", "LindungModel", "NoValue", "Run", "Scenario", "audit",
    "compare", "diff", "run",
]  # fmt: skip

_HEAVY = {
    "Audit": "lindung.door.audited",
    "audit": "lindung.door.audited",
    "Comparison": "lindung.door.comparison",
    "compare": "lindung.door.comparison",
    "LindungModel": "lindung.simulation.batch",
    "Run": "lindung.simulation.run",
    "run": "lindung.simulation.run",
    "Scenario": "lindung.simulation.scenario",
}


def __getattr__(name: str) -> Any:
    """The simulation's names, imported when first asked for: numba and Mesa take longer than the law."""
    if name not in _HEAVY:
        raise AttributeError(f"module 'lindung' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HEAVY[name]), name)
