"""The report page: balanced, self-contained, the same figures in both languages, nothing that came in is markup."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, Language
from lindung.messages.language import grouped, rupiah
from lindung.reporting.audit.page import report_page
from lindung.reporting.audit.view import AuditView
from tests.reporting.audit.made import HOSTILE, audit_view
from tests.reporting.test_pages import read

SVG_NAMES = {"svg", "defs", "style", "g", "path", "use", "text", "clipPath", "rect", "pattern"}


@pytest.fixture(scope="module")
def pages(view: AuditView) -> dict[Language, str]:
    return {language: report_page(view, language, shown=20) for language in LANGUAGES}


class Elements(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def without_plots(html: str) -> str:
    return re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)


def figures(text: str, language: Language) -> list[str]:
    """Every number of a text without the marks that differ by language."""
    thousands, point = (".", ",") if language == "id" else (",", ".")
    found = re.findall(r"\d+(?:[.,]\d+)*", text)
    return sorted(n.replace(thousands, "").replace(point, ".") for n in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_balanced_self_contained_and_without_script(pages: dict[Language, str], language: Language) -> None:
    html = pages[language]
    read(without_plots(html))
    assert f'<html lang="{language}">' in html
    for tag, attributes in Elements(html).found:
        assert tag not in {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "xlink:href", "action"):
            assert (attributes.get(name) or "#").startswith("#")
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_numbers_are_the_same_in_both_languages(pages: dict[Language, str]) -> None:
    read_back = {language: figures(read(without_plots(html)), language) for language, html in pages.items()}
    assert read_back["id"] == read_back["en"]
    assert len(read_back["id"]) > 500
    assert pages["id"] != pages["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_those_of_the_summary(view: AuditView, pages: dict[Language, str], language: Language) -> None:
    text = read(without_plots(pages[language]))
    for amount in (view.summary["shortfall_total"], view.summary["late_fine_total"], view.employers[0].late_fine):
        assert rupiah(amount, language) in text
    for ways in view.summary["range"]["base_floor"].values():
        assert rupiah(ways["shortfall_total"], language) in text
    assert all(grouped(count, language) in text for count in view.summary["lines"].values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_text(pages: dict[Language, str], language: Language, hostile: str) -> None:
    assert hostile in read(without_plots(pages[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_tables_and_plots_are_accessible(pages: dict[Language, str], language: Language) -> None:
    html = pages[language]
    levels = [int(tag[1]) for tag, _ in Elements(html).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in Elements(html).found if tag == "th")
    anchors = {attributes["id"] for _, attributes in Elements(html).found if "id" in attributes}
    for _, attributes in Elements(html).found:
        assert (attributes.get("href") or "#read")[1:] in anchors
    images = [attributes for _, attributes in Elements(html).found if attributes.get("role") == "img"]
    assert len(images) == 2
    assert all(attributes["aria-label"] for attributes in images)
    assert {tag for svg in re.findall(r"<svg.*?</svg>", html, re.S) for tag, _ in Elements(svg).found} <= {
        name.lower() for name in SVG_NAMES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique(pages: dict[Language, str], language: Language) -> None:
    ids = [attributes["id"] for _, attributes in Elements(pages[language]).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_cut_list_says_how_much_of_how_much_and_where_the_rest_is(corpus: Corpus) -> None:
    view = audit_view(corpus, 3000, tuple(f"NPP{i}" for i in range(250)))
    id_page, en_page = (report_page(view, language) for language in LANGUAGES)
    assert "200 dari 1.500; selebihnya ada di findings.xlsx" in id_page
    assert "200 of 1,500; the rest is in findings.xlsx" in en_page
    assert f"200 dari {len(view.employers)}; selebihnya" in id_page
    assert "250 of 250" not in en_page
    assert "12 dari 12" in report_page(audit_view(corpus, 24), "id")


def test_law_says_how_sure_it_is(pages: dict[Language, str]) -> None:
    assert "naskah dibaca" in pages["id"]
    assert "tidak ada dalam korpus" in pages["id"]
    assert "recalled, not verified" in pages["en"]


def test_without_service_or_findings(corpus: Corpus) -> None:
    from dataclasses import replace

    view = audit_view(corpus, 0)
    unserved = replace(view, timetable={**view.timetable, "served": None}, leads=(), examples=(), employers=())
    page = report_page(unserved, "id")
    assert "--served" in page
    assert "Tidak ada." in page
    disagreeing = replace(view, summary={**view.summary, "engines_agree": False})
    assert "berbeda" in report_page(disagreeing, "id")
