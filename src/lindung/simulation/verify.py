"""Does a record still hold: are the inputs the same, and does running them again give the same numbers?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lindung.messages import BadInput, Fault
from lindung.simulation.calibration.calibrate import calibrate
from lindung.simulation.calibration.calibrate import prepared as prepared_calibration
from lindung.simulation.calibration.fit import Effort
from lindung.simulation.comparison.compare import Progress, compare
from lindung.simulation.comparison.compare import prepared as prepared_comparison
from lindung.simulation.comparison.country import compare_country
from lindung.simulation.comparison.country import prepared as prepared_country
from lindung.simulation.record import differing, digest
from lindung.simulation.run import prepared as prepared_run
from lindung.simulation.run import run


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that a record has otherwise than it is now; `what` is dotted, as in the record."""

    what: str
    recorded: Any
    now: Any


def verify(file: Path, *, rerun: bool = False, progress: Progress | None = None) -> Sequence[Disagreement]:
    """What differs between a record and what its inputs give now; empty where it holds.

    Without `rerun` the inputs are compared (law, scenario, drafts, options, versions); with it the numbers too, where
    the inputs agree. Raises `BadInput` for a file that is no record, or whose inputs cannot be found any more.
    """
    record = _read(file)
    identity = record["identity"]
    found = [Disagreement("fingerprint", record["fingerprint"], digest(identity))]
    now = _inputs(record)
    found += [Disagreement(f"identity.{what}", old, new) for what, old, new in differing(identity, now)]
    found = [one for one in found if one.recorded != one.now]
    if rerun and not found:
        found = [Disagreement("result_digest", record["result_digest"], _rerun(record, progress))]
    return tuple(one for one in found if one.recorded != one.now)


def _read(file: Path) -> dict[str, Any]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=str(file))) from None
    except (OSError, ValueError) as error:
        raise BadInput(Fault("record-unreadable", {"reason": type(error).__name__}, file=str(file))) from None
    parts = {"kind": str, "identity": dict, "sources": dict, "fingerprint": str, "result_digest": str}
    for name, kind in parts.items():
        if not isinstance(record, dict) or not isinstance(record.get(name), kind):
            raise BadInput(Fault("record-unreadable", {"reason": name}, file=str(file)))
    return dict(record)


def _inputs(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The identity that the record's inputs have today."""
    if record["kind"] == "run":
        _, identity, _ = prepared_run(**_options(record))
    elif record["kind"] == "country":
        identity = dict(prepared_country(**_options(record)).identity)
    elif record["kind"] == "calibrate":
        identity = dict(prepared_calibration(**_fitted_with(record)).identity)
    else:
        _, _, identity, _ = prepared_comparison(**_options(record))
    # what JSON makes of it: keys as text, tuples as lists
    return json.loads(json.dumps(identity))  # type: ignore[no-any-return]


def _rerun(record: Mapping[str, Any], progress: Progress | None) -> str:
    """The digest of the numbers that the record's inputs give today."""
    if record["kind"] == "run":
        return run(**_options(record)).result_digest
    if record["kind"] == "calibrate":
        told = None if progress is None else lambda done, total: progress("runs", done, total)
        return str(calibrate(**_fitted_with(record), progress=told).posterior.record["result_digest"])
    if record["kind"] == "country":
        return compare_country(**_options(record), progress=progress).result_digest
    return compare(**_options(record), progress=progress).result_digest


def _fitted_with(record: Mapping[str, Any]) -> dict[str, Any]:
    """What `calibrate` was asked for."""
    identity = record["identity"]
    waves = tuple(identity["waves"])
    effort = Effort(identity["workers"], identity["outsiders"], identity["repeats"], waves)
    return {**record["sources"], "seed": identity["seed"], "effort": effort}


def _options(record: Mapping[str, Any]) -> dict[str, Any]:
    """What `run` or `compare` was asked for."""
    identity = record["identity"]
    if identity.get("behaviour"):
        raise BadInput(Fault("record-behaviour", {"names": ", ".join(identity["behaviour"])}))
    further = {"run": ("readings",), "country": ("replicates",)}.get(record["kind"], ("replicates", "until"))
    return {**record["sources"], **{name: identity[name] for name in ("workers", "months", "seed", *further)}}
