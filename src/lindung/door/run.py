"""`lindung run`: one regulation, one replicate."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_bytes, write_whole
from lindung.door.speech import complain, console
from lindung.law.readings import parse_choices


def add_run(app: typer.Typer, o: Options) -> None:
    """Add `lindung run` with help in the language of `o`."""

    @o.command(
        app, "run", o.says("Simulasikan satu peraturan, satu ulangan.", "Simulate one regulation, one replicate.")
    )
    def run_scenario(
        scenario: Annotated[str, o.scenario],
        regulation: Annotated[str | None, o.regulation] = None,
        workers: Annotated[int | None, o.workers] = None,
        months: Annotated[int | None, o.months] = None,
        seed: Annotated[int | None, o.seed] = None,
        budget: Annotated[int | None, o.budget] = None,
        reading: Annotated[list[str] | None, o.reading] = None,
        fixed_parameters: Annotated[bool, o.fixed_parameters] = False,
        threads: Annotated[int | None, o.threads] = None,
        save: Annotated[Path | None, o.save] = None,
        resume: Annotated[Path | None, o.resume] = None,
        out: Annotated[Path | None, o.run_out] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.run import print_run, run_document  # numba and Mesa only where a city is run
        from lindung.simulation.run import run

        bar = _Progress(o)
        done = run(
            scenario,
            regulation=regulation,
            workers=workers,
            months=months,
            seed=seed,
            budget=budget,
            readings=parse_choices(reading or ()),
            fixed_parameters=fixed_parameters,
            threads=threads,
            save_to=save,
            resume_from=resume,
            progress=bar,
        )
        bar.close()
        if out is not None:
            write_bytes(out / "months.parquet", done.months.write_parquet)
            write_whole(out / "run.json", json.dumps(done.record(), ensure_ascii=False, indent=2) + "\n")
        if as_json:
            print_json(run_document(done))
        else:
            print_run(console(), done, o.language)


class _Progress:
    """What is waited for, on standard error: the first compilation, then months done where that is a terminal."""

    def __init__(self, o: Options) -> None:
        from tqdm import tqdm  # only where something takes long

        self._o = o
        self._bar = tqdm(disable=not sys.stderr.isatty(), unit=o.says(" bulan", " months"), leave=False)

    def __call__(self, done: int, total: int) -> None:
        from lindung.simulation.compiled import is_cached

        if self._bar.total is None and not is_cached("run_month"):
            complain(self._o.says("kompilasi pertama, sekitar 20 detik ...", "first compilation, about 20 seconds ..."))
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()
