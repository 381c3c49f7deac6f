"""The page of metrics and the code: the same figures, each once, with the same unit, in both languages."""

import re
from pathlib import Path

import pytest

from lindung.messages import LANGUAGES, Language
from lindung.simulation import metrics
from lindung.simulation.comparison import clauses, compare, curve, differences, groups
from lindung.simulation.metrics import METRICS

DOCS = Path(__file__).parents[3] / "docs"
PAGES: dict[Language, Path] = {"id": DOCS / "metrics.id.md", "en": DOCS / "metrics.md"}
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|([^|]*)\| ([^|]+) \|$", re.M)


def text(language: Language) -> str:
    return PAGES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_once_with_its_unit(language: Language) -> None:
    rows = ROW.findall(text(language))
    assert len(rows) == len(METRICS)
    assert {name: unit for name, unit, *_ in rows} == {name: metric.unit for name, metric in METRICS.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_and_ratios_alone_have_a_denominator(language: Language) -> None:
    over = {name for name, _, _, over, _ in ROW.findall(text(language)) if over.strip()}
    ratios = {name for name, metric in METRICS.items() if metric.unit == "share"}
    assert over == ratios | {"waiting_months_mean", "budget_per_protected_person_month_rp"}


def test_both_pages_say_the_same_of_each() -> None:
    """Units, order, and the metrics that a row refers to."""
    rows = {language: ROW.findall(text(language)) for language in LANGUAGES}
    shape = {
        language: [(name, unit, re.findall(r"`\w+`", " ".join(rest))) for name, unit, *rest in found]
        for language, found in rows.items()
    }
    assert shape["id"] == shape["en"]
    headings = {language: len(re.findall(r"^#+ ", text(language), re.M)) for language in LANGUAGES}
    assert headings["id"] == headings["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_are_those_of_the_code(language: Language) -> None:
    named = re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", text(language), re.M)
    assert [name for name, _ in named] == [dimension.name for dimension in groups.GROUPS]
    ages = dict(named)["age"]
    assert all(str(low) in ages for low in groups.AGE_BANDS)
    assert f"{groups.NEAR_POOR:g}".replace(".", "," if language == "id" else ".") in dict(named)["poverty"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_the_method_are_those_of_the_code(language: Language) -> None:
    point = "," if language == "id" else "."
    found = " ".join(text(language).split())
    for number in (
        f"{differences.CONFIDENCE:.0%}".replace("%", " %"), f"{differences.PRECISION:.0%}".replace("%", " %"),
        f"0{point}95", str(compare.POINTS), f"{clauses.MOST_EXACT}", f"{clauses.ORDERS}", f"{compare.FEW}",
        f"{curve.STEPS}", f"{curve.LEAST:g}".replace(".", point), f"{curve.MOST:g}".replace(".", point),
        f"{curve.MORE:.0%}".replace("%", " %"),
    ):  # fmt: skip
        assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", found), number


def test_the_code_cites_the_page() -> None:
    assert "docs/metrics.md" in (metrics.__doc__ or "")
    assert "metrics.id.md" in text("en")
    assert "metrics.md" in text("id")
