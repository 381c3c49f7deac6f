"""A researcher's own behaviour in place of one that ships."""

from typing import Any

import pytest

from lindung.messages import LANGUAGES
from lindung.simulation.behaviour import enrolment
from lindung.simulation.compiled import F32
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.runs import refused


def nobody_tries(*_: Any) -> Any:
    return F32(0)


def test_a_decision_is_replaced_and_the_shipped_one_stays(shipped: dict[str, Scenario]) -> None:
    """One test, as compiling the month anew takes 20 seconds."""
    scenario = shipped["fictional"]
    shipped_one = enrolment.try_probability
    before = run(scenario, months=8)
    own = run(scenario, months=8, behaviour={"enrolment": nobody_tries})
    assert sum(row["tries"] for row in before.rows) > 0
    assert {row["tries"] for row in own.rows} == {0}
    assert {row["failures"] for row in own.rows} == {0}
    assert own.identity["behaviour"] == ["enrolment"]
    assert own.fingerprint != before.fingerprint
    for line in ("injuries", "income_rp", "eligible"):  # the other decisions are those that ship, with the same draws
        assert own.rows[0][line] == before.rows[0][line]
    assert enrolment.try_probability is shipped_one
    assert run(scenario, months=8).result_digest == before.result_digest


@pytest.mark.parametrize(
    ("name", "nearest"), [("enrollment", "enrolment"), ("incomes", "income"), ("enrolment.tries", "enrolment")]
)
def test_an_unknown_decision_gives_the_nearest(shipped: dict[str, Scenario], name: str, nearest: str) -> None:
    error = refused(scenario=shipped["fictional"], months=1, behaviour={name: nobody_tries})
    assert [fault.code for fault in error.faults] == ["behaviour-unknown"]
    for language in LANGUAGES:
        assert name in error.said(language)
        assert nearest in error.said(language)
