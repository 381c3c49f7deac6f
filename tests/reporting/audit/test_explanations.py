"""Sentences of findings: the same numbers in both languages, nothing in a value read as a template."""

import re
from datetime import date

import polars as pl
import pytest

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, Language, Text
from lindung.messages.language import rupiah
from lindung.reporting.audit.explanations import explained, fields
from tests.reporting.audit.made import HOSTILE, TEMPLATES, findings


def told(rows: int) -> pl.DataFrame:
    """Findings that name their template: their rule."""
    return findings(rows).with_columns(template="rule")


def numbers(text: str, language: Language) -> list[int]:
    """Every whole number of a sentence, read back from the language's own marks."""
    mark = "." if language == "id" else ","
    return [int(n.replace(mark, "")) for n in re.findall(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d+", text)]


def test_both_languages_say_the_same_numbers(corpus: Corpus) -> None:
    rows = explained(told(400).lazy(), TEMPLATES, corpus).collect()
    for row in rows.iter_rows(named=True):
        said = {language: numbers(row[f"explanation_{language}"], language) for language in LANGUAGES}
        assert said["id"] == said["en"]
        for name in fields(TEMPLATES[row["rule"]].id):
            if name != "month" and row[name] is not None:
                assert row[name] in said["id"]


def test_rows_keep_their_order_and_their_columns(corpus: Corpus) -> None:
    rows = told(1000)
    done = explained(rows.lazy(), TEMPLATES, corpus).collect()
    assert done.columns == rows.columns
    assert done.drop("explanation_id", "explanation_en").equals(rows.drop("explanation_id", "explanation_en"))
    assert done.schema == explained(rows.lazy(), TEMPLATES, corpus).collect_schema()


def test_each_kind_of_column_is_written_its_own_way(corpus: Corpus) -> None:
    rows = pl.DataFrame(
        {
            "template": ["R", "R"], "month": [2025 * 12 + 1, None], "paid_wage": [5_000_000, None], "row": [1234, None],
            "paid_on": [date(2025, 3, 17), None], "days": [12.5, None], "file": ["=1+1", None], "owed": [-20, None],
            "provision": ["pp-86-2013 pasal-3/ayat-2/huruf-b", None],
        },
        schema_overrides={"month": pl.Int32, "row": pl.UInt32},
    )  # fmt: skip
    template = "{month} {paid_wage} {row} {paid_on} {days} {file} {owed} {provision}"
    done = explained(rows.lazy(), {"R": Text(template, template)}, corpus).collect()
    assert done["explanation_id"].to_list() == [
        "Februari 2025 Rp5.000.000 1.234 17 Maret 2025 12,5 =1+1 -Rp20 PP 86/2013 Pasal 3 ayat (2) huruf b",
        " ".join(["tidak diketahui"] * 8),
    ]
    assert done["explanation_en"].to_list() == [
        "February 2025 Rp5,000,000 1,234 17 March 2025 12.5 =1+1 -Rp20 PP 86/2013 Article 3 paragraph (2) letter b",
        " ".join(["not known"] * 8),
    ]


@pytest.mark.parametrize("hostile", [*HOSTILE, "{paid_wage}", "{0}", "{{paid_wage}}", "$1", "\\1"])
def test_a_value_is_never_a_template(corpus: Corpus, hostile: str) -> None:
    rows = pl.DataFrame({"template": ["R"], "sheet": [hostile], "paid_wage": [7]})
    done = explained(rows.lazy(), {"R": Text("<{sheet}> {paid_wage}", "<{sheet}> {paid_wage}")}, corpus).collect()
    assert done["explanation_id"].to_list() == [f"<{hostile}> {rupiah(7, 'id')}"]


def test_a_rule_without_a_template_says_nothing_and_no_rows_stay_none(corpus: Corpus) -> None:
    rows = told(8)
    assert explained(rows.lazy(), {}, corpus).collect()["explanation_id"].null_count() == 8
    assert explained(rows.clear().lazy(), TEMPLATES, corpus).collect().is_empty()


def test_a_person_in_a_text_is_masked(corpus: Corpus) -> None:
    rows = pl.DataFrame({"template": ["R"], "sheet": ["1371012505900001"]})
    done = explained(rows.lazy(), {"R": Text("{sheet}", "{sheet}")}, corpus).collect()
    assert done["explanation_id"].to_list() == ["1371••••••••0001"]
