"""Figures: they show the numbers, in the reader's language, the same bytes every time, and touch nothing global."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lindung.messages import LANGUAGES, Language
from lindung.reporting.comparison import plots
from lindung.reporting.comparison.brief import FIGURES
from lindung.reporting.comparison.names import HEADLINE, alternatives
from lindung.reporting.comparison.plots.clauses import parts
from lindung.reporting.comparison.plots.groups import groups
from lindung.reporting.comparison.plots.style import BLUE, VERMILLION
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.scenario import Scenario
from tests.reporting.comparison.made import made

type Draw = Callable[[Comparison, Language], Figure]
type Describe = Callable[[Comparison, Language], str]
SVG = re.compile(r"<text[^>]*>([^<]*)</text>")


def dots(axes: Axes) -> list[tuple[float, float, bool]]:
    """(across, row, filled) of every dot."""
    found = []
    for line in axes.lines:
        if line.get_marker() == "o":
            (x,), (y,) = (list(map(float, data)) for data in (line.get_xdata(), line.get_ydata()))  # type: ignore[arg-type]
            found.append((x, y, line.get_markerfacecolor() != "white"))
    return found


def test_a_dot_for_every_difference(four: Comparison) -> None:
    figure = plots.differences(four, "en")
    for axes, metric in zip(figure.axes, HEADLINE, strict=True):
        estimates = [one.arm.differences[metric] for one in alternatives(four)]
        assert dots(axes) == [(one.mean, float(row), one.is_clear) for row, one in enumerate(estimates)]
        low, high = axes.get_xlim()
        assert low < 0 < high
        assert all(one.low is None or low < one.low for one in estimates)


def test_levels_have_the_baseline_first(four: Comparison) -> None:
    figure = plots.levels(four, "id")
    for axes, metric in zip(figure.axes, HEADLINE, strict=True):
        assert [x for x, _, _ in dots(axes)] == [arm.metrics[metric].mean for arm in four.arms]
    assert figure.axes[0].get_yticklabels()[0].get_text() == "Perwali Padang 13/2022"


def test_bars_add_up_to_the_whole(four: Comparison) -> None:
    figure = plots.clauses(four, "id")
    taken_apart = parts(four)
    assert len(figure.axes) == len(taken_apart) == 4
    for axes, one in zip(figure.axes, taken_apart, strict=True):
        *clauses, whole = (bar.get_width() for bar in axes.patches)  # type: ignore[attr-defined]
        assert sum(clauses) == pytest.approx(whole)
        assert whole == one.whole.mean
    assert taken_apart[3].of_clause == {}  # the draft without effect
    assert "pasal-20c" in taken_apart[3].idle


def test_every_group_has_its_row(four: Comparison) -> None:
    figure, rows = plots.gains(four, "en"), groups(four)
    assert len(figure.axes) == 4
    for column, axes in enumerate(figure.axes):
        assert [x for x, _, _ in dots(axes)] == [row.gains[column].mean for row in rows]
    gain = next(iter(four.gains(1, "protected"))).estimate.mean
    assert gain is not None
    assert rows[0].gains[0].mean == pytest.approx(gain / 1)  # one year from January 2025 on
    assert [row.dimension.en for row in rows if row.opens] == ["Age", "Sex", "Trade", "Poverty", "Disability"]


def test_points_are_marked_by_what_binds(four: Comparison) -> None:
    (axes,) = plots.budgets(four, "id").axes
    marks = [(line.get_marker(), line.get_color()) for line in axes.lines if line.get_marker() not in (None, "None")]
    assert marks == [("o", BLUE), ("o", BLUE), ("s", VERMILLION), ("s", VERMILLION)]
    said = {text.get_text() for text in axes.texts}
    assert {"dibatasi uang", "dibatasi kapasitas kantor", "17", "–"} <= said
    assert any("Rp605\u00a0juta" in text for text in said)


@pytest.mark.parametrize(("name", "draw", "describe"), FIGURES, ids=lambda one: one if isinstance(one, str) else "")
@pytest.mark.parametrize("language", LANGUAGES)
def test_files(four: Comparison, name: str, draw: Draw, describe: Describe, language: Language) -> None:
    before = dict(mpl.rcParams)
    described = describe(four, language)
    first, second = (plots.svg_file(draw(four, language), name, described, language) for _ in range(2))
    assert first == second
    assert len(SVG.findall(first)) > 5  # text stays text
    assert f'<desc id="{name}-desc">{escape(described)}</desc>' in first
    assert "dc:date" not in first
    assert f'lang="{language}"' in first
    picture = plots.png_file(draw(four, language))
    assert picture.startswith(b"\x89PNG")
    assert picture == plots.png_file(draw(four, language))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("name", "draw", "describe"), FIGURES, ids=lambda one: one if isinstance(one, str) else "")
def test_descriptions_have_the_same_numbers(four: Comparison, name: str, draw: Draw, describe: Describe) -> None:
    del name, draw

    def numbers(language: Language) -> list[str]:
        thousands, point = (".", ",") if language == "id" else (",", ".")
        found = re.findall(r"[+−]?(?:Rp)?\d[\d.,]*\d|\d", describe(four, language))
        return sorted(one.replace(thousands, "").replace(point, ".") for one in found)

    assert numbers("id") == numbers("en")


def test_numbers_are_written_as_the_language_does(four: Comparison) -> None:
    texts: dict[Language, list[str]] = {
        language: SVG.findall(plots.svg_file(plots.differences(four, language), "x", "", language))
        for language in LANGUAGES
    }
    assert "−5.790" in texts["id"]
    assert "−5,790" in texts["en"]


def test_inside_a_page_ids_are_its_own(four: Comparison) -> None:
    element = plots.svg_element(plots.differences(four, "en"), "one", 'a "quoted" <text>')
    assert element.startswith('<svg role="img" aria-label="a &quot;quoted&quot; &lt;text&gt;"')
    assert "http" not in element
    ids = re.findall(r'\bid="([^"]*)"', element)
    assert all(name.startswith("one-") for name in ids)
    used = re.findall(r'(?:href="#|url\(#)([^")]*)', element)
    assert set(used) <= set(ids)


def test_no_global_figure() -> None:
    folder = Path(plots.__file__).parent
    assert all("pyplot" not in file.read_text(encoding="utf-8") for file in folder.glob("*.py"))


@pytest.mark.parametrize("rests", [True, False])
def test_one_regulation_alone(padang: Scenario, rests: bool) -> None:
    alone = made(padang, ["padang-jht"], rests=rests)
    nothing: list[Any] = [*made(padang, [], rests=False).arms]
    assert len(nothing) == 1
    for comparison in (alone, made(padang, [], rests=False)):
        for name, draw, describe in FIGURES:
            assert "<svg" in plots.svg_file(draw(comparison, "en"), name, describe(comparison, "en"), "en")
