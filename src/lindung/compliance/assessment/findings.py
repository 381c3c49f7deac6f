"""The findings as a lazy table: a row for every rule that finds something about a line, or cannot tell."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from lindung.compliance.assessment.judged import COMPULSORY_RATES, OUTCOMES
from lindung.compliance.assessment.law_by_month import RATES, LawByMonth, cited
from lindung.compliance.assessment.line_rules import COMPULSORY, missing_programme
from lindung.compliance.assessment.reasons import CODES, HIT, LEAD, NONE, REASONS
from lindung.compliance.assessment.rules import BELOW_AS_LEAD, CANNOT_TELL, RULES
from lindung.compliance.schema import DATA_FAULTS, FINDING_COLUMNS, SIZES, polars_schema

# What the sentences of findings name beyond their columns. The worker is named as he stands; keys come later.
PARTS: Final[dict[str, pl.DataType]] = {
    "template": pl.String(), "reason": pl.String(), "reason_id": pl.String(), "reason_en": pl.String(),
    "source_id": pl.String(), "source_en": pl.String(), "programmes": pl.String(), "amount": pl.Int64(),
    "compared_amount": pl.Int64(), "late_amount": pl.Int64(), "count": pl.Int32(), "of": pl.Int32(),
    "statistic": pl.Float64(), "compared": pl.Float64(), "earlier_month": pl.Int32(), "due_on": pl.Date(),
    "done_on": pl.Date(), "reported_on": pl.Date(),
}  # fmt: skip
_NOT_YET: Final = ("worker_key", "explanation_id", "explanation_en")
FOUND_COLUMNS: Final[dict[str, pl.DataType]] = {
    **{("worker_id" if name == "worker_key" else name): kind for name, kind in polars_schema(FINDING_COLUMNS).items()
       if name == "worker_key" or name not in _NOT_YET},
    **PARTS,
}  # fmt: skip
ROW_OF_ONE: Final = ("file", "sheet", "row")


def line_findings(rows: pl.LazyFrame, law: LawByMonth, places: pl.DataFrame) -> pl.LazyFrame:
    """The findings about judged lines of the report. `places` numbers each `file` and `sheet` in `place`."""
    rules = [*OUTCOMES, *DATA_FAULTS]
    answers = [_answer(rule, OUTCOMES[rule]) for rule in OUTCOMES]
    faults = pl.col("faults")
    answers += [
        pl.when((faults & (1 << bit)) != 0).then(pl.lit(_packed(rules.index(rule), HIT), pl.UInt16))
        for bit, rule in enumerate(DATA_FAULTS)
    ]
    any_found = pl.any_horizontal(pl.col(column) != NONE for column in OUTCOMES.values()) | (faults != 0)
    each = rows.filter(any_found).with_columns(found=pl.concat_list(answers).list.drop_nulls()).explode("found")
    each = each.with_columns(
        rule=_named(pl.col("found") // 256, dict(enumerate(rules))), outcome=(pl.col("found") % 256).cast(pl.UInt8)
    )
    each = _with_money(_numbered(each, places))
    missing = [pl.when(missing_programme(name)).then(pl.lit(name.upper())) for name in COMPULSORY]
    programmes = pl.when(pl.col("rule") == "PDS-PROGRAM").then(
        pl.concat_str(missing, separator=", ", ignore_nulls=True)
    )
    return finished(each.with_columns(programmes=programmes, paid_wage="wage", base_reported="reported"), law)


def missing_findings(rows: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """The findings about judged workers missing from the report of an employer that reports others."""
    by_roster = pl.col("in_roster")
    ordered = rows.filter("in_report").sort("employer_id", "month", "worker_id").with_row_index("number", 1)
    each = ordered.with_columns(
        rule=pl.lit("PDS-TK"), outcome="out_missing", paid_wage="wage", base_reported=pl.lit(None, pl.Int64),
        finding=_joined_text("PDS-TK", "employer_id", "month", "number"),
        source_id=pl.when(by_roster).then(pl.lit("daftar pekerja")).otherwise(pl.lit("daftar gaji")),
        source_en=pl.when(by_roster).then(pl.lit("roster")).otherwise(pl.lit("payroll")),
    )  # fmt: skip
    hit = pl.col("outcome") == HIT
    money = {f"shortfall_{rate}": pl.when(hit).then(f"left_out_{rate}") for rate in COMPULSORY_RATES}
    return finished(
        each.with_columns(
            **money, shortfall_total=pl.when(hit).then("left_out_total"), late_fine=pl.when(hit).then("left_out_fine")
        ),
        law,
    )


def other_findings(rows: pl.DataFrame, law: LawByMonth) -> pl.LazyFrame:
    """Findings about employers, changes and leads, from a small table with `rule`, `outcome` and what they name."""
    keys = ["employer_id", "month"]
    numbered = rows.with_row_index("number", 1)
    if "worker_id" in rows.columns:  # several a month; never named by the worker, for findings are handed on
        keys.append("number")
    return finished(numbered.lazy().with_columns(finding=_joined_text(pl.col("rule"), *keys)), law)


def finished(rows: pl.LazyFrame, law: LawByMonth) -> pl.LazyFrame:
    """Adds status, reason, provision, reading and template, and puts the columns in order."""
    outcome = pl.col("outcome")
    statuses = {rule.id: rule.status for rule in RULES.values()}
    unsure = outcome >= min(CODES.values())
    status = (
        pl.when(unsure).then(pl.lit(CANNOT_TELL)).when(outcome == LEAD).then(pl.lit("lead"))
        .otherwise(_named(pl.col("rule"), statuses))
    )  # fmt: skip
    template = (
        pl.when(unsure).then(pl.lit(CANNOT_TELL)).when(outcome == LEAD).then(pl.lit(BELOW_AS_LEAD)).otherwise("rule")
    )  # fmt: skip
    readings = {
        rule.id: "; ".join(f"{name}={law.readings[name]}" for name in rule.readings) or None for rule in RULES.values()
    }
    given = rows.collect_schema().names()
    nothing = [pl.lit(None, kind).alias(name) for name, kind in FOUND_COLUMNS.items() if name not in given]
    reasons = {code: reason for reason, code in CODES.items()}
    rows = rows.with_columns(nothing).with_columns(
        status=status,
        template=template,
        reading=_named(pl.col("rule"), readings),
        provision=_provision(law, sized="size" in given),
        reason=_named(outcome, reasons),
        employer_id=pl.when(pl.col("employer_id") != "").then("employer_id"),
    )
    said = {language: {reason: text.said(language) for reason, text in REASONS.items()} for language in ("id", "en")}
    return rows.with_columns(
        reason_id=_named(pl.col("reason"), said["id"]), reason_en=_named(pl.col("reason"), said["en"])
    ).select(pl.col(name).cast(kind) for name, kind in FOUND_COLUMNS.items())


def _with_money(each: pl.LazyFrame) -> pl.LazyFrame:
    """The money of the finding's rule: under-reporting takes what the base lacks where a low base is found as well."""
    hit = pl.col("outcome") == HIT
    rule, under = pl.col("rule"), pl.col("out_under") == HIT
    lifted = hit & ((rule == "PDS-UPAH-UNDER") | ((rule == "BASE-BELOW-UMK") & ~under))
    left_out = hit & (rule == "PDS-PROGRAM")
    figures: dict[str, pl.Expr] = {}
    for name in (*RATES, "total", "fine"):
        amount = pl.when(lifted).then(f"lifted_{name}")
        all_of_it = amount if name == "jkp" else amount.when(left_out).then(f"left_out_{name}")
        figures["late_fine" if name == "fine" else f"shortfall_{name}"] = all_of_it
    over = hit & (rule == "PDS-UPAH-OVER")
    no_base = (rule == "WAGE-BELOW-UMK") | rule.str.starts_with("DATA-") | ~hit
    return each.with_columns(
        **figures,
        overpaid_worker=pl.when(over).then("overpaid_worker"),
        base_due=pl.when(over).then("base_over").when(~no_base).then("base_due"),
    )


