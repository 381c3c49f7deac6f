"""Look-ups against a table written from the sources alone, both sides of every edge."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.law.readings import parse_choices
from lindung.law.sentences import plain

with (Path(__file__).parents[1] / "golden" / "law" / "lookups.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(filter(None, (row["parameter"], row["on"], row["key"]))))
def test_look_up(corpus: Corpus, row: dict[str, str]) -> None:
    readings = parse_choices(row["reading"].split())
    view = corpus.on(row["on"], row["region"] or None, row["known_on"] or None, readings)
    answer = view.look_up(row["parameter"], row["key"] or None)
    assert answer.status == row["status"], row["source"]
    if row["status"] == "in_force":
        assert answer.value is not None
        assert plain(answer.value.amount) == json.loads(row["value"]), row["source"]
        if row["instrument"]:
            assert answer.value.instrument == row["instrument"], row["source"]


def test_every_row_has_a_source() -> None:
    assert len(ROWS) >= 120
    assert all(len(row["source"]) > 5 for row in ROWS)


def test_edges_are_seen_from_both_sides() -> None:
    """Most look-ups stand next to another one day away."""
    days: dict[tuple[str, ...], set[date]] = {}
    for row in ROWS:
        key = (row["parameter"], row["region"], row["key"], row["reading"])
        days.setdefault(key, set()).add(date.fromisoformat(row["on"]))
    paired = Counter(any(abs((other - day).days) == 1 for other in found) for found in days.values() for day in found)
    assert paired[True] >= 80
