"""An invented city for tests of the compiled month: people, terms and law as plain knobs, the same at every run."""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lindung.law.corpus import Corpus
from lindung.law.view import View
from lindung.simulation import workers as w
from lindung.simulation.context import BLOCK, Now, Tables
from lindung.simulation.counters import COUNTERS
from lindung.simulation.draws import key_of
from lindung.simulation.engine import Engine
from lindung.simulation.parameters import Parameters
from lindung.simulation.statute import Statute, statute
from lindung.simulation.workers import Workers

F32 = np.float32
PER = 100_000
PADANG = "1371"
TRADES = 6
KELURAHAN = 12
CELLS = KELURAHAN * TRADES
MOST_AGE = 121

# nothing happens that a test does not ask for: no shock, no try, no lapse, no injury, no death
FROZEN: Mapping[str, float] = {"reference_price": 16_800, "price_elasticity": -1, "zero_price_jump": 1, "last_age": 120}
# everything happens often, so that two years of two thousand workers meet every branch
LIVELY: Mapping[str, float] = {
    "rho": 0.96, "sd_persistent": 0.08, "sd_level": 0.55, "base_awareness": 0.35, "contact_gain": 0.3,
    "peer_gain": 0.05, "claim_gain": 0.02, "awareness_decay": 0.03, "trust_initial": 0.5, "trust_paid_claim": 0.01,
    "trust_refused_claim": 0.025, "trust_false_agent": 0.25, "enrol_base": 0.05, "reference_price": 16_800,
    "price_elasticity": -1.1, "zero_price_jump": 2.5, "information_effect": 0.01, "contact_enrolment": 0.1,
    "agent_enrolment": 0.15, "peer_premium_cut": 0.13, "friends": 8, "registration_failure": 0.5,
    "assist_multiplier": 1.4, "declares_own_income": 0.3, "selection": 0.15, "agent_selection": 0.3,
    "lapse_early": 0.2, "lapse_late": 0.12, "lapse_bad_month": 3, "auto_debit_factor": 0.5,
    "return_from_arrears": 0.3, "reactivation": 0.3, "reactivation_bad_month": 0.4, "keep_paying": 0.4,
    "injury_rate": 150, "fatal_share": 0.06, "permanent_share": 0.2, "mortality_factor": 4,
    "sd_frailty": 0.8, "treatment_mean": 6e6, "treatment_sd": 1.2, "file_jkk": 0.6, "file_jkm_self": 0.9,
    "file_jkm_subsidised": 0.75, "children_eligible": 1.4, "other_income_share": 0.6, "saving_share": 0.1,
    "shock_probability": 0.02, "shock_months": 0.5, "exit_rate": 0.004, "last_age": 70, "group_contact": 0.4,
    "advocacy_cut": 0.3,
}  # fmt: skip


def numbers(base: Mapping[str, float], **changed: float) -> Parameters:
    """Parameters of behaviour; what `base` does not name is 0."""
    given = {**base, **changed}
    assert given.keys() <= set(Parameters._fields)
    return Parameters(**{name: F32(given.get(name, 0)) for name in Parameters._fields})


@functools.cache
def corpus() -> Corpus:
    """The corpus that ships."""
    return Corpus.load()


def view(day: date, **readings: str) -> View:
    """The law of Padang on a day."""
    return corpus().on(day, PADANG, readings=readings)


def law_of(day: date, **readings: str) -> Statute:
    """The law of the month that `day` falls in."""
    return statute(view(day, **readings), day)


@dataclass(frozen=True)
class Scheme:
    """A budget that pays for the listed; `closed` are the months of the year (0 to 11) without money."""

    share: tuple[int, ...] = (PER,)  # by month since enrolment, parts of 100,000
    months: int = 10_000
    jkk: int = 10_000
    jkm: int = 6_800
    closed: frozenset[int] = frozenset()
    in_force: bool = True


