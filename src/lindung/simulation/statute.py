"""The law of one month as the plain numbers that the compiled month reads, each taken from the corpus.

Months between which no rule starts or stops have the same law, in every city and run of a process: `while_unchanged`
reads it once.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from lindung.law.answers import Value
from lindung.law.corpus import Corpus
from lindung.law.literals import PER
from lindung.law.rules import FOREVER
from lindung.law.values import Bands
from lindung.law.view import View
from lindung.messages import BadInput, Fault


class BenefitLaw(NamedTuple):
    """Benefits and conditions; rupiah are whole, multiples of the declared base are whole numbers."""

    jkm_total: int
    jkm_before_waiting: int
    jkm_waiting_months: int  # 0: no waiting
    waiting_restarts: bool  # reading jkm_restart
    jkk_death_multiple: int
    jkk_periodic: int
    jkk_funeral: int
    partial_multiple: int
    partial_cap_per_100000: int
    scholarship_year: int  # one child, primary level
    scholarship_children: int
    scholarship_months_jkk: int
    scholarship_months_jkm: int
    arrears_endured: int  # consecutive unpaid months; the next ends cover
    age_last: int  # last age admitted at registration


class ContributionLaw(NamedTuple):
    """What a month costs, by band of declared income: arrays of one entry a band, rupiah."""

    jkk: NDArray[np.int64]
    base: NDArray[np.int64]
    lower: NDArray[np.int64]  # first income of the band
    jkm: int
    kept_transport: int  # parts of 100,000 left to pay after the discount
    kept_other: int


@dataclass(frozen=True, slots=True)
class Statute:
    """The law of one contribution month.

    `borrowed` names the parameters that the corpus does not encode for so early a month and for which the first
    encoded value stands in; a run reports them.
    """

    month: date  # its first day; of months that share one statute, that of the first read
    contributions: ContributionLaw
    benefits: BenefitLaw
    degrees: NDArray[np.int64]  # the disability table, parts of 100,000
    borrowed: tuple[str, ...]

    def due(self, band: int, *, transport: bool) -> int:
        """What a self-payer of this band pays for JKK and JKM: Rp8,400 in November 2026, Rp16,800 without discount."""
        law = self.contributions
        kept = law.kept_transport if transport else law.kept_other
        return int(law.jkk[band]) * kept // PER + law.jkm * kept // PER


def statute(view: View, month: date) -> Statute:
    """The law of the contribution month that `month` falls in, seen from `view` (its region, readings and knowledge).

    Which day of a month that straddles a change governs is the reading `month_law`. Raises `BadInput` naming the first
    parameter that is not encoded at all.
    """
    first, last = _first_and_last(month)
    law = _MonthLaw(view.on(last if view.readings.get("month_law", "last_day") == "last_day" else first))
    jkk, base = law.bands("jkk.contribution.bpu").steps, law.bands("bpu.benefit_base").steps
    contributions = ContributionLaw(
        jkk=np.array([amount for _, amount in jkk], dtype=np.int64),
        base=np.array([amount for _, amount in base], dtype=np.int64),
        lower=np.array([bound for bound, _ in jkk], dtype=np.int64),
        jkm=law.whole("jkm.contribution.bpu"),
        kept_transport=PER - law.parts("bpu.discount", "transport"),
        kept_other=PER - law.parts("bpu.discount", "other"),
    )
    waiting = law.whole("jkm.waiting_months")
    benefits = BenefitLaw(
        jkm_total=law.whole("jkm.benefit.total"),
        jkm_before_waiting=law.whole("jkm.benefit.before_waiting") if waiting else 0,
        jkm_waiting_months=waiting,
        waiting_restarts=view.readings.get("jkm_restart", "restarts") == "restarts",
        jkk_death_multiple=law.whole("jkk.benefit.death_multiple_of_wage"),
        jkk_periodic=law.whole("jkk.benefit.periodic"),
        jkk_funeral=law.whole("jkk.benefit.funeral"),
        partial_multiple=law.whole("jkk.benefit.partial_disability_multiple_of_wage"),
        partial_cap_per_100000=law.parts("jkk.benefit.partial_disability_max"),
        scholarship_year=law.whole("scholarship.per_child", "primary"),
        scholarship_children=law.whole("scholarship.max_children"),
        scholarship_months_jkk=law.whole("scholarship.min_contribution_months", "jkk"),
        scholarship_months_jkm=law.whole("scholarship.min_contribution_months", "jkm"),
        arrears_endured=law.whole("bpu.arrears.months_to_inactive"),
        age_last=law.whole("bpu.age.max_at_registration"),
    )
    rows = view.corpus.vocabulary.get("disability", ())
    degrees = np.array(sorted(law.parts("jkk.benefit.disability", row) for row in rows), dtype=np.int64)
    return Statute(first, contributions, benefits, degrees, tuple(law.borrowed))


class _MonthLaw:
    """Numbers of one view; where the corpus begins later than the month, its first value, noted as borrowed."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.borrowed: list[str] = []

    def _value(self, name: str, key: str | None = None) -> Value | None:
        answer = self.view.look_up(name, key)
        if isinstance(answer.value, Value):
            return answer.value
        if answer.status == "not_in_force":
            return None
        first = next((value for value in answer.history if isinstance(value, Value)), None)
        if first is None:
            why = answer.why if answer.why is not None else answer.status
            raise BadInput(Fault("not-encoded", {"parameter": name, "why": why}))
        self.borrowed.append(name)
        return first

    def number(self, name: str, key: str | None = None) -> int | Decimal:
        """The number; 0 where the rule is not in force."""
        value = self._value(name, key)
        amount = 0 if value is None else value.amount
        if not isinstance(amount, int | Decimal):
            raise TypeError(f"{name} is no number")
        return amount

    def whole(self, name: str, key: str | None = None) -> int:
        """Whole rupiah, months, years or multiples."""
        return int(self.number(name, key))

    def parts(self, name: str, key: str | None = None) -> int:
        """A rate in whole parts of 100,000."""
        return int(self.number(name, key) * PER)

    def bands(self, name: str) -> Bands:
        """The bands of a contribution."""
        value = self._value(name)
        if value is None or not isinstance(value.amount, Bands):
            raise TypeError(f"{name} has no bands")
        return value.amount


