"""A worker as it enters the population: every trait from a keyed draw, so that worker k is the same person anywhere.

Draws are those of month 0 of a worker's life; registries use the months 0 to 6 of `BORN_REGISTRY`, one each.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp, log, normal
from lindung.simulation.compiled import F32, kernel
from lindung.simulation.demography import AgeSexCell, entrants
from lindung.simulation.draws import draw
from lindung.simulation.scenario import MONTHS_A_YEAR, Scenario, calendar_month
from lindung.simulation.workers import REGISTRIES, Bool, Float32, UInt32, Workers

type Known = Mapping[str, NDArray[Any]]  # traits that are given and not drawn
MOST_PERSONS: Final = 15  # in a household
LONGEST_TENURE: Final = 120  # months


@kernel
def _normals(u: Float32, out: Float32) -> None:
    for i in range(u.size):
        out[i] = normal(u[i])


@kernel
def _exponentials(x: Float32, out: Float32) -> None:
    for i in range(x.size):
        out[i] = exp(x[i])


@kernel
def _waits(u: Float32, out: Float32) -> None:
    """Exponential of mean one from a uniform."""
    for i in range(u.size):
        out[i] = -log(F32(1) - u[i])


@kernel
def _powers(u: Float32, power: F32, out: Float32) -> None:
    for i in range(u.size):
        out[i] = exp(power * log(u[i]))


@dataclass(frozen=True)
class Birth:
    """What births of one scenario share, worked out once."""

    scenario: Scenario
    seed: int
    log_mean_income: Float32 = field(init=False)  # by trade
    age_factor: tuple[tuple[int, float], ...] = field(init=False)  # from this age on, log against the mean
    log_need: Float32 = field(init=False)  # of a household at the price month, by dependants

    def __post_init__(self) -> None:
        means = [math.log(trade.mean_income) for trade in self.scenario.trades]
        object.__setattr__(self, "log_mean_income", np.array(means, dtype=np.float32))
        profile = self.scenario.income_by_age
        mean = sum(cell.share * _mean_over(profile, cell) for cell in self.scenario.population.age_sex)
        object.__setattr__(self, "age_factor", tuple((age, math.log(value / mean)) for age, value in profile))
        need = [math.log(self.scenario.need_at_price_month(k)) for k in range(128)]
        object.__setattr__(self, "log_need", np.array(need, dtype=np.float32))

    def born(self, ids: UInt32, month: int, *, entrant: bool = False, known: Known | None = None) -> Workers:
        """Workers of these ids as they are in month `month` of the run; entrants are young and no members yet.

        `known` holds traits that a survey gives (see `microdata.py`): `age`, `female`, `trade`, `area`, `income`,
        `household`, `dependants`, `married`, `disabled`, `resident`, and registries by name; the rest is drawn.
        """
        known = known or {}
        people, p = self.scenario.population, self.scenario.parameters()
        x = Workers.empty(ids.size)
        x.id[:] = ids
        female, months_old = self._age_and_sex(ids, known, entrant=entrant)
        today = calendar_month(self.scenario.start) + month
        x.birth_month[:] = today - months_old
        years = months_old // MONTHS_A_YEAR
        trade = known.get("trade", _among([t.share for t in self.scenario.trades], self._u(ids, d.BORN_TRADE)))
        area = known.get("area", (self._u(ids, d.BORN_AREA) * F32(people.kelurahan)).astype(np.int64))
        area = np.minimum(area, people.kelurahan - 1)
        x.trade[:] = trade
        x.cell[:] = area * len(self.scenario.trades) + trade
        x.household[:], x.dependants[:] = self._household(ids, known)
        x.level[:] = self._level(ids, known, trade, years, p.sd_level)
        half = F32(0.5) * p.sd_frailty * p.sd_frailty
        x.frailty[:] = p.sd_frailty * self._normal(ids, d.BORN_FRAILTY) - half
        spread = F32(p.sd_persistent / math.sqrt(1 - float(p.rho) ** 2))
        x.persistent[:] = spread * self._normal(ids, d.BORN_PERSISTENT)
        _exponentials(x.level + x.persistent, x.income)
        permanent = np.empty_like(x.level)
        _exponentials(x.level, permanent)
        _waits(self._u(ids, d.BORN_BUFFER), x.buffer)
        x.buffer[:] *= permanent * F32(people.buffer_months)
        _powers(self._u(ids, d.BORN_AWARE), _power(p.base_awareness), x.awareness)
        _powers(self._u(ids, d.BORN_TRUST), _power(p.trust_initial), x.trust)
        married = known.get("married", self._u(ids, d.BORN_MARRIED) < _at_age(people.married, years))
        disabled = known.get("disabled", self._u(ids, d.BORN_DISABLED) < F32(people.disability_share))
        resident = known.get("resident", self._u(ids, d.BORN_RESIDENT) < F32(people.resident_share))
        x.flags[:] = w.INFORMAL
        for flag, has in ((w.MARRIED, married), (w.DISABLED, disabled), (w.RESIDENT, resident), (w.FEMALE, female)):
            x.flags[has] |= np.uint8(flag)
        self._list(x, ids, known)
        x.status[:] = w.NEVER
        if not entrant:
            self._join(x, ids, p.lapse_late)
        return x

    def _u(self, ids: UInt32, decision: int, month: int = 0) -> Float32:
        return draw(self.seed, ids, month, decision)

    def _normal(self, ids: UInt32, decision: int) -> Float32:
        out = np.empty(ids.size, dtype=np.float32)
        _normals(self._u(ids, decision), out)
        return out

    def _age_and_sex(self, ids: UInt32, known: Known, *, entrant: bool) -> tuple[Bool, NDArray[np.int64]]:
        """Sex, and age in months: uniform within the band, or within the year of age that is known."""
        cells = self.scenario.population.age_sex
        cells = entrants(cells) if entrant else cells
        cell = _among([c.share for c in cells], self._u(ids, d.BORN_AGE_SEX))
        first = known.get("age", np.array([c.age_from for c in cells])[cell])
        band = np.array([c.age_to + 1 - c.age_from for c in cells])[cell]
        width = np.ones_like(first) if "age" in known else band
        within = (self._u(ids, d.BORN_AGE_WITHIN) * (width * MONTHS_A_YEAR).astype(np.float32)).astype(np.int64)
        within = np.minimum(within, width * MONTHS_A_YEAR - 1)
        female = known.get("female", np.array([c.female for c in cells])[cell])
        return female, first.astype(np.int64) * MONTHS_A_YEAR + within

    def _household(self, ids: UInt32, known: Known) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Persons: one and a Poisson number; dependants: each of the others with the same probability."""
        people = self.scenario.population
        others = people.household_size - 1
        pmf = [math.exp(-others) * others**k / math.factorial(k) for k in range(MOST_PERSONS)]
        size = known.get("household", 1 + _among(pmf, self._u(ids, d.BORN_HOUSEHOLD)))
        if "dependants" in known:
            return size, np.minimum(known["dependants"], np.maximum(size - 1, 0))
        u, share = self._u(ids, d.BORN_DEPENDANTS), people.dependants / others if others else 0.0
        dependants = np.zeros(ids.size, dtype=np.int64)
        for persons in np.unique(size[size > 1]).tolist():
            of_size = size == persons
            dependants[of_size] = _among(_binomial(persons - 1, share), u[of_size])
        return size, dependants

    def _level(
        self, ids: UInt32, known: Known, trade: NDArray[np.int64], years: NDArray[np.int64], sd: np.float32
    ) -> Float32:
        """Log of permanent income; the mean over workers of a trade is the trade's mean income."""
        if "income" in known:
            return np.asarray(np.log(known["income"]), dtype=np.float32)
        drawn = sd * self._normal(ids, d.BORN_INCOME) - F32(0.5) * sd * sd
        return self.log_mean_income[trade] + _at_age(self.age_factor, years) + drawn

    def _list(self, x: Workers, ids: UInt32, known: Known) -> None:
        """Registries: the poor by permanent income are listed with one probability, the others with another.

        For a share `registry_overlap` of workers one draw decides for all registries, for the rest each has its own.
        """
        people = self.scenario.population
        poor = x.level < self.log_need[x.dependants]
        common, overlap = self._u(ids, d.BORN_LISTED), F32(people.registry_overlap)
        for registry in people.registries:
            place = REGISTRIES.index(registry.key)
            own = self._u(ids, d.BORN_REGISTRY, place)
            rest = (own - overlap) / max(F32(1) - overlap, F32(1e-6))
            u = np.where(own < overlap, common, rest)
            listed = known.get(registry.key, u < np.where(poor, F32(registry.poor), F32(registry.non_poor)))
            x.registries[listed] |= np.uint8(1 << place)
        for place, key in enumerate(REGISTRIES):
            if key in known and key not in {registry.key for registry in people.registries}:
                x.registries[known[key]] |= np.uint8(1 << place)

    def _join(self, x: Workers, ids: UInt32, lapse: np.float32) -> None:
        """Members at the start: paying themselves, in the lowest band, for a geometric number of months so far.

        `member_since` is 0, the start of the run, though they joined before it.
        """
        u = self._u(ids, d.BORN_TENURE)
        keeps = 1 - float(lapse)
        pmf = [keeps**k for k in range(LONGEST_TENURE)]
        months = 1 + _among([one / math.fsum(pmf) for one in pmf], u)
        member = self._u(ids, d.BORN_MEMBER) < F32(self.scenario.population.initial_members)
        x.status[member] = w.ACTIVE
        x.payer[member] = w.SELF
        x.programmes[member] = w.JKK | w.JKM
        x.consecutive[member] = months[member]
        x.months_paid[member] = months[member]
        x.member_since[member] = 0
        x.paid_in_year[member] = np.minimum(months, self.scenario.start.month - 1)[member]
        x.awareness[member] = 1


@cache
def _binomial(n: int, share: float) -> tuple[float, ...]:
    """The probabilities of 0 to `n` of `n`."""
    return tuple(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1))


def _among(shares: Sequence[float], u: Float32) -> NDArray[np.int64]:
    """Which of the shares, laid end to end, a uniform falls in."""
    ends = np.cumsum(np.array(shares, dtype=np.float64))
    found = np.searchsorted(ends, u.astype(np.float64), side="right")
    return np.minimum(found, len(shares) - 1).astype(np.int64)


def _at_age(steps: Sequence[tuple[int, float]], years: NDArray[np.int64]) -> Float32:
    """The value of the step that each age stands on; below the first step, the first."""
    index = np.searchsorted([age for age, _ in steps], years, side="right") - 1
    return np.array([value for _, value in steps], dtype=np.float32)[np.maximum(index, 0)]


def _mean_over(steps: Sequence[tuple[int, float]], cell: AgeSexCell) -> float:
    ages = np.arange(cell.age_from, cell.age_to + 1)
    return float(_at_age(steps, ages).mean())


def _power(mean: np.float32) -> np.float32:
    """The power k for which u^k has this mean: u uniform, k = 1 / mean - 1."""
    return F32(1 / max(float(mean), 0.01) - 1)
