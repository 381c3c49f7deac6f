"""What targets are held to: each figure says whom it counts, its unit, and how it is measured on runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.calibration.expected import JKK, JKK_RUPIAH, JKM
from lindung.simulation.calibration.experiment import Experiment, enrolled
from lindung.simulation.calibration.observed import Observed
from lindung.simulation.calibration.target import Count, Unit
from lindung.simulation.scenario import MONTHS_A_YEAR, calendar_month

BAD_BELOW: Final = 0.75  # of own mean over the year, as the diaries count bad months

type Span = tuple[int, int]  # months of the run, [first, last)
type OfRun = Callable[[Observed, Span], float]
type OfExperiment = Callable[[Experiment], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: on a run over twelve months, or on an experiment."""

    name: str
    count: Count
    unit: Unit
    says: Text
    of_run: OfRun | None = None
    of_experiment: OfExperiment | None = None

    @property
    def dated(self) -> bool:
        """Whether it belongs to a year."""
        return self.of_run is not None


def _paid_in_year(seen: Observed, span: Span) -> float:
    return seen.trial.total("first_payment_of_year", *span) * seen.people_each


def _active_coverage(seen: Observed, span: Span) -> float:
    return seen.trial.total("active", *span) / seen.trial.total("workers", *span)


def _irregular_share(seen: Observed, span: Span) -> float:
    """Active members after the last month of the span who have left a month of it unpaid since they registered."""
    first, last = span
    history = seen.trial.history
    same = history.same(last, first)
    member = (history.status[last] == w.ACTIVE) & (same | (history.member_since[last] >= 0))
    before = np.where(same, history.months_paid[first], 0)
    since = np.maximum(history.member_since[last], first)
    due, paid = last - since, history.months_paid[last] - before
    return float(((paid < due) & member).sum()) / max(int(member.sum()), 1)


def _paid_months(seen: Observed, span: Span) -> int:
    return sum(seen.trial.total(name, *span) for name in ("paid_self", "subsidised", "sponsored"))


def _paid_density(seen: Observed, span: Span) -> float:
    return _paid_months(seen, span) / max(seen.trial.total("active", *span), 1)


def _per_1000_years(seen: Observed, span: Span, what: int) -> float:
    return float(seen.claims[slice(*span), what].sum()) * 1000 * MONTHS_A_YEAR / max(_paid_months(seen, span), 1)


def _jkk_cost(seen: Observed, span: Span) -> float:
    claims = seen.claims[slice(*span)]
    return float(claims[:, JKK_RUPIAH].sum()) / max(float(claims[:, JKK].sum()), 1e-12)


def _income_at(seen: Observed, span: Span, youngest: int, oldest: int) -> float:
    """Mean income of the months in which a worker is of that age."""
    history, start = seen.trial.history, calendar_month(seen.scenario.start)
    total, people = 0.0, 0
    for month in range(span[0] + 1, span[1] + 1):
        age = (start + month - 1 - history.birth_month[month]) // MONTHS_A_YEAR
        some = (age >= youngest) & (age <= oldest) & (history.status[month] != w.EMPTY)
        total += float(history.income[month][some].sum(dtype=np.float64))
        people += int(some.sum())
    return total / max(people, 1)


def _poor_share(seen: Observed, span: Span) -> float:
    """By permanent income in mid-year: spending, which surveys ask for, is smoother than a month's income."""
    month = (span[0] + span[1]) // 2
    scenario, history = seen.scenario, seen.trial.history
    lines = scenario.poverty_lines()
    today: date = scenario.day_of(month - 1)
    line = lines[max((day for day in lines if day <= today), default=min(lines))]
    need = line * (1.0 + history.dependants[month]) * (1 - scenario.behaviour["other_income_share"])
    there = history.status[month] != w.EMPTY
    poor = np.exp(history.level[month] + history.prices[month]) < need
    return float((poor & there).sum()) / max(int(there.sum()), 1)


def _year_of_incomes(seen: Observed, span: Span) -> NDArray[np.float64]:
    """Incomes of those who are there all the twelve months, [12, workers]."""
    history = seen.trial.history
    stays = history.same(span[1], span[0] + 1) & (history.status[span[1]] != w.EMPTY)
    incomes = history.income[span[0] + 1 : span[1] + 1][:, stays].astype(np.float64)
    return np.asarray(incomes[:, incomes.sum(axis=0) > 0])


def _income_cv(seen: Observed, span: Span) -> float:
    incomes = _year_of_incomes(seen, span)
    return float((incomes.std(axis=0) / incomes.mean(axis=0)).mean())


def _bad_months(seen: Observed, span: Span) -> float:
    incomes = _year_of_incomes(seen, span)
    return float((incomes < BAD_BELOW * incomes.mean(axis=0)).sum(axis=0).mean())


def _subsidised_people(seen: Observed, span: Span) -> float:
    """Workers the budget pays for in a month in which it pays."""
    paid = [row["subsidised"] for row in seen.trial.rows[slice(*span)] if row["subsidised"]]
    return seen.people_each * sum(paid) / max(len(paid), 1)


