"""The law of every month of an assessment: looked up once, then joined to lines on the whole month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from lindung.compliance.assessment.due_days import FUNDS, Due, due, months_late
from lindung.compliance.assessment.months import governing_day, month_of
from lindung.compliance.schema import RISK_CLASSES
from lindung.law.answers import Value
from lindung.law.corpus import Corpus
from lindung.law.literals import PER
from lindung.law.values import Amount
from lindung.law.view import Timeline, View
from lindung.law.workdays import Workdays

if TYPE_CHECKING:
    import polars as pl

PARTS: Final = 10_000_000  # rates after a discount are whole parts of this: 1 % of 0.24 % is 240 of them
RISK_UNKNOWN: Final = len(RISK_CLASSES)
FIRST_MONTH: Final = month_of(
    date(2015, 7, 1)
)  # the programme regulations of 2015; no earlier contribution law is on file
_MOST_REGIONS: Final = 10_000  # BPS codes of provinces, regencies and cities have up to four digits
RATES: Final = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker", "jkp")


@dataclass(frozen=True, slots=True)
class Span:
    """A value that holds in every month from `first` to `last`."""

    first: int
    last: int
    value: Value


@dataclass(frozen=True)
class LawByMonth:
    """The law of the months from `first` to `last`, under one choice of readings, with fines reckoned to `as_of`."""

    corpus: Corpus
    readings: Mapping[str, str]
    as_of: date
    first: int = FIRST_MONTH
    _timelines: dict[tuple[str, str | None, str | None], Timeline] = field(
        default_factory=dict, compare=False, repr=False
    )
    _dues: dict[tuple[str, int], Due | None] = field(default_factory=dict, compare=False, repr=False)
    _spans: dict[tuple[str, str | None], tuple[Span, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, corpus: Corpus, readings: Mapping[str, str], as_of: date) -> "LawByMonth":
        """The law up to the month of `as_of`. Raises `BadInput` for an unknown reading."""
        return cls(corpus, corpus.readings.chosen(readings), as_of)

    def under_floor(self, choice: str) -> "LawByMonth":
        """The same law under another reading of the floor, which moves no rate, ceiling, due day or minimum wage."""
        other = LawByMonth.of(self.corpus, {**self.readings, "base_floor": choice}, self.as_of)
        vars(other).update(
            {
                name: getattr(self, name)
                for name in ("days", "calendar", "rates", "minimum_wages", "_wages_by_place", "_dues")
            }
        )
        return other

    @property
    def last(self) -> int:
        """The last month: that of `as_of`."""
        return month_of(self.as_of)

    @cached_property
    def calendar(self) -> Workdays:
        """Working days under the reading of joint leave."""
        working = self.view(self.last).value("calendar.joint_leave").amount == "working"
        return Workdays(self.corpus.folder / "tables", joint_leave_works=working)

    @cached_property
    def days(self) -> Mapping[int, date]:
        """The day whose law governs each month."""
        return {m: governing_day(m, self.readings["month_law"]) for m in range(self.first, self.last + 1)}

    def view(self, month: int, region: str | None = None) -> View:
        """The law that governs a month, in a region."""
        day = governing_day(month, self.readings["month_law"])
        return self.corpus.on(day, region, readings=self.readings)

    def timeline(self, name: str, key: str | None = None, region: str | None = None) -> Timeline:
        """Every value of a parameter over time under the readings."""
        found = self._timelines.get((name, key, region))
        if found is None:
            history = self.corpus.on(self.as_of, region, readings=self.readings).look_up(name, key).history
            found = tuple(value for value in history if isinstance(value, Value))
            self._timelines[name, key, region] = found
        return found

    def value(self, name: str, month: int, key: str | None = None, region: str | None = None) -> Value | None:
        """The value in force that month, or None; None too for a month outside this law."""
        day = self.days.get(month)
        if day is None:
            return None
        values = self.timeline(name, key, region)
        return next((value for value in values if value.start <= day <= (value.until or date.max)), None)

    def whole(self, name: str, month: int) -> int | None:
        """A whole number in force that month, or None."""
        value = self.value(name, month)
        return None if value is None or not isinstance(value.amount, int) else value.amount

    def parts(self, name: str, month: int, key: str | None = None) -> int | None:
        """A rate in parts of 100,000, or None."""
        value = self.value(name, month, key)
        return None if value is None or isinstance(value.amount, str | tuple) else int(_decimal(value.amount) * PER)

    def spans(self, name: str, key: str | None = None) -> tuple[Span, ...]:
        """The months in which a parameter says the same, in order; months without a value are left out."""
        if (name, key) not in self._spans:
            self._spans[name, key] = self._spans_of(name, key)
        return self._spans[name, key]

    def _spans_of(self, name: str, key: str | None) -> tuple[Span, ...]:
        found: list[Span] = []
        for month in range(self.first, self.last + 1):
            value = self.value(name, month, key)
            if value is None:
                continue
            before = found[-1] if found else None
            same = before is not None and (before.last, before.value.rule) == (month - 1, value.rule)
            if before is not None and same:
                found[-1] = Span(before.first, month, before.value)
            else:
                found.append(Span(month, month, value))
        return tuple(found)

    def due(self, fund: str, month: int) -> Due | None:
        """When a month's contribution to a fund is due."""
        if (fund, month) not in self._dues:
            self._dues[fund, month] = due(lambda name: self.value(name, month), self.calendar, fund, month)
        return self._dues[fund, month]

    def fine(self, fund: str, month: int, until: date) -> tuple[int, int]:
        """The late fine on one rupiah due that month and paid on `until`, as a numerator and a denominator."""
        day = self.due(fund, month)
        if day is None:
            return 0, 1
        months, of = months_late(day.day, until, self.readings["part_month"])
        return months * day.rate, of * PER

    def effective_rates(self, month: int, risk: str | None, *, jkp: bool, discounted: bool) -> dict[str, int | None]:
        """What each programme and share costs that month, in parts of ten million of its base.

        JKK is None without a risk class. JKP members pay the recomposed JKK and JKM (PP 37/2021 Article 11(5), PP
        6/2025 Article 11(5)).
        """
        kind = self.discount_kind(month) if discounted else "none"
        of_all = kind == "any"
        kept_jkk = PER - ((self.parts("jkk.discount.employer", month) or 0) if kind != "none" else 0)
        kept_jkm = PER - ((self.parts("jkm.discount.employer", month) or 0) if of_all else 0)
        member = jkp and self.value("jkp.rate.from_jkk", month) is not None
        full = None if risk is None else self.parts("jkk.rate.employer", month, risk)
        taken = self.parts("jkp.rate.from_jkk", month) if member else 0
        if member and kind == "sectors" and risk is not None:
            taken = self.parts("jkp.rate.from_jkk.discounted", month, risk)
            jkk = None if full is None else full * kept_jkk - (taken or 0) * PER
        elif member:
            recomposed = None if risk is None else self.parts("jkk.rate.employer.jkp_member", month, risk)
            jkk = None if recomposed is None else recomposed * kept_jkk
        else:
            jkk = None if full is None else full * kept_jkk
        jkm = self.parts("jkm.rate.employer.jkp_member" if member else "jkm.rate.employer", month)
        from_jkm = (self.parts("jkp.rate.from_jkm", month) or 0) if member else 0
        plain = {
            f"{p}_{who}": self.parts(f"{p}.rate.{who}", month) for p in ("jht", "jp") for who in ("employer", "worker")
        }
        return {
            "jkk": _fine_parts(jkk),
            "jkm": _fine_parts(None if jkm is None else jkm * kept_jkm),
            **{name: _fine_parts(None if rate is None else rate * PER) for name, rate in plain.items()},
            "jkp": _fine_parts(((taken or 0) + from_jkm) * PER) if member else None,
        }

    def discount_kind(self, month: int) -> str:
        """Whose JKK is cut that month: `none`, `any` (every employer) or `sectors` (those listed)."""
        sectors = self.value("jkk.discount.sectors", month)
        if sectors is None:
            return "none"
        return "any" if sectors.amount == ("any",) else "sectors"

    @cached_property
    def rates(self) -> "pl.DataFrame":
        """A row for each `law_key`: the effective rates, the wage ceilings, the late fine to `as_of`."""
        import polars as pl

        names = ["law_key", *(f"rate_{name}" for name in RATES), "jp_ceiling", "jkp_ceiling"]
        names += [f"fine_{part}_{fund}" for fund in FUNDS for part in ("of", "per")]
        rows = list(self._rate_rows())
        schema: dict[str, Any] = {name: pl.Int32() if name == "law_key" else pl.Int64() for name in names}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def with_rates(self, rows: "pl.LazyFrame") -> "pl.LazyFrame":
        """Rows with the columns of `rates` of their `law_key`.

        What is the same for all keys is not looked up, so that rows of months outside this law have it too.
        """
        import polars as pl

        rates = self.rates
        same = [name for name in rates.columns if rates[name].n_unique() == 1]
        rows = rows.join(rates.drop(same).lazy(), on="law_key", how="left")
        return rows.with_columns(pl.lit(rates[name][0], pl.Int64).alias(name) for name in same)

    def _rate_rows(self) -> Iterator[tuple[int | None, ...]]:
        for month in range(self.first, self.last + 1):
            ceilings = self.whole("jp.wage_ceiling", month), self.whole("jkp.wage_ceiling", month)
            fines = [number for fund in FUNDS for number in self.fine(fund, month, self.as_of)]
            cut = (False,) if self.discount_kind(month) == "none" else (False, True)
            for place, risk in enumerate((*RISK_CLASSES, None)):
                for jkp in (False, True):
                    for discounted in cut:
                        rates = self.effective_rates(month, risk, jkp=jkp, discounted=discounted)
                        key = law_key_of(month, place, jkp=jkp, discounted=discounted)
                        yield key, *rates.values(), *ceilings, *fines

    @cached_property
    def minimum_wages(self) -> "pl.DataFrame":
        """`month`, `region`, `minimum_wage` in rupiah: no row where none is on file."""
        import polars as pl

        rows = [
            (month, region, value.amount)
            for region in self._regions_with_wages()
            for value in self.timeline("minimum_wage", None, region)
            for month, day in self.days.items()
            if value.start <= day <= (value.until or date.max)
        ]
        schema = {"month": pl.Int32(), "region": pl.String(), "minimum_wage": pl.Int64()}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def minimum_wage(self, month: "pl.Expr", region: "pl.Expr") -> "pl.Expr":
        """The minimum wage of a region in a month; null where none is on file.

        Looked up by place in one long column: a join would cost as much as all else that is asked of a line.
        """
        import polars as pl

        wages = self._wages_by_place
        code = region.cast(pl.Int32, strict=False)
        known = month.is_between(self.first, self.last) & code.is_between(0, _MOST_REGIONS - 1)
        place = pl.when(known).then((month - self.first) * _MOST_REGIONS + code)
        return place.map_batches(wages.gather, return_dtype=pl.Int64, is_elementwise=True)

    @cached_property
    def _wages_by_place(self) -> "pl.Series":
        """`minimum_wages` at the place of each month and region code."""
        import polars as pl

        month, region = pl.col("month"), pl.col("region").cast(pl.Int32)
        places = pl.DataFrame({"place": pl.int_range((self.last - self.first + 1) * _MOST_REGIONS, eager=True)})
        wages = self.minimum_wages.select(
            "minimum_wage", place=(month - self.first).cast(pl.Int64) * _MOST_REGIONS + region
        )
        return places.join(wages, on="place", how="left", maintain_order="left")["minimum_wage"]

    def _regions_with_wages(self) -> tuple[str, ...]:
        """Regions that have a row of their own or are listed as going by their province's."""
        own = {rule.region for rule in self.corpus.rules.get("minimum_wage", ())}
        regions = self.corpus.regions
        return tuple(region for region in regions if region in own or regions.spans_without_own_wage(region))


