"""How far an audit is, as it is said."""

from typing import get_args

from lindung.compliance.course import Course, Stage


def test_it_goes_forward_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    course = Course(lambda done, total: told.append((done, total)))
    for stage in get_args(Stage.__value__):
        course.reached(stage, 0.5)
        course.reached(stage)
    assert told[-1] == (100, 100)
    assert {total for _, total in told} == {100}
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_a_stage_that_is_left_out_or_comes_late_takes_nothing_back() -> None:
    told: list[int] = []
    course = Course(lambda done, _: told.append(done))
    stages: tuple[Stage, ...] = ("read", "recount", "missing", "recount", "letters")
    for stage in stages:
        course.reached(stage)
    assert told == sorted(set(told))


def test_part_of_an_audit_is_a_whole_of_its_own() -> None:
    told: list[tuple[int, int]] = []
    course = Course(lambda done, total: told.append((done, total)), after="read", until="recount")
    for stage in get_args(Stage.__value__):
        course.reached(stage)
    assert told[0][0] > 0
    assert told[-1][0] == told[-1][1]
    Course().reached("read")  # nobody listens
