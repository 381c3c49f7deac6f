"""Lindung: a policy laboratory and compliance checker for Indonesian employment social security.

>>> import lindung
>>> law = lindung.Corpus.load()
>>> ceiling = law.on("2026-11-21")["jp.wage_ceiling"]
>>> ceiling.amount, ceiling.instrument, ceiling.provision
(11086300, 'pp-45-2015', 'pasal-29/ayat-3')
"""

from lindung.door.notebook import Difference, diff
from lindung.law.answers import NoValue
from lindung.law.corpus import Corpus
from lindung.messages import BadInput

__all__ = ["BadInput", "Corpus", "Difference", "NoValue", "diff"]
