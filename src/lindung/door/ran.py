"""One run in a notebook: the same result, with its headline figures and a chart."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from lindung.door.progress import bar
from lindung.messages import default_language
from lindung.reporting.run import headlines, monthly_chart
from lindung.simulation import run as simulated
from lindung.simulation.run import run as run_scenario
from lindung.simulation.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Run(simulated.Run):
    """One regulation, one replicate. Shows its headline figures in a notebook; `months` has every month."""

    @classmethod
    def showing(cls, found: simulated.Run) -> Self:
        """The same run with a face."""
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def plot(self) -> "Figure":
        """Members month by month: active, paid for by the scheme, paying themselves."""
        return monthly_chart(self, default_language())

    def _repr_html_(self) -> str:
        return headlines(self, default_language())


def run(scenario: Scenario | str | Path, **asked: Any) -> Run:
    """Run a scenario under one regulation, one replicate: see `lindung.simulation.run.run` for what may be asked.

    >>> import lindung
    >>> run = lindung.run("fictional", months=3, seed=1)
    >>> run.months.height
    3
    """
    progress = bar()
    return Run.showing(run_scenario(scenario, **{"progress": lambda done, total: progress("", done, total), **asked}))
