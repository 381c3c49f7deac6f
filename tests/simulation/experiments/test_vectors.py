"""Which numbers are put in the scenario's place: a calibration's where it speaks, declared ranges elsewhere."""

import numpy as np
import pytest

from lindung.law.corpus import Corpus
from lindung.simulation.calibration.posterior import Posterior
from lindung.simulation.declared import Declared
from lindung.simulation.experiments.experiment import Experiment
from lindung.simulation.experiments.vectors import has_evidence, vectors_from
from lindung.simulation.scenario import Scenario


@pytest.fixture(scope="module")
def padang(corpus: Corpus) -> Scenario:
    return Scenario.load("padang", corpus)


@pytest.fixture(scope="module")
def fitted() -> Posterior:
    rows = np.array([[0.3, 0.10], [0.4, 0.12], [0.5, 0.14]])
    return Posterior(("base_awareness", "keep_paying"), rows, np.full(3, 1 / 3), (), np.zeros((3, 0)), {})


def test_without_a_calibration_all_are_drawn_over_their_ranges(padang: Scenario) -> None:
    found = vectors_from(padang, 40, 1, None, {})
    assert (found.middle, found.posterior, len(found.drawn)) == ({}, None, 40)
    for name in ("keep_paying", "auto_debit_factor"):
        one = padang.declared[name]
        values = sorted(vector[name] for vector in found.drawn)
        assert one.low <= values[0] < one.low + (one.high - one.low) / 40
        assert one.high >= values[-1] > one.high - (one.high - one.low) / 40


def test_a_calibration_gives_the_middle_and_the_draws_of_what_it_speaks_of(padang: Scenario, fitted: Posterior) -> None:
    found = vectors_from(padang, 9, 1, fitted, {})
    assert found.middle == {"base_awareness": 0.4, "keep_paying": 0.12}
    pairs = {(vector["base_awareness"], vector["keep_paying"]) for vector in found.drawn}
    assert pairs == {(0.3, 0.10), (0.4, 0.12), (0.5, 0.14)}
    assert len({vector["auto_debit_factor"] for vector in found.drawn}) == 9
    assert found.posterior == fitted.digest


def test_what_an_experiment_states_itself_is_not_the_calibrations(padang: Scenario, fitted: Posterior) -> None:
    own = {"base_awareness": Declared(0.8, 0.6, 0.95, "S", "-", "assumption")}
    found = vectors_from(padang, 20, 1, fitted, own)
    assert found.middle == {"keep_paying": 0.12}
    assert all(0.6 <= vector["base_awareness"] <= 0.95 for vector in found.drawn)


def test_how_many_agree_to_auto_debit_is_drawn_too(corpus: Corpus) -> None:
    planned = Experiment.load("aearctr-0015911", corpus)
    found = vectors_from(planned.base, 30, 1, None, planned.own)
    asked = [vector["auto_debit_uptake"] for vector in found.drawn]
    assert 0.1 <= min(asked) < 0.2
    assert 0.7 < max(asked) <= 0.8


def test_evidence_stands_beside_padang_alone(padang: Scenario, corpus: Corpus) -> None:
    assert has_evidence(padang)
    assert not has_evidence(Scenario.load("fictional", corpus))
