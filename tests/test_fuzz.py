"""A short run of the fuzz, the same on every machine; `make audit` runs it for minutes with another seed each time."""

from __future__ import annotations

import pytest

from template_builder.browser import Api
from tests.support import fuzz

pytestmark = pytest.mark.heavy

CASES = 60


def test_every_changed_file_is_answered_or_refused_in_words():
    tally = fuzz.run(seed=3, numbers=range(CASES))
    assert tally.problems == []
    assert tally.outcomes["answered"] > 0
    assert tally.outcomes["refused"] > 0


def test_a_case_is_the_same_each_time_and_another_with_another_number():
    assert fuzz.case(1, 7) == fuzz.case(1, 7)
    assert len({fuzz.case(1, number) for number in range(20)}) == 20


def test_a_problem_is_noticed_and_says_what_repeats_it(monkeypatch):
    def broken(door: Api, name: str, data: bytes) -> None:
        raise IndexError("off the end")

    monkeypatch.setattr(fuzz, "QUESTIONS", {"check": broken})
    tally = fuzz.run(seed=3, numbers=range(5, 6))
    (problem,) = tally.problems
    assert problem.startswith("--seed 3 --only 5: check of ")
    assert "off the end" in problem
    assert tally.outcomes == {"failed": 1}
