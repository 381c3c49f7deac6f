"""Provinces, regencies and cities: BPS codes, civil-registry codes, and which have no minimum wage of their own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, get_args

from lindung.law.evidence import Standing
from lindung.law.series import table_rows
from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest

_COLUMNS: Final = ("bps", "civil_registry", "name", "kind", "province", "standing", "source")
_FORMER: Final = ("civil_registry", "bps", "name", "until", "standing", "source")
_WITHOUT: Final = ("region", "from", "until", "standing", "source", "note")


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `bps` keys the law; `civil_registry` is the prefix that a NIK carries. The two differ widely."""

    bps: str
    civil_registry: str
    name: str
    kind: str
    province: str


@dataclass(frozen=True, slots=True)
class WithoutOwnWage:
    """A span of days in which a region has no minimum wage of its own, so that the province's applies."""

    start: date
    until: date
    standing: Standing
    source: str
    note: str


class Regions(Mapping[str, Region]):
    """Regions by BPS code."""

    def __init__(
        self, regions: Iterable[Region], former: Mapping[str, str], without: Mapping[str, tuple[WithoutOwnWage, ...]]
    ) -> None:
        self._by_bps = {region.bps: region for region in regions}
        self._by_registry = {region.civil_registry: region.bps for region in self._by_bps.values()}
        self.former: Mapping[str, str] = former
        self._without = without

    def __getitem__(self, bps: str) -> Region:
        return self._by_bps[bps]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_bps)

    def __len__(self) -> int:
        return len(self._by_bps)

    def from_civil_registry(self, code: str) -> Region | None:
        """The region of a civil-registry code (as in the first four digits of a NIK), former codes included."""
        bps = self._by_registry.get(code) or self.former.get(code)
        return self._by_bps.get(bps) if bps else None

    def without_own_wage(self, bps: str, day: date) -> WithoutOwnWage | None:
        """Why the province's minimum wage stands in for this region on `day`, or None where it does not."""
        return next((span for span in self._without.get(bps, ()) if span.start <= day <= span.until), None)

    def spans_without_own_wage(self, bps: str) -> tuple[WithoutOwnWage, ...]:
        """Every such span of a region."""
        return self._without.get(bps, ())

    def find(self, text: str) -> Region:
        """The region of a BPS code or a name; raises `BadInput` with the nearest where none or several fit."""
        if text in self._by_bps:
            return self._by_bps[text]
        wanted = text.strip().lower()
        exact = [r for r in self._by_bps.values() if r.name.lower() == wanted]
        exact = exact or [r for r in self._by_bps.values() if r.name.lower().split(" ", 1)[-1] == wanted]
        if len(exact) == 1:
            return exact[0]
        if exact:
            candidates = ", ".join(f"{r.name} ({r.bps})" for r in exact)
            raise BadInput(Fault("region-ambiguous", {"name": text, "candidates": candidates}))
        known = tuple(f"{r.name} ({r.bps})" for r in self._by_bps.values())
        raise BadInput(Fault("region-unknown", {"name": text, "nearest": Nearest(text, known)}))


def read_regions(tables: Path) -> Regions:
    """The region tables of a corpus folder; raises `BadInput` for a broken one."""
    faults: list[Fault] = []
    regions: list[Region] = []
    seen: dict[str, int] = {}
    for line, row in table_rows(tables / "regions.csv", "tables/regions.csv", _COLUMNS):
        for column in ("bps", "civil_registry"):
            key = f"{column} {row[column]}"
            if key in seen:
                details = {"column": column, "reason": f"{row[column]} = {seen[key]}"}
                faults.append(Fault("series-row", details, "tables/regions.csv", line))
            seen[key] = line
        regions.append(Region(row["bps"], row["civil_registry"], row["name"], row["kind"], row["province"]))
    former = {}
    if (tables / "civil_registry_former.csv").exists():
        rows = table_rows(tables / "civil_registry_former.csv", "tables/civil_registry_former.csv", _FORMER)
        former = {row["civil_registry"]: row["bps"] for _, row in rows}
    without: dict[str, list[WithoutOwnWage]] = {}
    if (tables / "regions_without_umk.csv").exists():
        shown = "tables/regions_without_umk.csv"
        for line, row in table_rows(tables / "regions_without_umk.csv", shown, _WITHOUT):
            try:
                start, until = date.fromisoformat(row["from"]), date.fromisoformat(row["until"])
            except ValueError as error:
                faults.append(Fault("series-row", {"column": "from, until", "reason": error}, shown, line))
                continue
            if row["standing"] not in get_args(Standing) or row["region"] not in {r.bps for r in regions}:
                details = {"column": "region, standing", "reason": f"{row['region']}, {row['standing']}"}
                faults.append(Fault("series-row", details, shown, line))
                continue
            standing: Standing = row["standing"]  # type: ignore[assignment]
            span = WithoutOwnWage(start, until, standing, row["source"], row["note"])
            without.setdefault(row["region"], []).append(span)
    if faults:
        raise BadInput.of(faults)
    return Regions(regions, former, {region: tuple(spans) for region, spans in without.items()})
