"""Workers from a survey: rows of a table resampled by their weights, each worker's row by a keyed draw.

What the survey does not tell is drawn as for any scenario. Text is never guessed at: the delimiter is the one stated
(a comma where none is), a cell is a number or a fault, and coded columns say what their codes mean.

    microdata:
      file: sakernas.csv
      delimiter: ";"
      weight: FINALWEIGHT
      age: UMUR
      sex: {column: JK, values: {"1": M, "2": F}}
      trade: {column: KJI, values: {"611": farmer, "522": trader}}
      income: PENDAPATAN
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest
from lindung.simulation import decisions as d
from lindung.simulation.birth import Birth, Known
from lindung.simulation.declared import plain_number
from lindung.simulation.draws import draw
from lindung.simulation.scenario import Scenario
from lindung.simulation.workers import REGISTRIES, Workers

# lowest and highest value of a column of numbers; area counts from 0
NUMBERS: Final = {"age": (10, 110), "income": (1, 1e10), "household": (1, 127), "dependants": (0, 126),
                  "area": (0, 32_766)}  # fmt: skip
YES_NO: Final = ("married", "disabled", "resident", *REGISTRIES)
_YES: Final = {"1": True, "0": False, "true": True, "false": False}
_SEXES: Final = {"M": False, "F": True}
FIELDS: Final = ("weight", "sex", "trade", *NUMBERS, *YES_NO)
_FAULTS_A_COLUMN: Final = 10  # a broken column of a million rows is told once, not a million times


def map_faults(column_map: Mapping[str, object], trades: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with a column map by itself; `place` is the key."""
    known = (*FIELDS, "delimiter")
    for key, value in column_map.items():
        if key not in known:
            yield Fault("key-unknown", {"key": key, "nearest": Nearest(key, known)}, place=key)
            continue
        column, codes = _entry(value)
        if not column:
            yield Fault("key-missing", {"key": "column"}, place=key)
        if key == "delimiter" and len(column) != 1:
            choices = "',', ';', '|'"
            yield Fault("choice", {"key": key, "value": repr(value), "choices": choices}, place=key)
        meanings = {"sex": tuple(_SEXES), "trade": trades}.get(key, tuple(_YES))
        for code, meaning in codes.items():
            if str(meaning).lower() not in {one.lower() for one in meanings}:
                details = {"key": code, "value": meaning, "choices": ", ".join(meanings)}
                yield Fault("choice", details, place=f"{key}.values.{code}")
    if "weight" not in column_map:
        yield Fault("key-missing", {"key": "weight"}, place="weight")


def from_microdata(
    file: str | Path, column_map: Mapping[str, object], scenario: Scenario, seed: int, n: int
) -> Workers:  # fmt: skip
    """`n` workers resampled from a survey file (CSV, or Parquet by its ending).

    `column_map` names the column of each of `FIELDS`, as `field: column` or `field: {column: ..., values: {code:
    meaning}}`, and the delimiter. Worker k takes the same row whatever `n` is. Rows of `BadInput` are those of the
    file: the header of a CSV is row 1; the first ten faults of a column are told.
    """
    trades = tuple(trade.key for trade in scenario.trades)
    shown = str(file)
    faults = [Fault(f.code, f.details, shown, f.line, f.place) for f in map_faults(column_map, trades)]
    if faults:
        raise BadInput(*faults)
    table, first_row = _read(Path(file), shown, str(column_map.get("delimiter", ",")))
    columns = {key: _entry(value) for key, value in column_map.items() if key != "delimiter"}
    for key, (column, _) in columns.items():
        if column not in table.columns:
            nearest = Nearest(column, tuple(table.columns))
            faults.append(Fault("microdata-column", {"key": key, "column": column, "nearest": nearest}, shown, 1, key))
    if faults:
        raise BadInput.of(faults)
    survey = _Survey(table, shown, first_row, scenario)
    weights = survey.weights(columns["weight"][0])
    known = {
        _trait(key): survey.column(key, column, codes, trades)
        for key, (column, codes) in columns.items()
        if key != "weight"
    }
    if survey.faults:
        raise BadInput.of(survey.faults)
    ids = np.arange(n, dtype=np.uint32)
    ends = np.cumsum(weights)
    rows = np.searchsorted(ends / ends[-1], draw(seed, ids, 0, d.BORN_ROW).astype(np.float64), side="right")
    rows = np.minimum(rows, np.flatnonzero(weights)[-1])
    resampled: Known = {trait: values[rows] for trait, values in known.items()}
    return Birth(scenario, seed).born(ids, 0, known=resampled)


