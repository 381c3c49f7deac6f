"""A slow second opinion: one worker and month at a time, in exact decimals, from the law's values alone.

It shares no code with the engine. Every number of the law is looked up as `view.number(...)` on the day that governs
the
month; the calendar of working days is the law's as well.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Final

from lindung.law.answers import NoValue, Value
from lindung.law.corpus import Corpus
from lindung.law.workdays import Workdays

RUPIAH: Final = Decimal(1)
SHARES: Final = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker", "jkp")
FUND: Final = {"jkk": "", "jkm": "", "jkp": "", "jht": ".jht", "jp": ".jp"}
Number = Decimal | int


@dataclass
class Judged:
    """What the reference finds of one worker and month. Answers: none, breach, cannot_tell, lead."""

    answers: dict[str, str]
    lifted: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    overpaid: int | None = None
    base_due: int | None = None
    lifted_fine: int = 0
    left_out_fine: int = 0


@dataclass
class Reference:
    """The law and the readings under which lines are judged."""

    corpus: Corpus
    readings: Mapping[str, str]
    as_of: date

    def governing(self, month: int) -> date:
        year, number = month // 12, month % 12 + 1
        return date(year, number, monthrange(year, number)[1] if self.readings["month_law"] == "last_day" else 1)

    def number(self, name: str, month: int, key: str | None = None, region: str | None = None) -> Number | None:
        try:
            return self.corpus.on(self.governing(month), region, readings=self.readings).number(name, key)
        except NoValue:
            return None

    def word(self, name: str, month: int, key: str | None = None) -> Any:
        answer = self.corpus.on(self.governing(month), readings=self.readings).look_up(name, key).value
        return answer.amount if isinstance(answer, Value) else None

    def judge(self, line: Mapping[str, Any], employer: Mapping[str, Any], before: Mapping[int, int | None]) -> Judged:
        """One line of an employer, with the worker's pay `before` by month (for piece work)."""
        month = line["month"]
        state = bool(employer.get("state_body"))
        reported = line["reported_wage"]
        paid, unknown = self.base_of_pay(line, before)
        joining, part = self.part_month(line)
        minimum = self.minimum(month, line["region"] or employer.get("region"))
        free, sure = self.bound(month, employer, part)
        answers = dict.fromkeys(
            ("PDS-UPAH-UNDER", "PDS-UPAH-OVER", "BASE-BELOW-UMK", "WAGE-BELOW-UMK", "PDS-PROGRAM"), "none"
        )
        floored = self.word("wage_base.floor", month) == "minimum_wage"
        needed, some = self.needed(line, employer, joining)
        if state:
            return Judged(answers)
        if not part:
            if reported is None or unknown:
                answers["PDS-UPAH-UNDER"] = answers["PDS-UPAH-OVER"] = "cannot_tell"
            elif paid - reported > 1:
                answers["PDS-UPAH-UNDER"] = "breach"
            elif reported - paid > 1:
                answers["PDS-UPAH-OVER"] = "breach"
        if not free:
            answers["BASE-BELOW-UMK"] = self.below(reported, minimum, sure, "breach" if floored else "lead")
            answers["WAGE-BELOW-UMK"] = self.wage_below(line, paid, unknown, minimum, sure)
        missing = [programme for programme in needed if line[programme] is False]
        if missing:
            answers["PDS-PROGRAM"] = "breach"
        elif any(line[programme] is None for programme in needed) or (
            employer.get("size") is None and any(not line[programme] for programme in some)
        ):
            answers["PDS-PROGRAM"] = "cannot_tell"
        return self.money(
            line,
            employer,
            Judged(answers),
            reported,
            None if unknown else paid,
            part,
            minimum,
            free,
            sure,
            floored,
            missing,
        )

    def money(
        self, line: Mapping[str, Any], employer: Mapping[str, Any], judged: Judged,
        reported: int | None, paid: int | None,
        part: bool, minimum: int | None, free: bool, sure: bool, floored: bool, missing: list[str],
    ) -> Judged:  # fmt: skip
        month = line["month"]
        base = reported if (part or paid is None) and reported is not None else paid
        if base is None:
            return judged
        due = max(base, minimum) if floored and not free and sure and minimum is not None else base
        judged.base_due = due
        shares = self.shares(line, employer)
        low = "breach" in (judged.answers["PDS-UPAH-UNDER"], judged.answers["BASE-BELOW-UMK"])
        for share in SHARES:
            programme = share.partition("_")[0]
            rate = shares[share]
            if rate is None:
                continue
            right = self.contribution(programme, due, rate, month)
            if low and line[programme] and reported is not None:
                judged.lifted[share] = right - self.contribution(programme, reported, rate, month)
            if programme in missing:
                judged.left_out[share] = right
        judged.lifted_fine = self.fine(judged.lifted, month)
        judged.left_out_fine = self.fine(judged.left_out, month)
        if judged.answers["PDS-UPAH-OVER"] == "breach" and paid is not None and reported is not None:
            fair = max(paid, minimum) if floored and not free and minimum is not None else paid
            fair = min(fair, reported)
            judged.overpaid = sum(
                self.contribution(p, reported, rate, month) - self.contribution(p, fair, rate, month)
                for p in ("jht", "jp")
                if line[p] and (rate := shares[f"{p}_worker"]) is not None
            )
        return judged

    def base_of_pay(self, line: Mapping[str, Any], before: Mapping[int, int | None]) -> tuple[int, bool]:
        """The base by law of what was paid, and whether it is unknown."""
        wage, basis, month = line["paid_wage"], line["pay_basis"] or "monthly", line["month"]
        if basis in ("piece", "weather_piece"):
            length = int(
                self.number("wage_base.piece_months" if basis == "piece" else "wage_base.weather_months", month) or 0
            )
            pays = [before.get(month - back) for back in range(1, length + 1)]
            known = [pay for pay in pays if pay is not None]
            if len(known) < length:
                return 0, True
            return rounded(Decimal(sum(known)) / length), False
        if wage is None or wage == 0:
            return 0, True
        if basis == "daily":
            if not line["days"]:
                return 0, True
            times = self.number("wage_base.daily_multiplier", month) or 0
            return rounded(Decimal(wage) * Decimal(times) / Decimal(str(line["days"]))), False
        return wage, False

    def part_month(self, line: Mapping[str, Any]) -> tuple[bool, bool]:
        month = line["month"]
        joining, leaving = (
            day is not None and day.year * 12 + day.month - 1 == month for day in (line["start_date"], line["end_date"])
        )
        return joining, joining or leaving

    def minimum(self, month: int, region: str | None) -> int | None:
        found = None if region is None else self.number("minimum_wage", month, None, region)
        return None if found is None else int(found)

    def bound(self, month: int, employer: Mapping[str, Any], part: bool) -> tuple[bool, bool]:
        """Whether the minimum wage does not bind, and whether it is sure that it does where it may."""
        exempt = self.word("minimum_wage.exempt_sizes", month) or ()
        start, until = employer.get("suspension_from"), employer.get("suspension_until")
        granted = start is not None and self.suspension_possible(start)
        first = None if start is None else start.year * 12 + start.month - 1
        last = None if until is None else until.year * 12 + until.month - 1
        suspended = granted and first is not None and last is not None and first <= month <= last
        unclear = (granted and first is not None and last is None and month >= first) or (
            start is None and last is not None and month <= last
        )
        free = part or bool(employer.get("state_body")) or employer.get("size") in exempt or suspended
        return free, not unclear and not (employer.get("size") is None and bool(exempt))

    def suspension_possible(self, day: date) -> bool:
        answer = self.corpus.on(day, readings=self.readings).look_up("minimum_wage.suspension").value
        return isinstance(answer, Value) and answer.amount == "yes"

    def below(self, wage: int | None, minimum: int | None, sure: bool, found: str) -> str:
        if wage is None or minimum is None:
            return "cannot_tell"
        if minimum - wage <= 1:
            return "none"
        return found if sure else "cannot_tell"

    def wage_below(self, line: Mapping[str, Any], paid: int, unknown: bool, minimum: int | None, sure: bool) -> str:
        if line["pay_basis"] in ("piece", "weather_piece"):  # tested on twelve months, so one month below tells nothing
            answer = self.below(line["paid_wage"], minimum, sure, "cannot_tell")
        else:
            answer = self.below(None if unknown else paid, minimum, sure, "breach")
        return answer

    def needed(
        self, line: Mapping[str, Any], employer: Mapping[str, Any], joining: bool
    ) -> tuple[list[str], list[str]]:
        """The programmes certainly mandatory, and those that may be."""
        month, size = line["month"], employer.get("size")
        by_size = {
            word: self.word("programmes.mandatory", month, word) or () for word in ("micro", "small", "medium", "large")
        }
        sure = [
            p
            for p in ("jkk", "jkm", "jht", "jp")
            if (p in by_size[size] if size else all(p in s for s in by_size.values()))
        ]
        some = [p for p in ("jkk", "jkm", "jht", "jp") if any(p in s for s in by_size.values())]
        dropped = set()
        birth, age = line["birth_date"], self.number("jp.pension_age", month)
        if joining or (
            birth is not None and age is not None and month - (birth.year * 12 + birth.month - 1) > 12 * age
        ):
            dropped.add("jp")
        if employer.get("sector") == "construction" and line["pay_basis"] in ("daily", "piece", "weather_piece"):
            dropped |= set(sure + some) - set(self.word("programmes.mandatory.construction_casual", month) or ())
        return [p for p in sure if p not in dropped], [p for p in some if p not in dropped]

    def shares(self, line: Mapping[str, Any], employer: Mapping[str, Any]) -> dict[str, Decimal | None]:
        """The rate of each programme and share in the month."""
        month, risk = line["month"], employer.get("risk_class")
        sectors = self.word("jkk.discount.sectors", month) or ()
        relief = sectors == ("any",) and not self.newcomer(month, employer)
        member = bool(line["jkp"]) and self.number("jkp.rate.from_jkk", month) is not None
        cut = self.fraction("jkk.discount.employer", month) if relief else Decimal(0)
        suffix = ".jkp_member" if member else ""
        jkk = self.number(f"jkk.rate.employer{suffix}", month, risk) if risk else None
        jkm = self.number(f"jkm.rate.employer{suffix}", month)
        jkm_cut = self.fraction("jkm.discount.employer", month) if relief else Decimal(0)
        jkp = self.fraction("jkp.rate.from_jkk", month) + self.fraction("jkp.rate.from_jkm", month) if member else None
        return {
            "jkk": None if jkk is None else Decimal(jkk) * (1 - cut),
            "jkm": None if jkm is None else Decimal(jkm) * (1 - jkm_cut),
            **{
                f"{p}_{who}": self.optional(f"{p}.rate.{who}", month)
                for p in ("jht", "jp")
                for who in ("employer", "worker")
            },
            "jkp": jkp,
        }

    def newcomer(self, month: int, employer: Mapping[str, Any]) -> bool:
        registered = employer.get("registered_on")
        if registered is None:
            return False
        began = self.corpus.on(self.governing(month), readings=self.readings)["jkk.discount.sectors"].start
        full = int(self.number("jkk.discount.newcomer_months", month) or 0)
        return bool(registered >= began and month < registered.year * 12 + registered.month - 1 + full)

    def fraction(self, name: str, month: int) -> Decimal:
        return Decimal(self.number(name, month) or 0)

    def optional(self, name: str, month: int) -> Decimal | None:
        found = self.number(name, month)
        return None if found is None else Decimal(found)

    def contribution(self, programme: str, base: int, rate: Decimal, month: int) -> int:
        ceiling = self.number(f"{programme}.wage_ceiling", month) if programme in ("jp", "jkp") else None
        return rounded(Decimal(base if ceiling is None else min(base, int(ceiling))) * rate)

    def fine(self, unpaid: Mapping[str, int], month: int) -> int:
        total = 0
        for suffix in ("", ".jht", ".jp"):
            amount = sum(value for share, value in unpaid.items() if FUND[share.partition("_")[0]] == suffix)
            due, rate = self.due(suffix, month), self.optional(f"late_payment.fine_rate_monthly{suffix}", month)
            if due is not None and rate is not None:
                total += rounded(Decimal(amount) * rate * self.months_late(due))
        return total

    def due(self, suffix: str, month: int) -> date | None:
        day = self.number(f"contribution.due_day{suffix}", month)
        if day is None:
            return None
        year, number = (month + 1) // 12, (month + 1) % 12 + 1
        found = date(year, number, min(int(day), monthrange(year, number)[1]))
        calendar = Workdays(self.corpus.folder / "tables", joint_leave_works=self.readings["joint_leave"] == "working")
        rule = self.word(f"contribution.holiday_rule{suffix}", month)
        if rule == "next_working_day":
            return calendar.next_working_day(found)
        return calendar.previous_working_day(found) if rule == "previous_working_day" else found

    def months_late(self, due: date) -> Decimal:
        """Months from the due day to `as_of`: each begun counts whole, or by its days."""
        count, reached = 0, due
        while (following := shifted(due, count + 1)) <= self.as_of:
            count, reached = count + 1, following
        if self.as_of <= due:
            return Decimal(0)
        if self.readings["part_month"] == "full":
            return Decimal(count + (self.as_of > reached))
        return count + Decimal((self.as_of - reached).days) / (shifted(due, count + 1) - reached).days


def shifted(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def rounded(amount: Decimal) -> int:
    """To the nearest rupiah, half a rupiah up."""
    return int(amount.quantize(RUPIAH, ROUND_HALF_UP if amount >= 0 else ROUND_FLOOR))
