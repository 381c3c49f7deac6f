"""One month as a story told about one person: a plain Mesa model, one agent a worker, nothing compiled but arithmetic.

The oracle of the compiled month. It shares with it the behaviour functions (as written, run by Python), the draws, the
decisions' numbers and the law; the order of events, who pays what and who is counted where are told anew here. Float
quantities are float32 wherever a worker's column is. An empty slot has no worker, yet its floats drift on.
"""

from collections import Counter
from functools import cache
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp
from lindung.simulation.behaviour import awareness, contribution, enrolment, household, income
from lindung.simulation.context import AGENT, CHEATED, EDUCATED, GROUPED, HELPED, STAFF
from lindung.simulation.draws import draw
from lindung.simulation.workers import Workers
from tests.simulation.city import CELLS, PER, City
from tests.simulation.reference_claims import face_risks

F32 = np.float32
STATUS = {w.NEVER: "never", w.ACTIVE: "active", w.INACTIVE: "inactive"}
type Money = tuple[int, int]  # rupiah for JKK and for JKM


class Person(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types; nor do attributes named at run time: self is Any
    """One worker: an attribute a column of `Workers`. `town` is the model, `p` its parameters."""

    def __init__(self: Any, town: "Town", slot: int, columns: Workers) -> None:
        super().__init__(town)
        self.town, self.slot, self.p = town, slot, town.city.parameters
        for name, column in zip(Workers._fields, columns.columns(), strict=True):
            setattr(self, name, column[slot] if column.dtype == np.float32 else int(column[slot]))

    def live(self: Any) -> None:
        """The month from payday to the census."""
        self.age_months = self.town.now.calendar - self.birth_month
        self.outlay = F32(0)  # what the worker pays to the scheme this month
        self.earn()
        self.hear()
        was_member = self.status == w.ACTIVE
        if was_member:
            self.contribute()
        if self.status in (w.NEVER, w.INACTIVE) and self.age_months < 12 * (self.town.benefits.age_last + 1):
            self.perhaps_join(was_member)
        self.keep_house()
        if self.status != w.EMPTY:
            face_risks(self)
        if self.status != w.EMPTY:
            self.be_counted()

    def u(self: Any, decision: int) -> F32:
        """This month's draw of a decision."""
        return F32(self.town.draws(decision)[self.slot])

    def met(self: Any, contacts: int) -> F32:
        """1 where a contact of one of these kinds took place this month."""
        return F32(bool(self.town.reach[self.slot] & contacts))

    def earn(self: Any) -> None:
        t, level, shocks = (
            self.town.tables,
            self.level + self.town.now.price_level,
            (d.INCOME_TRANSITORY, d.INCOME_ZERO),
        )
        u, u_fast, u_zero = self.u(d.INCOME_PERSISTENT), *(self.u(shock) for shock in shocks)
        trade = t.season[self.trade], t.sd_transitory[self.trade], t.zero_month[self.trade]
        self.persistent = F32(income.persistent_deviation.py_func(self.persistent, u, self.p))
        self.income = F32(income.monthly_income.py_func(level, self.persistent, *trade, u_fast, u_zero, self.p))
        self.mean = F32(exp(level))
        self.cash = self.income + self.buffer  # in hand before the household is fed

    def hear(self: Any) -> None:
        known, paid, refused = (told[self.cell] for told in self.town.tables[7:10])
        taught, cheated = self.met(EDUCATED | STAFF), self.met(CHEATED)
        taught = taught + (self.p.group_contact if self.met(GROUPED) else F32(0))
        self.awareness = F32(awareness.awareness_next.py_func(self.awareness, taught, known, paid, self.p))
        self.trust = F32(awareness.trust_next.py_func(self.trust, paid, refused, cheated, self.p))

    def price(self: Any, band: int) -> Money:
        """What a self-payer of this band and trade pays a month."""
        law = self.town.contributions
        kept = law.kept_transport if self.town.tables.transport[self.trade] else law.kept_other
        return int(law.jkk[band]) * kept // PER, law.jkm * kept // PER

    def split(self: Any) -> tuple[Money, Money]:
        """The scheme's part of this month, by the months it has paid so far, and the worker's own part."""
        now, shares = self.town.now, self.town.tables.share
        share = int(shares[min(self.subsidised, len(shares) - 1)])
        theirs = now.scheme_jkk * share // PER, now.scheme_jkm * share // PER
        return theirs, (now.scheme_jkk - theirs[0], now.scheme_jkm - theirs[1])

    def on_the_list(self: Any) -> bool:
        return bool(self.flags & w.LISTED and self.subsidised < self.town.now.scheme_months)

    def scheme_can_pay(self: Any) -> bool:
        """Whether the budget's money is there, and the worker's own part in hand."""
        return bool(self.town.now.scheme_open and F32(sum(self.split()[1])) <= self.cash)

    def contribute(self: Any) -> None:
        """A member's month: paid by the scheme, a sponsor, the member, or by nobody."""
        if self.on_the_list():
            self.pay_with_scheme() if self.scheme_can_pay() else self.miss(w.BUDGET)
        elif self.sponsor >= 0:
            self.pay_with_sponsor() if sum(self.gift()) else self.miss(w.SPONSOR)
        else:
            months = self.months_to_pay(F32(sum(self.price(self.band))))
            self.pay_alone(months) if months else self.miss(w.NOBODY)

    def months_to_pay(self: Any, due: F32) -> int:
        """Months that a member who stands alone pays: this one, and of the arrears as many as the cash allows."""
        if due > self.cash:
            return 0
        if self.payer in (w.BUDGET, w.SPONSOR):  # the subsidy, or the sponsor's, has ended
            return int(self.u(d.KEEPS_PAYING) < self.p.keep_paying)
        if self.arrears:
            used = self.paid_alone(), self.wish()
            chance = contribution.resume_probability.py_func(*used, self.income, self.mean, self.p)
            resumes = self.u(d.CHOOSES) < chance
            return min(self.arrears + 1, int(self.cash / max(due, F32(1)))) if resumes else 0
        debit = F32(bool(self.flags & w.AUTO_DEBIT))
        stops = contribution.stop_probability.py_func(self.months_paid, self.income, self.mean, debit, self.p)
        return int(self.u(d.CHOOSES) >= stops)

    def miss(self: Any, payer: int) -> None:
        """One more month in arrears; the first beyond what the law endures ends the cover."""
        self.town.count["lapses"] += self.arrears == 0
        self.arrears, self.payer = min(self.arrears + 1, 100), payer
        self.interrupt()
        if self.arrears > self.town.benefits.arrears_endured:
            self.status, self.payer, self.programmes = w.INACTIVE, w.NOBODY, 0

    def interrupt(self: Any) -> None:
        """A gap: whoever still waits for the full death benefit waits from the beginning."""
        if self.consecutive < self.town.benefits.jkm_waiting_months:
            self.consecutive = 0

    def pay_with_scheme(self: Any) -> None:
        theirs, own = self.split()
        self.band = 0
        self.town.count.update(subsidised=1, jkk_scheme_rp=theirs[0], jkm_scheme_rp=theirs[1])
        self.payer, self.arrears, self.subsidised = w.BUDGET, 0, self.subsidised + 1
        self.pay(1, own)

    def gift(self: Any) -> Money:
        """What the worker's sponsor gives this month."""
        if self.sponsor < 0:
            return 0, 0
        jkk, jkm = self.town.tables.given[self.sponsor][int(self.town.tables.transport[self.trade])]
        return int(jkk), int(jkm)

    def pay_with_sponsor(self: Any) -> None:
        gift, self.band = self.gift(), 0
        self.town.count.update(sponsored=1, jkk_sponsor_rp=gift[0], jkm_sponsor_rp=gift[1])
        self.payer, self.arrears = w.SPONSOR, 0
        self.pay(1, (0, 0))

    def pay_alone(self: Any, months: int) -> None:
        self.town.count["paid_self"] += months
        self.payer, self.arrears = w.SELF, max(self.arrears + 1 - months, 0)
        self.flags |= w.PAID_ALONE
        self.pay(months, self.price(self.band))

    def pay(self: Any, months: int, own: Money) -> None:
        """So many months are paid, each costing the worker this."""
        first = int(self.paid_in_year == 0)
        self.town.count.update(jkk_self_rp=months * own[0], jkm_self_rp=months * own[1], first_payment_of_year=first)
        self.outlay = F32(months * sum(own))
        self.months_paid, self.paid_in_year = self.months_paid + months, min(self.paid_in_year + months, 100)
        if self.arrears == 0:
            self.consecutive += 1
        else:
            self.interrupt()

    def perhaps_join(self: Any, was_member: bool) -> None:
        """An outsider young enough: registered by scheme or sponsor, back again, or trying for the first time.

        Whose cover ends this month has chosen already, and does not come back in it alone.
        """
        first_time, price = self.status == w.NEVER, F32(sum(self.price(0)))
        if self.on_the_list() and self.scheme_can_pay():
            self.register("registrations", band=0)
            self.pay_with_scheme()
        elif sum(self.gift()):
            self.register("registrations", band=0)
            self.pay_with_sponsor()
        elif not first_time and not was_member and self.registers_again(price):
            self.register("reactivations", band=self.affordable(self.band))
            self.pay_alone(1)
        elif first_time and self.u(d.CHOOSES) < self.wish():
            self.town.count["tries"] += 1
            simpler = F32(self.town.tables.advocated[self.cell])
            success = enrolment.success_probability.py_func(self.met(STAFF | AGENT | HELPED), simpler, self.p)
            if self.u(d.COMPLETES) < success:
                declares = self.u(d.DECLARES) < self.p.declares_own_income
                passed = sum(F32(first) <= self.mean for first in self.town.contributions.lower[1:])
                self.register("registrations", band=self.affordable(int(passed)) if declares else 0)
                self.pay_alone(1)
            else:
                self.town.count["failures"] += 1

    def affordable(self: Any, band: int) -> int:
        """The band meant to be declared, or the lowest where its price is not in hand."""
        return band if F32(sum(self.price(band))) <= self.cash else 0

    def paid_alone(self: Any) -> bool:
        """Whether the worker has ever paid without a scheme or a sponsor."""
        return bool(self.flags & w.PAID_ALONE)

    def registers_again(self: Any, price: F32) -> bool:
        feared = min(F32(enrolment.selected.py_func(price, self.frailty, F32(0), self.p)), F32(3))
        means = price, self.cash, self.income, self.mean, self.awareness, self.trust
        used = self.paid_alone(), self.wish()
        chance = contribution.reactivation_probability.py_func(*used, *means, feared, self.p)
        return bool(self.u(d.CHOOSES) < chance)

    def wish(self: Any) -> F32:
        """The probability of trying to join, which those who are members for nothing so far share."""
        known = self.awareness, self.trust, self.p.friends * (self.town.tables.known[self.cell] - self.p.base_awareness)
        contacts, price = (self.met(EDUCATED), self.met(STAFF), self.met(AGENT)), F32(sum(self.price(0)))
        chance = enrolment.try_probability.py_func(price, *known, self.cash, self.frailty, *contacts, self.p)
        return F32(chance)

    def register(self: Any, counter: str, band: int) -> None:
        self.town.count[counter] += 1
        if self.member_since < 0 or self.town.benefits.waiting_restarts:
            self.member_since = self.town.now.month
        law, again = self.town.benefits, self.status == w.INACTIVE
        waited = again and not law.waiting_restarts  # once a member, never newly registered again
        self.consecutive = max(self.consecutive, law.jkm_waiting_months) if waited else 0
        self.status, self.programmes, self.band, self.arrears = w.ACTIVE, w.JKK | w.JKM, band, 0

    def keep_house(self: Any) -> None:
        self.needed = F32(household.need.py_func(self.town.now.poverty_line, F32(self.dependants), self.p))
        if self.status != w.EMPTY:
            poor = int(household.spending.py_func(self.income, self.buffer, self.needed) < self.needed)
            self.months_poor += poor
            self.town.count.update(poor=poor, income_rp=int(self.income))
        shock = self.mean * self.p.shock_months if self.u(d.SHOCK) < self.p.shock_probability else F32(0)
        left = household.buffer_next.py_func(self.income, self.buffer, self.needed, self.outlay + shock, self.p)
        self.buffer = F32(left)

    def be_counted(self: Any) -> None:
        active, count = self.status == w.ACTIVE, self.town.count
        count.update(["workers", STATUS[self.status]])
        count["protected"] += active and self.arrears <= self.town.benefits.arrears_endured
        count["arrears_months"] += active and self.arrears > 0
        count["ever_registered"] += self.member_since >= 0
        self.town.cells["people", self.cell] += 1
        self.town.cells["known", self.cell] += 256 if active else int(self.awareness * F32(256) + F32(0.5))


class Town(mesa.Model):  # type: ignore[misc]
    """All persons of a city; `rows` holds the counters of every month, `cells` those of the last by cell."""

    def __init__(self, city: City) -> None:
        super().__init__(rng=city.seed)
        self.city, self.contributions, self.benefits = city, city.statute.contributions, city.statute.benefits
        self.persons: list[Any] = [Person(self, slot, city.workers) for slot in range(city.workers.size)]
        self.cells, self.rows = Counter[tuple[str, int]](), list[Counter[str]]()

    def settle(self, what: str, cell: int) -> None:
        """A claim is paid or refused; the neighbours hear of it next month."""
        self.count[what] += 1
        self.cells["refused" if what == "refused" else "paid", cell] += 1

    def told(self, what: str, scale: float) -> NDArray[np.float32]:
        """Last month's count by cell, so many per so many people of the cell."""
        per = [scale * self.cells[what, cell] / max(self.cells["people", cell], 1) for cell in range(CELLS)]
        return np.array(per, dtype=np.float32)

    def step(self) -> None:
        """Everybody's month, one after another."""
        month, ids = len(self.rows), self.city.workers.id
        self.now, self.reach = self.city.now(month), self.city.reach(month)
        self.draws = cache(lambda decision: draw(self.city.seed, ids, month, decision))
        known = self.told("known", 1 / 256)
        known[[self.cells["people", cell] == 0 for cell in range(CELLS)]] = self.city.parameters.base_awareness
        neighbours = known, self.told("paid", 1000), self.told("refused", 1000)
        self.tables = self.city.tables(month, neighbours)
        self.cells, self.count = Counter[tuple[str, int]](), Counter[str]()
        for person in self.persons:
            if self.now.month_of_year == 0:
                person.paid_in_year = person.months_poor = 0
            person.live()
        self.rows.append(self.count)

    def column(self, name: str) -> NDArray[np.generic]:
        """A column of `Workers`, gathered from the persons."""
        return np.array(
            [getattr(person, name) for person in self.persons], dtype=getattr(self.city.workers, name).dtype
        )
