"""What parameters were fitted to, as a part of the report page; why there is none where there is none."""

from typing import Final

from lindung.messages import Language, Text
from lindung.reporting.calibration.page import fit_fragment
from lindung.simulation.calibration.belonging import fitting
from lindung.simulation.calibration.free import free_parameters
from lindung.simulation.calibration.target_reader import evidence_of
from lindung.simulation.experiments.vectors import has_evidence
from lindung.simulation.scenario import Scenario

UNFITTED: Final = Text(
    "Parameter belum dikalibrasi: yang berjenis E dipilih dengan tangan dalam rentangnya.",
    "Parameters are not calibrated yet: those of kind E were chosen by hand within their ranges.",
)
NO_EVIDENCE: Final = Text(
    "Tidak ada bukti untuk mencocokkan skenario ini; yang berjenis E dipilih dengan tangan dalam rentangnya.",
    "There is no evidence to fit this scenario to; parameters of kind E were chosen by hand within their ranges.",
)
STALE: Final = Text(
    "Kalibrasi yang ada tidak dipakai: modelnya atau buktinya telah berubah sejak itu.",
    "The calibration that stands beside it is not used: the model or the evidence has changed since.",
)


def fit_part(scenario: Scenario, language: Language) -> tuple[str, str]:
    """The section as HTML (empty where there is none), and a sentence in its place."""
    if not has_evidence(scenario):
        return "", NO_EVIDENCE.said(language)
    posterior, stale = fitting(scenario)
    if posterior is None:
        return "", (UNFITTED if stale is None else STALE).said(language)
    evidence = evidence_of(scenario)
    return fit_fragment(evidence, free_parameters(scenario, evidence), posterior, language), ""
