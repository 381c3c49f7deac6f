"""How the figures of one worker and month come about, step by step, each with the article it rests on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from lindung.compliance.assessment.benefit_gap import benefit_gap
from lindung.compliance.assessment.due_days import FUNDS, months_late
from lindung.compliance.assessment.law_by_month import PARTS, RATES, LawByMonth, cited
from lindung.compliance.assessment.money import FUND_OF, PROGRAMME_OF
from lindung.compliance.assessment.reasons import HIT, REASON_OF, REASONS
from lindung.compliance.assessment.situation import BOUND, KNOWN
from lindung.compliance.assessment.step import DerivationStep, filled, money, resting_on, taken
from lindung.compliance.schema import RISK_CLASSES
from lindung.law.answers import Value
from lindung.law.citations import cited as said_place
from lindung.messages import Text
from lindung.messages.language import day as written
from lindung.messages.language import grouped, percent

type Row = Mapping[str, Any]

SHARES: Final = {
    "jkk": Text("JKK (pemberi kerja)", "JKK (employer)"), "jkm": Text("JKM (pemberi kerja)", "JKM (employer)"),
    "jht_employer": Text("JHT, bagian pemberi kerja", "JHT, employer's share"),
    "jht_worker": Text("JHT, bagian pekerja", "JHT, worker's share"),
    "jp_employer": Text("JP, bagian pemberi kerja", "JP, employer's share"),
    "jp_worker": Text("JP, bagian pekerja", "JP, worker's share"),
    "jkp": Text("JKP, bagian dari JKK dan JKM", "JKP, the part out of JKK and JKM"),
}  # fmt: skip
_TIMES: Final = Text("{base} × {rate}", "{base} × {rate}")


def derivation(row: Row, law: LawByMonth) -> tuple[DerivationStep, ...]:
    """The steps for one judged line (or missing worker), from the wage to the fine and what a benefit would lack."""
    return (*_wage(row, law), *_floor(row, law), *_contributions(row, law), *_outcome(row, law), *benefit_gap(row, law))


def _wage(row: Row, law: LawByMonth) -> Iterator[DerivationStep]:
    month = row["month"]
    yield DerivationStep(Text("Pemberi kerja", "Employer"), Text(*[row["employer_id"] or "-"] * 2))
    yield taken(Text("Upah yang dilaporkan", "Wage reported"), row["reported"])
    if row["paid_unknown"] != KNOWN:
        why = REASONS[REASON_OF[row["paid_unknown"]]]
        yield DerivationStep(Text("Upah yang dibayar", "Wage paid"), why)
        return
    components = law.value("wage_base.components", month)
    yield taken(
        Text("Upah yang dibayar (upah pokok dan tunjangan tetap)", "Wage paid (basic wage and fixed allowances)"),
        row["wage"],
        components,
    )
    basis, base = row["basis"], row["base_paid"]
    if basis == "daily":
        times = law.value("wage_base.daily_multiplier", month)
        formula = filled(Text("{wage} / {days} hari × {times}", "{wage} / {days} days × {times}"), wage=row["wage"],
                         days=f"{row['days']:g}", times=str(None if times is None else times.amount))  # fmt: skip
        yield DerivationStep(
            Text("Upah sebulan dari upah harian", "Month's wage from daily pay"), formula, base, *resting_on(times)
        )
    elif basis in ("piece", "weather_piece"):
        length = law.value("wage_base.piece_months" if basis == "piece" else "wage_base.weather_months", month)
        formula = filled(
            Text("rata-rata {n} bulan sebelumnya", "mean of the {n} months before"),
            n=str(None if length is None else length.amount),
        )
        yield DerivationStep(
            Text("Upah sebulan dari upah borongan", "Month's wage from piece work"), formula, base, *resting_on(length)
        )


def _floor(row: Row, law: LawByMonth) -> Iterator[DerivationStep]:
    month, region = row["month"], row["region"]
    wage = law.value("minimum_wage", month, None, region) if region in law.corpus.regions else None
    minimum = Text("Upah minimum", "Minimum wage")
    if wage is not None:
        name = law.corpus.regions[region].name
        amount, note = money(row["minimum_wage"]), wage.note
        formula = amount if note is None else Text(f"{amount.id}; {note.id}", f"{amount.en}; {note.en}")
        label = Text(f"{minimum.id} {name}", f"{minimum.en}, {name}")
        yield DerivationStep(label, formula, row["minimum_wage"], *resting_on(wage))
    else:
        yield DerivationStep(minimum, REASONS["no_region" if region is None else "no_minimum_wage"])
    rule = law.value("wage_base.floor", month)
    due = Text("Dasar iuran menurut hukum bulan itu", "Contribution base by the law of that month")
    if rule is None or row["base_due"] is None:
        yield taken(due, row["base_due"])
        return
    floored = rule.amount == "minimum_wage" and row["bound"] == BOUND and row["minimum_wage"] is not None
    if floored and row["base_due"] == row["minimum_wage"]:
        formula = Text(
            "paling sedikit upah minimum (pembacaan base_floor=umk)",
            "at least the minimum wage (reading base_floor=umk)",
        )
    elif floored:
        formula = Text("upah, yang tidak di bawah upah minimum", "the wage, which is not below the minimum wage")
    else:
        formula = Text("upah itu sendiri; tanpa batas bawah", "the wage itself; no floor")
    yield DerivationStep(due, formula, row["base_due"], *resting_on(rule))


def _contributions(row: Row, law: LawByMonth) -> Iterator[DerivationStep]:
    for rate in RATES if row["known_month"] else ():
        programme = PROGRAMME_OF[rate]
        needs = row.get(f"needs_{programme}", False)
        if not row[programme] and not needs:
            continue
        rule = rate_rule(row, law, rate)
        share = row[f"rate_{rate}"]
        if share is None:
            if programme == "jkk":
                why = Text("kelas risiko tidak diberikan", "the risk class was not given")
                yield DerivationStep(SHARES[rate], why)
            continue
        ceiling = law.value(f"{programme}.wage_ceiling", row["month"]) if programme in ("jp", "jkp") else None
        if rate in ("jp_employer", "jkp") and ceiling is not None:
            yield taken(
                Text(f"Batas upah {programme.upper()}", f"Wage ceiling of {programme.upper()}"),
                row[f"{programme}_ceiling"],
                ceiling,
            )
        for base, kind, label in (
            ("base_due", "due", Text("{share}: seharusnya", "{share}: due")),
            ("reported", "reported", Text("{share}: menurut laporan", "{share}: as reported")),
        ):
            if row[base] is None or (kind == "reported" and not row[programme]):
                continue
            counted = (
                min(row[base], row[f"{programme}_ceiling"] or row[base]) if programme in ("jp", "jkp") else row[base]
            )
            fraction = Decimal(share) / PARTS
            formula = filled(_TIMES, base=counted, rate=Text(percent(fraction, "id"), percent(fraction, "en")))
            yield DerivationStep(filled(label, share=SHARES[rate]), formula, row[f"{kind}_{rate}"], *resting_on(rule))


def rate_rule(row: Row, law: LawByMonth, rate: str) -> Value | None:
    """The value that sets the rate of a programme and share for a row."""
    month, programme = row["month"], PROGRAMME_OF[rate]
    member = row["jkp"] and law.value("jkp.rate.from_jkk", month) is not None
    risk = RISK_CLASSES[row["risk"]] if row["risk"] < len(RISK_CLASSES) else None
    if rate == "jkp":
        return law.value("jkp.rate.from_jkk", month)
    if programme == "jkk":
        return None if risk is None else law.value(f"jkk.rate.employer{'.jkp_member' if member else ''}", month, risk)
    if programme == "jkm":
        return law.value(f"jkm.rate.employer{'.jkp_member' if member else ''}", month)
    return law.value(f"{programme}.rate.{rate.partition('_')[2]}", month)


def _outcome(row: Row, law: LawByMonth) -> Iterator[DerivationStep]:
    rounding = law.value("contribution.rounding", row["month"])
    if row["discounted"]:
        cut = law.value("jkk.discount.employer", row["month"])
        yield DerivationStep(
            Text("Potongan iuran JKK berlaku", "The JKK cut applies"), _cut(cut), None, *resting_on(cut)
        )
    for kind, label in (("lifted", Text("Kurang karena dasar terlalu rendah", "Short because the base is too low")),
                        ("left_out", Text("Kurang karena program tidak diikuti", "Short because programmes were "
                                                                                 "not joined"))):  # fmt: skip
        if row[f"{kind}_total"] is not None:
            yield DerivationStep(
                label,
                Text("seharusnya − menurut laporan", "due − as reported"),
                row[f"{kind}_total"],
                *resting_on(rounding),
            )
            yield from _fines(row, law, kind)
    if row["out_over"] == HIT:
        right = law.corpus.instruments["pp-44-2015"]
        label = Text("Kelebihan iuran yang ditanggung pekerja", "Overcharged to the worker")
        at = "pasal-23/ayat-4"
        note = Text(
            f"diperhitungkan menurut {said_place(right, at, 'id')}", f"set off under {said_place(right, at, 'en')}"
        )
        yield DerivationStep(label, note, row["overpaid_worker"], f"pp-44-2015 {at}")


def _cut(cut: Value | None) -> Text:
    amount = cut.amount if cut is not None and isinstance(cut.amount, Decimal) else Decimal(0)
    return Text(percent(amount, "id"), percent(amount, "en"))


def _fines(row: Row, law: LawByMonth, kind: str) -> Iterator[DerivationStep]:
    for fund in FUNDS:
        rates = [rate for rate in RATES if FUND_OF[PROGRAMME_OF[rate]] == fund]
        unpaid = sum(row.get(f"{kind}_{rate}") or 0 for rate in rates)
        due = law.due(fund, row["month"])
        if not unpaid or due is None:
            continue
        of, per = months_late(due.day, law.as_of, law.readings["part_month"])
        months = Text(*[grouped(of, "id") if per == 1 else f"{of}/{per}"] * 2)
        fraction = Decimal(due.rate) / 100_000
        formula = filled(
            Text("{unpaid} × {rate} × {months} bulan sejak {day}", "{unpaid} × {rate} × {months} months since {day}"),
            unpaid=unpaid, rate=Text(percent(fraction, "id"), percent(fraction, "en")), months=months,
            day=Text(written(due.day, "id"), written(due.day, "en")),
        )  # fmt: skip
        amount, parts = law.fine(fund, row["month"], law.as_of)
        fine = (2 * unpaid * amount + parts) // (2 * parts)
        label = Text(f"Denda keterlambatan {fund.upper()}", f"Late fine, {fund.upper()}")
        yield DerivationStep(label, formula, fine, cited(due.fined_by), due.fined_by.standing)


__all__ = ["derivation", "money", "rate_rule"]
