"""`lindung law`: what holds, where, on which day, by which article."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.output import print_json, write_whole
from lindung.door.speech import Help, complain, console
from lindung.law.census import census
from lindung.law.corpus import Corpus
from lindung.law.readings import parse_choices
from lindung.law.redline import Redline, diff
from lindung.messages import BadInput, Fault
from lindung.reporting.census import census_document, print_census
from lindung.reporting.law_json import answer_document, instrument_document, parameter_document
from lindung.reporting.law_terminal import LawTerminal
from lindung.reporting.redline import print_redline, redline_document, redline_page


def add_law(app: typer.Typer, says: Help) -> None:
    """Add `lindung law` and its commands."""
    law = typer.Typer(
        no_args_is_help=True,
        help=says(
            "Hukum: nilai yang berlaku, kapan, di mana, dan menurut pasal mana.",
            "The law: which value holds, when, where, and by which article.",
        ),
    )
    app.add_typer(law, name="law")
    for add in (_add_show, _add_list, _add_text, _add_check, _add_diff):
        add(law, says)


def _json(says: Help) -> object:
    return says.option(
        "--json", id="Satu dokumen JSON di keluaran standar.", en="One JSON document on standard output."
    )


def _lang(says: Help) -> object:
    return says.option("--lang", id="Bahasa: id atau en.", en="Language: id or en.")


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(Fault("date-form", {"key": option, "value": text})) from None


def _add_show(law: typer.Typer, says: Help) -> None:
    def show(
        parameter: Annotated[str, says.argument(name="PARAMETER", id="Misalnya jp.wage_ceiling; lihat: law list.", en="For example jp.wage_ceiling; see: law list.")],
        on: Annotated[str | None, says.option("--on", id="Hari (YYYY-MM-DD); bawaan: hari ini.", en="Day (YYYY-MM-DD); default: today.")] = None,
        region: Annotated[str | None, says.option("--region", id="Kode BPS atau nama daerah.", en="BPS code or name of a region.")] = None,
        known_on: Annotated[str | None, says.option("--known-on", id="Hanya yang sudah diundangkan pada hari ini.", en="Only what was promulgated by this day.")] = None,
        key: Annotated[str | None, says.option("--key", id="Kunci tabel, atau penghasilan atau bulan untuk lapisan.", en="Key of a table, or the income or month for bands.")] = None,
        reading: Annotated[list[str] | None, says.option("--reading", id="Pilihan pembacaan NAMA=PILIHAN; boleh diulang.", en="Choice of a reading NAME=CHOICE; may be repeated.")] = None,
        as_json: Annotated[bool, _json(says)] = False,
        lang: Annotated[str | None, _lang(says)] = None,
    ) -> None:  # fmt: skip
        day = date.today() if on is None else _day(on, "--on")
        known = None if known_on is None else _day(known_on, "--known-on")
        corpus = Corpus.load()
        view = corpus.on(day, region, known, parse_choices(reading or ()))
        answer = view.look_up(parameter, key)
        if as_json:
            print_json(answer_document(answer, view, says.language))
        else:
            LawTerminal(console(), corpus, says.language).answer(answer, view)
        if answer.status == "not_encoded":
            if as_json and answer.why is not None:
                complain(f"{parameter}: {answer.why.said(says.language)}")
            raise typer.Exit(2)

    _command(law, "show", says("Nilai parameter pada suatu hari.", "The value of a parameter on a day."), show)


def _command(group: typer.Typer, name: str, help_text: str, function: Callable[..., None]) -> None:
    group.command(name, help=help_text)(function)


def _add_list(law: typer.Typer, says: Help) -> None:
    def list_(
        text: Annotated[str, says.argument(name="[TEXT]", id="Kata yang dicari.", en="Words to search for.")] = "",
        as_json: Annotated[bool, _json(says)] = False,
        lang: Annotated[str | None, _lang(says)] = None,
    ) -> None:
        corpus = Corpus.load()
        found = corpus.register.search(text)
        if as_json:
            print_json([parameter_document(parameter) for parameter in found])
            return
        LawTerminal(console(), corpus, says.language).parameters(found)
        if not found:
            complain(says(f"tidak ada parameter dengan kata {text}", f"no parameter with the words {text}"))

    _command(law, "list", says("Mencari parameter.", "Search the parameters."), list_)


def _add_text(law: typer.Typer, says: Help) -> None:
    def text(
        instrument: Annotated[str, says.argument(name="INSTRUMENT", id="Misalnya pp-44-2015.", en="For example pp-44-2015.")],
        at: Annotated[str | None, says.option("--at", id="Hanya ketentuan ini, misalnya pasal-4/ayat-2.", en="Only this provision, for example pasal-4/ayat-2.")] = None,
        as_json: Annotated[bool, _json(says)] = False,
        lang: Annotated[str | None, _lang(says)] = None,
    ) -> None:  # fmt: skip
        corpus = Corpus.load()
        found = corpus.read_draft(instrument)
        document = instrument_document(found, at)
        if at is not None and not document["provisions"]:
            raise _no_such_place(found.name, at, [p.at for p in found.provisions])
        if as_json:
            print_json(document)
        else:
            LawTerminal(console(), corpus, says.language).text(found, at)

    _command(law, "text", says("Isi instrumen pasal demi pasal.", "An instrument article by article."), text)


def _no_such_place(name: str, at: str, places: list[str]) -> BadInput:
    from lindung.messages.nearest import Nearest

    return BadInput(Fault("provision-unknown", {"name": f"{name}#{at}", "nearest": Nearest(at, tuple(places))}))


def _add_check(law: typer.Typer, says: Help) -> None:
    def check(
        folder: Annotated[Path | None, says.argument(name="[FOLDER]", id="Folder korpus; bawaan: yang terpasang.", en="Corpus folder; default: the one installed.")] = None,
        as_json: Annotated[bool, _json(says)] = False,
        lang: Annotated[str | None, _lang(says)] = None,
    ) -> None:  # fmt: skip
        corpus = Corpus.load(folder)
        counted = census(corpus)
        if as_json:
            print_json(census_document(counted))
        else:
            print_census(console(), corpus, counted, says.language)

    _command(law, "check", says("Memeriksa seluruh korpus.", "Check the whole corpus."), check)


def _add_diff(law: typer.Typer, says: Help) -> None:
    def diff_(
        before: Annotated[str, says.argument(name="A", id="Instrumen, atau rancangan (nama atau berkas).", en="An instrument, or a draft (name or file).")],
        after: Annotated[str | None, says.argument(name="[B]", id="Instrumen kedua; tanpa ini rancangan A dibandingkan dengan yang diubahnya.", en="A second instrument; without it the draft A is held against what it amends.")] = None,
        html: Annotated[Path | None, says.option("--html", id="Tulis halaman HTML ke berkas ini.", en="Write an HTML page to this file.")] = None,
        as_json: Annotated[bool, _json(says)] = False,
        lang: Annotated[str | None, _lang(says)] = None,
    ) -> None:  # fmt: skip
        corpus = Corpus.load()
        redline = _redline(corpus, before, after)
        if html is not None:
            write_whole(html, redline_page(corpus, redline, says.language))
            complain(says(f"ditulis: {html}", f"written: {html}"))
        if as_json:
            print_json(redline_document(redline))
        elif html is None:
            print_redline(console(), corpus, redline, says.language)

    _command(
        law, "diff", says("Dua peraturan berdampingan, pasal demi pasal.", "Two regulations side by side, clause by clause."), diff_
    )  # fmt: skip


def _redline(corpus: Corpus, before: str, after: str | None) -> Redline:
    first = corpus.read_draft(before)
    if after is not None:
        return diff(first, corpus.read_draft(after))
    if first.draft is None:
        raise BadInput(Fault("diff-one", {"name": before}))
    return diff(corpus.instrument(first.draft.baseline), first)
