"""`lindung validate`: fourteen stylised facts held against the simulated city."""

from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json
from lindung.door.speech import console
from lindung.door.waiting import Waiting


def add_validate(app: typer.Typer, o: Options) -> None:
    """Add `lindung validate` with help in the language of `o`."""

    @o.command(
        app,
        "validate",
        o.says(
            "Uji empat belas fakta pokok, atau angka yang tak pernah dicocokkan. Keluar 1 bila ada yang gagal.",
            "Hold fourteen stylised facts, or figures never fitted, against the city. Exits with 1 if any fails.",
        ),
    )
    def validate_scenario(
        scenario: Annotated[str, o.scenario],
        workers: Annotated[int | None, o.workers] = None,
        seed: Annotated[int | None, o.seed] = None,
        replicates: Annotated[int | None, o.validation_replicates] = None,
        holdouts: Annotated[bool, o.holdouts] = False,
        draws: Annotated[int | None, o.draws] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        if holdouts:
            _hold_out(o, scenario, workers, seed, replicates, draws, as_json)
            return
        from lindung.reporting.validation import print_validation, validation_document  # numba, only where it runs
        from lindung.simulation.validation.validate import REPLICATES, validate

        bar = Waiting(o, o.says(" fakta", " facts"))
        done = validate(
            scenario,
            workers=workers,
            seed=seed,
            replicates=REPLICATES if replicates is None else replicates,
            progress=bar,
        )
        bar.close()
        if as_json:
            print_json(validation_document(done))
        else:
            print_validation(console(), done, o.language)
        if done.fails:
            raise typer.Exit(1)


def _hold_out(
    o: Options, scenario: str, workers: int | None, seed: int | None, replicates: int | None, draws: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """The figures never fitted, in the place of the facts; leaves with 1 where one is missed."""
    from lindung.reporting.holdouts import holdouts_document, print_holdouts
    from lindung.simulation.holdouts.hold import DRAWS, REPLICATES, hold_out
    from lindung.simulation.scenario import Scenario

    bar = Waiting(o, o.says(" vektor", " vectors"))
    done = hold_out(
        Scenario.load(scenario).name,
        workers=workers,
        replicates=REPLICATES if replicates is None else replicates,
        draws=DRAWS if draws is None else draws,
        seed=seed,
        progress=bar,
    )
    bar.close()
    if as_json:
        print_json(holdouts_document(done))
    else:
        print_holdouts(console(), done, o.language)
    if done.count(False):
        raise typer.Exit(1)
