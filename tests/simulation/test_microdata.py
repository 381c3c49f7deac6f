"""Workers resampled from a survey: weights respected, rows kept whole, faults with their row."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from lindung.law.corpus import Corpus
from lindung.messages import LANGUAGES, BadInput
from lindung.simulation import workers as w
from lindung.simulation.microdata import from_microdata
from lindung.simulation.population import populate
from lindung.simulation.scenario import Scenario, calendar_month, home
from lindung.simulation.workers import Workers

N = 20_000
MAP: dict[str, object] = {
    "delimiter": ";",
    "weight": "W",
    "age": "UMUR",
    "sex": {"column": "JK", "values": {"1": "M", "2": "F"}},
    "trade": {"column": "KJI", "values": {"611": "farmer", "522": "trader", "832": "motorcycle_driver"}},
    "income": "UPAH",
    "household": "ART",
    "dependants": "TANGGUNGAN",
    "married": {"column": "KAWIN", "values": {"y": "true", "n": "false"}},
    "p3ke": "P3KE",
}
HEADER = "W;UMUR;JK;KJI;UPAH;ART;TANGGUNGAN;KAWIN;P3KE"
ROWS = [
    "1.5;30;1;611;900000;4;2;y;1",
    "3;45;2;522;2000000;3;1;y;0",
    "0.5;22;1;832;2500000;1;0;n;0",
    "0;60;2;611;5;2;1;n;1",
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.load()


@pytest.fixture(scope="module")
def scenario(corpus: Corpus) -> Scenario:
    return Scenario.load("fictional", corpus)


def survey(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "survey.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return file


def test_rows_by_weight_and_whole(tmp_path: Path, scenario: Scenario) -> None:
    people = from_microdata(survey(tmp_path, *ROWS), MAP, scenario, 3, N)
    trade = np.array([t.key for t in scenario.trades])[people.trade]
    for key, share in (("farmer", 0.3), ("trader", 0.6), ("motorcycle_driver", 0.1)):
        assert abs((trade == key).mean() - share) < 4 * np.sqrt(share * (1 - share) / N)
    farmers = trade == "farmer"
    assert np.allclose(np.exp(people.level[farmers]), 900_000, rtol=1e-5)
    assert (people.household[farmers] == 4).all()
    assert (people.dependants[farmers] == 2).all()
    assert ((people.flags[farmers] & w.FEMALE) == 0).all()
    assert ((people.flags[farmers] & w.MARRIED) != 0).all()
    assert ((people.registries[farmers] & 1) != 0).all()
    years = (calendar_month(scenario.start) - people.birth_month.astype(np.int32)) // 12
    assert set(years[farmers]) == {30}  # the row of 60 years has no weight
    assert 0.05 < (people.status == w.ACTIVE).mean() < 0.15  # not in the survey, so drawn


def test_worker_k_takes_the_same_row_in_any_population(tmp_path: Path, scenario: Scenario) -> None:
    file = survey(tmp_path, *ROWS)
    few, many = from_microdata(file, MAP, scenario, 3, 50), from_microdata(file, MAP, scenario, 3, 500)
    assert all(np.array_equal(getattr(few, name), getattr(many, name)[:50]) for name in Workers._fields)


def test_parquet_gives_the_same_people(tmp_path: Path, scenario: Scenario) -> None:
    file = survey(tmp_path, *ROWS)
    pl.read_csv(file, separator=";").write_parquet(tmp_path / "survey.parquet")
    from_csv = from_microdata(file, MAP, scenario, 3, 300)
    from_parquet = from_microdata(tmp_path / "survey.parquet", MAP, scenario, 3, 300)
    assert all(np.array_equal(getattr(from_csv, name), getattr(from_parquet, name)) for name in Workers._fields)


@pytest.mark.parametrize(
    ("rows", "header", "code", "line", "place", "says"),
    [
        ((";30;1;611;9;4;2;y;1", ROWS[1]), HEADER, "microdata-weight", 2, "weight", "None"),
        ((ROWS[1], "-2;30;1;611;9;4;2;y;1"), HEADER, "microdata-weight", 3, "weight", "-2"),
        ((ROWS[3],), HEADER, "microdata-weight", 2, "weight", "not all of them 0"),
        ((ROWS[0], "1;thirty;1;611;9;4;2;y;1"), HEADER, "number-text", 3, "age", "'thirty'"),
        ((ROWS[0], "1;30;1;611;2.000.000;4;2;y;1"), HEADER, "number-text", 3, "income", "'2.000.000'"),
        ((ROWS[0], "1;30;1;611;9;4;2;y;1", "1;5;1;611;9;4;2;y;1"), HEADER, "number-impossible", 4, "age", "10 .. 110"),
        ((ROWS[0], "1;30;3;611;9;4;2;y;1"), HEADER, "microdata-code", 3, "sex", "'3'"),
        ((ROWS[0], "1;30;1;999;9;4;2;y;1"), HEADER, "microdata-code", 3, "trade", "'999'"),
        ((ROWS[0],), HEADER.replace("UMUR", "UMR"), "microdata-column", 1, "age", "perhaps UMR?"),
        ((), HEADER, "table-empty", 1, None, "no rows"),
    ],
)
def test_each_fault(
    tmp_path: Path, scenario: Scenario, rows: tuple[str, ...], header: str, code: str, line: int, place: str, says: str
) -> None:
    with pytest.raises(BadInput) as raised:
        from_microdata(survey(tmp_path, *rows, header=header), MAP, scenario, 1, 10)
    (fault,) = raised.value.faults
    assert (fault.code, fault.line, fault.place) == (code, line, place)
    assert says in fault.said("en")
    assert fault.said("id") != fault.said("en")


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"weight": None}, "key-missing", "weight"),
        ({"wages": "UPAH"}, "key-unknown", "wages"),
        ({"sex": {"column": "JK", "values": {"1": "L"}}}, "choice", "sex.values.1"),
        ({"trade": {"column": "KJI", "values": {"611": "farmers"}}}, "choice", "trade.values.611"),
        ({"trade": {"values": {"611": "farmer"}}}, "key-missing", "trade"),
        ({"delimiter": "tab"}, "choice", "delimiter"),
    ],
)
def test_faults_of_the_map(
    tmp_path: Path, scenario: Scenario, change: dict[str, object], code: str, place: str
) -> None:
    with pytest.raises(BadInput) as raised:
        from_microdata(survey(tmp_path, *ROWS), {**MAP, **change}, scenario, 1, 10)
    assert [(fault.code, fault.place) for fault in raised.value.faults] == [(code, place)]
    for language in LANGUAGES:
        assert raised.value.said(language)


def test_a_broken_column_is_told_ten_times_and_no_more(tmp_path: Path, scenario: Scenario) -> None:
    with pytest.raises(BadInput) as raised:
        from_microdata(survey(tmp_path, *(["1;x;1;611;9;4;2;y;1"] * 500)), MAP, scenario, 1, 10)
    assert len(raised.value.faults) == 10


def test_missing_empty_and_unreadable_files(tmp_path: Path, scenario: Scenario) -> None:
    empty, broken = tmp_path / "empty.csv", tmp_path / "broken.parquet"
    empty.write_text("")
    broken.write_bytes(b"no parquet at all")
    for file, code in ((tmp_path / "no.csv", "file-missing"), (empty, "table-empty"), (broken, "table-unreadable")):
        with pytest.raises(BadInput) as raised:
            from_microdata(file, MAP, scenario, 1, 10)
        assert [fault.code for fault in raised.value.faults] == [code]


def as_scenario(folder: Path, weight: str) -> Path:
    text = (home() / "fictional.yaml").read_text(encoding="utf-8").replace("tables/", f"{home()}/tables/")
    survey(folder, *ROWS)
    lines = ["microdata:", "  file: survey.csv", '  delimiter: ";"', f"  {weight}: W", "  age: UMUR",
             '  sex: {column: JK, values: {"1": M, "2": F}}', "  trade:", "    column: KJI",
             '    values: {"611": farmer, "522": trader, "832": motorcycle_driver}']  # fmt: skip
    file = folder / "mine.yaml"
    file.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_scenario_with_a_survey(tmp_path: Path, corpus: Corpus) -> None:
    scenario = Scenario.load(as_scenario(tmp_path, "weight"), corpus)
    people = populate(scenario, 1, 400, 410)
    assert {scenario.trades[i].key for i in set(people.trade[:400].tolist())} <= {
        "farmer",
        "trader",
        "motorcycle_driver",
    }
    assert (people.status[400:] == w.EMPTY).all()


def test_a_fault_in_a_scenario_s_map_has_its_line(tmp_path: Path, corpus: Corpus) -> None:
    file = as_scenario(tmp_path, "wieght")
    with pytest.raises(BadInput) as raised:
        Scenario.load(file, corpus)
    found = {(fault.code, fault.place): fault for fault in raised.value.faults}
    line = file.read_text().splitlines().index("  wieght: W") + 1
    assert found["key-unknown", "microdata.wieght"].line == line
    assert "perhaps weight?" in found["key-unknown", "microdata.wieght"].said("en")
    assert ("key-missing", "microdata.weight") in found
