"""Values as people say them, in both languages, generated from the typed values; and as plain data for JSON."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from lindung.law.literals import NAMES
from lindung.law.register import Parameter, Vocabulary
from lindung.law.values import Amount, Bands, Criterion, Ladder, Number, Quantity, Ranking, Unit
from lindung.messages import Language, Text
from lindung.messages.language import grouped, listed, percent, rupiah

_FEW: Final = 6  # bands beyond this are summed up in a sentence


def quantity_said(amount: Number, unit: Unit, language: Language) -> str:
    """`0,24 %`, `Rp16.800`, `7 hari kerja`, `48 kali upah sebulan`, `tanggal 15`."""
    match unit:
        case "fraction":
            return percent(Decimal(amount), language)
        case "rupiah":
            return rupiah(int(amount), language)
        case "count" | "word":
            return grouped(int(amount), language)
        case "day_of_month":
            return f"{'tanggal' if language == 'id' else 'day'} {amount}"
    name = NAMES[unit].said(language)
    if language == "en" and amount == 1 and name.endswith("s"):
        name = name.removesuffix("s")
    return f"{grouped(int(amount), language)} {name}"


class Sentences:
    """Says values with the labels of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self.vocabulary = vocabulary
        self.language = language

    def label(self, vocabulary: str | None, word: str) -> str:
        """The label of a word; the word itself where it has none."""
        text = self.vocabulary.get(vocabulary or "", {}).get(word)
        return word if text is None else text.said(self.language)

    def said(self, parameter: Parameter, amount: Amount | Mapping[str, Amount]) -> str:
        """One value of a parameter as a phrase."""
        match amount:
            case Mapping():
                entries = (
                    f"{self.label(parameter.keys, key)}: {self.said(parameter, one)}" for key, one in amount.items()
                )
                return "; ".join(entries)
            case Bands():
                return self._bands(parameter, amount)
            case Criterion():
                return self.criterion(amount)
            case Ranking():
                return self._ranking(amount)
            case Ladder():
                return self._ladder(amount)
            case tuple():
                return listed((self.label(parameter.words, word) for word in amount), self.language)
            case str():
                return self.label(parameter.words, amount)
        return quantity_said(amount, parameter.unit, self.language)

    def criterion(self, criterion: Criterion) -> str:
        """`usia paling rendah 18 tahun dan paling tinggi 65 tahun`, `income below the region's minimum wage`."""
        name = self.label("attribute", criterion.attribute)
        if criterion.equals is True:
            return name
        if criterion.equals is False:
            return f"{'tidak' if self.language == 'id' else 'not'} {name}"
        indonesian = self.language == "id"
        tests = []
        if criterion.equals:
            tests.append(f"{'di' if indonesian else 'in'} {self.label('place', str(criterion.equals))}")
        if criterion.at_least is not None:
            tests.append(f"{'paling rendah' if indonesian else 'at least'} {self._quantity(criterion.at_least)}")
        if criterion.at_most is not None:
            tests.append(f"{'paling tinggi' if indonesian else 'at most'} {self._quantity(criterion.at_most)}")
        if criterion.below is not None:
            tests.append(f"{'di bawah' if indonesian else 'below'} {self._threshold(criterion.below)}")
        if criterion.any_of:
            options = listed((self.label(criterion.attribute, w) for w in criterion.any_of), self.language, "or")
            return f"{name}: {listed([*tests, options], self.language)}"
        return f"{name} {listed(tests, self.language)}"

    def _quantity(self, quantity: Quantity) -> str:
        return quantity_said(quantity.amount, quantity.unit, self.language)

    def _threshold(self, threshold: Quantity | str) -> str:
        return self.label("threshold", threshold) if isinstance(threshold, str) else self._quantity(threshold)

    def _ranking(self, ranking: Ranking) -> str:
        tiers = (listed(map(self.criterion, tier), self.language, "or") for tier in ranking.tiers)
        if len(ranking.tiers) == 1:
            return next(iter(tiers))
        return "; ".join(f"({place}) {tier}" for place, tier in enumerate(tiers, 1))

    def _ladder(self, ladder: Ladder) -> str:
        steps = []
        for step in ladder.steps:
            details = [self.label("actor", step.by)]
            if step.lasts is not None:
                details.append(self._quantity(step.lasts))
            if step.rate is not None:
                per_month = "sebulan" if self.language == "id" else "a month"
                details.append(f"{percent(step.rate, self.language)} {per_month}")
            steps.append(f"{self.label('step', step.step)} ({', '.join(details)})")
        return " → ".join(steps)

    def _bands(self, parameter: Parameter, bands: Bands) -> str:
        if len(bands.steps) > _FEW:
            first, last = bands.steps[0][1], bands.steps[-1][1]
            low, high = (quantity_said(amount, parameter.unit, self.language) for amount in (first, last))
            words = Text("{} lapisan, dari {} sampai {}", "{} bands, from {} to {}").said(self.language)
            return words.format(len(bands.steps), low, high)
        return "; ".join(f"{span}: {amount}" for span, amount in self.band_rows(parameter, bands))

    def band_rows(self, parameter: Parameter, bands: Bands) -> list[tuple[str, str]]:
        """Each band as (span, value): `("bulan 1-12", "100 %")`."""
        unit = parameter.by or "count"
        rows = []
        for position, (lower, amount) in enumerate(bands.steps):
            upper = bands.steps[position + 1][0] - 1 if position + 1 < len(bands.steps) else None
            rows.append((self._span(lower, upper, unit), quantity_said(amount, parameter.unit, self.language)))
        return rows

    def _span(self, lower: int, upper: int | None, unit: Unit) -> str:
        indonesian = self.language == "id"
        if unit == "months":
            name = "bulan" if indonesian else "month" + ("" if upper == lower else "s")
            if upper is None:
                return f"mulai bulan {lower}" if indonesian else f"from month {lower}"
            return f"{name} {lower}" if upper == lower else f"{name} {lower}-{upper}"
        low = quantity_said(lower, unit, self.language)
        if upper is None:
            return f"{low} ke atas" if indonesian else f"{low} and above"
        high = quantity_said(upper, unit, self.language)
        if lower == 0:
            return f"sampai {high}" if indonesian else f"up to {high}"
        return f"{low} - {high}"


