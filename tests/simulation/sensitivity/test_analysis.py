"""An analysis of few unknowns on few people; and orders whose change is known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput
from lindung.simulation.comparison.jobs import Threads
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome
from lindung.simulation.declared import Declared
from lindung.simulation.experiments.vectors import Vectors
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity import analyse as analysis
from lindung.simulation.sensitivity.analyse import Effort, Sensitivity, analyse, at_middle, foremost
from lindung.simulation.sensitivity.design import Effect
from lindung.simulation.sensitivity.order import order_of
from lindung.simulation.sensitivity.sweep import Figures
from lindung.simulation.sensitivity.unknowns import Unknown

TINY = Effort(workers=400, trajectories=2, chosen=2, base=4, points=12)
THREE = ("enrol_base", "other_income_share", "rho")
DRAFTS = ("perwali-padang-13-2022", "padang-prioritas-registri", "padang-kuota-kelurahan")


@pytest.fixture(scope="module")
def few(corpus: Corpus) -> Scenario:
    """Padang from 2024 on, with three unknowns; found nowhere beside evidence."""
    padang = Scenario.load("padang", corpus)
    known = {name: padang.declared[name] for name in THREE}
    return replace(padang, declared=known, months=50, file=Path("few.yaml"))


def analysed(few: Scenario, **given: object) -> Sensitivity:
    return analyse(few, regulations=DRAFTS, effort=TINY, metrics=["protected_person_months"], seed=3, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def done(few: Scenario) -> Sensitivity:
    return analysed(few, threads=1)


def test_each_metric_and_each_difference(done: Sensitivity) -> None:
    assert [(one.output.arm, one.output.against) for one in done.findings] == [(0, None), (1, 0), (2, 0)]
    assert done.arms == DRAFTS
    level = done.findings[0]
    assert {one.factor for one in level.effects} == set(THREE)
    assert level.effects[0].factor == "enrol_base"  # who joins at all decides how many are covered
    assert {one.factor for one in level.indices} == set(done.chosen)
    assert len(done.chosen) == 2
    assert level.low < level.own < level.high
    # 4 replicates, 2 trajectories of 4 points, 3 x 2 ends, 12 spread, 4 x (2 + 2) of Sobol
    assert done.jobs == 4 + 8 + 6 + 12 + 16


def test_the_numbers_do_not_depend_on_threads(done: Sensitivity, few: Scenario) -> None:
    assert analysed(few, threads=3).findings == done.findings


class Stops:
    """Runs a few jobs and fails."""

    def __init__(self, after: int) -> None:
        self.left = after

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for outcome in Threads(1).run(plan, jobs):
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            yield outcome


def test_an_interrupted_analysis_goes_on(done: Sensitivity, few: Scenario, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        analysed(few, executor=Stops(20), keep=tmp_path)
    kept = len(list(tmp_path.rglob("*.parquet")))
    assert kept == 20
    again = analysed(few, threads=1, keep=tmp_path)
    assert (again.findings, again.order) == (done.findings, done.order)
    again.clear()
    assert not list(tmp_path.rglob("*.parquet"))


def test_screening_alone(few: Scenario, done: Sensitivity) -> None:
    screened = analysed(few, method="morris", threads=2)
    assert all(not one.indices for one in screened.findings)
    assert [one.effects for one in screened.findings] == [one.effects for one in done.findings]


def test_the_middle_is_the_calibrations_where_there_is_one(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    middle = {"keep_paying": 0.2, "trades.sd_transitory": 1.1, "population.initial_members": 0.09}
    monkeypatch.setattr(analysis, "vectors_of", lambda *_: Vectors(middle, (), "-"))
    padang = Scenario.load("padang", corpus)
    made = at_middle(padang)
    assert made.behaviour["keep_paying"] == made.declared["keep_paying"].value == 0.2
    assert made.population.initial_members == made.declared["population.initial_members"].value == 0.09
    for trade, its in zip(made.trades, padang.trades, strict=True):
        assert trade.sd_transitory == pytest.approx(1.1 * its.sd_transitory)
        assert made.declared[f"trades.{trade.key}.sd_transitory"].value == pytest.approx(trade.sd_transitory)
    assert made.declared["rho"] == padang.declared["rho"]


def test_an_unknown_metric_gets_the_nearest(few: Scenario) -> None:
    with pytest.raises(BadInput, match="claim_ratio_jkm"):
        analyse(few, metrics=["claim_ratio_jkn"])


def test_the_foremost_factors_of_any_output() -> None:
    one = [Effect("a", 100.0, 0), Effect("b", 10.0, 0), Effect("c", 0.0, 0)]
    other = [Effect("c", 0.3, 0), Effect("b", 0.2, 0), Effect("a", 0.0, 0)]
    assert foremost([one, other, ()], 2) == ("a", "c")


# --- the order of two drafts ---

UNKNOWNS = tuple(Unknown(name, name, Declared(0.5, 0.0, 2.0, "S", "-", "assumption")) for name in ("x", "y"))


def figures(leads: np.ndarray[tuple[int], np.dtype[np.float64]], metric: str) -> Figures:
    """A baseline of 100, a first draft at 110, a second behind it by `leads`."""
    levels = np.zeros((len(leads), 3, len(METRICS)))
    column = list(METRICS).index(metric)
    levels[:, 0, column], levels[:, 1, column], levels[:, 2, column] = 100, 110, 110 - leads
    return Figures(("base", "one", "two"), levels)


@pytest.mark.parametrize("metric", ["protected_person_months", "poverty_person_months"])
def test_where_one_draft_stops_beating_the_other(metric: str) -> None:
    """The lead is 1 - x: it goes at x above 1, half of the range 0 .. 2; y does nothing."""
    points = np.random.default_rng(5).random((300, 2))
    sign = -1 if metric == "poverty_person_months" else 1  # of poverty less is better: the second is behind by more
    ends = np.array([1.0, -1.0, 0.5, 0.5])  # x low, x high, y low, y high
    found = order_of(
        metric, UNKNOWNS, figures(sign * np.array([0.5]), metric), figures(sign * ends, metric),
        figures(sign * (1 - 2 * points[:, 0]), metric), points, [Effect("x", 1, 0), Effect("y", 0.1, 0)], (1, 2),
    )  # fmt: skip
    assert (found.first, found.second, found.lead) == ("one", "two", 0.5)
    assert [(one.factor, one.flips(found.lead)) for one in found.swings] == [("x", True), ("y", False)]
    rule = found.discovery
    assert rule.lost == pytest.approx(150, abs=2) or 120 < rule.lost < 180
    (limit,) = rule.limits
    assert (limit.unknown.place, limit.most) == ("x", None)
    assert limit.least == pytest.approx(1, abs=0.12)
    assert rule.tested_density is not None
    assert rule.tested_density > 0.9


def test_who_leads_at_the_scenarios_values_comes_first() -> None:
    metric = "protected_person_months"
    behind = figures(np.array([-3.0]), metric)
    many = figures(np.full(20, -3.0), metric)
    found = order_of(
        metric, UNKNOWNS, behind, figures(np.full(4, -3.0), metric), many, np.random.default_rng(1).random((20, 2)),
        [Effect("x", 1, 0)], (1, 2),
    )  # fmt: skip
    assert (found.first, found.second, found.lead) == ("two", "one", 3.0)
    assert (found.reordered, found.discovery.lost, found.discovery.limits) == (0, 0, ())
    assert found.discovery.coverage is None
