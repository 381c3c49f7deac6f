"""A place with prompt offices, its city, and what its tests look at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from lindung.law.corpus import Corpus
from lindung.law.values import Criterion, Quantity
from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.eligibility import Circumstances
from lindung.simulation.model import City, Setting
from lindung.simulation.scenario import Budget, Scenario, Sponsorship
from lindung.simulation.terms import Terms, terms
from lindung.simulation.workers import REGISTRIES, Bool, Workers

PRICE = 16_800  # rupiah a month: JKK 10,000 and JKM 6,800
DRAFTS = ("padang-prioritas-registri", "padang-kuota-kelurahan", "padang-jht", "padang-bagi-iuran")
AMPLE = 10**9  # names a month


def prompt(scenario: Scenario, start: date, months: int = 24) -> Scenario:
    """The same place from another month on, its offices without delay, limit or error, its money there at once."""
    offices = replace(
        scenario.offices,
        verifications=AMPLE,
        proposals=AMPLE,
        misjudged=0.0,
        collection_months=0,
        public_reports=0.0,
        found_by_monitoring=1.0,
        member_reports=0.0,
        false_reports=0.0,
    )
    budgets = tuple(replace(budget, release_months=0, unpaid_months=0) for budget in scenario.budgets)
    return replace(scenario, start=start, months=months, offices=offices, budgets=budgets)


def city_of(
    scenario: Scenario, *, workers: int = 2_000, budget: int | None = None, draft: str | Path | None = None, **more: Any
) -> City:
    law = scenario.corpus if draft is None else scenario.corpus.enact(draft)
    return City(Setting.of(scenario, workers=workers, budget=budget), law, **more)


def listed(city: City) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (city.engine.workers.flags & w.LISTED) != 0
    return found


def fix_list(city: City) -> tuple[Terms, Circumstances]:
    """The first month's work of the social affairs office alone: nobody has paid, died or moved yet."""
    today = city.date_of(0)
    scheme, here = terms(city.law, today), city._circumstances(today)
    assert scheme is not None
    city.government.open_month(today.year, today.month)
    city.government.charge_overhead(city.office.work(scheme, here, scheme.monthly, 0))
    return scheme, here


def own_draft(folder: Path, corpus: Corpus, name: str, in_force: str) -> Path:
    """A shipped draft under another name, in force from another day."""
    text = (
        corpus.drafts[name].file.read_text(encoding="utf-8").replace(f"instrument: {name}", f"instrument: own-{name}")
    )
    assert "in_force: 2025-01-01" in text
    file = folder / f"own-{name}.yaml"
    file.write_text(text.replace("in_force: 2025-01-01", f"in_force: {in_force}"), encoding="utf-8")
    return file


def one_meets(i: int, x: w.Workers, criterion: Criterion, here: Circumstances) -> bool:
    """Whether worker `i` meets a criterion, read as a person would."""
    flags, income, needed = int(x.flags[i]), here.permanent_income(x)[i], here.needed(x)[i]
    age = (here.calendar - int(x.birth_month[i])) // 12
    limits = here.welfare
    match criterion.attribute:
        case "age":
            low, high, below = criterion.at_least, criterion.at_most, criterion.below
            return (
                (low is None or age >= low.amount)
                and (high is None or age <= high.amount)
                and (not isinstance(below, Quantity) or age < below.amount)
            )
        case "income":
            amount = criterion.below.amount if isinstance(criterion.below, Quantity) else here.minimum_wage
            found = float(income) < float(amount)
        case "occupation":
            found = not here.occupations[x.trade[i]].isdisjoint(criterion.any_of)
        case "registry":
            found = any(int(x.registries[i]) >> k & 1 for k, word in enumerate(REGISTRIES) if word in criterion.any_of)
        case "residence":
            found = bool(flags & w.RESIDENT)
        case "informal":
            found = bool(flags & w.INFORMAL)
        case "no_other_aid":
            found = int(x.payer[i]) != w.SPONSOR
        case "at_risk":
            found = bool(income < limits["vulnerable"] * needed)
        case "working":
            found = int(x.status[i]) != w.EMPTY
        case "poverty":
            found = any(bool(income < limits[word] * needed) for word in criterion.any_of)
        case "disability":
            found = bool(flags & w.DISABLED)
        case "married_with_dependants":
            found = bool(flags & w.MARRIED) and int(x.dependants[i]) > 0
        case "sex":
            found = bool(flags & w.FEMALE) == ("female" in criterion.any_of)
        case other:
            raise AssertionError(other)
    return not found if criterion.equals is False else found


def draft_that_sets(folder: Path, sets: str, in_force: str = "2023-01-01") -> Path:
    """A draft of Padang's regulation with one clause that sets this (YAML)."""
    file = folder / "padang-sendiri.yaml"
    file.write_text(
        f"""instrument: padang-sendiri
akn: /akn/id/bill/perwali/padang/2023/sendiri
level: draft
region: "1371"
title: {{id: Satu pasal, en: One clause}}
signed: null
promulgated: null
in_force: {in_force}
amends: [perwali-padang-13-2022]
repeals: []
draft: {{author: a test, baseline: perwali-padang-13-2022, untouched: []}}
evidence: {{standing: inferred, source: a test, checked: 2026-11-21}}
provisions:
  - at: pasal-20z
    says: {{id: Satu pasal., en: One clause.}}
    evidence: {{standing: inferred, source: a test, checked: 2026-11-21}}
    sets: {{{sets}}}
""",
        encoding="utf-8",
    )
    return file


def offices_of(scenario: Scenario, **changed: Any) -> Scenario:
    """The same place with other offices."""
    return replace(scenario, offices=replace(scenario.offices, **changed))


def sponsor(payer: str, rupiah: int | dict[int, int], **more: Any) -> Sponsorship:
    """A sponsor by the name of `one`, its money there at once."""
    money = rupiah if isinstance(rupiah, dict) else {0: rupiah}
    whom = {"trades": (), "areas": (), "residents": False, "most": None, "one_each_area": False, **more}
    return Sponsorship("one", Text("satu", "one"), Budget(payer, money, 0, 0, 0), **whom)


def alone(scenario: Scenario, *sponsors: Sponsorship, start: date | None = None, months: int = 24) -> Scenario:
    """The place with these sponsors and no money of its own."""
    budgets = tuple(replace(budget, rupiah={0: 0}) for budget in scenario.budgets)
    return replace(scenario, start=start or scenario.start, months=months, budgets=budgets, sponsors=sponsors)


def paid_for(x: Workers) -> Bool:
    """Members whose month a sponsor paid (and who are still there)."""
    found: Bool = (x.payer == w.SPONSOR) & (x.arrears == 0) & (x.status == w.ACTIVE)
    return found


def months_of(city: City, months: int) -> Iterator[int]:
    """Each month once it is over."""
    for month in range(months):
        city.step()
        yield month