def plain(amount: Amount | Mapping[str, Amount] | None) -> Any:
    """A value as JSON data: fractions as numbers, money as whole rupiah, shapes as objects."""
    match amount:
        case None:
            return None
        case Mapping():
            return {key: plain(one) for key, one in amount.items()}
        case Decimal():
            return float(amount)
        case tuple():
            return list(amount)
        case Bands():
            return {"bands": [{"from": lower, "value": plain(value)} for lower, value in amount.steps]}
        case Criterion():
            return _plain_criterion(amount)
        case Ranking():
            return {"tiers": [[{c.attribute: _plain_criterion(c)} for c in tier] for tier in amount.tiers]}
        case Ladder():
            return {"steps": [_plain_step(step.step, step.by, step.lasts, step.rate) for step in amount.steps]}
    return amount


def _plain_criterion(criterion: Criterion) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for operator in ("at_least", "at_most", "below"):
        value = getattr(criterion, operator)
        if value is not None:
            fields[operator] = plain(value.amount) if isinstance(value, Quantity) else value
    if criterion.any_of:
        fields["any_of"] = list(criterion.any_of)
    if criterion.equals is not None:
        fields["is"] = criterion.equals
    return fields


def _plain_step(step: str, by: str, lasts: Quantity | None, rate: Decimal | None) -> dict[str, Any]:
    fields: dict[str, Any] = {"step": step, "by": by}
    if lasts is not None:
        fields["lasts"] = {"amount": plain(lasts.amount), "unit": lasts.unit}
    if rate is not None:
        fields["rate"] = float(rate)
    return fields
