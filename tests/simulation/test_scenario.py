"""Scenario files: what ships is sourced and sound, and what a person may get wrong is told with its line and mend."""

# ruff: noqa: E501 - a table of cases reads better in long lines
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import yaml

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput
from lindung.simulation.declared import KINDS, STANDINGS, Kind, Standing, plain_number
from lindung.simulation.parameter_reader import read_parameters
from lindung.simulation.parameters import Parameters, TradeTable
from lindung.simulation.scenario import Scenario, home

SETTINGS = ("start", "months", "replicates", "seed")
FILES = sorted(home().glob("*.yaml"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.load()


@pytest.fixture(scope="module")
def shipped(corpus: Corpus) -> dict[str, Scenario]:
    return {name: Scenario.load(name, corpus) for name in Scenario.shipped()}


def numbers(value: object, covered: bool, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], bool]]:
    """Every number of a YAML file, and whether something around it gives a source and a standing."""
    if isinstance(value, dict):
        covered = covered or bool(value.get("source") and value.get("standing") in STANDINGS)
        for key, one in value.items():
            yield from numbers(one, covered, (*path, key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from numbers(one, covered, (*path, i))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, covered


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_number_has_a_source(file: Path) -> None:
    found = list(numbers(yaml.safe_load(file.read_text(encoding="utf-8")), covered=False))
    bare = [path for path, covered in found if not covered and path[0] not in SETTINGS]
    assert len(found) > 20
    assert bare == []


@pytest.mark.parametrize("name", Scenario.shipped())
def test_what_is_declared_has_source_range_kind_and_standing(name: str, shipped: dict[str, Scenario]) -> None:
    scenario = shipped[name]
    for place, one in scenario.declared.items():
        assert one.source.strip(), place
        assert one.standing in get_args(Standing), place
        assert one.kind in get_args(Kind), place
        assert one.low <= one.value <= one.high, place
    for parameter in Parameters._fields:
        one = scenario.declared[parameter]
        assert one.unit, parameter
        assert one.name is not None, parameter
        assert one.name.id, parameter
        assert one.name.en, parameter
        assert scenario.behaviour[parameter] == one.value
    if name == "fictional":
        assert all(one.source == "invented" for place, one in scenario.declared.items() if place.startswith("offices."))


def test_what_ships() -> None:
    assert Scenario.shipped() == ("fictional", "padang", "sijunjung", "tangsel")
    assert set(KINDS) == set(get_args(Kind))
    assert set(STANDINGS) == set(get_args(Standing))


@pytest.mark.parametrize(
    ("name", "region", "start", "last", "size"),
    [
        ("padang", "1371", date(2021, 1, 1), date(2026, 12, 1), 184_000),
        ("tangsel", "3674", date(2025, 2, 1), date(2026, 12, 1), 250_000),
        ("sijunjung", "1304", date(2022, 1, 1), date(2025, 12, 1), 80_000),
        ("fictional", "1304", date(2024, 1, 1), date(2025, 12, 1), 2_000),
    ],
)
def test_place_and_time(
    name: str, region: str, start: date, last: date, size: int, shipped: dict[str, Scenario]
) -> None:
    scenario = shipped[name]
    assert (scenario.region, scenario.start, scenario.population.size) == (region, start, size)
    assert scenario.day_of(scenario.months - 1) == last
    assert scenario.cells <= 32_767


@pytest.mark.parametrize("name", Scenario.shipped())
def test_parameters_and_trades_as_the_month_reads_them(name: str, shipped: dict[str, Scenario]) -> None:
    scenario = shipped[name]
    assert all(isinstance(value, np.float32) for value in scenario.parameters())
    table = scenario.trade_table()
    n = len(scenario.trades)
    for column, values in zip(TradeTable._fields, table, strict=True):
        assert values.shape == ((12, n) if column == "season" else (n,)), column
        assert values.dtype == np.float32, column
    assert float(table.share.sum()) == pytest.approx(1, abs=1e-6)
    assert np.abs(table.season.sum(axis=0)).max() < 1e-6
    assert (table.injury_risk > 0).all()
    assert scenario.transport().sum() >= 1
    assert all("other_informal" in words for words in scenario.occupations())


def test_money_as_reported(shipped: dict[str, Scenario]) -> None:
    """Oracles in whole rupiah: what the cities' own figures multiply out to."""
    (padang,) = shipped["padang"].budgets
    assert padang.in_year(2024) == 3_000 * 16_800 * 12 == 604_800_000
    assert (padang.in_year(2020), padang.in_year(2021), padang.in_year(2026)) == (0, 0, 604_800_000)
    (tangsel,) = shipped["tangsel"].budgets
    assert tangsel.in_year(2026) == 2_295_000_000 + 500_000_000
    assert 2_295_000_000 - 11_250 * 16_800 * 12 == 27_000_000
    assert 11_250 * tangsel.overhead_per_head == pytest.approx(500_000_000, abs=11_250)
    assert any("Rp27,000,000" in note.en and "Rp27.000.000" in note.id for note in shipped["tangsel"].notes)
    (sijunjung,) = shipped["sijunjung"].budgets
    assert sijunjung.in_year(2022) == 1_333 * 16_800 * 10
    paid = sum(sijunjung.in_year(year) for year in (2022, 2023, 2024)) + 1_348_753_890
    assert paid == pytest.approx(5_400_000_000, abs=1_000_000)
    assert (padang.first_paid_month, sijunjung.first_paid_month) == (2, 1)


def test_prices_and_the_poverty_line(shipped: dict[str, Scenario]) -> None:
    padang = shipped["padang"]
    assert padang.poverty_line_on(date(2025, 3, 31)) == pytest.approx(767_616)
    assert padang.poverty_line_on(date(2026, 3, 1)) == pytest.approx(767_616 * 1.05)
    assert padang.poverty_lines()[date(2025, 3, 1)] == 767_616
    assert min(padang.poverty_lines()) < padang.start
    assert padang.prices.log_level(date(2024, 6, 15)) == 0
    line = 767_616 / 1.05 ** (9 / 12)
    assert padang.need_at_price_month(2) == pytest.approx(line * 3 * (1 - padang.behaviour["other_income_share"]))


def test_life_tables_of_three_periods(shipped: dict[str, Scenario]) -> None:
    hazards = shipped["padang"].death_hazards()
    assert sorted(hazards) == [2015, 2020, 2025]
    table = hazards[2025]
    assert table.shape == (2, 121)
    assert table.dtype == np.float32
    men_at_60 = 0.022356  # UN WPP 2024, 2025-2030
    assert table[0, 62] == pytest.approx(-np.log(1 - men_at_60), rel=1e-5)
    assert (table[0, 15:100] > table[1, 15:100]).all()  # women die later
    assert (np.diff(table[:, 30:100:5]) > 0).all()


def test_a_scenario_may_override_behaviour(tmp_path: Path, corpus: Corpus) -> None:
    own = "behaviour:\n  keep_paying: {value: 0.3, range: [0.1, 0.4], source: a survey, standing: secondary}\n"
    scenario = Scenario.load(copied(tmp_path, "name: fictional\n", f"name: fictional\n{own}"), corpus)
    assert scenario.parameters().keep_paying == np.float32(0.3)
    assert scenario.declared["keep_paying"].source == "a survey"
    assert scenario.digest != Scenario.load("fictional", corpus).digest


def test_trades_take_the_place_s_own_numbers(shipped: dict[str, Scenario]) -> None:
    means = {trade.key: trade.mean_income for trade in shipped["sijunjung"].trades}
    assert (means["farmer"], means["daily_worker"]) == (1_500_000, 1_600_000)


def test_it_shows_itself_briefly(shipped: dict[str, Scenario]) -> None:
    assert repr(shipped["padang"]) == "<scenario padang: Kota Padang, 184_000 workers, 72 months from 2021-01>"


def copied(folder: Path, old: str, new: str, file: str = "fictional.yaml") -> Path:
    """The invented scenario with its tables in `folder`, one thing in one file changed."""
    shutil.copytree(home(), folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder / "fictional.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "place", "says"),
    [
        pytest.param("months: 24", "month: 24", "key-unknown", 8, None, "perhaps months?", id="unknown key"),
        pytest.param("months: 24\n", "", "key-missing", 3, None, "months", id="missing key"),
        pytest.param("trader: 0.4", "trader: 0.5", "share-sum", 35, "trades.share.values", "5 numbers add up to 1.1", id="shares"),
        pytest.param("trader: 0.4", "trader: 0.400002", "share-sum", 35, "trades.share.values", "1.000002", id="shares, barely"),
        pytest.param("rupiah: {value: 30_000_000", "rupiah: {value: -30_000_000", "number-impossible", 56, "budgets.1.rupiah", "-3e+07", id="negative budget"),
        pytest.param('region: "1304"', "region: Sijunjun", "region-unknown", 5, "region", "Sijunjung", id="region"),
        pytest.param("start: 2024-01", "start: 2015-06", "horizon-early", 7, "start", "2015-07-01", id="before the law"),
        pytest.param("start: 2024-01", "start: 2024-13", "date-form", 7, "start", "2024-13", id="month 13"),
        pytest.param("size: {value: 2_000,", "size: {value: 2_000, range: [3_000, 4_000],", "number-outside", 14, "population.size", "3000 to 4000", id="outside its range"),
        pytest.param("size: {value: 2_000,", "size: {value: 2_000, range: [4_000, 1_000],", "range-form", 14, "population.size", "[1000, 4000]", id="range upside down"),
        pytest.param("size: {value: 2_000,", "size: {value: 2_000, range: wide,", "range-form", 14, "population.size", "wide", id="no range"),
        pytest.param("value: 2_000", "value: two thousand", "number-text", 14, "population.size", "'two thousand'", id="words"),
        pytest.param("value: 2_000", "value: 'Rp2.000'", "number-text", 14, "population.size", "without Rp", id="text in a number"),
        pytest.param("value: 2_000", "value: 2_000.5", "number-whole", 14, "population.size", "2000.5", id="half a worker"),
        pytest.param("disability_share: {value: 0.1", "disability_share: {value: 10", "number-impossible", 20, "population.disability_share", "0 .. 1", id="per cent"),
        pytest.param("dependants: {value: 2,", "dependants: {value: 5,", "number-impossible", 18, "population.dependants", "0 .. 3", id="more dependants than persons"),
        pytest.param("kelurahan: {value: 5,", "kelurahan: {value: 20_000,", "number-impossible", 16, "population.kelurahan", "6553", id="too many cells"),
        pytest.param("size: {value: 2_000, source: invented,", "size: {value: 2_000,", "source-missing", 14, "population.size", "standing", id="no source"),
        pytest.param("size: {value: 2_000, source: invented, standing: assumption}", "size: 2_000", "source-missing", 14, "population.size", "size", id="bare number"),
        pytest.param("value: 2_000, source: invented, standing: assumption", "value: 2_000, source: invented, standing: sure", "choice", 14, "population.size", "secondary, derived", id="standing"),
        pytest.param("dtsen: {source", "dtsn: {source", "key-unknown", 26, "population.registries", "perhaps dtsen?", id="registry"),
        pytest.param("trader: 0.4", "traders: 0.4", "key-unknown", 35, "trades.share", "perhaps trader", id="trade"),
        pytest.param("payer: apbd_city", "payer: mayor", "choice", 53, "budgets.1", "village_fund", id="payer"),
        pytest.param("release_months: 1", "release_months: 13", "number-impossible", 58, "budgets.1.release_months", "0 .. 12", id="released too late"),
        pytest.param("regulations: [program-sijunjung]", "regulations: [program-sijunjun]", "instrument-unknown", 9, "regulations.1", "perhaps program-sijunjung?", id="regulation"),
        pytest.param("regulations: [program-sijunjung]", "regulations: [mine.yaml]", "file-missing", 9, "regulations.1: mine.yaml", "not found", id="draft file"),
        pytest.param("seed: 7", "seed: lucky", "number-text", 11, "seed", "lucky", id="seed"),
        pytest.param("replicates: 4", "replicates: 0", "number-impossible", 10, "replicates", "1 .. 100000", id="no replicate"),
        pytest.param("date: 2024-03-01, ", "", "key-missing", 42, "poverty_line", "date", id="undated line"),
        pytest.param("months: 24\n", "months: 24\nmonths: 25\n", "key-duplicate", 9, None, "months", id="twice"),
        pytest.param("values: {15: 0.1", "values: {young: 0.1", "number-text", 19, "population.married", "young", id="age"),
        pytest.param("title: {id: \"Kabupaten Andaikata (rekaan)\", ", "title: {", "language-missing", 4, None, "id", id="language"),
        pytest.param("payer: sponsor", "payer: friend", "choice", 72, "sponsors.drivers_friends", "village_fund", id="sponsor"),
        pytest.param("[motorcycle_driver]", "[motorcycle_drivers]", "key-unknown", 76, "sponsors.drivers_friends.pays_for", "perhaps motorcycle_driver?", id="trade of a sponsor"),
        pytest.param("{trades: [motorcycle_driver]}", "{areas: [6]}", "number-impossible", 76, "sponsors.drivers_friends.pays_for", "1 .. 5", id="no such kelurahan"),
        pytest.param("residents: true", "residents: most", "choice", 69, "sponsors.village_funds.pays_for", "true, false", id="neither yes nor no"),
        pytest.param("most: 4}", "most: -4}", "number-impossible", 69, "sponsors.village_funds.pays_for.most", ">= 0", id="fewer than none"),
        pytest.param("release_months: 2", "release_months: 13", "number-impossible", 68, "sponsors.village_funds.release_months", "0 .. 12", id="sponsor too late"),
        pytest.param("    rupiah: 5_000_000\n", "", "key-missing", 62, "sponsors.village_funds", "rupiah", id="sponsor without money"),
        pytest.param("group_months: 6", "group_months: 0", "number-impossible", 47, "offices.social_workers.group_months", "1 .. 1200", id="group of no month"),
        pytest.param("mortality: tables/mortality_idn.csv", "mortality: tables/none.csv", "file-missing", 37, "mortality: tables/none.csv", "not found", id="table"),
    ],
)  # fmt: skip
def test_each_fault(
    tmp_path: Path, corpus: Corpus, old: str, new: str, code: str, line: int | None, place: str | None, says: str
) -> None:
    path = copied(tmp_path, old, new)
    with pytest.raises(BadInput) as raised:
        Scenario.load(path, corpus)
    found = [fault for fault in raised.value.faults if fault.code == code]
    assert found, raised.value.said("en")
    (fault,) = found
    assert (fault.line, fault.place) == (line, place)
    assert says in fault.said("en")
    for language in LANGUAGES:
        assert fault.said(language).endswith((".", "?"))


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "says"),
    [
        pytest.param("informal_age_sex.csv", "0.0247498", "0.0347498", "share-sum", 21, "1.01", id="shares"),
        pytest.param("informal_age_sex.csv", "0.0247498", "a few", "number-text", 2, "'a few'", id="text"),
        pytest.param("informal_age_sex.csv", "15,19,M", "15,9,M", "series-row", 2, "15 - 9", id="ages"),
        pytest.param("informal_age_sex.csv", "15,19,M", "15,19,L", "choice", 2, "M, F", id="sex"),
        pytest.param("informal_age_sex.csv", "derived", "", "source-missing", 2, "standing", id="standing"),
        pytest.param("informal_age_sex.csv", "share,", "shares,", "key-missing", 1, "share", id="column"),
        pytest.param("mortality_idn.csv", "0.023157", "1.5", "number-impossible", 2, "0 .. 1", id="probability"),
        pytest.param("mortality_idn.csv", "2015,2019,0,0,M", "2015,2019,1,1,M", "series-row", 133, "2015-2019: M 0?", id="age left out"),
    ],
)  # fmt: skip
def test_faults_of_tables(
    tmp_path: Path, corpus: Corpus, file: str, old: str, new: str, code: str, line: int, says: str
) -> None:
    path = copied(tmp_path, old, new, f"tables/{file}")
    with pytest.raises(BadInput) as raised:
        Scenario.load(path, corpus)
    (fault,) = raised.value.faults
    assert (fault.code, fault.line, fault.file) == (code, line, f"tables/{file}")
    assert says in fault.said("en")


