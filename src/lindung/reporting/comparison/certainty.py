"""How sure a difference is: chance, parameters, readings of law; and what the simulation takes for granted."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lindung.messages import Language, Text
from lindung.messages.language import grouped, listed, share
from lindung.reporting.calibration.words import NOT_FITTED, STALE, STALE_WHAT
from lindung.reporting.comparison.names import DECISIVE, Alternative
from lindung.reporting.comparison.words import Rounding, amount, change, signed_amount, verdict
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.comparison.differences import Estimate, paired

_NORMAL: Final = 1.645  # half of a 90 % interval, in standard deviations
_NOT_TRIED: Final = Text("tidak dihitung", "not computed")
_NO_OTHER: Final = Text("tidak ada", "none")


@dataclass(frozen=True)
class Doubt:
    """How sure one regulation's difference in the decisive figure is; halves of 90 % intervals."""

    alternative: Alternative
    change: str
    chance: str
    parameters: str
    readings: str
    holds: bool | None  # whether the sign survives all of it; None where not all of it was computed
    parameters_weigh_more: bool
    parameter_share: float | None = None  # of the variance, where replicates draw their parameters from a posterior


def doubts(comparison: Comparison, others: Sequence[Alternative], language: Language) -> list[Doubt]:
    """A row for each regulation."""
    return [_doubt(comparison, one, language) for one in others]


def _doubt(comparison: Comparison, one: Alternative, language: Language) -> Doubt:
    found = one.arm.differences[DECISIVE.metric]
    split = comparison.split(one.number, DECISIVE.metric)
    mean, half, rounding = found.mean or 0.0, found.half_width or 0.0, Rounding.of(found)
    wide = None if split.parameters is None else _NORMAL * split.parameters
    both = half if wide is None else math.hypot(half, wide)
    if comparison.of_one:  # the interval holds both already
        both, half = half, _NORMAL * split.sampling if wide is not None else half
    moves = [0.0, *moved_by_readings(comparison, one).values()]
    holds = all(abs(mean + move) > both and (mean + move) * mean > 0 for move in moves)
    return Doubt(
        one,
        change(found, DECISIVE.unit, language),
        chance=_half(half, rounding, language),
        parameters=_NOT_TRIED.said(language) if wide is None else _half(wide, rounding, language),
        readings=_moved(comparison, moves, rounding, language),
        holds=None if wide is None or verdict(found) == "none" else holds,
        parameters_weigh_more=wide is not None and wide > half,
        parameter_share=split.parameter_share if comparison.of_one else None,
    )


def _moved(comparison: Comparison, moves: Sequence[float], rounding: Rounding, language: Language) -> str:
    """How far down and up other readings move a difference: `−40 … +230`, `+230`, `0`."""
    if not comparison.under_readings:
        return (_NO_OTHER if comparison.at_points else _NOT_TRIED).said(language)
    ends = [end for end in (min(moves), max(moves)) if rounding.rounded(end)]
    return " … ".join(signed_amount(end, DECISIVE.unit, rounding, language) for end in ends) or "0"


def moved_by_readings(comparison: Comparison, one: Alternative) -> dict[str, float]:
    """By other reading, how far the difference moves, on the replicates that were run under both."""
    found = {}
    for name, under in comparison.by_reading(one.number, DECISIVE.metric).items():
        n = len(comparison.under_readings[name])
        mine, its = (comparison.values(arm, DECISIVE.metric)[:n] for arm in (one.number, one.arm.baseline))
        found[name] = (under.mean or 0.0) - (paired(mine, its).mean or 0.0)
    return found


def _half(value: float, rounding: Rounding, language: Language) -> str:
    return f"±\u00a0{amount(value, DECISIVE.unit, rounding.of_bound(value), language)}" if value else "0"


def largest_doubt(rows: Sequence[Doubt], language: Language) -> str:
    """A sentence on where the doubt comes from."""
    known = [row for row in rows if row.holds is not None]
    if not known:
        return ""
    if shares := [(row, row.parameter_share) for row in known if row.parameter_share is not None]:
        said = [f"{row.alternative.briefly(language)} {share(part, language)}" for row, part in shares]
        words = Text(
            "Bagian ragam selisih yang berasal dari parameter (posterior kalibrasi), bukan dari kebetulan: {}. "
            "Menambah ulangan tidak menghilangkan bagian itu.",
            "Part of the difference's variance that comes from parameters (the calibrated posterior) and not from "
            "chance: {}. More replicates do not remove that part.",
        )
        return words.said(language).format(listed(said, language))
    more = [row.alternative.briefly(language) for row in known if row.parameters_weigh_more]
    if not more:
        return Text(
            "Kebetulan menyumbang ketidakpastian paling besar; lebih banyak ulangan akan menyempitkan selang.",
            "Chance is the largest part of the doubt; more replicates would narrow the intervals.",
        ).said(language)
    words = Text(
        "Pada {} ketidakpastian karena parameter lebih besar daripada karena kebetulan: menambah ulangan tidak "
        "menghilangkannya.",
        "Under {} parameters are the larger part of the doubt: more replicates do not remove it.",
    )
    return words.said(language).format(listed(more, language))


