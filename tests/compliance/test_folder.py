"""A folder appears whole or not at all."""

from pathlib import Path

import pytest

from lindung.compliance.folder import whole_folder
from lindung.messages import BadInput


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def fail_halfway(out: Path) -> None:
    with whole_folder(out, "mark") as folder:
        (folder / "half").touch()
        raise ZeroDivisionError


@pytest.mark.parametrize("before", ["absent", "empty", "earlier"])
def test_it_takes_its_place(tmp_path: Path, before: str) -> None:
    out = tmp_path / "deep" / "out"
    if before != "absent":
        out.mkdir(parents=True)
    if before == "earlier":
        (out / "mark").touch()
        (out / "old").touch()
    with whole_folder(out, "mark") as folder:
        (folder / "mark").write_text("new")
        assert "new" not in {file.read_text() for file in out.glob("mark")}
    assert names(out) == {"mark"}
    assert names(out.parent) == {"out"}


@pytest.mark.parametrize("before", ["absent", "empty", "earlier"])
def test_a_failure_changes_nothing(tmp_path: Path, before: str) -> None:
    out = tmp_path / "out"
    if before != "absent":
        out.mkdir()
    if before == "earlier":
        (out / "mark").write_text("kept")
    with pytest.raises(ZeroDivisionError):
        fail_halfway(out)
    assert names(tmp_path) == (set() if before == "absent" else {"out"})
    assert before != "earlier" or (out / "mark").read_text() == "kept"


def test_what_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(BadInput) as raised, whole_folder(tmp_path, "mark"):
        pass
    assert raised.value.faults[0].code == "folder-taken"
    assert names(tmp_path) == {"thesis.docx"}


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(BadInput) as raised, whole_folder(out, "mark"):
            pass
        assert raised.value.faults[0].code == "write-failed"
    assert names(tmp_path) == {"file"}
