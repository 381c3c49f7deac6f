"""Differences in words: rounded as their interval warrants, the same number in both languages, no claim too many."""

import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lindung.messages import LANGUAGES, Language
from lindung.reporting.comparison.words import (
    Rounding,
    amount,
    bounds,
    change,
    level,
    rupiah_words,
    span,
    verdict,
)
from lindung.simulation.comparison.differences import Estimate, estimate

WORDS = {"ribu": 1e3, "juta": 1e6, "miliar": 1e9, "triliun": 1e12, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def read(text: str, language: Language) -> float:
    """The number that a text shows, with its sign and the word after it."""
    match = re.fullmatch(r"([+−]?)(?:Rp)?([\d.,]+)(?:\s(\w+))?", text)
    assert match is not None, text
    thousands, point = (".", ",") if language == "id" else (",", ".")
    value = float(match[2].replace(thousands, "").replace(point, "."))
    return (-1 if match[1] == "−" else 1) * value * WORDS.get(match[3] or "", 1)


def of(mean: float, half: float) -> Estimate:
    return Estimate(mean, mean - half, mean + half, half, 6)


SAME = Estimate(240.0, 240.0, 240.0, 0.0, 6)
NOTHING = estimate([0, 0, 0])
LACKING = estimate([None, None])


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (604_800_000, "Rp605\u00a0juta", "Rp605\u00a0million"),
        (2_295_000_000, "Rp2,3\u00a0miliar", "Rp2.3\u00a0billion"),
        (2_314_000_000, "Rp2,31\u00a0miliar", "Rp2.31\u00a0billion"),
        (1_200_000_000_000, "Rp1,2\u00a0triliun", "Rp1.2\u00a0trillion"),
        (999_999_999, "Rp1\u00a0miliar", "Rp1\u00a0billion"),
        (999_999, "Rp1\u00a0juta", "Rp1\u00a0million"),
        (16_800, "Rp16.800", "Rp16,800"),
        (0, "Rp0", "Rp0"),
        (-53_600_000, "−Rp53,6\u00a0juta", "−Rp53.6\u00a0million"),
    ],
)
def test_rupiah_in_words(value: int, indonesian: str, english: str) -> None:
    assert rupiah_words(value, "id") == indonesian
    assert rupiah_words(value, "en") == english


@pytest.mark.parametrize(
    ("found", "said", "ends", "words"),
    [
        (of(1_130, 178), "+1.130", "+950 … +1.310", "antara 950 dan 1.310 lebih banyak"),
        (of(-5_790, 140), "−5.790", "−5.930 … −5.650", "antara 5.650 dan 5.930 lebih sedikit"),
        (of(24_312, 30), "+24.310", "+24.280 … +24.340", "antara 24.280 dan 24.340 lebih banyak"),
        (of(60, 160), "+60", "−100 … +220",
         "tidak dapat dibedakan dari nol: antara 100 lebih sedikit dan 220 lebih banyak"),
        (of(0.62, 0.60), "+0,6", "+0,02 … +1,2", "antara 0,02 dan 1,2 lebih banyak"),
        (SAME, "+240", "+240 … +240", "240 lebih banyak, sama pada setiap ulangan"),
        (NOTHING, "0", "", "tidak berubah pada satu ulangan pun"),
        (LACKING, "–", "", "tidak ada angkanya"),
        (estimate([5.0]), "+5,0", "", "satu ulangan saja, tanpa selang"),
    ],
)  # fmt: skip
def test_months_in_words(found: Estimate, said: str, ends: str, words: str) -> None:
    assert change(found, "months", "id") == said
    assert bounds(found, "months", "id") == ends
    assert span(found, "months", "id") == words


def test_english_counts_months_and_weighs_money() -> None:
    assert span(of(-500, 50), "months", "en") == "between 450 and 550 fewer"
    assert span(of(-5e6, 5e5), "rupiah", "en") == "between Rp4.50\u00a0million and Rp5.50\u00a0million less"
    straddling = span(of(2e5, 1.6e6), "rupiah", "en")
    assert straddling == "cannot be told from zero: between Rp1.4\u00a0million less and Rp1.8\u00a0million more"


def test_one_word_for_large_rupiah_in_an_interval() -> None:
    assert bounds(of(1.9e6, 1.2e6), "rupiah", "id") == "+Rp0,7\u00a0juta … +Rp3,1\u00a0juta"


def test_levels_have_three_figures() -> None:
    assert level(of(317_123, 5_000), "months", "id") == "317.000"
    assert level(of(390_001_000, 300), "rupiah", "en") == "Rp390\u00a0million"
    assert level(of(12.25, 1), "months", "en") == "12.2"


@settings(deadline=None)
@given(
    mean=st.floats(-1e12, 1e12, allow_subnormal=False),
    half=st.floats(1e-3, 1e12),
    unit=st.sampled_from(["months", "rupiah"]),
)
def test_what_is_shown_is_the_number(mean: float, half: float, unit: str) -> None:
    assume(abs(mean) < 1e6 * half)
    found = of(mean, half)
    rounding = Rounding.of(found)
    for end in (found.mean, found.low, found.high):
        assert end is not None
        texts = {language: amount(end, unit, rounding, language) for language in LANGUAGES}  # type: ignore[arg-type]
        shown = {language: read(text, language) for language, text in texts.items()}
        assert shown["id"] == shown["en"]
        assert shown["id"] == pytest.approx(
            abs(end), abs=0.51 * max(10.0**rounding.power, 1 if unit == "rupiah" else 0)
        )
    if half >= 1:
        assert 10.0**rounding.power <= half


@settings(deadline=None)
@given(mean=st.floats(-1e9, 1e9), half=st.floats(0, 1e9), unit=st.sampled_from(["months", "rupiah"]))
def test_nothing_is_claimed_of_an_interval_that_holds_zero(mean: float, half: float, unit: str) -> None:
    found = of(mean, half)
    doubtful = {"id": "tidak dapat dibedakan dari nol", "en": "cannot be told from zero"}
    for language in LANGUAGES:
        words = span(found, unit, language)  # type: ignore[arg-type]
        assert (doubtful[language] in words) == (verdict(found) == "unclear")
    if found.low is not None and found.high is not None and found.low <= 0 <= found.high:
        assert verdict(found) in ("unclear", "none")
    assert not math.isnan(Rounding.of(found).rounded(mean))
