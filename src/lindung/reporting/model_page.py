"""The numbers of behaviour as a page: value, range, kind, unit, standing and source of each, from the files."""

from collections.abc import Iterable
from typing import Final

from lindung.messages import Language, Text
from lindung.messages.language import grouped
from lindung.simulation.declared import KINDS, STANDINGS, Declared
from lindung.simulation.parameters import Parameters, TradeTable
from lindung.simulation.scenario import Scenario

_HEAD: Final = (
    Text("parameter", "parameter"), Text("nilai", "value"), Text("rentang", "range"), Text("jenis", "kind"),
    Text("satuan", "unit"), Text("kedudukan", "standing"), Text("sumber", "source"),
)  # fmt: skip
_TITLE: Final = Text("Parameter perilaku", "Behaviour parameters")
_ABOUT: Final = Text(
    "Dibuat oleh `lindung docs build` dari `scenarios/parameters.yaml` dan skenario `{}`; jangan disunting. **Belum "
    "ada yang dikalibrasi**: E menandai apa yang akan digerakkan kalibrasi. Satuan, sumber, dan catatan ditulis "
    "seperti dalam berkasnya, dalam bahasa Inggris.",
    "Made by `lindung docs build` from `scenarios/parameters.yaml` and the scenario `{}`; not to be edited. **Nothing "
    "is calibrated yet**: E marks what calibration will move.",
)
_KINDS: Final = Text("Jenis", "Kinds")
_BY_TRADE: Final = Text("Menurut profesi", "By trade")
_TRADE: Final = Text("profesi", "trade")
_RANGES: Final = Text(
    "Nilai, dan rentangnya dalam kurung; sumber tiap kolom di bawahnya. `season` ialah amplitudo bentuk tahunan.",
    "Values with their ranges in brackets; the source of each column stands below. `season` is the amplitude of the "
    "year's shape.",
)


def model_page(scenario: Scenario, language: Language) -> str:
    """A Markdown page: the parameters, and what differs by trade."""
    title = f"# {_TITLE.said(language)}: {scenario.title.said(language)}"
    about = _ABOUT.said(language).format(scenario.name)
    kinds = "; ".join(f"{kind} {says.said(language)}" for kind, says in KINDS.items())
    parts = (
        title, about, f"{_KINDS.said(language)}: {kinds}.", parameter_table(scenario, language),
        f"## {_BY_TRADE.said(language)}", _RANGES.said(language), trade_table(scenario, language),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def parameter_table(scenario: Scenario, language: Language) -> str:
    """Every field of `Parameters` as the scenario has it: a Markdown table, one row a parameter."""
    head = [text.said(language) for text in _HEAD]
    rows = ([*_named(name, scenario.declared[name], language)] for name in Parameters._fields)
    return _table(head, rows, right=(1,))


def trade_table(scenario: Scenario, language: Language) -> str:
    """What differs by trade: a table of values, and one of where each column comes from."""
    keys = [trade.key for trade in scenario.trades]
    found = {
        column: [scenario.declared[f"trades.{key}.{column}"] for key in keys] for column in TradeTable._fields
    }  # fmt: skip
    values = (
        [_cell(trade.name.said(language)), *(_with_range(found[column][i], language) for column in found)]
        for i, trade in enumerate(scenario.trades)
    )
    sources = (
        row[:1] + row[3:]
        for column, entries in found.items()
        for row in dict.fromkeys(tuple(_named(column, _without_value(one), language)) for one in entries)
    )
    said = [text.said(language) for text in _HEAD]
    first = _table([_TRADE.said(language), *(f"`{column}`" for column in found)], values)
    return f"{first}\n\n{_table(said[:1] + said[3:], sources)}"


def _named(name: str, one: Declared, language: Language) -> Iterable[str]:
    """The cells of a row; a number overridden without a name of its own goes by its key."""
    yield f"`{name}`" + ("" if one.name is None else f" {_cell(one.name.said(language))}")
    yield number(one.value, language)
    yield "" if one.low == one.high else _range(one, language)
    yield one.kind
    yield _cell(one.unit)
    yield STANDINGS[one.standing].said(language)
    yield _cell(one.source if one.note is None else f"{one.source}. {one.note}")


def _without_value(one: Declared) -> Declared:
    return Declared(0, 0, 0, one.kind, one.source, one.standing, one.unit, one.name, one.note)


def _with_range(one: Declared, language: Language) -> str:
    value = number(one.value, language)
    return value if one.low == one.high else f"{value} ({_range(one, language)})"


def _range(one: Declared, language: Language) -> str:
    return f"{number(one.low, language)} .. {number(one.high, language)}"


def number(value: float, language: Language) -> str:
    """A number with the language's marks: `16.800` and `0,045`, `16,800` and `0.045`; every digit that was written."""
    if value == round(value):
        return grouped(round(value), language)
    text = f"{value:.12g}"
    return text.replace(".", ",") if language == "id" else text


def _cell(text: str) -> str:
    """Text that cannot break out of its cell."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")


def _table(head: list[str], rows: Iterable[Iterable[str]], right: tuple[int, ...] = ()) -> str:
    rule = ("---:" if i in right else "---" for i, _ in enumerate(head))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
