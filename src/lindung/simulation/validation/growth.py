"""Counts that grow without members to show for it: facts 1 and 14."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from lindung.messages import Text
from lindung.simulation.validation.changes import YEAR
from lindung.simulation.validation.fact import Fact, Figure, Measured, Unmeasurable, apart, least, most, over
from lindung.simulation.validation.trial import Trial

TARGET_GROWTH: Final = 1.4  # a year: 52,895 in 2022 to 73,987 in 2023, Padang branch
YEARS_OF_TARGETS: Final = 2  # 2021 to 2023
NO_BUDGET: Final = Unmeasurable(
    Text("Skenario ini tidak punya anggaran yang dapat membayar.", "This scenario has no budget that could pay.")
)


def growth(trial: Trial) -> Measured:
    """Yearly growth of cumulative registrations and of active members after the first year, and attainment."""
    years = trial.whole_years()
    if len(years) < 2:
        return Unmeasurable(
            Text("Perlu dua tahun kalender penuh.", "Needs two whole calendar years; the scenario has fewer.")
        )
    begun = int((trial.first.member_since >= 0).sum()) + trial.total("registrations", 0, YEAR)
    registered = _a_year(begun, begun + trial.total("registrations", YEAR), len(trial.rows) - YEAR)
    active = _a_year(trial.rows[YEAR - 1]["active"], trial.rows[-1]["active"], len(trial.rows) - YEAR)
    later = min(YEARS_OF_TARGETS, len(years) - 1)
    realised = [trial.total("first_payment_of_year", *years[k]) for k in (0, later)]
    return {
        "registrations_growth": registered,
        "active_growth": active,
        "growth_gap": apart(registered, active),
        "attainment": over(realised[1], realised[0] * TARGET_GROWTH**later),
    }


def _a_year(before: int, after: int, months: int) -> float | None:
    return (after / before) ** (YEAR / months) - 1 if before and months else None


def spike(programme: Trial, none: Trial) -> Measured:
    """The largest month of registrations against a usual one, and how much of the extra intake is still active."""
    per_month: Sequence[int] = [row["registrations"] for row in programme.rows]
    extra = programme.total("registrations") - none.total("registrations")
    if extra <= 0:
        return Unmeasurable(Text("Program tidak mendaftarkan siapa pun.", "The programme registered nobody."))
    return {
        "spike": over(max(per_month), median(row["registrations"] for row in none.rows)),
        "extra_registrations": extra / none.rows[-1]["workers"],
        "lasting": over(programme.rows[-1]["active"] - none.rows[-1]["active"], extra),
    }


OUTGROWN: Final = Fact(
    number=1,
    name="registrations_outgrow_members",
    says=Text(
        "Pendaftaran tumbuh lebih cepat daripada jumlah peserta aktif, dan pencapaian turun bila target naik sekitar "
        "40 % setahun.",
        "Registrations grow faster than the active stock, and attainment falls where targets rise by about 40% a year.",
    ),
    source=Text(
        "Kantor cabang Padang: 33.130 dari 34.674 (2021), 45.907 dari 52.895 (2022), 55.086 dari 73.987 (2023); tesis "
        "tata kelola kolaboratif di Padang, 2024",
        "Padang branch: 33,130 of 34,674 (2021), 45,907 of 52,895 (2022), 55,086 of 73,987 (2023); thesis on "
        "collaborative governance in Padang, 2024",
    ),
    measured=Text(
        "Skenario apa adanya: pendaftaran kumulatif dan peserta aktif sejak akhir tahun pertama, dan peserta yang "
        "membayar dalam tahun penuh ketiga dibagi jumlah tahun penuh pertama yang dinaikkan 40 % setahun.",
        "The scenario as it is: cumulative registrations and active members since the end of the first year, and "
        "members with a payment in the third whole year over the first one's number raised by 40% a year.",
    ),
    figures=(
        Figure("registrations_growth", Text("pendaftaran, setahun", "registrations, a year"), "share"),
        Figure("active_growth", Text("peserta aktif, setahun", "active members, a year"), "share"),
        Figure("growth_gap", Text("selisihnya", "the difference"), "points"),
        Figure("attainment", Text("pencapaian", "attainment"), "share"),
    ),
    checks=(
        # clearly faster: two points a year
        least(
            "growth_gap",
            0.02,
            Text(
                "Terlalu sedikit yang berhenti dibandingkan dengan yang mendaftar.",
                "Too few stop against those who register.",
            ),
        ),
        # 0.955 in 2021, 0.745 in 2023: a fifth lost; a tenth is asked for
        most(
            "attainment",
            0.9,
            Text(
                "Pembayar bertambah secepat targetnya: minat mendaftar terlalu besar.",
                "Payers grow as fast as the target: too many want to join.",
            ),
        ),
    ),
    measure=lambda trials: growth(trials.as_it_is),
)

SPIKES: Final = Fact(
    number=14,
    name="programmes_leave_spikes",
    says=Text(
        "Pendaftaran karena program atau tahun pemilu tampak sebagai lonjakan dalam hitungan kumulatif, tanpa peserta "
        "yang menetap.",
        "Registrations by a programme or in an election year are spikes in the cumulative count without lasting stock.",
    ),
    source=Text(
        "Padang: 96.992 terhitung sampai September 2024 (Jurnal IUS 13(2), 2025), sementara peserta aktif turun "
        "Januari-Juni 2024 (tesis tata kelola kolaboratif); sebabnya dugaan",
        "Padang: 96,992 counted to September 2024 (Jurnal IUS 13(2), 2025) while active members fell from January to "
        "June 2024 (thesis on collaborative governance); the cause is a conjecture",
    ),
    measured=Text(
        "Dua tahun terakhir, uang untuk satu dari dua puluh pekerja dalam tahun pertama saja, dibandingkan dengan "
        "orang yang sama tanpa uang itu: bulan pendaftaran terbesar, dan tambahan peserta aktif pada akhir per "
        "tambahan pendaftaran.",
        "The last two years, money for one worker in twenty in the first of them only, against the same people "
        "without it: the largest month of registrations, and additional active members at the end per additional "
        "registration.",
    ),
    figures=(
        Figure("spike", Text("bulan terbesar per bulan biasa", "largest month over a usual one"), "ratio"),
        Figure(
            "extra_registrations", Text("tambahan pendaftaran per pekerja", "extra registrations a worker"), "share"
        ),
        Figure("lasting", Text("yang menetap", "still active"), "share"),
    ),
    checks=(
        # to be seen as a spike
        least(
            "spike",
            3,
            Text("Program menambah sedikit demi sedikit.", "The programme adds members little by little."),
        ),
        # without lasting stock: three quarters gone
        most(
            "lasting",
            0.25,
            Text(
                "Yang dibayar program terlalu sering meneruskan sendiri (keep_paying), atau terlalu sering mulai "
                "membayar kemudian (enrol_base).",
                "Too many whom the programme paid for go on alone (keep_paying), or begin to pay later (enrol_base).",
            ),
        ),
    ),
    measure=lambda trials: spike(trials.programme, trials.no_programme) if trials.has_programme else NO_BUDGET,
)
