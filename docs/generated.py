"""The pages of the site that are made from the code and the corpus: they cannot differ from what runs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import typer
import yaml

from lindung.compliance.assessment.rule import Rule
from lindung.compliance.assessment.rules import RULES
from lindung.door.command import build
from lindung.law.corpus import Corpus
from lindung.law.readings import Reading
from lindung.messages import Language
from lindung.messages.catalogue import CATALOGUE
from lindung.reporting.audit.provisions import citation
from lindung.reporting.model_page import model_page
from lindung.reporting.register_page import register_page
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario

HERE = Path(__file__).resolve().parent
STATUS = {
    "breach": {"en": "Breaches and what cannot be told", "id": "Pelanggaran dan yang tidak dapat dipastikan"},
    "lead": {"en": "Leads", "id": "Petunjuk"},
    "data": {"en": "Data faults", "id": "Cacat data"},
}
COLUMNS = ("unit", "counted", "over", "when")


def generated_pages(language: str) -> dict[str, str]:
    """Every generated page by its name on the site."""
    spoken = cast(Language, language)
    corpus = Corpus.load()
    return {
        **{f"rules/{rule.id}": rule_page(rule, corpus, spoken) for rule in RULES.values()},
        "rules/index": rules_index(spoken),
        **metric_pages(spoken),
        "glossary": glossary(spoken),
        "commands": commands(spoken),
        "messages": messages(spoken),
        "readings": readings(corpus.readings, spoken),
        "model-parameters": model_page(Scenario.load("padang", corpus), spoken),
    }


def register(language: str) -> str:
    """The searchable page of every legal parameter."""
    return register_page(Corpus.load(), cast(Language, language))


def rule_page(rule: Rule, corpus: Corpus, language: Language) -> str:
    """One finding code: what it asks, what it rests on, what it says, and how it is mended."""
    say = _say(language)
    kind = {
        "breach": say("pelanggaran, atau *tidak dapat dipastikan* dengan alasannya",
                      "a breach, or *cannot tell* with its reason"),
        "lead": say("petunjuk: alasan untuk bertanya, bukan tuduhan", "a lead: a reason to ask, no accusation"),
        "data": say("cacat data: bukan pelanggaran oleh siapa pun", "a fault of the data: nobody's breach"),
    }[rule.status]  # fmt: skip
    law = [f"- {citation(corpus, place, language) if ' ' in place else _parameter(place, language)}"
           for place in rule.rests_on]  # fmt: skip
    parts = [
        f"# {rule.id}",
        rule.question.said(language),
        f"**{say('Jenis', 'Kind')}.** {kind[0].upper()}{kind[1:]}.",
        f"**{say('Kalimat temuan', 'The finding says')}.** {_code_in_braces(rule.says.said(language))}",
        f"**{say('Perbaikan', 'How it is mended')}.** {rule.remedy.said(language)}",
    ]
    if rule.innocent is not None:
        parts.append(f"**{say('Penjelasan yang sah', 'Lawful explanation')}.** {rule.innocent.said(language)}")
    if law:
        parts.append("\n".join((f"## {say('Dasar hukum', 'Law')}\n", *law)))
    if rule.readings:
        title = say("Bacaan yang dapat mengubah jawaban", "Readings that can change the answer")
        asked = [f"- `{name}`: {corpus.readings[name].question.said(language)}" for name in rule.readings]
        parts.append(
            "\n".join((f"## {title}\n", *asked, "", f"[{say('Semua bacaan', 'All readings')}](../readings.md)"))
        )
    return "\n\n".join(parts) + "\n"


def rules_index(language: Language) -> str:
    """The list of finding codes by kind."""
    say = _say(language)
    about = say(
        "Setiap temuan `lindung audit` memuat salah satu kode ini. Kata dalam kalimat temuan yang berbentuk `kode` "
        "adalah kolom temuan itu.",
        "Every finding of `lindung audit` carries one of these codes. Words of a finding's sentence shown as `code` "
        "are columns of that finding.",
    )
    parts = [f"# {say('Kode temuan', 'Finding codes')}", about]
    for status, title in STATUS.items():
        rows = [f"| [{rule.id}]({rule.id}.md) | {rule.question.said(language)} |"
                for rule in RULES.values() if rule.status == status]  # fmt: skip
        head = f"| {say('kode', 'code')} | {say('pertanyaan', 'question')} |\n|---|---|"
        parts.append("\n".join((f"## {title[language]}\n", head, *rows)))
    return "\n\n".join(parts) + "\n\n" + _tree(RULES)


def metric_pages(language: Language) -> dict[str, str]:
    """A page a metric, from the tables of `metrics.md`; ends the build where a metric has no row or a row no metric."""
    say = _say(language)
    rows = dict(_metric_rows(language))
    if set(rows) != set(METRICS):
        raise SystemExit(f"docs/metrics ({language}): {sorted(set(rows) ^ set(METRICS))}")
    names = {"unit": say("Satuan", "Unit"), "counted": say("Siapa atau apa yang dihitung", "Who or what is counted"),
             "over": say("Dibagi", "Over"), "when": say("Kapan", "When")}  # fmt: skip
    pages = {}
    for name, (section, cells) in rows.items():
        said = [f"{names[key]}\n: {cell}" for key, cell in zip(COLUMNS, cells, strict=True) if cell]
        more = say("Kata-kata, selisih, dan selangnya", "The words, differences and their intervals")
        pages[f"metrics/{name}"] = "\n\n".join(
            (f"# {name}", METRICS[name].says.said(language), *said, f"{section} · [{more}](../metrics.md)\n")
        )
    listed = [f"| [{name}]({name}.md) | {METRICS[name].says.said(language)} |" for name in rows]
    title, head = say("Angka", "Figures"), f"| {say('angka', 'figure')} | {say('arti', 'meaning')} |\n|---|---|"
    pages["metrics/index"] = "\n".join((f"# {title}\n", head, *listed, "", _tree(rows)))
    return pages


def _metric_rows(language: Language) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    section = ""
    file = HERE / ("metrics.id.md" if language == "id" else "metrics.md")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif match := re.fullmatch(r"\| `(\w+)` \|(.*)\|", line):
            cells = [cell.strip() for cell in match[2].split("|")]
            if len(cells) == len(COLUMNS):
                yield match[1], (section, cells)


def glossary(language: Language) -> str:
    """The words of the field in both languages, in the order of the page's language."""
    say = _say(language)
    terms = yaml.safe_load((HERE / "glossary.yaml").read_text(encoding="utf-8"))
    other = "en" if language == "id" else "id"
    rows = [f"{term[language]}\n: *{term[other]}*. {term['means'][language]}"
            for term in sorted(terms, key=lambda term: term[language].lower())]  # fmt: skip
    return f"# {say('Istilah', 'Glossary')}\n\n" + "\n\n".join(rows) + "\n"


