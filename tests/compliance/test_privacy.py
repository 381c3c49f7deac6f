"""The case key, workers' keys, and numbers masked."""

import hashlib
import hmac
import re
import stat
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lindung.compliance.privacy import CaseKey, case_key, key_file, masked, scrubbed, worker_keys
from lindung.messages import BadInput

NIK = "1371010101900001"
SECRET = bytes(range(32))


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "case.key"
    made = case_key(key_file(file, outside=tmp_path / "out"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_bytes()) == 32
    assert case_key(file) == made
    assert [entry.name for entry in file.parent.iterdir()] == ["case.key"]
    assert case_key(tmp_path / "other.key") != made


def test_without_a_name_it_lies_in_the_user_s_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert key_file() == tmp_path / "data" / "lindung" / "case.key"


def test_never_inside_what_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "out", target_is_directory=True)
    for path in (tmp_path / "out" / "case.key", Path("out/deep/case.key"), Path("link/case.key")):
        with pytest.raises(BadInput) as raised:
            key_file(path, outside=tmp_path / "out")
        assert raised.value.faults[0].code == "key-inside"
        assert not (tmp_path / "out").exists()


def test_what_is_no_key_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(b"not a key")
    with pytest.raises(BadInput) as raised:
        case_key(file)
    assert raised.value.faults[0].code == "key-form"
    assert file.read_bytes() == b"not a key"
    with pytest.raises(BadInput) as raised:
        case_key(tmp_path / "none.key", make=False)
    assert raised.value.faults[0].code == "file-missing"
    assert not (tmp_path / "none.key").exists()
    with pytest.raises(BadInput) as raised:
        case_key(tmp_path)
    assert raised.value.faults[0].code == "file-refused"
    with pytest.raises(BadInput) as raised:
        case_key(file / "case.key")
    assert raised.value.faults[0].code in ("file-refused", "write-failed")


def test_a_worker_s_key_is_a_keyed_hash() -> None:
    digest = hmac.new(SECRET, b"worker\0" + NIK.encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:8], "big") << 1  # thirteen letters of five bits
    letters = "".join("abcdefghijklmnopqrstuvwxyz234567"[bits >> 5 * place & 31] for place in reversed(range(13)))
    assert CaseKey(SECRET).worker(NIK) == f"w{letters}"
    assert CaseKey(SECRET).employer(NIK) != CaseKey(SECRET).worker(NIK)
    assert CaseKey(bytes(32)).worker(NIK) != CaseKey(SECRET).worker(NIK)
    assert CaseKey(bytes(32)).fingerprint != CaseKey(SECRET).fingerprint


def test_the_secret_does_not_show_itself() -> None:
    assert "\\x" not in repr(CaseKey(SECRET))
    assert SECRET.hex() not in repr(CaseKey(SECRET))


@settings(deadline=None)
@given(st.lists(st.text()))
def test_many_at_once_are_the_same(texts: list[str]) -> None:
    key = CaseKey(SECRET)
    assert key.workers(texts) == [key.worker(text) for text in texts]


@settings(deadline=None)
@given(st.text())
def test_a_key_is_no_number(text: str) -> None:
    assert re.fullmatch(r"w[a-z2-7]{13}", CaseKey(SECRET).worker(text))


def test_keys_of_many(tmp_path: Path) -> None:
    key = case_key(tmp_path / "case.key")
    lines = pl.LazyFrame({"worker_id": [NIK, NIK, None, "3578014101900002"], "month": [1, 2, 3, 4]})
    roster = pl.LazyFrame({"worker_id": [NIK, "3578014101900003"]})
    keys = worker_keys(key, [lines, roster])
    assert sorted(keys["worker_id"]) == [NIK, "3578014101900002", "3578014101900003"]
    assert dict(keys.iter_rows())[NIK] == key.worker(NIK)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(NIK, "1371••••••••0001"), ("21012345678", "21•••••••78"), ("1234", "••••"), ("", ""), ("12345", "12•45")],
)
def test_masked(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"baris 3: NIK {NIK} ganda", "baris 3: NIK 1371••••••••0001 ganda"),
        ("1371 0101 0190 0001.xlsx", "1371••••••••0001.xlsx"),
        ("13.71.01.010190.0001", "1371••••••••0001"),
        (f"{NIK}.0", "1371••••••••0001.0"),
        ("KPJ 21012345678", "KPJ 21•••••••78"),
        ("Rp10.042.300", "Rp10.042.300"),
        ("Rp100.000.000.000 dan 2025-03-26", "Rp100.000.000.000 dan 2025-03-26"),
        ("pp-86-2013 pasal-10/ayat-4", "pp-86-2013 pasal-10/ayat-4"),
    ],
)
def test_scrubbed(text: str, shown: str) -> None:
    assert scrubbed(text) == shown


@settings(deadline=None)
@given(st.text(alphabet="0123456789 .-x", max_size=60))
def test_no_sixteen_digits_survive(text: str) -> None:
    for found in re.finditer(r"(?<![0-9])[0-9]{16}(?![0-9])", text):
        assert found[0] not in scrubbed(text)
