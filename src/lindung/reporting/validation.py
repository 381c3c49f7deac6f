"""Stylised facts on a terminal and as JSON: each with its source, its figures, its thresholds and its verdict."""

from typing import Any, Final

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from lindung.messages import Language, Text
from lindung.messages.language import grouped, rupiah, share
from lindung.simulation.comparison.differences import CONFIDENCE, Estimate
from lindung.simulation.validation.fact import Threshold, Unit
from lindung.simulation.validation.validate import Finding, Held, Validation, Verdict

_VERDICTS: Final[dict[Verdict, tuple[Text, str]]] = {
    "pass": (Text("lulus", "pass"), "green"),
    "fail": (Text("gagal", "fail"), "red"),
    "not_measurable": (Text("tidak terukur", "not measurable"), "yellow"),
}
_SOURCE: Final = Text("Sumber", "Source")
_MEASURED: Final = Text("Diukur", "Measured")
_CAUSE: Final = Text("Kemungkinan sebab", "Likely cause")
_WHY: Final = Text("Sebab", "Why")
_LEFT_OUT: Final = Text("Di luar model", "Not in the model")
_HOLDS: Final = {True: Text("ya", "holds"), False: Text("tidak", "does not hold"), None: Text("?", "?")}
_DOUBT: Final = Text("meragukan", "in doubt")
_LEAST: Final = Text("sedikitnya {}", "at least {}")
_MOST: Final = Text("paling banyak {}", "at most {}")
_EITHER: Final = Text("salah satu", "one of these")
_ABOUT: Final = Text(
    "{} pekerja ({} dari populasi), {} ulangan sejak benih {}; dalam kurung selang 90 % dari ulangan. Peraturan yang "
    "berlaku di sana.",
    "{} workers ({} of the population), {} replicates from seed {}; in brackets the 90% interval over replicates. "
    "Under what is in force there.",
)
_SUMMARY: Final = Text("{} lulus, {} gagal, {} tidak terukur.", "{} pass, {} fail, {} not measurable.")
_NOTE: Final = Text(
    'Ambang ditetapkan sebelum diukur dan tidak diubah sesudahnya. Keputusan menurut rata-rata; "meragukan" berarti '
    "selang memotong ambang.",
    'Thresholds were written down before measuring and stay as they are. Decisions go by the mean; "in doubt" says '
    "that the interval crosses the threshold.",
)
_FITTED: Final = Text("Parameter: tengah kalibrasi.", "Parameters: the middle of the calibration.")
_OWN: Final = Text("Parameter: angka skenario, tidak dikalibrasi.", "Parameters: the scenario's own, not calibrated.")


def validation_document(validation: Validation) -> dict[str, Any]:
    """The document of `lindung validate`, the same in either language."""
    return {
        "scenario": validation.scenario.name,
        "workers": validation.workers,
        "factor": validation.workers / validation.scenario.population.size,
        "replicates": validation.replicates,
        "seed": validation.seed,
        "parameters": validation.parameters,
        "interval": CONFIDENCE,
        "verdicts": {verdict: validation.count(verdict) for verdict in _VERDICTS},
        "facts": [_fact(finding) for finding in validation.findings],
    }


def _fact(finding: Finding) -> dict[str, Any]:
    fact = finding.fact
    return {
        "number": fact.number,
        "name": fact.name,
        "verdict": finding.verdict,
        "says": fact.says._asdict(),
        "source": fact.source._asdict(),
        "measured": fact.measured._asdict(),
        "why": None if finding.why is None else finding.why._asdict(),
        "likely_causes": [cause._asdict() for cause in finding.causes],
        "left_out": None if fact.left_out is None else fact.left_out._asdict(),
        "figures": [
            {
                "name": figure.name, "says": figure.says._asdict(), "unit": figure.unit, "mean": one.mean,
                "low": one.low, "high": one.high, "replicates": list(finding.values[figure.name]),
            }
            for figure in fact.figures
            if (one := finding.estimates.get(figure.name)) is not None
        ],
        "checks": [
            {
                "one_of": [
                    {"figure": threshold.figure, "least": threshold.least, "most": threshold.most}
                    for threshold in held.check.one_of
                ],
                "holds": held.holds,
                "clear": held.clear,
            }
            for held in finding.checks
        ],
    }  # fmt: skip


