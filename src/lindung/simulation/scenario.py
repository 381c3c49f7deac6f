"""A scenario: a place, its workers, offices and money, and what to try there. Read once, immutable after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault, Text
from lindung.simulation.declared import Declared
from lindung.simulation.demography import AgeSexCell, LifeTable
from lindung.simulation.parameters import Parameters, TradeTable

MONTHS_A_YEAR = 12


def home() -> Path:
    """The folder of the scenarios that came with this installation (or with this checkout)."""
    package = Path(__file__).parents[1]
    installed = package / "scenarios"
    return installed if installed.is_dir() else package.parents[1] / "scenarios"


def is_country(file: Path) -> bool:
    """Whether a file lists places, so that it is a country and no scenario."""
    try:
        return any(line.startswith("places:") for line in file.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return False


def names_country(name_or_path: str | Path) -> bool:
    """Whether a shipped name or the path of a YAML file is that of a country."""
    path = Path(name_or_path)
    return is_country(path if path.suffix in (".yaml", ".yml") else home() / f"{name_or_path}.yaml")


def calendar_month(day: date) -> int:
    """Months since January 1900, which is month 0."""
    return (day.year - 1900) * MONTHS_A_YEAR + day.month - 1


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade. `occupations` are the words of the law that name it; `transport` gets the discount of drivers."""

    key: str
    name: Text
    occupations: frozenset[str]
    transport: bool
    share: float
    mean_income: float  # rupiah a month, prices of the scenario's price month
    sd_transitory: float
    zero_month: float
    season: tuple[float, ...]  # log deviation, January first
    injury_risk: float
    fatal_risk: float


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry's errors: the share of the poor that it lists, and of everyone else."""

    key: str
    poor: float  # 1 less the exclusion error
    non_poor: float  # the inclusion error


@dataclass(frozen=True, slots=True)
class Population:
    """Who the workers are; shares from 0 to 1."""

    size: int
    age_sex: tuple[AgeSexCell, ...]
    kelurahan: int  # or nagari, villages
    household_size: float  # persons, mean
    dependants: float  # of them, without income, mean
    married: tuple[tuple[int, float], ...]  # from this age on, share
    disability_share: float
    resident_share: float
    registries: tuple[Registry, ...]
    registry_overlap: float  # share of workers for whom every registry errs together
    initial_members: float  # share who are paying members when the scenario starts
    buffer_months: float  # savings in months of permanent income, mean


@dataclass(frozen=True, slots=True)
class Offices:
    """What the offices can do in a month, for the whole population."""

    field_staff: int  # of the BPJS branch
    contacts_per_staff: int
    agents: int  # Perisai; what they earn is the law's
    contacts_per_agent: int
    false_agents: float  # share of agents' contacts in which the worker is cheated
    social_workers: int
    contacts_per_social_worker: int
    group_share: float  # of their contacts, made in peer groups; the others singly
    group_size: int  # people of a peer group
    group_months: int  # how long a group meets
    advocacy_share: float  # of kelurahan where registration was made simpler
    verifications: int  # names a month that the social affairs office can verify
    misjudged: float  # share of verified names that do not qualify and pass
    found_by_monitoring: float  # share of listed members who no longer qualify, found each time where the law monitors
    collection_months: int  # from the request for names to a full list
    proposals: int  # names a month from all kelurahan together
    public_reports: float  # monthly probability that the public names a worker, where the law invites it
    member_reports: float  # the same for a listed member who does not qualify
    false_reports: float  # the same for a listed member who does


@dataclass(frozen=True, slots=True)
class Budget:
    """One payer's money. `rupiah` counts contributions and overhead together, by calendar year."""

    payer: str  # a word of the vocabulary `funder`
    rupiah: Mapping[int, int]  # from this year on
    overhead_per_head: int  # rupiah a year
    release_months: int  # months after January before the year's money is paid out
    unpaid_months: int  # further months a year without payment

    def in_year(self, year: int) -> int:
        """Rupiah of a year: that of the latest year named up to it, 0 before the first."""
        return next((self.rupiah[y] for y in sorted(self.rupiah, reverse=True) if y <= year), 0)

    @property
    def first_paid_month(self) -> int:
        """1 for January."""
        return 1 + self.release_months


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """A payer beside the scheme (a private sponsor, a community, village or nagari funds) and whom it pays for."""

    key: str
    name: Text
    budget: Budget  # contributions alone
    trades: tuple[str, ...]  # empty: all
    areas: tuple[int, ...]  # kelurahan or nagari, from 1; empty: all
    residents: bool  # only they
    most: int | None  # people on its list
    one_each_area: bool  # a fund for each of the areas, in equal parts, paying for its own people


@dataclass(frozen=True, slots=True)
class PovertyLine:
    """Rupiah a head a month on a day."""

    rupiah: float
    day: date


@dataclass(frozen=True, slots=True)
class Prices:
    """The month whose prices incomes are in, and how fast incomes and the poverty line rise (share a year)."""

    month: date
    growth: float

    def log_level(self, day: date) -> float:
        """Log of prices in the month of `day` against the price month."""
        months = calendar_month(day) - calendar_month(self.month)
        return float(np.log1p(self.growth)) * months / MONTHS_A_YEAR


