"""How far a model may be believed, in a notebook: stylised facts, what it was fitted to, what was held out."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from lindung.door.progress import bar
from lindung.messages import default_language
from lindung.reporting.calibration.words import NOT_FITTED, STALE, STALE_WHAT
from lindung.reporting.holdouts import print_holdouts
from lindung.reporting.shown import Printed
from lindung.reporting.validation import print_validation
from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.calibration.free import free_parameters
from lindung.simulation.calibration.posterior import Posterior, pinned
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.holdouts import hold
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation import validate as measured

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Validation(measured.Validation):
    """Every fact with its verdict, as `lindung validate` prints it; all of it in `findings`."""

    @classmethod
    def showing(cls, found: measured.Validation) -> Self:
        """The same validation with a face."""
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def _printed(self) -> Printed:
        return Printed(lambda console: print_validation(console, self, default_language()))

    def _repr_html_(self) -> str:
        return self._printed()._repr_html_()

    def __repr__(self) -> str:
        return repr(self._printed())


def validate(scenario: Scenario | str | Path, **asked: Any) -> Validation:
    """Hold stylised facts against a scenario: see `lindung.simulation.validation.validate` for what may be asked."""
    progress = bar()
    asked = {"progress": lambda done, total: progress("", done, total), **asked}
    return Validation.showing(measured.validate(scenario, **asked))


class HeldOut(hold.HeldOut):
    """Figures that were never fitted beside what the model gives, as `lindung validate --holdouts` prints them."""

    @classmethod
    def showing(cls, found: hold.HeldOut) -> Self:
        """The same with a face."""
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def _printed(self) -> Printed:
        return Printed(lambda console: print_holdouts(console, self, default_language()))

    def _repr_html_(self) -> str:
        return self._printed()._repr_html_()

    def __repr__(self) -> str:
        return repr(self._printed())


def hold_out(scenario: str | None = None, **asked: Any) -> HeldOut:
    """Measure what was held out: see `lindung.simulation.holdouts.hold.hold_out` for what may be asked."""
    progress = bar()
    asked = {"progress": lambda done, total: progress("", done, total), **asked}
    return HeldOut.showing(hold.hold_out(scenario, **asked))


class Fitted:
    """What a scenario's parameters were fitted to, and how far that pins them down; `posterior` None where nothing is.

    Shows the targets beside the posterior's figures, with misses and their likely cause.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.posterior: Posterior | None
        self.posterior, self._stale = fitting(scenario)

    def _printed(self) -> Printed:
        from lindung.reporting.calibration.terminal import print_calibration

        scenario, posterior, language = self.scenario, self.posterior, default_language()
        if posterior is None:
            said = NOT_FITTED.said(language)
            if self._stale is not None:
                said = STALE.said(language).format(STALE_WHAT[self._stale.what].said(language))
            return Printed(lambda console: console.print(said))
        evidence = evidence_of(scenario)
        free = free_parameters(scenario, evidence)
        return Printed(
            lambda console: print_calibration(
                console, evidence, free, posterior, scenario.title.said(language), language
            )
        )

    def _repr_html_(self) -> str:
        return self._printed()._repr_html_()

    def __repr__(self) -> str:
        return repr(self._printed())

    def plot(self) -> "Figure | None":
        """Every parameter's declared range, and what the targets leave of it; None where nothing is fitted."""
        if self.posterior is None:
            return None
        from lindung.reporting.calibration.plot import before_and_after  # matplotlib only where something is drawn

        free = free_parameters(self.scenario, evidence_of(self.scenario))
        return before_and_after(pinned(free, self.posterior), default_language())


def fitted(scenario: Scenario | str | Path) -> Fitted:
    """The calibration that ships with a scenario. Raises `BadInput` for a scenario there is not."""
    return Fitted(scenario if isinstance(scenario, Scenario) else Scenario.load(scenario))
