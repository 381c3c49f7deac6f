"""`lindung validate`: fourteen stylised facts held against the simulated city."""

import sys
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json
from lindung.door.speech import complain, console


def add_validate(app: typer.Typer, o: Options) -> None:
    """Add `lindung validate` with help in the language of `o`."""

    @o.command(
        app,
        "validate",
        o.says(
            "Uji empat belas fakta pokok pada kota simulasi. Keluar 1 bila ada yang gagal.",
            "Hold fourteen stylised facts against the simulated city. Exits with 1 if any fails.",
        ),
    )
    def validate_scenario(
        scenario: Annotated[str, o.scenario],
        workers: Annotated[int | None, o.workers] = None,
        seed: Annotated[int | None, o.seed] = None,
        replicates: Annotated[int | None, o.validation_replicates] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.validation import print_validation, validation_document  # numba, only where it runs
        from lindung.simulation.validation.validate import REPLICATES, validate

        bar = _Progress(o)
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


class _Progress:
    """On standard error: the first compilation, then facts measured where that is a terminal."""

    def __init__(self, o: Options) -> None:
        from tqdm import tqdm  # only where something takes long

        self._o = o
        self._bar = tqdm(disable=not sys.stderr.isatty(), unit=o.says(" fakta", " facts"), leave=False)

    def __call__(self, done: int, total: int) -> None:
        from lindung.simulation.compiled import is_cached

        if self._bar.total is None and not is_cached("run_month"):
            complain(self._o.says("kompilasi pertama, sekitar 20 detik ...", "first compilation, about 20 seconds ..."))
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()
