"""Figures of runs: expected claims against claims that happened, small cities against large ones, experiments."""

import numpy as np
import pytest

from lindung.simulation.calibration.expected import JKK, JKK_RUPIAH, JKM
from lindung.simulation.calibration.experiment import CHEAPER, CONTROL, SUBSIDY_AND_HELP, conducted, enrolled
from lindung.simulation.calibration.figures import FIGURES
from lindung.simulation.calibration.measuring import Measuring
from lindung.simulation.calibration.observed import Observed, observe, smaller
from lindung.simulation.calibration.target import Ask, When
from lindung.simulation.engine import default_month
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import with_behaviour


@pytest.fixture(scope="module")
def dangerous(shipped: dict[str, Scenario]) -> Observed:
    """Padang with many members, injuries and deaths, so that chance is small."""
    scenario = with_behaviour(shipped["padang"], injury_rate=60, mortality_factor=5, enrol_base=0.15, treatment_sd=0.8)
    return observe(scenario, workers=20_000, seed=5, month=default_month(), months=24)


def test_expected_claims_are_those_that_happen_on_average(dangerous: Observed) -> None:
    trial = dangerous.trial
    for column, counter in ((JKM, "claims_jkm"), (JKK, "claims_jkk")):
        expected, happened = dangerous.claims[:, column].sum(), trial.total(counter)
        assert expected > 200
        assert abs(happened - expected) < 4 * np.sqrt(expected), counter


def test_expected_rupiah_too(dangerous: Observed) -> None:
    expected, happened = dangerous.claims[:, JKK_RUPIAH].sum(), dangerous.trial.total("benefits_jkk_rp")
    claims = dangerous.trial.total("claims_jkk")
    a_claim = expected / dangerous.claims[:, JKK].sum()
    # cash of deaths and lognormal treatment: a case's standard deviation is about twice its mean
    assert abs(happened / claims - a_claim) < 4 * 2 * a_claim / np.sqrt(claims)
    # the sum of so many cases: their number is Poisson, so its variance is n times the mean square of a case, 1 + 2^2
    assert abs(happened - expected) < 4 * a_claim * np.sqrt(5 * expected / a_claim)


def test_counts_are_four_different_numbers(dangerous: Observed) -> None:
    span = (12, 24)
    paid = FIGURES["paid_in_year"].of_run(dangerous, span)  # type: ignore[misc]
    coverage = FIGURES["active_coverage"].of_run(dangerous, span)  # type: ignore[misc]
    rows = dangerous.trial.rows[12:24]
    assert paid == sum(row["first_payment_of_year"] for row in rows) * 184_000 / 20_000
    assert coverage == pytest.approx(sum(row["active"] for row in rows) / sum(row["workers"] for row in rows))
    assert paid > coverage * 184_000  # whoever paid once against who is a member on average


def test_who_pays_every_month_is_regular(shipped: dict[str, Scenario]) -> None:
    steady = with_behaviour(
        shipped["padang"], lapse_early=0, lapse_late=0, reactivation=0, keep_paying=1, contact_enrolment=0,
        agent_enrolment=0, enrol_base=0,
    )  # fmt: skip
    seen = observe(steady, workers=4_000, seed=3, month=default_month(), months=12)
    irregular = FIGURES["irregular_share"].of_run(seen, (0, 12))  # type: ignore[misc]
    assert irregular < 0.02  # only those who had not the money in some month


def test_a_smaller_city_keeps_neighbourhoods_of_one_size(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    whole = padang.population.size / padang.population.kelurahan
    few = smaller(padang, 16_000)
    assert 16_000 / few.population.kelurahan == pytest.approx(whole, rel=0.05)


def test_arms_of_an_experiment_differ_by_what_is_done(shipped: dict[str, Scenario]) -> None:
    control, cheaper, subsidy = (
        conducted(shipped["padang"], arm, workers=4_000, seed=2, month=default_month())
        for arm in (CONTROL, CHEAPER, SUBSIDY_AND_HELP)
    )
    assert (control.first.id == subsidy.first.id).all()
    assert not (control.first.status != 0).any()  # nobody is or was a member
    assert enrolled(control) < enrolled(cheaper) < enrolled(subsidy)
    assert control.total("subsidised") == 0


def test_a_measurement_depends_on_vector_and_number_alone(shipped: dict[str, Scenario]) -> None:
    asks = (Ask("active_coverage", When(2021)), Ask("control_enrolment"))
    measuring = Measuring(shipped["padang"], asks, 1_500, 500, 9)
    vector = {"lapse_early": 0.1, "geography": 1.3}
    assert measuring.months == 12
    assert measuring.measure(vector, 4) == measuring.measure(vector, 4)
    assert measuring.measure(vector, 4) != measuring.measure(vector, 5)
    assert measuring.measure(vector, 4) != measuring.measure({"lapse_early": 0.2}, 4)


def test_people_of_an_experiment_may_differ(shipped: dict[str, Scenario]) -> None:
    asks = tuple(Ask("control_enrolment", conditions=(("base_awareness", known),)) for known in (0.2, 0.9))
    few, many = Measuring(shipped["padang"], asks, 500, 4_000, 9).measure({}, 1)
    assert 0 < few < many