def _numbered(each: pl.LazyFrame, places: pl.DataFrame) -> pl.LazyFrame:
    """`finding`: the rule and the row, and the number of the sheet where there are several."""
    if len(places) <= 1:
        return each.with_columns(finding=_joined_text(pl.col("rule"), "row"))
    numbered = each.join(places.lazy(), on=["file", "sheet"], how="left", nulls_equal=True)
    return numbered.with_columns(finding=_joined_text(pl.col("rule"), "place", "row"))


def _joined_text(rule: pl.Expr | str, *columns: str) -> pl.Expr:
    first = pl.lit(rule) if isinstance(rule, str) else rule
    return pl.concat_str([first, *(pl.col(name).cast(pl.String).fill_null("") for name in columns)], separator="/")


def _answer(rule: str, column: str) -> pl.Expr:
    """The outcome of a rule and the rule's number in one small number, null where there is nothing to say."""
    place = list(OUTCOMES).index(rule)
    outcome = pl.col(column)
    return pl.when(outcome != NONE).then(outcome.cast(pl.UInt16) + _packed(place, NONE))


def _packed(place: int, outcome: int) -> int:
    return 256 * place + outcome


def _named[K: (int, str)](column: pl.Expr, names: Mapping[K, str | None]) -> pl.Expr:
    """The name of a code or a word; null where it has none."""
    known = {key: name for key, name in names.items() if name is not None}
    return column.replace_strict(known, default=None, return_dtype=pl.String)


