"""The headline figures of a run, each defined once; unit, denominator, who is counted and when: docs/metrics.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lindung.messages import Text

if TYPE_CHECKING:
    from lindung.simulation.model import City


PAYERS: Final = ("self", "scheme", "sponsor")  # who pays contributions, as counters name them


@dataclass(frozen=True, slots=True)
class Metric:
    """What a figure is; `unit` as it is printed."""

    name: str
    unit: str
    says: Text


METRICS: Final[dict[str, Metric]] = {
    metric.name: metric
    for metric in (
        Metric(
            "ever_registered",
            "workers",
            Text(
                "Pekerja yang masih ada pada bulan terakhir dan pernah terdaftar.",
                "Workers present in the last month who were ever registered.",
            ),
        ),
        Metric(
            "paid_in_year",
            "workers",
            Text(
                "Pekerja dengan sedikitnya satu iuran dalam tahun kalender terakhir, dihitung sekali.",
                "Workers with at least one payment in the last calendar year, counted once.",
            ),
        ),
        Metric(
            "active_stock_end",
            "workers",
            Text(
                "Peserta aktif pada akhir bulan terakhir, termasuk yang menunggak dalam batas perlindungan.",
                "Members active at the end of the last month, arrears that cover endures included.",
            ),
        ),
        Metric(
            "paid_member_months",
            "person-months",
            Text("Bulan kepesertaan yang iurannya dibayar, oleh siapa pun.", "Member-months paid, by anyone."),
        ),
        Metric(
            "active_coverage_end",
            "share",
            Text(
                "Peserta aktif dibagi semua pekerja pada bulan terakhir.",
                "Active members over all workers in the last month.",
            ),
        ),
        Metric(
            "protected_person_months",
            "person-months",
            Text(
                "Bulan-orang dengan perlindungan, termasuk tunggakan yang masih dilindungi.",
                "Person-months under cover, arrears that cover endures included.",
            ),
        ),
        Metric(
            "subsidised_person_months",
            "person-months",
            Text("Bulan-orang yang dibayar skema.", "Person-months paid by the scheme."),
        ),
        Metric(
            "waiting_months_mean",
            "months",
            Text(
                "Rata-rata bulan dari lolos verifikasi sampai masuk daftar, bagi yang masuk.",
                "Mean months from passing verification to the list, of those listed.",
            ),
        ),
        Metric(
            "inclusion_error",
            "share",
            Text(
                "Bagian bulan-orang di daftar yang tidak memenuhi syarat.",
                "Share of listed person-months that do not qualify.",
            ),
        ),
        Metric(
            "exclusion_error",
            "share",
            Text(
                "Bagian bulan-orang yang memenuhi syarat tetapi tidak di daftar.",
                "Share of qualifying person-months that are not on the list.",
            ),
        ),
        Metric(
            "registrations",
            "events",
            Text(
                "Pendaftaran pertama, dan pendaftaran oleh skema atau penyumbang.",
                "First registrations, and registrations by the scheme or a sponsor.",
            ),
        ),
        Metric("lapses", "events", Text("Bulan pertama yang tidak dibayar.", "First unpaid months.")),
        Metric(
            "reactivations", "events", Text("Pendaftaran ulang setelah gugur.", "Registrations after cover had ended.")
        ),
        Metric("injuries", "events", Text("Kecelakaan kerja semua pekerja.", "Work injuries of all workers.")),
        Metric("deaths", "events", Text("Kematian semua pekerja.", "Deaths of all workers.")),
        Metric(
            "injuries_uncovered",
            "events",
            Text("Kecelakaan kerja tanpa perlindungan JKK.", "Injuries without JKK cover."),
        ),
        Metric("deaths_uncovered", "events", Text("Kematian tanpa perlindungan.", "Deaths without cover.")),
        Metric("claims_jkk", "claims", Text("Klaim JKK yang dibayar.", "JKK claims paid.")),
        Metric("claims_jkm", "claims", Text("Klaim JKM yang dibayar.", "JKM claims paid.")),
        Metric(
            "contributions_jkk_rp", "Rp", Text("Iuran JKK dari semua pembayar.", "JKK contributions of all payers.")
        ),
        Metric(
            "contributions_jkm_rp", "Rp", Text("Iuran JKM dari semua pembayar.", "JKM contributions of all payers.")
        ),
        Metric("benefits_jkk_rp", "Rp", Text("Manfaat JKK.", "JKK benefits.")),
        Metric("benefits_jkm_rp", "Rp", Text("Manfaat JKM.", "JKM benefits.")),
        Metric(
            "claim_ratio_jkk", "share", Text("Manfaat JKK dibagi iuran JKK.", "JKK benefits over JKK contributions.")
        ),
        Metric(
            "claim_ratio_jkm", "share", Text("Manfaat JKM dibagi iuran JKM.", "JKM benefits over JKM contributions.")
        ),
        Metric(
            "budget_spent_rp",
            "Rp",
            Text("Iuran dan biaya pendataan dari anggaran.", "Contributions and overhead out of the budget."),
        ),
        Metric(
            "budget_unspent_rp",
            "Rp",
            Text(
                "Anggaran yang tidak terpakai sampai tahunnya berakhir atau sampai akhir.",
                "Budget unspent when its year, or the run, ended.",
            ),
        ),
        Metric("overhead_rp", "Rp", Text("Bagian biaya pendataan.", "The part that is overhead.")),
        Metric(
            "falls_into_poverty",
            "households",
            Text(
                "Rumah tangga di atas garis yang jatuh karena kecelakaan atau kematian.",
                "Households above the line that fall through an injury or a death.",
            ),
        ),
        Metric(
            "poverty_person_months",
            "person-months",
            Text(
                "Bulan-pekerja dengan belanja di bawah kebutuhan rumah tangga.",
                "Worker-months with spending below the household's needs.",
            ),
        ),
        Metric(
            "budget_per_protected_person_month_rp",
            "Rp",
            Text(
                "Anggaran terpakai dibagi bulan-orang yang dibayar skema.",
                "Budget spent over person-months paid by the scheme.",
            ),
        ),
    )
}


def metrics(city: "City") -> dict[str, int | float | None]:
    """Every metric of the months run so far; None only for a ratio of nothing."""
    rows = city.rows
    last = rows[-1]
    year = city.month_of_year(city.month - 1)
    spent, overhead = _sum(rows, "budget_spent_rp"), _sum(rows, "overhead_rp")
    jkk, jkm = (sum(_sum(rows, f"{programme}_{payer}_rp") for payer in PAYERS) for programme in ("jkk", "jkm"))
    benefits_jkk, benefits_jkm = _sum(rows, "benefits_jkk_rp"), _sum(rows, "benefits_jkm_rp")
    subsidised, waited = _sum(rows, "subsidised"), city.office.waited
    found: dict[str, int | float | None] = {
        "ever_registered": last["ever_registered"],
        "paid_in_year": _sum(rows[-year:], "first_payment_of_year"),
        "active_stock_end": last["active"],
        "paid_member_months": subsidised + _sum(rows, "paid_self") + _sum(rows, "sponsored"),
        "active_coverage_end": _ratio(last["active"], last["workers"]),
        "protected_person_months": _sum(rows, "protected"),
        "subsidised_person_months": subsidised,
        "waiting_months_mean": _ratio(sum(waited), len(waited)),
        "inclusion_error": _ratio(_sum(rows, "listed_ineligible"), _sum(rows, "listed")),
        "exclusion_error": _ratio(_sum(rows, "eligible_unlisted"), _sum(rows, "eligible")),
        "contributions_jkk_rp": jkk,
        "contributions_jkm_rp": jkm,
        "claim_ratio_jkk": _ratio(benefits_jkk, jkk),
        "claim_ratio_jkm": _ratio(benefits_jkm, jkm),
        "budget_spent_rp": spent,
        "budget_unspent_rp": city.government.lapsed + city.government.left,
        "overhead_rp": overhead,
        "poverty_person_months": _sum(rows, "poor"),
        "budget_per_protected_person_month_rp": _ratio(spent, subsidised),
    }
    return {name: found[name] if name in found else _sum(rows, name) for name in METRICS}


# ratios: part over whole, each a metric or one of `parts`
RATIOS: Final[dict[str, tuple[str, str]]] = {
    "active_coverage_end": ("active_stock_end", "workers_end"),
    "waiting_months_mean": ("waited_months", "waited"),
    "inclusion_error": ("listed_ineligible", "listed"),
    "exclusion_error": ("eligible_unlisted", "eligible"),
    "claim_ratio_jkk": ("benefits_jkk_rp", "contributions_jkk_rp"),
    "claim_ratio_jkm": ("benefits_jkm_rp", "contributions_jkm_rp"),
    "budget_per_protected_person_month_rp": ("budget_spent_rp", "subsidised_person_months"),
}


def parts(city: "City") -> dict[str, int]:
    """What ratios are made of beside metrics: from the sums of many cities their common ratio can be worked out."""
    summed = ("listed", "listed_ineligible", "eligible", "eligible_unlisted")
    waited = city.office.waited
    return {
        "workers_end": city.rows[-1]["workers"],
        "waited_months": sum(waited),
        "waited": len(waited),
        **{name: _sum(city.rows, name) for name in summed},
    }


def _sum(rows: Sequence[Mapping[str, int]], name: str) -> int:
    return sum(row[name] for row in rows)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
