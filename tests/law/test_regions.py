"""Region codes: BPS and civil registry differ and are translated, never joined raw."""

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput


def test_counts(corpus: Corpus) -> None:
    kinds = [region.kind for region in corpus.regions.values()]
    assert (kinds.count("province"), kinds.count("regency") + kinds.count("city")) == (38, 514)
    assert all(region.province in corpus.regions for region in corpus.regions.values())
    assert all(region.bps[:2] == region.province for region in corpus.regions.values())


@pytest.mark.parametrize(
    ("civil_registry", "bps", "name"),
    [
        ("1371", "1371", "Kota Padang"),
        ("3674", "3674", "Kota Tangerang Selatan"),
        ("3578", "3578", "Kota Surabaya"),
        ("1109", "1101", "Kabupaten Simeulue"),
        ("1101", "1103", "Kabupaten Aceh Selatan"),
        ("91", "94", "Papua"),
        ("92", "91", "Papua Barat"),
        ("9171", "9471", "Kota Jayapura"),
    ],
)
def test_translation(corpus: Corpus, civil_registry: str, bps: str, name: str) -> None:
    region = corpus.regions.from_civil_registry(civil_registry)
    assert region is not None
    assert (region.bps, region.name) == (bps, name)


def test_unknown_prefix(corpus: Corpus) -> None:
    assert corpus.regions.from_civil_registry("0000") is None


def test_former_codes(andaikata: Corpus) -> None:
    region = andaikata.regions.from_civil_registry("8901")
    assert region is not None
    assert region.bps == "9902"


@pytest.mark.parametrize("text", ["1371", "Kota Padang", "kota padang", "padang"])
def test_found_by_code_or_name(corpus: Corpus, text: str) -> None:
    assert corpus.regions.find(text).bps == "1371"


def test_two_of_one_name(corpus: Corpus) -> None:
    with pytest.raises(BadInput) as caught:
        corpus.regions.find("Malang")
    assert "3507" in caught.value.said("en")
    assert "3573" in caught.value.said("en")


def test_nearest(corpus: Corpus) -> None:
    with pytest.raises(BadInput, match="Kota Surabaya"):
        corpus.regions.find("Surabya")
