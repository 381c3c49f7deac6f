"""A worker as it enters the population: what births of a scenario share, worked out once; `born.py` draws from it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.born import Given, Traits, bear
from lindung.simulation.compiled import F32
from lindung.simulation.demography import AgeSexCell, entrants
from lindung.simulation.draws import key_of
from lindung.simulation.engine import Part
from lindung.simulation.scenario import Scenario, calendar_month
from lindung.simulation.workers import REGISTRIES, UInt32, Workers

type Known = Mapping[str, NDArray[Any]]  # traits that are given and not drawn
type EachPart = Callable[[Part, int], None]  # runs a function on the parts of so many, see `Engine.each_part`
MOST_PERSONS: Final = 15  # in a household
LONGEST_TENURE: Final = 120  # months


def in_one(part: Part, n: int) -> None:
    """All of them in one part."""
    part(0, 0, n)


@dataclass(frozen=True)
class Birth:
    """What births of one scenario share."""

    scenario: Scenario
    seed: int
    everybody: Traits = field(init=False)
    young: Traits = field(init=False)  # with the ages of entrants

    def __post_init__(self) -> None:
        cells = self.scenario.population.age_sex
        object.__setattr__(self, "everybody", _traits(self.scenario, cells))
        object.__setattr__(self, "young", _traits(self.scenario, entrants(cells)))

    def born(self, ids: UInt32, month: int, *, entrant: bool = False, known: Known | None = None) -> Workers:
        """Workers of these ids as they are in month `month` of the run; entrants are young and no members yet.

        `known` holds traits that a survey gives (see `microdata.py`): `age`, `female`, `trade`, `area`, `income`,
        `household`, `dependants`, `married`, `disabled`, `resident`, and registries by name; the rest is drawn.
        """
        x = Workers.empty(ids.size)
        self.put(x, np.arange(ids.size), ids, month, entrant=entrant, known=known)
        return x

    def put(
        self, x: Workers, slots: NDArray[np.int64], ids: UInt32, month: int, *, entrant: bool,
        known: Known | None = None, each_part: EachPart = in_one,
    ) -> None:  # fmt: skip
        """The same, each in its slot of `x`."""
        traits = self.young if entrant else self.everybody
        given = _given(known or {})
        if given.household.size:
            persons = max(int(given.household.max()), MOST_PERSONS)
            traits = traits._replace(dependants_ends=_dependants(self.scenario, persons))

        def part(_: int, first: int, last: int) -> None:
            bear(x, slots, ids, month, entrant, traits, given, *key_of(self.seed), first, last)

        each_part(part, ids.size)


def _traits(scenario: Scenario, cells: Sequence[AgeSexCell]) -> Traits:
    people, p = scenario.population, scenario.parameters()
    others = people.household_size - 1
    persons = [math.exp(-others) * others**k / math.factorial(k) for k in range(MOST_PERSONS)]
    stays = 1 - float(p.lapse_late)
    tenure = [stays**k for k in range(LONGEST_TENURE)]
    profile = scenario.income_by_age
    mean = sum(cell.share * _mean_over(profile, cell) for cell in people.age_sex)
    registries = people.registries
    return Traits(
        calendar=calendar_month(scenario.start),
        band_ends=_ends([cell.share for cell in cells]),
        band_first=np.array([cell.age_from for cell in cells], dtype=np.int64),
        band_years=np.array([cell.age_to + 1 - cell.age_from for cell in cells], dtype=np.int64),
        band_female=np.array([cell.female for cell in cells], dtype=np.bool_),
        trade_ends=_ends([trade.share for trade in scenario.trades]),
        areas=people.kelurahan,
        persons_ends=_ends(persons),
        dependants_ends=_dependants(scenario, MOST_PERSONS),
        log_mean_income=_row([math.log(trade.mean_income) for trade in scenario.trades]),
        factor_from=np.array([age for age, _ in profile], dtype=np.int64),
        factor=_row([math.log(value / mean) for _, value in profile]),
        married_from=np.array([age for age, _ in people.married], dtype=np.int64),
        married=_row([share for _, share in people.married]),
        log_need=_row([math.log(scenario.need_at_price_month(k)) for k in range(128)]),
        registry_place=np.array([REGISTRIES.index(one.key) for one in registries], dtype=np.int64),
        registry_poor=_row([one.poor for one in registries]),
        registry_non_poor=_row([one.non_poor for one in registries]),
        overlap=F32(people.registry_overlap),
        disabled=F32(people.disability_share),
        resident=F32(people.resident_share),
        members=F32(people.initial_members),
        tenure_ends=_ends([one / math.fsum(tenure) for one in tenure]),
        buffer_months=F32(people.buffer_months),
        aware_power=_power(p.base_awareness),
        trust_power=_power(p.trust_initial),
        sd_level=p.sd_level,
        sd_frailty=p.sd_frailty,
        sd_stationary=F32(p.sd_persistent / math.sqrt(1 - float(p.rho) ** 2)),
    )


def _given(known: Known) -> Given:
    def whole(name: str) -> NDArray[np.int64]:
        return np.asarray(known.get(name, ()), dtype=np.int64)

    def yes(name: str) -> NDArray[np.bool_]:
        return np.asarray(known.get(name, ()), dtype=np.bool_)

    places = [place for place, key in enumerate(REGISTRIES) if key in known]
    registries = np.zeros(known[REGISTRIES[places[0]]].size if places else 0, dtype=np.uint8)
    for place in places:
        registries[known[REGISTRIES[place]]] |= np.uint8(1 << place)
    return Given(
        age=whole("age"),
        female=yes("female"),
        trade=whole("trade"),
        area=whole("area"),
        level=np.asarray(np.log(known["income"]) if "income" in known else (), dtype=np.float32),
        household=whole("household"),
        dependants=whole("dependants"),
        married=yes("married"),
        disabled=yes("disabled"),
        resident=yes("resident"),
        registries=registries,
        known_registries=sum(1 << place for place in places),
    )


@cache
def _binomial(n: int, share: float) -> tuple[float, ...]:
    """The probabilities of 0 to `n` of `n`."""
    return tuple(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1))


def _dependants(scenario: Scenario, most: int) -> NDArray[np.float64]:
    """Running sums of the chances of so many dependants, [persons, dependants]: each other person is one alike."""
    people = scenario.population
    others = people.household_size - 1
    share = people.dependants / others if others else 0.0
    found = np.full((most + 1, most), 2.0)  # beyond what a household has: never reached
    for persons in range(2, most + 1):
        found[persons, :persons] = np.cumsum(_binomial(persons - 1, share))
        found[persons, persons - 1] = 2.0  # the last one takes what rounding leaves
    return found


def _ends(shares: Sequence[float]) -> NDArray[np.float64]:
    return np.cumsum(np.array(shares, dtype=np.float64))


def _row(numbers: Sequence[float]) -> NDArray[np.float32]:
    return np.array(numbers, dtype=np.float32)


def _mean_over(steps: Sequence[tuple[int, float]], cell: AgeSexCell) -> float:
    ages, values = (np.array(column) for column in zip(*steps, strict=True))
    at = np.searchsorted(ages, np.arange(cell.age_from, cell.age_to + 1), side="right") - 1
    return float(values[np.maximum(at, 0)].astype(np.float32).mean())


def _power(mean: np.float32) -> np.float32:
    """The power k for which u^k has this mean: u uniform, k = 1 / mean - 1."""
    return F32(1 / max(float(mean), 0.01) - 1)
