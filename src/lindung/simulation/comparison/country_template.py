"""A place made after a template: what it states is its own, the rest is the template's in proportion to its workers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from lindung.law.register import both_languages
from lindung.law.source import Path_, Source
from lindung.messages import BadInput, Text
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import Declared, Limits, NumberReader, dotted
from lindung.simulation.office_reader import read_budgets
from lindung.simulation.scenario import Budget, Offices, PovertyLine, Scenario, Trade

_REQUIRED: Final = ("template", "region", "population")
_OPTIONAL: Final = ("title", "poverty_line", "budgets", "regulations", "income_scale", "occupations")
_ALSO: Final = ("interpolated",)
_STAFF: Final = ("field_staff", "agents", "social_workers", "verifications", "proposals")
_SCALED: Final = (
    "population.kelurahan", "offices.bpjs_branch.field_staff", "offices.agents.number", "offices.social_workers.number",
    "offices.social_office.verifications", "offices.kelurahan.proposals",
)  # fmt: skip
_OF_A_PLACE: Final = ("population.", "offices.", "budgets.", "poverty_line", "prices.", "trades.")
_MOST_CELLS: Final = 32_767  # a cell is an int16


class _Part(Source):
    """One place of a country file, read as if it stood alone; lines and faults are those of the whole file."""

    def __init__(self, whole: Source, at: Path_) -> None:
        self.name, self.faults = whole.name, whole.faults
        self._whole, self._at = whole, at

    def line(self, path: Path_) -> int | None:
        """The line in the whole file."""
        return self._whole.line((*self._at, *path))

    def fault(self, code: str, path: Path_, *, place: str | None = None, **details: Any) -> None:
        """Note a fault of the whole file."""
        here = dotted(self._at) if place is None else f"{dotted(self._at)}.{place}"
        self._whole.fault(code, (*self._at, *path), place=here, **details)


def made_after(template: Scenario, raw: Mapping[str, Any], whole: Source, at: Path_) -> tuple[Scenario, str | None]:
    """The scenario of a place, and the instrument its baseline is held to (None: whatever is in force there).

    Staff, agents, verified names, villages and money of the template are taken in proportion to the workers, everything
    else as it is; its sponsors are left out. Faults are noted in `whole`.
    """
    source = _Part(whole, at)
    own: dict[str, Declared] = {}
    numbers = NumberReader(source, own)
    entry = source.keys(raw, (), required=_REQUIRED, optional=_OPTIONAL)
    size, kelurahan = _population(numbers, entry.get("population"), template)
    ratio = size / template.population.size
    region, name = _region(source, entry.get("region"), template)
    budgets = (
        read_budgets(numbers, entry["budgets"], template.corpus)
        if entry.get("budgets") is not None
        else tuple(_in_proportion(budget, ratio) for budget in template.budgets)
    )
    title = Text(name, name)
    if entry.get("title") is not None:
        title = both_languages(source, entry["title"], ("title",), "title")
    scenario = replace(
        template,
        name=f"{template.name}-{region}",
        title=title,
        region=region,
        region_name=name,
        population=replace(template.population, size=size, kelurahan=kelurahan),
        trades=_trades(numbers, entry, template),
        offices=_staffed(template.offices, ratio),
        budgets=budgets,
        sponsors=(),
        poverty_line=_poverty_line(numbers, entry.get("poverty_line"), template),
        regulations=_regulations(source, entry.get("regulations"), template),
        microdata=None,
        notes=(),
        declared={**_taken(template, ratio, own), **own},
    )
    return scenario, next(iter(scenario.regulations), None)


def scaled(count: int, ratio: float) -> int:
    """A number of staff, villages or names in proportion, at least one of any."""
    return max(round(count * ratio), 1) if count else 0


def _population(numbers: NumberReader, raw: object, template: Scenario) -> tuple[int, int]:
    path: Path_ = ("population",)
    people = template.population
    if raw is None:
        return people.size, people.kelurahan
    entry = numbers.source.keys(raw, path, required=("size",), optional=("kelurahan",), place="population")
    if entry.get("size") is None:
        return people.size, people.kelurahan
    size = numbers.number(entry["size"], (*path, "size"), Limits(1, 2**31, whole=True), also=_ALSO)
    most = _MOST_CELLS // len(template.trades)
    if entry.get("kelurahan") is None:
        return round(size), min(scaled(people.kelurahan, size / people.size), most)
    kelurahan = numbers.number(entry["kelurahan"], (*path, "kelurahan"), Limits(1, most, whole=True), also=_ALSO)
    return round(size), round(kelurahan)


def _region(source: Source, raw: object, template: Scenario) -> tuple[str, str]:
    if raw is None:
        return "", ""
    try:
        region = template.corpus.regions.find(str(raw))
    except BadInput as error:
        source.fault(error.faults[0].code, ("region",), place="region", **error.faults[0].details)
        return "", ""
    return region.bps, region.name


def _trades(numbers: NumberReader, entry: Mapping[str, Any], template: Scenario) -> tuple[Trade, ...]:
    """The template's trades with mean incomes times `income_scale`, and further words of the law that name a trade."""
    factor = 1.0
    if entry.get("income_scale") is not None:
        factor = numbers.number(entry["income_scale"], ("income_scale",), Limits(0.1, 10), also=_ALSO)
    source, words = numbers.source, tuple(template.corpus.vocabulary.get("occupation", ()))
    keys = tuple(trade.key for trade in template.trades)
    further: dict[str, frozenset[str]] = {}
    given = source.keys(entry.get("occupations") or {}, ("occupations",), optional=keys, place="occupations")
    for key, raw in given.items():
        path: Path_ = ("occupations", key)
        further[key] = frozenset(map(str, source.items(raw, path, key=key, place=dotted(path))))
        for word in sorted(further[key] - set(words)):
            details = {"parameter": key, "value": word, "vocabulary": "occupation", "nearest": Nearest(word, words)}
            source.fault("word-unknown", path, place=dotted(path), **details)
    return tuple(
        replace(
            trade,
            mean_income=trade.mean_income * factor,
            occupations=trade.occupations | further.get(trade.key, frozenset()),
        )
        for trade in template.trades
    )


