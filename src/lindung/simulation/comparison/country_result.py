"""What a country's comparison gave: every place's own, and their sums replicate by replicate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from lindung.simulation.comparison.comparison import ArmResult, Comparison
from lindung.simulation.comparison.country_reader import Country, Place
from lindung.simulation.comparison.replicate import Figures, Outcome
from lindung.simulation.metrics import METRICS, RATIOS
from lindung.simulation.record import digest

if TYPE_CHECKING:
    import polars

OWN: Final = "own"  # the arm in which every place has its own scheme, or none


@dataclass(frozen=True)
class Placed:
    """One place and its comparison, as `compare` would give it."""

    place: Place
    comparison: Comparison


@dataclass(frozen=True)
class CountryComparison:
    """The comparison of a country. Totals add the places up in each replicate; ratios are of those sums."""

    country: Country
    places: tuple[Placed, ...]  # by BPS code
    identity: Mapping[str, Any]
    sources: Mapping[str, Any] = field(default_factory=dict)

    @property
    def replicates(self) -> int:
        """How many replicates each arm has."""
        return self.places[0].comparison.replicates

    @property
    def workers(self) -> int:
        """Workers simulated in all places."""
        return sum(one.comparison.plan.workers for one in self.places)

    @cached_property
    def total(self) -> Comparison:
        """The sums, as if the country were one place: its arms and outcomes; its plan is that of the first place."""
        each = [one.comparison for one in self.places]
        weights = [comparison.plan.workers for comparison in each]
        jobs = each[0].outcomes
        return replace(
            each[0], outcomes={job: _summed([one.outcomes[job] for one in each], weights) for job in jobs},
            identity=self.identity,
        )  # fmt: skip

    @property
    def arms(self) -> tuple[ArmResult, ...]:
        """Every arm of the country: the metrics of the sums, and their paired differences to `own`."""
        return self.total.arms

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the inputs of every place."""
        return digest(self.identity)

    @cached_property
    def result_digest(self) -> str:
        """A hash of the monthly numbers of every place, arm and replicate."""
        return digest({one.place.region: one.comparison.result_digest for one in self.places})

    def to_frame(self) -> "polars.DataFrame":
        """One row a place, arm, replicate and metric; `place` is a BPS code, `all` for the sums."""
        import polars  # heavy, and only where a frame is wanted

        named = [("all", self.total), *((one.place.region, one.comparison) for one in self.places)]
        return polars.concat(
            [found.to_frame().insert_column(0, polars.lit(place).alias("place")) for place, found in named]
        )

    def document(self) -> dict[str, Any]:
        """The document of `lindung compare` for a country: that of one place, with `places`."""
        return {
            "scenario": self.country.name,
            "baseline": OWN,
            "replicates": self.replicates,
            "months": self.places[0].comparison.plan.months,
            "workers": self.workers,
            "factor": self.workers / self.country.size,
            "arms": self.total.document()["arms"],
            "ratios": {name: list(of) for name, of in RATIOS.items()},
            "places": [_place_document(one) for one in self.places],
            "result_digest": self.result_digest,
            "fingerprint": self.fingerprint,
        }

    def record(self) -> dict[str, Any]:
        """The run record: inputs of every place, where they were found, fingerprint and digest."""
        return {
            "kind": "country",
            "identity": dict(self.identity),
            "sources": dict(self.sources),
            "fingerprint": self.fingerprint,
            "result_digest": self.result_digest,
            "replicates": self.replicates,
        }


def _summed(outcomes: Sequence[Outcome], weights: Sequence[int]) -> Outcome:
    """One replicate of all places: counts and rupiah added up, ratios of the sums, fates by head."""
    arms = range(len(outcomes[0].figures))
    parts = tuple(_added([outcome.parts[arm] for outcome in outcomes]) for arm in arms)
    figures = tuple(_figures([outcome.figures[arm] for outcome in outcomes], parts[arm]) for arm in arms)
    heads = sum(weights)
    differing = tuple(
        sum(outcome.differing[arm] * weight for outcome, weight in zip(outcomes, weights, strict=True)) / heads
        for arm in arms
    )
    digests = tuple(digest([outcome.digests[arm] for outcome in outcomes]) for arm in arms)
    borrowed = tuple(sorted({name for outcome in outcomes for name in outcome.borrowed}))
    return Outcome(outcomes[0].job, figures, differing, tuple({} for _ in arms), digests, borrowed, parts)


def _added(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in rows[0] if name not in RATIOS}


def _figures(rows: Sequence[Figures], parts: Mapping[str, int]) -> Figures:
    sums = {**_added(rows), **parts}
    ratios = {name: sums[part] / sums[whole] if sums[whole] else None for name, (part, whole) in RATIOS.items()}
    return {name: ratios[name] if name in ratios else sums[name] for name in METRICS}


def schemes_of(one: Placed) -> tuple[str, ...]:
    """The schemes that a place has of its own in the months compared, in the order in which they answer; often none."""
    plan = one.comparison.plan
    if one.place.scheme is not None:
        return (one.place.scheme,)
    view = plan.arms[0].view(plan.scenario)
    days = (plan.scenario.day_of(month) for month in range(plan.months))
    return tuple(dict.fromkeys(name for day in days for name in view.on(day).schemes()[:1]))


def _place_document(one: Placed) -> dict[str, Any]:
    place, plan = one.place, one.comparison.plan
    return {
        "region": place.region,
        "name": place.name,
        "workers": plan.workers,
        "population": place.scenario.population.size,
        "population_standing": place.size.standing,
        "template": place.template,
        "interpolated": dict(place.interpolated),
        "schemes": list(schemes_of(one)),
        "arms": one.comparison.document()["arms"],
    }
