"""What follows an audit: letters in an office's own form, and a later audit of a corrected file."""

import json
from pathlib import Path

import polars as pl
from docx import Document

from lindung.compliance.sample.generator import sample
from lindung.messages import LANGUAGES
from tests.door.test_audit_command import Outcome, lindung


def test_an_office_s_own_letter(tmp_path: Path) -> None:
    report = sample(tmp_path / "demo", 300, 2)

    def audited(out: Path, *options: object) -> Outcome:
        return lindung("audit", report, "--out", out, "--key", tmp_path / "key", "--lang", "en", *options)

    copied = lindung("audit", "template", tmp_path / "ours", "--lang", "en")
    assert (copied.code, copied.out) == (0, "")
    assert "letter.id.docx" in copied.err
    letter = tmp_path / "ours" / "letter.id.docx"
    own = Document(str(letter))
    own.paragraphs[1].runs[0].text = "KANTOR CABANG KAMI"
    own.save(str(letter))
    options = ("--served", "2026-11-23", "--letter-template")
    assert audited(tmp_path / "out", *options, tmp_path / "ours").code == 1
    said = {one: Document(str(tmp_path / "out" / f"letter.{one}.docx")).paragraphs[0].text for one in LANGUAGES}
    assert said == {"id": "KANTOR CABANG KAMI", "en": "[LETTERHEAD OF THE OFFICE]"}
    letter.write_text("Yth.")
    refused = audited(tmp_path / "refused", *options, letter)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("\n") == 1
    assert "letter.id.docx: no Word file" in refused.err
    assert not (tmp_path / "refused").exists()


def test_a_corrected_file_later(tmp_path: Path) -> None:
    """One worker mended, one left, one new: each is said so, in the summary, on the screen and in the report."""
    head, line = "NPP;NIK;NAMA;BLTH;UPAH;UPAH DIBAYAR;JKK;JKM;JHT;JP", "A1;{};{};2025-03;{};6.000.000;Ya;Ya;Ya;Ya"
    people = (("1371010101900001", "Budi Santoso"), ("3578010202910002", "Siti Aminah"), ("3174010303920003", "Dewi"))
    report = tmp_path / "report.csv"

    def audited(name: str, wages: tuple[str, ...], *options: object) -> Outcome:
        lines = [line.format(*person, wage) for person, wage in zip(people, wages, strict=True)]
        report.write_text("\n".join([head, *lines]))
        where = ("--out", tmp_path / name, "--key", tmp_path / "key", "--lang", "en")
        return lindung("audit", report, *where, *options)

    assert audited("first", ("5.000.000", "5.000.000", "6.000.000")).code == 1
    later = audited("second", ("6.000.000", "5.000.000", "5.000.000"), "--since", tmp_path / "first")
    history = json.loads((tmp_path / "second" / "summary.json").read_text())["history"]
    assert {state: history[state] for state in ("cured", "remains", "new", "cannot_tell", "not_seen")} == {
        "cured": 1, "remains": 1, "new": 1, "cannot_tell": 0, "not_seen": 0,
    }  # fmt: skip
    assert "cured 1, remain 1, new 1" in later.out
    states = pl.read_parquet(tmp_path / "second" / "history.parquet")
    assert states.sort("state")["state"].to_list() == ["cured", "new", "remains"]
    assert states["worker_key"].n_unique() == 3
