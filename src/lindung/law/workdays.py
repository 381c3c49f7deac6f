"""Working days: public holidays and joint leave (cuti bersama) with the decree behind each year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal

import holidays as _holidays

from lindung.law.evidence import Standing
from lindung.law.series import table_rows
from lindung.messages import Text

Kind = Literal["working", "weekend", "holiday", "joint_leave"]
_DECREES: Final = ("year", "number", "signed", "kind", "standing", "source", "note")
_CORRECTIONS: Final = ("date", "kind", "name_id", "name_en", "standing", "source")
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Decree:
    """A joint decree of three ministers on holidays and joint leave of one year, or its amendment."""

    year: int
    number: str
    signed: date | None
    kind: str
    standing: Standing
    source: str


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is. `provisional` where no decree for its year is on file."""

    day: date
    kind: Kind
    name: Text | None
    provisional: bool


class Workdays:
    """The calendar of working days. `joint_leave_works` is the reading `joint_leave=working`.

    Holidays come from the `holidays` package, mended by the corpus table `holiday_corrections.csv`; weeks have five
    working days.
    """

    def __init__(self, tables: Path, *, joint_leave_works: bool = False) -> None:
        self.joint_leave_works = joint_leave_works
        self.decrees = tuple(_read_decrees(tables))
        self.last_decreed_year = max((decree.year for decree in self.decrees), default=0)
        self._decreed_years = {decree.year for decree in self.decrees}
        self._corrections = _read_corrections(tables)

    def day(self, day: date) -> Day:
        """What `day` is."""
        kind, name = self._corrections.get(day) or _from_package(day)
        return Day(day, kind, name, day.year not in self._decreed_years)

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        kind = self.day(day).kind
        return kind == "working" or (kind == "joint_leave" and self.joint_leave_works)

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is one, else the next."""
        while not self.works(day):
            day += timedelta(1)
        return day

    def previous_working_day(self, day: date) -> date:
        """`day` itself if it is one, else the one before."""
        while not self.works(day):
            day -= timedelta(1)
        return day

    def nth(self, first: date, count: int) -> date:
        """The `count`-th working day from `first` on, `first` counted if it is one. `count` is at least 1."""
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        day = self.next_working_day(first)
        for _ in range(count - 1):
            day = self.next_working_day(day + timedelta(1))
        return day

    def decree_of(self, year: int) -> tuple[Decree, ...]:
        """The decree of a year and its amendments; empty where none is on file and the year is provisional."""
        return tuple(decree for decree in self.decrees if decree.year == year)


@cache
def _year(year: int) -> tuple[dict[date, str], dict[date, str], dict[date, str], dict[date, str]]:
    found = []
    for category in ("public", "government"):
        for language in ("id", "en_US"):
            calendar = _holidays.country_holidays("ID", years=year, categories=(category,), language=language)
            found.append(dict(calendar.items()))
    return found[0], found[1], found[2], found[3]


def _from_package(day: date) -> tuple[Kind, Text | None]:
    public_id, public_en, joint_id, joint_en = _year(day.year)
    if day in public_id:
        return "holiday", Text(public_id[day], public_en[day])
    if day.weekday() >= _SATURDAY:
        return "weekend", None
    if day in joint_id:
        return "joint_leave", Text(joint_id[day], joint_en[day])
    return "working", None


def _read_decrees(tables: Path) -> Iterator[Decree]:
    file = tables / "holiday_decrees.csv"
    for _, row in table_rows(file, "tables/holiday_decrees.csv", _DECREES) if file.exists() else ():
        signed = date.fromisoformat(row["signed"]) if row["signed"] else None
        standing: Standing = row["standing"]  # type: ignore[assignment]
        yield Decree(int(row["year"]), row["number"], signed, row["kind"], standing, row["source"])


def _read_corrections(tables: Path) -> dict[date, tuple[Kind, Text | None]]:
    file = tables / "holiday_corrections.csv"
    found: dict[date, tuple[Kind, Text | None]] = {}
    for _, row in table_rows(file, "tables/holiday_corrections.csv", _CORRECTIONS) if file.exists() else ():
        kind: Kind = row["kind"]  # type: ignore[assignment]
        found[date.fromisoformat(row["date"])] = kind, Text(row["name_id"], row["name_en"]) if row["name_id"] else None
    return found
