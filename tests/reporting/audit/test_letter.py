"""The letters opened again: figures of the summary, inert names, one section an employer, only when they are due."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput, Language
from lindung.messages.language import rupiah
from lindung.reporting.audit.letter import blanks, template_path, write_letters
from lindung.reporting.audit.letter_template import build
from lindung.reporting.audit.own_template import copy_templates, made_up, own_templates
from lindung.reporting.audit.view import AuditView
from tests.reporting.audit.made import HOSTILE, audit_view
from tests.reporting.audit.test_page import figures


@pytest.fixture(scope="module")
def folder(view: AuditView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    assert [path.name for path in write_letters(view, folder)] == ["letter.id.docx", "letter.en.docx"]
    return folder


def paragraphs(path: Path) -> list[str]:
    """Every paragraph of a Word file, those in tables too, in order."""
    body = Document(str(path)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rupiah_are_those_of_the_summary(view: AuditView, folder: Path, language: Language) -> None:
    said = paragraphs(folder / f"letter.{language}.docx")
    for employer in view.employers:
        for amount in (employer.shortfall_total, employer.late_fine, *employer.shortfalls.values()):
            assert rupiah(amount, language) in said
    assert sum(employer.shortfall_total for employer in view.employers) == view.summary["shortfall_total"]
    assert sum(employer.late_fine for employer in view.employers) == view.summary["late_fine_total"]
    fines = view.timetable["steps"][2]["employers"]
    assert all(rupiah(amount, language) in said for amount in fines.values())


def test_numbers_are_the_same_in_both_languages(folder: Path) -> None:
    read = {
        language: figures("\n".join(paragraphs(folder / f"letter.{language}.docx")), language)
        for language in LANGUAGES
    }  # fmt: skip
    assert read["id"] == read["en"]
    assert len(read["id"]) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_plain_text(view: AuditView, folder: Path, language: Language) -> None:
    path = folder / f"letter.{language}.docx"
    said = paragraphs(path)
    assert {employer.name for employer in view.employers} <= set(said)
    assert {f"NPP {employer.employer_id}" for employer in view.employers} <= set(said)
    assert set(HOSTILE) >= {employer.employer_id for employer in view.employers}
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        texts = {name: parts.read(name) for name in names}
    assert not [name for name in names if ".." in name or name.startswith("/") or "vba" in name.lower()]
    for name, content in texts.items():
        if name.endswith((".xml", ".rels")):
            parse_xml(content)  # well formed
    assert not re.search(rb'TargetMode="External"', b"".join(texts.values()))
    document = texts["word/document.xml"].decode()
    assert "w:hyperlink" not in document
    assert "w:instrText" not in document
    assert "w:fldSimple" not in document
    assert "<script>" not in document
    assert "49" not in [text for text in said if text.strip() == "49"]


def test_the_only_field_is_our_page_number(folder: Path) -> None:
    with zipfile.ZipFile(folder / "letter.id.docx") as parts:
        footers = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)
    assert re.findall(r"<w:instrText[^>]*>([^<]*)<", footers) == ["PAGE"]


def test_one_section_an_employer_numbered_from_one(view: AuditView, folder: Path) -> None:
    sections = Document(str(folder / "letter.id.docx")).sections
    assert len(sections) == len(view.employers)
    assert all(section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1" for section in sections)


def test_no_blank_and_no_tag_is_left(folder: Path) -> None:
    for language in LANGUAGES:
        said = "\n".join(paragraphs(folder / f"letter.{language}.docx"))
        for own in HOSTILE:
            said = said.replace(own, "")
        assert "{{" not in said
        assert "{%" not in said


def test_both_fines_stand_apart_and_the_deadline_is_the_end_of_the_first_warning(view: AuditView) -> None:
    for language in LANGUAGES:
        for letter in blanks(view, language):
            late, administrative = letter["fines"]
            assert late["amount"] != administrative["amount"]
            assert "PP 44/2015" in late["about"]
            assert "PP 86/2013" in administrative["about"]
    assert "21 April 2025" in next(blanks(view, "id"))["deadline"]


def test_recalled_figures_of_the_employers_place_are_marked(view: AuditView) -> None:
    for language in LANGUAGES:
        for letter in blanks(view, language):
            (note,) = [note for note in letter["notes"] if "Kota Surabaya" in note]
            assert rupiah(4_961_753, language) in note
            assert not [note for note in letter["notes"] if "Kota Padang" in note]


def test_no_letter_without_breach_service_or_agreement(view: AuditView, tmp_path: Path) -> None:
    for other in (
        replace(view, employers=()),
        replace(view, timetable={**view.timetable, "served": None}),
        replace(view, summary={**view.summary, "engines_agree": False}),
    ):
        assert write_letters(other, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_many_employers_go_on_in_further_files(corpus: Corpus, tmp_path: Path) -> None:
    view = audit_view(corpus, 40, tuple(f"NPP{i}" for i in range(10)))
    names = [path.name for path in write_letters(view, tmp_path, letters_a_file=4)]
    assert names == [f"letter.{end}" for end in
                     ("id.docx", "id.2.docx", "id.3.docx", "en.docx", "en.2.docx", "en.3.docx")]  # fmt: skip
    named = {text for path in tmp_path.glob("letter.id*.docx") for text in paragraphs(path)}
    assert {f"NPP {employer.employer_id}" for employer in view.employers} <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_that_ships_is_the_one_that_is_built(language: Language) -> None:
    shipped = Document(str(template_path(language))).element.body
    assert shipped.xml == build(language).element.body.xml


def test_an_office_may_use_its_own_template(view: AuditView, tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("{%p for letter in letters %}")
    own.add_paragraph("Kantor kami: {{ letter.name }}, {{ letter.shortfall }}")
    own.add_paragraph("{%p endfor %}")
    own.save(str(tmp_path / "own.docx"))
    templates = own_templates(tmp_path / "own.docx")
    write_letters(view, tmp_path, templates=templates)
    first = view.employers[0]
    wanted = f"Kantor kami: {first.name}, {rupiah(first.shortfall_total, 'id')}"
    assert wanted in paragraphs(tmp_path / "letter.id.docx")
    assert any("Dear Sir" in text for text in paragraphs(tmp_path / "letter.en.docx"))


def own_letter(path: Path, *lines: str) -> Path:
    """A Word file with these paragraphs."""
    own = Document()
    for line in lines:
        own.add_paragraph(line)
    own.save(str(path))
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ letter.shortfal }}", "shortfal, which there is not; perhaps shortfall"),
        ("{{ letters[0].__class__.__mro__ }}", "cannot be filled"),
        ("{% for %}", "cannot be filled"),
        ("{{ letter.count / 0 }}", "cannot be filled"),
        ("{{ letter.count", "no blanks such as"),  # Word files are read so that all up to a closing brace is lost
        ("letter.count }}", "cannot be filled (letter.count }})"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = own_letter(tmp_path / "own.docx", "{%p for letter in letters %}", text, "{%p endfor %}")
    with pytest.raises(BadInput) as raised:
        own_templates(path)
    message = raised.value.said("en")
    assert message.startswith(str(path))
    assert said in message


def test_a_template_without_blanks_is_refused(tmp_path: Path) -> None:
    own_letter(tmp_path / "letter.en.docx", "Dear Sir")
    with pytest.raises(BadInput) as raised:
        own_templates(tmp_path)
    assert "no blanks such as {{ letter.name }}" in raised.value.said("en")
    assert "isian seperti {{ letter.name }}" in raised.value.said("id")


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_text("Dear Sir")
    with zipfile.ZipFile(tmp_path / "zip.docx", "w") as archive:
        archive.writestr("x", "y")
    with zipfile.ZipFile(tmp_path / "broken.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
    for name, code in (
        ("text.docx", "letter-template-not-word"), ("zip.docx", "letter-template-not-word"),
        ("broken.docx", "letter-template-not-word"), ("gone.docx", "file-missing"), (".", "letter-template-folder"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as raised:
            own_templates(tmp_path / name)
        assert [fault.code for fault in raised.value.faults] == [code], name


def test_a_template_is_tried_with_every_blank_there_is(view: AuditView) -> None:
    """The made-up letter has what a letter has, so that no good template is refused and no bad one gets through."""
    made = made_up()
    for language in LANGUAGES:
        for letter in blanks(view, language):
            assert set(letter) == set(made)
            for name, value in letter.items():
                assert isinstance(value, type(made[name]))
                if name != "notes" and isinstance(value, list):
                    assert all(set(row) == set(made[name][0]) for row in value), name


def test_templates_are_copied_to_be_edited_and_never_over_somebody_s_work(tmp_path: Path) -> None:
    files = copy_templates(tmp_path / "ours")
    assert {file.name for file in files} == {"letter.id.docx", "letter.en.docx", "README.md", "README.id.md"}
    assert own_templates(tmp_path / "ours") == {
        language: tmp_path / "ours" / f"letter.{language}.docx" for language in LANGUAGES
    }
    with pytest.raises(BadInput):
        copy_templates(tmp_path / "ours")
