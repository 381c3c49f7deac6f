"""The face for notebooks: results that show themselves."""

from collections.abc import Sequence
from html import escape
from io import StringIO
from pathlib import Path

from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument
from lindung.law.redline import ClauseChange, Redline
from lindung.law.redline import diff as redline_of
from lindung.messages import BadInput, Fault, Language, default_language


class Page(str):
    """An HTML page: text to write to a file, and shown in a frame of its own in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return framed(self)


def framed(page: str, height: int = 860) -> str:
    """A whole page inside a notebook, so that its styles and ids stay its own."""
    return (
        f'<iframe srcdoc="{escape(page, quote=True)}" style="width:100%;height:{height}px;border:1px solid #d0d7de" '
        'sandbox="allow-scripts"></iframe>'
    )


class Difference:
    """Two regulations side by side. Shows itself as a page in a notebook; `str()` is the same on a terminal."""

    def __init__(self, redline: Redline, law: Corpus) -> None:
        self.redline = redline
        self._law = law

    @property
    def clauses(self) -> Sequence[ClauseChange]:
        """Every clause of both, in article order."""
        return self.redline.clauses

    def html(self, language: Language | None = None) -> str:
        """The redline as one self-contained HTML page."""
        from lindung.reporting.redline import redline_page  # only where a page is asked for

        return redline_page(self._law, self.redline, language or default_language())

    def _repr_html_(self) -> str:
        return framed(self.html())

    def __str__(self) -> str:
        from rich.console import Console

        from lindung.reporting.redline import print_redline

        text = StringIO()
        console = Console(file=text, width=120, highlight=False, markup=False)
        print_redline(console, self._law, self.redline, default_language())
        return text.getvalue()

    def __repr__(self) -> str:
        return repr(self.redline)


def diff(
    a: Instrument | str | Path, b: Instrument | str | Path | None = None, *, law: Corpus | None = None
) -> Difference:
    """Two regulations clause by clause, or a draft `a` against the regulation it amends.

    Each is an instrument, the name of one, or the path of a draft's file; `law` is the corpus they are of (default: the
    one that ships). Raises `BadInput` for an unknown name, a faulty file, or one instrument that is no draft.
    """
    law = law or Corpus.load()
    first = a if isinstance(a, Instrument) else law.read_draft(a)
    if b is not None:
        return Difference(redline_of(first, b if isinstance(b, Instrument) else law.read_draft(b)), law)
    if first.draft is None:
        raise BadInput(Fault("diff-one", {"name": first.name}))
    return Difference(redline_of(law.instrument(first.draft.baseline), first), law)
