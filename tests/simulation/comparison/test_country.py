"""Countries: totals are sums of places, order and threads do not matter, and what a file may get wrong is told."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.door.command import run
from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput
from lindung.simulation.comparison.compare import compare
from lindung.simulation.comparison.country import compare_country, shared_out
from lindung.simulation.comparison.country_reader import Country
from lindung.simulation.comparison.country_result import CountryComparison
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome, simulate
from lindung.simulation.declared import Standing
from lindung.simulation.metrics import METRICS, RATIOS
from lindung.simulation.scenario import Scenario
from lindung.simulation.verify import verify

X = "perwali-padang-13-2022"
OWN_SCHEMES = {"1304": "program-sijunjung", "1371": X, "6102": "perbup-bengkayang-23"}
BENGKAYANG = """
  - template: sijunjung
    region: "6102"
    population:
      size: {value: 60_000, range: [50_000, 70_000], source: a test, standing: derived, interpolated: a guess}
    poverty_line: {value: 480_000, date: 2024-03-01, source: a test, standing: recalled}
    income_scale: {value: 1.1, source: a test, standing: assumption}
    budgets:
      - payer: apbd_city
        rupiah: {value: BUDGET, source: a test, standing: assumption}
        overhead_per_head: {value: 0, source: a test, standing: assumption}
        release_months: {value: 1, source: a test, standing: assumption}
        unpaid_months: {value: 0, source: a test, standing: assumption}
