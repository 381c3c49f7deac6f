"""The catalogue of faults: both languages ask for the same details and say how to mend."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from lindung.messages import BadInput, Fault, Text
from lindung.messages.catalogue import CATALOGUE
from lindung.messages.nearest import Nearest

SOURCE = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_use_the_same_details(code: str) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in CATALOGUE[code]]
    assert fields[0] == fields[1]


def test_every_code_in_use_is_in_the_catalogue_and_the_reverse() -> None:
    used = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("Fault", "fault"):
                    used.add(node.args[0].value)
    assert used == set(CATALOGUE)


def test_a_fault_says_where_what_and_how_to_mend() -> None:
    fault = Fault("key-missing", {"key": "akn"}, "x.yaml", 3, "pasal-1")
    assert fault.said("en") == "x.yaml:3, pasal-1: akn is missing. Add akn."
    assert fault.said("id") == "x.yaml:3, pasal-1: akn belum diisi. Tambahkan akn."
    two = Fault("not-encoded", {"parameter": "a", "why": Text("sebab", "reason")})
    assert (two.said("id"), two.said("en")) == ("a: sebab.", "a: reason.")


def test_faults_come_in_the_order_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    error = BadInput.of([Fault("file-missing", file="b"), Fault("file-missing", file="a", line=2)])
    assert [fault.file for fault in error.faults] == ["a", "b"]
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "file not found" in str(error)
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert "tidak ditemukan" in str(error)


@pytest.mark.parametrize(
    ("name", "known", "english"),
    [
        ("jp.wage_cieling", ("jp.wage_ceiling", "jkp.rate"), "; perhaps jp.wage_ceiling?"),
        ("qqq", ("alpha", "beta"), ". Known: alpha, beta."),
        ("qqq", tuple(f"word{i}" for i in range(40)), "."),
    ],
)
def test_nearest(name: str, known: tuple[str, ...], english: str) -> None:
    assert Nearest(name, known).said("en") == english