def law_key_of(month: int, risk: int, *, jkp: bool, discounted: bool) -> int:
    """The key of `LawByMonth.rates`: month, place of the risk class (`RISK_UNKNOWN` where not given), two flags."""
    return ((month * (RISK_UNKNOWN + 1) + risk) * 2 + jkp) * 2 + discounted


def law_key(month: "pl.Expr", risk: "pl.Expr", jkp: "pl.Expr", discounted: "pl.Expr") -> "pl.Expr":
    """The same of columns; a flag not given counts as not set."""
    import polars as pl

    flags = (flag.fill_null(False).cast(pl.Int32) for flag in (jkp, discounted))
    key = month * (RISK_UNKNOWN + 1) + risk.fill_null(RISK_UNKNOWN)
    for flag in flags:
        key = key * 2 + flag
    return key.alias("law_key")


def cited(value: Value) -> str:
    """Where a value stands, as findings name it: `pp-44-2015 pasal-19/ayat-2`."""
    return f"{value.instrument} {value.provision}"


def _decimal(amount: Amount) -> Decimal:
    if not isinstance(amount, int | Decimal):
        raise TypeError("no number")
    return Decimal(amount)


def _fine_parts(product: int | None) -> int | None:
    """Parts of ten million, from a product of two numbers in parts of 100,000. Raises where that is not whole."""
    if product is None:
        return None
    parts, rest = divmod(product * PARTS, PER * PER)
    if rest:
        raise ValueError(f"a rate is finer than one in {PARTS}")
    return parts
