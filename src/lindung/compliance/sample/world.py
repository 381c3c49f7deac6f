"""The invented workers of one part of a sample, and their months: what they were paid, what was reported."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.sample import people
from lindung.compliance.sample.cases import FAULTS, LOOKALIKES, VIOLATIONS, Case
from lindung.compliance.sample.firms import FIRMS, ORDINARY, SPECIAL, Firm
from lindung.compliance.sample.leads import lead_workers
from lindung.compliance.schema import PROGRAMMES
from lindung.law.corpus import Corpus

if TYPE_CHECKING:
    import polars as pl

MONTHS_A_YEAR: Final = 12
_HONEST: Final = Case("", (), {})
_CROWD: Final = 25  # honest workers of one employer
_ROWS_A_COPY: Final = 2_500  # lines for each time that every case is seeded: about a third of them
_ROWS_WITH_LEADS: Final = 3_000
_FEW_MONTHS: Final = 3
PAYING_BADLY: Final = ("unpaid", "paid_short", "paid_late", "paid_after_holiday")
_WHOLE_YEAR: Final = (*PAYING_BADLY, "changing")  # what they do shows in certain months
_COMPANY: Final = 4  # honest colleagues beside seeded workers
_WORKERS_A_PART: Final = 1_000_000
_EMPLOYERS_A_PART: Final = 100_000
TEXTS: Final = ("nik", "name", "month", "region", "reported", "jp", "end")


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker at one employer of a kind (a name in `firms`), the case seeded from `case_first` to `case_last`."""

    kind: str
    employer_id: str
    number: int
    case: Case
    level: float
    first: int
    last: int
    case_first: int
    case_last: int

    @property
    def firm(self) -> Firm:
        """The kind of employer."""
        return FIRMS[self.kind]

    @property
    def lines(self) -> int:
        """Lines of the report: none for a worker whom it leaves out, one more where a line stands twice."""
        if "report" in self.case.absent or not self.firm.registered:
            return 0
        return self.last - self.first + 1 + self.case.twice


