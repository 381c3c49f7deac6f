"""The head of the brief: its title, the question, how it was answered."""

from datetime import date
from typing import Final

from lindung.law.citations import short
from lindung.messages import Language, Text
from lindung.messages.language import day, grouped, share
from lindung.reporting.comparison.names import Alternative, baseline
from lindung.simulation.comparison.comparison import Comparison

_NUMBERS: Final = {
    1: Text("satu", "one"), 2: Text("dua", "two"), 3: Text("tiga", "three"), 4: Text("empat", "four"),
    5: Text("lima", "five"), 6: Text("enam", "six"),
}  # fmt: skip


def title(comparison: Comparison, others: tuple[Alternative, ...], language: Language) -> str:
    """How many alternatives to what."""
    base, n = baseline(comparison).label(language), len(others)
    if not others:
        return base
    if n == 1:
        words = Text("{}: apa akibatnya dibandingkan dengan {}?", "{}: what would it change against {}?")
        return words.said(language).format(others[0].label(language), base)
    words = (
        Text("{} rancangan perubahan {}: apa akibatnya?", "{} draft amendments of {}: what would change?")
        if _only_drafts(others)
        else Text("{} peraturan di samping {}: apa bedanya?", "{} regulations beside {}: what would differ?")
    )
    return words.said(language).format(_number(n, language).capitalize(), base)


def _only_drafts(others: tuple[Alternative, ...]) -> bool:
    return all(one.instrument is not None and one.instrument.draft is not None for one in others)


def _number(n: int, language: Language) -> str:
    return _NUMBERS[n].said(language) if n in _NUMBERS else grouped(n, language)


def question(comparison: Comparison, others: tuple[Alternative, ...], language: Language) -> str:
    """What a council member asks, with day, regulation and place."""
    plan = comparison.plan
    base = plan.arms[0].regime.instrument
    name = baseline(comparison).label(language) if base is None else short(base, language)
    if not others:
        words = Text("Hanya {} yang dijalankan; tidak ada pembanding.", "Only {} was run; nothing is held against it.")
        return words.said(language).format(name)
    starts = {_start(comparison, one) for one in others}
    each = Text("hari berlakunya masing-masing,", "the day each takes effect").said(language)
    when = day(starts.pop(), language) if len(starts) == 1 else each
    n = _number(len(others), language)
    if _only_drafts(others):
        how = Text("diubah menurut {}", "were amended by {}")
        what = Text("rancangan ini", "this draft") if len(others) == 1 else Text(
            f"salah satu dari {n} rancangan di bawah ini", f"one of the {n} drafts below"
        )  # fmt: skip
    else:
        how = Text("diganti {}", "were replaced by {}")
        what = Text("peraturan ini", "this regulation") if len(others) == 1 else Text(
            f"salah satu dari {n} peraturan di bawah ini", f"one of the {n} regulations below"
        )  # fmt: skip
    words = Text(
        "Bila mulai {} {} {}, berapa bulan pekerja informal {} terlindungi, berapa bulan mereka hidup dalam "
        "kemiskinan, dan berapa uang daerah terpakai sampai akhir {}, dibandingkan dengan bila peraturan itu "
        "dibiarkan?",
        "If from {} {} {}, for how many months would informal workers of {} be covered, how many would they spend in "
        "poverty, and how much public money would be spent by the end of {}, compared with leaving it as it is?",
    )
    return words.said(language).format(
        when, name, how.said(language).format(what.said(language)), plan.scenario.region_name,
        plan.scenario.day_of(plan.months - 1).year,
    )  # fmt: skip


def _start(comparison: Comparison, one: Alternative) -> date:
    """The day on which a draft takes effect; for any other regulation the month in which the law first differs."""
    if one.instrument is not None and one.instrument.draft is not None:
        return one.instrument.in_force
    plan = comparison.plan
    return plan.scenario.day_of(plan.since if one.arm.parts_from is None else one.arm.parts_from)


def about(comparison: Comparison, language: Language) -> str:
    """How it was computed: people, years, replicates."""
    plan = comparison.plan
    words = Text(
        "Setiap peraturan dijalani orang yang sama dengan nasib yang sama, {} kali dengan undian lain: {} dari {} "
        "pekerja informal ({}), {}. Semua angka ialah angka pekerja yang disimulasikan itu.",
        "The same people live with the same luck under every regulation, {} times with other draws: {} of {} informal "
        "workers ({}), {}. All figures are those of these workers.",
    )
    n, size = plan.workers, plan.scenario.population.size
    years = f"{plan.scenario.start.year}–{plan.scenario.day_of(plan.months - 1).year}"
    return words.said(language).format(
        grouped(comparison.replicates, language), grouped(n, language), grouped(size, language),
        share(n / size, language), years,
    )  # fmt: skip
