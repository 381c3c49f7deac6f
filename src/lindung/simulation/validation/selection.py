"""Who comes in by which way, by own hazard of death: fact 5."""

from typing import Final

import numpy as np

from lindung.messages import Text
from lindung.simulation import workers as w
from lindung.simulation.context import AGENT, STAFF
from lindung.simulation.validation.fact import Fact, Figure, Measured, least, most, over, times
from lindung.simulation.validation.trial import REACH, History, Trial


def routes(history: History) -> dict[str, float | None]:
    """Mean hazard of death relative to age and sex of those who join first: paid for, on their own, by an agent."""
    hazard, people = dict.fromkeys(("paid_for", "own", "agent"), 0.0), dict.fromkeys(("paid_for", "own", "agent"), 0)
    for month in range(1, history.months + 1):
        joined, reach = history.joined(month), history.columns[REACH][month]
        alone = joined & (history.payer[month] == w.SELF)
        groups = {
            "paid_for": joined & (history.payer[month] == w.BUDGET),
            "own": alone & (reach & (STAFF | AGENT) == 0),
            "agent": alone & (reach & AGENT != 0),
        }
        for name, group in groups.items():
            hazard[name] += float(np.exp(history.frailty[month][group]).sum())
            people[name] += int(group.sum())
    return {name: over(hazard[name], people[name]) for name in hazard}


def of_joiners(trial: Trial) -> float | None:
    """The same of all who joined in the course of a run."""
    joined = trial.joined
    return over(float(np.exp(trial.last.frailty[joined]).sum()), int(joined.sum()))


def selection(as_it_is: Trial, left_alone: Trial, free: Trial) -> Measured:
    """Hazards by way of joining, and of volunteers where the price is nothing against the full price."""
    by = routes(as_it_is.history)
    return {
        "hazard_own": by["own"],
        "paid_for_over_own": times(by["paid_for"], by["own"]),
        "free_over_full": times(of_joiners(free), of_joiners(left_alone)),
        "agent_over_own": times(by["agent"], by["own"]),
    }


SELECTION: Final = Fact(
    number=5,
    name="full_price_selects",
    says=Text(
        "Subsidi sementara membawa peserta yang lebih kecil risikonya daripada harga penuh; seleksi paling buruk pada "
        "harga penuh dengan bantuan pengumpul yang berkepentingan.",
        "Temporary subsidies bring in members of lower risk than the full price does; selection is worst at full "
        "price with help from interested organisers.",
    ),
    source=Text(
        "Peserta bersubsidi lebih murah dan kurang memilih waktu (Banerjee dkk. 2021); Menteri tentang penyalahgunaan "
        "pendaftaran dan klaim oleh pengumpul dan agen (republika.co.id, Maret 2024)",
        "Subsidised enrollees cost less and choose their time less (Banerjee and others 2021); the Minister on moral "
        "hazard of organisers and agents in registration and claims (republika.co.id, March 2024)",
    ),
    measured=Text(
        "Hazard mati sendiri terhadap usia dan jenis kelamin, rata-rata pendaftar pertama: yang dibayar skema, yang "
        "mendaftar sendiri, yang direkrut agen; dan sukarelawan setahun bila gratis dibandingkan dengan harga penuh.",
        "Own hazard of death relative to age and sex, mean of first registrations: paid for by the scheme, on their "
        "own, recruited by agents; and a year's volunteers where it is free against the full price.",
    ),
    figures=(
        Figure("hazard_own", Text("hazard relatif, mendaftar sendiri", "relative hazard, on their own"), "ratio"),
        Figure("paid_for_over_own", Text("dibayar skema per sendiri", "paid for over own"), "ratio"),
        Figure("free_over_full", Text("gratis per harga penuh", "free over full price"), "ratio"),
        Figure("agent_over_own", Text("lewat agen per sendiri", "by agents over own"), "ratio"),
    ),
    checks=(
        # lower by a twentieth, so that it is no accident of draws
        most(
            "paid_for_over_own",
            0.95,
            Text(
                "Seleksi sukarela (`selection`) terlalu lemah, atau skema memilih menurut risiko.",
                "Voluntary selection (`selection`) is too weak, or the scheme chooses by risk.",
            ),
        ),
        most(
            "free_over_full",
            0.95,
            Text(
                "`selection` terlalu lemah: hanya itu yang membuat harga mengubah siapa yang masuk.",
                "`selection` is too weak: only by it does the price change who comes.",
            ),
        ),
        least(
            "agent_over_own",
            1.0,
            Text(
                "Ajakan agen terlalu sedikit bergantung pada risiko yang diajak (agent_selection).",
                "What an agent's contact does depends too little on the risk of whom it meets (agent_selection).",
            ),
        ),
    ),
    measure=lambda trials: selection(trials.as_it_is, trials.left_alone, trials.free),
)
