"""`lindung experiment list|run|check`: field experiments run by the model, and predictions held to their day."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_whole
from lindung.door.speech import console
from lindung.door.waiting import Waiting


def experiment_commands(o: Options) -> typer.Typer:
    """The group of commands, with help in the language of `o`."""
    group = o.group(
        o.says(
            "Percobaan lapangan yang dijalankan lagi oleh model, di samping hasil terbitnya.",
            "Field experiments run again by the model, beside their published results.",
        )
    )

    @o.command(group, "list", o.says("Percobaan yang tersedia.", "The experiments that ship."))
    def list_experiments(
        as_json: Annotated[bool, o.as_json] = False, lang: Annotated[str | None, o.lang] = None
    ) -> None:
        from lindung.law.corpus import Corpus
        from lindung.reporting.experiments import experiments_document, print_experiments
        from lindung.simulation.experiments.experiment import Experiment, shipped

        corpus = Corpus.load()
        found = [Experiment.load(name, corpus) for name in shipped()]
        if as_json:
            print_json(experiments_document(found))
        else:
            print_experiments(console(), found, o.language)

    @o.command(
        group,
        "run",
        o.says(
            "Jalankan satu percobaan. Keluar 1 bila ada angka terbit yang meleset.",
            "Run one experiment. Exits with 1 if a published figure is missed.",
        ),
    )
    def run_experiment(
        experiment: Annotated[str, o.experiment],
        workers: Annotated[int | None, o.workers] = None,
        replicates: Annotated[int | None, o.validation_replicates] = None,
        draws: Annotated[int | None, o.draws] = None,
        seed: Annotated[int | None, o.seed] = None,
        threads: Annotated[int | None, o.threads] = None,
        out: Annotated[Path | None, o.experiment_out] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.experiments import experiment_document, print_experiment
        from lindung.simulation.experiments.conduct import DRAWS, REPLICATES, conduct
        from lindung.simulation.experiments.prediction import record

        bar = Waiting(o, o.says(" vektor", " vectors"))
        done = conduct(
            experiment,
            workers=workers,
            replicates=REPLICATES if replicates is None else replicates,
            draws=DRAWS if draws is None else draws,
            seed=seed,
            threads=threads,
            progress=bar,
        )
        bar.close()
        document = record(done, datetime.now(UTC).date())
        if out is not None:
            write_whole(out, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        if as_json:
            print_json(experiment_document(done, document))
        else:
            print_experiment(console(), done, o.language)
        if done.misses:
            raise typer.Exit(1)

    @o.command(
        group,
        "check",
        o.says(
            "Apa yang berubah sejak ramalan dicatat. Keluar 1 bila ada.",
            "What has changed since predictions were recorded. Exits with 1 if anything has.",
        ),
    )
    def check_predictions(
        records: Annotated[list[Path] | None, o.predictions] = None,
        rerun: Annotated[bool, o.rerun] = False,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.law.corpus import Corpus
        from lindung.reporting.experiments import print_standings, standings_document
        from lindung.simulation.experiments import prediction

        bar, corpus = Waiting(o, o.says(" vektor", " vectors")), Corpus.load()
        files = records or list(prediction.records())
        found = [prediction.check(file, rerun=rerun, corpus=corpus, progress=bar) for file in files]
        bar.close()
        if as_json:
            print_json(standings_document(found))
        else:
            print_standings(console(), found, o.language)
        if not all(one.holds for one in found):
            raise typer.Exit(1)

    return group
