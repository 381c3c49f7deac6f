"""A small audit made by hand, with names that try to be a formula, a link, a field or markup."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from lindung.compliance.schema import FINDING_COLUMNS, polars_schema
from lindung.law.corpus import Corpus
from lindung.law.evidence import Evidence
from lindung.messages import Text
from lindung.reporting.audit.explanations import explained
from lindung.reporting.audit.values_used import ValueUsed
from lindung.reporting.audit.view import (
    AuditView,
    Bars,
    EmployerFound,
    LeadSaid,
    Lines,
    Mapped,
    RuleSaid,
    SourceRead,
    StepSaid,
    WorkedExample,
)

HOSTILE: Final = (
    "=1+1", "+6281134567890", "<script>alert(1)</script>", "{{7*7}}", "{% raw %}", "../../x", "&amp;", "{_{x}_}",
    "@SUM(A1)", "-2+3", "\"><img src=x onerror=alert(1)>", "$\\frac{1}{2}$", "https://example.test/",
)  # fmt: skip
UPAH_AT: Final = "pp-86-2013 pasal-3/ayat-2/huruf-b"
PMI_AT: Final = "pp-44-2015 pasal-21/ayat-2, pasal-22/ayat-1"
TEMPLATES: Final = {
    "PDS-UPAH-UNDER": Text(
        "Pada {month} upah dilaporkan {reported_wage}, yang dibayar {paid_wage}; kurang iuran {shortfall_total}.",
        "In {month} the wage was reported as {reported_wage} but {paid_wage} was paid; short {shortfall_total}.",
    ),
    "PMI": Text(
        "Iuran {month} kurang bayar {shortfall_total}; denda keterlambatan {late_fine}.",
        "Contributions of {month} are short by {shortfall_total}; late-payment fine {late_fine}.",
    ),
    "LEAD-HEAPING": Text("Upah {reported_wage} bulat.", "The wage {reported_wage} is round."),
    "DATA-DATE": Text("Tanggal tidak mungkin pada baris {row}.", "Impossible date in row {row}."),
}
MONTH: Final = 2025 * 12 + 2  # March 2025


def findings(rows: int, employers: tuple[str, ...] = HOSTILE) -> pl.DataFrame:
    """Findings of four rules in turn, spread over the employers."""
    return pl.DataFrame(list(_findings(rows, employers)), schema=polars_schema(FINDING_COLUMNS))


def _findings(rows: int, employers: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for i in range(rows):
        rule = tuple(TEMPLATES)[i % 4]
        employer = employers[i % len(employers)]
        row: dict[str, Any] = dict.fromkeys(FINDING_COLUMNS)
        row |= {"finding": f"F{i:07d}", "rule": rule, "employer_id": employer, "worker_key": f"w{i:08x}",
                "month": MONTH + i % 6, "file": employer, "sheet": employer, "row": i + 2,
                "status": {"LEAD-HEAPING": "lead", "DATA-DATE": "data"}.get(rule, "breach"),
                "provision": PMI_AT if rule == "PMI" else UPAH_AT, "reading": "base_floor=umk"}  # fmt: skip
        if rule in ("PDS-UPAH-UNDER", "PMI"):
            short = 1000 * (i + 1)
            row |= {"reported_wage": 2_000_000 + i, "paid_wage": 5_000_000 + i, "minimum_wage": 4_901_798,
                    "base_reported": 2_000_000 + i, "base_due": 5_000_000 + i, "shortfall_jkk": short // 10,
                    "shortfall_jkm": short // 10, "shortfall_jht_employer": short - 4 * (short // 10),
                    "shortfall_jht_worker": short // 10, "shortfall_jp_employer": short // 10, "shortfall_total": short,
                    "late_fine": short // 50}  # fmt: skip
        yield row


def employers_of(frame: pl.DataFrame) -> tuple[EmployerFound, ...]:
    """Employers with breaches, reckoned row by row in plain Python."""
    found = []
    breaches = frame.filter(pl.col("status") == "breach")
    for employer in breaches["employer_id"].unique(maintain_order=True):
        own = breaches.filter(pl.col("employer_id") == employer).to_dicts()
        rules = dict.fromkeys(row["rule"] for row in own)
        programmes = [name for name in FINDING_COLUMNS if name.startswith("shortfall_") and name != "shortfall_total"]
        found.append(
            EmployerFound(
                employer, employer, Text("Kota Surabaya", "Kota Surabaya"),
                {rule: sum(row["rule"] == rule for row in own) for rule in rules},
                {rule: sum(row["shortfall_total"] for row in own if row["rule"] == rule) for rule in rules},
                {name: sum(row[name] or 0 for row in own) for name in programmes},
                {rule: tuple({row["provision"] for row in own if row["rule"] == rule}) for rule in rules},
                sum(row["shortfall_total"] for row in own), 0, sum(row["late_fine"] for row in own),
                len({row["worker_key"] for row in own}), min(row["month"] for row in own),
                max(row["month"] for row in own),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.shortfall_total))


def audit_view(corpus: Corpus, rows: int = 60, employers: tuple[str, ...] = HOSTILE) -> AuditView:
    """The whole made audit, served on 26 March 2025."""
    from lindung.compliance.consequences.fine import Owed
    from lindung.compliance.consequences.timetable import timetable

    told = findings(rows, employers).lazy().with_columns(template="rule")
    frame = explained(told, TEMPLATES, corpus).collect().drop("template")
    found = employers_of(frame)
    counts = {
        rule: {
            status: frame.filter((pl.col("rule") == rule) & (pl.col("status") == status)).height
            for status in ("breach", "cannot_tell", "lead")
        } | {"shortfall_total": sum(one.shortfalls.get(rule, 0) for one in found)}
        for rule in TEMPLATES
    }  # fmt: skip
    short, fine = sum(one.shortfall_total for one in found), sum(one.late_fine for one in found)
    readings = corpus.readings.chosen({})
    breaches = sum(count["breach"] for count in counts.values())
    owed = tuple(Owed(one.employer_id, one.shortfall_total, 20 * one.shortfall_total) for one in found)
    return AuditView(
        corpus=corpus, as_of=date(2025, 11, 21), findings=frame.lazy(),
        summary={
            "lines": {"read": rows + 8, "checked": rows, "set_aside": 5, "refused": 3},
            "files": [{"path": "=1+1.xlsx", "sha256": "ab" * 32, "lines": rows + 5}],
            "rules": counts, "shortfall_total": short, "late_fine_total": fine, "as_of": "2025-11-21",
            "readings": readings,
            "range": {"base_floor": {"umk": {"breach": breaches, "shortfall_total": short},
                                     "paid_wage": {"breach": breaches - 1, "shortfall_total": short - 1000}}},
            "engines_agree": True,
        },
        timetable=timetable(corpus, readings, owed, served=date(2025, 3, 26), as_of=date(2025, 11, 21)),
        files=(SourceRead("=1+1.xlsx", "ab" * 32, rows + 5),
               SourceRead("<b>.csv", "cd" * 32, 3, Text("tanda kutip tidak ditutup", "a quote is not closed"))),
        mapped=(Mapped("=1+1.xlsx", "{{7*7}}", (("NO KPJ", "kpj"), ("<b>UPAH</b>", "reported_wage"), ("BLTH", "month")),
                       (("employer_id", "=1+1"),), (("month", "MM-YYYY"),), ("TTD", "onerror=1")),),
        set_aside={"subtotal": 2, "signature": 1, "ambiguous_amount": 2},
        rules={
            "PDS-UPAH-UNDER": RuleSaid(
                "PDS-UPAH-UNDER", Text("Apakah upah yang dilaporkan lebih rendah daripada yang dibayar?",
                                       "Is the wage reported below the wage paid?"),
                Text("Betulkan upah yang dilaporkan dan bayar kekurangan iurannya.",
                     "Correct the wage reported and pay the contributions short.")),
            "PMI": RuleSaid(
                "PMI", Text("Apakah iuran lunas tepat waktu?", "Are contributions paid in full and in time?"),
                Text("Bayar tunggakan beserta dendanya.", "Pay the arrears with the fine.")),
            "LEAD-HEAPING": RuleSaid(
                "LEAD-HEAPING", Text("Apakah upah menumpuk pada angka bulat?", "Do wages heap on round numbers?"),
                Text("Minta daftar gaji.", "Ask for the payroll."),
                Text("Upah memang sering disepakati dalam angka bulat.", "Wages are often agreed round.")),
        },
        employers=found, provisions=(UPAH_AT, PMI_AT, "pp-86-2013 pasal-10/ayat-4", "perdir-22-2022 pasal-99"),
        examples=(WorkedExample(
            "PDS-UPAH-UNDER", "{{7*7}}", "w00000000", MONTH,
            (StepSaid(Text("Upah yang dibayar", "Wage paid"), Text("Rp5.000.000", "Rp5,000,000"),
                      "pp-44-2015 pasal-19/ayat-1"),
             StepSaid(Text("Kurang JHT pekerja: Rp3.000.000 × 2 %", "JHT short, worker: Rp3,000,000 × 2%"),
                      Text("Rp60.000", "Rp60,000"), "pp-46-2015 pasal-16/ayat-1", recalled=True)),
            Text("Upah dilaporkan terlalu rendah.", "The wage was reported too low.")),),
        leads=(
            LeadSaid("LEAD-HEAPING", Text("Upah menumpuk pada angka bulat", "Wages heap on round numbers"),
                     Text("61,0 % upah habis dibagi Rp100.000; lazimnya 20,0 %.",
                          "61.0% of wages divide by Rp100,000; 20.0% is usual."),
                     Text("Upah memang sering disepakati dalam angka bulat.", "Wages are often agreed round."),
                     rows // 4,
                     Bars(tuple(Text(f"{i}00.000", f"{i}00,000") for i in range(10)), (61, 3, 4, 5, 6, 20, 4, 3, 2, 1),
                          frozenset({0, 5}), Text("akhir angka upah (Rp)", "last digits of the wage (Rp)"),
                          Text("jumlah upah", "wages"))),
            LeadSaid("LEAD-FLAT", Text("Upah tidak berubah", "Flat wages"),
                     Text("Rata-rata tetap Rp2.000.000 selama 12 bulan.", "A mean of Rp2,000,000 for 12 months."),
                     Text("Perusahaan mungkin memang tidak menaikkan upah.", "The firm may not have raised wages."), 3,
                     Lines(tuple(range(MONTH, MONTH + 6)),
                           ((Text("rata-rata upah", "mean wage"), (2e6, 2e6, 2e6, None, 2e6, 2e6)),
                            (Text("upah minimum", "minimum wage"), (4.7e6, 4.7e6, 4.7e6, 4.9e6, 4.9e6, 4.9e6))),
                           Text("Rp sebulan", "Rp a month"), frozenset({MONTH + 3}))),
        ),
        values=(
            ValueUsed(Text("Upah minimum, Kota Surabaya", "Minimum wage, Kota Surabaya"), "Kota Surabaya",
                      date(2025, 1, 1), None, Text("Rp4.961.753", "Rp4,961,753"), Text("UU 6/2023", "UU 6/2023"),
                      Text("sejak 1 Januari 2025", "since 1 January 2025"),
                      Evidence("recalled", "x", date(2026, 11, 21))),
            ValueUsed(Text("Upah minimum, Kota Padang", "Minimum wage, Kota Padang"), "Kota Padang",
                      date(2025, 1, 1), None, Text("Rp2.994.193", "Rp2,994,193"), Text("UU 6/2023", "UU 6/2023"),
                      Text("sejak 1 Januari 2025", "since 1 January 2025"),
                      Evidence("recalled", "x", date(2026, 11, 21))),
        ),
        notes=(Text("Daftar pekerja tidak diberikan: PDS-TK tidak dapat dipastikan.",
                    "No roster was given: PDS-TK cannot be told."),),
    )  # fmt: skip
