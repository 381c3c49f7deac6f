"""The fourteen facts, in order."""

from typing import Final

from lindung.simulation.validation.capacity import CAPACITY
from lindung.simulation.validation.demand import HELP, NEIGHBOURS
from lindung.simulation.validation.fact import Fact
from lindung.simulation.validation.growth import OUTGROWN, SPIKES
from lindung.simulation.validation.injuries import CLAIMS, PROTECTION
from lindung.simulation.validation.lapse import ARREARS, EARLY_LAPSE
from lindung.simulation.validation.pools import AGE, RATIOS
from lindung.simulation.validation.programme import GAPS, SUBSIDY_ENDS
from lindung.simulation.validation.selection import SELECTION

FACTS: Final[tuple[Fact, ...]] = (
    OUTGROWN, EARLY_LAPSE, ARREARS, SUBSIDY_ENDS, SELECTION, HELP, NEIGHBOURS, RATIOS, AGE, CLAIMS, GAPS, CAPACITY,
    PROTECTION, SPIKES,
)  # fmt: skip
