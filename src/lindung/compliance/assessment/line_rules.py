"""The rules asked of every line: the wage reported against the wage paid, the minimum wage, the programmes."""

from typing import TYPE_CHECKING, Final

from lindung.compliance.assessment.reasons import CODES, HIT, LEAD, NONE
from lindung.compliance.assessment.rule import Rule
from lindung.compliance.schema import PROGRAMMES, SIZES
from lindung.messages import Text

if TYPE_CHECKING:
    import polars as pl

    from lindung.compliance.assessment.law_by_month import LawByMonth

TOLERANCE: Final = 1  # rupiah: two roundings of one wage may differ by this, so only a difference above it counts
COMPULSORY: Final = tuple(programme for programme in PROGRAMMES if programme != "jkp")  # JKP is apart, see PP 37/2021


def under(law: "LawByMonth") -> "pl.Expr":
    """Whether the wage reported is below the base by law of the wage paid."""
    import polars as pl

    return _wage_answer(pl.col("base_paid") > pl.col("reported") + TOLERANCE, law)


def over(law: "LawByMonth") -> "pl.Expr":
    """Whether the wage reported is above it."""
    import polars as pl

    return _wage_answer(pl.col("reported") > pl.col("base_paid") + TOLERANCE, law)


def base_below(law: "LawByMonth") -> "pl.Expr":
    """Whether the base reported is below the minimum wage; a lead where the reading knows no floor."""
    import polars as pl

    from lindung.compliance.assessment.situation import FREE

    below = pl.col("reported") + TOLERANCE < pl.col("minimum_wage")
    found = pl.when(_floor(law)).then(_code(HIT)).otherwise(_code(LEAD))
    bound = pl.when(pl.col("bound") > HIT).then("bound").otherwise(found)
    answer = (
        pl.when(~pl.col("known_month")).then(_code(CODES["month_outside"]))
        .when(pl.col("reported").is_null()).then(_code(CODES["no_reported_wage"]))
        .when(pl.col("region").is_null()).then(_code(CODES["no_region"]))
        .when(pl.col("minimum_wage").is_null()).then(_code(CODES["no_minimum_wage"]))
        .when(below).then(bound)
        .otherwise(_code(NONE))
    )  # fmt: skip
    return pl.when(_judged() & (pl.col("bound") != FREE)).then(answer).otherwise(_code(NONE))


def wage_below(law: "LawByMonth") -> "pl.Expr":  # noqa: ARG001 - every outcome is asked alike
    """Whether the wage paid is below the minimum wage."""
    import polars as pl

    from lindung.compliance.assessment.piece_work import PIECE, WEATHER
    from lindung.compliance.assessment.situation import FREE, KNOWN

    by_piece = pl.col("basis").is_in((PIECE, WEATHER)).fill_null(value=False)
    paid = pl.when(by_piece).then("wage").otherwise("base_paid")
    below = paid + TOLERANCE < pl.col("minimum_wage")
    bound = (
        pl.when(pl.col("bound") > HIT).then("bound")
        .when(by_piece).then(_code(CODES["piece_minimum"]))
        .otherwise(_code(HIT))
    )  # fmt: skip
    unknown = pl.when(~by_piece | pl.col("wage").is_null()).then("paid_unknown").otherwise(_code(KNOWN))
    answer = (
        pl.when(~pl.col("known_month")).then(_code(CODES["month_outside"]))
        .when(unknown != KNOWN).then(unknown)
        .when(paid.is_null()).then(_code(CODES["no_paid_wage"]))
        .when(pl.col("region").is_null()).then(_code(CODES["no_region"]))
        .when(pl.col("minimum_wage").is_null()).then(_code(CODES["no_minimum_wage"]))
        .when(below).then(bound)
        .otherwise(_code(NONE))
    )  # fmt: skip
    return pl.when(_judged() & (pl.col("bound") != FREE)).then(answer).otherwise(_code(NONE))


def program(law: "LawByMonth") -> "pl.Expr":
    """Whether a programme that the employer's size makes mandatory that month is missing.

    Needs the columns `needs_*` of `with_needs`.
    """
    import polars as pl

    missing = pl.any_horizontal(missing_programme(name) for name in COMPULSORY)
    unread = pl.any_horizontal(pl.col(f"needs_{name}") & pl.col(name).is_null() for name in COMPULSORY)
    perhaps = pl.any_horizontal(
        needed(law, name, perhaps=True) & ~pl.col(name).fill_null(value=False) for name in COMPULSORY
    )
    answer = (
        pl.when(~pl.col("known_month")).then(_code(CODES["month_outside"]))
        .when(missing).then(_code(HIT))
        .when(unread).then(_code(CODES["flag_unknown"]))
        .when(pl.col("size").is_null() & perhaps).then(_code(CODES["size_unknown"]))
        .otherwise(_code(NONE))
    )  # fmt: skip
    return pl.when(_judged()).then(answer).otherwise(_code(NONE))


