"""A small invented problem for the fit: three parameters, four figures, no simulation."""

from collections.abc import Sequence

import numpy as np

from lindung.messages import Text
from lindung.simulation.calibration.fit import Effort
from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.pool import Figures, Task
from lindung.simulation.calibration.target import Ask, Target, When

NOWHERE = Text("", "")
FREE = (Free("a", 1.0, 0.0, 2.0, "", None), Free("b", 1.0, 0.5, 4.0, "", None), Free("c", 0.5, 0.0, 1.0, "", None))
EFFORT = Effort(workers=0, outsiders=0, repeats=6, waves=(64, 64, 256))
ASKS = (Ask("sum"), Ask("product"), Ask("nothing"))


def target(figure: str, value: float, half: float, *, fitted: bool = True, times: str | None = None) -> Target:
    """A target whose 90 % is `value` give or take `half`."""
    return Target(
        figure, NOWHERE, figure, "workers", When(), (), times, value, value - half, value + half, "ratio", NOWHERE,
        "invented", "assumption", fitted, None, None, None,
    )  # fmt: skip


TARGETS = (target("sum", 2.5, 0.2), target("product", 1.8, 0.3), target("nothing", 1.0, 0.1, fitted=False))


def measure(tasks: Sequence[Task]) -> list[Figures]:
    """a + b, a b with a little noise that depends on the number of the run alone, and what nothing moves."""
    found: list[Figures] = []
    for number, vector in tasks:
        noise = 1 + 0.005 * float(np.random.default_rng(number).standard_normal())
        found.append((vector["a"] + vector["b"], vector["a"] * vector["b"] * noise, 2.0))
    return found