def workers(part: int, rows: int, seed: int, *, typed: bool) -> list[Worker]:
    """Workers whose lines come to `rows` exactly: every case first, as often as the rows allow, then honest people.

    `part` numbers the part, so that no two parts share a worker or an employer. `typed` leaves out the cases that a
    typed file cannot hold. Where the rows are few the seeded workers have a quarter of a year, and the last cases that
    do not fit are left out.
    """
    chance = random.Random(f"{seed}/{part}")  # noqa: S311 - a sample is no secret
    made = list(_seeded(part, max(1, rows // _ROWS_A_COPY), chance, None, typed=typed, leads=rows >= _ROWS_WITH_LEADS))
    if sum(worker.lines for worker in made) > rows:
        made = _fitting(_seeded(part, 1, chance, _FEW_MONTHS, typed=typed, leads=False), rows)
    left = rows - sum(worker.lines for worker in made)
    return [*made, *_crowd(part, left, len(made), chance)]


def _fitting(made: Iterable[Worker], rows: int) -> list[Worker]:
    kept = []
    for worker in made:
        if worker.lines <= rows:
            kept.append(worker)
            rows -= worker.lines
    return kept


def _seeded(
    part: int, copies: int, chance: random.Random, span: int | None, *, typed: bool, leads: bool
) -> Iterator[Worker]:
    places = {name: place for place, name in enumerate(FIRMS)}
    number = part * _WORKERS_A_PART

    def employed(name: str, number: int, case: Case, copy: int) -> Worker:
        firm = FIRMS[name]
        first, last = firm.first_month, firm.last_month
        if case.months is not None:
            last = first + case.months - 1
        elif span is not None and name not in _WHOLE_YEAR:
            last = min(last, first + span - 1)
        if case.joins_on is not None:
            first += min(3 + copy % 5, last - first - 1)
        if case.leaves_on is not None and case.months is None:
            last -= min(2 + copy % 5, last - first - 1)
        case_first, case_last = _case_months(case, first, last, copy)
        level = case.level if case.name else 1.06 + chance.random()
        employer = employer_id(part * _EMPLOYERS_A_PART + places[name])
        return Worker(name, employer, number, case, level, first, last, case_first, case_last)

    for case in (*VIOLATIONS, *LOOKALIKES, *FAULTS):
        if typed and not case.typed:
            continue
        for copy in range(copies):
            number += 1
            yield employed(case.firms[copy % len(case.firms)], number, case, copy)
            if case.name == "two-employers":
                yield employed("second_job", number, case, copy)
    for name in (*ORDINARY, *SPECIAL):
        for copy in range(_COMPANY):
            number += 1
            yield employed(name, number, _HONEST, copy)
    if leads:
        for name, case in lead_workers():
            number += 1
            yield employed(name, number, case, 0)


def _case_months(case: Case, first: int, last: int, copy: int) -> tuple[int, int]:
    """Every month for the first copy, some of them for the others, so that both are seen."""
    if case.changed_on is not None:
        month = case.changed_on.year * MONTHS_A_YEAR + case.changed_on.month - 1
        return month, month
    if case.one_month:
        month = first + (3 + copy) % (last - first + 1)
        return month, month
    lasting = case.level < 1 or case.absent or case.joins_on or case.leaves_on or case.pay_basis != "monthly"
    whole = copy % 2 == 0 or lasting
    return (first, last) if whole else (first + 1, max(first + 1, last - 3))


def _crowd(part: int, rows: int, taken: int, chance: random.Random) -> Iterator[Worker]:
    """Honest workers for the rows left, the last of them joined late so that the rows come out."""
    kinds = tuple(ORDINARY)
    number, employer = part * _WORKERS_A_PART + taken + 1, part * _EMPLOYERS_A_PART + len(FIRMS)
    in_firm = 0
    kind = kinds[0]
    while rows > 0:
        if in_firm == _CROWD:
            employer, in_firm = employer + 1, 0
            kind = kinds[chance.randrange(len(kinds))]
        firm = FIRMS[kind]
        months = min(rows, firm.last_month - firm.first_month + 1)
        first = firm.last_month - months + 1
        level = 1.06 + 1.6 * chance.random() ** 2
        yield Worker(kind, employer_id(employer), number, _HONEST, level, first, firm.last_month, 0, -1)
        number, in_firm, rows = number + 1, in_firm + 1, rows - months


def employer_id(number: int) -> str:
    """An NPP: two letters and six digits."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    group = number // 1_000_000
    return f"{letters[group // 26 % 26]}{letters[group % 26]}{number % 1_000_000:06}"


def worker_rows(made: Sequence[Worker], corpus: Corpus) -> "pl.DataFrame":
    """One row a worker with everything that does not change by month."""
    import polars as pl

    return pl.DataFrame([_row(worker, corpus) for worker in made], schema=_schema())


def _row(worker: Worker, corpus: Corpus) -> dict[str, Any]:
    case, number = worker.case, worker.number
    nik = people.nik(number, corpus.regions[worker.firm.region].civil_registry)
    fields = {"nik": nik, "prefix": nik[:6], "serial": nik[-4:], "rest": nik[2:], "rounded": f"{nik[0]}.{nik[1:6]}E+15"}
    start = date(2012 + number % 7, number % MONTHS_A_YEAR + 1, 1)
    if worker.first != worker.firm.first_month:
        start = _day(worker.first, case.joins_on or 1)
    end = _day(worker.last, case.leaves_on) if case.leaves_on is not None else None
    return {
        "employer_id": worker.employer_id, "worker_id": nik, "number": number, "kpj": people.kpj(number),
        "name": people.name(number), "region": worker.firm.region, "risk_class": worker.firm.risk_class,
        "registered": worker.firm.registered, "first": worker.first, "last": worker.last,
        "case": case.name or None, "case_first": worker.case_first, "case_last": worker.case_last,
        "level": worker.level, "fixed_pay": case.wage, "reported_factor": case.reported, "of": case.of,
        "reported_more": case.reported_more, "variable_share": case.variable or number * 7 % 19 / 100,
        "pay_basis": case.pay_basis, "start_date": start, "end_date": end, "joins_on": case.joins_on,
        "leaves_on": case.leaves_on, "changed_on": case.changed_on, "reported_on": case.reported_on,
        "twice": case.twice, "falls_from": case.falls_from,
        **{f"absent_{table}": table in case.absent for table in ("report", "payroll", "roster")},
        **{name: name in worker.firm.programmes for name in PROGRAMMES},
        **{f"without_{name}": name in case.without for name in PROGRAMMES},
        **_texts(case.texts, fields),
    }  # fmt: skip


def _texts(texts: Mapping[str, str | None], fields: Mapping[str, str]) -> dict[str, str | None]:
    """Cells as they are written; an empty text stands for an empty cell, null for nothing to say."""
    return {f"text_{name}": (texts[name] or "").format(**fields) if name in texts else None for name in TEXTS}


def _day(month: int, day: int) -> date:
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, day)


def _schema() -> "dict[str, pl.DataType]":
    import polars as pl

    flags = (*PROGRAMMES, *(f"without_{name}" for name in PROGRAMMES), "registered", "twice", "absent_report",
             "absent_payroll", "absent_roster")  # fmt: skip
    texts = ("employer_id", "worker_id", "kpj", "name", "region", "risk_class", "case", "of", "pay_basis")
    return {
        **dict.fromkeys((*texts, *(f"text_{name}" for name in TEXTS)), pl.String()),
        **dict.fromkeys(flags, pl.Boolean()),
        **dict.fromkeys(("first", "last", "case_first", "case_last"), pl.Int32()),
        **dict.fromkeys(("number", "fixed_pay", "reported_more", "joins_on", "leaves_on", "falls_from"), pl.Int64()),
        **dict.fromkeys(("level", "reported_factor", "variable_share"), pl.Float64()),
        **dict.fromkeys(("start_date", "end_date", "changed_on", "reported_on"), pl.Date()),
    }
