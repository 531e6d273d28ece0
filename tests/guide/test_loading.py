"""Bad specs stop the build, with every problem named."""

from __future__ import annotations

import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest

from template_builder.common import toml_table
from template_builder.common.errors import SpecProblems
from template_builder.guide.loading import load_guide
from tests.support.kit import ROOT

SPECS = ROOT / "template_builder" / "specs" / "guide"


@pytest.fixture(scope="module", autouse=True)
def _same_text_parsed_once():
    """Each test changes one file of many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_table, "tomllib", Cached)
        yield


class Cached:
    """The parser of TOML; what it reads is never changed."""

    TOMLDecodeError = tomllib.TOMLDecodeError
    loads = staticmethod(cache(tomllib.loads))


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return shutil.copytree(SPECS, tmp_path / "specs")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(load, specs: Path) -> str:
    with pytest.raises(SpecProblems) as error:
        load(specs)
    return str(error.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "checklists/before.toml",
            'reports = ["trust-listing"]',
            'reports = ["trust-listings"]',
            "'trust-listings' is no recommended report; did you mean 'trust-listing'",
        ),
        (
            "checklists/before.toml",
            'role = "coordinator"',
            'role = "cordinator"',
            "did you mean 'coordinator'?",
        ),
        (
            "checklists/before.toml",
            'days = "business"',
            'days = "workdays"',
            "expected one of business, calendar",
        ),
        (
            "checklists/before.toml",
            'anchor = "cut-off"',
            'anchor = "cutoff"',
            "did you mean 'cut-off'?",
        ),
        (
            "checklists/during.toml",
            '[[sections]]\nid = "',
            '[[sections]]\nid = "A ',
            "expected an id of small letters",
        ),
        (
            "checklists/during.toml",
            "why = ",
            "wy = ",
            "wy: is not a known key; did you mean 'why'?",
        ),
        (
            "new-staff.toml",
            'key = "documents"',
            'key = "papers"',
            "expected one of documents, invoices",
        ),
        (
            "new-staff.toml",
            'id = "own-clio-user"',
            'id = "name-coordinator"',
            "'name-coordinator' is already used by specs/guide/checklists/before.toml",
        ),
        (
            "checklists/after.toml",
            "needs = [",
            'needs = ["no-such-item", ',
            "'no-such-item' is no item",
        ),
        (
            "checklists/after.toml",
            "sources = [",
            'sources = ["clio-transitoin", ',
            "did you mean 'clio-transition'?",
        ),
        ("sources.toml", 'generation = "older"', 'generation = "old"', "did you mean 'older'?"),
        ("sources.toml", 'url = "https://', 'url = "www.', "expected an address"),
        ("migrates.toml", 'answer = "no"', 'answer = "never"', "expected one of yes, no, partly"),
        ("disagreements.toml", "todo = ", "to_do = ", "todo: is missing"),
        ("retention.toml", 'kind = "official"', 'kind = "offical"', "did you mean 'official'?"),
        ("systems/mycase.toml", 'id = "mycase"', 'id = "my-case"', "id: expected one of mycase"),
        ("roles.toml", 'work = "You bill', 'wrok = "You bill', "roles[2].work: is missing"),
        ("roles.toml", 'id = "everyone"', 'id = "every-one"', "lacks 'everyone'"),
        ("roles.toml", 'id = "it"', 'id = "billing"', "'billing' is already used by roles[2]"),
        ("systems/mycase.toml", 'clio_guide = "', 'clio_guide = "x', "is not in sources.toml"),
        ("systems/tabs3.toml", '"not found"', '"partly"', "].how: is empty; say in which editions"),
    ],
)
def test_a_mistake_in_a_spec_is_named_with_its_file(specs, file, old, new, message):
    edit(specs / file, old, new)
    said = complaint(load_guide, specs)
    assert message in said
    assert f"specs/guide/{file}" in said


def test_an_id_used_twice_over_two_phases_is_named(specs):
    first = next(item for item in load_guide(specs).checklist("before").items)
    during = next(item for item in load_guide(specs).checklist("during").items)
    edit(specs / "checklists/during.toml", f'id = "{during.id}"', f'id = "{first.id}"')
    assert f"'{first.id}' is already used by specs/guide/checklists/before.toml" in complaint(
        load_guide, specs
    )


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('id = "old"\nreason = "x"', "retired[1].to: is missing; expected the id of the item"),
        ('id = "old"\nto = "Old one"\nreason = "x"', "retired[1].to: expected the id of the item"),
        ('id = "old"\nto = "name-cordinator"\nreason = "x"', "did you mean 'name-coordinator'?"),
        ('id = "old"\nto = ""', "retired[1].reason: is missing"),
        ('id = "name-coordinator"\nto = ""\nreason = "x"', "'name-coordinator' is in use by"),
        (
            'id = "old"\nto = ""\nreason = "x"\n[[retired]]\nid = "old"\nto = ""\nreason = "x"',
            "retired[2].id: 'old' is already used by retired[1]",
        ),
        ('id = "old"\nto = ""\nreason = "x"\n[[retierd]]', "did you mean 'retired'?"),
    ],
    ids=["no-to", "bad-to", "unknown-to", "no-reason", "in-use", "twice", "misspelled"],
)
def test_a_mistake_about_a_retired_id_is_named(specs, entry, message):
    (specs / "retired.toml").write_text(f"[[retired]]\n{entry}\n", encoding="utf-8")
    assert message in complaint(load_guide, specs)


def test_items_that_wait_for_each_other_are_named(specs):
    first, second = load_guide(specs).checklist("before").items[:2]
    for item, need in ((first, second), (second, first)):
        file = specs / "checklists/before.toml"
        text = file.read_text(encoding="utf-8")
        start = text.index(f'id = "{item.id}"')
        end = text.find("[[sections", start)
        block = "\n".join(
            line for line in text[start:end].splitlines() if not line.startswith("needs")
        )
        file.write_text(
            f'{text[:start]}{block}\nneeds = ["{need.id}"]\n\n{text[end:]}', encoding="utf-8"
        )
    assert "these items wait for each other" in complaint(load_guide, specs)


def test_a_role_more_has_a_sheet_and_may_be_given_to_items(specs):
    edit(
        specs / "roles.toml",
        '[[roles]]\nid = "everyone"',
        '[[roles]]\nid = "tester"\nname = "Tester"\nwork = "You try."\n\n[[roles]]\nid = "everyone"',
    )
    edit(specs / "checklists/before.toml", 'role = "coordinator"', 'role = "tester"')
    guide = load_guide(specs)
    assert [role.id for role in guide.sheet_roles][-1] == "tester"
    assert next(iter(guide.items.values())).role == guide.roles["tester"]


def test_a_previous_system_more_is_one_file(specs):
    (specs / "systems" / "ledgerly.toml").write_text(
        'id = "ledgerly"\nname = "Ledgerly"\nsummary = "Nothing was found."', encoding="utf-8"
    )
    names = [system.name for system in load_guide(specs).systems]
    assert "Ledgerly" in names
    assert names == sorted(names, key=str.casefold)
