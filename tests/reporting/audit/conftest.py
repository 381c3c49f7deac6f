"""The made audit and its files, built once."""

from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.reporting.audit.view import AuditView
from tests.reporting.audit.made import audit_view


@pytest.fixture(scope="package")
def view() -> AuditView:
    return audit_view(Corpus.load())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
