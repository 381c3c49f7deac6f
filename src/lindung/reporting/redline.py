"""The redline of two instruments: on a terminal, as a page, as JSON."""

from collections.abc import Iterable
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from lindung.law import place
from lindung.law.citations import short
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS
from lindung.law.instruments import Instrument
from lindung.law.redline import ClauseChange, Edit, Kind, ParameterChange, Redline
from lindung.law.sentences import Sentences, plain
from lindung.law.values import Amount
from lindung.messages import Language, Text
from lindung.messages.language import day

KINDS: Final[dict[Kind, Text]] = {
    "changed": Text("diubah", "changed"),
    "added": Text("ditambah", "added"),
    "removed": Text("dihapus", "removed"),
    "unchanged": Text("tetap", "unchanged"),
}
EFFECTS: Final = {
    "simulated": Text("disimulasikan", "simulated"),
    "not_simulated": Text("tidak disimulasikan", "not simulated"),
    "open_norm": Text("norma terbuka", "open norm"),
}
_MATCHING: Final = {
    "by_article": Text("Pasal dicocokkan menurut nomornya.", "Clauses are matched by their number."),
    "by_subject": Text(
        "Kedua peraturan tidak berkaitan; ketentuan dicocokkan menurut parameter yang ditetapkannya.",
        "The two are unrelated; clauses are matched by the parameters they set.",
    ),
}
_STYLES: Final[dict[Kind, str]] = {"changed": "yellow", "added": "green", "removed": "red", "unchanged": "dim"}
_NOTHING: Final = Text("tidak ditetapkan", "not set")


def heading(redline: Redline, language: Language) -> str:
    """`A → B` by their short names."""
    return f"{short(redline.before, language)} → {short(redline.after, language)}"


def counted(redline: Redline, language: Language) -> str:
    """`3 diubah, 1 ditambah, 1 dihapus, 12 tetap`."""
    return ", ".join(f"{redline.count(kind)} {label.said(language)}" for kind, label in KINDS.items())


def shown(redline: Redline) -> list[ClauseChange]:
    """The clauses that differ, in article order."""
    return [clause for clause in redline.clauses if clause.kind != "unchanged"]


def unchanged(redline: Redline, language: Language) -> str:
    """The places of the clauses that stay, in one line."""
    return "; ".join(place.said(clause.at, language) for clause in redline.clauses if clause.kind == "unchanged")


def parameter_lines(
    corpus: Corpus, changes: Iterable[ParameterChange], language: Language
) -> list[tuple[str, str, str, str]]:
    """(parameter id, its name, before, after) for each parameter that a clause changes; keys of tables joined."""
    sentences = Sentences(corpus.vocabulary, language)
    tables: dict[str, tuple[dict[str, Amount], dict[str, Amount]]] = {}
    found: dict[str, tuple[str, str, str, str]] = {}

    def said(parameter: str, amount: Amount | dict[str, Amount] | None) -> str:
        if amount is None or amount == {}:
            return _NOTHING.said(language)
        return (
            amount if isinstance(amount, str) and "/" in amount else sentences.said(corpus.register[parameter], amount)
        )

    for change in changes:
        name = corpus.register[change.parameter].name.said(language)
        before: Amount | dict[str, Amount] | None = change.before
        after: Amount | dict[str, Amount] | None = change.after
        if change.key is not None:
            old, new = tables.setdefault(change.parameter, ({}, {}))
            old.update({} if change.before is None else {change.key: change.before})
            new.update({} if change.after is None else {change.key: change.after})
            before, after = old, new
        found[change.parameter] = (
            change.parameter,
            name,
            said(change.parameter, before),
            said(change.parameter, after),
        )
    return list(found.values())


def effect(clause: ClauseChange, language: Language) -> str:
    """Whether the clause is simulated, with the reason where not."""
    label = EFFECTS[clause.by.effect].said(language)
    return label if clause.by.because is None else f"{label}: {clause.by.because.said(language)}"