def print_validation(console: Console, validation: Validation, language: Language) -> None:
    """Every fact with what was measured of it, and the count of verdicts."""
    scenario = validation.scenario
    console.print(Line(scenario.title.said(language), style="bold"))
    console.print(Line(about(validation, language), style="dim"))
    grid = Grid(box=None, show_header=False, padding=(0, 1, 1, 0), pad_edge=False)
    grid.add_column(justify="right", style="dim")
    grid.add_column(no_wrap=True)
    grid.add_column()
    for finding in validation.findings:
        said, style = _VERDICTS[finding.verdict]
        grid.add_row(str(finding.fact.number), Line(said.said(language), style=style), _body(finding, language))
    console.print(grid)
    console.print(Line(summary(validation, language), style="bold"))
    console.print(Line(f"{_NOTE.said(language)} {_parameters(validation).said(language)}", style="yellow"))


def _parameters(validation: Validation) -> Text:
    used = validation.parameters is not None and not validation.parameters.startswith("stale")
    return _FITTED if used else _OWN


def about(validation: Validation, language: Language) -> str:
    """What the findings rest on."""
    return _ABOUT.said(language).format(
        grouped(validation.workers, language),
        share(validation.workers / validation.scenario.population.size, language), validation.replicates,
        validation.seed,
    )  # fmt: skip


def summary(validation: Validation, language: Language) -> str:
    """How many facts pass, fail and cannot be measured."""
    return _SUMMARY.said(language).format(*(validation.count(verdict) for verdict in _VERDICTS))


def _body(finding: Finding, language: Language) -> Group:
    fact = finding.fact
    parts: list[Any] = [Line(fact.says.said(language), style="bold")]
    for label, text in ((_SOURCE, fact.source), (_MEASURED, fact.measured)):
        parts.append(Line(f"{label.said(language)}: {text.said(language)}", style="dim"))
    if finding.estimates:
        parts.append(Padding(_figures(finding, language), (0, 0, 0, 2)))
    if finding.why is not None:
        parts.append(Line(f"{_WHY.said(language)}: {finding.why.said(language)}", style="yellow"))
    for cause in dict.fromkeys(finding.causes):
        parts.append(Line(f"{_CAUSE.said(language)}: {cause.said(language)}", style="red"))
    if fact.left_out is not None:
        parts.append(Line(f"{_LEFT_OUT.said(language)}: {fact.left_out.said(language)}", style="dim"))
    return Group(*parts)


def _figures(finding: Finding, language: Language) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_column()
    grid.add_column()
    grid.add_column()
    for figure in finding.fact.figures:
        one = finding.estimates[figure.name]
        bound, held = _bound(finding, figure.name)
        grid.add_row(
            figure.says.said(language),
            "-" if one.mean is None else quantity(one.mean, figure.unit, language),
            _interval(one, figure.unit, language),
            _asked(bound, held, figure.unit, language),
            _outcome(held, language),
        )
    return grid


def _bound(finding: Finding, figure: str) -> tuple[Threshold | None, Held | None]:
    """The threshold on a figure, and what became of its check."""
    for held in finding.checks:
        for threshold in held.check.one_of:
            if threshold.figure == figure:
                return threshold, held
    return None, None


def _asked(threshold: Threshold | None, held: Held | None, unit: Unit, language: Language) -> str:
    if threshold is None:
        return ""
    ends = ((_LEAST, threshold.least), (_MOST, threshold.most))
    asked = ", ".join(
        text.said(language).format(quantity(end, unit, language)) for text, end in ends if end is not None
    )
    if held is not None and len(held.check.one_of) > 1:
        return f"{asked} ({_EITHER.said(language)})"
    return asked


def _outcome(held: Held | None, language: Language) -> Line:
    if held is None:
        return Line("")
    said = _HOLDS[held.holds].said(language)
    if held.clear is False:
        said = f"{said}, {_DOUBT.said(language)}"
    return Line(said, style={True: "green", False: "red", None: "yellow"}[held.holds])


def _interval(one: Estimate, unit: Unit, language: Language) -> str:
    if one.low is None or one.high is None:
        return ""
    return f"({quantity(one.low, unit, language)} .. {quantity(one.high, unit, language)})"


def quantity(value: float, unit: Unit, language: Language) -> str:
    """A figure as it is printed: `12.3%`, `1.15 pp`, `2.481`, `5.3`, `1.41`, `Rp607,300`."""
    match unit:
        case "share":
            return share(value, language)
        case "points":
            return _marked(f"{100 * value:.2f}", language) + Text(" poin", " pp").said(language)
        case "ratio":
            return _marked(f"{value:.3f}", language)
        case "per_1000":
            return _marked(f"{value:.1f}", language)
        case "months":
            return _marked(f"{value:.2f}", language)
        case "rupiah":
            return rupiah(round(value), language)
        case "count":
            return grouped(round(value), language)


def _marked(number: str, language: Language) -> str:
    return number.replace(".", ",") if language == "id" else number
