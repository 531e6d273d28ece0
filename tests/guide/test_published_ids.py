"""No id that readers' ticks hang on disappears without a word, and none comes back."""

from __future__ import annotations

import dataclasses

from template_builder.guide.checklists import Retired
from template_builder.guide.model import Guide
from tests.support.kit import guide
from tests.support.published import lines_of, lost, published

ADVICE = (
    "give each an entry in specs/guide/retired.toml; readers' ticks, notes and backups hang on it"
)


def test_no_published_id_has_disappeared_without_an_entry():
    assert sorted(lost(guide(), published())) == [], ADVICE


def test_every_id_in_use_is_on_the_list():
    assert sorted(lines_of(guide()) - published()) == [], "run `make golden` to add them"


def test_only_published_ids_are_retired():
    known = {line.partition("/")[2] for line in published()}
    assert [entry.id for entry in guide().retired if entry.id not in known] == []


def without_first_item() -> tuple[Guide, str]:
    before, *others = guide().checklists
    section, *sections = before.sections
    smaller = dataclasses.replace(section, items=section.items[1:])
    before = dataclasses.replace(before, sections=(smaller, *sections))
    return dataclasses.replace(guide(), checklists=(before, *others)), section.items[0].id


def test_an_id_that_disappears_is_noticed():
    smaller, id_ = without_first_item()
    assert lost(smaller, published()) == {f"before/{id_}"}
    entry = Retired(id=id_, to="", reason="No longer needed.")
    assert lost(dataclasses.replace(smaller, retired=(entry,)), published()) == set()


def test_an_item_that_moves_to_another_phase_is_noticed():
    before, during, after = guide().checklists
    swapped = (
        dataclasses.replace(before, sections=during.sections),
        dataclasses.replace(during, sections=before.sections),
        after,
    )
    moved = dataclasses.replace(guide(), checklists=swapped)
    assert len(lost(moved, published())) == len(before.items) + len(during.items)
