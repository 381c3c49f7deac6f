"""A scenario with some numbers replaced, and a folder to begin one's own."""

from pathlib import Path

import pytest

import lindung
from lindung.law.corpus import Corpus
from lindung.simulation.scenario import Scenario

_TABLES = ("seasons.", "income_by_age.", "mortality.", "population.age_sex.")


@pytest.fixture(scope="module")
def andaikata(corpus: Corpus) -> Scenario:
    return Scenario.load("fictional", corpus)


def test_every_number_can_be_replaced_where_it_is_declared(andaikata: Scenario) -> None:
    places = [one for one in andaikata.declared if not one.startswith(_TABLES) and not one.endswith(".season")]
    assert len(places) > 100
    alike = {place: andaikata.declared[place].value for place in places}
    same = lindung.changed(andaikata, alike)
    assert {place: same.declared[place].value for place in places} == alike
    assert {same.declared[place].standing for place in places} == {"assumption"}
    assert (same.offices, same.population, same.budgets, same.sponsors, same.trades) == (
        andaikata.offices, andaikata.population, andaikata.budgets, andaikata.sponsors, andaikata.trades,
    )  # fmt: skip


def test_the_number_moves_and_nothing_else(andaikata: Scenario) -> None:
    other = lindung.changed(andaikata, {"offices.bpjs_branch.field_staff": 9, "contact_gain": 0.4})
    assert other.offices.field_staff == 9
    assert other.offices.contacts_per_staff == andaikata.offices.contacts_per_staff
    assert other.behaviour["contact_gain"] == 0.4
    assert {name for name, value in other.behaviour.items() if value != andaikata.behaviour[name]} == {"contact_gain"}
    assert other.digest != andaikata.digest
    assert "contact_gain" in other.notes[-1].id
    before, after = (lindung.run(one, months=6, seed=3) for one in (andaikata, other))
    assert before.fingerprint != after.fingerprint
    assert before.result_digest != after.result_digest


def test_what_cannot_be_is_refused(andaikata: Scenario) -> None:
    with pytest.raises(lindung.BadInput, match=r"offices\.bpjs_branch\.field_staff"):
        lindung.changed(andaikata, {"offices.field_staff": 9})
    with pytest.raises(lindung.BadInput, match="disability_share"):
        lindung.changed(andaikata, {"population.disability_share": 9})
    with pytest.raises(lindung.BadInput):
        lindung.changed(lindung.changed(andaikata, {"contact_gain": 0.2}), {"contact_gain": 0.3})


def test_a_folder_of_ones_own(tmp_path: Path, corpus: Corpus) -> None:
    file = lindung.own_scenario(tmp_path / "kota")
    assert Scenario.load(file, corpus).population == Scenario.load("fictional", corpus).population
    file.write_text("name: kota", encoding="utf-8")
    assert lindung.own_scenario(tmp_path / "kota").read_text(encoding="utf-8") == "name: kota"
    with pytest.raises(lindung.BadInput):
        lindung.own_scenario(tmp_path, "tidak-ada")
