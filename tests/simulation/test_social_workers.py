"""Social workers in their four parts: who is taught, helped, organised, spoken for, and what it is worth."""

from typing import Any

import numpy as np
import pytest

from lindung.simulation import decisions as d
from lindung.simulation import workers as w
from lindung.simulation.behaviour.enrolment import success_probability
from lindung.simulation.compiled import F32
from lindung.simulation.context import EDUCATED, GROUPED, HELPED
from lindung.simulation.draws import draw
from lindung.simulation.model import City
from lindung.simulation.run import run
from lindung.simulation.scenario import Scenario
from tests.simulation.offices import city_of, offices_of


def one_group(**more: float) -> dict[str, Any]:
    """One social worker of 20 contacts, half of them in groups of 5 that meet for 3 months."""
    return {
        "social_workers": 1, "contacts_per_social_worker": 20, "group_share": 0.5, "group_size": 5, "group_months": 3,
        "advocacy_share": 0.0, **more,
    }  # fmt: skip


def met(city: City, month: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Whom social workers meet in a month."""
    reach = np.zeros(city.engine.workers.size, dtype=np.uint8)
    city.social_workers.reach(reach, month)
    return reach


def test_a_peer_group_is_of_one_trade_and_place_and_meets_again(shipped: dict[str, Scenario]) -> None:
    city = city_of(offices_of(shipped["fictional"], **one_group()))
    cells = city.engine.workers.cell
    months = [met(city, month) for month in range(6)]
    groups = [set(np.flatnonzero(reach & GROUPED).tolist()) for reach in months]
    for month, (reach, group) in enumerate(zip(months, groups, strict=True)):
        assert len(group) == 10
        assert sorted(np.bincount(cells[list(group)])[np.unique(cells[list(group)])]) == [5, 5]
        taught = set(np.flatnonzero(reach & EDUCATED).tolist())
        singly = set(np.flatnonzero(reach & HELPED).tolist())
        assert len(singly) == 10
        assert taught == (singly | group if month in (0, 3) else singly), "explained to at the first meeting"
    assert groups[0] == groups[1] == groups[2]
    assert groups[3] == groups[4] == groups[5]
    assert not {*cells[list(groups[0])]} & {*cells[list(groups[3])]}


def test_who_is_in_a_group_goes_by_lot(shipped: dict[str, Scenario]) -> None:
    city = city_of(offices_of(shipped["fictional"], **one_group()))
    x = city.engine.workers
    group = np.flatnonzero(met(city, 4) & GROUPED)
    ties = draw(city.engine.seed, x.id, 3, d.GROUP_TIE)  # drawn when the group was gathered
    for cell in set(x.cell[group].tolist()):
        here = np.flatnonzero((x.cell == cell) & (x.status != w.EMPTY))
        assert set(here[np.argsort(ties[here])[:5]].tolist()) == set(group[x.cell[group] == cell].tolist())


def test_advocates_make_it_simpler_in_some_kelurahan(shipped: dict[str, Scenario]) -> None:
    for share, areas in ((0.0, 0), (0.3, None), (1.0, 104)):
        city = city_of(offices_of(shipped["padang"], **one_group(advocacy_share=share)), workers=3_000)
        area = city.engine.workers.cell // city.n_trades
        simpler = city.social_workers.simpler[city.engine.workers.cell]
        chance = draw(city.setting.seed, np.arange(104, dtype=np.uint32), 0, d.ADVOCATED_AREA)
        assert simpler.tolist() == (chance < np.float32(share))[area].tolist()
        assert areas is None or len(set(area[simpler].tolist())) == areas
    assert 15 < (chance < np.float32(0.3)).sum() < 50
    none = city_of(offices_of(shipped["padang"], **one_group(advocacy_share=1.0, social_workers=0)), workers=300)
    assert not met(none, 0).any()
    assert not none.social_workers.simpler.any()


@pytest.mark.parametrize(
    ("helped", "advocated", "chance"), [(0, 0, 0.5), (1, 0, 0.7), (0, 1, 0.6), (1, 1, 0.84)]
)  # fmt: skip
def test_what_help_and_a_simpler_procedure_are_worth(
    shipped: dict[str, Scenario], helped: int, advocated: int, chance: float
) -> None:
    """Half of the tries fail alone; help makes 1.4 times as many succeed; a simpler way spares a fifth of failures."""
    p = shipped["padang"].parameters()
    found = success_probability.py_func(F32(helped), F32(advocated), p)
    assert float(found) == pytest.approx(chance, rel=1e-6)


def test_organised_and_advocated_workers_join_more(shipped: dict[str, Scenario]) -> None:
    """Each part of social work alone, on the same people with the same draws."""
    none = {"social_workers": 1, "contacts_per_social_worker": 0, "group_size": 10, "group_months": 6}
    plain = offices_of(shipped["fictional"], **none, advocacy_share=0.0)
    simpler = offices_of(shipped["fictional"], **none, advocacy_share=1.0)
    grouped = offices_of(shipped["fictional"], **{**none, "contacts_per_social_worker": 4_000}, advocacy_share=0.0)
    rows = [run(scenario, months=12).rows for scenario in (plain, simpler, grouped)]
    failed = [sum(row["failures"] for row in one) / sum(row["tries"] for row in one) for one in rows]
    assert failed[1] < failed[0]
    assert sum(row["tries"] for row in rows[2]) > sum(row["tries"] for row in rows[0])
