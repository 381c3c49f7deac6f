"""The comparison that most tests read: four drafts in Padang, one of them without any effect on the figures."""

import pytest

from lindung.law.corpus import Corpus
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.scenario import Scenario
from tests.reporting.comparison.made import made


@pytest.fixture(scope="session")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


@pytest.fixture(scope="session")
def four(padang: Scenario) -> Comparison:
    return made(padang)