def missing_programme(programme: str) -> "pl.Expr":
    """Whether a mandatory programme is reported as not joined."""
    import polars as pl

    return pl.col(f"needs_{programme}") & ~pl.col(programme).fill_null(value=True)


def with_needs(rows: "pl.LazyFrame", law: "LawByMonth") -> "pl.LazyFrame":
    """Adds `needs_*`: whether each programme is mandatory for the line."""
    return rows.with_columns(needed(law, name).alias(f"needs_{name}") for name in COMPULSORY)


def needed(law: "LawByMonth", programme: str, *, perhaps: bool = False) -> "pl.Expr":
    """Whether a programme is mandatory for the line; where the size is not given, by every size (or by any, `perhaps`).

    JP is not for those past pension age (PP 45/2015 Article 15) and not yet in the month of joining (Article 4(2): 30
    days). Casual workers in construction need only what Perpres 109/2013 Article 6(4) names.
    """
    import polars as pl

    from lindung.compliance.assessment import by_month

    def says(amount: object) -> bool:
        return isinstance(amount, tuple) and programme in amount

    size = pl.col("size")
    by_size = {
        place: by_month.always(law.spans("programmes.mandatory", word), says, law) for place, word in enumerate(SIZES)
    }
    if None not in by_size.values():
        places = [place for place, needs in by_size.items() if needs]
        unknown = bool(places) if perhaps else len(places) == len(SIZES)
        result = pl.lit(value=True) if len(places) == len(SIZES) else size.is_in(places).fill_null(unknown)
    else:
        each = [by_month.where(law.spans("programmes.mandatory", word), says, law) for word in SIZES]
        of_unknown = pl.any_horizontal(each) if perhaps else pl.all_horizontal(each)
        of_known = pl.any_horizontal((size == place) & needs for place, needs in enumerate(each))
        result = pl.when(size.is_null()).then(of_unknown).otherwise(of_known)
    casual = by_month.where(law.spans("programmes.mandatory.construction_casual"), says, law)
    result = result & (casual | ~pl.col("casual_in_construction"))
    if programme == "jp":
        result = result & ~pl.col("joining") & ~_past_pension_age(law)
    return result


def _past_pension_age(law: "LawByMonth") -> "pl.Expr":
    import polars as pl

    from lindung.compliance.assessment import by_month
    from lindung.compliance.assessment.months import MONTHS_A_YEAR, month_number

    age = pl.col("month") - month_number(pl.col("birth_date"))
    return (age > by_month.number(law.spans("jp.pension_age")) * MONTHS_A_YEAR).fill_null(value=False)


def _wage_answer(found: "pl.Expr", law: "LawByMonth") -> "pl.Expr":  # noqa: ARG001 - every outcome is asked alike
    import polars as pl

    from lindung.compliance.assessment.situation import KNOWN

    answer = (
        pl.when(~pl.col("known_month")).then(_code(CODES["month_outside"]))
        .when(pl.col("reported").is_null()).then(_code(CODES["no_reported_wage"]))
        .when(pl.col("paid_unknown") != KNOWN).then("paid_unknown")
        .when(found).then(_code(HIT))
        .otherwise(_code(NONE))
    )  # fmt: skip
    return pl.when(_judged() & ~pl.col("part_month")).then(answer).otherwise(_code(NONE))


def _judged() -> "pl.Expr":
    """State bodies are outside PP 86/2013, and a doubled line is judged once."""
    import polars as pl

    from lindung.compliance.assessment.situation import once

    return once() & ~pl.col("state_body")


def _floor(law: "LawByMonth") -> "pl.Expr":
    from lindung.compliance.assessment import by_month

    return by_month.where(law.spans("wage_base.floor"), lambda amount: amount == "minimum_wage", law)


def _code(code: int) -> "pl.Expr":
    import polars as pl

    return pl.lit(code, pl.UInt8)


