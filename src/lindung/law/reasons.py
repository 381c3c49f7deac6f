"""Why a look-up gives nothing, and why another region's rule stands in: in both languages."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lindung.law.answers import Status, Value
from lindung.law.citations import cited, short
from lindung.law.regions import Regions, WithoutOwnWage
from lindung.law.register import Parameter
from lindung.messages import Text
from lindung.messages.language import day as written

if TYPE_CHECKING:
    from lindung.law.view import View


def province_stands_in(regions: Regions, region: str, span: WithoutOwnWage) -> Text:
    """That the provincial wage applies here."""
    name, province = regions[region].name, regions[region[:2]].name
    return Text(
        f"{name} tidak punya upah minimum sendiri; yang berlaku upah minimum Provinsi {province} ({span.source})",
        f"{name} has no minimum wage of its own; the wage of the province {province} applies ({span.source})",
    )


def why_nothing(view: "View", parameter: Parameter, timeline: Sequence[Value]) -> tuple[Status, Text]:
    """The status and reason when no rule of `parameter` holds on the view's day."""
    if view.region is None and view.pinned_scheme is None and parameter.scope != "national":
        return "not_in_force", _needs_region(parameter)
    later = [value for value in timeline if value.start > view.day]
    earlier = [value for value in timeline if value.until is not None and value.until < view.day]
    if parameter.scope == "region":
        return "not_encoded", _no_row(view, earlier, later)
    if parameter.scope == "scheme" and (schemes := view.schemes() or _pinned(view)):
        return "not_in_force", _silent(view, schemes[0])
    if earlier:
        return "not_in_force", _ended(view, max(earlier, key=lambda value: value.until or date.min))
    if parameter.introduced is not None and view.day < parameter.introduced:
        return "not_in_force", _not_yet(parameter.introduced)
    if not timeline and any(r.start <= view.day for r in view.rules_of(parameter)):
        return "not_in_force", _not_known(view)
    return "not_encoded", _before(view, later)


def _pinned(view: "View") -> tuple[str, ...]:
    return () if view.pinned_scheme is None else (view.pinned_scheme,)


def _needs_region(parameter: Parameter) -> Text:
    if parameter.scope == "region":
        return Text(
            "ditetapkan untuk setiap daerah, tidak ada yang nasional; sebutkan daerahnya (--region)",
            "set for each region, there is no national one; name the region (--region)",
        )
    return Text(
        "ditetapkan oleh peraturan subsidi daerah, tidak ada aturan nasional; sebutkan daerahnya (--region)",
        "set by a region's subsidy regulation, there is no national rule; name the region (--region)",
    )


def _no_row(view: "View", earlier: Sequence[Value], later: Sequence[Value]) -> Text:
    region = view.region or ""
    name = view.corpus.regions[region].name
    if earlier or later:
        first = min((v.start for v in (*earlier, *later)), default=view.day)
        last = max((v.until for v in earlier if v.until), default=None)
        if view.day < first:
            return Text(
                f"belum dikodekan sebelum {written(first, 'id')} untuk {name}",
                f"not encoded before {written(first, 'en')} for {name}",
            )
        if last is not None and not later:
            return Text(
                f"belum dikodekan sesudah {written(last, 'id')} untuk {name}; upah minimum berakhir bersama tahunnya",
                f"not encoded after {written(last, 'en')} for {name}; a minimum wage ends with its year",
            )
    return Text(
        f"tidak ada baris untuk {name} pada {written(view.day, 'id')}; tidak ditebak dari provinsinya",
        f"no row for {name} on {written(view.day, 'en')}; not guessed from its province",
    )


def _silent(view: "View", scheme: str) -> Text:
    instrument = view.corpus.instrument(scheme)
    return Text(f"{short(instrument, 'id')} tidak mengaturnya", f"{short(instrument, 'en')} is silent on it")


def _ended(view: "View", value: Value) -> Text:
    rule, last = value.rule, value.until or date.max
    law = view.corpus.instrument(rule.instrument)
    ender = next((e for e in rule.endings if e.known <= view.known_on and (e.first_day_without - last).days == 1), None)
    by_id = by_en = ""
    if ender is not None:
        name, _, at = ender.by.partition("#")
        cause = view.corpus.instrument(name)
        by_id = f"; diakhiri oleh {cited(cause, at, 'id')}".rstrip()
        by_en = f"; ended by {cited(cause, at, 'en')}".rstrip()
    return Text(
        f"{cited(law, rule.at, 'id')} berlaku sampai {written(last, 'id')}{by_id}",
        f"{cited(law, rule.at, 'en')} was in force until {written(last, 'en')}{by_en}",
    )


def _not_yet(introduced: date) -> Text:
    return Text(
        f"belum ada: aturan ini baru dibuat untuk {written(introduced, 'id')}",
        f"did not exist: the rule was introduced for {written(introduced, 'en')}",
    )


def _not_known(view: "View") -> Text:
    return Text(
        f"belum diundangkan pada {written(view.known_on, 'id')}",
        f"not yet promulgated on {written(view.known_on, 'en')}",
    )


def _before(view: "View", later: Sequence[Value]) -> Text:
    if later:
        first = min(value.start for value in later)
        return Text(f"belum dikodekan sebelum {written(first, 'id')}", f"not encoded before {written(first, 'en')}")
    place_id, place_en = "", ""
    if view.region is not None:
        name = view.corpus.regions[view.region].name
        place_id, place_en = f" untuk {name}", f" for {name}"
    return Text(f"belum dikodekan{place_id}", f"not encoded{place_en}")