def _staffed(offices: Offices, ratio: float) -> Offices:
    return replace(offices, **{name: scaled(getattr(offices, name), ratio) for name in _STAFF})


def _in_proportion(budget: Budget, ratio: float) -> Budget:
    return replace(budget, rupiah={year: round(rupiah * ratio) for year, rupiah in budget.rupiah.items()})


def _poverty_line(numbers: NumberReader, raw: object, template: Scenario) -> PovertyLine:
    if raw is None:
        return template.poverty_line
    rupiah = numbers.number(raw, ("poverty_line",), Limits(1), also=_ALSO)
    day = raw.get("date") if isinstance(raw, dict) else None
    if day is None:
        numbers.source.fault("key-missing", ("poverty_line",), place="poverty_line", key="date")
    return PovertyLine(rupiah, day if isinstance(day, date) else date.max)


def _regulations(source: Source, raw: object, template: Scenario) -> tuple[str, ...]:
    names = tuple(str(name) for name in source.items(raw, ("regulations",), key="regulations"))
    known = tuple(template.corpus.instruments)
    for i, name in enumerate(names):
        if name not in known:
            place, nearest = f"regulations.{i + 1}", Nearest(name, known)
            source.fault("instrument-unknown", ("regulations", i), place=place, name=name, nearest=nearest)
    return names


def _taken(template: Scenario, ratio: float, own: Mapping[str, Declared]) -> dict[str, Declared]:
    """What the template declares and the place does not: behaviour as it is, the rest marked as taken from it."""
    states_budgets = any(name.startswith("budgets.") for name in own)
    found: dict[str, Declared] = {}
    for name, one in template.declared.items():
        if name.startswith("sponsors.") or (states_budgets and name.startswith("budgets.")):
            continue
        if not name.startswith(_OF_A_PLACE) or ("share" not in name and name.startswith("trades.")):
            found[name] = one
            continue
        proportional = name in _SCALED or (name.startswith("budgets.") and ".rupiah" in name)
        source = f"as in {template.name}{', in proportion to the workers' if proportional else ''}: {one.source}"
        found[name] = replace(one, source=source, standing="assumption")
        if proportional:
            value, low, high = (
                float(round(number * ratio)) if name.startswith("budgets.") else float(scaled(round(number), ratio))
                for number in (one.value, one.low, one.high)
            )
            found[name] = replace(found[name], value=value, low=low, high=high)
    return found
