"""The words of a plan: what stops the build, and that nothing is left unsaid."""

from __future__ import annotations

import shutil

import pytest

from template_builder.common.errors import SpecProblems
from template_builder.common.specs_folder import SPECS
from template_builder.plan.words import MILESTONES, WARNINGS, load_plan_words
from tests.support.kit import guide


def complaint(tmp_path, old, new):
    shutil.copy(SPECS / "plan" / "words.toml", tmp_path)
    file = tmp_path / "words.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpecProblems) as error:
        load_plan_words(guide().sources, tmp_path)
    return str(error.value)


def test_every_milestone_in_order_and_every_warning():
    words = load_plan_words(guide().sources)
    assert [milestone.id for milestone in words.milestones] == list(MILESTONES)
    assert set(words.warnings) == set(WARNINGS)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'id = "review"',
            'id = "reviw"',
            "'reviw' is unknown or there twice; did you mean 'review'?",
        ),
        (
            'id = "blackout"',
            'id = "export-on-friday"',
            "'export-on-friday' is unknown or there twice",
        ),
        (
            "review: {days}",
            "review: {day}",
            "message: {day} is not filled in here; did you mean 'days'?",
        ),
        ('["zola-reports"]', '["zola"]', "sources: 'zola' is not in sources.toml"),
        ('todo = "Set a day', 'to_do = "Set a day', "todo: is missing; expected text"),
    ],
)
def test_a_mistake_stops_the_build(tmp_path, old, new, message):
    assert message in complaint(tmp_path, old, new)
