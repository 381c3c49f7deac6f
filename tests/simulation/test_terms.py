"""The terms the offices follow, against the regulation's own words written out here."""

from datetime import date
from typing import Any

import pytest

from lindung.law.corpus import Corpus
from lindung.law.values import Criterion, Quantity, Ranking
from lindung.simulation.eligibility import eligible
from lindung.simulation.run import run
from lindung.simulation.terms import NO_LIMIT, terms
from tests.simulation.offices import DRAFTS, PRICE

TANGSEL = {
    "age": Criterion("age", at_least=Quantity(18, "years"), at_most=Quantity(65, "years")),
    "income": Criterion("income", below="minimum_wage"),
    "occupation": Criterion("occupation", any_of=(
        "farmer", "livestock_or_fish", "daily_worker", "launderer", "trader", "public_transport_driver",
        "rental_driver", "motorcycle_driver", "parking_attendant", "waste_picker",
    )),
    "registry": Criterion("registry", any_of=("p3ke", "dtks", "regsosek", "dtsen")),
    "residence": Criterion("residence", equals="region"),
    "informal": Criterion("informal", equals=True),
    "no_other_aid": Criterion("no_other_aid", equals=True),
    "at_risk": Criterion("at_risk", equals=True),
    "working": Criterion("working", equals=True),
}  # fmt: skip
PADANG = {
    "occupation": Criterion("occupation", any_of=(
        "farmer", "fisher", "street_vendor", "mosque_imam", "religious_teacher", "mosque_keeper", "other_informal",
    )),
    "registry": Criterion("registry", any_of=("dtks",)),
    **{name: TANGSEL[name] for name in ("residence", "informal", "at_risk", "working")},
}  # fmt: skip
SIJUNJUNG = {name: TANGSEL[name] for name in ("informal", "at_risk")}
FIRST_THOSE_IN_NEED = Ranking(((
    Criterion("age", at_least=Quantity(60, "years")),
    Criterion("disability", equals=True),
    Criterion("married_with_dependants", equals=True),
),))  # fmt: skip
POOREST_FIRST = Ranking((
    (Criterion("poverty", any_of=("extremely_poor",)),), (Criterion("poverty", any_of=("poor", "vulnerable")),),
))  # fmt: skip
LAW: dict[str, dict[str, Any]] = {
    "tangsel": {
        "criteria": TANGSEL, "sources": ("p3ke", "dtks", "regsosek", "dtsen"), "priority": FIRST_THOSE_IN_NEED,
        "funders": ("apbd_city",), "reports": ("candidates", "eligible_members", "ineligible_members"),
        "monitoring_per_year": 1,
    },
    "padang": {"criteria": PADANG, "sources": ("kelurahan_list",), "funders": ("apbd_city",)},
    "sijunjung": {
        "criteria": SIJUNJUNG, "sources": ("village_list",), "quota": {"village": 100}, "after": "renewed",
        "funders": ("apbd_city", "village_fund"),
    },
    "padang-prioritas-registri": {
        "criteria": {**PADANG, **{name: TANGSEL[name] for name in ("age", "income", "registry")}},
        "sources": ("p3ke", "dtks", "regsosek", "dtsen"), "priority": FIRST_THOSE_IN_NEED,
    },
    "padang-kuota-kelurahan": {
        "criteria": {name: one for name, one in PADANG.items() if name != "registry"}, "quota": {"kelurahan": 100},
        "priority": POOREST_FIRST,
    },
    "padang-jht": {
        "programmes": ("jkk", "jkm", "jht"), "contribution": {"jkk": 10_000, "jkm": 6_800, "jht": 20_000},
        "monthly": 36_800,
    },
    "padang-bagi-iuran": {
        "months": 24, "list_months": 24, "after": "self_pay", "share": (*[100_000] * 12, *[50_000] * 12, 0)
    },
}  # fmt: skip
SILENT: dict[str, Any] = {
    "priority": None, "programmes": ("jkk", "jkm"), "contribution": {"jkk": 10_000, "jkm": 6_800}, "monthly": PRICE,
    "months": NO_LIMIT, "share": (100_000,), "quota": {}, "list_months": 12, "after": None, "reports": (),
    "monitoring_per_year": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "region", "day", "draft", "expected"),
    [
        ("perwali-tangsel-6-2025", "3674", "2026-01-01", None, {**SILENT, **LAW["tangsel"]}),
        ("perwali-padang-13-2022", "1371", "2023-01-01", None, {**SILENT, **LAW["padang"]}),
        ("program-sijunjung", "1304", "2022-03-01", None, {**SILENT, **LAW["sijunjung"]}),
        ("program-sijunjung", "1304", "2025-06-01", None, {**SILENT, **LAW["sijunjung"], "criteria": {
            **SIJUNJUNG, "poverty": Criterion("poverty", any_of=("extremely_poor", "poor", "vulnerable"))}}),
        *(
            ("perwali-padang-13-2022", "1371", "2026-02-01", draft, {**SILENT, **LAW["padang"], **LAW[draft]})
            for draft in DRAFTS
        ),
        *(  # the day before a draft takes effect it changes nothing
            ("perwali-padang-13-2022", "1371", "2024-12-31", draft, {**SILENT, **LAW["padang"]}) for draft in DRAFTS
        ),
    ],
)  # fmt: skip
def test_terms_are_those_of_the_regulation(
    corpus: Corpus, name: str, region: str, day: str, draft: str | None, expected: dict[str, Any]
) -> None:
    law = corpus if draft is None else corpus.enact(draft)
    found = terms(law.on(day, region), date.fromisoformat(day))
    assert found is not None
    assert found.scheme == name
    assert {field: getattr(found, field) for field in expected} == expected


def test_the_reading_of_65_reaches_the_terms(corpus: Corpus) -> None:
    found = terms(corpus.on("2026-01-01", "3674", readings={"age_65": "national"}), date(2026, 1, 1))
    assert found is not None
    assert found.criteria["age"].at_most == Quantity(64, "years")


def test_every_draft_that_ships_is_tried(corpus: Corpus) -> None:
    assert set(corpus.drafts) == set(DRAFTS)


def test_an_amended_regulation_counts_its_months_from_its_first_day() -> None:
    """Pasal 20A of the draft: months count from enrolment and at the earliest from the day it takes effect."""
    done = run("padang", regulation="padang-bagi-iuran", workers=3_000, months=60)
    paid = [row["subsidised"] for row in done.rows]
    before, after = sum(paid[38:48]), sum(paid[49:59])
    assert before > 0
    assert after > 0
    members = done.model.engine.workers
    assert 0 < int(members.subsidised.max()) <= 12
    assert sum(row["jkk_scheme_rp"] for row in done.rows[48:]) == 10_000 * sum(
        paid[48:]
    )  # the first year is paid whole


def test_new_criteria_are_put_to_the_names_already_known() -> None:
    done = run("padang", regulation="padang-prioritas-registri", workers=4_000, months=50)
    office, members = done.model.office, done.model.engine.workers
    scheme = terms(done.model.law, done.model.date_of(49))
    assert scheme is not None
    qualifies = eligible(members, scheme.criteria, done.model._circumstances(done.model.date_of(49)))
    assert (office.passed & ~qualifies).sum() <= 0.15 * max(int(office.passed.sum()), 1)
