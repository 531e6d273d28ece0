"""Each value is judged once, and known again by its type and value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.common.cells import UNSAVED, CellError
from template_builder.judging.numbers import HoursJudge
from template_builder.judging.verdict import JudgedOnce, Verdict, judge_all
from template_builder.judging.words import judge_non_billable


class Recorder:
    """A judge that accepts everything and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __call__(self, value: object, /) -> Verdict:
        self.asked.append(value)
        return Verdict(value)


def test_a_value_is_judged_only_once() -> None:
    recorder = Recorder()
    judge = JudgedOnce(recorder)
    found = [judge_all([judge], [value]) for value in ("a", "a", "b")]
    assert found == [[Verdict("a")], [Verdict("a")], [Verdict("b")]]
    assert recorder.asked == ["a", "b"]


@pytest.mark.parametrize(
    "equal",
    [
        (1, True, 1.0),
        (0, False, 0.0),
        (1.0, True),
        (True, 1),
        (False, 0),
        (dt.time(), dt.time(), dt.datetime(2027, 1, 4), dt.date(2027, 1, 4)),
    ],
    ids=str,
)
def test_equal_values_of_other_types_are_judged_apart(equal: tuple[object, ...]) -> None:
    recorder = Recorder()
    judge = JudgedOnce(recorder)
    found = [judge_all([judge], [value])[0].value for value in (*equal, *equal)]
    assert list(map(type, found)) == [type(value) for value in (*equal, *equal)]
    assert len(recorder.asked) == len(set(map(type, equal)))


@pytest.mark.parametrize("first", [1, 1.0])
def test_true_after_one_is_judged_as_true(first: float) -> None:
    judge = JudgedOnce(HoursJudge(rounding_minutes=1))
    one, true, again = (judge_all([judge], [value])[0] for value in (first, True, first))
    assert one == again == Verdict(Decimal(1))
    assert [flaw.kind for flaw in true.flaws] == ["hours-not-a-number"]
    assert true.value is None


def test_one_after_true_is_judged_as_one() -> None:
    judge = JudgedOnce(judge_non_billable)
    true, one = (judge_all([judge], [value])[0] for value in (True, 1))
    assert true == judge_non_billable(True)
    assert one == judge_non_billable(1)


def test_a_failed_formula_is_never_judged_as_text() -> None:
    recorder = Recorder()
    judge = JudgedOnce(recorder)
    text = str(UNSAVED)
    values = (text, CellError("#REF!"), text, UNSAVED)
    found = [judge_all([judge], [value])[0] for value in values]
    kinds = [[flaw.kind for flaw in verdict.flaws] for verdict in found]
    assert kinds == [[], ["cell-error"], [], ["formula-not-saved"]]
    assert recorder.asked == [text]


@pytest.mark.parametrize(
    "text",
    ["#N/A", " #REF! ", "#DIV/0!", "#NAME?", "#SPILL!", "#NV", "#BEZUG!", "#\u00a1VALOR!", "#N/D", "Err:502", "########"],
)  # fmt: skip
def test_the_text_of_a_failed_formula_is_no_text(text: str) -> None:
    (verdict,) = judge_all([JudgedOnce(Recorder())], [text])
    assert [flaw.kind for flaw in verdict.flaws] == ["cell-error"]


@pytest.mark.parametrize(
    "text", ["#1", "No. #4!", "#N/A: asked the bank", "Error: none", "#metoo!", "#"]
)
def test_other_texts_with_such_signs_are_texts(text: str) -> None:
    assert judge_all([JudgedOnce(Recorder())], [text]) == [Verdict(text)]
