"""A draft from a few values: the YAML file that a drafter would write, made and read like any other."""

import functools
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from lindung.door.output import write_whole
from lindung.law.corpus import Corpus
from lindung.law.instruments import Instrument, Setting
from lindung.law.sentences import Sentences
from lindung.law.values import Amount
from lindung.messages import LANGUAGES, Text, default_language

_SOURCE: Final = Text("ditulis dalam sesi ini", "written in this session")
_TITLE: Final = Text("Rancangan {name}", "Draft {name}")


def draft(
    name: str,
    baseline: str,
    sets: Mapping[str, Any],
    *,
    in_force: date | str,
    title: Text | None = None,
    folder: Path | str | None = None,
    law: Corpus | None = None,
) -> Instrument:
    """A draft that amends `baseline` by what it `sets`, in force from a day; enact it, diff it, compare it.

    Values are as in a regulation's file (`"12 months"`, `{"at_least": "18 years"}`, see legal_corpus/README.md). A
    clause takes the place of the one that set the same and nothing else, or stands after the last article. With
    `folder` the file is kept there as `name.yaml`. Raises `BadInput` for a value that cannot be.

    >>> import lindung
    >>> mine = lindung.draft("padang-setahun", "perwali-padang-13-2022", {"subsidy.months": "12 months"},
    ...                      in_force="2025-01-01")
    >>> mine.provisions[0].says.en
    'Months subsidised: 12 months.'
    """
    corpus = law or Corpus.load()
    amended = corpus.instrument(baseline)
    for parameter in sets:
        corpus.register.named(parameter)
    places = _places(amended, tuple(sets))
    said = title or Text(*(one.format(name=name) for one in _TITLE))
    source = _SOURCE.said(default_language())
    evidence = {"standing": "inferred", "source": source, "checked": amended.evidence.checked}
    document: dict[str, Any] = {
        "instrument": name,
        "akn": f"/akn/id/bill/{name}",
        "level": "draft",
        "region": amended.region,
        "title": said._asdict(),
        "signed": None,
        "promulgated": None,
        "in_force": in_force if isinstance(in_force, date) else date.fromisoformat(in_force),
        "amends": [baseline],
        "repeals": [],
        "draft": {"author": source, "baseline": baseline},
        "evidence": evidence,
        "provisions": [
            {
                "at": at,
                "says": {"id": parameter, "en": parameter},
                "evidence": evidence,
                **replaced,
                "sets": {parameter: sets[parameter]},
            }
            for parameter, (at, replaced) in places.items()
        ],
    }
    file = Path(folder or _scratch().name) / f"{name}.yaml"
    write_whole(file, _yaml(document))
    read = corpus.read_draft(file)  # once to know the values, once more to say them
    for provision in document["provisions"]:
        provision["says"] = _said(corpus, read, provision["at"])
    write_whole(file, _yaml(document))
    return replace(corpus.read_draft(file), shown_file=file.name)


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for the drafts of this session; a draft's file must stay, as its digest is taken from it."""
    return tempfile.TemporaryDirectory(prefix="lindung-drafts-")


def _places(amended: Instrument, parameters: tuple[str, ...]) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """By parameter, where its clause stands and what it replaces."""
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    articles = [int(match[1]) for one in amended.provisions if (match := re.match(r"pasal-(\d+)", one.at))]
    last, letter = max(articles, default=0), ord("a")
    for parameter in parameters:
        alone = [one.at for one in amended.provisions if {s.parameter for s in one.settings} == {parameter}]
        if len(alone) == 1:
            found[parameter] = (alone[0], {"replaces": [f"{amended.name}#{alone[0]}"]})
        else:
            found[parameter] = (f"pasal-{last}{chr(letter)}", {})
            letter += 1
    return found


def _said(corpus: Corpus, read: Instrument, at: str) -> dict[str, str]:
    """What a clause says, in both languages, from the values that it sets."""
    settings = next(one.settings for one in read.provisions if one.at == at)
    parameter = corpus.register[settings[0].parameter]
    return {
        language: f"{parameter.name.said(language)}: {Sentences(corpus.vocabulary, language).said(parameter, amount)}."
        for language in LANGUAGES
        for amount in [_amount(settings)]
    }


def _amount(settings: tuple[Setting, ...]) -> Amount | dict[str, Amount]:
    entries = {s.key: s.amount for s in settings if s.key is not None and s.amount is not None}
    first = settings[0].amount
    return first if not entries and first is not None else entries


def _yaml(document: Mapping[str, Any]) -> str:
    class Plain(yaml.SafeDumper):
        """Without anchors for what stands twice."""

        def ignore_aliases(self, _: object) -> bool:
            return True

    return yaml.dump(document, Dumper=Plain, allow_unicode=True, sort_keys=False, width=120)
