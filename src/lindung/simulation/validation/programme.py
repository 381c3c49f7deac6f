"""What becomes of members whom a budget pays for: when it ends, and when it comes late. Facts 4 and 11."""

from typing import Final

import numpy as np

from lindung.law.literals import PER
from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.statute import statute
from lindung.simulation.validation.changes import YEAR
from lindung.simulation.validation.fact import Fact, Figure, Measured, Unmeasurable, apart, least, most, over, times
from lindung.simulation.validation.growth import NO_BUDGET
from lindung.simulation.validation.trial import Trial
from lindung.simulation.validation.trials import Trials

LEAST_AFTER: Final = 6  # months that must follow the last paid one
LATE: Final = 4  # months without payment, one more than cover endures
QUARTER: Final = 3  # months without payment reported from Papua


def after_subsidy(programme: Trial, none: Trial) -> Measured:
    """Of those paid for in the first year's last month and still there: members in the end, with it and without."""
    history, year, end = programme.history, programme.first_year, programme.history.months
    if end - year < LEAST_AFTER:
        return Unmeasurable(
            Text("Perlu sedikitnya enam bulan sesudah tahun program.", "Needs six months after the programme's year.")
        )
    paid_for = (history.status[year] == w.ACTIVE) & (history.payer[year] == w.BUDGET) & history.same(end, year)
    paid_for &= none.history.id[end] == history.id[end]
    people = int(paid_for.sum())
    if not people:
        return Unmeasurable(
            Text("Tak seorang pun dibayar skema di sana.", "The scheme in force there paid for nobody.")
        )
    stay, otherwise = (
        over(int((paid_for & (trial.history.status[end] == w.ACTIVE)).sum()), people) for trial in (programme, none)
    )
    paying = over(int((paid_for & (history.payer[min(year + 3, end)] == w.SELF)).sum()), people)
    return {
        "paying_after_3_months": paying,
        "stay": stay,
        "otherwise": otherwise,
        "above": apart(stay, otherwise),
        "times_otherwise": times(stay, otherwise),
    }


