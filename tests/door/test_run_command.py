"""`lindung run` as a user runs it: the table in two languages, the JSON contract, the files, what is refused."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars
import pytest

from lindung.door.command import run
from lindung.messages import LANGUAGES
from lindung.simulation.counters import COUNTERS
from lindung.simulation.metrics import METRICS

PADANG = ("run", "padang", "--workers", "2000", "--months", "6")


class Outcome(NamedTuple):
    """Exit code and what was said."""

    code: int
    out: str
    err: str


type Lindung = Callable[..., Outcome]


@pytest.fixture
def lindung(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lindung:
    """Run a command line in this process."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


def at_most_one_line(text: str) -> bool:
    """Standard error of a good run: nothing, or that something is being prepared."""
    return len(text.splitlines()) <= 1


def figures(text: str) -> list[str]:
    """Every number printed outside prose, with the marks of language taken out."""
    words = [word for line in text.splitlines() for word in re.split(r"\s+", line)]
    numbers = [re.sub(r"^Rp", "", word) for word in words if re.fullmatch(r"(Rp)?-?[\d.,]+%?", word)]
    return [re.sub(r"[.,%]", "", number) for number in numbers]


def test_a_table_month_by_month_in_both_languages(lindung: Lindung) -> None:
    tables: dict[str, str] = {}
    for language in LANGUAGES:
        outcome = lindung(*PADANG, "--lang", language)
        assert outcome.code == 0
        assert at_most_one_line(outcome.err)
        tables[language] = outcome.out
        months = re.findall(r"^ *(2021-\d\d) ", outcome.out, re.M)
        assert months == [f"2021-{month:02}" for month in range(1, 7)]
        for name in METRICS:
            assert re.search(rf"^ *{name} ", outcome.out, re.M), name
        assert max(map(len, outcome.out.splitlines())) <= 120
    assert "City of Padang, 2021-2026" in tables["en"]
    assert "Kota Padang, 2021-2026" in tables["id"]
    assert "ever registered" in re.sub(r"\s+", " ", tables["en"])
    rows = {
        language: [figures(line) for line in text.splitlines() if re.match(r" *2021-\d\d ", line)]
        for language, text in tables.items()
    }
    assert rows["id"] == rows["en"]
    assert {len(row) for row in rows["en"]} == {10}
    headline = {
        language: {
            name: figures(found[1])[:1] for name in METRICS if (found := re.search(rf"^ *{name} +(\S+)", text, re.M))
        }
        for language, text in tables.items()
    }
    assert headline["id"] == headline["en"]
    assert tables["id"].splitlines()[-1] == tables["en"].splitlines()[-1]  # the fingerprint


def test_the_table_shows_what_the_json_holds(lindung: Lindung) -> None:
    document = json.loads(lindung(*PADANG, "--json").out)
    table = lindung(*PADANG, "--lang", "en").out
    for name in ("ever_registered", "active_stock_end", "deaths", "registrations"):
        found = re.search(rf"^ *{name} +([\d,]+)", table, re.M)
        assert found is not None
        assert int(found[1].replace(",", "")) == document["metrics"][name]
    assert document["fingerprint"] in table


def test_one_json_document_with_the_contract_s_keys(lindung: Lindung) -> None:
    outcome = lindung(*PADANG, "--regulation", "perwali-padang-13-2022", "--seed", "4", "--json")
    assert outcome.code == 0
    assert at_most_one_line(outcome.err)
    document = json.loads(outcome.out)
    assert set(document) >= {
        "scenario", "regulation", "months", "workers", "metrics", "result_digest", "fingerprint", "factor",
    }  # fmt: skip
    assert (document["scenario"], document["regulation"]) == ("padang", "perwali-padang-13-2022")
    assert (document["months"], document["workers"]) == (6, 2_000)
    assert document["factor"] == 2_000 / 184_000
    assert set(document["metrics"]) == set(METRICS)
    for digest in (document["result_digest"], document["fingerprint"]):
        assert re.fullmatch(r"[0-9a-f]{64}", digest)
    indonesian = json.loads(
        lindung(*PADANG, "--regulation", "perwali-padang-13-2022", "--seed", "4", "--json", "--lang", "id").out
    )
    assert indonesian == document


def test_threads_and_resuming_are_not_seen(lindung: Lindung, tmp_path: Path) -> None:
    state = str(tmp_path / "state.npz")
    one = lindung(*PADANG, "--threads", "1", "--json").out
    assert lindung(*PADANG, "--threads", "2", "--json").out == one
    assert lindung("run", "padang", "--workers", "2000", "--months", "4", "--save", state).code == 0
    assert lindung(*PADANG, "--resume", state, "--json").out == one


