"""The fourteen facts as they are written down, and the verdict where it must fall."""

import re

import pytest

from lindung.messages import Text
from lindung.simulation.comparison.differences import estimate
from lindung.simulation.validation.fact import Check, Fact, Figure, Threshold, Unmeasurable, least, most
from lindung.simulation.validation.facts import FACTS
from lindung.simulation.validation.validate import found


def test_fourteen_facts_each_with_its_thresholds() -> None:
    assert [one.number for one in FACTS] == list(range(1, 15))
    assert len({one.name for one in FACTS}) == 14
    for one in FACTS:
        names = [figure.name for figure in one.figures]
        assert len(names) == len(set(names))
        assert one.checks, one.name
        for check in one.checks:
            assert check.one_of
            for threshold in check.one_of:
                assert threshold.figure in names
                assert threshold.least is not None or threshold.most is not None


def texts_of(one: Fact) -> list[Text]:
    found = [one.says, one.source, one.measured, *(figure.says for figure in one.figures)]
    found += [check.otherwise for check in one.checks]
    return [*found, *([one.left_out] if one.left_out else [])]


@pytest.mark.parametrize("one", FACTS, ids=lambda one: one.name)
def test_both_languages_say_the_same_numbers(one: Fact) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.sub(r"[.,]", "", number) for number in re.findall(r"\d[\d.,]*\d|\d", text))

    for text in texts_of(one):
        assert text.id.strip()
        assert text.en.strip()
        assert numbers(text.id) == numbers(text.en), text.en


# --- Verdicts ---


def made_up(*checks: Check) -> Fact:
    figure = tuple(Figure(name, Text(name, name), "ratio") for name in ("a", "b"))
    return Fact(1, "x", *(Text("i", "e"),) * 3, figure, checks, lambda _: {})


CAUSE = Text("sebab", "cause")


@pytest.mark.parametrize(
    ("a", "verdict", "clear"),
    [
        ([3.0, 3.1, 2.9], "pass", True),
        ([1.0, 1.1, 0.9], "fail", True),
        ([2.5, 1.0, 3.0], "pass", False),  # mean 2.17, interval 0.41 to 3.92
        ([3.0], "pass", None),
        ([None, None], "not_measurable", None),
        ([None, 3.0, 3.1], "pass", True),
    ],
)
def test_the_mean_decides_and_the_interval_says_how_surely(a: list[float | None], verdict: str, clear: bool) -> None:
    of_one = found(made_up(least("a", 2, CAUSE)), [{"a": value, "b": 0.0} for value in a])
    assert (of_one.verdict, of_one.checks[0].clear) == (verdict, clear)
    assert of_one.causes == ([CAUSE] if verdict == "fail" else [])
    assert (of_one.why is not None) is (verdict == "not_measurable")
    assert of_one.estimates["a"] == estimate(a)


def test_one_failing_check_fails_and_one_of_several_suffices() -> None:
    both = made_up(least("a", 2, CAUSE), most("b", 2, CAUSE))
    assert found(both, [{"a": 3.0, "b": 3.0}]).verdict == "fail"
    assert found(both, [{"a": None, "b": 3.0}]).verdict == "fail"
    assert found(both, [{"a": None, "b": 1.0}]).verdict == "not_measurable"
    either = made_up(Check((Threshold("a", least=2), Threshold("b", least=2)), CAUSE))
    for values, verdict in (((1.0, 3.0), "pass"), ((1.0, 1.0), "fail"), ((1.0, None), "not_measurable")):
        assert found(either, [dict(zip("ab", values, strict=True))]).verdict == verdict


def test_a_reason_is_handed_on_only_where_no_replicate_can_be_measured() -> None:
    why = Unmeasurable(Text("karena", "because"))
    one = made_up(least("a", 2, CAUSE))
    assert found(one, [why, why]).why == why.reason
    assert found(one, [why, {"a": 3.0, "b": 0.0}]).verdict == "pass"
