"""A comparison draws its replicates from a posterior where there is one that still belongs to the model."""

from dataclasses import replace
from pathlib import Path

import pytest

from lindung.reporting.comparison.certainty import fitted, intervals
from lindung.reporting.run import notes
from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.calibration.free import applied
from lindung.simulation.comparison.compare import DECISIVE, compare, explained
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.calibration.place import calibrated

BASE, DRAFT = "perwali-padang-13-2022", "padang-jht"
SMALL = {"workers": 600, "months": 52, "threads": 1}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return calibrated(tmp_path_factory.mktemp("padang"))


@pytest.fixture(scope="module")
def drawn(place: Path) -> Comparison:
    return compare(place, regulations=(BASE, DRAFT), replicates=4, **SMALL)  # type: ignore[arg-type]


def test_replicate_r_takes_draw_r_in_every_arm(place: Path, drawn: Comparison) -> None:
    posterior, stale = fitting(Scenario.load(place))
    assert posterior is not None
    assert stale is None
    assert drawn.identity["posterior"] == posterior.digest
    for replicate in (0, 3):
        scenario = applied(Scenario.load(place), posterior.draw(replicate))
        for number, regulation in enumerate((BASE, DRAFT)):
            alone = run(
                scenario,
                regulation=regulation,
                seed=drawn.plan.seed_of(replicate),
                fixed_parameters=True,
                **SMALL,  # type: ignore[arg-type]
            )
            assert list(drawn.outcomes.values())[replicate].figures[number] == alone.metrics


def test_intervals_are_of_one_more_draw(drawn: Comparison) -> None:
    values = [a - b for a, b in zip(drawn.values(1, DECISIVE), drawn.values(0, DECISIVE), strict=True)]  # type: ignore[operator]
    found, of_mean = drawn.arms[1].differences[DECISIVE], estimate(values)
    n = drawn.replicates
    assert found.half_width == pytest.approx((of_mean.half_width or 0) * (n + 1) ** 0.5)
    assert found.error == pytest.approx(of_mean.half_width)  # what more replicates would narrow
    for language, word in (("id", "kalibrasi"), ("en", "calibration")):
        assert word in intervals(drawn, language)  # type: ignore[arg-type]


def test_how_much_of_the_doubt_is_parameters(drawn: Comparison) -> None:
    found = explained(drawn, points=3, threads=1)
    split = found.split(1, DECISIVE)
    assert {job.point for job in found.at_points} == {0, 1, 2}
    assert split.parameters is not None
    assert 0 <= (split.parameter_share or 0) <= 1


def test_the_scenario_as_it_is_where_asked(place: Path, drawn: Comparison) -> None:
    found = compare(place, regulations=(BASE, DRAFT), replicates=2, fixed_parameters=True, **SMALL)  # type: ignore[arg-type]
    alone = run(place, regulation=BASE, fixed_parameters=True, **SMALL)  # type: ignore[arg-type]
    assert found.identity["posterior"] is None
    assert found.fingerprint != drawn.fingerprint
    assert next(iter(found.outcomes.values())).figures[0] == alone.metrics
    assert "not calibrated" in fitted(found, "en")


def test_a_single_run_takes_the_medoid(place: Path) -> None:
    posterior, _ = fitting(Scenario.load(place))
    assert posterior is not None
    found = run(place, workers=400, months=3)
    same = run(applied(Scenario.load(place), posterior.medoid), workers=400, months=3, fixed_parameters=True)
    assert found.rows == same.rows
    assert found.identity["parameters"] == posterior.digest
    assert "medoid" in notes(found, "en")[1]


def test_a_model_that_changed_is_said_so_and_its_posterior_not_used(place: Path, tmp_path: Path) -> None:
    text = place.read_text(encoding="utf-8")
    for name in ("tables", "evidence", "posteriors"):
        (tmp_path / name).symlink_to(place.parent / name)
    changed = tmp_path / "padang.yaml"
    changed.write_text(text.replace("dependants:\n    value: 2.0", "dependants:\n    value: 2.1", 1), encoding="utf-8")
    found = compare(changed, regulations=(BASE, DRAFT), replicates=2, **SMALL)  # type: ignore[arg-type]
    assert found.plan.posterior is None
    assert found.plan.stale == "model"
    assert "not used" in fitted(found, "en")
    assert "tidak dipakai" in fitted(found, "id")
    assert run(changed, workers=400, months=2).identity["parameters"] == "stale: model"


def test_what_says_nothing_of_the_numbers_leaves_it_standing(place: Path) -> None:
    loaded = Scenario.load(place)
    assert fitting(replace(loaded, notes=(), replicates=3, digest="of other words"))[0] is not None
