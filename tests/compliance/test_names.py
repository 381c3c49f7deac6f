"""Whether two names are one person's."""

import polars as pl
import pytest

from lindung.compliance.names import ALIKE, cards_shared, likeness, names_of_one, near_numbers, plain


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("MUHAMMAD RIZKI", "M. Rizky"), ("Moh. Fajar", "Muhammad Fajar"), ("Siti Aminah", "SITI AMINAH, S.E."),
        ("Siti A.", "Siti Aminah"), ("Budi", "Budi Santoso"), ("Dewi Lestari", "Lestari Dewi"),
        ("H. Agus Wijaya", "Agus Wijaya"), ("Nur Hidayah", "Nurhidayah"), ("Nurhaliza", "Nurhalisa"),
        ("Dr. Rina Siregar, M.Kom", "Rina Siregar"), ("Ni'mah Sari", "Nimah Sari"), ("Yoseph Wanggai", "Yosef Wanggai"),
    ],
)  # fmt: skip
def test_one_person(name: str, other: str) -> None:
    assert likeness(name, other) >= ALIKE
    assert likeness(other, name) == pytest.approx(likeness(name, other))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Budi Santoso", "Budi Wijaya"), ("Muhammad Rizki", "Muhammad Fajar"), ("Siti Aminah", "Dewi Lestari"),
        ("Agus Wijaya", "Zulkarnain Mangkuluhur"), ("Hasan Basri", "Siti Basri"),
    ],
)  # fmt: skip
def test_two_people(name: str, other: str) -> None:
    assert likeness(name, other) < ALIKE


def test_plain() -> None:
    assert plain("H. MOH. Rizki, S.T., M.M.") == "muhammad rizki"
    assert plain("M") == "m"
    assert plain("Ir. H.") != ""


def pairs(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["worker_id", "name", "n"], orient="row")


def test_the_rarer_name_is_accused() -> None:
    found = names_of_one(pairs(("1", "Budi Santoso", 11), ("1", "Zulkarnain", 1), ("2", "Siti", 3), ("2", "SITI", 9)))
    assert found.accused.rows() == [("1", "Zulkarnain")]
    assert [(one.worker_id, one.flagged) for one in found.evidence] == [("1", True), ("2", False)]


def test_where_both_are_as_frequent_both_are_accused() -> None:
    found = names_of_one(pairs(("1", "Budi Santoso", 2), ("1", "Zulkarnain", 2)))
    assert sorted(found.accused["name"]) == ["Budi Santoso", "Zulkarnain"]


def test_a_card_of_two_niks() -> None:
    cards = pl.DataFrame(
        [("20000000001", "1", "Budi", 5), ("20000000001", "2", "Budi", 1), ("20000000002", "3", "Siti", 1)],
        schema=["kpj", "worker_id", "name", "n"], orient="row",
    )  # fmt: skip
    found = cards_shared(cards)
    assert found.accused.rows() == [("2", "Budi")]
    assert found.evidence[0].kind == "one_kpj_two_niks"


def test_niks_a_slip_apart() -> None:
    people = pl.DataFrame(
        [
            ("A", "1371031508850001", "Made Wirawan", 5), ("A", "1371031508850011", "MADE  WIRAWAN", 1),
            ("A", "1371031508850002", "Made Wirya", 5), ("B", "1371031508850003", "Made Wirawan", 1),
            ("A", "1371031508859999", "Made Wirawan", 2), ("A", "1371031508858001", "Tono", 1),
            ("A", "1371031508855001", "Tono", 1),
        ],
        schema=["employer_id", "worker_id", "name", "n"], orient="row",
    )  # fmt: skip
    found = near_numbers(people)
    assert sorted(found.accused.rows()) == [
        ("1371031508850011", "MADE  WIRAWAN"), ("1371031508855001", "Tono"), ("1371031508858001", "Tono"),
    ]  # fmt: skip
    assert {one.kind for one in found.evidence} == {"near_niks"}
