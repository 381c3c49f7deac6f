"""What holds on a day: every feature of the engine in the law of an invented regency."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lindung.law.answers import NoValue, Table
from lindung.law.corpus import Corpus
from lindung.law.sentences import plain
from lindung.messages import BadInput

DAYS = st.dates(date(1999, 1, 1), date(2025, 12, 31))


def shown(corpus: Corpus, name: str, day: str, key: str | None = None, **options: str) -> tuple[str, object]:
    """Status and plain value."""
    answer = corpus.on(day, options.get("region"), options.get("known_on")).look_up(name, key)
    return answer.status, None if answer.value is None else plain(answer.value.amount)


@pytest.mark.parametrize(
    ("name", "day", "key", "expected"),
    [
        pytest.param("toll.rate", "2000-01-31", None, ("not_encoded", None), id="before the first value"),
        pytest.param("toll.rate", "2000-02-01", None, ("in_force", 0.03), id="first day"),
        pytest.param("toll.rate", "2006-01-01", None, ("in_force", 0.03), id="a lower law does not beat a higher one"),
        pytest.param("toll.rate", "2015-06-30", None, ("in_force", 0.03), id="day before a change in mid-year"),
        pytest.param("toll.rate", "2015-07-01", None, ("in_force", 0.04), id="later beats earlier at one level"),
        pytest.param("goods.free", "2010-07-14", None, ("in_force", ["salt"]), id="day before the repeal"),
        pytest.param("goods.free", "2010-07-15", None, ("in_force", ["salt", "rice"]), id="repealed and replaced"),
        pytest.param("goods.free", "2012-02-01", None, ("in_force", ["salt", "rice", "cloth"]), id="clause replaced"),
        pytest.param("gate.open", "2010-07-14", None, ("in_force", 1), id="last day of a repealed law"),
        pytest.param("gate.open", "2010-07-15", None, ("not_in_force", None), id="repealed, not replaced"),
        pytest.param("toll.discount", "2011-12-31", None, ("not_in_force", None), id="before it was introduced"),
        pytest.param("toll.discount", "2012-02-29", None, ("not_encoded", None), id="introduced, no value on file"),
        pytest.param("toll.discount", "2012-03-01", None, ("in_force", 0.5), id="window opens with the month"),
        pytest.param("toll.discount", "2012-05-31", None, ("in_force", 0.5), id="window's last day"),
        pytest.param("toll.discount", "2012-06-01", None, ("not_in_force", None), id="window shut"),
        pytest.param("toll.fee", "2012-01-31", "small", ("in_force", 500), id="before the override"),
        pytest.param("toll.fee", "2012-02-01", "small", ("in_force", 250), id="override beats a higher level"),
        pytest.param("toll.fee", "2012-02-01", "big", ("in_force", 2000), id="override of one key leaves the other"),
        pytest.param("toll.duty", "2001-01-01", "0", ("in_force", 10), id="band of nothing"),
        pytest.param("toll.duty", "2001-01-01", "999", ("in_force", 10), id="top of a band"),
        pytest.param("toll.duty", "2001-01-01", "1000", ("in_force", 25), id="bottom of a band"),
        pytest.param("toll.duty", "2001-01-01", "999999", ("in_force", 90), id="open band"),
        pytest.param("never.set", "2020-01-01", None, ("not_encoded", None), id="never set"),
    ],
)
def test_value_on_a_day(andaikata: Corpus, name: str, day: str, key: str | None, expected: tuple[str, object]) -> None:
    assert shown(andaikata, name, day, key) == expected


@pytest.mark.parametrize(
    ("region", "day", "expected"),
    [
        ("9901", "2011-10-31", ("in_force", 1500)),
        ("9901", "2011-11-01", ("in_force", 1600)),
        ("9901", "2012-01-01", ("not_encoded", None)),
        ("9902", "2010-12-31", ("not_encoded", None)),
        ("9902", "2011-01-01", ("in_force", 1100)),
        ("9902", "2012-01-01", ("in_force", 1200)),
        ("9902", "2013-01-01", ("not_encoded", None)),
        ("9903", "2011-06-01", ("not_encoded", None)),
        ("99", "2011-06-01", ("in_force", 1100)),
        (None, "2011-06-01", ("not_in_force", None)),
    ],
)
def test_wage_of_a_region(andaikata: Corpus, region: str | None, day: str, expected: tuple[str, object]) -> None:
    answer = andaikata.on(day, region).look_up("wage")
    assert (answer.status, None if answer.value is None else answer.value.amount) == expected
    if region == "9902" and answer.value is not None:
        assert answer.value.note is not None
        assert "Andaikata" in answer.value.note.en
    if answer.status != "in_force":
        assert answer.why is not None


def test_two_clocks(andaikata: Corpus) -> None:
    assert shown(andaikata, "goods.free", "2010-12-01", known_on="2010-03-04") == ("in_force", ["salt"])
    assert shown(andaikata, "goods.free", "2010-12-01", known_on="2010-03-05") == ("in_force", ["salt", "rice"])
    assert shown(andaikata, "toll.rate", "2016-01-01", known_on="2000-01-09") == ("not_in_force", None)


def test_readings(andaikata: Corpus) -> None:
    assert andaikata.on("2020-01-01").value("guard.days").amount == 7
    long = andaikata.on("2020-01-01", readings={"watch": "long"}).value("guard.days")
    assert (long.amount, long.provision, long.rule.under) == (10, "pasal-6", ("watch", "long"))
    with pytest.raises(BadInput, match="short, long"):
        andaikata.on("2020-01-01", readings={"watch": "endless"})
    with pytest.raises(BadInput, match="watch"):
        andaikata.on("2020-01-01", readings={"wach": "long"})


def test_schemes_stand_beside_each_other(andaikata: Corpus) -> None:
    province_only = andaikata.on("2016-06-30", "9901").look_up("help.months")
    assert province_only.value is not None
    assert (province_only.value.amount, province_only.beside) == (12, ())
    own_first = andaikata.on("2016-07-01", "9901").look_up("help.months")
    assert own_first.value is not None
    assert (own_first.value.amount, own_first.beside) == (6, ("program-provinsi",))
    assert andaikata.on("2016-07-01", "9901").scheme("program-provinsi").value("help.months").amount == 12
    silent = andaikata.on("2016-07-01", "9901").look_up("help.first")
    assert silent.status == "not_in_force"
    assert silent.why is not None
    assert "silent" in silent.why.en
    assert andaikata.on("2016-07-01").look_up("help.months").status == "not_in_force"
    assert andaikata.on("2000-07-01", "9903").look_up("help.age").status == "not_encoded"


def test_table_keeps_the_citation_of_each_key(andaikata: Corpus) -> None:
    fees = andaikata.on("2013-01-01")["toll.fee"]
    assert isinstance(fees, Table)
    assert fees.amount == {"small": 250, "big": 2000}
    assert fees.entries["small"].instrument == "pp-4-2012"
    assert fees.entries["big"].instrument == "uu-1-2000"
    assert (fees.start, fees.until, fees.standing) == (date(2012, 2, 1), None, "inferred")


def test_value_knows_its_span_and_source(andaikata: Corpus) -> None:
    value = andaikata.on("2003-01-01").value("toll.rate")
    assert value.amount == Decimal("0.03")
    assert (value.start, value.until) == (date(2000, 2, 1), date(2015, 6, 30))
    assert (value.instrument, value.provision, value.standing) == ("uu-1-2000", "pasal-1", "primary")
    assert value.source == "the book of Andaikata"


def test_nothing_raises_with_the_reason(andaikata: Corpus) -> None:
    with pytest.raises(NoValue, match="not encoded before 1 February 2000") as caught:
        andaikata.on("1999-01-01")["toll.rate"]
    assert caught.value.answer.status == "not_encoded"


@pytest.mark.parametrize(
    ("name", "key", "message"),
    [
        ("toll.rat", None, "toll.rate"),
        ("toll.fee", "smal", "small"),
        ("toll.duty", "much", "rupiah"),
        ("toll.rate", "small", "key"),
    ],
)
def test_wrong_names_get_the_nearest(andaikata: Corpus, name: str, key: str | None, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        andaikata.on("2010-01-01").look_up(name, key)
    assert message in caught.value.said("en")


@given(DAYS)
def test_history_agrees_with_the_day(andaikata: Corpus, day: date) -> None:
    for name in ("toll.rate", "goods.free", "gate.open", "toll.discount"):
        answer = andaikata.on(day).look_up(name)
        covering = [v for v in answer.history if v.start <= day and (v.until is None or day <= v.until)]
        assert covering == ([] if answer.value is None else [answer.value])
        starts = [v.start for v in answer.history]
        assert starts == sorted(set(starts))


@given(DAYS)
def test_once_all_is_promulgated_knowledge_makes_no_difference(andaikata: Corpus, day: date) -> None:
    known = max(instrument.known for instrument in andaikata.instruments.values())
    for name in ("toll.rate", "goods.free", "gate.open"):
        assert andaikata.on(day, known_on=known).look_up(name) == andaikata.on(day).look_up(name)