def commands(language: Language) -> str:
    """Every command with its arguments and options, as its help has them."""
    say = _say(language)
    parts = [f"# {say('Perintah', 'Commands')}"]
    for name, command in _commands("lindung", typer.main.get_command(build(language))):
        given = [param for param in command.params if not getattr(param, "hidden", False)]
        rows = [f"`{_called(param)}`\n: {_escaped(param.help or '')}" for param in given if param.name != "help"]
        parts += [f"## {name}", _escaped(command.help or ""), *rows]
    return "\n\n".join(parts) + "\n"


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    for part, inner in getattr(command, "commands", {}).items():
        yield from _commands(name if part == getattr(command, "unnamed", None) else f"{name} {part}", inner)
    if not hasattr(command, "commands") or command.invoke_without_command:
        yield name, command


def _called(param: Any) -> str:
    options = [name for name in param.opts if name.startswith("-")]
    value = "" if getattr(param, "is_flag", False) else f" {param.metavar or param.name.upper()}"
    return f"{', '.join(options)}{value}" if options else param.metavar or param.name.upper()


def messages(language: Language) -> str:
    """Every message about input that cannot be used."""
    say = _say(language)
    about = say(
        "Setiap pesan tentang masukan yang tidak dapat dipakai, menurut kodenya. `--json` memberi kode itu; kata "
        "berbentuk `kode` diisi dengan yang ditemukan. Kode keluar: 2.",
        "Every message about input that cannot be used, by its code. Words shown as `code` are filled with what was "
        "found. Exit code: 2.",
    )
    rows = [f"`{code}`\n: {_code_in_braces(text.said(language))}" for code, text in sorted(CATALOGUE.items())]
    return "\n\n".join((f"# {say('Pesan', 'Messages')}", about, *rows)) + "\n"


def readings(known: Mapping[str, Reading], language: Language) -> str:
    """The contested norms, the choices and the one used."""
    say = _say(language)
    about = say("Norma yang dapat dibaca lebih dari satu cara. Pilih dengan `--reading NAMA=PILIHAN`.",
                "Norms that can be read in more than one way. Choose with `--reading NAME=CHOICE`.")  # fmt: skip
    parts = [f"# {say('Bacaan', 'Readings')}", about]
    for name, reading in known.items():
        default = {reading.default: say(" (bawaan)", " (default)")}
        choices = [f"- `{choice}`{default.get(choice, '')}: {said.says.said(language)} ({said.source})"
                   for choice, said in reading.choices.items()]  # fmt: skip
        parts += [f"## {name}", reading.question.said(language), "\n".join(choices)]
    return "\n\n".join(parts) + "\n"


def _parameter(name: str, language: Language) -> str:
    of_the_month = "menurut ketentuan bulan itu" if language == "id" else "by the provision of that month"
    return f"`{name}`, {of_the_month}"


def _code_in_braces(sentence: str) -> str:
    """`{month}` as code; `{{id: ...}}` as the braces that the user sees."""
    spans = re.split(r"(\{\{.*?\}\}|\{\w+\})", sentence)
    return "".join(f"`{span[1:-1]}`" if re.fullmatch(r"\{\{.*\}\}|\{\w+\}", span) else _escaped(span) for span in spans)


def _escaped(words: str) -> str:
    return re.sub(r"([*_<>\[\]|#])", r"\\\1", words)


def _tree(names: Mapping[str, Any]) -> str:
    return "\n".join(("```{toctree}", ":hidden:", "", *names, "```", ""))


def _say(language: Language) -> Any:
    return lambda indonesian, english: indonesian if language == "id" else english
