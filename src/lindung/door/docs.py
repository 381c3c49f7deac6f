"""`lindung docs`: the pages that are generated from the corpus."""

from pathlib import Path
from typing import Annotated

import typer

from lindung.door.output import write_whole
from lindung.door.speech import Help, complain
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES
from lindung.reporting.register_page import register_page


def add_docs(app: typer.Typer, says: Help) -> None:
    """Add `lindung docs` and its commands."""
    docs = typer.Typer(
        no_args_is_help=True, help=says("Halaman yang dibuat dari korpus.", "Pages generated from the corpus.")
    )
    app.add_typer(docs, name="docs")

    def build(
        out: Annotated[Path, says.option("--out", id="Folder tujuan; bawaan: site.", en="Folder to write to; default: site.")] = Path("site"),
        lang: Annotated[str | None, says.option("--lang", id="Bahasa: id atau en.", en="Language: id or en.")] = None,
    ) -> None:  # fmt: skip
        corpus = Corpus.load()
        for language in LANGUAGES:
            path = out / f"register.{language}.html"
            write_whole(path, register_page(corpus, language))
            complain(says(f"ditulis: {path}", f"written: {path}"))

    docs.command(
        "build", help=says("Buat halaman daftar parameter (id dan en).", "Build the register page (id and en).")
    )(build)