"""
PLACES = ("\n  - scenario: padang\n", "\n  - scenario: sijunjung\n", BENGKAYANG)


def country_file(folder: Path, places: Sequence[str] = PLACES, budget: int = 2_400_000_000) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "three.yaml"
    listed = "".join(places).replace("BUDGET", str(budget))
    file.write_text(
        "name: three\ntitle: {id: Tiga, en: Three}\nstart: 2025-01\nmonths: 14\nreplicates: 2\nseed: 5\nplaces:\n"
        + listed
    )
    return file


@pytest.fixture(scope="module")
def law() -> Corpus:
    return Corpus.load()


@pytest.fixture(scope="module")
def three(law: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Country:
    return Country.load(country_file(tmp_path_factory.mktemp("country")), law)


def small(country: Country, **more: Any) -> CountryComparison:
    return compare_country(country, **{"regulations": [X], "workers": 900, "threads": 1, **more})


@pytest.fixture(scope="module")
def found(three: Country) -> CountryComparison:
    return small(three)


def test_each_place_is_what_compare_gives_and_the_total_is_their_sum(found: CountryComparison) -> None:
    alone = []
    for one in found.places:
        plan, scheme = one.comparison.plan, OWN_SCHEMES[one.place.region]
        regulations = [scheme] if scheme == X else [scheme, X]
        alone.append(
            compare(one.place.scenario, regulations=regulations, workers=plan.workers, replicates=2, threads=1)
        )
    for name in METRICS:
        for arm in (0, 1):
            each = [single.values(min(arm, len(single.arms) - 1), name) for single in alone]
            assert [one.comparison.values(arm, name) for one in found.places] == each
            if name not in RATIOS:
                assert found.total.values(arm, name) == [sum(v or 0 for v in of) for of in zip(*each, strict=True)]
    assert [one.place.region for one in found.places] == ["1304", "1371", "6102"]
    assert sum(one.comparison.plan.workers for one in found.places) == found.workers == 900


def test_ratios_are_of_sums_and_differences_are_paired(found: CountryComparison) -> None:
    total = found.total
    for arm in (0, 1):
        for outcome in total.outcomes.values():
            figures, parts = outcome.figures[arm], outcome.parts[arm]
            for name, (part, whole) in RATIOS.items():
                above, below = (parts.get(of, figures.get(of)) for of in (part, whole))
                assert figures[name] == (above / below if above is not None and below else None)
            assert 850 < parts["workers_end"] <= 900  # alive in the last month
    base, other = found.arms
    assert base.regulation == "own"
    protected = other.differences["protected_person_months"].mean
    assert protected == pytest.approx(
        sum(one.comparison.arms[1].differences["protected_person_months"].mean or 0 for one in found.places)
    )


def test_parts_agree_with_the_ratios_of_every_place(found: CountryComparison) -> None:
    for one in found.places:
        for outcome in one.comparison.outcomes.values():
            for figures, parts in zip(outcome.figures, outcome.parts, strict=True):
                for name, (part, whole) in RATIOS.items():
                    above, below = (parts.get(of, figures.get(of)) for of in (part, whole))
                    assert figures[name] == (above / below if above is not None and below else None)


def test_neither_order_nor_threads_matter(found: CountryComparison, law: Corpus, tmp_path: Path) -> None:
    turned = small(Country.load(country_file(tmp_path, PLACES[::-1]), law), threads=2)
    assert turned.document() == found.document()
    assert turned.to_frame().equals(found.to_frame())
    assert turned.result_digest == found.result_digest


def test_a_budget_raised_in_one_place_changes_only_that_place(
    found: CountryComparison, law: Corpus, tmp_path: Path
) -> None:
    richer = small(Country.load(country_file(tmp_path, budget=9_600_000_000), law))
    for one, other in zip(found.places, richer.places, strict=True):
        same = one.comparison.result_digest == other.comparison.result_digest
        assert same is (one.place.region != "6102")
        assert same is (one.place.scenario.digest == other.place.scenario.digest)
    assert richer.fingerprint != found.fingerprint


class Counting:
    """Runs jobs and remembers them."""

    def __init__(self) -> None:
        self.ran: list[Job] = []

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            self.ran.append(job)
            yield simulate(plan, job)


def test_outcomes_kept_are_not_run_again(found: CountryComparison, three: Country, tmp_path: Path) -> None:
    first, again, more = Counting(), Counting(), Counting()
    assert small(three, executor=first, keep=tmp_path).document() == found.document()
    assert small(three, executor=again, keep=tmp_path).document() == found.document()
    small(three, executor=more, keep=tmp_path, replicates=3)
    assert (len(first.ran), len(again.ran), len(more.ran)) == (6, 0, 3)


def test_what_is_interpolated_or_taken_is_marked(found: CountryComparison, three: Country) -> None:
    place = found.document()["places"][2]
    assert (place["region"], place["template"]) == ("6102", "sijunjung")
    assert place["interpolated"] == {"population.size": "a guess"}
    assert place["schemes"] == ["perbup-bengkayang-23"]
    scenario, template = three.places[2].scenario, three.places[0].scenario
    assert scenario.offices.verifications == round(template.offices.verifications * 60_000 / 80_000)
    taken = scenario.declared["offices.social_office.verifications"]
    assert (taken.value, taken.standing) == (scenario.offices.verifications, "assumption")
    assert taken.source.startswith("as in sijunjung, in proportion to the workers")
    assert scenario.trades[0].mean_income == pytest.approx(1.1 * template.trades[0].mean_income)
    assert scenario.sponsors == ()


def test_the_country_that_ships(law: Corpus) -> None:
    country = Country.load("national", law)
    assert "national" in Scenario.countries()
    assert "national" not in Scenario.shipped()
    assert len(country.places) >= 25
    assert sum(place.region.startswith("13") for place in country.places) == 19
    for place in country.places:
        assert place.size.standing in get_args(Standing)
        assert place.size.source
        assert place.size.low <= place.size.value <= place.size.high
        if place.interpolated:
            assert place.template is not None
            assert all(how.strip() for how in place.interpolated.values())
        if "population.size" in place.interpolated:
            assert place.size.standing in ("derived", "assumption")
            assert place.size.low < place.size.high
    west = sum(place.scenario.population.size for place in country.places if place.region.startswith("13"))
    assert west == pytest.approx(1_910_000, rel=0.005)  # as BPS has it for the province


@pytest.mark.parametrize(
    ("places", "code", "said"),
    [
        ((PLACES[0], PLACES[0]), "place-twice", "places.2"),
        ((PLACES[0], BENGKAYANG.replace("6102", "1371")), "place-twice", "places.2"),
        ((BENGKAYANG.replace("6102", "9999"),), "region-unknown", "places.1.region"),
        ((BENGKAYANG.replace("sijunjung", "sijunjun"),), "scenario-unknown", "places.1.template"),
        (("\n  - scenario: nowhere.yaml\n",), "file-missing", "nowhere.yaml"),
        (("\n  - {region: '1371'}\n",), "place-kind", "places.1"),
        (("\n  - {scenario: padang, budgets: []}\n",), "key-unknown", "places.1"),
        ((BENGKAYANG.replace("value: 60_000", "value: many"),), "number-text", "places.1.population.size"),
        ((BENGKAYANG.replace(", standing: recalled", ""),), "source-missing", "places.1.poverty_line"),
        ((BENGKAYANG.replace("payer: apbd_city", "payer: nobody"),), "choice", "places.1.budgets.1"),
        ((BENGKAYANG.replace("release_months:", "late:"),), "key-unknown", "places.1.budgets.1"),
    ],
)
def test_what_a_country_file_may_get_wrong(
    law: Corpus, tmp_path: Path, places: tuple[str, ...], code: str, said: str
) -> None:
    with pytest.raises(BadInput) as caught:
        Country.load(country_file(tmp_path, places), law)
    assert code in {fault.code for fault in caught.value.faults}
    for language in LANGUAGES:
        text = caught.value.said(language)
        assert said in text
        assert "three.yaml" in text or code == "file-missing"


def test_a_file_named_without_its_folder_is_told_as_well(
    law: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    country_file(tmp_path, (BENGKAYANG.replace("sijunjung", "sijunjun"), "\n  - scenario: national\n"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as caught:
        Country.load("three.yaml", law)
    assert caught.value.said("en").count("three.yaml:") == 2


def test_what_cannot_be_asked(three: Country) -> None:
    asked: tuple[dict[str, Any], ...] = ({"workers": 2}, {"months": 15}, {"replicates": 1}, {"seed": -1})
    for options in asked:
        with pytest.raises(BadInput) as caught:
            small(three, **options)
        assert caught.value.faults[0].code == "option-range"
    with pytest.raises(BadInput) as caught:
        small(three, regulations=[X, X])
    assert caught.value.faults[0].code == "regulation-twice"
    with pytest.raises(BadInput) as caught:
        small(three, regulations=["padang-jht"])
    assert caught.value.faults[0].code == "draft-elsewhere"


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=40), st.integers(0, 10**6))
def test_workers_are_shared_out_whole(sizes: list[int], more: int) -> None:
    total = len(sizes) + more
    found = shared_out(total, sizes)
    assert sum(found) == total
    assert min(found) >= 1
    for share, size in zip(found, sizes, strict=True):
        assert abs(share - 1 - more * size / sum(sizes)) < 1


def test_as_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], found: CountryComparison) -> None:
    file, out = str(country_file(tmp_path)), tmp_path / "out"
    asked = ("compare", file, "--workers", "900", "--threads", "1")
    assert run([*asked, "--regulation", X, "--json", "--out", str(out)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == json.loads(json.dumps(found.document()))
    assert {path.name for path in out.iterdir()} == {"comparison.parquet", "run.json"}
    frame = pl.read_parquet(out / "comparison.parquet")
    assert set(frame["place"]) == {"all", "1304", "1371", "6102"}
    assert frame.height == 4 * 2 * 2 * len(METRICS)
    record = json.loads((out / "run.json").read_text())
    assert [place["region"] for place in record["identity"]["places"]] == ["1304", "1371", "6102"]
    assert record["fingerprint"] == document["fingerprint"]
    assert verify(out / "run.json", rerun=True) == ()
    country_file(tmp_path, budget=1)
    assert "identity.places" in {one.what for one in verify(out / "run.json")}
    country_file(tmp_path)
    assert run([*asked, "--lang", "en"]) == 0  # the schemes in force alone
    text = capsys.readouterr().out
    assert "own schemes" in text
    assert "Kabupaten Bengkayang*" in text
    assert "Ratios are worked out from sums" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_with_one_place_only(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert run(["run", "national", "--lang", language]) == 2
    assert "lindung compare national" in capsys.readouterr().err
    assert run(["compare", "national", "--until", "5%", "--lang", language]) == 2
    assert "--until" in capsys.readouterr().err
