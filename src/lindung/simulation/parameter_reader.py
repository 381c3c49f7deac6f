"""The shipped behaviour, `scenarios/parameters.yaml`: single numbers, income by age, and what differs by trade."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import Text
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import ANY, HEAD, POSITIVE, SHARE, Declared, Limits, NumberReader, dotted
from lindung.simulation.parameters import Parameters, TradeTable

COLUMNS: Final = tuple(name for name in TradeTable._fields if name != "season")
COLUMN_LIMITS: Final = {"share": SHARE, "zero_month": SHARE, "mean_income": Limits(1)}
_SECTORS: Final = ("transport", "other")
_PROBABILITIES: Final = frozenset(
    ("rho", "base_awareness", "contact_gain", "peer_gain", "claim_gain", "awareness_decay", "trust_initial",
     "trust_paid_claim", "trust_refused_claim", "trust_false_agent", "advocacy_cut", "enrol_base", "information_effect",
     "contact_enrolment", "agent_enrolment", "peer_premium_cut", "registration_failure", "declares_own_income",
     "lapse_early", "lapse_late", "auto_debit_factor", "return_from_arrears", "reactivation", "keep_paying",
     "fatal_share", "permanent_share", "file_jkk", "file_jkm_self", "file_jkm_subsidised", "other_income_share",
     "saving_share", "shock_probability", "exit_rate")
)  # fmt: skip
_LIMITS: Final = {"price_elasticity": Limits(-10, 0), "reference_price": Limits(1), "last_age": Limits(15, 120),
                  "proposal_preference": Limits(1)}  # fmt: skip


def limits_of(parameter: str) -> Limits:
    """What a number of behaviour may be at all."""
    return SHARE if parameter in _PROBABILITIES else _LIMITS.get(parameter, POSITIVE)


@dataclass(frozen=True, slots=True)
class TradeDefaults:
    """A trade as shipped; `columns` are those of `TradeTable` that do not belong to a place."""

    name: Text
    occupations: frozenset[str]
    transport: bool
    columns: Mapping[str, float]
    season: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """All of `parameters.yaml`."""

    numbers: Mapping[str, float]
    income_by_age: tuple[tuple[int, float], ...]
    trades: Mapping[str, TradeDefaults]
    declared: Mapping[str, Declared]


def read_parameters(file: Path, shown: str, corpus: Corpus) -> Behaviour:
    """Read the behaviour; raises `BadInput` with every fault."""
    source = Source(file, shown)
    declared: dict[str, Declared] = {}
    numbers = NumberReader(source, declared)
    root = source.keys(
        source.value, (), required=("parameters", "income_by_age", "seasons", "trades", "columns"), optional=()
    )
    wanted = Parameters._fields
    given = source.keys(root.get("parameters"), ("parameters",), required=wanted, place="parameters")
    values = {
        name: numbers.number(given[name], ("parameters", name), limits_of(name), as_=name)
        for name in wanted
        if given.get(name) is not None
    }
    ages = by_age(numbers, root.get("income_by_age"), ("income_by_age",), Limits(1))
    trades = _trades(numbers, root, corpus)
    source.raise_faults()
    return Behaviour(values, ages, trades, declared)


def by_age(
    numbers: NumberReader, raw: object, path: Path_, limits: Limits = ANY
) -> tuple[tuple[int, float], ...]:  # fmt: skip
    """A table of numbers by the age from which each holds, ages rising."""
    entries = table(numbers, raw, path, limits)
    place = dotted(path)
    for age in entries:
        if not age.isdigit():
            numbers.source.fault("number-text", (*path, "values", age), place=place, key="values", value=repr(age))
    return tuple(sorted((int(age), value) for age, value in entries.items() if age.isdigit()))


def table(
    numbers: NumberReader, raw: object, path: Path_, limits: Limits = ANY, known: tuple[str, ...] | None = None,
    as_: str | None = None,
) -> dict[str, float]:  # fmt: skip
    """`{source, standing, values: {key: number}}`; keys outside `known` are faults. Noted as `as_` with {} the key."""
    source, place = numbers.source, dotted(path)
    entry = source.keys(raw, path, required=("values",), optional=(*HEAD, "shapes"), place=place)
    if not isinstance(entry.get("values"), dict):
        return {}
    head = numbers.head(entry, path)
    inner = (*path, "values")
    rows = entry["values"]
    keys = source.keys(rows, inner, optional=rows if known is None else known, place=place)
    names = {key: (as_ or f"{place}.{{}}").format(key) for key in keys}
    kept = {key: value for key, value in keys.items() if known is None or key in known}
    return {
        key: numbers.number(value, (*inner, key), limits, head, names[key], ("shape",)) for key, value in kept.items()
    }


def _trades(numbers: NumberReader, root: Mapping[str, Any], corpus: Corpus) -> dict[str, TradeDefaults]:
    source = numbers.source
    heads = root.get("trades")
    known = tuple(heads) if isinstance(heads, dict) else ()
    shapes = _seasons(numbers, root.get("seasons"))
    columns = source.keys(root.get("columns"), ("columns",), required=(*COLUMNS, "season"), place="columns")
    found: dict[str, dict[str, float]] = {}
    for column in (*COLUMNS, "season"):
        raw = columns.get(column)
        if isinstance(raw, dict) and column != "share":
            limits = COLUMN_LIMITS.get(column, POSITIVE)
            found[column] = table(numbers, raw, ("columns", column), limits, known, f"trades.{{}}.{column}")
    trades: dict[str, TradeDefaults] = {}
    words = tuple(corpus.vocabulary.get("occupation", ()))
    for key, raw in source.keys(heads, ("trades",), optional=known).items():
        path: Path_ = ("trades", key)
        entry = source.keys(raw, path, required=("name", "occupations", "sector"), place=dotted(path))
        occupations = source.items(entry.get("occupations"), (*path, "occupations"), key="occupations")
        for word in occupations:
            if words and word not in words:
                details = {"parameter": key, "value": word, "vocabulary": "occupation", "nearest": Nearest(word, words)}
                source.fault("word-unknown", (*path, "occupations"), place=dotted(path), **details)
        if entry.get("sector") not in _SECTORS:
            details = {"key": "sector", "value": entry.get("sector"), "choices": ", ".join(_SECTORS)}
            source.fault("choice", (*path, "sector"), place=dotted(path), **details)
        for column, values in found.items():
            if key not in values:
                source.fault("key-missing", ("columns", column), place=f"columns.{column}", key=key)
        trades[key] = TradeDefaults(
            both_languages(source, entry.get("name"), (*path, "name"), "name", dotted(path)),
            frozenset(map(str, occupations)), entry.get("sector") == "transport",
            {column: found.get(column, {}).get(key, 0.0) for column in COLUMNS},
            _season(source, columns.get("season"), key, found.get("season", {}).get(key, 0.0), shapes),
        )  # fmt: skip
    return trades


def _seasons(numbers: NumberReader, raw: object) -> dict[str, tuple[float, ...]]:
    found: dict[str, tuple[float, ...]] = {}
    for key, one in numbers.source.keys(raw, ("seasons",), optional=raw if isinstance(raw, dict) else ()).items():
        path: Path_ = ("seasons", key)
        entry = numbers.source.keys(one, path, required=("values",), optional=HEAD, place=dotted(path))
        values = numbers.series(entry.get("values"), (*path, "values"), 12, numbers.head(entry, path), f"seasons.{key}")
        numbers.total({str(i): value for i, value in enumerate(values)}, (*path, "values"), 0)
        found[key] = values
    return found


def _season(
    source: Source, column: object, trade: str, amplitude: float, shapes: Mapping[str, tuple[float, ...]]
) -> tuple[float, ...]:
    rows = column.get("values") if isinstance(column, dict) else None
    row = rows.get(trade) if isinstance(rows, dict) else None
    shape = row.get("shape") if isinstance(row, dict) else None
    if not isinstance(shape, str) or shape not in shapes:
        path: Path_ = ("columns", "season", "values", trade)
        source.fault("choice", path, place=dotted(path), key="shape", value=shape, choices=", ".join(shapes))
        return (0.0,) * 12
    return tuple(amplitude * value for value in shapes[shape])
