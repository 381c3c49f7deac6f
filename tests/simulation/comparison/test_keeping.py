"""Outcomes kept on the way, jobs sent elsewhere, records held against the inputs of another day."""

import json
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from lindung.messages import BadInput
from lindung.simulation.comparison.compare import compare
from lindung.simulation.comparison.jobs import Threads
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome, simulate
from lindung.simulation.comparison.store import Store
from lindung.simulation.run import run
from lindung.simulation.verify import verify

ASKED = {
    "regulations": ["perwali-padang-13-2022", "padang-jht"], "workers": 500, "months": 50, "replicates": 4, "seed": 3,
}  # fmt: skip


class Counting:
    """Runs jobs one by one and stops after so many."""

    def __init__(self, most: int = 1_000) -> None:
        self.ran: list[Job] = []
        self._most = most

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            if len(self.ran) == self._most:
                raise KeyboardInterrupt
            self.ran.append(job)
            yield simulate(plan, job)


def test_an_interrupted_comparison_goes_on_where_it_stopped(tmp_path: Path) -> None:
    straight = compare("padang", executor=Threads(1), **ASKED)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        compare("padang", executor=Counting(2), keep=tmp_path, **ASKED)  # type: ignore[arg-type]
    kept = sorted(tmp_path.rglob("*.parquet"))
    assert len(kept) == 2
    kept[1].write_bytes(kept[1].read_bytes()[:100])  # as a full disk or a power cut would leave it
    rest = Counting()
    resumed = compare("padang", executor=rest, keep=tmp_path, **ASKED)  # type: ignore[arg-type]
    assert [job.replicate for job in rest.ran] == [1, 2, 3]
    assert resumed.result_digest == straight.result_digest
    assert resumed.document() == straight.document()
    assert resumed.to_frame().equals(straight.to_frame())


def test_outcomes_of_another_question_are_never_read(tmp_path: Path) -> None:
    compare("padang", executor=Threads(1), keep=tmp_path, **ASKED)  # type: ignore[arg-type]
    other = Counting()
    compare("padang", executor=other, keep=tmp_path, **{**ASKED, "seed": 4})  # type: ignore[arg-type]
    assert len(other.ran) == 4


def test_an_outcome_survives_its_file(tmp_path: Path) -> None:
    found = compare("padang", executor=Threads(1), **ASKED)  # type: ignore[arg-type]
    store = Store(tmp_path, "0" * 64)
    for job, outcome in found.outcomes.items():
        store.write(outcome)
        back = store.read(job)
        assert back is not None
        assert (back.figures, back.digests, back.differing) == (outcome.figures, outcome.digests, outcome.differing)
        for mine, its in zip(outcome.groups, back.groups, strict=True):
            assert all((its[name] == table).all() for name, table in mine.items())
    store.clear()
    assert not list(tmp_path.iterdir())


def test_a_disk_that_takes_nothing_is_said_and_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import polars as pl

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(BadInput) as caught:
        compare("padang", executor=Threads(1), keep=tmp_path, **ASKED)  # type: ignore[arg-type]
    assert caught.value.faults[0].code == "write-failed"
    assert "No space left" in caught.value.said("en")
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_cluster_gives_the_same_numbers_even_when_a_worker_dies() -> None:
    from distributed import LocalCluster

    from lindung.simulation.comparison.cluster import Cluster

    straight = compare("padang", executor=Threads(1), **ASKED)  # type: ignore[arg-type]
    options = {"processes": True, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with LocalCluster(n_workers=2, **options) as local:  # type: ignore[no-untyped-call]
        cluster = Cluster(local.scheduler_address)
        try:
            sent = compare("padang", executor=cluster, **ASKED)  # type: ignore[arg-type]
            pids = [worker.pid for worker in local.workers.values()]
            killed: list[int] = []

            def kill_one(_stage: str, done: int, _total: int) -> None:
                if done >= 1 and not killed:
                    killed.append(pids[0])
                    os.kill(pids[0], signal.SIGKILL)

            after = compare("padang", executor=cluster, progress=kill_one, **ASKED)  # type: ignore[arg-type]
        finally:
            cluster.close()
    assert killed
    assert straight.result_digest == sent.result_digest == after.result_digest
    assert straight.fingerprint == sent.fingerprint == after.fingerprint


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer_is_said_with_its_address() -> None:
    from lindung.simulation.comparison.cluster import Cluster

    with pytest.raises(BadInput) as caught:
        Cluster("tcp://127.0.0.1:1")
    assert "tcp://127.0.0.1:1" in caught.value.said("en")


def record_of(folder: Path, kind: str) -> Path:
    file = folder / "run.json"
    found = (
        compare("padang", executor=Threads(1), **ASKED)  # type: ignore[arg-type]
        if kind == "compare"
        else run("padang", regulation="padang-jht", workers=300, months=50)
    )
    file.write_text(json.dumps(found.record()))
    return file


@pytest.mark.parametrize("kind", ["run", "compare"])
def test_a_record_holds_until_an_input_changes(tmp_path: Path, kind: str) -> None:
    file = record_of(tmp_path, kind)
    assert verify(file, rerun=True) == ()
    record = json.loads(file.read_text())
    record["identity"]["law_digest"] = "0" * 64
    record["identity"]["versions"]["numpy"] = "1.0"
    file.write_text(json.dumps(record))
    assert [one.what for one in verify(file)] == ["fingerprint", "identity.law_digest", "identity.versions.numpy"]
    record = json.loads(record_of(tmp_path, kind).read_text())
    record["result_digest"] = "0" * 64
    file.write_text(json.dumps(record))
    assert verify(file) == ()
    assert [one.what for one in verify(file, rerun=True)] == ["result_digest"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "run"}'])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(text)
    with pytest.raises(BadInput):
        verify(file)
