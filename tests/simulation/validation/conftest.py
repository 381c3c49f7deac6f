"""The two places that facts are measured in."""

import pytest

from lindung.law.corpus import Corpus
from lindung.simulation.scenario import Scenario


@pytest.fixture(scope="session")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


@pytest.fixture(scope="session")
def fictional(corpus: Corpus) -> Scenario:
    """January 2024 to December 2025, 2,000 workers."""
    return Scenario.load("fictional", corpus)
