"""The face for notebooks."""

import pytest

import lindung
from lindung.law.corpus import Corpus


def test_results_show_themselves(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    difference = lindung.diff("padang-jht", law=corpus)
    assert difference.html().startswith("<!doctype html>")
    assert difference._repr_html_().startswith('<iframe srcdoc="&lt;!doctype html&gt;')  # its styles stay its own
    assert "unchanged" in str(difference)
    assert repr(difference).startswith("<perwali-padang-13-2022 -> padang-jht: ")
    assert len(difference.clauses) == len(difference.redline.clauses) > 10
    value = corpus.on("2026-11-21")["jp.wage_ceiling"]
    assert repr(value) == (
        "<jp.wage_ceiling = 11086300 (rupiah), pp-45-2015#pasal-29/ayat-3, since 2026-03-01, secondary>"
    )
    assert repr(corpus.on("2026-11-21", "1371")) == "<the law on 2026-11-21 in Kota Padang>"
    assert "enacted: padang-jht" in repr(corpus.enact("padang-jht"))
    assert repr(corpus.on("2026-11-21")["bpu.discount"]).count("bpu.discount[") == 2
    assert repr(corpus.instrument("pp-50-2025")).startswith("<pp-50-2025, pp, in force 202")


def test_two_regulations(corpus: Corpus) -> None:
    padang, tangsel = corpus.instrument("perwali-padang-13-2022"), corpus.instrument("perwali-tangsel-6-2025")
    assert lindung.diff(padang, tangsel, law=corpus).redline.matching == "by_subject"
    with pytest.raises(lindung.BadInput, match="perwali-padang-13-2022"):
        lindung.diff(padang, law=corpus)
    with pytest.raises(lindung.BadInput, match="padang-jht"):
        lindung.diff("padang-jth", law=corpus)
