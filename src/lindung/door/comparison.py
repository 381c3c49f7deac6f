"""The comparison in a notebook: the same result with its table, plot and brief."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from lindung.law.instruments import Instrument
from lindung.messages import Language, default_language
from lindung.simulation.comparison import comparison as result
from lindung.simulation.comparison.compare import compare as run_comparison
from lindung.simulation.comparison.compare import explained
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario

if TYPE_CHECKING:
    import polars
    from matplotlib.figure import Figure


class Page(str):
    """An HTML page: text to write to a file, and shown as itself in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


class Comparison(result.Comparison):
    """Regulations side by side. Shows its differences in a notebook; everything in `arms`, `gains` and `clauses`."""

    @classmethod
    def showing(cls, found: result.Comparison) -> Self:
        """The same comparison with a face."""
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def explained(self, **asked: Any) -> Self:
        """With clause contributions, doubt of parameters and readings, and the budget curve: some seconds more."""
        return type(self).showing(self if self.clauses or self.at_points else explained(self, **asked))

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

    def plot(self, language: Language | None = None) -> "Figure":
        """The differences with their intervals."""
        from lindung.reporting.comparison.plots import difference_plot  # matplotlib only where something is drawn

        return difference_plot(self, language or default_language())

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
            scenario, regulations=regulations, drafts=drafts, budgets=budgets, readings=readings, **{**_bar(), **asked}
        )
    )


def _bar() -> dict[str, Any]:
    """A progress bar with the time left, that goes when it is done."""
    from tqdm.auto import tqdm  # only where something takes long

    bar = tqdm(leave=False, desc="")

    def progress(stage: str, done: int, total: int) -> None:
        bar.total = total
        bar.set_description(stage)
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return {"progress": progress}
