"""A posterior as it ships: vectors with weights and what each gave for the targets, as a table, with its run record.

`posteriors/NAME.csv` and `posteriors/NAME.json` beside the scenario file. Replicate r of a comparison takes draw r, the
same in every arm; a single run takes the medoid.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault
from lindung.simulation.calibration.free import Free, Matrix
from lindung.simulation.scenario import Scenario

if TYPE_CHECKING:
    from lindung.simulation.calibration.fit import Fitted

type Values = NDArray[np.float64]

FOLDER: Final = "posteriors"
GOLDEN: Final = 0.6180339887498949  # its multiples fill the unit interval evenly, however many are taken
KEPT: Final = 0.99  # of the weight: the vectors that make up the rest are left out
WEIGHT, TARGET = "weight", "target:"


@dataclass(frozen=True)
class Posterior:
    """A weighted set of vectors. `names` in the order of the columns of `vectors`; `compared` is by target."""

    names: tuple[str, ...]
    vectors: Matrix
    weights: Values  # add up to one
    targets: tuple[str, ...]
    compared: Matrix
    record: Mapping[str, Any]

    @property
    def size(self) -> int:
        """How many vectors there are."""
        return len(self.weights)

    @property
    def effective(self) -> float:
        """How many equally weighted vectors they are worth."""
        return float(1 / np.square(self.weights).sum())

    @property
    def fitted_to(self) -> tuple[str, ...]:
        """The targets that it was fitted to; others were only measured."""
        return tuple(self.record.get("fitted_to", self.targets))

    @cached_property
    def digest(self) -> str:
        """A hash of the table."""
        return hashlib.sha256(self.table().encode()).hexdigest()

    def draw(self, number: int) -> dict[str, float]:
        """Vector `number` of an endless even sequence of draws; each replicate of a comparison takes one."""
        place = (0.5 + number * GOLDEN) % 1.0
        row = min(int(np.searchsorted(np.cumsum(self.weights), place, side="right")), self.size - 1)
        return self._named(row)

    @cached_property
    def medoid(self) -> dict[str, float]:
        """The vector nearest to all others, by weight, each parameter counted in its own standard deviations."""
        spread = np.sqrt(self.weights @ np.square(self.vectors - self.weights @ self.vectors))
        x = self.vectors / np.where(spread > 0, spread, 1)
        apart = np.array([float(self.weights @ np.sqrt(np.square(x - one).sum(axis=1))) for one in x])
        return self._named(int(np.argmin(np.round(apart, 9))))

    def _named(self, row: int) -> dict[str, float]:
        return {name: float(value) for name, value in zip(self.names, self.vectors[row], strict=True)}

    def table(self) -> str:
        """The table as CSV text."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([WEIGHT, *self.names, *(f"{TARGET}{name}" for name in self.targets)])
        for weight, vector, figures in zip(self.weights, self.vectors, self.compared, strict=True):
            writer.writerow([f"{weight:.8g}", *(f"{x:.6g}" for x in vector), *(f"{y:.6g}" for y in figures)])
        return out.getvalue()

    def __repr__(self) -> str:
        return f"<posterior of {self.record.get('identity', {}).get('scenario')}: {self.size} vectors>"


def quantiles(values: Values, weights: Values, at: Sequence[float]) -> tuple[float, ...]:
    """Weighted quantiles: the smallest value up to which at least so much of the weight lies."""
    order = np.argsort(values, kind="stable")
    up_to = np.cumsum(weights[order]) / weights.sum()
    return tuple(float(values[order][min(int(np.searchsorted(up_to, p - 1e-12)), values.size - 1)]) for p in at)


def mean_and_sd(values: Values, weights: Values) -> tuple[float, float]:
    """Weighted mean and standard deviation."""
    mean = float(weights @ values)
    return mean, float(np.sqrt(max(float(weights @ np.square(values - mean)), 0.0)))


def kept(fitted: "Fitted") -> tuple[Matrix, Values, Matrix]:
    """Vectors, weights and figures of those that make up nearly all of the weight, as they are written."""
    order = np.argsort(-fitted.weights, kind="stable")
    enough = int(np.searchsorted(np.cumsum(fitted.weights[order]), KEPT)) + 1
    chosen = np.sort(order[:enough])
    weights = fitted.weights[chosen] / fitted.weights[chosen].sum()
    written = [[float(f"{y:.6g}") for y in row] for row in fitted.compared[chosen]]
    return fitted.vectors[chosen], np.array([float(f"{x:.8g}") for x in weights]), np.array(written)


def posterior_of(fitted: "Fitted", record: Mapping[str, Any]) -> Posterior:
    """What a fit leaves, as it ships."""
    vectors, weights, compared = kept(fitted)
    names = tuple(one.name for one in fitted.free)
    return Posterior(names, vectors, weights, tuple(target.name for target in fitted.targets), compared, record)


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Where the table and the record of a posterior stand."""
    return folder / f"{name}.csv", folder / f"{name}.json"


def posterior_beside(scenario: Scenario) -> Posterior | None:
    """The posterior that stands beside a scenario's file, whatever its age; None where there is none."""
    table, record = files_of(scenario.file.parent / FOLDER, scenario.file.stem)
    return read_posterior(table, record) if table.is_file() and record.is_file() else None


def read_posterior(table: Path, record: Path) -> Posterior:
    """Read one; raises `BadInput` for a file that is none, or a table that its record was not written with."""
    try:
        known = dict(json.loads(record.read_text(encoding="utf-8")))
        rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
        head, body = rows[0], np.array([[float(cell) for cell in row] for row in rows[1:]])
        names = tuple(name for name in head[1:] if not name.startswith(TARGET))
        targets = tuple(name.removeprefix(TARGET) for name in head[1:] if name.startswith(TARGET))
        last = 1 + len(names)
        found = Posterior(names, body[:, 1:last], body[:, 0], targets, body[:, last:], known)
    except FileNotFoundError as error:
        raise BadInput(Fault("file-missing", file=str(error.filename))) from None
    except (OSError, ValueError, IndexError) as error:
        raise BadInput(Fault("record-unreadable", {"reason": type(error).__name__}, file=str(table))) from None
    if known.get("result_digest") != found.digest:
        raise BadInput(Fault("posterior-changed", file=str(table)))
    return found


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the targets say of one parameter: prior and posterior mean and standard deviation, 90 % of each."""

    free: Free
    prior_sd: float
    mean: float
    sd: float
    low: float
    median: float
    high: float

    @property
    def contraction(self) -> float:
        """How much narrower than before: 0 not at all, 1 to a point; below 0 where the set is too small to tell."""
        return 1 - self.sd / self.prior_sd


def pinned(free: Sequence[Free], posterior: Posterior) -> list[Pinned]:
    """Every parameter, prior against posterior."""
    found = []
    for one in free:
        values = posterior.vectors[:, posterior.names.index(one.name)]
        mean, sd = mean_and_sd(values, posterior.weights)
        low, median, high = quantiles(values, posterior.weights, (0.05, 0.5, 0.95))
        found.append(Pinned(one, (one.high - one.low) / np.sqrt(12), mean, sd, low, median, high))
    return found