@dataclass(frozen=True)
class Giver:
    """A sponsor: rupiah for JKK and JKM of others and of transport, and the months of the year (0 to 11) without."""

    other: tuple[int, int] = (10_000, 6_800)
    transport: tuple[int, int] = (10_000, 6_800)
    closed: frozenset[int] = frozenset()


NO_SCHEME = Scheme(in_force=False, jkk=0, jkm=0)


def row(*values: float) -> NDArray[np.float32]:
    """A row of float32."""
    return np.array(values, dtype=np.float32)


def months_of_trades(lively: bool) -> NDArray[np.float32]:
    """Log deviations of the season [12, trades]: none, or a wave with its own phase in every trade."""
    month, trade = np.arange(12)[:, None], np.arange(TRADES)[None, :]
    return (0.2 * lively * np.sin(2 * np.pi * (month + 2 * trade) / 12)).astype(np.float32)


def look_ups(*, lively: bool, **changed: NDArray[Any]) -> Tables:
    """Tables by trade, age and sex; those of the month itself (season, neighbours) are put in by `City.tables`."""
    none = row(*[0] * TRADES)
    hazard = (0.0003 * np.exp(0.08 * np.arange(MOST_AGE)))[None, :] * np.array([[1.3], [1.0]])
    plain = Tables(
        season=none,
        sd_transitory=row(0.3, 0.35, 0.45, 0.6, 0.5, 0.3) if lively else none,
        zero_month=row(0.005, 0.01, 0.02, 0.06, 0.04, 0.005) if lively else none,
        injury_risk=row(1, 3, 3.5, 1.8, 3, 1.3),
        fatal_relative=row(1, 1, 1.5, 1, 2, 1),
        transport=np.array([0, 1, 0, 0, 0, 0], dtype=np.bool_),
        death=hazard.astype(np.float32),
        known=np.zeros(CELLS, dtype=np.float32),
        paid=np.zeros(CELLS, dtype=np.float32),
        refused=np.zeros(CELLS, dtype=np.float32),
        advocated=np.zeros(CELLS, dtype=np.bool_),
        share=np.array([PER], dtype=np.int64),
        degrees=np.zeros(1, dtype=np.int64),
        given=np.zeros((1, 2, 2), dtype=np.int64),
    )
    return plain._replace(**changed)


def alike(n: int, start: date, *, income: float = 3e6, age_months: int = 30 * 12) -> Workers:
    """`n` workers of one kind: aged 30, outside the scheme, knowing and trusting it, without savings or dependants."""
    x = Workers.empty(n)
    x.status[:] = w.NEVER
    x.trade[:] = np.arange(n) % TRADES
    x.cell[:] = np.arange(n) % CELLS
    x.birth_month[:] = calendar_of(start) - age_months
    x.household[:] = 1
    x.flags[:] = w.RESIDENT | w.INFORMAL
    x.level[:] = np.log(income)
    x.awareness[:] = 1
    x.trust[:] = 1
    return x


def enrol(x: Workers, *, months: int, payer: int = w.SELF, arrears: int = 0) -> None:
    """Make every worker a member who has paid so many months (changes `x`)."""
    x.status[:] = w.ACTIVE
    x.payer[:] = payer
    x.programmes[:] = w.JKK | w.JKM
    x.months_paid[:] = months
    if payer == w.SELF:
        x.flags[:] |= np.uint8(w.PAID_ALONE)
    x.consecutive[:] = 0 if arrears else months
    x.arrears[:] = arrears
    x.member_since[:] = 0


