"""Numbers, tables and answers as a notebook shows them."""

from datetime import date
from decimal import Decimal

import pytest

import lindung
from lindung.law.corpus import Corpus
from lindung.simulation.comparison.differences import estimate


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINDUNG_LANG", "en")


def test_the_language_is_chosen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert lindung.language("id") == lindung.language() == "id"
    assert lindung.amount(184_000) == "184.000"
    assert lindung.language("en") == "en"
    assert lindung.amount(184_000) == "184,000"
    with pytest.raises(lindung.BadInput, match="id, en"):
        lindung.language("jv")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (184_000, "", "184,000"),
        (604_800_000, "Rp", "Rp605\u00a0million"),
        (604_800_000, "rupiah", "Rp604,800,000"),
        (16_800, "Rp", "Rp16,800"),
        (0.128, "share", "12.8%"),
        (3.25, "months", "3.2"),
        (1.996, "ratio", "2.00"),
        (2026, "year", "2026"),
        (Decimal("0.0024"), "", "0.24%"),
        (date(2026, 11, 21), "", "21 November 2026"),
        (None, "Rp", "–"),
        ("unseen", "", "unseen"),
        (estimate([0, 0]), "", "0"),
    ],
)
def test_a_number_is_said_by_its_unit(value: object, unit: str, said: str) -> None:
    assert lindung.amount(value, unit) == said


def test_a_difference_carries_its_interval() -> None:
    found = estimate([100, 110, 120])
    assert lindung.amount(found).startswith("+110 (+")
    assert "pp" in lindung.amount(estimate([0.1, 0.11]), "share")


def test_a_table_aligns_numbers_and_escapes_text() -> None:
    table = lindung.table([{"a": "<b>", "n": 1_000}, {"a": "x", "n": None}], n="Rp")
    assert str(table) == f"a    {'n':>7}\n<b>  Rp1,000\nx    {'–':>7}"
    html = table._repr_html_()
    assert "&lt;b&gt;" in html
    assert "text-align:right" in html


def test_answers_of_the_law_as_the_command_prints_them(corpus: Corpus) -> None:
    shown = lindung.show("jp.wage_ceiling", "2022-03-01", law=corpus)
    assert "Rp9,077,600" in repr(shown)
    assert shown._repr_html_().startswith("<pre")
    assert "not in force" in repr(lindung.show("bpu.discount", "2019-06-01", key="other", law=corpus))
    assert "Article 3" in repr(lindung.text("pp-86-2013", "pasal-3/ayat-2", law=corpus))
    rows = repr(lindung.clauses("padang-jht", law=corpus))
    assert "not simulated" in rows
    assert "open norm" in rows
    with pytest.raises(lindung.BadInput, match=r"jp\.wage_ceiling"):
        lindung.show("jp.wage_celing", "2022-03-01", law=corpus)


def test_charts_show_themselves() -> None:
    days = [date(2025, month, 1) for month in (1, 2, 3)]
    for figure in (
        lindung.lines({"a": [1.0, 2.0, None], "b": [3.0, 1.0, 2.0]}, days, "name", "about"),
        lindung.lines({"a": [1.0, 2.0]}, [10, 20], "name", unit="Rp"),
        lindung.bars({"a": 1.0, "b": None}, "name", unit="share"),
        lindung.bars({"a": estimate([1.0, 2.0, 3.0]), "b": estimate([-1.0, 1.0])}, "name"),
    ):
        picture, size = figure._repr_png_()  # type: ignore[attr-defined]
        assert picture.startswith(b"\x89PNG")
        assert size["width"] > size["height"] / 2
        again, _ = figure._repr_png_()  # type: ignore[attr-defined]
        assert picture == again


def test_a_run_shows_its_figures() -> None:
    run = lindung.run("fictional", months=14, progress=None)
    html = run._repr_html_()
    assert "protected_person_months" in html
    assert "Person-months under cover" in html
    assert run.plot().axes
    assert run.metrics == lindung.Run.showing(run).metrics


def test_a_comparison_sweeps_budgets() -> None:
    found = lindung.compare(
        "padang", regulations=["perwali-padang-13-2022", "padang-jht"], workers=900, months=60, replicates=2,
        progress=None,
    )  # fmt: skip
    swept = found.swept([300_000_000, 4_800_000_000])
    assert swept.curve is not None
    few, many = swept.curve.points
    assert (few.subsidised.mean or 0) < (many.subsidised.mean or 0)
    assert swept.plot(of="budgets").axes
    assert found.plot(of="gains").axes
