"""The simulated city: a Mesa model of one population and the offices that decide for it."""

from collections.abc import Mapping
from datetime import date

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.law.corpus import Corpus
from lindung.law.view import View
from lindung.simulation import counters as c
from lindung.simulation import workers as w
from lindung.simulation.birth import Birth, in_one
from lindung.simulation.compiled import F32
from lindung.simulation.context import Now, Tables
from lindung.simulation.eligibility import Circumstances
from lindung.simulation.engine import Engine, Month, Part, default_month
from lindung.simulation.institutions.founding import office_means, social_work_means, sponsor_lines
from lindung.simulation.institutions.local_government import LocalGovernment
from lindung.simulation.institutions.outreach import AgentNetwork, BpjsBranch, agent_rules
from lindung.simulation.institutions.qualifying import count_qualifying
from lindung.simulation.institutions.social_affairs_office import SocialAffairsOffice
from lindung.simulation.institutions.social_workers import SocialWorkers
from lindung.simulation.institutions.sponsors import Sponsors
from lindung.simulation.ledger import Ledger
from lindung.simulation.setting import Setting
from lindung.simulation.statute import Statute, minimum_wage, statute, while_unchanged
from lindung.simulation.terms import NO_LIMIT, Terms, terms

__all__ = ["City", "Setting"]

PER = 100_000
FROM_1900 = 1900 * 12
MANY_BIRTHS = 256  # from so many on they are divided among the threads


class Population(mesa.Agent["City"]):
    """The one agent that owns the workers' columns."""


