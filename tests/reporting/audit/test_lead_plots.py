"""Plots of leads: the right counts, told in words too, drawn as clean SVG."""

import re

import polars as pl
import pytest

from lindung.compliance.assessment.lead_rules import LEAD_RULES
from lindung.messages import LANGUAGES, Language, Text
from lindung.reporting.audit.lead_plots import leads_said
from lindung.reporting.audit.plots import described, drawn
from lindung.reporting.audit.view import Bars, Lines, RuleSaid
from tests.reporting.audit.made import MONTH, findings

RULES = {one.id: RuleSaid(one.id, one.question, one.remedy, one.innocent) for one in LEAD_RULES}
BARS = Bars(tuple(Text(f"{n}", f"{n}") for n in "abc"), (5, 0, 2), frozenset({0}), Text("x", "x"), Text("y", "y"))
LINES = Lines((MONTH, MONTH + 1), ((Text("upah", "wage"), (1.0, None)),), Text("Rp", "Rp"), frozenset({MONTH}))


def months() -> pl.DataFrame:
    """Twenty employers over three months; the first has all wages at the minimum, the second all round."""
    rows = [
        {
            "employer_id": f"E{i}", "month": MONTH + m, "lines": 20, "workers": 20 - m, "wages": 20,
            "reported_sum": 20 * (4_000_000 + 100_000 * i), "reported_min": 4_000_000,
            "reported_max": 4_000_000 if i == 2 else 6_000_000, "at_minimum": 20 if i == 0 else 1,
            "round": 20 if i == 1 else 2, "minimum_wage": 3_900_000,
        }
        for i in range(20)
        for m in range(3)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def leads(*rules: str) -> pl.LazyFrame:
    told = {"explanation_id": "Penjelasan.", "explanation_en": "Explanation."}
    rows = [
        {"rule": rule, "status": "lead", "employer_id": "E1", "month": MONTH + 2, "finding": f"{rule}/{n}", **told}
        for rule in rules
        for n in range(3)
    ]
    frame = findings(0).select("rule", "status", "employer_id", "month", "finding", "explanation_id", "explanation_en")
    return pl.concat([frame, pl.DataFrame(rows, schema=frame.schema)]).lazy()


@pytest.mark.parametrize("rule", RULES)
def test_every_lead_has_a_statistic_an_innocent_cause_and_a_plot(rule: str) -> None:
    (lead,) = leads_said(leads(rule), months(), RULES)
    assert lead.count == 3
    assert lead.innocent == RULES[rule].innocent
    assert lead.statistic.id == "Contoh, NPP E1: Penjelasan."
    assert lead.plot is not None
    if isinstance(lead.plot, Bars):
        assert sum(lead.plot.counts) in {60, 20}  # all employers' months, or all employers of one month
        assert lead.plot.marked
    else:
        assert lead.plot.months == (MONTH, MONTH + 1, MONTH + 2)
        assert lead.plot.marked == {MONTH + 2}


def test_bars_hold_what_they_say() -> None:
    by_rule = {lead.rule: lead.plot for lead in leads_said(leads("LEAD-BUNCHING", "LEAD-IDENTICAL"), months(), RULES)}
    bunching, identical = by_rule["LEAD-BUNCHING"], by_rule["LEAD-IDENTICAL"]
    assert isinstance(bunching, Bars)
    assert isinstance(identical, Bars)
    assert bunching.counts == (57, 0, 0, 0, 0, 0, 0, 0, 0, 3)
    assert identical.counts[0] == 3
    assert bunching.marked == {5, 6, 7, 8, 9}


def test_an_employer_is_shown_among_those_it_is_compared_with() -> None:
    """Small ones too: the median that its wages are held against counts them."""
    few = months().with_columns(wages=pl.when(pl.col("employer_id") == "E1").then(pl.col("wages")).otherwise(1))
    few = few.with_columns(reported_sum=pl.col("wages") * 4_000_000)
    (lead,) = leads_said(leads("LEAD-LOW-WAGE"), few, RULES)
    assert isinstance(lead.plot, Bars)
    assert sum(lead.plot.counts) == 20


def test_no_leads_no_plots() -> None:
    assert leads_said(leads(), months(), RULES) == ()
    (lead,) = leads_said(leads("LEAD-BUNCHING"), months().clear(), RULES)
    assert lead.plot is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plot", [BARS, LINES])
def test_drawn_the_same_each_time_without_links_or_scripts(plot: Bars | Lines, language: Language) -> None:
    svg = drawn(plot, "lead-7", language)
    assert svg == drawn(plot, "lead-7", language)
    assert svg.startswith("<svg ")
    assert svg.rstrip().endswith("</svg>")
    assert not re.search(r"<script|<image|<metadata|https?://(?!www\.w3\.org/)", svg)
    defined = set(re.findall(r'\bid="([^"]+)"', svg))
    used = set(re.findall(r'(?:xlink:href="#|url\(#)([^")]+)', svg))
    assert used <= defined
    assert all(name.startswith("lead-7-") for name in defined)


def test_what_cannot_be_seen_is_said() -> None:
    assert "a: 5" in described(BARS, "id")
    assert described(LINES, "en").startswith("Line chart, March 2025 to April 2025")


def test_a_label_is_never_read_as_mathematics() -> None:
    odd = Bars((Text("$\\frac{1}{2}$", "<b>&"),), (1,), frozenset(), Text("$x$", "$x$"), Text("_y^", "_y^"))
    assert "$\\frac{1}{2}$" in drawn(odd, "lead-0", "id")
    assert "&lt;b&gt;&amp;" in drawn(odd, "lead-0", "en")
