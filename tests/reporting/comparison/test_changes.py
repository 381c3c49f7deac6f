"""What changes, condensed: cut where it is long, never within a number, and nothing lost from either text."""

from itertools import pairwise

import pytest

from lindung.law.redline import Edit
from lindung.messages import LANGUAGES, Language
from lindung.reporting.comparison.changes import changes, condensed, fitted, moved_by_clause, whole_numbers
from lindung.reporting.comparison.names import alternatives
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.scenario import Scenario
from tests.reporting.comparison.made import made


def sides(edits: tuple[Edit, ...]) -> tuple[str, str]:
    """The text before and after."""
    before, after = (
        "".join(edit.text for edit in edits if edit.kind in ("kept", kind)) for kind in ("removed", "added")
    )
    return before, after


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_cut_in_two(four: Comparison, language: Language) -> None:
    for one in alternatives(four):
        assert one.redline is not None
        for clause in one.redline.clauses:
            given = clause.edits[language]
            mended = whole_numbers(given)
            assert sides(mended) == sides(given)
            for edit, after in pairwise(mended):
                assert not (edit.text[-1:].isdigit() and after.text[:1] in ".," and after.text[1:2].isdigit())


def test_an_amount_gives_way_whole() -> None:
    edits = (Edit("kept", "Iuran "), Edit("removed", "Rp16"), Edit("added", "Rp36"), Edit("kept", ".800 sebulan"))
    assert whole_numbers(edits) == (
        Edit("kept", "Iuran "), Edit("removed", "Rp16.800"), Edit("added", "Rp36.800"), Edit("kept", " sebulan"),
    )  # fmt: skip


def test_long_stretches_are_cut() -> None:
    kept = " ".join(f"k{i}" for i in range(40))
    new = " ".join(f"n{i}" for i in range(40))
    first, changed, last = condensed((Edit("kept", kept), Edit("added", new), Edit("kept", kept)), 10)
    assert first.text == "… k35 k36 k37 k38 k39"
    assert changed.text == "n0 n1 n2 n3 n4 n5 n6 n7 n8 n9 …"
    assert last.text == "k0 k1 k2 k3 k4 …"
    assert condensed((Edit("kept", kept),), 10) == (Edit("kept", kept),)


def test_what_moves_a_figure_comes_before_what_does_not(four: Comparison) -> None:
    one = alternatives(four)[1]  # made so that its first two simulated clauses do all of it
    shown = changes(one, moved_by_clause(one), 2, 40, "en")
    assert [clause.at for clause in shown.clauses] == ["Article 20A", "Article 20B"]
    assert shown.others == 4
    assert shown.not_simulated == "Article 20C and 20D"


def test_clauses_of_another_reading_are_set_apart(four: Comparison) -> None:
    (first, *_) = fitted(alternatives(four), "id")
    assert first.other_readings == "Pasal 20A ayat (1) butir 1"
    assert all(clause.at != "Pasal 20A ayat (1) butir 1" for clause in first.clauses)


def test_one_draft_has_more_room_than_four(padang: Scenario, four: Comparison) -> None:
    def words(comparison: Comparison) -> int:
        (first, *_) = fitted(alternatives(comparison), "id")
        return sum(len(edit.text) for clause in first.clauses for edit in clause.edits)

    assert words(made(padang, ["padang-prioritas-registri"], rests=False)) > words(four)


def test_another_regulation_is_held_against_the_baseline(padang: Scenario) -> None:
    comparison = made(padang, ["perwali-tangsel-6-2025"], rests=False)
    (only,) = fitted(alternatives(comparison), "id")
    assert only.clauses
    assert only.not_simulated.endswith(" ketentuan")  # too many to name
