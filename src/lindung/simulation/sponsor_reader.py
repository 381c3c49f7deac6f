"""The sponsors of a scenario file: payers beside the scheme, and whom each of them pays for."""

from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.register import both_languages
from lindung.law.source import Path_
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import HEAD, Head, Limits, NumberReader, dotted
from lindung.simulation.office_reader import by_year, read_payer
from lindung.simulation.scenario import Budget, Sponsorship

_NEEDED: Final = ("name", "payer", "rupiah")
_MONTHS: Final = ("release_months", "unpaid_months")
_WHOM: Final = ("trades", "areas", "residents", "most", "one_each_area")


def read_sponsors(
    numbers: NumberReader, raw: object, corpus: Corpus, trades: tuple[str, ...], areas: int
) -> tuple[Sponsorship, ...]:
    """The sponsors by key; `trades` are the scenario's, `areas` how many kelurahan or nagari it has."""
    source = numbers.source
    found = []
    for key, one in source.keys(raw or {}, ("sponsors",), optional=raw if isinstance(raw, dict) else ()).items():
        path: Path_ = ("sponsors", key)
        entry = source.keys(one, path, required=_NEEDED, optional=(*HEAD, *_MONTHS, "pays_for"), place=dotted(path))
        head = numbers.head(entry, path)
        months = {
            word: numbers.whole(entry[word], (*path, word), Limits(0, 12), head)
            for word in _MONTHS
            if entry.get(word) is not None
        }
        payer = read_payer(numbers, entry.get("payer"), path, corpus)
        rupiah = by_year(numbers, entry.get("rupiah"), (*path, "rupiah"), head)
        budget = Budget(payer, rupiah, 0, months.get("release_months", 0), months.get("unpaid_months", 0))
        name = both_languages(source, entry.get("name"), (*path, "name"), "name", dotted(path))
        found.append(Sponsorship(key, name, budget, **_whom(numbers, entry.get("pays_for"), path, head, trades, areas)))
    return tuple(found)


def _whom(
    numbers: NumberReader, raw: object, path: Path_, head: Head, trades: tuple[str, ...], areas: int
) -> dict[str, Any]:  # fmt: skip
    source, path = numbers.source, (*path, "pays_for")
    entry = source.keys(raw or {}, path, optional=_WHOM, place=dotted(path))
    chosen = tuple(str(trade) for trade in source.items(entry.get("trades"), (*path, "trades"), key="trades"))
    for trade in chosen:
        if trade not in trades:
            details = {"key": trade, "nearest": Nearest(trade, trades)}
            source.fault("key-unknown", (*path, "trades"), place=dotted(path), **details)
    places = tuple(source.items(entry.get("areas"), (*path, "areas"), key="areas"))
    for place in places:
        if not isinstance(place, int) or not 1 <= place <= areas:
            details = {"key": "areas", "value": place, "limits": f"1 .. {areas}"}
            source.fault("number-impossible", (*path, "areas"), place=dotted(path), **details)
    for word in ("residents", "one_each_area"):
        if not isinstance(entry.get(word, False), bool):
            details = {"key": word, "value": entry[word], "choices": "true, false"}
            source.fault("choice", (*path, word), place=dotted(path), **details)
    most = None if entry.get("most") is None else numbers.whole(entry["most"], (*path, "most"), above=head)
    return {
        "trades": chosen,
        "areas": places,
        "residents": entry.get("residents") is True,
        "most": most,
        "one_each_area": entry.get("one_each_area") is True,
    }
