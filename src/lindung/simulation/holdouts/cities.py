"""The runs that one measurement of the hold-outs needs, each made when first asked for."""

import csv
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np

from lindung.law.corpus import Corpus
from lindung.law.literals import PER
from lindung.simulation import workers as w
from lindung.simulation.calibration.free import applied
from lindung.simulation.comparison.country_reader import Country
from lindung.simulation.engine import Month, default_month
from lindung.simulation.experiments.conduct import figure, lives_of
from lindung.simulation.experiments.experiment import Experiment
from lindung.simulation.experiments.measures import Lives
from lindung.simulation.holdouts.holdout import file_of_holdouts
from lindung.simulation.model import City, Setting
from lindung.simulation.scenario import MONTHS_A_YEAR, Scenario
from lindung.simulation.statute import ContributionLaw
from lindung.simulation.validation.changes import without_contacts

PEOPLE: Final = 20_000  # of an experiment, at most
LEARNT_IN: Final = "padang"
ORDERED: Final = "13"  # West Sumatra
LEFT_OUT: Final = ("1301", "1371")  # Mentawai's count cannot be; Padang is fitted


@dataclass(frozen=True)
class History:
    """Counters month by month of a whole population, whatever was simulated of it."""

    scenario: Scenario
    rows: tuple[Mapping[str, int], ...]
    factor: float  # workers simulated a worker of the scenario

    def months(self, first: date, last: date) -> slice:
        """The months from `first` to `last`, both held."""
        start = self.scenario.start
        at = [(day.year - start.year) * MONTHS_A_YEAR + day.month - start.month for day in (first, last)]
        return slice(at[0], at[1] + 1)

    def year(self, year: int) -> slice:
        """The months of a calendar year."""
        return self.months(date(year, 1, 1), date(year, 12, 1))

    def total(self, months: slice, *counters: str) -> float:
        """Counters added up over months and scaled to the whole population."""
        return sum(row[counter] for row in self.rows[months] for counter in counters) / self.factor

    def at(self, day: date, counter: str) -> float:
        """A counter of one month, scaled."""
        return self.total(self.months(day, day), counter)


@dataclass
class Cities:
    """The runs of one seed with one vector (`numbers`, learnt in Padang; empty: each scenario's own).

    What was learnt of Padang's offices and members stays there; `drawn` says that the vector is one of many.
    """

    corpus: Corpus
    seed: int
    numbers: Mapping[str, float] = field(default_factory=dict)
    drawn: bool = False
    workers: int | None = None  # at most so many of each scenario

    def changed(self, scenario: Scenario) -> Scenario:
        """The scenario with these numbers."""
        return applied(scenario, self.numbers, of_place=scenario.name == LEARNT_IN)

    def lived(self, scenario: Scenario, *, scheme: str | None = None, month: Month | None = None) -> City:
        """A city that has lived its months."""
        size = scenario.population.size if self.workers is None else min(self.workers, scenario.population.size)
        setting = Setting.of(scenario, workers=size, seed=self.seed)
        city = City(setting, scenario.corpus, scheme=scheme, month=month)
        while city.month < setting.months:
            city.step()
        return city

    def _history(self, scenario: Scenario) -> History:
        city = self.lived(scenario)
        return History(scenario, tuple(city.rows), city.setting.factor)

    @cached_property
    def padang(self) -> History:
        """Padang to the end of 2024."""
        scenario = self.changed(Scenario.load("padang", self.corpus))
        return self._history(replace(scenario, months=(2025 - scenario.start.year) * MONTHS_A_YEAR))

    @cached_property
    def tangsel(self) -> History:
        """South Tangerang as it is."""
        return self._history(self.changed(Scenario.load("tangsel", self.corpus)))

    @cached_property
    def sijunjung_pool(self) -> History:
        """Sijunjung where only the budget makes members: whoever is one is paid for."""
        scenario = self.changed(Scenario.load("sijunjung", self.corpus))
        alone = {"enrol_base": 0.0, "information_effect": 0.0, "keep_paying": 0.0}
        pool = replace(
            without_contacts(scenario), sponsors=(), behaviour={**scenario.behaviour, **alone},
            population=replace(scenario.population, initial_members=0.0),
        )  # fmt: skip
        return self._history(pool)

    @cached_property
    def west_sumatra(self) -> Mapping[str, tuple[float, int, int]]:
        """By region: the model's members in December 2025, informal workers, and the members counted in 2024."""
        with (file_of_holdouts().parent / "west_sumatra_members_2024.csv").open(encoding="utf-8") as file:
            counted = {row["region"]: int(row["members"]) for row in csv.DictReader(file)}
        found = {}
        for place in Country.load("national", self.corpus).places:
            if place.region.startswith(ORDERED) and place.region not in LEFT_OUT:
                scenario = replace(self.changed(place.scenario), months=MONTHS_A_YEAR)
                city = self.lived(scenario, scheme=place.scheme)
                members = city.rows[-1]["active"] / city.setting.factor
                found[place.region] = (members, scenario.population.size, counted[place.region])
        return found

    @cached_property
    def drivers(self) -> tuple[int, int]:
        """Drivers and couriers who register in the year of their discount: with it, and at full price."""
        scenario = self.changed(Scenario.load("padang", self.corpus))
        year = replace(scenario, start=date(2026, 1, 1), months=MONTHS_A_YEAR)
        asked, full = (self.lived(year, month=month) for month in (None, _at_full_price(default_month())))
        return _new_drivers(asked), _new_drivers(full)

    def lives(self, experiment: str) -> tuple[Experiment, Lives]:
        """An experiment with what became of its arms."""
        if experiment not in self._lives:
            loaded = Experiment.load(experiment, self.corpus)
            size = min(loaded.scenario.population.size, self.workers or PEOPLE, PEOPLE)
            with ThreadPoolExecutor(1) as pool:
                self._lives[experiment] = (loaded, lives_of(loaded, self._of(loaded), size, self.seed, pool))
        return self._lives[experiment]

    @cached_property
    def _lives(self) -> dict[str, tuple[Experiment, Lives]]:
        return {}

    def _of(self, experiment: Experiment) -> Mapping[str, float]:
        """The vector as an experiment takes it: a number that its file states itself stays, or is drawn in its range.

        Most people know JKN, so what is drawn of base_awareness is which part of the file's range it lies in.
        """
        there = Scenario.load(LEARNT_IN, self.corpus).declared
        found = {name: value for name, value in self.numbers.items() if name not in experiment.own}
        for name, its in experiment.own.items():
            of_place = there.get(name)
            if self.drawn and of_place is not None and name in self.numbers and of_place.low < of_place.high:
                part = (self.numbers[name] - of_place.low) / (of_place.high - of_place.low)
                found[name] = its.low + part * (its.high - its.low)
        return found

    def row(self, experiment: str, key: str) -> float | None:
        """A figure of an experiment."""
        loaded, lives = self.lives(experiment)
        return figure(next(one for one in loaded.published if one.key == key), lives)


def _at_full_price(month: Month) -> Month:
    def asked_in_full(*arguments: Any) -> None:
        month(*(
            one._replace(kept_transport=PER, kept_other=PER) if isinstance(one, ContributionLaw) else one
            for one in arguments
        ))  # fmt: skip

    return asked_in_full


def _new_drivers(city: City) -> int:
    workers = city.engine.workers
    drives = np.array([trade.transport for trade in city.setting.scenario.trades])[workers.trade]
    return int((drives & (workers.member_since >= 0) & (workers.status != w.EMPTY) & (workers.months_paid > 0)).sum())
