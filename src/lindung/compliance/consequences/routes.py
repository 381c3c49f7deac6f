"""What does not go up the ladder of PP 86/2013: unpaid contributions, and wages below the minimum."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.view import View
from lindung.messages import Language, Text
from lindung.messages.language import percent, rupiah

LADDER_RULES: Final = (
    "PDS-UPAH-UNDER", "PDS-UPAH-OVER", "PDS-TK", "PDS-PROGRAM", "PWBD", "BASE-BELOW-UMK", "REPORT-LATE-CHANGE",
)  # fmt: skip
ARREARS_RULES: Final = ("PMI",)
WAGE_RULES: Final = ("WAGE-BELOW-UMK",)
# article that is cited, in the order of the argument
_ARREARS_AT: Final = (
    "pp-86-2013#pasal-13/ayat-5", "uu-24-2011#pasal-19/ayat-1", "uu-24-2011#pasal-19/ayat-2", "uu-24-2011#pasal-55",
)  # fmt: skip
_FORBIDDEN_AT: Final = ("pasal-88e/ayat-2", "pasal-90/ayat-1")  # since the Job Creation law; before it
_ARREARS: Final = Text(
    "Tunggakan tidak mengikuti tangga sanksi: denda keterlambatan {rate} setiap bulan ditanggung pemberi kerja, dan "
    "BPJS wajib melaporkannya kepada instansi ketenagakerjaan. Ancaman pidananya penjara paling lama {years} tahun "
    "atau denda paling banyak {fine}.",
    "Arrears do not go up the ladder: the employer bears a late fine of {rate} a month, and BPJS must report it to the "
    "manpower agency. The crime carries prison of up to {years} years or a fine of up to {fine}.",
)
_WAGE: Final = Text(
    "Upah di bawah upah minimum diteruskan kepada pengawas ketenagakerjaan, bukan disanksi BPJS. Nota pemeriksaan I "
    "harus dilaksanakan paling lama {first} hari, nota II {second} hari. Ancaman pidananya penjara {least} sampai "
    "{most} tahun dan/atau denda {low} sampai {high}.",
    "Pay below the minimum wage is passed on to the labour inspectorate; BPJS does not sanction it. Inspection note I "
    "must be obeyed within {first} days, note II within {second} days. The crime carries prison of {least} to {most} "
    "years and/or a fine of {low} to {high}.",
)


@dataclass(frozen=True, slots=True)
class Route:
    """One way that breaches take besides the ladder: to whom, how many, how much, by which articles."""

    route: str
    rules: tuple[str, ...]
    breaches: int
    amount: int | None  # rupiah, None where it is not money that counts
    says: Text
    provisions: tuple[tuple[str, Text], ...]

    def document(self) -> dict[str, Any]:
        """The route as JSON data."""
        return {
            "route": self.route,
            "rules": list(self.rules),
            "breaches": self.breaches,
            "amount": self.amount,
            "says": self.says._asdict(),
            "provisions": [{"provision": at.replace("#", " "), "says": says._asdict()} for at, says in self.provisions],
        }


def routes(corpus: Corpus, view: View, breaches: Mapping[str, int], late_fine: int) -> tuple[Route, ...]:
    """The routes that the breaches found take; `breaches` counts them by rule, `late_fine` is rupiah."""
    found = []
    if arrears := sum(breaches.get(rule, 0) for rule in ARREARS_RULES):
        says = _said(
            _ARREARS,
            lambda language: {
                "rate": percent(Decimal(view.number("late_payment.fine_rate_monthly")), language),
                "years": view.number("crime.contributions.prison_max"),
                "fine": rupiah(int(view.number("crime.contributions.fine_max")), language),
            },
        )
        places = _cited(corpus, _ARREARS_AT)
        found.append(Route("manpower_agency", ARREARS_RULES, arrears, late_fine, says, places))
    if below := sum(breaches.get(rule, 0) for rule in WAGE_RULES):
        crime = view.value("crime.minimum_wage.prison", "least")
        says = _said(
            _WAGE,
            lambda language: {
                "first": view.number("inspection.note.days", "first"),
                "second": view.number("inspection.note.days", "second"),
                "least": view.number("crime.minimum_wage.prison", "least"),
                "most": view.number("crime.minimum_wage.prison", "most"),
                "low": rupiah(int(view.number("crime.minimum_wage.fine", "least")), language),
                "high": rupiah(int(view.number("crime.minimum_wage.fine", "most")), language),
            },
        )
        notes = (view.value("inspection.note.days", key) for key in ("first", "second"))
        wanted = (
            *(f"{crime.instrument}#{at}" for at in _FORBIDDEN_AT), f"{crime.instrument}#{crime.provision}",
            *(f"{note.instrument}#{note.provision}" for note in notes),
        )  # fmt: skip
        found.append(Route("labour_inspectorate", WAGE_RULES, below, None, says, _cited(corpus, wanted)))
    return tuple(found)


def _said(template: Text, words: Callable[[Language], Mapping[str, object]]) -> Text:
    return Text(template.id.format(**words("id")), template.en.format(**words("en")))


def _cited(corpus: Corpus, places: Iterable[str]) -> tuple[tuple[str, Text], ...]:
    """The provisions that the corpus holds at these places, with what they say."""
    found = []
    for place in places:
        instrument, _, at = place.partition("#")
        provision = corpus.instrument(instrument).provision(at)
        if provision is not None:
            found.append((place, provision.says))
    return tuple(found)
