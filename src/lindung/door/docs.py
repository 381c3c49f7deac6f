"""`lindung docs`: the pages that are generated from the corpus."""

from pathlib import Path
from typing import Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import write_whole
from lindung.door.speech import complain
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES
from lindung.reporting.register_page import register_page


def docs_commands(o: Options) -> typer.Typer:
    """`lindung docs` and its commands, with help in the language of `o`."""
    docs = o.group(o.says("Halaman yang dibuat dari korpus.", "Pages generated from the corpus."))

    @docs.callback()
    def pages() -> None:
        """Keep `build` a command of its own, for pages to come."""

    @o.command(docs, "build", o.says("Buat halaman daftar parameter (id, en).", "Build the register page (id, en)."))
    def build(out: Annotated[Path, o.out] = Path("site"), lang: Annotated[str | None, o.lang] = None) -> None:
        corpus = Corpus.load()
        for language in LANGUAGES:
            path = out / f"register.{language}.html"
            write_whole(path, register_page(corpus, language))
            complain(o.says(f"ditulis: {path}", f"written: {path}"))

    return docs
