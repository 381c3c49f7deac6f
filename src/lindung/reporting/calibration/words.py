"""Words and numbers of a calibration in both languages."""

from typing import Final

from lindung.messages import Language, Text
from lindung.messages.language import grouped, rupiah, share
from lindung.reporting.calibration.table import LOOSE, PINNED, Row
from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.posterior import Pinned
from lindung.simulation.calibration.target import Target, Unit
from lindung.simulation.declared import STANDINGS

TITLE: Final = Text("Kalibrasi {}", "Calibration of {}")
ABOUT: Final = Text(
    "{} vektor parameter ({} setara bobot sama) dari {} kali jalan. Antara … dan …: 90 % dari angka yang mungkin "
    "menurut posterior, satu kali jalan.",
    "{} parameter vectors (worth {} of equal weight) out of {} runs. Between … and …: 90% of what the posterior holds "
    "possible for one run.",
)
TARGET_HEAD: Final = (
    Text("target", "target"), Text("nilai (rentang)", "value (range)"), Text("model", "model"),
    Text("antara", "between"), Text("hasil", "outcome"),
)  # fmt: skip
PARAMETER_HEAD: Final = (
    Text("parameter", "parameter"), Text("prior", "prior"), Text("posterior", "posterior"), Text("antara", "between"),
    Text("penyempitan", "contraction"), Text("ditentukan oleh", "informed by"),
)  # fmt: skip
HIT: Final = Text("kena", "hit")
MISS: Final = Text("meleset", "miss")
UNUSED: Final = Text("tidak dipakai", "not fitted")
COUNTS: Final[dict[str, Text]] = {
    "ever_registered": Text("pernah terdaftar", "ever registered"),
    "paid_in_year": Text("membayar dalam tahun itu", "paid in the year"),
    "active_stock": Text("peserta aktif", "active stock"),
    "paid_member_years": Text("tahun-peserta terbayar", "paid member-years"),
    "subsidised": Text("dibayar anggaran", "paid by the budget"),
    "claims": Text("klaim", "claims"),
    "workers": Text("semua pekerja", "all workers"),
    "experiment": Text("percobaan", "experiment"),
}
CAUSE: Final = Text("Kemungkinan sebab", "Likely cause")
NOT_USED: Final = Text("Tidak dipakai dalam pencocokan", "Not used in the fit")
MISSES: Final = Text("Yang meleset", "What is missed")
PARAMETERS: Final = Text("Parameter: sebelum dan sesudah", "Parameters: before and after")
TARGETS: Final = Text("Target", "Targets")
NOT_FITTED: Final = Text("Parameter perilaku tidak dikalibrasi.", "Behaviour is not calibrated.")
STALE: Final = Text(
    "Posterior kalibrasi yang ada tidak dipakai: {} sudah berubah. Jalankan lagi lindung calibrate.",
    "The calibrated posterior that exists is not used: {} changed since. Run lindung calibrate again.",
)
STALE_WHAT: Final = {
    "model": Text("model atau skenarionya", "the model or the scenario has"),
    "evidence": Text("buktinya", "the evidence has"),
    "free": Text("rentang parameternya", "the ranges of its parameters have"),
}
TIED: Final = Text(
    "Hanya gabungannya yang tertentu (korelasi dalam posterior)",
    "Pinned down only in combination (posterior correlation)",
)
FEW: Final = Text(
    "Himpunan ini kecil: persentil dan penyempitannya kasar. Jalankan tanpa --quick.",
    "This set is small: its percentiles and contractions are rough. Run without --quick.",
)
FEW_BELOW: Final = 50  # effective vectors


def summary(found: list[Row], language: Language) -> str:
    """How many of the fitted targets are met."""
    fitted = [row for row in found if row.target.fitted]
    words = Text("{} dari {} target yang dipakai kena.", "{} of the {} fitted targets are met.")
    return words.said(language).format(sum(row.hit for row in fitted), len(fitted))


def identifiability(pins: list[Pinned], language: Language) -> str:
    """How many parameters the targets pin down, and which they do not."""
    firm = [one for one in pins if one.contraction >= PINNED]
    loose = [one.free.name for one in pins if one.contraction < LOOSE]
    words = Text(
        "{} dari {} parameter tertentu (penyempitan sedikitnya {}). Targetnya nyaris tak berkata apa pun tentang {}.",
        "{} of {} parameters are pinned down (contraction of at least {}). The targets say next to nothing of {}.",
    )
    named = ", ".join(loose) or "-"
    return words.said(language).format(len(firm), len(pins), decimal(PINNED, 1, language), named)


def outcome(row: Row, language: Language) -> str:
    """`hit`, `miss`, `miss, not fitted`."""
    said = (HIT if row.hit else MISS).said(language)
    return said if row.target.fitted else f"{said}, {UNUSED.said(language)}"


def quantity(value: float, unit: Unit, language: Language) -> str:
    """A figure as it is printed."""
    match unit:
        case "persons":
            return grouped(round(value), language)
        case "share":
            return share(value, language)
        case "rupiah":
            return rupiah(round(round(value, -3)), language)
    return decimal(value, 2, language)


def span(low: float, high: float, unit: Unit, language: Language) -> str:
    """Two ends."""
    return f"{quantity(low, unit, language)} … {quantity(high, unit, language)}"


def number(value: float, language: Language) -> str:
    """A parameter with three figures: `0.0453`, `6,010,000`."""
    if abs(value) >= 1000:
        return grouped(int(float(f"{value:.3g}")), language)
    text = f"{value:.3g}" if abs(value) >= 0.001 or value == 0 else f"{value:.2e}"
    return text.replace(".", ",") if language == "id" else text


def decimal(value: float, places: int, language: Language) -> str:
    """So many decimal places."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == "id" else text


def standing(target: Target, language: Language) -> str:
    """How sure a target's source is."""
    return STANDINGS[target.standing].said(language)


def name_of(free: Free, language: Language) -> str:
    """A parameter's name in words, else as it is written."""
    return free.name if free.says is None else free.says.said(language)
