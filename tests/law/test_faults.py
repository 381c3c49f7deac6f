"""Bad corpus files, as a person would write them: each fault with file, line, provision and mend, all at once."""

# ruff: noqa: E501 - a table of cases reads better in long lines
from collections.abc import Callable
from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput

ACT = "acts/uu-1-2000.yaml"
NEW = "acts/pp-4-2012.yaml"
TOWN = "towns/perwali-hulu-1-2016.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "place", "says"),
    [
        pytest.param(ACT, "toll.rate: 3%", "toll.rat: 3%", "parameter-unknown", 16, "pasal-1", "toll.rate", id="parameter"),
        pytest.param(ACT, "toll.rate: 3%", "toll.rate: Rp3", "unit-wrong", 16, "pasal-1", "per cent", id="unit"),
        pytest.param(ACT, "toll.rate: 3%", "toll.rate: 3", "unit-wrong", 16, "pasal-1", "0.24%", id="bare number"),
        pytest.param(ACT, "toll.rate: 3%", "toll.rate: 30%", "implausible", 16, "pasal-1", "20", id="implausible"),
        pytest.param(ACT, "toll.rate: 3%", "toll.rate: 0.0005%", "rate-too-fine", 16, "pasal-1", "hundred", id="too fine"),
        pytest.param(ACT, "toll.rate: 3%", "toll.rate: {a: 3%}", "shape-wrong", 16, "pasal-1", "scalar", id="shape"),
        pytest.param(ACT, "small: Rp500", "smal: Rp500", "word-unknown", 21, "pasal-2/ayat-1", "small", id="key of a table"),
        pytest.param(ACT, "[Rp5_000, Rp90]", "[Rp500, Rp90]", "bands-order", 26, "pasal-3", "Rp500", id="bands"),
        pytest.param(ACT, "at: pasal-1\n", "at: article 1\n", "place-form", 12, "article 1", "pasal-16", id="place"),
        pytest.param(ACT, "at: pasal-3\n", "at: pasal-1\n", "provision-twice", 22, "pasal-1", "twice", id="twice"),
        pytest.param(ACT, "level: uu", "level: law", "choice", 3, None, "perpres", id="level"),
        pytest.param(ACT, "promulgated: 2000-01-10", "promulgated: 1999-01-10", "date-order", 6, None, "1999", id="order"),
        pytest.param(ACT, "in_force: 2000-02-01", "in_force: 1 February", "date-form", 7, None, "1 February", id="date"),
        pytest.param(ACT, "in_force: 2000-02-01", "in_force: 2000-13-01", "date-form", 7, None, "2000-13-01", id="month 13"),
        pytest.param(ACT, "instrument: uu-1-2000", "instrument: uu-1-2001", "instrument-name", 1, None, "uu-1-2001", id="name"),
        pytest.param(ACT, "{id: Tol tiga persen., en: The toll is three per cent.}", "{id: Tol tiga persen.}",
                     "language-missing", 13, "pasal-1", "en", id="language"),
        pytest.param(ACT, "    evidence: {standing: primary, source: the book of Andaikata, checked: 2026-01-01}\n    sets:\n      toll.rate",
                     "    sets:\n      toll.rate", "citation-missing", 12, "pasal-1", "evidence", id="citation"),
        pytest.param(ACT, "source: a traveller, ", "", "key-missing", 24, "pasal-3", "source", id="source"),
        pytest.param(ACT, "standing: secondary", "standing: sure", "choice", 24, "pasal-3", "primary", id="standing"),
        pytest.param(ACT, "under: {watch: long}", "under: {watch: longer}", "choice", 36, "pasal-6", "long", id="reading choice"),
        pytest.param(ACT, "under: {watch: long}", "under: {wach: long}", "reading-unknown", 36, "pasal-6", "watch", id="reading"),
        pytest.param(ACT, "akn: /akn", "aknn: x\nakn: /akn", "key-unknown", 2, None, "akn", id="key"),
        pytest.param(ACT, "level: uu", "level: uu\nlevel: pp", "key-duplicate", 4, None, "level", id="key twice"),
        pytest.param(ACT, "{series: wage}", "{series: wages}", "file-missing", None, None, "wages.csv", id="series"),
        pytest.param(NEW, "until: 2012-05", "until: 2012-02", "date-order", 21, "pasal-2", "2012-02-29", id="window order"),
        pytest.param(NEW, "pp-3-2010#pasal-1]", "pp-3-2010#pasal-8]", "provision-unknown", 11, "pasal-1", "pasal-1", id="target"),
        pytest.param(NEW, "amends: [pp-3-2010", "amends: [pp-3-2011", "instrument-unknown", None, None, "pp-3-2010", id="amends"),
        pytest.param(TOWN, "because: {id: Tidak terukur., en: It cannot be measured.}", "", "because-missing", 21, "pasal-3",
                     "because", id="because"),
        pytest.param(TOWN, 'region: "9901"', 'region: "9909"', "region-unknown", None, None, "9909", id="region"),
        pytest.param(TOWN, "at_least: 18 years", "over: 18 years", "key-unknown", 15, "pasal-1", "at_least", id="operator"),
        pytest.param(TOWN, "at_least: 18 years", "at_least: 18", "unit-wrong", 15, "pasal-1", "years", id="age unit"),
    ],
)  # fmt: skip
def test_one_fault(
    amended: Callable[[str, str, str], Path],
    file: str, old: str, new: str, code: str, line: int | None, place: str | None, says: str,
) -> None:  # fmt: skip
    with pytest.raises(BadInput) as caught:
        Corpus.load(amended(file, old, new))
    (fault,) = [f for f in caught.value.faults if f.code == code]
    assert (fault.line, fault.place) == (line, place)
    assert fault.file == (file if code != "file-missing" else "tables/wages.csv")
    assert says in fault.said("en")
    assert fault.said("id") != fault.said("en")


