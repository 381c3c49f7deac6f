"""How one worker's figures come about."""

from datetime import date

import pytest

from lindung.compliance.assessment.derivation import SHARES
from lindung.compliance.assessment.step import DerivationStep
from lindung.law.corpus import Corpus
from tests.compliance.assessment.made import AS_OF, WORKER_ID, assessed, found, month, report

LOW = {"month": "2025-03", "reported_wage": 4_000_000, "paid_wage": 12_000_000}


def steps(
    corpus: Corpus, *lines: dict[str, object], worker: str = WORKER_ID, at: str = "2025-03"
) -> list[DerivationStep]:
    return list(assessed(report(lines), corpus).derive(worker, month(at)))


def amount(found_steps: list[DerivationStep], label: str) -> int | None:
    (step,) = [step for step in found_steps if step.label.en == label]
    return step.rupiah


def test_the_steps_lead_to_the_finding(corpus: Corpus) -> None:
    assessment = assessed(report([LOW]), corpus)
    (row,) = found(assessment, "PDS-UPAH-UNDER")
    made = list(assessment.derive(WORKER_ID, month("2025-03")))
    for share, text in SHARES.items():
        label = text.en
        due, reported = amount(made, f"{label}: due"), amount(made, f"{label}: as reported")
        assert due is not None
        assert reported is not None
        assert due - reported == row[f"shortfall_{share}"]
    assert amount(made, "Short because the base is too low") == row["shortfall_total"]
    fines = [step.rupiah or 0 for step in made if step.label.en.startswith("Late fine")]
    assert sum(fines) == row["late_fine"]


def test_every_figure_of_law_names_its_article(corpus: Corpus) -> None:
    made = steps(corpus, LOW)
    cited = [step for step in made if step.provision is not None]
    assert len(cited) > 20
    for step in cited:
        name, _, at = (step.provision or "").partition(" ")
        assert corpus.instrument(name).provision(at) is not None, step.provision
    (ceiling,) = [step for step in made if step.label.en == "Wage ceiling of JP"]
    assert (ceiling.rupiah, ceiling.provision, ceiling.standing) == (
        10_547_400,
        "pp-45-2015 pasal-29/ayat-3",
        "secondary",
    )
    assert all(step.label.id and step.label.en and step.formula.id and step.formula.en for step in made)


def test_what_the_employer_would_owe_of_a_benefit(corpus: Corpus) -> None:
    """PP 44/2015 Article 32(2): 48 and 56 times the wage not reported; PP 37/2021 Article 23 up to Rp5,000,000."""
    made = steps(corpus, LOW)
    assert amount(made, "Had the worker died by work accident that month, the employer would owe") == 48 * 8_000_000
    assert amount(made, "In case of permanent total disability the employer would owe") == 56 * 8_000_000
    assert amount(made, "Had the worker been dismissed, JKP cash owed by the employer") == 6 * 60 * 1_000_000 // 100
    before = steps(corpus, {**LOW, "month": "2025-01"}, at="2025-01")
    assert amount(before, "Had the worker been dismissed, JKP cash owed by the employer") == (3 * 45 + 3 * 25) * 10_000


def test_a_worker_left_out(corpus: Corpus) -> None:
    absent = {"employer_id": "JJ000001", "worker_id": "1371014506950002"}
    made = report(
        [{**LOW, "reported_wage": 12_000_000}], paid=[{**absent, "month": "2025-03", "basic_wage": 5_000_000}]
    )
    found_steps = list(assessed(made, corpus).derive(absent["worker_id"], month("2025-03")))
    assert amount(found_steps, "Short because programmes were not joined") == 477_000
    (death,) = [step for step in found_steps if step.label.en.startswith("Had the worker died")]
    assert (death.rupiah, death.provision) == (48 * 5_000_000, "pp-44-2015 pasal-32/ayat-3")


def test_a_programme_left_out(corpus: Corpus) -> None:
    (death,) = [
        step
        for step in steps(corpus, {**LOW, "reported_wage": 12_000_000, "jkk": False})
        if step.label.en.startswith("Had the worker died")
    ]
    assert (death.rupiah, death.provision) == (48 * 12_000_000, "pp-44-2015 pasal-32/ayat-4")


def test_daily_pay_and_the_provincial_wage_are_said(corpus: Corpus) -> None:
    made = steps(
        corpus, {**LOW, "paid_wage": 2_500_000, "reported_wage": 3_000_000, "pay_basis": "daily", "days": 20.0}
    )
    (daily,) = [step for step in made if "daily pay" in step.label.en]
    assert (daily.formula.en, daily.rupiah, daily.provision) == (
        "Rp2,500,000 / 20 days × 25",
        3_125_000,
        "pp-44-2015 pasal-19/ayat-3",
    )
    (minimum,) = [step for step in made if step.label.en.startswith("Minimum wage")]
    assert "Sumatera Barat" in minimum.formula.en


@pytest.mark.parametrize(("worker", "at"), [("nobody", "2025-03"), (WORKER_ID, "2025-04")])
def test_nothing_to_derive(worker: str, at: str, corpus: Corpus) -> None:
    assert steps(corpus, LOW, worker=worker, at=at) == []


def test_two_employers_of_one_worker(corpus: Corpus) -> None:
    assessment = assessed(report([LOW, {**LOW, "employer_id": "JJ000002"}]), corpus, AS_OF)
    both = assessment.derive(WORKER_ID, month("2025-03"))
    assert [step.formula.en for step in both if step.label.en == "Employer"] == ["JJ000001", "JJ000002"]
    one = assessment.derive(WORKER_ID, month("2025-03"), "JJ000002")
    assert [step.formula.en for step in one if step.label.en == "Employer"] == ["JJ000002"]


def test_not_known_is_said(corpus: Corpus) -> None:
    made = steps(corpus, {**LOW, "paid_wage": None, "region": None, "start_date": date(2020, 1, 1)})
    (paid,) = [step for step in made if step.label.en == "Wage paid"]
    assert paid.formula.en == "the wage paid was not given"
