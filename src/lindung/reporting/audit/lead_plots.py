"""Leads as a reader meets them: how many, one told in full, and a plot that shows it among all the others."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.leads import BUNCHED, FEWEST_WAGES, HEAPED
from lindung.messages import Text
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.view import Bars, LeadSaid, Lines, RuleSaid

if TYPE_CHECKING:
    import polars as pl

type Example = Mapping[str, Any]

_BINS: Final = 10
_WIDTH: Final = 10  # per cent in one bar
_MILLION: Final = 1_000_000
_HUNDRED_THOUSAND: Final = 100_000
_BEFORE: Final = 24  # months shown of one employer
_NONE: Final = Text("", "")
_OF_EMPLOYERS: Final = Text("pemberi kerja × bulan", "employers × months")


def leads_said(findings: "pl.LazyFrame", months: "pl.DataFrame", rules: Mapping[str, RuleSaid]) -> tuple[LeadSaid, ...]:
    """Every lead that was found, with the first of its findings as the example.

    `months` has a row an employer and month with the sums of the report (`LineTotals.months` of the assessment).
    """
    import polars as pl

    found = (
        findings.filter(pl.col("status") == "lead")
        .group_by("rule")
        .agg(pl.len().alias("count"), pl.all().sort_by("finding").first())
        .sort("rule")
        .collect()
    )
    return tuple(_said(row, months, rules.get(row["rule"])) for row in found.iter_rows(named=True))


def _said(example: Example, months: "pl.DataFrame", rule: RuleSaid | None) -> LeadSaid:
    employer = plain(example["employer_id"] or "–")
    told = (example["explanation_id"] or "", example["explanation_en"] or "")
    drawing = _PLOTS.get(example["rule"])
    return LeadSaid(
        rule=example["rule"],
        title=_NONE if rule is None else rule.question,
        statistic=Text(f"Contoh, NPP {employer}: {told[0]}", f"Example, NPP {employer}: {told[1]}"),
        innocent=_NONE if rule is None or rule.innocent is None else rule.innocent,
        count=example["count"],
        plot=None if drawing is None else drawing(months, example),
    )


def _bars(shares: "pl.Series", marked: Callable[[int], bool], across: Text) -> Bars | None:
    """Shares in per cent, counted in ten bars of ten."""
    import polars as pl

    known = shares.drop_nulls()
    if known.is_empty():
        return None
    bins = (known // _WIDTH).cast(pl.Int64).clip(0, _BINS - 1)
    counts = dict(bins.value_counts().iter_rows())
    labels = [f"{_WIDTH * place}–{_WIDTH * (place + 1)}" for place in range(_BINS)]
    return Bars(
        labels=tuple(Text(label, label) for label in labels),
        counts=tuple(counts.get(place, 0) for place in range(_BINS)),
        marked=frozenset(place for place in range(_BINS) if marked(_WIDTH * place)),
        across=across,
        up=_OF_EMPLOYERS,
    )


def _many(months: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    return months.filter(pl.col("wages") >= FEWEST_WAGES)


def _bunching(months: "pl.DataFrame", _: Example) -> Bars | None:
    import polars as pl

    shares = _many(months).select(100 * pl.col("at_minimum") / pl.col("wages")).to_series()
    across = Text("% upah yang tepat sebesar upah minimum", "% of wages exactly at the minimum wage")
    return _bars(shares, lambda low: low >= BUNCHED, across)


def _heaping(months: "pl.DataFrame", _: Example) -> Bars | None:
    import polars as pl

    shares = _many(months).select(100 * pl.col("round") / pl.col("wages")).to_series()
    across = Text("% upah yang habis dibagi Rp100.000", "% of wages that divide by Rp100,000")
    return _bars(shares, lambda low: low >= HEAPED, across)


def _identical(months: "pl.DataFrame", _: Example) -> Bars | None:
    """The gap between the lowest and the highest wage, those without any gap in a bar of their own."""
    import polars as pl

    gap = (100 * (pl.col("reported_max") - pl.col("reported_min")) / pl.col("reported_max")).alias("gap")
    gaps = _many(months).select(gap).to_series()
    across = Text("jarak upah terendah dari yang tertinggi, %", "gap from the lowest wage to the highest, %")
    apart = _bars(gaps.filter(gaps > 0), lambda _: False, across)
    none = int((gaps == 0).sum())
    if apart is None:
        return Bars((Text("0", "0"),), (none,), frozenset({0}), across, _OF_EMPLOYERS) if none else None
    return Bars((Text("0", "0"), *apart.labels), (none, *apart.counts), frozenset({0}), across, _OF_EMPLOYERS)


def _low(months: "pl.DataFrame", example: Example) -> Bars | None:
    """Mean wages of all employers in the example's month, however small, in ten bars; the example's own is marked."""
    import polars as pl

    then = months.filter((pl.col("month") == example["month"]) & (pl.col("wages") > 0))
    mean = (pl.col("reported_sum") / pl.col("wages")).alias("mean")
    means = then.select("employer_id", mean)
    own = means.filter(pl.col("employer_id") == example["employer_id"])["mean"]
    if own.is_empty():
        return None
    step = _rounded_step(float(means["mean"].max()) / _BINS)  # type: ignore[arg-type]
    bins = (means["mean"] // step).cast(pl.Int64).clip(0, _BINS - 1)
    counts = dict(bins.value_counts().iter_rows())
    labels = [f"{step * (place + 1) / _MILLION:.1f}" for place in range(_BINS)]
    return Bars(
        labels=tuple(Text(f"≤ {label.replace('.', ',')}", f"≤ {label}") for label in labels),
        counts=tuple(counts.get(place, 0) for place in range(_BINS)),
        marked=frozenset({min(int(own[0] // step), _BINS - 1)}),
        across=Text("rata-rata upah bulan itu (juta Rp)", "mean wage of that month (million Rp)"),
        up=Text("pemberi kerja", "employers"),
    )


def _rounded_step(width: float) -> int:
    """A width of bars that ends on a whole hundred thousand rupiah."""
    return max(1, -(-int(width) // _HUNDRED_THOUSAND)) * _HUNDRED_THOUSAND


def _wages(months: "pl.DataFrame", example: Example) -> Lines:
    """The mean wage of the example's employer, and the minimum wage."""
    own = _own(months, example)
    means = [None if not n else total / n for total, n in own.select("reported_sum", "wages").iter_rows()]
    lines = ((Text("rata-rata upah dilaporkan", "mean wage reported"), tuple(means)),
             (Text("upah minimum", "minimum wage"), tuple(own["minimum_wage"].to_list())))  # fmt: skip
    return Lines(tuple(own["month"]), lines, Text("Rp sebulan", "Rp a month"), frozenset({example["month"]}))


def _workers(months: "pl.DataFrame", example: Example) -> Lines:
    """The workers that the example's employer reported."""
    own = _own(months, example)
    lines = ((Text("pekerja dilaporkan", "workers reported"), tuple(own["workers"].to_list())),)
    return Lines(tuple(own["month"]), lines, Text("pekerja", "workers"), frozenset({example["month"]}))


def _own(months: "pl.DataFrame", example: Example) -> "pl.DataFrame":
    import polars as pl

    own = months.filter((pl.col("employer_id") == example["employer_id"]) & (pl.col("month") <= example["month"]))
    return own.sort("month").tail(_BEFORE)


_PLOTS: Final[Mapping[str, Callable[["pl.DataFrame", Example], Bars | Lines | None]]] = {
    "LEAD-BUNCHING": _bunching,
    "LEAD-HEAPING": _heaping,
    "LEAD-IDENTICAL": _identical,
    "LEAD-FLAT": _wages,
    "LEAD-LOW-WAGE": _low,
    "LEAD-SUDDEN-DROP": _wages,
    "LEAD-FEWER-WORKERS": _workers,
}
