"""What a reader calls things: the regulations compared, the figures that matter, the clauses of a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lindung.law import place
from lindung.law.citations import short
from lindung.law.instruments import Instrument
from lindung.law.redline import Redline, diff
from lindung.messages import Language, Text
from lindung.messages.language import listed
from lindung.reporting.comparison.words import Unit
from lindung.simulation.comparison.comparison import HEADLINES, ArmResult, Comparison


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the figures that matter: its metric, what it is called and what one of it is."""

    metric: str
    unit: Unit
    name: Text
    means: Text


HEADLINE: Final = {
    one.metric: one
    for one in (
        Headline(
            "protected_person_months",
            "months",
            Text("Bulan terlindungi", "Months of cover"),
            Text(
                "satu pekerja terlindungi JKK dan JKM selama sebulan",
                "one worker covered by JKK and JKM for one month",
            ),
        ),
        Headline(
            "poverty_person_months",
            "months",
            Text("Bulan dalam kemiskinan", "Months in poverty"),
            Text(
                "satu pekerja sebulan dengan belanja rumah tangga di bawah kebutuhan",
                "one worker for one month whose household spends less than it needs",
            ),
        ),
        Headline(
            "budget_spent_rp",
            "rupiah",
            Text("Belanja anggaran", "Budget spent"),
            Text(
                "iuran dan biaya pendataan yang dibayar dari anggaran", "contributions and overhead out of the budget"
            ),
        ),
    )
}
DECISIVE: Final = HEADLINE[HEADLINES[0]]


@dataclass(frozen=True)
class Alternative:
    """A regulation held against the baseline, as the brief calls it. `letter` is empty where there is only one."""

    comparison: Comparison
    arm: ArmResult
    letter: str

    @property
    def number(self) -> int:
        """Its number in the plan."""
        return self.arm.number

    @property
    def instrument(self) -> Instrument | None:
        """The regulation; None for whatever is in force."""
        return self.comparison.plan.arms[self.number].regime.instrument

    def label(self, language: Language) -> str:
        """The title of a draft without the regulation that it amends; the short name of anything else."""
        if self.instrument is None:
            return Text("Peraturan yang berlaku", "The regulation in force").said(language)
        name = short(self.instrument, language)
        subject = name.rpartition(": ")[2] if self.instrument.draft is not None else name
        return subject[:1].upper() + subject[1:]

    def said(self, language: Language) -> str:
        """`A · Menambah JHT`."""
        return f"{self.letter} · {self.label(language)}" if self.letter else self.label(language)

    def briefly(self, language: Language) -> str:
        """`A`, or the label where there is no letter."""
        return self.letter or self.label(language)

    @cached_property
    def redline(self) -> Redline | None:
        """What a draft changes in the regulation it amends; any other regulation against the baseline's."""
        mine, arms = self.instrument, self.comparison.plan.arms
        if mine is None:
            return None
        if mine.draft is not None:
            return diff(self.comparison.plan.scenario.corpus.instrument(mine.draft.baseline), mine)
        other = arms[self.arm.baseline].regime.instrument
        return None if other is None else diff(other, mine)

    def clause(self, at: str, language: Language) -> str:
        """`Pasal 20A: kuota`: where a clause stands, and the first thing that it changes."""
        said = place.said(at, language)
        changes = () if self.redline is None else self.redline.clauses
        changed = next((one.parameters for one in changes if one.by.at == at and one.parameters), None)
        if changed is None:
            return said
        name = self.comparison.plan.scenario.corpus.register[changed[0].parameter].name.said(language)
        return f"{said}: {lowered(name)}"


def baseline(comparison: Comparison) -> Alternative:
    """What the others are held against, at the first budget and readings."""
    return Alternative(comparison, comparison.arms[0], "")


def alternatives(comparison: Comparison) -> tuple[Alternative, ...]:
    """The regulations held against the baseline, at the first budget and readings."""
    first = comparison.plan.arms[0].place
    arms = [arm for arm in comparison.arms[1:] if comparison.plan.arms[arm.number].place == first]
    return tuple(
        Alternative(comparison, arm, _letter(position) if len(arms) > 1 else "") for position, arm in enumerate(arms)
    )


def _letter(position: int) -> str:
    return f"{chr(ord('A') + position % 26)}{position // 26 or ''}"


def lowered(name: str) -> str:
    """A name inside a sentence: small first letter, except of an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def together(ats: Iterable[str], language: Language, apart: str = "; ") -> str:
    """Clauses in article order, the word for one said once: `Pasal 20A, 20B, dan 20C; pasal belum terbaca 6`."""
    groups: dict[str, list[str]] = {}
    for at in sorted(dict.fromkeys(ats), key=place.order):
        unit, _, number = place.said(at, language).rpartition(" ")
        simple = "/" not in at and unit
        groups.setdefault(unit if simple else place.said(at, language), []).extend([number] if simple else [])
    return apart.join(f"{unit} {listed(numbers, language)}".strip() for unit, numbers in groups.items())
