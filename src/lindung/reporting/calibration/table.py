"""The fit as rows: each target beside what the posterior gives; each parameter, prior against posterior."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.posterior import Pinned, Posterior, pinned, quantiles
from lindung.simulation.calibration.target import Evidence, Target

PINNED: Final = 0.3  # contraction from which the targets pin a parameter down, and below
LOOSE: Final = 0.1  # which they say next to nothing of it


@dataclass(frozen=True, slots=True)
class Row:
    """A target and the posterior's figure: median and central 90 %, one run's luck included."""

    target: Target
    low: float
    median: float
    high: float

    @property
    def hit(self) -> bool:
        """Whether the median lies within the target's range."""
        return self.target.holds(self.median)

    @property
    def reachable(self) -> bool:
        """Whether the interval and the range have anything in common."""
        return self.low <= self.target.high and self.high >= self.target.low


def rows(evidence: Evidence, posterior: Posterior) -> list[Row]:
    """Every target, fitted or only measured, in the order of the evidence."""
    found = []
    for target in evidence.targets:
        values = posterior.compared[:, posterior.targets.index(target.name)]
        low, median, high = quantiles(values, posterior.weights, (0.05, 0.5, 0.95))
        found.append(Row(target, low, median, high))
    return found


def misses(found: Sequence[Row]) -> list[Row]:
    """Targets that the median misses."""
    return [row for row in found if not row.hit]


def document(evidence: Evidence, free: Sequence[Free], posterior: Posterior) -> dict[str, Any]:
    """The document of `lindung calibrate`, the same in either language."""
    record = posterior.record
    informed = record.get("informed_by", {})
    return {
        "scenario": evidence.scenario,
        "runs": record.get("runs"),
        "vectors": posterior.size,
        "effective": record.get("effective"),
        "interval": 0.9,
        "targets": {row.target.name: _target(row) for row in rows(evidence, posterior)},
        "parameters": {
            one.free.name: _parameter(one, informed.get(one.free.name, {})) for one in pinned(free, posterior)
        },
        "tied": record.get("tied", {}),
        "medoid": posterior.medoid,
        "result_digest": record.get("result_digest"),
        "fingerprint": record.get("fingerprint"),
    }


def _target(row: Row) -> dict[str, Any]:
    target = row.target
    return {
        "says": {"id": target.says.id, "en": target.says.en},
        "figure": target.figure,
        "count": target.count,
        "when": target.when.said or None,
        "unit": target.unit,
        "value": target.value,
        "range": [target.low, target.high],
        "fitted": target.fitted,
        "median": row.median,
        "low": row.low,
        "high": row.high,
        "hit": row.hit,
        "cause": None
        if row.hit or target.otherwise is None
        else {"id": target.otherwise.id, "en": target.otherwise.en},
        "source": target.source,
        "standing": target.standing,
    }


def _parameter(one: Pinned, informed: dict[str, float]) -> dict[str, Any]:
    return {
        "prior": [one.free.low, one.free.high],
        "scenario": one.free.value,
        "mean": one.mean,
        "sd": one.sd,
        "low": one.low,
        "median": one.median,
        "high": one.high,
        "contraction": one.contraction,
        "informed_by": informed,
    }
