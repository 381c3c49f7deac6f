"""The brief: the figures that went in come out, in both languages; what cannot be said is not; nothing is fetched."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import IO

import pytest

from lindung.law.instruments import Instrument
from lindung.messages import LANGUAGES, Language, Text
from lindung.reporting.comparison.brief import FIGURES, brief, write_brief
from lindung.reporting.comparison.names import HEADLINE, alternatives
from lindung.reporting.comparison.words import change, span
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.scenario import Scenario
from tests.reporting.comparison.made import DRAFTS, empty, made

VOID = {"meta", "br", "link", "img", "hr", "path", "use", "rect"}
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


class Page(HTMLParser):
    """A page taken apart; fails where an element is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.pictures: list[dict[str, str | None]] = []
        self.heads: list[dict[str, str | None]] = []
        self.words: list[tuple[str, str]] = []  # (classes around, text)
        self.tags: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "svg":
            self.pictures.append(given)
        if tag == "th":
            self.heads.append(given)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID or tag in ("path", "use", "rect"):
            self.open.append((tag, given.get("class") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self.open}
        if not inside & {"style", "script"}:
            self.words.append((" ".join(name for _, name in self.open), data))

    @property
    def text(self) -> str:
        """All of it, blanks joined."""
        return " ".join("".join(data for _, data in self.words).split())

    def outside(self, name: str) -> str:
        """The text that is not inside an element of this class."""
        return "".join(data for classes, data in self.words if name not in classes.split())


def numbers(text: str, language: Language) -> list[str]:
    """Every number of a text without the marks that differ by language."""
    thousands, point = (".", ",") if language == "id" else (",", ".")
    found = (one.replace(thousands, "").replace(point, ".") for one in NUMBER.findall(text))
    return sorted(found)


@pytest.fixture(scope="module")
def pages(four: Comparison) -> dict[Language, str]:
    return {language: brief(four, language) for language in LANGUAGES}


def test_it_stands_alone(pages: dict[Language, str]) -> None:
    for language, html in pages.items():
        page = Page(html)
        assert f'<html lang="{language}">' in html
        assert "script" not in page.tags
        assert not {"link", "img", "iframe", "object"} & page.tags
        assert not re.search(r"(https?:)?//|@import|url\((?!#)", re.sub(r"<!doctype[^>]*>", "", html, flags=re.I))


def test_the_same_page_every_time(padang: Scenario, pages: dict[Language, str]) -> None:
    assert brief(made(padang), "id") == pages["id"]


def test_headings_pictures_and_tables_can_be_heard(pages: dict[Language, str]) -> None:
    for html in pages.values():
        page = Page(html)
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(deeper - before <= 1 for before, deeper in zip(page.headings, page.headings[1:], strict=False))
        assert len(page.pictures) == 4
        assert all(one["role"] == "img" and len(one["aria-label"] or "") > 40 for one in page.pictures)
        assert page.heads
        assert all(one.get("scope") in ("col", "row") for one in page.heads)


def test_the_same_numbers_in_both_languages(pages: dict[Language, str]) -> None:
    """All but the words of the law, whose sentences are cut by their length, and versions."""
    texts = {language: Page(html).outside("cards").partition("lindung compare")[0] for language, html in pages.items()}
    assert pages["id"] != pages["en"]
    assert numbers(texts["id"], "id") == numbers(texts["en"], "en")
    labels: dict[Language, str] = {
        language: " ".join(one["aria-label"] or "" for one in Page(html).pictures) for language, html in pages.items()
    }
    assert numbers(labels["id"], "id") == numbers(labels["en"], "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_with_its_interval_in_words(
    four: Comparison, pages: dict[Language, str], language: Language
) -> None:
    text = Page(pages[language]).text
    for one in alternatives(four):
        assert one.said(language) in text
        for metric, headline in HEADLINE.items():
            found = one.arm.differences[metric]
            words = " ".join(span(found, headline.unit, language).split())
            assert " ".join(change(found, headline.unit, language).split()) in text
            assert words in text


def test_what_cannot_be_told_from_zero_is_said_so(pages: dict[Language, str]) -> None:
    text = Page(pages["id"]).text
    assert "bertambah pada A; berkurang pada C; tidak dapat dibedakan dari nol pada B; tidak berubah pada D" in text
    assert "tidak dapat dibedakan dari nol: antara 100 lebih sedikit dan 220 lebih banyak" in text
    assert "arah selisih bulan terlindungi hanya pasti pada C" in text
    english = Page(pages["en"]).text
    assert "more under A; less under C; cannot be told from zero under B; no change under D" in english


def test_figures_name_their_articles(pages: dict[Language, str]) -> None:
    text = Page(pages["id"]).text
    assert "terutama Pasal 1 angka 14 butir 1; Pasal 20B" in text
    assert "Permenaker 5/2021 Pasal 33 ayat (1)" in text  # the last age admitted
    assert "PP 44/2015 Pasal 39 ayat (2)" in text  # the arrears that cover endures


def test_what_it_rests_on(four: Comparison, pages: dict[Language, str]) -> None:
    text = Page(pages["id"]).text
    declared = four.plan.scenario.declared.values()
    assumed = sum(one.standing == "assumption" for one in declared)
    assert f"{assumed} dari {len(declared)} angka" in text
    assert "Belum pasti (disimpulkan): Perwali Padang 13/2022 pasal belum terbaca 7 dan 9" in text
    assert "Apakah pekerja berusia tepat 65 tahun memenuhi syarat usia subsidi?" in text
    for note in four.plan.scenario.notes:
        assert note.id in text
    assert four.fingerprint in text
    assert four.result_digest in text
    drafts = " ".join(f"--draft {name}" for name in DRAFTS)
    options = "--workers 36800 --months 60 --replicates 6 --seed 1371 --out out"
    assert f"lindung compare padang {drafts} {options}" in text


def test_a_draft_that_changes_nothing(padang: Scenario) -> None:
    draft = padang.corpus.drafts["padang-jht"]
    comparison = made(padang, [empty(draft)], rests=False)
    said = {language: Page(brief(comparison, language)).text for language in LANGUAGES}
    assert "tidak mengubah apa pun yang disimulasikan" in said["id"]
    assert said["id"].count("tidak berubah pada satu ulangan pun") == 3
    assert "Tidak ada yang berubah." in said["id"]
    assert "changes nothing that is simulated" in said["en"]
    assert said["en"].count("does not change in any replicate") == 3
    assert "Nothing changes." in said["en"]


def test_a_draft_after_the_horizon(padang: Scenario) -> None:
    text = Page(brief(made(padang, ["padang-jht"], months=40, rests=False), "en")).text
    assert "takes effect on 1 January 2025 only, after the last month simulated: nothing can differ" in text


def test_markup_in_a_draft_stays_text(padang: Scenario) -> None:
    hostile = "<script>alert(1)</script> $x^2$ {{ 7*7 }} \"&'"
    draft = padang.corpus.drafts["padang-jht"]
    first = replace(draft.provisions[1], says=Text(hostile, hostile))
    changed: Instrument = replace(
        draft, title=Text(f"Rancangan: {hostile}", hostile), provisions=(first, *draft.provisions[2:])
    )
    html = brief(made(padang, [changed, "padang-kuota-kelurahan"]), "id")
    page = Page(html)
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.text
    assert "$x^2$ {{ 7*7 }}" in page.text


def test_what_was_not_computed_is_not_shown(padang: Scenario) -> None:
    page = Page(brief(made(padang, rests=False, budgets=(600_000_000, 1_200_000_000)), "en"))
    assert "not computed" in page.text
    assert "Which article does it" not in page.text
    assert "What more money buys" not in page.text
    assert "arms of other budgets or readings, not shown here: 5" in page.text
    assert len(page.pictures) == 2


def test_nothing_to_compare(padang: Scenario) -> None:
    text = Page(brief(made(padang, [], rests=False), "id")).text
    assert "Hanya Perwali Padang 13/2022 yang dijalankan; tidak ada pembanding." in text


def test_no_folder_of_a_machine(four: Comparison) -> None:
    sources = {"scenario": "/somewhere/of/mine/kota.yaml", "drafts": ["/somewhere/of/mine/draf saya.yaml"]}
    text = Page(brief(replace(four, sources=sources), "en")).text
    assert "of/mine" not in text
    assert "lindung compare kota.yaml --draft 'draf saya.yaml'" in text


def test_files_through_the_given_writer(four: Comparison) -> None:
    written: dict[str, bytes] = {}

    def write(path: Path, put: Callable[[IO[bytes]], object]) -> None:
        file = io.BytesIO()
        put(file)
        assert path.parent == Path("out")
        written[path.name] = file.getvalue()

    write_brief(four, Path("out"), write)
    figures = {
        f"{name}.{language}.{kind}" for name, _, _ in FIGURES for language in LANGUAGES for kind in ("svg", "png")
    }
    assert set(written) == {"brief.id.html", "brief.en.html", *figures}
    assert written["brief.id.html"].decode() == brief(four, "id")
    assert written["gains.en.png"].startswith(b"\x89PNG")
    assert written["gains.en.svg"].startswith(b"<?xml")
