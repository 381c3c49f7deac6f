"""Payers beside the scheme: private sponsors and communities (CSR, SERTAKAN), and village or nagari funds of their own.

Each has a purse, a rule whom it pays for, and a list that it draws up once a budget year. It takes nobody whom the
scheme has on its list and nobody who pays alone; it pays the contribution of the lowest base for JKK and JKM.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from lindung.law.literals import PER
from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.draws import draw
from lindung.simulation.institutions.purse import BudgetLine, Purse
from lindung.simulation.statute import ContributionLaw
from lindung.simulation.workers import Bool, Workers

if TYPE_CHECKING:
    from lindung.simulation.model import City

type Rupiah = NDArray[np.int64]
type Slots = NDArray[np.int64]
PRIVATE: Final = "sponsor"  # word of the vocabulary `funder`; every other word names public money


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """One sponsor: its money, and whom it pays for. Empty `trades` or `areas` mean all of them."""

    name: str
    payer: str  # a word of the vocabulary `funder`
    money: BudgetLine  # without overhead
    trades: tuple[int, ...] = ()  # indices of the scenario's trades
    areas: tuple[int, ...] = ()  # kelurahan or nagari, from 0
    residents: bool = False  # only they
    most: int | None = None  # people on its list


class Sponsor(Purse):
    """One payer with a list of its own; `number` is what the column `sponsor` says of those on it."""

    def __init__(self, model: "City", number: int, line: SponsorLine) -> None:
        super().__init__(model, line.money)
        self.number = number
        self.sponsor = line
        self.members_of_month = 0  # paid for

    def price(self, law: ContributionLaw) -> Rupiah:
        """Rupiah a member-month, int64[sector (1 transport), programme (JKK, JKM)].

        A private sponsor pays what the member would: PP 50/2025 Pasal 3(5) takes its cut only from those whom state or
        local budgets pay for. Nothing was found on village funds; as public money they pay the full rate (assumed).
        """
        kept = (law.kept_other, law.kept_transport) if self.sponsor.payer == PRIVATE else (PER, PER)
        return np.array([[int(law.jkk[0]) * k // PER, law.jkm * k // PER] for k in kept], dtype=np.int64)

    def would_pay_for(self, workers: Workers, n_trades: int) -> Bool:
        """Who fits the sponsor's rule."""
        mask: Bool = workers.status != w.EMPTY
        if self.sponsor.trades:
            mask &= np.isin(workers.trade, self.sponsor.trades)
        if self.sponsor.areas:
            mask &= np.isin(workers.cell // n_trades, self.sponsor.areas)
        if self.sponsor.residents:
            mask &= (workers.flags & w.RESIDENT) != 0
        return mask


class Sponsors:
    """The city's sponsors, one agent each; whose member a worker is stands in the column `sponsor`."""

    def __init__(self, model: "City", lines: Iterable[SponsorLine]) -> None:
        self.model = model
        self.agents = [Sponsor(model, number, line) for number, line in enumerate(lines)]
        self.members: Slots = np.zeros(0, dtype=np.int64)  # slots on a sponsor's list, and a few who no longer are

    def open_month(self, year: int, month_of_year: int, law: ContributionLaw, oldest: int) -> Rupiah:
        """Release money and draw up or cut the lists; gives what each pays a member, int64[sponsors, 2, 2].

        In the first paid month of a year (or of the run) a sponsor draws up its list, as long as its money lasts; those
        on it stay first, the rest goes by lot. A list is cut where the money no longer lasts, and not refilled before
        the next year. Who was born in the calendar month `oldest` or before is no longer registered by the law.
        """
        given = np.zeros((max(len(self.agents), 1), 2, 2), dtype=np.int64)
        if not self.agents:
            return given
        workers = self.model.engine.workers
        workers.sponsor[self.model.office.members] = -1
        self.members = self.members[workers.sponsor[self.members] >= 0]
        members = self._heads(self.members)
        for agent in self.agents:
            agent.open_month(year, month_of_year)
            price, months = agent.price(law), agent.line.months_left(month_of_year)
            first = agent.line.first_paid_month
            draws_up = month_of_year == first or (self.model.month == 0 and month_of_year > first)
            cost = int((members[agent.number] @ price).sum()) * months
            if cost > agent.held or (draws_up and agent.held):
                self._choose(agent, workers, price.sum(axis=1) * months, oldest, draws_up=draws_up)
            if agent.line.pays_in(month_of_year):
                given[agent.number] = price
        return given

    def _heads(self, workers: NDArray[np.int64]) -> Rupiah:
        """How many of these slots each sponsor has, int64[sponsors, 2 sectors (1 transport)]."""
        columns = self.model.engine.workers
        sector = self.model.transport[columns.trade[workers]].astype(np.int64)
        heads = np.zeros((len(self.agents), 2), dtype=np.int64)
        np.add.at(heads, (columns.sponsor[workers], sector), 1)
        return heads

    def _choose(self, agent: Sponsor, workers: Workers, cost: Rupiah, oldest: int, *, draws_up: bool) -> None:
        """Put the sponsor's list together; `cost` is rupiah until the year ends, by sector."""
        own = workers.sponsor == agent.number
        fits = own & ((workers.status == w.ACTIVE) | (workers.birth_month > oldest))
        if draws_up:
            outside = (workers.status == w.NEVER) | (workers.status == w.INACTIVE)
            free = outside & (workers.sponsor < 0) & ((workers.flags & w.LISTED) == 0) & (workers.birth_month > oldest)
            fits |= free & agent.would_pay_for(workers, self.model.n_trades)
        candidates = np.flatnonzero(fits)
        ties = draw(self.model.engine.seed, workers.id[candidates], 0, d.SPONSOR_TIE)
        order = candidates[np.lexsort((ties, ~own[candidates]))]
        sector = self.model.transport[workers.trade[order]].astype(np.int64)
        places = int(np.searchsorted(np.cumsum(cost[sector]), agent.held, side="right")) if cost.any() else 0
        if agent.sponsor.most is not None:
            places = min(places, agent.sponsor.most)
        workers.sponsor[own] = -1
        workers.sponsor[order[:places]] = agent.number
        self.members = np.flatnonzero(workers.sponsor >= 0)

    def close_month(self, given: Rupiah) -> Mapping[str, Mapping[str, int]]:
        """The month by sponsor, from the columns: `held`, `released`, `members` paid for, `jkk` and `jkm` paid."""
        if not self.agents:
            return {}
        workers = self.model.engine.workers
        theirs = self.members
        heads = self._heads(theirs[(workers.payer[theirs] == w.SPONSOR) & (workers.arrears[theirs] == 0)])
        found = {}
        for agent in self.agents:
            jkk, jkm = (int(one) for one in heads[agent.number] @ given[agent.number])
            agent.members_of_month = int(heads[agent.number].sum()) if jkk + jkm else 0
            found[agent.sponsor.name] = {
                "held": agent.held, "released": agent.released_of_month, "members": agent.members_of_month,
                "jkk": jkk, "jkm": jkm,
            }  # fmt: skip
            agent.left = agent.held - jkk - jkm
        return found
