"""A calibration as HTML: a fragment for any page, and a page of its own."""

from collections.abc import Sequence

from markupsafe import Markup

from lindung.messages import Language
from lindung.messages.language import grouped
from lindung.reporting.calibration import words
from lindung.reporting.calibration.plot import before_and_after
from lindung.reporting.calibration.table import rows
from lindung.reporting.comparison.plots import svg_element
from lindung.reporting.redline import Say, page
from lindung.simulation.calibration.free import Free
from lindung.simulation.calibration.posterior import Posterior, pinned
from lindung.simulation.calibration.target import Evidence


def fit_fragment(evidence: Evidence, free: Sequence[Free], posterior: Posterior, language: Language) -> str:
    """Fit table, misses with their causes, parameters before and after: an HTML section."""
    found, pins = rows(evidence, posterior), pinned(free, posterior)
    ordered = sorted(pins, key=lambda one: -one.contraction)
    drawn = svg_element(before_and_after(pins, language), "pinned", words.identifiability(pins, language))
    numbers = (posterior.size, round(posterior.effective), int(posterior.record.get("runs", 0)))
    fragment: str = page("fit.html").module.fit(
        found, ordered, words.summary(found, language), words.identifiability(pins, language),
        posterior.record.get("tied", {}), Markup(drawn),  # noqa: S704 - our own drawing, its texts escaped
        words.ABOUT.said(language).format(*(grouped(one, language) for one in numbers)),
        posterior.effective < words.FEW_BELOW, posterior.record.get("informed_by", {}), Say(language), language, words,
    )  # fmt: skip
    return str(fragment)


def calibration_page(
    evidence: Evidence, free: Sequence[Free], posterior: Posterior, title: str, language: Language
) -> str:
    """The same as a page of its own."""
    fragment = Markup(fit_fragment(evidence, free, posterior, language))  # noqa: S704 - escaped where it was made
    html: str = page("calibration.html").render(
        language=language, title=words.TITLE.said(language).format(title), fragment=fragment,
        fingerprint=posterior.record.get("fingerprint"), result_digest=posterior.record.get("result_digest"),
    )  # fmt: skip
    return html
