"""The sentences of the real rules: every name in braces is a column of a finding, both languages name the same."""

import polars as pl
import pytest

from lindung.compliance.assessment.findings import FOUND_COLUMNS
from lindung.compliance.assessment.rules import RULES, TEMPLATES
from lindung.law.corpus import Corpus
from lindung.messages import Text
from lindung.reporting.audit.explanations import explained, fields
from lindung.reporting.audit.words import TITLES


def neutral(template: str) -> list[str]:
    """The columns named, those of one language without it."""
    return sorted(name.removesuffix("_id").removesuffix("_en") for name in fields(template))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_sentence_can_be_filled_and_names_the_same_in_both_languages(corpus: Corpus, name: str) -> None:
    template = TEMPLATES[name]
    assert neutral(template.id) == neutral(template.en)
    assert set(fields(template.id)) | set(fields(template.en)) <= set(FOUND_COLUMNS)
    empty = pl.DataFrame({column: [None] for column in FOUND_COLUMNS}, schema=FOUND_COLUMNS)
    said = explained(empty.with_columns(template=pl.lit(name)).lazy(), TEMPLATES, corpus).collect()
    told = Text(said["explanation_id"][0], said["explanation_en"][0])
    assert ("tidak diketahui" in told.id) == bool(fields(template.id))
    assert "{" not in told.id + told.en


def test_every_breach_has_a_name_for_letters() -> None:
    assert set(TITLES) == {rule.id for rule in RULES.values() if rule.status == "breach"}


def test_leads_say_what_else_may_explain_them() -> None:
    assert all((rule.innocent is not None) == (rule.status == "lead") for rule in RULES.values())
