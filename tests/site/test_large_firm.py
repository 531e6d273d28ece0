"""A firm of two hundred people and five thousand matters: nothing grows faster than it, and no file has a megabyte."""

from __future__ import annotations

import cProfile
from functools import cache

import pytest

from macros.guide.guide_json import guide_json
from macros.guide.new_staff import matter_numbers
from macros.plan.plan_json import plan_json
from macros.rendering import Links
from template_builder.firm.firm_file import parse_firm
from template_builder.firm.public_file import public_toml
from template_builder.firm.warnings import warnings_of_firm
from template_builder.plan.regions import load_regions
from template_builder.plan.words import PlanWords, load_plan_words
from template_builder.workbooks.letter import letter_to_billing, letter_to_person
from tests.support.kit import ROOT, guide
from tests.support.large import large_firm

MEGABYTE = 1_000_000


@cache
def words() -> PlanWords:
    return load_plan_words(guide().sources)


def made_of(people: int, matters: int, days_off: int) -> tuple[dict[str, int], int]:
    """The bytes of what a firm's data is in, and how many calls of functions it took to make it all."""
    text = large_firm(people, matters, days_off)
    profile = cProfile.Profile()
    profile.enable()
    firm = parse_firm(text, "firm.toml", guide())
    shown = firm.published
    numbers = type("Shown", (), {"numbers": firm.published_numbers})()
    files = {
        "guide.json": guide_json(guide(), shown),
        "plan.json": plan_json(guide(), words(), load_regions(), shown),
        "matters on a page": matter_numbers(numbers, Links("..", ROOT / "docs")).encode(),
        "the firm's file": public_toml(shown).encode(),
    }
    letters = [letter_to_person(firm, each, "time-tracking.xlsx", "") for each in firm.people]
    letters.append(letter_to_billing(firm, ""))
    warnings_of_firm(firm, guide(), words())
    profile.disable()
    sizes = {name: len(data) for name, data in files.items()}
    return sizes | {"letters": sum(map(len, letters))}, sum(
        entry.callcount for entry in profile.getstats()
    )


@pytest.mark.heavy
def test_ten_times_the_firm_is_at_most_ten_times_the_work() -> None:
    """Calls are counted and not seconds: the same on any machine, however busy."""
    made_of(0, 0, 0)  # reads what is read once in a process
    _, fixed = made_of(0, 0, 0)
    small, calls = made_of(20, 500, 10)
    large, more_calls = made_of(200, 5_000, 100)
    assert more_calls - fixed < 11 * (calls - fixed)
    assert {name: size for name, size in large.items() if size > 11 * small[name]} == {}
    assert {name: size for name, size in large.items() if size > MEGABYTE} == {}
    assert large["matters on a page"] > 5 * small["matters on a page"], "the measure sees nothing"
