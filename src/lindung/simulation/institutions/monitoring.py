"""Those already listed: judged again a few times a year, and where the public reports them.

Both follow from the regulation in force (`subsidy.monitoring.per_year`, `subsidy.public_reports`); a regulation without
these clauses has neither. How many of those who no longer qualify are found, and how many reports can be looked into,
is the office's own.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import decisions as d
from lindung.simulation.draws import draw
from lindung.simulation.workers import Bool, Workers

type Slots = NDArray[np.int64]

CANDIDATES: Final = "candidates"  # words of the vocabulary `public_report`
INELIGIBLE_MEMBERS: Final = "ineligible_members"


def is_monitored(month_of_year: int, per_year: int) -> bool:
    """Whether the office monitors in this month, 1 for January.

    The law says how often, not when: each time falls in the middle of its part of the year (assumed), so once a year
    is July, twice April and October.
    """
    return month_of_year in {1 + int(12 * (k + 0.5) / per_year) for k in range(per_year)}


def found_by_monitoring(
    workers: Workers, members: Slots, truly: Bool, finds: float, seed: int, month: int
) -> Slots:  # fmt: skip
    """Members who do not qualify (`truly`, one a member, is false) and are found, each with probability `finds`."""
    wrong = members[~truly]
    return wrong[draw(seed, workers.id[wrong], month, d.MONITORED) < finds]


def reported(
    workers: Workers, members: Slots, truly: Bool, rightly: float, wrongly: float, seed: int, month: int
) -> Slots:  # fmt: skip
    """Members whom the public says do not qualify.

    `rightly` is the monthly probability where that is so, `wrongly` where it is not (`truly`, one a member).
    """
    chance = np.where(truly, np.float32(wrongly), np.float32(rightly))
    return members[draw(seed, workers.id[members], month, d.REPORTED_MEMBER) < chance]


def found_by_report(
    workers: Workers, checked: Slots, truly: Bool, misjudged: float, seed: int, month: int
) -> Slots:  # fmt: skip
    """Of the reported members looked into, those found not to qualify (`truly`, one each, is false).

    The office errs as it does with new names.
    """
    wrong = draw(seed, workers.id[checked], month, d.RECHECKED) < misjudged
    return checked[~truly & ~wrong]
