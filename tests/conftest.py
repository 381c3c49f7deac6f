"""Corpora and command runs that tests share."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from lindung.law.corpus import Corpus

settings.register_profile("same", derandomize=True, deadline=None)  # every run tries the same cases
settings.register_profile("new", derandomize=False, deadline=None)  # `--hypothesis-profile new` tries others
settings.load_profile("same")

# many tests start processes: what one has compiled of the libraries the next need not, whatever the environment says
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

FICTIONAL = Path(__file__).parent / "fictional" / "law"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The corpus that ships."""
    return Corpus.load()


@pytest.fixture(scope="session")
def andaikata() -> Corpus:
    """The law of the invented regency."""
    return Corpus.load(FICTIONAL)


@pytest.fixture
def amended(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the invented regency's corpus with some text of one file replaced."""

    def change(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "law"
        if not folder.exists():
            shutil.copytree(FICTIONAL, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change
