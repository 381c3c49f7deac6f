"""An experiment's record: the same on any number of threads, dated, and checked against the model of another day."""

import json
from datetime import date
from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput
from lindung.simulation.experiments import code, prediction
from lindung.simulation.experiments.conduct import Conducted, conduct
from lindung.simulation.experiments.experiment import Experiment


@pytest.fixture(scope="module")
def done(corpus: Corpus) -> Conducted:
    return conduct(Experiment.load("china-rice-2010", corpus), workers=800, replicates=2, draws=3, seed=5, threads=1)


@pytest.fixture
def written(done: Conducted, tmp_path: Path) -> Path:
    file = tmp_path / "china.json"
    file.write_text(json.dumps(prediction.record(done, date(2026, 11, 21))), encoding="utf-8")
    return file


def test_the_numbers_do_not_depend_on_threads(done: Conducted) -> None:
    again = conduct(done.experiment, workers=800, replicates=2, draws=3, seed=5, threads=3)
    assert (again.fingerprint, again.result_digest) == (done.fingerprint, done.result_digest)
    other = conduct(done.experiment, workers=800, replicates=2, draws=3, seed=6, threads=3)
    assert other.fingerprint != done.fingerprint


def test_a_record_holds_until_something_changes(written: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    found = prediction.check(written, corpus=corpus)
    assert (found.holds, found.made, found.experiment) == (True, date(2026, 11, 21), "china-rice-2010")
    assert prediction.check(written, rerun=True, corpus=corpus).holds
    monkeypatch.setattr(prediction, "model_digest", lambda: "another model")
    assert prediction.check(written, corpus=corpus).changed == ("model_digest",)


def test_a_record_that_was_touched_is_found_out(written: Path, corpus: Corpus) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data["identity"]["workers"] = 700
    written.write_text(json.dumps(data), encoding="utf-8")
    assert "fingerprint" in prediction.check(written, corpus=corpus).changed
    assert "result_digest" in prediction.check(written, rerun=True, corpus=corpus).changed


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kind": "prediction"}'])
def test_what_is_no_record_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "none.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        prediction.read(file)
    assert caught.value.faults[0].code == "record-unreadable"


def test_the_unpublished_trial_has_a_dated_prediction_that_ships(corpus: Corpus) -> None:
    files = prediction.records()
    assert files
    planned = Experiment.load("aearctr-0015911", corpus)
    for file in files:
        data = prediction.read(file)
        assert data["experiment"] == planned.name
        assert file.stem == f"{planned.name}.{data['made']}"
        assert {one["name"] for one in data["figures"]} <= {one.key for one in planned.published}
        assert all(one["mean"] is not None and one["doubt"]["low"] is not None for one in data["figures"])
        assert prediction.check(file, corpus=corpus).made == date.fromisoformat(data["made"])


def test_what_only_looks_on_is_no_part_of_the_model() -> None:
    here = Path(code.__file__).parents[1]
    assert {"calibration", "holdouts", "sensitivity"} <= set(code._LOOKS_ON)
    assert (here / "behaviour").is_dir()
    assert "behaviour" not in code._LOOKS_ON
    assert len(code.model_digest()) == 64
