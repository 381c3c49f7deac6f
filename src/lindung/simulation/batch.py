"""A city that Mesa can make by itself, so that its `batch_run` sweeps scenarios, sizes, budgets and regulations."""

from collections.abc import Mapping
from pathlib import Path

from lindung.simulation.model import City
from lindung.simulation.regime import regime_of
from lindung.simulation.scenario import Scenario
from lindung.simulation.setting import Setting


class LindungModel(City):
    """One city from plain keyword arguments: `mesa.batch_run(LindungModel, parameters={...}, rng=[1, 2])`.

    The arguments are those of `lindung.run`; `batch_run` fills `seed` from its own `rng`, None for the scenario's seed.
    A step is a month; the model stops running after the last one, and its data collector holds a row a month, the same
    as `lindung.run` gives (`data_collection_period=1` asks for all of them). Raises `BadInput` for input that cannot be
    used.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path = "padang",
        workers: int | None = None,
        months: int | None = None,
        budget: int | None = None,
        regulation: str | Path | None = None,
        readings: Mapping[str, str] | None = None,
        threads: int = 1,
        seed: int | None = None,
    ) -> None:
        loaded = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
        regime = regime_of(loaded, regulation)
        setting = Setting.of(loaded, workers=workers, months=months, seed=seed, budget=budget)
        super().__init__(setting, regime.law, scheme=regime.scheme, threads=threads, readings=readings)
