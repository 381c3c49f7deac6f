"""The hold-outs as data: `scenarios/targets/holdouts.yaml`. Nothing that fits parameters reads this."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import Text
from lindung.simulation.declared import Standing, dotted, plain_number
from lindung.simulation.experiments.experiment import Experiment, Published
from lindung.simulation.scenario import home
from lindung.simulation.validation.fact import Unit

_MEASURED: Final = ("says", "unit")
_FIGURE: Final = ("says", "figure")
_OPTIONAL: Final = ("of", "measure", "value", "range", "source", "standing", "cause", "why", "note", "within_band")


@dataclass(frozen=True, slots=True)
class Holdout:
    """One hold-out. Without `measure` or `figure` the model cannot measure it, and `why` says why.

    `figure` is (experiment, row). With `within_band` the value must lie within what parameters leave open, and above
    the mean: testimony that is an upper bound.
    """

    key: str
    published: Published
    of: tuple[str, ...]  # scenarios it speaks of; empty: all
    measure: str | None
    figure: tuple[str, str] | None
    within_band: bool
    why: Text | None
    note: Text | None

    def speaks_of(self, scenario: str) -> bool:
        """Whether it is a hold-out of a scenario, by name."""
        return not self.of or scenario in self.of


def file_of_holdouts() -> Path:
    """Where the hold-outs that ship stand."""
    return home() / "targets" / "holdouts.yaml"


def read_holdouts(file: Path | None = None, corpus: Corpus | None = None) -> tuple[Holdout, ...]:
    """Every hold-out of a file (default: the one that ships). Raises `BadInput` with every fault."""
    from lindung.simulation.holdouts.measures import MEASURES  # which read this

    source = Source(file or file_of_holdouts(), "scenarios/targets/holdouts.yaml" if file is None else str(file))
    root = source.keys(source.value, (), required=("name", "rows"))
    rows = source.keys(root.get("rows"), ("rows",), optional=root.get("rows") or ())
    found: list[Holdout] = []
    experiments: dict[str, Experiment] = {}
    for key, raw in rows.items():
        path: Path_ = ("rows", key)
        if isinstance(raw, dict) and "figure" in raw:
            found += _of_experiment(source, key, raw, path, experiments, corpus)
        else:
            found.append(_row(source, key, raw, path, tuple(MEASURES)))
    source.raise_faults()
    return tuple(found)


def _of_experiment(
    source: Source, key: str, raw: dict[str, Any], path: Path_, experiments: dict[str, Experiment],
    corpus: Corpus | None,
) -> list[Holdout]:  # fmt: skip
    """A row that names a figure of an experiment, with what the experiment's file says of it."""
    entry = source.keys(raw, path, required=_FIGURE, place=dotted(path))
    name, _, row = str(entry.get("figure")).partition("/")
    if name not in experiments:
        experiments[name] = Experiment.load(name, corpus)
    rows = {one.key: one for one in experiments[name].published}
    if row not in rows:
        details = {"key": "figure", "value": entry.get("figure"), "choices": ", ".join(f"{name}/{one}" for one in rows)}
        source.fault("choice", (*path, "figure"), place=dotted(path), **details)
        return []
    says = both_languages(source, entry.get("says"), (*path, "says"), "says", dotted(path))
    return [Holdout(key, replace(rows[row], says=says), (), None, (name, row), False, None, None)]


def _row(source: Source, key: str, raw: object, path: Path_, measures: tuple[str, ...]) -> Holdout:
    place = dotted(path)
    entry = source.keys(raw, path, required=_MEASURED, optional=_OPTIONAL, place=place)

    def text(name: str) -> Text | None:
        return None if entry.get(name) is None else both_languages(source, entry[name], (*path, name), name, place)

    def one_of(name: str, choices: tuple[str, ...]) -> Any:
        value = entry.get(name)
        if value is not None and value not in choices:
            details = {"key": name, "value": value, "choices": ", ".join(choices)}
            source.fault("choice", (*path, name), place=place, **details)
        return value

    if entry.get("measure") is None and entry.get("why") is None:
        source.fault("key-missing", path, place=place, key="measure")
    low, high = _ends(source, entry.get("range"), (*path, "range"))
    value = None if entry.get("value") is None else plain_number(entry["value"])
    if (low, high, value) != (None, None, None) and entry.get("source") is None:
        source.fault("source-missing", path, place=place, key=key)
    published = Published(
        key=key, says=text("says") or Text("", ""), of="", measure=str(entry.get("measure")), month=0,
        unit=one_of("unit", get_args(Unit.__value__)), value=value, low=low, high=high, source=text("source"),
        standing=one_of("standing", get_args(Standing)), cause=text("cause"),
    )  # fmt: skip
    within = entry.get("within_band") is True
    of = tuple(map(str, source.items(entry.get("of"), (*path, "of"), key="of", place=place)))
    return Holdout(key, published, of, one_of("measure", measures), None, within, text("why"), text("note"))


def _ends(source: Source, raw: object, path: Path_) -> tuple[float | None, float | None]:
    """`[low, high]`, either of them null."""
    if raw is None:
        return None, None
    ends = raw if isinstance(raw, list) and len(raw) == 2 else []
    found = [None if end is None else plain_number(end) for end in ends]
    if not found or any(end is not None and number is None for end, number in zip(ends, found, strict=True)):
        source.fault("range-form", path, place=dotted(path), key="range", value=raw, example="[0.1, 0.3]")
        return None, None
    return found[0], found[1]
