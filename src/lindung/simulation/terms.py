"""A subsidy scheme's terms of one month, read from the regulation that is law then: the offices follow these."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lindung.law.answers import Table, Value
from lindung.law.literals import PER
from lindung.law.values import Bands, Criterion, Ladder, Ranking
from lindung.law.view import View

_ELIGIBILITY = "subsidy.eligibility."
NO_LIMIT = 10_000  # months: the regulation names none


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scheme says. Where the regulation is silent the field is None or empty, and nothing is assumed here."""

    scheme: str
    criteria: Mapping[str, Criterion]
    sources: tuple[str, ...]  # registries and lists the names come from
    priority: Ranking | None
    programmes: tuple[str, ...]
    contribution: Mapping[str, int]  # rupiah a member-month by programme
    months: int  # most months a member is paid for
    share: tuple[int, ...]  # the funder's share by month since enrolment, parts of 100,000
    quota: Mapping[str, int]
    list_months: int
    funders: tuple[str, ...]
    after: str | None
    steps: Ladder | None
    reports: tuple[str, ...]  # what the public may report
    monitoring_per_year: int

    @property
    def monthly(self) -> int:
        """Rupiah that the funder pays for a member-month at the full share."""
        return sum(self.contribution.get(programme, 0) for programme in self.programmes)


def terms(view: View, month: date) -> Terms | None:
    """The terms of the region's scheme in `month`, or None where no scheme is in force."""
    law = view.on(month)
    schemes = law.schemes() if law.pinned_scheme is None else (law.pinned_scheme,)
    if not schemes:
        return None
    found = {
        name: answer.value
        for name, parameter in law.corpus.register.items()
        if parameter.scope == "scheme" and (answer := law.look_up(name)).value is not None
    }
    if not found:
        return None

    def amount(name: str) -> object:
        value = found.get(name)
        return value.amount if isinstance(value, Value) else None

    def words(name: str) -> tuple[str, ...]:
        value = amount(name)
        return value if isinstance(value, tuple) else ()

    def whole(name: str, otherwise: int) -> int:
        value = amount(name)
        return value if isinstance(value, int) else otherwise

    def table(name: str) -> dict[str, int]:
        value = found.get(name)
        entries = value.amount if isinstance(value, Table) else {}
        return {key: one for key, one in entries.items() if isinstance(one, int)}

    priority, steps, after, share = (amount(f"subsidy.{n}") for n in ("priority", "procedure", "after", "cost_share"))
    return Terms(
        scheme=schemes[0],
        criteria={
            name.removeprefix(_ELIGIBILITY): value.amount
            for name, value in found.items()
            if name.startswith(_ELIGIBILITY) and isinstance(value, Value) and isinstance(value.amount, Criterion)
        },
        sources=words("subsidy.registry"),
        priority=priority if isinstance(priority, Ranking) else None,
        programmes=words("subsidy.programmes"),
        contribution=table("subsidy.contribution"),
        months=whole("subsidy.months", NO_LIMIT),
        share=_shares(share) if isinstance(share, Bands) else (PER,),
        quota=table("subsidy.quota"),
        list_months=whole("subsidy.list.months", 12),
        funders=words("subsidy.funder"),
        after=after if isinstance(after, str) else None,
        steps=steps if isinstance(steps, Ladder) else None,
        reports=words("subsidy.public_reports"),
        monitoring_per_year=whole("subsidy.monitoring.per_year", 0),
    )


def _shares(bands: Bands) -> tuple[int, ...]:
    """The share of each month since enrolment, the last one standing for all later months."""
    last = bands.steps[-1][0]
    return tuple(int((bands.at(month) or 0) * PER) for month in range(1, last + 1))
