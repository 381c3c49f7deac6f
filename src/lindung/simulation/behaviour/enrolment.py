"""Whether a worker outside the scheme tries to join, and whether the try succeeds.

Demand falls with the price and jumps where it is nothing; information alone does almost nothing; help with the papers
does (Banerjee and others 2021). An informed friend is worth a premium cut (Cai and others 2015). Those who expect to
need it join more the more it costs (Banerjee and others 2021; Polimeni and Levine on Cambodia), and more still where an
organiser who gains by it asks them (the Minister to Parliament, March 2024).
"""

from lindung.simulation.arithmetic import exp, log
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters


@scalar
def price_factor(price: F32, informed_friends: F32, p: Parameters) -> F32:
    """Factor on the hazard of trying: (price / reference)^elasticity, a fixed jump where the price is nothing.

    Each informed friend, more than a worker has at the start of a run, acts like a price lower by `peer_premium_cut`;
    no price draws more than no price at all.
    """
    if price <= F32(0):
        return p.zero_price_jump
    felt = log(price / p.reference_price) + informed_friends * log(F32(1) - p.peer_premium_cut)
    return min(exp(p.price_elasticity * felt), p.zero_price_jump)


@scalar
def selected(price: F32, frailty: F32, agent: F32, p: Parameters) -> F32:
    """Factor on the hazard of trying that own hazard of death makes: exp(elasticity x price / reference x frailty).

    Where the price is nothing it keeps nobody away, so that those who come are like those who stay out; at the
    reference price the elasticity is `selection`, and `agent_selection` more in a month in which an agent asks.
    """
    return exp((p.selection + p.agent_selection * agent) * (price / p.reference_price) * frailty)


@scalar
def try_probability(
    price: F32, awareness: F32, trust: F32, informed_friends: F32, cash: F32, frailty: F32,
    educated: F32, staff: F32, agent: F32, p: Parameters,
) -> F32:  # fmt: skip
    """Probability of trying to join this month.

    `price` is what the worker would pay, `cash` income and savings; `educated`, `staff`, `agent` are 1 after a contact
    of that kind this month. Nobody tries who does not have the price in hand.
    """
    if price > cash:
        return F32(0)
    eager = selected(price, frailty, agent, p)
    own = p.enrol_base * price_factor(price, informed_friends, p) * awareness * trust * eager
    own = own + p.information_effect * educated
    asked = (p.contact_enrolment * staff + p.agent_enrolment * agent * eager) * trust
    own = min(own, F32(1))
    asked = min(asked, F32(1))
    return own + (F32(1) - own) * asked


@scalar
def success_probability(helped: F32, advocated: F32, p: Parameters) -> F32:
    """Probability that a try ends in registration; more than half fail alone (Banerjee and others 2021).

    `helped` is 1 after help with the papers this month, `advocated` 1 where the procedure was made simpler.
    """
    alone = F32(1) - p.registration_failure * (F32(1) - advocated * p.advocacy_cut)
    return min(alone * (F32(1) + helped * (p.assist_multiplier - F32(1))), F32(1))
