"""Two audits of one case: what is cured, what remains, what is new, and what cures nothing."""

import json
from pathlib import Path

import polars as pl
import pytest

from lindung.compliance.history import compared, counted, earlier_audit
from lindung.messages import BadInput

ROW = {"rule": pl.String, "employer_id": pl.String, "worker_key": pl.String, "month": pl.String, "status": pl.String,
       "shortfall_total": pl.Int64}  # fmt: skip


def findings(*rows: tuple[str, str, str | None, str, str, int | None]) -> pl.LazyFrame:
    return pl.DataFrame(list(rows), schema=ROW, orient="row").lazy()


BEFORE = findings(
    ("PDS-UPAH-UNDER", "A", "w1", "2025-01", "breach", 100),
    ("PDS-UPAH-UNDER", "A", "w1", "2025-02", "breach", 100),
    ("PDS-UPAH-UNDER", "A", "w2", "2025-01", "breach", 70),
    ("PDS-UPAH-UNDER", "A", "w3", "2025-01", "breach", 60),
    ("PDS-UPAH-UNDER", "B", "w1", "2025-01", "breach", 50),
    ("PMI", "A", None, "2025-01", "breach", 10),
    ("PMI", "A", None, "2025-02", "breach", 10),
    ("PWBD", "C", None, "2025-01", "breach", None),
    ("LEAD-HEAPING", "A", "w9", "2025-01", "lead", None),
)
NOW = findings(
    ("PDS-UPAH-UNDER", "A", "w1", "2025-02", "breach", 40),
    ("PDS-UPAH-UNDER", "A", "w2", "2025-01", "cannot_tell", None),
    ("PDS-UPAH-OVER", "A", "w1", "2025-01", "breach", 0),
    ("PMI", "A", None, "2025-02", "breach", 10),
    ("LEAD-HEAPING", "A", "w1", "2025-01", "lead", None),
)
LINES = pl.LazyFrame({
    "employer_id": ["A", "A", "A", "B"], "worker_key": ["w1", "w1", "w2", "w1"],
    "month": ["2025-01", "2025-02", "2025-01", "2025-01"],
})  # fmt: skip


def test_states() -> None:
    found = {tuple(row[1:5]): (row[0], *row[5:]) for row in compared(BEFORE, NOW, LINES).iter_rows()}
    assert found == {
        ("PDS-UPAH-UNDER", "A", "w1", "2025-01"): ("cured", 100, None),
        ("PDS-UPAH-UNDER", "A", "w1", "2025-02"): ("remains", 100, 40),
        ("PDS-UPAH-UNDER", "A", "w2", "2025-01"): ("cannot_tell", 70, 0),
        ("PDS-UPAH-UNDER", "A", "w3", "2025-01"): ("not_seen", 60, None),
        ("PDS-UPAH-UNDER", "B", "w1", "2025-01"): ("cured", 50, None),
        ("PDS-UPAH-OVER", "A", "w1", "2025-01"): ("new", None, 0),
        ("PMI", "A", None, "2025-01"): ("cured", 10, None),
        ("PMI", "A", None, "2025-02"): ("remains", 10, 10),
        ("PWBD", "C", None, "2025-01"): ("not_seen", 0, None),
    }


def test_nothing_changed() -> None:
    states = compared(BEFORE, BEFORE, LINES)
    assert set(states["state"]) == {"remains"}
    assert compared(NOW.clear(), NOW.clear(), LINES).is_empty()


def test_counted(tmp_path: Path) -> None:
    audit = written(tmp_path, "abc")
    summed = counted(compared(BEFORE, NOW, LINES), earlier_audit(audit, "abc"))
    assert summed["as_of_before"] == "2026-01-31"
    assert {state: summed[state] for state in ("cured", "remains", "new", "cannot_tell", "not_seen")} == {
        "cured": 3, "remains": 2, "new": 1, "cannot_tell": 1, "not_seen": 2,
    }  # fmt: skip
    assert summed["rules"]["PMI"] == {"cured": 1, "remains": 1, "new": 0, "cannot_tell": 0, "not_seen": 0}


def written(folder: Path, key: str) -> Path:
    (folder / "summary.json").write_text(json.dumps({"case_key": key, "as_of": "2026-01-31"}))
    BEFORE.collect().write_parquet(folder / "findings.parquet")
    return folder


def test_another_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        earlier_audit(written(tmp_path, "abc"), "xyz")
    assert raised.value.faults[0].code == "key-differs"
    assert earlier_audit(tmp_path).findings.collect().height == 9


@pytest.mark.parametrize("content", [None, "no json", "[]", "{}"])
def test_no_audit_there(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "summary.json").write_text(content)
    with pytest.raises(BadInput) as raised:
        earlier_audit(tmp_path)
    assert raised.value.faults[0].code == "audit-missing"
