"""Who stops paying, when, and who comes back: facts 2 and 3."""

from typing import Final

import numpy as np

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import YEAR
from lindung.simulation.validation.fact import (
    Check,
    Fact,
    Figure,
    Measured,
    Threshold,
    Unmeasurable,
    least,
    over,
    times,
)
from lindung.simulation.validation.trial import History, Trial
from lindung.simulation.workers import Bool

FEW: Final = 2  # paid months
EARLY: Final = (1, 3)  # paid months so far
LATE: Final = (7, 12)
BAD: Final = 0.6  # of own mean income, as diaries and the behaviour of this model have it
SEASONAL: Final = 0.3  # log, from the leanest to the fattest month: trades whose income falls by a quarter or more
SEASON_MONTHS: Final = 3


def _up_to_date(history: History, month: int) -> Bool:
    """Self-payers without arrears and without a past subsidy before `month`."""
    before = month - 1
    return np.asarray(
        history.same(month)
        & (history.status[before] == w.ACTIVE)
        & (history.arrears[before] == 0)
        & (history.payer[before] == w.SELF)
        & (history.subsidised[before] == 0)
    )


def early_lapse(history: History) -> Measured:
    """Of new self-payers, who has paid at most two of the first twelve months; and hazards of a first missed month."""
    if history.months <= YEAR:
        return Unmeasurable(Text("Perlu lebih dari dua belas bulan.", "Needs more than twelve months."))
    few = new = 0
    for month in range(1, history.months - YEAR + 2):
        end = month + YEAR - 1
        joined = history.joined(month) & (history.payer[month] == w.SELF) & history.same(end, month)
        new += int(joined.sum())
        few += int((joined & (history.months_paid[end] <= FEW)).sum())
    missed, at_risk = {EARLY: 0, LATE: 0}, {EARLY: 0, LATE: 0}
    for month in range(1, history.months + 1):
        members, paid = _up_to_date(history, month), history.months_paid[month - 1]
        for span in (EARLY, LATE):
            exposed = members & (paid >= span[0]) & (paid <= span[1])
            at_risk[span] += int(exposed.sum())
            missed[span] += int((exposed & (history.arrears[month] > 0)).sum())
    early, late = (over(missed[span], at_risk[span]) for span in (EARLY, LATE))
    return {"few_months": over(few, new), "hazard_early": early, "hazard_late": late, "ratio": times(early, late)}


def arrears(trial: Trial) -> Measured:
    """Missed months by the month's income and by season; registering again by the month's income and own hazard."""
    history, scenario = trial.history, trial.scenario
    lean, fat = _seasons(scenario)
    counts = {name: [0.0, 0.0] for name in ("bad", "other", "lean", "fat", "good_back", "bad_back", "back", "out")}

    def count(name: str, part: Bool, whole: Bool) -> None:
        counts[name][0] += int((part & whole).sum())
        counts[name][1] += int(whole.sum())

    for month in range(1, history.months + 1):
        members, missed = _up_to_date(history, month), history.arrears[month] > 0
        mean, income = np.exp(history.level[month] + history.prices[month]), history.income[month]
        bad = income < BAD * mean
        count("bad", missed, members & bad)
        count("other", missed, members & ~bad)
        calendar = (scenario.start.month - 2 + month) % YEAR
        count("lean", missed, members & lean[calendar][history.trade[month]])
        count("fat", missed, members & fat[calendar][history.trade[month]])
        outside = history.same(month) & (history.status[month - 1] == w.INACTIVE)
        back = (history.status[month] == w.ACTIVE) & (history.payer[month] == w.SELF)
        count("good_back", back, outside & (income >= mean))
        count("bad_back", back, outside & bad)
        hazard = np.exp(history.frailty[month])
        for name, group in (("back", outside & back), ("out", outside & ~back)):
            counts[name][0] += float(hazard[group].sum())
            counts[name][1] += int(group.sum())
    rate = {name: over(*both) for name, both in counts.items()}
    return {
        "missed_bad": rate["bad"],
        "missed_other": rate["other"],
        "bad_month_ratio": times(rate["bad"], rate["other"]),
        "lean_season_ratio": times(rate["lean"], rate["fat"]),
        "return_in_good_months": times(rate["good_back"], rate["bad_back"]),
        "return_of_the_frail": times(rate["back"], rate["out"]),
    }


def _seasons(scenario: Scenario) -> tuple[Bool, Bool]:
    """The three leanest and the three fattest months of seasonal trades: bool[12 months, trades] each."""
    season = scenario.trade_table().season
    order = np.argsort(np.argsort(season, axis=0, kind="stable"), axis=0)
    seasonal = season.max(axis=0) - season.min(axis=0) >= SEASONAL
    return np.asarray((order < SEASON_MONTHS) & seasonal), np.asarray((order >= YEAR - SEASON_MONTHS) & seasonal)


