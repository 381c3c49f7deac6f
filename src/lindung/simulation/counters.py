"""What a month counts, in one order: whole numbers, so that any order of adding gives the same sum."""

from typing import Final

COUNTERS: Final = (
    "workers",  # alive and in the city
    "never", "active", "inactive",  # by status at the end of the month
    "protected",  # active and paid for this month, or in arrears that cover endures
    "subsidised",  # paid this month by the scheme
    "paid_self",  # member-months paid by members, arrears settled included
    "first_payment_of_year",  # members whose first payment of the calendar year is this month
    "ever_registered",
    "tries", "failures", "registrations", "lapses", "reactivations",
    "arrears_months",  # members in arrears
    "jkk_self_rp", "jkm_self_rp", "jkk_scheme_rp", "jkm_scheme_rp",
    "injuries", "injuries_uncovered", "fatal_injuries",
    "deaths", "deaths_uncovered",
    "claims_jkk", "claims_jkm", "refused",
    "benefits_jkk_rp", "benefits_jkm_rp",
    "falls_into_poverty", "poor",
    "income_rp",
    "exits",
    "sponsored",  # paid this month by a sponsor or a village fund of its own
    "jkk_sponsor_rp", "jkm_sponsor_rp",
)  # fmt: skip
(
    WORKERS, NEVER_N, ACTIVE_N, INACTIVE_N, PROTECTED, SUBSIDISED, PAID_SELF, FIRST_PAYMENT, EVER, TRIES, FAILURES,
    REGISTRATIONS, LAPSES, REACTIVATIONS, ARREARS, JKK_SELF, JKM_SELF, JKK_SCHEME, JKM_SCHEME, INJURIES,
    INJURIES_UNCOVERED, FATAL, DEATHS, DEATHS_UNCOVERED, CLAIMS_JKK, CLAIMS_JKM, REFUSED, BENEFITS_JKK, BENEFITS_JKM,
    FALLS, POOR, INCOME, EXITS, SPONSORED, JKK_SPONSOR, JKM_SPONSOR,
) = range(len(COUNTERS))  # fmt: skip

# a row of a run: what the compiled month counts, then what the offices do
ROW: Final = (
    *COUNTERS,
    "listed", "eligible", "listed_ineligible", "eligible_unlisted",  # at the month's end
    "removed",  # taken off the list as not qualifying, through monitoring or a report
    "agents",  # Perisai at work
    "perisai_pay_rp",  # what they earn, paid by BPJS Ketenagakerjaan
    "budget_spent_rp", "overhead_rp", "budget_left_rp",
)  # fmt: skip
