"""Totals that several reports show: by programme, by region, by employer; and the findings shown first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lindung.messages import Text
from lindung.reporting.audit.columns import BY_NAME, SHORTFALLS
from lindung.reporting.audit.view import EmployerFound

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class RegionFound:
    """The employers of one region together, in rupiah."""

    region: Text
    employers: int
    breaches: int
    shortfall_total: int
    late_fine: int


UNDIVIDED: Final = Text("Tunggakan yang tidak terinci menurut program", "Arrears not split by programme")


def by_programme(employers: Iterable[EmployerFound]) -> list[tuple[Text, int]]:
    """The shortfall of each programme and share, over employers, adding up to their total; nothing is left out.

    Payments are often given as one sum, so that what is missing of them belongs to no programme: that stands last.
    """
    together = dict.fromkeys(SHORTFALLS, 0)
    total = 0
    for one in employers:
        total += one.shortfall_total
        for name, amount in one.by_programme.items():
            together[name] += amount
    undivided = total - sum(together.values())
    named = [(BY_NAME[name].heading, amount) for name, amount in together.items()]
    return [(name, amount) for name, amount in (*named, (UNDIVIDED, undivided)) if amount]


def regions(employers: Sequence[EmployerFound]) -> list[RegionFound]:
    """Employers by region, the largest shortfall first; those of no known region together."""
    unknown = Text("tidak diketahui", "not known")
    groups: dict[Text, list[EmployerFound]] = {}
    for one in employers:
        groups.setdefault(one.region or unknown, []).append(one)
    found = [
        RegionFound(
            region, len(group), sum(sum(one.breaches.values()) for one in group),
            sum(one.shortfall_total for one in group), sum(one.late_fine for one in group),
        )
        for region, group in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.shortfall_total)


def largest(findings: "pl.LazyFrame", shown: int) -> tuple[list[dict[str, Any]], int]:
    """The breaches with the largest amounts, and how many breaches there are in all."""
    import polars as pl

    breaches = findings.filter(pl.col("status") == "breach")
    every = int(breaches.select(pl.len()).collect().item())
    first = breaches.with_columns(pl.col("shortfall_total").fill_null(-1).alias("__amount"))
    rows = first.sort("__amount", "finding", descending=[True, False]).head(shown).drop("__amount").collect()
    return rows.to_dicts(), every


def employers_found(
    findings: "pl.LazyFrame", names: Mapping[str, str], regions_of: Mapping[str, Text]
) -> tuple[EmployerFound, ...]:
    """Every employer with a breach, from the findings, the largest shortfall first.

    `names` and `regions_of` go by employer id; an employer in neither is still listed.
    """
    import polars as pl

    breaches = findings.filter(pl.col("status") == "breach")
    by_rule = (
        breaches.group_by("employer_id", "rule")
        .agg(
            pl.len().alias("breaches"),
            *(pl.col(name).sum() for name in (*SHORTFALLS, "shortfall_total", "overpaid_worker", "late_fine")),
            pl.col("provision").unique().sort(),
            pl.col("month").min().alias("first"),
            pl.col("month").max().alias("last"),
        )
        .sort("employer_id", "rule")
        .collect()
    )
    workers = dict(
        breaches.group_by("employer_id").agg(pl.col("worker_key").drop_nulls().n_unique()).collect().iter_rows()
    )
    found = [
        _employer(key[0], workers[key[0]], rows.to_dicts(), names, regions_of)
        for key, rows in by_rule.partition_by("employer_id", as_dict=True, maintain_order=True).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.shortfall_total, one.employer_id)))


def _employer(
    employer: Any,
    workers: int,
    rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    regions_of: Mapping[str, Text],
) -> EmployerFound:
    return EmployerFound(
        employer_id=employer or "",
        name=names.get(employer),
        region=regions_of.get(employer),
        breaches={row["rule"]: row["breaches"] for row in rows},
        shortfalls={row["rule"]: row["shortfall_total"] for row in rows},
        by_programme={name: sum(row[name] for row in rows) for name in SHORTFALLS},
        provisions={row["rule"]: tuple(p for p in row["provision"] if p) for row in rows},
        shortfall_total=sum(row["shortfall_total"] for row in rows),
        overpaid_worker=sum(row["overpaid_worker"] for row in rows),
        late_fine=sum(row["late_fine"] for row in rows),
        workers=workers,
        first_month=min(row["first"] for row in rows),
        last_month=max(row["last"] for row in rows),
    )