def _provision(law: LawByMonth, *, sized: bool) -> pl.Expr:
    """Where the breach of each rule stands in the law of the month; leads rest on nothing."""
    always: dict[str, str | None] = {}
    changing: dict[str, list[pl.Expr]] = {}
    for rule in RULES.values():
        constants = [_constant(law, place) for place in rule.rests_on]
        if None in constants:
            changing[rule.id] = [_place(law, place, sized=sized) for place in rule.rests_on]
        else:
            always[rule.id] = "; ".join(text for text in constants if text) or None
    found = _named(pl.col("rule"), always)
    for name, texts in changing.items():
        whole = pl.concat_str(texts, separator="; ", ignore_nulls=True)
        found = pl.when(pl.col("rule") == name).then(whole).otherwise(found)
    return found


def _constant(law: LawByMonth, place: str) -> str | None:
    """A place as it is, or the one that sets a parameter in every month."""
    if " " in place:
        return place
    if law.corpus.register[place].shape == "table":
        return None
    spans = law.spans(place)
    places = {cited(span.value) for span in spans}
    return places.pop() if len(places) == 1 and (spans[0].first, spans[-1].last) == (law.first, law.last) else None


def _place(law: LawByMonth, place: str, *, sized: bool) -> pl.Expr:
    """The place for the month, and for the employer's size where it goes by size."""
    constant = _constant(law, place)
    if constant is not None:
        return pl.lit(constant)
    if law.corpus.register[place].shape != "table":
        return _by_month(law, place, None)
    found = pl.lit(None, pl.String)
    for number, size in enumerate(SIZES if sized else ()):
        found = pl.when(pl.col("size") == number).then(_by_month(law, place, size)).otherwise(found)
    return found


def _by_month(law: LawByMonth, parameter: str, key: str | None) -> pl.Expr:
    found = pl.lit(None, pl.String)
    for span in law.spans(parameter, key):
        found = (
            pl.when(pl.col("month").is_between(span.first, span.last)).then(pl.lit(cited(span.value))).otherwise(found)
        )
    return found
