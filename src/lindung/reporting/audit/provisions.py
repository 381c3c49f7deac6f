"""The law behind a report: provisions as they are cited, and a list of what each says and how sure it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lindung.law import place
from lindung.law.citations import cited, span
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS, Evidence
from lindung.law.instruments import Provision
from lindung.law.sentences import Sentences
from lindung.law.values import Amount
from lindung.messages import Language, Text


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision that a report rests on: how it is cited, what it says and sets, and how that is known."""

    provision: str  # `pp-86-2013 pasal-3/ayat-2/huruf-b`, as in the findings
    name: Text
    says: Text
    sets: tuple[tuple[Text, Text], ...]  # parameter, value
    span: Text
    evidence: Evidence | None  # None where the corpus does not hold the provision

    @property
    def recalled(self) -> bool:
        """Whether it rests on memory alone."""
        return self.evidence is not None and self.evidence.standing == "recalled"

    def standing(self, language: Language) -> str:
        """How sure it is, in words."""
        if self.evidence is None:
            return Text("tidak ada dalam korpus", "not in the corpus").said(language)
        return STANDINGS[self.evidence.standing].said(language)


def places(provision: str) -> Iterator[tuple[str, str]]:
    """(instrument, place) of each provision named in `pp-44-2015 pasal-21/ayat-2, pasal-22; uu-24-2011 pasal-19`."""
    for group in provision.replace("#", " ").split(";"):
        name, _, ats = group.strip().partition(" ")
        for part in ats.split(","):
            words = part.split()
            if len(words) > 1:  # another instrument after a comma
                name = words[0]
            if words:
                yield name, words[-1]


def citation(corpus: Corpus, provision: str, language: Language) -> str:
    """`PP 44/2015 Pasal 21 ayat (2), Pasal 22; UU 24/2011 Pasal 19`; what the corpus does not know stays as it is."""
    said: list[str] = []
    before = ""
    for name, at in places(provision):
        instrument = corpus.instruments.get(name)
        if instrument is None or place.parts(at) is None:
            return provision
        if name == before:
            said[-1] += f", {place.said(at, language)}"
        else:
            said.append(cited(instrument, at, language))
        before = name
    return "; ".join(said) or provision


def ordered(corpus: Corpus, provisions: Iterable[str]) -> list[str]:
    """Every provision named, once, the higher law first and articles in order: `pp-44-2015 pasal-22/ayat-1`."""
    found = dict.fromkeys(pair for provision in provisions for pair in places(provision))
    known = [pair for pair in found if pair[0] in corpus.instruments]
    known.sort(key=lambda pair: (-corpus.instrument(pair[0]).rank, corpus.instrument(pair[0]).in_force, pair[0],
                                 place.order(pair[1])))  # fmt: skip
    return [f"{name} {at}" for name, at in (*known, *(pair for pair in found if pair not in known))]


def cited_law(corpus: Corpus, provisions: Iterable[str]) -> tuple[Cited, ...]:
    """The law behind provisions, in that order."""
    return tuple(_cited(corpus, *pair) for one in ordered(corpus, provisions) for pair in places(one))


def _cited(corpus: Corpus, name: str, at: str) -> Cited:
    instrument = corpus.instruments.get(name)
    provision = None if instrument is None else instrument.provision(at)
    if instrument is None or provision is None:
        whole = f"{name} {at}"
        said = Text(citation(corpus, whole, "id"), citation(corpus, whole, "en"))
        return Cited(whole, said, Text("", ""), (), Text("", ""), None)
    start = provision.start or instrument.in_force
    until = provision.until or (None if instrument.ended is None else instrument.ended[0])
    return Cited(
        f"{name} {at}",
        Text(cited(instrument, at, "id"), cited(instrument, at, "en")),
        provision.says,
        tuple(_settings(corpus, provision)),
        Text(span(start, until, "id"), span(start, until, "en")),
        provision.evidence,
    )


def _settings(corpus: Corpus, provision: Provision) -> Iterator[tuple[Text, Text]]:
    """What it sets, a table's keys together; a long series is named, not listed."""
    tables: dict[str, dict[str, Amount]] = {}
    for setting in provision.settings:
        if setting.amount is not None and setting.key is not None:
            tables.setdefault(setting.parameter, {})[setting.key] = setting.amount
    done = set()
    for setting in provision.settings:
        if setting.parameter in done:
            continue
        done.add(setting.parameter)
        parameter = corpus.register[setting.parameter]
        amount = tables.get(setting.parameter, setting.amount)
        if amount is None:
            yield parameter.name, Text(f"tabel {setting.series}", f"table {setting.series}")
        else:
            said = (Sentences(corpus.vocabulary, language).said(parameter, amount) for language in ("id", "en"))
            yield parameter.name, Text(*said)
