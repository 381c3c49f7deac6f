"""A posterior as it ships: written and read, drawn from, and held against the model it was fitted with."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lindung.messages import BadInput
from lindung.simulation.calibration.belonging import standing
from lindung.simulation.calibration.fit import fit
from lindung.simulation.calibration.posterior import (
    Posterior,
    files_of,
    pinned,
    posterior_of,
    quantiles,
    read_posterior,
)
from tests.simulation.calibration.made import ASKS, EFFORT, FREE, TARGETS, measure


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    bare = posterior_of(fit(FREE, TARGETS, ASKS, measure, EFFORT, 1), {})
    return replace(bare, record={"result_digest": bare.digest})


def written(posterior: Posterior, folder: Path) -> tuple[Path, Path]:
    table, record = files_of(folder, "made")
    table.write_text(posterior.table(), encoding="utf-8")
    record.write_text(json.dumps(posterior.record), encoding="utf-8")
    return table, record


def test_written_and_read_is_the_same(posterior: Posterior, tmp_path: Path) -> None:
    found = read_posterior(*written(posterior, tmp_path))
    assert found.names == posterior.names
    assert found.targets == posterior.targets
    assert (found.vectors == posterior.vectors).all()
    assert (found.weights == posterior.weights).all()
    assert (found.compared == posterior.compared).all()
    assert found.medoid == posterior.medoid


def test_a_table_that_was_touched_is_refused(posterior: Posterior, tmp_path: Path) -> None:
    table, record = written(posterior, tmp_path)
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_posterior(table, record)
    assert caught.value.faults[0].code == "posterior-changed"


def test_draws_come_as_often_as_vectors_weigh(posterior: Posterior) -> None:
    draws = [tuple(posterior.draw(number).values()) for number in range(4_000)]
    for vector, weight in zip(posterior.vectors, posterior.weights, strict=True):
        assert draws.count(tuple(vector)) / 4_000 == pytest.approx(weight, abs=4 / 4_000)  # even, not by chance


def test_few_draws_are_spread_already(posterior: Posterior) -> None:
    few = np.array([posterior.draw(number)["a"] for number in range(24)])
    low, high = quantiles(posterior.vectors[:, 0], posterior.weights, (0.25, 0.75))
    assert 6 <= ((few > low) & (few < high)).sum() <= 18


def test_the_medoid_is_in_the_middle(posterior: Posterior) -> None:
    at = posterior.medoid
    assert any(np.array_equal(list(at.values()), vector) for vector in posterior.vectors)
    middle = np.average(posterior.vectors, axis=0, weights=posterior.weights)
    sd = np.sqrt(np.average((posterior.vectors - middle) ** 2, axis=0, weights=posterior.weights))
    far = np.linalg.norm((posterior.vectors - middle) / sd, axis=1)
    own = np.linalg.norm((np.array(list(at.values())) - middle) / sd)
    assert own < np.quantile(far, 0.25)


def test_contraction() -> None:
    prior = Posterior(("a", "b", "c"), np.zeros((0, 3)), np.zeros(0), (), np.zeros((0, 0)), {})
    rng = np.random.default_rng(1)
    vectors = np.stack(
        [1 + 0.02 * rng.standard_normal(2_000), 0.5 + 3.5 * rng.random(2_000), rng.random(2_000)], axis=1
    )
    found = pinned(FREE, replace(prior, vectors=vectors, weights=np.full(2_000, 1 / 2_000)))
    assert found[0].contraction == pytest.approx(1 - 0.02 / (2 / np.sqrt(12)), abs=0.01)
    assert found[1].contraction == pytest.approx(0, abs=0.03)
    assert (found[0].low, found[0].high) == pytest.approx((1 - 0.0329, 1 + 0.0329), abs=0.005)


def test_weighted_quantiles_are_those_of_repeated_values() -> None:
    values, counts = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 1.0])
    repeated = np.sort(np.repeat(values, counts.astype(int)))
    for p in (0.1, 0.5, 0.6, 0.75, 1.0):
        assert quantiles(values, counts, (p,))[0] == repeated[int(np.ceil(p * 4)) - 1]


def test_standing_is_said(posterior: Posterior, shipped: dict) -> None:  # type: ignore[type-arg]
    stale = standing(shipped["padang"], replace(posterior, record={"identity": {"evidence_digest": "of other days"}}))
    assert stale is not None
    assert stale.what == "evidence"
