"""What pools pay out against what they take in: by programme (fact 8) and by age (fact 9)."""

from collections.abc import Sequence
from typing import Final

from lindung.messages import Text
from lindung.simulation.validation.changes import YEAR
from lindung.simulation.validation.fact import Fact, Figure, Measured, Unmeasurable, between, least, most, over, times
from lindung.simulation.validation.programme import full_price
from lindung.simulation.validation.trial import Trial
from lindung.simulation.validation.trials import Trials

OLD: Final = 50
PRIORITY: Final = (60, 64)


def claim_ratio(trial: Trial, programmes: Sequence[str], months: Sequence[int]) -> float | None:
    """Benefits over contributions of these programmes in these months."""
    rows = [trial.rows[month] for month in months]
    paid_in = sum(
        rupiah
        for row in rows
        for counter, rupiah in row.items()
        if counter.endswith("_rp") and counter.startswith(tuple(f"{one}_" for one in programmes))
    )
    return over(sum(row[f"benefits_{one}_rp"] for row in rows for one in programmes), paid_in)


def ratios(as_it_is: Trial, everyone: Trial) -> Measured:
    """Claim ratios of the city's members and of a pool without choice, in months without a discount."""
    members, pool = full_price(as_it_is), full_price(everyone)
    if not members or not pool:
        return Unmeasurable(
            Text("Iuran didiskon sepanjang waktu itu.", "Contributions are discounted throughout the time measured.")
        )
    return {
        "jkm": claim_ratio(as_it_is, ("jkm",), members),
        "jkm_without_choice": claim_ratio(everyone, ("jkm",), pool),
        "jkk": claim_ratio(as_it_is, ("jkk",), members),
        "combined": claim_ratio(as_it_is, ("jkk", "jkm"), members),
    }


def a_member_year(trial: Trial) -> tuple[float | None, float | None]:
    """Rupiah of JKM paid out, and contributed, a year for each worker of a pool in which all are members."""
    years = trial.total("workers") / YEAR
    return over(trial.total("benefits_jkm_rp"), years), over(trial.total("jkm_self_rp"), years)


def ages(younger: Trial, older: Trial, oldest: Trial) -> Measured:
    """JKM of pools under 50, of 50 and over, and of 60 to 64, in which all are members."""
    months = [full_price(trial) for trial in (younger, older)]
    paid_out, paid_in = a_member_year(oldest)
    return {
        "ratio_younger": claim_ratio(younger, ("jkm",), months[0]),
        "ratio_older": claim_ratio(older, ("jkm",), months[1]),
        "older_over_younger": times(claim_ratio(older, ("jkm",), months[1]), claim_ratio(younger, ("jkm",), months[0])),
        "cost_60_to_64": paid_out,
        "times_contribution": times(paid_out, paid_in),
    }


def _ages(trials: Trials) -> Measured:
    if trials.scenario.microdata is not None:
        return Unmeasurable(
            Text("Usia berasal dari survei, bukan tabel.", "Ages come from a survey, not from a table.")
        )
    cells = trials.scenario.population.age_sex
    first, last = min(cell.age_from for cell in cells), max(cell.age_to for cell in cells)
    spans = ((first, OLD - 1), (OLD, last), PRIORITY)
    if not all(any(low <= cell.age_from and cell.age_to <= high for cell in cells) for low, high in spans):
        return Unmeasurable(
            Text(
                "Tabel usia tidak terbagi pada 50, 60, dan 64 tahun.",
                "The table of ages does not divide at 50, 60 and 64.",
            )
        )
    return ages(*(trials.everyone_aged(*span) for span in spans))