def test_an_empty_table(tmp_path: Path, corpus: Corpus) -> None:
    path = copied(tmp_path, "name: fictional", "name: fictional")
    (tmp_path / "tables" / "informal_age_sex.csv").write_text("age_from,age_to,sex,share,standing,source\n")
    with pytest.raises(BadInput) as raised:
        Scenario.load(path, corpus)
    assert [fault.code for fault in raised.value.faults] == ["table-empty"]


def test_all_faults_at_once_in_both_languages(tmp_path: Path, corpus: Corpus) -> None:
    path = copied(tmp_path, "months: 24", "months: many")
    for old, new in (("trader: 0.4", "trader: 0.5"), ("value: 2_000", "value: two"), ("payer: apbd_city", "payer: me")):
        path.write_text(path.read_text().replace(old, new))
    with pytest.raises(BadInput) as raised:
        Scenario.load(path, corpus)
    codes = [fault.code for fault in raised.value.faults]
    assert codes == ["number-text", "number-text", "share-sum", "choice"]
    assert raised.value.said("id") != raised.value.said("en")
    assert f"{path}:8, months: " in raised.value.said("en")


def test_an_unknown_scenario() -> None:
    with pytest.raises(BadInput) as raised:
        Scenario.load("padangg")
    assert raised.value.faults[0].code == "scenario-unknown"
    assert "perhaps padang?" in raised.value.said("en")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("  rho:\n    value: 0.96", "  rho:\n    value: 1.96", "number-impossible", "parameters.rho"),
        ("  rho:\n", "  rhoo:\n", "key-missing", "parameters"),
        ("values: [-0.3, -0.2, 0.4", "values: [-0.3, -0.2, 0.5", "share-sum", "seasons.town.values"),
        ("values: [-0.3, -0.2, 0.4", "values: [-0.2, 0.4", "number-impossible", "seasons.town.values"),
        ("shape: harvest", "shape: harvests", "choice", "columns.season.values.farmer"),
        ("occupations: [fisher,", "occupations: [fishers,", "word-unknown", "trades.fisher"),
        ("sector: transport", "sector: road", "choice", "trades.motorcycle_driver"),
        ("      trader: {value: 0.005, range: [0.0025, 0.01]}\n", "", "key-missing", "columns.zero_month"),
    ],
)
def test_faults_of_the_behaviour_file(
    tmp_path: Path, corpus: Corpus, old: str, new: str, code: str, place: str
) -> None:
    text = (home() / "parameters.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "parameters.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        read_parameters(file, "parameters.yaml", corpus)
    assert (code, place) in [(fault.code, fault.place) for fault in raised.value.faults], raised.value.said("en")


@pytest.mark.parametrize(
    ("raw", "value"),
    [(3, 3.0), ("0.35", 0.35), ("184_000", 184000.0), ("-1.5e-3", -0.0015), ("1,5", None), ("", None), ("nan", None),
     ("0x10", None), (True, None), (None, None), ("1e999", None), ([1], None)],
)  # fmt: skip
def test_what_counts_as_a_number(raw: Any, value: float | None) -> None:
    assert plain_number(raw) == value