LINE_RULES: Final = (
    Rule(
        "PDS-UPAH-UNDER", "breach", "line",
        Text("Apakah upah yang dilaporkan lebih rendah daripada upah yang dibayar?",
             "Is the wage reported lower than the wage paid?"),
        Text("Upah bulan {month} dilaporkan {reported_wage}, padahal upah yang dibayar {paid_wage}. Dasar iuran "
             "menurut "
             "hukum bulan itu {base_due}, sehingga iuran kurang {shortfall_total}.",
             "The wage of {month} was reported as {reported_wage} but {paid_wage} was paid. The contribution base "
             "by the "
             "law of that month is {base_due}, so contributions are short by {shortfall_total}."),
        Text("Laporkan upah yang sebenarnya, bayar kekurangan iuran dan denda keterlambatannya.",
             "Report the real wage, pay the contributions short and the late fine."),
        ("pp-86-2013 pasal-3/ayat-2/huruf-b",), ("base_floor", "month_law", "part_month"), outcome=under,
    ),
    Rule(
        "PDS-UPAH-OVER", "breach", "line",
        Text("Apakah upah yang dilaporkan lebih tinggi daripada upah yang dibayar?",
             "Is the wage reported higher than the wage paid?"),
        Text("Upah bulan {month} dilaporkan {reported_wage}, padahal upah yang dibayar {paid_wage}. Bagian iuran "
             "pekerja "
             "karenanya terpotong lebih {overpaid_worker}.",
             "The wage of {month} was reported as {reported_wage} but {paid_wage} was paid. The worker's own share was "
             "therefore {overpaid_worker} too high."),
        Text("Laporkan upah yang sebenarnya; kelebihan iuran diperhitungkan dengan bulan berikutnya (PP 44/2015 "
             "Pasal 23) "
             "dan bagian pekerja dikembalikan.",
             "Report the real wage; what was overpaid is set off against the next month (PP 44/2015 Article 23) "
             "and the "
             "worker's part is given back."),
        ("pp-86-2013 pasal-3/ayat-2/huruf-b",), ("base_floor", "month_law"), outcome=over,
    ),
    Rule(
        "PDS-PROGRAM", "breach", "line",
        Text("Apakah pekerja diikutkan dalam semua program wajib menurut skala usaha?",
             "Is the worker enrolled in every programme that the employer's size makes mandatory?"),
        Text("Pada {month} pekerja tidak diikutkan dalam {programmes}, yang wajib bagi pemberi kerja ini. Iuran yang "
             "tidak dibayar {shortfall_total}.",
             "In {month} the worker was not enrolled in {programmes}, mandatory for this employer. Contributions not "
             "paid: {shortfall_total}."),
        Text("Daftarkan pekerja dalam program yang kurang dan bayar iurannya.",
             "Enrol the worker in the missing programmes and pay their contributions."),
        ("pp-86-2013 pasal-3/ayat-2/huruf-c", "programmes.mandatory"), ("base_floor", "month_law", "part_month"),
        outcome=program,
    ),
    Rule(
        "BASE-BELOW-UMK", "breach", "line",
        Text("Apakah dasar iuran yang dilaporkan di bawah upah minimum?",
             "Is the contribution base reported below the minimum wage?"),
        Text("Dasar iuran bulan {month} dilaporkan {base_reported}, di bawah upah minimum {minimum_wage}. Dasar yang "
             "seharusnya {base_due}.",
             "The contribution base of {month} was reported as {base_reported}, below the minimum wage of "
             "{minimum_wage}. The base due is {base_due}."),
        Text("Laporkan dasar iuran paling sedikit sebesar upah minimum dan bayar kekurangannya, atau tunjukkan dasar "
             "hukum pengecualiannya.",
             "Report a base of at least the minimum wage and pay what is short, or show the law that exempts."),
        ("wage_base.floor",), ("base_floor", "month_law", "part_month"), outcome=base_below,
    ),
    Rule(
        "WAGE-BELOW-UMK", "breach", "line",
        Text("Apakah upah yang dibayar di bawah upah minimum?", "Is the wage paid below the minimum wage?"),
        Text("Upah yang dibayar untuk {month}, {paid_wage}, di bawah upah minimum {minimum_wage}.",
             "The wage paid for {month}, {paid_wage}, is below the minimum wage of {minimum_wage}."),
        Text("Ini hukum ketenagakerjaan, bukan jaminan sosial: teruskan kepada pengawas ketenagakerjaan.",
             "This is labour law, not social security: pass it on to the labour inspectorate."),
        ("minimum_wage.prohibition",), ("month_law",), outcome=wage_below,
    ),
)  # fmt: skip
