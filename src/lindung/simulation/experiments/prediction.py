"""What the model said of an experiment, and when: a dated record, kept beside later ones and never overwritten."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault
from lindung.simulation.experiments.code import model_digest
from lindung.simulation.experiments.conduct import Conducted, Progress, conduct
from lindung.simulation.experiments.experiment import Experiment, folder
from lindung.simulation.record import differing, digest, law_digest, versions

_PARTS = {
    "kind": str, "made": str, "experiment": str, "identity": dict, "fingerprint": str, "result_digest": str,
    "figures": list,
}  # fmt: skip
_OPTIONS = ("workers", "replicates", "draws", "seed")


@dataclass(frozen=True, slots=True)
class Standing:
    """A record and what has changed since it was made; `changed` names inputs, or `result_digest` after a rerun."""

    file: Path
    experiment: str
    made: date
    changed: Sequence[str]

    @property
    def holds(self) -> bool:
        """Whether the model would say the same today, as far as was looked."""
        return not self.changed


def record(done: Conducted, made: date) -> dict[str, Any]:
    """An experiment's figures as JSON data, with what they rest on."""
    return {
        "kind": "prediction" if done.experiment.is_planned else "replication",
        "made": made.isoformat(),
        "experiment": done.experiment.name,
        "study": done.experiment.study._asdict(),
        "identity": dict(done.identity),
        "fingerprint": done.fingerprint,
        "result_digest": done.result_digest,
        "figures": [
            {
                "name": one.published.key,
                "says": one.published.says._asdict(),
                "unit": one.published.unit,
                "mean": one.chance.mean, "low": one.chance.low, "high": one.chance.high,
                "doubt": {"middle": one.doubt.middle, "low": one.doubt.low, "high": one.doubt.high, "n": one.doubt.n},
                "replicates": list(one.values),
                "published": {"value": one.published.value, "low": one.published.low, "high": one.published.high},
            }
            for one in done.results
        ],
    }  # fmt: skip


def records() -> tuple[Path, ...]:
    """The records that ship, by name and day."""
    return tuple(sorted((folder() / "predictions").glob("*.json")))


def read(file: Path) -> dict[str, Any]:
    """A record as data. Raises `BadInput` for a file that is none."""
    try:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=str(file))) from None
    except (OSError, ValueError) as error:
        raise BadInput(Fault("record-unreadable", {"reason": type(error).__name__}, file=str(file))) from None
    for name, kind in _PARTS.items():
        if not isinstance(data, dict) or not isinstance(data.get(name), kind):
            raise BadInput(Fault("record-unreadable", {"reason": name}, file=str(file)))
    try:
        date.fromisoformat(data["made"])
        if not all(isinstance(data["identity"][name], int) for name in _OPTIONS):
            raise ValueError
    except (KeyError, ValueError):
        raise BadInput(Fault("record-unreadable", {"reason": "made, identity"}, file=str(file))) from None
    return data


def check(
    file: Path, *, rerun: bool = False, corpus: Corpus | None = None, progress: Progress | None = None
) -> Standing:
    """What of a record's inputs has changed since; with `rerun`, whether the figures are still the same.

    Inputs are the experiment's file, the scenario with its parameters, the law, the model's code, the versions.
    """
    data = read(file)
    identity: Mapping[str, Any] = data["identity"]
    changed = [] if digest(identity) == data["fingerprint"] else ["fingerprint"]
    experiment = Experiment.load(data["experiment"], corpus)
    now = {
        **identity, "experiment": experiment.name, "experiment_digest": experiment.digest,
        "law_digest": law_digest(experiment.scenario.corpus), "model_digest": model_digest(), "versions": versions(),
    }  # fmt: skip
    changed += [what for what, _, _ in differing(identity, now)]
    if rerun:
        again = conduct(experiment, **{name: identity[name] for name in _OPTIONS}, progress=progress)
        changed = [what for what in changed if what == "fingerprint"]
        changed += [] if again.result_digest == data["result_digest"] else ["result_digest"]
    return Standing(file, experiment.name, date.fromisoformat(data["made"]), tuple(changed))
