"""`lindung calibrate`: a scenario fitted to its evidence."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_whole
from lindung.door.speech import complain, console
from lindung.messages import LANGUAGES


def add_calibrate(app: typer.Typer, o: Options) -> None:
    """Add `lindung calibrate` with help in the language of `o`."""

    @o.command(
        app,
        "calibrate",
        o.says(
            "Cocokkan perilaku dengan bukti tentang suatu tempat. Hasilnya himpunan vektor parameter berbobot.",
            "Fit behaviour to the evidence on a place. The result is a weighted set of parameter vectors.",
        ),
    )
    def calibrate_scenario(
        scenario: Annotated[str, o.scenario],
        quick: Annotated[bool, o.calibrate_quick] = False,
        seed: Annotated[int | None, o.seed] = None,
        threads: Annotated[int | None, o.threads] = None,
        out: Annotated[Path | None, o.calibrate_out] = None,
        resume: Annotated[bool, o.go_on] = False,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.calibration.page import calibration_page  # numba and scipy only where they are wanted
        from lindung.reporting.calibration.table import document
        from lindung.reporting.calibration.terminal import print_calibration
        from lindung.simulation.calibration.calibrate import calibrate
        from lindung.simulation.calibration.posterior import files_of

        folder = Path("calibrated") if out is None else out
        bar = _Progress(o)
        kept = folder / "runs"
        found = calibrate(scenario, quick=quick, seed=seed, processes=threads, keep=kept, resume=resume, progress=bar)
        bar.close()
        posterior, evidence, free = found.posterior, found.evidence, found.free
        name = found.scenario.file.stem
        table, record = files_of(folder, name)
        write_whole(table, posterior.table())
        write_whole(record, json.dumps(posterior.record, ensure_ascii=False, indent=1) + "\n")
        for language in LANGUAGES:
            page = calibration_page(evidence, free, posterior, found.scenario.title.said(language), language)
            write_whole(folder / f"{name}.{language}.html", page)
        if as_json:
            print_json(document(evidence, free, posterior))
        else:
            print_calibration(console(), evidence, free, posterior, found.scenario.title.said(o.language), o.language)
            complain(o.says(f"ditulis ke {folder}", f"written to {folder}"))


class _Progress:
    """Runs done and the time left, on standard error: a bar where that is a terminal, else a line now and then."""

    def __init__(self, o: Options) -> None:
        from tqdm import tqdm  # only where something takes long

        self._o = o
        self._live = sys.stderr.isatty()
        self._bar = (
            tqdm(disable=None, unit=o.says(" kali", " runs"), leave=False, smoothing=0.1) if self._live else None
        )
        self._said, self._begun = -1, 0.0

    def __call__(self, done: int, total: int) -> None:
        import time

        if self._said < 0:
            self._said, self._begun, self._first = 0, time.monotonic(), done
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)
            return
        tenth = 10 * done // max(total, 1)
        if tenth > self._said and done > self._first:
            left = (time.monotonic() - self._begun) / (done - self._first) * (total - done)
            complain(self._o.says(
                f"{done} dari {total} kali jalan, sekitar {left / 60:.0f} menit lagi",
                f"{done} of {total} runs, about {left / 60:.0f} minutes left",
            ))  # fmt: skip
            self._said = tenth

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
