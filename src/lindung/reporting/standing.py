"""The report page of a scenario: what was fitted, what was held out, stylised facts, sensitivity, known limits."""

from dataclasses import dataclass, field

from lindung.messages import Language, Text
from lindung.reporting import experiments as said
from lindung.reporting import holdouts, sensitivity, validation
from lindung.reporting.fitted import fit_part
from lindung.reporting.limits import LIMITS
from lindung.reporting.redline import Say, page
from lindung.simulation.holdouts.hold import HeldOut
from lindung.simulation.scenario import Scenario
from lindung.simulation.sensitivity.analyse import Finding, Sensitivity
from lindung.simulation.validation.validate import Finding as FactFinding
from lindung.simulation.validation.validate import Validation

VERDICTS = {
    "pass": Text("lulus", "pass"),
    "fail": Text("gagal", "fail"),
    "not_measurable": Text("tidak terukur", "not measurable"),
}


@dataclass(frozen=True)
class Standing:
    """All that the page shows of a scenario."""

    scenario: Scenario
    facts: Validation
    held: HeldOut
    sensitivity: Sensitivity | None = field(default=None)


def standing_page(standing: Standing, language: Language) -> str:
    """One self-contained page: no script, nothing fetched."""
    from markupsafe import Markup

    found = standing.sensitivity
    fragment, unfitted = fit_part(standing.scenario, language)
    html: str = page("standing.html").render(
        language=language, say=Say(language), scenario=standing.scenario, title=standing.scenario.title.said(language),
        fit=Markup(fragment), unfitted=unfitted,  # noqa: S704 - escaped where it was made
        held=held_rows(standing.held, language), held_about=holdouts.about(standing.held, language),
        held_summary=holdouts.summary(standing.held, language),
        facts=[fact_row(one, language) for one in standing.facts.findings],
        facts_summary=validation.summary(standing.facts, language),
        facts_about=validation.about(standing.facts, language),
        found=found, sensitivity_about="" if found is None else sensitivity.about(found, language),
        findings=[] if found is None else [finding(found, one, language) for one in found.findings],
        order=None if found is None or found.order is None else order(found, language),
        limits=[one.said(language) for one in LIMITS], notes=[one.said(language) for one in standing.scenario.notes],
        standings=standings(standing.scenario),
    )  # fmt: skip
    return html


def held_rows(done: HeldOut, language: Language) -> list[dict[str, object]]:
    """A row a hold-out: name, what, target and its source, what the model gives, verdict, remarks."""
    found: list[dict[str, object]] = []
    for one in done.held:
        published, result = one.holdout.published, one.result
        word, colour = holdouts.verdict(one, language)
        found.append({
            "key": one.holdout.key,
            "says": published.says.said(language),
            "target": holdouts.target(one, language),
            "source": "" if published.source is None else published.source.said(language),
            "chance": "-" if result is None else said.chance(result, language),
            "doubt": "-" if result is None else said.doubt(result, language),
            "word": word,
            "colour": colour,
            "remarks": [text for text, _ in holdouts.remarks(one, language)],
        })  # fmt: skip
    return found


def fact_row(one: FactFinding, language: Language) -> dict[str, object]:
    """A stylised fact: number, sentence, verdict, figures in words, likely causes."""
    figures = [
        f"{figure.says.said(language)} {validation.quantity(mean, figure.unit, language)}"
        for figure in one.fact.figures
        if figure.name in one.estimates and (mean := one.estimates[figure.name].mean) is not None
    ]
    causes = [cause.said(language) for cause in dict.fromkeys(one.causes)]
    return {
        "number": one.fact.number,
        "says": one.fact.says.said(language),
        "source": one.fact.source.said(language),
        "word": VERDICTS[one.verdict].said(language),
        "verdict": one.verdict,
        "figures": "; ".join(figures),
        "remarks": causes + ([] if one.why is None else [one.why.said(language)]),
    }


def finding(done: Sensitivity, one: Finding, language: Language) -> dict[str, object]:
    """A figure of the sensitivity analysis with the factors that move it."""
    head, second = sensitivity.HEADS["sobol" if one.indices else "morris"]
    return {
        "heading": sensitivity.heading(done, one, language),
        "level": sensitivity.level(one, language),
        "heads": (head.said(language), second.said(language)),
        "rows": sensitivity.rows(done, one, language),
    }


def order(done: Sensitivity, language: Language) -> dict[str, object]:
    """What could change the order of the first two drafts."""
    one = done.order
    assert one is not None  # noqa: S101 - the caller asks only where there is one
    rows = sensitivity.swings(done, one, language)
    return {
        "heading": sensitivity.ORDER.said(language).format(one.metric),
        "leads": sensitivity.leads(one, language),
        "alone": sensitivity.ALONE.said(language),
        "rows": rows,
        "flips": sensitivity.FLIPS.said(language),
        "none": "" if any(flips for *_, flips in rows) else sensitivity.NOTHING_FLIPS.said(language),
        "rule": sensitivity.rule(one, language),
    }


def standings(scenario: Scenario) -> dict[str, int]:
    """How many of the scenario's numbers have each standing."""
    found: dict[str, int] = {}
    for one in scenario.declared.values():
        found[one.standing] = found.get(one.standing, 0) + 1
    return dict(sorted(found.items(), key=lambda item: -item[1]))
