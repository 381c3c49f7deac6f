"""The compiled month against a plain Mesa model of one object per worker: the same numbers, integer for integer.

Source of the expected values: `reference.py`, written from the description of the month and not from the kernels.
"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from lindung.simulation.counters import COUNTERS
from lindung.simulation.workers import Workers
from tests.simulation.city import NO_SCHEME, PER, City, Run, Scheme, lively_city
from tests.simulation.reference import Town

WORKERS, MONTHS = 2_000, 24
LAWS = {"discount of 2021": date(2021, 1, 1), "wait": date(2025, 2, 1), "discount of 2026": date(2026, 11, 1)}
SCHEMES = {
    "no scheme": NO_SCHEME,
    "paid in full": Scheme(months=15, closed=frozenset({0, 1, 11})),
    "shared": Scheme(share=(PER, PER // 2, 0), closed=frozenset({0, 6, 7, 8, 9, 10})),
}


def told_and_run(city: City) -> tuple[Town, Run]:
    """The same two years by both."""
    town = Town(city)
    for _ in range(MONTHS):
        town.step()
    return town, Run(city, threads=2, block=777).months(MONTHS)


def assert_the_same(town: Town, run: Run) -> None:
    """Every counter of every month, every column at the end; floats by their bits."""
    for month, (told, counted) in enumerate(zip(town.rows, run.rows, strict=True)):
        assert counted == {name: told[name] for name in COUNTERS}, month
    for name, column in zip(Workers._fields, run.workers.columns(), strict=True):
        assert column.tobytes() == town.column(name).tobytes(), name


@pytest.mark.parametrize(("law", "scheme"), list(product(LAWS, SCHEMES)))
def test_engine_equals_reference(law: str, scheme: str) -> None:
    city = lively_city(WORKERS, LAWS[law], SCHEMES[scheme])
    if scheme == "shared":  # nobody's cover ends; where it does, see below
        rules = city.statute
        city = replace(city, statute=replace(rules, benefits=rules.benefits._replace(arrears_endured=100)))
    town, run = told_and_run(city)
    assert_the_same(town, run)
    never = {name for name in COUNTERS if run.total(name) == 0}
    schemes = {"subsidised", "jkk_scheme_rp", "jkm_scheme_rp"} if scheme == "no scheme" else set()
    assert never == schemes, "a counter that counts nothing tests nothing"


def test_under_the_other_reading_of_a_new_registration() -> None:
    city = lively_city(WORKERS, LAWS["wait"], SCHEMES["paid in full"], jkm_restart="continues")
    assert_the_same(*told_and_run(city))


def test_where_only_transport_pays_less() -> None:
    """PP 50/2025: from January 2026 transport, from April all."""
    assert_the_same(*told_and_run(lively_city(WORKERS, date(2026, 1, 1))))


def test_where_the_scheme_takes_back_the_lapsed_and_shares_the_cost() -> None:
    assert_the_same(*told_and_run(lively_city(WORKERS, LAWS["discount of 2026"], SCHEMES["shared"])))
