"""`lindung law`: what holds, where, on which day, by which article."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lindung.door.day import read_day
from lindung.door.notebook import diff
from lindung.door.options import Options
from lindung.door.output import print_json, write_whole
from lindung.door.speech import complain, console
from lindung.law.census import census
from lindung.law.corpus import Corpus
from lindung.law.readings import parse_choices
from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest
from lindung.reporting.census import census_document, print_census
from lindung.reporting.law_json import answer_document, instrument_document, parameter_document
from lindung.reporting.law_terminal import LawTerminal
from lindung.reporting.redline import print_redline, redline_document, redline_page


def law_commands(o: Options) -> typer.Typer:
    """`lindung law` and its commands, with help in the language of `o`."""
    language, says = o.language, o.says
    law = o.group(
        says(
            "Hukum: nilai yang berlaku, kapan, di mana, dan menurut pasal mana.",
            "The law: which value holds, when, where, and by which article.",
        )
    )

    @o.command(law, "show", says("Nilai parameter pada suatu hari.", "The value of a parameter on a day."))
    def show(
        parameter: Annotated[str, o.parameter],
        on: Annotated[str | None, o.on] = None,
        region: Annotated[str | None, o.region] = None,
        known_on: Annotated[str | None, o.known_on] = None,
        key: Annotated[str | None, o.key] = None,
        reading: Annotated[list[str] | None, o.reading] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        day = date.today() if on is None else read_day(on, "--on")
        known = None if known_on is None else read_day(known_on, "--known-on")
        corpus = Corpus.load()
        view = corpus.on(day, region, known, parse_choices(reading or ()))
        answer = view.look_up(parameter, key)
        if as_json:
            print_json(answer_document(answer, view, language))
        elif answer.status != "not_encoded":
            LawTerminal(console(), corpus, language).answer(answer, view)
        if answer.status == "not_encoded" and answer.why is not None:
            raise BadInput(Fault("not-encoded", {"parameter": parameter, "why": answer.why}))

    @o.command(law, "list", says("Mencari parameter.", "Search the parameters."))
    def list_parameters(
        words: Annotated[str, o.words] = "",
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        corpus = Corpus.load()
        found = corpus.register.search(words)
        if as_json:
            print_json([parameter_document(parameter) for parameter in found])
        elif found:
            LawTerminal(console(), corpus, language).parameters(found)
        else:
            complain(says(f"tidak ada parameter dengan kata: {words}", f"no parameter with the words: {words}"))

    @o.command(law, "text", says("Isi instrumen, pasal demi pasal.", "An instrument, article by article."))
    def text(
        instrument: Annotated[str, o.instrument],
        at: Annotated[str | None, o.at] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        corpus = Corpus.load()
        found = corpus.read_draft(instrument)
        document = instrument_document(found, at)
        if at is not None and not document["provisions"]:
            near = Nearest(at, tuple(p.at for p in found.provisions))
            raise BadInput(Fault("provision-unknown", {"name": f"{found.name}#{at}", "nearest": near}))
        if as_json:
            print_json(document)
        else:
            LawTerminal(console(), corpus, language).text(found, at)

    @o.command(law, "check", says("Memeriksa seluruh korpus.", "Check the whole corpus."))
    def check(
        folder: Annotated[Path | None, o.folder] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        corpus = Corpus.load(folder)
        counted = census(corpus)
        if as_json:
            print_json(census_document(counted))
        else:
            print_census(console(), corpus, counted, language)

    @law.command(
        "diff", help=says("Dua peraturan berdampingan, pasal demi pasal.", "Two regulations clause by clause.")
    )
    def diff_instruments(
        before: Annotated[str, o.before],
        after: Annotated[str | None, o.after] = None,
        html: Annotated[Path | None, o.html] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        corpus = Corpus.load()
        redline = diff(before, after, law=corpus).redline
        if html is not None:
            write_whole(html, redline_page(corpus, redline, language))
            complain(says(f"ditulis: {html}", f"written: {html}"))
        if as_json:
            print_json(redline_document(redline))
        elif html is None:
            print_redline(console(), corpus, redline, language)

    return law