@dataclass(frozen=True, slots=True, repr=False)
class Scenario:
    """All that a run starts from. `declared` has every number with its range, kind, source and standing."""

    name: str
    title: Text
    file: Path
    region: str  # BPS code
    region_name: str
    corpus: Corpus = field(compare=False)
    start: date
    months: int
    population: Population
    trades: tuple[Trade, ...]
    offices: Offices
    budgets: tuple[Budget, ...]
    sponsors: tuple[Sponsorship, ...]
    poverty_line: PovertyLine
    prices: Prices
    life_tables: tuple[LifeTable, ...]
    regulations: tuple[str, ...]  # instruments and drafts, the baseline first
    replicates: int
    seed: int
    behaviour: Mapping[str, float]  # every field of `Parameters`
    income_by_age: tuple[tuple[int, float], ...]  # from this age on, rupiah a month in one year
    microdata: Mapping[str, object] | None  # `file` (a path) and the column map
    notes: tuple[Text, ...]
    declared: Mapping[str, Declared]
    digest: str  # SHA-256 of every file read

    @classmethod
    def load(cls, name_or_path: str | Path, corpus: Corpus | None = None) -> Self:
        """A shipped scenario by name, or one from a YAML file; `corpus` saves reading the shipped law again.

        Raises `BadInput` with every fault of the file.
        """
        from lindung.simulation.scenario_reader import read_scenario  # the reader builds this class

        if names_country(name_or_path):
            raise BadInput(Fault("country-alone", {"name": name_or_path}))

        return read_scenario(cls, name_or_path, corpus)

    def __repr__(self) -> str:
        workers = f"{self.population.size:,} workers".replace(",", "_")
        return f"<scenario {self.name}: {self.region_name}, {workers}, {self.months} months from {self.start:%Y-%m}>"

    @property
    def found_at(self) -> str:
        """How it can be found again: the name of a shipped one, else the path of its file."""
        return self.name if self.file.parent == home() else str(self.file)

    @staticmethod
    def shipped() -> tuple[str, ...]:
        """Names of the scenarios that ship."""
        named = sorted(file for file in home().glob("*.yaml") if file.stem != "parameters")
        return tuple(file.stem for file in named if not is_country(file))

    @staticmethod
    def countries() -> tuple[str, ...]:
        """Names of the countries that ship: files of many places, see `comparison/country_reader.py`."""
        return tuple(sorted(file.stem for file in home().glob("*.yaml") if is_country(file)))

    def parameters(self) -> Parameters:
        """Behaviour as the compiled month reads it."""
        return Parameters(*(np.float32(self.behaviour[name]) for name in Parameters._fields))

    def trade_table(self) -> TradeTable:
        """What differs by trade, in the order of `trades`."""
        columns = {
            name: np.array([getattr(trade, name) for trade in self.trades], dtype=np.float32)
            for name in TradeTable._fields
        }
        columns["season"] = np.ascontiguousarray(columns["season"].T)
        return TradeTable(**columns)

    @property
    def cells(self) -> int:
        """Number of cells: kelurahan by trade."""
        return self.population.kelurahan * len(self.trades)

    def day_of(self, month: int) -> date:
        """First day of month `month`, 0 at the start."""
        years, months = divmod(self.start.month - 1 + month, MONTHS_A_YEAR)
        return date(self.start.year + years, months + 1, 1)

    def poverty_line_on(self, day: date) -> float:
        """Rupiah a head a month in the month of `day`."""
        level = self.prices.log_level(day) - self.prices.log_level(self.poverty_line.day)
        return self.poverty_line.rupiah * float(np.exp(level))

    def need_at_price_month(self, dependants: int) -> float:
        """Rupiah a month a worker with so many dependants must bring in, in prices of the price month.

        The same rule as `behaviour/household.py`: the line for the worker and the dependants, less what other members
        of the household bring in.
        """
        line = self.poverty_line_on(self.prices.month)
        return line * (1 + dependants) * (1 - self.behaviour["other_income_share"])

    def poverty_lines(self) -> dict[date, int]:
        """Rupiah a head a month, by the day from which it holds: each March, when BPS measures it."""
        years = range(self.start.year - 1, self.day_of(self.months - 1).year + 1)
        return {date(year, 3, 1): round(self.poverty_line_on(date(year, 3, 1))) for year in years}

    def death_hazards(self) -> dict[int, NDArray[np.float32]]:
        """Death rates a year of the general population by first year of the period, float32[2 sexes (0 men), 121]."""
        return {table.year_from: table.hazard() for table in self.life_tables}

    def occupations(self) -> tuple[frozenset[str], ...]:
        """The words of the law that name each trade."""
        return tuple(trade.occupations for trade in self.trades)

    def transport(self) -> NDArray[np.bool_]:
        """By trade, whether the discount of drivers and couriers is theirs."""
        return np.array([trade.transport for trade in self.trades], dtype=np.bool_)
