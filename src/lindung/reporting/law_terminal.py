"""Answers about the law on a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.law import place
from lindung.law.answers import Answer, Table, Value
from lindung.law.citations import cited, short, span
from lindung.law.corpus import Corpus
from lindung.law.evidence import STANDINGS, Evidence
from lindung.law.instruments import Instrument, Provision
from lindung.law.register import Parameter
from lindung.law.sentences import Sentences
from lindung.law.values import Amount, Bands
from lindung.law.view import View
from lindung.messages import Language, Text
from lindung.messages.language import day

_LABELS = {
    "law": Text("dasar", "law"),
    "decree": Text("keputusan", "decree"),
    "span": Text("berlaku", "in force"),
    "standing": Text("keyakinan", "standing"),
    "source": Text("sumber", "source"),
    "note": Text("catatan", "note"),
    "reading": Text("pembacaan", "reading"),
    "beside": Text("skema lain", "other schemes"),
    "history": Text("Riwayat", "History"),
    "value": Text("nilai", "value"),
    "why": Text("alasan", "why"),
    "gaps": Text("Pasal yang tidak ada dalam salinan", "Articles missing from the copy"),
    "sets": Text("menetapkan", "sets"),
}
_STATUS = {
    "not_in_force": Text("tidak berlaku", "not in force"),
    "not_encoded": Text("belum dikodekan", "not encoded"),
}


class LawTerminal:
    """Prints answers about a corpus in one language."""

    def __init__(self, console: Console, corpus: Corpus, language: Language) -> None:
        self.console = console
        self.corpus = corpus
        self.language = language
        self.sentences = Sentences(corpus.vocabulary, language)

    def answer(self, answer: Answer, view: View) -> None:
        """`lindung law show`."""
        parameter, language = answer.parameter, self.language
        where = "" if view.region is None else f" · {self.corpus.regions[view.region].name}"
        self.console.print(Line.assemble((parameter.id, "bold"), f" · {parameter.name.said(language)}"))
        self.console.print(Line(f"{day(view.day, language)}{where}", style="dim"))
        self.console.print()
        value = answer.value
        if value is None:
            self.console.print(Line(f"  {_STATUS[answer.status].said(language)}", style="bold yellow"))
            self._fields([("why", answer.why.said(language) if answer.why else "")])
        elif isinstance(value, Table):
            self._table(value)
        else:
            self._value(value)
        if answer.beside:
            names = ", ".join(short(self.corpus.instrument(name), language) for name in answer.beside)
            self._fields([("beside", names)])
        self._history(answer)

    def _value(self, value: Value) -> None:
        parameter = value.parameter
        self.console.print(Line(f"  {self.sentences.said(parameter, value.amount)}", style="bold"))
        if isinstance(value.amount, Bands) and value.key is None:
            self._bands(parameter, value.amount)
        self._fields(self._citation(value))

    def _citation(self, value: Value) -> list[tuple[str, str]]:
        language, rule = self.language, value.rule
        fields = [("law", cited(self.corpus.instrument(rule.instrument), rule.at, language))]
        if rule.decree:
            fields.append(("decree", rule.decree))
        fields.append(("span", span(value.start, value.until, language)))
        if value.note is not None:
            fields.append(("note", value.note.said(language)))
        fields += self._evidence(rule.evidence)
        if rule.under is not None:
            name, choice = rule.under
            reading = self.corpus.readings[name]
            fields.append(("reading", f"{name}={choice}. {reading.question.said(language)} "
                                      f"{reading.choices[choice].says.said(language)}"))  # fmt: skip
        return fields

    def _evidence(self, evidence: Evidence) -> list[tuple[str, str]]:
        fields = [("standing", STANDINGS[evidence.standing].said(self.language)), ("source", evidence.source)]
        return fields if evidence.note is None else [*fields, ("note", evidence.note)]

    def _fields(self, fields: list[tuple[str, str]]) -> None:
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, text in fields:
            grid.add_row(_LABELS[name].said(self.language), Line(text))
        self.console.print(Padding(grid, (0, 0, 0, 2)))

    def _table(self, table: Table) -> None:
        grid = Grid(box=None, padding=(0, 2), header_style="dim")
        for name in ("", "value", "law", "span", "standing"):
            grid.add_column(_LABELS[name].said(self.language) if name else "")
        for key, value in table.entries.items():
            grid.add_row(
                self.sentences.label(table.parameter.keys, key),
                Line(self.sentences.said(table.parameter, value.amount), style="bold"),
                cited(self.corpus.instrument(value.instrument), value.provision, self.language),
                span(value.start, value.until, self.language),
                STANDINGS[value.standing].said(self.language),
            )
        self.console.print(grid)
        self._fields([("source", table.source)])

    def _bands(self, parameter: Parameter, bands: Bands) -> None:
        grid = Grid.grid(padding=(0, 3))
        grid.add_column()
        grid.add_column(justify="right")
        for where, amount in self.sentences.band_rows(parameter, bands):
            grid.add_row(where, amount)
        self.console.print(Padding(grid, (0, 0, 1, 4)))

    def _history(self, answer: Answer) -> None:
        if not answer.history:
            return
        self.console.print()
        self.console.print(Line(_LABELS["history"].said(self.language), style="bold"))
        grid = Grid.grid(padding=(0, 2))
        for entry in answer.history:
            instruments = [self.corpus.instrument(name) for name in entry.instrument.split(", ")]
            law = (
                ", ".join(short(instrument, self.language) for instrument in instruments)
                if isinstance(entry, Table)
                else cited(instruments[0], entry.provision, self.language)
            )
            said = self.sentences.said(answer.parameter, entry.amount)
            grid.add_row(Line(f"  {span(entry.start, entry.until, self.language)}", style="dim"), said, law)
        self.console.print(grid)

    def parameters(self, parameters: list[Parameter]) -> None:
        """`lindung law list`."""
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        for parameter in parameters:
            grid.add_row(Line(parameter.id, style="bold"), parameter.name.said(self.language))
        self.console.print(grid)

    def text(self, instrument: Instrument, at: str | None) -> None:
        """`lindung law text`."""
        language = self.language
        self.console.print(Line(instrument.title.said(language), style="bold"))
        self.console.print(Line(self._dates(instrument), style="dim"))
        if instrument.gaps and at is None:
            self.console.print(Line(f"{_LABELS['gaps'].said(language)}:", style="yellow"))
            for gap in instrument.gaps:
                self.console.print(f"  {place.said(gap.at, language)}: {gap.because.said(language)}")
        for provision in instrument.provisions:
            if at is None or place.covers(at, provision.at):
                self.console.print()
                self._provision(provision)

    def _dates(self, instrument: Instrument) -> str:
        language = self.language
        words = {
            "signed": Text("ditetapkan", "signed"),
            "promulgated": Text("diundangkan", "promulgated"),
            "in_force": Text("berlaku", "in force"),
            "assumed": Text("hari diandaikan", "day assumed"),
        }
        dated = (
            ("signed", instrument.signed),
            ("promulgated", instrument.promulgated),
            ("in_force", instrument.in_force),
        )
        parts = [f"{words[name].said(language)} {day(when, language)}" for name, when in dated if when is not None]
        if instrument.assumed:
            parts.append(words["assumed"].said(language))
        return " · ".join(parts)

    def _provision(self, provision: Provision) -> None:
        language = self.language
        self.console.print(Line(place.said(provision.at, language), style="bold"))
        self.console.print(Padding(Line(provision.says.said(language)), (0, 0, 0, 2)))
        for name, said in self.settings(provision):
            self.console.print(Padding(Line.assemble((f"{name} = ", "cyan"), said), (0, 0, 0, 2)))
        standing = STANDINGS[provision.evidence.standing].said(language)
        self.console.print(Padding(Line(f"{standing}: {provision.evidence.source}", style="dim"), (0, 0, 0, 2)))

    def settings(self, provision: Provision) -> list[tuple[str, str]]:
        """What a provision sets, as (parameter, phrase)."""
        tables: dict[str, dict[str, Amount]] = {}
        found: dict[str, str] = {}
        for setting in provision.settings:
            parameter = self.corpus.register[setting.parameter]
            if setting.amount is None:
                found[parameter.id] = f"tables/{setting.series}.csv"
            elif setting.key is None:
                found[parameter.id] = self.sentences.said(parameter, setting.amount)
            else:
                tables.setdefault(parameter.id, {})[setting.key] = setting.amount
                found[parameter.id] = self.sentences.said(parameter, tables[parameter.id])
        return list(found.items())
