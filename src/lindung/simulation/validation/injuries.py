"""Injuries that are not claimed (fact 10), and what a claim spares a household (fact 13)."""

from typing import Final

from lindung.messages import Text
from lindung.simulation.validation.changes import YEAR
from lindung.simulation.validation.fact import Fact, Figure, Measured, between, least, most, over, times
from lindung.simulation.validation.trial import Trial

# 347,855 cases of wage earners in 2023 (Ministry of Manpower in databoks.katadata.co.id) on about 25 million members
WAGE_EARNERS: Final = 14.0  # claims a year per 1,000
FEWER: Final = 0.75


def injury_claims(trial: Trial) -> Measured:
    """Claims a year per 1,000 covered, injuries a year per 1,000 workers, and covered injuries that are claimed."""
    covered = trial.total("injuries") - trial.total("injuries_uncovered")
    thousand_years = 1000 * YEAR
    return {
        "claims": over(thousand_years * trial.total("claims_jkk"), trial.total("protected")),
        "injuries": over(thousand_years * trial.total("injuries"), trial.total("workers")),
        "claimed": over(trial.total("claims_jkk"), covered),
    }


def protection(everyone: Trial, nobody: Trial) -> Measured:
    """Households that fall per injury or death, with and without cover; a death's JKM in months of mean income."""

    def falls(trial: Trial) -> float | None:
        hit = trial.total("injuries") + trial.total("deaths") - trial.total("fatal_injuries")
        return over(trial.total("falls_into_poverty"), hit)

    pays = over(everyone.total("benefits_jkm_rp"), everyone.total("claims_jkm"))
    income = over(everyone.total("income_rp"), everyone.total("workers"))
    return {
        "falls_covered": falls(everyone),
        "falls_uncovered": falls(nobody),
        "covered_over_uncovered": times(falls(everyone), falls(nobody)),
        "death_pays": times(pays, income),
    }


CLAIMS: Final = Fact(
    number=10,
    name="injuries_are_underclaimed",
    says=Text(
        "Peserta BPU mengklaim kecelakaan lebih sedikit per peserta daripada penerima upah, padahal pekerjaannya "
        "tidak lebih aman: kurang mengklaim dan kurang tahu.",
        "Informal members claim fewer injuries per member than wage earners although their work is not safer: "
        "under-claiming and awareness.",
    ),
    source=Text(
        "2023: 19.921 kasus BPU, 4,2 per 1.000 tahun-peserta terbayar; 347.855 kasus penerima upah, sekitar 14 per "
        "1.000 (Kemnaker dalam databoks.katadata.co.id; rasio dihitung)",
        "2023: 19,921 cases of informal members, 4.2 per 1,000 paid member-years; 347,855 of wage earners, about 14 "
        "per 1,000 (Ministry of Manpower in databoks.katadata.co.id; rates computed)",
    ),
    measured=Text(
        "Skenario apa adanya: klaim JKK setahun per 1.000 yang terlindungi dan kecelakaan setahun per 1.000 pekerja, "
        "terhadap 14 klaim per 1.000 penerima upah, yang tidak ada dalam model.",
        "The scenario as it is: JKK claims a year per 1,000 covered and injuries a year per 1,000 workers, against 14 "
        "claims per 1,000 wage earners, who are not in the model.",
    ),
    figures=(
        Figure("claims", Text("klaim per 1.000 terlindungi", "claims per 1,000 covered"), "per_1000"),
        Figure("injuries", Text("kecelakaan per 1.000 pekerja", "injuries per 1,000 workers"), "per_1000"),
        Figure("claimed", Text("kecelakaan terlindungi yang diklaim", "covered injuries claimed"), "share"),
    ),
    checks=(
        most(
            "claims",
            FEWER * WAGE_EARNERS,
            Text("injury_rate atau file_jkk terlalu besar.", "injury_rate or file_jkk is too large."),
        ),
        least(
            "injuries",
            WAGE_EARNERS,
            Text(
                "injury_rate terlalu kecil: dalam model pekerja informal jauh lebih aman daripada penerima upah, dan "
                "hanya itu sebagian besar sebab klaimnya sedikit.",
                "injury_rate is too small: in the model informal workers are far safer than wage earners, and that, "
                "not under-claiming, is most of why they claim little.",
            ),
        ),
    ),
    measure=lambda trials: injury_claims(trials.as_it_is),
    left_out=Text(
        "Pengaruh ketidaktahuan: peluang mengklaim bergantung pada biayanya, tidak pada yang tahu dan yang tidak.",
        "The part of awareness: the chance of claiming depends on the bill, not on who knows the scheme.",
    ),
)

PROTECTION: Final = Fact(
    number=13,
    name="benefits_protect",
    says=Text(
        "Manfaat melindungi: satu kematian dibayar sekitar 22 bulan pendapatan informal rata-rata, sehingga "
        "kemiskinan setelah musibah turun tajam bagi rumah tangga yang terlindungi.",
        "Benefits protect: a death pays about 22 months of mean informal income, so poverty after a shock falls "
        "sharply for covered households.",
    ),
    source=Text(
        "Rp42 juta (PP 82/2019) terhadap pendapatan informal rata-rata Rp1,9 juta sebulan (BPS dalam "
        "lestari.kompas.com, 5 Juni 2023; dihitung)",
        "Rp42 million (PP 82/2019) against a mean informal income of Rp1.9 million a month (BPS in "
        "lestari.kompas.com, 5 June 2023; computed)",
    ),
    measured=Text(
        "Orang dan musibah yang sama setahun, semua peserta dan tak seorang pun peserta: rumah tangga di atas garis "
        "yang jatuh per kecelakaan atau kematian; JKM per klaim dibagi pendapatan bulanan rata-rata.",
        "The same people and misfortunes for a year, all of them members and none of them: households above the line "
        "that fall per injury or death; JKM per claim over mean monthly income.",
    ),
    figures=(
        Figure("falls_covered", Text("jatuh, semua terlindungi", "fall, all covered"), "share"),
        Figure("falls_uncovered", Text("jatuh, tak seorang pun", "fall, none covered"), "share"),
        Figure("covered_over_uncovered", Text("perbandingannya", "their ratio"), "ratio"),
        Figure("death_pays", Text("JKM per klaim, bulan pendapatan", "JKM a claim, months of income"), "months"),
    ),
    checks=(
        # sharply: half or less
        most(
            "covered_over_uncovered",
            0.5,
            Text(
                "Terlalu banyak kecelakaan dan kematian terlindungi yang tidak diklaim (file_jkk, file_jkm).",
                "Too many covered injuries and deaths go unclaimed (file_jkk, file_jkm).",
            ),
        ),
        # about 22
        between(
            "death_pays",
            15,
            30,
            Text(
                "Pendapatan rata-rata skenario jauh dari Rp1,9 juta.",
                "The scenario's mean income is far from Rp1.9 million.",
            ),
        ),
    ),
    measure=lambda trials: protection(trials.everyone, trials.nobody),
)
