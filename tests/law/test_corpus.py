"""The corpus that ships: everything cited, in both languages, every parameter of the contract answered."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lindung.law import place
from lindung.law.census import census
from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument
from lindung.law.rules import Rule

REFERENCE = date(2026, 11, 21)
CONTRACT = (Path(__file__).parents[1] / "golden" / "law" / "contract_parameters.txt").read_text().split()
INSTRUMENTS = [
    "uu-40-2004",
    "uu-24-2011",
    "uu-13-2003",
    "uu-6-2023",
    "uu-27-2022",
    "perpres-109-2013",
    "perpres-82-2018",
    "perpres-64-2020",
    "pp-86-2013",
    "pp-44-2015",
    "pp-45-2015",
    "pp-46-2015",
    "pp-82-2019",
    "pp-49-2020",
    "pp-36-2021",
    "pp-37-2021",
    "pp-49-2023",
    "pp-51-2023",
    "pp-6-2025",
    "pp-7-2025",
    "pp-36-2025",
    "pp-49-2025",
    "pp-50-2025",
    "permenaker-4-2018",
    "permenaker-5-2021",
    "permenaker-1-2025",
    "kepmenakertrans-231-2003",
    "inpres-2-2021",
    "inpres-4-2022",
    "inpres-8-2025",
    "permendagri-81-2022",
    "permendagri-15-2023",
    "pmk-91-2023",
    "pmk-72-2024",
    "perwali-tangsel-6-2025",
    "perwali-padang-13-2022",
    "pergub-sumbar-24-2018",
    "ingub-sumbar-5-2021",
    "program-sijunjung",
    "program-ketapang",
    "perbup-bengkayang-23",
    "pergub-riau-42-2023",
    "program-penajam",
    "program-balikpapan",
    "program-sampang-2025",
    "program-pati-2025-1",
    "program-pati-2025-2",
    "program-gianyar",
    "program-bali",
    "sertakan",
]


def rules(corpus: Corpus) -> list[Rule]:
    """Every dated value."""
    return [rule for found in corpus.rules.values() for rule in found]


def instruments(corpus: Corpus) -> list[Instrument]:
    """In force and drafts."""
    return [*corpus.instruments.values(), *corpus.drafts.values()]


def test_every_dated_value_is_cited(corpus: Corpus) -> None:
    counted = census(corpus)
    assert counted.share_cited == 1.0
    for rule in rules(corpus):
        assert place.parts(rule.at), rule.citation
        assert len(rule.evidence.source) > 2, rule.citation
        assert date(2026, 1, 1) <= rule.evidence.checked <= REFERENCE, rule.citation


def test_numbered_law_is_cited_to_the_article(corpus: Corpus) -> None:
    """Acts, government and ministerial regulations: an article, annex or dictum, unless its number was not seen."""
    for instrument in corpus.instruments.values():
        if instrument.level in ("uu", "perppu", "pp", "perpres", "permen"):
            for provision in instrument.provisions:
                assert re.match(r"(pasal|lampiran|diktum|menimbang|unseen)\b", provision.at), (
                    f"{instrument.name}#{provision.at}"
                )
                if place.unseen(provision.at):
                    assert provision.evidence.standing != "primary", f"{instrument.name}#{provision.at}"


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instrument_is_encoded(corpus: Corpus, name: str) -> None:
    assert corpus.instrument(name).provisions


def test_four_drafts(corpus: Corpus) -> None:
    assert len(corpus.drafts) == 4
    for draft in corpus.drafts.values():
        assert draft.draft is not None
        assert draft.draft.author
        assert draft.amends == ("perwali-padang-13-2022",)


def test_both_languages_say_something_of_their_own(corpus: Corpus) -> None:
    for instrument in instruments(corpus):
        for provision in instrument.provisions:
            assert provision.says.id != provision.says.en, f"{instrument.name}#{provision.at}"


def test_no_text_names_a_workplace(corpus: Corpus) -> None:
    for file in sorted(corpus.folder.rglob("*")):
        if file.suffix in (".yaml", ".csv", ".md"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"\bseed (?:study|text|0)|\bR\+|\bshared/", text), file


@pytest.mark.parametrize("name", CONTRACT)
def test_contract_parameter_answers_today(corpus: Corpus, name: str) -> None:
    region = "3674" if name.startswith("subsidy.") or name == "minimum_wage" else None
    answer = corpus.on(REFERENCE, region).look_up(name)
    assert answer.status in ("in_force", "not_in_force")
    assert (answer.value is None) == (answer.why is not None)


def test_tangsel_is_whole(corpus: Corpus) -> None:
    tangsel = corpus.instrument("perwali-tangsel-6-2025")
    articles = {int(m[1]) for p in tangsel.provisions if (m := re.match(r"pasal-(\d+)", p.at))}
    assert articles == {*range(1, 12), *range(13, 20)}
    assert [gap.at for gap in tangsel.gaps] == ["pasal-12"]
    assert (tangsel.signed, tangsel.promulgated, tangsel.in_force) == (
        date(2025, 2, 14),
        date(2025, 2, 17),
        date(2025, 2, 17),
    )
    assert tangsel.repeals == ("perwali-tangsel-36-2023",)


def test_jkk_bands_are_one_per_cent_and_jht_two_per_cent_of_the_base(corpus: Corpus) -> None:
    """PP 44/2015 Lampiran II and PP 46/2015 Lampiran: 33 bands."""
    view = corpus.on(REFERENCE)
    base = view.bands("bpu.benefit_base").steps
    assert len(base) == 33
    assert view.bands("jkk.contribution.bpu").steps == tuple((bound, amount / 100) for bound, amount in base)
    assert view.bands("jht.contribution.bpu").steps == tuple((bound, amount / 50) for bound, amount in base)
    assert (view.number("jkk.contribution.bpu", 0), view.number("jkk.contribution.bpu", 10**9)) == (10_000, 207_000)


@pytest.mark.parametrize("day", ["2016-01-01", "2019-12-01", "2019-12-02", "2026-11-21"])
def test_jkm_total_is_the_sum_of_its_parts(corpus: Corpus, day: str) -> None:
    view = corpus.on(day)
    parts = [view.number(f"jkm.benefit.{part}") for part in ("death_grant", "periodic", "funeral")]
    assert view.number("jkm.benefit.total") == sum(parts)


@pytest.mark.parametrize(("day", "from_jkm"), [("2021-02-02", "0.001"), ("2025-02-06", "0.001"), ("2025-02-07", "0")])
def test_recomposition_adds_up(corpus: Corpus, day: str, from_jkm: str) -> None:
    """PP 37/2021 Pasal 11(5) and PP 6/2025 Pasal 11: what JKP takes, JKK and JKM lose."""
    view = corpus.on(day)
    for risk in corpus.vocabulary["risk_class"]:
        lost = view.number("jkk.rate.employer", risk) - view.number("jkk.rate.employer.jkp_member", risk)
        assert lost == view.number("jkp.rate.from_jkk")
    assert view.number("jkm.rate.employer") - view.number("jkm.rate.employer.jkp_member") == Decimal(from_jkm)
    assert view.look_up("jkp.rate.from_jkm").status == ("in_force" if Decimal(from_jkm) else "not_in_force")


def test_pension_ceilings_follow_their_formula(corpus: Corpus) -> None:
    """PP 45/2015 Pasal 29(3): last year's ceiling times GDP growth, cut to Rp100; BPS growth of 2023 was 5.05 %."""
    ceilings = {year: corpus.on(date(year, 3, 1)).number("jp.wage_ceiling") for year in range(2016, 2027)}
    assert ceilings[2024] == ceilings[2023] * 10505 // 10000 // 100 * 100
    assert ceilings[2021] < ceilings[2020]
    assert all(ceiling % 100 == 0 for ceiling in ceilings.values())
    assert len(corpus.on(REFERENCE).look_up("jp.wage_ceiling").history) == 12


