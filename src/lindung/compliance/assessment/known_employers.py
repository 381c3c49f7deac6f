"""What is known of each employer, coded so that it joins to ten million lines cheaply."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.law_by_month import LawByMonth
from lindung.compliance.assessment.months import month_of
from lindung.compliance.schema import RISK_CLASSES, SIZES
from lindung.law.answers import Value

if TYPE_CHECKING:
    import polars as pl

NEVER: Final = 10**6  # a month after every month
CONSTRUCTION: Final = "construction"


@dataclass(frozen=True, repr=False)
class KnownEmployers:
    """One row an employer in `rows`, with what its months depend on; the flags tell which columns say anything.

    Columns: `employer_id`, `employer_name`, `size` (place in `SIZES`), `risk` (place in `RISK_CLASSES`),
    `employer_region`, `state_body`, `suspended_from` and `suspended_until` (months of a suspension of the minimum wage
    granted while that was lawful), `unclear_from` and `unclear_until` (months in which one may hold),
    `relief_from` (first month in which a cut for every employer reaches it), `sector`.
    """

    rows: "pl.DataFrame"

    @property
    def any_state_body(self) -> bool:
        """Whether any is a state body."""
        return bool(self.rows["state_body"].any())

    @property
    def any_suspension(self) -> bool:
        """Whether any suspension was given, clear or not."""
        return self.rows["suspended_from"].count() + self.rows["unclear_from"].count() > 0

    def of_sectors(self, sectors: tuple[str, ...]) -> list[str]:
        """The employers of these sectors."""
        return self.rows.filter(self.rows["sector"].is_in(sectors))["employer_id"].to_list()


def known_employers(employers: "pl.LazyFrame | None", law: LawByMonth) -> KnownEmployers:
    """The employers of a report, one row each; where rows of one employer contradict each other, that is not known."""
    import polars as pl

    schema: dict[str, Any] = {
        "employer_id": pl.String(), "employer_name": pl.String(), "size": pl.Int8(), "risk": pl.Int32(),
        "employer_region": pl.String(), "state_body": pl.Boolean(), "suspended_from": pl.Int32(),
        "suspended_until": pl.Int32(), "unclear_from": pl.Int32(), "unclear_until": pl.Int32(),
        "relief_from": pl.Int32(), "sector": pl.String(),
    }  # fmt: skip
    if employers is None:
        return KnownEmployers(pl.DataFrame(schema=schema))
    columns = employers.collect_schema().names()
    same = [
        pl.when(pl.col(name).drop_nulls().n_unique() == 1).then(pl.col(name).drop_nulls().first()).alias(name)
        for name in columns
        if name != "employer_id"
    ]
    found = employers.filter(pl.col("employer_id").is_not_null()).group_by("employer_id").agg(same).collect()
    rows = [tuple(_coded(row, law)) for row in found.sort("employer_id").iter_rows(named=True)]
    return KnownEmployers(pl.DataFrame(rows, schema=schema, orient="row"))


def _coded(row: dict[str, Any], law: LawByMonth) -> Iterator[Any]:
    size, risk, sector = row.get("size"), row.get("risk_class"), row.get("sector")
    yield row["employer_id"]
    yield row.get("name")
    yield SIZES.index(size) if size in SIZES else None
    yield RISK_CLASSES.index(risk) if risk in RISK_CLASSES else None
    yield row.get("region")
    yield bool(row.get("state_body"))
    yield from _suspension(row.get("suspension_from"), row.get("suspension_until"), law)
    yield _relief_from(row.get("registered_on"), law)
    yield sector if sector in law.corpus.vocabulary["sector"] else None


def _suspension(start: date | None, until: date | None, law: LawByMonth) -> tuple[int | None, ...]:
    """Months of a lawful suspension, then months in which one may hold: its first or last day was not given."""
    if start is None:
        return (None, None, None, None) if until is None else (None, None, 0, month_of(until))
    if not suspendable(start, law):
        return None, None, None, None
    if until is None:
        return None, None, month_of(start), NEVER
    return month_of(start), month_of(until), None, None


def suspendable(day: date, law: LawByMonth) -> bool:
    """Whether a suspension could be granted on `day`: until the Job Creation law."""
    values = law.timeline("minimum_wage.suspension")
    return any(v.amount == "yes" and v.start <= day <= (v.until or date.max) for v in values)


def _relief_from(registered: date | None, law: LawByMonth) -> int:
    """The first month in which the cut of 2020 reaches an employer: at once, or after full months for a newcomer."""
    for cut in law.timeline("jkk.discount.sectors"):
        if cut.amount == ("any",) and registered is not None and registered >= cut.start:
            full = next((v.amount for v in law.timeline("jkk.discount.newcomer_months") if _meets(v, cut)), 0)
            return month_of(registered) + (full if isinstance(full, int) else 0)
    return 0


def _meets(value: Value, other: Value) -> bool:
    return value.start <= (other.until or date.max) and other.start <= (value.until or date.max)
