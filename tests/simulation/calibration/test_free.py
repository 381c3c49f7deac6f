"""What calibration moves, and what a vector means in a scenario."""

from dataclasses import replace

import numpy as np
import pytest

from lindung.messages import BadInput
from lindung.simulation.calibration.free import SPREAD, applied, free_parameters, from_cube, named, to_cube
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.scenario import Scenario


def test_every_number_marked_e_is_moved_and_no_other(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    free = free_parameters(padang, evidence_of(padang))
    names = {one.name for one in free if not one.bridge}
    marked = {name for name, one in padang.declared.items() if one.kind == "E" and one.low < one.high}
    assert names == {SPREAD if name.endswith(".sd_transitory") else name for name in marked}
    assert [one.name for one in free if one.bridge] == ["geography"]
    for one in free:
        assert one.low <= one.value <= one.high


def test_a_vector_changes_what_it_names(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    free = free_parameters(padang, evidence_of(padang))
    own = {one.name: one.value for one in free}
    assert applied(padang, own) == padang
    for one in free:
        changed = applied(padang, {one.name: one.low})
        assert (changed == padang) == (one.bridge or one.value == one.low), one.name
    spread = applied(padang, {SPREAD: 1.2})
    assert [t.sd_transitory for t in spread.trades] == [1.2 * t.sd_transitory for t in padang.trades]


def test_what_belongs_to_a_place_stays_there(shipped: dict[str, Scenario]) -> None:
    vector = {"population.initial_members": 0.2, "lapse_early": 0.11}
    elsewhere = applied(shipped["sijunjung"], vector, of_place=False)
    assert elsewhere.population == shipped["sijunjung"].population
    assert elsewhere.behaviour["lapse_early"] == 0.11


def test_the_cube_and_back(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    free = free_parameters(padang, evidence_of(padang))
    cube = np.random.default_rng(1).random((50, len(free)))
    vectors = from_cube(free, cube)
    assert np.abs(to_cube(free, vectors) - cube).max() < 1e-4  # six figures are kept
    for name, value in named(free, vectors[0]).items():
        assert value == float(f"{value:.6g}"), name


def test_a_number_that_cannot_be_moved_is_refused(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    size = padang.declared["population.size"]
    odd = replace(padang, declared={**padang.declared, "population.size": replace(size, kind="E")})
    with pytest.raises(BadInput) as caught:
        free_parameters(odd, evidence_of(padang))
    assert caught.value.faults[0].code == "free-unknown"