def minimum_wage(view: View, month: date) -> int:
    """Rupiah a month in the view's region; 0 where the corpus has none."""
    found = view.on(month).look_up("minimum_wage").value
    return found.amount if isinstance(found, Value) and isinstance(found.amount, int) else 0


def while_unchanged[T](read: Callable[[View, date], T], view: View, month: date) -> T:
    """What `read` makes of a view and the first day of a month, asked once as long as no rule starts or stops.

    `read` may look at any day of the month; what it gives is shared and must not be changed. It is remembered for as
    long as the view's corpus lives.
    """
    remembered = _remembered.get(view.corpus)
    if remembered is None:
        remembered = _remembered.setdefault(view.corpus, _Remembered.of(view.corpus))
    first, last = _first_and_last(month)
    days = remembered.days
    when = view.region, view.known_on, view.pinned_scheme, frozenset(view.readings.items())
    key = read, *when, bisect_right(days, first), bisect_right(days, last)
    if key not in remembered.given:
        remembered.given[key] = read(view, first)
    return cast(T, remembered.given[key])


@dataclass
class _Remembered:
    """What was read of one corpus, and the days on which something in it starts or stops, in order."""

    days: list[date]
    given: dict[tuple[object, ...], Any] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus) -> "_Remembered":
        """Nothing read yet."""
        days = {parameter.introduced for parameter in corpus.register.values() if parameter.introduced is not None}
        for rule in (rule for rules in corpus.rules.values() for rule in rules):
            days |= {rule.start, *(ending.first_day_without for ending in rule.endings)}
            if rule.until < FOREVER:
                days.add(rule.until + timedelta(1))
        for region in corpus.regions:
            for span in corpus.regions.spans_without_own_wage(region):
                days |= {span.start, span.until + timedelta(1)}
        return cls(sorted(days))


_remembered: WeakKeyDictionary[Corpus, _Remembered] = WeakKeyDictionary()


def _first_and_last(month: date) -> tuple[date, date]:
    first = month.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
