"""The table of differences as HTML: what a notebook shows of a comparison."""

from html import escape

from lindung.messages import Language
from lindung.reporting.comparison.numbers import figure, signed
from lindung.reporting.comparison.terminal import SHOWN, notes
from lindung.simulation.comparison.comparison import Comparison
from lindung.simulation.metrics import METRICS


def differences_html(comparison: Comparison, language: Language) -> str:
    """Each place's baseline and every other arm's difference with its interval; doubtful differences in grey."""
    parts = []
    for base in sorted(set(comparison.plan.baselines)):
        first, *others = (arm for arm in comparison.arms if arm.baseline == base)
        heads = [first.regulation, *(f"{arm.regulation} −" for arm in others)]
        rows = []
        for name in SHOWN:
            unit = METRICS[name].unit
            cells = [f"<td>{escape(figure(first.metrics[name].mean, unit, language))}</td>"]
            for arm in others:
                found = arm.differences[name]
                style = "" if found.is_clear else ' style="color:#767676"'
                cells.append(f"<td{style}>{escape(signed(found, unit, language))}</td>")
            says = escape(METRICS[name].says.said(language))
            rows.append(f'<tr><th scope="row" style="text-align:left" title="{name}">{says}</th>{"".join(cells)}</tr>')
        head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
        caption = "" if first.budget is None else f"<caption>Rp {first.budget:,}</caption>"
        parts.append(f"<table>{caption}<thead><tr><th></th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>")
    parts += [f"<p><small>{escape(note)}</small></p>" for note in notes(comparison, language)]
    return "\n".join(parts)