EARLY_LAPSE: Final = Fact(
    number=2,
    name="lapse_is_early",
    says=Text(
        "Banyak yang berhenti dini: banyak yang hanya membayar satu atau dua bulan, dan hazard berhenti turun menurut "
        "lamanya menjadi peserta.",
        "Lapse is steep and early: many pay one or two months only, and the hazard of stopping falls with tenure.",
    ),
    source=Text(
        "20-30 % membayar tidak teratur, sebagian hanya 1-2 bulan (ekonomi.bisnis.com, 6 Agustus 2024); kurva "
        "bertahan tidak pernah diterbitkan",
        "20-30% pay irregularly, some only 1-2 months (ekonomi.bisnis.com, 6 August 2024); no survival curve is "
        "published",
    ),
    measured=Text(
        "Skenario apa adanya, peserta mandiri baru: yang membayar paling banyak dua dari dua belas bulan pertama, dan "
        "hazard bulan pertama yang tidak dibayar setelah 1-3 dibandingkan dengan setelah 7-12 bulan terbayar.",
        "The scenario as it is, new self-payers: those who pay at most two of the first twelve months, and the hazard "
        "of a first unpaid month after 1-3 against 7-12 paid months.",
    ),
    figures=(
        Figure("few_months", Text("paling banyak dua bulan", "at most two months"), "share"),
        Figure("hazard_early", Text("hazard setelah 1-3 bulan", "hazard after 1-3 months"), "share"),
        Figure("hazard_late", Text("hazard setelah 7-12 bulan", "hazard after 7-12 months"), "share"),
        Figure("ratio", Text("perbandingannya", "their ratio"), "ratio"),
    ),
    checks=(
        # many: one in ten
        least(
            "few_months",
            0.10,
            Text(
                "Yang menunggak terlalu sering melanjutkan (return_from_arrears), atau lapse_early terlalu kecil.",
                "Those in arrears resume too often (return_from_arrears), or lapse_early is too small.",
            ),
        ),
        least(
            "ratio",
            1.5,
            Text("lapse_early terlalu dekat pada lapse_late.", "lapse_early is too close to lapse_late."),
        ),
    ),
    measure=lambda trials: early_lapse(trials.as_it_is.history),
)

_FORESEEN: Final = Text(
    "Bulan buruk terlalu sedikit menahan yang mendaftar lagi (reactivation_bad_month), dan risiko sendiri hanya "
    "menaikkannya dengan pangkat `selection`; tak seorang pun meramal kebutuhannya.",
    "A bad month keeps too few from registering again (reactivation_bad_month), and own risk raises it only by the "
    "power `selection`; nobody foresees need.",
)
ARREARS: Final = Fact(
    number=3,
    name="arrears_follow_income",
    says=Text(
        "Tunggakan berkumpul sesudah bulan berpendapatan buruk dan dalam musim sepi; yang mendaftar lagi melakukannya "
        "dalam bulan baik atau menjelang kebutuhan.",
        "Arrears cluster at bad income months and in lean seasons; registering again comes in good months or just "
        "before need.",
    ),
    source=Text(
        "Pendapatan tak menentu disebut sebab berhenti membayar (ekonomi.bisnis.com, 6 Agustus 2024); peserta JKN "
        "mandiri masuk menjelang kebutuhan (Banerjee dkk. 2021, AER 111(9))",
        "Irregular income is named as why payments stop (ekonomi.bisnis.com, 6 August 2024); self-paying JKN members "
        "time their entry (Banerjee and others 2021, AER 111(9))",
    ),
    measured=Text(
        "Skenario apa adanya: bulan pertama yang tidak dibayar dalam bulan di bawah 60 % pendapatan rata-rata sendiri "
        "dan bulan lain, dalam tiga bulan tersepi dan teramai pekerjaan bermusim; mendaftar lagi dalam bulan baik dan "
        "buruk, dan hazard mati sendiri mereka dibandingkan dengan yang tetap di luar.",
        "The scenario as it is: first unpaid months in months below 60% of own mean income and in others, in the "
        "three leanest and fattest months of seasonal trades; registering again in good and in bad months, and the "
        "own hazard of death of those who do against those who stay out.",
    ),
    figures=(
        Figure("missed_bad", Text("tidak membayar, bulan buruk", "missed, bad months"), "share"),
        Figure("missed_other", Text("tidak membayar, bulan lain", "missed, other months"), "share"),
        Figure("bad_month_ratio", Text("perbandingannya", "their ratio"), "ratio"),
        Figure("lean_season_ratio", Text("musim sepi per musim ramai", "lean over fat season"), "ratio"),
        Figure("return_in_good_months", Text("kembali: bulan baik per buruk", "return: good over bad months"), "ratio"),
        Figure("return_of_the_frail", Text("hazard yang kembali per yang tidak", "hazard: returned over not"), "ratio"),
    ),
    checks=(
        least(
            "bad_month_ratio",
            1.5,
            Text("lapse_bad_month terlalu kecil.", "lapse_bad_month is too small."),
        ),
        least(
            "lean_season_ratio",
            1.25,
            Text(
                "Musim terlalu lemah dibandingkan dengan guncangan bulanan pekerjaan bermusim.",
                "Seasons are too weak against the monthly shocks of seasonal trades.",
            ),
        ),
        Check(
            (Threshold("return_in_good_months", least=1.25), Threshold("return_of_the_frail", least=1.25)), _FORESEEN
        ),
    ),
    measure=lambda trials: arrears(trials.as_it_is),
)
