"""A copy of Padang in a folder of its own, roughly calibrated: its posterior stands beside its file."""

import json
import shutil
from pathlib import Path

from lindung.simulation.calibration.calibrate import calibrate
from lindung.simulation.calibration.fit import Effort
from lindung.simulation.calibration.posterior import FOLDER, files_of
from lindung.simulation.scenario import home

ROUGH = Effort(workers=600, outsiders=300, repeats=3, waves=(24, 16))


def copied(folder: Path) -> Path:
    """The scenario file of a copy."""
    for name in ("tables", "evidence"):
        shutil.copytree(home() / name, folder / name)
    return Path(shutil.copy(home() / "padang.yaml", folder / "padang.yaml"))


def calibrated(folder: Path) -> Path:
    """The scenario file of a copy that has a posterior."""
    file = copied(folder)
    posterior = calibrate(file, effort=ROUGH, processes=1).posterior
    table, record = files_of(folder / FOLDER, "padang")
    table.parent.mkdir()
    table.write_text(posterior.table(), encoding="utf-8")
    record.write_text(json.dumps(posterior.record), encoding="utf-8")
    return file
