"""`lindung report`: one page a language on how a scenario's model stands."""

import json
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_whole
from lindung.door.speech import complain
from lindung.door.waiting import Waiting
from lindung.messages import LANGUAGES


def add_report(app: typer.Typer, o: Options) -> None:
    """Add `lindung report` with help in the language of `o`."""

    @o.command(
        app,
        "report",
        o.says(
            "Halaman dua bahasa: yang dicocokkan, yang disisihkan, fakta pokok, kepekaan, dan batas model.",
            "A page in two languages: what was fitted, held out, stylised facts, sensitivity, limits of the model.",
        ),
    )
    def report_standing(
        scenario: Annotated[str, o.scenario],
        out: Annotated[Path, o.report_out],
        quick: Annotated[bool, o.quick] = False,
        workers: Annotated[int | None, o.workers] = None,
        seed: Annotated[int | None, o.seed] = None,
        threads: Annotated[int | None, o.threads] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.holdouts import holdouts_document
        from lindung.reporting.sensitivity import sensitivity_document
        from lindung.reporting.standing import Standing, standing_page
        from lindung.reporting.validation import validation_document
        from lindung.simulation.holdouts.hold import hold_out
        from lindung.simulation.scenario import Scenario
        from lindung.simulation.sensitivity.analyse import FULL, QUICK, analyse
        from lindung.simulation.validation.validate import validate

        loaded = Scenario.load(scenario)
        bar = Waiting(o, o.says(" fakta", " facts"))
        facts = validate(loaded, workers=workers, seed=seed, replicates=2 if quick else 5, progress=bar)
        bar.close()
        bar = Waiting(o, o.says(" vektor", " vectors"))
        held = hold_out(
            loaded.name,
            workers=20_000 if quick and workers is None else workers,
            replicates=2 if quick else 5,
            draws=4 if quick else 20,
            seed=seed,
            threads=threads,
            progress=bar,
        )
        bar.close()
        bar = Waiting(o, o.says(" jalan", " runs"))
        found = analyse(
            loaded,
            effort=QUICK if quick else FULL,
            workers=workers,
            seed=seed,
            threads=threads,
            keep=out / "parts",
            progress=bar,
        )
        bar.close()
        standing = Standing(loaded, facts, held, found)
        document = {
            "scenario": loaded.name,
            "facts": validation_document(facts),
            "holdouts": holdouts_document(held),
            "sensitivity": sensitivity_document(found),
        }
        for language in LANGUAGES:
            write_whole(out / f"standing.{language}.html", standing_page(standing, language))
        write_whole(out / "standing.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        found.clear()
        if as_json:
            print_json(document)
        else:
            complain(str(out / f"standing.{o.language}.html"))
