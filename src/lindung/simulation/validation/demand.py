"""What moves workers to join: help and information (fact 6), neighbours (fact 7)."""

from typing import Final

from lindung.messages import Text
from lindung.simulation.validation.changes import (
    cheated_once,
    claim_nearby,
    half_know,
    helped_always,
    taught_once,
)
from lindung.simulation.validation.fact import NOT_A_YEAR, Fact, Figure, Measured, apart, least, most, over, times
from lindung.simulation.validation.trial import Trial
from lindung.simulation.validation.trials import Trials


def enrolled(trial: Trial) -> float | None:
    """Share of those outside at the start who registered and are still there."""
    return over(int(trial.joined.sum()), int(trial.outside.sum()))


def help_and_information(alone: Trial, taught: Trial, helped: Trial, free: Trial) -> Measured:
    """A year's enrolment left alone, told once, helped with the papers, free; and tries per registration left alone."""
    control = enrolled(alone)
    return {
        "control": control,
        "information": apart(enrolled(taught), control),
        "help": times(enrolled(helped), control),
        "free": times(enrolled(free), control),
        "tries": over(alone.total("tries"), alone.total("tries") - alone.total("failures")),
    }


def neighbours(alone: Trial, half_knowing: Trial, paid: Trial, refused: Trial, cheated: Trial) -> Measured:
    """A year's enrolment against the city left alone; where half come to know, that of the other half (odd `id`)."""

    def untold(trial: Trial) -> float | None:
        odd = trial.first.id % 2 == 1
        return over(int((trial.joined & odd).sum()), int((trial.outside & odd).sum()))

    control = enrolled(alone)
    return {
        "knowing_neighbours": times(untold(half_knowing), untold(alone)),
        "paid_claim": times(enrolled(paid), control),
        "refused_claim": times(enrolled(refused), control),
        "false_agent": times(enrolled(cheated), control),
    }


def _help(trials: Trials) -> Measured:
    if not trials.has_a_year:
        return NOT_A_YEAR
    return help_and_information(
        trials.left_alone, trials.alone_with(taught_once), trials.alone_with(helped_always), trials.free
    )


def _neighbours(trials: Trials) -> Measured:
    if not trials.has_a_year:
        return NOT_A_YEAR
    one_claim = 1000 / trials.neighbours
    return neighbours(
        trials.left_alone,
        trials.alone_with(half_know),
        trials.alone_with(claim_nearby("paid", one_claim)),
        trials.alone_with(claim_nearby("refused", one_claim)),
        trials.alone_with(cheated_once),
    )


HELP: Final = Fact(
    number=6,
    name="help_enrols_information_does_not",
    says=Text(
        "Informasi saja hampir tidak menambah peserta; bantuan mengurus berkas jelas menambah; yang mencoba jauh "
        "lebih banyak daripada yang berhasil.",
        "Information alone enrols almost nobody; help with the paperwork has a clear effect; tries far exceed "
        "successes.",
    ),
    source=Text(
        "Percobaan acak JKN Mandiri di Medan dan Bandung 2015: informasi tanpa efek, lebih dari separuh upaya gagal "
        "(Banerjee dkk. 2021, AER 111(9))",
        "Randomised trial of JKN Mandiri in Medan and Bandung, 2015: no effect of information, more than half of "
        "tries failed (Banerjee and others 2021, AER 111(9))",
    ),
    measured=Text(
        "Setahun tanpa kontak dan subsidi, orang dan undian yang sama: pendaftar bila dibiarkan, bila semua diberi "
        "tahu sekali, bila semua yang mencoba dibantu, bila gratis; upaya per pendaftaran bila dibiarkan.",
        "A year without contacts and subsidy, the same people and draws: who registers left alone, where everyone is "
        "told once, where whoever tries is helped, where it is free; tries per registration left alone.",
    ),
    figures=(
        Figure("control", Text("mendaftar bila dibiarkan", "registered, left alone"), "share"),
        Figure("information", Text("tambahan karena informasi", "added by information"), "points"),
        Figure("help", Text("dengan bantuan, kali", "with help, times"), "ratio"),
        Figure("free", Text("bila gratis, kali", "where it is free, times"), "ratio"),
        Figure("tries", Text("upaya per pendaftaran", "tries a registration"), "ratio"),
    ),
    checks=(
        # no effect in the trial; one point where 8 % enrolled without
        most(
            "information",
            0.01,
            Text(
                "Minat sebanding dengan pengenalan program, jadi penyuluhan (contact_gain) menaikkannya juga tanpa "
                "information_effect.",
                "The wish to join is proportional to awareness, so that education (contact_gain) raises it even with "
                "no information_effect.",
            ),
        ),
        # about 3.5 points on 8 in the trial (recalled); half of that is asked for
        least(
            "help",
            1.2,
            Text("assist_multiplier terlalu kecil atau tidak dipakai.", "assist_multiplier is too small or unused."),
        ),
        # more than half failed there, which is two tries a success
        least(
            "tries",
            1.5,
            Text("registration_failure terlalu kecil.", "registration_failure is too small."),
        ),
    ),
    measure=_help,
)

