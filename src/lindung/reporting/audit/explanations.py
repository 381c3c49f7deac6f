"""The sentences of findings: the rule's template filled from the row's own numbers, in both languages at once.

A template names columns in braces: `Dilaporkan {reported_wage}, dibayar {paid_wage}.` How a column is written follows
from what it holds: rupiah for money (whole numbers of 64 bits), months and days written out, fractions with a decimal,
provisions as they are cited. A value that is not given is said to be unknown. Nothing in a value is read as a template.
"""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import TYPE_CHECKING, Final

from lindung.compliance.schema import FINDING_COLUMNS
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, Language, Text
from lindung.reporting.audit.inert import plain
from lindung.reporting.audit.provisions import citation
from lindung.reporting.audit.said import (
    UNKNOWN,
    day_column,
    decimal_column,
    few_column,
    grouped_column,
    month_column,
    rupiah_column,
)

if TYPE_CHECKING:
    import polars as pl

_FORMATTER: Final = Formatter()


def explained(findings: "pl.LazyFrame", templates: Mapping[str, Text], corpus: Corpus) -> "pl.LazyFrame":
    """The findings with `explanation_id` and `explanation_en` filled by the template that each names in `template`.

    Works batch by batch, so that a long list of findings never stands in memory whole; rows keep their order. Where
    there is no such template the texts are null.
    """
    import polars as pl

    schema = findings.collect_schema()
    schema.update({f"explanation_{language}": pl.String() for language in LANGUAGES})
    sayer = _Sayer(templates, corpus)
    return findings.map_batches(sayer.batch, schema=schema, streamable=True)


def fields(template: str) -> list[str]:
    """The columns that a template names, in order."""
    return [field for _, field, _, _ in _FORMATTER.parse(template) if field]


class _Sayer:
    """Fills a batch template by template: each its own pieces and columns, none for the other rows."""

    def __init__(self, templates: Mapping[str, Text], corpus: Corpus) -> None:
        self.templates = templates
        self.corpus = corpus

    def batch(self, rows: "pl.DataFrame") -> "pl.DataFrame":
        """The rows with both texts."""
        import polars as pl

        columns = [*rows.columns, *(c for c in map("explanation_{}".format, LANGUAGES) if c not in rows.columns)]
        numbered = rows.with_columns(pl.int_range(pl.len()).alias("__place"))
        parts = numbered.partition_by("template", maintain_order=True)
        texts = [self._alike(part) for part in parts]
        if not texts:
            empty = [pl.lit(None, pl.String).alias(f"explanation_{language}") for language in LANGUAGES]
            return rows.with_columns(empty).select(columns)
        together = pl.concat(texts).sort("__place").drop("__place")
        return rows.with_columns(together.get_columns()).select(columns)

    def _alike(self, rows: "pl.DataFrame") -> "pl.DataFrame":
        """`__place` and both texts for rows of one template."""
        import polars as pl

        template = self.templates.get(rows["template"][0] or "")
        said = [rows["__place"]]
        for language in LANGUAGES:
            name = f"explanation_{language}"
            if template is None:
                said.append(pl.Series(name, [None] * rows.height, pl.String))
            else:
                said.append(self._filled(rows, _close_percent(template.said(language), language), language).alias(name))
        return pl.DataFrame(said)

    def _filled(self, rows: "pl.DataFrame", template: str, language: Language) -> "pl.Series":
        import polars as pl

        pieces: list[pl.Expr] = []
        columns: dict[str, pl.Series] = {}
        for literal, field, _, _ in _FORMATTER.parse(template):
            if literal:
                pieces.append(pl.lit(literal))
            if field:
                columns.setdefault(field, self._said(rows[field], language).fill_null(UNKNOWN.said(language)))
                pieces.append(pl.col(field))
        frame = pl.DataFrame([column.alias(name) for name, column in columns.items()])
        if not columns:
            return pl.Series([template] * rows.height, dtype=pl.String)
        return frame.select(pl.concat_str(pieces).alias("said")).to_series()

    def _said(self, column: "pl.Series", language: Language) -> "pl.Series":
        """One column as it is written in a sentence."""
        import polars as pl

        kind = FINDING_COLUMNS.get(column.name)
        if column.name == "month" or column.name.endswith("_month"):
            return month_column(column, language) if column.dtype.is_integer() else column.cast(pl.String)
        if column.name == "provision":
            return few_column(column, lambda value: citation(self.corpus, str(value), language))
        if kind == "rupiah" or column.dtype == pl.Int64:
            return rupiah_column(column, language)
        if column.dtype.is_integer():
            return grouped_column(column, language)
        if column.dtype == pl.Date:
            return day_column(column, language)
        if column.dtype.is_float():
            return decimal_column(column, language)
        return _each(column, plain)


def _close_percent(template: str, language: Language) -> str:
    """English sets the per cent sign close to its number, Indonesian apart, as `messages.language.percent` does."""
    return template.replace("} %", "}%") if language == "en" else template


def _each(column: "pl.Series", say: Callable[[str], str]) -> "pl.Series":
    return few_column(column, lambda value: say(str(value)))