def print_redline(console: Console, corpus: Corpus, redline: Redline, language: Language) -> None:
    """The redline on a terminal; removed words in square brackets struck through, added words in braces underlined."""
    console.print(Line(heading(redline, language), style="bold"))
    for line in head_lines(redline, language):
        console.print(Line(line, style="dim"))
    for clause in shown(redline):
        console.print()
        title = f"{place.said(clause.at, language)} · {KINDS[clause.kind].said(language)}"
        console.print(Line(title, style=f"bold {_STYLES[clause.kind]}"))
        if clause.before and clause.after and clause.before.at != clause.after.at:
            console.print(Padding(Line(f"↔ {place.said(clause.before.at, language)}", style="dim"), (0, 0, 0, 2)))
        console.print(Padding(_words(clause.edits[language]), (0, 0, 0, 2)))
        for name, label, before, after in parameter_lines(corpus, clause.parameters, language):
            console.print(Padding(Line.assemble((name, "cyan"), (f" {label}", "dim")), (0, 0, 0, 2)))
            console.print(Padding(Line(f"- {before}", style="red"), (0, 0, 0, 4)))
            console.print(Padding(Line(f"+ {after}", style="green"), (0, 0, 0, 4)))
        console.print(Padding(Line(effect(clause, language), style="dim"), (0, 0, 0, 2)))
    console.print()
    console.print(Line(f"{KINDS['unchanged'].said(language)} ({redline.count('unchanged')}): ", style="bold"))
    console.print(Padding(Line(unchanged(redline, language), style="dim"), (0, 0, 0, 2)))


def head_lines(redline: Redline, language: Language) -> list[str]:
    """Who wrote it, what it starts from, from when, how many clauses of each kind."""
    lines = []
    after = redline.after
    if after.draft is not None:
        words = Text("rancangan oleh {}, berlaku {}", "draft by {}, in force {}").said(language)
        lines.append(words.format(after.draft.author, day(after.in_force, language)))
    return [*lines, counted(redline, language), _MATCHING[redline.matching].said(language)]


def _words(edits: Iterable[Edit]) -> Line:
    line = Line()
    for edit in edits:
        if edit.kind == "kept":
            line.append(edit.text)
        elif edit.kind == "removed":
            line.append(f"[-{edit.text}-]", style="red strike")
        else:
            line.append(f"{{+{edit.text}+}}", style="green underline")
    return line


def redline_document(redline: Redline) -> dict[str, Any]:
    """The redline as data: with the first instrument and this, text and parameters of the second follow."""
    return {
        "before": redline.before.name,
        "after": redline.after.name,
        "matching": redline.matching,
        "counts": {kind: redline.count(kind) for kind in KINDS},
        "clauses": [
            {
                "kind": clause.kind,
                "before": None if clause.before is None else clause.before.at,
                "after": None if clause.after is None else clause.after.at,
                "edits": {
                    language: [[edit.kind, edit.text] for edit in edits] for language, edits in clause.edits.items()
                },
                "parameters": [
                    {"parameter": c.parameter, "key": c.key, "before": plain(c.before), "after": plain(c.after)}
                    for c in clause.parameters
                ],
                "effect": clause.by.effect,
            }
            for clause in redline.clauses
        ],
    }


def redline_page(corpus: Corpus, redline: Redline, language: Language) -> str:
    """The redline as one self-contained HTML page."""
    clauses = [
        {
            "kind": clause.kind,
            "label": KINDS[clause.kind].said(language),
            "title": place.said(clause.at, language),
            "was": None
            if clause.before is None or clause.after is None or clause.before.at == clause.after.at
            else place.said(clause.before.at, language),
            "edits": clause.edits[language],
            "parameters": parameter_lines(corpus, clause.parameters, language),
            "effect": effect(clause, language),
            "effect_kind": clause.by.effect,
            "evidence": _evidence(clause, language),
        }
        for clause in shown(redline)
    ]
    html: str = page("redline.html").render(
        language=language, heading=heading(redline, language), lines=head_lines(redline, language), clauses=clauses,
        titles=[_title(redline.before, language), _title(redline.after, language)],
        unchanged=unchanged(redline, language), count=redline.count("unchanged"), say=Say(language),
    )  # fmt: skip
    return html


def _title(instrument: Instrument, language: Language) -> str:
    return instrument.title.said(language)


def _evidence(clause: ClauseChange, language: Language) -> str:
    return f"{STANDINGS[clause.by.evidence.standing].said(language)}: {clause.by.evidence.source}"


class Say:
    """Picks a text for a template: `say("...", "...")`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, indonesian: str, english: str) -> str:
        """The text in the page's language."""
        return Text(indonesian, english).said(self.language)


def page(name: str) -> Any:
    """A page template; everything put into it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape  # slow, and few commands need it

    environment = Environment(
        loader=PackageLoader("lindung.reporting"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