def gap(trial: Trial, waiting: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[float | None, float | None]:
    """Of workers listed in the second calendar year: months a year without cover, and without the full death benefit.

    `waiting` holds the paid months that each month's law asks for before the full sum, 0 where it asks for none; the
    second figure counts only months whose law asks for some.
    """
    history = trial.history
    listed = uncovered = asked = short = 0
    for month in range(trial.first_year + 1, history.months + 1):
        on_list = (history.flags[month] & w.LISTED) != 0
        covered = history.status[month] == w.ACTIVE
        on_list &= history.status[month] != w.EMPTY
        listed += int(on_list.sum())
        uncovered += int((on_list & ~covered).sum())
        if waiting[month - 1]:
            asked += int(on_list.sum())
            short += int((on_list & (~covered | (history.consecutive[month] < waiting[month - 1]))).sum())
    return over(YEAR * uncovered, listed), over(YEAR * short, asked)


def late_money(trials: Trials) -> Measured:
    """The same list paid in time, three months late and four months late."""
    if not trials.has_programme:
        return NO_BUDGET
    if trials.late.months <= YEAR:
        return Unmeasurable(Text("Perlu dua tahun kalender.", "Needs a second calendar year."))
    waiting = waiting_months(trials)
    in_time, quarter, late = (gap(trials.released_after(months), waiting) for months in (0, QUARTER, LATE))
    return {
        "uncovered_in_time": in_time[0],
        "uncovered_quarter": quarter[0],
        "uncovered_late": late[0],
        "uncovered_more": apart(late[0], in_time[0]),
        "short_more": apart(late[1], in_time[1]),
    }


def waiting_months(trials: Trials) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Paid months asked for before the full death benefit, by month of the last two years."""
    late = trials.late
    view = late.corpus.on(late.start, late.region)
    months = [statute(view, late.day_of(month)).benefits.jkm_waiting_months for month in range(late.months)]
    return np.array(months, dtype=np.int64)


def full_price(trial: Trial) -> list[int]:
    """Months whose law asks self-payers of every trade for the whole contribution."""
    view = trial.scenario.corpus.on(trial.scenario.start, trial.scenario.region)
    laws = [statute(view, trial.scenario.day_of(month)).contributions for month in range(len(trial.rows))]
    return [month for month, law in enumerate(laws) if law.kept_transport == law.kept_other == PER]


SUBSIDY_ENDS: Final = Fact(
    number=4,
    name="membership_ends_with_the_subsidy",
    says=Text(
        "Kepesertaan gratis atau yang dibayar anggaran runtuh ketika pembayaran berhenti; sebagian kecil bertahan, "
        "sedikit di atas yang akan terjadi tanpa subsidi.",
        "Free or budget-paid membership collapses when payment stops; a minority stays, a little above what it would "
        "have been without the subsidy.",
    ),
    source=Text(
        "Nikaragua: di bawah 10 % setelah setahun (Thornton dkk. 2010); JKN: sekitar 30 % menjadi hampir 10 %, "
        "kira-kira dua kali kelompok pembanding (Banerjee dkk. 2021)",
        "Nicaragua: under 10% after a year (Thornton and others 2010); JKN: about 30% falling to nearly 10%, about "
        "twice the control group (Banerjee and others 2021)",
    ),
    measured=Text(
        "Dua tahun terakhir, uang untuk satu dari dua puluh pekerja dalam tahun pertama saja: peserta yang dibayar "
        "pada Desember, yang masih aktif pada akhir tahun berikutnya, dan orang yang sama tanpa program.",
        "The last two years, money for one worker in twenty in the first of them only: those paid for in December, "
        "how many are still members at the end of the next year, and the same people without the programme.",
    ),
    figures=(
        Figure("paying_after_3_months", Text("membayar setelah 3 bulan", "paying after 3 months"), "share"),
        Figure("stay", Text("aktif pada akhirnya", "active at the end"), "share"),
        Figure("otherwise", Text("orang yang sama tanpa program", "the same people without it"), "share"),
        Figure("above", Text("selisihnya", "the difference"), "points"),
        Figure("times_otherwise", Text("perbandingannya", "their ratio"), "ratio"),
    ),
    checks=(
        # in Indonesia about 30 % fell to nearly 10 %: a third stayed
        most(
            "stay",
            0.35,
            Text(
                "keep_paying terlalu besar, atau yang tak pernah membayar sendiri terlalu sering mulai: mereka "
                "memutuskan seperti pendatang baru (enrol_base), tanpa kegagalan mendaftar.",
                "keep_paying is too large, or those who never paid alone begin too often: they decide like newcomers "
                "(enrol_base), without failing at registration.",
            ),
        ),
        least(
            "above",
            0.0,
            Text("keep_paying terlalu kecil.", "keep_paying is too small."),
        ),
        # about twice in the Indonesian trial
        most(
            "times_otherwise",
            3,
            Text(
                "Yang tersisa dari subsidi jauh lebih banyak daripada yang mau membayar tanpa subsidi; sebabnya sama "
                "dengan di atas, atau keep_paying terlalu besar.",
                "What the subsidy leaves is far more than would pay without it; the same cause, or keep_paying is too "
                "large.",
            ),
        ),
    ),
    measure=lambda trials: after_subsidy(trials.programme, trials.no_programme) if trials.has_programme else NO_BUDGET,
)

GAPS: Final = Fact(
    number=11,
    name="late_budgets_uncover",
    says=Text(
        "Anggaran yang terlambat cair menimbulkan bulan tanpa perlindungan dan menggugurkan syarat tiga bulan "
        "berturut-turut.",
        "Gaps in budget release create uncovered months and void the condition of three consecutive months.",
    ),
    source=Text(
        "Papua: klaim turun pada triwulan I 2024 karena daerah belum membayar (pasificpos.com, 2 April 2024); "
        "Permenaker 1/2025 Pasal 97A; Permenaker 5/2021",
        "Papua: claims fell in the first quarter of 2024 as local governments had not paid (pasificpos.com, 2 April "
        "2024); Permenaker 1/2025 Pasal 97A; Permenaker 5/2021",
    ),
    measured=Text(
        "Pekerja di daftar pada tahun kedua, dengan uang cair Januari dan uang cair empat bulan kemudian: bulan "
        "setahun tanpa perlindungan, dan tanpa manfaat kematian penuh dalam bulan yang hukumnya mensyaratkan tiga "
        "bulan.",
        "Workers on the list in the second year, with money released in January and four months later: months a year "
        "without cover, and without the full death benefit in months whose law asks for three paid months.",
    ),
    figures=(
        Figure("uncovered_in_time", Text("tanpa perlindungan, cair Januari", "uncovered, paid in time"), "months"),
        Figure("uncovered_quarter", Text("terlambat tiga bulan", "three months late"), "months"),
        Figure("uncovered_late", Text("terlambat empat bulan", "four months late"), "months"),
        Figure("uncovered_more", Text("tambahan tanpa perlindungan", "more without cover"), "months"),
        Figure("short_more", Text("tambahan tanpa manfaat penuh", "more without the full benefit"), "months"),
    ),
    checks=(
        # the law leaves one month of four without cover: half of it is asked for
        least(
            "uncovered_more",
            0.5,
            Text(
                "Tunggakan anggaran ditanggung terlalu lama.",
                "What the budget leaves unpaid is endured for too long.",
            ),
        ),
        least(
            "short_more",
            1.0,
            Text(
                "Hitungan bulan berturut-turut tidak terputus oleh bulan yang tidak dibayar anggaran.",
                "The count of consecutive months is not broken by months that the budget leaves unpaid.",
            ),
        ),
    ),
    measure=late_money,
)
