"""What an employer would owe of a benefit if the worker died, was injured or dismissed in a month reported wrongly.

PP 44/2015 Article 32(2) wage reported too low, 32(3)-(4) worker or programme left out; PP 46/2015 Article 24; PP
37/2021
Article 23. JKM does not depend on the wage, so a low wage leaves no gap in it; PP 45/2015 has no such article for JP.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.reasons import HIT
from lindung.compliance.assessment.situation import KNOWN
from lindung.compliance.assessment.step import DerivationStep, filled
from lindung.law.literals import PER
from lindung.law.values import Bands
from lindung.messages import Text

_LOW: Final = "pp-44-2015 pasal-32/ayat-2"
_ABSENT: Final = "pp-44-2015 pasal-32/ayat-3"
_PARTLY: Final = "pp-44-2015 pasal-32/ayat-4"
_TIMES: Final = Text("{times} × ({true} − {reported})", "{times} × ({true} − {reported})")


def benefit_gap(row: Mapping[str, Any], law: LawByMonth) -> Iterator[DerivationStep]:
    """The steps for one judged row whose wage is reported too low, or who is missing from the report or a programme."""
    true = row["base_paid"] if row["paid_unknown"] == KNOWN else None
    if true is None:
        return
    absent = row.get("out_missing") == HIT
    low = row["out_under"] == HIT and not absent
    if not (absent or low or row["out_program"] == HIT):
        return
    reported = row["reported"] if low else 0
    if (low and row["jkk"]) or absent or (row["out_program"] == HIT and row["jkk"] is False):
        counted = reported if row["jkk"] else 0
        yield from _work_accident(
            row, law, true, counted, _LOW if low and row["jkk"] else _ABSENT if absent else _PARTLY
        )
    if low and row["jht"]:
        yield _old_age(row)
    if low and row["jkp"]:
        yield from _job_loss(row, law, true, reported)


def _work_accident(
    row: Mapping[str, Any], law: LawByMonth, true: int, reported: int, provision: str
) -> Iterator[DerivationStep]:
    month = row["month"]
    for parameter, label in (
        ("jkk.benefit.death_multiple_of_wage", Text("Bila meninggal karena kecelakaan kerja bulan itu, pemberi "
                                                    "kerja menanggung",
                                                    "Had the worker died by work accident that month, the "
                                                    "employer would owe")),
        ("jkk.benefit.total_disability_multiple_of_wage", Text("Bila cacat total tetap, pemberi kerja menanggung",
                                                               "In case of permanent total disability the "
                                                               "employer would owe")),
    ):  # fmt: skip
        times = law.value(parameter, month)
        if times is None or not isinstance(times.amount, int):
            continue
        formula = filled(_TIMES, times=str(times.amount), true=true, reported=reported)
        yield DerivationStep(label, formula, times.amount * (true - reported), provision, times.standing)


def _old_age(row: Mapping[str, Any]) -> DerivationStep:
    short = sum(row[f"due_{rate}"] - row[f"reported_{rate}"] for rate in ("jht_employer", "jht_worker"))
    label = Text("Saldo JHT bulan itu kurang, ditanggung pemberi kerja (belum termasuk hasil pengembangan)",
                 "Missing from the JHT balance for that month, owed by the employer (yield not included)")  # fmt: skip
    return DerivationStep(
        label, Text("seharusnya − menurut laporan", "due − as reported"), short, "pp-46-2015 pasal-24"
    )


def _job_loss(row: Mapping[str, Any], law: LawByMonth, true: int, reported: int) -> Iterator[DerivationStep]:
    """Cash over all months of benefit, on wages up to the ceiling."""
    month = row["month"]
    replacement, months = law.value("jkp.benefit.replacement", month), law.whole("jkp.benefit.months", month)
    ceiling = law.whole("jkp.wage_ceiling", month)
    if replacement is None or not isinstance(replacement.amount, Bands) or months is None or ceiling is None:
        return
    shares = [replacement.amount.at(number) or 0 for number in range(1, months + 1)]
    parts = sum(int(share * PER) for share in shares)
    gap = min(true, ceiling) - min(reported, ceiling)
    formula = filled(
        Text("{percent} % × (min({true}; {ceiling}) − min({reported}; {ceiling})), seluruh {months} bulan",
             "{percent}% × (min({true}; {ceiling}) − min({reported}; {ceiling})), all {months} months"),
        percent=f"{100 * parts // PER}", true=true, reported=reported, ceiling=ceiling, months=str(months),
    )  # fmt: skip
    label = Text("Bila diputus hubungan kerjanya, uang tunai JKP yang ditanggung pemberi kerja",
                 "Had the worker been dismissed, JKP cash owed by the employer")  # fmt: skip
    yield DerivationStep(label, formula, (gap * parts + PER // 2) // PER, "pp-37-2021 pasal-23", replacement.standing)