def mixed(n: int, start: date, *, seed: int = 1, listed: float = 0.0, sponsors: int = 0) -> Workers:
    """`n` workers of every kind: never, active, inactive, empty; in arrears or not; all ages, trades and incomes."""
    some = np.random.default_rng(seed)
    x = alike(n, start)
    x.trade[:] = some.integers(0, TRADES, n)
    x.cell[:] = some.integers(0, KELURAHAN, n) * TRADES + x.trade
    x.birth_month[:] = calendar_of(start) - some.integers(18 * 12, 70 * 12, n)
    x.dependants[:] = some.integers(0, 5, n)
    x.household[:] = x.dependants + some.integers(1, 4, n)
    x.level[:] = 14.0 + 0.8 * some.normal(size=n)
    x.frailty[:] = 0.8 * some.normal(size=n) - 0.32
    x.persistent[:] = 0.28 * some.normal(size=n)
    x.buffer[:] = 5e5 * some.exponential(size=n) * (some.random(n) < 0.6)
    x.awareness[:] = some.random(n)
    x.trust[:] = some.random(n)
    for flag, chance in ((w.FEMALE, 0.4), (w.AUTO_DEBIT, 0.3), (w.LISTED, listed), (w.MARRIED, 0.6)):
        x.flags[some.random(n) < chance] |= np.uint8(flag)
    x.status[:] = some.choice([w.NEVER, w.ACTIVE, w.INACTIVE, w.EMPTY], n, p=[0.45, 0.38, 0.15, 0.02])
    active, once = x.status == w.ACTIVE, (x.status == w.ACTIVE) | (x.status == w.INACTIVE)
    x.band[once] = (some.integers(0, 33, n) * (some.random(n) < 0.4))[once]
    x.arrears[once] = np.where(active, some.integers(0, 4, n) * (some.random(n) < 0.4), 4)[once]
    x.months_paid[once] = some.integers(1, 60, n)[once]
    x.consecutive[:] = np.where(active & (x.arrears == 0), np.minimum(x.months_paid, some.integers(1, 60, n)), 0)
    x.member_since[once] = 0
    x.payer[:] = np.where(active & (x.arrears == 0), w.SELF, w.NOBODY)
    x.payer[active & (x.arrears == 0) & (some.random(n) < 0.2)] = w.BUDGET
    x.flags[once & (some.random(n) < 0.6)] |= np.uint8(w.PAID_ALONE)
    x.programmes[active] = w.JKK | w.JKM
    if sponsors:
        theirs = some.random(n) < 0.15
        x.sponsor[theirs] = some.integers(0, sponsors, n)[theirs]
        x.payer[active & (some.random(n) < 0.1)] = w.SPONSOR  # some of them on no list any more
    return x


def calendar_of(day: date) -> int:
    """Months since January 1900."""
    return (day.year - 1900) * 12 + day.month - 1


@dataclass(frozen=True)
class City:
    """People at the start, and all that a month needs to move them under one month's law."""

    workers: Workers
    statute: Statute
    parameters: Parameters
    look_ups: Tables = field(default_factory=lambda: look_ups(lively=False))
    seasons: NDArray[np.float32] = field(default_factory=lambda: months_of_trades(lively=False))
    scheme: Scheme = NO_SCHEME
    seed: int = 2026
    poverty_line: float = 0
    price_growth: float = 0  # log, a month
    contacts: bool = False
    givers: tuple[Giver, ...] = ()

    def now(self, month: int) -> Now:
        """Month `month` of the run."""
        calendar = calendar_of(self.statute.month) + month
        scheme = self.scheme
        return Now(
            month=month,
            calendar=calendar,
            month_of_year=calendar % 12,
            poverty_line=F32(self.poverty_line),
            price_level=F32(self.price_growth * month),
            scheme_open=scheme.in_force and calendar % 12 not in scheme.closed,
            scheme_jkk=scheme.jkk,
            scheme_jkm=scheme.jkm,
            scheme_months=scheme.months,
            key_low=key_of(self.seed)[0],
            key_high=key_of(self.seed)[1],
        )

    def tables(self, month: int, neighbours: tuple[NDArray[np.float32], ...]) -> Tables:
        """The look-ups of month `month`; `neighbours` as `Engine.neighbours` gives them."""
        known, paid, refused = neighbours
        return self.look_ups._replace(
            season=np.ascontiguousarray(self.seasons[self.now(month).month_of_year]),
            known=known,
            paid=paid,
            refused=refused,
            advocated=self.simpler(),
            share=np.array(self.scheme.share, dtype=np.int64),
            degrees=self.statute.degrees,
            given=self.given(month),
        )

    def given(self, month: int) -> NDArray[np.int64]:
        """What each sponsor gives in month `month`, by sector and programme."""
        calendar, none = self.now(month).month_of_year, ((0, 0), (0, 0))
        gifts = [none if calendar in one.closed else (one.other, one.transport) for one in self.givers]
        return np.array(gifts or [none], dtype=np.int64)

    def simpler(self) -> NDArray[np.bool_]:
        """Cells where social workers had registration made simpler: one in three, where there are contacts."""
        return np.asarray((np.arange(CELLS) % 3 == 0) & self.contacts)

    def reach(self, month: int) -> NDArray[np.uint8]:
        """Who is contacted: each of the seven kinds of contact meets one worker in twenty, or nobody."""
        bits = np.random.default_rng([self.seed, month]).random((7, self.workers.size)) < 0.05 * self.contacts
        return np.asarray((bits * (1 << np.arange(7))[:, None]).sum(axis=0), dtype=np.uint8)


