"""Experiment files: those that ship, and what is said of one that cannot be used."""

from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput
from lindung.simulation import workers as w
from lindung.simulation.experiments.experiment import Experiment, folder, shipped
from lindung.simulation.experiments.measures import MEASURES


@pytest.fixture(scope="module")
def experiments(corpus: Corpus) -> dict[str, Experiment]:
    return {name: Experiment.load(name, corpus) for name in shipped()}


def test_the_studies_that_ship(experiments: dict[str, Experiment]) -> None:
    assert set(experiments) == {"jkn-2015", "nicaragua-2007", "ghana-2011", "china-rice-2010", "aearctr-0015911"}
    assert [name for name, one in experiments.items() if one.is_planned] == ["aearctr-0015911"]


def test_the_arms_that_were_asked_for(experiments: dict[str, Experiment]) -> None:
    assert set(experiments["jkn-2015"].arm_by_key) == {
        "control", "information", "assisted", "half_subsidy", "full_subsidy", "full_and_assisted",
    }  # fmt: skip
    planned = experiments["aearctr-0015911"]
    lasts = {key: (arm.months, arm.auto_debit_months) for key, arm in planned.arm_by_key.items()}
    # registry entry of 13 June 2025: 3 months for all, 6 or 9 with or without the condition of auto-debit
    assert lasts == {
        "three": (3, 0), "six": (6, 0), "six_auto_debit": (3, 6), "nine": (9, 0), "nine_auto_debit": (3, 9),
    }  # fmt: skip


def test_every_published_figure_has_source_standing_and_a_cause_to_give(experiments: dict[str, Experiment]) -> None:
    for one in experiments.values():
        keys = set(one.arm_by_key)
        for row in one.published:
            assert row.of in keys
            assert row.measure in MEASURES
            assert row.against is None or row.against in keys
            if not row.is_prediction:
                assert row.source is not None
                assert row.standing is not None
                assert row.cause is not None or row.fitted is not None
                if row.value is not None and row.low is not None and row.high is not None:
                    assert row.low <= row.value <= row.high


def test_nobody_is_a_member_and_nobody_pays_for_them(experiments: dict[str, Experiment]) -> None:
    for one in experiments.values():
        assert one.scenario.population.initial_members == 0
        assert (one.scenario.budgets, one.scenario.sponsors) == ((), ())
        assert sum(trade.share for trade in one.scenario.trades) == pytest.approx(1)
    assert {trade.key for trade in experiments["china-rice-2010"].scenario.trades} == {"farmer"}
    assert experiments["jkn-2015"].scenario.behaviour["base_awareness"] == 0.8
    assert w.NEVER == 0


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (folder() / "china-rice-2010.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "china.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("measure: premium_cut", "measure: premium_cat", "choice"),
        ("of: informed_friend\n", "of: informed_fiend\n", "choice"),
        ("start: 2024-01", "start: 2026-06", "number-impossible"),
        ("start: 2024-01", "start: soon", "date-form"),
        ("{farmer: 1.0}", "{farmer: 0.9}", "share-sum"),
        ("{farmer: 1.0}", "{pharmer: 1.0}", "key-unknown"),
        ("pays: 0.9", "pays: 1.9", "number-impossible"),
        ("open_for: 12", "open_for: 13", "number-impossible"),
        ("range: [0.05, 0.20]", "range: 0.05", "range-form"),
        ("base: padang", "base: pandang", "scenario-unknown"),
        ("name: china-rice-2010\n", "", "key-missing"),
        ("people:\n  trades", "people:\n  ages: [3, 4]\n  trades", "range-form"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, corpus: Corpus, old: str, new: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        Experiment.load(changed(tmp_path, old, new), corpus)
    assert code in {fault.code for fault in caught.value.faults}


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(BadInput, match="jkn-2015") as caught:
        Experiment.load("jkn-2014")
    assert caught.value.faults[0].code == "experiment-unknown"
