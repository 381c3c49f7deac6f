"""Columns of words from a closed list: yes and no, sizes, risk classes, pay bases, regions."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import polars as pl

from lindung.compliance.intake.reading import ERROR, NOTHING, Reading, any_of, by_value
from lindung.compliance.intake.survey import ColumnSurvey
from lindung.law.regions import Regions

_AMOUNT: Final = re.compile(r"(?:rp\.?\s*)?[0-9][0-9.,\s]*(?:[.,]-)?", re.IGNORECASE)
_YES: Final = frozenset(
    ("true", "1", "ya", "y", "yes", "iya", "ok", "v", "x", "✓", "√", "✔", "aktif", "ikut", "terdaftar")
)
_NO: Final = frozenset(("false", "0", "tidak", "tdk", "n", "no", "f", "bukan", "belum", "tidak ikut", "tidak aktif",
                        "nonaktif", "non aktif", "tidak terdaftar"))  # fmt: skip
PAY_BASES: Final = {
    "monthly": ("monthly", "bulanan", "bulan", "per bulan", "tetap"),
    "daily": ("daily", "harian", "hari", "per hari", "harian lepas"),
    "piece": ("piece", "borongan", "satuan", "satuan hasil", "per satuan"),
    "weather_piece": ("weather_piece", "borongan cuaca", "satuan cuaca", "tergantung cuaca"),
}
SIZES: Final = {
    "micro": ("micro", "mikro", "usaha mikro"), "small": ("small", "kecil", "usaha kecil"),
    "medium": ("medium", "menengah", "sedang", "usaha menengah"), "large": ("large", "besar", "usaha besar"),
}  # fmt: skip
RISK_CLASSES: Final = {
    "very_low": ("very_low", "very low", "sangat rendah", "i", "kelompok i", "tingkat risiko sangat rendah"),
    "low": ("low", "rendah", "ii", "kelompok ii", "tingkat risiko rendah"),
    "moderate": ("moderate", "medium", "sedang", "iii", "kelompok iii", "tingkat risiko sedang"),
    "high": ("high", "tinggi", "iv", "kelompok iv", "tingkat risiko tinggi"),
    "very_high": ("very_high", "very high", "sangat tinggi", "v", "kelompok v", "tingkat risiko sangat tinggi"),
}


def read_flags(raw: pl.Expr, found: ColumnSurvey, spoken: frozenset[str]) -> Reading:
    """Programme flags: words for yes and no, or a contribution, which says yes where it is above nothing.

    `spoken` are the words of all flag columns of the table: T is *tidak* beside Y or Ya, and true beside F.
    """
    if found.dtype == pl.Boolean:
        return Reading(raw)
    if found.dtype.is_numeric():
        return Reading(pl.when(raw >= 0).then(raw > 0), unreadable=raw < 0)
    lower = {text: text.strip().lower() for text in found.values}
    says_ya, says_f = not spoken.isdisjoint(("y", "ya")), not spoken.isdisjoint(("f", "false"))
    yes, no, errors, wrong = [], [], [], []
    for text, word in lower.items():
        if word in _YES or (word == "t" and says_f and not says_ya):
            yes.append(text)
        elif word in _NO or (word == "t" and says_ya and not says_f):  # T of Ya/Tidak
            no.append(text)
        elif ERROR.match(word):
            errors.append(text)
        elif word not in NOTHING and not _AMOUNT.fullmatch(word):
            wrong.append(text)
    kept = {*yes, *no}
    amounts = found.numbers or any(_AMOUNT.fullmatch(lower[text]) for text in lower.keys() - kept)
    if not amounts and set(lower) <= kept and not found.cut and len(yes) == 1:
        return Reading(raw == yes[0])
    value = pl.when(raw.is_in(yes)).then(True).when(raw.is_in(no)).then(False)
    if amounts:
        value = value.when(raw.str.contains(rf"(?i)^\s*{_AMOUNT.pattern}\s*$")).then(raw.str.contains("[1-9]"))
    return Reading(value.otherwise(None), any_of(raw, errors), None, any_of(raw, wrong))


def read_choice(raw: pl.Expr, found: ColumnSurvey, words: Mapping[str, tuple[str, ...]]) -> Reading:
    """One of a closed list, by its words."""
    known = {word: choice for choice, said in words.items() for word in said}
    return by_value(raw, found, lambda text: known.get(" ".join(text.lower().split())), pl.String())


def read_yes_no(raw: pl.Expr, found: ColumnSurvey) -> Reading:
    """True or false in words."""
    if found.dtype == pl.Boolean:
        return Reading(raw)

    def read(text: str) -> bool | None:
        word = text.lower()
        return True if word in _YES else False if word in _NO else None

    return by_value(raw, found, read, pl.Boolean())


def read_regions(raw: pl.Expr, found: ColumnSurvey, index: "RegionIndex") -> Reading:
    """BPS codes, from codes or names; a name that two regions bear is unreadable."""
    return by_value(raw, found, index.find, pl.String())


class RegionIndex:
    """Regions by BPS code and by name as people write it."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for region in self._regions.values():
            full = _region_words(region.name)
            names = {full}
            if region.kind != "province":
                names.add(full.split(" ", 1)[-1])
            else:
                names.add(f"provinsi {full}")
            for name in names:
                found.setdefault(name, set()).add(region.bps)
        return found

    def find(self, text: str) -> str | None:
        """The BPS code, None where no region or several fit."""
        code = text.removesuffix(".0")
        if code in self._regions:
            return code
        found = self._names.get(_region_words(text), set())
        return next(iter(found)) if len(found) == 1 else None


def _region_words(name: str) -> str:
    words = " ".join(re.sub(r"[.,]", " ", name.lower()).split())
    words = re.sub(r"^(?:kab|kabupaten adm(?:inistrasi)?)\b", "kabupaten", words)
    return re.sub(r"^(?:kota adm(?:inistrasi)?|kotamadya|kodya)\b", "kota", words)
