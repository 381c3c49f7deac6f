"""What limits intake: those who go to workers, or the price. Fact 12."""

from dataclasses import replace
from typing import Final

import numpy as np

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.context import STAFF
from lindung.simulation.scenario import Scenario
from lindung.simulation.validation.changes import YEAR, without_money
from lindung.simulation.validation.fact import NOT_A_YEAR, Fact, Figure, Measured, apart, least, most, over, times
from lindung.simulation.validation.trial import REACH, Trial
from lindung.simulation.validation.trials import Trials

MANY: Final = 3  # times as many, where a scenario gives no wider range


def raised(scenario: Scenario, field: str, place: str) -> Scenario:
    """The scenario with this office at the upper end of its declared range, at least three times as large."""
    most_declared = scenario.declared[place].high if place in scenario.declared else 0
    many = round(max(most_declared, MANY * getattr(scenario.offices, field)))
    return replace(scenario, offices=replace(scenario.offices, **{field: many}))


def reached(trial: Trial) -> float | None:
    """Share of workers without cover whom field staff meet in a month."""
    history = trial.history
    met = outside = 0
    for month in range(1, history.months + 1):
        out = np.isin(history.status[month - 1], (w.NEVER, w.INACTIVE))
        outside += int(out.sum())
        met += int((out & (history.columns[REACH][month] & STAFF != 0)).sum())
    return over(met, outside)


def capacity(plain: Trial, half_price: Trial, more_staff: Trial, more_agents: Trial) -> Measured:
    """Registrations a year that half the price, more field staff and more agents add, per worker; trust with agents."""

    def added(trial: Trial) -> float | None:
        return over(trial.total("registrations") - plain.total("registrations"), plain.rows[0]["workers"])

    price, staff, agents = added(half_price), added(more_staff), added(more_agents)
    outside = plain.outside & more_agents.outside
    trust = [over(float(trial.last.trust[outside].sum()), int(outside.sum())) for trial in (more_agents, plain)]
    return {
        "reached": reached(plain),
        "added_by_price": price,
        "added_by_staff": staff,
        "added_by_agents": agents,
        "staff_less_price": apart(staff, price),
        "agents_less_staff": apart(agents, staff),
        "trust": times(*trust),
    }


def _capacity(trials: Trials) -> Measured:
    if not trials.has_a_year:
        return NOT_A_YEAR
    here = without_money(trials.late)
    staff = raised(here, "field_staff", "offices.bpjs_branch.field_staff")
    agents = raised(here, "agents", "offices.agents.number")
    return capacity(
        trials.conduct(here, months=YEAR, keep=("id", "status", REACH)),
        trials.conduct(here, months=YEAR, self_pays=0.5),
        trials.conduct(staff, months=YEAR),
        trials.conduct(agents, months=YEAR),
    )


CAPACITY: Final = Fact(
    number=12,
    name="contacts_limit_intake",
    says=Text(
        "Dua belas petugas tidak dapat menjangkau 180.000 pekerja informal: yang membatasi ialah tatap muka, bukan "
        "harga; agen dapat diperbanyak, dengan harga kepercayaan dan penyalahgunaan.",
        "Twelve employees cannot reach 180,000 informal workers: face-to-face capacity, not price, limits intake; "
        "agents scale, at a cost in trust and moral hazard.",
    ),
    source=Text(
        "12 petugas lapangan di Padang (tesis tata kelola kolaboratif, 2024); 4.000 agen Perisai merekrut 400.000 "
        "orang (kompas.com, 11 Desember 2018); Menteri tentang penyalahgunaan agen (republika.co.id, Maret 2024)",
        "12 field staff in Padang (thesis on collaborative governance, 2024); 4,000 Perisai agents recruited 400,000 "
        "(kompas.com, 11 December 2018); the Minister on agents' moral hazard (republika.co.id, March 2024)",
    ),
    measured=Text(
        "Setahun tanpa subsidi: bagian pekerja luar yang ditemui petugas sebulan; tambahan pendaftaran per pekerja "
        "bila iuran setengah, bila petugas atau agen dinaikkan ke batas atas rentangnya; kepercayaan pekerja luar "
        "dengan agen itu.",
        "A year without subsidy: share of outsiders whom staff meet in a month; registrations added per worker by "
        "half the price, and by staff or agents raised to the upper end of their range; trust of outsiders with those "
        "agents.",
    ),
    figures=(
        Figure("reached", Text("ditemui petugas sebulan", "met by staff in a month"), "share"),
        Figure("added_by_price", Text("tambahan, iuran setengah", "added by half the price"), "points"),
        Figure("added_by_staff", Text("tambahan, lebih banyak petugas", "added by more staff"), "points"),
        Figure("added_by_agents", Text("tambahan, lebih banyak agen", "added by more agents"), "points"),
        Figure("staff_less_price", Text("petugas kurang harga", "staff less price"), "points"),
        Figure("agents_less_staff", Text("agen kurang petugas", "agents less staff"), "points"),
        Figure("trust", Text("kepercayaan dengan agen, kali", "trust with agents, times"), "ratio"),
    ),
    checks=(
        most("reached", 0.05, Text("Petugas skenario ini cukup banyak.", "This scenario's staff are many.")),
        least(
            "staff_less_price",
            0.0,
            Text(
                "Kebanyakan pendaftar datang tanpa kontak (enrol_base, dipilih dengan tangan) dan harga berlaku bagi "
                "semua; satu kontak petugas jarang menghasilkan peserta (contact_enrolment x kepercayaan).",
                "Most who register come without a contact (enrol_base, chosen by hand), and the price acts on all of "
                "them; a contact by staff seldom makes a member (contact_enrolment x trust).",
            ),
        ),
        least(
            "agents_less_staff",
            0.0,
            Text("Agen terlalu sedikit atau terlalu cepat berhenti.", "Agents are too few, or give up too soon."),
        ),
        # a loss that rounding does not hide
        most(
            "trust",
            0.995,
            Text("false_share atau trust_false_agent terlalu kecil.", "false_share or trust_false_agent is too small."),
        ),
    ),
    measure=_capacity,
    left_out=Text(
        "Penyalahgunaan: dalam model agen menemui orang menurut undian dan tidak memalsukan klaim; hanya kemauan yang "
        "ditemui bergantung pada risikonya (agent_selection).",
        "Moral hazard: agents in the model meet people by lot and falsify no claims; only the willingness of those "
        "they meet depends on their risk (agent_selection).",
    ),
)
