"""Where the files of an audit lie is kept beside the key, for its holder alone."""

import stat
from pathlib import Path

import pytest

from lindung.compliance.sources import audit_identity, digests, recalled, remember
from lindung.messages import BadInput


def test_remembered_and_recalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("x")
    remember(Path("kept/case.key"), "one", {"report": (Path("a.csv"),)})
    monkeypatch.chdir("/")
    key = tmp_path / "kept" / "case.key"
    assert recalled(key, "one") == {"report": (tmp_path / "a.csv",)}
    assert recalled(key, "two") is None
    assert recalled(tmp_path / "other.key", "one") is None
    (file,) = (tmp_path / "kept").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    (tmp_path / "a.csv").rename(tmp_path / "kept" / "a.csv")
    assert recalled(key, "one") is None
    assert recalled(key, "one", tmp_path / "kept") == {"report": (tmp_path / "kept" / "a.csv",)}
    file.write_text("{")
    assert recalled(key, "one") is None


def test_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput) as raised:
        remember(tmp_path / "file" / "case.key", "one", {})
    assert raised.value.faults[0].code == "write-failed"


def test_identity_follows_the_content(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.csv").write_text("y")
    (tmp_path / "in" / "a.csv").write_text("x")
    found = digests({"report": (tmp_path / "in",)})
    assert len(found["report"]) == 2
    assert found["report"] == digests({"x": (tmp_path / "in" / "a.csv", tmp_path / "in" / "b.csv")})["x"]
    assert audit_identity("k", found) == audit_identity("k", found) != audit_identity("l", found)
