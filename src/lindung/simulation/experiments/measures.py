"""What is measured of the people of an arm after so many months; each measure by the name that experiment files use.

All count the same people: who was there before the first month and is there still (in a cohort: who was enrolled then).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from lindung.simulation import workers as w
from lindung.simulation.experiments.experiment import Arm
from lindung.simulation.validation.fact import over
from lindung.simulation.workers import Bool, Workers


@dataclass(frozen=True)
class Lived:
    """What became of one arm: the workers after each month that is asked for (0: at the start), counters by month."""

    arm: Arm
    cohort: bool
    after: Mapping[int, Workers]
    rows: tuple[Mapping[str, int], ...]

    def people(self, month: int) -> Bool:
        """Slots whose worker took part from the start and is there after `month` months."""
        start, now = self.after[0], self.after[month]
        part = start.member_since == 0 if self.cohort else start.status == w.NEVER
        return np.asarray(part & (start.id == now.id) & (now.status != w.EMPTY))

    def share(self, month: int, which: Bool) -> float | None:
        """The share of them who are `which`."""
        people = self.people(month)
        return over(int((people & which).sum()), int(people.sum()))


type Lives = Mapping[str, Lived]
type Measure = Callable[[Lives, str, int], float | None]


def ever_enrolled(lives: Lives, of: str, month: int) -> float | None:
    """Share who have enrolled at any time."""
    return lives[of].share(month, lives[of].after[month].member_since >= 0)


def enrolled(lives: Lives, of: str, month: int) -> float | None:
    """Share who are members, arrears that cover endures included."""
    return lives[of].share(month, lives[of].after[month].status == w.ACTIVE)


def paying(lives: Lives, of: str, month: int) -> float | None:
    """Share who paid this month's contribution themselves."""
    now = lives[of].after[month]
    paid = (now.status == w.ACTIVE) & (now.payer == w.SELF) & (now.arrears == 0)
    return lives[of].share(month, np.asarray(paid))


def enrollees_left(lives: Lives, of: str, month: int) -> float | None:
    """Of those who enrolled while the offer stood, the share who are members."""
    lived = lives[of]
    now = lived.after[month]
    took_up = lived.people(month) & (now.member_since >= 0) & (now.member_since < max(lived.arm.open_for, 1))
    return over(int((took_up & (now.status == w.ACTIVE)).sum()), int(took_up.sum()))


def failed_tries(lives: Lives, of: str, month: int) -> float | None:
    """Share of tries to enrol that failed."""
    rows = lives[of].rows[:month]
    return over(sum(row["failures"] for row in rows), sum(row["tries"] for row in rows))


def tries(lives: Lives, of: str, month: int) -> float | None:
    """Tries to enrol a person, tries again counted each."""
    lived = lives[of]
    return over(sum(row["tries"] for row in lived.rows[:month]), int(lived.people(month).sum()))


def premium_cut(lives: Lives, of: str, month: int) -> float | None:
    """The premium cut that enrols as many as arm `of` did at full price: between the price arms, log on log.

    None where fewer than two arms ask a price, or where the arm enrols nobody; beyond the cheapest price arm the line
    through the last two goes on.
    """
    found = ever_enrolled(lives, of, month)
    prices: list[tuple[float, float]] = []
    for key, lived in lives.items():
        of_arm = ever_enrolled(lives, key, month)
        if of_arm and lived.arm.pays > 0 and not lived.arm.informed_friends:
            prices.append((float(np.log(of_arm)), float(np.log(lived.arm.pays))))
    if not found or len(prices) < 2:
        return None
    prices.sort(key=lambda one: -one[1])  # from the full price down
    wanted = float(np.log(found))
    pairs = list(pairwise(prices))
    (e0, p0), (e1, p1) = next((pair for pair in pairs if wanted <= pair[1][0]), pairs[-1])
    if e0 == e1:
        return None
    return 1 - float(np.exp(p0 + (p1 - p0) * (wanted - e0) / (e1 - e0)))


MEASURES: Final[Mapping[str, Measure]] = {
    one.__name__: one for one in (ever_enrolled, enrolled, paying, enrollees_left, failed_tries, tries, premium_cut)
}
