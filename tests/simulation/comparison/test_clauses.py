"""Clause contributions: the axioms of Shapley on made-up games, and a real draft."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.simulation.comparison.clauses import Subset, _exact, _sampled, contributions
from lindung.simulation.comparison.compare import compare
from lindung.simulation.comparison.jobs import Threads

CLAUSES = ("a", "b", "c", "d")


def every_subset(clauses: tuple[str, ...]) -> list[Subset]:
    return [frozenset(s) for s in chain.from_iterable(combinations(clauses, k) for k in range(len(clauses) + 1))]


GAMES = st.fixed_dictionaries({subset: st.integers(-1000, 1000) for subset in every_subset(CLAUSES)})


@given(GAMES, st.booleans())
def test_contributions_add_up_to_the_whole(game: dict[Subset, int], sampled: bool) -> None:
    weights = _sampled(CLAUSES, 3) if sampled else _exact(CLAUSES)
    total = sum(weight * game[subset] for terms in weights.values() for subset, weight in terms)
    assert total == pytest.approx(game[frozenset(CLAUSES)] - game[frozenset()], abs=1e-6)


@given(GAMES)
def test_a_clause_that_adds_nothing_gets_nothing(game: dict[Subset, int]) -> None:
    idle = {subset: game[subset - {"d"}] for subset in game}
    assert sum(weight * idle[subset] for subset, weight in _exact(CLAUSES)["d"]) == pytest.approx(0, abs=1e-9)


def test_the_glove_game() -> None:
    # Shapley 1953's textbook case: one left glove (a), two right ones (b, c); a pair is worth 1: 2/3, 1/6, 1/6
    def worth(subset: Subset) -> int:
        return int("a" in subset and bool(subset & {"b", "c"}))

    found = {c: sum(w * worth(s) for s, w in terms) for c, terms in _exact(("a", "b", "c")).items()}
    assert found == pytest.approx({"a": 2 / 3, "b": 1 / 6, "c": 1 / 6})


@pytest.mark.parametrize("draft", ["padang-jht", "padang-bagi-iuran"])
def test_a_drafts_clauses_add_up_to_its_difference(draft: str) -> None:
    found = compare("padang", regulations=["perwali-padang-13-2022", draft], workers=900, months=64, replicates=2)
    metric = "protected_person_months"
    shares = contributions(found.plan, 1, replicates=2, executor=Threads(1), metrics=[metric])
    whole = found.arms[1].differences[metric].mean
    assert whole is not None
    assert whole != 0
    assert shares.exact
    assert sum(e.mean or 0 for e in shares.of(metric).values()) == pytest.approx(whole)
    assert all(shares.of(metric)[clause].mean == 0 for clause in shares.idle)
    if draft == "padang-bagi-iuran":
        assert shares.idle == ("unseen-10",)  # it names the payer that pays already


def test_clauses_that_work_only_together_share_equally() -> None:
    # JHT is bought only where it is both a programme (unseen-8) and priced (unseen-9)
    found = compare(
        "padang", regulations=["perwali-padang-13-2022", "padang-jht"], workers=900, months=56, replicates=2
    )
    shares = contributions(found.plan, 1, replicates=2, executor=Threads(1), metrics=["budget_spent_rp"])
    one, other = shares.of("budget_spent_rp").values()
    assert one == other
