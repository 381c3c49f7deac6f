"""Knobs for those who would rather turn than type: budget, ages, priority, months, and at once what they change."""

from html import escape
from pathlib import Path
from typing import Any, Final

import ipywidgets as widgets

from lindung.door.drafting import draft
from lindung.door.exploring import REPLICATES, Answer, Exploration
from lindung.law import place
from lindung.law.answers import Value
from lindung.law.instruments import Instrument
from lindung.law.values import Criterion
from lindung.messages import Text, default_language
from lindung.messages.language import day
from lindung.reporting.comparison.words import rupiah_words
from lindung.reporting.shown import Sheet, amount
from lindung.simulation.metrics import METRICS
from lindung.simulation.scenario import Scenario

SHOWN: Final = (
    "protected_person_months", "subsidised_person_months", "deaths_uncovered", "exclusion_error", "inclusion_error",
    "budget_spent_rp", "budget_per_protected_person_month_rp",
)  # fmt: skip
YOUNGEST, OLDEST = 15, 64
RATIOS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)  # of the scenario's own budget
MONTHS: Final = (3, 6, 12, 18, 24)
_AS_IT_IS: Final = Text("seperti yang berlaku", "as in force")
_NOBODY: Final = Text("(tidak ada)", "(nobody)")
# whom a regulation may serve first: a criterion as a regulation's file writes it, and its name
_FIRST: Final[dict[str, tuple[Text, dict[str, Any]]]] = {
    "extremely_poor": (Text("miskin ekstrem", "the extremely poor"), {"poverty": {"any_of": ["extremely_poor"]}}),
    "poor": (Text("miskin", "the poor"), {"poverty": {"any_of": ["extremely_poor", "poor"]}}),
    "old": (Text("60 tahun ke atas", "aged 60 or older"), {"age": {"at_least": "60 years"}}),
    "disability": (Text("penyandang disabilitas", "people with a disability"), {"disability": {"is": True}}),
    "married": (
        Text("menikah dengan tanggungan", "married with dependants"),
        {"married_with_dependants": {"is": True}},
    ),
    "women": (Text("perempuan", "women"), {"sex": {"any_of": ["female"]}}),
}
_LABELS: Final = {
    "budget": Text("anggaran setahun", "budget a year"),
    "ages": Text("umur", "ages"),
    "first": Text("didahulukan", "served first"),
    "then": Text("sesudahnya", "served next"),
    "months": Text("paling lama (bulan)", "at most (months)"),
}
_WIDE: Final = {"style": {"description_width": "150px"}, "layout": {"width": "480px"}}


