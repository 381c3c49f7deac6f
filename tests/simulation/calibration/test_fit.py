"""The fit on a problem whose answer is known; interrupted and resumed; refused from other inputs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from lindung.messages import BadInput
from lindung.simulation.calibration.checkpoint import Checkpoint
from lindung.simulation.calibration.fit import BATCH, Fitted, fit
from lindung.simulation.calibration.informing import informing, tied
from lindung.simulation.calibration.pool import Figures, Measure, Task
from lindung.simulation.calibration.posterior import mean_and_sd, quantiles
from lindung.simulation.calibration.target import NORMAL_90
from tests.simulation.calibration.made import ASKS, EFFORT, FREE, TARGETS, measure

INPUTS = {"what": "invented", "seed": 1}


def fitted(checkpoint: Checkpoint | None = None, measured: Measure = measure, seed: int = 1) -> Fitted:
    return fit(FREE, TARGETS, ASKS, measured, EFFORT, seed, checkpoint)


def grid() -> tuple[np.ndarray, np.ndarray]:
    """The posterior of a and b on a fine grid: flat prior times the normal kernels of the two targets."""
    a, b = np.meshgrid(np.linspace(0, 2, 801), np.linspace(0.5, 4, 801), indexing="ij")
    widths = 0.2 / NORMAL_90, np.hypot(0.3 / NORMAL_90, 0.005 * 1.0)
    log = -0.5 * (((a + b - 2.5) / widths[0]) ** 2 + ((a * b - 1.8) / widths[1]) ** 2)
    weights = np.exp(log - log.max()).ravel()
    return np.stack([a.ravel(), b.ravel()], axis=1), weights / weights.sum()


def test_the_weighted_set_is_the_posterior() -> None:
    found, (points, weights) = fitted(), grid()
    assert found.effective > 60
    for k in range(2):
        mean, sd = mean_and_sd(points[:, k], weights)
        its_mean, its_sd = mean_and_sd(found.vectors[:, k], found.weights)
        assert its_mean == pytest.approx(mean, abs=3 * sd / np.sqrt(found.effective))
        assert its_sd == pytest.approx(sd, rel=0.2)
    low, high = quantiles(found.vectors[:, 2], found.weights, (0.05, 0.95))
    assert low < 0.15  # nothing is said of c
    assert high > 0.85


def test_what_informs_what() -> None:
    found = fitted()
    told = informing(found)
    assert set(told["a"]) == {"sum", "product"}
    assert told["c"] == {}
    assert tied(found)["a ~ b"] < -0.5  # more of one makes up for less of the other


class Interrupted(Exception):
    """Somebody pulled the plug."""


class Failing:
    """Measures so many batches, then fails in the middle of one."""

    def __init__(self, batches: int) -> None:
        self.left = batches

    def __call__(self, tasks: Sequence[Task]) -> list[Figures]:
        if not self.left:
            measure(tasks[: len(tasks) // 2])
            raise Interrupted
        self.left -= 1
        return measure(tasks)


@pytest.mark.parametrize("batches", [0, 1, 2, 4, 7])
def test_interrupted_and_resumed_gives_the_same(batches: int, tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path)
    checkpoint.begin(INPUTS, resume=False)
    with pytest.raises(Interrupted):
        fitted(checkpoint, Failing(batches))
    checkpoint.begin(INPUTS, resume=True)
    run: list[int] = []

    def counted(tasks: Sequence[Task]) -> list[Figures]:
        run.extend(number for number, _ in tasks)
        return measure(tasks)

    again, straight = fitted(checkpoint, counted), fitted()
    assert (again.vectors == straight.vectors).all()
    assert (again.weights == straight.weights).all()
    done = EFFORT.runs - len(run)  # what was kept is not run again
    assert done == min(batches, 1) * EFFORT.repeats + max(batches - 1, 0) * BATCH


def test_a_torn_file_is_run_again(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path)
    checkpoint.begin(INPUTS, resume=False)
    straight = fitted(checkpoint)
    last = tmp_path / "wave-3.npz"
    last.write_bytes(last.read_bytes()[:100])
    assert (fitted(checkpoint).weights == straight.weights).all()


def test_other_inputs_are_refused_and_named(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path)
    checkpoint.begin(INPUTS, resume=False)
    with pytest.raises(BadInput) as caught:
        checkpoint.begin({**INPUTS, "seed": 2}, resume=True)
    assert caught.value.faults[0].code == "checkpoint-differs"
    assert "seed (1 -> 2)" in caught.value.said("en")
    checkpoint.begin({**INPUTS, "seed": 2}, resume=False)  # anew, on purpose
    assert checkpoint.read(0) is None


def test_another_seed_is_another_set() -> None:
    assert (fitted(seed=1).vectors != fitted(seed=2).vectors).any()
