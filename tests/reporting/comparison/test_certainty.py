"""How sure: halves of intervals, what readings move on the replicates they share, and which signs survive."""

import math

import pytest

from lindung.reporting.comparison.certainty import caveat, doubts, moved_by_readings, readings, standing
from lindung.reporting.comparison.grounds import rules_read
from lindung.reporting.comparison.names import DECISIVE, alternatives, together
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.scenario import Scenario
from tests.reporting.comparison.made import FEW, made

METRIC = DECISIVE.metric


def test_a_sign_holds_only_beyond_chance_and_parameters(four: Comparison) -> None:
    rows = doubts(four, alternatives(four), "en")
    for row in rows:
        found = row.alternative.arm.differences[METRIC]
        spread = four.split(row.alternative.number, METRIC).parameters
        assert spread is not None
        assert found.mean is not None
        both = math.hypot(found.half_width or 0.0, 1.645 * spread)
        moves = [0.0, *moved_by_readings(four, row.alternative).values()]
        expected = all(abs(found.mean + move) > both for move in moves) if found.mean else None
        assert row.holds is expected
    assert [row.holds for row in rows] == [False, False, True, None]
    assert "is sure only under C" in caveat(rows, "en")


def test_readings_are_held_against_the_same_replicates(four: Comparison) -> None:
    """The reading that lives the same lives moves nothing, though its replicates are fewer."""
    for one in alternatives(four):
        moves = moved_by_readings(four, one)
        assert moves["jkm_restart=continues"] == 0
        own = [four.values(one.number, METRIC)[r] for r in range(FEW)]
        base = [four.values(0, METRIC)[r] for r in range(FEW)]
        mean = sum((a or 0) - (b or 0) for a, b in zip(own, base, strict=True)) / FEW
        other = four.by_reading(one.number, METRIC)["age_65=national"].mean
        assert moves["age_65=national"] == pytest.approx((other or 0) - mean)
    moving, unmoved = readings(four, alternatives(four), "en")
    assert "A +230" in moving
    assert unmoved.startswith("Without effect on the months of cover: Does registering again")


def test_without_the_rest_nothing_is_claimed(padang: Scenario) -> None:
    bare = made(padang, ["padang-jht"], rests=False)
    (row,) = doubts(bare, alternatives(bare), "id")
    assert (row.parameters, row.readings, row.holds) == ("tidak dihitung", "tidak dihitung", None)
    assert caveat([row], "id") == ""


def test_every_number_of_the_scenario_is_counted(padang: Scenario, four: Comparison) -> None:
    assumed = sum(one.standing == "assumption" for one in padang.declared.values())
    assert f"{assumed} of the {len(padang.declared)} numbers" in standing(four, "en")


def test_the_law_read_is_that_of_the_baseline(four: Comparison) -> None:
    rules = rules_read(four)
    read = {rule.parameter for rule in rules}
    assert {"subsidy.registry", "bpu.arrears.months_to_inactive", "jkm.benefit.total", "minimum_wage"} <= read
    assert not any(rule.instrument.startswith("padang-") for rule in rules)
    drafted = rules_read(four, 3)
    assert any(rule.instrument == "padang-jht" for rule in drafted)


def test_clauses_together() -> None:
    assert together(["unseen-6", "pasal-20c", "pasal-20a", "pasal-20b"], "id") == (
        "Pasal 20A, 20B, dan 20C; pasal belum terbaca 6"
    )
    assert together(["pasal-1/angka-14", "pasal-2"], "en", ", ") == "Article 1 number 14, Article 2"
