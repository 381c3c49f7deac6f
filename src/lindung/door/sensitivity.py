"""`lindung sensitivity`: which unknown moves which figure, and which could change the order of the drafts."""

import json
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_whole
from lindung.door.speech import console
from lindung.door.waiting import Waiting
from lindung.messages import BadInput, Fault


def add_sensitivity(app: typer.Typer, o: Options) -> None:
    """Add `lindung sensitivity` with help in the language of `o`."""

    @o.command(
        app,
        "sensitivity",
        o.says(
            "Hal tak diketahui mana yang menggeser hasil, dan mana yang dapat membalik urutan rancangan.",
            "Which unknown moves the results, and which could change the order of the drafts.",
        ),
    )
    def analyse_sensitivity(
        scenario: Annotated[str, o.scenario],
        regulation: Annotated[list[str] | None, o.regulations] = None,
        method: Annotated[str, o.method] = "sobol",
        metric: Annotated[list[str] | None, o.metric] = None,
        quick: Annotated[bool, o.quick] = False,
        workers: Annotated[int | None, o.workers] = None,
        months: Annotated[int | None, o.months] = None,
        seed: Annotated[int | None, o.seed] = None,
        threads: Annotated[int | None, o.threads] = None,
        out: Annotated[Path | None, o.sensitivity_out] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.sensitivity import print_sensitivity, sensitivity_document
        from lindung.simulation.sensitivity.analyse import FULL, METHODS, QUICK, analyse

        if method not in METHODS:
            choices = ", ".join(METHODS)
            raise BadInput(Fault("choice", {"key": "--method", "value": method, "choices": choices}))
        bar = Waiting(o, o.says(" jalan", " runs"))
        done = analyse(
            scenario,
            regulations=regulation or (),
            method="morris" if method == "morris" else "sobol",
            metrics=metric or (),
            effort=QUICK if quick else FULL,
            workers=workers,
            months=months,
            seed=seed,
            threads=threads,
            keep=None if out is None else out / "parts",
            progress=bar,
        )
        bar.close()
        document = sensitivity_document(done)
        if out is not None:
            write_whole(out / "sensitivity.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")
            done.clear()
        if as_json:
            print_json(document)
        else:
            print_sensitivity(console(), done, o.language)
