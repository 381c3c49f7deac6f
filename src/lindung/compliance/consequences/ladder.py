"""The ladder of PP 86/2013 walked from the day a warning was served: which step runs from when until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lindung.law.values import Ladder, Quantity
from lindung.law.values import Step as LadderStep
from lindung.law.view import View
from lindung.law.workdays import Workdays

# Where each step is ordered; its length stands where the chosen reading of `warning_days` takes it from.
_ORDERED_AT: Final = {
    "warning_1": ("pasal-10/ayat-1",),
    "warning_2": ("pasal-10/ayat-2",),
    "fine": ("pasal-10/ayat-3", "pasal-7/ayat-1"),
    "withheld_services": ("pasal-10/ayat-6",),
}
_SERVED_BY_LETTER: Final = ("warning_1", "warning_2")


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its first and last day, both inclusive; None where nothing was served, or no end is set.

    `working_days` counts the working days from first to last; before service it is the length that the law sets, where
    it sets it in working days. `provision` is `instrument at, at`. `provisional`: no holiday decree of that year is on
    file yet.
    """

    step: str
    first: date | None
    last: date | None
    working_days: int | None
    provision: str
    provisional: bool = False


def walk(view: View, workdays: Workdays, served: date | None, second_served: date | None = None) -> tuple[Step, ...]:
    """Every step of the ladder under the readings of `view`, at its earliest: each follows the one before at once.

    `served` is the day the employer received the first warning; `second_served` that of the second, where it is known
    and later than the day it could first be. Raises `NoValue` for a day before the ladder was law.
    """
    ladder = view.value("sanction.ladder")
    if not isinstance(ladder.amount, Ladder):
        raise TypeError(f"sanction.ladder is no ladder on {view.day}")
    after_receipt = view.value("sanction.day_one").amount == "after_receipt"
    steps: list[Step] = []
    first = None if served is None else _day_one(served, after_receipt=after_receipt)
    for rung in ladder.amount.steps:
        if rung.step == "warning_2" and first is not None and second_served is not None:
            first = max(first, _day_one(second_served, after_receipt=after_receipt))
        step = _placed(workdays, rung, first, _places(view, rung, ladder.provision))
        steps.append(step)
        first = None if step.last is None else step.last + timedelta(1)
    return tuple(steps)


def _day_one(received: date, *, after_receipt: bool) -> date:
    return received + timedelta(1) if after_receipt else received


def _placed(workdays: Workdays, rung: LadderStep, first: date | None, places: str) -> Step:
    lasts = rung.lasts
    if first is None:
        length = int(lasts.amount) if lasts is not None and lasts.unit == "working_days" else None
        return Step(rung.step, None, None, length, places)
    if lasts is None:
        return Step(rung.step, first, None, None, places, workdays.day(first).provisional)
    if lasts.unit == "working_days":
        first = workdays.next_working_day(first)  # day one of ten working days is itself one
    last = _last(workdays, first, lasts)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return Step(
        rung.step, first, last, sum(map(workdays.works, days)), places,
        workdays.day(first).provisional or workdays.day(last).provisional,
    )  # fmt: skip


def _last(workdays: Workdays, first: date, lasts: Quantity) -> date:
    if lasts.unit == "working_days":
        return workdays.nth(first, int(lasts.amount))
    return first + timedelta(int(lasts.amount) - 1)


def _places(view: View, rung: LadderStep, length_at: str) -> str:
    """`pp-86-2013 pasal-10/ayat-1, pasal-6/ayat-1`: what orders a step, then where its length, rate or list stands."""
    instrument = view.value("sanction.ladder").instrument
    places = [*_ORDERED_AT[rung.step]]
    if rung.step in _SERVED_BY_LETTER:
        places.append(length_at)
    elif rung.step == "fine":
        places.append(view.value("sanction.fine_rate_monthly").provision)
    elif rung.step == "withheld_services":
        places.append(view.value("sanction.withheld_services").provision)
    return f"{instrument} {', '.join(dict.fromkeys(places))}"
