"""One worker after another as it enters the population: the compiled part of `birth.py`.

Every trait comes from a keyed draw of month 0 of the worker's life, so that worker k is the same person anywhere;
registries use the months 0 to 6 of `BORN_REGISTRY`, one each.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.arithmetic import exp, log, normal
from lindung.simulation.compiled import F32, kernel, scalar
from lindung.simulation.draws import WORDS, fill
from lindung.simulation.workers import Bool, Float32, UInt8, UInt32, Workers

type Float64 = NDArray[np.float64]
type Int64 = NDArray[np.int64]
type Draws = NDArray[np.float32]

MONTHS_A_YEAR = 12
HALF = F32(0.5)
AT_ONCE = 256  # workers drawn together
FIRST = d.BORN_AGE_SEX  # of the decisions of births, which fill whole blocks of draws
BLOCKS = (d.BORN_ROW + 1 - FIRST) // WORDS
REGISTRY_BLOCK = d.BORN_REGISTRY // WORDS


class Traits(NamedTuple):
    """What births of one scenario share. Shares stand as their running sums, `ends`, the last one 1."""

    calendar: int  # months since January 1900 when the run starts
    band_ends: Float64  # of ages and sexes
    band_first: Int64  # years
    band_years: Int64  # how many ages the band has
    band_female: Bool
    trade_ends: Float64
    areas: int
    persons_ends: Float64  # of a household, one person first
    dependants_ends: Float64  # [persons, dependants]
    log_mean_income: Float32  # by trade
    factor_from: Int64  # years
    factor: Float32  # of income from that age on, log against the mean
    married_from: Int64
    married: Float32
    log_need: Float32  # of a household at the price month, by dependants
    registry_place: Int64  # bit of each registry that the scenario has
    registry_poor: Float32
    registry_non_poor: Float32
    overlap: F32  # share of workers for whom one draw decides for all registries
    disabled: F32
    resident: F32
    members: F32  # share who are members when a run starts
    tenure_ends: Float64  # paid months of such a member, one first
    buffer_months: F32
    aware_power: F32
    trust_power: F32
    sd_level: F32
    sd_frailty: F32
    sd_stationary: F32  # of the slow deviation of income


class Given(NamedTuple):
    """Traits that a survey gives: one entry a worker, or none where the trait is drawn."""

    age: Int64
    female: Bool
    trade: Int64
    area: Int64
    level: Float32  # log of permanent income
    household: Int64
    dependants: Int64
    married: Bool
    disabled: Bool
    resident: Bool
    registries: UInt8  # bits of the registries that the survey knows
    known_registries: int  # which those are, bits


@kernel
def _draw_lives(
    u: Draws, ids: UInt32, first: int, last: int, t: Traits, key_low: np.uint64, key_high: np.uint64
) -> None:  # fmt: skip
    """Every draw of the births of `ids[first:last]`: row k of `u` is decision FIRST + k, then a row a registry."""
    for k in range(BLOCKS):
        a, b, c, e = u[WORDS * k], u[WORDS * k + 1], u[WORDS * k + 2], u[WORDS * k + 3]
        fill(a, b, c, e, ids, first, last, 0, FIRST // WORDS + k, key_low, key_high)
    at, spare = WORDS * BLOCKS, u.shape[0] - 3
    for k in range(t.registry_place.size):
        month = t.registry_place[k]
        fill(
            u[at + k], u[spare], u[spare + 1], u[spare + 2], ids, first, last, month, REGISTRY_BLOCK, key_low, key_high
        )


@scalar
def _among(ends: Float64, u: F32) -> int:
    """Which of the shares, laid end to end, a uniform falls in."""
    at = 0
    while at + 1 < ends.shape[0] and ends[at] <= u:
        at += 1
    return at


@scalar
def _step_at(steps: Int64, years: int) -> int:
    """The last step that begins at this age or before, the first one below all."""
    at = 0
    while at + 1 < steps.shape[0] and steps[at + 1] <= years:
        at += 1
    return at


@scalar
def _age_trade_place(
    x: Workers, slots: Int64, month: int, t: Traits, g: Given, u: Draws, months_old: Int64, female: Bool, first: int,
    last: int,
) -> None:  # fmt: skip
    """Age, sex, trade and cell; `months_old` and `female` get an entry for each."""
    ends, band_first, band_years, band_female = t.band_ends, t.band_first, t.band_years, t.band_female
    trade_ends, trades, given_trades, given_areas = t.trade_ends, t.trade_ends.size, g.trade, g.area
    given_ages, given_female = g.age, g.female
    births, trade, cell = x.birth_month, x.trade, x.cell
    for j in range(first, last):
        k, i = j - first, slots[j]
        band = _among(ends, u[d.BORN_AGE_SEX - FIRST, k])
        age, width = band_first[band], band_years[band] * MONTHS_A_YEAR
        if given_ages.size:
            age, width = given_ages[j], MONTHS_A_YEAR
        within = min(int(u[d.BORN_AGE_WITHIN - FIRST, k] * F32(width)), width - 1)
        months_old[k] = age * MONTHS_A_YEAR + within
        female[k] = given_female[j] if given_female.size else band_female[band]
        of_trade = given_trades[j] if given_trades.size else _among(trade_ends, u[d.BORN_TRADE - FIRST, k])
        area = given_areas[j] if given_areas.size else int(u[d.BORN_AREA - FIRST, k] * F32(t.areas))
        births[i] = t.calendar + month - months_old[k]
        trade[i] = of_trade
        cell[i] = min(area, t.areas - 1) * trades + of_trade


@scalar
def _household(x: Workers, slots: Int64, t: Traits, g: Given, u: Draws, first: int, last: int) -> None:
    """Persons: one and a Poisson number; dependants: each of the others with the same probability."""
    persons_ends, dependants_ends = t.persons_ends, t.dependants_ends
    given_persons, given_dependants = g.household, g.dependants
    household, dependants = x.household, x.dependants
    for j in range(first, last):
        k, i = j - first, slots[j]
        persons = 1 + _among(persons_ends, u[d.BORN_HOUSEHOLD - FIRST, k])
        if given_persons.size:
            persons = given_persons[j]
        household[i] = persons
        if given_dependants.size:
            dependants[i] = min(given_dependants[j], max(persons - 1, 0))
        elif persons > 1:
            dependants[i] = _among(dependants_ends[persons], u[d.BORN_DEPENDANTS - FIRST, k])
        else:
            dependants[i] = 0


@scalar
def _numbers(
    x: Workers, slots: Int64, t: Traits, g: Given, u: Draws, months_old: Int64, first: int, last: int
) -> None:  # fmt: skip
    """Income (the mean over workers of a trade is the trade's), savings, frailty, awareness and trust.

    Worked out side by side in the rows of draws, then put into the slots.
    """
    half_level, half_frailty = HALF * t.sd_level * t.sd_level, HALF * t.sd_frailty * t.sd_frailty
    log_mean, factor_from, factor, given_levels = t.log_mean_income, t.factor_from, t.factor, g.level
    own, slow, ill = u[d.BORN_INCOME - FIRST], u[d.BORN_PERSISTENT - FIRST], u[d.BORN_FRAILTY - FIRST]
    saved, knows, trusts = u[d.BORN_BUFFER - FIRST], u[d.BORN_AWARE - FIRST], u[d.BORN_TRUST - FIRST]
    earned, n = u[d.BORN_AGE_WITHIN - FIRST], last - first  # that draw has been used
    trade, level, persistent, frailty = x.trade, x.level, x.persistent, x.frailty
    income, buffer, awareness, trust = x.income, x.buffer, x.awareness, x.trust
    for k in range(n):
        own[k] = t.sd_level * normal(own[k]) - half_level
        slow[k] = t.sd_stationary * normal(slow[k])
        ill[k] = t.sd_frailty * normal(ill[k]) - half_frailty
    for k in range(n):
        earned[k] = log_mean[trade[slots[first + k]]] + factor[_step_at(factor_from, months_old[k] // MONTHS_A_YEAR)]
        if given_levels.size:
            earned[k], own[k] = given_levels[first + k], F32(0)
    for k in range(n):
        own[k] = earned[k] + own[k]
        earned[k] = exp(own[k] + slow[k])
        saved[k] = -log(F32(1) - saved[k]) * (exp(own[k]) * t.buffer_months)
        knows[k] = exp(t.aware_power * log(knows[k]))
        trusts[k] = exp(t.trust_power * log(trusts[k]))
    for k in range(n):
        i = slots[first + k]
        level[i], persistent[i], frailty[i], income[i] = own[k], slow[k], ill[k], earned[k]
        buffer[i], awareness[i], trust[i] = saved[k], knows[k], trusts[k]


@scalar
def _marks(
    x: Workers, slots: Int64, t: Traits, g: Given, u: Draws, months_old: Int64, female: Bool, first: int, last: int
) -> None:  # fmt: skip
    """Sex, marriage, disability, residence, registries.

    These list the poor with one probability, the others with another: for a share `overlap` of workers one draw decides
    for all registries, for the rest each has its own.
    """
    married_from, married, log_need = t.married_from, t.married, t.log_need
    places, poor_share, other_share = t.registry_place, t.registry_poor, t.registry_non_poor
    given_married, given_disabled, given_resident = g.married, g.disabled, g.resident
    given_registries, known = g.registries, g.known_registries
    level, dependants, flags, registries = x.level, x.dependants, x.flags, x.registries
    for j in range(first, last):
        k, i = j - first, slots[j]
        bits = w.INFORMAL | (w.FEMALE if female[k] else 0)
        chance = married[_step_at(married_from, months_old[k] // MONTHS_A_YEAR)]
        if given_married[j] if given_married.size else u[d.BORN_MARRIED - FIRST, k] < chance:
            bits |= w.MARRIED
        if given_disabled[j] if given_disabled.size else u[d.BORN_DISABLED - FIRST, k] < t.disabled:
            bits |= w.DISABLED
        if given_resident[j] if given_resident.size else u[d.BORN_RESIDENT - FIRST, k] < t.resident:
            bits |= w.RESIDENT
        flags[i] = bits
        lists = int(given_registries[j]) if given_registries.size else 0
        poor = level[i] < log_need[dependants[i]]
        for r in range(places.size):
            mine = u[WORDS * BLOCKS + r, k]
            rest = (mine - t.overlap) / max(F32(1) - t.overlap, F32(1e-6))
            errs = u[d.BORN_LISTED - FIRST, k] if mine < t.overlap else rest
            if known >> places[r] & 1 == 0 and errs < (poor_share[r] if poor else other_share[r]):
                lists |= 1 << places[r]
        registries[i] = lists


@scalar
def _membership(
    x: Workers, slots: Int64, ids: UInt32, entrant: bool, t: Traits, u: Draws, first: int, last: int
) -> None:  # fmt: skip
    """Outside the scheme, or a member at the start who has paid alone for a geometric number of months, lowest band.

    `member_since` of these is 0, the start of the run, though they joined before it.
    """
    tenure_ends = t.tenure_ends
    number, status, payer, programmes, band, arrears = x.id, x.status, x.payer, x.programmes, x.band, x.arrears
    consecutive, months_paid, subsidised, since = x.consecutive, x.months_paid, x.subsidised, x.member_since
    waiting, in_year, months_poor, claims, sponsor = x.waiting_since, x.paid_in_year, x.months_poor, x.claims, x.sponsor
    flags, awareness = x.flags, x.awareness
    for j in range(first, last):
        k, i = j - first, slots[j]
        member = not entrant and u[d.BORN_MEMBER - FIRST, k] < t.members
        paid = 1 + _among(tenure_ends, u[d.BORN_TENURE - FIRST, k]) if member else 0
        number[i] = ids[j]
        status[i], payer[i] = (w.ACTIVE, w.SELF) if member else (w.NEVER, w.NOBODY)
        programmes[i] = w.JKK | w.JKM if member else 0
        since[i] = 0 if member else -1
        consecutive[i] = months_paid[i] = paid
        in_year[i] = min(paid, t.calendar % MONTHS_A_YEAR)
        if member:
            flags[i] |= w.PAID_ALONE
            awareness[i] = F32(1)
        band[i] = arrears[i] = subsidised[i] = months_poor[i] = claims[i] = 0
        waiting[i] = sponsor[i] = -1


@kernel
def bear(
    x: Workers, slots: Int64, ids: UInt32, month: int, entrant: bool, t: Traits, g: Given, key_low: np.uint64,
    key_high: np.uint64, first: int, last: int,
) -> None:  # fmt: skip
    """Put the workers `ids[first:last]` into their slots (changes `x`), as they are in month `month` of the run.

    Entrants are no members yet; of the others some are. `t` has the ages of those who come, entrants' or everybody's.
    """
    u = np.empty((WORDS * BLOCKS + t.registry_place.size + 3, AT_ONCE), dtype=np.float32)
    months_old, female = np.empty(AT_ONCE, dtype=np.int64), np.empty(AT_ONCE, dtype=np.bool_)
    for begun in range(first, last, AT_ONCE):
        ended = min(begun + AT_ONCE, last)
        _draw_lives(u, ids, begun, ended, t, key_low, key_high)
        _age_trade_place(x, slots, month, t, g, u, months_old, female, begun, ended)
        _household(x, slots, t, g, u, begun, ended)
        _numbers(x, slots, t, g, u, months_old, begun, ended)
        _marks(x, slots, t, g, u, months_old, female, begun, ended)
        _membership(x, slots, ids, entrant, t, u, begun, ended)