def _entry(value: object) -> tuple[str, Mapping[str, str]]:
    if isinstance(value, Mapping):
        codes = value.get("values") or {}
        return str(value.get("column") or ""), {str(k): str(v) for k, v in codes.items()}
    return "" if value is None else str(value), {}


def _trait(key: str) -> str:
    return "female" if key == "sex" else key


def _read(file: Path, shown: str, delimiter: str) -> tuple[pl.DataFrame, int]:
    """The table, every cell of a CSV as text, and the row of the file that its first line of data is."""
    if not file.is_file():
        raise BadInput(Fault("file-missing", file=shown))
    parquet = file.suffix.lower() == ".parquet"
    try:
        table = pl.read_parquet(file) if parquet else pl.read_csv(file, separator=delimiter, infer_schema=False)
    except pl.exceptions.NoDataError:
        raise BadInput(Fault("table-empty", file=shown, line=1)) from None
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise BadInput(Fault("table-unreadable", {"reason": reason}, file=shown)) from None
    if table.is_empty():
        raise BadInput(Fault("table-empty", file=shown, line=1))
    return table, 1 if parquet else 2


class _Survey:
    """The columns of a survey as traits, with their faults."""

    def __init__(self, table: pl.DataFrame, shown: str, first_row: int, scenario: Scenario) -> None:
        self.table = table
        self.shown = shown
        self.first_row = first_row
        self.kelurahan = scenario.population.kelurahan
        self.faults: list[Fault] = []

    def weights(self, column: str) -> NDArray[np.float64]:
        """Weights: none missing, none negative, not all nothing."""
        values = self._numbers(column)
        bad = ~np.isfinite(values) | (values < 0)
        for row in np.flatnonzero(bad)[:_FAULTS_A_COLUMN]:
            self.fault("microdata-weight", int(row), "weight", column=column, value=self._cell(column, int(row)))
        if not bad.any() and values.sum() == 0:
            self.fault("microdata-weight", 0, "weight", column=column, value=0)
        return np.where(bad, 0.0, values)

    def column(self, key: str, column: str, codes: Mapping[str, str], trades: tuple[str, ...]) -> NDArray[Any]:
        """One trait of every row."""
        if key in NUMBERS:
            low, high = NUMBERS[key]
            return self._bounded(key, column, low, min(high, self.kelurahan - 1) if key == "area" else high)
        meanings: dict[str, Any] = _SEXES if key == "sex" else {k: i for i, k in enumerate(trades)}
        if key in YES_NO:
            meanings = _YES
        known = {code: _meaning(meanings, word) for code, word in codes.items()} or meanings
        found: NDArray[Any] = np.zeros(self.table.height, dtype=np.int64 if key == "trade" else np.bool_)
        cells = self.table[column].cast(pl.String).str.strip_chars().fill_null("")
        text = cells.to_list()
        unknown = 0
        for row, cell in enumerate(text):
            value = known.get(cell, known.get(cell.lower()))
            if value is not None:
                found[row] = value
            elif (unknown := unknown + 1) <= _FAULTS_A_COLUMN:
                self.fault(
                    "microdata-code", row, key, key=column, value=repr(cell), nearest=Nearest(cell, tuple(known))
                )
        return found

    def _bounded(self, key: str, column: str, low: float, high: float) -> NDArray[Any]:
        values = self._numbers(column)
        bad = np.flatnonzero(~np.isfinite(values))
        for row in bad[:_FAULTS_A_COLUMN]:
            self.fault("number-text", int(row), key, key=column, value=repr(self._cell(column, int(row))))
        outside = np.flatnonzero(np.isfinite(values) & ((values < low) | (values > high)))
        for row in outside[:_FAULTS_A_COLUMN]:
            value = f"{values[row]:g}"
            self.fault("number-impossible", int(row), key, key=column, value=value, limits=f"{low:g} .. {high:g}")
        values = np.nan_to_num(np.clip(values, low, high), nan=low)
        return values if key == "income" else values.astype(np.int64)

    def _numbers(self, column: str) -> NDArray[np.float64]:
        """Numbers of a column, NaN where a cell is none."""
        series = self.table[column]
        if series.dtype.is_numeric():
            return series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        cells = (plain_number(cell.strip()) if isinstance(cell, str) else None for cell in series.to_list())
        return np.array([np.nan if value is None else value for value in cells], dtype=np.float64)

    def _cell(self, column: str, row: int) -> object:
        return self.table[column][row]

    def fault(self, code: str, row: int, place: str, **details: object) -> None:
        """Note a fault of one row, 0 the first row of data."""
        self.faults.append(Fault(code, dict(details), self.shown, self.first_row + row, place))


def _meaning(meanings: Mapping[str, Any], word: str) -> Any:
    return meanings.get(word, meanings.get(word.lower(), meanings.get(word.upper())))