def _budget_share(seen: Observed, span: Span) -> float:
    row = seen.trial.rows[span[1] - 1]
    return row["subsidised"] / max(row["active"], 1)


FIGURES: Final[dict[str, Figure]] = {
    figure.name: figure
    for figure in (
        Figure(
            "paid_in_year", "paid_in_year", "persons",
            Text("Pekerja dengan sedikitnya satu iuran dalam tahun itu, seluruh kota.",
                 "Workers with at least one payment in the year, whole city."),
            _paid_in_year,
        ),
        Figure(
            "active_coverage", "active_stock", "share",
            Text("Peserta aktif dibagi semua pekerja, rata-rata dua belas bulan.",
                 "Active members over all workers, mean of twelve months."),
            _active_coverage,
        ),
        Figure(
            "irregular_share", "active_stock", "share",
            Text("Peserta aktif yang dalam dua belas bulan terakhir, sejak mendaftar, tidak membayar setiap bulan.",
                 "Active members who, in the last twelve months since registering, have not paid every month."),
            _irregular_share,
        ),
        Figure(
            "paid_density", "paid_member_years", "ratio",
            Text("Tahun-peserta terbayar dibagi rata-rata peserta aktif.",
                 "Paid member-years over the mean stock of active members."),
            _paid_density,
        ),
        Figure(
            "jkk_claims_rate", "paid_member_years", "per_1000",
            Text("Klaim JKK (nilai harapan) per 1.000 tahun-peserta terbayar.",
                 "JKK claims (expected) per 1,000 paid member-years."),
            lambda seen, span: _per_1000_years(seen, span, JKK),
        ),
        Figure(
            "jkm_claims_rate", "paid_member_years", "per_1000",
            Text("Klaim JKM (nilai harapan) per 1.000 tahun-peserta terbayar.",
                 "JKM claims (expected) per 1,000 paid member-years."),
            lambda seen, span: _per_1000_years(seen, span, JKM),
        ),
        Figure(
            "jkk_cost", "claims", "rupiah",
            Text("Manfaat JKK per klaim JKK, keduanya nilai harapan.", "JKK benefits over JKK claims, both expected."),
            _jkk_cost,
        ),
        *(
            Figure(
                name, "workers", "rupiah",
                Text(f"Pendapatan sebulan pekerja berusia {ages}, rata-rata dua belas bulan.",
                     f"Income a month of workers aged {ages}, mean of twelve months."),
                partial(_income_at, youngest=youngest, oldest=oldest),
            )
            for name, ages, youngest, oldest in (
                ("income_15_24", "15-24", 15, 24), ("income_25_54", "25-54", 25, 54), ("income_55", "55+", 55, 120),
            )
        ),
        Figure(
            "poor_share", "workers", "share",
            Text("Pekerja yang pendapatan tetapnya di bawah kebutuhan rumah tangga, pertengahan tahun.",
                 "Workers whose permanent income is below the household's need, mid-year."),
            _poor_share,
        ),
        Figure(
            "income_cv", "workers", "ratio",
            Text("Simpangan baku dua belas pendapatan bulanan dibagi rata-ratanya, rata-rata pekerja.",
                 "Standard deviation of twelve months' income over its mean, mean of workers."),
            _income_cv,
        ),
        Figure(
            "bad_months", "workers", "months",
            Text("Bulan setahun di bawah 75 % rata-rata sendiri.", "Months a year below 75% of own mean."),
            _bad_months,
        ),
        Figure(
            "control_enrolment", "experiment", "share",
            Text("Pekerja di luar program yang mendaftar dalam setahun tanpa perlakuan, kontak, dan subsidi.",
                 "Workers outside the scheme who register within a year without treatment, contact or subsidy."),
            of_experiment=lambda experiment: enrolled(experiment.control),
        ),
        Figure(
            "subsidy_help_enrolment", "experiment", "share",
            Text("Sama, bila gratis setahun dan yang mencoba selalu dibantu.",
                 "The same, where it is free for the year and whoever tries is helped."),
            of_experiment=lambda experiment: enrolled(experiment.subsidised),
        ),
        Figure(
            "peer_premium_cut", "experiment", "share",
            Text("Potongan harga yang menaikkan pendaftaran sebanyak satu teman yang tahu.",
                 "The price cut that raises enrolment as much as one informed friend."),
            of_experiment=lambda experiment: experiment.friend_as_premium_cut(),
        ),
        Figure(
            "subsidised_people", "subsidised", "persons",
            Text("Pekerja yang dibayar anggaran dalam bulan yang dibayar, rata-rata, seluruh kota.",
                 "Workers the budget pays for in a month in which it pays, mean, whole city."),
            _subsidised_people,
        ),
        Figure(
            "budget_share", "active_stock", "share",
            Text("Peserta aktif yang dibayar anggaran dalam bulan terakhir.",
                 "Active members whom the budget pays for in the last month."),
            _budget_share,
        ),
    )
}  # fmt: skip
