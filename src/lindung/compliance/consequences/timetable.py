"""The timetable of PP 86/2013 as JSON data: steps with dates and amount, and what each open point would change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from lindung.compliance.consequences.fine import Owed, fine_of, fine_total, months_charged
from lindung.compliance.consequences.ladder import Step, walk
from lindung.compliance.consequences.routes import Route
from lindung.law.answers import NoValue
from lindung.law.corpus import Corpus
from lindung.law.view import View
from lindung.law.workdays import Workdays
from lindung.messages import BadInput, Fault, Text

OPEN_POINTS: Final = ("joint_leave", "warning_days", "day_one", "fine_base", "fine_months")
_LIFTED_AT: Final = ("pasal-10/ayat-7/huruf-a", "pasal-10/ayat-7/huruf-b", "pasal-10/ayat-8")
_EARLIEST: Final = Text(
    "Tanggal paling awal: setiap langkah segera menyusul langkah sebelumnya, dan teguran kedua sampai tepat waktu. "
    "Bila teguran kedua diterima kemudian, tanggal sesudahnya bergeser.",
    "Earliest dates: each step follows the one before at once, and the second warning arrives in time. "
    "If the second warning is received later, the dates after it move.",
)
_ROUNDED: Final = Text(
    "Denda dihitung tiap pemberi kerja dan dibulatkan ke rupiah terdekat; pembulatan dan bagian bulan tidak diatur "
    "teks.",
    "The fine is reckoned for each employer and rounded to the nearest rupiah; the text settles neither rounding nor "
    "part months.",
)


def timetable(
    corpus: Corpus,
    readings: Mapping[str, str],
    owed: Sequence[Owed] = (),
    *,
    served: date | None,
    as_of: date,
    second_served: date | None = None,
    routes: Sequence[Route] = (),
) -> dict[str, Any]:
    """What follows, step by step, for the employers that owe, from the day the first warning was served.

    Without `served` the steps carry lengths and articles but no dates. `options` holds every choice of every open point
    with the dates and the amount it would give, all other points as chosen. Raises `BadInput` for a day on which the
    ladder was not yet law.
    """
    try:
        return _timetable(corpus, readings, owed, served, as_of, second_served, routes)
    except NoValue as error:
        details = {"parameter": error.answer.parameter.id, "why": error.answer.why}
        raise BadInput(Fault("not-encoded", details, place="--served")) from None


def _timetable(
    corpus: Corpus,
    readings: Mapping[str, str],
    owed: Sequence[Owed],
    served: date | None,
    as_of: date,
    second_served: date | None,
    routes: Sequence[Route],
) -> dict[str, Any]:
    def laid_out(chosen: Mapping[str, str]) -> tuple[View, tuple[Step, ...], int]:
        view = corpus.on(served or as_of, readings=chosen)
        steps = walk(view, calendar_of(corpus, view), served, second_served)
        return view, steps, months_charged(view, _first_of_fine(steps), as_of)

    chosen = corpus.readings.chosen(readings)
    view, steps, months = laid_out(chosen)
    amount = fine_total(view, owed, months)
    options = {}
    for name in OPEN_POINTS:
        choices = {}
        for choice, declared in corpus.readings[name].choices.items():
            other, other_steps, other_months = laid_out({**chosen, name: choice})
            choices[choice] = {
                "says": declared.says._asdict(),
                "standing": declared.standing,
                "source": declared.source,
                "steps": {s.step: {"from": _iso(s.first), "until": _iso(s.last)} for s in other_steps},
                "fine_months": other_months,
                "amount": fine_total(other, owed, other_months),
            }
        question = corpus.readings[name].question._asdict()
        options[name] = {"question": question, "chosen": chosen[name], "choices": choices}
    return {
        "served": _iso(served),
        "second_served": _iso(second_served),
        "calendar": _calendar(corpus, view, steps),
        "steps": [_step_document(corpus, view, step, owed, months, amount) for step in steps],
        "lifting": [_provision(corpus, view, at) for at in _LIFTED_AT],
        "notes": [_EARLIEST._asdict(), _ROUNDED._asdict()],
        "other_routes": [route.document() for route in routes],
        "options": options,
    }


def calendar_of(corpus: Corpus, view: View) -> Workdays:
    """The calendar of working days under the reading of joint leave."""
    works = view.value("calendar.joint_leave").amount == "working"
    return Workdays(corpus.folder / "tables", joint_leave_works=works)


def _first_of_fine(steps: Sequence[Step]) -> date | None:
    return next((step.first for step in steps if step.step == "fine"), None)


def _step_document(
    corpus: Corpus, view: View, step: Step, owed: Sequence[Owed], months: int, amount: int
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "step": step.step,
        "name": corpus.vocabulary["step"][step.step]._asdict(),
        "from": _iso(step.first),
        "until": _iso(step.last),
        "working_days": step.working_days,
        "provision": step.provision,
        "provisional": step.provisional,
    }
    if step.step == "fine":
        document["amount"] = amount
        document["months"] = months
        document["rate_monthly"] = float(view.number("sanction.fine_rate_monthly"))
        document["base"] = view.value("sanction.fine_base").amount
        document["employers"] = {one.employer_id: fine_of(view, one, months) for one in owed}
    if step.step == "withheld_services":
        words = corpus.vocabulary["service"]
        document["services"] = [{"service": w, **words[w]._asdict()} for w in view.words("sanction.withheld_services")]
    return document


def _calendar(corpus: Corpus, view: View, steps: Sequence[Step]) -> dict[str, Any]:
    """The calendar counted by: the reading of joint leave, and the decree behind each year that the steps touch."""
    workdays = calendar_of(corpus, view)
    days = [day for step in steps for day in (step.first, step.last) if day is not None]
    years = range(min(days).year, max(days).year + 1) if days else range(0)
    decrees = [
        {"year": d.year, "number": d.number, "signed": _iso(d.signed), "kind": d.kind, "standing": d.standing,
         "source": d.source}
        for year in years
        for d in workdays.decree_of(year)
    ]  # fmt: skip
    return {
        "joint_leave": view.value("calendar.joint_leave").amount,
        "decrees": decrees,
        "provisional": any(step.provisional for step in steps),
        "last_decreed_year": workdays.last_decreed_year,
    }


def _provision(corpus: Corpus, view: View, at: str) -> dict[str, Any]:
    instrument = corpus.instrument(view.value("sanction.ladder").instrument)
    found = instrument.provision(at)
    says = {} if found is None else found.says._asdict()
    return {"provision": f"{instrument.name} {at}", "says": says}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
