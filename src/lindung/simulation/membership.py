"""A worker's month with the scheme: paying, falling into arrears, coming back, joining. Numbers in, numbers out."""

from typing import Final

import numpy as np

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.behaviour.contribution import resume_probability, stop_probability
from lindung.simulation.compiled import F32, scalar
from lindung.simulation.context import Now
from lindung.simulation.draws import U64, WORDS, WORKERS_STREAM, philox, uniform
from lindung.simulation.parameters import Parameters

PER: Final = 100_000
MOST_ARREARS: Final = 100


@scalar
def rare(worker: int, decision: int, now: Now) -> F32:
    """The draw of a decision that only a few meet, made where it is needed."""
    block = U64(decision // WORDS)
    words = philox(U64(worker), U64(now.month), block, WORKERS_STREAM, now.key_low, now.key_high)
    return uniform(words[decision % WORDS])


@scalar
def discounted(amount: int, kept: int) -> int:
    """Rupiah left to pay of a contribution; `kept` in parts of 100,000."""
    return amount * kept // PER


@scalar
def member_outcome(
    worker: int, listed: bool, sponsored: bool, gift: int, payer: int, paid_alone: bool, arrears: int, months_paid: int,
    income: F32, cash: F32, mean: F32, auto_debit: F32, due: F32, rest: F32, wish: F32, u: F32, now: Now, p: Parameters,
) -> tuple[int, int]:  # fmt: skip
    """Who pays a member's month, or should have, and how many months are paid: 0 where the month is missed.

    `listed` members are paid for while the money is released, if they have `rest`, their own share, in hand. The law
    does not say what a month is worth of which only one half was paid; here it is not paid. `sponsored` members are
    paid for where their sponsor gives anything this month (`gift`, rupiah). When subsidy or sponsor have ended
    (`payer` still says so), a minority goes on. Who is in arrears and pays again pays the oldest months
    first (Permenaker 5/2021 Pasal 41-43), as many as cash allows.
    """
    if listed:
        return w.BUDGET, 1 if now.scheme_open and rest <= cash else 0
    if sponsored:
        return w.SPONSOR, 1 if gift > 0 else 0
    if due > cash:
        return w.NOBODY, 0
    if payer == w.BUDGET or payer == w.SPONSOR:
        return (w.SELF, 1) if rare(worker, d.KEEPS_PAYING, now) < p.keep_paying else (w.NOBODY, 0)
    if arrears == 0:
        return (w.SELF, 1) if u >= stop_probability(months_paid, income, mean, auto_debit, p) else (w.NOBODY, 0)
    resumes = u < resume_probability(paid_alone, wish, income, mean, p)
    months = min(arrears + 1, int(cash / max(due, F32(1)))) if resumes else 0
    return (w.SELF, months) if months > 0 else (w.NOBODY, 0)


@scalar
def months_towards_cover(consecutive: int, paid: int, waiting: int) -> int:
    """Consecutive paid months since registration, after a month that was paid in time (`paid` 1) or not (0).

    A gap sends the count back to nothing, but only while the waiting months of Article 97A still run: who has had them
    once is no longer newly registered.
    """
    if paid == 1:
        return consecutive + 1
    return consecutive if consecutive >= waiting else 0


@scalar
def band_of(income: F32, lower: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """The band of declared income that `income` falls in; `lower` holds the first income of each band."""
    band = 0
    while band + 1 < lower.shape[0] and F32(lower[band + 1]) <= income:
        band += 1
    return band
