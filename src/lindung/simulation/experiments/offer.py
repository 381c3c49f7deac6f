"""An arm's month: the shipped month, with what the arm is offered set before it and booked after it.

Whoever enrols under an offer is, while the subsidy lasts, a member whom a payer pays for: no month of theirs is
missed, and when it ends the shipped rule for the end of a subsidy decides (`behaviour/contribution.py`). Where only a
part of the price is taken off, members pay the rest themselves and may miss it as anyone. No money moves: what the
payer of an experiment pays is in no budget.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.context import EDUCATED, HELPED, Now, Tables
from lindung.simulation.draws import draw
from lindung.simulation.engine import Month
from lindung.simulation.experiments.experiment import Arm
from lindung.simulation.statute import BenefitLaw, ContributionLaw
from lindung.simulation.terms import NO_LIMIT
from lindung.simulation.workers import Bool, Int16, UInt8, Workers

NOT: Final = 0xFF


@dataclass(frozen=True)
class People:
    """Who takes part beside the arm: everyone from the first month (`cohort`), and how many agree to auto-debit."""

    seed: int
    cohort: bool = False
    auto_debit_uptake: float = 0.0
    friends: float = 8.0  # whom a worker talks to, to turn informed friends into a share of the cell


@dataclass
class Offered:
    """A compiled month under an arm's offer; called once a month for all workers, on one thread."""

    month: Month
    arm: Arm
    people: People
    kept: dict[int, Workers] = field(default_factory=dict)  # by months done
    keep: frozenset[int] = frozenset()

    def __call__(self, workers: Workers, reach: UInt8, *rest: Any) -> None:
        """The month of all workers."""
        now: Now = next(one for one in rest if isinstance(one, Now))
        if now.month == 0:
            law = next(one for one in rest if isinstance(one, BenefitLaw))
            self.begin(workers, now.calendar - 12 * (law.age_last + 1))
        open_now = now.month < self.arm.open_for
        if self.arm.taught and now.month == 0:
            reach[:] |= np.uint8(EDUCATED)
        if self.arm.helped and open_now:
            reach[:] |= np.uint8(HELPED)
        free = self.paid_for(workers, now.month)
        before = workers.subsidised.copy()
        workers.flags[free] |= np.uint8(w.LISTED)
        self.month(workers, reach, *(self._offered(one, open_now) for one in rest))
        workers.flags[:] &= np.uint8(NOT ^ w.LISTED)
        workers.subsidised[:] = before  # no budget has paid
        if self.arm.pays == 0:
            self.take_over(workers, now.month)
        if now.month + 1 in self.keep:
            self.kept[now.month + 1] = workers.copy()

    def begin(self, workers: Workers, oldest: int) -> None:
        """Keep the start; in a cohort, enrol whom the model would: in proportion to awareness and trust.

        Who was born in the month `oldest` or before is too old to register.
        """
        agrees = draw(self.people.seed, workers.id, 0, d.TRIAL_AUTO_DEBIT) < self.people.auto_debit_uptake
        if self.people.cohort:
            young = workers.birth_month > oldest
            chosen = young & (draw(self.people.seed, workers.id, 0, d.TRIAL_ENROLS) < workers.awareness * workers.trust)
            workers.status[chosen] = w.ACTIVE
            workers.payer[chosen] = w.BUDGET
            workers.programmes[chosen] = w.JKK | w.JKM
            workers.member_since[chosen] = 0
            if self.arm.auto_debit_months:
                workers.flags[chosen & agrees] |= np.uint8(w.AUTO_DEBIT)
        if 0 in self.keep:
            self.kept[0] = workers.copy()

    def lasts(self, workers: Workers) -> Int16:
        """Months that each worker's subsidy lasts."""
        agreed = (workers.flags & w.AUTO_DEBIT) != 0
        return np.where(agreed, self.arm.auto_debit_months, self.arm.months).astype(np.int16)

    def paid_for(self, workers: Workers, month: int) -> Bool:
        """Members for whom this month is paid."""
        if self.arm.pays > 0:
            return np.zeros(workers.size, dtype=np.bool_)
        since = workers.member_since
        took_part = (since >= 0) & (since < max(self.arm.open_for, 1))
        begun = since if self.arm.from_enrolment else np.zeros_like(since)
        return np.asarray(took_part & (workers.status == w.ACTIVE) & (month < begun + self.lasts(workers)))

    def take_over(self, workers: Workers, month: int) -> None:
        """Who enrolled this month at no price is paid for, and has not paid alone."""
        new = (workers.member_since == month) & (workers.status == w.ACTIVE) & (month < self.arm.open_for)
        workers.payer[new] = w.BUDGET
        workers.flags[new] &= np.uint8(NOT ^ w.PAID_ALONE)

    def _offered(self, one: Any, open_now: bool) -> Any:
        if isinstance(one, ContributionLaw) and open_now and self.arm.pays < 1:
            pays = self.arm.pays
            return one._replace(kept_transport=int(one.kept_transport * pays), kept_other=int(one.kept_other * pays))
        if isinstance(one, Now):
            return one._replace(scheme_open=True, scheme_jkk=0, scheme_jkm=0, scheme_months=NO_LIMIT)
        if isinstance(one, Tables) and self.arm.informed_friends:
            more = np.minimum(one.known + self.arm.informed_friends / self.people.friends, 1)
            return one._replace(known=more.astype(np.float32))
        return one
