"""The comparison in a notebook: the same result with its table, plot and brief."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from lindung.door.notebook import Page
from lindung.door.progress import bar
from lindung.law.instruments import Instrument
from lindung.messages import Language, default_language
from lindung.simulation.comparison import comparison as result
from lindung.simulation.comparison.compare import compare as run_comparison
from lindung.simulation.comparison.compare import explained
from lindung.simulation.metrics import METRICS
from lindung.simulation.run import cores
from lindung.simulation.scenario import Scenario

if TYPE_CHECKING:
    import polars
    from matplotlib.figure import Figure

type Chart = Literal["differences", "levels", "gains", "clauses", "budgets"]


class Comparison(result.Comparison):
    """Regulations side by side. Shows its differences in a notebook; everything in `arms`, `gains` and `clauses`."""

    @classmethod
    def showing(cls, found: result.Comparison) -> Self:
        """The same comparison with a face."""
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def explained(self, **asked: Any) -> Self:
        """With clause contributions, doubt of parameters and readings, and the budget curve: some seconds more."""
        if self.clauses or self.at_points:
            return self
        return type(self).showing(explained(self, **{"progress": bar(), **asked}))

    def swept(self, budgets: Sequence[int] = (), *, replicates: int = 2) -> Self:
        """With what each of these budgets buys under the first regulation (default: around the scenario's own)."""
        from lindung.simulation.comparison.curve import default_budgets, sweep

        wanted = tuple(sorted(budgets)) or default_budgets(self.plan)
        curve = sweep(self.plan, self.plan.arms[0], wanted, min(replicates, self.replicates), cores())
        return replace(self, curve=curve)

    def table(self) -> "polars.DataFrame":
        """Differences: one row an arm and metric, with baseline, difference and its 90 % interval."""
        import polars  # heavy, and only where a frame is wanted

        return polars.DataFrame(
            [
                {
                    "regulation": arm.regulation,
                    "budget": arm.budget,
                    "metric": name,
                    "unit": METRICS[name].unit,
                    "baseline": self.arms[arm.baseline].metrics[name].mean,
                    "difference": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "replicates_for_10pct": found.replicates_for(),
                }
                for arm in self.arms
                if not arm.is_baseline
                for name, found in arm.differences.items()
            ],
            infer_schema_length=None,
        )

    def plot(self, language: Language | None = None, *, of: Chart = "differences") -> "Figure":
        """The differences with their intervals; or the levels, who gains, what each clause adds, what money buys.

        The last two run what the comparison has not explained yet.
        """
        from lindung.reporting.comparison import plots  # matplotlib only where something is drawn

        missing = (of == "clauses" and not self.clauses) or (of == "budgets" and self.curve is None)
        figure: Figure = getattr(plots, of)(self.explained() if missing else self, language or default_language())
        return figure

    def brief(self, language: Language | None = None) -> Page:
        """Two pages for a reader who is no programmer; runs what the comparison has not explained yet."""
        from lindung.reporting.comparison.brief import brief

        return Page(brief(self.explained(), language or default_language()))

    def _repr_html_(self) -> str:
        from lindung.reporting.comparison.page import differences_html

        return differences_html(self, default_language())


def compare(
    scenario: Scenario | str | Path,
    *,
    regulations: Sequence[str | Path | Instrument] = (),
    drafts: Sequence[str | Path | Instrument] = (),
    budgets: Sequence[int] = (),
    readings: Mapping[str, Sequence[str]] | None = None,
    **asked: Any,
) -> Comparison:
    """Hold regulations against the first of them on the same people: see `lindung.simulation.comparison.compare`.

    >>> import lindung
    >>> found = lindung.compare("padang", regulations=["perwali-padang-13-2022", "padang-jht"],
    ...                         workers=300, months=50, replicates=2)
    >>> found.arms[1].differences["subsidised_person_months"].mean < 0
    True
    """
    return Comparison.showing(
        run_comparison(
            scenario,
            regulations=regulations,
            drafts=drafts,
            budgets=budgets,
            readings=readings,
            **{"progress": bar(), **asked},
        )
    )