def test_shapes_are_guarded(corpus: Corpus) -> None:
    view = corpus.on(REFERENCE)
    assert view.words("programmes.mandatory", "micro") == ("jkk", "jkm")
    with pytest.raises(TypeError, match="bands"):
        view.words("jkk.contribution.bpu")


@pytest.mark.parametrize(
    ("day", "law"),
    [
        ("2020-01-01", "uu-13-2003#pasal-89"),
        ("2021-01-01", "uu-11-2020#pasal-88c/ayat-2"),
        ("2023-01-01", "perppu-2-2022#pasal-88c/ayat-2"),
        ("2024-01-01", "uu-6-2023#pasal-88c/ayat-2"),
    ],
)
def test_a_minimum_wage_cites_the_act_it_was_set_under(corpus: Corpus, day: str, law: str) -> None:
    value = corpus.on(day, "3578").value("minimum_wage")
    assert value.rule.citation == law
    assert value.start == date.fromisoformat(day)  # the decree keeps its own span


def test_every_row_of_a_series_is_used_once(corpus: Corpus) -> None:
    for name in ("minimum_wage_province", "minimum_wage_regency", "jp_wage_ceiling"):
        parameter = "jp.wage_ceiling" if name.startswith("jp") else "minimum_wage"
        found = [(r.region, r.start, r.amount) for r in corpus.rules[parameter]]
        for row in corpus.series[name]:
            assert found.count((row.region, row.start, row.amount)) == 1, (name, row.row)
