"""Drafts enacted: a new corpus, the old one untouched."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.law.corpus import Corpus
from lindung.law.sentences import plain
from lindung.messages import BadInput

DAYS = st.dates(date(2014, 1, 1), date(2025, 12, 31))


def everything(corpus: Corpus, day: date, region: str) -> dict[str, tuple[str, object]]:
    """Status and value of every parameter."""
    view = corpus.on(day, region)
    answers = {name: view.look_up(name) for name in corpus.register}
    return {n: (a.status, None if a.value is None else plain(a.value.amount)) for n, a in answers.items()}


def test_a_draft_is_no_law_until_enacted(andaikata: Corpus) -> None:
    assert andaikata.on("2018-06-01", "9901").value("help.months").amount == 6


def test_enacting_changes_from_its_day_on(andaikata: Corpus) -> None:
    changed = andaikata.enact("hulu-panjang")
    assert changed.on("2017-12-31", "9901").value("help.months").amount == 6
    after = changed.on("2018-01-01", "9901")
    assert after.value("help.months").amount == 9
    assert after.value("help.months").instrument == "hulu-panjang"
    assert plain(after.value("help.first").amount) == {
        "tiers": [[{"disability": {"is": True}}], [{"age": {"at_least": 50}}]]
    }
    assert plain(after.value("help.age").amount) == {"at_least": 18, "at_most": 60}  # untouched
    assert andaikata.on("2018-01-01", "9901").value("help.months").amount == 6  # the old corpus


def test_another_day(andaikata: Corpus) -> None:
    changed = andaikata.enact("hulu-panjang", on="2020-05-01")
    assert changed.on("2020-04-30", "9901").value("help.months").amount == 6
    assert changed.on("2020-05-01", "9901").value("help.months").amount == 9


@given(DAYS)
def test_an_empty_draft_changes_nothing(andaikata: Corpus, day: date) -> None:
    changed = andaikata.enact("hulu-kosong")
    assert everything(changed, day, "9901") == everything(andaikata, day, "9901")


@given(DAYS, st.dates(date(2017, 1, 1), date(2024, 12, 31)))
def test_nothing_changes_before_the_effective_day(andaikata: Corpus, day: date, effective: date) -> None:
    changed = andaikata.enact("hulu-panjang", on=effective)
    if day < effective:
        assert everything(changed, day, "9901") == everything(andaikata, day, "9901")
    assert everything(changed, day, "9902") == everything(andaikata, day, "9902")


@given(
    st.sampled_from(["padang-prioritas-registri", "padang-bagi-iuran", "padang-jht", "padang-kuota-kelurahan"]), DAYS
)
def test_shipped_drafts_touch_padang_only_and_only_in_time(corpus: Corpus, name: str, day: date) -> None:
    changed = corpus.enact(name)
    effective = corpus.drafts[name].in_force
    assert everything(changed, day, "3674") == everything(corpus, day, "3674")
    before, after = everything(corpus, day, "1371"), everything(changed, day, "1371")
    assert (before != after) == (day >= effective)


def test_drafts_add_up(corpus: Corpus) -> None:
    both = corpus.enact("padang-prioritas-registri").enact("padang-jht")
    view = both.on("2026-06-01", "Kota Padang")
    assert view["subsidy.contribution"].amount == {"jkk": 10000, "jkm": 6800, "jht": 20000}
    assert view.look_up("subsidy.priority").status == "in_force"
    with pytest.raises(BadInput, match="padang-jht"):
        both.enact("padang-jht")


def test_a_draft_before_what_it_amends_is_refused(andaikata: Corpus) -> None:
    with pytest.raises(BadInput, match="perwali-hulu-1-2016"):
        andaikata.enact("hulu-panjang", on="2015-01-01")


def test_a_draft_from_a_file(andaikata: Corpus, tmp_path: Path) -> None:
    shipped = andaikata.drafts["hulu-panjang"].file.read_text(encoding="utf-8")
    mine = tmp_path / "hulu-lain.yaml"
    mine.write_text(shipped.replace("hulu-panjang", "hulu-lain").replace("9 months", "11 months"), encoding="utf-8")
    assert andaikata.enact(mine).on("2018-01-01", "9901").value("help.months").amount == 11


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("perwali-hulu-1-2016#pasal-2]", "perwali-hulu-1-2016#pasal-9]", "pasal-9"),
        ("amends: [perwali-hulu-1-2016]", "amends: [perwali-hulu-1-2017]", "perwali-hulu-1-2016"),
        ("draft: {author", "draft: {auther", "author"),
        ("untouched: [pasal-1]", "untouched: [pasal-2]", "pasal-2"),
    ],
)
def test_a_faulty_draft_names_its_fault(
    amended: Callable[[str, str, str], Path], old: str, new: str, message: str
) -> None:
    with pytest.raises(BadInput) as caught:
        Corpus.load(amended("drafts/hulu-panjang.yaml", old, new))
    assert message in caught.value.said("en")
    assert all(fault.file == "drafts/hulu-panjang.yaml" for fault in caught.value.faults)