# one pays at the full rate, with a gap; one half to all; one half to drivers alone
GIVERS = (
    Giver(closed=frozenset({0, 5})),
    Giver(other=(5_000, 3_400), transport=(5_000, 3_400)),
    Giver(transport=(5_000, 3_400)),
)


def lively_city(n: int, day: date, scheme: Scheme = NO_SCHEME, **readings: str) -> City:
    """A city where everything happens often."""
    return City(
        workers=mixed(n, day, listed=0.35 if scheme.in_force else 0.0, sponsors=len(GIVERS)),
        statute=law_of(day, **readings),
        parameters=numbers(LIVELY),
        look_ups=look_ups(lively=True),
        seasons=months_of_trades(lively=True),
        scheme=scheme,
        poverty_line=600_000,
        price_growth=0.003,
        contacts=True,
        givers=GIVERS,
    )


class Run:
    """The engine moving a city (whose own workers stay as they are); `rows` holds the counters of every month."""

    def __init__(self, city: City, *, threads: int = 1, block: int = BLOCK) -> None:
        self.city, self.month = city, 0
        self.engine = Engine(city.workers.copy(), CELLS, city.seed, city.parameters, threads, block)
        self.rows: list[dict[str, int]] = []

    @property
    def workers(self) -> Workers:
        """The workers as they are now."""
        return self.engine.workers

    def step(self) -> dict[str, int]:
        """One month; January opens a new year, as in the model."""
        now = self.city.now(self.month)
        if now.month_of_year == 0:
            self.workers.paid_in_year[:] = 0
            self.workers.months_poor[:] = 0
        tables = self.city.tables(self.month, self.engine.neighbours())
        counted = self.engine.step(self.city.reach(self.month), tables, self.city.statute, now)
        self.rows.append(dict(zip(COUNTERS, counted.tolist(), strict=True)))
        self.month += 1
        return self.rows[-1]

    def months(self, count: int) -> "Run":
        """So many months more."""
        for _ in range(count):
            self.step()
        return self

    def fork(self, *, threads: int = 1, block: int = BLOCK) -> "Run":
        """A run of its own that begins where this one stands."""
        other = Run(replace(self.city, workers=self.workers), threads=threads, block=block)
        other.month, other.rows = self.month, list(self.rows)
        other.engine.cells = self.engine.cells.copy()
        return other

    def total(self, counter: str) -> int:
        """A counter summed over the months so far."""
        return sum(month[counter] for month in self.rows)

    def digest(self) -> str:
        """A hash of every column and every counter so far."""
        found = hashlib.sha256(repr(self.rows).encode())
        for name, column in zip(Workers._fields, self.workers.columns(), strict=True):
            found.update(f"{name} {column.dtype}".encode() + column.tobytes())
        return found.hexdigest()
