"""`lindung docs`: the pages that are generated from the corpus and the scenarios."""

from pathlib import Path
from typing import Annotated, Final

import typer

from lindung.door.options import Options
from lindung.door.output import write_whole
from lindung.door.speech import complain
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES
from lindung.reporting.register_page import register_page

SCENARIO: Final = "padang"  # whose behaviour the page shows


def docs_commands(o: Options) -> typer.Typer:
    """`lindung docs` and its commands, with help in the language of `o`."""
    docs = o.group(
        o.says("Halaman yang dibuat dari korpus dan skenario.", "Pages generated from corpus and scenarios.")
    )

    @docs.callback()
    def pages() -> None:
        """Keep `build` a command of its own, for pages to come."""

    @o.command(
        docs,
        "build",
        o.says(
            "Buat halaman daftar parameter hukum dan parameter perilaku (id, en).",
            "Build the register page and the page of behaviour parameters (id, en).",
        ),
    )
    def build(out: Annotated[Path, o.out] = Path("site"), lang: Annotated[str | None, o.lang] = None) -> None:
        from lindung.reporting.model_page import model_page  # numpy only where a scenario is read
        from lindung.simulation.scenario import Scenario

        corpus = Corpus.load()
        scenario = Scenario.load(SCENARIO, corpus)
        for language in LANGUAGES:
            pages = {
                f"register.{language}.html": register_page(corpus, language),
                f"model-parameters.{language}.md": model_page(scenario, language),
            }
            for name, page in pages.items():
                write_whole(out / name, page)
                complain(o.says(f"ditulis: {out / name}", f"written: {out / name}"))

    return docs
