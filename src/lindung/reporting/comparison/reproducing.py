"""How a comparison is made again: the command, the fingerprint, the versions."""

import shlex
from pathlib import PurePath

from lindung.simulation.comparison.comparison import Comparison


def command(comparison: Comparison) -> str:
    """The command line that gives the same numbers; files are named without their folders."""
    sources, plan = comparison.sources, comparison.plan
    words = ["lindung", "compare", _name(str(sources.get("scenario") or plan.scenario.name))]
    for option in ("regulations", "drafts"):
        for one in sources.get(option) or ():
            words += [f"--{option[:-1]}", _name(one)]
    for budget in sources.get("budgets") or ():
        words += ["--budget", str(budget)]
    for name, choices in (sources.get("readings") or {}).items():
        for choice in choices:
            words += ["--reading", f"{name}={choice}"]
    if plan.workers != plan.scenario.population.size:
        words += ["--workers", str(plan.workers)]
    if plan.months != plan.scenario.months:
        words += ["--months", str(plan.months)]
    words += ["--replicates", str(comparison.identity["replicates"]), "--seed", str(plan.seed)]
    if comparison.identity["until"] is not None:
        words += ["--until", f"{comparison.identity['until']:g}%"]
    if sources.get("fixed_parameters"):
        words.append("--fixed-parameters")
    words += ["--out", "out"]
    return shlex.join(words)


def _name(found_at: str) -> str:
    """A name as it is, a path without the folders of the machine it was found on."""
    return PurePath(found_at).name


def versions(comparison: Comparison) -> str:
    """`lindung 0.1.0, numpy 2.5.5`."""
    return ", ".join(f"{name} {version}" for name, version in comparison.identity["versions"].items())
