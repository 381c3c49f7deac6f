"""Comparisons of whole regulations on the shipped scenarios, small: pairing, forking, what cannot be compared."""

from pathlib import Path

import pytest

from lindung.law.corpus import Corpus
from lindung.messages import BadInput
from lindung.simulation.comparison.compare import DECISIVE, compare
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.metrics import METRICS
from lindung.simulation.run import run

BASE, DRAFT = "perwali-padang-13-2022", "padang-prioritas-registri"
SMALL = {"workers": 900, "months": 56, "threads": 1, "fixed_parameters": True}


def small(*regulations: str, replicates: int = 2, **more: object) -> Comparison:
    return compare("padang", regulations=regulations or (BASE, DRAFT), replicates=replicates, **{**SMALL, **more})  # type: ignore[arg-type]


def draft_file(folder: Path, text: str, name: str = "padang-kosong", day: str = "2025-01-01") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(
        f"instrument: {name}\nakn: /akn/id/bill/perwali/padang/2026/{name}\nlevel: draft\nregion: '1371'\n"
        f"title: {{id: Rancangan, en: Draft}}\nsigned: null\npromulgated: null\nin_force: {day}\namends: [{BASE}]\n"
        f"repeals: []\ndraft: {{author: a test, baseline: {BASE}, untouched: []}}\n"
        f"evidence: {{standing: inferred, source: a test, checked: 2026-11-21}}\nprovisions: {text}\n"
    )
    return file


QUOTA = """
  - at: pasal-20a
    says: {id: Paling banyak seribu tempat., en: At most a thousand places.}
    evidence: {standing: inferred, source: a test, checked: 2026-11-21}
    sets: {subsidy.quota: {region: 1000}}
"""


def test_the_first_replicate_is_what_run_gives_for_either_regulation() -> None:
    found = small()
    for number, regulation in enumerate((BASE, DRAFT)):
        alone = run("padang", regulation=regulation, **SMALL)  # type: ignore[arg-type]
        assert {name: found.values(number, name)[0] for name in METRICS} == alone.metrics


def test_nothing_differs_before_the_effective_date() -> None:
    one, other = (run("padang", regulation=regulation, **SMALL) for regulation in (BASE, DRAFT))  # type: ignore[arg-type]
    parting = small().arms[1].parts_from
    assert parting == 48  # January 2025
    assert one.rows[:parting] == other.rows[:parting]
    assert one.rows[parting:] != other.rows[parting:]


@pytest.mark.parametrize("provisions", ["[]", QUOTA.replace("1000", "900000")])
def test_a_draft_that_changes_no_life_differs_by_exactly_zero(tmp_path: Path, provisions: str) -> None:
    found = small(BASE, str(draft_file(tmp_path, provisions)))
    arm = found.arms[1]
    assert all(e.mean in (0, None) and e.sd in (0, None) for e in arm.differences.values())
    assert [o.differing[1] for o in found.outcomes.values()] == [0, 0]
    assert [o.digests[0] == o.digests[1] for o in found.outcomes.values()] == [True, True]
    assert (arm.parts_from is None) is (provisions == "[]")


def test_what_agents_are_paid_by_is_law_of_the_arm_too(tmp_path: Path) -> None:
    more = QUOTA.replace("subsidy.quota: {region: 1000}", "perisai.contribution_share: 15%")
    arm = small(BASE, str(draft_file(tmp_path, more))).arms[1]
    assert arm.parts_from == 48  # January 2025


def test_a_draft_after_the_horizon_cannot_differ(tmp_path: Path) -> None:
    found = small(BASE, str(draft_file(tmp_path, QUOTA, day="2030-01-01")))
    assert found.arms[1].parts_from is None
    assert found.arms[1].differences[DECISIVE].mean == 0


def test_threads_do_not_change_a_number() -> None:
    one, two = small(replicates=3), small(replicates=3, threads=2)
    assert one.result_digest == two.result_digest
    assert one.fingerprint == two.fingerprint
    assert one.document() == two.document()
    assert small(replicates=3, seed=5).result_digest != one.result_digest


def test_budgets_and_readings_make_arms_with_a_baseline_each() -> None:
    found = small(budgets=[0, 400_000_000], readings={"jkm_restart": ["restarts", "continues"]})
    assert len(found.arms) == 8
    assert [arm.baseline for arm in found.arms] == [0, 0, 2, 2, 4, 4, 6, 6]
    broke = found.arms[1].metrics["subsidised_person_months"]
    assert (broke.mean, broke.high) == (0, 0)
    for arm in found.arms:
        spent, unspent = (arm.metrics[name].mean for name in ("budget_spent_rp", "budget_unspent_rp"))
        assert spent is not None
        assert unspent is not None
        factor = found.plan.workers / found.plan.scenario.population.size
        assert spent + unspent == 5 * round(factor * (arm.budget or 0))  # five budget years begin in 56 months


def test_common_draws_quieten_a_small_difference() -> None:
    found = small(replicates=12)
    values = [found.values(arm, DECISIVE) for arm in (0, 1)]
    paired = found.arms[1].differences[DECISIVE].sd or 0
    independent = [(a or 0) - (b or 0) for a, b in zip(values[1][1:], values[0], strict=False)]
    mean = sum(independent) / len(independent)
    apart = (sum((x - mean) ** 2 for x in independent) / (len(independent) - 1)) ** 0.5
    assert paired < apart / 2


def test_replicates_grow_until_the_precision_is_reached() -> None:
    found = small(BASE, "padang-jht", until=5)
    half, mean = (getattr(found.arms[1].differences[DECISIVE], name) for name in ("half_width", "mean"))
    assert found.replicates > 2
    assert half <= 0.05 * abs(mean)


def test_groups_are_formed_on_the_baseline_and_add_up() -> None:
    found = small()
    for outcome in found.outcomes.values():
        base, draft = outcome.groups
        for name, table in base.items():
            assert table[:, 0].sum() == 900
            assert (draft[name][:, 0] == table[:, 0]).all()
            assert table[:, 1].sum() == base["sex"][:, 1].sum()
    gains = list(found.gains(1, "protected"))
    assert {gain.dimension for gain in gains} == {"age", "sex", "trade", "poverty", "disability"}


def refused(code: str, **asked: object) -> None:
    with pytest.raises(BadInput) as caught:
        small(**asked)  # type: ignore[arg-type]
    assert [fault.code for fault in caught.value.faults] == [code]


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    refused("option-range", replicates=1)
    refused("option-range", until=-1.0)
    refused("option-range", budgets=[-1])
    refused("regulation-twice", drafts=[DRAFT, DRAFT])
    refused("draft-twice", drafts=[draft_file(tmp_path, "[]", BASE)])
    refused("reading-unknown", readings={"nonsense": ["x"]})
    with pytest.raises(BadInput) as caught:
        compare("tangsel", drafts=[DRAFT], workers=100, replicates=2)
    assert caught.value.faults[0].code == "draft-elsewhere"


def test_another_citys_regulation_can_be_put_here() -> None:
    found = small(BASE, "perwali-tangsel-6-2025")
    assert found.arms[1].parts_from is not None
    assert found.arms[1].differences["subsidised_person_months"].mean != 0


def test_the_corpus_is_left_as_it_was() -> None:
    law = Corpus.load()
    before = law.enacted
    small()
    assert law.enacted == before == ()