def test_equal_rank_without_overrides(amended: Callable[[str, str, str], Path]) -> None:
    folder = amended("acts/uu-5-2015.yaml", "    from: 2015-07-01\n", "    from: 2000-02-01\n")
    with pytest.raises(BadInput) as caught:
        Corpus.load(folder)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file, fault.place, fault.line) == ("overlap", "acts/uu-5-2015.yaml", "pasal-1", 11)
    assert "overrides: [uu-1-2000#pasal-1]" in fault.said("en")
    mended = amended("acts/uu-5-2015.yaml", "    sets:\n", "    overrides: [uu-1-2000#pasal-1]\n    sets:\n")
    assert Corpus.load(mended).on("2001-01-01").value("toll.rate").instrument == "uu-5-2015"


def test_all_faults_of_all_files_at_once(amended: Callable[[str, str, str], Path]) -> None:
    amended(ACT, "toll.rate: 3%", "toll.rat: 3%")
    amended(ACT, "Rp500", "500")
    folder = amended(TOWN, "6 months", "6 moons")
    with pytest.raises(BadInput) as caught:
        Corpus.load(folder)
    assert [f.code for f in caught.value.faults] == ["parameter-unknown", "unit-wrong", "unit-wrong"]
    for language in LANGUAGES:
        assert len(caught.value.said(language).splitlines()) == 3


@pytest.mark.parametrize(
    "text", ["provisions: [", "a: b: c", "\tx: 1", "- just\n- a list", "", "just words", "a: *nowhere"]
)
def test_broken_yaml(amended: Callable[[str, str, str], Path], text: str) -> None:
    folder = amended(ACT, "level", "level")
    (folder / ACT).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        Corpus.load(folder)
    assert any(fault.file == ACT for fault in caught.value.faults)


def test_not_utf8(amended: Callable[[str, str, str], Path]) -> None:
    folder = amended(ACT, "level", "level")
    (folder / ACT).write_bytes("instrument: über".encode("latin-1"))
    with pytest.raises(BadInput) as caught:
        Corpus.load(folder)
    assert "file-unreadable" in {fault.code for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2010-01-01,2010-12-31,1000", "2010-01-01,2009-12-31,1000", "until"),
        ("1000,UMP", "a lot,UMP", "amount"),
        ("1000,UMP,decree 9,primary", "1000,UMP,decree 9,certain", "standing"),
        ("2011-11-01,2011-12-31,1600", "2011-10-31,2011-12-31,1600", "row 5"),
        ("region,from,until", "region,from,til", "until"),
    ],
)
def test_a_faulty_series(amended: Callable[[str, str, str], Path], old: str, new: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        Corpus.load(amended("tables/wage.csv", old, new))
    assert caught.value.faults[0].file == "tables/wage.csv"
    assert says in caught.value.said("en")


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"register\.yaml"):
        Corpus.load(tmp_path)
