"""What a letter tells one employer, ready to be put into the blanks of a template: texts only, in one language."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from lindung.compliance.assessment.months import first_day, last_day
from lindung.compliance.consequences.routes import LADDER_RULES
from lindung.law.answers import Value
from lindung.messages import Language, Text
from lindung.messages.language import day, grouped, percent, rupiah
from lindung.reporting.audit import letter_words as words
from lindung.reporting.audit.provisions import citation, cited_law
from lindung.reporting.audit.said import month_said
from lindung.reporting.audit.totals import by_programme
from lindung.reporting.audit.view import RANGE_READING, AuditView, EmployerFound
from lindung.reporting.audit.words import title

_LATE_RATES: Final = (
    "late_payment.fine_rate_monthly", "late_payment.fine_rate_monthly.jht", "late_payment.fine_rate_monthly.jp",
)  # fmt: skip


class LetterSaid:
    """The blanks of the letters of one audit in one language."""

    def __init__(self, view: AuditView, language: Language) -> None:
        self.view = view
        self.language = language
        self.steps: Mapping[str, Mapping[str, Any]] = {one["step"]: one for one in view.timetable["steps"]}
        self.recalled = False

    def blanks(self, one: EmployerFound) -> dict[str, Any]:
        """Every blank of the letter to one employer; names and numbers are plain text, not yet escaped."""
        self.recalled = False
        warned = any(rule in LADDER_RULES for rule in one.breaches)
        months = self._months(one)
        filled = {
            "subject": self.say(words.WARNING if warned else words.NOTICE),
            "name": one.name or one.employer_id,
            "employer_id": one.employer_id,
            "region": "" if one.region is None else self.say(one.region),
            "opening": self.say(words.OPENING).format(months=months, as_of=self.day(self.view.as_of)),
            "attached": self.number(sum(one.breaches.values())),
            "findings": list(self._findings(one)),
            "count": self.number(sum(one.breaches.values())),
            "shortfall": self.money(one.shortfall_total),
            "workers": self._workers(one),
            "programmes": [
                {"name": self.say(name), "amount": self.money(amount)} for name, amount in by_programme([one])
            ],
            "overpaid": self._put(words.OVERPAID, amount=self.money(one.overpaid_worker))
            if one.overpaid_worker
            else "",
            "reading": self._reading(),
            "deadline": self._deadline() if warned else self.say(words.AT_ONCE),
            "to_do": list(self._to_do(one)),
            "answer": self._put(words.ANSWER, when=self.say(words.SAME_TIME) if warned else ""),
            "fines": [self._late(one), self._administrative(one, warned=warned)],
            "steps": list(self._ladder()) if warned else [],
        }
        filled["notes"] = list(self._notes(one, warned=warned))
        return filled

    def say(self, text: Text) -> str:
        """A text in the letter's language."""
        return text.said(self.language)

    def money(self, amount: int) -> str:
        """Rupiah as the letter writes them."""
        return rupiah(amount, self.language)

    def number(self, amount: int) -> str:
        """A whole number as the letter writes it."""
        return grouped(amount, self.language)

    def day(self, value: date | str | None) -> str:
        """A day as the letter writes it."""
        if value is None:
            return "–"
        return day(value if isinstance(value, date) else date.fromisoformat(value), self.language)

    def _put(self, text: Text, **put_in: str) -> str:
        """A sentence with words put in; braces in a word stay as they are."""
        return self.say(text).format(**put_in)

    def _workers(self, one: EmployerFound) -> str:
        """Where the details are; how many workers, unless it is about the employer alone."""
        if not one.workers:
            return self._put(words.NO_WORKERS, employer=one.employer_id)
        return self._put(words.WORKERS, workers=self.number(one.workers), employer=one.employer_id)

    def _months(self, one: EmployerFound) -> str:
        first, last = month_said(one.first_month, self.language), month_said(one.last_month, self.language)
        return first if first == last else f"{first} {self.say(Text('sampai', 'to'))} {last}"

    def _law(self, *provisions: str) -> str:
        """Provisions as cited, those that rest on memory last and with a star."""
        law = cited_law(self.view.corpus, provisions)
        unsure = [one.provision for one in law if one.recalled or one.evidence is None]
        firm = [one.provision for one in law if one.provision not in unsure]
        self.recalled |= bool(unsure)
        groups = ((firm, ""), (unsure, " *"))
        return "; ".join(
            f"{citation(self.view.corpus, '; '.join(group), self.language)}{mark}" for group, mark in groups if group
        )

    def _findings(self, one: EmployerFound) -> Iterator[dict[str, str]]:
        for rule, count in one.breaches.items():
            short = one.shortfalls.get(rule, 0)
            law = self._law(*one.provisions.get(rule, ()))
            yield {"rule": rule, "title": self.say(title(rule)), "count": self.number(count),
                   "shortfall": self.money(short) if short else "–", "law": law}  # fmt: skip

    def _reading(self) -> str:
        reading = self.view.corpus.readings[RANGE_READING]
        chosen = reading.choices[self.view.summary["readings"][RANGE_READING]]
        return self._put(words.READING, question=self.say(reading.question), says=self.say(chosen.says))

    def _deadline(self) -> str:
        step = self.steps["warning_1"]
        law = self._law(step["provision"])
        return self._put(words.DEADLINE, first=self.day(step["from"]), last=self.day(step["until"]), law=law)

    def _to_do(self, one: EmployerFound) -> Iterator[dict[str, str]]:
        """What mends each breach; first what the warning is about, then what takes another way, with that said."""
        known = [rule for rule in one.breaches if rule in self.view.rules]
        for place, rule in enumerate(sorted(known, key=lambda rule: rule not in LADDER_RULES)):
            beside = "" if rule in LADDER_RULES else f" {self.say(words.BESIDE.get(rule, words.OTHER))}"
            asked = _small(self.say(words.ASKED.get(rule, self.view.rules[rule].remedy)))
            yield {"letter": _letter(place), "text": f"{self.say(title(rule))}: {asked}{beside}"}

    def _late(self, one: EmployerFound) -> dict[str, str]:
        on = self.view.corpus.on(self.view.as_of)
        values = [value for name in _LATE_RATES if isinstance(value := on.look_up(name).value, Value)]
        rates = dict.fromkeys(percent(Decimal(str(value.amount)), self.language) for value in values)
        law = self._law(*(f"{value.instrument} {value.provision}" for value in values))
        about = self._put(words.LATE, rate=" / ".join(rates), law=law, as_of=self.day(self.view.as_of))
        name = self.say(Text("Denda keterlambatan", "Late-payment fine"))
        return {"name": name, "amount": self.money(one.late_fine), "about": about}

    def _administrative(self, one: EmployerFound, *, warned: bool) -> dict[str, str]:
        name = self.say(Text("Denda administratif", "Administrative fine"))
        step = self.steps.get("fine", {})
        amount = step.get("employers", {}).get(one.employer_id)
        if not warned or amount is None:
            return {"name": name, "amount": "–", "about": self.say(words.NO_LADDER)}
        about = self._put(
            words.ADMINISTRATIVE, first=self.day(step["from"]), months=self.number(step["months"]),
            rate=percent(Decimal(str(step["rate_monthly"])), self.language), base=self.say(words.BASES[step["base"]]),
            law=self._law(step["provision"]),
        )  # fmt: skip
        return {"name": name, "amount": self.money(amount), "about": about}

    def _ladder(self) -> Iterator[dict[str, str]]:
        for step in self.steps.values():
            mark = self.say(Text(" (s)", " (p)")) if step.get("provisional") else ""
            yield {"name": str(step["name"][self.language]), "first": f"{self.day(step['from'])}{mark}",
                   "last": f"{self.day(step['until'])}{mark if step['until'] else ''}",
                   "law": self._law(step["provision"])}  # fmt: skip

    def _notes(self, one: EmployerFound, *, warned: bool) -> Iterator[str]:
        if warned:
            yield from (str(note[self.language]) for note in self.view.timetable.get("notes", ()))
        if warned and any(step.get("provisional") for step in self.steps.values()):
            yield self.say(words.PROVISIONAL)
        for route in self.view.timetable.get("other_routes", ()):
            if any(rule in one.breaches for rule in route["rules"]):
                law = self._law(*(at["provision"] for at in route["provisions"]))
                yield f"{route['says'][self.language]} ({law})"
        if self.recalled:
            yield self.say(words.RECALLED)
        if values := "; ".join(self._recalled_values(one)):
            yield self._put(words.RECALLED_VALUES, values=values)

    def _recalled_values(self, one: EmployerFound) -> Iterator[str]:
        """The figures in force in the employer's place and months that rest on memory."""
        first, last = first_day(one.first_month), last_day(one.last_month)
        place = None if one.region is None else one.region.id
        for value in self.view.values:
            if value.recalled and value.place in (None, place) and value.holds_between(first, last):
                yield f"{self.say(value.name)} {self.say(value.amount)} ({self.say(value.span)})"


def _small(sentence: str) -> str:
    """A sentence that follows a colon: its first letter small, unless the word is a name."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _letter(place: int) -> str:
    """a, b, c ... of a list; there are fewer rules than letters."""
    return chr(ord("a") + place)