def test_out_holds_the_months_and_the_record(lindung: Lindung, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    outcome = lindung(*PADANG, "--out", str(folder), "--json")
    assert outcome.code == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["deep", "months.parquet", "out", "run.json"]
    months = polars.read_parquet(folder / "months.parquet")
    assert months.height == 6
    assert months.columns[0] == "month"
    assert set(months.columns) >= set(COUNTERS) | {"listed", "eligible", "budget_spent_rp", "budget_left_rp"}
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    document = json.loads(outcome.out)
    assert set(record) >= {"identity", "fingerprint", "result_digest", "metrics"}
    for key in ("fingerprint", "result_digest", "metrics"):
        assert record[key] == document[key]
    assert (
        sum(months["paid_self"].to_list() + months["subsidised"].to_list()) == document["metrics"]["paid_member_months"]
    )
    assert months["active"].to_list()[-1] == document["metrics"]["active_stock_end"]


def test_a_scenario_by_path(lindung: Lindung) -> None:
    from lindung.simulation.scenario import home

    by_name = json.loads(lindung("run", "fictional", "--months", "3", "--json").out)
    by_path = json.loads(lindung("run", str(home() / "fictional.yaml"), "--months", "3", "--json").out)
    assert by_path["result_digest"] == by_name["result_digest"]


def test_the_shipped_scenario_runs_to_its_horizon(lindung: Lindung) -> None:
    outcome = lindung("run", "fictional", "--lang", "en")
    assert outcome.code == 0
    assert len(re.findall(r"^ *202[45]-\d\d ", outcome.out, re.M)) == 24


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian"),
    [
        (["run", "padan"], "unknown scenario padan; perhaps padang", "skenario padan tidak dikenal"),
        (["run", "nowhere.yaml"], "nowhere.yaml", "nowhere.yaml"),
        (["run"], "SCENARIO", "belum diisi"),
        (["run", "padang", "--budget", "-1"], "--budget: -1 is outside 0 to", "--budget: -1 di luar 0 sampai"),
        (["run", "padang", "--budget", "much"], "--budget", "--budget: bukan bilangan bulat"),
        (["run", "padang", "--workers", "2,000"], "--workers", "--workers: bukan bilangan bulat"),
        (["run", "padang", "--workers", "0"], "--workers: 0 is outside 1", "--workers: 0 di luar 1"),
        (["run", "padang", "--months", "1.5"], "--months", "--months: bukan bilangan bulat"),
        (["run", "padang", "--months", "73"], "--months: 73 is outside 1 to 72", "--months: 73 di luar 1 sampai 72"),
        (["run", "padang", "--seed", "lucky"], "--seed", "--seed: bukan bilangan bulat"),
        (["run", "padang", "--threads", "-1"], "--threads: -1 is outside", "--threads: -1 di luar"),
        (["run", "padang", "--regulation", "padang-jhtt"], "perhaps padang-jht", "instrumen padang-jhtt tidak dikenal"),
        (["run", "padang", "--regulation", "mine.yaml"], "mine.yaml: file not found", "mine.yaml: berkas tidak"),
        (["run", "padang", "--reading", "age_65"], "NAME=CHOICE", "NAMA=PILIHAN"),
        (["run", "padang", "--reading", "age_65=both"], "inclusive, national", "bukan pilihan"),
        (["run", "padang", "--resume", "nowhere.npz"], "nowhere.npz: file not found", "nowhere.npz: berkas tidak"),
        (["run", "padang", "--resume", __file__], "state cannot be read", "berkas keadaan tidak dapat dibaca"),
        (["run", "padang", "--month", "6"], "--month", "--month"),
        (["run", "padang", "tangsel"], "tangsel", "berlebih"),
    ],
)
def test_bad_input(lindung: Lindung, arguments: Sequence[str], english: str, indonesian: str) -> None:
    few = ("--workers", "100") if "--workers" not in arguments and "padang" in arguments else ()
    for language, expected in (("en", english), ("id", indonesian)):
        outcome = lindung(*arguments, *few, "--lang", language)
        assert (outcome.code, outcome.out) == (2, "")
        assert expected in outcome.err
        assert "Traceback" not in outcome.err
        assert len(outcome.err.strip().splitlines()) == 1


def test_a_state_of_another_seed(lindung: Lindung, tmp_path: Path) -> None:
    state = tmp_path / "state.npz"
    few = ("run", "padang", "--workers", "200")
    assert lindung(*few, "--months", "2", "--save", str(state)).code == 0
    kept = state.read_bytes()
    for language, expected in (("en", "the state was made for seed 1371, not 7"), ("id", "dibuat untuk seed 1371")):
        outcome = lindung(
            *few, "--months", "4", "--seed", "7", "--resume", str(state), "--save", str(state), "--lang", language
        )
        assert (outcome.code, outcome.out) == (2, "")
        assert expected in outcome.err
        assert len(outcome.err.strip().splitlines()) == 1
    assert state.read_bytes() == kept


def test_a_folder_that_cannot_be_written(lindung: Lindung, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    outcome = lindung("run", "padang", "--workers", "100", "--months", "1", "--out", str(in_the_way))
    assert (outcome.code, outcome.out) == (2, "")
    assert "months.parquet" in outcome.err.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_draft_after_the_horizon_is_said_to_change_nothing(lindung: Lindung) -> None:
    options = (*PADANG, "--regulation", "padang-jht")
    for language, says in (
        ("en", "padang-jht takes effect on 1 January 2025"),
        ("id", "padang-jht berlaku 1 Januari 2025"),
    ):
        outcome = lindung(*options, "--lang", language)
        assert outcome.code == 0
        assert says in re.sub(r"\s+", " ", outcome.out)
    (note,) = json.loads(lindung(*options, "--json").out)["notes"]
    assert set(note) == {"id", "en"}