class Explorer:
    """Knobs above, the law that they make and its paired difference below. `answer` and `draft` are those shown."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.language = default_language()
        own, says = exploration.budget, self._said
        budgets = [round(own * ratio / 1_000_000) * 1_000_000 if ratio != 1 else own for ratio in RATIOS]
        named = [(rupiah_words(rupiah, self.language), rupiah) for rupiah in dict.fromkeys(budgets)]
        self.budget = widgets.SelectionSlider(
            options=named, value=own, description=says(_LABELS["budget"]), continuous_update=False, **_WIDE
        )
        self._own_ages = self._ages_in_force()
        self.ages = widgets.IntRangeSlider(
            value=self._own_ages, min=YOUNGEST, max=OLDEST, description=says(_LABELS["ages"]), continuous_update=False,
            **_WIDE,
        )  # fmt: skip
        order = [(says(text), name) for name, (text, _) in _FIRST.items()]
        self.first = widgets.Dropdown(
            options=[(says(_AS_IT_IS), None), *order], description=says(_LABELS["first"]), **_WIDE
        )
        self.then = widgets.Dropdown(
            options=[(says(_NOBODY), None), *order], description=says(_LABELS["then"]), **_WIDE
        )
        self.months = widgets.SelectionSlider(
            options=[(says(_AS_IT_IS), 0), *((str(count), count) for count in MONTHS)],
            description=says(_LABELS["months"]), continuous_update=False, **_WIDE,
        )  # fmt: skip
        self.law, self.result = widgets.HTML(), widgets.HTML()
        self.draft: Instrument | None = None
        self.answer: Answer
        knobs = [self.budget, self.ages, self.first, self.then, self.months]
        self._turn()
        self.panel = widgets.VBox([*knobs, self.law, self.result])
        for knob in knobs:
            knob.observe(lambda _: self._turn(), names="value")

    def _repr_mimebundle_(self, **asked: Any) -> Any:
        return self.panel._repr_mimebundle_(**asked)

    def _said(self, text: Text) -> str:
        return text.said(self.language)

    def _ages_in_force(self) -> tuple[int, int]:
        """The ages of the regulation in force on the day, as far as it names any."""
        view = self.exploration.baseline.view(self.exploration.scenario).on(self.exploration.day)
        found = view.look_up("subsidy.eligibility.age").value
        limits = found.amount if isinstance(found, Value) else None
        if not isinstance(limits, Criterion):
            return YOUNGEST, OLDEST
        low = YOUNGEST if limits.at_least is None else int(limits.at_least.amount)
        high = OLDEST if limits.at_most is None else int(limits.at_most.amount)
        return max(low, YOUNGEST), min(high, OLDEST)

    def sets(self) -> dict[str, Any]:
        """What the knobs say, as a regulation's file writes it; nothing for a knob left as it was."""
        found: dict[str, Any] = {}
        if self.ages.value != self._own_ages:
            low, high = self.ages.value
            found["subsidy.eligibility.age"] = {"at_least": f"{low} years", "at_most": f"{high} years"}
        tiers = dict.fromkeys(name for name in (self.first.value, self.then.value) if name is not None)
        if self.first.value is not None:
            found["subsidy.priority"] = [{"any_of": [_FIRST[name][1]]} for name in tiers]
        if self.months.value:
            found["subsidy.months"] = f"{self.months.value} months"
        return found

    def _turn(self) -> None:
        """Make the law that the knobs say, ask what it changes, and show both."""
        ask, sets = self.exploration, self.sets()
        baseline = ask.baseline.regulation
        self.draft = draft("explored", baseline, sets, in_force=ask.day, law=ask.scenario.corpus) if sets else None
        self.answer = ask.ask(self.draft, self.budget.value)
        self.law.value, self.result.value = self._law_html(), self._result_html()

    def _law_html(self) -> str:
        clauses = () if self.draft is None else self.draft.provisions
        items = "".join(
            f"<li><b>{escape(place.said(one.at, self.language))}</b> {escape(one.says.said(self.language))}</li>"
            for one in clauses
        )
        said = Text(
            "Rancangan dari tombol di atas, berlaku {}:" if clauses else "Peraturan seperti yang berlaku.",
            "The draft that the knobs make, in force {}:" if clauses else "The regulation as it is in force.",
        )
        return f"<p>{escape(self._said(said).format(day(self.exploration.day, self.language)))}</p><ul>{items}</ul>"

    def _result_html(self) -> str:
        heads = (
            Text("", ""),
            Text("yang berlaku", "in force"),
            Text("dengan perubahan", "with the change"),
            Text("selisih berpasangan (selang 90 %)", "paired difference (90% interval)"),
        )
        columns = [self._said(head) for head in heads]
        rows = []
        for name in SHOWN:
            unit = METRICS[name].unit
            levels = [amount(arm[name].mean, unit, self.language) for arm in (self.answer.before, self.answer.after)]
            cells = [self._said(METRICS[name].says), *levels, amount(self.answer.difference[name], unit, self.language)]
            rows.append(dict(zip(columns, cells, strict=True)))
        plan = self.exploration.plan
        note = Text(
            "{} dari {} pekerja, {} ulangan; orang yang sama dengan nasib acak yang sama. Ilustrasi, bukan ramalan.",
            "{} of {} workers, {} replicates; the same people with the same random fates. It illustrates, no forecast.",
        )
        sizes = (amount(one, "", self.language) for one in (plan.workers, plan.scenario.population.size))
        below = self._said(note).format(*sizes, self.exploration.replicates)
        units = dict.fromkeys(columns[1:], "")
        return f"{Sheet(rows, units, self.language)._repr_html_()}<p><small>{escape(below)}</small></p>"


def explore(
    scenario: Scenario | str | Path,
    *,
    workers: int | None = None,
    replicates: int = REPLICATES,
    seed: int | None = None,
) -> Explorer:
    """Turn the budget, the ages, who is served first and for how many months, and see at once what that changes.

    The knobs write a draft of typed criteria that is enacted beside the regulation in force, from a January two years
    before the end; `workers` are simulated (default: a few thousand). Raises `BadInput` for a scenario there is not.
    """
    return Explorer(Exploration(scenario, workers=workers, replicates=replicates, seed=seed))
