"""Reading what a provision sets: raw YAML to the value of a parameter, faults noted in the source."""

from decimal import Decimal
from typing import Any, Final

from lindung.law.literals import EXAMPLES, NAMES, quantity, too_fine
from lindung.law.register import Parameter, Vocabulary
from lindung.law.source import Path_, Source, kind
from lindung.law.values import Amount, Bands, Criterion, Ladder, Number, Quantity, Ranking, Step, Unit
from lindung.messages.nearest import Nearest

_EXAMPLES: Final = {
    "table": "{low: 0.54%}",
    "bands": "[[Rp0, Rp10_000], [Rp1_100_000, Rp12_000]]",
    "set": "[jkk, jkm]",
    "criteria": "{at_least: 18 years}",
    "ranking": "[{any_of: [{age: {at_least: 60 years}}]}]",
    "ladder": "[{step: warning_1, by: bpjs, lasts: 10 working days}]",
    "scalar": "0.24%",
}
_OPERATORS: Final = ("at_least", "at_most", "below", "any_of", "is")


class AmountReader:
    """Reads values for one source file; `place` is the provision they stand in."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.place: str | None = None

    def read(self, parameter: Parameter, raw: object, path: Path_) -> list[tuple[str | None, Amount]]:
        """`(key, value)` pairs: one with key None, or one for each key of a table."""
        match parameter.shape:
            case "table":
                return self._table(parameter, raw, path)
            case "scalar":
                one: Amount | None = self._scalar(parameter, raw, path)
            case "bands":
                one = self._bands(parameter, raw, path)
            case "set":
                one = self._words(parameter, raw, path)
            case "criteria":
                one = self._criterion(parameter.of or "", raw, path, parameter.id)
            case "ranking":
                one = self._ranking(parameter, raw, path)
            case "ladder":
                one = self._ladder(parameter, raw, path)
        return [] if one is None else [(None, one)]

    def _misshapen(self, parameter: str, shape: str, raw: object, path: Path_) -> None:
        value = raw if isinstance(raw, str | int) else kind(raw)
        self.source.fault("shape-wrong", path, place=self.place, parameter=parameter, shape=shape, value=value,
                          example=_EXAMPLES[shape])  # fmt: skip

    def _word(self, parameter: str, vocabulary: str, raw: object, path: Path_) -> str | None:
        words = self.vocabulary.get(vocabulary, {})
        if raw in words:
            return str(raw)
        self.source.fault("word-unknown", path, place=self.place, parameter=parameter, value=raw, vocabulary=vocabulary,
                          nearest=Nearest(str(raw), tuple(words)))  # fmt: skip
        return None

    def _number(self, parameter: str, unit: Unit, raw: object, path: Path_) -> Number | None:
        found = quantity(raw, unit)
        if found is None:
            shown = raw if isinstance(raw, str | int) else kind(raw)
            self.source.fault("unit-wrong", path, place=self.place, parameter=parameter, unit=NAMES[unit], value=shown,
                              example=EXAMPLES[unit])  # fmt: skip
            return None
        if unit == "fraction" and too_fine(found.amount):
            self.source.fault("rate-too-fine", path, place=self.place, parameter=parameter, value=raw)
        return found.amount

    def _scalar(self, parameter: Parameter, raw: object, path: Path_) -> Amount | None:
        if isinstance(raw, dict | list):
            self._misshapen(parameter.id, parameter.shape, raw, path)
            return None
        if parameter.unit == "word":
            return self._word(parameter.id, parameter.words or "", raw, path)
        number = self._number(parameter.id, parameter.unit, raw, path)
        if number is not None and parameter.plausible is not None:
            low, high = parameter.plausible
            if not low <= number <= high:
                self.source.fault("implausible", path, place=self.place, parameter=parameter.id, value=raw,
                                  low=_written(low), high=_written(high))  # fmt: skip
        return number

    def _words(self, parameter: Parameter, raw: object, path: Path_) -> tuple[str, ...] | None:
        if not isinstance(raw, list):
            self._misshapen(parameter.id, "set", raw, path)
            return None
        vocabulary = parameter.words or ""
        return tuple(
            w for i, r in enumerate(raw) if (w := self._word(parameter.id, vocabulary, r, (*path, i))) is not None
        )

    def _table(self, parameter: Parameter, raw: object, path: Path_) -> list[tuple[str | None, Amount]]:
        if not isinstance(raw, dict):
            self._misshapen(parameter.id, "table", raw, path)
            return []
        entries: list[tuple[str | None, Amount]] = []
        for key, value in raw.items():
            word = self._word(parameter.id, parameter.keys or "", key, (*path, key))
            if parameter.words is not None:
                amount: Amount | None = self._words(parameter, value, (*path, key))
            else:
                amount = self._scalar(parameter, value, (*path, key))
            if word is not None and amount is not None:
                entries.append((word, amount))
        return entries

    def _bands(self, parameter: Parameter, raw: object, path: Path_) -> Bands | None:
        if not isinstance(raw, list) or not all(isinstance(row, list) and len(row) == 2 for row in raw):
            self._misshapen(parameter.id, "bands", raw, path)
            return None
        steps: list[tuple[int, Number]] = []
        for position, (bound, value) in enumerate(raw):
            lower = self._number(parameter.id, parameter.by or "count", bound, (*path, position))
            amount = self._scalar(parameter, value, (*path, position))
            if lower is None or not isinstance(amount, int | Decimal):
                continue
            if steps and lower <= steps[-1][0]:
                self.source.fault(
                    "bands-order", (*path, position), place=self.place, parameter=parameter.id, value=bound
                )
            steps.append((int(lower), amount))
        return Bands(tuple(steps))

    def _criterion(self, attribute: str, raw: object, path: Path_, parameter: str) -> Criterion | None:
        if not isinstance(raw, dict) or not raw:
            self._misshapen(parameter, "criteria", raw, path)
            return None
        tests = self.source.keys(raw, path, optional=_OPERATORS, place=self.place)
        fields: dict[str, Any] = {}
        for operator in ("at_least", "at_most", "below"):
            if operator in tests:
                value = quantity(tests[operator])
                if value is None or value.unit == "count":
                    word = tests[operator] if operator == "below" else None
                    if word not in self.vocabulary.get("threshold", {}):
                        unit: Unit = "years" if attribute == "age" else "rupiah"
                        self._number(parameter, unit, tests[operator], (*path, operator))
                    fields[operator] = word
                else:
                    fields[operator] = value
        if "any_of" in tests:
            options = tests["any_of"]
            if not isinstance(options, list):
                self._misshapen(parameter, "set", options, (*path, "any_of"))
                options = []
            words = (self._word(parameter, attribute, w, (*path, "any_of")) for w in options)
            fields["any_of"] = tuple(w for w in words if w is not None)
        if "is" in tests:
            equals = tests["is"]
            fields["equals"] = (
                equals if isinstance(equals, bool) else self._word(parameter, "place", equals, (*path, "is"))
            )
        return Criterion(attribute, **fields)

    def _ranking(self, parameter: Parameter, raw: object, path: Path_) -> Ranking | None:
        if not isinstance(raw, list) or not all(isinstance(tier, dict) for tier in raw):
            self._misshapen(parameter.id, "ranking", raw, path)
            return None
        tiers = []
        for position, tier in enumerate(raw):
            options = tier["any_of"] if isinstance(tier.get("any_of"), list) else [tier]
            criteria = []
            for option in options:
                for attribute, test in option.items() if isinstance(option, dict) else ():
                    if self._word(parameter.id, "attribute", attribute, (*path, position)) is not None:
                        found = self._criterion(attribute, test, (*path, position, attribute), parameter.id)
                        criteria += [] if found is None else [found]
            tiers.append(tuple(criteria))
        return Ranking(tuple(tiers))

    def _ladder(self, parameter: Parameter, raw: object, path: Path_) -> Ladder | None:
        if not isinstance(raw, list) or not all(isinstance(step, dict) for step in raw):
            self._misshapen(parameter.id, "ladder", raw, path)
            return None
        steps = []
        for position, entry in enumerate(raw):
            at = (*path, position)
            fields = self.source.keys(entry, at, required=("step", "by"), optional=("lasts", "rate"), place=self.place)
            step = self._word(parameter.id, "step", fields.get("step"), at)
            by = self._word(parameter.id, "actor", fields.get("by"), at)
            lasts: Quantity | None = None
            if (raw_lasts := fields.get("lasts")) is not None and (lasts := quantity(raw_lasts)) is None:
                self._number(parameter.id, "working_days", raw_lasts, at)
            rate = None
            if (raw_rate := fields.get("rate")) is not None:
                rate = self._number(parameter.id, "fraction", raw_rate, at)
            if step is not None and by is not None:
                steps.append(Step(step, by, lasts, None if rate is None else Decimal(rate)))
        return Ladder(tuple(steps))


def _written(limit: Number) -> str:
    return f"{limit * 100:f}%" if isinstance(limit, Decimal) else f"{limit:_}"