class City(mesa.Model):
    """One city under one corpus of law. `step()` is a month; `rows` holds the counters of every month so far.

    The order of a month: offices open (money, names, contacts), then each worker's income, knowledge, membership,
    household and risks, then the ledger closes, then entrants take the places of those who left.
    """

    def __init__(
        self, setting: Setting, law: Corpus, *, scheme: str | None = None, threads: int = 1,
        readings: Mapping[str, str] | None = None, month: Month | None = None,
    ) -> None:  # fmt: skip
        super().__init__(rng=setting.seed)
        scenario, slots = setting.scenario, setting.workers.size
        offices = scenario.offices
        self.setting = setting
        self.law: View = law.on(scenario.start, scenario.region, readings=readings)
        if scheme is not None:
            self.law = self.law.scheme(scheme)
        self.engine = Engine(
            setting.workers, scenario.cells, setting.seed, scenario.parameters(), threads,
            month=month or default_month(),
        )  # fmt: skip
        self.trades = scenario.trade_table()
        self.n_trades = len(scenario.trades)
        self.transport = scenario.transport()
        self.occupations = scenario.occupations()
        self.death = scenario.death_hazards()
        self.poverty_lines = scenario.poverty_lines()
        self.month = 0
        self.population = Population(self)
        self.government = LocalGovernment(self, setting.budget)
        self.office = SocialAffairsOffice(self, office_means(setting), slots)
        self.sponsors = Sponsors(self, sponsor_lines(setting))
        contacts = setting.scaled(offices.field_staff * offices.contacts_per_staff)
        self.branch = BpjsBranch(self, offices.field_staff, contacts)
        self.agents_network = AgentNetwork(
            self, setting.scaled(offices.agents), offices.contacts_per_agent, offices.false_agents, slots
        )
        self.social_workers = SocialWorkers(self, social_work_means(setting))
        self.ledger = Ledger()
        self.rows: list[dict[str, int]] = []
        self._birth = Birth(scenario, setting.seed)
        self._terms_by_month: dict[date, Terms | None] = {}
        self.borrowed: set[str] = set()
        self.generation = np.zeros(slots, dtype=np.uint32)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: (lambda model, name=name: model.rows[-1][name]) for name in c.ROW}
        )

    def month_of_year(self, month: int) -> int:
        """1 for January."""
        return (self.setting.scenario.start.month - 1 + month) % 12 + 1

    def date_of(self, month: int) -> date:
        """The first day of a month of the run."""
        return self.setting.scenario.day_of(month)

    def step(self) -> None:
        """Move the city one month."""
        today, month_of_year = self.date_of(self.month), self.month_of_year(self.month)
        workers = self.engine.workers
        rules = while_unchanged(statute, self.law, today)
        self.borrowed |= set(rules.borrowed)
        scheme = self._terms(today)
        here = self._circumstances(today)
        self._take_over(scheme, here)
        if month_of_year == 1:
            workers.paid_in_year[:] = 0
            workers.months_poor[:] = 0
        self.government.open_month(today.year, month_of_year)
        if scheme is None or not scheme.programmes:
            self.office.rest(workers)
        else:
            price = scheme.monthly * max(scheme.share) // PER
            self.government.charge_overhead(self.office.work(scheme, here, price, self.month))
        now = self._now(today, scheme)
        oldest = now.calendar - 12 * (rules.benefits.age_last + 1)
        given = self.sponsors.open_month(today.year, month_of_year, rules.contributions, oldest)
        reach = np.zeros(workers.size, dtype=np.uint8)
        self.branch.reach(reach, self.month)
        self.agents_network.reach(reach, self.month)
        self.social_workers.reach(reach, self.month)
        paid_before = int(workers.subsidised[self.office.members].sum(dtype=np.int64))
        standing = np.zeros((self.engine.threads, 3), dtype=np.int64)  # listed, qualifying, both
        counted = None if scheme is None else self._counting(scheme, here, standing)
        total = self.engine.step(reach, self._tables(today, scheme, rules, given), rules, now, counted)
        heads = int(workers.subsidised[self.office.members].sum(dtype=np.int64)) - paid_before
        self._close(scheme, total, heads, given)
        self._pay_agents(today, rules)
        self.rows.append(self._row(total, *standing.sum(axis=0).tolist()))
        self.datacollector.collect(self)
        self._renew(here)
        self.month += 1
        self.running = self.month < self.setting.months

    def _terms(self, month: date) -> Terms | None:
        if month not in self._terms_by_month:
            self._terms_by_month[month] = while_unchanged(terms, self.law, month)
        return self._terms_by_month[month]

    def _take_over(self, scheme: Terms | None, here: Circumstances) -> None:
        """Where this month's terms are not last month's: judge known names anew, count subsidised months anew.

        An amended regulation counts its months from the day it takes effect; names verified before are judged by the
        new criteria on what is already known of them.
        """
        before = self._terms(self.date_of(self.month - 1)) if self.month else None
        if before is None or scheme is None:
            return
        if before.criteria != scheme.criteria:
            self.office.judge_anew(scheme, here)
        if (before.months, before.share) != (scheme.months, scheme.share):
            self.engine.workers.subsidised[:] = 0

    def circumstances(self) -> Circumstances:
        """What criteria refer to in the month about to begin."""
        return self._circumstances(self.date_of(self.month))

    def _circumstances(self, today: date) -> Circumstances:
        p = self.engine.parameters
        return Circumstances(
            calendar=today.year * 12 + today.month - 1 - FROM_1900,
            minimum_wage=while_unchanged(minimum_wage, self.law, today),
            price_level=self._price_level(today),
            need_alone=float(self._poverty_line(today) * (1 - p.other_income_share)),
            occupations=self.occupations,
            welfare={"extremely_poor": p.extremely_poor_below, "poor": p.poor_below, "vulnerable": p.vulnerable_below},
        )

    def _price_level(self, today: date) -> np.float32:
        return np.float32(self.setting.scenario.prices.log_level(today))

    def _poverty_line(self, today: date) -> int:
        known = sorted(self.poverty_lines)
        return self.poverty_lines[max((day for day in known if day <= today), default=known[0])]

    def _now(self, today: date, scheme: Terms | None) -> Now:
        low, high = self.engine.keys
        paid = scheme.contribution if scheme is not None else {}
        programmes = scheme.programmes if scheme is not None else ()
        return Now(
            month=self.month,
            calendar=today.year * 12 + today.month - 1 - FROM_1900,
            month_of_year=today.month - 1,
            poverty_line=F32(self._poverty_line(today)),
            price_level=self._price_level(today),
            scheme_open=bool(programmes) and self.government.line.pays_in(today.month),
            scheme_jkk=paid.get("jkk", 0) if "jkk" in programmes else 0,
            scheme_jkm=paid.get("jkm", 0) if "jkm" in programmes else 0,
            scheme_months=scheme.months if scheme is not None else NO_LIMIT,
            key_low=low,
            key_high=high,
        )

    def _tables(
        self, today: date, scheme: Terms | None, rules: Statute, given: NDArray[np.int64]
    ) -> Tables:  # fmt: skip
        trades = self.trades
        known, paid, refused = self.engine.neighbours()
        period = max((year for year in self.death if year <= today.year), default=min(self.death))
        return Tables(
            season=np.ascontiguousarray(trades.season[today.month - 1]),
            sd_transitory=trades.sd_transitory,
            zero_month=trades.zero_month,
            injury_risk=trades.injury_risk,
            fatal_relative=(trades.fatal_risk / trades.injury_risk).astype(np.float32),
            transport=self.transport,
            death=self.death[period],
            known=known,
            paid=paid,
            refused=refused,
            advocated=self.social_workers.simpler,
            share=np.array(scheme.share if scheme is not None else (PER,), dtype=np.int64),
            degrees=rules.degrees,
            given=given,
        )

    def _close(
        self, scheme: Terms | None, total: NDArray[np.int64], heads: int, given: NDArray[np.int64]
    ) -> None:  # fmt: skip
        """Close the ledger; `heads` are those the scheme paid for, counted from the workers' columns."""
        jht = scheme.contribution.get("jht", 0) if scheme is not None and "jht" in scheme.programmes else 0
        full = scheme is None or scheme.share == (PER,)
        entry = self.ledger.close(
            self.month,
            total,
            released=self.government.released_of_month,
            left_before=self.government.left,
            overhead=self.government.overhead_of_month,
            scheme_jht=heads * jht,
            at_scheme_price=heads * scheme.monthly if scheme is not None and full else None,
            sponsors=self.sponsors.close_month(given),
        )
        self.government.left = entry.budget_left

    def _pay_agents(self, today: date, rules: Statute) -> None:
        paid = while_unchanged(agent_rules, self.law, today)
        self.agents_network.settle(self.engine.workers, self.month, rules.contributions, paid)

    def _row(self, total: NDArray[np.int64], listed: int, eligible: int, both: int) -> dict[str, int]:
        row = {name: int(value) for name, value in zip(c.COUNTERS, total, strict=True)}
        entry = self.ledger.entries[-1]
        row["listed"], row["eligible"] = listed, eligible
        row["listed_ineligible"], row["eligible_unlisted"] = listed - both, eligible - both
        row["removed"] = self.office.removed_of_month
        row["agents"] = self.agents_network.active
        row["perisai_pay_rp"] = self.agents_network.earned
        row["budget_spent_rp"] = sum(entry.budget_contributions.values()) + entry.budget_overhead
        row["overhead_rp"] = entry.budget_overhead
        row["budget_left_rp"] = entry.budget_left
        return row

    def _counting(self, scheme: Terms, here: Circumstances, total: NDArray[np.int64]) -> Part:
        """What adds up for each part how many are listed, qualify, and both, at the month's end."""
        workers, rules = self.engine.workers, self.office.rules(scheme, here)

        def part(k: int, first: int, last: int) -> None:
            count_qualifying(workers, rules, total[k], first, last)

        return part

    def _renew(self, here: Circumstances) -> None:
        """Entrants take the places of those who died or left, under ids never used before."""
        workers = self.engine.workers
        empty = workers.status == w.EMPTY
        gone = np.flatnonzero(empty)
        if not gone.size:
            return
        self.office.forget(gone, empty)
        self.generation[gone] += 1
        ids = (gone + workers.size * self.generation[gone].astype(np.int64)).astype(np.uint32)
        each_part = self.engine.each_part if gone.size >= MANY_BIRTHS else in_one
        self._birth.put(workers, gone, ids, self.month, entrant=True, each_part=each_part)
        self.office.welcome(gone, here)
