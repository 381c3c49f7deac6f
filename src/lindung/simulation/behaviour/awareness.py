"""Who knows the scheme, and who trusts it.

Knowledge spreads by education contacts, by neighbours of the same trade who know, and by claims paid nearby; it fades.
Peers work through what they know, not through what they buy (Cai, de Janvry and Sadoulet 2015). A refused claim or a
fraudulent agent costs more trust than a paid claim earns.
"""

from lindung.simulation.compiled import F32, scalar
from lindung.simulation.parameters import Parameters


@scalar
def awareness_next(awareness: F32, contact: F32, known: F32, paid_claims: F32, p: Parameters) -> F32:
    """Probability of knowing the scheme after the month.

    `contact` is 1 after an education contact, `group_contact` after a month in a peer group, their sum after both;
    `known` the share of the cell who know the scheme, members among them; `paid_claims` claims paid in the cell last
    month per 1,000 workers.
    """
    learnt = p.contact_gain * contact + p.peer_gain * known + p.claim_gain * paid_claims
    learnt = min(learnt, F32(1))
    kept = awareness * (F32(1) - p.awareness_decay)
    return kept + (F32(1) - kept) * learnt


@scalar
def trust_next(trust: F32, paid_claims: F32, refused_claims: F32, cheated: F32, p: Parameters) -> F32:
    """Trust after the month; claims per 1,000 workers of the cell, `cheated` 1 after meeting a fraudulent agent."""
    gain = min(p.trust_paid_claim * paid_claims, F32(1))
    loss = min(p.trust_refused_claim * refused_claims + p.trust_false_agent * cheated, F32(1))
    return trust + (F32(1) - trust) * gain - trust * loss