RATIOS: Final = Fact(
    number=8,
    name="jkm_loses_jkk_gains",
    says=Text(
        "Rasio klaim JKM peserta BPU jauh di atas 100 %, juga dalam kelompok tanpa pilihan; JKK jauh di bawah 100 %; "
        "gabungannya dekat 100 %.",
        "The JKM ratio of informal members is well above 100%, even in pools with no choice; JKK is well below 100%; "
        "together they come near 100%.",
    ),
    source=Text(
        "JKM BPU 168,1 % (2022) dan 198,1 % (2023), Menteri kepada DPR, 26 Maret 2024 (republika.co.id); peserta "
        "anggaran Sijunjung: Rp5,8 miliar keluar dari Rp5,4 miliar (radarsumbar.com, 26 Juli 2025)",
        "JKM of informal members 168.1% (2022) and 198.1% (2023), Minister to Parliament, 26 March 2024 "
        "(republika.co.id); Sijunjung's budget-paid pool: Rp5.8 billion out of Rp5.4 billion (radarsumbar.com, 26 "
        "July 2025)",
    ),
    measured=Text(
        "Manfaat dibagi iuran dalam bulan tanpa diskon: peserta skenario apa adanya, dan setahun bila semua pekerja "
        "peserta.",
        "Benefits over contributions in months without a discount: members of the scenario as it is, and a year in "
        "which all workers are members.",
    ),
    figures=(
        Figure("jkm", Text("JKM", "JKM"), "share"),
        Figure("jkm_without_choice", Text("JKM, semua peserta", "JKM, all are members"), "share"),
        Figure("jkk", Text("JKK", "JKK"), "share"),
        Figure("combined", Text("JKK dan JKM", "JKK and JKM"), "share"),
    ),
    checks=(
        # 168 % and 198 % in 2022 and 2023
        least(
            "jkm",
            1.3,
            Text(
                "Kematian atau klaimnya terlalu sedikit (mortality_factor, file_jkm).",
                "Too few deaths or claims (mortality_factor, file_jkm).",
            ),
        ),
        least(
            "jkm_without_choice",
            1.3,
            Text(
                "Kematian atau klaimnya terlalu sedikit (mortality_factor, file_jkm).",
                "Too few deaths or claims (mortality_factor, file_jkm).",
            ),
        ),
        # 29 % computed for 2023
        most("jkk", 0.6, Text("Kecelakaan terlalu banyak atau mahal.", "Injuries are too many or too dear.")),
        # 97 % computed for 2023, 107 % in Sijunjung
        between(
            "combined",
            0.75,
            1.25,
            Text(
                "Rasio kedua program tidak saling menutup: lihat rasio JKM dan JKK di atas terhadap sekitar 198 % dan "
                "29 % (2023, yang terakhir dihitung dari 19.921 kasus).",
                "The two do not make up for each other: hold the JKM and JKK ratios above against about 198% and 29% "
                "(2023, the latter computed from 19,921 cases).",
            ),
        ),
    ),
    measure=lambda trials: ratios(trials.as_it_is, trials.everyone),
)

AGE: Final = Fact(
    number=9,
    name="age_makes_jkm_dear",
    says=Text(
        "Kerugian JKM naik menurut bagian peserta berusia 50 ke atas; mendahulukan usia 60 ke atas membeli "
        "perlindungan seharga beberapa kali iurannya.",
        "JKM losses rise with the share of members aged 50 and over; priority for those of 60 and over buys "
        "protection worth several times the contribution.",
    ),
    source=Text(
        "Tabel mortalitas PBB 2025-2030 dan santunan Rp42 juta (PP 82/2019): sekitar Rp0,75 juta setahun pada usia "
        "60-64 terhadap iuran Rp81.600; prioritas 60+ dalam Perwal Tangerang Selatan 6/2025",
        "UN life table 2025-2030 and the benefit of Rp42 million (PP 82/2019): about Rp0.75 million a year at ages "
        "60-64 against contributions of Rp81,600; priority for 60+ in South Tangerang's Mayor Regulation 6/2025",
    ),
    measured=Text(
        "Setahun bila semua pekerja peserta, hanya usia di bawah 50, hanya 50 ke atas, hanya 60-64: rasio klaim JKM, "
        "dan JKM yang dibayarkan setahun per peserta 60-64 dibagi iurannya.",
        "A year in which all workers are members, of ages under 50 only, of 50 and over, of 60-64: JKM claim ratios, "
        "and JKM paid out a year per member of 60-64 over the contribution.",
    ),
    figures=(
        Figure("ratio_younger", Text("rasio JKM di bawah 50", "JKM ratio under 50"), "share"),
        Figure("ratio_older", Text("rasio JKM 50 ke atas", "JKM ratio 50 and over"), "share"),
        Figure("older_over_younger", Text("perbandingannya", "their ratio"), "ratio"),
        Figure("cost_60_to_64", Text("JKM setahun per peserta 60-64", "JKM a year per member 60-64"), "rupiah"),
        Figure("times_contribution", Text("kali iurannya", "times the contribution"), "ratio"),
    ),
    checks=(
        least("older_over_younger", 2, Text("Tabel mortalitas terlalu datar.", "The life table is too flat.")),
        # about nine times by the life table alone
        least(
            "times_contribution",
            4,
            Text("mortality_factor atau file_jkm terlalu kecil.", "mortality_factor or file_jkm is too small."),
        ),
    ),
    measure=_ages,
)
