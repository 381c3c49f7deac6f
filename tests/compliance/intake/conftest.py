"""The reader of reports that the tests of intake share."""

import pytest

from lindung.law.corpus import Corpus
from tests.compliance.intake.made import Reader


@pytest.fixture
def read(corpus: Corpus) -> Reader:
    """Reads a report with the regions of the corpus that ships."""
    return Reader(corpus)
