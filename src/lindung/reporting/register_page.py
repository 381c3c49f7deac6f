"""The register page: every parameter with its history and citations, searchable, one page a language."""

from collections.abc import Iterator
from typing import Any

from lindung.law.citations import cited, short, span
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS
from lindung.law.instruments import Instrument
from lindung.law.literals import NAMES
from lindung.law.register import Parameter
from lindung.law.rules import FOREVER, Rule
from lindung.law.sentences import Sentences
from lindung.law.values import Bands
from lindung.messages import Language
from lindung.reporting.redline import Say, page


def register_page(corpus: Corpus, language: Language) -> str:
    """One self-contained HTML page; the search box needs a script, everything else does not."""
    sentences = Sentences(corpus.vocabulary, language)
    entries = [
        {
            "id": parameter.id,
            "name": parameter.name.said(language),
            "description": parameter.description.said(language),
            "unit": NAMES[parameter.unit].said(language) if parameter.unit != "word" else parameter.shape,
            "rules": list(_rules(corpus, parameter, sentences, language)),
        }
        for parameter in corpus.register.values()
    ]
    readings = [
        {
            "name": reading.name,
            "question": reading.question.said(language),
            "default": reading.default,
            "choices": [(name, c.says.said(language), c.source) for name, c in reading.choices.items()],
        }
        for reading in corpus.readings.values()
    ]
    instruments = [
        (short(i, language), i.title.said(language), i.name, span(i.in_force, _end(i), language))
        for i in sorted(corpus.instruments.values(), key=lambda i: (-i.rank, i.in_force, i.name))
    ]
    return str(
        page("register.html").render(
            language=language, entries=entries, readings=readings, instruments=instruments, say=Say(language)
        )
    )


def _end(instrument: Instrument) -> Any:
    return None if instrument.ended is None else instrument.ended[0]


def _rules(corpus: Corpus, parameter: Parameter, sentences: Sentences, language: Language) -> Iterator[dict[str, Any]]:
    """A row for each thing a provision sets; the keys of a table that go together make one row."""
    for together in _together(corpus, parameter):
        rule = together[0]
        last = min(rule.until, rule.last_day(FOREVER))
        rows = sentences.band_rows(parameter, rule.amount) if isinstance(rule.amount, Bands) else []
        yield {
            "span": span(rule.start, None if last == FOREVER else last, language),
            "where": "" if rule.region is None else corpus.regions[rule.region].name,
            "entries": [
                (
                    "" if one.key is None else sentences.label(parameter.keys, one.key),
                    sentences.said(parameter, one.amount),
                )
                for one in together
            ],
            "bands": rows if len(rows) > 1 else [],
            "law": cited(corpus.instrument(rule.instrument), rule.at, language),
            "decree": rule.decree,
            "standing": STANDINGS[rule.evidence.standing].said(language),
            "recalled": rule.evidence.standing == "recalled",
            "source": rule.evidence.source,
            "note": rule.evidence.note,
            "reading": None if rule.under is None else "=".join(rule.under),
        }


def _together(corpus: Corpus, parameter: Parameter) -> list[list[Rule]]:
    keys = list(corpus.vocabulary.get(parameter.keys or "", ()))
    groups: dict[tuple[Any, ...], list[Rule]] = {}
    for rule in corpus.rules.get(parameter.id, ()):
        last = rule.last_day(FOREVER)
        groups.setdefault(
            (rule.region or "", rule.start, rule.citation, rule.until, last, rule.decree or ""), []
        ).append(rule)
    return [sorted(groups[g], key=lambda rule: keys.index(rule.key) if rule.key in keys else 0) for g in sorted(groups)]
