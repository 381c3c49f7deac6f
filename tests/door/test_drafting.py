"""A draft from a few values."""

from pathlib import Path

import pytest

import lindung
from lindung.law.corpus import Corpus

BASE = "perwali-padang-13-2022"


def test_a_draft_is_a_file_like_any_other(tmp_path: Path, corpus: Corpus) -> None:
    sets = {
        "subsidy.months": "12 months",
        "subsidy.list.months": "24 months",
        "subsidy.eligibility.age": {"at_least": "18 years", "at_most": "60 years"},
        "subsidy.contribution": {"jkk": "Rp10_000", "jkm": "Rp6_800"},
    }
    mine = lindung.draft("setahun", BASE, sets, in_force="2025-01-01", folder=tmp_path, law=corpus)
    assert mine.provisions == corpus.read_draft(tmp_path / "setahun.yaml").provisions
    by_parameter = {one.settings[0].parameter: one for one in mine.provisions}
    assert by_parameter["subsidy.months"].at == "pasal-20a"
    assert by_parameter["subsidy.months"].says.en == "Months subsidised: 12 months."
    # the baseline's own clause on the list, seen by no article number, is replaced in its place
    assert by_parameter["subsidy.list.months"].at == "unseen-7"
    assert by_parameter["subsidy.list.months"].replaces == (f"{BASE}#unseen-7",)

    enacted = corpus.enact(mine)
    before, after = (enacted.on(day, "1371") for day in ("2024-12-31", "2025-01-01"))
    assert before.look_up("subsidy.months").value is None
    assert after.number("subsidy.months") == 12
    assert after.number("subsidy.list.months") == 24
    assert before.number("subsidy.list.months") == corpus.on("2025-01-01", "1371").number("subsidy.list.months") == 12
    assert lindung.diff(mine, law=corpus).redline.count("added") == 2


def test_the_same_values_make_the_same_file(tmp_path: Path, corpus: Corpus) -> None:
    files = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        lindung.draft("x", BASE, {"subsidy.months": "6 months"}, in_force="2025-01-01", folder=folder, law=corpus)
        files.append((folder / "x.yaml").read_bytes())
    assert files[0] == files[1]


def test_what_cannot_be_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    def draft(**sets: str) -> object:
        named = {name.replace("__", "."): value for name, value in sets.items()}
        return lindung.draft("x", BASE, named, in_force="2025-01-01", folder=tmp_path, law=corpus)

    with pytest.raises(lindung.BadInput, match=r"subsidy\.months"):
        draft(subsidy__month="6 months")
    with pytest.raises(lindung.BadInput, match="dua belas"):
        draft(subsidy__months="dua belas")
    with pytest.raises(lindung.BadInput, match="perwali-padang-13-2022"):
        lindung.draft("x", "perwali-padang-13-2023", {}, in_force="2025-01-01", law=corpus)
