"""Pages: self-contained, in both languages, the same figures, nothing that came in becomes markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lindung.law.corpus import Corpus
from lindung.law.redline import diff
from lindung.messages import LANGUAGES, Language, Text
from lindung.reporting.redline import redline_page
from lindung.reporting.register_page import register_page

DRAFTS = ["padang-prioritas-registri", "padang-bagi-iuran", "padang-jht", "padang-kuota-kelurahan"]
VOID = {"meta", "input", "br", "link", "img", "hr"}


class Balance(HTMLParser):
    """Checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text += data


def read(html: str) -> str:
    """The text of a page whose markup is balanced."""
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    return parser.text


def figures(text: str) -> list[str]:
    """Every number of a text, without the marks that differ by language."""
    return sorted(re.sub(r"[.,](?=\d{3}\b)", "", number) for number in re.findall(r"\d[\d.,]*\d|\d", text))


@pytest.mark.parametrize("name", DRAFTS)
def test_redline_pages(corpus: Corpus, name: str) -> None:
    redline = diff(corpus.instruments["perwali-padang-13-2022"], corpus.drafts[name])
    pages: dict[Language, str] = {language: redline_page(corpus, redline, language) for language in LANGUAGES}
    for language, html in pages.items():
        assert f'<html lang="{language}">' in html
        assert not re.search(r'(src|href)="https?:', html)
        assert "<script" not in html
        assert "<ins>" in html
    assert pages["id"] != pages["en"]
    assert figures(read(pages["id"])) == figures(read(pages["en"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_in_a_text_stays_text(corpus: Corpus, language: Language) -> None:
    draft = corpus.drafts["padang-jht"]
    hostile = "<script>alert(1)</script> {{ 7*7 }} =1+1"
    first = replace(draft.provisions[0], says=Text(hostile, hostile))
    page = redline_page(
        corpus,
        diff(corpus.instruments["perwali-padang-13-2022"], replace(draft, provisions=(first, *draft.provisions[1:]))),
        language,
    )
    assert "<script" not in page
    assert "&lt;" in page
    assert "{{ 7*7 }}" in read(page)


def test_register_page(corpus: Corpus) -> None:
    pages = {language: register_page(corpus, language) for language in LANGUAGES}
    for html in pages.values():
        text = read(html)
        for parameter in corpus.register:
            assert f'<article id="{parameter}">' in html
        for reading in corpus.readings:
            assert reading in text
        assert not re.search(r'(src|href)="https?:', html)
    assert "Rp16.800" not in pages["en"]
    counts = {language: html.count("<tr>") for language, html in pages.items()}
    assert counts["id"] == counts["en"] > 1000
