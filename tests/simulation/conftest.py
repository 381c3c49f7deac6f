"""Scenarios that ship, and one run of Sijunjung that many tests compare theirs with."""

from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.simulation.run import Run, run
from lindung.simulation.scenario import Scenario
from tests.simulation.runs import WORKERS


@pytest.fixture(scope="session")
def shipped(corpus: Corpus) -> dict[str, Scenario]:
    return {name: Scenario.load(name, corpus) for name in Scenario.shipped()}


@pytest.fixture(scope="session")
def sijunjung(shipped: dict[str, Scenario]) -> Scenario:
    return shipped["sijunjung"]


@pytest.fixture(scope="session")
def straight(sijunjung: Scenario) -> Run:
    """26 months over three budget years, on one thread."""
    return run(sijunjung, workers=WORKERS, months=26, threads=1)


@pytest.fixture(scope="session")
def saved(sijunjung: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same run after its first 7 months."""
    file = tmp_path_factory.mktemp("state") / "seven.npz"
    run(sijunjung, workers=WORKERS, months=7, threads=1, save_to=file)
    return file
