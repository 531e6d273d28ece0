"""The documentation says what the code does: commands and their output, options, targets, finding kinds."""

from __future__ import annotations

import argparse
import re

import pytest

from template_builder.__main__ import parser
from template_builder.check.catalogue import load_findings
from tests.support.kit import ROOT, workbooks
from tests.support.samples import BLOCK, PAGES, with_outputs, write_samples


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_print_what_the_page_shows(page, tmp_path):
    text = page.read_text(encoding="utf-8")
    assert BLOCK.search(text)
    write_samples(tmp_path)
    assert with_outputs(text, tmp_path) == text, "if the change is meant, run `make golden`"


def subcommands(
    command: argparse.ArgumentParser | None = None, before: str = ""
) -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, also those below another one, such as `history index`."""
    found = {}
    for action in (command or parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found[before + name] = below
                found |= subcommands(below, f"{before}{name} ")
    return found


def test_every_command_and_option_is_documented():
    text = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    for name, command in subcommands().items():
        assert f"## {name}" in text
        for action in command._actions:
            for option in action.option_strings[-1:]:
                assert option == "--help" or f"`{option}" in text, (name, option)


def test_every_command_has_an_example_in_its_help():
    for name, command in subcommands().items():
        (example,) = [line for line in command.format_help().splitlines() if "example:" in line]
        _, program, *words = example.split()
        assert program == "transition-kit"
        assert " ".join(words).startswith(f"{name} ")
        assert parser().parse_args(words).run


def test_every_make_target_is_in_the_help():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"\.PHONY: (help .*)", text)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"^{target}:.*##", text, re.MULTILINE), target


def test_every_column_of_every_workbook_is_on_the_downloads_page():
    text = (ROOT / "docs/reference/downloads.md").read_text(encoding="utf-8")
    for workbook in workbooks().values():
        for sheet in workbook.sheets:
            assert f'columns("{workbook.id}", "{sheet.name}")' in text


def test_every_finding_kind_has_a_group_on_the_page():
    assert "{{ findings() }}" in (ROOT / "docs/reference/findings.md").read_text(encoding="utf-8")
    assert len(load_findings()) > 70