NEIGHBOURS: Final = Fact(
    number=7,
    name="neighbours_teach",
    says=Text(
        "Tetangga berpengaruh lewat pengetahuan; klaim yang dibayar di sekitar menaikkan pendaftaran; klaim yang "
        "ditolak atau agen palsu menurunkannya.",
        "Peers work through knowledge; a paid claim nearby raises enrolment; a refused one or a false agent lowers it.",
    ),
    source=Text(
        "Seorang teman yang tahu setara dengan potongan premi 13 %, lewat pengetahuan dan bukan pembeliannya (Cai, de "
        "Janvry, Sadoulet 2015); agen disangka penipu (tesis tata kelola kolaboratif di Padang, 2024)",
        "One informed friend is worth a premium cut of 13%, by knowledge and not by purchase (Cai, de Janvry and "
        "Sadoulet 2015); agents taken for fraudsters (thesis on collaborative governance in Padang, 2024)",
    ),
    measured=Text(
        "Setahun tanpa kontak dan subsidi dibandingkan dengan dibiarkan: pendaftaran separuh pekerja yang tidak "
        "diberi tahu bila separuh lainnya tahu pasti; dan semua bila setiap sel melihat satu klaim dibayar, satu "
        "ditolak, atau semua bertemu agen palsu, pada bulan pertama.",
        "A year without contacts and subsidy against left alone: registrations of the untold half of workers where "
        "the other half know for certain; and of all where every cell has seen one claim paid, one refused, or all "
        "met a false agent, in the first month.",
    ),
    figures=(
        Figure("knowing_neighbours", Text("separuh lainnya tahu, kali", "the other half know, times"), "ratio"),
        Figure("paid_claim", Text("klaim dibayar, kali", "a claim paid, times"), "ratio"),
        Figure("refused_claim", Text("klaim ditolak, kali", "a claim refused, times"), "ratio"),
        Figure("false_agent", Text("agen palsu, kali", "a false agent, times"), "ratio"),
    ),
    checks=(
        # (1 - 0.13)^-1.1: what one informed friend is worth at the usual elasticity; about four were informed
        least(
            "knowing_neighbours",
            1.15,
            Text(
                "Teman yang tahu terlalu sedikit atau terlalu kecil pengaruhnya (friends, peer_premium_cut, "
                "peer_gain), atau batas zero_price_jump terlalu dekat.",
                "Informed friends are too few or count for too little (friends, peer_premium_cut, peer_gain), or the "
                "limit zero_price_jump is too near.",
            ),
        ),
        least(
            "paid_claim",
            1.05,
            Text("claim_gain atau trust_paid_claim terlalu kecil.", "claim_gain or trust_paid_claim is too small."),
        ),
        most("refused_claim", 0.95, Text("trust_refused_claim terlalu kecil.", "trust_refused_claim is too small.")),
        most("false_agent", 0.95, Text("trust_false_agent terlalu kecil.", "trust_false_agent is too small.")),
    ),
    measure=_neighbours,
)
