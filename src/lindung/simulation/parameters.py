"""The numbers of behaviour: declared once with value, range, kind and source in `scenarios/parameters.yaml`.

`Parameters` is what the compiled month reads: single numbers as float32, in one tuple passed by value.
`TradeTable` holds what differs by trade. A scenario may override any of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

F32 = np.float32


class Parameters(NamedTuple):
    """One vector of behaviour. Hazards and probabilities are per month unless said otherwise."""

    # income
    rho: F32  # share of the persistent deviation left after a month
    sd_persistent: F32  # log, innovation of the persistent deviation
    sd_level: F32  # log, permanent differences between workers
    # awareness and trust
    base_awareness: F32  # share who know the scheme at the start
    contact_gain: F32  # share of ignorance removed by one education contact
    group_contact: F32  # a month in a peer group, in education contacts
    peer_gain: F32  # share of ignorance removed a month where everyone else in the cell knows
    claim_gain: F32  # share of ignorance removed by one paid claim per 1,000 neighbours
    awareness_decay: F32
    trust_initial: F32
    trust_paid_claim: F32  # gain of trust from one paid claim per 1,000 neighbours
    trust_refused_claim: F32  # loss of trust from one refused claim per 1,000 neighbours
    trust_false_agent: F32  # loss of trust from a contact with a fraudulent agent
    # enrolment
    enrol_base: F32  # hazard of trying to enrol at the reference price, aware, trusting, able to pay
    reference_price: F32  # rupiah a month
    price_elasticity: F32  # of the hazard, negative
    zero_price_jump: F32  # factor on the hazard where the price is nothing
    information_effect: F32  # added hazard from an education contact alone
    contact_enrolment: F32  # probability of trying after a contact by field staff
    agent_enrolment: F32  # probability of trying after a contact by an agent
    peer_premium_cut: F32  # premium cut equivalent to one informed friend
    friends: F32  # friends a worker talks to
    registration_failure: F32  # share of tries that fail without help
    assist_multiplier: F32  # factor on the success of a try with help
    advocacy_cut: F32  # share of failed tries that a simpler procedure spares
    declares_own_income: F32  # share of new self-payers who declare their income; the others take the lowest band
    selection: F32  # elasticity of the hazard to own hazard of death, at the reference price
    agent_selection: F32  # added to it in a month in which an agent asks
    # contribution
    lapse_early: F32  # hazard of stopping in the first six paid months
    lapse_late: F32
    lapse_bad_month: F32  # factor where income is below 60 % of the worker's own mean
    auto_debit_factor: F32
    return_from_arrears: F32  # probability of paying again while cover is endured
    reactivation: F32  # hazard of registering again after cover ended
    reactivation_bad_month: F32  # factor where income is below 60 % of the worker's own mean, 0 to 1
    keep_paying: F32  # probability of paying oneself when the subsidy ends
    # risk
    injury_rate: F32  # injuries a year per 1,000 workers of the reference trade
    fatal_share: F32  # of injuries
    permanent_share: F32  # of injuries
    mortality_factor: F32  # on the life table
    sd_frailty: F32  # log hazard
    treatment_mean: F32  # rupiah, non-fatal injury
    treatment_sd: F32  # log
    # claims
    file_jkk: F32  # probability that a covered non-fatal injury of mean cost is claimed
    file_jkm_self: F32
    file_jkm_subsidised: F32
    children_eligible: F32  # mean children with a right to a scholarship per covered death
    # household
    other_income_share: F32  # of the household's needs met by its other members
    saving_share: F32  # of income above the household's needs put into the buffer
    shock_probability: F32  # a costly event apart from injury and death
    shock_months: F32  # its cost in months of permanent income
    # demography
    exit_rate: F32  # leaving informal work or the city
    last_age: F32  # years; nobody works beyond
    # offices
    extremely_poor_below: F32  # permanent income, multiple of the household's need
    poor_below: F32
    vulnerable_below: F32
    proposal_preference: F32  # how much rarer the kelurahan propose a name that does not qualify


class TradeTable(NamedTuple):
    """What differs by trade; arrays of one entry a trade (`season` one row a calendar month, one column a trade)."""

    share: NDArray[np.float32]  # of workers
    mean_income: NDArray[np.float32]  # rupiah a month
    sd_transitory: NDArray[np.float32]  # log
    zero_month: NDArray[np.float32]  # probability of a month without income
    season: NDArray[np.float32]  # log deviation [12, trades], mean zero
    injury_risk: NDArray[np.float32]  # relative to the reference trade
    fatal_risk: NDArray[np.float32]  # relative to the reference trade, fatal injuries
