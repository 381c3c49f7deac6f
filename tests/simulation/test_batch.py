"""Mesa's own `batch_run` sweeps the city and gives the rows of `lindung.run`."""

from typing import Any

import mesa
import pytest

import lindung
from lindung.messages import BadInput
from lindung.simulation.batch import LindungModel
from lindung.simulation.counters import ROW
from lindung.simulation.run import run


def rows_of(found: list[dict[str, Any]], **which: Any) -> list[dict[str, int]]:
    """The rows of one run of a batch, in the order of its months."""
    mine = [one for one in found if all(one[name] == value for name, value in which.items())]
    assert [one["Step"] for one in mine] == list(range(1, len(mine) + 1))
    return [{name: one[name] for name in ROW} for one in mine]


def test_a_batch_gives_the_rows_of_single_runs() -> None:
    months, budgets, seeds = 14, [0, 60_000_000], [7, 8]
    found = mesa.batch_run(
        LindungModel, parameters={"scenario": "fictional", "months": months, "budget": budgets, "workers": 500},
        rng=seeds, data_collection_period=1, display_progress=False,
    )  # fmt: skip
    assert len(found) == months * len(budgets) * len(seeds)
    for budget in budgets:
        for seed in seeds:
            single = run("fictional", workers=500, months=months, budget=budget, seed=seed)
            assert rows_of(found, budget=budget, seed=seed) == single.rows
    last = mesa.batch_run(
        LindungModel, parameters={"scenario": "fictional", "months": 3, "workers": 200}, display_progress=False
    )
    assert [one["Step"] for one in last] == [3]  # without a seed the scenario's own, and the last month alone
    single = run("fictional", workers=200, months=3)
    assert {name: last[0][name] for name in ROW} == single.rows[-1]


def test_a_draft_in_a_batch() -> None:
    drafts = [None, "padang-jht"]
    found = mesa.batch_run(
        LindungModel, parameters={"scenario": "padang", "months": 51, "workers": 1_000, "regulation": drafts},
        data_collection_period=1, display_progress=False,
    )  # fmt: skip
    plain, amended = (rows_of(found, regulation=one) for one in drafts)
    assert plain[:48] == amended[:48]
    assert plain[48:] != amended[48:]


def test_a_row_is_what_the_counters_name() -> None:
    assert list(run("fictional", workers=100, months=1).rows[0]) == list(ROW)


def test_it_stands_at_the_door_of_notebooks() -> None:
    assert lindung.LindungModel is LindungModel
    with pytest.raises(BadInput, match="padang"):
        LindungModel("padan")
