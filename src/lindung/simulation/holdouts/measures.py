"""How each hold-out is measured on the model's cities; by the names that the file of hold-outs uses."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from scipy.stats import spearmanr

from lindung.simulation.holdouts.cities import Cities
from lindung.simulation.validation.fact import apart, over

# Padang branch, members with a payment in the year: fitted (thesis on collaborative governance in Padang, 2024)
FITTED: Final = {2021: 33_130, 2022: 45_907}
PAID: Final = "first_payment_of_year"
CLAIMS: Final = ("claims_jkk", "claims_jkm")
JKM: Final = ("jkm_self_rp", "jkm_scheme_rp", "jkm_sponsor_rp")
PAID_MONTHS: Final = ("paid_self", "subsidised", "sponsored")
POOL: Final = (date(2022, 3, 1), date(2025, 7, 1))

type Measure = Callable[[Cities], float | None]


def branch_paid_in_2023(cities: Cities) -> float | None:
    """The city's count of 2023 times the branch's count a city's count, mean of the years that are fitted."""
    padang = cities.padang
    factors = [over(branch, padang.total(padang.year(year), PAID)) for year, branch in FITTED.items()]
    if None in factors:
        return None
    area = sum(one for one in factors if one is not None) / len(factors)
    return area * padang.total(padang.year(2023), PAID)


def paid_growth_2023(cities: Cities) -> float | None:
    """Members with a payment in 2023 over those of 2022, less one."""
    padang = cities.padang
    return apart(over(padang.total(padang.year(2023), PAID), padang.total(padang.year(2022), PAID)), 1)


def active_growth_half_2024(cities: Cities) -> float | None:
    """Active members of June 2024 over those of December 2023, less one."""
    padang = cities.padang
    return apart(over(padang.at(date(2024, 6, 1), "active"), padang.at(date(2023, 12, 1), "active")), 1)


def jkm_ratio_2023(cities: Cities) -> float | None:
    """JKM benefits over contributions of 2023."""
    padang = cities.padang
    return over(padang.total(padang.year(2023), "benefits_jkm_rp"), padang.total(padang.year(2023), *JKM))


def jkm_claims_over_contributions_2023(cities: Cities) -> float | None:
    """Growth of JKM claims from 2022 to 2023 over that of contributions, both as factors."""
    padang = cities.padang
    claims, money = (
        over(padang.total(padang.year(2023), *what), padang.total(padang.year(2022), *what))
        for what in (("claims_jkm",), JKM)
    )
    return None if claims is None or not money else claims / money


def jkk_cases_2024(cities: Cities) -> float | None:
    """JKK claims per 1,000 paid member-years, January to August 2024."""
    padang = cities.padang
    months = padang.months(date(2024, 1, 1), date(2024, 8, 1))
    return over(12_000 * padang.total(months, "claims_jkk"), padang.total(months, *PAID_MONTHS))


def sijunjung_cases(cities: Cities) -> float | None:
    """Claims of both programmes per 1,000 member-years that the budget paid."""
    pool = cities.sijunjung_pool
    months = pool.months(*POOL)
    return over(12_000 * pool.total(months, *CLAIMS), pool.total(months, "subsidised"))


def sijunjung_ratio(cities: Cities) -> float | None:
    """Benefits of both programmes over contributions."""
    pool = cities.sijunjung_pool
    months = pool.months(*POOL)
    benefits = pool.total(months, "benefits_jkk_rp", "benefits_jkm_rp")
    return over(benefits, pool.total(months, "jkk_scheme_rp", "jkm_scheme_rp"))


def west_sumatra_order(cities: Cities) -> float | None:
    """Rank correlation (Spearman) of the model's members with the members counted."""
    return _ranks(cities, 0)


def west_sumatra_more_than_size(cities: Cities) -> float | None:
    """That correlation less the one of the number of informal workers with the members counted."""
    return apart(_ranks(cities, 0), _ranks(cities, 1))


def _ranks(cities: Cities, column: int) -> float | None:
    places = list(cities.west_sumatra.values())
    return float(spearmanr([one[column] for one in places], [one[2] for one in places]).statistic)


def tangsel_people_2026(cities: Cities) -> float | None:
    """Mean number of people paid for in the months of 2026 in which money flows."""
    tangsel = cities.tangsel
    months = [row for row in tangsel.rows[tangsel.year(2026)] if row["subsidised"]]
    return over(sum(row["subsidised"] for row in months) / tangsel.factor, len(months))


def tangsel_overhead_2026(cities: Cities) -> float | None:
    """Rupiah of overhead in 2026."""
    tangsel = cities.tangsel
    return tangsel.total(tangsel.year(2026), "overhead_rp")


def help_adds(cities: Cities) -> float | None:
    """What help with the papers adds to a year's enrolment, over enrolment without an offer."""
    _, lives = cities.lives("jkn-2015")
    shares = [lives[arm].share(12, lives[arm].after[12].member_since >= 0) for arm in ("assisted", "control")]
    return None if shares[0] is None or not shares[1] else shares[0] / shares[1] - 1


def discount_uptake(cities: Cities) -> float | None:
    """Drivers who register in 2026 with the discount, over those at full price."""
    return over(*cities.drivers)


MEASURES: Final[Mapping[str, Measure]] = {
    one.__name__: one
    for one in (
        branch_paid_in_2023, paid_growth_2023, active_growth_half_2024, jkm_ratio_2023,
        jkm_claims_over_contributions_2023, jkk_cases_2024, sijunjung_cases, sijunjung_ratio, west_sumatra_order,
        west_sumatra_more_than_size, tangsel_people_2026, tangsel_overhead_2026, help_adds, discount_uptake,
    )
}  # fmt: skip
