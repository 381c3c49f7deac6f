"""A regulation as law in a scenario: the corpus it stands in, and the scheme that then answers `subsidy.*`."""

from dataclasses import dataclass, field
from pathlib import Path

from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument
from lindung.messages import BadInput, Fault
from lindung.simulation.scenario import Scenario


@dataclass(frozen=True)
class Regime:
    """`regulation` is an instrument's name, None for whatever is in force there."""

    regulation: str | None
    law: Corpus = field(compare=False)
    scheme: str | None
    instrument: Instrument | None = field(compare=False)

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, enacted for the occasion."""
        return self.instrument is not None and self.instrument.draft is not None


def regime_of(scenario: Scenario, regulation: str | Path | Instrument | None) -> Regime:
    """A regulation (an instrument by name; a draft by name, file or as read) as law in a scenario.

    Raises `BadInput` for a draft of another region, or one that amends nothing in force.
    """
    law = scenario.corpus
    if regulation is None:
        return Regime(None, law, None, None)
    chosen = regulation if isinstance(regulation, Instrument) else law.read_draft(regulation)
    if chosen.draft is None:
        return Regime(chosen.name, law, chosen.name, chosen)
    if chosen.region is not None and chosen.region not in (scenario.region, scenario.region[:2]):
        details = {"draft": chosen.name, "region": chosen.region, "scenario": scenario.name, "here": scenario.region}
        raise BadInput(Fault("draft-elsewhere", details, file=chosen.shown_file))
    return Regime(chosen.name, law.enact(chosen), chosen.draft.baseline, chosen)
