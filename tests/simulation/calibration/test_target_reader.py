"""Evidence files: what ships is whole and keeps the kinds of counts apart; what is wrong in one is said."""

import re
from pathlib import Path

import pytest

from lindung.messages import BadInput
from lindung.simulation.calibration.figures import FIGURES
from lindung.simulation.calibration.target import NORMAL_90, When
from lindung.simulation.calibration.target_reader import evidence_of, read_evidence, window
from lindung.simulation.scenario import Scenario, home

SHIPPED = home() / "evidence" / "padang.yaml"


def test_what_ships_has_all_thirteen(shipped: dict[str, Scenario]) -> None:
    evidence = evidence_of(shipped["padang"])
    assert {re.split("-", target.name)[0] for target in evidence.targets} == {f"C{n}" for n in range(1, 14)}
    for target in evidence.targets:
        assert target.low < target.value < target.high
        assert target.count == FIGURES[target.figure].count
        assert target.source
        assert target.otherwise is not None
        assert target.fitted == (target.why is None)


def test_the_four_kinds_of_members_are_kept_apart(shipped: dict[str, Scenario]) -> None:
    by_count = {target.name: target.count for target in evidence_of(shipped["padang"]).targets}
    assert by_count["C1-2021"] == by_count["C1-2022"] == "paid_in_year"
    assert by_count["C2"] == by_count["C3"] == "active_stock"
    assert by_count["C4"] == by_count["C5"] == by_count["C6"] == "paid_member_years"


def test_a_range_is_the_central_ninety_per_cent_to_either_side(shipped: dict[str, Scenario]) -> None:
    coverage = next(target for target in evidence_of(shipped["padang"]).targets if target.name == "C2")
    assert coverage.value + NORMAL_90 * coverage.width(0.2) == pytest.approx(coverage.high)
    assert coverage.value - NORMAL_90 * coverage.width(0.1) == pytest.approx(coverage.low)


def test_twelve_months(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]  # from January 2021
    assert window(padang, When(2021)) == (0, 12)
    assert window(padang, When(2024, 8)) == (32, 44)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("count: active_stock", "count: paid_in_year", "target-kind"),  # stock held to a cumulative count
        ("figure: active_coverage", "figure: coverage", "choice"),
        ("when: 2024-08", "when: 2021-06", "target-outside"),
        ("when: 2024-08", "when: August", "date-form"),
        ("range: [0.20, 0.30]", "range: [0.26, 0.30]", "target-range"),
        ("value: 0.63", "value: much", "number-text"),
        ("    when: 2024\n    value: 0.121", "    value: 0.121", "key-missing"),
        ("times: geography", "times: history", "choice"),
        ("standing: derived", "standing: certain", "choice"),
        ("with: {base_awareness: 0.8}", "with: {awareness: 0.8}", "key-unknown"),
        ("when: 2023\n", "when: 2023\n    with: {base_awareness: 0.8}\n", "key-unknown"),  # a city is no experiment
    ],
)
def test_faults(old: str, new: str, code: str, tmp_path: Path, shipped: dict[str, Scenario]) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "evidence" / "padang.yaml"
    file.parent.mkdir()
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_evidence(file, shipped["padang"])
    assert code in {fault.code for fault in caught.value.faults}


def test_a_place_without_evidence(shipped: dict[str, Scenario]) -> None:
    with pytest.raises(BadInput) as caught:
        evidence_of(shipped["tangsel"])
    assert caught.value.faults[0].code == "evidence-missing"


def test_words_do_not_change_the_digest_and_numbers_do(tmp_path: Path, shipped: dict[str, Scenario]) -> None:
    def digest(old: str, new: str) -> str:
        file = tmp_path / "padang.yaml"
        file.write_text(SHIPPED.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return read_evidence(file, shipped["padang"]).digest

    own = evidence_of(shipped["padang"]).digest
    assert digest("thesis on", "a thesis on") == own
    assert digest("value: 33_130", "value: 33_131") != own