def caveat(rows: Sequence[Doubt], language: Language) -> str:
    """A sentence where a clear difference may be none once parameters and readings are doubted too; else nothing."""
    clear = [row for row in rows if row.holds is not None and verdict(_found(row)) in ("more", "less")]
    sure = [row.alternative.briefly(language) for row in clear if row.holds]
    if len(sure) == len(clear):
        return ""
    if not sure:
        words = Text(
            "Bila ketidakpastian angka perilaku ikut dihitung, arah selisih bulan terlindungi belum pasti{} (lihat "
            "“Seberapa yakin”).",
            "Once doubt about behaviour counts too, the direction of the difference in months of cover is not sure{} "
            "(see “How sure”).",
        )
        nowhere = Text(" pada satu pilihan pun", " under any of them").said(language)
        return words.said(language).format(nowhere if len(rows) > 1 else "")
    words = Text(
        "Bila ketidakpastian angka perilaku ikut dihitung, arah selisih bulan terlindungi hanya pasti pada {} (lihat "
        "“Seberapa yakin”).",
        "Once doubt about behaviour counts too, the direction of the difference in months of cover is sure only under "
        "{} (see “How sure”).",
    )
    return words.said(language).format(listed(sure, language))


def _found(row: Doubt) -> Estimate:
    return row.alternative.arm.differences[DECISIVE.metric]


def readings(comparison: Comparison, others: Sequence[Alternative], language: Language) -> list[str]:
    """A sentence for each other reading of the law that was tried: what it asks, and which differences it moves."""
    law = comparison.plan.scenario.corpus.readings
    moves = {one.number: moved_by_readings(comparison, one) for one in others}
    unmoved: list[str] = []
    found = []
    for name in comparison.under_readings:
        reading, _, choice = name.partition("=")
        question = law[reading].question.said(language)
        moved = []
        for one in others:
            move, rounding = moves[one.number][name], Rounding.of(one.arm.differences[DECISIVE.metric])
            if rounding.rounded(move):
                moved.append(f"{one.briefly(language)} {signed_amount(move, DECISIVE.unit, rounding, language)}")
        if moved:
            words = Text(
                "{} Bila “{}”, selisih bulan terlindungi bergeser: {}.", "{} If “{}”, the months of cover move: {}."
            )
            says = law[reading].choices[choice].says.said(language).rstrip(".")
            found.append(words.said(language).format(question, says, listed(moved, language)))
        else:
            unmoved.append(question)
    if unmoved:
        words = Text("Tidak mengubah selisih bulan terlindungi: {}", "Without effect on the months of cover: {}")
        found.append(words.said(language).format(" ".join(unmoved)))
    return found


def intervals(comparison: Comparison, language: Language) -> str:
    """What the intervals of differences mean: of the mean where chance alone differs, else of one more draw."""
    if comparison.of_one:
        return Text(
            "“Antara … dan …”: dengan peluang 90 % selisih terletak di situ, atas parameter yang dibiarkan mungkin "
            "oleh kalibrasi dan atas undian (selang 90 %).",
            "“Between … and …”: with 90% probability the difference lies there, over parameters that the calibration "
            "leaves possible and over chance (90% intervals).",
        ).said(language)
    return Text(
        "“Antara … dan …”: dari sepuluh selang yang dihitung dengan cara ini, sekitar sembilan memuat selisih "
        "sebenarnya menurut model (selang 90 %).",
        "“Between … and …”: of ten intervals computed this way, about nine hold the model's true difference (90% "
        "intervals).",
    ).said(language)


def fitted(comparison: Comparison, language: Language) -> str:
    """How parameters were come by: fitted, not fitted, or a posterior that is no longer used and why."""
    plan = comparison.plan
    if plan.posterior is not None:
        words = Text(
            "{} parameter ditaksir dari {} target; setiap ulangan memakai satu dari {} vektor yang cocok.",
            "{} parameters are fitted to {} targets; each replicate takes one of {} vectors that agree with them.",
        )
        names, targets = len(plan.posterior.names), len(plan.posterior.fitted_to)
        return words.said(language).format(names, targets, grouped(plan.posterior.size, language))
    if plan.stale is not None:
        return STALE.said(language).format(STALE_WHAT[plan.stale].said(language))
    return NOT_FITTED.said(language)


def standing(comparison: Comparison, language: Language) -> str:
    """How parameters were come by, and how many of the scenario's numbers are assumptions."""
    counted = Counter(one.standing for one in comparison.plan.scenario.declared.values())
    every = sum(counted.values())
    words = Text(
        "{} dari {} angka skenario dan perilaku ({}) ialah anggapan.",
        "{} of the {} numbers of scenario and behaviour ({}) are assumptions.",
    )
    assumed = counted["assumption"]
    return (
        fitted(comparison, language)
        + " "
        + words.said(language).format(
            grouped(assumed, language), grouped(every, language), share(assumed / max(every, 1), language)
        )
    )
